/* The rules of a verb: the built-in ones and those of each --rules folder. */
#ifndef RT_CLI_LOAD_RULES_H
#define RT_CLI_LOAD_RULES_H

#include "base/vec.h"
#include "engine/engine.h"

/* NULL where no rules can be had at all; says so on standard error. Lines that cannot be used go
 * to errors; where that is NULL, they are printed. */
struct rt_ruleset *rt_cli_load_rules(
	const char *verb, const char *const *folders, size_t count, struct rt_rule_errors *errors);
void rt_cli_print_rule_errors(const struct rt_rule_errors *errors);

#endif
