/* The cache: what was put in comes out, and whatever is damaged is as if it were not there. */
#include "config.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/vec.h"
#include "cache/cache.h"
#include "doc/plain.h"
#include "engine/engine.h"
#include "engine/scan_store.h"
#include "match/match.h"
#include "words/token.h"
#include "words/vocabulary.h"
#include "words/words.h"

static char folder[] = "/tmp/redthread-cache-XXXXXX";

static void path_of(struct rt_str *out)
{
	FILE *list;
	char line[512] = "", command[256];
	snprintf(command, sizeof command, "ls %s/*.cache", folder);
	list = popen(command, "r");
	assert_non_null(fgets(line, sizeof line, list));
	pclose(list);
	line[strcspn(line, "\n")] = '\0';
	rt_str_clear(out);
	rt_str_append(out, line);
}

static void save(const char *key)
{
	struct rt_cache_writer *writer = rt_cache_writer_new();
	struct rt_err err;
	rt_cache_put(writer, "one", "first", 5);
	rt_cache_put(writer, "two", "and the second section", 22);
	assert_int_equal(rt_cache_save(writer, "test", key, &err), 0);
}

static void sections_come_back_under_their_key_alone(void **state)
{
	(void)state;
	size_t len;
	save("key");
	struct rt_cache *cache = rt_cache_open("test", "key");
	assert_non_null(cache);
	assert_memory_equal(rt_cache_get(cache, "one", &len), "first", 5);
	assert_int_equal(len, 5);
	assert_memory_equal(rt_cache_get(cache, "two", &len), "and the second section", 22);
	assert_null(rt_cache_get(cache, "three", &len));
	rt_cache_close(cache);
	assert_null(rt_cache_open("test", "another key"));
	assert_null(rt_cache_open("other", "key"));
}

/* Any one byte changed, or the file cut off anywhere: never a wrong section. */
static void damage_is_noticed_wherever_it_is(void **state)
{
	(void)state;
	struct rt_str path = RT_STR_INIT, file = RT_STR_INIT;
	struct rt_err err;
	save("key");
	path_of(&path);
	assert_int_equal(rt_file_read(path.data, 0, &file, &err), 0);
	for (size_t i = 0; i < 2 * file.len; i++) {
		size_t len = i < file.len ? file.len : i - file.len;
		if (i < file.len)
			file.data[i] ^= 0x21;
		assert_int_equal(rt_file_write(path.data, file.data, len, &err), 0);
		struct rt_cache *cache = rt_cache_open("test", "key");
		const char *one = rt_cache_get(cache, "one", &len);
		if (one)
			assert_memory_equal(one, "first", 5);
		rt_cache_close(cache);
		if (i < file.len)
			file.data[i] ^= 0x21;
	}
	rt_str_release(&path);
	rt_str_release(&file);
}

/* --- what was checked before ------------------------------------------------------------------ */

#define MOMENT 4 /* seconds: a file that is younger may change without a trace in its times */

/* In the last section: 22 bytes, then 10 that fill up. */
static void flip_a_late_byte(const char *path)
{
	FILE *file = fopen(path, "r+b");
	assert_non_null(file);
	assert_int_equal(fseek(file, -16, SEEK_END), 0);
	int last = fgetc(file);
	assert_int_equal(fseek(file, -16, SEEK_END), 0);
	assert_int_not_equal(fputc(last ^ 1, file), EOF);
	fclose(file);
}

/* One list and one rule, in a folder of its own. */
static void write_rules(struct rt_str *rules, const char *entry)
{
	struct rt_str path = RT_STR_INIT, text = RT_STR_INIT;
	struct rt_err err;
	rt_str_appendf(rules, "%s/rules", folder);
	rt_str_appendf(&path, "%s/gazetteer/colour", rules->data);
	assert_int_equal(rt_folder_make(path.data, &err), 0);
	rt_str_append(&path, "/plain.txt");
	rt_str_appendf(&text, "# source: none\n%s\n", entry);
	assert_int_equal(rt_file_write(path.data, text.data, text.len, &err), 0);
	rt_str_release(&path);
	rt_str_release(&text);
}

static bool knows(const char *rules, const char *entry)
{
	struct rt_err err;
	struct rt_ruleset *loaded = rt_ruleset_load(&rules, 1, NULL, &err);
	assert_non_null(loaded);
	bool known = rt_ruleset_lookup(loaded, "colour", entry, strlen(entry));
	rt_ruleset_free(loaded);
	return known;
}

