/* Co-occurrence against a count that looks at every pair of every text; communities. */
#include "graph/cooccur.h"
#include "graph/graph.h"
#include "graph/measure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ENTITIES 60
#define TEXTS 300
#define MAX_ROWS 400

struct row {
	uint32_t entity, sentence, paragraph;
};

struct text {
	struct row rows[MAX_ROWS];
	size_t count;
	int32_t day;
};

static struct text texts[TEXTS];
static enum rt_reach reaches[ENTITIES];
static uint32_t seed;

static uint32_t next_random(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

/* Some texts are empty, some name nearly everybody, some are lists in one paragraph. */
static void make_texts(void)
{
	seed = 4711;
	for (uint32_t e = 0; e < ENTITIES; e++)
		reaches[e] = e % 10 == 3 ? RT_REACH_SENTENCE
			: e % 10 == 7    ? RT_REACH_NONE
					 : RT_REACH_DOCUMENT;
	for (size_t t = 0; t < TEXTS; t++) {
		texts[t].count = t % 17 == 0 ? 0 : t % 23 == 0 ? MAX_ROWS : 2 + next_random(30);
		texts[t].day = t % 5 == 0 ? 0 : 20010101 + (int32_t)next_random(28);
		for (size_t i = 0; i < texts[t].count; i++) {
			uint32_t sentence = t % 23 == 0 ? (uint32_t)i / 80 : next_random(12);
			texts[t].rows[i] =
				(struct row){next_random(ENTITIES), sentence, sentence / 3};
		}
	}
}

/* How many different entities that count stand where `same` says. */
static size_t entities_in(const struct text *text, uint32_t sentence, uint32_t paragraph)
{
	bool seen[ENTITIES] = {false};
	size_t count = 0;
	for (size_t i = 0; i < text->count; i++) {
		const struct row *row = &text->rows[i];
		if (reaches[row->entity] == RT_REACH_NONE || seen[row->entity])
			continue;
		if ((sentence != UINT32_MAX && row->sentence != sentence) ||
			(paragraph != UINT32_MAX && row->paragraph != paragraph))
			continue;
		seen[row->entity] = true;
		count++;
	}
	return count;
}

static enum rt_reach reach_of(const struct text *text, const struct row *x, const struct row *y)
{
	if (x->sentence == y->sentence &&
		entities_in(text, x->sentence, UINT32_MAX) <= RT_LIST_PARAGRAPH)
		return RT_REACH_SENTENCE;
	if (x->paragraph == y->paragraph &&
		entities_in(text, UINT32_MAX, x->paragraph) <= RT_LIST_PARAGRAPH)
		return RT_REACH_PARAGRAPH;
	return RT_REACH_DOCUMENT;
}

static enum rt_reach closest(const struct text *text, uint32_t a, uint32_t b)
{
	enum rt_reach met = RT_REACH_NONE;
	for (size_t i = 0; i < text->count; i++) {
		const struct row *x = &text->rows[i];
		if (x->entity != a)
			continue;
		for (size_t j = 0; j < text->count; j++) {
			if (text->rows[j].entity != b)
				continue;
			enum rt_reach reach = reach_of(text, x, &text->rows[j]);
			if (met == RT_REACH_NONE || reach < met)
				met = reach;
		}
	}
	return met;
}

static void count_slowly(struct rt_pair *pair)
{
	for (size_t t = 0; t < TEXTS; t++) {
		enum rt_reach met = closest(&texts[t], pair->a, pair->b);
		if (met == RT_REACH_NONE || met > reaches[pair->a] || met > reaches[pair->b])
			continue;
		pair->documents++;
		pair->paragraphs += met <= RT_REACH_PARAGRAPH;
		pair->sentences += met == RT_REACH_SENTENCE;
		if (texts[t].day && (!pair->first || texts[t].day < pair->first))
			pair->first = texts[t].day;
		if (texts[t].day > pair->last)
			pair->last = texts[t].day;
	}
	pair->weight = 0.25 * pair->documents + 0.25 * pair->paragraphs + 0.5 * pair->sentences;
}

struct expected {
	uint32_t a, b; /* the next pair to come */
	int found;
};

static void advance(struct expected *expected)
{
	if (++expected->b == ENTITIES)
		expected->b = ++expected->a + 1;
}

static int compare(void *context, const struct rt_pair *pair, struct rt_err *err)
{
	(void)err;
	struct expected *expected = context;
	for (;; advance(expected)) {
		struct rt_pair slow = {.a = expected->a, .b = expected->b};
		count_slowly(&slow);
		if (slow.weight < RT_WEIGHT_MIN)
			continue; /* rightly left out, or the comparison below fails */
		assert_int_equal(pair->a, slow.a);
		assert_int_equal(pair->b, slow.b);
		assert_int_equal(pair->sentences, slow.sentences);
		assert_int_equal(pair->paragraphs, slow.paragraphs);
		assert_int_equal(pair->documents, slow.documents);
		assert_int_equal(pair->first, slow.first);
		assert_int_equal(pair->last, slow.last);
		assert_float_equal(pair->weight, slow.weight, 1e-9);
		assert_true(pair->npmi >= -1 && pair->npmi <= 1 + 1e-9);
		expected->found++;
		advance(expected);
		return 0;
	}
}

static void test_cooccurrence(void **state)
{
	(void)state;
	make_texts();
	struct rt_cooccur *counts = rt_cooccur_new();
	for (size_t t = 0; t < TEXTS; t++) {
		rt_cooccur_text(counts, texts[t].day);
		for (size_t i = 0; i < texts[t].count; i++) {
			const struct row *row = &texts[t].rows[i];
			rt_cooccur_add(counts, row->entity, row->sentence, row->paragraph,
				reaches[row->entity]);
		}
	}
	struct expected expected = {0, 1, 0};
	assert_int_equal(rt_cooccur_count(counts, compare, &expected, NULL), 0);
	rt_cooccur_free(counts);
	assert_true(expected.found > 500);
	for (; expected.a + 1 < ENTITIES; advance(&expected)) {
		struct rt_pair slow = {.a = expected.a, .b = expected.b};
		count_slowly(&slow);
		assert_true(slow.weight < RT_WEIGHT_MIN);
	}
}

static int count_pairs(void *context, const struct rt_pair *pair, struct rt_err *err)
{
	(void)pair;
	(void)err;
	++*(size_t *)context;
	return 0;
}

/* An address list: nobody in it is tied to anybody by it, however long it is. */
static void test_lists(void **state)
{
	(void)state;
	static const uint32_t sizes[] = {RT_LIST_DOCUMENT + 1, RT_LIST_HUGE + 1, 200000};
	for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
		struct rt_cooccur *counts = rt_cooccur_new();
		size_t pairs = 0;
		rt_cooccur_text(counts, 0);
		for (uint32_t e = 0; e < sizes[s]; e++)
			rt_cooccur_add(counts, e, e, e / 2, RT_REACH_DOCUMENT);
		assert_int_equal(rt_cooccur_count(counts, count_pairs, &pairs, NULL), 0);
		assert_int_equal(pairs, sizes[s] / 2); /* the two of each paragraph */
		rt_cooccur_free(counts);
	}
}

