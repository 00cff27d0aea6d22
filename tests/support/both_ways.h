/* A text scanned with all rules as always and the slow way: the candidates of both must be the same. */
#ifndef RT_TESTS_BOTH_WAYS_H
#define RT_TESTS_BOTH_WAYS_H

#include "engine/engine.h"

struct both_ways;

struct both_ways *both_ways_new(const struct rt_ruleset *rules);
void both_ways_free(struct both_ways *both);
/* -> how many candidates the fast way finds. differs_r: the lines in which they begin to differ are
 * appended, or nothing. text: UTF-8. */
size_t both_ways_scan(struct both_ways *both, const char *text, size_t len, struct rt_str *differs_r);

#endif
