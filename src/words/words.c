/* Runs `words` programs over a block of tokens. words.h gives the idea. */
#include "config.h" /* for POSIX functions */

#include "words/words_run_p.h"

#include <string.h>
#include <time.h>

#define STEPS_A_TOKEN 400 /* of one pattern, on average over a document */
#define STEPS_MORE 2000000
#define MAX_WAKES 16	  /* sets of patterns whose automata are kept */
#define MAX_STATES 30000  /* of all of them: some 40 MB */
#define MAX_SPAN_TERMS 100000
#define MAX_SYMBOLS 60000

struct rt_words_runner *rt_words_runner_new(const struct rt_word_terms *terms)
{
	struct rt_words_runner *runner = rt_alloc_zero(1, sizeof *runner);
	size_t count = terms->programs.count + 1;
	runner->terms = terms;
	runner->progress = rt_alloc_zero(count, sizeof *runner->progress);
	runner->quick = rt_alloc_zero(count, sizeof *runner->quick);
	runner->quick_arena = rt_arena_new();
	runner->span_terms = rt_map_new();
	rt_vec_reserve(&runner->row, terms->words);
	rt_symbols_start(&runner->symbols);
	runner->frozen_here = (struct rt_str)RT_STR_INIT;
	return runner;
}

void rt_words_forget(struct rt_words_runner *runner)
{
	RT_VEC_FOREACH(one, &runner->wakes)
		rt_words_wake_free(*one);
	rt_vec_clear(&runner->wakes);
	rt_vec_clear(&runner->waiting);
	rt_str_clear(&runner->frozen_here);
	runner->wake = NULL;
	rt_symbols_start(&runner->symbols);
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
	rt_vec_release(&runner->waiting);
	rt_str_release(&runner->frozen_here);
	rt_vec_release(&runner->codes);
	rt_symbols_release(&runner->symbols);
	rt_free(runner->spent);
	rt_free(runner->progress);
	rt_free(runner->quick);
	rt_arena_free(runner->quick_arena);
	rt_map_free(runner->span_terms);
	rt_free(runner);
}

static size_t states_of(const struct rt_words_runner *runner)
{
	size_t states = 0;
	RT_VEC_FOREACH(wake, &runner->wakes)
		states += (*wake)->sets.count;
	return states;
}

/* Of automata that have grown too many, those go that were not used for longest: frozen ones that nobody asked for,
 * then the first of the others. A dump in many languages would else lose those of its main one again and again. */
static void forget_idle(struct rt_words_runner *runner)
{
	while (runner->wakes.count > 1 &&
		(runner->wakes.count + runner->waiting.count > MAX_WAKES || states_of(runner) > MAX_STATES))
		if (runner->waiting.count && runner->wakes.count + runner->waiting.count > MAX_WAKES) {
			rt_vec_remove(&runner->waiting, 0);
		} else {
			rt_words_wake_free(runner->wakes.items[0]);
			rt_vec_remove(&runner->wakes, 0);
		}
}

