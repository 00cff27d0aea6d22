#include "learn/date_weekday.h"

#include "date/calendar.h"
#include "doc/plain.h"
#include "learn/date_anchor.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SAME_WITHIN 500	    /* bytes between a weekday and the same one with its day */
#define NUMBER_WITHIN 25    /* the same, where the day is told without it */
#define WEEK_WITHIN 120	    /* between "next week" and a weekday in it */
#define HEADING_WITHIN 1200 /* between a line of a programme and its heading */
#define FAR_WITHIN 400	    /* between a weekday and the day that the text is about */
#define BESIDE_WITHIN 40    /* between a weekday and the span behind it */
#define NEXT_WITHIN 30	    /* and between two weekdays that follow each other */
#define LIST_WITHIN 300	    /* between two points of a list */
#define MOST_AWAY 183	    /* days */
#define MONTH 31
#define WEEK 7

/* A weekday to settle. */
struct lone {
	const struct rt_document *document;
	const struct rt_mentions *mentions;
	size_t index;
	const struct rt_mention *mention;
	int32_t message;
	int weekday;
	int lean; /* 1 ahead, -1 gone, 0 open */
	long day; /* as the sentence alone tells it */
	long ref;
};

/* The days of another date. */
struct days {
	long first, last;
};

static bool day_at(const char *value, long *day_r)
{
	int year, month, day;
	if (sscanf(value, "%4d-%2d-%2d", &year, &month, &day) != 3 ||
		!rt_day_exists(year, month, day))
		return false;
	*day_r = rt_day_number(year, month, day);
	return true;
}

/* A day, a span of days or a week. */
static bool days_of(
	const struct rt_document *document, const struct rt_mention *mention, struct days *days)
{
	int year, week;
	if (!rt_mention_is(mention, "date"))
		return false;
	const char *value = rt_date_value_text(document, mention), *slash = strchr(value, '/');
	if (!slash && sscanf(value, "%4d-W%2d", &year, &week) == 2) {
		days->first = rt_iso_week_start(year, week);
		days->last = days->first + WEEK - 1;
		return true;
	}
	if (!day_at(value, &days->first))
		return false;
	days->last = days->first;
	return !slash || (day_at(slash + 1, &days->last) && days->last >= days->first);
}

static int32_t message_at(const struct rt_document *document, uint32_t place)
{
	const struct rt_segment *segment = rt_document_segment_at(document, place);
	return segment && segment->kind != RT_SEGMENT_HEADER ? segment->message : -1;
}

/* The first such weekday from a day on. */
static long weekday_from(long day, int weekday)
{
	return day + (weekday - rt_weekday(day) + WEEK) % WEEK;
}

static bool is_lone(const struct rt_mention *mention)
{
	return rt_mention_attribute(mention, "lean\t") != NULL;
}

/* ---- what stands where ---------------------------------------------------------------------- */

static bool is_mark(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '>' || byte == '*' || byte == '-' ||
	       byte == '?' || byte == ',' || byte == ':' || byte == '.' || byte == '(' ||
	       byte == ')' || byte == '_' || byte == '=' || byte == '\r';
}

static bool begins_line(const struct rt_document *document, const struct rt_mention *mention)
{
	uint32_t at = mention->range.start;
	while (at && is_mark(document->text[at - 1]))
		at--;
	return !at || document->text[at - 1] == '\n';
}

static bool ends_line(const struct rt_document *document, const struct rt_mention *mention)
{
	uint32_t at = mention->range.end;
	while (at < document->len && is_mark(document->text[at]))
		at++;
	return at >= document->len || document->text[at] == '\n';
}

/* Letters of the same day's name begin the one and stand in the other. */
static bool names_weekday(const struct lone *lone, const struct rt_mention *other)
{
	const char *name = lone->document->text + lone->mention->range.start;
	for (uint32_t at = other->range.start; at + 3 <= other->range.end; at++)
		if (!strncasecmp(lone->document->text + at, name, 3))
			return true;
	return false;
}

