/*
 * Which language a text is written in, cheaply: by its script, and for Latin letters by its most
 * frequent small words. Good enough to choose rules and lists by; a text of a few words, or one in
 * several languages, may have none.
 */
#ifndef RT_DOC_LANG_H
#define RT_DOC_LANG_H

#include "doc/document.h"

/* "en", "de", "he" … or NULL where it cannot be told. Static. Looks at the first 64 KiB. */
const char *rt_lang_guess(const char *text, size_t len);

/* Sets document->lang where the reader did not. */
void rt_lang_document(struct rt_document *document);

#endif
