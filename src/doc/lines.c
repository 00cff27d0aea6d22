#include "config.h" /* for memmem */

#include "doc/lines.h"

#include <string.h>

#define MAX_LEVEL 64

static bool is_blank_byte(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\f' || byte == '\r';
}

/* Direction marks and no-break spaces at the edges are no words either. */
static size_t blank_at(const char *text, size_t at, size_t end)
{
	if (is_blank_byte(text[at]))
		return 1;
	if (end - at >= 2 && !memcmp(text + at, "\xc2\xa0", 2))
		return 2;
	if (end - at >= 3 && text[at] == '\xe2' && text[at + 1] == '\x80' &&
		((unsigned char)text[at + 2] == 0x8e || (unsigned char)text[at + 2] == 0x8f ||
			((unsigned char)text[at + 2] >= 0xaa &&
				(unsigned char)text[at + 2] <= 0xae)))
		return 3;
	return 0;
}

static uint32_t skip_blanks(const char *text, size_t at, size_t end)
{
	size_t step;
	while (at < end && (step = blank_at(text, at, end)))
		at += step;
	return (uint32_t)at;
}

/* ">>> Ana Souza <ana@example.org> 05/14/19 09:34AM >>>" is no quote but tells who is quoted. */
static bool is_groupwise(const char *text, size_t at, size_t end)
{
	return end - at > 8 && !memcmp(text + at, ">>> ", 4) && text[end - 1] == '>' &&
		text[end - 2] == '>' && text[end - 3] == '>';
}

static void strip_quotes(const char *text, struct rt_line *line)
{
	uint32_t at = skip_blanks(text, line->from, line->to);
	while (at < line->to && text[at] == '>' && line->level < MAX_LEVEL &&
		!is_groupwise(text, at, line->to)) {
		line->level++;
		line->from = ++at;
		at = skip_blanks(text, at, line->to);
	}
	line->from = at;
}

static void trim_end(const char *text, struct rt_line *line)
{
	while (line->to > line->from) {
		if (is_blank_byte(text[line->to - 1]) || text[line->to - 1] == '\n')
			line->to--;
		else if (line->to - line->from >= 2 && blank_at(text, line->to - 2, line->to) == 2)
			line->to -= 2;
		else if (line->to - line->from >= 3 && blank_at(text, line->to - 3, line->to) == 3)
			line->to -= 3;
		else
			break;
	}
}

/* "From :" with a blank from scanning, "*From:*" from HTML made plain. */
static void find_field(const struct rt_mail_words *words, const char *text, struct rt_line *line)
{
	uint32_t at = line->from;
	bool star = at < line->to && text[at] == '*';
	at += star;
	uint32_t limit = line->to - at < 48 ? line->to : at + 48;
	const char *colon = memchr(text + at, ':', limit - at);
	size_t wide = 1;
	if (!colon && line->to - at >= 3 && (unsigned char)text[at] >= 0xe0) {
		colon = memmem(text + at, limit - at, "：", 3); /* full width */
		wide = 3;
	}
	if (!colon || colon == text + at)
		return;
	uint32_t end = (uint32_t)(colon - text);
	while (end > at && (is_blank_byte(text[end - 1]) || text[end - 1] == '*'))
		end--;
	if (end - at >= 2 && !memcmp(text + end - 2, "\xc2\xa0", 2))
		end -= 2;
	if (((text[at] | 32) < 'a' || (text[at] | 32) > 'z') && !((unsigned char)text[at] & 0x80))
		return;
	line->field = (uint8_t)rt_field_word(words, text + at, end - at);
	if (!line->field && memchr(text + at, '-', end - at) && !memchr(text + at, ' ', end - at))
		line->field = RT_FIELD_OTHER;
	line->value = (uint32_t)(colon - text + (ptrdiff_t)wide);
	if (line->value < line->to && text[line->value] == '*')
		line->value++;
	line->value = skip_blanks(text, line->value, line->to);
}

