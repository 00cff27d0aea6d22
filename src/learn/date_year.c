#include "learn/date_year.h"

#include "date/calendar.h"
#include "learn/date_anchor.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define YEAR_WITHIN 250	 /* bytes between the two */
#define LIST_WITHIN 40	 /* between two days of a list */
#define YEARS_OFF 3	 /* from the year that was taken */
#define UNSET_CLOCK 1970 /* "Jan 1 1970 … Jan 01 00:00:13" in a log */

struct told {
	int year, month, day; /* day 0: a month */
	int last_year, last_month;
};

/* The longest run of digits of a surface, and how many runs. */
static int longest_number(const char *text, size_t len, int *count_r)
{
	int longest = 0, run = 0;
	*count_r = 0;
	for (size_t i = 0; i < len; i++) {
		run = isdigit((unsigned char)text[i]) ? run + 1 : 0;
		*count_r += run == 1;
		longest = run > longest ? run : longest;
	}
	return longest;
}

static bool read_told(const char *value, struct told *told)
{
	*told = (struct told){0};
	const char *slash = strchr(value, '/');
	int day;
	if (rt_day_read(value, &told->year, &told->month, &told->day) < 2 ||
		told->month < 1 || told->month > 12)
		return false;
	told->last_year = told->year;
	told->last_month = told->month;
	return !slash || (rt_day_read(slash + 1, &told->last_year, &told->last_month, &day) > 1 && !told->day);
}

static const char *surface_of(const struct rt_document *document, const struct rt_mention *mention)
{
	return document->text + mention->range.start;
}

static size_t len_of(const struct rt_mention *mention)
{
	return mention->range.end - mention->range.start;
}

/* A month's name and at most a day: the year was guessed. */
static bool lacks_year(
	const struct rt_document *document, const struct rt_mention *mention, struct told *told)
{
	const char *value = rt_date_value_text(document, mention);
	const char *surface = surface_of(document, mention);
	size_t len = len_of(mention), letters = 0;
	int count, longest = longest_number(surface, len, &count);
	for (size_t i = 0; i < len; i++)
		letters += isalpha((unsigned char)surface[i]) != 0;
	return letters > 2 && longest <= 2 && count <= 1 && !memchr(surface, '\'', len) &&
	       !strchr(value, '/') && isdigit((unsigned char)*value) && read_told(value, told) &&
	       (told->day != 0) == (count == 1);
}

/* "the week of June 15, 2003": its Monday. */
static bool read_week(const char *value, struct told *told)
{
	int year, week;
	if (sscanf(value, "%4d-W%2d", &year, &week) != 2 || week < 1)
		return false;
	struct rt_day monday = rt_day_from_number(rt_iso_week_start(year, week));
	*told = (struct told){monday.year, monday.month, monday.day, monday.year, monday.month};
	return true;
}

static bool names_year(
	const struct rt_document *document, const struct rt_mention *mention, struct told *told)
{
	int count;
	const char *value = rt_date_value_text(document, mention);
	return longest_number(surface_of(document, mention), len_of(mention), &count) == 4 &&
	       (read_told(value, told) || read_week(value, told));
}

/* The weekday that a surface begins with, 1 to 7, or 0. */
static int weekday_in(const struct rt_document *document, const struct rt_mention *mention)
{
	size_t len = len_of(mention);
	return len > 3 ? rt_weekday_named(surface_of(document, mention), len) : 0;
}

static bool has_weekday(int weekday, int year, int month, int day)
{
	return rt_day_exists(year, month, day) &&
	       rt_weekday(rt_day_number(year, month, day)) == weekday;
}

/* The year that the other one gives, or 0. */
static int year_by(const struct told *lone, const struct told *other, int weekday)
{
	int months = lone->month - other->month;
	if (other->day && weekday && lone->day && !months &&
		has_weekday(weekday, other->year, lone->month, lone->day) &&
		!has_weekday(weekday, lone->year, lone->month, lone->day))
		return other->year; /* "June 15, 2003 … Monday, June 16" */
	if (other->day)
		return !weekday && lone->day == other->day && !months ? other->year : 0;
	if (other->year == other->last_year && other->month == other->last_month)
		return 0; /* "the August 1988 treaty … on Aug. 2" */
	if (other->year == other->last_year)
		return lone->month >= other->month && lone->month <= other->last_month ? other->year
										       : 0;
	return months >= 0 ? other->year : lone->month <= other->last_month ? other->last_year : 0;
}

static const char *with_year(const struct rt_document *document, const struct told *lone, int year)
{
	if (!lone->day)
		return rt_arena_printf(document->arena, "%04d-%02d", year, lone->month);
	return rt_day_exists(year, lone->month, lone->day)
		       ? rt_arena_printf(
				 document->arena, "%04d-%02d-%02d", year, lone->month, lone->day)
		       : NULL;
}

/* The last one before it that gives a year. */
static int year_before(const struct rt_document *document, const struct rt_mentions *mentions,
	size_t index, const struct told *lone)
{
	const struct rt_mention *mention = &mentions->items[index];
	int weekday = weekday_in(document, mention);
	for (size_t i = index; i-- > 0;) {
		const struct rt_mention *other = &mentions->items[i];
		struct told told;
		if (other->paragraph != mention->paragraph ||
			other->range.end + YEAR_WITHIN < mention->range.start)
			return 0;
		if (other->range.end > mention->range.start || !rt_mention_is(other, "date") ||
			!names_year(document, other, &told))
			continue;
		int year = year_by(lone, &told, weekday);
		if (year)
			return year;
	}
	return 0;
}

/* "January 16, May 1, July 24", written in December: the days of a list run on. */
static int year_of_list(const struct rt_document *document, const struct rt_mentions *mentions,
	size_t index, const struct told *lone)
{
	const struct rt_mention *mention = &mentions->items[index];
	const struct rt_mention *before = index ? mention - 1 : NULL;
	struct told told;
	if (!before || !rt_mention_is(before, "date") || before->paragraph != mention->paragraph ||
		before->range.end > mention->range.start ||
		mention->range.start - before->range.end > LIST_WITHIN || !lone->day ||
		!lacks_year(document, before, &told) || !told.day)
		return 0;
	for (uint32_t at = before->range.end; at < mention->range.start; at++)
		if (strchr(".!?:", document->text[at]))
			return 0;
	bool on = lone->month > told.month || (lone->month == told.month && lone->day > told.day);
	return on && lone->year < told.year ? told.year : 0;
}

void rt_date_year_settle(const struct rt_document *document, struct rt_mentions *mentions)
{
	for (size_t i = 0; i < mentions->count; i++) {
		struct rt_mention *mention = &mentions->items[i];
		struct told lone;
		if (!rt_mention_is(mention, "date") || !lacks_year(document, mention, &lone))
			continue;
		int year = year_before(document, mentions, i, &lone);
		if (!year)
			year = year_of_list(document, mentions, i, &lone);
		bool near = year > lone.year - YEARS_OFF && year < lone.year + YEARS_OFF;
		bool other = year && year != lone.year && (near || year == UNSET_CLOCK);
		const char *value = other ? with_year(document, &lone, year) : NULL;
		if (value)
			mention->value = value;
	}
}
