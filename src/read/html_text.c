#include "read/html_text.h"

#include <string.h>

#define SHORT_CELL 200 /* bytes */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

static void put_quotes(struct rt_html_text *text)
{
	for (unsigned i = 0; i < text->quotes; i++)
		rt_str_append_n(text->out, "> ", 2);
	text->written = text->quotes;
}

static void trim_line(struct rt_html_text *text)
{
	struct rt_str *out = text->out;
	while (out->len > text->base &&
		(out->data[out->len - 1] == ' ' || out->data[out->len - 1] == '\t'))
		rt_str_truncate(out, out->len - 1);
}

static void put_tabs(struct rt_str *out, unsigned tabs)
{
	while (tabs--)
		rt_str_append_char(out, '\t');
}

/* Empty cells at the start of a row. */
static unsigned left_out(const struct rt_html_text *text, unsigned tabs)
{
	return text->in_columns && text->row_empty ? tabs : 0;
}

/* Before a word: the line ends, quote marks and the blank that are due. */
static void settle(struct rt_html_text *text)
{
	bool start = text->out->len == text->base;
	if (text->breaks && !start) {
		trim_line(text);
		for (unsigned i = 0; i < text->breaks; i++) {
			rt_str_append_char(text->out, '\n');
			if (i + 1 < text->breaks && text->quotes && text->written)
				rt_str_append_char(text->out, '>');
		}
	}
	if (text->breaks || start) {
		put_quotes(text);
		put_tabs(text->out, left_out(text, text->tabs));
		text->blank = text->line_open = false;
		text->tabs = 0;
	}
	text->breaks = 0;
	if (text->line_open && text->tabs)
		put_tabs(text->out, text->tabs);
	else if (text->line_open && text->blank)
		rt_str_append_char(text->out, ' ');
	text->blank = false;
	text->tabs = 0;
	text->line_open = true;
}

void rt_html_literal(struct rt_html_text *text, const char *words, size_t len)
{
	if (!len)
		return;
	settle(text);
	if (!text->words)
		text->words = text->out->len + 1;
	rt_str_append_n(text->out, words, len);
}

static void preformatted(struct rt_html_text *text, const char *words, size_t len)
{
	for (size_t i = 0; i < len;) {
		const char *end = memchr(words + i, '\n', len - i);
		size_t stop = end ? (size_t)(end - words) : len;
		size_t keep = stop > i && words[stop - 1] == '\r' ? stop - 1 : stop;
		if (keep > i)
			rt_html_literal(text, words + i, keep - i);
		if (end)
			text->breaks++;
		i = stop + 1;
	}
}

void rt_html_words(struct rt_html_text *text, const char *words, size_t len)
{
	if (text->pre) {
		preformatted(text, words, len);
		return;
	}
	for (size_t i = 0; i < len;) {
		/* No-break spaces are blanks here: they hold layout, not words. */
		if (is_blank(words[i])) {
			text->blank = true;
			i++;
			continue;
		}
		if (i + 1 < len && !memcmp(words + i, "\xc2\xa0", 2)) {
			text->blank = true;
			i += 2;
			continue;
		}
		size_t start = i;
		while (i < len && !is_blank(words[i]) &&
			!(words[i] == '\xc2' && i + 1 < len && words[i + 1] == '\xa0'))
			i++;
		rt_html_literal(text, words + start, i - start);
	}
}

void rt_html_line(struct rt_html_text *text)
{
	if (text->breaks < 1)
		text->breaks = 1;
}

void rt_html_paragraph(struct rt_html_text *text)
{
	if (text->breaks < 2)
		text->breaks = 2;
}

void rt_html_break(struct rt_html_text *text)
{
	if (text->breaks < 8)
		text->breaks++;
}

void rt_html_table(struct rt_html_text *text)
{
	rt_html_line(text);
	text->row_before = text->row_open = text->in_columns = text->row_empty = false;
}

void rt_html_row(struct rt_html_text *text)
{
	rt_html_line(text);
	text->row_before |= text->row_open;
	text->row_open = text->first_told = false;
	text->row_empty = true;
	text->tabs = 0;
}

struct rt_html_cell rt_html_cell_begin(struct rt_html_text *text, bool head)
{
	text->in_columns |= head && text->row_empty && !text->tabs;
	struct rt_html_cell cell = {text->out->len, text->words, text->breaks, text->tabs, text->row_open};
	text->words = 0;
	return cell;
}

/* Are the words a few, on one line? */
static bool is_short(const struct rt_html_text *text)
{
	size_t start = text->words - 1, len = text->out->len - start;
	return len <= SHORT_CELL && !memchr(text->out->data + start, '\n', len);
}

/* Puts the words of a cell, which stand below an empty line, behind those of the cell before, or on the line below the
 * row before. */
static void join(struct rt_html_text *text, const struct rt_html_cell *cell)
{
	struct rt_str *out = text->out, words = RT_STR_INIT;
	rt_str_append_n(&words, out->data + text->words - 1, out->len - (text->words - 1));
	rt_str_truncate(out, cell->start);
	if (cell->row_open) {
		put_tabs(out, cell->tabs);
	} else {
		rt_str_append_char(out, '\n');
		put_quotes(text);
		put_tabs(out, left_out(text, cell->tabs));
	}
	text->words = out->len + 1;
	rt_str_append_n(out, words.data, words.len);
	rt_str_release(&words);
}

static void end_words(struct rt_html_text *text, const struct rt_html_cell *cell)
{
	bool one_line = is_short(text);
	bool apart = memchr(text->out->data + cell->start, '\n', text->words - 1 - cell->start);
	if (one_line && apart && (cell->row_open || text->row_before))
		join(text, cell);
	text->row_open = one_line;
	text->row_before &= one_line;
	text->in_columns |= text->first_told;
	text->first_told |= text->row_empty && !cell->tabs;
	text->row_empty = false;
}

void rt_html_cell_end(struct rt_html_text *text, struct rt_html_cell cell, unsigned columns)
{
	if (text->words) {
		end_words(text, &cell);
		text->tabs = columns;
	} else {
		text->breaks = cell.breaks;
		text->row_open = cell.row_open;
		text->tabs = cell.tabs + columns;
	}
	if (cell.words)
		text->words = cell.words;
}
