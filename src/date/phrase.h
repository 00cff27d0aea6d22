/*
 * What the words of one date say, before anything is worked out: a set of slots.
 *
 * The parser (parse.c) fills them in whatever order a language puts them; the resolver
 * (resolve.c) makes a value of them by the document's date. A slot that is filled twice is a
 * conflict: then the surface is a span of two dates (span.c) or no date at all.
 */
#ifndef RT_DATE_PHRASE_H
#define RT_DATE_PHRASE_H

#include "date/calendar.h"
#include "date/token.h"

#include <string.h>

#define RT_NO_YEAR (-99999)
#define RT_DATE_LENGTHS 6

struct rt_date_length {
	int count;
	enum rt_date_unit unit;
};

struct rt_date_phrase {
	enum rt_calendar calendar;
	int year, year_digits; /* RT_NO_YEAR; how many digits were written (2: pivot on the ref) */
	int month, day, weekday; /* 0: none */
	int week, quarter, half, century;
	bool fiscal; /* the year is a business year, which may begin in any month */
	bool school; /* or one of schools */
	bool decade; /* the year stands for its decade */
	char season[4];
	char holiday[RT_DATE_TEXT];

	bool has_shift; /* last, this, next … */
	int shift;
	bool nearest; /* "past Monday": the nearest on that side, whatever the week */
	enum rt_date_unit shift_unit; /* what it shifts; RT_UNIT_NONE: the weekday, month, season */

	struct rt_date_length lengths[RT_DATE_LENGTHS];
	int length_count;
	bool led; /* the length by a word before it, as "in" */
	bool within; /* "within the next 10 days" begin now, "the next 10 days" tomorrow */
	bool from_weekday; /* "3 days from Tuesday", not "Monday two weeks from now" */
	int direction; /* of the lengths: -1 ago, 1 hence, 2 "starting Monday", 0 not told */

	char relative[RT_DATE_TEXT]; /* "day-1", "week+1", "weekday1-1", or PRESENT_REF … */
	int nth;		     /* "third week of": 3; -1 last */
	int nth_count;		     /* "first ten days of": 10 */
	enum rt_date_unit nth_unit;  /* RT_UNIT_NONE: of the weekday */
	enum rt_date_unit whole;     /* "the year", "the week": the unit on its own */

	char part[4];  /* of the day */
	char phase[6]; /* start, mid, end */
	bool approximate;
	int hour, minute; /* -1: none */
	bool half_told;	  /* with am or pm */
	char zone[12];
	int readings; /* 2: day and month could be the other way round */
	int other_month, other_day;
	bool conflict;
};

void rt_date_phrase_init(struct rt_date_phrase *phrase);
/* Reads tokens [from, to). */
void rt_date_phrase_read(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	int from, int to, struct rt_date_phrase *phrase);
/* Is there anything in it that tells a date (a time of day alone does not)? */
bool rt_date_phrase_tells(const struct rt_date_phrase *phrase);

/* ---- pieces, for parse.c and its neighbours ---- */

struct rt_date_reader {
	const struct rt_value_input *input;
	const struct rt_date_tokens *tokens;
	int from, to;
	struct rt_date_phrase *phrase;
};

/* What the rule tells of its dates, `value date day-first spelt`: does it say the word? */
static inline bool rt_date_rule_says(const struct rt_value_input *input, const char *word)
{
	return *input->argument && strstr(input->argument, word);
}

struct rt_date_number {
	long value;
	int digits; /* of a number in digits; 0 for words */
	bool ordinal;
	int next; /* the token behind it */
};

/* The number that begins at token `at`, in digits or words of any script. */
bool rt_date_number_at(const struct rt_date_reader *reader, int at, struct rt_date_number *number);
/* Dates in digits (14.5.2019, 2019-05-14T09:30, 20190514, 9/2012): the token behind, or `at`. */
int rt_date_numeric_at(const struct rt_date_reader *reader, int at);
/* The year's two digits behind a month at `at` ("Jan-02", "Nov 00 to Jan 01"), and both numbers of
 * 5/97: short_year.c. */
bool rt_date_is_short_year(const struct rt_date_reader *reader, int at, long value, int digits);
bool rt_date_is_month_of_year(const struct rt_date_reader *reader,
	const struct rt_date_token *first, const struct rt_date_token *second);
/* Times of day (9:30, 5pm, 15h30, 5 o'clock): the token behind, or `at`. */
int rt_date_clock_at(const struct rt_date_reader *reader, int at);
/* "5784" as תשפ"ד, day letters as ט"ו: the number, or 0. */
long rt_hebrew_numeral(const char *text, size_t len);

void rt_phrase_set_day(struct rt_date_phrase *phrase, int day);
void rt_phrase_set_month(struct rt_date_phrase *phrase, int month);
void rt_phrase_set_year(struct rt_date_phrase *phrase, int year, int digits);

#endif
