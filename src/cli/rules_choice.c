/* Which rules a verb under `redthread rules` is about: named by id, by file and by folder. */
#include "config.h" /* for POSIX functions */

#include "base/nearest.h"
#include "base/file.h"
#include "cli/cmd_rules.h"
#include "engine/engine.h"
#include "engine/rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Is the file the place, or does it lie in it? */
static bool is_of_place(const char *file, const char *place)
{
	char *real_file = realpath(file, NULL), *real_place = realpath(place, NULL);
	bool is = real_file && real_place && rt_path_is_below(real_file, real_place);
	free(real_file);
	free(real_place);
	return is;
}

static bool is_meant(const struct rt_rule *rule, const char *argument)
{
	return !strcmp(rule->id, argument) || is_of_place(rule->file, argument);
}

bool rt_rules_chosen(const struct rt_rule *rule, const struct rt_rules_options *options)
{
	bool chosen = !options->arguments.count;
	RT_VEC_FOREACH(argument, &options->arguments)
		chosen = chosen || is_meant(rule, *argument);
	return chosen;
}

static bool is_loaded(const struct rt_rules_options *options, const char *argument)
{
	bool loaded = is_of_place(argument, rt_ruleset_builtin_folder());
	RT_VEC_FOREACH(place, &options->places)
		loaded = loaded || is_of_place(argument, *place);
	return loaded;
}

void rt_rules_add_places(struct rt_rules_options *options)
{
	RT_VEC_FOREACH(argument, &options->arguments)
		if (!access(*argument, F_OK) && !is_loaded(options, *argument))
			rt_vec_push(&options->places, *argument);
}

static bool is_known(
	const struct rt_ruleset *rules, const struct rt_rule_errors *errors, const char *argument)
{
	const struct rt_rule *rule;
	for (size_t i = 0; (rule = rt_ruleset_rule(rules, i)); i++)
		if (is_meant(rule, argument))
			return true;
	for (size_t i = 0; i < errors->count; i++)
		if (is_of_place(errors->items[i].file, argument))
			return true;
	return false;
}

struct ids {
	const struct rt_ruleset *rules;
	size_t at;
};

static const char *next_id(void *context)
{
	struct ids *ids = context;
	const struct rt_rule *rule = rt_ruleset_rule(ids->rules, ids->at++);
	return rule ? rule->id : NULL;
}

bool rt_rules_all_known(const struct rt_ruleset *rules, const struct rt_rule_errors *errors,
	const struct rt_rules_options *options)
{
	bool all = true;
	RT_VEC_FOREACH(argument, &options->arguments)
	{
		if (is_known(rules, errors, *argument))
			continue;
		struct ids ids = {rules, 0};
		const char *nearest = rt_nearest(*argument, next_id, &ids);
		fprintf(stderr,
			"redthread: there is no rule \"%s\", and no file or folder of that name with rules in it%s%s%s\n",
			*argument, nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
		all = false;
	}
	return all;
}
