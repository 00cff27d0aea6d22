/*
 * The superset automaton: which rules may match at which places of a text.
 *
 * It never misses a place where a rule matches; it may name places where none does. See automaton.c
 * for how it works, by an example.
 *
 *	struct rt_automaton *automaton = rt_automaton_new(classes);
 *	rt_automaton_add(automaton, tree);                    // rule 0, 1, 2 …
 *	rt_automaton_finish(automaton);
 *	rt_automaton_scan(automaton, text, len, 0, len, &sink);
 *
 * Once finished it may be used by any number of threads; the parts of it that a text needs for the
 * first time are built under a lock and kept.
 */
#ifndef RT_ENGINE_AUTOMATON_H
#define RT_ENGINE_AUTOMATON_H

#include "engine/classes.h"
#include "engine/pattern.h"

struct rt_automaton;

/* Room for states: real rules over real mail make some thousands. */
#define RT_STATES_MANY 60000u
#define RT_STATES_FEW 4000u /* for an automaton of one rule */

/* classes are borrowed, and may not grow between finish and free. */
struct rt_automaton *rt_automaton_new(struct rt_classes *classes, uint32_t states_max);
void rt_automaton_free(struct rt_automaton *automaton);
void rt_automaton_add(struct rt_automaton *automaton, const struct rt_tree *tree);
void rt_automaton_finish(struct rt_automaton *automaton);

struct rt_automaton_sink {
	void *context;
	/* The rule may match at text[start]. Called in order of start; for one start in any order. */
	void (*wake)(void *context, uint32_t rule, size_t start);
};

/* Looks at each place from `from` up to, not including, `to`, as part of the whole text. */
void rt_automaton_scan(struct rt_automaton *automaton, const char *text, size_t len, size_t from,
	size_t to, const struct rt_automaton_sink *sink);

struct rt_automaton_size {
	size_t positions, states, bytes;
	size_t transitions, new_transitions; /* new: not from the cache */
};
struct rt_automaton_size rt_automaton_measure(const struct rt_automaton *automaton);

/* For the cache: the states built so far as bytes, and back into an automaton that was finished
 * with the same rules. -1: these bytes are not of this automaton; it is as it was. */
void rt_automaton_freeze(struct rt_automaton *automaton, struct rt_str *out);
int rt_automaton_thaw(struct rt_automaton *automaton, const char *bytes, size_t len);

#endif
