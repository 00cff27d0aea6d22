/* Who is who: worked out of participants and mentions, and of the decisions that people have made. */
#include "resolve/resolve.h"

#include "stage/stage.h"

int rt_stage_resolve(struct rt_run *run, struct rt_err *err)
{
	const struct rt_resolve_options options = {
		.rules_folder = rt_ruleset_builtin_folder(),
	};
	int current = rt_resolve_is_current(run->store, &options, err);
	if (current)
		return current < 0 ? -1 : 0;
	rt_stage_begin(run, RT_STAGE_RESOLVE, "resolving", "entities", 0, 0);
	int failed = rt_resolve(run->store, &options, err) || rt_stage_whole(run, err);
	rt_stage_end(run, RT_STAGE_RESOLVE);
	return failed ? -1 : 0;
}
