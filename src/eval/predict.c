#include "eval/evaluate.h"
#include "doc/lang.h"
#include "doc/plain.h"
#include "learn/learn.h"

#include <string.h>

static struct rt_document *as_document(const struct rt_gold_document *gold,
	const struct rt_ruleset *rules, struct rt_arena *arena)
{
	struct rt_document *document = rt_document_from_text(
		arena, rt_ruleset_mail_words(rules), gold->text, gold->len);
	document->path = gold->id;
	if (gold->lang)
		document->lang = gold->lang;
	if (gold->ref)
		rt_document_set_date(document, gold->ref);
	rt_lang_document(rt_ruleset_languages(rules), document, NULL);
	return document;
}

/* Where a mention has no normal form of its own, its surface is one. */
static void say_value(const struct rt_document *document, struct rt_mention *mention)
{
	if (!mention->value)
		mention->value = rt_arena_strndup(document->arena, document->text + mention->range.start,
			mention->range.end - mention->range.start);
}

/* The gold file is taken as one dump: what the whole of it teaches helps each document. */
void rt_predict(struct rt_predictions *predictions, const struct rt_gold *gold,
	const struct rt_ruleset *rules)
{
	struct rt_dictionary *dictionary = rt_dictionary_new(rules);
	RT_VEC_FOREACH(document, &gold->documents)
	{
		struct rt_arena *arena = rt_arena_new();
		struct rt_document *source = as_document(document, rules, arena);
		rt_dictionary_observe(dictionary, source);
		rt_vec_push(&predictions->arenas, arena);
		rt_vec_push(&predictions->sources, source);
	}
	rt_dictionary_finish(dictionary);
	struct rt_extractor *extractor = rt_extractor_new(rules, dictionary);
	RT_VEC_FOREACH(source, &predictions->sources)
	{
		struct rt_mentions mentions = {0};
		rt_extractor_run(extractor, *source, &mentions);
		RT_VEC_FOREACH(mention, &mentions)
			say_value(*source, mention);
		rt_vec_push(&predictions->documents, mentions);
	}
	rt_extractor_free(extractor);
	rt_dictionary_free(dictionary);
}

static struct rt_mentions as_mentions(const struct rt_gold_document *document)
{
	struct rt_mentions mentions = {0};
	if (!document)
		return mentions;
	RT_VEC_FOREACH(entity, &document->entities)
		rt_vec_push(&mentions,
			(struct rt_mention){
				.range = {entity->start, entity->end},
				.type = entity->type,
				.rule = "-",
				.value = entity->values.count ? entity->values.items[0] : NULL,
				.score = 1,
			});
	return mentions;
}

int rt_predictions_read(struct rt_predictions *predictions, const struct rt_gold *gold,
	const char *path, struct rt_err *err)
{
	if (!(predictions->read = rt_gold_load_marks(path, err)))
		return -1;
	struct rt_map *found = rt_map_new();
	for (size_t i = 0; i < predictions->read->documents.count; i++) {
		const char *id = predictions->read->documents.items[i].id;
		*rt_map_at(found, id, strlen(id)) = i + 1;
	}
	size_t known = 0;
	RT_VEC_FOREACH(document, &gold->documents)
	{
		const uint64_t *index = rt_map_find(found, document->id, strlen(document->id));
		known += index != NULL;
		rt_vec_push(&predictions->documents,
			as_mentions(index ? &predictions->read->documents.items[*index - 1] : NULL));
	}
	int result = 0;
	if (known < rt_map_count(found))
		result = rt_err_set(err, "%s: %zu of its documents are not in the gold", path,
			rt_map_count(found) - known);
	rt_map_free(found);
	return result;
}

void rt_predictions_release(struct rt_predictions *predictions)
{
	RT_VEC_FOREACH(mentions, &predictions->documents)
		rt_vec_release(mentions);
	RT_VEC_FOREACH(source, &predictions->sources)
		rt_document_release(*source);
	RT_VEC_FOREACH(arena, &predictions->arenas)
		rt_arena_free(*arena);
	rt_vec_release(&predictions->documents);
	rt_vec_release(&predictions->sources);
	rt_vec_release(&predictions->arenas);
	rt_gold_free(predictions->read);
	predictions->read = NULL;
}
