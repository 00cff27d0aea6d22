/* Where names begin and end: of bodies, for the step that mends their edges (edge.c), and of people. */
#ifndef RT_LEARN_EDGE_H
#define RT_LEARN_EDGE_H

#include "learn/doubt.h"
#include "learn/text.h"

/* The token with which the name of the index-th mention should begin. */
size_t rt_edge_begin(const struct rt_text *text, size_t index);

/* "Ona Qwynter | Memorial Hospital": does a word stand at the token by which what comes before is only
 * what a body is called after? */
bool rt_edge_is_dedicated(const struct rt_text *text, size_t i);

/* "Ilinka | Qwynter | Haver", of English: widens the name over words that nothing but a name can be and that
 * no sure find has (person_edge.c). */
void rt_person_stretch(const struct rt_text *text, struct rt_span *name);

#endif
