/* All rules and lists of the tree, for the tests of what is built on them: the group's set-up and end. */
#ifndef RT_TESTS_BUILT_IN_H
#define RT_TESTS_BUILT_IN_H

#include "engine/engine.h"

extern struct rt_ruleset *built_in;

int built_in_load(void **state);
int built_in_unload(void **state);

#endif
