/*
 * What a word of a date may mean, as the gazetteers tell it.
 *
 * A word may have several meanings ("second", "may", "mar"): the parser takes the one that fits.
 * Canonical forms of the date gazetteers are "=name" and a number: "=month05", "=unit-week",
 * "=shift-1" (last), "=shift+1" (next), "=number20", "=ordinal03", "=part-MO".
 */
#ifndef RT_DATE_MEANING_H
#define RT_DATE_MEANING_H

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
struct rt_date_meaning {
	uint8_t class;
	int16_t value;
	char text[RT_DATE_TEXT];
};

/* Asks list after list, which is slow; -> how many meanings there are, one of a class. */
int rt_date_meanings_ask(const struct rt_value_input *input, const char *text, size_t len,
	struct rt_date_meaning meanings[RT_DATE_MEANINGS]);
/* May the list "class/name" have a say where the text is in that language? */
bool rt_date_list_asked(const char *list, const char *lang, size_t lang_len);

#endif
