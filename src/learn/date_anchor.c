#include "learn/date_anchor.h"

#include "date/calendar.h"
#include "doc/plain.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HALF_MONTH 15
#define NEAR_WITHIN 120 /* bytes between "June 7" and "the 9th", "July 9" and "the following Tuesday" */

const char *rt_date_value_text(const struct rt_document *document, const struct rt_mention *mention)
{
	if (mention->value)
		return mention->value;
	return rt_arena_strndup(document->arena, document->text + mention->range.start,
		mention->range.end - mention->range.start);
}

const char *rt_date_day_text(struct rt_arena *arena, long number)
{
	struct rt_day day = rt_day_from_number(number);
	return rt_arena_printf(arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}

/* What stands behind "counted\t", as "+6 month"; NULL where nothing does. */
static const char *counted(const struct rt_mention *mention)
{
	const char *line = rt_mention_attribute(mention, "counted\t");
	return line ? line + strlen("counted\t") : NULL;
}

/* The last day of a value, as far as it is told: how many of year, month and day there are. */
static int told_to(const char *value, struct rt_day *day)
{
	const char *end = strchr(value, '/');
	int year, month, date;
	value = end ? end + 1 : value;
	int count = rt_day_read(value, &year, &month, &date);
	if (count < 1 || strspn(value, "0123456789") != 4 || (value[4] && value[4] != '-'))
		return 0;
	if (value[4] == '-' && (value[5] < '0' || value[5] > '9'))
		count = 1; /* 2019-W20, 2019-XX */
	*day = (struct rt_day){year, count > 1 ? month : 1, count > 2 ? date : 1};
	return count;
}

/* "out on Monday, July 9.", and the next line of the letter: "What about the following Tuesday?" */
static bool is_near(
	const struct rt_mention *before, const struct rt_mention *mention, const char *step)
{
	return before->paragraph == mention->paragraph ||
	       (strstr(step, " weekday ") &&
		       mention->range.start - before->range.end <= NEAR_WITHIN);
}

/* The last date before it that tells a day, month or year. */
static const struct rt_mention *anchor_of(const struct rt_document *document,
	const struct rt_mentions *mentions, size_t index, const char *step)
{
	const struct rt_mention *mention = &mentions->items[index];
	for (size_t i = index; i-- > 0;) {
		const struct rt_mention *before = &mentions->items[i];
		struct rt_day day;
		if (!is_near(before, mention, step))
			return NULL;
		if (rt_mention_is(before, "date") &&
			told_to(rt_date_value_text(document, before), &day))
			return before;
	}
	return NULL;
}

/* "+1 week", "-1 weekend" */
static const char *count_weeks(
	const struct rt_document *document, long from, int count, bool weekend)
{
	int year, week;
	rt_iso_week(from + 7L * count, &year, &week);
	return rt_arena_printf(document->arena, "%04d-W%02d%s", year, week, weekend ? "-WE" : "");
}

/* "February 6 (delivery on the 7th)": the month of a day that was told just before in figures. */
static const char *day_of_month(const struct rt_document *document, const struct rt_mention *anchor,
	const struct rt_mention *mention, int date)
{
	struct rt_day day = {0, 1, 1};
	int told = told_to(rt_date_value_text(document, anchor), &day);
	bool figures = false;
	for (uint32_t at = anchor->range.start; at < anchor->range.end && !figures; at++)
		figures = isdigit((unsigned char)document->text[at]);
	if (told < 2 || !figures || mention->range.start - anchor->range.end > NEAR_WITHIN)
		return NULL;
	bool behind = told == 3 && date + HALF_MONTH < day.day; /* the 2nd behind May 28 */
	struct rt_day there = rt_day_plus_months((struct rt_day){day.year, day.month, 1}, behind);
	if (!rt_day_exists(there.year, there.month, date))
		return NULL;
	return rt_arena_printf(document->arena, "%04d-%02d-%02d", there.year, there.month, date);
}

/* "the following Tuesday": the days to the first one behind that day, or back to the last before it. */
static int days_to_weekday(long from, int direction, int weekday)
{
	int from_weekday = rt_weekday(from);
	return direction > 0 ? 1 + (weekday - from_weekday + 6) % 7
			     : -1 - (from_weekday - weekday + 6) % 7;
}

static const char *count_from(const struct rt_document *document, const struct rt_mention *anchor,
	const struct rt_mention *mention, const char *step)
{
	struct rt_day day = {0, 1, 1};
	int told = told_to(rt_date_value_text(document, anchor), &day), count = atoi(step);
	const char *unit = strchr(step, ' ');
	long from = rt_day_number(day.year, day.month, day.day);
	if (unit && !strncmp(unit, " of", 3))
		return day_of_month(document, anchor, mention, count);
	if (unit && !strncmp(unit, " weekday ", 9))
		return told == 3 ? rt_date_day_text(document->arena,
					   from + days_to_weekday(from, count, atoi(unit + 9)))
				 : NULL;
	if (unit && !strncmp(unit, " week", 5))
		return told == 3 ? count_weeks(document, from, count, unit[5] == 'e') : NULL;
	if (unit && !strncmp(unit, " year", 5) && told)
		return rt_arena_printf(document->arena, "%04d", day.year + count);
	if (unit && !strncmp(unit, " month", 6) && told >= 2) {
		struct rt_day there =
			rt_day_plus_months((struct rt_day){day.year, day.month, 1}, count);
		return rt_arena_printf(document->arena, "%04d-%02d", there.year, there.month);
	}
	if (unit && !strncmp(unit, " day", 4) && told == 3)
		return rt_date_day_text(document->arena, from + count);
	return "XXXX-XX-XX";
}

/* A tale that looks back does not end behind the day on which it was written. */
static bool runs_ahead(
	const struct rt_document *document, const struct rt_mention *mention, const char *value)
{
	const struct rt_segment *segment = rt_document_segment_at(document, mention->range.start);
	const char *ref = rt_document_date_of(
		document, segment ? segment->message : 0, rt_document_date(document));
	bool back = mention->value && !strncmp(mention->value, "XXXX", 4);
	char week[16];
	int year, number;
	if (!back || !ref || *value == 'X')
		return false;
	if (rt_week_read(value, &year, &number)) {
		struct rt_day first = rt_day_from_number(rt_iso_week_start(year, number));
		snprintf(week, sizeof week, "%04d-%02d-%02d", first.year % 10000, first.month % 100,
			first.day % 100);
		value = week;
	}
	return strncmp(value, ref, strlen(value)) > 0;
}

void rt_date_anchor_count(const struct rt_document *document, struct rt_mentions *mentions)
{
	for (size_t i = 0; i < mentions->count; i++) {
		struct rt_mention *mention = &mentions->items[i];
		const char *step = rt_mention_is(mention, "date") ? counted(mention) : NULL;
		const struct rt_mention *anchor = step ? anchor_of(document, mentions, i, step) : NULL;
		const char *value = anchor ? count_from(document, anchor, mention, step) : NULL;
		bool ahead = value && runs_ahead(document, mention, value) &&
			     !runs_ahead(document, mention, rt_date_value_text(document, anchor));
		if (value && !ahead)
			mention->value = value;
	}
}
