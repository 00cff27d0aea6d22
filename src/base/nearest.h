/* What a mistyped name was meant to be: "did you mean …?" */
#ifndef RT_BASE_NEAREST_H
#define RT_BASE_NEAREST_H

#include <stddef.h>

/* The nearest of the names to what was typed, or NULL where none is near. next: the names one by
 * one, NULL behind the last. */
const char *rt_nearest(const char *typed, const char *(*next)(void *context), void *context);
/* Edits (insertion, deletion, change, swap of neighbours) that make b of a, over bytes; stops
 * counting at `most`. */
size_t rt_edits(const char *a, const char *b, size_t most);

#endif
