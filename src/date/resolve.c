/*
 * Slots to a value.
 *
 * Each question is asked in turn, from the phrase that says most to the one that says least: a
 * length counted from somewhere, the third Monday of a month, Monday of next week, a date with
 * what is missing filled in from the document's date. What no document's date fills in stays open
 * (XXXX-05-14), and nothing is guessed from the clock of the machine.
 */
#include "date/edtf.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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
	if (*phrase->season && !strncmp(phrase->relative, "year", 4)) /* 今年夏天 */
		rt_edtf_season(value, rt_day_from_number(value->first).year, phrase->season);
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

/* "the 27th of next week" */
static bool day_of_week(long monday, int day, struct rt_date_value *value)
{
	for (long at = monday; at < monday + 7; at++)
		if (rt_day_from_number(at).day == day) {
			rt_edtf_day(value, at);
			return true;
		}
	return false;
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
	} else if (phrase->shift_unit == RT_UNIT_WEEK && phrase->day > 7 && !phrase->month) {
		return day_of_week(frame.first, phrase->day, value);
	} else {
		return false;
	}
	return rt_date_resolve(&rest, ref, value);
}

/* "the year-ago third quarter": a part of a year, so many years away. */
static bool part_years_away(const struct rt_date_phrase *phrase, struct rt_date_phrase rest,
	const struct rt_date_value *anchor, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	if (phrase->length_count != 1 || phrase->lengths[0].unit != RT_UNIT_YEAR || !anchor->days ||
		!(rest.quarter || rest.half || *rest.season))
		return false;
	int years = phrase->lengths[0].count * (phrase->direction < 0 ? -1 : 1);
	rest.year = rt_day_from_number(anchor->first).year + years;
	rest.year_digits = 4;
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
		rest.weekday = rest.has_shift || rest.from_weekday ? rest.weekday : 0;
	if (isupper((unsigned char)rest.relative[0]))
		*rest.relative = '\0';
	if (rest.has_shift && !rest.weekday && !rest.month)
		rest.has_shift = false;
	if (rt_date_phrase_tells(&rest)) {
		if (!rt_date_resolve(&rest, ref, &anchor))
			return false;
		if (part_years_away(phrase, rest, &anchor, ref, value))
			return true;
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
		       : phrase->shift_unit == RT_UNIT_WEEK && (phrase->weekday || phrase->day > 7) &&
				 !phrase->month;
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

#define SUNDAY 7
#define LATE_WEEKDAY 4
#define EARLY_PART 3 /* of a month, quarter or year: its first third */

/* "At quarter-end it was": told early in a quarter, of the one before. */
static bool is_end_before(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref)
{
	struct rt_date_value unit;
	return !strcmp(phrase->phase, "end") && phrase->whole >= RT_UNIT_MONTH &&
	       rt_date_is_led_by(ref, "at") &&
	       rt_date_unit_away(phrase->whole, 0, ref->day, &unit) && unit.days &&
	       ref->day < unit.first + (unit.last - unit.first) / EARLY_PART &&
	       rt_date_ref_is_english(ref) && rt_date_lean(ref) < 0;
}

/* "early in the week", but not "earlier". */
static bool is_early(const struct rt_value_input *input)
{
	static const char early[] = "early ";
	return input && input->len >= sizeof early &&
	       !strncasecmp(input->text, early, sizeof early - 1);
}

/* "the week", "the weekend", "year-end": the document's own, or the one beside it. */
static int units_away(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref)
{
	if (phrase->whole == RT_UNIT_WEEKEND)
		return rt_date_weekend_of(ref);
	if (phrase->whole == RT_UNIT_WEEK) {
		/* on a Sunday the week to come, from Thursday on its beginning */
		bool start = !strcmp(phrase->phase, "start") && is_early(ref->around);
		int last = start ? LATE_WEEKDAY : SUNDAY;
		return rt_weekday(ref->day) >= last && rt_date_ref_is_english(ref) &&
		       rt_date_lean(ref) > 0;
	}
	return is_end_before(phrase, ref) ? -1 : 0;
}

/* "the following day, Tuesday": two dates, and none of them a frame of the other. */
static bool is_day_and_weekday(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref)
{
	return rt_date_ref_is_english(ref) && phrase->has_shift && phrase->weekday &&
	       phrase->shift_unit == RT_UNIT_DAY && !phrase->length_count;
}

bool rt_date_resolve(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	memset(value, 0, sizeof *value);
	bool full = phrase->month && phrase->day;
	if (phrase->conflict || is_day_and_weekday(phrase, ref))
		return false;
	if (phrase->length_count && phrase->direction)
		return counted(phrase, ref, value);
	if (phrase->whole && phrase->direction && !full) { /* "a week ago" without its "a" */
		struct rt_date_phrase one = *phrase;
		one.lengths[one.length_count++] = (struct rt_date_length){1, phrase->whole};
		return counted(&one, ref, value);
	}
	if (phrase->nth && !full)
		return rt_date_nth_of(phrase, ref, value);
	if (!ref->known && needs_ref(phrase) && !full && phrase->year == RT_NO_YEAR) {
		rt_edtf_text(value, "XXXX-XX-XX");
		return true;
	}
	if (!ref->known && full && by_frame(phrase)) { /* June 30 of this year */
		rt_edtf_open(value, phrase->month, phrase->day);
		return true;
	}
	if (phrase->week) {
		int year = rt_date_year_of(phrase, ref);
		if (by_frame(phrase) || (phrase->has_shift && phrase->shift_unit == RT_UNIT_YEAR))
			year = rt_day_from_number(ref->day).year + phrase->shift;
		if (year != RT_NO_YEAR)
			rt_edtf_week(value, rt_iso_week_start(year, phrase->week));
		return year != RT_NO_YEAR;
	}
	bool told = full && phrase->year != RT_NO_YEAR;
	if (!told && (by_frame(phrase) || *phrase->relative || (phrase->has_shift && !full)) &&
		!(*phrase->holiday && !by_frame(phrase)))
		return resolve_relative(phrase, ref, value);
	if (*phrase->holiday)
		return rt_date_feast(phrase, ref, value);
	if (phrase->length_count)
		return false;
	if (phrase->quarter || phrase->half || phrase->century || *phrase->season)
		return rt_date_part_of_year(phrase, ref, value);
	if (phrase->month || phrase->day || phrase->year != RT_NO_YEAR)
		return rt_date_absolute(phrase, ref, value);
	if (phrase->weekday) {
		rt_edtf_day(value, rt_date_weekday_leaning(phrase->weekday, ref));
		return true;
	}
	return phrase->whole &&
	       rt_date_unit_away(phrase->whole, units_away(phrase, ref), ref->day, value);
}
