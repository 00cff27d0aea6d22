#include "eval/score.h"

#include <stdlib.h>
#include <string.h>

struct span {
	uint32_t start, end;
};

/* A marked and a found one that may belong together. */
struct pair {
	double likeness; /* shared bytes, twice, by the bytes of both */
	size_t gold, found;
};

struct match {
	RT_VEC(const struct rt_gold_entity *) gold; /* that count */
	RT_VEC(const struct rt_mention *) found;
	RT_VEC(struct pair) pairs; /* the most alike first */
	const struct rt_mention **hit; /* of each gold */
	bool *used;		       /* each found */
};

static bool fits(enum rt_score_mode mode, struct span gold, const struct rt_range *found)
{
	switch (mode) {
	case RT_SCORE_EXACT:
		return gold.start == found->start && gold.end == found->end;
	case RT_SCORE_OVERLAP:
		return gold.start < found->end && found->start < gold.end;
	case RT_SCORE_CONTAIN:
		break;
	}
	return (gold.start <= found->start && found->end <= gold.end) ||
	       (found->start <= gold.start && gold.end <= found->end);
}

static double likeness(struct span gold, const struct rt_range *found)
{
	uint32_t start = gold.start > found->start ? gold.start : found->start;
	uint32_t end = gold.end < found->end ? gold.end : found->end;
	double both = (double)(gold.end - gold.start) + (double)(found->end - found->start);
	return both > 0 ? 2.0 * ((double)end - (double)start) / both : 0.0;
}

static void add_pair(struct match *match, enum rt_score_mode mode, size_t g, size_t f)
{
	const struct rt_gold_entity *gold = match->gold.items[g];
	const struct rt_range *found = &match->found.items[f]->range;
	struct span spans[2] = {{gold->start, gold->end}, {gold->full_start, gold->full_end}};
	size_t count = mode != RT_SCORE_EXACT && gold->full_end ? 2 : 1;
	for (size_t i = 0; i < count; i++) {
		if (!fits(mode, spans[i], found))
			continue;
		rt_vec_push(&match->pairs, (struct pair){likeness(spans[i], found), g, f});
		return;
	}
}

static int most_alike_first(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;
	if (a->likeness != b->likeness)
		return a->likeness > b->likeness ? -1 : 1;
	if (a->gold != b->gold)
		return a->gold < b->gold ? -1 : 1;
	return (a->found > b->found) - (a->found < b->found);
}

static void collect(struct match *match, const char *type, enum rt_score_mode mode,
	const struct rt_gold_document *gold, const struct rt_mentions *found)
{
	RT_VEC_FOREACH(entity, &gold->entities)
		if (!strcmp(entity->type, type))
			rt_vec_push(&match->gold, entity);
	for (size_t i = 0; i < found->count; i++)
		if (!strcmp(found->items[i].type, type))
			rt_vec_push(&match->found, &found->items[i]);
	for (size_t g = 0; g < match->gold.count; g++)
		for (size_t f = 0; f < match->found.count; f++)
			add_pair(match, mode, g, f);
	if (match->pairs.count)
		qsort(match->pairs.items, match->pairs.count, sizeof *match->pairs.items,
			most_alike_first);
	match->hit = rt_alloc_zero(match->gold.count, sizeof *match->hit);
	match->used = rt_alloc_zero(match->found.count, sizeof *match->used);
}

static void pair_up(struct match *match, enum rt_score_mode mode, struct rt_score *score)
{
	RT_VEC_FOREACH(pair, &match->pairs)
	{
		if (match->used[pair->found])
			continue;
		if (!match->hit[pair->gold]) {
			match->hit[pair->gold] = match->found.items[pair->found];
			match->used[pair->found] = true;
		} else if (mode == RT_SCORE_CONTAIN) { /* one more part of the same chain */
			match->used[pair->found] = true;
			score->ignored++;
		}
	}
	if (mode != RT_SCORE_CONTAIN)
		return;
	RT_VEC_FOREACH(pair, &match->pairs)
	{ /* one found chain that covers several marked references */
		const struct rt_gold_entity *gold = match->gold.items[pair->gold];
		const struct rt_mention *found = match->found.items[pair->found];
		if (!match->hit[pair->gold] && found->range.start <= gold->start &&
			gold->end <= found->range.end)
			match->hit[pair->gold] = found;
	}
}

static bool in_ignored_zone(const struct rt_gold_document *gold, const char *type,
	const struct rt_mention *mention)
{
	RT_VEC_FOREACH(entity, &gold->entities)
		if (strcmp(entity->type, type) && entity->start < mention->range.end &&
			mention->range.start < entity->end)
			return true;
	return false;
}

static enum rt_verdict count_value(struct rt_score *score, const struct rt_gold_entity *gold,
	const char *type, const char *value)
{
	if (!gold->values.count)
		return RT_HIT;
	enum rt_agreement agreement = rt_value_agreement(gold, type, value);
	score->valued++;
	score->value_right += agreement == RT_EQUAL;
	score->value_prefix += agreement != RT_DIFFERENT;
	score->value_missing += value == NULL;
	return agreement == RT_EQUAL ? RT_HIT : RT_WRONG_VALUE;
}

static void tell(rt_finding_fn *note, void *context, struct rt_finding finding)
{
	if (note)
		note(context, &finding);
}

void rt_score_values(struct rt_score *score, const char *type, enum rt_score_mode mode,
	const struct rt_gold_document *gold, const struct rt_mentions *found, rt_finding_fn *note,
	void *context)
{
	struct match match = {0};
	collect(&match, type, mode, gold, found);
	pair_up(&match, mode, score);
	for (size_t g = 0; g < match.gold.count; g++) {
		enum rt_verdict verdict = RT_MISSED;
		score->gold++;
		if (match.hit[g]) {
			score->exact++;
			score->found++;
			verdict = count_value(score, match.gold.items[g], type, match.hit[g]->value);
		}
		tell(note, context,
			(struct rt_finding){verdict, gold, match.gold.items[g], match.hit[g]});
	}
	for (size_t f = 0; f < match.found.count; f++) {
		if (match.used[f])
			continue;
		if (in_ignored_zone(gold, type, match.found.items[f])) {
			score->ignored++;
			continue;
		}
		score->found++;
		tell(note, context, (struct rt_finding){RT_FALSE, gold, NULL, match.found.items[f]});
	}
	rt_free(match.used);
	rt_free(match.hit);
	rt_vec_release(&match.pairs);
	rt_vec_release(&match.found);
	rt_vec_release(&match.gold);
}
