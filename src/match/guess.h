/*
 * How far walks through a pattern get in running text, as far as the pattern tells.
 *
 * A walk's steps are added up over what may come next: a class of capitals fits one in nine bytes, one
 * in five behind a blank, and so on, for some code points; from there on it is a guess. What chance a
 * byte has depends on the kind of byte before it. The figures are English mail's; a pattern that begins with letters
 * of another script is looked at as if these were English small letters. A bad guess costs time.
 */
#ifndef RT_MATCH_GUESS_H
#define RT_MATCH_GUESS_H

#include "match/pattern.h"

struct rt_guess;

/* classes are borrowed; they may grow. */
struct rt_guess *rt_guess_new(const struct rt_classes *classes);
void rt_guess_free(struct rt_guess *guess);

/* Before a pattern, or parts of it, are walked through: what text it is for. */
void rt_guess_begin(struct rt_guess *guess, const struct rt_tree *tree);

/* For each place of a text: */
struct rt_guessed {
	double steps;	/* of a walk that begins there, but for those within its first word: these are
			 * taken once for each distinct word (automaton.h) */
	double arrives; /* the chance that it comes to the end */
};
struct rt_guessed rt_guess_walk(
	struct rt_guess *guess, struct rt_tree *const *parts, size_t count);

#endif