static void test_communities(void **state)
{
	(void)state;
	/* Two rings of four with chords, one bridge; node 8 stands alone, 9 and 10 are a pair. */
	struct rt_edge items[] = {{0, 1, 2}, {1, 2, 2}, {2, 3, 2}, {0, 3, 2}, {0, 2, 2}, {4, 5, 2},
		{5, 6, 2}, {6, 7, 2}, {4, 7, 2}, {4, 6, 2}, {3, 4, 0.5}, {9, 10, 1}};
	struct rt_edges edges = {items, sizeof items / sizeof *items, 0};
	uint32_t community[11];
	rt_communities(&edges, 11, community);
	static const uint32_t wanted[11] = {1, 1, 1, 1, 2, 2, 2, 2, 0, 3, 3};
	assert_memory_equal(community, wanted, sizeof wanted);
}

static void test_edges_settle(void **state)
{
	(void)state;
	struct rt_edge items[] = {{3, 4, 1}, {1, 2, 1}, {3, 4, 2}, {1, 2, 0.5}, {1, 3, 1}};
	struct rt_edges edges = {items, 5, 0};
	rt_edges_settle(&edges);
	assert_int_equal(edges.count, 3);
	assert_float_equal(items[0].weight, 1.5, 1e-9);
	assert_int_equal(items[1].b, 3);
	assert_float_equal(items[2].weight, 3, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cooccurrence),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_communities),
		cmocka_unit_test(test_edges_settle),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
