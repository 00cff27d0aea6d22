/*
 * Rule files, line by line. Each line is a keyword and what stands behind it; a table says which
 * function reads which keyword. Patterns are only stored here: they are compiled when every file
 * and list is known (ruleset.c).
 */
#include "engine/rule.h"

#include "base/limits.h"
#include "base/nearest.h"
#include "base/str.h"
#include "base/utf8.h"
#include "date/calendar.h"
#include "words/rule_error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct parser {
	struct rt_arena *arena;
	struct rt_rule_file *file;
	struct rt_rule_errors *errors;
	const char *path;
	struct rt_rule *rule; /* that the lines belong to, or NULL */
	const char *speaks;   /* language of the examples to come, or NULL */
	bool skipping;	      /* the rule's head was wrong: its lines are passed over */
	const char *line;
	size_t line_len;
	unsigned number;
};

/* What stands behind the keyword, blanks taken off. */
struct rest {
	const char *text;
	size_t len;
};

static unsigned column_of(const struct parser *in, const char *place)
{
	unsigned column = 1;
	for (const char *at = in->line; at < place; at++)
		column += (*at & 0xc0) != 0x80;
	return column;
}

#define FAIL(in, place, ...)                                                                       \
	rt_rule_error((in)->errors, (in)->path, (in)->number, column_of(in, place), __VA_ARGS__)

