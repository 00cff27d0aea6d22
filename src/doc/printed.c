#include "doc/printed_p.h"

#include <string.h>
#include <strings.h>

#define MAX_GAP 6	  /* blank lines inside a block, as scanning leaves them */
#define MAX_CONTINUED 400 /* lines of one value: lists of a hundred recipients are real */
#define LOOK_AHEAD 120

void rt_printed_release(struct rt_printed *printed)
{
	for (size_t i = 0; i <= RT_FIELD_OTHER; i++) {
		rt_str_release(&printed->values[i].text);
		rt_vec_release(&printed->values[i].pieces);
	}
}

void rt_printed_init(struct rt_printed *printed, size_t first)
{
	*printed = (struct rt_printed){.first = first, .end = first};
	for (size_t i = 0; i <= RT_FIELD_OTHER; i++)
		printed->values[i].text = (struct rt_str)RT_STR_INIT;
}

void rt_printed_add(struct rt_printed_value *value, const char *text, uint32_t from, uint32_t to)
{
	if (from >= to)
		return;
	if (value->text.len)
		rt_str_append_char(&value->text, ' ');
	struct rt_printed_piece piece = {(uint32_t)value->text.len, from};
	rt_vec_push(&value->pieces, piece);
	rt_str_append_n(&value->text, text + from, to - from);
}

static uint32_t indent(const struct rt_line *line)
{
	return line->from - line->start;
}

/* Behind the blank lines that follow line i, at the same level; i where there are too many. */
static size_t skip_gap(const struct rt_lines *lines, size_t i)
{
	size_t at = i;
	while (at < lines->count && lines->items[at].blank && at - i <= MAX_GAP)
		at++;
	return at < lines->count && at - i <= MAX_GAP ? at : i;
}

/* Is there a further field line before the next blank line? Then what is between runs on. */
static bool field_follows(const struct rt_lines *lines, size_t i, uint16_t level,
	const struct rt_printed *printed)
{
	for (size_t at = i; at < lines->count && at < i + LOOK_AHEAD; at++) {
		const struct rt_line *line = &lines->items[at];
		if (line->blank || line->level != level)
			return false;
		if (line->field && (line->field == RT_FIELD_OTHER || !printed->seen[line->field]))
			return true;
	}
	return false;
}

static bool is_address_field(enum rt_field field)
{
	return field == RT_FIELD_FROM || field == RT_FIELD_TO || field == RT_FIELD_CC ||
		field == RT_FIELD_BCC;
}

static bool has_open_end(const struct rt_str *value)
{
	if (!value->len)
		return false;
	char last = value->data[value->len - 1];
	if (last == ',' || last == ';' || last == '<' || last == '/')
		return true;
	/* An angle or square bracket that is still open. */
	const char *angle = strrchr(value->data, '<'), *square = strrchr(value->data, '[');
	return (angle && !strchr(angle, '>')) || (square && !strchr(square, ']'));
}

static bool looks_like_addresses(const char *words, size_t len)
{
	return memchr(words, '@', len) != NULL &&
		(memchr(words, ',', len) || memchr(words, ';', len) || memchr(words, '<', len) ||
			!memchr(words, ' ', len));
}

/* "Subject: a long one that a mailer broke\ncalls": one line, whose first word had no room above, and
 * an empty one below it. */
static bool is_broken_subject(const struct rt_lines *lines, size_t i)
{
	size_t len;
	const char *words = rt_line_words(lines, i, &len);
	const struct rt_line *above = &lines->items[i - 1];
	const char *blank = memchr(words, ' ', len);
	size_t first = blank ? (size_t)(blank - words) : len;
	bool alone = i + 1 == lines->count || lines->items[i + 1].blank;
	return alone && above->field == RT_FIELD_SUBJECT && above->to - above->start + first >= 68;
}

/* "02/07/2000 11:59 PM", broken off "From: Ana Souza". */
static bool is_bare_time(const char *words, size_t len)
{
	return len > 8 && len < 30 && words[0] >= '0' && words[0] <= '9' && memchr(words, ':', len) &&
		(memchr(words, '/', len) || memchr(words, '-', len) || memchr(words, '.', len));
}

/* Does line i go on with the value of `field`? */
static bool runs_on(const struct rt_lines *lines, size_t i, const struct rt_printed *printed,
	enum rt_field field, const struct rt_line *head)
{
	const struct rt_line *line = &lines->items[i];
	const struct rt_str *value = &printed->values[field].text;
	size_t len;
	const char *words = rt_line_words(lines, i, &len);
	if (field_follows(lines, i, head->level, printed))
		return true;
	if (is_address_field(field) && (has_open_end(value) || looks_like_addresses(words, len)))
		return true;
	if (field == RT_FIELD_FROM && is_bare_time(words, len))
		return true;
	if (field == RT_FIELD_SUBJECT && is_broken_subject(lines, i))
		return true;
	/* Set further in than the name of the field, where its first line was full. */
	bool deeper = indent(line) > indent(head) + 2;
	return deeper && head->value < head->to && head->to - head->start > 40 &&
		(is_address_field(field) || field == RT_FIELD_SUBJECT);
}

