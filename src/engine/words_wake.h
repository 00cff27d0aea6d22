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
 * Where a token must stand (line start …) is asked as well: a state before such a question is one of
 * kind PLACES, and what stands around the token (enum rt_words_view) leads from it to a state without.
 * An entry of several tokens is a step of its own, from the token before it to the one behind it. So a
 * program that is passed the end of does match.
 *
 * What stands behind the start is kept in rows by signature, one for each view that a start can have.
 * Nearly all walks end at the second token, so that a state knows of the signatures that come most,
 * which are those with the lowest numbers, whether they kill it: one bit each, all in a line of the
 * processor's cache. Every other step stands in one table of 64-bit entries, (state, signature) and the
 * next state. States are kept up to a bound; beyond it they are forgotten and made anew.
 */
#ifndef RT_ENGINE_WORDS_WAKE_H
#define RT_ENGINE_WORDS_WAKE_H

#include "engine/signature.h"
#include "engine/words_p.h"

#define RT_WAKE_START 1u /* the state before the first token, where that stands is not asked yet */
#define RT_WAKE_DEAD 0u	 /* no program is left */
#define RT_WAKE_UNKNOWN UINT16_MAX
#define RT_WAKE_NO_TERM UINT32_MAX
#define RT_WAKE_NO_START UINT8_MAX

/* What a state is asked for at every token. */
enum rt_wake_kind {
	RT_WAKE_ENDS = 1 << 0,	/* programs have matched here */
	RT_WAKE_WAITS = 1 << 1, /* programs wait for a list that has entries of several tokens */
	RT_WAKE_PLACES = 1 << 2, /* programs ask where the next token stands */
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
	uint16_t *views;	   /* by view: the state when that is known, for one of kind PLACES */
};

/* What stands behind a token from the start on, where the start has some view. */
struct rt_wake_start {
	uint32_t state;
	RT_VEC(uint16_t) next; /* by signature */
};

#define RT_WAKE_OFTEN 512 /* signatures that come most: at 19 tokens of 20 */
struct rt_wake_killers {
	uint64_t bits[RT_WAKE_OFTEN / 64]; /* by signature: is certain to leave no program */
};

struct rt_words_wake {
	const struct rt_word_terms *terms;
	uint8_t *off; /* by program: left out */
	struct rt_arena *arena;
	RT_VEC(struct rt_wake_state) states; /* [0] dead, [1] start */
	RT_VEC(uint8_t) kinds;	  /* by state: enum rt_wake_kind */
	RT_VEC(struct rt_wake_killers) killers; /* by state */
	RT_VEC(struct rt_wake_start) starts;
	uint8_t start_of[RT_VIEWS]; /* by view: index of starts, or RT_WAKE_NO_START */
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

/* Builds a step, or what is known of a start or behind a view. signatures: what their numbers mean. */
uint32_t rt_words_wake_build(struct rt_words_wake *wake, uint32_t state, uint32_t signature,
	const struct rt_signatures *signatures);
uint32_t rt_words_wake_build_first(struct rt_words_wake *wake, struct rt_wake_start *start,
	uint32_t signature, const struct rt_signatures *signatures);
uint32_t rt_words_wake_build_view(struct rt_words_wake *wake, uint32_t state, unsigned view);
struct rt_wake_start *rt_words_wake_build_start(struct rt_words_wake *wake, unsigned view);
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

/* Is it known that a token of that signature leaves no program in the state? */
static inline bool rt_words_wake_kills(
	const struct rt_words_wake *wake, uint32_t state, uint32_t signature)
{
	return signature < RT_WAKE_OFTEN &&
		wake->killers.items[state].bits[signature / 64] >> signature % 64 & 1;
}

/* The state when it is known what the place looks like; for one of kind PLACES. */
static inline uint32_t rt_words_wake_view(struct rt_words_wake *wake, uint32_t state, unsigned view)
{
	const uint16_t *views = wake->states.items[state].views;
	return views && views[view] != RT_WAKE_UNKNOWN ? views[view]
						       : rt_words_wake_build_view(wake, state, view);
}

/* The start at a token with that view. Good until another start is asked for. */
static inline struct rt_wake_start *rt_words_wake_start(struct rt_words_wake *wake, unsigned view)
{
	return wake->start_of[view] != RT_WAKE_NO_START ? &wake->starts.items[wake->start_of[view]]
							: rt_words_wake_build_start(wake, view);
}

/* The state behind the first token. */
static inline uint32_t rt_words_wake_first(struct rt_words_wake *wake, struct rt_wake_start *start,
	uint32_t signature, const struct rt_signatures *signatures)
{
	if (signature < start->next.count && start->next.items[signature] != RT_WAKE_UNKNOWN)
		return start->next.items[signature];
	return rt_words_wake_build_first(wake, start, signature, signatures);
}

#endif
