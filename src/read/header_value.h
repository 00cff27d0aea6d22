/*
 * Values of header fields made readable: raw 8-bit bytes into UTF-8, folded lines unfolded, encoded
 * words (RFC 2047) decoded by GMime, control characters out.
 */
#ifndef RT_READ_HEADER_VALUE_H
#define RT_READ_HEADER_VALUE_H

#include "doc/document.h"

/* One line of UTF-8, encoded words still as they are. Undecodable bytes are counted on the document. */
const char *rt_header_unfold(struct rt_document *document, const char *raw);
/* Encoded words of an unfolded value decoded. */
const char *rt_header_decode(struct rt_arena *arena, const char *value);

/* What stands between the first < and >, or the first word; NULL for an empty value. */
const char *rt_header_id(struct rt_arena *arena, const char *value);

#endif
