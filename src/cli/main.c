#include "base/nearest.h"
#include "cli/cli.h"
#include "cli/opt.h"
#include "redthread.h"

#include <stdio.h>
#include <string.h>

/* The verbs, in the order of the help. */
static const struct rt_verb verbs[] = {
	{"scan", "read files and folders into a case file", rt_cmd_scan},
	{"list", "list people, orgs, dates, cases, documents, links, problems …", rt_cmd_list},
	{"show", "all about one name", rt_cmd_show},
	{"why", "the evidence behind a tie", rt_cmd_why},
	{"timeline", "messages and mentioned dates by day, month or year", rt_cmd_timeline},
	{"draw", "draw the strongest ties as SVG, PNG or PDF", rt_cmd_draw},
	{"export", "write spreadsheets or graphs for other programs", rt_cmd_export},
	{"contacts", "with whom someone writes, how often and when", rt_cmd_contacts},
	{"thread", "a message with all it answers and all that answers it", rt_cmd_thread},
	{"explain", "why two are one, or are not", rt_cmd_explain},
	{"merge", "say that two are one", rt_cmd_merge},
	{"split", "say that an alias is not someone's", rt_cmd_merge},
	{"rename", "say what someone is to be called", rt_cmd_merge},
	{"retype", "say what an entity is", rt_cmd_merge},
	{"ignore", "leave an entity out", rt_cmd_merge},
	{"proposals", "who may be one and waits for a decision", rt_cmd_proposals},
	{"decide", "take back a sheet of proposals", rt_cmd_decide},
	{"read", "print what is seen in files before any rule", rt_cmd_read},
	{"annotate", "text in, a JSON line of what was found out", rt_cmd_annotate},
	{"eval", "measure extraction on marked text", rt_cmd_eval},
	{"rules", "test and look at rules", rt_cmd_rules},
	{NULL, NULL, NULL},
};

static void print_help(FILE *out)
{
	fprintf(out, "usage: redthread VERB [OPTION]… [ARGUMENT]…\n\n");
	for (const struct rt_verb *verb = verbs; verb->name; verb++)
		fprintf(out, "  %-12s %s\n", verb->name, verb->summary);
}

static const char *next_verb(void *context)
{
	const struct rt_verb **at = context;
	return (*at)->name ? (*at)++->name : NULL;
}

static int unknown(const char *typed)
{
	const struct rt_verb *at = verbs;
	const char *nearest = rt_nearest(typed, next_verb, &at);
	if (nearest)
		fprintf(stderr, "redthread: there is no verb \"%s\"; did you mean %s?\n", typed,
			nearest);
	else
		fprintf(stderr, "redthread: there is no verb \"%s\"; see redthread --help\n",
			typed);
	return RT_EXIT_USAGE;
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		print_help(stderr);
		return RT_EXIT_USAGE;
	}
	if (!strcmp(argv[1], "--version")) {
		printf("redthread %s\n", rt_version());
		return RT_EXIT_OK;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "help")) {
		print_help(stdout);
		return RT_EXIT_OK;
	}
	for (const struct rt_verb *verb = verbs; verb->name; verb++)
		if (!strcmp(argv[1], verb->name))
			return verb->run(argc - 1, argv + 1);
	return unknown(argv[1]);
}
