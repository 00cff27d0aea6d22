/*
 * Overlap: which of several mentions that claim the same bytes stays. The order is told in
 * engine.h.
 *
 * Mentions are taken in order of preference; each one stays if it overlaps none that stayed before.
 * Those that stayed do not overlap, so they are kept sorted by start and one search finds the only
 * two that could be in the way.
 */
#include "config.h" /* for POSIX and GNU functions */
#include "engine/ruleset_p.h"

#include <stdlib.h>
#include <string.h>

struct settling {
	const struct rt_ruleset *rules;
	struct rt_mentions *mentions;
	RT_VEC(uint32_t) order; /* by preference */
	RT_VEC(uint32_t) stayed; /* by start */
	uint8_t *taken;		 /* by mention: taken away by a none rule, or lost */
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
	if (rank(a->type) != rank(b->type))
		return rank(a->type) < rank(b->type) ? -1 : 1;
	int order = strcmp(a->type, b->type);
	uint32_t left = number_of(rules, a->rule), right = number_of(rules, b->rule);
	return order ? order : left < right ? -1 : left > right;
}

static int by_preference(const void *left, const void *right, void *context)
{
	const struct settling *in = context;
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	int order = prefer(in->rules, &in->mentions->items[a], &in->mentions->items[b]);
	return order ? order : a < b ? -1 : a > b;
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
		if (in->mentions->items[in->stayed.items[middle]].range.end <= place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_none(const struct rt_mention *mention)
{
	return !strcmp(mention->type, "none");
}

static int by_start(const void *left, const void *right, void *context)
{
	const struct rt_mentions *mentions = context;
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	uint32_t x = mentions->items[a].range.start, y = mentions->items[b].range.start;
	return x != y ? (x < y ? -1 : 1) : a < b ? -1 : a > b;
}

/* All mentions by start, and a bound on how far back one may reach: the longest. */
static void take_away(struct settling *in)
{
	RT_VEC(uint32_t) all = {0};
	uint32_t longest = 0;
	for (uint32_t i = 0; i < in->mentions->count; i++) {
		rt_vec_push(&all, i);
		if (length(&in->mentions->items[i]) > longest)
			longest = length(&in->mentions->items[i]);
	}
	if (all.count)
		qsort_r(all.items, all.count, sizeof *all.items, by_start, in->mentions);
	for (size_t n = 0; n < all.count; n++) {
		const struct rt_mention *none = &in->mentions->items[all.items[n]];
		if (!is_none(none))
			continue;
		size_t at = n;
		while (at && in->mentions->items[all.items[at - 1]].range.start + longest > none->range.start)
			at--;
		for (; at < all.count; at++) {
			const struct rt_mention *other = &in->mentions->items[all.items[at]];
			if (other->range.start >= none->range.end)
				break;
			if (!is_none(other) && overlap(other->range, none->range) &&
				!contains_more(other->range, none->range) && other->score <= none->score)
				in->taken[all.items[at]] = 1;
		}
		in->taken[all.items[n]] = 1;
	}
	rt_vec_release(&all);
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
		const struct rt_mention *mention = &in->mentions->items[*index];
		size_t at = find_stayed(in, mention->range.start);
		bool in_the_way = at < in->stayed.count &&
			overlap(in->mentions->items[in->stayed.items[at]].range, mention->range);
		if (in_the_way)
			in->taken[*index] = 1;
		else
			stay(in, at, *index);
	}
}

/* A part stays where the mention that it belongs to stayed. */
static void settle_parts(struct settling *in)
{
	for (uint32_t i = 0; i < in->mentions->count; i++) {
		const struct rt_mention *part = &in->mentions->items[i];
		if (part->part_of < 0 || in->taken[i])
			continue;
		size_t at = find_stayed(in, (uint32_t)part->part_of);
		const struct rt_mention *owner =
			at < in->stayed.count ? &in->mentions->items[in->stayed.items[at]] : NULL;
		if (!owner || owner->range.start != (uint32_t)part->part_of ||
			owner->range.end < part->range.end || strcmp(owner->rule, part->rule) != 0)
			in->taken[i] = 1;
	}
}

void rt_overlap_settle(const struct rt_ruleset *rules, struct rt_mentions *mentions)
{
	struct settling in = {.rules = rules, .mentions = mentions};
	in.taken = rt_alloc_zero(mentions->count + 1, 1);
	take_away(&in);
	for (uint32_t i = 0; i < mentions->count; i++)
		if (!in.taken[i] && mentions->items[i].part_of < 0)
			rt_vec_push(&in.order, i);
	if (in.order.count)
		qsort_r(in.order.items, in.order.count, sizeof *in.order.items, by_preference, &in);
	settle_whole(&in);
	settle_parts(&in);
	size_t kept = 0;
	for (uint32_t i = 0; i < mentions->count; i++)
		if (!in.taken[i])
			mentions->items[kept++] = mentions->items[i];
	mentions->count = kept;
	rt_vec_release(&in.order);
	rt_vec_release(&in.stayed);
	rt_free(in.taken);
}
