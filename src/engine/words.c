/* Runs `words` programs over a block of tokens. words.h gives the idea. */
#include "config.h" /* for POSIX functions */

#include "engine/words_wake.h"

#include <string.h>
#include <time.h>

#define PLAIN_STEPS 400	  /* of an attempt before it begins anew and notes where it has been */
#define STEPS_A_TOKEN 400 /* of one pattern, on average over a document */
#define STEPS_MORE 2000000
#define MAX_WAKES 16	  /* sets of patterns whose automata are kept */
#define MAX_ROW_BYTES (8u << 20)
#define SLOTS (2 * (RT_WORDS_MAX_GROUPS + 1))

/* An entry of several tokens that begins at a token. */
struct span {
	uint32_t node, tokens;
	bool inner; /* its first token was read without the letters glued on */
	const uint64_t *terms; /* bits: those that hold of it */
};

struct spans {
	uint32_t first, count;
};

/* A way not yet gone: a place to try, or (pc == UNDO) a slot to set back. */
struct way {
	uint32_t pc, at, old;
};
#define UNDO UINT32_MAX

struct rt_words_runner {
	const struct rt_word_terms *terms;
	RT_VEC(struct span) spans;
	RT_VEC(struct spans) span_of; /* by token of the block; count UINT32_MAX: not looked up yet */
	RT_VEC(struct way) ways;
	struct rt_map *span_terms; /* node and shape -> row of bits */
	struct rt_arena *arena;	   /* of the rows */
	double *spent;	    /* by program: seconds, where they are measured */
	uint64_t *steps;    /* by program: left in this document */
	uint32_t *resume;   /* by program: where its next match may begin */
	uint32_t *resume_block; /* the block that this is told for */
	uint32_t block;
	RT_VEC(struct rt_words_wake *) wakes; /* one for each set of patterns that is off */
	struct rt_words_wake *wake;	      /* of the set that is run now … */
	const uint8_t *disabled;	      /* … and what is off in it */
	RT_VEC(uint32_t) woken; /* programs that may match from a token on */
	uint32_t *woken_at;	/* by program: the round it was woken in */
	uint32_t round;
	RT_VEC(uint64_t) visited;
	/* The block: */
	const struct rt_vocabulary *vocabulary;
	const char *text;
	const struct rt_token *tokens;
	uint32_t first, behind;
	/* The attempt: */
	const struct rt_words_program *program;
	uint32_t start, limit;
	uint32_t slots[SLOTS];
	uint32_t taken_by[RT_WORDS_MAX_TOKENS + 1]; /* by token behind start: skip of its term */
};

struct rt_words_runner *rt_words_runner_new(const struct rt_word_terms *terms)
{
	struct rt_words_runner *runner = rt_alloc_zero(1, sizeof *runner);
	size_t count = terms->programs.count + 1;
	runner->terms = terms;
	runner->steps = rt_alloc_zero(count, sizeof *runner->steps);
	runner->resume = rt_alloc_zero(count, sizeof *runner->resume);
	runner->resume_block = rt_alloc_zero(count, sizeof *runner->resume_block);
	runner->woken_at = rt_alloc_zero(count, sizeof *runner->woken_at);
	runner->span_terms = rt_map_new();
	runner->arena = rt_arena_new();
	return runner;
}

void rt_words_forget(struct rt_words_runner *runner)
{
	RT_VEC_FOREACH(one, &runner->wakes)
		rt_words_wake_free(*one);
	rt_vec_clear(&runner->wakes);
	runner->wake = NULL;
}

void rt_words_runner_free(struct rt_words_runner *runner)
{
	if (!runner)
		return;
	rt_vec_release(&runner->spans);
	rt_vec_release(&runner->span_of);
	rt_vec_release(&runner->ways);
	rt_vec_release(&runner->visited);
	rt_free(runner->steps);
	rt_free(runner->spent);
	rt_free(runner->resume);
	rt_free(runner->resume_block);
	rt_free(runner->woken_at);
	rt_vec_release(&runner->woken);
	rt_words_forget(runner);
	rt_vec_release(&runner->wakes);
	rt_map_free(runner->span_terms);
	rt_arena_free(runner->arena);
	rt_free(runner);
}

void rt_words_begin(struct rt_words_runner *runner, size_t tokens)
{
	if (runner->wakes.count > MAX_WAKES)
		rt_words_forget(runner);
	RT_VEC_FOREACH(one, &runner->wakes)
		rt_words_wake_trim(*one);
	runner->wake = NULL;
	if (rt_arena_size(runner->arena) > MAX_ROW_BYTES) {
		rt_map_clear(runner->span_terms);
		rt_arena_reset(runner->arena);
	}
	for (size_t i = 0; i < runner->terms->programs.count; i++)
		runner->steps[i] = tokens * STEPS_A_TOKEN + STEPS_MORE;
}

