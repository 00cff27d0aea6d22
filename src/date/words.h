/*
 * The words of dates that a thread has met, each with what the gazetteers say of it.
 *
 * Dates are written in few words, and to ask all lists about one of them takes some hundred
 * questions; so each distinct word is asked about once. Longer phrases ("the day before yesterday")
 * are looked up only where their first two words begin one that stands in a list: for that the
 * first two words of all entries of a language are kept as a set of hashes.
 *
 * It is bounded: where too many words have come, it forgets them. Meanings, of which there are only
 * so many as the lists have, stay where they are.
 */
#ifndef RT_DATE_WORDS_H
#define RT_DATE_WORDS_H

#include "date/leads.h"
#include "date/token.h"

struct rt_date_words;

struct rt_date_words *rt_date_words_new(void);
void rt_date_words_free(struct rt_date_words *words);

/* Before each document: its text may stand where the last one's stood. */
void rt_date_words_begin(struct rt_date_words *words);

/* The lines around the date that was asked about last (sentence.h): it is asked several times. */
struct rt_date_around {
	const char *text; /* NULL: nothing is known */
	size_t len;
	struct rt_date_line line;
};
enum rt_date_side { RT_SIDE_BEFORE, RT_SIDE_BEHIND };
struct rt_date_around *rt_date_words_around(struct rt_date_words *words, enum rt_date_side side);

/* Before the others: the language of the text is input->lang. */
void rt_date_words_speak(struct rt_date_words *words, const struct rt_value_input *input);
/* What makes a sentence in that language lean; NULL where that cannot be told. */
const struct rt_date_leads *rt_date_words_leads(const struct rt_date_words *words);
/* Gives the token the meanings of the text. False where there are none. */
bool rt_date_words_tell(struct rt_date_words *words, const struct rt_value_input *input,
	const char *text, size_t len, struct rt_date_token *token);
/* The same of the token's own text. */
bool rt_date_words_tell_token(
	struct rt_date_words *words, const struct rt_value_input *input, struct rt_date_token *token);
/* May a list have an entry that begins with these two tokens? */
bool rt_date_words_open(const struct rt_date_words *words, const struct rt_date_token *first,
	const struct rt_date_token *second);

#endif
