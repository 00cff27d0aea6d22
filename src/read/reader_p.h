/* Between the readers: how a document gets into a batch. */
#ifndef RT_READ_READER_P_H
#define RT_READ_READER_P_H

#include "base/charset.h"
#include "read/reader.h"

/* A new document at the end of the batch; path, part and source range are the origin's. */
struct rt_document *rt_batch_add(struct rt_batch *batch, const struct rt_origin *origin,
	int32_t parent);
int32_t rt_batch_last(const struct rt_batch *batch); /* index of the one added last */

typedef void rt_read_bytes(struct rt_batch *batch, const struct rt_origin *origin,
	const char *bytes, size_t len, int32_t parent);
rt_read_bytes rt_read_mail;   /* mime.c */
rt_read_bytes rt_read_text;   /* text.c */
rt_read_bytes rt_read_html;   /* text.c */
rt_read_bytes rt_read_binary; /* text.c: name, type, size and hash */
/* As sniff says. */
void rt_read_any(struct rt_batch *batch, const char *reader, const struct rt_origin *origin,
	const char *bytes, size_t len, int32_t parent);

/* Line ends become "\n". */
void rt_text_line_ends(struct rt_str *text);
/* Notes what was found about the charset, and the problems that come of it. */
void rt_document_decoded(struct rt_document *document, const struct rt_decoded *decoded,
	const char *declared);
/* Sets the document's text, cut at RT_MAX_TEXT_BYTES. */
void rt_document_set_text(struct rt_document *document, const struct rt_str *text);
void rt_document_set_hash(struct rt_document *document, const char *bytes, size_t len);
/* The last component of a name, without "..", control characters visible; NULL for an empty one. */
const char *rt_harmless_name(struct rt_arena *arena, const char *name);

#endif
