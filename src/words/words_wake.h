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
 * Walks go through memory at random, so it counts how much of it they touch. What stands behind the start
 * is a row of numbers by signature, for each view that a start can have. Nearly all walks end at the
 * second token: a state knows of the signatures that come most, which are those with the lowest numbers,
 * whether they kill it, a bit each. These bits and all else that a walk asks of a state fill one line of
 * the processor's cache; its other steps are a small table of its own. States are kept up to a bound;
 * beyond it they are forgotten and made anew.
 */
#ifndef RT_WORDS_WORDS_WAKE_H
#define RT_WORDS_WORDS_WAKE_H

#include "words/signature.h"
#include "words/words_p.h"

#define RT_WAKE_START 1u /* the state before the first token, where that stands is not asked yet */
#define RT_WAKE_DEAD 0u	 /* no program is left */
#define RT_WAKE_UNKNOWN UINT16_MAX
#define RT_WAKE_NO_TERM UINT32_MAX
#define RT_WAKE_NO_START UINT8_MAX

/* What a state is asked for at every token. */
enum rt_wake_kind {
	RT_WAKE_ENDS = 1 << 0,	 /* programs have matched here */
	RT_WAKE_WAITS = 1 << 1,	 /* programs wait for a list that has entries of several tokens */
	RT_WAKE_PLACES = 1 << 2, /* programs ask where the next token stands */
	RT_WAKE_MAY_END = 1 << 3, /* … and have matched, if it stands so */
};

/* Programs, numbered as they were added. */
struct rt_wake_list {
	const uint32_t *programs;
	size_t count;
};

struct rt_wake_step {
	uint16_t signature, next;
};
#define RT_WAKE_NO_SIGNATURE UINT16_MAX /* an empty place; steps of higher ones are not kept */

#define RT_WAKE_OFTEN 256 /* signatures that come most: at seven tokens of eight */

/* A state as a walk sees it. */
struct rt_wake_state {
	uint64_t killers[RT_WAKE_OFTEN / 64]; /* by signature: it is known to leave no program */
	struct rt_wake_step *steps;	      /* 1 << step_bits, or NULL */
	uint16_t *views;	/* of kind PLACES, by view: the state when that is known; or NULL */
	const uint32_t *ended;	/* programs that have matched */
	uint32_t ended_count;
	uint16_t step_count;
	uint8_t step_bits;
	uint8_t kind; /* enum rt_wake_kind */
};

/* What a state is made from: instructions, numbered over all programs. */
struct rt_wake_set {
	const uint32_t *instructions;
	size_t count;
};

/* What stands behind a token from the start on, where the start has some view. */
struct rt_wake_start {
	uint32_t state;
	RT_VEC(uint16_t) next; /* by signature */
};

struct rt_words_wake {
	const struct rt_word_terms *terms;
	uint8_t *off; /* by program: left out */
	struct rt_arena *arena;
	struct rt_wake_state *states; /* [0] dead, [1] start; each in one line of the cache */
	void *state_memory;
	size_t state_room;
	RT_VEC(struct rt_wake_set) sets; /* by state */
	RT_VEC(struct rt_wake_start) starts;
	uint8_t start_of[RT_VIEWS]; /* by view: index of starts, or RT_WAKE_NO_START */
	struct rt_map *known;	  /* instructions -> state */
	struct rt_map *entries;	  /* state and signature of an entry -> struct rt_wake_list */
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
/* Forgets the states where there are more than so many, -> true. */
bool rt_words_wake_trim(struct rt_words_wake *wake, size_t most);
#define RT_WAKE_STATES 20000 /* that are kept from one walk to the next; their numbers have 16 bits */

/* Builds a step, or what is known of a start or behind a view. signatures: what their numbers mean. */
uint32_t rt_words_wake_build(struct rt_words_wake *wake, uint32_t state, uint32_t signature,
	const struct rt_signatures *signatures);
uint32_t rt_words_wake_build_first(struct rt_words_wake *wake, struct rt_wake_start *start,
	uint32_t signature, const struct rt_signatures *signatures);
uint32_t rt_words_wake_build_view(struct rt_words_wake *wake, uint32_t state, unsigned view);
struct rt_wake_start *rt_words_wake_build_start(struct rt_words_wake *wake, unsigned view);
/* For what is thawed (words_store.c): the state of these instructions; a step that it has not yet. */
uint32_t rt_words_wake_put_state(
	struct rt_words_wake *wake, const uint32_t *instructions, size_t count);
void rt_words_wake_put_step(
	struct rt_words_wake *wake, uint32_t number, struct rt_wake_step step);
/* The programs that in this state can take an entry of that signature. Good until trim. */
struct rt_wake_list rt_words_wake_by_entry(struct rt_words_wake *wake, uint32_t state,
	uint32_t signature, const struct rt_signatures *signatures);

static inline size_t rt_wake_slot(const struct rt_wake_state *state, uint32_t signature)
{
	return (uint32_t)(signature * 0x9e3779b9u) >> (32 - state->step_bits);
}

/* Is it known that a token of that signature leaves no program? */
static inline bool rt_wake_kills(const struct rt_wake_state *state, uint32_t signature)
{
	uint64_t killers = state->killers[signature / 64 % (RT_WAKE_OFTEN / 64)];
	return (killers >> signature % 64) & (signature < RT_WAKE_OFTEN);
}

/* The state behind a token of that signature. From one of kind PLACES: DEAD, if that is certain wherever
 * the token stands, else any other. */
static inline uint32_t rt_words_wake_step(struct rt_words_wake *wake, uint32_t number,
	uint32_t signature, const struct rt_signatures *signatures)
{
	const struct rt_wake_state *state = &wake->states[number];
	if (rt_wake_kills(state, signature))
		return RT_WAKE_DEAD;
	if (state->steps) {
		size_t at = rt_wake_slot(state, signature), mask = ((size_t)1 << state->step_bits) - 1;
		for (; state->steps[at].signature != RT_WAKE_NO_SIGNATURE; at = (at + 1) & mask)
			if (state->steps[at].signature == signature)
				return state->steps[at].next;
	}
	return rt_words_wake_build(wake, number, signature, signatures);
}

/* The state when it is known what the place looks like; for one of kind PLACES. */
static inline uint32_t rt_words_wake_view(struct rt_words_wake *wake, uint32_t state, unsigned view)
{
	const uint16_t *views = wake->states[state].views;
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
