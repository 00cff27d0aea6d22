/*
 * Slots to a value.
 *
 * Each question is asked in turn, from the phrase that says most to the one that says least: a
 * length counted from somewhere, the third Monday of a month, Monday of next week, a date with
 * what is missing filled in from the document's date. What no document's date fills in stays open
 * (XXXX-05-14), and nothing is guessed from the clock of the machine.
 */
#include "value/date_value.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOT_FAR 200 /* days: further from the reference no year is filled in by nearness */

static int ref_year(const struct rt_date_ref *ref)
{
	return rt_day_from_number(ref->day).year;
}

/* The year that is told, two digits made four; or the reference's. */
static int year_of(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref)
{
	if (phrase->year == RT_NO_YEAR)
		return ref->known ? ref_year(ref) : RT_NO_YEAR;
	return phrase->year_digits == 2 && phrase->year >= 0 ? rt_date_pivot(phrase->year, ref)
							     : phrase->year;
}

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

/* The nearest year in which the day exists, and on which the weekday agrees where one of the
 * neighbouring years has it so. */
static bool nearest_day(const struct rt_date_phrase *phrase, long ref, int lean, long *found)
{
	int here = rt_day_from_number(ref).year;
	bool any = false;
	long middle = ref + lean * 100L; /* of the year that the words look at */
	for (int strict = phrase->weekday ? 1 : 0; strict >= 0 && !any; strict--) {
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

/* "the 18th", "Friday the 26th" */
static bool nearest_day_of_month(const struct rt_date_phrase *phrase, long ref, long *found)
{
	struct rt_day here = rt_day_from_number(ref);
	bool any = false;
	int reach = phrase->weekday ? 11 : 1;
	for (int n = -reach; n <= reach; n++) {
		struct rt_day month =
			rt_day_plus_months((struct rt_day){here.year, here.month, 1}, n);
		if (!fits(phrase, month.year, month.month, phrase->day))
			continue;
		long day = rt_day_number(month.year, month.month, phrase->day);
		if (!any || distance(day, ref) <= distance(*found, ref))
			*found = day;
		any = true;
	}
	return any;
}

static void nearest_month(int month, long ref, struct rt_date_value *value)
{
	struct rt_day here = rt_day_from_number(ref);
	int away = month - here.month;
	int year = here.year + (away > 6 ? -1 : away <= -6 ? 1 : 0);
	rt_edtf_month(value, year, month);
}

static void open_text(struct rt_date_value *value, int month, int day)
{
	char text[16];
	if (day && month)
		snprintf(text, sizeof text, "XXXX-%02d-%02d", month, day);
	else if (month)
		snprintf(text, sizeof text, "XXXX-%02d", month);
	else
		snprintf(text, sizeof text, "XXXX-XX-%02d", day);
	rt_edtf_text(value, text);
}

/* ---- absolute ------------------------------------------------------------------------------- */

static bool other_calendar(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	long first, last;
	int year = phrase->year;
	if (year == RT_NO_YEAR && !ref->known)
		return false;
	if (year != RT_NO_YEAR && phrase->calendar == RT_CALENDAR_HEBREW && year < 1000)
		year += 5000;
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
		open_text(value, phrase->month, phrase->day);
		return true;
	}
	if (phrase->month && phrase->day) {
		if (!nearest_day(phrase, ref->day, rt_date_lean(ref), &day))
			return false;
		rt_edtf_day(value, day);
	} else if (phrase->month) {
		nearest_month(phrase->month, ref->day, value);
	} else if (nearest_day_of_month(phrase, ref->day, &day)) {
		rt_edtf_day(value, day);
	} else {
		return false;
	}
	return true;
}

static bool absolute(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	if (phrase->calendar != RT_CALENDAR_GREGORIAN && phrase->month)
		return other_calendar(phrase, ref, value);
	if (phrase->year == RT_NO_YEAR)
		return absolute_without_year(phrase, ref, value);
	int year = year_of(phrase, ref);
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

/* ---- the n-th of something ------------------------------------------------------------------ */

/* What "of" points at: the phrase without its "third Monday". */
static bool frame_of(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *frame)
{
	struct rt_date_phrase rest = *phrase;
	rest.nth = 0;
	rest.weekday = 0;
	rest.week = 0;
	if (rest.has_shift && !rest.shift_unit)
		rest.has_shift = false;
	if (rest.whole == rest.nth_unit)
		rest.whole = RT_UNIT_NONE;
	if (!rt_date_phrase_tells(&rest))
		return ref->known && rt_date_unit_away(RT_UNIT_YEAR, 0, ref->day, frame);
	return rt_date_resolve(&rest, ref, frame) && frame->days;
}

static bool nth_weekday(const struct rt_date_phrase *phrase, const struct rt_date_value *frame,
	struct rt_date_value *value)
{
	long day;
	if (phrase->nth < 0)
		day = frame->last - (rt_weekday(frame->last) - phrase->weekday + 7) % 7;
	else
		day = frame->first + (phrase->weekday - rt_weekday(frame->first) + 7) % 7 +
		      (phrase->nth - 1) * 7L;
	rt_edtf_day(value, day);
	return day >= frame->first && day <= frame->last;
}

/* "the first ten days of last year", "the last two months of 2021" */
static void few_of(const struct rt_date_phrase *phrase, const struct rt_date_value *frame,
	struct rt_date_value *value)
{
	enum rt_date_unit unit = phrase->nth_unit;
	bool back = phrase->nth < 0;
	long edge = back ? frame->last + 1 : frame->first;
	if (unit == RT_UNIT_WEEK) /* those of ISO 8601 */
		edge = rt_week_start(edge + 3);
	struct rt_day day = rt_day_from_number(edge);
	int count = back ? -phrase->nth_count : phrase->nth_count;
	int months = unit == RT_UNIT_MONTH ? count : unit == RT_UNIT_YEAR ? count * 12 : 0;
	struct rt_day there = rt_day_plus_months(day, months);
	long other = months ? rt_day_number(there.year, there.month, there.day)
			    : edge + count * (unit == RT_UNIT_DAY ? 1L : 7L);
	rt_edtf_span(value, back ? other : edge, (back ? edge : other) - 1);
}

static bool nth_of(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	struct rt_date_value frame;
	if (!frame_of(phrase, ref, &frame))
		return false;
	if (phrase->weekday)
		return nth_weekday(phrase, &frame, value);
	if (phrase->nth_count > 1) {
		few_of(phrase, &frame, value);
		return true;
	}
	int n = phrase->nth;
	struct rt_day first = rt_day_from_number(frame.first);
	switch (phrase->nth_unit) {
	case RT_UNIT_DAY:
		rt_edtf_day(value, n < 0 ? frame.last : frame.first + n - 1);
		return true;
	case RT_UNIT_WEEK:
		/* the week that holds the first Thursday is the first */
		rt_edtf_week(value,
			n < 0 ? frame.last - 3 : rt_week_start(frame.first + 3) + (n - 1) * 7L);
		return true;
	case RT_UNIT_WEEKEND:
		rt_edtf_weekend(value, n < 0 ? frame.last - 6 : frame.first + 7L * (n - 1));
		return true;
	case RT_UNIT_MONTH:
		first = n < 0 ? rt_day_from_number(frame.last) : rt_day_plus_months(first, n - 1);
		rt_edtf_month(value, first.year, first.month);
		return true;
	case RT_UNIT_YEAR:
		rt_edtf_year(
			value, n < 0 ? rt_day_from_number(frame.last).year : first.year + n - 1);
		return true;
	case RT_UNIT_QUARTER:
	case RT_UNIT_HALF:
		if (n > 0 || !ref->known)
			return false;
		return rt_date_unit_away(phrase->nth_unit, -1, ref->day, value);
	default:
		return false;
	}
}

/* ---- told from the document's date ---------------------------------------------------------- */

/* "week+1", "weekday1-1", "day+0" */
static bool relative_text(const char *text, long day, struct rt_date_value *value)
{
	static const struct {
		const char *name;
		enum rt_date_unit unit;
	} units[] = {{"year", RT_UNIT_YEAR}, {"quarter", RT_UNIT_QUARTER}, {"month", RT_UNIT_MONTH},
		{"weekend", RT_UNIT_WEEKEND}, {"week", RT_UNIT_WEEK}, {"day", RT_UNIT_DAY}};
	if (!strncmp(text, "weekday", 7)) {
		rt_edtf_day(value, rt_date_weekday_near(text[7] - '0', atoi(text + 8), day));
		return true;
	}
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		size_t len = strlen(units[i].name);
		if (!strncmp(text, units[i].name, len) && strchr("+-", text[len]))
			return rt_date_unit_away(units[i].unit, atoi(text + len), day, value);
	}
	return false;
}

static bool relative(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	if (isupper((unsigned char)phrase->relative[0])) {
		rt_edtf_text(value, phrase->relative);
		return true;
	}
	if (!relative_text(phrase->relative, ref->day, value))
		return false;
	if (phrase->weekday && !strncmp(phrase->relative, "week", 4) &&
		strncmp(phrase->relative, "weekday", 7) != 0)
		rt_edtf_day(value, value->first + phrase->weekday - 1);
	if (phrase->month && !strncmp(phrase->relative, "year", 4)) {
		int year = rt_day_from_number(value->first).year;
		if (!phrase->day)
			rt_edtf_month(value, year, phrase->month);
		else if (rt_day_exists(year, phrase->month, phrase->day))
			rt_edtf_day(value, rt_day_number(year, phrase->month, phrase->day));
		else
			return false;
	}
	if (phrase->day && !phrase->month && !strncmp(phrase->relative, "month", 5)) {
		struct rt_day month = rt_day_from_number(value->first);
		if (!rt_day_exists(month.year, month.month, phrase->day))
			return false;
		rt_edtf_day(value, value->first + phrase->day - 1);
	}
	return true;
}

/* "June last year", "the 4th of next month", "Monday of this week": the shifted unit is the frame
 * of what else is told. */
static bool framed(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	struct rt_date_value frame;
	struct rt_date_phrase rest = *phrase;
	if (!rt_date_unit_away(phrase->shift_unit, phrase->shift, ref->day, &frame) || !frame.days)
		return false;
	struct rt_day first = rt_day_from_number(frame.first);
	rest.has_shift = false;
	rest.whole = RT_UNIT_NONE;
	if (phrase->shift_unit == RT_UNIT_YEAR && phrase->year == RT_NO_YEAR) {
		rt_phrase_set_year(&rest, first.year, 4);
	} else if (phrase->shift_unit == RT_UNIT_MONTH && phrase->day && !phrase->month) {
		rt_phrase_set_month(&rest, first.month);
		rest.year = first.year;
		rest.year_digits = 4;
	} else if (phrase->shift_unit == RT_UNIT_WEEK && phrase->weekday && !phrase->month) {
		rt_edtf_day(value, frame.first + phrase->weekday - 1);
		return true;
	} else {
		return false;
	}
	return rt_date_resolve(&rest, ref, value);
}

static bool counted(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	struct rt_date_phrase rest = *phrase;
	struct rt_date_value anchor;
	rest.length_count = 0;
	rest.direction = 0;
	rest.whole = RT_UNIT_NONE;
	if (!rest.day && !rest.month && !*rest.relative)
		rest.weekday = rest.has_shift ? rest.weekday : 0;
	if (isupper((unsigned char)rest.relative[0]))
		*rest.relative = '\0';
	if (rest.has_shift && !rest.weekday && !rest.month)
		rest.has_shift = false;
	if (rt_date_phrase_tells(&rest)) {
		if (!rt_date_resolve(&rest, ref, &anchor))
			return false;
		if (!anchor.days) {
			rt_edtf_text(value, "XXXX-XX-XX");
			return true;
		}
		return rt_date_count(phrase, ref, &anchor, value);
	}
	if (!ref->known) {
		rt_edtf_text(value, "XXXX-XX-XX");
		return true;
	}
	return rt_date_count(phrase, ref, NULL, value);
}

/* ---- parts of a year ------------------------------------------------------------------------ */

static bool part_of_year(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	int year = year_of(phrase, ref);
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
	if (phrase->quarter)
		rt_edtf_quarter(value, year, phrase->quarter);
	else if (phrase->half)
		rt_edtf_half(value, year, phrase->half);
	else
		rt_edtf_season(value, year, phrase->season);
	return true;
}

static bool holiday(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	long day, best = 0;
	int year = year_of(phrase, ref);
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

/* ---- the questions -------------------------------------------------------------------------- */

static bool needs_ref(const struct rt_date_phrase *phrase)
{
	return (phrase->has_shift && (!phrase->month || !phrase->day)) ||
	       (*phrase->relative && !isupper((unsigned char)*phrase->relative)) || phrase->whole ||
	       (phrase->weekday && !phrase->day);
}

static bool by_frame(const struct rt_date_phrase *phrase)
{
	if (!phrase->has_shift || !phrase->shift_unit)
		return false;
	return phrase->shift_unit == RT_UNIT_YEAR
		       ? phrase->month || phrase->quarter || phrase->half || *phrase->season ||
				 *phrase->holiday
	       : phrase->shift_unit == RT_UNIT_MONTH
		       ? phrase->day != 0 && !phrase->month
		       : phrase->shift_unit == RT_UNIT_WEEK && phrase->weekday && !phrase->month;
}

static bool resolve_relative(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	if (by_frame(phrase))
		return framed(phrase, ref, value);
	if (*phrase->relative)
		return relative(phrase, ref, value);
	if (phrase->has_shift && !*phrase->holiday)
		return rt_date_shifted(phrase, ref, value);
	return false;
}

bool rt_date_resolve(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	memset(value, 0, sizeof *value);
	bool full = phrase->month && phrase->day;
	if (phrase->conflict)
		return false;
	if (phrase->length_count && phrase->direction)
		return counted(phrase, ref, value);
	if (phrase->whole && phrase->direction && !full) { /* "a week ago" without its "a" */
		struct rt_date_phrase one = *phrase;
		one.lengths[one.length_count++] = (struct rt_date_length){1, phrase->whole};
		return counted(&one, ref, value);
	}
	if (phrase->nth && !full)
		return nth_of(phrase, ref, value);
	if (!ref->known && needs_ref(phrase) && !full && phrase->year == RT_NO_YEAR) {
		rt_edtf_text(value, "XXXX-XX-XX");
		return true;
	}
	if (phrase->week) {
		int year = year_of(phrase, ref);
		if (by_frame(phrase) || (phrase->has_shift && phrase->shift_unit == RT_UNIT_YEAR))
			year = ref_year(ref) + phrase->shift;
		if (year != RT_NO_YEAR)
			rt_edtf_week(value, rt_iso_week_start(year, phrase->week));
		return year != RT_NO_YEAR;
	}
	bool told = full && phrase->year != RT_NO_YEAR;
	if (!told && (by_frame(phrase) || *phrase->relative || (phrase->has_shift && !full)) &&
		!(*phrase->holiday && !by_frame(phrase)))
		return resolve_relative(phrase, ref, value);
	if (*phrase->holiday)
		return holiday(phrase, ref, value);
	if (phrase->length_count)
		return false;
	if (phrase->quarter || phrase->half || phrase->century || *phrase->season)
		return part_of_year(phrase, ref, value);
	if (phrase->month || phrase->day || phrase->year != RT_NO_YEAR)
		return absolute(phrase, ref, value);
	if (phrase->weekday) {
		rt_edtf_day(value, rt_date_weekday_leaning(phrase->weekday, ref));
		return true;
	}
	return phrase->whole && rt_date_unit_away(phrase->whole, 0, ref->day, value);
}
