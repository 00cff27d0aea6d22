/*
 * Which language a text is written in, cheaply: by its script, and for Latin letters by its most
 * frequent small words. Good enough to choose rules and lists by; a text of a few words may have
 * none. Where a text is in two scripts, an English letter quoted in a Hebrew one, it has two
 * languages, and its letters say which is whose. Where it is in one, an English letter quoted in a
 * German one, the message has its own.
 */
#ifndef RT_DOC_LANG_H
#define RT_DOC_LANG_H

#include "doc/document.h"
#include "doc/languages.h"

enum rt_lang_trust {
	RT_LANG_LEANS, /* most small words are of it, though few: many such texts say what a dump is
			  in */
	RT_LANG_TOLD, /* … but by a few letters of a script that other languages share: "ru", "zh"
		       */
	RT_LANG_SURE
};

/* "en", "de", "he" … or NULL where nothing tells, and how far it is to be trusted. Lives as long as
 * the languages. Looks at the first 64 KiB. */
const char *rt_lang_guess(const struct rt_languages *languages, const char *text, size_t len,
	enum rt_lang_trust *trust_r);

/* The same where it may be trusted, else NULL: a text that tells nothing is in what most of its
 * dump is in, which is known later. */
const char *rt_lang_sure(const struct rt_languages *languages, const char *text, size_t len);

/* Sets document->lang where nobody did: to the fallback where it cannot be told (NULL: leaves it
 * open); and document->lang_too, and the messages' own. */
void rt_lang_document(
	const struct rt_languages *languages, struct rt_document *document, const char *fallback);

/* What a text is in, and what it is in besides; NULL: not known, nothing. */
struct rt_langs {
	const char *main, *too;
	bool latin; /* the first is written in Latin letters: known where there is a second */
};

/* Of all of the document; a third language is left out. */
struct rt_langs rt_lang_of_document(const struct rt_document *document);
/* Of one of its messages, by its index. */
struct rt_langs rt_lang_of_message(const struct rt_document *document, int32_t message);

/* Which of the two the bytes are in: by their letters, else by those before them. */
const char *rt_lang_at(struct rt_langs langs, const char *text, struct rt_range range);

#endif
