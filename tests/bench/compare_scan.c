/*
 * Whether the scan finds what the slow way finds: every document below some paths is scanned with all
 * rules and lists on, once as always and once with every `match` rule over every byte and every `words`
 * rule at every token. Candidates, before any overlap is settled, must agree in all that they say.
 *
 *	compare_scan RULES PATH…     exit status 1 where they differ anywhere
 */
#include "../support/both_ways.h"
#include "texts.h"

#include <stdio.h>

static size_t compare_all(const struct rt_ruleset *rules, const struct bench_texts *texts)
{
	struct both_ways *both = both_ways_new(rules);
	struct rt_str differs = RT_STR_INIT;
	size_t candidates = 0, wrong = 0;
	for (size_t i = 0; i < texts->items.count; i++) {
		const struct bench_text *text = &texts->items.items[i];
		rt_str_clear(&differs);
		candidates += both_ways_scan(both, text->text, text->len, &differs);
		if (!differs.len)
			continue;
		wrong++;
		printf("document %zu (%zu bytes) differs\n%s", i, text->len, differs.data);
	}
	printf("%zu documents, %.1f MB, %zu candidates, %zu documents differ\n", texts->items.count,
		(double)texts->bytes / 1e6, candidates, wrong);
	rt_str_release(&differs);
	both_ways_free(both);
	return wrong;
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
