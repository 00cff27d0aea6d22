/*
 * Which `words` patterns may match from a token on: all of them asked at once.
 *
 * Hundreds of patterns begin with a capitalised word; trying each of them at each such word would
 * take most of the time, nearly always for nothing. So all programs together are read as one
 * automaton over signatures, made deterministic while it runs: a state is the set of instructions
 * that any program may stand at. From a token it is walked until no program is left, after two or
 * three tokens as a rule, and only the programs that it passes the end of are run in earnest.
 *
 * It says yes too often, never too seldom: where a token must stand (line start …) is not asked,
 * and an entry of several tokens wakes every pattern that could take it.
 *
 * States are kept up to a bound; beyond it they are forgotten and made anew.
 */
#ifndef RT_ENGINE_WORDS_WAKE_H
#define RT_ENGINE_WORDS_WAKE_H

#include "engine/words_p.h"

#define RT_WAKE_START 1u /* the state before the first token */
#define RT_WAKE_DEAD 0u	 /* no program is left */

/* A pattern that waits for a list with entries of several tokens. */
struct rt_wake_long {
	uint32_t term, program;
};

struct rt_wake_state {
	const uint32_t *instructions; /* numbered over all programs */
	size_t instruction_count;
	const uint32_t *ended; /* programs that have matched */
	size_t ended_count;
	const struct rt_wake_long *longs;
	size_t long_count;
};

struct rt_words_wake;

/* off: bytes, one a pattern, not 0 for those that are left out; copied. NULL: all are asked. */
struct rt_words_wake *rt_words_wake_new(const struct rt_word_terms *terms, const uint8_t *off);
bool rt_words_wake_is_for(const struct rt_words_wake *wake, const uint8_t *off);
void rt_words_wake_free(struct rt_words_wake *wake);
/* Between documents: forgets the states where there are too many. */
void rt_words_wake_trim(struct rt_words_wake *wake);
uint32_t rt_words_wake_step(
	struct rt_words_wake *wake, uint32_t state, const struct rt_signature *signature);
/* Good until the next step. */
const struct rt_wake_state *rt_words_wake_state(const struct rt_words_wake *wake, uint32_t state);

#endif