/* A sealed file is not summed up again, and a list not read; but a change of either is seen. */
static void what_was_checked_is_known_until_it_changes(void **state)
{
	(void)state;
	struct rt_str path = RT_STR_INIT, rules = RT_STR_INIT, again = RT_STR_INIT;
	size_t len;
	time_t saved = time(NULL);
	save("key");
	struct rt_cache *cache = rt_cache_open("test", "key");
	rt_cache_seal(cache);
	rt_cache_close(cache);
	cache = rt_cache_open("test", "key");
	if (time(NULL) - saved < MOMENT - 2) /* else the machine was busy */
		assert_false(rt_cache_is_sealed(cache)); /* it was too young */
	rt_cache_close(cache);
	path_of(&path);
	write_rules(&rules, "mauve");
	assert_true(knows(rules.data, "mauve"));
	sleep(MOMENT);
	cache = rt_cache_open("test", "key");
	rt_cache_seal(cache);
	rt_cache_close(cache);
	cache = rt_cache_open("test", "key");
	assert_true(rt_cache_is_sealed(cache));
	assert_non_null(rt_cache_get(cache, "two", &len));
	rt_cache_close(cache);
	flip_a_late_byte(path.data);
	cache = rt_cache_open("test", "key");
	assert_false(rt_cache_is_sealed(cache));
	assert_null(rt_cache_get(cache, "two", &len));
	rt_cache_close(cache);
	assert_true(knows(rules.data, "mauve"));
	assert_true(knows(rules.data, "mauve")); /* this time by the index */
	write_rules(&again, "azure");
	assert_true(knows(rules.data, "azure"));
	assert_false(knows(rules.data, "mauve"));
	rt_str_release(&path);
	rt_str_release(&rules);
	rt_str_release(&again);
}

/* --- which files stay -------------------------------------------------------------------------- */

static bool is_sealed(const char *name)
{
	struct rt_cache *cache = rt_cache_open(name, "key");
	assert_non_null(cache);
	bool sealed = rt_cache_is_sealed(cache);
	rt_cache_close(cache);
	return sealed;
}

static void save_one(const char *name, const char *bytes, bool sealed)
{
	struct rt_err err;
	struct rt_cache_writer *writer = rt_cache_writer_new();
	rt_cache_lend(writer, "one", bytes, strlen(bytes));
	assert_int_equal(sealed ? rt_cache_save_sealed(writer, name, "key", &err)
				: rt_cache_save(writer, name, "key", &err), 0);
}

/* What we wrote ourselves is known at once, and no other file is taken for it. */
static void what_is_saved_sealed_is_known_until_it_is_replaced(void **state)
{
	(void)state;
	save_one("ours", "one", true);
	assert_true(is_sealed("ours"));
	save_one("ours", "two", false);
	assert_false(is_sealed("ours"));
	save_one("ours", "one", true);
	assert_true(is_sealed("ours"));
	/* Where the user lets others write what he makes, these files are still his own. */
	mode_t mask = umask(0);
	save_one("ours", "three", true);
	umask(mask);
	assert_true(is_sealed("ours"));
}

/* --- rules ------------------------------------------------------------------------------------ */

#define RULE(id, pattern) "rule " id "\n  type case\n  match " pattern "\n  score 0.9\n\n"

static void write_rule_file(const char *below, const char *name, const char *text)
{
	struct rt_str path = RT_STR_INIT;
	struct rt_err err;
	rt_str_appendf(&path, "%s/%s", folder, below);
	assert_int_equal(rt_folder_make(path.data, &err), 0);
	rt_str_appendf(&path, "/%s", name);
	assert_int_equal(rt_file_write(path.data, text, strlen(text), &err), 0);
	rt_str_release(&path);
}

