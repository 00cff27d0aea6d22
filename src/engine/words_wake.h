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
 * It says yes too often, never too seldom: where a token must stand (line start …) is not asked,
 * and an entry of several tokens wakes every pattern that could take it.
 *
 * What stands behind the start is kept in a row by signature, for most words end there; every other
 * step in one table of 64-bit entries, (state, signature) and the next state, so that a step costs
 * one line of the processor's cache. States are kept up to a bound; beyond it they are forgotten and
 * made anew.
 */
#ifndef RT_ENGINE_WORDS_WAKE_H
#define RT_ENGINE_WORDS_WAKE_H

#include "engine/signature.h"
#include "engine/words_p.h"

#define RT_WAKE_START 1u /* the state before the first token */
#define RT_WAKE_DEAD 0u	 /* no program is left */
#define RT_WAKE_UNKNOWN UINT16_MAX
#define RT_WAKE_NO_TERM UINT32_MAX

/* What a state is asked for at every token. */
enum rt_wake_kind {
	RT_WAKE_ENDS = 1 << 0,	/* programs have matched here */
	RT_WAKE_WAITS = 1 << 1, /* programs wait for a list that has entries of several tokens */
};

/* Programs, numbered as they were added. */
struct rt_wake_list {
	const uint32_t *programs;
	size_t count;
};

struct rt_wake_state {
	const uint32_t *instructions; /* numbered over all programs */
	size_t instruction_count;
	struct rt_wake_list ended; /* programs that have matched */
};

struct rt_words_wake {
	const struct rt_word_terms *terms;
	uint8_t *off; /* by program: left out */
	struct rt_arena *arena;
	RT_VEC(struct rt_wake_state) states; /* [0] dead, [1] start */
	RT_VEC(uint8_t) kinds;	  /* by state: enum rt_wake_kind */
	RT_VEC(uint16_t) first;	  /* by signature: the state behind the start */
	struct rt_map *known;	  /* instructions -> state */
	struct rt_map *entries;	  /* state and signature of an entry -> struct rt_wake_list */
	uint64_t *steps;	  /* state, signature, next state; 0: empty */
	size_t step_count;
	unsigned step_bits; /* there is room for 1 << step_bits */
	/* Over all programs: */
	uint32_t *base;	      /* by program: its first instruction */
	uint32_t *program_of; /* by instruction */
	uint32_t *term_of;    /* by instruction: the term that it asks for, or RT_WAKE_NO_TERM */
	size_t instruction_count;
	/* While a state is made: */
	uint32_t *seen; /* by instruction: the round it was seen in */
	uint32_t round;
	RT_VEC(uint32_t) set, todo;
};

/* off: bytes, one a pattern, not 0 for those that are left out; copied. NULL: all are asked. */
struct rt_words_wake *rt_words_wake_new(const struct rt_word_terms *terms, const uint8_t *off);
bool rt_words_wake_is_for(const struct rt_words_wake *wake, const uint8_t *off);
void rt_words_wake_free(struct rt_words_wake *wake);
/* Before a walk: forgets the states where there are too many. */
void rt_words_wake_trim(struct rt_words_wake *wake);

/* Builds the step. signatures: what the signature's number means. */
uint32_t rt_words_wake_build(struct rt_words_wake *wake, uint32_t state, uint32_t signature,
	const struct rt_signatures *signatures);
/* The programs that in this state can take an entry of that signature. Good until trim. */
struct rt_wake_list rt_words_wake_by_entry(struct rt_words_wake *wake, uint32_t state,
	uint32_t signature, const struct rt_signatures *signatures);

static inline uint64_t rt_wake_key(uint32_t state, uint32_t signature)
{
	return (uint64_t)state << 48 | (uint64_t)signature << 16;
}

static inline size_t rt_wake_slot(const struct rt_words_wake *wake, uint64_t key)
{
	return (size_t)(key * 0x9e3779b97f4a7c15u >> (64 - wake->step_bits));
}

/* The state behind a token of that signature. */
static inline uint32_t rt_words_wake_step(struct rt_words_wake *wake, uint32_t state,
	uint32_t signature, const struct rt_signatures *signatures)
{
	uint64_t key = rt_wake_key(state, signature);
	size_t at = rt_wake_slot(wake, key), mask = ((size_t)1 << wake->step_bits) - 1;
	for (; wake->steps[at]; at = (at + 1) & mask)
		if ((wake->steps[at] ^ key) >> 16 == 0)
			return wake->steps[at] & UINT16_MAX;
	return rt_words_wake_build(wake, state, signature, signatures);
}

/* Asks the memory for the step behind two tokens from the start, which is to be taken soon. */
static inline void rt_words_wake_fetch(
	const struct rt_words_wake *wake, uint32_t signature, uint32_t second)
{
	if (signature < wake->first.count)
		__builtin_prefetch(&wake->steps[rt_wake_slot(
			wake, rt_wake_key(wake->first.items[signature], second))]);
}

/* The same from the start. */
static inline uint32_t rt_words_wake_first(struct rt_words_wake *wake, uint32_t signature,
	const struct rt_signatures *signatures)
{
	if (signature < wake->first.count && wake->first.items[signature] != RT_WAKE_UNKNOWN)
		return wake->first.items[signature];
	return rt_words_wake_build(wake, RT_WAKE_START, signature, signatures);
}

#endif
