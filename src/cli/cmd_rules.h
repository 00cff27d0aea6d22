/* The verbs under `redthread rules`. */
#ifndef RT_CLI_CMD_RULES_H
#define RT_CLI_CMD_RULES_H

#include "base/vec.h"

struct rt_rules_options {
	RT_VEC(const char *) folders; /* --rules */
	RT_VEC(const char *) arguments;
};
/* argv[0] is the verb under `rules`. 0, or -1 where an option is not known (told on stderr). */
int rt_rules_options(int argc, char **argv, struct rt_rules_options *options_r);
void rt_rules_options_release(struct rt_rules_options *options);

int rt_rules_test(int argc, char **argv);

#endif
