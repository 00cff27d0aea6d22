#include "read/uu.h"

#include <string.h>

/* A line of the text without its end; `next` is where the following one starts. */
struct line {
	const char *at;
	size_t len, next;
};

static struct line line_at(const char *text, size_t len, size_t at)
{
	const char *end = memchr(text + at, '\n', len - at);
	struct line line = {.at = text + at, .len = end ? (size_t)(end - text) - at : len - at};
	line.next = at + line.len + (end != NULL);
	if (line.len && line.at[line.len - 1] == '\r')
		line.len--;
	return line;
}

static bool is_octal(char byte)
{
	return byte >= '0' && byte <= '7';
}

/* "begin 644 list.txt" */
static bool is_begin(struct line line, struct rt_uu *found)
{
	if (line.len < 11 || memcmp(line.at, "begin ", 6))
		return false;
	size_t digits = 6;
	while (digits < line.len && is_octal(line.at[digits]))
		digits++;
	if (digits < 9 || digits > 10 || digits + 1 >= line.len || line.at[digits] != ' ')
		return false;
	found->name = line.at + digits + 1;
	found->name_len = line.len - digits - 1;
	return true;
}

static unsigned value(struct line line, size_t at)
{
	/* Blanks at a line's end get lost on the way; they are zeros. */
	return at < line.len ? ((unsigned char)line.at[at] - 32u) & 63u : 0;
}

/* How many bytes the line says it holds; -1 where it is no line of such a block. */
static int line_count(struct line line)
{
	if (!line.len)
		return -1;
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i] < ' ' || line.at[i] > '`')
			return -1;
	int count = (int)value(line, 0);
	size_t digits = ((size_t)count + 2) / 3 * 4;
	return line.len <= digits + 2 ? count : -1; /* some writers add a check digit */
}

static void decode(struct line line, unsigned count, struct rt_str *bytes)
{
	for (unsigned i = 0; i < count; i++) {
		size_t at = 1 + i / 3 * 4 + i % 3;
		unsigned pair = value(line, at) << 6 | value(line, at + 1);
		rt_str_append_char(bytes, (char)(pair >> (4 - 2 * (i % 3)) & 0xff));
	}
}

static bool is_end(struct line line)
{
	return line.len == 3 && !memcmp(line.at, "end", 3);
}

/* The lines below "begin". A block of which nothing can be read is none. */
static bool take_block(
	const char *text, size_t len, size_t at, struct rt_uu *found, struct rt_str *bytes)
{
	size_t before = bytes->len;
	for (found->cut = true; at < len && found->cut;) {
		struct line line = line_at(text, len, at);
		int count = is_end(line) ? 0 : line_count(line);
		if (count < 0)
			break;
		decode(line, (unsigned)count, bytes);
		found->cut = !is_end(line);
		at = line.next;
	}
	found->end = at;
	return !found->cut || bytes->len - before >= 45;
}

bool rt_uu_find(
	const char *text, size_t len, size_t from, struct rt_uu *found_r, struct rt_str *bytes)
{
	while (from < len) {
		struct line line = line_at(text, len, from);
		size_t before = bytes->len;
		if (is_begin(line, found_r)) {
			found_r->start = from;
			if (take_block(text, len, line.next, found_r, bytes))
				return true;
			rt_str_truncate(bytes, before);
		}
		from = line.next;
	}
	return false;
}
