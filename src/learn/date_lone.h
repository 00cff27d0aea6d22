/*
 * A weekday that is told alone, and how the dates around it stand to it: what date_weekday.c asks
 * before it lets one of them say which day is meant.
 */
#ifndef RT_LEARN_DATE_LONE_H
#define RT_LEARN_DATE_LONE_H

#include "learn/learn.h"

/* A weekday to settle. */
struct rt_date_lone {
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
struct rt_date_days {
	long first, last;
};

/* The day that a value begins with. */
bool rt_date_day_at(const char *value, long *day_r);
/* Of a day, a span of days or a week. */
bool rt_date_days_of(const struct rt_document *document, const struct rt_mention *mention,
	struct rt_date_days *days);
/* The message whose words stand there; -1 in a header. */
int32_t rt_date_message_at(const struct rt_document *document, uint32_t place);
/* The first such weekday from a day on. */
long rt_date_weekday_from(long day, int weekday);
/* Is it a weekday alone? The normaliser has said how its sentence leans. */
bool rt_date_is_lone(const struct rt_mention *mention);

/* Nothing but marks and quote signs stands before it on its line, or behind it. */
bool rt_date_begins_line(const struct rt_document *document, const struct rt_mention *mention);
bool rt_date_ends_line(const struct rt_document *document, const struct rt_mention *mention);
bool rt_date_has_digit(const struct rt_date_lone *lone, const struct rt_mention *other);
/* Does the other one name the same weekday; any weekday and a number ("Sunday, February 10th")? */
bool rt_date_names_weekday(const struct rt_date_lone *lone, const struct rt_mention *other);
bool rt_date_names_any_weekday(const struct rt_date_lone *lone, const struct rt_mention *other);
/* "week of May 7", "the week of the 14th" */
bool rt_date_is_week_of(const struct rt_date_lone *lone, const struct rt_mention *other);
/* Bytes between the other one and the weekday behind it. */
uint32_t rt_date_lone_gap(const struct rt_date_lone *lone, const struct rt_mention *other);
bool rt_date_ends_sentence_between(const struct rt_date_lone *lone, const struct rt_mention *other);

/* The sentence does not say otherwise. */
bool rt_date_lone_agrees(const struct rt_date_lone *lone, long day);
/* Nearly all that a mail says of a weekday is within the half year around it. */
bool rt_date_lone_is_near(const struct rt_date_lone *lone, long day);

#endif