/* ---- entries of several tokens ---- */

static const struct rt_word *word_at(const struct rt_words_runner *in, uint32_t at)
{
	return rt_vocabulary_at(in->vocabulary, in->tokens[at].word);
}

static bool is_hyphen(const struct rt_word *word, const char *text)
{
	return (word->len == 1 && *text == '-') ||
		(word->len == 2 && !memcmp(text, "\xd6\xbe", 2)); /* maqaf */
}

static uint64_t *make_row(struct rt_words_runner *in, uint32_t at, const struct span *span,
	const char *surface, size_t len)
{
	uint64_t *bits = rt_arena_zero(in->arena, in->terms->words, sizeof *bits);
	uint32_t lang = rt_vocabulary_language(in->vocabulary);
	for (uint32_t i = 0; i < in->terms->terms.count; i++) {
		const struct rt_term *term = &in->terms->terms.items[i];
		if (term->has_long && rt_term_holds_long(in->terms, term, span->node, lang,
					      in->tokens[at].shape, surface, len))
			bits[i / 64] |= (uint64_t)1 << i % 64;
	}
	return bits;
}

/* The terms that hold of an entry: a row of bits. It depends on the node, on the first token's
 * shape and on the language; on the spelling as well, if one of the lists keeps case. */
static const uint64_t *terms_of(struct rt_words_runner *in, uint32_t at, const struct span *span)
{
	struct {
		uint32_t node, shape, lang;
		char surface[116]; /* of a longer one the row is made each time */
	} key = {span->node, in->tokens[at].shape, rt_vocabulary_language(in->vocabulary), ""};
	uint32_t skip = span->inner ? word_at(in, at)->inner_at : 0u;
	uint32_t start = in->tokens[at].start + skip;
	size_t len = in->tokens[at + span->tokens - 1].end - start, key_len = 3 * sizeof key.node;
	if (rt_gazetteer_keeps_case(in->terms->gazetteer, span->node)) {
		if (len > sizeof key.surface)
			return make_row(in, at, span, in->text + start, len);
		memcpy(key.surface, in->text + start, len);
		key_len += len;
	}
	uint64_t *known = rt_map_at(in->span_terms, (const char *)&key, key_len);
	if (!*known)
		*known = (uintptr_t)make_row(in, at, span, in->text + start, len);
	return (const uint64_t *)(uintptr_t)*known;
}

static void put_span(struct rt_words_runner *in, uint32_t at, struct span span)
{
	span.terms = terms_of(in, at, &span);
	rt_vec_push(&in->spans, span);
}

static bool span_holds(const struct span *span, uint32_t term)
{
	return span->terms[term / 64] >> (term % 64) & 1;
}

static void walk_spans(struct rt_words_runner *in, uint32_t at, uint32_t token, bool inner)
{
	const struct rt_gazetteer *gazetteer = in->terms->gazetteer;
	uint32_t node = token ? rt_gazetteer_first(gazetteer, token) : 0;
	uint32_t end = at + 1;
	for (unsigned i = 0; node && end < in->behind && i < RT_GAZETTEER_MAX_TOKENS; i++, end++) {
		const struct rt_word *word = word_at(in, end);
		uint32_t next = rt_gazetteer_next(gazetteer, node, word->token);
		bool hyphen = !next && is_hyphen(word, in->text + in->tokens[end].start);
		if (hyphen)
			continue;
		node = next;
		if (node && rt_gazetteer_ends(gazetteer, node))
			put_span(in, at, (struct span){node, end + 1 - at, inner, NULL});
	}
}

/* Longest first. */
static struct spans spans_at(struct rt_words_runner *in, uint32_t at)
{
	struct spans *spans = &in->span_of.items[at - in->first];
	if (spans->count != UINT32_MAX)
		return *spans;
	const struct rt_word *word = word_at(in, at);
	spans->first = (uint32_t)in->spans.count;
	walk_spans(in, at, word->token, false);
	if (in->spans.count == spans->first)
		walk_spans(in, at, word->inner, true);
	spans->count = (uint32_t)in->spans.count - spans->first;
	for (uint32_t i = 0; i < spans->count / 2; i++) {
		struct span *left = &in->spans.items[spans->first + i];
		struct span *right = &in->spans.items[in->spans.count - 1 - i], kept = *left;
		*left = *right;
		*right = kept;
	}
	return *spans;
}

/* ---- one attempt ---- */

