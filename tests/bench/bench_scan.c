/*
 * How fast documents are scanned with all rules and lists on: tokens, gazetteers, rules, overlap.
 *
 *	bench_scan RULES PATH…   MB/s of the whole and of its parts, on the first pass and warm
 *
 * Reading, segments and languages are done before the clock is started. The first pass is over half of
 * the text, which was not seen before, by a scanner that knows no word yet, with automata that learnt from the
 * other half, as a cache keeps them. The cache is the bench's own, so that no earlier run helps.
 */
#include "config.h" /* for mkdtemp and nftw */

#include "base/map.h"
#include "base/mem.h"
#include "doc/lang.h"
#include "doc/plain.h"
#include "engine/engine.h"
#include "engine/ruleset_p.h"
#include "texts.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 3 /* the best of so many is the figure: other work on the machine only slows down */

struct bench {
	struct rt_ruleset *rules;
	struct bench_texts texts;
	RT_VEC(struct rt_document *) documents;
	struct rt_arena *arena;
	struct rt_mentions found;
	size_t candidates, kept;
	uint64_t sum; /* over the candidates, where it is wanted */
	bool wants_sum;
};

static void open_documents(struct bench *bench)
{
	bench->arena = rt_arena_new();
	RT_VEC_FOREACH(text, &bench->texts.items)
	{
		struct rt_document *document =
			rt_document_from_text(bench->arena,
				rt_ruleset_mail_words(bench->rules), text->text, text->len);
		rt_lang_document(rt_ruleset_languages(bench->rules), document, NULL);
		rt_vec_push(&bench->documents, document);
	}
}

static void close_documents(struct bench *bench)
{
	RT_VEC_FOREACH(document, &bench->documents)
		rt_document_release(*document);
	rt_vec_release(&bench->documents);
	rt_arena_free(bench->arena);
}

static uint64_t sum_text(uint64_t sum, const char *text)
{
	return sum * 31 + (text ? rt_hash(text, strlen(text)) : 7);
}

static void add_to_sum(struct bench *bench)
{
	RT_VEC_FOREACH(mention, &bench->found)
	{
		uint64_t sum = bench->sum * 31 + mention->range.start;
		sum = sum * 31 + mention->range.end;
		sum = sum * 31 + (uint64_t)(mention->score * 1000000);
		sum = sum * 31 + (uint64_t)(mention->part_of + 1);
		sum = sum * 31 + (uint64_t)mention->sentence;
		sum = sum_text(sum_text(sum, mention->rule), mention->type);
		bench->sum = sum_text(sum_text(sum, mention->value), mention->attributes);
	}
}

/* What a pass over the documents does with one of them. */
typedef void step_fn(struct bench *bench, struct rt_scanner *scanner, struct rt_document *document);

static void tokenise(struct bench *bench, struct rt_scanner *scanner, struct rt_document *document)
{
	(void)bench;
	rt_scanner_tokenise(scanner, document);
}

static void find(struct bench *bench, struct rt_scanner *scanner, struct rt_document *document)
{
	rt_vec_clear(&bench->found);
	rt_scanner_tokenise(scanner, document);
	rt_scanner_find(scanner, document, NULL, &bench->found);
	bench->candidates += bench->found.count;
	if (bench->wants_sum) {
		rt_scanner_make_all(scanner, &bench->found);
		add_to_sum(bench);
	}
}

static void scan(struct bench *bench, struct rt_scanner *scanner, struct rt_document *document)
{
	find(bench, scanner, document);
	rt_scanner_settle(scanner, &bench->found);
	bench->kept += bench->found.count;
}

enum half { FIRST_HALF, OTHER_HALF, BOTH_HALVES };

/* One half or both; -> MB/s. A document is of the half that has fewer bytes so far. */
static double pass(struct bench *bench, struct rt_scanner *scanner, step_fn *step, enum half wanted)
{
	size_t bytes = 0, bytes_of[2] = {0, 0};
	bench->candidates = bench->kept = 0;
	bench->sum = 0;
	double start = bench_seconds();
	RT_VEC_FOREACH(document, &bench->documents)
	{
		enum half half = bytes_of[OTHER_HALF] < bytes_of[FIRST_HALF] ? OTHER_HALF : FIRST_HALF;
		bytes_of[half] += (*document)->len;
		if (wanted != BOTH_HALVES && wanted != half)
			continue;
		step(bench, scanner, *document);
		bytes += (*document)->len;
	}
	double seconds = bench_seconds() - start;
	return (double)bytes / 1e6 / (seconds > 0 ? seconds : 1e-9);
}

static double best(struct bench *bench, struct rt_scanner *scanner, step_fn *step)
{
	double most = 0;
	for (int i = 0; i < ROUNDS; i++) {
		double rate = pass(bench, scanner, step, BOTH_HALVES);
		most = rate > most ? rate : most;
	}
	return most;
}

