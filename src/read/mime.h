/*
 * Mail: header fields and MIME parts, by way of GMime, which no other file of the program sees than
 * those of read/mime*.c.
 *
 * One message becomes one document (its printed header, then its text) and a document for each of
 * what it carries: attached messages, texts and HTML are read, anything else is a row with name,
 * type, size and hash. See rt_read_mail in reader_p.h.
 */
#ifndef RT_READ_MIME_H
#define RT_READ_MIME_H

#include "read/reader.h"

/* Header fields (RFC 5322, UTF-8) of a mail that came in another form: fills the document from them
 * and appends them as printed. */
void rt_mime_read_fields(struct rt_batch *batch, struct rt_document *document, const char *fields,
	size_t len, struct rt_str *text);

/* Called by rt_read_mail; a program that reads from several threads need not care. */
void rt_mime_init(void);

#endif
