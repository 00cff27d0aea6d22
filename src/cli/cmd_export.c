#include "base/nearest.h"
#include "cli/case.h"
#include "cli/cli.h"
#include "cli/filter_opt.h"
#include "cli/opt.h"

#include "out/out.h"

#include <stdio.h>
#include <string.h>

static const char *next_format(void *context)
{
	const struct rt_export_format **at = context;
	return (*at)->name ? (*at)++->name : NULL;
}

static void tell_formats(const struct rt_args *args)
{
	const struct rt_export_format *at = rt_export_formats;
	const char *nearest = rt_nearest(args->words[0], next_format, &at);
	struct rt_str names = RT_STR_INIT;
	for (at = rt_export_formats; at->name; at++)
		rt_str_appendf(&names, "%s%s",
			at == rt_export_formats ? "" : at[1].name ? ", " : " and ", at->name);
	if (nearest)
		rt_usage_error(args, "there is no format \"%s\"; did you mean %s?", args->words[0],
			nearest);
	else
		rt_usage_error(args, "there is no format \"%s\"; there are %s", args->words[0], names.data);
	rt_str_release(&names);
}

static const struct rt_export_format *find_format(const struct rt_args *args)
{
	const struct rt_export_format *format = args->count ? rt_export_lookup(args->words[0]) : NULL;
	if (!args->count)
		rt_usage_error(args, "export wants a format");
	else if (!format)
		tell_formats(args);
	else if (format->folder && args->count != 2)
		rt_usage_error(args, "export %s wants a folder to write into", format->name);
	else if (args->count > 2)
		rt_usage_error(args, "export wants one target");
	else
		return format;
	return NULL;
}

static int run(struct rt_export *export, const struct rt_export_format *format, const char *case_path)
{
	struct rt_err err = {0};
	export->store = rt_case_open(case_path, &err);
	int failed = !export->store || format->write(export, &err);
	rt_store_close(export->store);
	if (failed)
		fprintf(stderr, "redthread: %s\n", err.message);
	return failed ? RT_EXIT_FAILED : RT_EXIT_OK;
}

int rt_cmd_export(int argc, char **argv)
{
	const char *case_path = RT_CASE_DEFAULT;
	struct rt_filter_opt filter = {0};
	struct rt_export export = {0};
	const struct rt_opt opts[] = {
		{'c', "case", RT_OPT_TEXT, &case_path, "FILE", "the case file (" RT_CASE_DEFAULT ")"},
		RT_FILTER_OPTS(filter),
		{0, "bom", RT_OPT_FLAG, &export.bom, NULL,
			"CSV with a byte order mark, for spreadsheets that want one"},
		{0},
	};
	struct rt_args args = {.usage = "export [-c FILE] [--type T]… [--top N] FORMAT [TARGET]",
		.summary = "Writes the case file in another format. csv wants a folder; the others a\n"
			   "file, or nothing for standard output.\n\n"
			   "  csv       spreadsheets: nodes and edges for Gephi, people, organisations,\n"
			   "            dates, cases, mentions, documents, problems\n"
			   "  dot       Graphviz\n"
			   "  gexf      Gephi\n"
			   "  graphml   yEd, Cytoscape, NetworkX\n"
			   "  identities\n"
			   "            who is who, a JSON line each, with all names and addresses\n"
			   "  json      nodes and links as one object\n"
			   "  messages  who wrote to whom when, a JSON line a message",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status < 0) {
		const struct rt_export_format *format = find_format(&args);
		rt_filter_opt_apply(&filter, &export.filter);
		export.target = format && args.count > 1 ? args.words[1] : NULL;
		status = format ? run(&export, format, case_path) : RT_EXIT_USAGE;
	}
	rt_filter_opt_release(&filter);
	rt_args_release(&args);
	return status;
}
