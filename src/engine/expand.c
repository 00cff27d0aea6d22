#include "engine/expand.h"

#include "base/map.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 16 /* defines in defines */

/* Blanks on a line, and at most one line break with the quote marks behind it. */
static const char any_space[] = "(?:\\h+(?:\\n[\\h>]*)?|\\n[\\h>]*)";

struct expander {
	bool words; /* a `words` line, not a `match` line */
	const struct rt_gazetteer *gazetteer;
	const struct rt_define *defines;
	size_t define_count;
	const char *file;
	struct rt_expansion *out;
	uint32_t origin;
	int depth;
	struct rt_err *err;
};

static int put(struct expander *in, const char *text, size_t len)
{
	if (in->out->pattern.len + len > RT_MAX_PATTERN_BYTES)
		return rt_err_set(in->err, "this pattern grows beyond %u bytes: the list is too long for "
			"a match line, use words", RT_MAX_PATTERN_BYTES);
	rt_str_append_n(&in->out->pattern, text, len);
	for (size_t i = 0; i < len; i++)
		rt_vec_push(&in->out->origins, in->origin);
	return 0;
}

/* ---- lists ---- */

static int put_literal(struct expander *in, const char *text)
{
	for (; *text; text++) {
		int failed;
		if (*text == ' ')
			failed = put(in, any_space, sizeof any_space - 1);
		else if (strchr("\\^$.[]|()?*+{}#-", *text))
			failed = put(in, (char[]){'\\', *text}, 2);
		else
			failed = put(in, text, 1);
		if (failed)
			return -1;
	}
	return 0;
}

static int longer_first(const void *left, const void *right)
{
	const char *a = *(const char *const *)left, *b = *(const char *const *)right;
	size_t a_len = strlen(a), b_len = strlen(b);
	return a_len != b_len ? (a_len < b_len ? 1 : -1) : strcmp(a, b);
}

static int put_alternation(struct expander *in, const char **items, size_t count)
{
	qsort(items, count, sizeof *items, longer_first);
	if (put(in, "(?:", 3))
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (i && !strcmp(items[i], items[i - 1]))
			continue;
		if ((i && put(in, "|", 1)) || put_literal(in, items[i]))
			return -1;
	}
	return put(in, ")", 1);
}

static int put_list(struct expander *in, int set)
{
	struct rt_str spellings = RT_STR_INIT;
	RT_VEC(const char *) items = {0};
	rt_gazetteer_spellings(in->gazetteer, set, &spellings);
	for (size_t at = 0; at < spellings.len; at += strlen(spellings.data + at) + 1)
		rt_vec_push(&items, spellings.data + at);
	int result = items.count
		? put_alternation(in, items.items, items.count)
		: rt_err_set(in->err, "the list \"%s\" is empty",
			  rt_gazetteer_set_name(in->gazetteer, (size_t)set));
	rt_vec_release(&items);
	rt_str_release(&spellings);
	return result;
}

/* ---- names ---- */

static const struct rt_define *find_define(const struct expander *in, const char *name, size_t len)
{
	const struct rt_define *found = NULL;
	for (size_t i = 0; i < in->define_count; i++) {
		const struct rt_define *define = &in->defines[i];
		if (strlen(define->name) != len || memcmp(define->name, name, len) != 0)
			continue;
		if (!strcmp(define->file, in->file))
			return define;
		found = define;
	}
	return found;
}

static int expand(struct expander *in, const char *text);
static int expand_words(struct expander *in, const char *text);

static int put_name(struct expander *in, const char *name, size_t len)
{
	const struct rt_define *define = find_define(in, name, len);
	if (define) {
		if (in->depth >= MAX_DEPTH)
			return rt_err_set(in->err, "define %s is nested too deep, or in itself", define->name);
		in->depth++;
		int failed = in->words ? put(in, "(", 1) || expand_words(in, define->pattern)
				       : put(in, "(?:", 3) || expand(in, define->pattern);
		failed = failed || put(in, ")", 1);
		in->depth--;
		return failed ? -1 : 0;
	}
	int set = in->words ? -1 : rt_gazetteer_set(in->gazetteer, name, len);
	if (set < 0)
		return rt_err_set(in->err, "there is no define and no list \"%.*s\"",
			(int)(len < 60 ? len : 60), name);
	return put_list(in, set);
}

