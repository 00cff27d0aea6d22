#include "cli/load_rules.h"

#include <stdio.h>

#define SHOWN 20

void rt_cli_print_rule_errors(const struct rt_rule_errors *errors)
{
	for (size_t i = 0; i < errors->count && i < SHOWN; i++)
		fprintf(stderr, "%s:%u:%u: %s\n", errors->items[i].file, errors->items[i].line,
			errors->items[i].column, errors->items[i].message);
	if (errors->count > SHOWN)
		fprintf(stderr, "… and %zu more; see redthread rules lint\n", errors->count - SHOWN);
}

struct rt_ruleset *rt_cli_load_rules(
	const char *verb, const char *const *folders, size_t count, struct rt_rule_errors *errors)
{
	struct rt_rule_errors own = {0};
	struct rt_err err;
	RT_VEC(const char *) all = {0};
	rt_vec_push(&all, rt_ruleset_builtin_folder());
	for (size_t i = 0; i < count; i++)
		rt_vec_push(&all, folders[i]);
	struct rt_ruleset *rules =
		rt_ruleset_load(all.items, all.count, errors ? errors : &own, &err);
	if (!rules)
		fprintf(stderr, "redthread %s: %s\n", verb, err.message);
	rt_cli_print_rule_errors(&own);
	rt_rule_errors_release(&own);
	rt_vec_release(&all);
	return rules;
}
