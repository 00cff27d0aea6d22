/*
 * The two ends of a span, each read by itself: what one leaves out, the other tells, the right one
 * follows the left, and both are printed to the same precision.
 */
#include "date/span.h"

#include <stdio.h>
#include <string.h>

bool rt_date_only_number(const struct rt_date_phrase *phrase)
{
	struct rt_date_phrase rest = *phrase;
	rest.day = 0;
	return phrase->day && !rt_date_phrase_tells(&rest);
}

/* ---- sharing -------------------------------------------------------------------------------- */

static void share_month(struct rt_date_phrase *left, struct rt_date_phrase *right)
{
	if (left->day && !left->month && right->month && !*left->relative) {
		left->month = right->month;
		left->calendar = right->calendar;
		if (right->day && left->day > right->day)
			left->month = right->month == 1 ? 12 : right->month - 1;
	} else if (right->day && !right->month && left->month && !*right->relative) {
		right->month = left->month;
		right->calendar = left->calendar;
		if (left->day && right->day < left->day)
			right->month = left->month == 12 ? 1 : left->month + 1;
	}
}

/* "from 4 to 23 in next month", "Tuesday to Thursday of next week": both are of one month or week. */
static void share_shift(struct rt_date_phrase *left, const struct rt_date_phrase *right)
{
	bool month = rt_date_only_number(left) && right->day && !right->month &&
		     right->shift_unit == RT_UNIT_MONTH;
	bool week = left->weekday && !left->day && !left->has_shift && !*left->relative &&
		    right->weekday && !right->day && right->shift_unit == RT_UNIT_WEEK;
	if (!month && !week)
		return;
	left->has_shift = right->has_shift;
	left->shift = right->shift;
	left->shift_unit = right->shift_unit;
}

static int order_of(const struct rt_date_phrase *phrase)
{
	return phrase->month * 40 + phrase->day;
}

static void share_year(struct rt_date_phrase *left, struct rt_date_phrase *right)
{
	bool dated_left = left->month || left->quarter || *left->season || left->half;
	bool dated_right = right->month || right->quarter || *right->season || right->half;
	if (!dated_left || !dated_right)
		return;
	bool wraps = order_of(left) > order_of(right);
	if (left->year == RT_NO_YEAR && right->year != RT_NO_YEAR && !left->has_shift) {
		left->year = right->year - wraps;
		left->year_digits = right->year_digits;
	} else if (right->year == RT_NO_YEAR && left->year != RT_NO_YEAR && !right->has_shift) {
		right->year = left->year + wraps;
		right->year_digits = left->year_digits;
	}
}

static bool is_weekday_alone(const struct rt_date_phrase *phrase)
{
	return phrase->weekday && !phrase->day && !phrase->has_shift;
}

/* The right side's first day at or after the left one; "from Saturday to Saturday" is a week. */
static void follow(const struct rt_date_phrase *right, const struct rt_date_value *left,
	struct rt_date_value *value)
{
	bool week = is_weekday_alone(right) && value->first == left->first;
	if (!left->days || !value->days || (value->first >= left->first && !week))
		return;
	struct rt_day day = rt_day_from_number(value->first);
	if (right->year != RT_NO_YEAR)
		return;
	if (right->month && right->day && rt_day_exists(day.year + 1, day.month, day.day))
		rt_edtf_day(value, rt_day_number(day.year + 1, day.month, day.day));
	else if (right->month)
		rt_edtf_month(value, day.year + 1, day.month);
	else if (right->weekday && !right->day)
		rt_edtf_day(value, value->first + (week ? 7 : (left->first - value->first + 6) / 7 * 7));
}

static bool is_month_alone(const struct rt_date_phrase *phrase)
{
	return phrase->month && !phrase->day && phrase->year == RT_NO_YEAR && !phrase->has_shift &&
	       phrase->calendar == RT_CALENDAR_GREGORIAN && !*phrase->relative;
}

static long distance(long a, long b)
{
	return a < b ? b - a : a - b;
}

/* "the December to March period" in June is the one that is over: the span nearest to now by its middle. */
static void settle_months(const struct rt_date_phrase *left, const struct rt_date_phrase *right,
	const struct rt_date_ref *ref, struct rt_date_value *first, struct rt_date_value *last)
{
	if (!is_month_alone(left) || !is_month_alone(right) || !ref->known || !first->days ||
		!last->days || strlen(first->text) != 7 || strlen(last->text) != 7 || rt_date_lean(ref))
		return;
	long middle = (first->first + last->last) / 2;
	int year = middle > ref->day ? -1 : 1;
	if (distance(middle + year * 365L, ref->day) >= distance(middle, ref->day))
		return;
	struct rt_day from = rt_day_from_number(first->first), to = rt_day_from_number(last->first);
	rt_edtf_month(first, from.year + year, from.month);
	rt_edtf_month(last, to.year + year, to.month);
}

