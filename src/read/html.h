/* HTML to text, by way of libxml2's HTML parser, which is behind html.c. No network, no script. */
#ifndef RT_READ_HTML_H
#define RT_READ_HTML_H

#include "base/str.h"
#include "doc/document.h"

/*
 * Decodes the bytes (charset as declared outside, else as the HTML itself says, else as they look)
 * and appends the text: paragraphs, lines, list marks, table cells with tabs between, link targets
 * in angle brackets, quoted blocks with "> ". Charset and problems are noted on the document.
 */
void rt_html_read(struct rt_document *document, const char *bytes, size_t len, const char *declared,
	struct rt_str *out);

#endif
