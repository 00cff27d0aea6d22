/* Matching: what a pattern set finds, in which order, and what happens at a limit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/str.h"
#include "match/match.h"

static void write_match(void *context, const struct rt_match *match)
{
	struct rt_str *out = context;
	rt_str_appendf(out, "%u@%u-%u", match->pattern, match->start, match->end);
	for (size_t i = 0; i < match->group_count; i++)
		rt_str_appendf(out, " %s=%u-%u", match->groups[i].name, match->groups[i].start,
			match->groups[i].end);
	rt_str_append(out, "\n");
}

static void write_limit(
	void *context, uint32_t pattern, uint32_t place, enum rt_match_limit limit)
{
	(void)place;
	rt_str_appendf(context, "limit %u %d\n", pattern, limit);
}

static void finds(const char *const *patterns, const char *text, const char *wanted)
{
	struct rt_matcher *matcher = rt_matcher_new();
	struct rt_err err;
	unsigned column;
	for (; *patterns; patterns++)
		assert_int_equal(rt_matcher_add(matcher, *patterns, &column, &err), 0);
	rt_matcher_finish(matcher);
	struct rt_match_scratch *scratch = rt_match_scratch_new(matcher);
	struct rt_str out = RT_STR_INIT;
	struct rt_match_sink sink = {.context = &out, .found = write_match, .limited = write_limit};
	rt_matcher_run(matcher, scratch, text, strlen(text), &sink);
	assert_string_equal(out.data, wanted);
	rt_str_clear(&out);
	rt_matcher_run_reference(matcher, scratch, text, strlen(text), &sink);
	assert_string_equal(out.data, wanted);
	rt_str_release(&out);
	rt_match_scratch_free(scratch);
	rt_matcher_free(matcher);
}

static void matches_come_in_order_of_start_then_pattern(void **state)
{
	(void)state;
	const char *patterns[] = {"b+", "(?<first>a)(?<rest>b+)|(?<c>c)", "x*", NULL};
	finds(patterns, "abbcabx",
		"1@0-3 first=0-1 rest=1-3\n0@1-3\n1@3-4 c=3-4\n1@4-6 first=4-5 rest=5-6\n0@5-6\n"
		"2@6-7\n");
}

static void properties_and_case_are_unicode(void **state)
{
	(void)state;
	const char *patterns[] = {"\\b\\p{Lu}\\w+", "(?i)straße", "\\d+", NULL};
	finds(patterns, "Ärger STRAẞE ١٢", "0@0-6\n0@7-15\n1@7-15\n2@16-20\n");
}

/* Rules that are woken at a rare part, in text where that part turns up again and again. */
static void windowed_patterns_find_their_leftmost_match(void **state)
{
	(void)state;
	const char *patterns[] = {"[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+", "\\p{Lu}\\w+(?: \\w+){0,2} v\\. \\p{Lu}\\w+",
		"\\w{2,4}@", "[\\w ]+ v\\. A", NULL};
	finds(patterns, "ana@b c.d@e.fg@h.ij Abc Def Ghi Jkl v. Abc v. Abd",
		"2@0-4\n0@6-14\n2@12-15\n3@17-40\n1@24-42\n3@40-47\n");
}

static void a_refused_match_is_looked_at_again(void **state)
{
	(void)state;
	const char *text = "5 Foo 12 U.S. 1";
	struct rt_err err;
	unsigned column;
	struct rt_matcher *matcher = rt_matcher_new();
	assert_int_equal(rt_matcher_add(matcher, "(?<volume>\\d+) \\D+ (?<page>\\d+)", &column, &err), 0);
	rt_matcher_finish(matcher);
	struct rt_match_scratch *scratch = rt_match_scratch_new(matcher);
	const struct rt_match refused = {.pattern = 0, .start = 0, .end = 8};
	struct rt_match again;
	assert_true(rt_matcher_again(matcher, scratch, text, strlen(text), &refused, &again));
	assert_int_equal(again.start, 6);
	assert_int_equal(again.end, 15);
	assert_int_equal(again.group_count, 2);
	assert_string_equal(again.groups[1].name, "volume");
	assert_int_equal(again.groups[1].start, 6);
	const struct rt_match last = again;
	assert_true(rt_matcher_again(matcher, scratch, text, strlen(text), &last, &again));
	assert_int_equal(again.start, 7);
	rt_match_scratch_free(scratch);
	rt_matcher_free(matcher);
}

static void is_refused(const char *pattern, unsigned where)
{
	struct rt_matcher *matcher = rt_matcher_new();
	struct rt_err err;
	unsigned column = 0;
	assert_int_equal(rt_matcher_add(matcher, pattern, &column, &err), -1);
	assert_int_equal(column, where);
	rt_matcher_free(matcher);
}

static void a_pattern_that_cannot_be_run_is_refused_with_its_column(void **state)
{
	(void)state;
	is_refused("ää(b", 5);
	is_refused("ä\\Kb", 2);
	is_refused("a(*SKIP)b", 2);
	is_refused("(*CRLF)a", 1);
	is_refused("a\\Cb", 4);
	const char *fine[] = {"\\\\K|\\QK\\K\\E", NULL};
	finds(fine, "\\K", "0@0-2\n");
}

/* Behind each place it takes other counts of what may still come: two letters make thousands of states. */
static void an_automaton_that_is_full_makes_way(void **state)
{
	(void)state;
	struct rt_matcher *matcher = rt_matcher_new();
	struct rt_str text = RT_STR_INIT, found = RT_STR_INIT, wanted = RT_STR_INIT;
	const struct rt_match_sink fast = {.context = &found, .found = write_match, .limited = write_limit};
	const struct rt_match_sink slow = {.context = &wanted, .found = write_match, .limited = write_limit};
	unsigned column, renewed = 0;
	struct rt_err err;
	uint32_t random = 1;
	assert_int_equal(rt_matcher_add(matcher, "[ab]*a[ab]{14}c", &column, &err), 0);
	rt_matcher_finish(matcher);
	struct rt_match_scratch *scratch = rt_match_scratch_new(matcher);
	struct rt_match_scratch *other = rt_match_scratch_new(matcher);
	for (int i = 0; i < 60; i++) {
		rt_str_clear(&text);
		for (int j = 0; j < 400; j++)
			rt_str_append_char(&text, "abababababababac"[(random = random * 1103515245u + 12345u) >> 28]);
		renewed += rt_match_scratch_renew(scratch);
		rt_matcher_run(matcher, i % 5 ? scratch : other, text.data, text.len, &fast);
		rt_matcher_run_reference(matcher, scratch, text.data, text.len, &slow);
	}
	assert_true(renewed >= 2);
	assert_true(rt_match_scratch_renew(other));
	assert_true(found.len > 100);
	assert_string_equal(found.data, wanted.data);
	rt_match_scratch_free(other);
	rt_match_scratch_free(scratch);
	rt_matcher_free(matcher);
	rt_str_release(&text);
	rt_str_release(&found);
	rt_str_release(&wanted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches_come_in_order_of_start_then_pattern),
		cmocka_unit_test(properties_and_case_are_unicode),
		cmocka_unit_test(windowed_patterns_find_their_leftmost_match),
		cmocka_unit_test(a_refused_match_is_looked_at_again),
		cmocka_unit_test(an_automaton_that_is_full_makes_way),
		cmocka_unit_test(a_pattern_that_cannot_be_run_is_refused_with_its_column),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
