/*
 * Which `words` patterns may match from a token on: all of them asked at once.
 *
 * Hundreds of patterns begin with a capitalised word; trying each of them at each such word would
 * take most of the time, nearly always for nothing. So all programs together are read as one
 * automaton over signatures, made deterministic while it runs: a state is the set of instructions
 * that any program may stand at. From a token it is walked until no program is left, after two or
 * three tokens as a rule, and only the programs that it passes the end of are run in earnest.
 *
 * Example. Of the patterns `<given> <capital>` and `<given> "said"`, the state before "Ana" is {start of 1,
 * start of 2}; behind a word with the signature {given, capital} it is {1 waits for a capital, 2 for
 * "said"}; behind "Ana said" it is {2 has matched}, and pattern 2 alone is run.
 *
 * A step is taken by a symbol (symbol.h), which tells where the token stands as well: a state may hold
 * questions for the place of the next token, and the step answers them. A program that such an answer ends
 * is told by the state behind the step. The end of a block is a symbol too. An entry of several tokens is a
 * step of its own, from the token before it to the one behind it. So a program that is passed the end of
 * does match.
 *
 * Walks go through memory at random, so it counts how much of it they touch. What stands behind the start
 * is a row of numbers by symbol. Nearly all walks end at the second token: a state knows of the
 * signatures that come most whether they kill it, a bit each. These bits and all else that a walk asks of
 * a state fill one line of the processor's cache; its other steps are a small table of its own. States are
 * kept up to a bound; beyond it they are forgotten and made anew.
 */
#ifndef RT_WORDS_WORDS_WAKE_H
#define RT_WORDS_WORDS_WAKE_H

#include "base/number_set.h"
#include "words/signature.h"
#include "words/symbol.h"

#define RT_WAKE_START 1u /* the state before the first token */
#define RT_WAKE_DEAD 0u	 /* no program is left */
#define RT_WAKE_UNKNOWN UINT16_MAX
#define RT_WAKE_NO_TERM UINT32_MAX

enum rt_wake_kind {
	RT_WAKE_WAITS = 1 << 0,	  /* programs wait for a list that has entries of several tokens */
	RT_WAKE_MAY_END = 1 << 1, /* programs have matched, if the next token stands as they ask */
	RT_WAKE_PLACES = 1 << 2,  /* programs ask where the next token stands */
};

struct rt_wake_step {
	uint16_t symbol, next;
};
#define RT_WAKE_NO_SYMBOL UINT16_MAX /* an empty place; steps of higher ones are not kept */

/* A state as a walk sees it. */
struct rt_wake_state {
	/* By rank: a token of that signature is known to leave no program. In the last word, that of all
	 * higher ranks: there is none left. */
	uint64_t killers[RT_RANKS / 64 + 1];
	struct rt_wake_step *steps; /* 1 << step_bits, or NULL */
	const uint32_t *ended;	    /* programs that have matched, numbered as they were added */
	uint32_t ended_count;
	uint16_t step_count;
	uint8_t step_bits;
	uint8_t kind; /* enum rt_wake_kind */
};

/* What a state is made from: programs that have ended there, and instructions to go on with, numbered over
 * all programs. */
struct rt_wake_set {
	const uint32_t *content; /* how many have ended, these, then the instructions */
	size_t count;		 /* of instructions */
	const uint64_t *terms;	 /* that are asked for where the next token stands in the best of places, a bit each; NULL: not worked out */
};

static inline const uint32_t *rt_wake_instructions(const struct rt_wake_set *set)
{
	return set->content + 1 + set->content[0];
}

struct rt_words_list {
	uint32_t *items;
	size_t count, cap;
};

/* What stands behind an instruction that takes a token: in behind_all, in order. */
struct rt_wake_behind {
	uint32_t first, count;
	bool is_known; /* it was worked out */
	bool ends; /* its program may end there */
};

/* What the start comes to at a token in some view: thousands of instructions, of which a token takes a few. So
 * they stand together by the term that they ask for. */
struct rt_wake_start {
	uint64_t *terms; /* a row of bits, as a signature is; NULL: not worked out yet */
	uint32_t *first; /* by term: where its instructions begin; they end where the next one's do */
	uint32_t *instructions;
};

