#include "built_in.h"

struct rt_ruleset *built_in;

int built_in_load(void **state)
{
	static const char *const folder = RT_TOP_SRCDIR "/rules";
	struct rt_rule_errors errors = {0};
	struct rt_err err;
	(void)state;
	built_in = rt_ruleset_load(&folder, 1, &errors, &err);
	rt_rule_errors_release(&errors);
	return built_in ? 0 : -1;
}

int built_in_unload(void **state)
{
	(void)state;
	rt_ruleset_free(built_in);
	return 0;
}
