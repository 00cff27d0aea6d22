#include "engine/cost.h"

#include "engine/ruleset_p.h"
#include "words/signature.h"
#include "words/vocabulary.h"

#include <string.h>
#include <time.h>

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* ---- match ---- */

static void ignore_match(void *context, const struct rt_match *match)
{
	(void)context;
	(void)match;
}

static void ignore_limit(void *context, uint32_t pattern, uint32_t at, enum rt_match_limit limit)
{
	(void)context;
	(void)pattern;
	(void)at;
	(void)limit;
}

static double time_match(const char *pattern, const struct rt_text *texts, size_t count)
{
	const struct rt_match_sink sink = {.found = ignore_match, .limited = ignore_limit};
	struct rt_matcher *matcher = rt_matcher_new();
	double seconds = 0;
	unsigned column;
	if (!rt_matcher_add(matcher, pattern, &column, NULL)) {
		rt_matcher_finish(matcher);
		struct rt_match_scratch *scratch = rt_match_scratch_new(matcher);
		double start = now();
		for (size_t i = 0; i < count; i++)
			rt_matcher_run(matcher, scratch, texts[i].text, texts[i].len, &sink);
		seconds = now() - start;
		rt_match_scratch_free(scratch);
	}
	rt_matcher_free(matcher);
	return seconds;
}

/* ---- words ---- */

static void ignore_words(void *context, const struct rt_words_match *match)
{
	(void)context;
	(void)match;
}

static void time_words(const struct rt_ruleset *rules, const struct rt_text *texts, size_t count,
	struct rt_rule_cost *costs)
{
	struct rt_signatures *signatures = rt_signatures_new(rules->terms);
	struct rt_vocabulary *vocabulary = rt_vocabulary_new(rules->gazetteer, signatures);
	struct rt_words_runner *runner = rt_words_runner_new(rules->terms);
	const struct rt_words_sink sink = {.found = ignore_words};
	struct rt_tokens tokens = {0};
	rt_words_time(runner, true);
	for (size_t i = 0; i < count; i++) {
		struct rt_range all = {0, (uint32_t)texts[i].len};
		rt_vec_clear(&tokens);
		rt_tokenise(vocabulary, texts[i].text, all, RT_SEGMENT_BODY, 0, &tokens);
		rt_words_begin(runner, tokens.count);
		rt_words_run(runner, vocabulary, texts[i].text, tokens.items, 0, (uint32_t)tokens.count, NULL,
			&sink);
		rt_vocabulary_trim(vocabulary);
	}
	for (uint32_t i = 0; i < rules->words_rule.count; i++)
		costs[rules->words_rule.items[i]].seconds += rt_words_spent(runner, i);
	rt_vec_release(&tokens);
	rt_words_runner_free(runner);
	rt_vocabulary_free(vocabulary);
	rt_signatures_free(signatures);
}

/* ---- all of them ---- */

static double time_all(const struct rt_ruleset *rules, const struct rt_text *texts, size_t count,
	struct rt_rule_cost *costs)
{
	struct rt_scanner *scanner = rt_scanner_new(rules);
	struct rt_arena *arena = rt_arena_new();
	struct rt_mentions found = {0};
	double start = now();
	for (size_t i = 0; i < count; i++) {
		struct rt_document *document = rt_document_new(arena);
		document->text = texts[i].text;
		document->len = texts[i].len;
		rt_vec_clear(&found);
		rt_scanner_candidates(scanner, document, NULL, &found);
		for (size_t n = 0; n < found.count; n++) {
			const struct rt_rule *rule = rt_ruleset_find(rules, found.items[n].rule);
			if (rule && found.items[n].part_of < 0)
				costs[rule->number].hits++;
		}
		rt_document_release(document);
		rt_arena_reset(arena);
	}
	double seconds = now() - start;
	rt_vec_release(&found);
	rt_arena_free(arena);
	rt_scanner_free(scanner);
	return seconds;
}

double rt_cost_measure(const struct rt_ruleset *rules, const struct rt_text *texts, size_t count,
	struct rt_rule_cost *costs)
{
	memset(costs, 0, rules->rules.count * sizeof *costs);
	for (size_t i = 0; i < rules->rules.count; i++)
		costs[i].rule = rules->rules.items[i];
	double seconds = time_all(rules, texts, count, costs);
	for (uint32_t i = 0; i < rules->match_rule.count; i++)
		costs[rules->match_rule.items[i]].seconds +=
			time_match(rt_matcher_pattern(rules->matcher, i), texts, count);
	time_words(rules, texts, count, costs);
	return seconds;
}
