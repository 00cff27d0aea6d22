/* A match becomes a mention: its value and attributes, its score, its sentence, its parts. */
#include "engine/scan_p.h"

#include "base/limits.h"
#include "words/signature.h"

#include <string.h>

#define NEAR_TOKENS 12	/* on either side of a mention */
#define NEAR_PART 0.5	/* of what is missing to 1 that a near word adds to the score */
#define SEEN_AROUND 60 /* bytes on either side that a normaliser may look at */

/* The first token, from `at` on, that ends behind a place. */
static size_t token_from(const struct rt_scanner *in, size_t at, uint32_t place)
{
	while (at < in->tokens.count && in->tokens.items[at].end <= place)
		at++;
	return at;
}

static bool near_by(const struct rt_scanner *in, const struct rt_rule_code *code, const struct rt_hit *hit)
{
	size_t at = hit->token;
	if (at == in->tokens.count)
		return false;
	size_t first = at > NEAR_TOKENS ? at - NEAR_TOKENS : 0;
	size_t behind = token_from(in, at, hit->range.end) + NEAR_TOKENS;
	int32_t paragraph = in->tokens.items[at].paragraph;
	for (size_t i = first; i < behind && i < in->tokens.count; i++) {
		const struct rt_token *token = &in->tokens.items[i];
		if (token->paragraph != paragraph)
			continue;
		for (size_t n = 0; n < code->near_count; n++)
			if (rt_signature_has(in->signatures, token->signature, code->near[n]))
				return true;
	}
	return false;
}

static double score_of(const struct rt_scanner *in, const struct rt_rule *rule, const struct rt_hit *hit)
{
	const struct rt_rule_code *code = &in->rules->code[rule->number];
	if (code->near_count && near_by(in, code, hit))
		return rule->score + (1 - rule->score) * NEAR_PART;
	return rule->score;
}

/* at: the first token that ends behind the mention's start. */
static void place(const struct rt_scanner *in, struct rt_mention *mention, size_t at)
{
	if (at == in->tokens.count && at)
		at--;
	if (at < in->tokens.count) {
		mention->sentence = in->tokens.items[at].sentence;
		mention->paragraph = in->tokens.items[at].paragraph;
	}
}

/* Makes the value; false where the normaliser refuses. What equals the surface is left out. */
static bool fill_value(struct rt_scanner *in, const struct rt_making *making,
	const struct rt_maker *maker, struct rt_mention *mention)
{
	struct rt_value_output *out = &in->value;
	rt_str_clear(&out->normal);
	rt_str_clear(&out->attributes);
	if (!maker->normalise && !maker->argument &&
		rt_is_squeezed(making->input.text, making->input.len))
		return true;
	if (!rt_make_value(making, maker, out))
		return false;
	bool same = out->normal.len == making->input.len &&
		!memcmp(out->normal.data, making->input.text, making->input.len);
	if (!same && out->normal.len)
		mention->value = rt_arena_strndup(in->document->arena, out->normal.data, out->normal.len);
	return true;
}

static void fill_attributes(
	struct rt_scanner *in, const struct rt_making *making, const struct rt_rule *rule)
{
	struct rt_str text = RT_STR_INIT;
	if (rule->kind)
		rt_value_set(&in->value, "kind", rule->kind);
	RT_VEC_FOREACH(attribute, &rule->attributes)
	{
		rt_str_clear(&text);
		rt_make_template(making, attribute->template, &text);
		rt_str_trim(&text);
		if (text.len)
			rt_value_set(&in->value, attribute->name, text.data);
	}
	rt_str_release(&text);
}

static void add_parts(struct rt_scanner *in, const struct rt_hit *hit, const struct rt_mention *parent)
{
	const struct rt_rule *rule = in->rules->rules.items[hit->rule];
	const char *text = in->document->text;
	for (size_t i = 0; i < rule->parts.count; i++) {
		const struct rt_rule_part *part = &rule->parts.items[i];
		struct rt_making making = {.rules = in->rules, .memo = in->memo,
			.input = {.groups = hit->groups, .group_count = hit->group_count,
				.ref = in->ref, .lang = in->lang}};
		const struct rt_value_group *group = rt_value_group(&making.input, part->group);
		if (!group)
			continue;
		making.input.text = group->text;
		making.input.len = group->len;
		uint32_t start = (uint32_t)(group->text - text);
		struct rt_mention mention = {.range = {start, start + (uint32_t)group->len},
			.type = part->type, .rule = rule->id, .score = parent->score,
			.part_of = (int32_t)parent->range.start};
		if (start < parent->range.start || mention.range.end > parent->range.end)
			mention.part_of = -1; /* "Nos. 165537, 165538": stands for itself */
		if (!fill_value(in, &making, &in->rules->code[hit->rule].parts[i], &mention))
			continue;
		if (in->value.attributes.len)
			mention.attributes =
				rt_arena_strdup(in->document->arena, in->value.attributes.data);
		place(in, &mention, rt_scanner_token_at(in, start));
		rt_vec_push(in->found, mention);
	}
}

/* What stands before and behind, within the segment: normalisers may lean on it. */
static void look_around(
	const struct rt_scanner *in, struct rt_range range, struct rt_value_input *input)
{
	uint32_t first = in->base, last = in->base + in->segment_len;
	if (range.start < first || range.end > last)
		return;
	uint32_t before = range.start - first, behind = last - range.end;
	input->before_len = before < SEEN_AROUND ? before : SEEN_AROUND;
	input->behind_len = behind < SEEN_AROUND ? behind : SEEN_AROUND;
	input->before = in->document->text + range.start - input->before_len;
	input->behind = in->document->text + range.end;
}

bool rt_scanner_add_hit(struct rt_scanner *in, const struct rt_hit *hit)
{
	const struct rt_rule *rule = in->rules->rules.items[hit->rule];
	uint32_t len = hit->range.end - hit->range.start;
	if (!len || len > RT_MAX_MATCH_BYTES)
		return true;
	struct rt_mention mention = {
		.range = hit->range, .type = rule->type, .rule = rule->id, .part_of = -1};
	struct rt_making making = {.rules = in->rules, .memo = in->memo,
		.input = {.text = in->document->text + hit->range.start, .len = len,
			.groups = hit->groups, .group_count = hit->group_count, .ref = in->ref,
			.lang = in->lang}};
	look_around(in, hit->range, &making.input);
	if (!fill_value(in, &making, &in->rules->code[hit->rule].value, &mention)) {
		if (in->trace.refused)
			in->trace.refused(in->trace.context, rule, hit->range);
		return false;
	}
	fill_attributes(in, &making, rule);
	if (in->value.attributes.len)
		mention.attributes = rt_arena_strdup(in->document->arena, in->value.attributes.data);
	mention.score = score_of(in, rule, hit);
	place(in, &mention, hit->token);
	rt_vec_push(in->found, mention);
	if (rule->parts.count)
		add_parts(in, hit, &mention);
	return true;
}
