/*
 * Days, months and years that are named: what is missing is filled in from the document's date.
 *
 * A day or month without its year is the nearest one, or the one that the words around lean to;
 * where the document has no date it stays open (XXXX-05-14).
 */
#include "date/edtf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int ref_year(const struct rt_date_ref *ref)
{
	return rt_day_from_number(ref->day).year;
}

int rt_date_year_of(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref)
{
	if (phrase->year == RT_NO_YEAR)
		return ref->known ? ref_year(ref) : RT_NO_YEAR;
	return phrase->year_digits == 2 && phrase->year >= 0 ? rt_date_pivot(phrase->year, ref)
							     : phrase->year;
}

#define DAYS_AHEAD 90 /* a deadline may be far off; a tale without its year is of the last months  \
		       */
#define DAYS_GONE 60
#define DAYS_ENDED 150 /* "the year ended Jan. 31" */
#define HALF_MONTH 15
#define SLIP_AHEAD 14 /* a weekday told wrong is likelier than a day of another year so near */
#define SLIP_GONE 7

static long distance(long a, long b)
{
	return a < b ? b - a : a - b;
}

/* ---- a day or month without its year -------------------------------------------------------- */

static bool fits(const struct rt_date_phrase *phrase, int year, int month, int day)
{
	return rt_day_exists(year, month, day) &&
	       (!phrase->weekday || rt_weekday(rt_day_number(year, month, day)) == phrase->weekday);
}

/* "Tuesday, August 8th" in a mail of 1 August, when the 8th is a Wednesday. */
static bool is_slip(const struct rt_date_phrase *phrase, long ref)
{
	int year = rt_day_from_number(ref).year;
	if (!rt_day_exists(year, phrase->month, phrase->day))
		return false;
	long away = rt_day_number(year, phrase->month, phrase->day) - ref;
	return away <= SLIP_AHEAD && away >= -SLIP_GONE;
}

/* The nearest year in which the day exists, and on which the weekday agrees where one of the
 * neighbouring years has it so. */
static bool nearest_day(const struct rt_date_phrase *phrase, long ref, long middle, long *found)
{
	int here = rt_day_from_number(ref).year;
	bool any = false;
	for (int strict = phrase->weekday && !is_slip(phrase, ref); strict >= 0 && !any; strict--) {
		int reach = strict ? 1 : 4;
		for (int year = here - reach; year <= here + reach; year++) {
			if (!rt_day_exists(year, phrase->month, phrase->day) ||
				(strict && !fits(phrase, year, phrase->month, phrase->day)))
				continue;
			long day = rt_day_number(year, phrase->month, phrase->day);
			if (!any || distance(day, middle) <= distance(*found, middle))
				*found = day;
			any = true;
		}
	}
	return any;
}

/* The middle of the year that the words look at. */
static long middle_of_year(const struct rt_date_ref *ref)
{
	int lean = rt_date_lean(ref);
	return ref->day + (lean > 0    ? DAYS_AHEAD
			      : !lean  ? 0
			      : rt_date_behind_verb(ref, "on") ? -DAYS_ENDED
							       : -DAYS_GONE);
}

/* "the 18th", "Friday the 26th" */
static bool nearest_day_of_month(
	const struct rt_date_phrase *phrase, long ref, int lean, long *found)
{
	struct rt_day here = rt_day_from_number(ref);
	bool any = false;
	long middle = phrase->weekday || lean < 0 ? ref : ref + lean * HALF_MONTH;
	int reach = phrase->weekday ? 11 : 1;
	for (int n = -reach; n <= reach; n++) {
		struct rt_day month =
			rt_day_plus_months((struct rt_day){here.year, here.month, 1}, n);
		if (!fits(phrase, month.year, month.month, phrase->day))
			continue;
		long day = rt_day_number(month.year, month.month, phrase->day);
		if (!any || distance(day, middle) <= distance(*found, middle))
			*found = day;
		any = true;
	}
	return any;
}

/* "since January" is the last one, "by January" the next; without such a word the
 * nearest. */
