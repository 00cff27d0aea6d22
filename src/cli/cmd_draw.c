#include "config.h"

#include "cli/case.h"
#include "cli/cli.h"
#include "cli/filter_opt.h"
#include "cli/opt.h"

#include "out/dot.h"

#include <stdio.h>
#include <string.h>

#define TOP 60 /* ties: more than this is no longer read, only looked at */

/* What a picture is of, where nobody says: dates, addresses and the like tie everything to
 * everything. */
static const char *const drawn_types[] = {"person", "organisation", "case"};

#ifdef RT_ARENA_MALLOC
/* Asked for by the leak checker: fontconfig, Pango and Graphviz keep what they have looked up. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}

const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libpango\nleak:libgvc\nleak:libgvplugin\nleak:libcairo\n";
}
#endif

/* "svg", "png" or "pdf" by the end of the file's name, or NULL. */
static const char *format_of(const char *target)
{
	static const char *const formats[] = {"svg", "png", "pdf"};
	const char *dot = strrchr(target, '.');
	for (size_t i = 0; dot && i < sizeof formats / sizeof *formats; i++)
		if (!strcmp(dot + 1, formats[i]))
			return formats[i];
	return NULL;
}

static int draw(const char *case_path, const struct rt_filter *filter, const char *layout,
	const char *target, struct rt_err *err)
{
	struct rt_picture picture = {0};
	struct rt_store *store = rt_case_open(case_path, err);
	int failed = store ? rt_picture_load(&picture, store, filter, err) : -1;
	rt_store_close(store);
	if (failed)
		return -1;
	if (!picture.edges.count)
		failed = rt_err_set(err, "there is no tie to draw; a smaller --min-weight or another "
					 "--type may find some");
	else
		failed = rt_dot_draw(&picture, layout, format_of(target), target, err);
	if (!failed)
		printf("%s: %zu names, %zu ties\n", target, picture.nodes.count,
			picture.edges.count);
	rt_picture_release(&picture);
	return failed;
}

int rt_cmd_draw(int argc, char **argv)
{
	const char *case_path = RT_CASE_DEFAULT, *layout = "sfdp";
	struct rt_filter_opt options = {.top = TOP};
	struct rt_filter filter = {.joined = true};
	struct rt_err err = {0};
	const struct rt_opt opts[] = {
		{'c', "case", RT_OPT_TEXT, &case_path, "FILE", "the case file (" RT_CASE_DEFAULT ")"},
		RT_FILTER_OPTS(options),
		{0, "layout", RT_OPT_TEXT, &layout, "NAME", "sfdp, neato, fdp, dot, circo (sfdp)"},
		{0},
	};
	struct rt_args args = {.usage = "draw [-c FILE] [--type T]… [--top N] TARGET",
		.summary = "Draws the strongest ties (60 where nothing else is said) between people,\n"
			   "organisations and cases. TARGET ends in .svg, .png or .pdf.",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status < 0) {
		rt_filter_opt_apply(&options, &filter);
		if (!filter.type_count) {
			filter.types = drawn_types;
			filter.type_count = sizeof drawn_types / sizeof *drawn_types;
		}
		if (args.count != 1 || !format_of(args.words[0]))
			status = rt_usage_error(
				&args, "draw wants a file that ends in .svg, .png or .pdf");
		else if (draw(case_path, &filter, layout, args.words[0], &err))
			status = RT_EXIT_FAILED;
		else
			status = RT_EXIT_OK;
	}
	if (status == RT_EXIT_FAILED)
		fprintf(stderr, "redthread: %s\n", err.message);
	rt_filter_opt_release(&options);
	rt_args_release(&args);
	return status;
}