/* How many matches the rules of the folders find in "abc", and how many mistakes are told. */
static void assert_finds(const char *first, const char *second, size_t matches, size_t mistakes)
{
	struct rt_rule_errors errors = {0};
	struct rt_mentions found = {0};
	struct rt_err err;
	struct rt_str one = RT_STR_INIT, two = RT_STR_INIT;
	rt_str_appendf(&one, "%s/%s", folder, first);
	rt_str_appendf(&two, "%s/%s", folder, second ? second : "");
	const char *const folders[] = {one.data, two.data};
	struct rt_ruleset *rules = rt_ruleset_load(folders, second ? 2 : 1, &errors, &err);
	assert_non_null(rules);
	struct rt_scanner *scanner = rt_scanner_new(rules);
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document = rt_document_from_text(arena, NULL, "abc\n", 4);
	rt_scanner_candidates(scanner, document, NULL, &found);
	assert_int_equal(found.count, matches);
	assert_int_equal(errors.count, mistakes);
	rt_vec_release(&found);
	rt_document_release(document);
	rt_arena_free(arena);
	rt_scanner_free(scanner);
	rt_ruleset_free(rules);
	rt_rule_errors_release(&errors);
	rt_str_release(&one);
	rt_str_release(&two);
}

/* Whatever a start takes from the cache: it finds the same and tells the same mistakes. */
static void rules_that_were_compiled_before_are_the_same(void **state)
{
	(void)state;
	write_rule_file("good", "a.rules", RULE("a", "\\ba") RULE("b", "b"));
	write_rule_file("bad", "a.rules", RULE("a", "\\ba") RULE("b", "b(") RULE("c", "c"));
	/* The same files, in one folder and in two: there the later rule takes the place of the other. */
	write_rule_file("apart/1", "a.rules", RULE("a", "a"));
	write_rule_file("apart/2", "b.rules", RULE("a", "x"));
	write_rule_file("joined", "a.rules", RULE("a", "a"));
	write_rule_file("joined", "b.rules", RULE("a", "x"));
	for (size_t i = 0; i < 3; i++) {
		assert_finds("good", NULL, 2, 0);
		assert_finds("bad", NULL, 2, 1);
		assert_finds("apart/1", "apart/2", 0, 0);
		assert_finds("joined", NULL, 1, 1);
	}
}

static void put_file(const char *name, unsigned number, off_t size, time_t used)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s-%016u.cache", folder, name, number);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(ftruncate(fileno(file), size), 0); /* a hole: it takes no room */
	fclose(file);
	struct timespec times[2] = {{.tv_sec = used}, {.tv_sec = used}};
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static bool has_file(const char *name, unsigned number)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s-%016u.cache", folder, name, number);
	return !access(path, F_OK);
}

static void save_as(const char *name)
{
	struct rt_cache_writer *writer = rt_cache_writer_new();
	struct rt_err err;
	rt_cache_put(writer, "one", "first", 5);
	assert_int_equal(rt_cache_save(writer, name, "key", &err), 0);
}

static void what_was_used_last_stays_as_far_as_there_is_room(void **state)
{
	(void)state;
	time_t now = time(NULL), day = 86400;
	char seal[128];
	for (unsigned i = 0; i < 5; i++)
		put_file("large", i, 60 << 20, now - (time_t)(i + 1) * day);
	snprintf(seal, sizeof seal, "%s/large-%016u.seal", folder, 4);
	fclose(fopen(seal, "w")); /* the oldest was used just now */
	for (unsigned i = 0; i < 12; i++)
		put_file("small", i, 10, now - (time_t)(i + 1) * day);
	put_file("old", 0, 10, now - 50 * day);
	put_file("old", 1, 10, now - 70 * day);
	save_as("large");
	for (unsigned i = 0; i < 5; i++)
		assert_int_equal(has_file("large", i), i < 2 || i == 4);
	assert_int_equal(access(seal, F_OK), 0);
	assert_true(has_file("small", 11) && has_file("old", 1)); /* other names are left alone */
	save_as("small");
	for (unsigned i = 0; i < 12; i++)
		assert_int_equal(has_file("small", i), i < 7);
	save_as("small"); /* itself it does not count */
	assert_true(has_file("small", 6));
	save_as("old");
	assert_true(has_file("old", 0));
	assert_false(has_file("old", 1));
}

/* --- the automaton's part --------------------------------------------------------------------- */

static const char sample[] = "No. 12/3, ana@example.org and Ana@b.example v. No. 4/567 (ÉCOLE)";

static void count(void *context, const struct rt_match *match)
{
	(void)match;
	++*(size_t *)context;
}

