/*
 * spaCy and Prodigy patterns. A pattern is a phrase, or a list of tokens, each an object of what
 * must hold of it. What a `words` line can say becomes one, for it is the easier to read: words,
 * choices of words, shapes, counts. Else it becomes a `match` line: a regular expression a token, a
 * blank that may be missing between them. What asks a trained model (POS, LEMMA, ENT_TYPE …) is
 * left as a comment. All patterns of one label and id are one rule.
 */
#include "cli/rules_import.h"
#include "cli/rules_import_token.h"

#include "base/mem.h"
#include "base/vec.h"

#include <ctype.h>
#include <string.h>

struct pattern {
	char *text;	     /* the line of the rule; of one that has no counterpart the reason */
	const char *keyword; /* "words" or "match"; NULL: no counterpart */
	size_t number;
};

/* Patterns of one label and id. */
struct group {
	char *label, *id; /* id: NULL where there is none */
	RT_VEC(struct pattern) patterns;
};

struct spacy {
	struct rt_map *known; /* label, id -> group + 1 */
	RT_VEC(struct group) groups;
	size_t read; /* lines and objects that could be */
};

/* ---- a pattern ---- */

/* How often a token may come, as both kinds of line say it; "!" where it must not be there. NULL:
 * not known. */
static const char *count_of(const struct rt_json_value *json)
{
	const struct rt_json_value *op = rt_json_get(json, "OP");
	const char *text = op ? rt_json_as_text(op, NULL) : "1";
	if (!text || (strlen(text) == 1 && strchr("?*+!", *text)))
		return text;
	if (!strcmp(text, "1"))
		return "";
	return *text == '{' && isdigit((unsigned char)text[1]) && text[strlen(text) - 1] == '}'
		       ? text
		       : NULL;
}

static bool may_be_missing(const char *count)
{
	return *count == '?' || *count == '*' || (*count == '{' && count[1] == '0');
}

/* led: a token that must be there came before, so the blank stands before this one. */
static void append_regex(
	struct rt_str *out, const struct rt_import_token *token, const char *count, bool led)
{
	const char *edge = token->any_sign ? RT_IMPORT_NOT_WITHIN : "\\b";
	bool not = *count == '!', group = *count && !not ;
	rt_str_appendf(out, "%s%s", group ? "(?:" : "", led ? " ?" : "");
	if (not )
		rt_str_appendf(out,
			"(?!%s%s" RT_IMPORT_NOT_WITHIN
			")" RT_IMPORT_NOT_WITHIN RT_IMPORT_TOKEN RT_IMPORT_NOT_WITHIN,
			token->ahead.data, token->regex.data);
	else
		rt_str_appendf(out, "%s%s%s%s", edge, token->ahead.data, token->regex.data, edge);
	if (group)
		rt_str_appendf(out, "%s)%s", led ? "" : " ?", count);
}

/* Both ways of saying the pattern, words empty where it cannot be said so. -> the condition that
 * has no counterpart, or NULL. */
static const char *read_tokens(
	const struct rt_json_value *list, struct rt_str *words, struct rt_str *regex)
{
	const char *missing = rt_json_count(list) ? NULL : "no tokens";
	bool in_words = true, led = false, ends_in_blank = false;
	for (size_t i = 0; i < rt_json_count(list); i++) {
		const struct rt_json_value *json = rt_json_at(list, i);
		const char *count = count_of(json);
		struct rt_import_token token;
		rt_import_token_read(&token, json);
		missing = token.missing ? token.missing : count ? missing : "OP";
		in_words &= token.words.len && count && *count != '!' && !strchr(count, ',');
		rt_str_appendf(words, "%s%s%s", words->len ? " " : "", token.words.data,
			count ? count : "");
		append_regex(regex, &token, count ? count : "", led);
		ends_in_blank = !led && count && *count && *count != '!';
		led |= count && !may_be_missing(count);
		rt_import_token_release(&token);
	}
	if (ends_in_blank)
		rt_str_append(regex, "(?<=\\S)");
	if (!in_words)
		rt_str_clear(words);
	return missing;
}

static void read_phrase(const char *text, struct rt_str *words, struct rt_str *regex)
{
	if (!strpbrk(text, "\"\n"))
		rt_str_appendf(words, "\"%s\"", text);
	rt_str_append(regex, RT_IMPORT_NOT_WITHIN);
	rt_import_literal(regex, text);
	rt_str_append(regex, RT_IMPORT_NOT_WITHIN);
}

static struct pattern read_pattern(const struct rt_json_value *json, size_t number)
{
	struct rt_str words = RT_STR_INIT, regex = RT_STR_INIT;
	const char *phrase = rt_json_as_text(json, NULL), *missing = NULL;
	struct pattern pattern = {.number = number};
	if (phrase && *phrase)
		read_phrase(phrase, &words, &regex);
	else
		missing = phrase ? "no text" : read_tokens(json, &words, &regex);
	pattern.keyword = missing ? NULL : words.len ? "words" : "match";
	pattern.text = rt_strdup(missing ? missing : words.len ? words.data : regex.data);
	rt_str_release(&words);
	rt_str_release(&regex);
	return pattern;
}