static bool stands(const struct rt_words_runner *in, enum rt_words_place place, uint32_t at)
{
	bool inside = at < in->behind, begun = at > in->first;
	uint32_t here = inside ? in->tokens[at].place : 0;
	uint32_t before = begun ? in->tokens[at - 1].place : 0;
	switch (place) {
	case RT_PLACE_LINE_START:
		return !begun || here & RT_AT_LINE_START;
	case RT_PLACE_LINE_END:
		return !inside || before & RT_AT_LINE_END;
	case RT_PLACE_SENTENCE_START:
		return !begun || here & RT_AT_SENTENCE_START;
	case RT_PLACE_SENTENCE_END:
		return !inside || here & RT_AT_SENTENCE_START;
	case RT_PLACE_GLUED:
		return inside && begun && !(here & RT_AT_SPACE);
	case RT_PLACE_SPACED:
		return !inside || !begun || here & RT_AT_SPACE;
	}
	return false;
}

static inline void push_way(struct rt_words_runner *in, uint32_t pc, uint32_t at, uint32_t old)
{
	if (in->ways.count == in->ways.cap)
		rt_vec_reserve(&in->ways, 1);
	in->ways.items[in->ways.count++] = (struct way){pc, at, old};
}

/* Takes a term at a token: ways behind its spans are pushed, shortest first so that the longest is
 * tried first. */
static void take_term(struct rt_words_runner *in, uint32_t pc, uint32_t at)
{
	uint32_t number = in->program->code[pc].a;
	const struct rt_term *term = &in->terms->terms.items[number];
	if (at >= in->limit)
		return;
	const struct rt_word *word = word_at(in, at);
	if (rt_signature_has(word->signature, number)) {
		in->taken_by[at - in->start] = term->of_list && word->by_inner ? word->inner_at : 0;
		push_way(in, pc + 1, at + 1, 0);
	}
	if (!term->has_long || !word->opens)
		return;
	struct spans spans = spans_at(in, at);
	for (uint32_t i = spans.count; i-- > 0;) {
		const struct span *span = &in->spans.items[spans.first + i];
		if (at + span->tokens > in->limit || !span_holds(span, number))
			continue;
		in->taken_by[at - in->start] = span->inner ? word->inner_at : 0;
		push_way(in, pc + 1, at + span->tokens, 0);
	}
}

static bool been_at(struct rt_words_runner *in, uint32_t pc, uint32_t at)
{
	size_t bit = (size_t)pc * (RT_WORDS_MAX_TOKENS + 1) + (at - in->start);
	uint64_t *word = &in->visited.items[bit / 64], mask = (uint64_t)1 << bit % 64;
	bool been = *word & mask;
	*word |= mask;
	return been;
}

enum outcome { OUTCOME_FAILED, OUTCOME_MATCHED, OUTCOME_TOO_LONG };

/* Goes on from the ways that are pushed until one of them matches. */
static enum outcome go(struct rt_words_runner *in, bool noting, uint64_t *steps)
{
	while (in->ways.count) {
		struct way way = in->ways.items[--in->ways.count];
		if (way.pc == UNDO) {
			in->slots[way.at] = way.old;
			continue;
		}
		if (!*steps)
			return OUTCOME_TOO_LONG;
		--*steps;
		if (noting && been_at(in, way.pc, way.at))
			continue;
		const struct rt_words_instruction *code = &in->program->code[way.pc];
		switch (code->op) {
		case RT_WORDS_TERM:
			take_term(in, way.pc, way.at);
			break;
		case RT_WORDS_SPLIT:
			push_way(in, code->b, way.at, 0);
			push_way(in, code->a, way.at, 0);
			break;
		case RT_WORDS_JUMP:
			push_way(in, code->a, way.at, 0);
			break;
		case RT_WORDS_SAVE:
			push_way(in, UNDO, code->a, in->slots[code->a]);
			in->slots[code->a] = way.at;
			push_way(in, way.pc + 1, way.at, 0);
			break;
		case RT_WORDS_PLACE:
			if (stands(in, code->a, way.at))
				push_way(in, way.pc + 1, way.at, 0);
			break;
		default:
			return OUTCOME_MATCHED;
		}
	}
	return OUTCOME_FAILED;
}

