/* A document from bare text: for filters, evaluations and tests, where there is no file. */
#ifndef RT_DOC_PLAIN_H
#define RT_DOC_PLAIN_H

#include "doc/document.h"
#include "doc/mail_words.h"

/* A text document in the arena. Offsets stay those of the text given: bad UTF-8 is not repaired but
 * must not be there (rt_utf8_valid). Its segments and the messages printed in it are found, its language is not told.
 * words: of mail programs (rt_ruleset_mail_words), or NULL. */
struct rt_document *rt_document_from_text(struct rt_arena *arena,
	const struct rt_mail_words *words, const char *text, size_t len);

/* The date that relative dates in it are counted from: ISO 8601, copied. */
void rt_document_set_date(struct rt_document *document, const char *iso);
/* That date, or NULL. */
const char *rt_document_date(const struct rt_document *document);
/* The date of one of its messages: "tomorrow" in a forwarded mail is counted from the day on which that
 * was sent. Where it is not told, that of the message it stands in; in the end `otherwise`. */
const char *rt_document_date_of(
	const struct rt_document *document, int32_t message, const char *otherwise);

#endif
