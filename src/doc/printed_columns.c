/*
 * Notes' header where its table was flattened into text. Either into one line, cells two blanks apart:
 *
 *	Ana Souza@ACME Sent by: Bo Roe@ACME 04/20/01 10:45 AM    To: Cy Lee/Acme@ACME  cc:   Subject: x
 *
 * or into two columns, name and date on the left:
 *
 *	"Souza, Ana"
 *	<ASouza@exam        To:     "'cy@example.org'" <cy@example.org>
 *	ple.org>            cc:
 *	                    Subject:     x
 *	01/16/2002
 *	10:57 AM
 */
#include "doc/printed_p.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define MAX_ABOVE 5 /* lines of the left column above "To:" */
#define MAX_BELOW 60
#define MAX_ROW 100000 /* bytes of a line: a row may name a thousand recipients */

struct cell {
	enum rt_field field;
	uint32_t start, value; /* of its name and of what stands behind the colon */
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* The next "Field:" inside text[from:to] that two blanks or a tab stand before. */
static bool next_cell(const struct rt_mail_words *words, const char *text, uint32_t from,
	uint32_t to, struct cell *out)
{
	for (uint32_t at = from; at < to;) {
		const char *colon = memchr(text + at, ':', to - at);
		if (!colon)
			return false;
		uint32_t end = (uint32_t)(colon - text), start = end;
		while (start > from && !is_blank(text[start - 1]) && end - start < 24)
			start--;
		bool apart = start >= from + 1 && is_blank(text[start - 1]) &&
			(text[start - 1] == '\t' || (start >= from + 2 && is_blank(text[start - 2])));
		enum rt_field field = apart ? rt_field_word(words, text + start, end - start) : RT_FIELD_NONE;
		if (field && field != RT_FIELD_OTHER) {
			*out = (struct cell){field, start, end + 1};
			return true;
		}
		at = end + 1;
	}
	return false;
}

static void add_trimmed(
	struct rt_printed_value *value, const char *text, uint32_t from, uint32_t to)
{
	while (from < to && is_blank(text[from]))
		from++;
	while (to > from && is_blank(text[to - 1]))
		to--;
	rt_printed_add(value, text, from, to);
}

/* The cells of text[from:to]; what stands before the first goes on with the field of before. */
static void read_cells(const struct rt_lines *lines, uint32_t from, uint32_t to,
	struct rt_printed *out, enum rt_field *field)
{
	struct cell cell;
	const char *text = lines->text;
	while (next_cell(lines->words, text, from, to, &cell)) {
		if (*field)
			add_trimmed(&out->values[*field], text, from, cell.start);
		*field = cell.field;
		out->seen[cell.field] = true;
		from = cell.value;
	}
	if (*field)
		add_trimmed(&out->values[*field], text, from, to);
}

#define MOST_NAME_WORDS 3 /* of a field */

/* Where in the text " Sent by: " begins and what stands behind it, in any language; false: nowhere. */
static bool find_sent_by(const struct rt_mail_words *words, const char *text, size_t len, size_t *start_r, size_t *behind_r)
{
	for (size_t colon = 1; colon + 1 < len; colon++) {
		if (text[colon] != ':' || text[colon + 1] != ' ')
			continue;
		size_t start = colon;
		for (int count = 0; count < MOST_NAME_WORDS && start; count++) {
			do
				start--;
			while (start && text[start] != ' ');
			if (start && rt_field_word(words, text + start + 1, colon - start - 1) == RT_FIELD_SENT_BY) {
				*start_r = start;
				*behind_r = colon + 2;
				return true;
			}
		}
	}
	return false;
}

/* "Ana Souza@ACME Sent by: Bo Roe@ACME 04/20/01 10:45 AM Please respond to x" of the left side. */
static bool read_left(const struct rt_mail_words *words, struct rt_arena *arena,
	struct rt_printed_value *left, struct rt_printed *out)
{
	struct rt_moment moment;
	size_t start, end;
	struct rt_printed_value *from = &out->values[RT_FIELD_FROM];
	if (!rt_moment_find(words, arena, left->text.data, left->text.len, RT_MOMENT_NEAR_NONE, &moment,
		    &start, &end) ||
		!strchr(moment.iso, 'T') || !start)
		return false;
	size_t len = rt_printed_trim_name(left->text.data, start);
	size_t name, by;
	if (find_sent_by(words, left->text.data, len, &name, &by)) {
		rt_str_append_n(&out->values[RT_FIELD_SENT_BY].text, left->text.data + by, len - by);
		len = name;
	}
	if (!rt_printed_is_name(left->text.data, len))
		return false;
	rt_str_append_n(&out->values[RT_FIELD_DATE].text, left->text.data + start, end - start);
	rt_str_append_n(&from->text, left->text.data, len);
	for (size_t i = 0; i < left->pieces.count; i++)
		rt_vec_push(&from->pieces, left->pieces.items[i]);
	out->seen[RT_FIELD_FROM] = out->seen[RT_FIELD_DATE] = true;
	return true;
}

static bool is_whole(const struct rt_printed *out)
{
	return out->seen[RT_FIELD_TO] && (out->seen[RT_FIELD_CC] || out->seen[RT_FIELD_SUBJECT]);
}

static bool read_row(struct rt_arena *arena, const struct rt_lines *lines, size_t i, uint32_t to,
	struct rt_printed *out)
{
	struct rt_printed_value left = {.text = RT_STR_INIT};
	enum rt_field field = RT_FIELD_NONE;
	const struct rt_line *line = &lines->items[i];
	add_trimmed(&left, lines->text, line->from, to);
	/* The blanks before the first cell tell it from words. */
	read_cells(lines, to - 2, line->to, out, &field);
	bool found = is_whole(out) && read_left(lines->words, arena, &left, out);
	out->end = i + 1;
	rt_str_release(&left.text);
	rt_vec_release(&left.pieces);
	return found;
}

/* The line whose right column opens with "To:", and where that stands in the text. */
static size_t find_column(const struct rt_lines *lines, size_t i, uint32_t *to)
{
	for (size_t at = i; at < lines->count && at <= i + MAX_ABOVE; at++) {
		const struct rt_line *line = &lines->items[at];
		struct cell cell;
		if (line->to - line->from > MAX_ROW || line->blank || line->level != lines->items[i].level || line->field)
			return lines->count;
		if (!next_cell(lines->words, lines->text, line->from, line->to, &cell))
			continue;
		*to = cell.start;
		return cell.field == RT_FIELD_TO ? at : lines->count;
	}
	return lines->count;
}

static bool read_columns(struct rt_arena *arena, const struct rt_lines *lines, size_t i, size_t to,
	uint32_t column, struct rt_printed *out)
{
	struct rt_printed_value left = {.text = RT_STR_INIT};
	enum rt_field field = RT_FIELD_NONE;
	bool fits = true;
	size_t at = i;
	for (; at < lines->count && at < to + MAX_BELOW && fits && !lines->items[at].blank; at++) {
		const struct rt_line *line = &lines->items[at];
		uint32_t edge = line->start + column;
		fits = line->level == lines->items[i].level && (at >= to || line->to <= edge);
		add_trimmed(&left, lines->text, line->from, line->to < edge ? line->to : edge);
		if (fits && line->to > edge)
			read_cells(lines, edge - 2, line->to, out, &field);
	}
	bool found = fits && is_whole(out) && read_left(lines->words, arena, &left, out);
	out->end = at;
	rt_str_release(&left.text);
	rt_vec_release(&left.pieces);
	return found;
}

bool rt_printed_columns(
	struct rt_arena *arena, const struct rt_lines *lines, size_t i, struct rt_printed *out)
{
	uint32_t place = 0;
	size_t to = find_column(lines, i, &place);
	if (to == lines->count)
		return false;
	const struct rt_line *line = &lines->items[to];
	uint32_t column = place - line->start;
	rt_printed_init(out, i);
	bool found = to == i && read_row(arena, lines, i, place, out);
	if (!found) {
		rt_printed_release(out);
		rt_printed_init(out, i);
		found = read_columns(arena, lines, i, to, column, out);
	}
	if (!found)
		rt_printed_release(out);
	return found;
}
