/*
 * What is remembered of words in dates changes nothing: a phrase is read as by asking every list about
 * every run of words. Entries of the lists themselves, and words of theirs in a random order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "../support/built_in.h"
#include "../support/every.h"
#include "base/vec.h"
#include "date/edtf.h"
#include "date/words.h"
#include "engine/ruleset_p.h"

#define PHRASES 1000
#define MOST_WORDS 6

static const char *const languages[] = {"en", "de", "he", "ja", NULL};

struct lists {
	const char *lang;
	RT_VEC(const char *) entries;
	uint64_t random;
};

static const char *lookup(void *context, const char *list, const char *text, size_t len)
{
	(void)context;
	return rt_ruleset_lookup(built_in, list, text, len);
}

static bool entries(void *context, const struct rt_value_entries *asked)
{
	(void)context;
	return rt_gazetteer_each_spelling(built_in->gazetteer, asked->wanted, asked->entry, asked->on);
}

static bool wanted(const void *context, const char *list)
{
	const struct lists *lists = context;
	return rt_date_list_asked(list, lists->lang, strlen(lists->lang));
}

static void keep(void *context, const char *text)
{
	struct lists *lists = context;
	rt_vec_push(&lists->entries, text);
}

static uint32_t next_random(struct lists *lists, uint32_t below)
{
	lists->random = lists->random * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(lists->random >> 33) % below;
}

static bool same_meanings(const struct rt_date_token *a, const struct rt_date_token *b)
{
	if (a->start != b->start || a->end != b->end || a->kind != b->kind ||
		a->meaning_count != b->meaning_count)
		return false;
	for (int i = 0; i < a->meaning_count; i++)
		if (a->meanings[i].class != b->meanings[i].class ||
			a->meanings[i].value != b->meanings[i].value ||
			strcmp(a->meanings[i].text, b->meanings[i].text) != 0)
			return false;
	return true;
}

static void compare(struct rt_value_input *quick, struct rt_value_input *slow, const char *text)
{
	struct rt_date_tokens ours, theirs;
	quick->text = slow->text = text;
	quick->len = slow->len = strlen(text);
	bool read = rt_date_tokens_read(quick, &ours);
	assert_int_equal(rt_date_tokens_read(slow, &theirs), read);
	if (!read)
		return;
	assert_int_equal(ours.count, theirs.count);
	for (int i = 0; i < ours.count; i++)
		if (!same_meanings(&ours.items[i], &theirs.items[i]))
			fail_msg("[%s] in %s: token %d is not the same", text, quick->lang, i);
}

/* Words and signs of entries, with or without blanks between them. */
static void random_phrase(struct lists *lists, struct rt_str *out)
{
	static const char *const joints[] = {" ", " ", " ", "", ", ", "-", ". ", "/", "\n> ", "’"};
	rt_str_clear(out);
	for (uint32_t count = 1 + next_random(lists, MOST_WORDS); count; count--) {
		const char *entry =
			lists->entries.items[next_random(lists, (uint32_t)lists->entries.count)];
		if (next_random(lists, 4))
			rt_str_append_n(out, entry, strcspn(entry, " "));
		else if (next_random(lists, 2))
			rt_str_appendf(out, "%u", next_random(lists, 2100));
		else
			rt_str_append(out, entry);
		rt_str_append(out, joints[next_random(lists, sizeof joints / sizeof joints[0])]);
	}
}

/* The same reader twice: one that keeps what lists know as bits, and one that looks it up each time. */
struct readers {
	struct rt_value_input quick, slow;
};

static struct readers readers_new(const char *lang)
{
	struct readers readers = {.quick = {.argument = "", .lang = lang, .lookup = lookup,
		.entries = entries, .words = rt_date_words_new()}};
	readers.slow = readers.quick;
	readers.slow.entries = NULL;
	readers.slow.words = rt_date_words_new();
	return readers;
}

static void readers_free(struct readers *readers)
{
	rt_date_words_free(readers->quick.words);
	rt_date_words_free(readers->slow.words);
}

static void what_is_remembered_changes_nothing(void **state)
{
	(void)state;
	for (const char *const *lang = languages; *lang; lang++) {
		struct lists lists = {.lang = *lang, .random = 11};
		const struct rt_value_entries all = {wanted, keep, &lists};
		struct rt_str text = RT_STR_INIT;
		struct readers readers = readers_new(*lang);
		assert_true(entries(NULL, &all));
		assert_true(lists.entries.count > 300);
		for (size_t i = 0; i < lists.entries.count; i += every())
			compare(&readers.quick, &readers.slow, lists.entries.items[i]);
		for (size_t i = 0; i < PHRASES; i += every()) {
			random_phrase(&lists, &text);
			compare(&readers.quick, &readers.slow, text.data);
		}
		rt_str_release(&text);
		rt_vec_release(&lists.entries);
		readers_free(&readers);
	}
}

static bool wanted_leads(const void *context, const char *list)
{
	(void)context;
	return !strncmp(list, "date-ahead/", 11) || !strncmp(list, "date-gone/", 10) ||
	       !strncmp(list, "date-near/", 10) || !strncmp(list, "date-plan/", 10);
}

/* How the words before a weekday lean. */
static int lean_before(const struct rt_value_input *input, const char *before)
{
	struct rt_value_input around = *input;
	struct rt_date_leanings leanings = {.lean_known = false};
	struct rt_date_ref ref = {.known = true, .around = &around, .leanings = &leanings};
	around.before = before;
	around.before_len = strlen(before);
	around.behind = "";
	rt_date_words_speak(around.words, &around);
	return rt_date_lean(&ref);
}

static void shout(struct rt_str *text)
{
	for (size_t at = 0; at < text->len; at++)
		if (text->data[at] >= 'a' && text->data[at] <= 'z')
			text->data[at] = (char)(text->data[at] - 32);
}

/* An entry as it is, shouted, and among other words; -> in how many ways it leans. */
static int compare_leans(
	const struct rt_value_input *quick, const struct rt_value_input *slow, const char *entry)
{
	static const char *const frames[][2] = {{"", " "}, {"we ", " on "}, {"", ", all of us, "}};
	struct rt_str text = RT_STR_INIT;
	int leaning = 0;
	for (size_t i = 0; i < 6; i++) {
		rt_str_clear(&text);
		rt_str_appendf(&text, "%s%s%s", frames[i / 2][0], entry, frames[i / 2][1]);
		if (i % 2)
			shout(&text);
		int lean = lean_before(quick, text.data);
		assert_int_equal(lean, lean_before(slow, text.data));
		leaning += lean != 0;
	}
	rt_str_release(&text);
	return leaning;
}

static void words_lean_as_the_lists_tell(void **state)
{
	int leaning = 0;
	(void)state;
	for (const char *const *lang = languages; *lang; lang++) {
		struct lists lists = {.lang = *lang};
		const struct rt_value_entries all = {wanted_leads, keep, &lists};
		struct readers readers = readers_new(*lang);
		assert_true(entries(NULL, &all));
		for (size_t i = 0; i < lists.entries.count; i += every())
			leaning += compare_leans(&readers.quick, &readers.slow, lists.entries.items[i]);
		rt_vec_release(&lists.entries);
		readers_free(&readers);
	}
	assert_true(leaning > (int)(100 / every()));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_remembered_changes_nothing),
		cmocka_unit_test(words_lean_as_the_lists_tell),
	};
	return cmocka_run_group_tests(tests, built_in_load, built_in_unload);
}
