/*
 * Where a pattern is best woken: at its beginning, or at a rarer part of it.
 *
 * `[\w.+-]+@\w+` begins at every letter of a text; looked for there, it alone takes half of all
 * steps. But each of its matches holds an "@", and all that stands before it is of [\w.+-]. So the
 * big automaton looks for the TAIL "@\w+" only, and where one is found, the places before it, back
 * to the first character that cannot belong, are a WINDOW in which the pattern may begin. A second
 * automaton, of such patterns alone, looks at the places of windows.
 */
#ifndef RT_MATCH_WAKER_H
#define RT_MATCH_WAKER_H

#include "match/guess.h"
#include "match/pattern.h"

#define RT_TAIL_UNKNOWN UINT32_MAX

struct rt_waker {
	uint32_t part;	    /* the part of the pattern at which the tail begins, kept in the cache */
	bool windowed;	    /* false: the pattern is woken at its beginning */
	uint32_t alphabet;  /* class of all that may stand before the tail */
	uint32_t longest;   /* that many code points at most, or RT_TREE_ENDLESS */
};

/* part: what was chosen for the same pattern before, for choosing takes long; or RT_TAIL_UNKNOWN. Any
 * part is right, another one than the best is slower. tree_r: the pattern's tree before, and its tail then, the
 * whole tree where it is not windowed. */
struct rt_waker rt_waker_choose(struct rt_arena *arena, struct rt_classes *classes,
	struct rt_guess *guess, struct rt_tree **tree_r, uint32_t part);

/* Where the window that ends at text[tail] begins, at stop or behind. */
size_t rt_waker_window(const struct rt_waker *waker, const struct rt_classes *classes,
	const char *text, size_t tail, size_t stop);

#endif
