/*
 * How fast patterns are matched, and whether the fast way and the reference agree.
 *
 *	bench_match speed PATTERNS PATH…     MB/s cold, warm and with a cache, and the reference's
 *	bench_match cost PATTERNS PATH…      the patterns that PCRE2 was busiest with
 *	bench_match alone PATTERNS PATH…     how fast each pattern is by itself, the slowest first
 *	bench_match patterns PATTERNS PATH…  the patterns themselves, one a line
 *	bench_match text PATTERNS PATH…      the texts themselves, one behind the other
 *	bench_match compare PATTERNS PATH…   every document both ways; 1 where they differ
 *
 * PATTERNS is a folder of rules, or a file of patterns, one a line.
 */
#include "base/file.h"
#include "base/mem.h"
#include "engine/engine.h"
#include "engine/ruleset_p.h"
#include "match/match.h"
#include "texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define REFERENCE_BYTES ((size_t)4 << 20) /* the reference is tried on so much only */
#define KEY "bench"

struct bench {
	RT_VEC(char *) patterns;
	struct bench_texts texts;
	size_t matches, limits;
	struct rt_str *listing; /* where it is kept */
	struct rt_match_cost *costs;
};

static void found(void *context, const struct rt_match *match)
{
	struct bench *bench = context;
	bench->matches++;
	if (!bench->listing)
		return;
	rt_str_appendf(bench->listing, "%u@%u-%u", match->pattern, match->start, match->end);
	for (size_t i = 0; i < match->group_count; i++)
		rt_str_appendf(bench->listing, " %s=%u-%u", match->groups[i].name,
			match->groups[i].start, match->groups[i].end);
	rt_str_append(bench->listing, "\n");
}

static void limited(void *context, uint32_t pattern, uint32_t place, enum rt_match_limit limit)
{
	(void)pattern, (void)place, (void)limit;
	((struct bench *)context)->limits++;
}

static int read_rules(struct bench *bench, const char *folder, struct rt_err *err)
{
	struct rt_rule_errors errors = {0};
	struct rt_ruleset *rules = rt_ruleset_load(&folder, 1, &errors, err);
	RT_VEC_FOREACH(error, &errors)
		fprintf(stderr, "%s:%u: %s\n", error->file, error->line, error->message);
	rt_rule_errors_release(&errors);
	for (uint32_t i = 0; rules && i < rt_matcher_count(rules->matcher); i++)
		rt_vec_push(&bench->patterns, rt_strdup(rt_matcher_pattern(rules->matcher, i)));
	rt_ruleset_free(rules);
	return rules ? 0 : -1;
}

static int read_patterns(struct bench *bench, const char *path, struct rt_err *err)
{
	struct rt_str file = RT_STR_INIT;
	struct stat what;
	if (!stat(path, &what) && S_ISDIR(what.st_mode))
		return read_rules(bench, path, err);
	if (rt_file_read(path, 0, &file, err))
		return -1;
	for (char *at = strtok(file.data, "\n"); at; at = strtok(NULL, "\n"))
		rt_vec_push(&bench->patterns, rt_strdup(at));
	rt_str_release(&file);
	return 0;
}

static struct rt_matcher *compile(const struct bench *bench, const struct rt_cache *cache)
{
	struct rt_matcher *matcher = rt_matcher_new();
	struct rt_err err;
	unsigned column;
	rt_matcher_use_cache(matcher, cache);
	RT_VEC_FOREACH(pattern, &bench->patterns)
		if (rt_matcher_add(matcher, *pattern, &column, &err))
			fprintf(stderr, "%s\n  column %u: %s\n", *pattern, column, err.message);
	rt_matcher_finish(matcher);
	return matcher;
}

/* Every step-th text from the first-th on; -> MB/s. */
static double run(struct bench *bench, const struct rt_matcher *matcher, size_t first, size_t step,
	size_t max, bool reference)
{
	struct rt_match_scratch *scratch = rt_match_scratch_new(matcher);
	struct rt_match_sink sink = {.context = bench, .found = found, .limited = limited};
	size_t bytes = 0;
	bench->matches = bench->limits = 0;
	rt_match_scratch_measure(scratch, bench->costs);
	double start = bench_seconds();
	for (size_t i = first; i < bench->texts.items.count && (!max || bytes < max); i += step) {
		const struct bench_text *text = &bench->texts.items.items[i];
		if (reference)
			rt_matcher_run_reference(matcher, scratch, text->text, text->len, &sink);
		else
			rt_matcher_run(matcher, scratch, text->text, text->len, &sink);
		bytes += text->len;
	}
	double seconds = bench_seconds() - start;
	rt_match_scratch_free(scratch);
	return (double)bytes / 1e6 / (seconds > 0 ? seconds : 1e-9);
}

