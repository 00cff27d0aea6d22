/* Runs `words` programs over a block of tokens. words.h gives the idea. */
#include "config.h" /* for POSIX functions */

#include "words/words_run_p.h"

#include <string.h>
#include <time.h>

#define STEPS_A_TOKEN 400 /* of one pattern, on average over a document */
#define STEPS_MORE 2000000
#define MAX_WAKES 16	  /* sets of patterns whose automata are kept */
#define MAX_SPAN_TERMS 100000

struct rt_words_runner *rt_words_runner_new(const struct rt_word_terms *terms)
{
	struct rt_words_runner *runner = rt_alloc_zero(1, sizeof *runner);
	size_t count = terms->programs.count + 1;
	runner->terms = terms;
	runner->progress = rt_alloc_zero(count, sizeof *runner->progress);
	runner->span_terms = rt_map_new();
	rt_vec_reserve(&runner->row, terms->words);
	return runner;
}

void rt_words_forget(struct rt_words_runner *runner)
{
	RT_VEC_FOREACH(one, &runner->wakes)
		rt_words_wake_free(*one);
	rt_vec_clear(&runner->wakes);
	runner->wake = NULL;
	rt_map_clear(runner->span_terms);
}

void rt_words_runner_free(struct rt_words_runner *runner)
{
	if (!runner)
		return;
	rt_words_forget(runner);
	rt_vec_release(&runner->spans);
	rt_vec_release(&runner->openers);
	rt_vec_release(&runner->span_of);
	rt_vec_release(&runner->branches);
	rt_vec_release(&runner->lanes);
	rt_vec_release(&runner->wakings);
	rt_vec_release(&runner->ways);
	rt_vec_release(&runner->row);
	rt_vec_release(&runner->sets);
	rt_vec_release(&runner->visited);
	rt_vec_release(&runner->woken);
	rt_vec_release(&runner->wakes);
	rt_free(runner->spent);
	rt_free(runner->progress);
	rt_map_free(runner->span_terms);
	rt_free(runner);
}

void rt_words_begin(struct rt_words_runner *runner, size_t tokens)
{
	if (runner->wakes.count > MAX_WAKES || rt_map_count(runner->span_terms) > MAX_SPAN_TERMS)
		rt_words_forget(runner);
	runner->document++;
	runner->budget = tokens * STEPS_A_TOKEN + STEPS_MORE;
}

/* ---- one program at one token ---- */

static void tell(struct rt_words_runner *in, uint32_t pattern, const struct rt_words_sink *sink)
{
	struct rt_words_match match = {.pattern = pattern, .start = in->slots[0], .end = in->slots[1]};
	for (size_t i = 0; i < in->program->group_count; i++) {
		match.groups[i].start = in->slots[2 * i + 2];
		match.groups[i].end = in->slots[2 * i + 3];
	}
	match.skip = in->taken_by[match.start - in->start];
	sink->found(sink->context, &match);
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void rt_words_time(struct rt_words_runner *runner, bool on)
{
	rt_free(runner->spent);
	runner->spent = on ? rt_alloc_zero(runner->terms->programs.count + 1, sizeof *runner->spent)
			   : NULL;
}

double rt_words_spent(const struct rt_words_runner *runner, uint32_t pattern)
{
	return runner->spent ? runner->spent[pattern] : 0;
}

/* Tries a program at a token. */
static void try_at(struct rt_words_runner *in, uint32_t pattern, uint32_t at,
	const struct rt_words_sink *sink)
{
	struct rt_words_progress *progress = &in->progress[pattern];
	if (progress->block == in->block && at < progress->resume)
		return;
	if (progress->document != in->document) {
		progress->document = in->document;
		progress->steps = in->budget;
	}
	if (!progress->steps)
		return;
	if (sink->woken)
		sink->woken(sink->context, pattern, at);
	in->program = &in->terms->programs.items[pattern];
	double start = in->spent ? now() : 0;
	enum rt_words_outcome outcome = rt_words_attempt(in, at, &progress->steps);
	if (in->spent)
		in->spent[pattern] += now() - start;
	if (outcome == RT_WORDS_MATCHED && in->slots[1] > in->slots[0]) {
		tell(in, pattern, sink);
		progress->resume = in->slots[1];
		progress->block = in->block;
	} else if (outcome == RT_WORDS_TOO_LONG) {
		progress->steps = 0;
		if (sink->limited)
			sink->limited(sink->context, pattern, at);
	}
}

static void try_woken(struct rt_words_runner *in, uint32_t at, const struct rt_words_sink *sink)
{
	rt_words_woken_at(in, at);
	RT_VEC_FOREACH(pattern, &in->woken)
		try_at(in, *pattern, at, sink);
}

/* The automaton of the patterns that are on: rules of other languages neither wake nor make its
 * states larger. */
static void choose_wake(struct rt_words_runner *in, const uint8_t *disabled)
{
	if (in->wake && in->disabled == disabled)
		return;
	in->disabled = disabled;
	RT_VEC_FOREACH(one, &in->wakes)
		if (rt_words_wake_is_for(*one, disabled)) {
			in->wake = *one;
			return;
		}
	in->wake = rt_words_wake_new(in->terms, disabled);
	rt_vec_push(&in->wakes, in->wake);
}

/* ---- a block ---- */

static void begin_block(struct rt_words_runner *in, uint32_t first, uint32_t behind)
{
	in->first = first;
	in->behind = behind;
	in->block++;
	rt_words_find_spans(in);
}

void rt_words_run(struct rt_words_runner *in, const struct rt_vocabulary *vocabulary, const char *text,
	const struct rt_token *tokens, uint32_t first, uint32_t behind, const uint8_t *disabled,
	const struct rt_words_sink *sink)
{
	in->vocabulary = vocabulary;
	in->signatures = rt_vocabulary_signatures(vocabulary);
	in->text = text;
	in->tokens = tokens;
	choose_wake(in, disabled);
	begin_block(in, first, behind);
	for (uint32_t at = first; at < behind;) {
		uint32_t end = behind - at > RT_WORDS_CHUNK ? at + RT_WORDS_CHUNK : behind;
		while (!rt_words_gather(in, at, end))
			end = at + (end - at) / 2;
		for (; at < end; at++)
			if (in->waking_of[at - in->chunk])
				try_woken(in, at, sink);
	}
}

void rt_words_run_reference(struct rt_words_runner *in, const struct rt_vocabulary *vocabulary,
	const char *text, const struct rt_token *tokens, uint32_t first, uint32_t behind,
	const uint8_t *disabled, const struct rt_words_sink *sink)
{
	in->vocabulary = vocabulary;
	in->signatures = rt_vocabulary_signatures(vocabulary);
	in->text = text;
	in->tokens = tokens;
	begin_block(in, first, behind);
	for (uint32_t at = first; at < behind; at++)
		for (uint32_t pattern = 0; pattern < in->terms->programs.count; pattern++)
			if (!disabled || !disabled[pattern])
				try_at(in, pattern, at, sink);
}
