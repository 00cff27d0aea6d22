#include "resolve/sheet.h"

#include "base/str.h"

#include <string.h>
#include <strings.h>

static char find_separator(const char *text, size_t len)
{
	size_t line = 0;
	while (line < len && text[line] != '\n')
		line++;
	char best = ',';
	size_t most = 0;
	for (const char *sign = ",;\t"; *sign; sign++) {
		size_t count = 0;
		for (size_t i = 0; i < line; i++)
			count += text[i] == *sign;
		if (count > most) {
			most = count;
			best = *sign;
		}
	}
	return best;
}

struct reader {
	const char *at, *end;
	char separator;
	unsigned line;
};

/* One cell; leaves the reader at what ended it. */
static const char *read_cell(struct rt_arena *arena, struct reader *reader)
{
	struct rt_str cell = RT_STR_INIT;
	bool quoted = reader->at < reader->end && *reader->at == '"';
	reader->at += quoted;
	for (; reader->at < reader->end; reader->at++) {
		char c = *reader->at;
		if (quoted && c == '"') {
			if (reader->at + 1 == reader->end || reader->at[1] != '"') {
				quoted = false;
				continue;
			}
			reader->at++;
		} else if (!quoted && (c == reader->separator || c == '\n')) {
			break;
		}
		reader->line += c == '\n';
		rt_str_append_char(&cell, c);
	}
	while (cell.len && strchr(" \r", cell.data[cell.len - 1]))
		rt_str_truncate(&cell, cell.len - 1);
	/* The apostrophe that kept a cell from being a formula. */
	size_t skip = cell.len > 1 && cell.data[0] == '\'' && strchr("=+-@", cell.data[1]);
	const char *kept = rt_arena_strndup(arena, cell.data + skip, cell.len - skip);
	rt_str_release(&cell);
	return kept;
}

void rt_sheet_parse(const char *text, size_t len, struct rt_sheet *sheet_r)
{
	*sheet_r = (struct rt_sheet){.arena = rt_arena_new()};
	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3))
		text += 3, len -= 3;
	struct reader reader = {.at = text, .end = text + len, .line = 1,
		.separator = find_separator(text, len)};
	while (reader.at < reader.end) {
		struct rt_sheet_row row = {.line = reader.line};
		for (;;) {
			const char *cell = read_cell(sheet_r->arena, &reader);
			rt_vec_push(&row.cells, cell);
			if (reader.at == reader.end || *reader.at == '\n')
				break;
			reader.at++;
		}
		reader.at += reader.at < reader.end;
		reader.line++;
		rt_vec_push(&sheet_r->rows, row);
	}
}

void rt_sheet_release(struct rt_sheet *sheet)
{
	RT_VEC_FOREACH(row, &sheet->rows)
		rt_vec_release(&row->cells);
	rt_vec_release(&sheet->rows);
	rt_arena_free(sheet->arena);
	*sheet = (struct rt_sheet){0};
}

int rt_sheet_column(const struct rt_sheet *sheet, const char *name)
{
	if (!sheet->rows.count)
		return -1;
	const struct rt_sheet_row *head = &sheet->rows.items[0];
	for (size_t i = 0; i < head->cells.count; i++)
		if (!strcasecmp(head->cells.items[i], name))
			return (int)i;
	return -1;
}

const char *rt_sheet_cell(const struct rt_sheet_row *row, int column)
{
	return column >= 0 && (size_t)column < row->cells.count ? row->cells.items[column] : "";
}
