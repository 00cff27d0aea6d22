#include "out/show.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS 80

/* Blanks of any kind in a row become one. */
static void squeeze(struct rt_str *out, const char *text, size_t len)
{
	bool blank = true;
	for (size_t at = 0; at < len;) {
		size_t start = at;
		uint32_t rune = rt_utf8_next(text, len, &at);
		bool is_blank = rt_rune_is_space(rune);
		if (is_blank && !blank)
			rt_str_append_char(out, ' ');
		else if (!is_blank)
			rt_str_append_n(out, text + start, at - start);
		blank = is_blank;
	}
	if (blank && out->len && out->data[out->len - 1] == ' ')
		rt_str_truncate(out, out->len - 1);
}

static void printable_n(struct rt_str *out, const char *text, size_t len)
{
	struct rt_str plain = RT_STR_INIT;
	squeeze(&plain, text, len);
	rt_utf8_printable(out, plain.data, plain.len);
	rt_str_release(&plain);
}

void rt_show_text(struct rt_str *out, const char *text)
{
	if (text)
		printable_n(out, text, strlen(text));
}

/* How many bytes of the text fit into the width. */
static size_t fitting(const char *text, size_t len, size_t width)
{
	size_t at = 0, used = 0;
	while (at < len) {
		size_t next = at;
		int columns = rt_rune_width(rt_utf8_next(text, len, &next));
		if (used + (size_t)(columns > 0 ? columns : 0) > width)
			break;
		used += (size_t)(columns > 0 ? columns : 0);
		at = next;
	}
	return at;
}

void rt_show_cell(struct rt_str *out, const char *text, int width)
{
	struct rt_str cell = RT_STR_INIT;
	size_t wanted = (size_t)abs(width);
	rt_show_text(&cell, text);
	if (rt_utf8_width(cell.data, cell.len) > wanted) {
		rt_str_truncate(&cell, fitting(cell.data, cell.len, wanted - 1));
		rt_str_append(&cell, "…");
	}
	size_t used = rt_utf8_width(cell.data, cell.len);
	size_t blanks = used < wanted ? wanted - used : 0;
	if (width < 0)
		rt_str_appendf(out, "%*s", (int)blanks, "");
	rt_str_append_n(out, cell.data, cell.len);
	if (width > 0)
		rt_str_appendf(out, "%*s", (int)blanks, "");
	rt_str_release(&cell);
}

void rt_show_cell_end(struct rt_str *out, const char *text, int width)
{
	struct rt_str cell = RT_STR_INIT;
	rt_show_text(&cell, text);
	size_t start = 0, wanted = (size_t)width;
	size_t used = rt_utf8_width(cell.data, cell.len);
	bool cut = used > wanted;
	while (used > wanted - cut) {
		int columns = rt_rune_width(rt_utf8_next(cell.data, cell.len, &start));
		used -= (size_t)(columns > 0 ? columns : 0);
	}
	rt_str_appendf(out, "%s%s%*s", cut ? "…" : "", cell.data + start,
		(int)(wanted - used - cut), "");
	rt_str_release(&cell);
}

void rt_show_number(struct rt_str *out, int64_t number, int width)
{
	char digits[32], grouped[48];
	int len = snprintf(digits, sizeof digits, "%lld", (long long)number), to = 0;
	for (int i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0 && digits[i - 1] != '-')
			grouped[to++] = ',';
		grouped[to++] = digits[i];
	}
	grouped[to] = '\0';
	if (width)
		rt_str_appendf(out, "%*s", -width, grouped);
	else
		rt_str_append(out, grouped);
}

void rt_show_count(struct rt_str *out, int64_t number, int width, const char *one)
{
	rt_show_number(out, number, width);
	rt_str_appendf(out, " %s%s", one, number == 1 ? "" : "s");
}

void rt_show_wrapped(struct rt_str *out, const char *text, size_t len, int indent)
{
	struct rt_str plain = RT_STR_INIT;
	printable_n(&plain, text, len);
	const char *rest = plain.data;
	size_t left = plain.len, room = (size_t)(COLUMNS - indent);
	while (left) {
		size_t take = fitting(rest, left, room);
		if (take < left) {
			size_t cut = take;
			while (cut > 0 && rest[cut] != ' ')
				cut--;
			take = cut ? cut : take;
		}
		if (!take) /* one wide rune in no room at all */
			take = left;
		rt_str_appendf(out, "%*s%.*s\n", indent, "", (int)take, rest);
		rest += take;
		left -= take;
		while (left && *rest == ' ') {
			rest++;
			left--;
		}
	}
	rt_str_release(&plain);
}

void rt_show_line(struct rt_str *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t plain = at;
		while (plain < len && text[plain] != '\t')
			plain++;
		rt_utf8_printable(out, text + at, plain - at);
		if (plain < len)
			rt_str_append_char(out, '\t');
		at = plain + 1;
	}
	rt_str_append_char(out, '\n');
}

void rt_show_flush(struct rt_str *out)
{
	fwrite(out->data, 1, out->len, stdout);
	rt_str_clear(out);
}

void rt_show_moment(struct rt_str *out, const char *iso)
{
	if (!iso)
		return;
	size_t len = strlen(iso);
	if (len < 16 || iso[10] != 'T') {
		rt_show_text(out, iso);
		return;
	}
	rt_str_appendf(out, "%.10s %.5s", iso, iso + 11);
	if (len > 19 && iso[19] == 'Z')
		rt_str_append(out, " UTC");
	else if (len > 19)
		rt_str_appendf(out, " %s", iso + 19);
}

void rt_show_place(struct rt_str *out, const char *path, const char *part)
{
	rt_show_text(out, path);
	if (part && *part) {
		rt_str_append(out, " #");
		rt_show_text(out, part);
	}
}
