#include "resolve/decisions.h"

#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define FIELDS 6
#define MAX_BYTES (64u << 20)

static const char *const verbs[] = {"merge", "split", "rename", "retype", "ignore"};
#define VERBS (sizeof verbs / sizeof *verbs)

static const char *const types[] = {"person", "organisation", "mailbox", "place", "date", "case",
	"law", "email", "url", "phone", "account", "money"};

static const char heading[] = "# verb\tsubject\tsubject or value\treason\tauthor\tdate\n";

const char *rt_decision_verb_name(enum rt_decision_verb verb)
{
	return verbs[verb];
}

const char *rt_decision_bare(const char *subject)
{
	const char *colon = strchr(subject, ':');
	for (size_t i = 0; colon && i < sizeof types / sizeof *types; i++)
		if (strlen(types[i]) == (size_t)(colon - subject) &&
			!strncmp(subject, types[i], (size_t)(colon - subject)))
			return colon + 1;
	return subject;
}

bool rt_decision_same(const char *a, const char *b)
{
	return !strcasecmp(rt_decision_bare(a), rt_decision_bare(b));
}

int rt_decision_verb_find(const char *name, enum rt_decision_verb *verb_r)
{
	for (size_t i = 0; i < VERBS; i++)
		if (!strcmp(verbs[i], name)) {
			*verb_r = (enum rt_decision_verb)i;
			return 1;
		}
	return 0;
}

char *rt_decisions_path(const char *case_path)
{
	struct rt_str path = RT_STR_INIT;
	size_t len = strlen(case_path);
	if (len > 3 && !strcmp(case_path + len - 3, ".db"))
		len -= 3;
	rt_str_append_n(&path, case_path, len);
	rt_str_append(&path, ".decisions.tsv");
	return rt_str_detach(&path);
}

void rt_decisions_complain(
	struct rt_decisions *decisions, unsigned line, const char *format, ...)
{
	char message[256];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	rt_vec_push(&decisions->errors,
		(struct rt_decision_error){line, rt_arena_strdup(decisions->arena, message)});
}

/* A field without the blanks around it. */
static const char *field(struct rt_arena *arena, const char *text, size_t len)
{
	while (len && strchr(" \r", text[len - 1]))
		len--;
	while (len && *text == ' ')
		text++, len--;
	return rt_arena_strndup(arena, text, len);
}

static void parse_line(struct rt_decisions *decisions, const char *line, size_t len, unsigned number)
{
	const char *fields[FIELDS] = {"", "", "", "", "", ""};
	size_t count = 0;
	for (const char *at = line, *end = line + len; at <= end && count < FIELDS; count++) {
		const char *tab = memchr(at, '\t', (size_t)(end - at));
		size_t size = (size_t)((tab ? tab : end) - at);
		fields[count] = field(decisions->arena, at, size);
		at += size + 1;
	}
	struct rt_decision decision = {.subject = fields[1], .object = fields[2],
		.reason = fields[3], .author = fields[4], .date = fields[5], .line = number};
	if (!rt_decision_verb_find(fields[0], &decision.verb)) {
		rt_decisions_complain(decisions, number,
			"the line does not begin with merge, split, rename, retype or ignore and a tab");
		return;
	}
	if (!*decision.subject || (decision.verb != RT_DECISION_IGNORE && !*decision.object)) {
		rt_decisions_complain(decisions, number, "%s wants %s", fields[0],
			decision.verb == RT_DECISION_IGNORE ? "a subject" : "two fields behind it");
		return;
	}
	rt_vec_push(&decisions->items, decision);
}

/* The two of a merge or split, in one order. */
static void pair_key(struct rt_str *key, const struct rt_decision *decision)
{
	struct rt_str a = RT_STR_INIT, b = RT_STR_INIT;
	const char *subject = rt_decision_bare(decision->subject), *object = rt_decision_bare(decision->object);
	rt_utf8_fold(&a, subject, strlen(subject));
	rt_utf8_fold(&b, object, strlen(object));
	bool turn = strcmp(a.data, b.data) > 0;
	rt_str_clear(key);
	rt_str_appendf(key, "%s\t%s", turn ? b.data : a.data, turn ? a.data : b.data);
	rt_str_release(&a);
	rt_str_release(&b);
}

/* Of what is said of the same two, the last word holds: a split takes a merge back. */
static void withdraw(struct rt_decisions *decisions)
{
	struct rt_map *last = rt_map_new();
	struct rt_str key = RT_STR_INIT;
	for (size_t i = decisions->items.count; i--;) {
		struct rt_decision *decision = &decisions->items.items[i];
		if (decision->verb != RT_DECISION_MERGE && decision->verb != RT_DECISION_SPLIT)
			continue;
		pair_key(&key, decision);
		uint64_t *verb = rt_map_at(last, key.data, key.len);
		decision->withdrawn = *verb && *verb != (uint64_t)decision->verb + 1;
		if (!*verb)
			*verb = (uint64_t)decision->verb + 1;
	}
	rt_str_release(&key);
	rt_map_free(last);
}

void rt_decisions_parse(const char *text, size_t len, struct rt_decisions *decisions_r)
{
	*decisions_r = (struct rt_decisions){.arena = rt_arena_new()};
	unsigned number = 0;
	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3))
		text += 3, len -= 3;
	for (const char *at = text, *end = text + len; at < end;) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t size = (size_t)((stop ? stop : end) - at);
		number++;
		if (!rt_utf8_valid(at, size))
			rt_decisions_complain(decisions_r, number, "the line is not UTF-8");
		else if (size && *at != '#' && *at != '\r')
			parse_line(decisions_r, at, size, number);
		at += size + 1;
	}
	withdraw(decisions_r);
}

int rt_decisions_read(const char *path, struct rt_decisions *decisions_r, struct rt_err *err)
{
	struct rt_str text = RT_STR_INIT;
	int result = 0;
	if (!access(path, F_OK))
		result = rt_file_read(path, MAX_BYTES, &text, err);
	rt_decisions_parse(text.data, text.len, decisions_r);
	rt_str_release(&text);
	return result;
}

void rt_decisions_release(struct rt_decisions *decisions)
{
	rt_vec_release(&decisions->items);
	rt_vec_release(&decisions->errors);
	rt_arena_free(decisions->arena);
	*decisions = (struct rt_decisions){0};
}

/* Tabs and line ends would break the line. */
static void add_field(struct rt_str *line, const char *text, char end)
{
	for (const char *at = text ? text : ""; *at; at++)
		rt_str_append_char(line, strchr("\t\r\n", *at) ? ' ' : *at);
	rt_str_append_char(line, end);
}

int rt_decisions_append(const char *path, const struct rt_decision *decision, struct rt_err *err)
{
	struct rt_str text = RT_STR_INIT;
	int result = 0;
	if (!access(path, F_OK))
		result = rt_file_read(path, MAX_BYTES, &text, err);
	else
		rt_str_append(&text, heading);
	if (text.len && text.data[text.len - 1] != '\n')
		rt_str_append_char(&text, '\n');
	add_field(&text, rt_decision_verb_name(decision->verb), '\t');
	add_field(&text, decision->subject, '\t');
	add_field(&text, decision->object, '\t');
	add_field(&text, decision->reason, '\t');
	add_field(&text, decision->author, '\t');
	add_field(&text, decision->date, '\n');
	if (!result)
		result = rt_file_write(path, text.data, text.len, err);
	rt_str_release(&text);
	return result;
}