/* ---- the file ---- */

static struct group *group_of(struct spacy *in, const char *label, const char *id)
{
	struct rt_str key = RT_STR_INIT;
	rt_str_appendf(&key, "%s\n%s", label, id ? id : "");
	uint64_t *at = rt_map_at(in->known, key.data, key.len);
	if (!*at) {
		struct group group = {.label = rt_strdup(label), .id = id ? rt_strdup(id) : NULL};
		rt_vec_push(&in->groups, group);
		*at = in->groups.count;
	}
	rt_str_release(&key);
	return &in->groups.items[*at - 1];
}

static void take_object(struct spacy *in, const struct rt_json_value *json, size_t number)
{
	in->read++;
	const char *label = rt_json_as_text(rt_json_get(json, "label"), NULL);
	const char *id = rt_json_as_text(rt_json_get(json, "id"), NULL);
	struct pattern pattern = label ? read_pattern(rt_json_get(json, "pattern"), number)
				       : (struct pattern){rt_strdup("no label"), NULL, number};
	struct group *group = group_of(in, label ? label : "", id);
	rt_vec_push(&group->patterns, pattern);
}

/* A line that cannot be read is told as one that no rule can say; the others go on. */
static void take_line(struct spacy *in, const char *line, size_t len, size_t number)
{
	struct rt_err why;
	struct rt_json_value *json = rt_json_parse(line, len, &why);
	if (json) {
		take_object(in, json, number);
	} else {
		struct pattern pattern = {.text = rt_strdup(why.message), .number = number};
		rt_vec_push(&group_of(in, "unread", NULL)->patterns, pattern);
	}
	rt_json_free(json);
}

static void read_lines(struct spacy *in, const char *text, size_t len)
{
	size_t number = 0;
	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) : len;
		number++;
		if (strspn(text + at, " \t\r") < stop - at)
			take_line(in, text + at, stop - at, number);
		at = stop + 1;
	}
}

static int read_array(struct spacy *in, const char *text, size_t len, struct rt_err *err)
{
	struct rt_json_value *json = rt_json_parse(text, len, err);
	for (size_t i = 0; i < rt_json_count(json); i++)
		take_object(in, rt_json_at(json, i), i + 1);
	rt_json_free(json);
	return json ? 0 : -1;
}

static void write_left_out(struct rt_str *out, const char *label, const struct pattern *pattern)
{
	rt_str_appendf(out, "# pattern %zu (", pattern->number);
	rt_import_text(out, label);
	rt_str_append(out, ") is left out, no rule can say it: ");
	rt_import_text(out, pattern->text);
	rt_str_append_char(out, '\n');
}

static void write_group(struct rt_import *import, const struct group *group)
{
	size_t left = 0;
	RT_VEC_FOREACH (pattern, &group->patterns) {
		left += !pattern->keyword;
		if (!pattern->keyword)
			write_left_out(&import->out, group->label, pattern);
	}
	import->left += left;
	import->taken += group->patterns.count - left;
	if (left == group->patterns.count)
		return;
	rt_import_rule(import, group->id, group->label);
	RT_VEC_FOREACH (pattern, &group->patterns)
		if (pattern->keyword)
			rt_import_line(&import->out, pattern->keyword, pattern->text);
	if (group->id)
		rt_import_line(&import->out, "value", group->id);
	rt_import_line(&import->out, "why", import->source);
	rt_str_append_char(&import->out, '\n');
}

static void release(struct spacy *in)
{
	RT_VEC_FOREACH (group, &in->groups) {
		RT_VEC_FOREACH (pattern, &group->patterns)
			rt_free(pattern->text);
		rt_vec_release(&group->patterns);
		rt_free(group->label);
		rt_free(group->id);
	}
	rt_vec_release(&in->groups);
	rt_map_free(in->known);
}

/* Of a file in which nothing could be read the first line says what it is. */
static int tell_nothing(const struct spacy *in, struct rt_err *err)
{
	if (!in->groups.count)
		return rt_err_set(err, "there are no patterns in it");
	const struct pattern *first = in->groups.items[0].patterns.items;
	return rt_err_set(err, "line %zu: %s", first->number, first->text);
}

int rt_import_spacy(struct rt_import *import, const char *text, size_t len, struct rt_err *err)
{
	struct spacy in = {.known = rt_map_new()};
	bool is_array = text[strspn(text, " \t\r\n")] == '[';
	int failed = is_array ? read_array(&in, text, len, err) : 0;
	if (!is_array)
		read_lines(&in, text, len);
	if (!failed && !in.read)
		failed = tell_nothing(&in, err);
	if (!failed)
		RT_VEC_FOREACH (group, &in.groups)
			write_group(import, group);
	release(&in);
	return failed;
}
