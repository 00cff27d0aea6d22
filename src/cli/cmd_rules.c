/*
 * redthread rules …: for those who write rules.
 */
#include "base/vec.h"
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
	return out == stdout ? RT_EXIT_OK : RT_EXIT_USAGE;
}

int rt_rules_options(int argc, char **argv, struct rt_rules_options *options_r)
{
	memset(options_r, 0, sizeof *options_r);
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--rules") && i + 1 < argc) {
			rt_vec_push(&options_r->folders, argv[++i]);
		} else if (argv[i][0] == '-' && argv[i][1]) {
			fprintf(stderr, "redthread rules %s: there is no option \"%s\"\n", argv[0], argv[i]);
			return -1;
		} else {
			rt_vec_push(&options_r->arguments, argv[i]);
		}
	}
	return 0;
}

void rt_rules_options_release(struct rt_rules_options *options)
{
	rt_vec_release(&options->folders);
	rt_vec_release(&options->arguments);
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
