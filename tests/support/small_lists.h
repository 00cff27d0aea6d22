/* Two small lists with what is hard about lists: several words, aliases, marks, quotes, right to left. */
#ifndef RT_TESTS_SMALL_LISTS_H
#define RT_TESTS_SMALL_LISTS_H

#include "words/gazetteer.h"

/* Classes "given" and "body", a list "all" in each. */
struct rt_gazetteer *small_lists_new(void);

#endif
