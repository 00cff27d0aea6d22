/*
 * redthread rules …: for those who write rules.
 */
#include "cli/cli.h"
#include "cli/cmd_rules.h"

#include <stdio.h>
#include <string.h>

static const struct rt_verb verbs[] = {
	{"list", "one line a rule", rt_rules_list},
	{"show", "a rule as it is written", rt_rules_show},
	{"test", "run the examples of rules", rt_rules_test},
	{"lint", "find what is weak in rules", rt_rules_lint},
	{"explain", "what the rules make of a text, and why", rt_rules_explain},
	{"cost", "the time and hits of each rule on files of your own", rt_rules_cost},
	{"import", "rules out of spaCy, Prodigy or Presidio patterns", rt_rules_import},
	{NULL, NULL, NULL},
};

static int usage(FILE *out)
{
	fprintf(out, "usage: redthread rules VERB [--rules DIR]… [ARGUMENT]…\n\n");
	for (const struct rt_verb *verb = verbs; verb->name; verb++)
		fprintf(out, "  %-9s %s\n", verb->name, verb->summary);
	fprintf(out, "\nredthread rules VERB --help tells more of each.\n");
	return out == stdout ? RT_EXIT_OK : RT_EXIT_USAGE;
}

static int run_with(const struct rt_rules_verb *verb, const struct rt_args *args,
	struct rt_rules_options *options)
{
	if (verb->wants && !args->count)
		return rt_usage_error(args, "%s", verb->wants);
	for (size_t i = 0; i < args->count; i++)
		rt_vec_push(&options->arguments, args->words[i]);
	if (verb->takes_places)
		rt_rules_add_places(options);
	return verb->run(options);
}

int rt_rules_run(const struct rt_rules_verb *verb, int argc, char **argv)
{
	struct rt_rules_options options = {0};
	const struct rt_opt opts[] = {
		{0, "rules", RT_OPT_TEXTS, &options.places, "DIR",
			"a folder or a file of rules beside the built-in ones"},
		{0},
	};
	struct rt_args args = {.usage = verb->usage, .summary = verb->summary, .opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status < 0) {
		status = run_with(verb, &args, &options);
		rt_args_release(&args);
	}
	rt_vec_release(&options.places);
	rt_vec_release(&options.arguments);
	return status;
}

int rt_cmd_rules(int argc, char **argv)
{
	if (argc < 2)
		return usage(stderr);
	if (!strcmp(argv[1], "--help"))
		return usage(stdout);
	for (const struct rt_verb *verb = verbs; verb->name; verb++)
		if (!strcmp(argv[1], verb->name))
			return verb->run(argc - 1, argv + 1);
	fprintf(stderr, "redthread rules: there is no verb \"%s\"\n", argv[1]);
	return usage(stderr);
}