static bool has_letters(const char *text, const struct rt_line *line)
{
	for (uint32_t i = line->from; i < line->to; i++)
		if (((text[i] | 32) >= 'a' && (text[i] | 32) <= 'z') || (unsigned char)text[i] >= 0x80)
			return true;
	return false;
}

static bool opens_mailto(const char *text, const struct rt_line *line)
{
	return line->to - line->from > 8 && !memcmp(text + line->from, "[mailto:", 8);
}

static bool is_address_field(uint8_t field)
{
	return field == RT_FIELD_FROM || field == RT_FIELD_TO || field == RT_FIELD_CC;
}

/* A quoted line that a mailer broke leaves a rest without marks between two quoted lines: of a long
 * line, of a list of addresses, or marks without a letter. */
static bool is_rest(const char *text, const struct rt_line *line)
{
	const struct rt_line *before = line - 1;
	if (!has_letters(text, line) || is_address_field(before->field))
		return true;
	return before->to - before->start >= 60 && line->to - line->start < 60 && !before->blank;
}

static void mend_broken_quotes(struct rt_lines *lines)
{
	for (size_t i = 1; i + 1 < lines->count; i++) {
		struct rt_line *line = &lines->items[i];
		const struct rt_line *before = line - 1, *after = line + 1;
		if (line->blank || before->level <= line->level)
			continue;
		/* "[mailto:…]", broken off the sender, may be two lines long. */
		if (opens_mailto(lines->text, line) ||
			(opens_mailto(lines->text, before) && lines->text[line->to - 1] == ']') ||
			(after->level == before->level && is_rest(lines->text, line)))
			line->level = before->level;
	}
}

static size_t next_words(const struct rt_lines *lines, size_t i)
{
	do {
		i++;
	} while (i < lines->count && lines->items[i].blank);
	return i;
}

/* "To;  Ana" and "Subject   the contract", as scanning reads them, between fields that are whole. */
static bool find_torn_field(const struct rt_mail_words *words, const char *text, struct rt_line *line)
{
	uint32_t end = line->from;
	while (end < line->to && end - line->from < 24 && !strchr(" \t,;.", text[end]))
		end++;
	uint32_t value = end;
	while (value < line->to && strchr(" ,;.", text[value]))
		value++;
	bool capital = text[line->from] >= 'A' && text[line->from] <= 'Z';
	if (!capital || value - end < 2 || value == line->to)
		return false;
	enum rt_field field = rt_field_word(words, text + line->from, end - line->from);
	if (field == RT_FIELD_NONE || field == RT_FIELD_OTHER)
		return false;
	line->field = (uint8_t)field;
	line->value = value;
	return true;
}

static void mend_torn_fields(struct rt_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		if (!lines->items[i].field || lines->items[i].field == RT_FIELD_OTHER)
			continue;
		size_t next = next_words(lines, i), before = i;
		while (before && lines->items[--before].blank)
			;
		if (next < lines->count && !lines->items[next].field)
			find_torn_field(lines->words, lines->text, &lines->items[next]);
		if (before < i && !lines->items[before].blank && !lines->items[before].field)
			find_torn_field(lines->words, lines->text, &lines->items[before]);
	}
}

void rt_lines_cut(struct rt_lines *lines, const struct rt_mail_words *words, const char *text,
	size_t len)
{
	*lines = (struct rt_lines){.text = text, .words = words};
	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) + 1 : len;
		struct rt_line line = {.start = (uint32_t)at, .stop = (uint32_t)stop};
		line.from = line.start;
		line.to = line.stop;
		trim_end(text, &line);
		strip_quotes(text, &line);
		line.blank = line.from >= line.to;
		if (!line.blank)
			find_field(words, text, &line);
		rt_vec_push(lines, line);
		at = stop;
	}
	mend_broken_quotes(lines);
	mend_torn_fields(lines);
}
