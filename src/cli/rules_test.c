/* redthread rules test [FILE|FOLDER|RULE]…: runs the examples of rules. */
#include "config.h" /* for POSIX functions */

#include "cli/cli.h"
#include "cli/cmd_rules.h"
#include "cli/load_rules.h"
#include "engine/examples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct tally {
	size_t rules, passed, failed;
};

static void tell(void *context, const struct rt_example_result *result)
{
	struct tally *tally = context;
	if (result->passed) {
		tally->passed++;
		return;
	}
	tally->failed++;
	printf("%s:%u: rule %s, %s example: %s\n", result->rule->file, result->example->line,
		result->rule->id, result->example->yes ? "yes" : "no", result->message);
}

/* Is the rule the one named, or of the file or folder named? */
static bool is_meant(const struct rt_rule *rule, const char *argument)
{
	char *wanted = realpath(argument, NULL), *file = realpath(rule->file, NULL);
	bool meant = !strcmp(rule->id, argument);
	if (wanted && file) {
		size_t len = strlen(wanted);
		meant |= !strncmp(file, wanted, len) && (!file[len] || file[len] == '/');
	}
	free(wanted);
	free(file);
	return meant;
}

bool rt_rules_chosen(const struct rt_rule *rule, const struct rt_rules_options *options)
{
	bool chosen = !options->arguments.count;
	RT_VEC_FOREACH(argument, &options->arguments)
		chosen = chosen || is_meant(rule, *argument);
	return chosen;
}

static bool is_folder(const char *path)
{
	struct stat info;
	return !stat(path, &info) && S_ISDIR(info.st_mode);
}

/* A folder that is named but is no part of the rules that are loaded is loaded with them. */
static void add_folders(struct rt_rules_options *options)
{
	char *builtin = realpath(rt_ruleset_builtin_folder(), NULL);
	RT_VEC_FOREACH(argument, &options->arguments)
	{
		char *folder = is_folder(*argument) ? realpath(*argument, NULL) : NULL;
		size_t len = builtin ? strlen(builtin) : 0;
		if (folder && !(builtin && !strncmp(folder, builtin, len) &&
				      (!folder[len] || folder[len] == '/')))
			rt_vec_push(&options->folders, *argument);
		free(folder);
	}
	free(builtin);
}

static int test_rules(struct rt_rules_options *options)
{
	struct rt_rule_errors errors = {0};
	struct tally tally = {0};
	struct rt_ruleset *rules =
		rt_cli_load_rules("rules test", options->folders.items, options->folders.count, &errors);
	if (!rules)
		return RT_EXIT_FAILED;
	struct rt_scanner *scanner = rt_scanner_new(rules);
	const struct rt_rule *rule;
	for (size_t i = 0; (rule = rt_ruleset_rule(rules, i)); i++) {
		if (!rt_rules_chosen(rule, options))
			continue;
		tally.rules++;
		rt_examples_run(scanner, rule, tell, &tally);
	}
	rt_cli_print_rule_errors(&errors);
	printf("%zu rules, %zu examples passed, %zu failed, %zu lines could not be used\n",
		tally.rules, tally.passed, tally.failed, errors.count);
	int status = tally.failed || errors.count ? RT_EXIT_PROBLEMS : RT_EXIT_OK;
	rt_scanner_free(scanner);
	rt_ruleset_free(rules);
	rt_rule_errors_release(&errors);
	return status;
}

int rt_rules_test(int argc, char **argv)
{
	struct rt_rules_options options;
	if (rt_rules_options(argc, argv, &options))
		return RT_EXIT_USAGE;
	add_folders(&options);
	int status = test_rules(&options);
	rt_rules_options_release(&options);
	return status;
}
