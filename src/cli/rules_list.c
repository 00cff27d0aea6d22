/* redthread rules list [WORD]…, redthread rules show ID…: the rules that are loaded. */
#include "base/file.h"
#include "cli/cli.h"
#include "cli/cmd_rules.h"
#include "cli/load_rules.h"
#include "engine/rule.h"

#include <stdio.h>
#include <string.h>

static bool is_asked_for(const struct rt_rule *rule, const struct rt_rules_options *options)
{
	RT_VEC_FOREACH(word, &options->arguments)
		if (!strstr(rule->id, *word) && strcmp(rule->type, *word) != 0 &&
			!strstr(rule->file, *word))
			return false;
	return true;
}

static void print_row(const struct rt_rule *rule)
{
	bool words = false, match = false;
	RT_VEC_FOREACH(pattern, &rule->patterns)
	{
		words |= pattern->is_words;
		match |= !pattern->is_words;
	}
	printf("%-34s %-13s %-5s %.2f  %s:%u\n", rule->id, rule->type,
		words && match ? "both" : words ? "words" : "match", rule->score,
		rt_path_name(rule->file), rule->line);
}

int rt_rules_list(int argc, char **argv)
{
	struct rt_rules_options options;
	if (rt_rules_options(argc, argv, &options))
		return RT_EXIT_USAGE;
	struct rt_ruleset *rules = rt_cli_load_rules(
		"rules list", options.folders.items, options.folders.count, NULL);
	const struct rt_rule *rule;
	for (size_t i = 0; rules && (rule = rt_ruleset_rule(rules, i)); i++)
		if (is_asked_for(rule, &options))
			print_row(rule);
	int status = rules ? RT_EXIT_OK : RT_EXIT_FAILED;
	rt_ruleset_free(rules);
	rt_rules_options_release(&options);
	return status;
}

/* ---- show ---- */

static bool begins_rule(const char *line)
{
	line += strspn(line, " \t");
	return !strncmp(line, "rule ", 5) || !strncmp(line, "rule\t", 5) ||
		!strncmp(line, "define ", 7);
}

/* Prints the rule's lines of its file, the comments above it included. */
static int print_rule(const struct rt_rule *rule)
{
	struct rt_str text = RT_STR_INIT;
	struct rt_err err;
	if (rt_file_read(rule->file, 0, &text, &err)) {
		fprintf(stderr, "redthread rules show: %s\n", err.message);
		return RT_EXIT_FAILED;
	}
	unsigned number = 1;
	const char *line = text.data;
	printf("# %s:%u\n", rule->file, rule->line);
	for (; line; number++) {
		const char *end = strchr(line, '\n');
		if (number > rule->line && begins_rule(line))
			break;
		if (number >= rule->line && *line)
			printf("%.*s\n", (int)(end ? end - line : (long)strlen(line)), line);
		line = end ? end + 1 : NULL;
	}
	rt_str_release(&text);
	return RT_EXIT_OK;
}

int rt_rules_show(int argc, char **argv)
{
	struct rt_rules_options options;
	if (rt_rules_options(argc, argv, &options))
		return RT_EXIT_USAGE;
	struct rt_ruleset *rules = rt_cli_load_rules(
		"rules show", options.folders.items, options.folders.count, NULL);
	int status = rules ? RT_EXIT_OK : RT_EXIT_FAILED;
	if (!options.arguments.count) {
		fprintf(stderr, "usage: redthread rules show ID…\n");
		status = RT_EXIT_USAGE;
	}
	for (size_t i = 0; rules && i < options.arguments.count; i++) {
		const struct rt_rule *rule = rt_ruleset_find(rules, options.arguments.items[i]);
		if (!rule)
			fprintf(stderr, "redthread rules show: there is no rule \"%s\"\n",
				options.arguments.items[i]);
		status = rule ? print_rule(rule) : RT_EXIT_USAGE;
	}
	rt_ruleset_free(rules);
	rt_rules_options_release(&options);
	return status;
}
