/*
 * redthread rules lint [FILE|FOLDER|RULE]…: what is weak in rules. Each finding is a line
 * file:line: rule: sentence.
 */
#include "base/nearest.h"
#include "cli/cli.h"
#include "cli/cmd_rules.h"
#include "cli/load_rules.h"
#include "engine/examples.h"
#include "engine/normaliser.h"
#include "engine/rule.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct lint {
	const struct rt_ruleset *rules;
	struct rt_scanner *scanner;
	size_t rules_seen, findings;
	/* The rule that is looked at: */
	size_t examples, stolen;
	const char *thief; /* the last of the rules that win */
};

__attribute__((format(printf, 4, 5))) static void find(
	struct lint *in, const struct rt_rule *rule, unsigned line, const char *format, ...)
{
	va_list args;
	printf("%s:%u: %s: ", rule->file, line, rule->id);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	in->findings++;
}

static void lint_examples(struct lint *in, const struct rt_rule *rule)
{
	size_t yes = 0, no = 0;
	RT_VEC_FOREACH(example, &rule->examples)
	{
		yes += example->yes;
		no += !example->yes;
	}
	if (yes < 2 || no < 2)
		find(in, rule, rule->line, "has %zu yes and %zu no lines; two of each are the least", yes,
			no);
	if (!rule->why)
		find(in, rule, rule->line, "has no line \"why\"");
}

static void lint_type(struct lint *in, const struct rt_rule *rule)
{
	static const char *const types[] = {"person", "organisation", "place", "date", "case", "law",
		"email", "url", "phone", "account", "money", "none", NULL};
	for (const char *const *type = types; *type; type++)
		if (!strcmp(*type, rule->type))
			return;
	find(in, rule, rule->line, "the type \"%s\" is none of redthread's own; is it meant so?",
		rule->type);
}

/* Is the name that of a group in one of the rule's patterns? */
static bool has_group(const struct rt_rule *rule, const char *name, size_t len)
{
	char match_form[80], words_form[80];
	if (len > 60)
		return false;
	snprintf(match_form, sizeof match_form, "(?<%.*s>", (int)len, name);
	snprintf(words_form, sizeof words_form, "%.*s:(", (int)len, name);
	RT_VEC_FOREACH(pattern, &rule->patterns)
		if (strstr(pattern->text, pattern->is_words ? words_form : match_form) ||
			strchr(pattern->text, '{')) /* a define may hold it */
			return true;
	return false;
}

/* What stands behind the group's name: {group:upper}, {group@list}. */
static void lint_change(
	struct lint *in, const struct rt_rule *rule, const char *text, size_t len, unsigned line)
{
	char list[80];
	snprintf(list, sizeof list, "%.*s", (int)len - 1, text + 1);
	if (*text == ':' && !rt_template_has_change(text + 1, len - 1))
		find(in, rule, line, "nothing is made of a group by \":%s\"; there is lower, upper, title, latin, number",
			list);
	if (*text == '@' && rt_ruleset_set(in->rules, list) < 0)
		find(in, rule, line, "there is no list \"%s\"", list);
}

static void lint_template(
	struct lint *in, const struct rt_rule *rule, const char *template, unsigned line)
{
	for (const char *at = strchr(template, '{'); at; at = strchr(at + 1, '{')) {
		size_t len = strcspn(at + 1, ":@}"), all = strcspn(at + 1, "}");
		if (len && !has_group(rule, at + 1, len))
			find(in, rule, line, "no pattern has a group \"%.*s\"", (int)len, at + 1);
		if (!at[1 + all])
			find(in, rule, line, "a { of the template is not closed");
		else if (all > len)
			lint_change(in, rule, at + 1 + len, all - len, line);
	}
}

static const char *next_normaliser(void *context)
{
	return rt_normaliser_name((*(size_t *)context)++);
}

/* A value that is no normaliser's name and has no groups is the same for all: is it meant so? */
static void lint_constant(struct lint *in, const struct rt_rule *rule)
{
	size_t index = 0;
	const char *nearest = strpbrk(rule->value, "{ ") ? NULL : rt_nearest(rule->value, next_normaliser, &index);
	if (nearest)
		find(in, rule, rule->value_line, "every value is \"%s\"; did you mean the normaliser %s?",
			rule->value, nearest);
}

static void lint_values(struct lint *in, const struct rt_rule *rule)
{
	if (rule->value) {
		char word[64];
		snprintf(word, sizeof word, "%.*s", (int)strcspn(rule->value, " \t"), rule->value);
		if (!rt_normaliser_lookup(word)) {
			lint_template(in, rule, rule->value, rule->value_line);
			lint_constant(in, rule);
		}
	}
	RT_VEC_FOREACH(attribute, &rule->attributes)
		lint_template(in, rule, attribute->template, attribute->line);
	RT_VEC_FOREACH(part, &rule->parts)
		if (!has_group(rule, part->group, strlen(part->group)))
			find(in, rule, part->line, "no pattern has a group \"%s\"", part->group);
}