static const char *keep(const struct parser *in, struct rest rest)
{
	return rt_arena_strndup(in->arena, rest.text, rest.len);
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

/* Takes the next word off the front. */
static struct rest take_word(struct rest *rest)
{
	size_t len = 0, next;
	while (len < rest->len && !is_blank(rest->text[len]))
		len++;
	struct rest word = {rest->text, len};
	for (next = len; next < rest->len && is_blank(rest->text[next]); next++)
		;
	rest->text += next;
	rest->len -= next;
	return word;
}

static bool is_name(struct rest word)
{
	for (size_t i = 0; i < word.len; i++) {
		char c = word.text[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
		if (!letter && !(i && ((c >= '0' && c <= '9') || c == '-' || c == '.' || c == '/')))
			return false;
	}
	return word.len;
}

/* ---- the head of a rule ---- */

static void read_rule(struct parser *in, struct rest rest)
{
	struct rest id = take_word(&rest);
	in->rule = NULL;
	in->speaks = NULL;
	in->skipping = true;
	if (!is_name(id) || rest.len) {
		FAIL(in, rest.len ? rest.text : id.text,
			"a rule's name is one word of letters, digits and hyphens");
		return;
	}
	if (in->file->rules.count >= RT_MAX_RULES) {
		FAIL(in, id.text, "there are more than %d rules in this file", RT_MAX_RULES);
		return;
	}
	struct rt_rule *rule = rt_arena_zero(in->arena, 1, sizeof *rule);
	rule->id = keep(in, id);
	rule->file = in->path;
	rule->line = in->number;
	rule->score = -1;
	rule->scope = RT_SCOPE_ALL;
	rule->registers = RT_REGISTER_ALL;
	rt_vec_push(&in->file->rules, rule);
	in->rule = rule;
	in->skipping = false;
}

static void read_define(struct parser *in, struct rest rest)
{
	struct rest name = take_word(&rest);
	if (!is_name(name) || !rest.len) {
		FAIL(in, name.text, "write: define NAME PATTERN");
		return;
	}
	struct rt_define define = {.name = keep(in, name), .pattern = keep(in, rest),
		.file = in->path, .line = in->number, .column = column_of(in, rest.text)};
	rt_vec_push(&in->file->defines, define);
}

/* ---- the lines of a rule ---- */

static void read_type(struct parser *in, struct rest rest)
{
	struct rest word = take_word(&rest);
	if (!is_name(word) || rest.len)
		FAIL(in, word.text, "a type is one word, as \"person\"");
	else
		in->rule->type = keep(in, word);
}

static void read_pattern(struct parser *in, struct rest rest, bool is_words)
{
	struct rt_rule_pattern pattern = {.is_words = is_words, .text = keep(in, rest),
		.line = in->number, .column = column_of(in, rest.text)};
	if (!rest.len)
		FAIL(in, rest.text, "a pattern is missing here");
	else
		rt_vec_push(&in->rule->patterns, pattern);
}

static void read_match(struct parser *in, struct rest rest)
{
	read_pattern(in, rest, false);
}

static void read_words(struct parser *in, struct rest rest)
{
	read_pattern(in, rest, true);
}

static void read_value(struct parser *in, struct rest rest)
{
	if (!rest.len) {
		FAIL(in, rest.text, "write: value TEMPLATE, or value NORMALISER");
		return;
	}
	in->rule->value = keep(in, rest);
	in->rule->value_line = in->number;
	in->rule->value_column = column_of(in, rest.text);
}

static void read_set(struct parser *in, struct rest rest)
{
	struct rest name = take_word(&rest);
	if (!is_name(name) || !rest.len) {
		FAIL(in, name.text, "write: set NAME TEMPLATE");
		return;
	}
	struct rt_rule_attribute attribute = {.name = keep(in, name), .template = keep(in, rest),
		.line = in->number, .column = column_of(in, rest.text)};
	rt_vec_push(&in->rule->attributes, attribute);
}

static void read_part(struct parser *in, struct rest rest)
{
	struct rest group = take_word(&rest), type = take_word(&rest);
	if (!is_name(group) || !is_name(type)) {
		FAIL(in, group.text, "write: part GROUP TYPE [VALUE]");
		return;
	}
	struct rt_rule_part part = {.group = keep(in, group), .type = keep(in, type),
		.value = rest.len ? keep(in, rest) : NULL, .line = in->number,
		.column = column_of(in, group.text)};
	rt_vec_push(&in->rule->parts, part);
}

static void read_kind(struct parser *in, struct rest rest)
{
	struct rest word = take_word(&rest);
	if (!is_name(word) || rest.len)
		FAIL(in, word.text, "a kind is one word");
	else
		in->rule->kind = keep(in, word);
}

static void read_score(struct parser *in, struct rest rest)
{
	const char *text = keep(in, rest);
	char *end;
	double score = strtod(text, &end);
	if (!rest.len || *end || !(score >= 0 && score <= 1))
		FAIL(in, rest.text, "a score is a number from 0 to 1, as 0.85");
	else
		in->rule->score = score;
}

static void read_why(struct parser *in, struct rest rest)
{
	in->rule->why = keep(in, rest);
}

static void read_slow(struct parser *in, struct rest rest)
{
	in->rule->slow = keep(in, rest);
}

static bool is_day(const char *text)
{
	int year, month, day, end = 0;
	sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &end);
	return end == 10 && !text[end] && rt_day_exists(year, month, day);
}

static void read_ref(struct parser *in, struct rest rest)
{
	const char *day = keep(in, rest);
	if (is_day(day))
		in->rule->ref = day;
	else
		FAIL(in, rest.text, "a date of reference is a day, as 2019-05-14");
}

static bool is_language(struct rest word)
{
	return word.len >= 2 && word.len <= 3 && is_name(word);
}

static void read_speaks(struct parser *in, struct rest rest)
{
	if (rest.len && !is_language(rest))
		FAIL(in, rest.text, "a language is two or three letters, as \"he\"");
	else
		in->speaks = rest.len ? keep(in, rest) : NULL;
}

static void read_near(struct parser *in, struct rest rest)
{
	in->rule->near_line = in->number;
	in->rule->near_column = column_of(in, rest.text);
	while (rest.len)
		rt_vec_push(&in->rule->near, keep(in, take_word(&rest)));
}

static void read_lang(struct parser *in, struct rest rest)
{
	while (rest.len) {
		struct rest word = take_word(&rest);
		if (!is_language(word))
			FAIL(in, word.text, "a language is two or three letters, as \"he\"");
		else
			rt_vec_push(&in->rule->langs, keep(in, word));
	}
}

static const char *const scope_names[] = {
	"header", "subject", "body", "quote", "signature", "disclaimer", NULL};
static const char *const register_names[] = {"mail", "filing", "judgment", "news", "table", NULL};

const char *rt_scope_name(unsigned bit)
{
	return bit < 6 ? scope_names[bit] : NULL;
}

const char *rt_register_name(unsigned bit)
{
	return bit < 5 ? register_names[bit] : NULL;
}

static unsigned read_bits(
	struct parser *in, struct rest rest, const char *const *names, const char *what)
{
	unsigned bits = 0;
	while (rest.len) {
		struct rest word = take_word(&rest);
		unsigned bit = 0;
		while (names[bit] && (strlen(names[bit]) != word.len ||
					     memcmp(names[bit], word.text, word.len) != 0))
			bit++;
		if (names[bit])
			bits |= 1u << bit;
		else
			FAIL(in, word.text, "there is no %s \"%.*s\"", what, (int)word.len, word.text);
	}
	return bits;
}

static void read_scope(struct parser *in, struct rest rest)
{
	unsigned bits = read_bits(in, rest, scope_names, "scope");
	in->rule->scope = bits ? bits : in->rule->scope;
}

static void read_register(struct parser *in, struct rest rest)
{
	unsigned bits = read_bits(in, rest, register_names, "register");
	in->rule->registers = bits ? bits : in->rule->registers;
}

/* ---- examples ---- */

/* Cuts " => value" off the end. */
static struct rest cut_value(struct rest *rest)
{
	for (size_t at = rest->len; at-- > 2;) {
		if (rest->text[at] != '>' || rest->text[at - 1] != '=' || !is_blank(rest->text[at - 2]))
			continue;
		if (at + 1 < rest->len && !is_blank(rest->text[at + 1]))
			continue;
		struct rest value = {rest->text + at + 1, rest->len - at - 1};
		while (value.len && is_blank(*value.text))
			value.text++, value.len--;
		rest->len = at - 2;
		while (rest->len && is_blank(rest->text[rest->len - 1]))
			rest->len--;
		return value;
	}
	return (struct rest){NULL, 0};
}

static void unescape(struct rt_str *out, char byte)
{
	if (byte == 'n')
		rt_str_append_char(out, '\n');
	else if (byte == 't')
		rt_str_append_char(out, '\t');
	else if (byte == '[' || byte == ']' || byte == '\\')
		rt_str_append_char(out, byte);
	else
		rt_str_appendf(out, "\\%c", byte);
}

static void read_marks(struct parser *in, struct rest rest, struct rt_str *text,
	struct rt_rule_example *example)
{
	bool open = false;
	uint32_t start = 0;
	for (size_t i = 0; i < rest.len; i++) {
		char byte = rest.text[i];
		if (byte == '\\' && i + 1 < rest.len) {
			unescape(text, rest.text[++i]);
		} else if (byte == '[' && !open) {
			open = true;
			start = (uint32_t)text->len;
		} else if (byte == ']' && open) {
			open = false;
			rt_vec_push(&example->marks, (struct rt_range){start, (uint32_t)text->len});
		} else if (byte == '[' || byte == ']') {
			FAIL(in, rest.text + i, "brackets mark a mention; write \\%c for the sign itself", byte);
		} else {
			rt_str_append_char(text, byte);
		}
	}
	if (open)
		FAIL(in, rest.text, "a bracket is not closed");
}

static void read_example(struct parser *in, struct rest rest, bool yes)
{
	struct rt_rule_example example = {.yes = yes, .line = in->number, .lang = in->speaks};
	struct rt_str text = RT_STR_INIT;
	struct rest value = yes ? cut_value(&rest) : (struct rest){NULL, 0};
	read_marks(in, rest, &text, &example);
	if (yes && !example.marks.count)
		FAIL(in, rest.text, "put the mention of a yes line in [brackets]");
	example.text = rt_arena_strndup(in->arena, text.data, text.len);
	example.len = text.len;
	example.value = value.text ? keep(in, value) : NULL;
	rt_vec_push(&in->rule->examples, example);
	rt_str_release(&text);
}

static void read_yes(struct parser *in, struct rest rest)
{
	read_example(in, rest, true);
}

static void read_no(struct parser *in, struct rest rest)
{
	read_example(in, rest, false);
}

/* ---- the table ---- */

static const struct keyword {
	const char *name;
	void (*read)(struct parser *in, struct rest rest);
	bool at_top; /* stands outside a rule, or begins one */
} keywords[] = {
	{"rule", read_rule, true},
	{"define", read_define, true},
	{"type", read_type, false},
	{"match", read_match, false},
	{"words", read_words, false},
	{"value", read_value, false},
	{"set", read_set, false},
	{"part", read_part, false},
	{"kind", read_kind, false},
	{"score", read_score, false},
	{"near", read_near, false},
	{"scope", read_scope, false},
	{"lang", read_lang, false},
	{"register", read_register, false},
	{"why", read_why, false},
	{"slow", read_slow, false},
	{"ref", read_ref, false},
	{"speaks", read_speaks, false},
	{"yes", read_yes, false},
	{"no", read_no, false},
};

static const struct keyword *find_keyword(struct rest word)
{
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (strlen(keywords[i].name) == word.len &&
			!memcmp(keywords[i].name, word.text, word.len))
			return &keywords[i];
	return NULL;
}

static const char *next_keyword(void *context)
{
	size_t *at = context;
	return *at < sizeof keywords / sizeof *keywords ? keywords[(*at)++].name : NULL;
}

static void say_no_keyword(struct parser *in, struct rest word)
{
	char typed[41];
	size_t len = word.len < sizeof typed ? word.len : sizeof typed - 1, at = 0;
	memcpy(typed, word.text, len);
	typed[len] = '\0';
	const char *nearest = rt_nearest(typed, next_keyword, &at);
	if (nearest)
		FAIL(in, word.text, "there is no keyword \"%s\"; did you mean \"%s\"?", typed, nearest);
	else
		FAIL(in, word.text, "there is no keyword \"%s\"", typed);
}

static void read_line(struct parser *in)
{
	struct rest rest = {in->line, in->line_len};
	while (rest.len && is_blank(rest.text[rest.len - 1]))
		rest.len--;
	while (rest.len && is_blank(*rest.text))
		rest.text++, rest.len--;
	if (!rest.len || *rest.text == '#')
		return;
	struct rest word = take_word(&rest);
	const struct keyword *keyword = find_keyword(word);
	if (!keyword)
		say_no_keyword(in, word);
	else if (keyword->at_top || in->rule)
		keyword->read(in, rest);
	else if (!in->skipping)
		FAIL(in, word.text, "\"%s\" belongs under a line \"rule NAME\"", keyword->name);
}

/* A rule that cannot work is taken out. */
static void check_rules(struct parser *in)
{
	size_t kept = 0;
	for (size_t i = 0; i < in->file->rules.count; i++) {
		struct rt_rule *rule = in->file->rules.items[i];
		const char *missing = !rule->type ? "no line \"type\""
			: !rule->patterns.count	  ? "neither a line \"match\" nor one \"words\""
						  : NULL;
		if (missing) {
			rt_rule_error(in->errors, in->path, rule->line, 1, "rule %s has %s", rule->id, missing);
			rt_rule_release(rule);
			continue;
		}
		if (rule->score < 0)
			rule->score = strcmp(rule->type, "none") ? 0.7 : 1;
		in->file->rules.items[kept++] = rule;
	}
	in->file->rules.count = kept;
}

void rt_rule_parse(struct rt_arena *arena, const char *path, const char *text, size_t len,
	struct rt_rule_file *file, struct rt_rule_errors *errors)
{
	struct parser in = {.arena = arena, .file = file, .errors = errors, .path = path};
	size_t at = len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3) ? 3 : 0;
	while (at < len) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) : len;
		in.line = text + at;
		in.line_len = stop - at;
		in.number++;
		if (in.line_len > RT_MAX_RULE_BYTES)
			FAIL(&in, in.line, "this line is longer than %u bytes", RT_MAX_RULE_BYTES);
		else if (!rt_utf8_valid(in.line, in.line_len) || memchr(in.line, '\0', in.line_len))
			FAIL(&in, in.line, "this line is not UTF-8 text");
		else
			read_line(&in);
		at = stop + 1;
	}
	check_rules(&in);
}

void rt_rule_release(struct rt_rule *rule)
{
	RT_VEC_FOREACH(example, &rule->examples)
		rt_vec_release(&example->marks);
	rt_vec_release(&rule->langs);
	rt_vec_release(&rule->near);
	rt_vec_release(&rule->patterns);
	rt_vec_release(&rule->examples);
	rt_vec_release(&rule->attributes);
	rt_vec_release(&rule->parts);
}

void rt_rule_file_release(struct rt_rule_file *file)
{
	rt_vec_release(&file->rules);
	rt_vec_release(&file->defines);
}
