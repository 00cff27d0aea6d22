#include "config.h" /* for memmem */

#include "learn/date_weekday.h"

#include "date/calendar.h"
#include "doc/plain.h"
#include "learn/date_anchor.h"
#include "learn/date_lone.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SAME_WITHIN 500	    /* bytes between a weekday and the same one with its day */
#define NUMBER_WITHIN 25    /* the same, where the day is told without it */
#define WEEK_WITHIN 120	    /* between "next week" and a weekday in it */
#define WEEK_OF_WITHIN 250  /* between "the week of July 16th" and one */
#define HEADING_WITHIN 1200 /* between a line of a programme and its heading */
#define FAR_WITHIN 400	    /* between a weekday and the day that the text is about */
#define BEGUN_WITHIN 80	    /* between the day on which something begins and its end */
#define BESIDE_WITHIN 40    /* between a weekday and the span behind it */
#define NEXT_WITHIN 30	    /* and between two weekdays that follow each other */
#define CUTTING_HEAD 300    /* between the day of a cutting and its copyright */
#define CUTTING_WITHIN 8000 /* between that day and what the piece tells */
#define LIST_WITHIN 300	    /* between two points of a list */
#define FAR_DAYS 1000	    /* how far off that day may be */
#define MONTH 31
#define WEEK 7

/* ---- what they tell ------------------------------------------------------------------------- */

/* The same weekday, told with its day just before: "Thursday, October 26", "the 5th and 6th,
 * Thursday and". */
static bool by_name(const struct rt_date_lone *lone, const struct rt_mention *other,
	const struct rt_date_days *days, long *day_r)
{
	*day_r = days->first;
	bool named =
		rt_date_names_weekday(lone, other) && rt_date_lone_gap(lone, other) < SAME_WITHIN;
	bool beside =
		rt_date_has_digit(lone, other) && rt_date_lone_gap(lone, other) < NUMBER_WITHIN;
	return days->first == days->last && rt_weekday(days->first) == lone->weekday &&
	       !rt_date_is_lone(other) && rt_date_lone_agrees(lone, days->first) &&
	       (named || beside);
}

/* "in London next week … Wednesday or Friday works" */
static bool by_week(const struct rt_date_lone *lone, const struct rt_mention *other,
	const struct rt_date_days *days, long *day_r)
{
	static const char next[] = "next week";
	const char *surface = lone->document->text + other->range.start;
	if (other->range.end - other->range.start != sizeof next - 1 ||
		strncasecmp(surface, next, sizeof next - 1) != 0 || lone->lean < 0 ||
		rt_date_lone_gap(lone, other) > WEEK_WITHIN ||
		other->paragraph != lone->mention->paragraph)
		return false;
	*day_r = rt_date_weekday_from(days->first, lone->weekday);
	return true;
}

/* "in the week of July 16th … you would travel on Monday" */
static bool by_week_of(const struct rt_date_lone *lone, const struct rt_mention *other,
	const struct rt_date_days *days, long *day_r)
{
	if (lone->lean < 0 || rt_date_is_lone(other) || !rt_date_is_week_of(lone, other) ||
		rt_date_lone_gap(lone, other) > WEEK_OF_WITHIN ||
		(other->paragraph != lone->mention->paragraph &&
			rt_date_lone_gap(lone, other) > WEEK_WITHIN))
		return false;
	long monday = rt_week_start(days->first);
	*day_r = lone->weekday == WEEK ? monday - 1 : monday + lone->weekday - 1;
	return *day_r >= lone->ref;
}

/* "November 12*13": the days run on. */
static long last_day_behind(
	const struct rt_date_lone *lone, const struct rt_mention *other, long day)
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
static bool is_heading(
	const struct rt_date_lone *lone, const struct rt_mention *other, struct rt_date_days *days)
{
	if (rt_date_is_lone(other))
		return false;
	if (rt_date_is_week_of(lone, other)) {
		days->first = rt_week_start(days->first);
		days->last = days->first + WEEK - 1;
		return true;
	}
	if (!rt_date_begins_line(lone->document, other))
		return false;
	long last = last_day_behind(lone, other, days->last);
	bool whole = last > days->last || rt_date_ends_line(lone->document, other);
	days->last = last;
	return whole;
}

/* A line of a programme under its day, days or week. */
static bool by_heading(
	const struct rt_date_lone *lone, const struct rt_date_days *days, long *day_r)
{
	*day_r = rt_date_weekday_from(days->first, lone->weekday);
	return *day_r <= days->last && days->last - days->first < MONTH;
}