/* What makes a rule wake nearly everywhere. */
static void lint_speed(struct lint *in, const struct rt_rule *rule)
{
	if (rule->slow)
		return;
	RT_VEC_FOREACH(pattern, &rule->patterns)
	{
		const char *text = pattern->text + strspn(pattern->text, " [(");
		bool anything = !strncmp(text, "<any>", 5) || !strncmp(text, "<letter>", 8) ||
			!strncmp(text, "<lower>", 7);
		if (pattern->is_words && anything)
			find(in, rule, pattern->line, "begins with a word of any kind and is tried nearly "
						      "everywhere");
		if (pattern->is_words && (strstr(text, "<any>*") || strstr(text, "<any>+")))
			find(in, rule, pattern->line, "passes over any number of words: give a bound, {0,8}");
		if (!pattern->is_words && (!strncmp(text, ".*", 2) || !strncmp(text, ".+", 2)))
			find(in, rule, pattern->line, "begins with anything and has no trigger");
	}
}

/* ---- examples that other rules take ---- */

static const struct rt_mention *thief_of(
	const struct rt_mentions *kept, struct rt_range range, const struct rt_rule *rule)
{
	for (size_t i = 0; i < kept->count; i++) {
		const struct rt_mention *mention = &kept->items[i];
		if (mention->range.start < range.end && range.start < mention->range.end)
			return strcmp(mention->rule, rule->id) ? mention : NULL;
	}
	return NULL;
}

static void lint_example(struct lint *in, struct rt_arena *arena, const struct rt_rule *rule,
	const struct rt_rule_example *example)
{
	struct rt_document *document = rt_example_document(arena, rule, example);
	struct rt_mentions found = {0};
	rt_scanner_candidates(in->scanner, document, rule->ref, &found);
	rt_overlap_settle(in->rules, &found);
	RT_VEC_FOREACH(mark, &example->marks)
	{
		const struct rt_mention *thief = thief_of(&found, *mark, rule);
		in->examples++;
		in->stolen += thief != NULL;
		in->thief = thief ? thief->rule : in->thief;
		if (thief && strcmp(thief->type, rule->type) != 0)
			find(in, rule, example->line, "rule %s (%s) takes this example", thief->rule,
				thief->type);
	}
	rt_vec_release(&found);
	rt_document_release(document);
	rt_arena_reset(arena);
}

static void lint_stealing(struct lint *in, const struct rt_rule *rule)
{
	if (!strcmp(rule->type, "none"))
		return;
	struct rt_arena *arena = rt_arena_new();
	in->examples = in->stolen = 0;
	RT_VEC_FOREACH(example, &rule->examples)
		if (example->yes)
			lint_example(in, arena, rule, example);
	if (in->examples && in->stolen == in->examples)
		find(in, rule, rule->line, "other rules (%s) win all of its examples: it is never seen",
			in->thief);
	rt_arena_free(arena);
}

static void lint_rule(struct lint *in, const struct rt_rule *rule)
{
	in->rules_seen++;
	lint_examples(in, rule);
	lint_type(in, rule);
	lint_values(in, rule);
	lint_speed(in, rule);
	lint_stealing(in, rule);
}

static int lint_rules(const struct rt_rules_options *options)
{
	struct rt_rule_errors errors = {0};
	struct rt_ruleset *rules =
		rt_cli_load_rules("rules lint", options->places.items, options->places.count, &errors);
	if (!rules)
		return RT_EXIT_FAILED;
	struct lint in = {.rules = rules, .scanner = rt_scanner_new(rules)};
	const struct rt_rule *rule;
	for (size_t i = 0; i < errors.count; i++)
		printf("%s:%u:%u: %s\n", errors.items[i].file, errors.items[i].line,
			errors.items[i].column, errors.items[i].message);
	for (size_t i = 0; (rule = rt_ruleset_rule(rules, i)); i++)
		if (rt_rules_chosen(rule, options))
			lint_rule(&in, rule);
	bool known = rt_rules_all_known(rules, &errors, options);
	size_t findings = in.findings + errors.count;
	printf("%zu rule%s, %zu finding%s\n", in.rules_seen, in.rules_seen == 1 ? "" : "s", findings,
		findings == 1 ? "" : "s");
	int status = !known ? RT_EXIT_USAGE : in.findings || errors.count ? RT_EXIT_PROBLEMS : RT_EXIT_OK;
	rt_scanner_free(in.scanner);
	rt_ruleset_free(rules);
	rt_rule_errors_release(&errors);
	return status;
}

int rt_rules_lint(int argc, char **argv)
{
	static const struct rt_rules_verb verb = {
		.usage = "rules lint [--rules DIR]… [ID|FILE|FOLDER]…",
		.summary = "Finds what is weak in the rules named, in all where none is: too few examples, no trigger, slow,\n"
			   "unreachable, taking another rule's examples.",
		.takes_places = true,
		.run = lint_rules,
	};
	return rt_rules_run(&verb, argc, argv);
}
