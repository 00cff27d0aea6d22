/*
 * One attempt of a `words` program from a token on, by backtracking. words.h gives the idea.
 *
 * The first way is gone at once; what else could be tried is kept in a stack of ways, the last of
 * which is tried next. A slot that is written is kept there as well, to be set back when what came
 * after it failed.
 *
 * Nearly all attempts are over after a few steps. They are made by a loop that notes nothing (words_quick.c); where
 * it has to give up, the attempt begins anew in one that does.
 */
#include "words/words_run_p.h"

#include <string.h>


static inline void push_way(struct rt_words_runner *in, uint32_t pc, uint32_t at, uint32_t old)
{
	rt_vec_push(&in->ways, (struct rt_way){pc, at, old});
}

/* Ways behind the entries that a term takes at a token: shortest first, so that the longest is tried
 * first. */
static void push_entries(
	struct rt_words_runner *in, const struct rt_words_instruction *code, uint32_t pc, uint32_t at)
{
	struct rt_spans spans = rt_words_spans_at(in, at);
	for (uint32_t i = spans.count; i-- > 0;) {
		const struct rt_span *span = &in->spans.items[spans.first + i];
		if (at + span->tokens > in->limit ||
			!rt_signature_has(in->signatures, span->signature, code->a))
			continue;
		in->taken_by[at - in->start] = span->inner ? rt_words_word_at(in, at)->inner_at : 0;
		push_way(in, pc + 1, at + span->tokens, 0);
	}
}

/* Takes a term at a token. -> true: it holds, and nothing is to be tried before going on behind the
 * token; else ways have been pushed, if there are any. */
static inline bool take_term(
	struct rt_words_runner *in, const struct rt_words_instruction *code, uint32_t pc, uint32_t at)
{
	if (at >= in->limit)
		return false;
	const struct rt_token *token = &in->tokens[at];
	bool holds = rt_signature_has(in->signatures, token->signature, code->a);
	if (holds) {
		bool inner = code->b & RT_TERM_OF_LIST && token->place & RT_AT_INNER_WORD;
		in->taken_by[at - in->start] = inner ? rt_words_word_at(in, at)->inner_at : 0;
	}
	if (!(code->b & RT_TERM_HAS_LONG) || !rt_words_spans_at(in, at).count)
		return holds;
	if (holds)
		push_way(in, pc + 1, at + 1, 0);
	push_entries(in, code, pc, at);
	return false;
}

static bool been_at(struct rt_words_runner *in, uint32_t pc, uint32_t at)
{
	size_t bit = (size_t)pc * (RT_WORDS_MAX_TOKENS + 1) + (at - in->start);
	uint64_t *word = &in->visited.items[bit / 64], mask = (uint64_t)1 << bit % 64;
	bool been = *word & mask;
	*word |= mask;
	return been;
}

/* The next way that is a place to try; false where there is none. */
static inline bool pop_way(struct rt_words_runner *in, uint32_t *pc, uint32_t *at)
{
	while (in->ways.count) {
		const struct rt_way *way = &in->ways.items[--in->ways.count];
		if (way->pc != RT_WAY_UNDO) {
			*pc = way->pc;
			*at = way->at;
			return true;
		}
		in->slots[way->at] = way->old;
	}
	return false;
}

static void save(struct rt_words_runner *in, uint32_t slot, uint32_t at)
{
	push_way(in, RT_WAY_UNDO, slot, in->slots[slot]);
	in->slots[slot] = at;
}

/* Goes from the program's first instruction until some way matches; none twice. */
static enum rt_words_outcome go(struct rt_words_runner *in, uint64_t *steps)
{
	uint32_t pc = 0, at = in->start;
	for (;;) {
		if (!*steps)
			return RT_WORDS_TOO_LONG;
		--*steps;
		const struct rt_words_instruction *code = &in->program->code[pc];
		bool goes_on = !been_at(in, pc, at);
		if (!goes_on) {
		} else if (code->op == RT_WORDS_TERM) {
			goes_on = take_term(in, code, pc, at);
			pc += 1;
			at += 1;
		} else if (code->op == RT_WORDS_SPLIT) {
			push_way(in, code->b, at, 0);
			pc = code->a;
		} else if (code->op == RT_WORDS_JUMP) {
			pc = code->a;
		} else if (code->op == RT_WORDS_SAVE) {
			save(in, code->a, at);
			pc += 1;
		} else if (code->op == RT_WORDS_PLACE) {
			goes_on = rt_words_stands(rt_words_view_at(in, at), code->a);
			pc += 1;
		} else {
			return RT_WORDS_MATCHED;
		}
		if (!goes_on && !pop_way(in, &pc, &at))
			return RT_WORDS_FAILED;
	}
}

static void begin(struct rt_words_runner *in)
{
	memset(in->slots, 0, 2 * (in->program->group_count + 1) * sizeof *in->slots);
	rt_vec_clear(&in->ways);
}

enum rt_words_outcome rt_words_attempt(struct rt_words_runner *in, uint32_t start, uint64_t *budget)
{
	uint64_t steps = RT_QUICK_STEPS < *budget ? RT_QUICK_STEPS : *budget, before = steps;
	in->start = start;
	in->limit = in->behind - start > RT_WORDS_MAX_TOKENS ? start + RT_WORDS_MAX_TOKENS : in->behind;
	begin(in);
	enum rt_words_outcome outcome = rt_words_quick(in, &steps);
	*budget -= before - steps;
	if (outcome != RT_WORDS_TOO_LONG)
		return outcome;
	size_t words = in->program->count * (RT_WORDS_MAX_TOKENS + 1) / 64 + 1;
	rt_vec_clear(&in->visited);
	rt_vec_reserve(&in->visited, words);
	memset(in->visited.items, 0, words * sizeof *in->visited.items);
	begin(in);
	return go(in, budget);
}