static enum outcome attempt(struct rt_words_runner *in, uint32_t start, uint64_t *budget)
{
	uint64_t steps = PLAIN_STEPS < *budget ? PLAIN_STEPS : *budget, before = steps;
	in->start = start;
	in->limit = in->behind - start > RT_WORDS_MAX_TOKENS ? start + RT_WORDS_MAX_TOKENS : in->behind;
	for (size_t i = 0; i < 2 * (in->program->group_count + 1); i++)
		in->slots[i] = 0;
	rt_vec_clear(&in->ways);
	push_way(in, 0, start, 0);
	enum outcome outcome = go(in, false, &steps);
	*budget -= before - steps;
	if (outcome != OUTCOME_TOO_LONG)
		return outcome;
	size_t bits = in->program->count * (RT_WORDS_MAX_TOKENS + 1);
	rt_vec_clear(&in->visited);
	rt_vec_reserve(&in->visited, bits / 64 + 1);
	memset(in->visited.items, 0, (bits / 64 + 1) * sizeof *in->visited.items);
	memset(in->slots, 0, sizeof in->slots);
	rt_vec_clear(&in->ways);
	push_way(in, 0, start, 0);
	return go(in, true, budget);
}

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
	if (in->resume_block[pattern] == in->block && at < in->resume[pattern])
		return;
	if (!in->steps[pattern])
		return;
	if (sink->woken)
		sink->woken(sink->context, pattern, at);
	in->program = &in->terms->programs.items[pattern];
	double start = in->spent ? now() : 0;
	enum outcome outcome = attempt(in, at, &in->steps[pattern]);
	if (in->spent)
		in->spent[pattern] += now() - start;
	if (outcome == OUTCOME_MATCHED && in->slots[1] > in->slots[0]) {
		tell(in, pattern, sink);
		in->resume[pattern] = in->slots[1];
		in->resume_block[pattern] = in->block;
	} else if (outcome == OUTCOME_TOO_LONG) {
		in->steps[pattern] = 0;
		if (sink->limited)
			sink->limited(sink->context, pattern, at);
	}
}

/* ---- a block ---- */

static void wake(struct rt_words_runner *in, uint32_t program)
{
	if (in->woken_at[program] == in->round)
		return;
	in->woken_at[program] = in->round;
	rt_vec_push(&in->woken, program);
}

/* Patterns that wait for a list in which an entry of several tokens begins here. */
static void wake_by_spans(
	struct rt_words_runner *in, const struct rt_wake_state *state, uint32_t at)
{
	struct spans spans = spans_at(in, at);
	for (size_t i = 0; spans.count && i < state->long_count; i++) {
		const struct rt_wake_long *one = &state->longs[i];
		bool held = in->woken_at[one->program] == in->round;
		for (uint32_t n = 0; n < spans.count && !held; n++)
			if (span_holds(&in->spans.items[spans.first + n], one->term)) {
				wake(in, one->program);
				held = true;
			}
	}
}

/* Gathers the programs that may match from a token on. */
static void ask_all(struct rt_words_runner *in, uint32_t start)
{
	uint32_t state = RT_WAKE_START;
	uint32_t limit = in->behind - start > RT_WORDS_MAX_TOKENS ? start + RT_WORDS_MAX_TOKENS
								  : in->behind;
	in->round++;
	rt_vec_clear(&in->woken);
	for (uint32_t at = start; at < limit && state != RT_WAKE_DEAD; at++) {
		const struct rt_word *word = word_at(in, at);
		const struct rt_wake_state *now = rt_words_wake_state(in->wake, state);
		if (word->opens && now->long_count)
			wake_by_spans(in, now, at);
		state = rt_words_wake_step(in->wake, state, word->signature);
		now = rt_words_wake_state(in->wake, state);
		for (size_t i = 0; i < now->ended_count; i++)
			wake(in, now->ended[i]);
	}
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

static void begin_block(struct rt_words_runner *in, uint32_t first, uint32_t behind)
{
	size_t count = behind - first;
	in->first = first;
	in->behind = behind;
	in->block++;
	rt_vec_clear(&in->spans);
	rt_vec_clear(&in->span_of);
	rt_vec_reserve(&in->span_of, count);
	if (count)
		memset(in->span_of.items, 0xff, count * sizeof *in->span_of.items);
}

void rt_words_run(struct rt_words_runner *in, const struct rt_vocabulary *vocabulary, const char *text,
	const struct rt_token *tokens, uint32_t first, uint32_t behind, const uint8_t *disabled,
	const struct rt_words_sink *sink)
{
	in->vocabulary = vocabulary;
	in->text = text;
	in->tokens = tokens;
	choose_wake(in, disabled);
	begin_block(in, first, behind);
	for (uint32_t at = first; at < behind; at++) {
		if (!(tokens[at].place & RT_AT_WAKING_WORD))
			continue;
		ask_all(in, at);
		for (size_t i = 0; i < in->woken.count; i++)
			try_at(in, in->woken.items[i], at, sink);
	}
}
