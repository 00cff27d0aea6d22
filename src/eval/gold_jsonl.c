#include "eval/gold.h"

#include "base/file.h"
#include "base/json_read.h"
#include "base/utf8.h"

#include <string.h>

static void add_value(struct rt_gold *gold, struct rt_gold_entity *entity,
	const struct rt_json_value *value)
{
	const char *text = rt_json_as_text(value, NULL);
	if (text)
		rt_vec_push(&entity->values, rt_arena_strdup(gold->arena, text));
}

static int add_entity(struct rt_gold *gold, struct rt_gold_document *document,
	const struct rt_json_value *line, struct rt_err *err)
{
	int64_t start = rt_json_as_int(rt_json_get(line, "start"), -1);
	int64_t end = rt_json_as_int(rt_json_get(line, "end"), -1);
	const char *type = rt_json_as_text(rt_json_get(line, "type"), NULL);
	if (start < 0 || end < start || !type ||
		(!gold->marks_only && (uint64_t)end > document->len))
		return rt_err_set(err, "document %s: an entity lacks type, start or end, or lies outside",
			document->id);
	struct rt_gold_entity *entity =
		rt_gold_mark(gold, document, (uint32_t)start, (uint32_t)end, type);
	const char *kind = rt_json_as_text(rt_json_get(line, "kind"), NULL);
	entity->kind = kind ? rt_arena_strdup(gold->arena, kind) : NULL;
	entity->full_start = (uint32_t)rt_json_as_int(rt_json_get(line, "full_start"), 0);
	entity->full_end = (uint32_t)rt_json_as_int(rt_json_get(line, "full_end"), 0);
	add_value(gold, entity, rt_json_get(line, "norm"));
	const struct rt_json_value *values = rt_json_get(line, "values");
	for (size_t i = 0; i < rt_json_count(values); i++)
		add_value(gold, entity, rt_json_at(values, i));
	return 0;
}

static const char *kept(struct rt_gold *gold, const struct rt_json_value *value)
{
	const char *text = rt_json_as_text(value, NULL);
	return text ? rt_arena_strdup(gold->arena, text) : NULL;
}

static int add_line(struct rt_gold *gold, const char *line, size_t len, struct rt_err *err)
{
	struct rt_json_value *json = rt_json_parse(line, len, err);
	if (!json)
		return -1;
	int result = 0;
	size_t text_len = 0;
	const char *id = rt_json_as_text(rt_json_get(json, "id"), NULL);
	const char *text = rt_json_as_text(rt_json_get(json, "text"), &text_len);
	if (!text && gold->marks_only)
		text = "";
	if (!id || !text) {
		result = rt_err_set(err, "there is no \"id\" or no \"text\"");
		goto out;
	}
	struct rt_gold_document *document = rt_gold_add(gold, id, text, text_len);
	document->ref = kept(gold, rt_json_get(json, "ref"));
	document->lang = kept(gold, rt_json_get(json, "lang"));
	const struct rt_json_value *entities = rt_json_get(json, "entities");
	for (size_t i = 0; !result && i < rt_json_count(entities); i++)
		result = add_entity(gold, document, rt_json_at(entities, i), err);
out:
	rt_json_free(json);
	return result;
}

int rt_gold_read_jsonl(struct rt_gold *gold, const char *path, struct rt_err *err)
{
	struct rt_str file = RT_STR_INIT;
	int result = rt_file_read(path, 0, &file, err);
	unsigned number = 1;
	for (size_t at = 0; !result && at < file.len; number++) {
		const char *end = memchr(file.data + at, '\n', file.len - at);
		size_t len = end ? (size_t)(end - file.data) - at : file.len - at;
		struct rt_err why;
		if (strspn(file.data + at, " \t\r") < len &&
			add_line(gold, file.data + at, len, &why))
			result = rt_err_set(err, "%s:%u: %s", path, number, why.message);
		at += len + 1;
	}
	rt_str_release(&file);
	return result;
}
