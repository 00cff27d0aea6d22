/* "---- Forwarded by NAME on DATE ----": who forwarded, and so whose the words above it are. */
#ifndef RT_DOC_FORWARDED_H
#define RT_DOC_FORWARDED_H

#include "doc/document.h"
#include "doc/lines.h"

/* Puts the name that lines [i, end) tell into the message that forwards, as a participant of field
 * "forwarded-by"; nothing where they tell none. */
void rt_forwarded_apply(struct rt_document *document, struct rt_message *message,
	const struct rt_lines *lines, size_t i, size_t end);

#endif
