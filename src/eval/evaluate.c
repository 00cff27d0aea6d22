#include "eval/evaluate.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define CONTEXT_BYTES 30

bool rt_scored_by_value(const char *type)
{
	return !strcmp(type, "case") || !strcmp(type, "date") || !strcmp(type, "law");
}

static bool gold_has(const struct rt_gold *gold, const char *type)
{
	RT_VEC_FOREACH(document, &gold->documents)
		RT_VEC_FOREACH(entity, &document->entities)
			if (!strcmp(entity->type, type))
				return true;
	return false;
}

/* The types that were asked for, else the first of these groups that the gold has. */
static void choose_types(struct rt_evaluation *evaluation, const struct rt_gold *gold)
{
	static const char *const groups[][2] = {
		{"case", NULL}, {"date", NULL}, {"person", "organisation"}};
	const struct rt_evaluation_options *options = &evaluation->options;
	for (size_t i = 0; i < options->type_count; i++)
		rt_vec_push(&evaluation->types, options->types[i]);
	for (size_t i = 0; !evaluation->types.count && i < sizeof groups / sizeof *groups; i++)
		for (size_t j = 0; j < 2 && groups[i][j]; j++)
			if (gold_has(gold, groups[i][j]))
				rt_vec_push(&evaluation->types, groups[i][j]);
}

/* The bytes from start to end, with what stands around them, line breaks made visible. */
static const char *excerpt(struct rt_arena *arena, const struct rt_gold_document *document,
	uint32_t start, uint32_t end, uint32_t around)
{
	size_t from = start > around ? start - around : 0;
	size_t to = document->len - end > around ? end + around : document->len;
	while (from && ((unsigned char)document->text[from] & 0xc0) == 0x80)
		from--;
	while (to < document->len && ((unsigned char)document->text[to] & 0xc0) == 0x80)
		to++;
	struct rt_str text = RT_STR_INIT;
	rt_utf8_printable(&text, document->text + from, to - from);
	const char *kept = rt_arena_strdup(arena, text.data);
	rt_str_release(&text);
	return kept;
}

static void count_error(struct rt_evaluation *evaluation, const char *type,
	const struct rt_finding *finding)
{
	struct rt_range range = finding->gold
					? (struct rt_range){finding->gold->start, finding->gold->end}
					: finding->mention->range;
	struct rt_arena *arena = evaluation->arena;
	const char *surface = excerpt(arena, finding->document, range.start, range.end, 0);
	char *key = rt_arena_printf(arena, "%d\t%s\t%s", (int)finding->verdict, type, surface);
	uint64_t *index = rt_map_at(evaluation->error_index, key, strlen(key));
	if (*index) {
		evaluation->errors.items[*index - 1].count++;
		return;
	}
	bool valued = finding->gold && finding->gold->values.count;
	rt_vec_push(&evaluation->errors,
		(struct rt_error_line){
			.verdict = finding->verdict,
			.type = type,
			.surface = surface,
			.wanted = valued ? finding->gold->values.items[0] : NULL,
			.got = finding->mention && finding->mention->value
				       ? rt_arena_strdup(arena, finding->mention->value)
				       : NULL,
			.rule = finding->mention ? rt_arena_strdup(arena, finding->mention->rule) : NULL,
			.context = excerpt(arena, finding->document, range.start, range.end, CONTEXT_BYTES),
			.id = rt_arena_strdup(arena, finding->document->id),
			.count = 1,
		});
	*index = evaluation->errors.count;
}

static void count_rule(struct rt_evaluation *evaluation, const char *type,
	const struct rt_mention *mention, bool hit)
{
	char *key = rt_arena_printf(evaluation->arena, "%s\t%s", type, mention->rule);
	uint64_t *index = rt_map_at(evaluation->rule_index, key, strlen(key));
	if (!*index) {
		rt_vec_push(&evaluation->rules,
			(struct rt_rule_count){
				.rule = rt_arena_strdup(evaluation->arena, mention->rule),
				.type = type,
			});
		*index = evaluation->rules.count;
	}
	struct rt_rule_count *count = &evaluation->rules.items[*index - 1];
	*(hit ? &count->hits : &count->false_hits) += 1;
}

