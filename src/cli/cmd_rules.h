/* The verbs under `redthread rules`. */
#ifndef RT_CLI_CMD_RULES_H
#define RT_CLI_CMD_RULES_H

#include "base/vec.h"

#include <stdbool.h>

struct rt_rules_options {
	RT_VEC(const char *) folders; /* --rules */
	RT_VEC(const char *) arguments;
};
/* argv[0] is the verb under `rules`. 0, or -1 where an option is not known (told on stderr). */
int rt_rules_options(int argc, char **argv, struct rt_rules_options *options_r);
void rt_rules_options_release(struct rt_rules_options *options);

int rt_rules_cost(int argc, char **argv);
int rt_rules_explain(int argc, char **argv);
int rt_rules_import(int argc, char **argv);
int rt_rules_lint(int argc, char **argv);
int rt_rules_list(int argc, char **argv);
int rt_rules_show(int argc, char **argv);
int rt_rules_test(int argc, char **argv);

/* Is the rule among those named (ids, files, folders)? All are where none is named. */
struct rt_rule;
bool rt_rules_chosen(const struct rt_rule *rule, const struct rt_rules_options *options);

#endif
