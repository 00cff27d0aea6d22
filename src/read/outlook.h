/*
 * From what Outlook keeps of a message (mapi.h) to documents: its printed header and words, then one
 * document for each thing it carries.
 */
#ifndef RT_READ_OUTLOOK_H
#define RT_READ_OUTLOOK_H

#include "read/mapi.h"
#include "read/reader_p.h"

/* The message and all it holds; origin's part is the message's own. */
void rt_outlook_read(struct rt_batch *batch, const struct rt_origin *origin,
	const struct rt_mapi_message *message, int32_t parent);
/* Appends its words: the plain text, else the HTML, else the rich text. */
void rt_outlook_words(struct rt_document *document, const struct rt_mapi_message *message,
	struct rt_str *out);
/* What it carries; origin's part is what theirs begin with. */
void rt_outlook_attachments(struct rt_batch *batch, const struct rt_origin *origin,
	const struct rt_mapi_message *message, int32_t parent);
/* Notes on the document what could not be read of the message. */
void rt_outlook_problems(struct rt_document *document, const struct rt_mapi_message *message);

/* Appends its header fields as a mail would have them (RFC 5322, UTF-8). outlook_header.c */
void rt_outlook_fields(
	struct rt_arena *arena, const struct rt_mapi_message *message, struct rt_str *out);

#endif
