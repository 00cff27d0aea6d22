/*
 * Overlap: which of several mentions that claim the same bytes stays. The order is told in
 * engine.h.
 *
 * Mentions fall into clusters that hang together by overlapping; most are alone. Within a cluster
 * they are taken in order of preference; each one stays if it overlaps none that stayed before.
 * Those that stayed do not overlap, so they are kept sorted by start and one search finds the only
 * one that could be in the way.
 */
#include "config.h" /* for POSIX and GNU functions */
#include "engine/scan_p.h"

#include <stdlib.h>
#include <string.h>

#define FEW 12

struct settling {
	const struct rt_ruleset *rules;
	struct rt_scanner *scanner; /* which makes the values that wait; NULL: none does */
	struct rt_mention *items; /* a cluster: mentions that hang together by overlapping */
	uint32_t count;
	RT_VEC(uint32_t) order;	 /* by preference */
	RT_VEC(uint32_t) stayed; /* by start */
	RT_VEC(uint8_t) taken;	 /* by mention: taken away by a none rule, or lost */
};

static const char *const type_order[] = {"case", "law", "date", "email", "url", "phone", "account",
	"money", "organisation", "person", "place", NULL};

static int rank(const char *type)
{
	int at = 0;
	while (type_order[at] && strcmp(type_order[at], type) != 0)
		at++;
	return at;
}

static uint32_t number_of(const struct rt_ruleset *rules, const char *id)
{
	const struct rt_rule *rule = rt_ruleset_find(rules, id);
	return rule ? rule->number : UINT32_MAX;
}

static uint32_t length(const struct rt_mention *mention)
{
	return mention->range.end - mention->range.start;
}

static int prefer(const struct rt_ruleset *rules, const struct rt_mention *a, const struct rt_mention *b)
{
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (length(a) != length(b))
		return length(a) > length(b) ? -1 : 1;
	if (a->range.start != b->range.start)
		return a->range.start < b->range.start ? -1 : 1;
	int order = strcmp(a->type, b->type);
	if (order)
		return rank(a->type) != rank(b->type) ? rank(a->type) - rank(b->type) : order;
	uint32_t left = number_of(rules, a->rule), right = number_of(rules, b->rule);
	return left < right ? -1 : left > right;
}

const char *rt_overlap_reason(const struct rt_ruleset *rules, const struct rt_mention *winner,
	const struct rt_mention *loser)
{
	if (!strcmp(winner->type, "none"))
		return "taken away";
	if (prefer(rules, winner, loser) > 0)
		return "not preferred";
	if (winner->score > loser->score)
		return "higher score";
	if (length(winner) > length(loser))
		return "longer";
	if (winner->range.start < loser->range.start)
		return "begins first";
	return rank(winner->type) < rank(loser->type) ? "type goes first" : "rule was loaded first";
}

static int by_preference(const void *left, const void *right, void *context)
{
	const struct settling *in = context;
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	int order = prefer(in->rules, &in->items[a], &in->items[b]);
	return order ? order : a < b ? -1 : a > b;
}

/* Most clusters are two or three mentions, which are put in order while a sort would set out. */
static void order_by_preference(struct settling *in)
{
	uint32_t *order = in->order.items;
	if (in->order.count > FEW) {
		qsort_r(order, in->order.count, sizeof *order, by_preference, in);
		return;
	}
	for (size_t i = 1; i < in->order.count; i++) {
		uint32_t moved = order[i];
		size_t to = i;
		for (; to && by_preference(&moved, &order[to - 1], in) < 0; to--)
			order[to] = order[to - 1];
		order[to] = moved;
	}
}

static bool overlap(struct rt_range a, struct rt_range b)
{
	return a.start < b.end && b.start < a.end;
}

static bool contains_more(struct rt_range outer, struct rt_range inner)
{
	return outer.start <= inner.start && outer.end >= inner.end &&
		outer.end - outer.start > inner.end - inner.start;
}

