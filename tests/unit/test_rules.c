/* Rules: files and their errors, words patterns, gazetteers, values, overlap. */
#include "config.h" /* for POSIX functions */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "doc/plain.h"
#include "engine/engine.h"
#include "engine/rule.h"
#include "words/gazetteer.h"
#include "../support/built_in.h"

static const char *const lists[][2] = {
	{"given/en", "# source: test\nAna\nJohn|Johnny\nMary Ann\nMay\n"},
	{"month/en", "January|Jan.\nMay\n"},
	{"honorific/en", "Dr.\nMr.\nMrs.\n"},
	{"body/en", "Bank of America\nUnited Nations|UN\nתל אביב\nבית המשפט\n"},
	{"unit/en", "# case: exact\nIT\nWho\n"},
	{"legal/en", "Inc.\nLtd.\nS.A.\n"},
};

/* A folder with the rules and the lists above; the caller frees its name. */
static char *make_folder(const char *rules)
{
	char path[256], *folder = rt_strdup("/tmp/redthread-test-XXXXXX");
	struct rt_err err;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/test.rules", folder);
	assert_int_equal(rt_file_write(path, rules, strlen(rules), &err), 0);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		snprintf(path, sizeof path, "%s/gazetteer/%s", folder, lists[i][0]);
		*strrchr(path, '/') = '\0';
		assert_int_equal(rt_folder_make(path, &err), 0);
		snprintf(path, sizeof path, "%s/gazetteer/%s.txt", folder, lists[i][0]);
		assert_int_equal(rt_file_write(path, lists[i][1], strlen(lists[i][1]), &err), 0);
	}
	return folder;
}

static void remove_folder(char *folder)
{
	char command[300];
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	assert_int_equal(system(command), 0);
	rt_free(folder);
}

static struct rt_ruleset *load(const char *rules, struct rt_rule_errors *errors)
{
	char *folder = make_folder(rules);
	struct rt_err err;
	struct rt_ruleset *set =
		rt_ruleset_load((const char *const[]){folder}, 1, errors, &err);
	assert_non_null(set);
	remove_folder(folder);
	return set;
}

/* ---- errors ---- */

static const struct {
	const char *rules;
	unsigned line, column;
	const char *says; /* a part of the sentence */
} mistakes[] = {
	{"typ person\n", 1, 1, "no keyword \"typ\""},
	{"type person\n", 1, 1, "belongs under"},
	{"rule two words\n", 1, 10, "one word"},
	{"rule a\n type person\n", 1, 1, "neither a line \"match\" nor one \"words\""},
	{"rule a\n match x\n", 1, 1, "no line \"type\""},
	{"rule a\n type x\n match a(b\n", 3, 10, "rule a"},
	{"rule a\n type x\n match aé{nolist}\n", 3, 10, "no define and no list \"nolist\""},
	{"rule a\n type x\n words <capitl>\n", 3, 9, "no shape and no list \"capitl\""},
	{"rule a\n type x\n words <capital>*\n", 3, 0, "matches nothing at all"},
	{"rule a\n type x\n words (<capital>\n", 3, 0, "not closed"},
	{"rule a\n type x\n words \"x\n", 3, 0, "not closed"},
	{"rule a\n type x\n words <any>{1,999}\n", 3, 0, "up to 64"},
	{"rule a\n type x\n words (((<any>{64}){64}){64})\n", 3, 0, "too large"},
	{"rule a\n type x\n score 2\n match b\n", 3, 8, "from 0 to 1"},
	{"rule a\n type x\n scope attic\n match b\n", 3, 8, "no scope \"attic\""},
	{"rule a\n type x\n match b\n yes b\n", 4, 0, "[brackets]"},
	{"rule a\n type x\n match b\n yes [b\n", 4, 0, "not closed"},
	{"rule a\n type x\n match b\nrule a\n type x\n match c\n", 4, 1, "already"},
	{"define a {a}\nrule r\n type x\n match {a}\n", 4, 0, "nested too deep"},
	{"rule a\n type x\n near two-words, x\n match b\n", 3, 7, "not one word"},
	{"rule a\n type x\n match b\xff\n", 3, 1, "not UTF-8"},
};

