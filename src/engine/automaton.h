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
#define RT_STATES_MANY 60000u /* 65535 at most */
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

/*
 * What is known of a word of ASCII, wherever it stands: so that the words of running text, nearly all
 * of which begin no rule, are not walked through each time they are met. Bit i: a rule may begin at the
 * word's i-th byte …
 */
struct rt_walks {
	uint32_t usual; /* … where it stands as usual: behind a blank, before a sign that ends words */
	uint32_t open;	/* … only if what stands behind it is not usual */
	uint32_t entry; /* where the walk from its first byte has come to behind a blank; 0: not known */
};
#define RT_WALKS_WORD 32 /* bytes: of longer words nothing is known */

/* false: nothing is known of this word. */
bool rt_automaton_walks(
	struct rt_automaton *automaton, const char *word, size_t len, struct rt_walks *walks_r);

/* A word in the text. */
struct rt_known_word {
	uint32_t start, end;
	uint32_t walks; /* bit i: a rule may begin at start + i */
	uint32_t entry; /* the first of these walks goes on from here, behind the blank; 0: not known */
};
static inline struct rt_known_word rt_known_word_at(const struct rt_walks *walks, const char *text,
	size_t len, uint32_t start, uint32_t end)
{
	char before = start ? text[start - 1] : '\0', behind = end < len ? text[end] : '\0';
	bool usual = behind == ' ' || behind == '\n' || behind == '.' || behind == ',';
	bool begun = before == ' ' || before == '\n';
	return (struct rt_known_word){start, end,
		walks->usual | (usual ? 0u : walks->open) | (begun ? 0u : 1u),
		begun && behind == ' ' ? walks->entry : 0};
}
/* rt_automaton_scan over the whole text, with what is known of some of its words, in order. */
void rt_automaton_scan_words(struct rt_automaton *automaton, const char *text, size_t len,
	const struct rt_known_word *words, size_t count, const struct rt_automaton_sink *sink);

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
