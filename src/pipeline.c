/*
 * The whole flow. Reading takes the dump apart; everything after it works on the case file, so
 * that each stage can be taken up again where a kill has cut it short.
 */
#include "config.h"

#include "pipeline.h"

#include "stage/stage.h"

#include <unistd.h>

static int open_case(struct rt_run *run, struct rt_err *err)
{
	const struct rt_pipeline_options *options = run->options;
	run->store = rt_store_open(options->case_path, RT_STORE_CREATE, err);
	return run->store ? rt_store_run_begin(run->store, "scan", rt_ruleset_hash(run->rules),
				    options->command, &run->id, err)
			  : -1;
}

static int run_stages(struct rt_run *run, struct rt_err *err)
{
	if (rt_stage_rules(run, err) || open_case(run, err))
		return -1;
	if (rt_stage_read(run, err))	/* paths → documents */
		return -1;
	if (rt_stage_tell(run, err))	/* documents → their languages, where the lists have changed */
		return -1;
	if (rt_stage_learn(run, err))	/* documents → what the dump teaches about names */
		return -1;
	if (rt_stage_extract(run, err)) /* documents → mentions */
		return -1;
	if (rt_stage_resolve(run, err)) /* mentions, participants → entities, contacts */
		return -1;
	if (rt_stage_tie(run, err))	/* entities → links */
		return -1;
	return rt_stage_finish(run, err);
}

int rt_pipeline_run(const struct rt_pipeline_options *options, struct rt_pipeline_report *report_r,
	struct rt_err *err)
{
	*report_r = (struct rt_pipeline_report){0};
	struct rt_run run = {.options = options, .report = report_r, .threads = options->threads};
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	if (!run.threads)
		run.threads = processors > 0 ? (unsigned)processors : 1;
	int failed = run_stages(&run, err);
	rt_dictionary_free(run.dictionary);
	rt_ruleset_free(run.rules);
	rt_store_close(run.store);
	return failed;
}

const char *rt_stage_name(enum rt_stage stage)
{
	static const char *const names[RT_STAGE_COUNT] = {
		"read", "learn", "extract", "resolve", "tie"};
	return names[stage];
}
