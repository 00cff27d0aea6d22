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

static int list_rules(const struct rt_rules_options *options)
{
	struct rt_ruleset *rules =
		rt_cli_load_rules("rules list", options->places.items, options->places.count, NULL);
	const struct rt_rule *rule;
	size_t shown = 0;
	if (!rules)
		return RT_EXIT_FAILED;
	for (size_t i = 0; (rule = rt_ruleset_rule(rules, i)); i++)
		if (is_asked_for(rule, options)) {
			print_row(rule);
			shown++;
		}
	if (!shown)
		fprintf(stderr, "redthread rules list: of %zu rules none has that in its id, type or file\n",
			rt_ruleset_count(rules));
	rt_ruleset_free(rules);
	return shown ? RT_EXIT_OK : RT_EXIT_PROBLEMS;
}

int rt_rules_list(int argc, char **argv)
{
	static const struct rt_rules_verb verb = {
		.usage = "rules list [--rules DIR]… [WORD]…",
		.summary = "One line a rule: id, type, over characters (match) or words, score, place. With words: the rules\n"
			   "that have each of them in their id or file, or are of that type.",
		.takes_places = true,
		.run = list_rules,
	};
	return rt_rules_run(&verb, argc, argv);
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

static int show_rules(const struct rt_rules_options *options)
{
	struct rt_rule_errors errors = {0};
	struct rt_ruleset *rules =
		rt_cli_load_rules("rules show", options->places.items, options->places.count, &errors);
	const struct rt_rule *rule;
	if (!rules)
		return RT_EXIT_FAILED;
	int status = rt_rules_all_known(rules, &errors, options) ? RT_EXIT_OK : RT_EXIT_USAGE;
	for (size_t i = 0; (rule = rt_ruleset_rule(rules, i)) && status != RT_EXIT_FAILED; i++)
		if (rt_rules_chosen(rule, options) && print_rule(rule))
			status = RT_EXIT_FAILED;
	rt_cli_print_rule_errors(&errors);
	rt_ruleset_free(rules);
	rt_rule_errors_release(&errors);
	return status;
}

int rt_rules_show(int argc, char **argv)
{
	static const struct rt_rules_verb verb = {
		.usage = "rules show [--rules DIR]… ID|FILE|FOLDER…",
		.summary = "Prints rules as they are written, with the file and line of each.",
		.wants = "rules show wants the id of a rule",
		.takes_places = true,
		.run = show_rules,
	};
	return rt_rules_run(&verb, argc, argv);
}
