/*
 * redthread rules import FILE: rules out of a spaCy or Prodigy pattern file (JSON lines with label
 * and pattern) or a Presidio recognizer file (YAML), on standard output. What has no counterpart is
 * left as a comment. The rules have no examples yet: `rules lint` asks for them.
 */
#include "cli/rules_import.h"

#include "base/file.h"
#include "base/json_read.h"
#include "cli/cli.h"
#include "cli/cmd_rules.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

void rt_import_name(struct rt_str *out, const char *text)
{
	bool hyphen = true;
	size_t begin = out->len;
	for (; *text && out->len - begin < 50; text++) {
		if (isalnum((unsigned char)*text)) {
			rt_str_append_char(out, (char)tolower((unsigned char)*text));
			hyphen = false;
		} else if (!hyphen) {
			rt_str_append_char(out, '-');
			hyphen = true;
		}
	}
	while (out->len > begin && out->data[out->len - 1] == '-')
		rt_str_truncate(out, out->len - 1);
	if (out->len == begin)
		rt_str_append(out, "x");
}

void rt_import_line(struct rt_str *out, const char *keyword, const char *text)
{
	rt_str_appendf(out, "  %-7s ", keyword);
	for (; *text; text++)
		rt_str_append_char(out, *text == '\n' || *text == '\r' ? ' ' : *text);
	rt_str_append_char(out, '\n');
}

void rt_import_type(struct rt_str *out, const char *label)
{
	static const struct {
		const char *label, *type;
	} types[] = {{"PERSON", "person"}, {"PER", "person"}, {"ORG", "organisation"},
		{"ORGANIZATION", "organisation"}, {"GPE", "place"}, {"LOC", "place"},
		{"LOCATION", "place"}, {"FAC", "place"}, {"DATE", "date"}, {"DATE_TIME", "date"},
		{"LAW", "law"}, {"EMAIL_ADDRESS", "email"}, {"URL", "url"}, {"PHONE_NUMBER", "phone"},
		{"MONEY", "money"}, {"IBAN_CODE", "account"}, {"CREDIT_CARD", "account"}, {NULL, NULL}};
	for (size_t i = 0; types[i].label; i++)
		if (!strcmp(types[i].label, label)) {
			rt_str_append(out, types[i].type);
			return;
		}
	rt_import_name(out, label);
}

/* ---- spaCy and Prodigy ---- */

static void append_literal(struct rt_str *out, const char *text, bool any_case)
{
	rt_str_append_char(out, '"');
	for (; *text; text++)
		rt_str_append_char(out, *text == '"' || *text == '\n' ? ' ' : *text);
	rt_str_append(out, any_case ? "\"i" : "\"");
}

/* {"IN": […]} or a text. */
static bool append_value(struct rt_str *out, const struct rt_json_value *value, bool any_case)
{
	const struct rt_json_value *choices = rt_json_get(value, "IN");
	const char *text = rt_json_as_text(value, NULL);
	if (text) {
		append_literal(out, text, any_case);
		return true;
	}
	if (!rt_json_count(choices))
		return false;
	rt_str_append_char(out, '(');
	for (size_t i = 0; i < rt_json_count(choices); i++) {
		text = rt_json_as_text(rt_json_at(choices, i), NULL);
		rt_str_append(out, i ? " | " : "");
		append_literal(out, text ? text : "?", any_case);
	}
	rt_str_append_char(out, ')');
	return true;
}

static bool append_shape(struct rt_str *out, const char *key, const struct rt_json_value *value)
{
	static const struct {
		const char *key, *shape;
	} shapes[] = {{"IS_DIGIT", "<digits>"}, {"LIKE_NUM", "<digits>"}, {"IS_TITLE", "<capital>"},
		{"IS_UPPER", "<caps>"}, {"IS_LOWER", "<lower>"}, {"IS_PUNCT", "<punct>"},
		{"IS_ALPHA", "<letter>"}, {"LIKE_EMAIL", "<address>"}, {"LIKE_URL", "<address>"},
		{NULL, NULL}};
	for (size_t i = 0; shapes[i].key && rt_json_is_true(value); i++)
		if (!strcmp(shapes[i].key, key)) {
			rt_str_append(out, shapes[i].shape);
			return true;
		}
	return false;
}

