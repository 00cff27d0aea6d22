/*
 * What each rule costs on given text.
 *
 * The rules run together, so a rule's share of the time is not seen there. A `match` pattern is
 * therefore run alone over the text: what that takes is a little more than its share. A `words`
 * pattern is timed where it is tried.
 */
#ifndef RT_ENGINE_COST_H
#define RT_ENGINE_COST_H

#include "engine/engine.h"

struct rt_rule_cost {
	const struct rt_rule *rule;
	double seconds; /* of all its patterns */
	size_t hits;	/* candidates, before overlap is settled */
};

struct rt_text {
	const char *text; /* valid UTF-8 */
	size_t len;
};

/* costs_r: as many as there are rules. Gives the seconds that all rules together take. */
double rt_cost_measure(const struct rt_ruleset *rules, const struct rt_text *texts, size_t count,
	struct rt_rule_cost *costs_r);

#endif
