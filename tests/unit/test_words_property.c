/* Patterns of `words` all at once find what each finds by itself at every token: random patterns, random
 * text, a fixed seed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../support/every.h"
#include "../support/small_lists.h"
#include "engine/engine.h"
#include "words/signature.h"
#include "words/token.h"
#include "words/vocabulary.h"
#include "words/words.h"
#include "random_rules.h"

#define SETS 80
#define PATTERNS 40
#define TEXTS 40
#define CHOICES 24 /* of patterns that are left out: more than a runner keeps automata of */
#define PICK(source, items) (items)[random_below((source), sizeof(items) / sizeof *(items))]

static const char *const terms[] = {"<given>", "<body>", "<given&capital>", "<body&!caps>", "<capital>",
	"<caps>", "<lower>", "<initial>", "<mixed>", "<digits>", "<any>", "<letter>", "<capital&!given>",
	"<given|body>", "\"of\"", "\"Court\"i", "\"Bank of\"", "\"said\"", "\",\"", "\".\"", "<body/all>"};
static const char *const places[] = {"<line-start>", "<line-end>", "<sentence-start>",
	"<sentence-end>", "<glued>", "<spaced>"};
static const char *const words[] = {"Ana", "ana", "José", "Jean-Luc", "שרה", "לשרה", "Court", "COURT",
	"Court of Appeal", "court of appeal", "CA", "בג\"ץ", "בבג״ץ", "Bank of Ireland", "Bank", "of",
	"said", "Said", "J.", "12", "iPhone", "Anna's", "the"};
static const char *const between[] = {" ", " ", " ", " ", "\n", "\n> ", ", ", ". ", "", "-", " ("};

static void add_pattern(struct random_source *source, int depth, struct rt_str *out);

static void add_piece(struct random_source *source, int depth, struct rt_str *out)
{
	static const char *const repeats[] = {"?", "*", "+", "{1,3}", "{2}"};
	if (depth && !random_below(source, 4)) {
		rt_str_append(out, random_below(source, 3) ? "( " : "g:( ");
		add_pattern(source, depth - 1, out);
		rt_str_append(out, ")");
	} else if (!random_below(source, 9)) {
		rt_str_append(out, PICK(source, places));
		rt_str_append(out, " ");
		return;
	} else {
		rt_str_append(out, PICK(source, terms));
	}
	rt_str_append(out, random_below(source, 4) ? "" : PICK(source, repeats));
	rt_str_append(out, " ");
}

static void add_pattern(struct random_source *source, int depth, struct rt_str *out)
{
	for (uint32_t left = 1 + random_below(source, 4); left; left--) {
		add_piece(source, depth, out);
		if (depth < 2 && left > 1 && !random_below(source, 4))
			rt_str_append(out, "| ");
	}
}

static void add_text(struct random_source *source, uint32_t count, struct rt_str *out)
{
	while (count--) {
		rt_str_append(out, PICK(source, words));
		rt_str_append(out, PICK(source, between));
	}
}

struct line {
	uint32_t start, pattern, end, skip, group_start, group_end;
};

struct listing {
	RT_VEC(struct line) lines;
	bool limited;
};

static void found(void *context, const struct rt_words_match *match)
{
	struct listing *listing = context;
	rt_vec_push(&listing->lines, (struct line){match->start, match->pattern, match->end, match->skip,
					     match->groups[0].start, match->groups[0].end});
}

static int in_order(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->pattern < y->pattern ? -1 : x->pattern > y->pattern;
}

/* Which of the patterns that match at a token comes first is nobody's business. */
static void sort(struct listing *listing)
{
	if (listing->lines.count)
		qsort(listing->lines.items, listing->lines.count, sizeof *listing->lines.items,
			in_order);
}

static bool same(const struct listing *fast, const struct listing *slow)
{
	return fast->lines.count == slow->lines.count &&
		(!slow->lines.count ||
			!memcmp(fast->lines.items, slow->lines.items,
				slow->lines.count * sizeof *slow->lines.items));
}

static void print(const char *which, const struct listing *listing)
{
	fprintf(stderr, "%s:\n", which);
	RT_VEC_FOREACH(line, &listing->lines)
		fprintf(stderr, "%u@%u-%u+%u %u-%u\n", line->pattern, line->start, line->end, line->skip,
			line->group_start, line->group_end);
}

