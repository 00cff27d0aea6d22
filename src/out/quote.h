/* The words around a place of a document, as evidence. */
#ifndef RT_OUT_QUOTE_H
#define RT_OUT_QUOTE_H

#include "base/str.h"
#include "doc/document.h"

/* The range widened to the sentence that it stands in, but by no more than about 120 characters on
 * either side, and never over an empty line. */
struct rt_range rt_quote_range(const char *text, size_t len, struct rt_range range);

/* Appends those words on lines of 80 columns after an indent: quote marks of mail are left out, an
 * ellipsis stands where a sentence is cut, and the marked ranges are put into square brackets.
 * marks: in order, within the range. */
void rt_quote(struct rt_str *out, const char *text, size_t len, struct rt_range range,
	const struct rt_range *marks, size_t count, int indent);
/* The same without lines and indent. */
void rt_quote_plain(struct rt_str *out, const char *text, size_t len, struct rt_range range,
	const struct rt_range *marks, size_t count);

#endif
