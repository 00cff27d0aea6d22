/*
 * "Thursday, October 26 … Anyone in town on Thursday night": the same Thursday.
 *
 * A weekday alone is one of two days, a week apart, and the normaliser tells by the sentence which
 * (date/lean.c); it says in the attribute "lean" what the sentence told: ahead, gone or open.
 * Here the dates beside it tell more: the same weekday named with its day, the heading that a line
 * of a programme stands under, a week or a span that it lies in, a day far off that the text is
 * about.
 */
#ifndef RT_LEARN_DATE_WEEKDAY_H
#define RT_LEARN_DATE_WEEKDAY_H

#include "learn/learn.h"

void rt_date_weekday_settle(const struct rt_document *document, struct rt_mentions *mentions);

#endif
