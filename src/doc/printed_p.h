/* Between the files that read printed headers. */
#ifndef RT_DOC_PRINTED_P_H
#define RT_DOC_PRINTED_P_H

#include "doc/printed.h"

void rt_printed_init(struct rt_printed *printed, size_t first);
/* Adds text[from:to] to the value, behind a blank. */
void rt_printed_add(struct rt_printed_value *value, const char *text, uint32_t from, uint32_t to);
/* Reads field lines from line i on, as far as they belong together. */
void rt_printed_fields(const struct rt_lines *lines, size_t i, struct rt_printed *out);

/* A person's name and no sentence: short, no full stop at its end, few words. */
bool rt_printed_is_name(const char *words, size_t len);
/* The length without " on" and commas at the end. */
size_t rt_printed_trim_name(const char *words, size_t len);

/* Notes' header in one line, or in two columns; see printed_columns.c. */
bool rt_printed_columns(
	struct rt_arena *arena, const struct rt_lines *lines, size_t i, struct rt_printed *out);

#endif
