/*
 * Rich text (RTF) to text: what stands on the page, without how it looks.
 *
 * Outlook packs a mail's HTML into RTF ("fromhtml"); then the HTML is taken out again and read as
 * any other. Pictures, embedded objects, tables of fonts and styles are stepped over.
 */
#ifndef RT_READ_RTF_H
#define RT_READ_RTF_H

#include "base/str.h"
#include "doc/document.h"

/* Appends the text; problems are noted on the document. */
void rt_rtf_read(struct rt_document *document, const char *bytes, size_t len, struct rt_str *out);

/* Undoes Outlook's compression of RTF ([MS-OXRTFCP]) and appends; false where the bytes are none of
 * it or break off (what came out until then stays). */
bool rt_rtf_unpack(struct rt_str *out, const char *bytes, size_t len);

#endif
