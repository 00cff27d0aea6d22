/* Text for people: cells of a fixed width in any script, cut short with an ellipsis, and harmless
 * on a terminal. */
#ifndef RT_OUT_SHOW_H
#define RT_OUT_SHOW_H

#include "base/str.h"

/* Appends text as it may be printed: line breaks and runs of blanks are one blank, control
 * characters visible. NULL gives nothing. */
void rt_show_text(struct rt_str *out, const char *text);
/* The same, cut to `width` columns, and filled up with blanks on the right (width > 0) or on the
 * left (width < 0: a cell of -width columns). */
void rt_show_cell(struct rt_str *out, const char *text, int width);
/* The same with the end of the text kept and the beginning cut; left-aligned. */
void rt_show_cell_end(struct rt_str *out, const char *text, int width);
/* A number with thin groups: 15128 as "15,128", in a cell of the width as above; 0 for none. */
void rt_show_number(struct rt_str *out, int64_t number, int width);
/* "1 text", "3 texts": the number in a cell as above, a blank and what is counted, which takes an s. */
void rt_show_count(struct rt_str *out, int64_t number, int width, const char *one);
/* A line broken between words to 80 columns, each line after an indent. */
void rt_show_wrapped(struct rt_str *out, const char *text, size_t len, int indent);
/* One line as it is, control characters visible, and a line end. */
void rt_show_line(struct rt_str *out, const char *text, size_t len);
/* Writes it to standard output and clears it. */
void rt_show_flush(struct rt_str *out);

/* An ISO 8601 moment as a person reads it: "2019-05-14 09:30 +02:00"; "" for NULL. */
void rt_show_moment(struct rt_str *out, const char *iso);
/* path, and its part behind a "#" where it has one. */
void rt_show_place(struct rt_str *out, const char *path, const char *part);

#endif
