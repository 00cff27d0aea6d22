#include "annotate.h"

#include "base/json.h"

#include <string.h>

/* Attributes are lines "name\tvalue\n"; a "kind" also stands by itself, for it is asked for most. */
static void write_attributes(struct rt_json *json, const char *lines)
{
	struct rt_str name = RT_STR_INIT;
	rt_json_object(json, "attributes");
	while (lines && *lines) {
		const char *tab = strchr(lines, '\t'), *end = strchr(lines, '\n');
		if (!tab || !end || tab > end)
			break;
		rt_str_clear(&name);
		rt_str_append_n(&name, lines, (size_t)(tab - lines));
		rt_json_string(json, name.data, tab + 1, (size_t)(end - tab - 1));
		lines = end + 1;
	}
	rt_json_end(json);
	rt_str_release(&name);
}

static void write_kind(struct rt_json *json, const struct rt_mention *mention)
{
	const char *line = rt_mention_attribute(mention, "kind\t");
	if (line)
		rt_json_string(json, "kind", line + 5, strcspn(line + 5, "\n"));
}

static void write_mention(
	struct rt_json *json, const struct rt_document *document, const struct rt_mention *mention)
{
	rt_json_object(json, NULL);
	rt_json_int(json, "start", mention->range.start);
	rt_json_int(json, "end", mention->range.end);
	rt_json_text(json, "type", mention->type);
	if (mention->value)
		rt_json_text(json, "value", mention->value);
	else
		rt_json_string(json, "value", document->text + mention->range.start,
			mention->range.end - mention->range.start);
	rt_json_text(json, "rule", mention->rule);
	rt_json_real(json, "score", mention->score);
	if (mention->attributes) {
		write_kind(json, mention);
		write_attributes(json, mention->attributes);
	}
	rt_json_end(json);
}

void rt_annotation_write(struct rt_str *out, const struct rt_annotation_id *id,
	const struct rt_document *document, const struct rt_mentions *mentions, double min_score)
{
	struct rt_json json = {.out = out};
	rt_json_object(&json, NULL);
	if (id && id->numbered)
		rt_json_int(&json, "id", id->number);
	else if (id && id->text)
		rt_json_text(&json, "id", id->text);
	rt_json_array(&json, "entities");
	for (size_t i = 0; i < mentions->count; i++)
		if (mentions->items[i].score >= min_score)
			write_mention(&json, document, &mentions->items[i]);
	rt_json_end(&json);
	rt_json_end(&json);
	rt_str_append_char(out, '\n');
}