static void nearest_month(int month, const struct rt_date_ref *ref, struct rt_date_value *value)
{
	struct rt_day here = rt_day_from_number(ref->day);
	int away = month - here.month, lean = rt_date_lean(ref);
	int year = here.year + (away > 6 ? -1 : away <= -6 ? 1 : 0);
	if (away == -6 && !lean && rt_date_ref_is_english(ref))
		year = here.year; /* half a year either way: English mail tells what was */
	if (lean && (labs(away) >= 4 || (lean < 0 && away > 0 && rt_date_behind_verb(ref, "in"))))
		year = here.year + (lean < 0 ? -(away > 0) : away < 0);
	rt_edtf_month(value, year, month);
}

/* ---- absolute ------------------------------------------------------------------------------- */

#define GREGORIAN_FROM 1700 /* "Ramadan 2019": no other calendar's year but the Hebrew one is so high */
#define HEBREW_FROM 4000

/* The calendar's own year in which the month begins within a year of ours. */
static int own_year(const struct rt_date_phrase *phrase, int year)
{
	int least = phrase->calendar == RT_CALENDAR_HEBREW ? HEBREW_FROM : GREGORIAN_FROM;
	long first, begin = rt_day_number(year, 1, 1), end = rt_day_number(year + 1, 1, 1);
	if (year < GREGORIAN_FROM || (least == HEBREW_FROM && year >= least))
		return year;
	int own = rt_calendar_year(phrase->calendar, begin);
	for (int i = 0; i < 3; i++)
		if (rt_calendar_day(phrase->calendar, own + i, phrase->month, 1, &first) &&
			first >= begin && first < end)
			return own + i;
	return own;
}

static bool other_calendar(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	long first, last;
	int year = phrase->year;
	if (year == RT_NO_YEAR && !ref->known)
		return false;
	if (year != RT_NO_YEAR && phrase->calendar == RT_CALENDAR_HEBREW && year < 1000)
		year += 5000;
	if (year != RT_NO_YEAR)
		year = own_year(phrase, year);
	if (year == RT_NO_YEAR)
		year = rt_calendar_year(phrase->calendar, ref->day);
	if (phrase->day) {
		if (!rt_calendar_day(phrase->calendar, year, phrase->month, phrase->day, &first))
			return false;
		rt_edtf_day(value, first);
		return true;
	}
	if (!rt_calendar_day(phrase->calendar, year, phrase->month, 1, &first))
		return false;
	if (!rt_calendar_day(phrase->calendar, year, phrase->month, 30, &last) &&
		!rt_calendar_day(phrase->calendar, year, phrase->month, 29, &last))
		return false;
	rt_edtf_span(value, first, last);
	return true;
}

static bool absolute_without_year(const struct rt_date_phrase *phrase,
	const struct rt_date_ref *ref, struct rt_date_value *value)
{
	long day = 0;
	if (phrase->month && phrase->day && !rt_day_exists(2000, phrase->month, phrase->day))
		return false;
	if (!ref->known) {
		rt_edtf_open(value, phrase->month, phrase->day);
		return true;
	}
	if (phrase->month && phrase->day) {
		if (!nearest_day(phrase, ref->day, middle_of_year(ref), &day))
			return false;
		rt_edtf_day(value, day);
	} else if (phrase->month) {
		nearest_month(phrase->month, ref, value);
	} else if (nearest_day_of_month(phrase, ref->day, rt_date_lean_led(ref), &day)) {
		rt_edtf_day(value, day);
	} else {
		return false;
	}
	return true;
}

bool rt_date_absolute(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	if (phrase->calendar != RT_CALENDAR_GREGORIAN && phrase->month)
		return other_calendar(phrase, ref, value);
	if (phrase->year == RT_NO_YEAR)
		return absolute_without_year(phrase, ref, value);
	int year = rt_date_year_of(phrase, ref);
	if (phrase->month && phrase->day) {
		if (!rt_day_exists(year, phrase->month, phrase->day))
			return false;
		rt_edtf_day(value, rt_day_number(year, phrase->month, phrase->day));
	} else if (phrase->month) {
		rt_edtf_month(value, year, phrase->month);
	} else if (phrase->decade) {
		rt_edtf_decade(value, year);
	} else if (phrase->day) {
		return false;
	} else {
		rt_edtf_year(value, year);
	}
	return true;
}

