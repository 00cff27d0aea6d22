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
	bool tab;	  /* … or a tab */
	unsigned quotes;  /* depth of quoted blocks */
	unsigned written; /* … of the line that is being written */
	unsigned pre;	  /* depth of preformatted blocks */
	bool line_open;	  /* something stands on the line */
};

void rt_html_words(struct rt_html_text *text, const char *words, size_t len);
void rt_html_line(struct rt_html_text *text);	   /* what follows starts a line */
void rt_html_paragraph(struct rt_html_text *text); /* … below an empty line */
void rt_html_break(struct rt_html_text *text);	   /* one line end more: <br> */
void rt_html_cell(struct rt_html_text *text);	   /* a tab before what follows on this line */
/* As it is, no white space run together. */
void rt_html_literal(struct rt_html_text *text, const char *words, size_t len);

#endif