/* "the Forum on November 29th … until Friday": the day that the text is about is far off. */
static bool by_far_day(const struct rt_date_lone *lone, const struct rt_mention *other,
	const struct rt_date_days *days, long *day_r)
{
	bool settled = rt_date_is_lone(other) && days->first > lone->ref + WEEK;
	if (other->paragraph != lone->mention->paragraph || days->last - days->first > WEEK ||
		rt_date_lone_gap(lone, other) > FAR_WITHIN || lone->lean < 0 ||
		days->first < lone->ref + WEEK ||
		(!settled && (rt_date_is_lone(other) || !rt_date_names_any_weekday(lone, other))))
		return false;
	*day_r = rt_date_weekday_from(days->first, lone->weekday);
	if (*day_r > days->last + 4)
		*day_r -= WEEK;
	return true;
}

/* "returning [Wednesday]", "until [Friday]": is it the end of something? */
static bool is_led_to_end(const struct rt_date_lone *lone)
{
	static const char *const leads[] = {"returning", "return", "returns", "until", "till",
		"through", "thru", "back", "back on", "returning on", "return on"};
	const char *text = lone->document->text;
	uint32_t end = lone->mention->range.start;
	if (!end || text[end - 1] != ' ')
		return false;
	for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
		uint32_t len = (uint32_t)strlen(leads[i]);
		if (end > len + 1 && !strncasecmp(text + end - 1 - len, leads[i], len) &&
			!isalpha((unsigned char)text[end - 2 - len]))
			return true;
	}
	return false;
}

/* "to Rome on Aug 14, returning Wednesday": what begins on a day ends within the week. */
static bool by_beginning(const struct rt_date_lone *lone, const struct rt_mention *other,
	const struct rt_date_days *days, long *day_r)
{
	if (rt_date_is_lone(other) || !rt_date_has_digit(lone, other) ||
		other->paragraph != lone->mention->paragraph || lone->lean < 0 ||
		days->first < lone->ref || rt_date_lone_gap(lone, other) > BEGUN_WITHIN ||
		!is_led_to_end(lone) || rt_date_ends_sentence_between(lone, other))
		return false;
	*day_r = rt_date_weekday_from(days->last, lone->weekday);
	return true;
}

/* "Saturday, Sunday and Monday, November 10th through 12th" */
static bool by_span_behind(const struct rt_date_lone *lone, long *day_r)
{
	for (size_t i = lone->index + 1; i < lone->mentions->count; i++) {
		const struct rt_mention *other = &lone->mentions->items[i];
		struct rt_date_days days;
		if (other->range.start > lone->mention->range.end + BESIDE_WITHIN ||
			other->paragraph != lone->mention->paragraph)
			return false;
		if (rt_date_is_lone(other) || !rt_date_days_of(lone->document, other, &days))
			continue;
		*day_r = rt_date_weekday_from(days.first, lone->weekday);
		return strchr(rt_date_value_text(lone->document, other), '/') &&
		       days.last - days.first < WEEK && *day_r <= days.last &&
		       rt_date_lone_agrees(lone, *day_r);
	}
	return false;
}

/* "110 Thursday, 100 Friday, 75 Saturday": the day behind the one that was told just before. */
static bool by_day_before(const struct rt_date_lone *lone, const struct rt_mention *other,
	const struct rt_date_days *days, long *day_r)
{
	*day_r = days->last + 1;
	bool weekday = rt_date_is_lone(other) || !rt_date_has_digit(lone, other);
	bool lines = !lone->lean && rt_date_begins_line(lone->document, lone->mention) &&
		     rt_date_begins_line(lone->document, other) &&
		     rt_date_lone_gap(lone, other) < BEGUN_WITHIN; /* their hours, line by line */
	if (weekday && lines && days->first == days->last && rt_weekday(*day_r) == lone->weekday)
		return true;
	return weekday && !rt_mention_attribute(other, "or\t") && days->first == days->last &&
	       rt_weekday(*day_r) == lone->weekday && rt_date_lone_gap(lone, other) < NEXT_WITHIN &&
	       !rt_date_ends_sentence_between(lone, other);
}

/* A point of a list below one that leans. */
static bool by_point_before(
	const struct rt_date_lone *lone, const struct rt_mention *other, long *day_r)
{
	const char *lean = rt_mention_attribute(other, "lean\t");
	if (lone->lean || !lean || lean[5] == 'o' || rt_date_lone_gap(lone, other) > LIST_WITHIN ||
		!rt_date_begins_line(lone->document, lone->mention) ||
		!rt_date_begins_line(lone->document, other))
		return false;
	*day_r = rt_date_weekday_from(lone->ref, lone->weekday);
	if (lean[5] == 'g' && *day_r > lone->ref)
		*day_r -= WEEK;
	return true;
}

/* "Subject: Meeting Monday … We shall meet on Monday", "… on Monday, June 4": what stands of it
 * further on. */
static bool by_sentence_behind(const struct rt_date_lone *lone, long *day_r)
{
	for (size_t i = lone->index + 1; !lone->lean && i < lone->mentions->count; i++) {
		const struct rt_mention *other = &lone->mentions->items[i];
		const char *lean = rt_mention_attribute(other, "lean\t");
		if (other->range.start > lone->mention->range.end + SAME_WITHIN)
			return false;
		bool told =
			lean ? lean[5] != 'o'
			     : rt_date_has_digit(lone, other) && rt_date_names_weekday(lone, other);
		if (told && other->value && rt_date_day_at(other->value, day_r) &&
			rt_date_lone_is_near(lone, *day_r) && rt_weekday(*day_r) == lone->weekday &&
			rt_date_message_at(lone->document, other->range.start) == lone->message)
			return true;
	}
	return false;
}

