/* Where the name of a body begins, for the step that mends its edges (edge.c). */
#ifndef RT_LEARN_EDGE_H
#define RT_LEARN_EDGE_H

#include "learn/text.h"

/* The token with which the name of the index-th mention should begin. */
size_t rt_edge_begin(const struct rt_text *text, size_t index);

/* "Ona Qwynter | Memorial Hospital": does a word stand at the token by which what comes before is only
 * what a body is called after? */
bool rt_edge_is_dedicated(const struct rt_text *text, size_t i);

#endif
