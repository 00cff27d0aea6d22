/* The fast way finds what the slow reference finds: random patterns, random text, a fixed seed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../support/every.h"
#include "match/automaton.h"
#include "match/match.h"
#include "words/token.h"
#include "random_rules.h"

#define MATCHERS 8
#define PATTERNS 60
#define TEXTS 60

struct trial {
	struct rt_matcher *matcher;
	struct rt_match_scratch *scratch;
	uint8_t off[PATTERNS]; /* patterns left out by the way with a dialect */
	struct rt_str patterns; /* one a line, for the one who reads a failure */
	size_t found, known; /* texts with a match; words of which the automaton knew something */
};

struct listing {
	struct rt_str text;
	const uint8_t *off; /* by pattern: not listed; or NULL */
	bool limited;
};

static void write_match(void *context, const struct rt_match *match)
{
	struct listing *listing = context;
	if (listing->off && listing->off[match->pattern])
		return;
	rt_str_appendf(&listing->text, "%u@%u-%u", match->pattern, match->start, match->end);
	for (size_t i = 0; i < match->group_count; i++)
		rt_str_appendf(&listing->text, " %s=%u-%u", match->groups[i].name,
			match->groups[i].start, match->groups[i].end);
	rt_str_append(&listing->text, "\n");
}

static void note_limit(void *context, uint32_t pattern, uint32_t place, enum rt_match_limit limit)
{
	(void)pattern, (void)place, (void)limit;
	((struct listing *)context)->limited = true;
}

enum way { REFERENCE, FAST, FAST_WITH_WORDS };

static void run_with_words(
	struct trial *trial, const struct rt_str *text, const uint8_t *off, const struct rt_match_sink *sink)
{
	struct rt_looks looks = {.text = text->data, .len = (uint32_t)text->len,
		.dialect = off ? rt_match_dialect(trial->scratch, off) : NULL};
	struct rt_range token;
	struct rt_walks walks;
	rt_match_begin_looks(trial->scratch, &looks);
	for (size_t at = 0; rt_token_next(text->data, text->len, &at, &token);) {
		rt_looks_all(&looks, token.start);
		if (!rt_match_walks(trial->scratch, looks.dialect, text->data + token.start,
			    token.end - token.start, &walks))
			continue;
		rt_looks_word(&looks, &walks, token.start, token.end);
		trial->known++;
	}
	rt_looks_all(&looks, looks.len);
	rt_matcher_run_with(trial->matcher, trial->scratch, text->data, text->len,
		&(struct rt_match_hints){&looks, off}, sink);
	rt_vec_release(&looks.items);
}

static void list(struct trial *trial, enum way way, const struct rt_str *text, const uint8_t *off,
	struct listing *out)
{
	struct rt_match_sink sink = {.context = out, .found = write_match, .limited = note_limit};
	*out = (struct listing){.text = RT_STR_INIT, .off = off};
	if (way == REFERENCE)
		rt_matcher_run_reference(
			trial->matcher, trial->scratch, text->data, text->len, &sink);
	else if (way == FAST)
		rt_matcher_run(trial->matcher, trial->scratch, text->data, text->len, &sink);
	else
		run_with_words(trial, text, off, &sink);
}

/* off: by pattern, left out; or NULL */
static void compare(struct trial *trial, const struct rt_str *text, const uint8_t *off)
{
	struct listing slow, fast;
	list(trial, REFERENCE, text, off, &slow);
	for (enum way way = FAST; way <= FAST_WITH_WORDS; way++) {
		list(trial, way, text, off, &fast);
		/* At a limit the reference gives up earlier. */
		if (!slow.limited && strcmp(slow.text.data, fast.text.data)) {
			fprintf(stderr, "patterns%s:\n%stext:\n%s\nreference:\n%sfast (%d):\n%s",
				off ? " but every third" : "", trial->patterns.data, text->data,
				slow.text.data, (int)way, fast.text.data);
			fail();
		}
		rt_str_release(&fast.text);
	}
	trial->found += slow.text.len != 0 && !off;
	rt_str_release(&slow.text);
}

static void add_patterns(struct trial *trial, struct random_source *source, int count)
{
	struct rt_str pattern = RT_STR_INIT;
	struct rt_err err;
	unsigned column;
	for (int added = 0; added < count;) {
		rt_str_clear(&pattern);
		random_pattern(source, &pattern);
		if (rt_matcher_add(trial->matcher, pattern.data, &column, &err))
			continue;
		rt_str_appendf(&trial->patterns, "%d: %s\n", added++, pattern.data);
	}
	rt_str_release(&pattern);
	rt_matcher_finish(trial->matcher);
}

/* -> how many texts had a match */
static size_t try_seed(uint64_t seed, int patterns, int texts)
{
	struct random_source source = {.state = seed};
	struct trial trial = {.matcher = rt_matcher_new(), .patterns = RT_STR_INIT};
	add_patterns(&trial, &source, patterns);
	for (int i = 0; i < patterns; i += 3)
		trial.off[i] = 1;
	trial.scratch = rt_match_scratch_new(trial.matcher);
	struct rt_str text = RT_STR_INIT;
	for (int i = 0; i < texts; i++) {
		rt_str_clear(&text);
		random_text(&source, 1 + random_below(&source, i % 8 ? 40 : 400), &text);
		compare(&trial, &text, NULL);
		compare(&trial, &text, trial.off);
	}
	rt_str_release(&text);
	rt_match_scratch_free(trial.scratch);
	rt_matcher_free(trial.matcher);
	rt_str_release(&trial.patterns);
	assert_true(trial.known > (size_t)texts);
	return trial.found;
}

/* REDTHREAD_SEEDS=N tries N seeds instead, for a longer run by hand. */
static void the_fast_way_finds_what_the_reference_finds(void **state)
{
	(void)state;
	const char *wanted = getenv("REDTHREAD_SEEDS");
	uint64_t seeds = wanted ? strtoull(wanted, NULL, 10) : few(MATCHERS);
	const char *first = getenv("REDTHREAD_SEED");
	uint64_t seed = first ? strtoull(first, NULL, 10) : 1;
	size_t found = 0;
	for (uint64_t i = 0; i < seeds; i++)
		found += try_seed(0x9e3779b97f4a7c15u * (seed + i), PATTERNS, TEXTS);
	assert_true(found > seeds * TEXTS / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_fast_way_finds_what_the_reference_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
