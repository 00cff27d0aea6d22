/* The examples of rules as their tests: what `redthread rules test` and `make check` run. */
#ifndef RT_ENGINE_EXAMPLES_H
#define RT_ENGINE_EXAMPLES_H

#include "engine/engine.h"
#include "engine/rule.h"

struct rt_example_result {
	const struct rt_rule *rule;
	const struct rt_rule_example *example;
	bool passed;
	const char *message; /* what is wrong; "" where it passed. Good during the call. */
};

/* Runs the examples of a rule: each text as a document of one segment. The rule's own matches must
 * be the marked ones, no others; overlap with other rules is not looked at. */
void rt_examples_run(struct rt_scanner *scanner, const struct rt_rule *rule,
	void (*tell)(void *context, const struct rt_example_result *result), void *context);

/* An example's text as a document in the arena, as the tests of examples take it. Borrows the text. */
struct rt_document *rt_example_document(struct rt_arena *arena, const struct rt_rule *rule,
	const struct rt_rule_example *example);

#endif
