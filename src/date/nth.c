/* The n-th of something: the third Monday of May, the last week of 2021, the first ten days of a
 * year. */
#include "date/edtf.h"

#define MIDDLE_OF_MONTH 15

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

#define LONGEST_PART 184 /* days of half a year */

/* "They wrote during the last quarter of 2001", in May of that year: the one before now. */
static bool is_gone_before(const struct rt_date_ref *ref, const struct rt_date_value *frame)
{
	return ref->known && ref->day >= frame->first && ref->day < frame->last - LONGEST_PART / 2 &&
	       rt_date_lean(ref) < 0;
}

bool rt_date_nth_of(const struct rt_date_phrase *phrase, const struct rt_date_ref *ref,
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
		if (phrase->month && phrase->nth_unit == RT_UNIT_HALF) {
			long middle = frame.first + MIDDLE_OF_MONTH;
			rt_edtf_span(value, n == 1 ? frame.first : middle,
				n == 1 ? middle - 1 : frame.last);
			return true;
		}
		if (n > 0)
			return false;
		if (is_gone_before(ref, &frame))
			return rt_date_unit_away(phrase->nth_unit, -1, ref->day, value);
		return rt_date_unit_away(phrase->nth_unit, 0, frame.last, value);
	default:
		return false;
	}
}
