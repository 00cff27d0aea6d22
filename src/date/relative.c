/*
 * Dates that are told from another day: "last week", "next Monday", "3 days ago", "two weeks after
 * Easter", and the feasts that move.
 */
#include "date/edtf.h"

#include <stdlib.h>
#include <string.h>

int rt_date_pivot(int year, const struct rt_date_ref *ref)
{
	int now = ref->known ? rt_day_from_number(ref->day).year : 2010;
	int full = now - now % 100 + year;
	if (full > now + 20)
		full -= 100;
	if (full < now - 80)
		full += 100;
	return full;
}

long rt_date_weekday_near(int weekday, int shift, long ref)
{
	long monday = rt_week_start(ref);
	long here = monday + weekday - 1;
	if (shift <= 1 && shift >= -1 && shift != 0)
		return here + shift * 7;
	if (shift == 0)
		return here;
	if (shift == 2)
		return here - ref > 3 ? here - 7 : ref - here > 3 ? here + 7 : here;
	return here + shift * 7;
}

long rt_date_weekday_leaning(int weekday, const struct rt_date_ref *ref)
{
	long day = rt_week_start(ref->day) + weekday - 1;
	long near = rt_date_weekday_near(weekday, 2, ref->day);
	if (labs(near - ref->day) <= 1 && rt_date_lean_is_now(ref))
		return near;
	int lean = rt_date_lean_weekday(ref);
	if (!lean)
		return rt_date_weekday_near(weekday, 2, ref->day);
	if (lean < 0)
		return day > ref->day ? day - 7 : day;
	return day < ref->day ? day + 7 : day;
}

static int months_of(enum rt_date_unit unit)
{
	switch (unit) {
	case RT_UNIT_MONTH:
		return 1;
	case RT_UNIT_QUARTER:
		return 3;
	case RT_UNIT_HALF:
		return 6;
	case RT_UNIT_YEAR:
		return 12;
	case RT_UNIT_DECADE:
		return 120;
	case RT_UNIT_CENTURY:
		return 1200;
	default:
		return 0;
	}
}

static int days_of(enum rt_date_unit unit)
{
	return unit == RT_UNIT_WEEK	   ? 7
	       : unit == RT_UNIT_FORTNIGHT ? 14
	       : unit == RT_UNIT_WEEKEND   ? 7
	       : unit == RT_UNIT_DAY	   ? 1
					   : 0;
}

static long workdays_from(long day, int count)
{
	int step = count < 0 ? -1 : 1;
	while (count) {
		day += step;
		if (rt_weekday(day) < 6)
			count -= step;
	}
	return day;
}

static long seconds_of(enum rt_date_unit unit)
{
	return unit == RT_UNIT_HOUR	? 3600
	       : unit == RT_UNIT_MINUTE ? 60
	       : unit == RT_UNIT_SECOND ? 1
					: 0;
}

bool rt_date_unit_away(enum rt_date_unit unit, int n, long day, struct rt_date_value *value)
{
	struct rt_day here = rt_day_from_number(day);
	struct rt_day there =
		rt_day_plus_months((struct rt_day){here.year, here.month, 1}, n * months_of(unit));
	switch (unit) {
	case RT_UNIT_DAY:
		rt_edtf_day(value, day + n);
		return true;
	case RT_UNIT_WORKDAY:
		rt_edtf_day(value, workdays_from(day, n));
		return true;
	case RT_UNIT_WEEK:
		rt_edtf_week(value, day + n * 7L);
		return true;
	case RT_UNIT_FORTNIGHT:
		rt_edtf_span(
			value, rt_week_start(day) + n * 14L, rt_week_start(day) + n * 14L + 14);
		return true;
	case RT_UNIT_WEEKEND:
		rt_edtf_weekend(value, day + n * 7L);
		return true;
	case RT_UNIT_MONTH:
		rt_edtf_month(value, there.year, there.month);
		return true;
	case RT_UNIT_QUARTER:
		rt_edtf_quarter(value, there.year, (there.month + 2) / 3);
		return true;
	case RT_UNIT_HALF:
		rt_edtf_half(value, there.year, (there.month + 5) / 6);
		return true;
	case RT_UNIT_YEAR:
		rt_edtf_year(value, there.year);
		return true;
	case RT_UNIT_DECADE:
		rt_edtf_decade(value, there.year);
		return true;
	case RT_UNIT_CENTURY:
		rt_edtf_century(value, there.year / 100 + 1);
		return true;
	default:
		rt_edtf_day(value, day);
		return seconds_of(unit) > 0;
	}
}

