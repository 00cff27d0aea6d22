#include "doc/printed.h"

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

static void init(struct rt_printed *printed, size_t first)
{
	*printed = (struct rt_printed){.first = first, .end = first};
	for (size_t i = 0; i <= RT_FIELD_OTHER; i++)
		printed->values[i].text = (struct rt_str)RT_STR_INIT;
}

static void add_piece(struct rt_printed_value *value, const char *text, uint32_t from, uint32_t to)
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
	if (field == RT_FIELD_SUBJECT && is_broken_subject(lines, i))
		return true;
	/* Set further in than the name of the field, where its first line was full. */
	bool deeper = indent(line) > indent(head) + 2;
	return deeper && head->value < head->to && head->to - head->start > 40 &&
		(is_address_field(field) || field == RT_FIELD_SUBJECT);
}

/* An address list may go on below blank lines where scanning tore it apart. */
static size_t take_value(const struct rt_lines *lines, size_t i, struct rt_printed *out)
{
	const struct rt_line *head = &lines->items[i];
	enum rt_field field = head->field;
	struct rt_printed_value *value = &out->values[field];
	add_piece(value, lines->text, head->value, head->to);
	size_t at = i + 1;
	while (at < lines->count && at < i + MAX_CONTINUED) {
		const struct rt_line *line = &lines->items[at];
		if (line->blank || line->level != head->level || line->field)
			break;
		if (!runs_on(lines, at, out, field, head))
			break;
		add_piece(value, lines->text, line->from, line->to);
		at++;
	}
	return at;
}

static bool is_enough(const struct rt_printed *out, bool marked)
{
	const bool *seen = out->seen;
	const struct rt_str *from = &out->values[RT_FIELD_FROM].text;
	if (marked)
		return (seen[RT_FIELD_FROM] && from->len) ||
			(seen[RT_FIELD_TO] && (seen[RT_FIELD_SUBJECT] || seen[RT_FIELD_DATE]));
	if (!seen[RT_FIELD_FROM] || !from->len || from->len > 400)
		return false;
	bool to = seen[RT_FIELD_TO] || seen[RT_FIELD_CC], date = seen[RT_FIELD_DATE];
	if (seen[RT_FIELD_SUBJECT])
		return to || date || strchr(from->data, '@');
	if (date && to)
		return true;
	return (to || date) && (strchr(from->data, '@') || strchr(from->data, '<'));
}

/* Whether line `at` belongs to the block as one more field. */
static bool is_next_field(const struct rt_lines *lines, size_t at, const struct rt_printed *out,
	uint16_t level, bool gap)
{
	const struct rt_line *line = &lines->items[at];
	if (line->level != level || !line->field)
		return false;
	if (line->field == RT_FIELD_OTHER)
		return !gap;
	return !out->seen[line->field];
}

static void read_fields(const struct rt_lines *lines, size_t i, struct rt_printed *out)
{
	uint16_t level = lines->items[i].level;
	size_t at = i;
	while (at < lines->count && at < i + 2 * MAX_CONTINUED) {
		size_t next = skip_gap(lines, at);
		if (!is_next_field(lines, next, out, level, next > at))
			break;
		out->seen[lines->items[next].field] = true;
		at = take_value(lines, next, out);
		out->end = at;
	}
}

bool rt_printed_read(const struct rt_lines *lines, size_t i, bool marked, struct rt_printed *out)
{
	init(out, i);
	if (i >= lines->count || !lines->items[i].field)
		return false;
	read_fields(lines, i, out);
	if (is_enough(out, marked))
		return true;
	rt_printed_release(out);
	return false;
}

/* ---- Notes ---------------------------------------------------------------------------------- */

static bool starts_note(const struct rt_line *line)
{
	return line->field == RT_FIELD_SENT_BY || line->field == RT_FIELD_REPLY_TO;
}

/* "Please respond to X" and "Sent by X" come without a colon too. */
static bool is_respond_line(const char *words, size_t len)
{
	return len > 17 && !strncasecmp(words, "please respond to", 17);
}

/* The "To:" line that the name and date in lines i … stand above; 0 where there is none. */
static size_t find_to(const struct rt_lines *lines, size_t i)
{
	uint16_t level = lines->items[i].level;
	size_t words = 0;
	for (size_t at = i; at < lines->count && at < i + 14 && words < 8; at++) {
		const struct rt_line *line = &lines->items[at];
		if (line->blank)
			continue;
		if (line->level != level)
			return 0;
		if (line->field == RT_FIELD_TO)
			return at > i ? at : 0;
		if (line->field && !starts_note(line))
			return 0;
		words++;
	}
	return 0;
}

/* A person's name and no sentence: short, no full stop at its end, few words. */
static bool is_name(const char *words, size_t len)
{
	if (!len || len > 100)
		return false;
	char last = words[len - 1];
	if (last == ':' || last == '!' || last == '?' || last == ';')
		return false;
	size_t blanks = 0, upper = 0;
	for (size_t i = 0; i < len; i++) {
		blanks += words[i] == ' ' || words[i] == '\t';
		upper += (words[i] >= 'A' && words[i] <= 'Z') || (unsigned char)words[i] >= 0x80;
	}
	bool address = memchr(words, '@', len) || memchr(words, '/', len) || words[0] == '"';
	if (last == '.' && !address && len > 1 && blanks > 3)
		return false;
	return address ? blanks < 12 : upper && blanks < 6;
}