/* The first of `stayed` that ends behind a place. */
static size_t find_stayed(const struct settling *in, uint32_t place)
{
	size_t low = 0, high = in->stayed.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (in->items[in->stayed.items[middle]].range.end <= place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_none(const struct rt_mention *mention)
{
	return rt_mention_is(mention, "none");
}

/* What the none rules take. */
static void take_away(struct settling *in)
{
	for (uint32_t n = 0; n < in->count; n++) {
		const struct rt_mention *none = &in->items[n];
		if (!is_none(none))
			continue;
		in->taken.items[n] = 1;
		for (uint32_t i = 0; i < in->count && in->items[i].range.start < none->range.end; i++) {
			const struct rt_mention *other = &in->items[i];
			if (!is_none(other) && overlap(other->range, none->range) &&
				!contains_more(other->range, none->range) && other->score <= none->score)
				in->taken.items[i] = 1;
		}
	}
}

/* Nothing stands in the way of the mention: it stays, unless its value was not made yet and is refused. */
static bool holds(const struct settling *in, struct rt_mention *mention)
{
	return !mention->waits || rt_scanner_make_waiting(in->scanner, mention);
}

static void stay(struct settling *in, size_t at, uint32_t index)
{
	rt_vec_push(&in->stayed, 0);
	memmove(in->stayed.items + at + 1, in->stayed.items + at,
		(in->stayed.count - 1 - at) * sizeof *in->stayed.items);
	in->stayed.items[at] = index;
}

static void settle_whole(struct settling *in)
{
	RT_VEC_FOREACH(index, &in->order)
	{
		struct rt_mention *mention = &in->items[*index];
		size_t at = find_stayed(in, mention->range.start);
		bool in_the_way = at < in->stayed.count &&
			overlap(in->items[in->stayed.items[at]].range, mention->range);
		if (in_the_way || !holds(in, mention))
			in->taken.items[*index] = 1;
		else
			stay(in, at, *index);
	}
}

/* A part stays where the mention that it belongs to stayed. */
static void settle_parts(struct settling *in)
{
	for (uint32_t i = 0; i < in->count; i++) {
		const struct rt_mention *part = &in->items[i];
		if (part->part_of < 0 || in->taken.items[i])
			continue;
		size_t at = find_stayed(in, (uint32_t)part->part_of);
		const struct rt_mention *owner =
			at < in->stayed.count ? &in->items[in->stayed.items[at]] : NULL;
		if (!owner || owner->range.start != (uint32_t)part->part_of ||
			owner->range.end < part->range.end || strcmp(owner->rule, part->rule) != 0)
			in->taken.items[i] = 1;
	}
}

static void settle_cluster(struct settling *in)
{
	rt_vec_clear(&in->order);
	rt_vec_clear(&in->stayed);
	rt_vec_clear(&in->taken);
	rt_vec_reserve(&in->taken, in->count);
	memset(in->taken.items, 0, in->count);
	take_away(in);
	for (uint32_t i = 0; i < in->count; i++)
		if (!in->taken.items[i] && in->items[i].part_of < 0)
			rt_vec_push(&in->order, i);
	order_by_preference(in);
	settle_whole(in);
	settle_parts(in);
}

/* ---- the whole ---- */

/* A mention that no other touches. */
static bool stays_alone(const struct settling *in, struct rt_mention *mention)
{
	return !is_none(mention) && mention->part_of < 0 && holds(in, mention);
}

static void settle(
	const struct rt_ruleset *rules, struct rt_scanner *scanner, struct rt_mentions *mentions)
{
	struct settling in = {.rules = rules, .scanner = scanner};
	size_t kept = 0, first = 0;
	rt_mentions_sort(mentions);
	while (first < mentions->count) {
		size_t behind = first;
		uint32_t end = mentions->items[first].range.end;
		while (++behind < mentions->count && mentions->items[behind].range.start < end)
			if (mentions->items[behind].range.end > end)
				end = mentions->items[behind].range.end;
		in.items = mentions->items + first;
		in.count = (uint32_t)(behind - first);
		first = behind;
		if (in.count == 1) {
			if (stays_alone(&in, in.items))
				mentions->items[kept++] = *in.items;
			continue;
		}
		settle_cluster(&in);
		for (uint32_t i = 0; i < in.count; i++)
			if (!in.taken.items[i])
				mentions->items[kept++] = in.items[i];
	}
	mentions->count = kept;
	rt_vec_release(&in.order);
	rt_vec_release(&in.stayed);
	rt_vec_release(&in.taken);
}

void rt_overlap_settle(const struct rt_ruleset *rules, struct rt_mentions *mentions)
{
	settle(rules, NULL, mentions);
}

void rt_scanner_settle(struct rt_scanner *scanner, struct rt_mentions *mentions)
{
	settle(scanner->rules, scanner, mentions);
}