static void mistakes_are_told_with_their_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
		struct rt_str text = RT_STR_INIT;
		struct rt_rule_errors errors = {0};
		rt_str_append(&text, mistakes[i].rules);
		rt_str_append(&text, "rule good\n  type x\n  match good\n");
		struct rt_ruleset *rules = load(text.data, &errors);
		if (!errors.count || !strstr(errors.items[0].message, mistakes[i].says))
			fail_msg("%s: %s", mistakes[i].rules,
				errors.count ? errors.items[0].message : "no error");
		assert_int_equal(errors.items[0].line, mistakes[i].line);
		if (mistakes[i].column)
			assert_int_equal(errors.items[0].column, mistakes[i].column);
		assert_non_null(rt_ruleset_find(rules, "good"));
		rt_ruleset_free(rules);
		rt_rule_errors_release(&errors);
		rt_str_release(&text);
	}
}

/* ---- what a pattern finds ---- */

/* Taken apart where it begins with a header, else one segment. */
static struct rt_document *document_of(struct rt_arena *arena, const char *text)
{
	if (!strncmp(text, "From:", 5))
		return rt_document_from_text(
			arena, rt_ruleset_mail_words(built_in), text, strlen(text));
	struct rt_document *document = rt_document_new(arena);
	document->text = text;
	document->len = strlen(text);
	return document;
}

/* The surfaces that one rule finds in the text, joined by bars; "=>value" behind those with one. */
static void found_by(const char *rules_text, const char *text, bool settle, struct rt_str *out)
{
	struct rt_rule_errors errors = {0};
	struct rt_ruleset *rules = load(rules_text, &errors);
	struct rt_scanner *scanner = rt_scanner_new(rules);
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document = document_of(arena, text);
	struct rt_mentions found = {0};
	if (errors.count)
		fail_msg("%s: %s", rules_text, errors.items[0].message);
	rt_scanner_tokenise(scanner, document);
	rt_scanner_find(scanner, document, NULL, &found);
	if (settle)
		rt_scanner_settle(scanner, &found);
	else
		rt_scanner_make_all(scanner, &found);
	rt_str_clear(out);
	for (size_t i = 0; i < found.count; i++) {
		const struct rt_mention *mention = &found.items[i];
		rt_str_append(out, i ? "|" : "");
		rt_str_append_n(out, text + mention->range.start,
			mention->range.end - mention->range.start);
		if (mention->value)
			rt_str_appendf(out, "=>%s", mention->value);
	}
	rt_vec_release(&found);
	rt_document_release(document);
	rt_arena_free(arena);
	rt_scanner_free(scanner);
	rt_ruleset_free(rules);
	rt_rule_errors_release(&errors);
}

