#include "cli/cli.h"
#include "cli/opt.h"
#include "cli/summary.h"

#include "base/str.h"
#include "pipeline.h"

#include <stdio.h>
#include <stdlib.h>

struct scan_options {
	const char *case_path;
	struct rt_texts rules;
	long threads;
	bool quiet, json;
};

static void note_command(struct rt_str *command, int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		rt_str_appendf(command, "%s%s", i ? " " : "", argv[i]);
}

static int run(const struct scan_options *options, const struct rt_args *args, const char *command)
{
	struct rt_pipeline_options wanted = {
		.case_path = options->case_path,
		.paths = args->words,
		.path_count = args->count,
		.rules = options->rules.items,
		.rule_count = options->rules.count,
		.threads = (unsigned)options->threads,
		.quiet = options->quiet,
		.command = command,
	};
	struct rt_pipeline_report report;
	struct rt_err err = {0};
	if (rt_pipeline_run(&wanted, &report, &err) ||
		rt_summary_print(options->case_path, &report, options->json, options->quiet, &err)) {
		fprintf(stderr, "redthread: %s\n", err.message);
		return RT_EXIT_FAILED;
	}
	return report.problems || report.rule_errors ? RT_EXIT_PROBLEMS : RT_EXIT_OK;
}

int rt_cmd_scan(int argc, char **argv)
{
	struct scan_options options = {.case_path = RT_CASE_DEFAULT};
	const struct rt_opt opts[] = {
		{'c', "case", RT_OPT_TEXT, &options.case_path, "FILE",
			"the case file to make or go on with (" RT_CASE_DEFAULT ")"},
		{0, "rules", RT_OPT_TEXTS, &options.rules, "DIR",
			"a folder of rules beside the built-in ones"},
		{'j', "jobs", RT_OPT_NUMBER, &options.threads, "N",
			"worker threads (as many as there are processors)"},
		{'q', "quiet", RT_OPT_FLAG, &options.quiet, NULL, "no progress and no summary"},
		{0, "json", RT_OPT_FLAG, &options.json, NULL, "the summary as one JSON object"},
		{0},
	};
	struct rt_args args = {.usage = "scan [-c FILE] [--rules DIR]… [-j N] PATH…",
		.summary = "Reads files and folders into a case file: documents, mentions, who is who,\n"
			   "who is tied to whom. The same command again reads only what has changed.",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status >= 0) {
		rt_vec_release(&options.rules);
		return status;
	}
	if (!args.count)
		status = rt_usage_error(&args, "scan wants a file or folder to read");
	else if (options.threads > 1024)
		status = rt_usage_error(&args, "--jobs wants at most 1024");
	struct rt_str command = RT_STR_INIT;
	note_command(&command, argc, argv);
	if (status < 0)
		status = run(&options, &args, command.data);
	rt_str_release(&command);
	rt_vec_release(&options.rules);
	rt_args_release(&args);
	return status;
}