/* The day that lies all the lengths away; sign -1 back, 1 on. */
static long go(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref, long day,
	int sign, enum rt_date_unit *coarsest)
{
	long seconds = ref->seconds;
	*coarsest = RT_UNIT_YEAR;
	for (int i = 0; i < phrase->length_count; i++) {
		const struct rt_date_length *length = &phrase->lengths[i];
		int count = sign * length->count, months = months_of(length->unit);
		if (months)
			day = rt_day_number(
				rt_day_plus_months(rt_day_from_number(day), count * months).year,
				rt_day_plus_months(rt_day_from_number(day), count * months).month,
				rt_day_plus_months(rt_day_from_number(day), count * months).day);
		else if (length->unit == RT_UNIT_WORKDAY)
			day = workdays_from(day, count);
		else
			day += (long)count * days_of(length->unit);
		seconds += count * seconds_of(length->unit);
		if (length->unit < *coarsest)
			*coarsest = length->unit;
	}
	while (seconds < 0)
		seconds += 86400, day--;
	return day + seconds / 86400;
}

bool rt_date_count(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	const struct rt_date_value *anchor, struct rt_date_value *value)
{
	enum rt_date_unit finest;
	bool back = phrase->direction < 0;
	bool first = back || phrase->direction == 2;
	long from = anchor ? (first ? anchor->first : anchor->last) : ref->day;
	long day = go(phrase, ref, from, back ? -1 : 1, &finest);
	if (phrase->direction == 2) {
		rt_edtf_span(value, from, day);
		return true;
	}
	if (phrase->weekday && !phrase->from_weekday) { /* "Monday two weeks from now" */
		bool months = finest >= RT_UNIT_MONTH;	/* then it is the first one from there on */
		rt_edtf_day(value, months ? day + (phrase->weekday - rt_weekday(day) + 7) % 7
					  : rt_week_start(day) + phrase->weekday - 1);
		return true;
	}
	struct rt_day told = rt_day_from_number(day);
	size_t told_to = anchor ? strlen(anchor->text) : 0; /* "two years since 2011" is a year */
	if ((!anchor || told_to == 4) && finest >= RT_UNIT_YEAR)
		rt_edtf_year(value, told.year);
	else if ((!anchor || told_to == 7) && finest >= RT_UNIT_MONTH)
		rt_edtf_month(value, told.year, told.month);
	else
		rt_edtf_day(value, day);
	return true;
}

/* "next 3 days", "last two quarters". Quarters start at their own edge. */
static void stretch(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	enum rt_date_unit unit = phrase->lengths[0].unit, finest;
	int count = phrase->lengths[0].count;
	struct rt_date_value edge;
	if (unit == RT_UNIT_QUARTER) {
		rt_date_unit_away(unit, phrase->shift < 0 ? -count : 1, ref->day, &edge);
		long first = edge.first;
		rt_date_unit_away(unit, phrase->shift < 0 ? 0 : 1 + count, ref->day, &edge);
		rt_edtf_span(value, first, edge.first);
	} else if (phrase->shift < 0) {
		rt_edtf_span(value, go(phrase, ref, ref->day, -1, &finest), ref->day);
	} else {
		long first = seconds_of(unit) || phrase->within ? ref->day : ref->day + 1;
		rt_edtf_span(value, first,
			unit == RT_UNIT_WORKDAY ? workdays_from(ref->day, count) + 1
						: go(phrase, ref, first, 1, &finest));
	}
}

#define SEASON_NEAR 100 /* days */

/* What the English call "next fall" in June is not the one that comes soon. */
static bool is_too_near(
	const struct rt_date_phrase *phrase, const struct rt_date_ref *ref, long first)
{
	return rt_date_ref_is_english(ref) && !phrase->nearest &&
	       strcmp(phrase->season, "WI") && first < ref->day + SEASON_NEAR;
}

static bool shifted_season(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	int year = rt_day_from_number(ref->day).year;
	rt_edtf_season(value, year, phrase->season);
	if (phrase->shift < 0 && value->last >= ref->day)
		year--;
	else if (phrase->shift > 0 &&
		 (value->first <= ref->day || is_too_near(phrase, ref, value->first)))
		year++;
	rt_edtf_season(value, year, phrase->season);
	return true;
}

/* "last February": the latest that is over; "next": the first to come; "this": of this year. */
static bool shifted_month(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	struct rt_day here = rt_day_from_number(ref->day);
	int year = here.year;
	if (phrase->shift < 0 && phrase->month >= here.month)
		year--;
	else if (phrase->shift > 0 && phrase->month <= here.month)
		year++;
	if (phrase->day && !rt_day_exists(year, phrase->month, phrase->day))
		return false;
	if (phrase->day)
		rt_edtf_day(value, rt_day_number(year, phrase->month, phrase->day));
	else
		rt_edtf_month(value, year, phrase->month);
	return true;
}

#define SUNDAY 7

/* "Join us this Monday", on a Friday; on a Sunday the week that has begun is the next. */
static bool is_to_come(const struct rt_date_ref *ref)
{
	int lean = rt_date_ref_is_english(ref) ? rt_date_lean(ref) : -1;
	return lean > 0 || (!lean && rt_weekday(ref->day) == SUNDAY);
}

