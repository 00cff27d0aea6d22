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

static const char *scalar(yaml_document_t *yaml, const yaml_node_t *list, size_t index)
{
	const yaml_node_t *node = item(yaml, list, index);
	return node && node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : NULL;
}

/* Words of a list; `near` knows no phrases. */
static void append_words(struct rt_str *line, yaml_document_t *yaml, const yaml_node_t *list)
{
	for (size_t i = 0; i < count_of(list); i++) {
		const char *word = scalar(yaml, list, i);
		if (word && *word && !strpbrk(word, " \t\n<>"))
			rt_str_appendf(line, "%s%s", line->len ? " " : "", word);
	}
}

/* The words nearby that speak for a find: the recognizer's own, and those it has for each language. */
static void append_context(struct rt_str *out, yaml_document_t *yaml, yaml_node_t *recognizer)
{
	struct rt_str line = RT_STR_INIT;
	const yaml_node_t *languages = member(yaml, recognizer, "supported_languages");
	append_words(&line, yaml, member(yaml, recognizer, "context"));
	for (size_t i = 0; i < count_of(languages); i++)
		append_words(&line, yaml, member(yaml, item(yaml, languages, i), "context"));
	if (line.len)
		rt_import_line(out, "near", line.data);
	rt_str_release(&line);
}

/* Presidio's own flags, unless it is told others; signs that are blanks in a rule are written as escapes. */
static void append_regex(struct rt_str *out, const char *regex)
{
	struct rt_str line = RT_STR_INIT;
	rt_str_append(&line, "(?ims)");
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

static void append_tail(struct rt_import *import, yaml_document_t *yaml, yaml_node_t *recognizer)
{
	append_context(&import->out, yaml, recognizer);
	rt_import_line(&import->out, "why", import->source);
	rt_str_append_char(&import->out, '\n');
	import->taken++;
}

static void append_pattern(struct rt_import *import, yaml_document_t *yaml, yaml_node_t *recognizer,
	yaml_node_t *pattern, const char *entity)
{
	const char *regex = text_of(yaml, pattern, "regex"), *score = text_of(yaml, pattern, "score");
	if (!regex) {
		import->left++;
		rt_str_append(&import->out, "# a pattern without regex is left out: ");
		rt_import_text(&import->out, entity);
		rt_str_append_char(&import->out, '\n');
		return;
	}
	rt_import_rule(import, text_of(yaml, recognizer, "name"), entity);
	append_regex(&import->out, regex);
	if (score)
		rt_import_line(&import->out, "score", score);
	append_tail(import, yaml, recognizer);
}

static void append_deny_list(struct rt_import *import, yaml_document_t *yaml, yaml_node_t *recognizer,
	const yaml_node_t *words, const char *entity)
{
	rt_import_rule(import, text_of(yaml, recognizer, "name"), entity);
	for (size_t i = 0; i < count_of(words); i++) {
		const char *word = scalar(yaml, words, i);
		struct rt_str line = RT_STR_INIT;
		bool plain = word && !strpbrk(word, "\"\n");
		rt_str_appendf(&line, plain ? "\"%s\"i" : "(?i)", plain ? word : "");
		if (word && !plain)
			rt_import_literal(&line, word);
		if (word && *word)
			rt_import_line(&import->out, plain ? "words" : "match", line.data);
		rt_str_release(&line);
	}
	const char *score = text_of(yaml, recognizer, "deny_list_score");
	rt_import_line(&import->out, "score", score ? score : "1.0");
	append_tail(import, yaml, recognizer);
}

static void append_recognizer(struct rt_import *import, yaml_document_t *yaml, yaml_node_t *recognizer)
{
	const char *entity = text_of(yaml, recognizer, "supported_entity");
	const yaml_node_t *patterns = member(yaml, recognizer, "patterns");
	const yaml_node_t *words = member(yaml, recognizer, "deny_list");
	for (size_t i = 0; entity && i < count_of(patterns); i++)
		append_pattern(import, yaml, recognizer, item(yaml, patterns, i), entity);
	if (entity && count_of(words))
		append_deny_list(import, yaml, recognizer, words, entity);
}

/* The list stands at the top, or in the registry of a whole configuration. */
static const yaml_node_t *recognizers_of(yaml_document_t *yaml)
{
	yaml_node_t *root = yaml_document_get_root_node(yaml);
	const yaml_node_t *list = member(yaml, root, "recognizers");
	return list ? list : member(yaml, member(yaml, root, "recognizer_registry"), "recognizers");
}

int rt_import_presidio(struct rt_import *import, const char *text, size_t len, struct rt_err *err)
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
	const yaml_node_t *list = recognizers_of(&yaml);
	for (size_t i = 0; i < count_of(list); i++)
		append_recognizer(import, &yaml, item(&yaml, list, i));
	yaml_document_delete(&yaml);
	yaml_parser_delete(&parser);
	return import->taken ? 0 : rt_err_set(err, "there are no recognizers with patterns in it");
}
