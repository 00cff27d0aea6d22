/* Presidio recognizer files, read by libyaml. */
#include "cli/rules_import.h"

#include <yaml.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static yaml_node_t *member(yaml_document_t *yaml, yaml_node_t *node, const char *key)
{
	if (!node || node->type != YAML_MAPPING_NODE)
		return NULL;
	for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
		pair < node->data.mapping.pairs.top; pair++) {
		yaml_node_t *name = yaml_document_get_node(yaml, pair->key);
		if (name && name->type == YAML_SCALAR_NODE &&
			!strcmp((const char *)name->data.scalar.value, key))
			return yaml_document_get_node(yaml, pair->value);
	}
	return NULL;
}

static const char *text_of(yaml_document_t *yaml, yaml_node_t *node, const char *key)
{
	yaml_node_t *value = member(yaml, node, key);
	return value && value->type == YAML_SCALAR_NODE ? (const char *)value->data.scalar.value : NULL;
}

static size_t count_of(const yaml_node_t *list)
{
	if (!list || list->type != YAML_SEQUENCE_NODE)
		return 0;
	return (size_t)(list->data.sequence.items.top - list->data.sequence.items.start);
}

static yaml_node_t *item(yaml_document_t *yaml, const yaml_node_t *list, size_t index)
{
	return yaml_document_get_node(yaml, list->data.sequence.items.start[index]);
}

/* The scalars of a list behind a keyword, on one line. */
static void append_list(
	struct rt_str *out, yaml_document_t *yaml, const yaml_node_t *list, const char *keyword)
{
	struct rt_str line = RT_STR_INIT;
	for (size_t i = 0; i < count_of(list); i++) {
		const yaml_node_t *word = item(yaml, list, i);
		if (word && word->type == YAML_SCALAR_NODE && !strchr((char *)word->data.scalar.value, ' '))
			rt_str_appendf(&line, "%s%s", line.len ? " " : "", word->data.scalar.value);
	}
	if (line.len)
		rt_import_line(out, keyword, line.data);
	rt_str_release(&line);
}

/* Signs that are blanks in a rule are written as escapes. */
static void append_regex(struct rt_str *out, const char *regex)
{
	struct rt_str line = RT_STR_INIT;
	for (bool escaped = false; *regex; regex++) {
		if (*regex == ' ' && !escaped)
			rt_str_append(&line, "\\x20");
		else if (*regex != '\n')
			rt_str_append_char(&line, *regex);
		escaped = *regex == '\\' && !escaped;
	}
	rt_import_line(out, "match", line.data);
	rt_str_release(&line);
}

static void append_head(
	struct rt_str *out, const char *name, const char *entity, size_t number)
{
	rt_str_append(out, "rule imported-");
	rt_import_name(out, name ? name : entity);
	rt_str_appendf(out, "-%zu\n  type    ", number);
	rt_import_type(out, entity);
	rt_str_append_char(out, '\n');
}

static void append_tail(struct rt_str *out, yaml_document_t *yaml, yaml_node_t *recognizer)
{
	append_list(out, yaml, member(yaml, recognizer, "context"), "near");
	rt_str_append(out, "  why     imported\n\n");
}

static void append_recognizer(struct rt_str *out, yaml_document_t *yaml, yaml_node_t *recognizer)
{
	const char *name = text_of(yaml, recognizer, "name");
	const char *entity = text_of(yaml, recognizer, "supported_entity");
	yaml_node_t *patterns = member(yaml, recognizer, "patterns");
	yaml_node_t *words = member(yaml, recognizer, "deny_list");
	if (!entity)
		return;
	for (size_t i = 0; i < count_of(patterns); i++) {
		yaml_node_t *pattern = item(yaml, patterns, i);
		const char *regex = text_of(yaml, pattern, "regex");
		const char *score = text_of(yaml, pattern, "score");
		if (!regex)
			continue;
		append_head(out, name, entity, i + 1);
		append_regex(out, regex);
		if (score)
			rt_import_line(out, "score", score);
		append_tail(out, yaml, recognizer);
	}
	if (!count_of(words))
		return;
	append_head(out, name, entity, 0);
	for (size_t i = 0; i < count_of(words); i++) {
		const yaml_node_t *word = item(yaml, words, i);
		if (word && word->type == YAML_SCALAR_NODE && !strchr((char *)word->data.scalar.value, '"'))
			rt_str_appendf(out, "  words   \"%s\"\n", word->data.scalar.value);
	}
	append_tail(out, yaml, recognizer);
}

int rt_import_presidio(const char *text, size_t len, struct rt_str *out, struct rt_err *err)
{
	yaml_parser_t parser;
	yaml_document_t yaml;
	if (!yaml_parser_initialize(&parser))
		return rt_err_set(err, "libyaml cannot be started");
	yaml_parser_set_input_string(&parser, (const unsigned char *)text, len);
	if (!yaml_parser_load(&parser, &yaml)) {
		rt_err_set(err, "line %zu: %s", parser.problem_mark.line + 1,
			parser.problem ? parser.problem : "this is not YAML");
		yaml_parser_delete(&parser);
		return -1;
	}
	yaml_node_t *list = member(&yaml, yaml_document_get_root_node(&yaml), "recognizers");
	size_t before = out->len;
	for (size_t i = 0; i < count_of(list); i++)
		append_recognizer(out, &yaml, item(&yaml, list, i));
	yaml_document_delete(&yaml);
	yaml_parser_delete(&parser);
	return out->len > before ? 0 : rt_err_set(err, "there are no recognizers with patterns in it");
}
