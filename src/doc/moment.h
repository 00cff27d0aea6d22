/*
 * Moments as headers print them: "Tue, 14 May 2019 09:30:00 +0200", "Monday, July 02, 2001 1:55 PM",
 * "10/03/2000 02:49:01 PM", "14.05.2019 09:30", "le 14 mai 2019 à 09:30" …
 *
 * What is told is kept and nothing is added: without a zone the moment stays without one, without
 * a time of day it is a bare date. Where a clock that was never set begins to count is told too,
 * but marked (`unset`): nothing is ordered by it. Dates in running text are another matter (value/date).
 */
#ifndef RT_DOC_MOMENT_H
#define RT_DOC_MOMENT_H

#include "doc/document.h"
#include "doc/mail_words.h"

#include <limits.h>

#define RT_MOMENT_NEAR_NONE INT64_MIN

/*
 * Finds the first moment in text[0:len]. 1 and start, end of it in the text, 0 where there is none.
 *
 * `near` settles 03/04/2001: of the two readings the one that is not after it and closest to it
 * (a quoted message is older than the one that quotes it). Without it a date with AM or PM is read
 * month first, one with dots day first, any other with a 24-hour clock day first.
 */
int rt_moment_find(const struct rt_mail_words *words, struct rt_arena *arena, const char *text, size_t len, int64_t near,
	struct rt_moment *moment_r, size_t *start_r, size_t *end_r);
/* The same where the whole text is meant to be one; raw is set even where it cannot be read. */
struct rt_moment rt_moment_parse(const struct rt_mail_words *words, struct rt_arena *arena, const char *text, size_t len, int64_t near);

/* Seconds since 1970 of a date of the Gregorian calendar. */
int64_t rt_moment_days(int year, int month, int day);

#endif
