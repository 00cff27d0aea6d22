/*
 * The text that HTML turns into, while it is written: runs white space together, holds back line
 * breaks until a word follows, and puts "> " before the lines of quoted blocks.
 */
#ifndef RT_READ_HTML_TEXT_H
#define RT_READ_HTML_TEXT_H

#include "base/str.h"

#include <stdbool.h>

struct rt_html_text {
	struct rt_str *out;
	size_t base;	  /* of the text in out */
	unsigned breaks;  /* line ends that are due before the next word */
	bool blank;	  /* a blank is due */
	unsigned tabs;	  /* … or tabs, one for each cell that has ended */
	unsigned quotes;  /* depth of quoted blocks */
	unsigned written; /* … of the line that is being written */
	unsigned pre;	  /* depth of preformatted blocks */
	bool line_open;	  /* something stands on the line */
	size_t words;	  /* of the cell: one more than where its first word stands; 0: it has none */
	bool row_open;	  /* the cells of the row so far stand on one line */
	bool row_before;  /* … and so did all those of the row before it */
	bool in_columns;  /* a row of the table had words in its first cell and in another, or a head in its first */
	bool first_told;  /* the first cell of the row has words */
	bool row_empty;	  /* no cell of it so far */
};

/* A cell that is open: how things stood when it began. */
struct rt_html_cell {
	size_t start, words;
	unsigned breaks, tabs;
	bool row_open;
};

void rt_html_words(struct rt_html_text *text, const char *words, size_t len);
void rt_html_line(struct rt_html_text *text);	   /* what follows starts a line */
void rt_html_paragraph(struct rt_html_text *text); /* … below an empty line */
void rt_html_break(struct rt_html_text *text);	   /* one line end more: <br> */
void rt_html_table(struct rt_html_text *text);	   /* a line; at its start and at its end */
void rt_html_row(struct rt_html_text *text);	   /* a line for cells; the same */
struct rt_html_cell rt_html_cell_begin(struct rt_html_text *text, bool head);
/* A tab for each column that it takes before what follows in the row; an empty first one keeps its place where the table
 * has columns, and does not only lay out a page. A cell of a few words on one line stands on the line of its row, whatever
 * paragraph they are in; what is longer, as in tables that only lay out a page, keeps its lines. */
void rt_html_cell_end(struct rt_html_text *text, struct rt_html_cell cell, unsigned columns);
/* As it is, no white space run together. */
void rt_html_literal(struct rt_html_text *text, const char *words, size_t len);

#endif
