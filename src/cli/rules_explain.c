/*
 * redthread rules explain TEXT: which rules woke, what each matched, what won and why.
 */
#include "config.h" /* for POSIX functions */

#include "base/file.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/cmd_rules.h"
#include "cli/load_rules.h"
#include "doc/lang.h"
#include "doc/plain.h"
#include "engine/rule.h"
#include "learn/learn.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_BYTES (1u << 20) /* more than anybody reads */

struct explain {
	const struct rt_ruleset *rules;
	struct rt_document *document;
	struct rt_mentions all, kept;
	RT_VEC(const struct rt_rule *) woken; /* that matched nothing yet */
	bool colour;
};

static const char *shade(const struct explain *in, const char *code)
{
	return in->colour ? code : "";
}

static void print_surface(const struct explain *in, struct rt_range range)
{
	struct rt_str safe = RT_STR_INIT;
	rt_utf8_printable(&safe, in->document->text + range.start, range.end - range.start);
	printf("\"%s\"", safe.data);
	rt_str_release(&safe);
}

static void on_woke(void *context, const struct rt_rule *rule, uint32_t place)
{
	struct explain *in = context;
	(void)place;
	RT_VEC_FOREACH(known, &in->woken)
		if (*known == rule)
			return;
	rt_vec_push(&in->woken, rule);
}

static void on_refused(void *context, const struct rt_rule *rule, struct rt_range range)
{
	struct explain *in = context;
	printf("  %s?%s %-13s ", shade(in, "\033[33m"), shade(in, "\033[0m"), rule->type);
	print_surface(in, range);
	printf("  %s: its value was refused (%s)\n", rule->id, rule->value ? rule->value : "");
}

static bool is_same(const struct rt_mention *a, const struct rt_mention *b)
{
	return a->range.start == b->range.start && a->range.end == b->range.end &&
		a->rule == b->rule && a->part_of == b->part_of;
}

static bool was_kept(const struct explain *in, const struct rt_mention *mention)
{
	for (size_t i = 0; i < in->kept.count; i++)
		if (is_same(mention, &in->kept.items[i]))
			return true;
	return false;
}

static bool overlap(struct rt_range a, struct rt_range b)
{
	return a.start < b.end && b.start < a.end;
}

/* Which mention stood in the way: a none rule's, or one that was kept. */
static const struct rt_mention *winner_over(
	const struct explain *in, const struct rt_mention *loser)
{
	for (size_t i = 0; i < in->all.count; i++) {
		const struct rt_mention *other = &in->all.items[i];
		if (!strcmp(other->type, "none") && overlap(other->range, loser->range) &&
			other->score >= loser->score && strcmp(loser->type, "none") != 0)
			return other;
	}
	for (size_t i = 0; i < in->kept.count; i++)
		if (overlap(in->kept.items[i].range, loser->range))
			return &in->kept.items[i];
	return NULL;
}

static void print_mention(const struct explain *in, const struct rt_mention *mention)
{
	bool kept = was_kept(in, mention), none = !strcmp(mention->type, "none");
	const char *mark = none ? "-" : kept ? "+" : "x";
	printf("  %s%s%s %-13s ", shade(in, kept ? "\033[32m" : "\033[31m"), mark,
		shade(in, "\033[0m"), mention->type);
	print_surface(in, mention->range);
	if (mention->value)
		printf(" => %s", mention->value);
	printf("  %s%s %.2f%s", shade(in, "\033[2m"), mention->rule, mention->score,
		shade(in, "\033[0m"));
	const struct rt_mention *winner = kept || none ? NULL : winner_over(in, mention);
	if (winner) {
		printf("  lost to %s ", winner->rule);
		print_surface(in, winner->range);
		printf(": %s", rt_overlap_reason(in->rules, winner, mention));
	}
	putchar('\n');
}

static bool matched(const struct explain *in, const struct rt_rule *rule)
{
	for (size_t i = 0; i < in->all.count; i++)
		if (!strcmp(in->all.items[i].rule, rule->id))
			return true;
	return false;
}

static void print_woken(const struct explain *in)
{
	size_t count = 0;
	RT_VEC_FOREACH(rule, &in->woken)
		if (!matched(in, *rule))
			printf("%s%s", count++ ? ", " : "woke and did not match: ", (*rule)->id);
	if (count)
		putchar('\n');
}