struct rt_words_wake {
	const struct rt_word_terms *terms;
	struct rt_symbols *symbols; /* borrowed */
	uint8_t *off; /* by program: left out */
	struct rt_arena *arena;
	struct rt_wake_state *states; /* [0] dead, [1] start; each in one line of the cache */
	void *state_memory;
	size_t state_room;
	RT_VEC(struct rt_wake_set) sets; /* by state */
	RT_VEC(uint16_t) first; /* by symbol: the state behind the start */
	struct rt_wake_start starts[RT_VIEWS]; /* by view */
	struct rt_map *known;	  /* content -> state */
	struct rt_map *entries;	  /* state and symbol of an entry -> state */
	struct rt_map *taken;	  /* programs that have ended, instructions that take a token -> state + 1 */
	/* Over all programs: */
	uint32_t *base;	      /* by program: its first instruction */
	uint32_t *program_of; /* by instruction */
	uint32_t *term_of;    /* by instruction: the term that it asks for, or RT_WAKE_NO_TERM */
	size_t instruction_count;
	struct rt_wake_behind *behind; /* by instruction */
	struct rt_words_list behind_all;
	/* While a state is made: */
	uint32_t *seen; /* by instruction: the round it was seen in */
	uint32_t round;
	struct rt_number_set order; /* of instructions */
	struct rt_words_list set, asked, taking, ended, todo, content;
};

/* off: bytes, one a pattern, not 0 for those that are left out; copied. NULL: all are asked. */
struct rt_words_wake *rt_words_wake_new(
	const struct rt_word_terms *terms, struct rt_symbols *symbols, const uint8_t *off);
bool rt_words_wake_is_for(const struct rt_words_wake *wake, const uint8_t *off);
void rt_words_wake_free(struct rt_words_wake *wake);
/* Forgets the states where there are more than so many, -> true. */
bool rt_words_wake_trim(struct rt_words_wake *wake, size_t most);
#define RT_WAKE_STATES 20000 /* that are kept from one walk to the next; their numbers have 16 bits */

/* Builds a step; the one from the start. signatures: what their numbers mean. */
uint32_t rt_words_wake_build(struct rt_words_wake *wake, uint32_t state, uint32_t code,
	const struct rt_signatures *signatures);
uint32_t rt_words_wake_build_first(
	struct rt_words_wake *wake, uint32_t symbol, const struct rt_signatures *signatures);
/* For what is thawed (words_store.c): the state of that content, of a kind that is known, or NULL; a step
 * that it has not yet. */
uint32_t rt_words_wake_put_state(
	struct rt_words_wake *wake, const uint32_t *content, size_t count, const uint8_t *kind);
/* It has none yet, and will get so many. */
void rt_words_wake_expect_steps(struct rt_words_wake *wake, uint32_t number, uint32_t count);
void rt_words_wake_put_step(
	struct rt_words_wake *wake, uint32_t number, struct rt_wake_step step);
/* A state in which the programs have ended that can take from this one on an entry of that symbol. */
uint32_t rt_words_wake_by_entry(struct rt_words_wake *wake, uint32_t state, uint32_t symbol,
	const struct rt_signatures *signatures);

static inline size_t rt_wake_slot(const struct rt_wake_state *state, uint32_t symbol)
{
	return (uint32_t)(symbol * 0x9e3779b9u) >> (32 - state->step_bits);
}

/* Is it known that nothing is left behind a token of that code? */
static inline bool rt_wake_kills(const struct rt_wake_state *state, uint32_t code)
{
	uint32_t rank = rt_code_rank(code);
	return state->killers[rank / 64] >> rank % 64 & 1;
}

/* The state behind a token of that code. */
static inline uint32_t rt_words_wake_step(struct rt_words_wake *wake, uint32_t number, uint32_t code,
	const struct rt_signatures *signatures)
{
	const struct rt_wake_state *state = &wake->states[number];
	if (rt_wake_kills(state, code))
		return RT_WAKE_DEAD;
	if (state->steps) {
		uint32_t symbol = rt_code_symbol(code);
		size_t at = rt_wake_slot(state, symbol), mask = ((size_t)1 << state->step_bits) - 1;
		for (; state->steps[at].symbol != RT_WAKE_NO_SYMBOL; at = (at + 1) & mask)
			if (state->steps[at].symbol == symbol)
				return state->steps[at].next;
	}
	return rt_words_wake_build(wake, number, code, signatures);
}

/* The state behind the first token. */
static inline uint32_t rt_words_wake_first(
	struct rt_words_wake *wake, uint32_t symbol, const struct rt_signatures *signatures)
{
	if (symbol < wake->first.count && wake->first.items[symbol] != RT_WAKE_UNKNOWN)
		return wake->first.items[symbol];
	return rt_words_wake_build_first(wake, symbol, signatures);
}

#endif