bool rt_date_shifted(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	if (phrase->length_count) {
		if (phrase->shift == 0)
			return false;
		if (phrase->length_count == 1 && phrase->lengths[0].count == 1 &&
			phrase->lengths[0].unit >= RT_UNIT_DAY)
			return rt_date_unit_away(
				phrase->lengths[0].unit, phrase->shift, ref->day, value);
		stretch(phrase, ref, value);
		return true;
	}
	if (phrase->shift_unit && rt_date_rule_says(ref->around, "one")) { /* the rule knows it */
		struct rt_date_phrase one = *phrase;
		one.lengths[0] = (struct rt_date_length){1, phrase->shift_unit};
		one.length_count = 1;
		stretch(&one, ref, value);
		return true;
	}
	if (phrase->shift_unit == RT_UNIT_WEEKEND && !phrase->shift)
		return rt_date_unit_away(RT_UNIT_WEEKEND, rt_date_weekend_of(ref), ref->day, value);
	if (phrase->shift_unit == RT_UNIT_WEEK && !phrase->shift && rt_weekday(ref->day) == SUNDAY &&
		rt_date_ref_is_english(ref) && rt_date_lean(ref) > 0) /* "see you this week" */
		return rt_date_unit_away(RT_UNIT_WEEK, 1, ref->day, value);
	if (phrase->shift_unit == RT_UNIT_MONTH && phrase->month && !phrase->day)
		return shifted_month(phrase, ref, value); /* 이번 9월 */
	if (phrase->shift_unit)
		return rt_date_unit_away(phrase->shift_unit, phrase->shift, ref->day, value);
	if (phrase->weekday) {
		long day = labs(phrase->shift) == 2 /* 下下周日: the week after next */
				   ? rt_date_weekday_near(phrase->weekday, 0, ref->day) +
					     phrase->shift * 7L
				   : rt_date_weekday_near(phrase->weekday, phrase->shift, ref->day);
		if (!phrase->shift && day < ref->day && is_to_come(ref))
			day += 7;
		else if (phrase->nearest && phrase->shift < 0 && day + 7 < ref->day)
			day += 7;
		else if (phrase->nearest && phrase->shift > 0 && day - 7 > ref->day)
			day -= 7;
		rt_edtf_day(value, day);
		return true;
	}
	if (phrase->month)
		return shifted_month(phrase, ref, value);
	if (*phrase->season)
		return shifted_season(phrase, ref, value);
	rt_edtf_day(value, ref->day + (*phrase->part && phrase->shift < 0 ? -1 : phrase->shift));
	return *phrase->part != 0;
}

/* ---- holidays ------------------------------------------------------------------------------- */

/* "12-25" a day; "easter+39", "orthodox-2"; "11-4-4" the fourth Thursday of November, "11-4-4+1"
 * the day behind it, "5-L-1" the last Monday of May; "h8-15" a Hebrew day, "i10-1" an Islamic one.
 */
static bool nth_weekday(int year, int month, const char *rule, long *day_r)
{
	const char *further = strchr(rule, '+');
	int weekday = atoi(strchr(rule, '-') + 1);
	long first = rt_day_number(year, month, 1);
	if (*rule == 'L') {
		long last = rt_day_number(year, month, rt_days_in_month(year, month));
		*day_r = last - (rt_weekday(last) - weekday + 7) % 7;
	} else {
		*day_r = first + (weekday - rt_weekday(first) + 7) % 7 + (atoi(rule) - 1) * 7L;
	}
	*day_r += further ? atoi(further + 1) : 0;
	return true;
}

static bool other_calendar(enum rt_calendar calendar, const char *rule, int year, long *day_r)
{
	int month = atoi(rule), day = strchr(rule, '-') ? atoi(strchr(rule, '-') + 1) : 1;
	int first = rt_calendar_year(calendar, rt_day_number(year, 1, 1));
	for (int i = 0; i < 2; i++)
		if (rt_calendar_day(calendar, first + i, month, day, day_r) &&
			rt_day_from_number(*day_r).year == year)
			return true;
	return false;
}

bool rt_date_holiday(const char *holiday, int year, long *day_r)
{
	if (!strncmp(holiday, "easter", 6)) {
		*day_r = rt_easter(year) + atoi(holiday + 6);
		return true;
	}
	if (!strncmp(holiday, "orthodox", 8)) {
		*day_r = rt_orthodox_easter(year) + atoi(holiday + 8);
		return true;
	}
	if (*holiday == 'h')
		return other_calendar(RT_CALENDAR_HEBREW, holiday + 1, year, day_r);
	if (*holiday == 'i')
		return other_calendar(RT_CALENDAR_ISLAMIC, holiday + 1, year, day_r);
	int month = atoi(holiday);
	const char *rest = strchr(holiday, '-');
	if (month < 1 || month > 12 || !rest)
		return false;
	if (strchr(rest + 1, '-'))
		return nth_weekday(year, month, rest + 1, day_r);
	*day_r = rt_day_number(year, month, atoi(rest + 1));
	return true;
}
