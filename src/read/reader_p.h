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
rt_read_bytes rt_read_tnef;   /* outlook.c */
rt_read_bytes rt_read_archive; /* archive.c */
rt_read_bytes rt_read_pdf;    /* pdf.c */
rt_read_bytes rt_read_card;   /* text.c */
rt_read_bytes rt_read_csv;    /* text.c */
rt_read_bytes rt_read_signed; /* signed.c */
rt_read_bytes rt_read_ole;    /* ole_read.c */
rt_read_bytes rt_read_rtf;    /* text.c */
rt_read_bytes rt_read_binary; /* text.c: name, type, size and hash */
/* As sniff says. */
void rt_read_any(struct rt_batch *batch, const char *reader, const struct rt_origin *origin,
	const char *bytes, size_t len, int32_t parent);

/* Something that was packed in something else: a file in an archive, in an Outlook message … */
struct rt_inside {
	const char *name;	/* as written there, or NULL */
	const char *media_type; /* as told there, or NULL; the bytes are asked first */
	const char *bytes;
	size_t len;
};
/* Reads it as its bytes look, within the bounds of limits.h; origin's part is its own. */
void rt_read_inside(struct rt_batch *batch, const struct rt_origin *origin,
	const struct rt_inside *inside, int32_t parent);
/* "2.1" for the first of what the part "2" holds. */
const char *rt_part_below(struct rt_arena *arena, const char *part, size_t index);

/* Line ends become "\n". */
void rt_text_line_ends(struct rt_str *text);
/* Notes what was found about the charset, and the problems that come of it. */
void rt_document_decoded(struct rt_document *document, const struct rt_decoded *decoded,
	const char *declared);
/* Sets the document's text, cut at RT_MAX_TEXT_BYTES. */
void rt_document_set_text(struct rt_document *document, const struct rt_str *text);
/* Notes that it was listed and not read, where it has words and nothing else was noted; an archive is
 * read, though it has no words of its own. reader: the one it was given to. */
void rt_document_not_read(struct rt_document *document, const char *reader);
void rt_document_encrypted(struct rt_document *document);
/* The same for a text that holds a PGP message. */
void rt_document_look_for_pgp(struct rt_document *document);
void rt_document_set_hash(struct rt_document *document, const char *bytes, size_t len);
/* The last component of a name, without "..", control characters visible; NULL for an empty one. */
const char *rt_harmless_name(struct rt_arena *arena, const char *name);

#endif
