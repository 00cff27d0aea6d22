/* redthread rules test [FILE|FOLDER|RULE]…: runs the examples of rules. */
#include "cli/cli.h"
#include "cli/cmd_rules.h"
#include "cli/load_rules.h"
#include "engine/examples.h"

#include <stdio.h>

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

static int test_rules(const struct rt_rules_options *options)
{
	struct rt_rule_errors errors = {0};
	struct tally tally = {0};
	struct rt_ruleset *rules =
		rt_cli_load_rules("rules test", options->places.items, options->places.count, &errors);
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
	bool known = rt_rules_all_known(rules, &errors, options);
	printf("%zu rule%s, %zu example%s passed, %zu failed, %zu line%s could not be used\n",
		tally.rules, tally.rules == 1 ? "" : "s", tally.passed, tally.passed == 1 ? "" : "s",
		tally.failed, errors.count, errors.count == 1 ? "" : "s");
	int status = !known ? RT_EXIT_USAGE : tally.failed || errors.count ? RT_EXIT_PROBLEMS : RT_EXIT_OK;
	rt_scanner_free(scanner);
	rt_ruleset_free(rules);
	rt_rule_errors_release(&errors);
	return status;
}

int rt_rules_test(int argc, char **argv)
{
	static const struct rt_rules_verb verb = {
		.usage = "rules test [--rules DIR]… [ID|FILE|FOLDER]…",
		.summary = "Runs the examples of the rules named, of all where none is. A file or folder of your own is\n"
			   "loaded with the built-in rules.",
		.takes_places = true,
		.run = test_rules,
	};
	return rt_rules_run(&verb, argc, argv);
}