static const struct {
	const char *words, *text, *found;
} patterns[] = {
	{"<capital>+", "Ana Smith met Bob", "Ana Smith|Bob"},
	{"<capital>{2,3}", "Ana Bea Cleo Dora met Bob", "Ana Bea Cleo"},
	{"<given&capital&!month>", "Ana May john John", "Ana|John"},
	{"<given>", "mary ann, but MARY alone, and in a line that was full Mary\nAnn; Mary\nAnn",
		"mary ann|Mary\nAnn=>Mary Ann"},
	{"<honorific>+ [ <capital|initial>{1,3} ]", "Dr. Mrs. Ana M. Souza, dr ana", "Ana M. Souza"},
	{"\"said\"i [ <capital> ]", "Said Ana; said Bob; SAYS Cleo", "Ana|Bob"},
	{"\"said\" <any>", "Said Ana; said Bob", "said Bob"},
	{"[ <capital> ] \"'s\"", "Ana's and Bob’s", "Ana|Bob"},
	{"<line-start> [ <capital> ] \":\"", "Ana: hi\nnot Bob: no\nCleo: yes", "Ana|Cleo"},
	{"[ <capital> ] <line-end>", "Ana went\nwith Bob\nto Cleo", "Bob|Cleo"},
	{"<sentence-start> <capital>", "Ana left. Bob and Cleo came.", "Ana|Bob"},
	{"<capital> <capital>", "Ana\n\nBob Cleo", "Bob Cleo"},
	{"<digits> <glued> \"%\"", "50% and 50 %", "50%"},
	{"(\"a\" | \"a\" \"b\") \"c\"", "a b c a c", "a b c|a c"},
	{"<unit>", "IT and it, Who and who", "IT|Who"},
	{"<capital>+ \",\"? <legal>", "Acme, Inc. and Foo S.A. and Bar Inc",
		"Acme, Inc.|Foo S.A.|Bar Inc"},
	{"<body>", "the Bank\n> of America", "Bank\n> of America=>Bank of America"},
	{"<body>", "בתל אביב ובית המשפט", "תל אביב|בית המשפט"},
	{"<body>", "בתל-אביב", "תל-אביב"},
	{"<legal|capital>", "Acme S.A. x", "Acme|S.A."},
	{"(<any>*)* \"zz\"", "a b c d e f g h i j k l m n o p q r s t u v w x y zz",
		"a b c d e f g h i j k l m n o p q r s t u v w x y zz"},
};

static void words_find_what_they_say(void **state)
{
	(void)state;
	struct rt_str found = RT_STR_INIT;
	char rules[512];
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		snprintf(rules, sizeof rules, "rule r\n type x\n words %s\n", patterns[i].words);
		found_by(rules, patterns[i].text, false, &found);
		assert_string_equal(found.data, patterns[i].found);
	}
	rt_str_release(&found);
}

#define DATES                                                                                      \
	"rule a\n type date\n score 0.8\n value date\n words <digits> (\"-\" <digits>){2}\n"   \
	"rule b\n type date\n score 0.7\n value date\n words <digits> | \"-\"\n"

static const struct {
	const char *rules, *text, *found;
} settled[] = {
	/* the score, then the length, then the place */
	{"rule a\n type x\n score 0.8\n match b\nrule b\n type x\n score 0.7\n match abc\n", "abc", "b"},
	{"rule a\n type x\n match b\nrule b\n type x\n match abc\n", "abc", "abc"},
	{"rule a\n type x\n match ab\nrule b\n type x\n match bc\n", "abc", "ab"},
	/* none takes away what it covers, not what contains it, not what scores higher */
	{"rule a\n type x\n match ab\nrule b\n type none\n match abc\n", "abc", ""},
	{"rule a\n type x\n match abc\nrule b\n type none\n match b\n", "abc", "abc"},
	{"rule a\n type x\n score 0.9\n match ab\nrule b\n type none\n score 0.8\n match abc\n", "abc", "ab"},
	/* values */
	{"rule a\n type x\n match (?<n>0\\d+)-(?<w>\\w+)\n value {n:number}/{w:upper}/{}\n", "007-ab",
		"007-ab=>7/AB/007-ab"},
	{"rule a\n type x\n match a b\n", "a\n> b", "a\n> b=>a b"},
	{"rule a\n type x\n match {month}(?!\\w)\n value {@month}\n", "Jan. May", "Jan.=>January|May"},
	{"rule a\n type x\n match no (?<mention>\\d+)\n", "no 12", "12"},
	{"define d \\d{2}\nrule a\n type x\n match {d}-{d}\n", "12-34 1-2", "12-34"},
	/* parts stay with their mention */
	{"rule a\n type case\n match (?<p>[A-Z]) v (?<d>[A-Z])\n part p person\n part d person\n"
	 "rule b\n type x\n score 0.6\n match [A-Z]\n",
		"A v B, C", "A|A v B|B|C"},
	/* dates within a wider one wait for their value: that stays, or it loses and they are read */
	{DATES, "on 5-6-2001", "5-6-2001=>2001-05-06"},
	{DATES "rule c\n type x\n score 0.9\n words \"on\" <digits>\n", "on 5-6-2001", "on 5|6=>XXXX-XX-06|2001"},
	/* several patterns, near */
	{"rule a\n type x\n match q\n words \"z\"\n", "z q", "z|q"},
	{"rule a\n type x\n score 0.4\n match \\d\n near tel\nrule b\n type y\n score 0.6\n match 4.\n",
		"tel 44 ", "4|4"},
};

