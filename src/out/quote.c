#include "out/quote.h"

#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "engine/engine.h"
#include "out/show.h"

#include <pthread.h>
#include <string.h>

#define REACH 120 /* characters on either side */
#define LARGEST_LIST (1u << 20)
#define LONGEST_ROW 400 /* bytes that are looked through for a tab */

/* Whether an empty line, quote marks aside, begins behind the line end at `at`. */
static bool is_empty_line(const char *text, size_t len, size_t at)
{
	size_t next = at + 1;
	while (next < len && strchr("> \t", text[next]))
		next++;
	return next >= len || text[next] == '\n';
}

/* Whether the line behind the line end at `at` is a printed header field, as "Subject: …". */
static bool is_field(const char *text, size_t len, size_t at)
{
	size_t next = at + 1;
	while (next < len && strchr("> \t", text[next]))
		next++;
	size_t start = next;
	while (next < len && next - start < 24 &&
		(text[next] == '-' || (text[next] | 0x20) >= 'a') && (text[next] | 0x20) <= 'z')
		next++;
	return next > start && next + 1 < len && text[start] >= 'A' && text[start] <= 'Z' &&
		text[next] == ':' && text[next + 1] == ' ';
}

/* Whether the line end at `at` ends or begins a row of a table, whose cells are parted by tabs. */
static bool is_row_end(const char *text, size_t len, size_t at)
{
	size_t start = at, end = at + 1;
	while (start > 0 && at - start < LONGEST_ROW && text[start - 1] != '\n' && text[start - 1] != '\t')
		start--;
	while (end < len && end - at < LONGEST_ROW && text[end] != '\n' && text[end] != '\t')
		end++;
	return (start > 0 && text[start - 1] == '\t') || (end < len && text[end] == '\t');
}

static bool is_edge(const char *text, size_t len, size_t at)
{
	return is_empty_line(text, len, at) || is_field(text, len, at) || is_row_end(text, len, at);
}

/* Nothing here works with rules, and so the list is read by itself, once. */
static struct rt_map *abbreviations;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load_abbreviations(void)
{
	struct rt_str path = RT_STR_INIT, text = RT_STR_INIT;
	struct rt_err err;
	abbreviations = rt_map_new();
	rt_str_appendf(&path, "%s/quote/abbreviation.txt", rt_ruleset_builtin_folder());
	rt_file_read(path.data, LARGEST_LIST, &text, &err); /* without it, more is cut */
	for (size_t at = 0, len; at < text.len; at += len + 1) {
		len = strcspn(text.data + at, "\n");
		if (len && text.data[at] != '#')
			*rt_map_at(abbreviations, text.data + at, len) = 1;
	}
	rt_str_release(&text);
	rt_str_release(&path);
}

/* "Prof. Souza", "J. Souza", "5 p.m. in", "Roe v. Wade": a stop that belongs to the word. */
static bool is_abbreviation(const char *text, size_t stop)
{
	size_t start = stop;
	while (start > 0 && !strchr(" \n\t>([\"", text[start - 1]))
		start--;
	size_t letters = stop - start;
	if (letters == 0)
		return false;
	if (letters == 1 || memchr(text + start, '.', letters))
		return true;
	pthread_once(&once, load_abbreviations);
	return rt_map_find(abbreviations, text + start, letters);
}

static bool goes_on(const char *text, size_t len, size_t at)
{
	while (at < len && strchr(" \n>", text[at]))
		at++;
	return at < len && text[at] >= 'a' && text[at] <= 'z';
}

static bool ends_sentence(const char *text, size_t len, size_t at)
{
	if (!strchr(".!?", text[at]) || at + 1 >= len || !strchr(" \n", text[at + 1]))
		return false;
	return text[at] != '.' || !(is_abbreviation(text, at) || goes_on(text, len, at + 1));
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n';
}

/* Where a sentence is cut it is cut between two words, if there is a blank before `limit`. */
static size_t next_word(const char *text, size_t from, size_t limit)
{
	size_t at = from;
	if (at > 0 && !is_blank(text[at - 1]))
		while (at < limit && !is_blank(text[at]))
			at++;
	if (at == limit) /* one long word */
		for (at = from; at < limit && (text[at] & 0xc0) == 0x80; at++)
			;
	while (at < limit && is_blank(text[at]))
		at++;
	return at;
}

static size_t find_start(const char *text, size_t len, size_t at)
{
	for (int steps = 0; at > 0 && steps < REACH; steps++) {
		size_t before = at;
		uint32_t rune = rt_utf8_previous(text, len, &before);
		if (rune == '\n' && is_edge(text, len, before))
			return at;
		if (rune < 0x80 && steps && ends_sentence(text, len, before))
			return before + 1;
		at = before;
	}
	return at;
}

/* A sentence that is cut ends with a word: "October 12" is not "October 1". */
static size_t last_word(const char *text, size_t from, size_t len, size_t at)
{
	size_t end = at;
	while (end > from && end < len && !is_blank(text[end]))
		end--;
	return end > from ? end : at;
}

static size_t find_end(const char *text, size_t len, size_t at)
{
	size_t from = at;
	for (int steps = 0; at < len && steps < REACH; steps++) {
		size_t place = at;
		uint32_t rune = rt_utf8_next(text, len, &at);
		if (rune == '\n' && is_edge(text, len, place))
			return place;
		if (rune < 0x80 && ends_sentence(text, len, place))
			return at;
	}
	return last_word(text, from, len, at);
}

struct rt_range rt_quote_range(const char *text, size_t len, struct rt_range range)
{
	return (struct rt_range){
		(uint32_t)next_word(text, find_start(text, len, range.start), range.start),
		(uint32_t)find_end(text, len, range.end)};
}

/* Copies text without the quote marks that open its lines. */
static void copy(struct rt_str *out, const char *text, size_t start, size_t end)
{
	bool line_start = start == 0 || text[start - 1] == '\n';
	for (size_t at = start; at < end; at++) {
		if (line_start && (text[at] == '>' || text[at] == ' '))
			continue;
		line_start = text[at] == '\n';
		rt_str_append_char(out, text[at]);
	}
}

static bool is_cut(const char *text, size_t len, size_t at)
{
	size_t back = at;
	while (back > 0 && strchr(" \t>", text[back - 1]))
		back--;
	return at > 0 && at < len && back > 0 && !strchr(".!?\n", text[back - 1]);
}

void rt_quote_plain(struct rt_str *out, const char *text, size_t len, struct rt_range range,
	const struct rt_range *marks, size_t count)
{
	if (is_cut(text, len, range.start))
		rt_str_append(out, "…");
	size_t at = range.start;
	for (size_t i = 0; i < count; i++) {
		if (marks[i].start < at || marks[i].end > range.end)
			continue;
		copy(out, text, at, marks[i].start);
		rt_str_append_char(out, '[');
		copy(out, text, marks[i].start, marks[i].end);
		rt_str_append_char(out, ']');
		at = marks[i].end;
	}
	copy(out, text, at, range.end);
	if (is_cut(text, len, range.end))
		rt_str_append(out, "…");
}

void rt_quote(struct rt_str *out, const char *text, size_t len, struct rt_range range,
	const struct rt_range *marks, size_t count, int indent)
{
	struct rt_str words = RT_STR_INIT;
	rt_quote_plain(&words, text, len, range, marks, count);
	rt_show_wrapped(out, words.data, words.len, indent);
	rt_str_release(&words);
}
