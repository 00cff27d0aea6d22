/*
 * What the readers of a date's words share: a window on the tokens, and the questions that all of
 * them ask. parse.c reads the words, shift.c "last" and "next", count.c what a
 * number counts.
 */
#ifndef RT_DATE_READER_H
#define RT_DATE_READER_H

#include "date/phrase.h"

struct rt_date_month_name {
	enum rt_calendar calendar;
	int month;
};

extern const struct rt_date_token rt_date_no_token;

/* The token, or a sign without meaning outside the window. */
static inline const struct rt_date_token *rt_date_token_at(const struct rt_date_reader *reader, int at)
{
	return at >= reader->from && at < reader->to ? &reader->tokens->items[at] : &rt_date_no_token;
}

/* A number of so many digits. */
bool rt_date_digits_at(const struct rt_date_reader *reader, int at, int least, int most);
enum rt_date_unit rt_date_unit_at(const struct rt_date_reader *reader, int at);
bool rt_date_month_at(const struct rt_date_reader *reader, int at, struct rt_date_month_name *name);
/* A word that no list knows, a comma, a hyphen: stands between without meaning. */
bool rt_date_is_noise(const struct rt_date_reader *reader, int at);
int rt_date_skip_noise(const struct rt_date_reader *reader, int at, int step);
/* Is the text's language one of these, "vi th lo"? */
bool rt_date_language_in(const struct rt_date_reader *reader, const char *languages);
/* The day behind 日, without the sign's own meaning. */
enum rt_date_unit rt_date_plain_unit(enum rt_date_unit unit);

/* Each reads what begins at a token: the token behind it, or `at` where it is something else. */
int rt_date_read_number(struct rt_date_reader *reader, int at);
int rt_date_read_shift(struct rt_date_reader *reader, int at);

/* "half a year": from "half" on, a length in a finer unit; the token behind, or `at`. */
int rt_date_read_half(struct rt_date_reader *reader, int at);
/* "1.5 hours", "2 1/2 years", "two and a half weeks": from the number on. */
int rt_date_read_and_half(struct rt_date_reader *reader, int at);
/* The unit of such a length, or `at`. */
int rt_date_and_half_at(const struct rt_date_reader *reader, int at, struct rt_date_number *number);

#endif
