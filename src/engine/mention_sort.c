/*
 * Mentions in order of start, end, rule.
 *
 * What comes here is a few runs: of `match`, of `words`, of each step of learning. A run is nearly in
 * order, for what begins at one place comes in the order of the rules. So neighbours are put right
 * first, then the runs are merged, by keys that one comparison tells apart; mentions move only once.
 */
#include "base/vec.h"
#include "engine/engine.h"

#include <string.h>

#define NEIGHBOURS 24 /* how far back one of them may belong; the next run begins farther back */

struct key {
	uint64_t range; /* start, then end */
	uint32_t index;
};

struct sorting {
	const struct rt_mention *items;
	size_t count;
	RT_VEC(size_t) runs; /* where they begin, and the end of the last */
};

static uint64_t range_key(const struct rt_mention *mention)
{
	return (uint64_t)mention->range.start << 32 | mention->range.end;
}

/* Of two with the same range. */
static bool rule_precedes(const struct rt_mention *a, const struct rt_mention *b)
{
	int order = a->rule == b->rule ? 0 : strcmp(a->rule, b->rule);
	return order ? order < 0 : a->part_of < b->part_of;
}

static inline bool precedes(const struct sorting *in, const struct key *a, const struct key *b)
{
	return a->range != b->range ? a->range < b->range
				    : rule_precedes(&in->items[a->index], &in->items[b->index]);
}

/* Notes where each run begins. */
static void order_neighbours(struct sorting *in, struct key *keys)
{
	rt_vec_push(&in->runs, 0);
	for (size_t i = 1; i < in->count; i++) {
		struct key moved = keys[i];
		size_t to = i, least = i > NEIGHBOURS ? i - NEIGHBOURS : 0;
		while (to > least && precedes(in, &moved, &keys[to - 1]))
			to--;
		if (to == i)
			continue;
		if (to == least && least) {
			rt_vec_push(&in->runs, i);
			continue;
		}
		memmove(keys + to + 1, keys + to, (i - to) * sizeof *keys);
		keys[to] = moved;
	}
}

static void merge(const struct sorting *in, const struct key *keys, const size_t bounds[3],
	struct key *out)
{
	size_t left = bounds[0], right = bounds[1];
	for (size_t at = left; at < bounds[2]; at++) {
		bool take_right = left == bounds[1] ||
			(right < bounds[2] && precedes(in, &keys[right], &keys[left]));
		out[at] = take_right ? keys[right++] : keys[left++];
	}
}

/* Merges each run with the next one; a last one without a next is taken over. */
static void merge_runs(struct sorting *in, const struct key *keys, struct key *out)
{
	size_t *runs = in->runs.items, left = in->runs.count - 1, kept = 0;
	for (size_t i = 0; i < left; i += 2) {
		size_t middle = runs[i + 1], end = i + 1 < left ? runs[i + 2] : middle;
		merge(in, keys, (size_t[]){runs[i], middle, end}, out);
		runs[kept++] = runs[i];
	}
	runs[kept++] = in->count;
	in->runs.count = kept;
}

/* Puts each mention where its key stands, along the circles in which they change places. */
static void move_mentions(struct rt_mention *items, struct key *keys, size_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = i, from = keys[i].index;
		if (from == i)
			continue;
		struct rt_mention moved = items[i];
		for (; from != i; at = from, from = keys[at].index) {
			items[at] = items[from];
			keys[at].index = at;
		}
		items[at] = moved;
		keys[at].index = at;
	}
}

static bool in_order(const struct rt_mentions *mentions)
{
	for (size_t i = 1; i < mentions->count; i++) {
		const struct rt_mention *before = &mentions->items[i - 1], *item = before + 1;
		uint64_t left = range_key(before), right = range_key(item);
		if (left > right || (left == right && rule_precedes(item, before)))
			return false;
	}
	return true;
}

void rt_mentions_sort(struct rt_mentions *mentions)
{
	if (in_order(mentions))
		return;
	struct sorting in = {.items = mentions->items, .count = mentions->count};
	struct key *room = rt_alloc(2 * in.count * sizeof *room);
	struct key *keys = room, *other = room + in.count;
	for (uint32_t i = 0; i < in.count; i++)
		keys[i] = (struct key){range_key(&in.items[i]), i};
	order_neighbours(&in, keys);
	rt_vec_push(&in.runs, in.count);
	while (in.runs.count > 2) {
		struct key *merged = other;
		merge_runs(&in, keys, merged);
		other = keys;
		keys = merged;
	}
	move_mentions(mentions->items, keys, in.count);
	rt_vec_release(&in.runs);
	rt_free(room);
}
