/*
 * A date that has been worked out: its normal form and the days that it covers.
 *
 * The normal form is EDTF (ISO 8601-2): 2019-05-14, 2019-05, 199X, 19XX, XXXX-05-14, a/b for spans,
 * "~" for about, years before 1 as -0044. For what EDTF has no word for, the forms of ISO 8601 and
 * TIMEX3 are taken: 2019-W20 a week, 2019-W20-WE its weekend, 2019-Q3 a quarter, 2019-H1 a half,
 * 2019-SU a season, FY2019 a fiscal year, PRESENT_REF, PAST_REF and FUTURE_REF for "now", "recently" and "soon".
 */
#ifndef RT_DATE_EDTF_H
#define RT_DATE_EDTF_H

#include "date/phrase.h"

#define RT_DATE_VALUE_BYTES 96

struct rt_date_value {
	char text[RT_DATE_VALUE_BYTES];
	bool days;	  /* are the days known? */
	long first, last; /* day numbers, inclusive */
};

/* What the words on either side have told of a date: to ask them is dear, and several ask. */
struct rt_date_leanings {
	bool lean_known, weekday_known;
	int lean, weekday; /* rt_date_lean, rt_date_lean_weekday */
};

/* The document's date. */
struct rt_date_ref {
	bool known;
	long day;
	int seconds;			     /* of the day */
	const struct rt_value_input *around; /* the words on either side, for rt_date_lean; … */
	struct rt_date_leanings *leanings;   /* … of them; all zero at first */
};

void rt_date_ref_read(const char *iso, struct rt_date_ref *ref);
/* Is the text around it told to be English? Where nothing is told, it is not. */
bool rt_date_ref_is_english(const struct rt_date_ref *ref);

/* Each of these writes a value; the printing of dates in one place (edtf.c). */
void rt_edtf_day(struct rt_date_value *value, long day);
void rt_edtf_month(struct rt_date_value *value, int year, int month);
void rt_edtf_year(struct rt_date_value *value, int year);
void rt_edtf_week(struct rt_date_value *value, long day);
void rt_edtf_weekend(struct rt_date_value *value, long day);
void rt_edtf_quarter(struct rt_date_value *value, int year, int quarter);
void rt_edtf_half(struct rt_date_value *value, int year, int half);
void rt_edtf_season(struct rt_date_value *value, int year, const char *season);
void rt_edtf_decade(struct rt_date_value *value, int year);
void rt_edtf_century(struct rt_date_value *value, int century);
void rt_edtf_span(struct rt_date_value *value, long first, long last);
/* A form without its days. */
void rt_edtf_text(struct rt_date_value *value, const char *text);
/* A day, month, or day of a month (0 and the day), of a year that is not known: "XXXX-05-14". */
void rt_edtf_open(struct rt_date_value *value, int month, int day);

/* Works a phrase out. False where it is no date (30 February) or tells nothing. */
bool rt_date_resolve(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value);
/* The questions that it asks. The year that is told, two digits made four, or the reference's: */
int rt_date_year_of(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref);
/* Day, month and year (absolute.c); a season, quarter or century of a year; a feast. */
bool rt_date_absolute(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value);
bool rt_date_part_of_year(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value);
bool rt_date_feast(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value);
/* The third Monday of something: nth.c. */
bool rt_date_nth_of(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value);
/* Length of time counted from a day (relative): relative.c. */
bool rt_date_count(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	const struct rt_date_value *anchor, struct rt_date_value *value);
bool rt_date_shifted(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value);
/* The unit, n units away from the day: "week" -1 is last week. */
bool rt_date_unit_away(enum rt_date_unit unit, int n, long day, struct rt_date_value *value);
/* A holiday by its canonical text in a year; false where it has none. */
bool rt_date_holiday(const char *holiday, int year, long *day_r);
/* The years that two digits may stand for: the one nearest the reference. */
int rt_date_pivot(int year, const struct rt_date_ref *ref);
/* A day of the week near the reference: shift -1, 0, 1 as in last, this, next; 2 where not told. */
long rt_date_weekday_near(int weekday, int shift, long ref);
/* The same without last or next, as the words around lean. */
long rt_date_weekday_leaning(int weekday, const struct rt_date_ref *ref);
/* How the words around a date lean: 1 to come, -1 over, 0 nothing. Reads and looks up a line of
 * text, so it is asked only where the date itself leaves it open. lean.c. */
int rt_date_lean(const struct rt_date_ref *ref);
int rt_date_lean_weekday(const struct rt_date_ref *ref);
/* "it's midnight Friday night": is it the writer's own day? lean_weekday.c. */
bool rt_date_lean_is_now(const struct rt_date_ref *ref);
/* "the weekend", "this weekend": 0 the week's own, -1 the last one. lean_weekday.c. */
int rt_date_weekend_of(const struct rt_date_ref *ref);
int rt_date_lean_led(const struct rt_date_ref *ref); /* by the words before it alone */
/* Stands the word right before it? */
bool rt_date_is_led_by(const struct rt_date_ref *ref, const char *word);
/* Stands a verb in the past right before it, with "in" between them (then even the month that
 * follows is last year's), or with "on" or nothing before a day? */
bool rt_date_behind_verb(const struct rt_date_ref *ref, const char *lead);

#endif