/* "from March to date": the left side's last one before today. */
static void precede(const struct rt_date_phrase *left, const struct rt_date_ref *ref,
	struct rt_date_value *value, const struct rt_date_value *right)
{
	if (!value->days || !right->days || !ref->known || right->last != ref->day ||
		value->first <= right->last || left->year != RT_NO_YEAR || left->has_shift ||
		!left->month)
		return;
	struct rt_day day = rt_day_from_number(value->first);
	if (!left->day)
		rt_edtf_month(value, day.year - 1, day.month);
	else if (rt_day_exists(day.year - 1, day.month, day.day))
		rt_edtf_day(value, rt_day_number(day.year - 1, day.month, day.day));
}

/* "from March to now" ends on the document's day. */
static void settle_now(const struct rt_date_ref *ref, struct rt_date_value *value)
{
	if (!strcmp(value->text, "PRESENT_REF") && ref->known)
		rt_edtf_day(value, ref->day);
}

static bool is_day(const char *text)
{
	return strlen(text) >= 10 && text[7] == '-';
}

/* A year or a month, all of it. */
static bool is_coarse(const struct rt_date_value *value, const struct rt_date_phrase *phrase)
{
	return strlen(value->text) <= 7 &&
	       strspn(value->text, "0123456789-") == strlen(value->text) && !*phrase->phase &&
	       !phrase->approximate;
}

/* "between Jan 2019 and today", "2014 through May 2nd 2018": where one end is told to the day, the
 * other is the first or last day of its month or year. */
static void level(const struct rt_date_phrase *left, const struct rt_date_phrase *right,
	struct rt_date_value *first, struct rt_date_value *last)
{
	if (!first->days || !last->days)
		return;
	if (is_coarse(first, left) && is_day(last->text))
		rt_edtf_day(first, first->first);
	else if (is_coarse(last, right) && is_day(first->text))
		rt_edtf_day(last, last->last);
}

static void add_clock(struct rt_date_value *value, const struct rt_date_phrase *phrase)
{
	size_t len = strlen(value->text);
	snprintf(value->text + len, sizeof value->text - len, "T%02d:%02d", phrase->hour % 24,
		phrase->minute > 0 ? phrase->minute % 60 : 0);
}

static bool join(const struct rt_date_value *left, const struct rt_date_value *right,
	struct rt_date_value *value)
{
	if (strchr(left->text, '/') || strchr(right->text, '/') ||
		strlen(left->text) + strlen(right->text) + 2 > sizeof value->text)
		return false;
	if (!strcmp(left->text, right->text) && strstr(left->text, "_REF")) {
		*value = *left; /* "जल्द से जल्द": as soon as possible */
		return true;
	}
	struct rt_date_value both = {
		.days = left->days && right->days, .first = left->first, .last = right->last};
	strcpy(both.text, left->text);
	strcat(both.text, "/");
	strcat(both.text, right->text);
	*value = both;
	return !both.days || left->first <= right->last;
}

bool rt_date_ends_resolve(struct rt_date_phrase *left, struct rt_date_phrase *right,
	const struct rt_date_ref *ref, struct rt_date_value *value)
{
	struct rt_date_value first, last;
	share_shift(left, right);
	share_month(left, right);
	share_year(left, right);
	if (right->weekday && right->has_shift && right->shift == 0 && left->weekday)
		right->has_shift = false;
	if (right->weekday && !right->has_shift && left->has_shift && !left->shift_unit)
		right->has_shift = true;
	if (!rt_date_resolve(left, ref, &first) || !rt_date_resolve(right, ref, &last))
		return false;
	settle_now(ref, &first);
	settle_now(ref, &last);
	follow(right, &first, &last);
	settle_months(left, right, ref, &first, &last);
	precede(left, ref, &first, &last);
	level(left, right, &first, &last);
	if (is_day(first.text) && is_day(last.text) && left->hour >= 0 && right->hour >= 0) {
		add_clock(&first, left);
		add_clock(&last, right);
	}
	return join(&first, &last, value);
}

void rt_date_ends_clock(const struct rt_date_phrase *left, const struct rt_date_phrase *right,
	struct rt_date_value *value)
{
	struct rt_date_value first = *value, last = *value;
	if (strchr(value->text, '/') || !is_day(value->text))
		return;
	add_clock(&first, left);
	add_clock(&last, right);
	join(&first, &last, value);
}
