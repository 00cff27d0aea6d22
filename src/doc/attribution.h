/*
 * The line above a quote that tells whose it is: "On Tue, 14 May 2019 at 09:30, Ana de Souza wrote:",
 * "Am 14.05.2019 schrieb Ana de Souza:", "--- ana@example.org wrote:", ">>> Ana 05/14/19 09:34AM >>>".
 */
#ifndef RT_DOC_ATTRIBUTION_H
#define RT_DOC_ATTRIBUTION_H

#include "doc/document.h"
#include "doc/lines.h"

/* How many lines from i on are such a line, 0 where none is. */
size_t rt_attribution_lines(struct rt_arena *arena, const struct rt_lines *lines, size_t i);
/* Puts sender and date of lines [first, end) into the message. */
void rt_attribution_apply(struct rt_document *document, struct rt_message *message,
	const struct rt_lines *lines, size_t first, size_t end, int64_t near);

#endif
