/*
 * Segments: which words of a document are its own, which are quoted or forwarded, and whose those
 * are. Works on plain text alone, so that mail, text that was scanned from paper and a text given
 * on the command line are all taken apart by the same rules.
 *
 * Fills document->segments and ->messages from document->text:
 *
 *   - `own_header` bytes at the start are the message's own printed header (0: there is none);
 *     messages[0] may already hold its participants and date, which are then left as they are.
 *   - Where there is no own header and the text opens with printed headers ("From : … Sent: …"),
 *     these are the document's own: messages[0] gets its participants and date from them.
 *   - Each quoted or forwarded block becomes a message with what its header or "On … wrote:" tells.
 *
 * Every byte of the text is in exactly one segment. An empty text has none.
 */
#ifndef RT_DOC_SEGMENT_H
#define RT_DOC_SEGMENT_H

#include "doc/document.h"

void rt_segment_document(struct rt_document *document, size_t own_header);

#endif
