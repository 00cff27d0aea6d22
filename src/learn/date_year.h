/*
 * "Milestone 4 is due by December 31, 2000 … if the December 31 milestone is late": the same day.
 *
 * A day or month without its year is the one nearest to the document's date (date/absolute.c).
 * Where a date with its year beside it tells the same day, is a span of months that it lies
 * in, or makes its weekday right, the year is that one's. Other years beside it tell nothing:
 * most mail that names one speaks of another thing.
 */
#ifndef RT_LEARN_DATE_YEAR_H
#define RT_LEARN_DATE_YEAR_H

#include "learn/learn.h"

void rt_date_year_settle(const struct rt_document *document, struct rt_mentions *mentions);

#endif
