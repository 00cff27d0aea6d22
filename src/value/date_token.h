/*
 * A date's words, each with what it may mean.
 *
 * The surface is cut into letters, digits and single signs ("15Sep" is two tokens); then the
 * gazetteers are asked, longest phrase first, in which of their classes a run of tokens stands. A
 * word may have several meanings ("second", "may", "mar"): the parser takes the one that fits.
 * Words that no list knows are noise ("of", "the").
 *
 * Canonical forms of the date gazetteers are "=name" and a number: "=month05", "=unit-week",
 * "=shift-1" (last), "=shift+1" (next), "=number20", "=ordinal03", "=part-MO".
 */
#ifndef RT_VALUE_DATE_TOKEN_H
#define RT_VALUE_DATE_TOKEN_H

#include "value/value.h"

#include <stdbool.h>
#include <stdint.h>

enum rt_date_class {
	RT_DATE_MONTH,	/* value: 1 … 12 */
	RT_DATE_HEBREW, /* 1 … 13 as CLDR counts */
	RT_DATE_ISLAMIC,
	RT_DATE_PERSIAN,
	RT_DATE_WEEKDAY,  /* 1 Monday … 7 Sunday */
	RT_DATE_RELATIVE, /* text: "day-1", "week+1", "weekday1+0" */
	RT_DATE_UNIT,	  /* value: enum rt_date_unit */
	RT_DATE_NUMBER,	  /* value: 0 … 99, 100, 1000 */
	RT_DATE_ORDINAL,  /* value: 1 … 31; -1 last */
	RT_DATE_SHIFT,	  /* value: -2 … 2 */
	RT_DATE_BEFORE,	  /* stands before a length of time; text: "ago" or "hence" */
	RT_DATE_AFTER,	  /* stands behind it */
	RT_DATE_PART,	  /* text: "MO" "AF" "EV" "NI" … */
	RT_DATE_PHASE,	  /* text: "start" "mid" "end" */
	RT_DATE_APPROX,
	RT_DATE_HOLIDAY, /* text: "12-25", "easter+0" … */
	RT_DATE_SEASON,	 /* text: "SP" "SU" "FA" "WI" */
	RT_DATE_RANGE,	 /* text: "from" "to" "between" "and" */
	RT_DATE_ERA,	 /* text: "bc" "ad" "be", or a year to count from: "2018" */
	RT_DATE_CLASS_COUNT
};

enum rt_date_unit {
	RT_UNIT_NONE,
	RT_UNIT_SECOND,
	RT_UNIT_MINUTE,
	RT_UNIT_HOUR,
	RT_UNIT_DAY,
	RT_UNIT_WORKDAY,
	RT_UNIT_WEEKEND,
	RT_UNIT_WEEK,
	RT_UNIT_FORTNIGHT,
	RT_UNIT_MONTH,
	RT_UNIT_QUARTER,
	RT_UNIT_HALF,
	RT_UNIT_YEAR,
	RT_UNIT_DECADE,
	RT_UNIT_CENTURY,
	RT_UNIT_MONTH_SIGN, /* 月: behind a number a month of the year, not a length */
	RT_UNIT_DAY_SIGN,   /* 日 */
	RT_UNIT_YEAR_SIGN,  /* 年 */
};

#define RT_DATE_TEXT 16
#define RT_DATE_MEANINGS 5
#define RT_DATE_TOKENS 64 /* more than any date; a longer surface is refused */

struct rt_date_meaning {
	uint8_t class;
	int16_t value;
	char text[RT_DATE_TEXT];
};

enum rt_date_token_kind { RT_TOKEN_WORD, RT_TOKEN_DIGITS, RT_TOKEN_SIGN };

struct rt_date_token {
	enum rt_date_token_kind kind;
	size_t start, end; /* in the surface */
	bool spaced;	   /* white space before it */
	char sign;   /* of a sign: '-' for every dash, '/' '.' ':' ',' '\'' …, '?' for the rest */
	long number; /* of digits */
	int digits;  /* how many there are */
	int meaning_count;
	struct rt_date_meaning meanings[RT_DATE_MEANINGS];
};

struct rt_date_tokens {
	struct rt_date_token items[RT_DATE_TOKENS];
	int count;
};

/* False where there are too many. */
bool rt_date_tokens_read(const struct rt_value_input *input, struct rt_date_tokens *tokens);

/* The meaning of that class, or NULL. */
const struct rt_date_meaning *rt_date_means(
	const struct rt_date_token *token, enum rt_date_class class);

#endif