static bool has_digit(const struct lone *lone, const struct rt_mention *other)
{
	for (uint32_t at = other->range.start; at < other->range.end; at++)
		if (isdigit((unsigned char)lone->document->text[at]))
			return true;
	return false;
}

/* "Sunday, February 10th" */
static bool names_any_weekday(const struct lone *lone, const struct rt_mention *other)
{
	const char *text = lone->document->text;
	if (!has_digit(lone, other))
		return false;
	for (uint32_t at = other->range.start + 3; at + 3 <= other->range.end; at++)
		if (!strncasecmp(text + at, "day", 3) && isalpha((unsigned char)text[at - 1]))
			return true;
	return false;
}

/* "week of May 7", "the week of the 14th" */
static bool is_week_of(const struct lone *lone, const struct rt_mention *other)
{
	static const char lead[] = "week of ";
	const char *text = lone->document->text;
	uint32_t start = other->range.start;
	for (uint32_t back = 0; back < 6 && start - back >= sizeof lead - 1; back++)
		if (!strncasecmp(text + start - back - (sizeof lead - 1), lead, sizeof lead - 1))
			return true;
	return other->range.end - start >= sizeof lead - 1 &&
	       !strncasecmp(text + start, lead, sizeof lead - 1);
}

/* ---- what they tell ------------------------------------------------------------------------- */

/* The sentence does not say otherwise. */
static bool agrees(const struct lone *lone, long day)
{
	return lone->lean > 0 ? day >= lone->ref : lone->lean < 0 ? day <= lone->ref : true;
}

/* Nearly all that a mail says of a weekday is within the half year around it. */
static bool is_near(const struct lone *lone, long day)
{
	return day > lone->ref - MOST_AWAY && day < lone->ref + MOST_AWAY;
}

static uint32_t gap(const struct lone *lone, const struct rt_mention *other)
{
	return lone->mention->range.start - other->range.end;
}

/* The same weekday, told with its day just before: "Thursday, October 26", "the 5th and 6th,
 * Thursday and". */
static bool by_name(const struct lone *lone, const struct rt_mention *other,
	const struct days *days, long *day_r)
{
	*day_r = days->first;
	bool named = names_weekday(lone, other) && gap(lone, other) < SAME_WITHIN;
	bool beside = has_digit(lone, other) && gap(lone, other) < NUMBER_WITHIN;
	return days->first == days->last && rt_weekday(days->first) == lone->weekday &&
	       !is_lone(other) && agrees(lone, days->first) && (named || beside);
}

/* "in London next week … Wednesday or Friday works" */
static bool by_week(const struct lone *lone, const struct rt_mention *other,
	const struct days *days, long *day_r)
{
	static const char next[] = "next week";
	const char *surface = lone->document->text + other->range.start;
	if (other->range.end - other->range.start != sizeof next - 1 ||
		strncasecmp(surface, next, sizeof next - 1) != 0 || lone->lean < 0 ||
		gap(lone, other) > WEEK_WITHIN || other->paragraph != lone->mention->paragraph)
		return false;
	*day_r = weekday_from(days->first, lone->weekday);
	return true;
}

/* "November 12*13": the days run on. */
static long last_day_behind(const struct lone *lone, const struct rt_mention *other, long day)
{
	const char *text = lone->document->text + other->range.end;
	size_t len = lone->document->len - other->range.end;
	int last = len > 2 && strchr("*-", text[0]) && isdigit((unsigned char)text[1])
			   ? atoi(text + 1)
			   : 0;
	struct rt_day first = rt_day_from_number(day);
	return last > first.day && last <= rt_days_in_month(first.year, first.month)
		       ? day + last - first.day
		       : day;
}

/* Is it a line of its own? Then what stands in the lines below it is told from it, and from none
 * above. */
