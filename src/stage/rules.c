/* The rules: the built-in ones, then those that the user has named. */
#include "base/log.h"
#include "engine/engine.h"
#include "stage/stage.h"

int rt_stage_rules(struct rt_run *run, struct rt_err *err)
{
	const struct rt_pipeline_options *options = run->options;
	struct rt_rule_errors errors = {0};
	const char **folders = rt_alloc_zero(options->rule_count + 1, sizeof *folders);
	folders[0] = rt_ruleset_builtin_folder();
	for (size_t i = 0; i < options->rule_count; i++)
		folders[i + 1] = options->rules[i];
	run->rules = rt_ruleset_load(folders, options->rule_count + 1, &errors, err);
	RT_VEC_FOREACH(error, &errors)
	{
		rt_log(RT_LOG_WARN, "%s:%u:%u: %s", error->file, error->line, error->column,
			error->message);
	}
	run->report->rule_errors = errors.count;
	rt_rule_errors_release(&errors);
	rt_free(folders);
	return run->rules ? 0 : -1;
}
