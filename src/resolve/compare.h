/*
 * Do two names, or a name and an address, agree?
 *
 * An answer is the name of a rule of rules/identity/joins.txt, or a contradiction, or nothing. Two
 * names contradict each other where both say something that one person cannot be: other given
 * names, other middle initials, Jr. and Sr.; what one of them leaves out contradicts nothing.
 */
#ifndef RT_RESOLVE_COMPARE_H
#define RT_RESOLVE_COMPARE_H

#include "resolve/name.h"

enum rt_relation {
	RT_REL_NONE,	   /* nothing to say: other families, or no persons */
	RT_REL_CONTRADICT, /* one family, and not one person */
	RT_REL_WHOLE,	   /* the same given and family name; middle names do not disagree */
	RT_REL_EXACT,	   /* the same in every part */
	RT_REL_INITIAL,	   /* an initial stands for the given name */
	RT_REL_NICKNAME,
	RT_REL_REORDERED, /* "J. Steven Kean" and "Steven J Kean" */
	RT_REL_MIDDLE,	  /* called by the middle name: "Robert Beau Herrold", "Beau Herrold" */
	RT_REL_MARRIED,	  /* a family name more: "Elizabeth Lay", "Elizabeth Lay Vittor" */
	RT_REL_TYPO,
	RT_REL_SCRIPT,
};

enum rt_relation rt_name_compare(
	const struct rt_lexicon *lexicon, const struct rt_name *a, const struct rt_name *b);

/* How an address's local part fits a person's name. */
enum rt_fit {
	RT_FIT_NONE,
	RT_FIT_GIVEN,	/* "elizabeth" */
	RT_FIT_FAMILY,	/* "skilling" */
	RT_FIT_MIDDLE,	/* "j..kean" for Kean, Steven J.: what a broken address writer leaves */
	RT_FIT_INITIAL, /* "klay", "jskilli", "skillingj" */
	RT_FIT_FULL,	/* "kenneth.lay", "lay_ken", "jeffskilling" */
};

/* local: bare, in lower case, as written otherwise. */
enum rt_fit rt_local_fit(
	const struct rt_lexicon *lexicon, const struct rt_name *name, const char *local);

/* Given and family name stand in the local part, and one of the two is one letter off. */
bool rt_local_slip(
	const struct rt_lexicon *lexicon, const struct rt_name *name, const char *local);

/* One insertion, deletion, exchange or swap of neighbours apart. */
bool rt_one_letter_off(const char *a, const char *b);

#endif