static struct rt_matcher *matcher_new(const struct rt_cache *cache)
{
	static const char *const patterns[] = {"(?i)\\bno\\. (?<n>\\d+)/\\d+", "[\\w.+-]+@[\\w.]+",
		"\\bé\\w+(?!\\w)|(?i)\\bécole", "\\p{Lu}\\w+ v\\. "};
	struct rt_matcher *matcher = rt_matcher_new();
	struct rt_err err;
	unsigned column;
	rt_matcher_use_cache(matcher, cache);
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		assert_int_equal(rt_matcher_add(matcher, patterns[i], &column, &err), 0);
	rt_matcher_finish(matcher);
	return matcher;
}

static size_t matches(const struct rt_matcher *matcher)
{
	size_t found = 0;
	struct rt_match_scratch *scratch = rt_match_scratch_new(matcher);
	const struct rt_match_sink sink = {.context = &found, .found = count};
	rt_matcher_run(matcher, scratch, sample, strlen(sample), &sink);
	rt_match_scratch_free(scratch);
	return found;
}

static const char *const matcher_sections[] = {"patterns", "wakers", "positions", "classes", "states", NULL};

static void assert_same_section(const struct rt_cache *a, const struct rt_cache *b, const char *name)
{
	size_t a_len, b_len;
	const char *a_bytes = rt_cache_get(a, name, &a_len), *b_bytes = rt_cache_get(b, name, &b_len);
	assert_non_null(a_bytes);
	assert_non_null(b_bytes);
	assert_int_equal(a_len, b_len);
	assert_memory_equal(a_bytes, b_bytes, a_len);
}

static void put_one(struct rt_cache_writer *writer, const struct rt_cache *from,
	const char *section, size_t flip)
{
	size_t len;
	const char *bytes = rt_cache_get(from, section, &len);
	char *copy = malloc(len + 1);
	memcpy(copy, bytes, len);
	if (flip)
		copy[flip % len] = (char)(copy[flip % len] + 1 + (char)(flip % 7));
	rt_cache_put(writer, section, copy, len);
	free(copy);
}

static struct rt_cache *save_states(const char *name)
{
	struct rt_err err;
	struct rt_matcher *matcher = matcher_new(NULL);
	assert_int_equal(matches(matcher), 5);
	assert_true(rt_matcher_has_grown(matcher));
	struct rt_cache_writer *writer = rt_cache_writer_new();
	rt_matcher_save(matcher, writer);
	assert_int_equal(rt_cache_save(writer, name, "key", &err), 0);
	rt_matcher_free(matcher);
	return rt_cache_open(name, "key");
}

/* What was looked at once is taken as it is, patterns uncompiled; it is kept again as it was. */
static void states_of_a_sealed_cache_are_taken_as_they_are(void **state)
{
	(void)state;
	struct rt_err err;
	struct rt_cache *cache = save_states("sealed");
	for (int sealed = 0; sealed < 2; sealed++) {
		assert_int_equal(rt_cache_is_sealed(cache), sealed);
		struct rt_matcher *matcher = sealed ? rt_matcher_restore(cache) : matcher_new(cache);
		assert_non_null(matcher);
		assert_true(rt_matcher_took_cache(matcher));
		struct rt_cache_writer *writer = rt_cache_writer_new();
		rt_matcher_save(matcher, writer);
		assert_int_equal(rt_cache_save(writer, "again", "key", &err), 0);
		struct rt_cache *again = rt_cache_open("again", "key");
		for (const char *const *name = matcher_sections; *name; name++)
			assert_same_section(cache, again, *name);
		rt_cache_close(again);
		assert_int_equal(matches(matcher), 5);
		assert_false(rt_matcher_has_grown(matcher));
		rt_matcher_free(matcher);
		if (!sealed)
			sleep(MOMENT);
		rt_cache_seal(cache);
		rt_cache_close(cache);
		cache = rt_cache_open("sealed", "key");
	}
	rt_cache_close(cache);
}

/* A section that ends early, and was so when the checksum was made. */
static void save_cut(const struct rt_cache *from, const char *name, const char *cut)
{
	struct rt_err err;
	struct rt_cache_writer *writer = rt_cache_writer_new();
	for (const char *const *section = matcher_sections; *section; section++) {
		size_t len;
		const char *bytes = rt_cache_get(from, *section, &len);
		rt_cache_put(writer, *section, bytes, strcmp(*section, cut) != 0 ? len : len - 5);
	}
	assert_int_equal(rt_cache_save(writer, name, "key", &err), 0);
}