/* The length of {name} at text, or 0 where the brace is a counter or a bare sign. */
static size_t name_length(const char *text)
{
	size_t len = 1;
	if (!isalpha((unsigned char)text[1]))
		return 0;
	while (isalnum((unsigned char)text[len]) || (text[len] && strchr("-_/.", text[len])))
		len++;
	return text[len] == '}' ? len + 1 : 0;
}

/* The length of a backslash and what belongs to it: \p{Lu}, \x{5d0}, \k{name}, \Q…\E, or two. */
static size_t escape_length(const char *text)
{
	if (!text[1])
		return 1;
	if (text[1] == 'Q') {
		const char *end = strstr(text, "\\E");
		return end ? (size_t)(end - text) + 2 : strlen(text);
	}
	size_t len = 2;
	if (strchr("pPxokgN", text[1]) && text[2] == '{') {
		const char *end = strchr(text, '}');
		return end ? (size_t)(end - text) + 1 : len;
	}
	while (((unsigned char)text[len] & 0xc0) == 0x80)
		len++;
	return len;
}

/* The length of a [class] at text. */
static size_t class_length(const char *text)
{
	size_t at = 1;
	if (text[at] == '^')
		at++;
	if (text[at] == ']')
		at++;
	while (text[at] && text[at] != ']') {
		const char *end = text[at] == '[' && text[at + 1] == ':' ? strstr(text + at, ":]") : NULL;
		at += end ? (size_t)(end - (text + at)) + 2 : text[at] == '\\' ? escape_length(text + at) : 1;
	}
	return text[at] ? at + 1 : at;
}

static int expand(struct expander *in, const char *text)
{
	for (size_t at = 0; text[at];) {
		size_t len = 1;
		if (!in->depth)
			in->origin = (uint32_t)at;
		if (text[at] == '{' && (len = name_length(text + at))) {
			if (put_name(in, text + at + 1, len - 2))
				return -1;
			at += len;
			continue;
		}
		if (text[at] == ' ' || text[at] == '\t') {
			len = strspn(text + at, " \t");
			if (put(in, any_space, sizeof any_space - 1))
				return -1;
			at += len;
			continue;
		}
		len = text[at] == '\\' ? escape_length(text + at)
			: text[at] == '[' ? class_length(text + at)
			: text[at] == '(' && text[at + 1] == '?' && text[at + 2] == '#'
			? strcspn(text + at, ")")
			: 1;
		if (put(in, text + at, len))
			return -1;
		at += len;
	}
	return 0;
}

/* In a `words` line {name} is a define; {2,3} is a repetition. */
static int expand_words(struct expander *in, const char *text)
{
	bool outermost = !in->depth;
	for (size_t at = 0; text[at];) {
		size_t len = 1;
		if (outermost)
			in->origin = (uint32_t)at;
		const char *end = text[at] == '{' && isalpha((unsigned char)text[at + 1])
			? strchr(text + at, '}')
			: NULL;
		if (end)
			len = (size_t)(end - text) - at + 1;
		if (end ? put_name(in, text + at + 1, len - 2) : put(in, text + at, 1))
			return -1;
		at += len;
	}
	return 0;
}

int rt_expand_words(const struct rt_define *defines, size_t define_count, const char *file,
	const char *text, struct rt_expansion *out, uint32_t *place_r, struct rt_err *err)
{
	struct expander in = {.words = true, .defines = defines, .define_count = define_count,
		.file = file, .out = out, .err = err};
	rt_str_clear(&out->pattern);
	rt_vec_clear(&out->origins);
	int failed = expand_words(&in, text);
	*place_r = in.origin;
	return failed;
}

int rt_expand(const struct rt_gazetteer *gazetteer, const struct rt_define *defines,
	size_t define_count, const char *file, const char *text, struct rt_expansion *out,
	uint32_t *place_r, struct rt_err *err)
{
	struct expander in = {.gazetteer = gazetteer, .defines = defines,
		.define_count = define_count, .file = file, .out = out, .err = err};
	rt_str_clear(&out->pattern);
	rt_vec_clear(&out->origins);
	int failed = expand(&in, text);
	*place_r = in.origin;
	return failed;
}

void rt_expansion_release(struct rt_expansion *expansion)
{
	rt_str_release(&expansion->pattern);
	rt_vec_release(&expansion->origins);
}
