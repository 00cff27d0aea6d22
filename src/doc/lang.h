/*
 * Which language a text is written in, cheaply: by its script, and for Latin letters by its most
 * frequent small words. Good enough to choose rules and lists by; a text of a few words, or one in
 * several languages of one script, may have none. Where a text is in two scripts, an English letter
 * quoted in a Hebrew one, it has two languages, and its letters say which is whose.
 */
#ifndef RT_DOC_LANG_H
#define RT_DOC_LANG_H

#include "doc/document.h"

/* "en", "de", "he" … or NULL where it cannot be told. Static. Looks at the first 64 KiB. */
const char *rt_lang_guess(const char *text, size_t len);

/* Sets document->lang where the reader did not: to the fallback where it cannot be told (NULL:
 * leaves it open); and document->lang_too. */
void rt_lang_document(struct rt_document *document, const char *fallback);

/* Which of the document's languages the bytes are in: by their letters, else by those before them. */
const char *rt_lang_at(const struct rt_document *document, struct rt_range range);

#endif