static void limited(void *context, uint32_t pattern, uint32_t token)
{
	(void)pattern, (void)token;
	((struct listing *)context)->limited = true;
}

struct trial {
	struct rt_gazetteer *lists;
	struct rt_word_terms *terms;
	struct rt_signatures *signatures;
	struct rt_vocabulary *vocabulary;
	struct rt_words_runner *runner;
	struct rt_str patterns; /* one a line, for the one who reads a failure */
	uint8_t off[CHOICES][PATTERNS];
};

static void open_trial(struct trial *trial, struct random_source *source)
{
	struct rt_str pattern = RT_STR_INIT;
	struct rt_err err;
	size_t place;
	trial->lists = small_lists_new();
	trial->terms = rt_word_terms_new(trial->lists);
	trial->patterns = (struct rt_str)RT_STR_INIT;
	for (int added = 0; added < PATTERNS;) {
		rt_str_clear(&pattern);
		add_pattern(source, 2, &pattern);
		if (rt_words_add(trial->terms, pattern.data, &place, &err))
			continue; /* such as one that can be empty */
		rt_str_appendf(&trial->patterns, "%d: %s\n", added++, pattern.data);
	}
	rt_str_release(&pattern);
	rt_word_terms_finish(trial->terms);
	trial->signatures = rt_signatures_new(trial->terms);
	trial->vocabulary = rt_vocabulary_new(trial->lists, trial->signatures);
	trial->runner = rt_words_runner_new(trial->terms);
	for (size_t i = 0; i < CHOICES; i++)
		for (size_t j = 0; j < PATTERNS; j++)
			trial->off[i][j] = random_below(source, 3) == 0;
}

static void close_trial(struct trial *trial)
{
	rt_words_runner_free(trial->runner);
	rt_vocabulary_free(trial->vocabulary);
	rt_signatures_free(trial->signatures);
	rt_word_terms_free(trial->terms);
	rt_gazetteer_free(trial->lists);
	rt_str_release(&trial->patterns);
}

/* off: patterns that are left out, or NULL. -> how many matches the text has */
static size_t compare(struct trial *trial, const struct rt_str *text, const uint8_t *off)
{
	const struct rt_range all = {0, (uint32_t)text->len};
	struct rt_tokens tokens = {0};
	struct listing fast = {0}, slow = {0};
	struct rt_words_sink sink = {.context = &fast, .found = found, .limited = limited};
	rt_tokenise(trial->vocabulary, text->data, all, RT_SEGMENT_BODY, 0, &tokens);
	rt_words_begin(trial->runner, tokens.count);
	rt_words_run(trial->runner, trial->vocabulary, text->data, tokens.items, 0,
		(uint32_t)tokens.count, off, &sink);
	sink.context = &slow;
	rt_words_begin(trial->runner, tokens.count);
	rt_words_run_reference(trial->runner, trial->vocabulary, text->data, tokens.items, 0,
		(uint32_t)tokens.count, off, &sink);
	sort(&fast);
	sort(&slow);
	if (!fast.limited && !slow.limited && !same(&fast, &slow)) {
		fprintf(stderr, "patterns:\n%stext:\n%s\n", trial->patterns.data, text->data);
		print("reference", &slow);
		print("fast", &fast);
		fail();
	}
	size_t count = slow.lines.count;
	rt_vec_release(&tokens);
	rt_vec_release(&fast.lines);
	rt_vec_release(&slow.lines);
	return count;
}

/* REDTHREAD_SEEDS=N tries N sets instead, for a longer run by hand. */
static void all_at_once_find_what_each_finds(void **state)
{
	(void)state;
	const char *wanted = getenv("REDTHREAD_SEEDS");
	uint64_t sets = wanted ? strtoull(wanted, NULL, 10) : few(SETS);
	struct rt_str text = RT_STR_INIT;
	size_t matched = 0;
	for (uint64_t i = 0; i < sets; i++) {
		struct random_source source = {.state = 0x9e3779b97f4a7c15u * (i + 1)};
		struct trial trial;
		open_trial(&trial, &source);
		for (int j = 0; j < TEXTS; j++) {
			rt_str_clear(&text);
			add_text(&source, 1 + random_below(&source, 60), &text);
			matched += compare(&trial, &text, NULL) > 0;
			compare(&trial, &text, trial.off[j % CHOICES]);
		}
		close_trial(&trial);
	}
	assert_true(matched > sets * TEXTS / 2);
	rt_str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_at_once_find_what_each_finds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