/* One token of a pattern; false where it says something that a words rule cannot. */
static bool append_token(struct rt_str *out, const struct rt_json_value *token)
{
	const struct rt_json_value *op = rt_json_get(token, "OP");
	const char *count = op ? rt_json_as_text(op, NULL) : "";
	size_t said = 0;
	bool known = true;
	for (const char *key = NULL; (key = rt_json_next_key(token, key));) {
		const struct rt_json_value *value = rt_json_get(token, key);
		if (!strcmp(key, "OP"))
			continue;
		said++;
		if (!strcmp(key, "LOWER"))
			known &= append_value(out, value, true);
		else if (!strcmp(key, "TEXT") || !strcmp(key, "ORTH"))
			known &= append_value(out, value, false);
		else
			known &= append_shape(out, key, value);
	}
	if (!said)
		rt_str_append(out, "<any>");
	bool counted = count && strlen(count) == 1 && strchr("?*+", *count);
	rt_str_append(out, counted ? count : "");
	rt_str_append_char(out, ' ');
	return known && said <= 1 && count && (!*count || counted || !strcmp(count, "1"));
}

static bool append_words(struct rt_str *out, const struct rt_json_value *pattern)
{
	const char *text = rt_json_as_text(pattern, NULL);
	bool known = true;
	if (text) {
		append_literal(out, text, false);
		return true;
	}
	for (size_t i = 0; i < rt_json_count(pattern); i++) {
		const struct rt_json_value *token = rt_json_at(pattern, i);
		known &= rt_json_is_object(token) && append_token(out, token);
	}
	return known && rt_json_count(pattern);
}

static int import_line(const char *line, size_t len, size_t number, struct rt_str *out, struct rt_err *err)
{
	struct rt_json_value *json = rt_json_parse(line, len, err);
	const char *label = rt_json_as_text(rt_json_get(json, "label"), NULL);
	const char *id = rt_json_as_text(rt_json_get(json, "id"), NULL);
	if (!label) {
		rt_json_free(json);
		return rt_err_set(err, "line %zu is no JSON object with a label", number);
	}
	struct rt_str words = RT_STR_INIT;
	bool known = append_words(&words, rt_json_get(json, "pattern"));
	rt_str_append(out, "rule imported-");
	rt_import_name(out, id ? id : label);
	rt_str_appendf(out, "-%zu\n  type    ", number);
	rt_import_type(out, label);
	rt_str_append_char(out, '\n');
	if (!known)
		rt_str_append(out, "  # a token of the original asks for more than can be said here\n  # ");
	rt_import_line(out, "words", words.data);
	if (id)
		rt_import_line(out, "value", id);
	rt_str_append(out, "  why     imported\n\n");
	rt_str_release(&words);
	rt_json_free(json);
	return 0;
}

static int import_spacy(const struct rt_str *text, struct rt_str *out, struct rt_err *err)
{
	size_t number = 0;
	for (size_t at = 0; at < text->len;) {
		const char *end = memchr(text->data + at, '\n', text->len - at);
		size_t stop = end ? (size_t)(end - text->data) : text->len;
		number++;
		if (strspn(text->data + at, " \t\r") < stop - at &&
			import_line(text->data + at, stop - at, number, out, err))
			return -1;
		at = stop + 1;
	}
	return 0;
}

int rt_rules_import(int argc, char **argv)
{
	struct rt_str text = RT_STR_INIT, out = RT_STR_INIT;
	struct rt_err err;
	if (argc != 2 || argv[1][0] == '-') {
		fprintf(stderr, "usage: redthread rules import FILE\n"
				"FILE: spaCy or Prodigy patterns (.jsonl) or Presidio recognizers (.yaml)\n");
		return RT_EXIT_USAGE;
	}
	int failed = rt_file_read(argv[1], 64u << 20, &text, &err);
	if (!failed && text.data[strspn(text.data, " \t\r\n")] == '{')
		failed = import_spacy(&text, &out, &err);
	else if (!failed)
		failed = rt_import_presidio(text.data, text.len, &out, &err);
	if (failed)
		fprintf(stderr, "redthread rules import: %s\n", err.message);
	else
		fwrite(out.data, 1, out.len, stdout);
	rt_str_release(&text);
	rt_str_release(&out);
	return failed ? RT_EXIT_FAILED : RT_EXIT_OK;
}
