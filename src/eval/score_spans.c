#include "eval/score.h"

#include <string.h>

double rt_precision(size_t right, size_t found)
{
	return found ? (double)right / (double)found : 0.0;
}

double rt_f1(double precision, double recall)
{
	return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0.0;
}

static bool shares(const struct rt_gold_entity *gold, const struct rt_mention *mention)
{
	return gold->start < mention->range.end && mention->range.start < gold->end;
}

static bool same(const struct rt_gold_entity *gold, const struct rt_mention *mention)
{
	return gold->start == mention->range.start && gold->end == mention->range.end;
}

static bool not_a_name(const char *type)
{
	return !strcmp(type, "NOM") || !strcmp(type, "ROLE");
}

/* How a mention stands to the marks. */
struct place {
	const struct rt_gold_entity *exact, *overlap;
	bool on_ignored;
};

static struct place place_of(const struct rt_gold_document *gold, const char *type,
	const struct rt_mention *mention)
{
	struct place place = {0};
	RT_VEC_FOREACH(entity, &gold->entities)
	{
		if (!shares(entity, mention) && !same(entity, mention))
			continue;
		if (not_a_name(entity->type))
			place.on_ignored = true;
		if (strcmp(entity->type, type))
			continue;
		place.overlap = entity;
		if (same(entity, mention))
			place.exact = entity;
	}
	return place;
}

/* Marked twice or found twice counts once. */
static bool met_before(const struct rt_mentions *found, size_t index)
{
	const struct rt_mention *mention = &found->items[index];
	for (size_t i = index; i-- && found->items[i].range.end > mention->range.start;)
		if (found->items[i].range.start == mention->range.start &&
			found->items[i].range.end == mention->range.end &&
			!strcmp(found->items[i].type, mention->type))
			return true;
	return false;
}

static void score_found(struct rt_score *score, const char *type, const struct rt_gold_document *gold,
	const struct rt_mentions *found, rt_finding_fn *note, void *context)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct rt_mention *mention = &found->items[i];
		if (strcmp(mention->type, type) || met_before(found, i))
			continue;
		struct place place = place_of(gold, type, mention);
		if (place.on_ignored && !place.overlap) {
			score->ignored++;
			continue;
		}
		score->found++;
		score->exact += place.exact != NULL;
		score->overlap_found += place.overlap != NULL;
		if (note)
			note(context, &(struct rt_finding){place.exact ? RT_HIT : RT_FALSE, gold,
					      place.exact, mention});
	}
}

static void score_gold(struct rt_score *score, const char *type, const struct rt_gold_document *gold,
	const struct rt_mentions *found, rt_finding_fn *note, void *context)
{
	for (size_t g = 0; g < gold->entities.count; g++) {
		const struct rt_gold_entity *entity = &gold->entities.items[g];
		if (strcmp(entity->type, type))
			continue;
		bool twice = false;
		for (size_t i = 0; i < g && !twice; i++)
			twice = gold->entities.items[i].start == entity->start &&
				gold->entities.items[i].end == entity->end &&
				!strcmp(gold->entities.items[i].type, type);
		if (twice)
			continue;
		bool exact = false, overlap = false;
		for (size_t i = 0; i < found->count; i++) {
			if (strcmp(found->items[i].type, type))
				continue;
			exact |= same(entity, &found->items[i]);
			overlap |= shares(entity, &found->items[i]);
		}
		score->gold++;
		score->overlap_gold += overlap;
		if (!exact && note)
			note(context, &(struct rt_finding){RT_MISSED, gold, entity, NULL});
	}
}

void rt_score_spans(struct rt_score *score, const char *type, const struct rt_gold_document *gold,
	const struct rt_mentions *found, rt_finding_fn *note, void *context)
{
	score_found(score, type, gold, found, note, context);
	score_gold(score, type, gold, found, note, context);
}
