/*
 * "They met on 3 May. Six days later …": the ninth.
 *
 * The normaliser marks what counts from a day that the text told (date/told.h). Here it is counted
 * from the last date before it in the same paragraph (a weekday also from one close before it); where that is not told well enough (three days
 * after a month), the date stays open.
 */
#ifndef RT_LEARN_DATE_ANCHOR_H
#define RT_LEARN_DATE_ANCHOR_H

#include "learn/learn.h"

/* The value, or the surface where that is the value and so not repeated. */
const char *rt_date_value_text(
	const struct rt_document *document, const struct rt_mention *mention);

/* A day number (date/calendar.h) as "2019-05-14". */
const char *rt_date_day_text(struct rt_arena *arena, long number);

void rt_date_anchor_count(const struct rt_document *document, struct rt_mentions *mentions);

#endif