/* Rules and lists of other languages had no say. */
static void print_language(const struct explain *in)
{
	struct rt_langs langs = rt_lang_of_document(in->document);
	printf("language: %s%s%s\n", langs.main ? langs.main : "not told", langs.too ? ", and " : "",
		langs.too ? langs.too : "");
}

static void explain_rules(struct explain *in)
{
	struct rt_scanner *scanner = rt_scanner_new(in->rules);
	const struct rt_scan_trace trace = {in, on_woke, on_refused};
	rt_scanner_trace(scanner, &trace);
	printf("by the rules (+ kept, x lost, - takes away, ? refused):\n");
	rt_scanner_candidates(scanner, in->document, NULL, &in->all);
	for (size_t i = 0; i < in->all.count; i++)
		rt_vec_push(&in->kept, in->all.items[i]);
	rt_overlap_settle(in->rules, &in->kept);
	for (size_t i = 0; i < in->all.count; i++)
		print_mention(in, &in->all.items[i]);
	print_woken(in);
	rt_scanner_free(scanner);
}

static void explain_result(const struct explain *in)
{
	struct rt_dictionary *dictionary = rt_dictionary_new(in->rules);
	rt_dictionary_observe(dictionary, in->document);
	rt_dictionary_finish(dictionary);
	struct rt_extractor *extractor = rt_extractor_new(in->rules, dictionary);
	struct rt_mentions found = {0};
	rt_extractor_run(extractor, in->document, &found);
	printf("with what the text teaches:\n");
	for (size_t i = 0; i < found.count; i++) {
		printf("  %-13s ", found.items[i].type);
		print_surface(in, found.items[i].range);
		if (found.items[i].value)
			printf(" => %s", found.items[i].value);
		printf("  %s%s %.2f%s\n", shade(in, "\033[2m"), found.items[i].rule,
			found.items[i].score, shade(in, "\033[0m"));
	}
	rt_vec_release(&found);
	rt_extractor_free(extractor);
	rt_dictionary_free(dictionary);
}

static void explain_text(const struct rt_ruleset *rules, const struct rt_str *text)
{
	struct rt_arena *arena = rt_arena_new();
	struct rt_str repaired = RT_STR_INIT;
	rt_utf8_repair(&repaired, text->data, text->len);
	struct explain in = {.rules = rules, .colour = isatty(STDOUT_FILENO)};
	in.document = rt_document_from_text(arena, rt_ruleset_mail_words(rules), repaired.data, repaired.len);
	rt_lang_document(rt_ruleset_languages(rules), in.document, NULL);
	print_language(&in);
	explain_rules(&in);
	explain_result(&in);
	rt_vec_release(&in.all);
	rt_vec_release(&in.kept);
	rt_vec_release(&in.woken);
	rt_document_release(in.document);
	rt_str_release(&repaired);
	rt_arena_free(arena);
}

/* The arguments with a blank between them; "-" alone is standard input. */
static int read_text(struct rt_str *text, const struct rt_texts *words, struct rt_err *err)
{
	if (words->count == 1 && !strcmp(words->items[0], "-"))
		return rt_file_read("/dev/stdin", MAX_BYTES, text, err);
	RT_VEC_FOREACH(word, words)
		rt_str_appendf(text, "%s%s", text->len ? " " : "", *word);
	return 0;
}

static int explain(const struct rt_rules_options *options)
{
	struct rt_str text = RT_STR_INIT;
	struct rt_err err;
	struct rt_ruleset *rules = NULL;
	if (read_text(&text, &options->arguments, &err))
		fprintf(stderr, "redthread rules explain: %s\n", err.message);
	else
		rules = rt_cli_load_rules(
			"rules explain", options->places.items, options->places.count, NULL);
	if (rules)
		explain_text(rules, &text);
	int status = rules ? RT_EXIT_OK : RT_EXIT_FAILED;
	rt_ruleset_free(rules);
	rt_str_release(&text);
	return status;
}

int rt_rules_explain(int argc, char **argv)
{
	static const struct rt_rules_verb verb = {
		.usage = "rules explain [--rules DIR]… TEXT|-",
		.summary = "What the rules make of a text (\"-\": standard input): which woke, what each matched, what won and\n"
			   "why, and what is found in the end.",
		.wants = "rules explain wants a text",
		.run = explain,
	};
	return rt_rules_run(&verb, argc, argv);
}
