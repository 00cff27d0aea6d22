#include "engine/examples.h"

#include <string.h>

static enum rt_segment_kind segment_for(const struct rt_rule *rule)
{
	if (rule->scope & RT_SCOPE_BODY)
		return RT_SEGMENT_BODY;
	if (rule->scope & (RT_SCOPE_HEADER | RT_SCOPE_SUBJECT))
		return RT_SEGMENT_HEADER;
	if (rule->scope & RT_SCOPE_QUOTE)
		return RT_SEGMENT_QUOTE;
	return rule->scope & RT_SCOPE_SIGNATURE ? RT_SEGMENT_SIGNATURE : RT_SEGMENT_DISCLAIMER;
}

struct rt_document *rt_example_document(struct rt_arena *arena, const struct rt_rule *rule,
	const struct rt_rule_example *example)
{
	struct rt_document *document = rt_document_new(arena);
	document->kind = RT_DOCUMENT_TEXT;
	document->text = example->text;
	document->len = example->len;
	document->lang = example->lang ? example->lang : rule->langs.count ? rule->langs.items[0] : NULL;
	struct rt_segment segment = {
		.range = {0, (uint32_t)example->len}, .kind = segment_for(rule)};
	rt_vec_push(&document->segments, segment);
	return document;
}

/* Only what this rule found, parts inside it left out. */
static void keep_own(const struct rt_rule *rule, struct rt_mentions *found)
{
	size_t kept = 0;
	for (size_t i = 0; i < found->count; i++)
		if (found->items[i].part_of < 0 && !strcmp(found->items[i].rule, rule->id))
			found->items[kept++] = found->items[i];
	found->count = kept;
}

static const struct rt_mention *at_range(const struct rt_mentions *found, struct rt_range range)
{
	for (size_t i = 0; i < found->count; i++)
		if (found->items[i].range.start == range.start && found->items[i].range.end == range.end)
			return &found->items[i];
	return NULL;
}

static bool is_marked(const struct rt_rule_example *example, struct rt_range range)
{
	RT_VEC_FOREACH(mark, &example->marks)
		if (mark->start == range.start && mark->end == range.end)
			return true;
	return false;
}

static void say(struct rt_str *out, const char *before, const struct rt_rule_example *example,
	struct rt_range range, const char *behind)
{
	rt_str_appendf(out, "%s%s\"%.*s\"%s", out->len ? "; " : "", before,
		(int)(range.end - range.start), example->text + range.start, behind);
}

static void check_yes(const struct rt_rule_example *example, const struct rt_mentions *found,
	struct rt_str *wrong)
{
	RT_VEC_FOREACH(mark, &example->marks)
	{
		const struct rt_mention *mention = at_range(found, *mark);
		if (!mention) {
			say(wrong, "", example, *mark, " was not found");
			continue;
		}
		struct rt_range range = *mark;
		const char *value = mention->value;
		char *surface = rt_strndup(example->text + range.start, range.end - range.start);
		if (example->value && mark == example->marks.items &&
			strcmp(value ? value : surface, example->value) != 0) {
			say(wrong, "", example, range, " has the value ");
			rt_str_appendf(wrong, "\"%s\"", value ? value : surface);
		}
		rt_free(surface);
	}
	for (size_t i = 0; i < found->count; i++)
		if (!is_marked(example, found->items[i].range))
			say(wrong, "", example, found->items[i].range, " was found as well");
}

static void check_no(const struct rt_rule_example *example, const struct rt_mentions *found,
	struct rt_str *wrong)
{
	for (size_t i = 0; i < found->count; i++)
		if (!example->marks.count || is_marked(example, found->items[i].range))
			say(wrong, "", example, found->items[i].range, " was found");
}

void rt_examples_run(struct rt_scanner *scanner, const struct rt_rule *rule,
	void (*tell)(void *context, const struct rt_example_result *result), void *context)
{
	struct rt_arena *arena = rt_arena_new();
	struct rt_mentions found = {0};
	struct rt_str wrong = RT_STR_INIT;
	RT_VEC_FOREACH(example, &rule->examples)
	{
		struct rt_document *document = rt_example_document(arena, rule, example);
		rt_vec_clear(&found);
		rt_str_clear(&wrong);
		rt_scanner_candidates(scanner, document, rule->ref, &found);
		keep_own(rule, &found);
		if (example->yes)
			check_yes(example, &found, &wrong);
		else
			check_no(example, &found, &wrong);
		RT_VEC_FOREACH(problem, &document->problems)
			rt_str_appendf(&wrong, "%s%s", wrong.len ? "; " : "", problem->message);
		struct rt_example_result result = {rule, example, !wrong.len, wrong.data};
		tell(context, &result);
		rt_document_release(document);
		rt_arena_reset(arena);
	}
	rt_vec_release(&found);
	rt_str_release(&wrong);
	rt_arena_free(arena);
}
