/*
 * Printed headers of Lotus Notes: the sender's name and the date stand bare above "To:", one below the
 * other or "NAME on DATE" in one line, with "Sent by:" and "Please respond to" in between.
 */
#include "doc/printed_p.h"

#include <string.h>
#include <strings.h>

#define MAX_HEAD 300 /* bytes of a line with a name or a date */

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
	if (lines->items[i].to - lines->items[i].from > MAX_HEAD)
		return 0;
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
bool rt_printed_is_name(const char *words, size_t len)
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
size_t rt_printed_trim_name(const char *words, size_t len)
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
	rt_printed_add(joined, lines->text, lines->items[at].from, lines->items[at].to);
	size_t first = joined->text.len;
	bool found = rt_moment_find(lines->words, arena, joined->text.data, joined->text.len,
			     RT_MOMENT_NEAR_NONE, &moment, start, end) > 0;
	if (found && strchr(moment.iso, 'T'))
		return is_only_marks(joined->text.data + *end, joined->text.len - *end);
	/* A wrapped line: the time, or the whole date, begins the next. */
	if (at + 1 >= to || lines->items[at + 1].blank || starts_note(&lines->items[at + 1]))
		return false;
	rt_printed_add(joined, lines->text, lines->items[at + 1].from, lines->items[at + 1].to);
	found = rt_moment_find(lines->words, arena, joined->text.data, joined->text.len, RT_MOMENT_NEAR_NONE,
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
			rt_printed_add(&out->values[line->field], lines->text, line->value, line->to);
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
		size_t len = rt_printed_trim_name(joined.text.data, start);
		found = rt_printed_is_name(joined.text.data, len);
		uint32_t stop = line->from + (uint32_t)len;
		rt_printed_add(from, lines->text, line->from, stop < line->to ? stop : line->to);
	} else {
		size_t len;
		const char *words = rt_line_words(lines, i, &len);
		used = next_words(lines, i, to, &gap);
		found = rt_printed_is_name(words, len) && used < to && !line->field &&
			date_on(arena, lines, used, to, &joined, &start, &end) && start < 8;
		/* A name that stands alone must look like an address where a gap follows. */
		if (gap && !memchr(words, '@', len) && !memchr(words, '/', len) && words[0] != '"')
			found &= i == 0 || lines->items[i - 1].blank;
		rt_printed_add(from, lines->text, line->from, line->to);
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

static bool read_stacked(
	struct rt_arena *arena, const struct rt_lines *lines, size_t i, struct rt_printed *out)
{
	size_t to = lines->items[i].field ? 0 : find_to(lines, i);
	if (!to)
		return false;
	rt_printed_init(out, i);
	if (read_head(arena, lines, i, to, out)) {
		take_notes(lines, i, to, out);
		rt_printed_fields(lines, to, out);
		if (out->seen[RT_FIELD_SUBJECT] || out->seen[RT_FIELD_CC])
			return true;
	}
	rt_printed_release(out);
	return false;
}

bool rt_printed_notes(
	struct rt_arena *arena, const struct rt_lines *lines, size_t i, struct rt_printed *out)
{
	return read_stacked(arena, lines, i, out) || rt_printed_columns(arena, lines, i, out);
}