struct noting {
	struct rt_evaluation *evaluation;
	const char *type;
};

static void note_finding(void *context, const struct rt_finding *finding)
{
	struct noting *noting = context;
	bool hit = finding->verdict == RT_HIT || finding->verdict == RT_WRONG_VALUE;
	if (finding->mention)
		count_rule(noting->evaluation, noting->type, finding->mention, hit);
	if (finding->verdict != RT_HIT && noting->evaluation->options.errors)
		count_error(noting->evaluation, noting->type, finding);
}

static int by_false_hits(const void *left, const void *right)
{
	const struct rt_rule_count *a = left, *b = right;
	if (a->false_hits != b->false_hits)
		return a->false_hits > b->false_hits ? -1 : 1;
	if (a->hits != b->hits)
		return a->hits > b->hits ? -1 : 1;
	return strcmp(a->rule, b->rule);
}

static int by_verdict_and_count(const void *left, const void *right)
{
	const struct rt_error_line *a = left, *b = right;
	if (a->verdict != b->verdict)
		return a->verdict < b->verdict ? -1 : 1;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return strcmp(a->surface, b->surface);
}

/* The mentions whose score reaches the threshold. Items are borrowed. */
static struct rt_mentions above(const struct rt_mentions *mentions, double min_score)
{
	struct rt_mentions kept = {0};
	RT_VEC_FOREACH(mention, mentions)
		if (mention->score >= min_score)
			rt_vec_push(&kept, *mention);
	return kept;
}

static void score_document(struct rt_evaluation *evaluation, const struct rt_gold_document *gold,
	const struct rt_mentions *found)
{
	for (size_t t = 0; t < evaluation->types.count; t++) {
		struct noting noting = {evaluation, evaluation->types.items[t]};
		struct rt_score *score = &evaluation->scores.items[t];
		if (rt_scored_by_value(noting.type))
			rt_score_values(score, noting.type, evaluation->options.mode, gold, found,
				note_finding, &noting);
		else
			rt_score_spans(score, noting.type, gold, found, note_finding, &noting);
	}
}

void rt_evaluate(struct rt_evaluation *evaluation, const char *path, const struct rt_gold *gold,
	const struct rt_predictions *predictions, const struct rt_evaluation_options *options)
{
	*evaluation = (struct rt_evaluation){
		.options = *options,
		.path = path,
		.arena = rt_arena_new(),
		.rule_index = rt_map_new(),
		.error_index = rt_map_new(),
	};
	choose_types(evaluation, gold);
	for (size_t t = 0; t < evaluation->types.count; t++)
		rt_vec_push(&evaluation->scores, (struct rt_score){0});
	for (size_t i = 0; i < gold->documents.count; i++) {
		struct rt_mentions found = above(&predictions->documents.items[i], options->min_score);
		score_document(evaluation, &gold->documents.items[i], &found);
		evaluation->documents++;
		evaluation->bytes += gold->documents.items[i].len;
		rt_vec_release(&found);
	}
	if (evaluation->rules.count)
		qsort(evaluation->rules.items, evaluation->rules.count,
			sizeof *evaluation->rules.items, by_false_hits);
	if (evaluation->errors.count)
		qsort(evaluation->errors.items, evaluation->errors.count,
			sizeof *evaluation->errors.items, by_verdict_and_count);
}

void rt_evaluation_release(struct rt_evaluation *evaluation)
{
	rt_vec_release(&evaluation->types);
	rt_vec_release(&evaluation->scores);
	rt_vec_release(&evaluation->rules);
	rt_vec_release(&evaluation->errors);
	rt_map_free(evaluation->rule_index);
	rt_map_free(evaluation->error_index);
	rt_arena_free(evaluation->arena);
}
