/*
 * What makes two copies one. Copies of one mail in two folders differ in Message-ID, in the fields
 * that the way or the folder put in and in white space; their sender, recipients, date, subject,
 * words and attachments are the same.
 */
#ifndef RT_DOC_IDENTITY_H
#define RT_DOC_IDENTITY_H

#include "base/sha256.h"
#include "doc/document.h"

/* SHA-256 of a mail's From, To, Cc, date (UTC), subject and words, of any other text's words, of an
 * attachment's bytes and name. White space counts as one blank. Neither its parent nor its children
 * are in it: who keeps the document adds those of the children. */
void rt_document_identity(const struct rt_document *document, char hex_r[RT_SHA256_HEX]);

#endif