static void ignore_match(void *context, const struct rt_match *match)
{
	(void)context, (void)match;
}

static void ignore_limit(void *context, uint32_t pattern, uint32_t place, enum rt_match_limit limit)
{
	(void)context, (void)pattern, (void)place, (void)limit;
}

static void ignore_words(void *context, const struct rt_words_match *match)
{
	(void)context, (void)match;
}

static void ignore_words_limit(void *context, uint32_t pattern, uint32_t token)
{
	(void)context, (void)pattern, (void)token;
}

static const struct rt_match_sink no_match = {.found = ignore_match, .limited = ignore_limit};
static const struct rt_words_sink no_words = {.found = ignore_words, .limited = ignore_words_limit};

static void match(struct bench *bench, struct rt_scanner *scanner, struct rt_document *document)
{
	tokenise(bench, scanner, document);
	rt_scanner_run(scanner, document, &no_match, NULL);
}

static void words(struct bench *bench, struct rt_scanner *scanner, struct rt_document *document)
{
	tokenise(bench, scanner, document);
	rt_scanner_run(scanner, document, NULL, &no_words);
}

static void match_and_words(
	struct bench *bench, struct rt_scanner *scanner, struct rt_document *document)
{
	tokenise(bench, scanner, document);
	rt_scanner_run(scanner, document, &no_match, &no_words);
}

static void report(struct bench *bench)
{
	printf("scan: %zu rules, %zu entries, %zu documents, %.1f MB\n", rt_ruleset_count(bench->rules),
		rt_gazetteer_entries(bench->rules->gazetteer), bench->documents.count,
		(double)bench->texts.bytes / 1e6);
	struct rt_scanner *teacher = rt_scanner_new(bench->rules);
	pass(bench, teacher, scan, FIRST_HALF);
	rt_scanner_free(teacher);
	struct rt_scanner *scanner = rt_scanner_new(bench->rules);
	printf("first pass, new text           %8.1f MB/s\n", pass(bench, scanner, scan, OTHER_HALF));
	pass(bench, scanner, scan, BOTH_HALVES);
	printf("warm                           %8.1f MB/s   %zu candidates, %zu stay\n",
		best(bench, scanner, scan), bench->candidates, bench->kept);
	printf("  tokenise                     %8.1f MB/s\n", best(bench, scanner, tokenise));
	printf("  … and match, no values       %8.1f MB/s\n", best(bench, scanner, match));
	printf("  … and words, no values       %8.1f MB/s\n", best(bench, scanner, words));
	printf("  … and both, no values        %8.1f MB/s\n", best(bench, scanner, match_and_words));
	printf("  without overlap              %8.1f MB/s\n", best(bench, scanner, find));
	bench->wants_sum = true;
	pass(bench, scanner, find, BOTH_HALVES);
	printf("sum of the candidates          %016llx\n", (unsigned long long)bench->sum);
	rt_scanner_free(scanner);
}

static struct rt_ruleset *load(const char *folder, struct rt_err *err)
{
	struct rt_rule_errors errors = {0};
	struct rt_ruleset *rules = rt_ruleset_load(&folder, 1, &errors, err);
	RT_VEC_FOREACH(error, &errors)
		fprintf(stderr, "%s:%u: %s\n", error->file, error->line, error->message);
	rt_rule_errors_release(&errors);
	return rules;
}

static int remove_one(const char *path, const struct stat *what, int kind, struct FTW *place)
{
	(void)what, (void)kind, (void)place;
	return remove(path);
}

/* Rules that come from a cache which has learnt nothing. */
static struct rt_ruleset *load_from_cache(const char *folder, struct rt_err *err)
{
	struct rt_ruleset *rules = load(folder, err);
	rt_ruleset_free(rules);
	return rules ? load(folder, err) : NULL;
}

int main(int argc, char **argv)
{
	struct bench bench = {0};
	char cache[] = "/tmp/redthread-bench-XXXXXX";
	struct rt_err err;
	const char *max = getenv("BENCH_BYTES");
	if (argc < 3) {
		fprintf(stderr, "usage: %s RULES PATH…\n", argv[0]);
		return 2;
	}
	if (!mkdtemp(cache) || setenv("REDTHREAD_CACHE", cache, 1)) {
		perror(cache);
		return 3;
	}
	bench.rules = load_from_cache(argv[1], &err);
	int failed = !bench.rules ||
		bench_texts_read(&bench.texts, (const char *const *)argv + 2, (size_t)argc - 2,
			max ? strtoul(max, NULL, 10) : 0, &err);
	if (failed) {
		fprintf(stderr, "%s\n", err.message);
	} else {
		open_documents(&bench);
		report(&bench);
		close_documents(&bench);
	}
	rt_vec_release(&bench.found);
	rt_ruleset_free(bench.rules);
	nftw(cache, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	bench_texts_release(&bench.texts);
	return failed ? 3 : 0;
}