/* Even of a sealed cache nothing is taken that ends early; only states can be done without. */
static void what_is_not_all_there_is_not_taken(void **state)
{
	(void)state;
	struct rt_cache *cache = save_states("whole");
	for (const char *const *cut = matcher_sections; *cut; cut++)
		save_cut(cache, *cut, *cut);
	rt_cache_close(cache);
	sleep(MOMENT);
	for (const char *const *cut = matcher_sections; *cut; cut++) {
		cache = rt_cache_open(*cut, "key");
		rt_cache_seal(cache);
		rt_cache_close(cache);
		cache = rt_cache_open(*cut, "key");
		assert_true(rt_cache_is_sealed(cache));
		struct rt_matcher *matcher = rt_matcher_restore(cache);
		if (!strcmp(*cut, "states")) {
			assert_false(rt_matcher_took_cache(matcher));
			assert_int_equal(matches(matcher), 5);
		} else if (strcmp(*cut, "classes") != 0) {
			assert_null(matcher);
		}
		rt_matcher_free(matcher);
		rt_cache_close(cache);
	}
}

static void states_come_back_and_bad_ones_do_no_harm(void **state)
{
	(void)state;
	struct rt_err err;
	struct rt_cache *cache = save_states("states");
	struct rt_cache_writer *writer;
	struct rt_matcher *matcher = matcher_new(cache);
	assert_int_equal(matches(matcher), 5);
	assert_true(rt_matcher_took_cache(matcher));
	assert_false(rt_matcher_has_grown(matcher));
	rt_matcher_free(matcher);

	/* Whichever part a pattern is woken at, it finds the same; what is not as it was compiled is not taken. */
	for (size_t i = 1; i < 200; i++) {
		writer = rt_cache_writer_new();
		for (const char *const *name = matcher_sections; *name; name++)
			put_one(writer, cache, *name, name - matcher_sections == (int)i % 3 ? i : 0);
		assert_int_equal(rt_cache_save(writer, "bad", "key", &err), 0);
		struct rt_cache *bad = rt_cache_open("bad", "key");
		matcher = matcher_new(bad);
		assert_int_equal(matches(matcher), 5);
		assert_false(rt_matcher_took_cache(matcher));
		rt_matcher_free(matcher);
		rt_cache_close(bad);
	}

	/* Bytes that were changed before the checksum was made: bounds are what is left to hold. */
	for (size_t i = 1; i < 400; i++) {
		writer = rt_cache_writer_new();
		put_one(writer, cache, "classes", i % 3 == 0 ? i * 7919 : 0);
		put_one(writer, cache, "states", i % 3 ? i * (i < 200 ? 1 : 104729) : 0);
		assert_int_equal(rt_cache_save(writer, "bad", "key", &err), 0);
		struct rt_cache *bad = rt_cache_open("bad", "key");
		matcher = matcher_new(bad);
		matches(matcher);
		rt_matcher_free(matcher);
		rt_cache_close(bad);
	}
	rt_cache_close(cache);
}

/* --- the part of scanners ---------------------------------------------------------------------- */

static const char people[] = "Ana Maria met Ana and Bob Bank. The Bank of Bob, and Ana of the Bank\n"
			     "said that Maria Bank is no Ana; Bob said so.\n";

struct words {
	struct rt_gazetteer *lists;
	struct rt_word_terms *terms;
};

struct counts {
	size_t matches, learnt;
};

static void make_words(struct words *words)
{
	static const char *const patterns[] = {"<given> <capital>?", "<body> | <capital> \"said\"",
		"<sentence-start> <capital>{1,3} <given&!lower>", "<body> \"of\" [ <given> ]"};
	static const char given[] = "Ana\nAna Maria\nBob\nMaria\n", body[] = "Bank of Bob\nBank\n";
	struct rt_err err;
	size_t place;
	words->lists = rt_gazetteer_new();
	rt_gazetteer_add(words->lists, "given", "all", "x", given, strlen(given), NULL);
	rt_gazetteer_add(words->lists, "body", "all", "x", body, strlen(body), NULL);
	words->terms = rt_word_terms_new(words->lists);
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		assert_int_equal(rt_words_add(words->terms, patterns[i], &place, &err), 0);
	rt_word_terms_finish(words->terms);
}

