/* The public interface of redthread.h, on top of the rooms. */
#include "redthread.h"

#include "annotate.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "doc/plain.h"
#include "learn/learn.h"

#include <stdio.h>
#include <string.h>

struct rt_rules {
	struct rt_ruleset *set;
	RT_VEC(char *) problems;
};

struct rt_annotator {
	const struct rt_mail_words *words;
	struct rt_extractor *extractor;
	struct rt_arena *arena;
	struct rt_mentions mentions;
};

static void note_problems(struct rt_rules *rules, const struct rt_rule_errors *errors)
{
	for (size_t i = 0; i < errors->count; i++) {
		const struct rt_rule_error *error = &errors->items[i];
		struct rt_str line = RT_STR_INIT;
		rt_str_appendf(&line, "%s:%u:%u: %s", error->file, error->line, error->column,
			error->message);
		rt_vec_push(&rules->problems, rt_str_detach(&line));
	}
}

struct rt_rules *rt_rules_open(
	const char *const *folders, size_t count, char *error, size_t error_size)
{
	struct rt_rules *rules = rt_alloc_zero(1, sizeof *rules);
	struct rt_rule_errors errors = {0};
	struct rt_err err = {""};
	RT_VEC(const char *) all = {0};
	rt_vec_push(&all, rt_ruleset_builtin_folder());
	for (size_t i = 0; i < count; i++)
		rt_vec_push(&all, folders[i]);
	rules->set = rt_ruleset_load(all.items, all.count, &errors, &err);
	note_problems(rules, &errors);
	rt_rule_errors_release(&errors);
	rt_vec_release(&all);
	if (rules->set)
		return rules;
	if (error && error_size)
		snprintf(error, error_size, "%s", err.message);
	rt_rules_close(rules);
	return NULL;
}

void rt_rules_close(struct rt_rules *rules)
{
	if (!rules)
		return;
	RT_VEC_FOREACH(problem, &rules->problems)
		rt_free(*problem);
	rt_vec_release(&rules->problems);
	rt_ruleset_free(rules->set);
	rt_free(rules);
}

size_t rt_rules_count(const struct rt_rules *rules)
{
	return rt_ruleset_count(rules->set);
}

const char *rt_rules_problem(const struct rt_rules *rules, size_t index)
{
	return index < rules->problems.count ? rules->problems.items[index] : NULL;
}

struct rt_annotator *rt_annotator_open(const struct rt_rules *rules)
{
	struct rt_annotator *annotator = rt_alloc_zero(1, sizeof *annotator);
	annotator->words = rt_ruleset_mail_words(rules->set);
	annotator->extractor = rt_extractor_new(rules->set, NULL);
	annotator->arena = rt_arena_new();
	return annotator;
}

void rt_annotator_close(struct rt_annotator *annotator)
{
	if (!annotator)
		return;
	rt_extractor_free(annotator->extractor);
	rt_arena_free(annotator->arena);
	rt_vec_release(&annotator->mentions);
	rt_free(annotator);
}

/* The document, annotated into annotator->mentions; NULL for what is no text. */
static struct rt_document *run(
	struct rt_annotator *annotator, const char *text, size_t len, const char *ref)
{
	if (len > RT_MAX_TEXT_BYTES || memchr(text, '\0', len) || !rt_utf8_valid(text, len))
		return NULL;
	struct rt_document *document = rt_document_from_text(
		annotator->arena, annotator->words, text, len);
	if (ref)
		rt_document_set_date(document, ref);
	rt_vec_clear(&annotator->mentions);
	rt_extractor_run(annotator->extractor, document, &annotator->mentions);
	return document;
}

static void tell(const struct rt_document *document, const struct rt_mention *mention,
	rt_found_fn *found, void *context)
{
	struct rt_found one = {.start = mention->range.start, .end = mention->range.end,
		.type = mention->type, .value = mention->value, .rule = mention->rule,
		.score = mention->score};
	if (!one.value)
		one.value = rt_arena_strndup(
			document->arena, document->text + one.start, one.end - one.start);
	found(context, &one);
}

int rt_annotate(struct rt_annotator *annotator, const char *text, size_t len, const char *ref,
	rt_found_fn *found, void *context)
{
	struct rt_document *document = run(annotator, text, len, ref);
	if (!document)
		return -1;
	for (size_t i = 0; i < annotator->mentions.count; i++)
		tell(document, &annotator->mentions.items[i], found, context);
	rt_document_release(document);
	rt_arena_reset(annotator->arena);
	return 0;
}

char *rt_annotate_json(
	struct rt_annotator *annotator, const char *text, size_t len, const char *ref)
{
	struct rt_document *document = run(annotator, text, len, ref);
	struct rt_str out = RT_STR_INIT;
	if (!document)
		return NULL;
	rt_annotation_write(&out, NULL, document, &annotator->mentions, 0);
	rt_str_truncate(&out, out.len - 1);
	rt_document_release(document);
	rt_arena_reset(annotator->arena);
	return rt_str_detach(&out);
}

void rt_annotation_free(char *json)
{
	rt_free(json);
}