static bool is_only_marks(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!strchr(" \t.,;-=_*", text[i]))
			return false;
	return true;
}

/* Cuts " on" or a comma off the end of a name. */
static size_t trim_name(const char *words, size_t len)
{
	for (;;) {
		while (len && strchr(" \t,-*", words[len - 1]))
			len--;
		if (len > 3 && !strncasecmp(words + len - 3, " on", 3))
			len -= 3;
		else
			return len;
	}
}

/* The date on line `at`, or begun there and ended on the next. */
static bool date_on(struct rt_arena *arena, const struct rt_lines *lines, size_t at, size_t to,
	struct rt_printed_value *joined, size_t *start, size_t *end)
{
	struct rt_moment moment;
	rt_str_clear(&joined->text);
	rt_vec_clear(&joined->pieces);
	add_piece(joined, lines->text, lines->items[at].from, lines->items[at].to);
	size_t first = joined->text.len;
	bool found = rt_moment_find(arena, joined->text.data, joined->text.len,
			     RT_MOMENT_NEAR_NONE, &moment, start, end) > 0;
	if (found && strchr(moment.iso, 'T'))
		return is_only_marks(joined->text.data + *end, joined->text.len - *end);
	/* A wrapped line: the time, or the whole date, begins the next. */
	if (at + 1 >= to || lines->items[at + 1].blank || starts_note(&lines->items[at + 1]))
		return false;
	add_piece(joined, lines->text, lines->items[at + 1].from, lines->items[at + 1].to);
	found = rt_moment_find(arena, joined->text.data, joined->text.len, RT_MOMENT_NEAR_NONE,
			&moment, start, end) > 0;
	return found && *start < first && strchr(moment.iso, 'T') &&
		is_only_marks(joined->text.data + *end, joined->text.len - *end);
}

/* The line of the date below a name that has a line to itself. */
static size_t next_words(const struct rt_lines *lines, size_t i, size_t to, bool *gap)
{
	size_t at = i + 1;
	while (at < to) {
		size_t len;
		const char *words = rt_line_words(lines, at, &len);
		if (lines->items[at].blank)
			*gap = true;
		else if (!starts_note(&lines->items[at]) && !is_respond_line(words, len))
			return at;
		at++;
	}
	return at;
}

static bool is_only_notes_between(const struct rt_lines *lines, size_t at, size_t to)
{
	for (; at < to; at++) {
		size_t len;
		const char *words = rt_line_words(lines, at, &len);
		if (!lines->items[at].blank && !starts_note(&lines->items[at]) &&
			!is_respond_line(words, len))
			return false;
	}
	return true;
}

/* Fields "Sent by" and "Please respond to" of the lines between name and "To:". */
static void take_notes(const struct rt_lines *lines, size_t i, size_t to, struct rt_printed *out)
{
	for (size_t at = i; at < to; at++) {
		const struct rt_line *line = &lines->items[at];
		if (starts_note(line) && !out->seen[line->field]) {
			out->seen[line->field] = true;
			add_piece(&out->values[line->field], lines->text, line->value, line->to);
		}
	}
}

/* Reads name and date into out; false where the lines above "To:" are something else. */
static bool read_head(struct rt_arena *arena, const struct rt_lines *lines, size_t i, size_t to,
	struct rt_printed *out)
{
	struct rt_printed_value joined = {.text = RT_STR_INIT};
	struct rt_printed_value *from = &out->values[RT_FIELD_FROM], *date = &out->values[RT_FIELD_DATE];
	const struct rt_line *line = &lines->items[i];
	size_t start = 0, end = 0, used = i;
	bool gap = false, found = date_on(arena, lines, i, to, &joined, &start, &end);
	if (found && start) {
		size_t len = trim_name(joined.text.data, start);
		found = is_name(joined.text.data, len);
		uint32_t stop = line->from + (uint32_t)len;
		add_piece(from, lines->text, line->from, stop < line->to ? stop : line->to);
	} else {
		size_t len;
		const char *words = rt_line_words(lines, i, &len);
		used = next_words(lines, i, to, &gap);
		found = is_name(words, len) && used < to && !line->field &&
			date_on(arena, lines, used, to, &joined, &start, &end) && start < 8;
		/* A name that stands alone must look like an address where a gap follows. */
		if (gap && !memchr(words, '@', len) && !memchr(words, '/', len) && words[0] != '"')
			found &= i == 0 || lines->items[i - 1].blank;
		add_piece(from, lines->text, line->from, line->to);
	}
	used += joined.pieces.count;
	if (found) {
		rt_str_append_n(&date->text, joined.text.data + start, end - start);
		out->seen[RT_FIELD_FROM] = out->seen[RT_FIELD_DATE] = true;
		found = is_only_notes_between(lines, used, to);
	}
	rt_str_release(&joined.text);
	rt_vec_release(&joined.pieces);
	return found;
}

bool rt_printed_notes(
	struct rt_arena *arena, const struct rt_lines *lines, size_t i, struct rt_printed *out)
{
	size_t to = lines->items[i].field ? 0 : find_to(lines, i);
	if (!to)
		return false;
	init(out, i);
	if (read_head(arena, lines, i, to, out)) {
		take_notes(lines, i, to, out);
		read_fields(lines, to, out);
		if (out->seen[RT_FIELD_SUBJECT] || out->seen[RT_FIELD_CC])
			return true;
	}
	rt_printed_release(out);
	return false;
}

