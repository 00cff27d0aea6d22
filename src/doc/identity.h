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
 * attachment's bytes and name. White space counts as one blank. A child's identity does not know
 * its parent: the same attachment of two mails is one document. */
void rt_document_identity(const struct rt_document *document, char hex_r[RT_SHA256_HEX]);
/* The same for items[0] of a batch with the identities of its children, so that two mails that
 * differ in an attachment alone stay two. */
void rt_batch_identity(
	struct rt_document *const *items, size_t count, size_t index, char hex_r[RT_SHA256_HEX]);

#endif
