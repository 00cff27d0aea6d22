#include "cli/opt.h"

#include "base/nearest.h"
#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 64 /* bytes of a name of an option */

static void print_help(const struct rt_args *args)
{
	printf("usage: redthread %s\n\n%s\n", args->usage, args->summary);
	if (args->opts->name)
		printf("\n");
	for (const struct rt_opt *opt = args->opts; opt->name; opt++) {
		char left[64];
		snprintf(left, sizeof left, "%c%c%c --%s%s%s", opt->letter ? '-' : ' ',
			opt->letter ? opt->letter : ' ', opt->letter ? ',' : ' ', opt->name,
			opt->value ? " " : "", opt->value ? opt->value : "");
		printf("  %-24s %s\n", left, opt->help);
	}
}

int rt_usage_error(const struct rt_args *args, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	fputs("redthread: ", stderr);
	vfprintf(stderr, format, list);
	va_end(list);
	fprintf(stderr, "\nusage: redthread %s\n", args->usage);
	return RT_EXIT_USAGE;
}

static const struct rt_opt *find(const struct rt_opt *opts, const char *name, size_t len)
{
	for (; opts->name; opts++)
		if (strlen(opts->name) == len && !strncmp(opts->name, name, len))
			return opts;
	return NULL;
}

static const struct rt_opt *find_letter(const struct rt_opt *opts, char letter)
{
	for (; opts->name; opts++)
		if (opts->letter == letter)
			return opts;
	return NULL;
}

static const char *next_name(void *context)
{
	const struct rt_opt **at = context;
	return (*at)->name ? (*at)++->name : NULL;
}

static int unknown(const struct rt_args *args, const char *typed)
{
	char name[LONGEST];
	snprintf(name, sizeof name, "%.*s", (int)strcspn(typed + 2, "="), typed + 2);
	const struct rt_opt *at = args->opts;
	const char *nearest = rt_nearest(name, next_name, &at);
	if (nearest)
		return rt_usage_error(args, "there is no option --%s; did you mean --%s?", name,
			nearest);
	return rt_usage_error(args, "there is no option --%s", name);
}

static int take_number(const struct rt_args *args, const struct rt_opt *opt, const char *value)
{
	char *end;
	errno = 0;
	if (opt->kind == RT_OPT_NUMBER) {
		long number = strtol(value, &end, 10);
		if (!*value || *end || errno || number < 0)
			return rt_usage_error(args, "--%s wants a whole number, not \"%s\"",
				opt->name, value);
		*(long *)opt->place = number;
	} else {
		double number = strtod(value, &end);
		if (!*value || *end || errno)
			return rt_usage_error(
				args, "--%s wants a number, not \"%s\"", opt->name, value);
		*(double *)opt->place = number;
	}
	return -1;
}

static int take(const struct rt_args *args, const struct rt_opt *opt, const char *value)
{
	struct rt_texts *texts = opt->place;
	if (opt->kind == RT_OPT_TEXT)
		*(const char **)opt->place = value;
	else if (opt->kind == RT_OPT_TEXTS)
		rt_vec_push(texts, value);
	else
		return take_number(args, opt, value);
	return -1;
}

/* One option at argv[*at]; moves *at over a value that stands by itself. */
static int parse_one(const struct rt_args *args, int argc, char **argv, int *at)
{
	const char *typed = argv[*at], *value = NULL;
	const struct rt_opt *opt;
	if (typed[1] == '-') {
		size_t len = strcspn(typed + 2, "=");
		opt = find(args->opts, typed + 2, len);
		if (!opt)
			return unknown(args, typed);
		value = typed[2 + len] == '=' ? typed + 3 + len : NULL;
	} else {
		opt = find_letter(args->opts, typed[1]);
		if (!opt)
			return rt_usage_error(args, "there is no option -%c", typed[1]);
		value = typed[2] ? typed + 2 : NULL;
	}
	if (opt->kind == RT_OPT_FLAG) {
		*(bool *)opt->place = true;
		return value ? rt_usage_error(args, "--%s takes no value", opt->name) : -1;
	}
	if (!value && *at + 1 == argc)
		return rt_usage_error(args, "--%s wants %s behind it", opt->name, opt->value);
	return take(args, opt, value ? value : argv[++*at]);
}

int rt_opt_parse(struct rt_args *args, int argc, char **argv)
{
	RT_VEC(const char *) words = {0};
	int status = -1;
	bool options = true;
	for (int at = 1; at < argc && status < 0; at++) {
		if (options && !strcmp(argv[at], "--")) {
			options = false;
		} else if (options && (!strcmp(argv[at], "--help") || !strcmp(argv[at], "-h"))) {
			print_help(args);
			status = RT_EXIT_OK;
		} else if (options && argv[at][0] == '-' && argv[at][1]) {
			status = parse_one(args, argc, argv, &at);
		} else {
			rt_vec_push(&words, argv[at]);
		}
	}
	args->words = words.items;
	args->count = words.count;
	if (status >= 0)
		rt_args_release(args);
	return status;
}

void rt_args_release(struct rt_args *args)
{
	rt_free(args->words);
	args->words = NULL;
	args->count = 0;
}