/* "[mailto:ana@example.org]" below a blank line is still the sender's. */
static size_t take_mailto(const struct rt_lines *lines, size_t at, const struct rt_line *head,
	struct rt_printed_value *value)
{
	size_t next = skip_gap(lines, at), len;
	if (head->field != RT_FIELD_FROM || next >= lines->count ||
		lines->items[next].level != head->level)
		return at;
	const char *words = rt_line_words(lines, next, &len);
	if (len < 9 || memcmp(words, "[mailto:", 8))
		return at;
	do {
		words = rt_line_words(lines, next, &len);
		rt_printed_add(value, lines->text, lines->items[next].from, lines->items[next].to);
		next++;
	} while (words[len - 1] != ']' && next < lines->count && next < at + 8 &&
		!lines->items[next].blank && !lines->items[next].field);
	return next;
}

static size_t take_value(const struct rt_lines *lines, size_t i, struct rt_printed *out)
{
	const struct rt_line *head = &lines->items[i];
	enum rt_field field = head->field;
	struct rt_printed_value *value = &out->values[field];
	if (value->text.len && head->value < head->to && is_address_field(field))
		rt_str_append_char(&value->text, ';');
	rt_printed_add(value, lines->text, head->value, head->to);
	size_t at = i + 1;
	while (at < lines->count && at < i + MAX_CONTINUED) {
		const struct rt_line *line = &lines->items[at];
		if (line->blank || line->level != head->level || line->field)
			break;
		if (!runs_on(lines, at, out, field, head))
			break;
		rt_printed_add(value, lines->text, line->from, line->to);
		at++;
	}
	return take_mailto(lines, at, head, value);
}

static bool is_enough(const struct rt_printed *out, bool marked)
{
	const bool *seen = out->seen;
	const struct rt_str *from = &out->values[RT_FIELD_FROM].text;
	if (marked)
		return (seen[RT_FIELD_FROM] && from->len) ||
			(seen[RT_FIELD_TO] && (seen[RT_FIELD_SUBJECT] || seen[RT_FIELD_DATE]));
	/* Notes without the sender's line: "To: … cc: … Subject: …", all three of them. */
	if (!seen[RT_FIELD_FROM] && seen[RT_FIELD_CC] && seen[RT_FIELD_SUBJECT])
		return out->values[RT_FIELD_TO].text.len > 0;
	if (!seen[RT_FIELD_FROM] || !from->len || from->len > 400)
		return false;
	bool to = seen[RT_FIELD_TO] || seen[RT_FIELD_CC], date = seen[RT_FIELD_DATE];
	if (seen[RT_FIELD_SUBJECT])
		return to || date || strchr(from->data, '@');
	if (date && to)
		return true;
	return (to || date) && (strchr(from->data, '@') || strchr(from->data, '<'));
}

/* "Cc: Ana Souza\nCc: Jane Roe": telephones print a line for each of them. */
static bool is_further_recipient(enum rt_field field, enum rt_field last)
{
	return field == last && field != RT_FIELD_FROM && is_address_field(field);
}

/* Whether the line belongs to the block as one more field, behind the field `last`. */
static bool is_next_field(
	const struct rt_line *line, const struct rt_printed *out, enum rt_field last, bool gap)
{
	if (!line->field)
		return false;
	if (line->field == RT_FIELD_OTHER)
		return !gap;
	return !out->seen[line->field] || is_further_recipient(line->field, last);
}

void rt_printed_fields(const struct rt_lines *lines, size_t i, struct rt_printed *out)
{
	uint16_t level = lines->items[i].level;
	enum rt_field last = RT_FIELD_NONE;
	size_t at = i;
	while (at < lines->count && at < i + 2 * MAX_CONTINUED) {
		size_t next = skip_gap(lines, at);
		const struct rt_line *line = &lines->items[next];
		if (line->level != level || !is_next_field(line, out, last, next > at))
			break;
		last = line->field;
		out->seen[last] = true;
		at = take_value(lines, next, out);
		out->end = at;
	}
}

bool rt_printed_read(const struct rt_lines *lines, size_t i, bool marked, struct rt_printed *out)
{
	rt_printed_init(out, i);
	if (i >= lines->count || !lines->items[i].field)
		return false;
	rt_printed_fields(lines, i, out);
	if (is_enough(out, marked))
		return true;
	rt_printed_release(out);
	return false;
}
