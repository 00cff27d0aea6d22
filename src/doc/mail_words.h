/*
 * The words that mail programs of many languages print around a quoted or forwarded message: names
 * of header fields, "Original Message", "wrote". A language is a few words in the lists of
 * mail_words.c; case and marks make no difference.
 */
#ifndef RT_DOC_MAIL_WORDS_H
#define RT_DOC_MAIL_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum rt_field {
	RT_FIELD_NONE,
	RT_FIELD_FROM,
	RT_FIELD_DATE,
	RT_FIELD_TO,
	RT_FIELD_CC,
	RT_FIELD_BCC,
	RT_FIELD_SUBJECT,
	RT_FIELD_REPLY_TO,
	RT_FIELD_SENT_BY, /* who wrote for the one in From */
	RT_FIELD_OTHER,	  /* Importance, Attachments … */
};

/* What field a name without its colon is of. */
enum rt_field rt_field_word(const char *name, size_t len);

enum rt_phrase {
	RT_PHRASE_SEPARATOR,	/* "original message", "forwarded message" */
	RT_PHRASE_FORWARDED_BY, /* "forwarded by", a name and a date follow */
	RT_PHRASE_END,		/* "end of forwarded message" */
	RT_PHRASE_DISCLAIMER,	/* "if you are not the intended recipient" */
	RT_PHRASE_FOOTER,	/* "sent from my", advertisements of free mail */
	RT_PHRASE_SIGN_OFF,	/* "regards", "thanks" */
	RT_PHRASE_COUNT
};
/* Where one of the phrases of a kind stands in the text; false where none does. */
bool rt_phrase_find(
	enum rt_phrase kind, const char *text, size_t len, size_t *start_r, size_t *end_r);

/* The same at the start of the text only, and quick; the longest one that fits. */
bool rt_phrase_opens(enum rt_phrase kind, const char *text, size_t len, size_t *end_r);

/* A verb of "On … NAME wrote:" as a whole word: 1 behind the name, 2 before it, 3 either; 0: none. */
int rt_wrote_word(const char *word, size_t len);
/* A word that opens such a line: "On", "Am", "Le" … */
bool rt_opener_word(const char *word, size_t len);

#endif