/* ---- parts of a year ------------------------------------------------------------------------ */

#define PART_FAR 240 /* days from the middle of this year's quarter, and of another year's */
#define PART_NEAR 120

static void print_part(const struct rt_date_phrase *phrase, int year, struct rt_date_value *value)
{
	if (phrase->quarter)
		rt_edtf_quarter(value, year, phrase->quarter);
	else
		rt_edtf_half(value, year, phrase->half);
}

/* "the first quarter" in December is the next one, "the fourth quarter" in January the last. */
static int year_of_part(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref)
{
	int year = rt_date_year_of(phrase, ref);
	struct rt_date_value here, there;
	if (phrase->year != RT_NO_YEAR || !ref->known || phrase->fiscal ||
		(!phrase->quarter && !phrase->half))
		return year;
	print_part(phrase, year, &here);
	long middle = (here.first + here.last) / 2, away = distance(middle, ref->day);
	int lean = rt_date_lean(ref), step = middle < ref->day ? 1 : -1;
	print_part(phrase, year + step, &there);
	bool near = distance((there.first + there.last) / 2, ref->day) < PART_NEAR;
	if (lean == step)
		return away > PART_NEAR ? year + step : year; /* "we shall review" what is over */
	return !lean && near && away > PART_FAR ? year + step : year;
}

#define SEASON_AHEAD 120 /* days to a season of which a verb in the past does not speak */
#define SEASON_GONE 90

/* "the early winter was hard", told in May: the last one. */
static int year_of_season(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref, int year)
{
	struct rt_date_value season;
	if (phrase->year != RT_NO_YEAR || !ref->known || !rt_date_ref_is_english(ref))
		return year;
	rt_edtf_season(&season, year, phrase->season);
	bool far = season.first > ref->day + SEASON_AHEAD, over = season.last < ref->day - SEASON_GONE;
	if (!far && !over)
		return year; /* "was asked to speak in the fall" */
	int lean = rt_date_lean(ref);
	return lean < 0 && far ? year - 1 : lean > 0 && over ? year + 1 : year;
}

bool rt_date_part_of_year(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	int year = year_of_part(phrase, ref);
	char text[32];
	if (phrase->century) {
		rt_edtf_century(value, phrase->century);
		return phrase->century < 40;
	}
	if (phrase->quarter > 4 || phrase->half > 2)
		return false;
	if (year == RT_NO_YEAR) {
		if (*phrase->season)
			snprintf(text, sizeof text, "XXXX-%s", phrase->season);
		else
			snprintf(text, sizeof text, "XXXX-%c%d", phrase->quarter ? 'Q' : 'H',
				phrase->quarter ? phrase->quarter : phrase->half);
		rt_edtf_text(value, text);
		return true;
	}
	if (phrase->quarter || phrase->half)
		print_part(phrase, year, value);
	else
		rt_edtf_season(value, year_of_season(phrase, ref, year), phrase->season);
	return true;
}

bool rt_date_feast(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	long day, best = 0;
	int year = rt_date_year_of(phrase, ref);
	if (year == RT_NO_YEAR) {
		rt_edtf_text(value, "XXXX");
		return true;
	}
	if (!rt_date_holiday(phrase->holiday, year, &best))
		return false;
	for (int n = -1; phrase->year == RT_NO_YEAR && n <= 1; n++) {
		if (!rt_date_holiday(phrase->holiday, year + n, &day))
			continue;
		bool allowed = !phrase->has_shift || phrase->shift == 0 ||
			       (phrase->shift < 0 ? day < ref->day : day > ref->day);
		bool best_allowed = !phrase->has_shift || phrase->shift == 0 ||
				    (phrase->shift < 0 ? best < ref->day : best > ref->day);
		if (allowed &&
			(!best_allowed || distance(day, ref->day) < distance(best, ref->day)))
			best = day;
	}
	if (phrase->whole == RT_UNIT_WEEKEND)
		rt_edtf_weekend(value, best - 3); /* the one before a Monday or Tuesday */
	else
		rt_edtf_day(value, best);
	return true;
}
