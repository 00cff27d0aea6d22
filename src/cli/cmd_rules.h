/* The verbs under `redthread rules`. */
#ifndef RT_CLI_CMD_RULES_H
#define RT_CLI_CMD_RULES_H

#include "cli/opt.h"

struct rt_rule;
struct rt_rule_errors;
struct rt_ruleset;

struct rt_rules_options {
	struct rt_texts places;	   /* --rules, and what rt_rules_add_places found */
	struct rt_texts arguments; /* borrowed from argv */
	const char *usage;
};
/* usage: "rules test [--rules DIR]… …"; argv[0] is the verb under `rules`. -1 to go on, or an exit status:
 * then there is nothing to release. */
int rt_rules_options(struct rt_rules_options *options_r, const char *usage, const char *summary, int argc,
	char **argv);
void rt_rules_options_release(struct rt_rules_options *options);
/* One finished sentence and the usage on standard error; releases the options; gives RT_EXIT_USAGE. */
int rt_rules_misused(struct rt_rules_options *options, const char *sentence);

int rt_rules_cost(int argc, char **argv);
int rt_rules_explain(int argc, char **argv);
int rt_rules_import(int argc, char **argv);
int rt_rules_lint(int argc, char **argv);
int rt_rules_list(int argc, char **argv);
int rt_rules_show(int argc, char **argv);
int rt_rules_test(int argc, char **argv);

/* Rules are named by id, by file and by folder. */

/* A folder or a file of rules that is named but is no part of the rules that are loaded is loaded with them. */
void rt_rules_add_places(struct rt_rules_options *options);
/* Is the rule among those named? All are where none is named. */
bool rt_rules_chosen(const struct rt_rule *rule, const struct rt_rules_options *options);
/* Does each argument name a rule, or a line that could not be used? What does not is told on standard error. */
bool rt_rules_all_known(const struct rt_ruleset *rules, const struct rt_rule_errors *errors,
	const struct rt_rules_options *options);

#endif
