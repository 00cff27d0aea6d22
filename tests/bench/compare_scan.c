/*
 * Whether the scan finds what the slow way finds: every document below some paths is scanned with all
 * rules and lists on, once as always and once with every `match` rule over every byte and every `words`
 * rule at every token. Candidates, before any overlap is settled, must agree in all that they say.
 *
 *	compare_scan RULES PATH…     exit status 1 where they differ anywhere
 */
#include "base/mem.h"
#include "doc/lang.h"
#include "doc/plain.h"
#include "engine/engine.h"
#include "texts.h"

#include <stdio.h>
#include <string.h>

struct comparison {
	struct rt_scanner *fast, *slow;
	struct rt_str fast_list, slow_list;
	size_t candidates, wrong;
};

static void list(struct rt_str *out, const struct rt_mentions *mentions)
{
	rt_str_clear(out);
	RT_VEC_FOREACH(mention, mentions)
		rt_str_appendf(out, "%u-%u %s %s %.3f %u %s\n", mention->range.start,
			mention->range.end, mention->rule, mention->type, mention->score,
			mention->sentence, mention->value ? mention->value : "");
}

/* -> how many it found. */
static size_t scan(struct rt_scanner *scanner, const struct bench_text *text, struct rt_str *out)
{
	struct rt_arena *arena = rt_arena_new();
	struct rt_document *document = rt_document_from_text(arena, text->text, text->len);
	struct rt_mentions found = {0};
	rt_lang_document(document);
	rt_scanner_candidates(scanner, document, NULL, &found);
	list(out, &found);
	size_t count = found.count;
	rt_vec_release(&found);
	rt_document_release(document);
	rt_arena_free(arena);
	return count;
}

/* The lines in which they begin to differ. */
static void print_difference(const char *fast, const char *slow)
{
	size_t line = 0;
	for (size_t i = 0; fast[i] && fast[i] == slow[i]; i++)
		if (fast[i] == '\n')
			line = i + 1;
	printf("  fast:      %.*s\n  reference: %.*s\n", (int)strcspn(fast + line, "\n"), fast + line,
		(int)strcspn(slow + line, "\n"), slow + line);
}

static void compare(struct comparison *in, size_t number, const struct bench_text *text)
{
	in->candidates += scan(in->fast, text, &in->fast_list);
	scan(in->slow, text, &in->slow_list);
	if (rt_str_equal(&in->fast_list, in->slow_list.data))
		return;
	in->wrong++;
	printf("document %zu (%zu bytes) differs\n", number, text->len);
	print_difference(in->fast_list.data, in->slow_list.data);
}

static size_t compare_all(const struct rt_ruleset *rules, const struct bench_texts *texts)
{
	struct comparison in = {.fast = rt_scanner_new(rules), .slow = rt_scanner_new(rules),
		.fast_list = RT_STR_INIT, .slow_list = RT_STR_INIT};
	rt_scanner_set_slow(in.slow, true);
	for (size_t i = 0; i < texts->items.count; i++)
		compare(&in, i, &texts->items.items[i]);
	printf("%zu documents, %.1f MB, %zu candidates, %zu documents differ\n", texts->items.count,
		(double)texts->bytes / 1e6, in.candidates, in.wrong);
	rt_scanner_free(in.fast);
	rt_scanner_free(in.slow);
	rt_str_release(&in.fast_list);
	rt_str_release(&in.slow_list);
	return in.wrong;
}

int main(int argc, char **argv)
{
	struct rt_rule_errors errors = {0};
	struct bench_texts texts = {0};
	struct rt_err err;
	int rc = 3;
	if (argc < 3) {
		fprintf(stderr, "usage: %s RULES PATH…\n", argv[0]);
		return 2;
	}
	const char *folder = argv[1];
	struct rt_ruleset *rules = rt_ruleset_load(&folder, 1, &errors, &err);
	if (!rules || bench_texts_read(&texts, (const char *const *)argv + 2, (size_t)argc - 2, 0, &err))
		fprintf(stderr, "%s\n", err.message);
	else
		rc = compare_all(rules, &texts) != 0;
	rt_rule_errors_release(&errors);
	bench_texts_release(&texts);
	rt_ruleset_free(rules);
	return rc;
}