static bool by_neighbours(const struct rt_date_lone *lone, long *day_r)
{
	bool in_programme = rt_date_begins_line(lone->document, lone->mention), seen = false;
	if (by_span_behind(lone, day_r))
		return true;
	for (size_t i = lone->index; i-- > 0;) {
		const struct rt_mention *other = &lone->mentions->items[i];
		struct rt_date_days days;
		if (lone->mention->range.start > other->range.end + HEADING_WITHIN)
			break;
		if (!rt_date_days_of(lone->document, other, &days) ||
			rt_date_message_at(lone->document, other->range.start) != lone->message)
			continue;
		bool next = !seen;
		seen = true;
		if (next && (by_day_before(lone, other, &days, day_r) ||
				    by_point_before(lone, other, day_r)))
			return true;
		if (by_name(lone, other, &days, day_r) || by_beginning(lone, other, &days, day_r) ||
			by_week(lone, other, &days, day_r) || by_week_of(lone, other, &days, day_r))
			return rt_date_lone_is_near(lone, *day_r);
		if (by_far_day(lone, other, &days, day_r))
			return *day_r < lone->ref + FAR_DAYS;
		if (in_programme && is_heading(lone, other, &days)) {
			if (by_heading(lone, &days, day_r))
				return rt_date_lone_is_near(lone, *day_r);
			in_programme = false;
		}
	}
	return by_sentence_behind(lone, day_r);
}

/* "03/22/2001" in a line of its own, and who has the copyright soon behind it: the day of a piece
 * that was cut from a paper. */
static bool dates_a_cutting(const struct rt_date_lone *lone, const struct rt_mention *other)
{
	static const char sign[] = "opyright";
	const struct rt_document *document = lone->document;
	uint32_t end = other->range.end;
	size_t len = document->len - end < CUTTING_HEAD ? document->len - end : CUTTING_HEAD;
	return !rt_date_is_lone(other) && rt_date_begins_line(document, other) &&
	       rt_date_ends_line(document, other) &&
	       memmem(document->text + end, len, sign, sizeof sign - 1);
}

/* The weekday on the day of the cutting or in the week before it; what lies ahead, on it or in the
 * week behind it. */
static bool by_cutting(const struct rt_date_lone *lone, long *day_r)
{
	for (size_t i = lone->index; i-- > 0;) {
		const struct rt_mention *other = &lone->mentions->items[i];
		struct rt_date_days days;
		if (lone->mention->range.start > other->range.end + CUTTING_WITHIN)
			return false;
		if (!rt_date_days_of(lone->document, other, &days) || days.first != days.last ||
			!dates_a_cutting(lone, other))
			continue;
		*day_r = rt_date_weekday_from(days.first, lone->weekday);
		if (lone->lean < 0 && *day_r > days.first)
			*day_r -= WEEK;
		return lone->lean && days.first <= lone->ref && days.first > lone->ref - MONTH &&
		       rt_date_message_at(lone->document, other->range.start) == lone->message;
	}
	return false;
}

/* ---- all of them ---------------------------------------------------------------------------- */

static bool read_lone(const struct rt_document *document, const struct rt_mentions *mentions,
	size_t index, struct rt_date_lone *lone)
{
	const struct rt_mention *mention = &mentions->items[index];
	const char *line = rt_mention_attribute(mention, "lean\t");
	if (!line || !mention->value || !rt_date_day_at(mention->value, &lone->day))
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
	return ref && rt_date_day_at(ref, &lone->ref);
}

/* Neither the sentence nor a neighbour says which way: the one a week off is kept as well. */
static void keep_both(const struct rt_date_lone *lone, struct rt_mention *mention)
{
	struct rt_arena *arena = lone->document->arena;
	long other = lone->day > lone->ref ? lone->day - WEEK : lone->day + WEEK;
	if (lone->day != lone->ref)
		mention->attributes = rt_arena_printf(
			arena, "%sor\t%s\n", mention->attributes, rt_date_day_text(arena, other));
}

void rt_date_weekday_settle(const struct rt_document *document, struct rt_mentions *mentions)
{
	for (size_t i = 0; i < mentions->count; i++) {
		struct rt_mention *mention = &mentions->items[i];
		struct rt_date_lone lone;
		long day;
		if (!rt_mention_is(mention, "date") || !read_lone(document, mentions, i, &lone))
			continue;
		if (by_neighbours(&lone, &day) || by_cutting(&lone, &day))
			mention->value = rt_date_day_text(document->arena, day);
		else if (!lone.lean)
			keep_both(&lone, mention);
	}
}
