/*
 * The words that mail programs of many languages print around a quoted or forwarded message: names
 * of header fields, "Original Message", "wrote", months and weekdays. They come from lists, which
 * whoever loads them hands on row by row; case and marks make no difference. Where `words` is NULL
 * none are known.
 */
#ifndef RT_DOC_MAIL_WORDS_H
#define RT_DOC_MAIL_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rt_mail_words;

struct rt_mail_words *rt_mail_words_new(void);
void rt_mail_words_free(struct rt_mail_words *words);

/* A word or phrase of one use: "from" … "other" (a field's name), "separator" … "sign-off" (enum
 * rt_phrase), "wrote", "wrote-behind", "wrote-before", "opens", "pronoun", "joins", "am", "pm", "weekday",
 * "month01" … "month12", "zone-300" (minutes east of UTC). False where there is no such use, or no room. */
bool rt_mail_words_add(struct rt_mail_words *words, const char *use, const char *text);
/* Another number where others were added. */
uint64_t rt_mail_words_sum(const struct rt_mail_words *words);
/* No more is added; those of one kind that came first are looked for first. */
void rt_mail_words_finish(struct rt_mail_words *words);

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
enum rt_field rt_field_word(const struct rt_mail_words *words, const char *name, size_t len);

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
bool rt_phrase_find(const struct rt_mail_words *words, enum rt_phrase kind, const char *text,
	size_t len, size_t *start_r, size_t *end_r);

/* The same at the start of the text only, and quick; the longest one that fits. */
bool rt_phrase_opens(const struct rt_mail_words *words, enum rt_phrase kind, const char *text,
	size_t len, size_t *end_r);

/* A verb of "On … NAME wrote:" as a whole word: 1 behind the name, 2 before it, 3 either; 0: none.
 */
int rt_wrote_word(const struct rt_mail_words *words, const char *word, size_t len);
/* A word that opens such a line: "On", "Am", "Le" … */
bool rt_opener_word(const struct rt_mail_words *words, const char *word, size_t len);

/* Words of dates. */
int rt_month_word(
	const struct rt_mail_words *words, const char *word, size_t len); /* 1 … 12; 0: none */
bool rt_weekday_word(const struct rt_mail_words *words, const char *word, size_t len);
/* Between a date and its time of day, or before it: "at", "um", "le", "de" … */
bool rt_glue_word(const struct rt_mail_words *words, const char *word, size_t len);
/* 1 for AM, 2 for PM, 0 for none */
int rt_half_word(const struct rt_mail_words *words, const char *word, size_t len);
/* Minutes east of UTC of a zone's name; false where the name is unknown or means several. */
bool rt_zone_word(const struct rt_mail_words *words, const char *word, size_t len, int *minutes_r);
/* "you" of "you wrote": no one's name. */
bool rt_pronoun_word(const struct rt_mail_words *words, const char *word, size_t len);

#endif