static void count_words(void *context, const struct rt_words_match *match)
{
	(void)match;
	++*(size_t *)context;
}

/* Runs the patterns over the text by a runner that takes from a store and gives to it. */
static struct counts run_words(const struct words *words, struct rt_scan_store *store)
{
	const struct rt_range all = {0, sizeof people - 1};
	struct counts counts = {0, 0};
	const struct rt_words_sink sink = {.context = &counts.matches, .found = count_words};
	struct rt_tokens tokens = {0};
	struct rt_signatures *signatures = rt_signatures_new(words->terms);
	struct rt_words_runner *runner = rt_words_runner_new(words->terms);
	struct rt_vocabulary *vocabulary = rt_vocabulary_new(words->lists, signatures);
	rt_scan_store_take(store, signatures, runner);
	size_t before = rt_words_learnt(runner);
	rt_tokenise(vocabulary, people, all, RT_SEGMENT_BODY, 0, &tokens);
	rt_words_begin(runner, tokens.count);
	rt_words_run(runner, vocabulary, people, tokens.items, 0, (uint32_t)tokens.count, NULL, &sink);
	counts.learnt = rt_words_learnt(runner) - before;
	rt_scan_store_give(store, signatures, runner);
	rt_vec_release(&tokens);
	rt_vocabulary_free(vocabulary);
	rt_words_runner_free(runner);
	rt_signatures_free(signatures);
	return counts;
}

/* The store that a cache gives of which one byte of a section is another one. */
static struct rt_scan_store *damaged_store(const struct rt_cache *cache, const char *section, size_t flip)
{
	static const char *const sections[] = {"learnt", "signatures", "wakes"};
	struct rt_err err;
	struct rt_cache_writer *writer = rt_cache_writer_new();
	for (size_t i = 0; i < 3; i++)
		put_one(writer, cache, sections[i], strcmp(section, sections[i]) ? 0 : flip);
	assert_int_equal(rt_cache_save(writer, "badwords", "key", &err), 0);
	struct rt_cache *bad = rt_cache_open("badwords", "key");
	return rt_scan_store_new(bad);
}

static void what_scanners_learnt_comes_back_and_bad_bytes_do_no_harm(void **state)
{
	(void)state;
	struct words words;
	struct rt_err err;
	make_words(&words);
	struct rt_scan_store *store = rt_scan_store_new(NULL);
	rt_scan_store_keep_all(store);
	struct counts first = run_words(&words, store);
	assert_true(first.matches > 0);
	assert_true(first.learnt > 0);
	struct counts second = run_words(&words, store);
	assert_int_equal(second.matches, first.matches);
	assert_int_equal(second.learnt, 0);
	struct rt_cache_writer *writer = rt_cache_writer_new();
	rt_scan_store_save(store, writer);
	assert_int_equal(rt_cache_save(writer, "words", "key", &err), 0);
	rt_scan_store_free(store);
	struct rt_cache *cache = rt_cache_open("words", "key");
	for (size_t i = 0; i < 3000; i++) {
		store = damaged_store(cache, i % 3 ? "wakes" : "signatures", i * (i < 1500 ? 1 : 7919));
		struct counts counts = run_words(&words, store);
		if (!i)
			assert_int_equal(counts.matches, first.matches);
		rt_scan_store_free(store);
	}
	rt_cache_close(cache);
	rt_word_terms_free(words.terms);
	rt_gazetteer_free(words.lists);
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) && !setenv("REDTHREAD_CACHE", folder, 1) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	char command[256];
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_come_back_under_their_key_alone),
		cmocka_unit_test(damage_is_noticed_wherever_it_is),
		cmocka_unit_test(what_was_checked_is_known_until_it_changes),
		cmocka_unit_test(what_is_saved_sealed_is_known_until_it_is_replaced),
		cmocka_unit_test(rules_that_were_compiled_before_are_the_same),
		cmocka_unit_test(what_was_used_last_stays_as_far_as_there_is_room),
		cmocka_unit_test(states_of_a_sealed_cache_are_taken_as_they_are),
		cmocka_unit_test(what_is_not_all_there_is_not_taken),
		cmocka_unit_test(states_come_back_and_bad_ones_do_no_harm),
		cmocka_unit_test(what_scanners_learnt_comes_back_and_bad_bytes_do_no_harm),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
