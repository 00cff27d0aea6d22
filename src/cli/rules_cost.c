/* redthread rules cost PATH…: the time and hits of each rule on one's own files. */
#include "cli/cli.h"
#include "cli/cmd_rules.h"
#include "cli/load_rules.h"
#include "engine/cost.h"
#include "engine/rule.h"
#include "read/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAMPLE_BYTES (4u << 20) /* enough to tell; every pattern is run over it alone */
#define SHOWN 10

struct sample {
	RT_VEC(struct rt_text) texts;
	size_t bytes;
};

static void take_item(struct sample *sample, const struct rt_item *item)
{
	struct rt_batch *batch = rt_item_read(item, NULL);
	for (size_t i = 0; i < batch->count && sample->bytes < SAMPLE_BYTES; i++) {
		const struct rt_document *document = batch->items[i];
		if (!document->len)
			continue;
		struct rt_text text = {rt_strndup(document->text, document->len), document->len};
		rt_vec_push(&sample->texts, text);
		sample->bytes += text.len;
	}
	rt_batch_free(batch);
}

static int read_sample(struct sample *sample, const char *const *paths, size_t count)
{
	struct rt_walk *walk = rt_walk_new(paths, count);
	struct rt_item *item;
	struct rt_err err;
	int state = 0;
	while (sample->bytes < SAMPLE_BYTES && (state = rt_walk_next(walk, &item, &err)) > 0) {
		take_item(sample, item);
		rt_item_free(item);
	}
	if (state < 0)
		fprintf(stderr, "redthread rules cost: %s\n", err.message);
	rt_walk_free(walk);
	return state < 0 ? -1 : 0;
}

static int dearest_first(const void *left, const void *right)
{
	const struct rt_rule_cost *a = left, *b = right;
	if (a->seconds != b->seconds)
		return a->seconds > b->seconds ? -1 : 1;
	return strcmp(a->rule->id, b->rule->id);
}

static void print_costs(struct rt_rule_cost *costs, size_t count, double seconds, size_t bytes)
{
	double sum = 0;
	size_t idle = 0;
	qsort(costs, count, sizeof *costs, dearest_first);
	for (size_t i = 0; i < count; i++) {
		sum += costs[i].seconds;
		idle += !costs[i].hits;
	}
	printf("%.1f MB with %zu rules together: %.2f s, %.1f MB/s\n", (double)bytes / 1e6, count,
		seconds, seconds > 0 ? (double)bytes / 1e6 / seconds : 0);
	printf("the dearest, each alone (share of the sum of all alone):\n");
	for (size_t i = 0; i < count && i < SHOWN; i++)
		printf("%8.2f ms/MB %5.1f %% %8zu hits  %s%s%s\n",
			costs[i].seconds * 1e9 / (double)bytes,
			sum > 0 ? 100 * costs[i].seconds / sum : 0, costs[i].hits, costs[i].rule->id,
			costs[i].rule->slow ? "; " : "", costs[i].rule->slow ? costs[i].rule->slow : "");
	printf("%zu rules found nothing here\n", idle);
}

static int tell_costs(const struct rt_rules_options *options, const struct sample *sample)
{
	struct rt_ruleset *rules =
		rt_cli_load_rules("rules cost", options->places.items, options->places.count, NULL);
	if (!rules)
		return RT_EXIT_FAILED;
	size_t count = rt_ruleset_count(rules);
	struct rt_rule_cost *costs = rt_alloc_zero(count + 1, sizeof *costs);
	double seconds = rt_cost_measure(rules, sample->texts.items, sample->texts.count, costs);
	print_costs(costs, count, seconds, sample->bytes);
	rt_free(costs);
	rt_ruleset_free(rules);
	return RT_EXIT_OK;
}

static int measure(const struct rt_rules_options *options)
{
	struct sample sample = {0};
	int status = RT_EXIT_FAILED;
	if (!read_sample(&sample, options->arguments.items, options->arguments.count)) {
		if (sample.bytes)
			status = tell_costs(options, &sample);
		else
			fprintf(stderr, "redthread rules cost: there is no text in what was named\n");
	}
	RT_VEC_FOREACH(text, &sample.texts)
		rt_free((void *)(uintptr_t)text->text);
	rt_vec_release(&sample.texts);
	return status;
}

int rt_rules_cost(int argc, char **argv)
{
	static const struct rt_rules_verb verb = {
		.usage = "rules cost [--rules DIR]… PATH…",
		.summary = "Runs the rules over files of your own, all together and each alone, and names the ten that take\n"
			   "the most time, with their hits.",
		.wants = "rules cost wants a file or folder to try the rules on",
		.run = measure,
	};
	return rt_rules_run(&verb, argc, argv);
}
