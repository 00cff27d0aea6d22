#include "eval/gold.h"

#include "base/file.h"

#include <string.h>

const char *rt_gold_type(const char *written)
{
	static const char *const names[][2] = {
		{"PER", "person"},
		{"PERSON", "person"},
		{"ORG", "organisation"},
		{"ORGANIZATION", "organisation"},
		{"LOC", "place"},
		{"GPE", "place"},
		{"CASE", "case"},
		{"DATE", "date"},
		{"LAW", "law"},
		{"EMAIL", "email"},
		{"PHONE", "phone"},
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(written, names[i][0]))
			return names[i][1];
	return written;
}

struct rt_gold_document *rt_gold_add(struct rt_gold *gold, const char *id, const char *text, size_t len)
{
	rt_vec_push(&gold->documents,
		(struct rt_gold_document){
			.id = rt_arena_strdup(gold->arena, id),
			.text = rt_arena_strndup(gold->arena, text, len),
			.len = len,
		});
	return &gold->documents.items[gold->documents.count - 1];
}

struct rt_gold_entity *rt_gold_mark(struct rt_gold *gold, struct rt_gold_document *document,
	uint32_t start, uint32_t end, const char *type)
{
	rt_vec_push(&document->entities,
		(struct rt_gold_entity){
			.start = start,
			.end = end,
			.type = rt_arena_strdup(gold->arena, rt_gold_type(type)),
		});
	return &document->entities.items[document->entities.count - 1];
}

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), wanted = strlen(end);
	return len >= wanted && !strcmp(text + len - wanted, end);
}

/* JSON lines open with a brace whatever the file is called. */
static bool looks_like_json(const char *path)
{
	struct rt_str head = RT_STR_INIT;
	bool json = !rt_file_read(path, 0, &head, NULL) && head.len && head.data[0] == '{';
	rt_str_release(&head);
	return json;
}

static struct rt_gold *load(const char *path, bool marks_only, struct rt_err *err)
{
	struct rt_gold *gold = rt_alloc_zero(1, sizeof *gold);
	gold->arena = rt_arena_new();
	gold->marks_only = marks_only;
	int result;
	if (ends_with(path, ".ann"))
		result = rt_gold_read_brat(gold, path, err);
	else if (ends_with(path, ".jsonl") || looks_like_json(path))
		result = rt_gold_read_jsonl(gold, path, err);
	else
		result = rt_gold_read_conll(gold, path, err);
	if (!result && !gold->documents.count)
		result = rt_err_set(err, "%s holds no marked text", path);
	if (result) {
		rt_gold_free(gold);
		return NULL;
	}
	return gold;
}

struct rt_gold *rt_gold_load(const char *path, struct rt_err *err)
{
	return load(path, false, err);
}

struct rt_gold *rt_gold_load_marks(const char *path, struct rt_err *err)
{
	return load(path, true, err);
}

void rt_gold_free(struct rt_gold *gold)
{
	if (!gold)
		return;
	RT_VEC_FOREACH(document, &gold->documents)
	{
		RT_VEC_FOREACH(entity, &document->entities)
			rt_vec_release(&entity->values);
		rt_vec_release(&document->entities);
	}
	rt_vec_release(&gold->documents);
	rt_arena_free(gold->arena);
	rt_free(gold);
}