static void print_size(const char *when, const struct rt_matcher *matcher)
{
	struct rt_matcher_size size = rt_matcher_measure(matcher);
	printf("  %-28s %zu positions, %zu states, %zu windowed, %.1f MB\n", when, size.positions,
		size.states, size.windowed, (double)size.bytes / 1e6);
}

/* What texts of one half taught, kept in a cache, helps the other half. */
static void speed_with_cache(struct bench *bench)
{
	struct rt_err err;
	struct rt_matcher *teacher = compile(bench, NULL);
	run(bench, teacher, 0, 2, 0, false);
	struct rt_cache_writer *writer = rt_cache_writer_new();
	rt_matcher_save(teacher, writer);
	if (rt_cache_save(writer, KEY, KEY, &err))
		fprintf(stderr, "%s\n", err.message);
	rt_matcher_free(teacher);
	double start = bench_seconds();
	struct rt_cache *cache = rt_cache_open(KEY, KEY);
	struct rt_matcher *matcher = compile(bench, cache);
	printf("start with the cache           %8.3f s\n", bench_seconds() - start);
	printf("new text, with the cache       %8.1f MB/s\n", run(bench, matcher, 1, 2, 0, false));
	print_size("after it", matcher);
	rt_matcher_free(matcher);
	rt_cache_close(cache);
}

static int speed(struct bench *bench)
{
	printf("%zu patterns, %zu documents, %.1f MB\n", bench->patterns.count,
		bench->texts.items.count, (double)bench->texts.bytes / 1e6);
	double start = bench_seconds();
	struct rt_matcher *matcher = compile(bench, NULL);
	printf("compile                        %8.3f s\n", bench_seconds() - start);
	print_size("at first", matcher);
	double cold = run(bench, matcher, 0, 1, 0, false);
	printf("cold                           %8.1f MB/s\n", cold);
	print_size("after it", matcher);
	double warm = run(bench, matcher, 0, 1, 0, false);
	printf("warm                           %8.1f MB/s   %zu matches, %zu limits\n", warm,
		bench->matches, bench->limits);
	speed_with_cache(bench);
	double fast = run(bench, matcher, 0, 1, REFERENCE_BYTES, false);
	double slow = run(bench, matcher, 0, 1, REFERENCE_BYTES, true);
	printf("reference                      %8.1f MB/s\n", slow);
	printf("times the reference            %8.1f\n", fast / slow);
	rt_matcher_free(matcher);
	return 0;
}

/* --- cost ------------------------------------------------------------------------------------- */

#define COSTLIEST 25

struct costly {
	struct rt_match_cost cost;
	const char *pattern;
};

static int by_time(const void *left, const void *right)
{
	const struct costly *a = left, *b = right;
	return a->cost.nanoseconds > b->cost.nanoseconds ? -1
							 : a->cost.nanoseconds < b->cost.nanoseconds;
}

static int cost(struct bench *bench)
{
	struct rt_matcher *matcher = compile(bench, NULL);
	size_t count = rt_matcher_count(matcher);
	struct rt_match_cost *costs = rt_alloc_zero(count + 1, sizeof *costs);
	struct costly *rows = rt_alloc_zero(count + 1, sizeof *rows);
	double warm_up = run(bench, matcher, 0, 1, 0, false);
	bench->costs = costs;
	double measured = run(bench, matcher, 0, 1, 0, false);
	uint64_t calls = 0, all = 0;
	for (size_t i = 0; i < count; i++) {
		rows[i] = (struct costly){costs[i], rt_matcher_pattern(matcher, (uint32_t)i)};
		calls += costs[i].calls;
		all += costs[i].nanoseconds;
	}
	qsort(rows, count, sizeof *rows, by_time);
	printf("cold %.1f MB/s, measured %.1f MB/s, %.3f s, of that %.3f s in %llu calls of PCRE2\n",
		warm_up, measured, (double)bench->texts.bytes / 1e6 / measured, (double)all / 1e9,
		(unsigned long long)calls);
	for (size_t i = 0; i < count && i < COSTLIEST; i++)
		printf("%8.1f ms %9llu calls %8llu matches  %.110s\n",
			(double)rows[i].cost.nanoseconds / 1e6,
			(unsigned long long)rows[i].cost.calls,
			(unsigned long long)rows[i].cost.matches, rows[i].pattern);
	rt_free(costs);
	rt_free(rows);
	rt_matcher_free(matcher);
	return 0;
}

struct lonely {
	double rate;
	size_t windowed, states;
	const char *pattern;
};