static bool is_heading(const struct lone *lone, const struct rt_mention *other, struct days *days)
{
	if (is_lone(other))
		return false;
	if (is_week_of(lone, other)) {
		days->first = rt_week_start(days->first);
		days->last = days->first + WEEK - 1;
		return true;
	}
	if (!begins_line(lone->document, other))
		return false;
	long last = last_day_behind(lone, other, days->last);
	bool whole = last > days->last || ends_line(lone->document, other);
	days->last = last;
	return whole;
}

/* A line of a programme under its day, days or week. */
static bool by_heading(const struct lone *lone, const struct days *days, long *day_r)
{
	*day_r = weekday_from(days->first, lone->weekday);
	return *day_r <= days->last && days->last - days->first < MONTH;
}

/* "the Forum on November 29th … until Friday": the day that the text is about is far off. */
static bool by_far_day(const struct lone *lone, const struct rt_mention *other,
	const struct days *days, long *day_r)
{
	if (is_lone(other) || other->paragraph != lone->mention->paragraph ||
		days->last - days->first > WEEK || gap(lone, other) > FAR_WITHIN ||
		lone->lean < 0 || days->first < lone->ref + WEEK || !names_any_weekday(lone, other))
		return false;
	*day_r = weekday_from(days->first, lone->weekday);
	if (*day_r > days->last + 4)
		*day_r -= WEEK;
	return true;
}

/* "Saturday, Sunday and Monday, November 10th through 12th" */
static bool by_span_behind(const struct lone *lone, long *day_r)
{
	for (size_t i = lone->index + 1; i < lone->mentions->count; i++) {
		const struct rt_mention *other = &lone->mentions->items[i];
		struct days days;
		if (other->range.start > lone->mention->range.end + BESIDE_WITHIN ||
			other->paragraph != lone->mention->paragraph)
			return false;
		if (is_lone(other) || !days_of(lone->document, other, &days))
			continue;
		*day_r = weekday_from(days.first, lone->weekday);
		return strchr(rt_date_value_text(lone->document, other), '/') &&
		       days.last - days.first < WEEK && *day_r <= days.last && agrees(lone, *day_r);
	}
	return false;
}

static bool ends_sentence_between(const struct lone *lone, const struct rt_mention *other)
{
	const char *text = lone->document->text;
	for (uint32_t at = other->range.end; at < lone->mention->range.start; at++)
		if (strchr(".!?;", text[at]) || (text[at] == '\n' && text[at + 1] == '\n'))
			return true;
	return false;
}

/* "110 Thursday, 100 Friday, 75 Saturday": the day behind the one that was told just before. */
static bool by_day_before(const struct lone *lone, const struct rt_mention *other,
	const struct days *days, long *day_r)
{
	*day_r = days->last + 1;
	return is_lone(other) && !rt_mention_attribute(other, "or\t") &&
	       days->first == days->last && rt_weekday(*day_r) == lone->weekday &&
	       gap(lone, other) < NEXT_WITHIN && !ends_sentence_between(lone, other);
}

/* A point of a list below one that leans. */
static bool by_point_before(const struct lone *lone, const struct rt_mention *other, long *day_r)
{
	const char *lean = rt_mention_attribute(other, "lean\t");
	if (lone->lean || !lean || lean[5] == 'o' || gap(lone, other) > LIST_WITHIN ||
		!begins_line(lone->document, lone->mention) || !begins_line(lone->document, other))
		return false;
	*day_r = weekday_from(lone->ref, lone->weekday);
	if (lean[5] == 'g' && *day_r > lone->ref)
		*day_r -= WEEK;
	return true;
}

/* "Subject: Meeting Monday … We shall meet on Monday", "… on Monday, June 4": what stands of it
 * further on. */
