/* A match becomes a mention: its value and attributes, its score, its sentence, its parts. */
#include "engine/scan_p.h"

#include "base/limits.h"
#include "words/signature.h"

#include <string.h>

#define NEAR_TOKENS 12	/* on either side of a mention */
#define NEAR_PART 0.5	/* of what is missing to 1 that a near word adds to the score */
#define SEEN_AROUND 100 /* bytes on either side that a normaliser may look at */

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

static double score_of(
	const struct rt_scanner *in, const struct rt_rule_code *code, const struct rt_hit *hit)
{
	if (code->near_count && near_by(in, code, hit))
		return code->score + (1 - code->score) * NEAR_PART;
	return code->score;
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
static bool fill_value(struct rt_scanner *in, const struct rt_maker *maker, struct rt_mention *mention)
{
	const struct rt_value_input *input = &in->making.input;
	struct rt_value_output *out = &in->value;
	rt_str_clear(&out->normal);
	rt_str_clear(&out->attributes);
	if (maker->is_normal && maker->is_normal(input->text, input->len))
		return true;
	if (!rt_make_value(&in->making, maker, out))
		return false;
	bool same = out->normal.len == input->len &&
		!memcmp(out->normal.data, input->text, input->len);
	if (!same && out->normal.len)
		mention->value = rt_arena_strndup(in->document->arena, out->normal.data, out->normal.len);
	return true;
}

static void keep_attributes(const struct rt_scanner *in, struct rt_mention *mention)
{
	const struct rt_str *lines = &in->value.attributes;
	if (lines->len)
		mention->attributes = rt_arena_strndup(in->document->arena, lines->data, lines->len);
}

static void add_attributes(struct rt_scanner *in, const struct rt_rule *rule)
{
	struct rt_str text = RT_STR_INIT;
	if (rule->kind)
		rt_value_set(&in->value, "kind", rule->kind);
	RT_VEC_FOREACH(attribute, &rule->attributes)
	{
		rt_str_clear(&text);
		rt_make_template(&in->making, attribute->template, &text);
		rt_str_trim(&text);
		if (text.len)
			rt_value_set(&in->value, attribute->name, text.data);
	}
	rt_str_release(&text);
}

static void look_nowhere(struct rt_scanner *in)
{
	struct rt_value_input *input = &in->making.input;
	input->before = input->behind = NULL;
	input->before_len = input->behind_len = 0;
}

/* What stands before and behind, within the segment: normalisers may lean on it. */
static void look_around(struct rt_scanner *in, struct rt_range range)
{
	struct rt_value_input *input = &in->making.input;
	uint32_t first = in->base, last = in->base + in->segment_len;
	if (range.start < first || range.end > last) {
		look_nowhere(in);
		return;
	}
	uint32_t before = range.start - first, behind = last - range.end;
	input->before_len = before < SEEN_AROUND ? before : SEEN_AROUND;
	input->behind_len = behind < SEEN_AROUND ? behind : SEEN_AROUND;
	input->before = in->document->text + range.start - input->before_len;
	input->behind = in->document->text + range.end;
}

static void look_at(struct rt_scanner *in, const struct rt_hit *hit)
{
	struct rt_value_input *input = &in->making.input;
	input->text = in->document->text + hit->range.start;
	input->len = hit->range.end - hit->range.start;
	input->groups = hit->groups;
	input->group_count = hit->group_count;
	input->lang = rt_lang_at(in->langs, in->document->text, hit->range);
	look_around(in, hit->range);
}

/* A part's value is told by its own words, and by what stands around the whole: "we shall meet on 3 and
 * 4 May". */
static void look_at_group(struct rt_scanner *in, const struct rt_value_group *group)
{
	in->making.input.text = group->text;
	in->making.input.len = group->len;
}

static void add_part(struct rt_scanner *in, const struct rt_value_group *group,
	const struct rt_rule_part *part, const struct rt_maker *maker, const struct rt_mention *parent)
{
	uint32_t start = (uint32_t)(group->text - in->document->text);
	struct rt_mention mention = {.range = {start, start + (uint32_t)group->len},
		.type = part->type, .rule = parent->rule, .score = parent->score,
		.part_of = (int32_t)parent->range.start};
	if (start < parent->range.start || mention.range.end > parent->range.end)
		mention.part_of = -1; /* "Nos. 165537, 165538": stands for itself */
	look_at_group(in, group);
	if (!fill_value(in, maker, &mention))
		return;
	keep_attributes(in, &mention);
	place(in, &mention, rt_scanner_token_at(in, start));
	rt_vec_push(in->found, mention);
}

static void add_parts(struct rt_scanner *in, const struct rt_rule *rule)
{
	const struct rt_mention parent = in->found->items[in->found->count - 1];
	for (size_t i = 0; i < rule->parts.count; i++) {
		const struct rt_rule_part *part = &rule->parts.items[i];
		const struct rt_value_group *group = rt_value_group(&in->making.input, part->group);
		if (group)
			add_part(in, group, part, &in->rules->code[rule->number].parts[i], &parent);
	}
}

bool rt_scanner_make(struct rt_scanner *in, uint32_t rule, struct rt_mention *mention)
{
	const struct rt_rule_code *code = &in->rules->code[rule];
	if (!fill_value(in, &code->value, mention)) {
		if (in->trace.refused)
			in->trace.refused(
				in->trace.context, in->rules->rules.items[rule], mention->range);
		return false;
	}
	if (code->has_attributes)
		add_attributes(in, in->rules->rules.items[rule]);
	keep_attributes(in, mention);
	return true;
}

/* Is the surface its value, and nothing else to be made? So it is with most names. */
static bool is_done(
	const struct rt_scanner *in, const struct rt_rule_code *code, struct rt_range range)
{
	return !code->has_more && code->value.is_normal &&
		code->value.is_normal(in->document->text + range.start, range.end - range.start);
}

/* Makes the value, unless it may wait. */
static bool make_or_wait(struct rt_scanner *in, const struct rt_hit *hit, struct rt_mention *mention)
{
	const struct rt_rule_code *code = &in->rules->code[hit->rule];
	if (is_done(in, code, hit->range))
		return true;
	look_at(in, hit);
	if (!code->may_wait)
		return rt_scanner_make(in, hit->rule, mention);
	rt_scanner_put_off(in, hit->rule, mention);
	return true;
}

bool rt_scanner_add_hit(struct rt_scanner *in, const struct rt_hit *hit)
{
	const struct rt_rule_code *code = &in->rules->code[hit->rule];
	uint32_t len = hit->range.end - hit->range.start;
	if (!len || len > RT_MAX_MATCH_BYTES)
		return true;
	rt_vec_reserve(in->found, 1);
	struct rt_mention *mention = &in->found->items[in->found->count];
	*mention = (struct rt_mention){
		.range = hit->range, .type = code->type, .rule = code->id, .part_of = -1};
	mention->score = score_of(in, code, hit);
	if (!make_or_wait(in, hit, mention))
		return false;
	place(in, mention, hit->token);
	in->found->count++;
	if (code->has_parts)
		add_parts(in, in->rules->rules.items[hit->rule]);
	return true;
}