/* What was learnt is forgotten where it has grown to its bound: what follows is slower at first, and the same. */
void rt_words_begin(struct rt_words_runner *runner, size_t tokens)
{
	if (rt_map_count(runner->span_terms) > MAX_SPAN_TERMS ||
		runner->symbols.items.count > MAX_SYMBOLS)
		rt_words_forget(runner);
	forget_idle(runner);
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

/* Takes up the block in which a token stands. */
static void begin_block(struct rt_words_runner *in, uint32_t at)
{
	if (at < in->behind)
		return;
	in->block++;
	in->behind = at + 1;
	while (in->behind < in->piece_end && !rt_words_begins_block(&in->tokens[in->behind]))
		in->behind++;
}

static void try_woken(struct rt_words_runner *in, uint32_t at, const struct rt_words_sink *sink)
{
	rt_words_woken_at(in, at);
	begin_block(in, in->piece + at);
	RT_VEC_FOREACH(pattern, &in->woken)
		try_at(in, *pattern, in->piece + at, sink);
}

/* The automaton of the patterns that are on: rules of other languages neither wake nor make its
 * states larger. */
static void choose_wake(struct rt_words_runner *in, const uint8_t *disabled)
{
	if (in->wake && in->disabled == disabled)
		return;
	in->disabled = disabled;
	in->wake = NULL;
	for (size_t i = 0; i < in->wakes.count && !in->wake; i++)
		if (rt_words_wake_is_for(in->wakes.items[i], disabled)) {
			in->wake = in->wakes.items[i];
			rt_vec_remove(&in->wakes, i);
		}
	if (!in->wake)
		in->wake = rt_words_thaw_wake(in, disabled);
	if (!in->wake)
		in->wake = rt_words_wake_new(in->terms, &in->symbols, disabled);
	rt_vec_push(&in->wakes, in->wake);
}

/* ---- a piece ---- */

/* Where a piece of whole blocks ends that is about a chunk long, if the blocks are no longer. */
static uint32_t piece_end(const struct rt_token *tokens, uint32_t first, uint32_t behind)
{
	if (behind - first <= RT_WORDS_CHUNK)
		return behind;
	uint32_t end = first + RT_WORDS_CHUNK;
	while (end > first + RT_WORDS_CHUNK / 2 && !rt_words_begins_block(&tokens[end]))
		end--;
	while (end < behind && !rt_words_begins_block(&tokens[end]))
		end++;
	return end;
}

static void begin_piece(struct rt_words_runner *in, uint32_t first, uint32_t behind)
{
	in->piece = in->behind = first;
	in->piece_end = behind;
	rt_words_find_spans(in);
}

static void try_awake(struct rt_words_runner *in, const struct rt_words_sink *sink)
{
	for (uint32_t i = 0; i < RT_WORDS_CHUNK / 64; i++)
		for (uint64_t awake = in->awake[i]; awake; awake &= awake - 1)
			try_woken(in, in->chunk + 64 * i + (uint32_t)__builtin_ctzll(awake), sink);
}

static void run_piece(struct rt_words_runner *in, const struct rt_words_sink *sink)
{
	uint32_t count = in->piece_end - in->piece;
	rt_words_read(in);
	for (uint32_t at = 0, end; at < count; at = end) {
		end = count - at > RT_WORDS_CHUNK ? at + RT_WORDS_CHUNK : count;
		while (!rt_words_gather(in, at, end))
			end = at + (end - at) / 2;
		try_awake(in, sink);
	}
}

static void begin_run(struct rt_words_runner *in, const struct rt_vocabulary *vocabulary, const char *text,
	const struct rt_token *tokens)
{
	in->vocabulary = vocabulary;
	in->signatures = rt_vocabulary_signatures(vocabulary);
	in->text = text;
	in->tokens = tokens;
}

void rt_words_run(struct rt_words_runner *in, const struct rt_vocabulary *vocabulary, const char *text,
	const struct rt_token *tokens, uint32_t first, uint32_t behind, const uint8_t *disabled,
	const struct rt_words_sink *sink)
{
	begin_run(in, vocabulary, text, tokens);
	choose_wake(in, disabled);
	for (; first < behind; first = in->piece_end) {
		begin_piece(in, first, piece_end(tokens, first, behind));
		run_piece(in, sink);
	}
}

void rt_words_run_reference(struct rt_words_runner *in, const struct rt_vocabulary *vocabulary,
	const char *text, const struct rt_token *tokens, uint32_t first, uint32_t behind,
	const uint8_t *disabled, const struct rt_words_sink *sink)
{
	begin_run(in, vocabulary, text, tokens);
	for (; first < behind; first = in->piece_end) {
		begin_piece(in, first, piece_end(tokens, first, behind));
		for (uint32_t at = first; at < in->piece_end; at++) {
			begin_block(in, at);
			for (uint32_t pattern = 0; pattern < in->terms->programs.count; pattern++)
				if (!disabled || !disabled[pattern])
					try_at(in, pattern, at, sink);
		}
	}
}