static bool by_sentence_behind(const struct lone *lone, long *day_r)
{
	for (size_t i = lone->index + 1; !lone->lean && i < lone->mentions->count; i++) {
		const struct rt_mention *other = &lone->mentions->items[i];
		const char *lean = rt_mention_attribute(other, "lean\t");
		if (other->range.start > lone->mention->range.end + SAME_WITHIN)
			return false;
		bool told = lean ? lean[5] != 'o'
				 : has_digit(lone, other) && names_weekday(lone, other);
		if (told && other->value && day_at(other->value, day_r) && is_near(lone, *day_r) &&
			rt_weekday(*day_r) == lone->weekday &&
			message_at(lone->document, other->range.start) == lone->message)
			return true;
	}
	return false;
}

static bool by_neighbours(const struct lone *lone, long *day_r)
{
	bool in_programme = begins_line(lone->document, lone->mention), seen = false;
	if (by_span_behind(lone, day_r))
		return true;
	for (size_t i = lone->index; i-- > 0;) {
		const struct rt_mention *other = &lone->mentions->items[i];
		struct days days;
		if (lone->mention->range.start > other->range.end + HEADING_WITHIN)
			break;
		if (!days_of(lone->document, other, &days) ||
			message_at(lone->document, other->range.start) != lone->message)
			continue;
		bool next = !seen;
		seen = true;
		if (next && (by_day_before(lone, other, &days, day_r) ||
				    by_point_before(lone, other, day_r)))
			return true;
		if (by_name(lone, other, &days, day_r) || by_week(lone, other, &days, day_r) ||
			by_far_day(lone, other, &days, day_r))
			return is_near(lone, *day_r);
		if (in_programme && is_heading(lone, other, &days)) {
			if (by_heading(lone, &days, day_r))
				return is_near(lone, *day_r);
			in_programme = false;
		}
	}
	return by_sentence_behind(lone, day_r);
}

/* ---- all of them ---------------------------------------------------------------------------- */

static bool read_lone(const struct rt_document *document, const struct rt_mentions *mentions,
	size_t index, struct lone *lone)
{
	const struct rt_mention *mention = &mentions->items[index];
	const char *line = rt_mention_attribute(mention, "lean\t");
	if (!line || !mention->value || !day_at(mention->value, &lone->day))
		return false;
	lone->document = document;
	lone->mentions = mentions;
	lone->index = index;
	lone->mention = mention;
	const struct rt_segment *segment = rt_document_segment_at(document, mention->range.start);
	lone->message = segment ? segment->message : 0; /* its subject is in a header */
	lone->weekday = rt_weekday(lone->day);
	lone->lean = line[5] == 'a' ? 1 : line[5] == 'g' ? -1 : 0;
	const char *ref = rt_document_date_of(document, lone->message, rt_document_date(document));
	return ref && day_at(ref, &lone->ref);
}

static const char *print(struct rt_arena *arena, long number)
{
	struct rt_day day = rt_day_from_number(number);
	return rt_arena_printf(arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}

/* Neither the sentence nor a neighbour says which way: the one a week off is kept as well. */
static void keep_both(const struct lone *lone, struct rt_mention *mention)
{
	struct rt_arena *arena = lone->document->arena;
	long other = lone->day > lone->ref ? lone->day - WEEK : lone->day + WEEK;
	if (lone->day != lone->ref)
		mention->attributes = rt_arena_printf(
			arena, "%sor\t%s\n", mention->attributes, print(arena, other));
}

void rt_date_weekday_settle(const struct rt_document *document, struct rt_mentions *mentions)
{
	for (size_t i = 0; i < mentions->count; i++) {
		struct rt_mention *mention = &mentions->items[i];
		struct lone lone;
		long day;
		if (!rt_mention_is(mention, "date") || !read_lone(document, mentions, i, &lone))
			continue;
		if (by_neighbours(&lone, &day))
			mention->value = print(document->arena, day);
		else if (!lone.lean)
			keep_both(&lone, mention);
	}
}
