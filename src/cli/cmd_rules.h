/* The verbs under `redthread rules`. */
#ifndef RT_CLI_CMD_RULES_H
#define RT_CLI_CMD_RULES_H

#include "cli/opt.h"

struct rt_rule;
struct rt_rule_errors;
struct rt_ruleset;

/* What a verb was given. */
struct rt_rules_options {
	struct rt_texts places;	   /* --rules, and files and folders of rules among the arguments */
	struct rt_texts arguments; /* borrowed from argv */
};

struct rt_rules_verb {
	const char *usage, *summary; /* as struct rt_args has them */
	const char *wants; /* the sentence where no argument is given; NULL: all rules are meant then */
	bool takes_places; /* a file or folder of rules that is named is loaded with the rest */
	int (*run)(const struct rt_rules_options *options);
};
/* Reads the options, runs the verb; gives an exit status. */
int rt_rules_run(const struct rt_rules_verb *verb, int argc, char **argv);

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
