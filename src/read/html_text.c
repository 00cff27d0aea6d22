#include "read/html_text.h"

#include <string.h>

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
		text->blank = text->tab = text->line_open = false;
	}
	text->breaks = 0;
	if (text->line_open && text->tab)
		rt_str_append_char(text->out, '\t');
	else if (text->line_open && text->blank)
		rt_str_append_char(text->out, ' ');
	text->blank = text->tab = false;
	text->line_open = true;
}

void rt_html_literal(struct rt_html_text *text, const char *words, size_t len)
{
	if (!len)
		return;
	settle(text);
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
	text->tab = false;
}

void rt_html_paragraph(struct rt_html_text *text)
{
	if (text->breaks < 2)
		text->breaks = 2;
	text->tab = false;
}

void rt_html_break(struct rt_html_text *text)
{
	if (text->breaks < 8)
		text->breaks++;
}

void rt_html_cell(struct rt_html_text *text)
{
	text->tab = true;
}