static void overlap_is_settled_in_the_order_told(void **state)
{
	(void)state;
	struct rt_str found = RT_STR_INIT;
	for (size_t i = 0; i < sizeof settled / sizeof *settled; i++) {
		found_by(settled[i].rules, settled[i].text, true, &found);
		assert_string_equal(found.data, settled[i].found);
	}
	rt_str_release(&found);
}

static void scopes_narrow_a_rule(void **state)
{
	(void)state;
	struct rt_str found = RT_STR_INIT;
	const char *text = "From: Ana <ana@example.org>\nTo: b@example.org\n"
			   "Date: Mon, 1 Jan 2018 10:00:00 +0000\nSubject: Word here\n\nWord there\n";
	found_by("rule a\n type x\n scope subject\n match Word \\w+\n", text, true, &found);
	assert_string_equal(found.data, "Word here");
	found_by("rule a\n type x\n scope body\n words \"Word\" <any>\n", text, true, &found);
	assert_string_equal(found.data, "Word there");
	rt_str_release(&found);
}

static void a_later_folder_replaces_a_rule(void **state)
{
	(void)state;
	char *first = make_folder("rule a\n type x\n match one\nrule b\n type x\n match two\n");
	char *second = make_folder("rule a\n type y\n match three\n");
	struct rt_rule_errors errors = {0};
	struct rt_err err;
	const char *const folders[] = {first, second};
	struct rt_ruleset *rules = rt_ruleset_load(folders, 2, &errors, &err);
	assert_non_null(rules);
	assert_int_equal(errors.count, 0);
	assert_int_equal(rt_ruleset_count(rules), 2);
	assert_string_equal(rt_ruleset_find(rules, "a")->type, "y");
	assert_string_equal(rt_ruleset_lookup(rules, "month", "jan", 3), "January");
	assert_null(rt_ruleset_lookup(rules, "month/xx", "jan", 3));
	rt_ruleset_free(rules);
	remove_folder(first);
	remove_folder(second);
	assert_null(rt_ruleset_load((const char *const[]){"/nowhere"}, 1, &errors, &err));
	rt_rule_errors_release(&errors);
}

static void half_a_million_entries_fit(void **state)
{
	(void)state;
	struct rt_gazetteer *gazetteer = rt_gazetteer_new();
	struct rt_str text = RT_STR_INIT;
	for (unsigned i = 0; i < 500000; i++)
		rt_str_appendf(&text, "Name%u Other%u|N%u\n", i, i % 977, i);
	rt_gazetteer_add(gazetteer, "big", "one", "x", text.data, text.len, NULL);
	int set = rt_gazetteer_set(gazetteer, "big", 3);
	assert_int_equal(rt_gazetteer_entries(gazetteer), 500000);
	assert_string_equal(rt_gazetteer_lookup(gazetteer, set, "n499999", 7), "Name499999 Other752");
	assert_null(rt_gazetteer_lookup(gazetteer, set, "Name499999 Other753", 19));
	rt_str_release(&text);
	rt_gazetteer_free(gazetteer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes_are_told_with_their_place),
		cmocka_unit_test(words_find_what_they_say),
		cmocka_unit_test(overlap_is_settled_in_the_order_told),
		cmocka_unit_test(scopes_narrow_a_rule),
		cmocka_unit_test(a_later_folder_replaces_a_rule),
		cmocka_unit_test(half_a_million_entries_fit),
	};
	return cmocka_run_group_tests(tests, built_in_load, built_in_unload);
}