static int by_rate(const void *left, const void *right)
{
	const struct lonely *a = left, *b = right;
	return a->rate < b->rate ? -1 : a->rate > b->rate;
}

static int alone(struct bench *bench)
{
	size_t count = bench->patterns.count;
	char **patterns = bench->patterns.items;
	struct lonely *rows = rt_alloc_zero(count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++) {
		bench->patterns.items = patterns + i;
		bench->patterns.count = 1;
		struct rt_matcher *matcher = compile(bench, NULL);
		run(bench, matcher, 0, 1, 0, false);
		rows[i].rate = run(bench, matcher, 0, 1, 0, false);
		rows[i].windowed = rt_matcher_measure(matcher).windowed;
		rows[i].states = rt_matcher_measure(matcher).states;
		rows[i].pattern = patterns[i];
		rt_matcher_free(matcher);
	}
	bench->patterns.items = patterns;
	bench->patterns.count = count;
	qsort(rows, count, sizeof *rows, by_rate);
	for (size_t i = 0; i < count && i < COSTLIEST; i++)
		printf("%8.1f MB/s %6zu states %s %.110s\n", rows[i].rate, rows[i].states,
			rows[i].windowed ? "window" : "      ", rows[i].pattern);
	rt_free(rows);
	return 0;
}

static int print_patterns(struct bench *bench)
{
	RT_VEC_FOREACH(pattern, &bench->patterns)
		puts(*pattern);
	return 0;
}

static int print_text(struct bench *bench)
{
	RT_VEC_FOREACH(text, &bench->texts.items)
		printf("%s\n", text->text);
	return 0;
}

/* --- comparison ------------------------------------------------------------------------------- */

static void print_difference(const char *fast, const char *slow)
{
	while (*fast && *slow && *fast == *slow)
		fast++, slow++;
	printf("  fast goes on: %.60s\n  reference:    %.60s\n", fast, slow);
}

static int compare(struct bench *bench)
{
	struct rt_matcher *matcher = compile(bench, NULL);
	struct rt_match_scratch *scratch = rt_match_scratch_new(matcher);
	struct rt_match_sink sink = {.context = bench, .found = found, .limited = limited};
	struct rt_str fast = RT_STR_INIT, slow = RT_STR_INIT;
	size_t wrong = 0;
	for (size_t i = 0; i < bench->texts.items.count; i++) {
		const struct bench_text *text = &bench->texts.items.items[i];
		rt_str_clear(&fast);
		rt_str_clear(&slow);
		bench->listing = &fast;
		rt_matcher_run(matcher, scratch, text->text, text->len, &sink);
		bench->listing = &slow;
		rt_matcher_run_reference(matcher, scratch, text->text, text->len, &sink);
		if (!strcmp(fast.data, slow.data))
			continue;
		wrong++;
		printf("document %zu (%zu bytes) differs\n", i, text->len);
		print_difference(fast.data, slow.data);
	}
	printf("%zu documents, %.1f MB, %zu matches both ways, %zu limits, %zu documents differ\n",
		bench->texts.items.count, (double)bench->texts.bytes / 1e6, bench->matches / 2,
		bench->limits, wrong);
	rt_str_release(&fast);
	rt_str_release(&slow);
	rt_match_scratch_free(scratch);
	rt_matcher_free(matcher);
	return wrong != 0;
}

static int (*mode_lookup(const char *name))(struct bench *)
{
	static const struct {
		const char *name;
		int (*run)(struct bench *);
	} modes[] = {{"speed", speed}, {"cost", cost}, {"alone", alone},
		{"patterns", print_patterns}, {"text", print_text}, {"compare", compare}};
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (!strcmp(modes[i].name, name))
			return modes[i].run;
	return NULL;
}

int main(int argc, char **argv)
{
	struct bench bench = {0};
	struct rt_err err;
	int (*what)(struct bench *) = argc > 3 ? mode_lookup(argv[1]) : NULL;
	const char *max = getenv("BENCH_BYTES");
	if (!what) {
		fprintf(stderr,
			"usage: %s speed|cost|alone|patterns|text|compare PATTERNS PATH…\n", argv[0]);
		return 2;
	}
	int rc = 3;
	if (read_patterns(&bench, argv[2], &err) ||
		bench_texts_read(&bench.texts, (const char *const *)argv + 3, (size_t)argc - 3,
			max ? strtoul(max, NULL, 10) : 0, &err))
		fprintf(stderr, "%s\n", err.message);
	else
		rc = what(&bench);
	RT_VEC_FOREACH(pattern, &bench.patterns)
		rt_free(*pattern);
	rt_vec_release(&bench.patterns);
	bench_texts_release(&bench.texts);
	return rc;
}
