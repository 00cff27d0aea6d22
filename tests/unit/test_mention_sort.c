/* Mentions are put in order whatever order they come in, and none is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "engine/engine.h"

#define MOST 400
#define ROUNDS 300

static uint32_t next_number(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static int by_place(const void *left, const void *right)
{
	const struct rt_mention *a = left, *b = right;
	if (a->range.start != b->range.start)
		return a->range.start < b->range.start ? -1 : 1;
	if (a->range.end != b->range.end)
		return a->range.end < b->range.end ? -1 : 1;
	int order = strcmp(a->rule, b->rule);
	if (order)
		return order;
	if (a->part_of != b->part_of)
		return a->part_of < b->part_of ? -1 : 1;
	return a->sentence - b->sentence; /* as they came */
}

/* A few runs; within one, what begins close together is out of order by `loose` bytes. */
static void make_mentions(struct rt_mention *items, size_t count, uint32_t loose, uint32_t *state)
{
	static const char *const rules[] = {"date", "date-month", "person", "acronym"};
	size_t run = 1 + next_number(state) % count;
	for (size_t i = 0; i < count; i++) {
		uint32_t start = (uint32_t)(i % run) * 3 + next_number(state) % loose;
		items[i] = (struct rt_mention){
			.range = {start, start + 1 + next_number(state) % 4},
			.rule = rules[next_number(state) % 4],
			.part_of = (int32_t)(next_number(state) % 3) - 1,
			.sentence = (int32_t)i};
	}
}

static void check(size_t count, uint32_t loose, uint32_t *state)
{
	struct rt_mention items[MOST], wanted[MOST];
	make_mentions(items, count, loose, state);
	memcpy(wanted, items, count * sizeof *items);
	qsort(wanted, count, sizeof *wanted, by_place);
	rt_mentions_sort(&(struct rt_mentions){.items = items, .count = count});
	for (size_t i = 0; i < count; i++)
		assert_int_equal(items[i].sentence, wanted[i].sentence);
}

static void any_order_becomes_one(void **unused)
{
	static const uint32_t loose[] = {1, 4, 20, 2000};
	uint32_t state = 1;
	(void)unused;
	for (size_t round = 0; round < ROUNDS; round++)
		check(1 + next_number(&state) % MOST, loose[round % 4], &state);
	rt_mentions_sort(&(struct rt_mentions){0});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_order_becomes_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
