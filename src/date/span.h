/* One date or two: the reading of a whole surface. */
#ifndef RT_DATE_SPAN_H
#define RT_DATE_SPAN_H

#include "date/edtf.h"

struct rt_date_span {
	struct rt_date_value value;
	struct rt_date_phrase
		phrase; /* of the date, or of a span's left side: time of day, phase … */
};

/* Two clock times of one day ("Monday 8 - 9 pm"): hours.c. */
bool rt_date_hours_read(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	const struct rt_date_ref *ref, struct rt_date_span *span);
/* A day, a time on it and how many hours it takes. */
bool rt_date_hours_last(const struct rt_date_phrase *told, const struct rt_date_ref *ref,
	struct rt_date_span *span);

/* The two ends of a span, read each by itself, worked out together: ends.c. */
bool rt_date_ends_resolve(struct rt_date_phrase *left, struct rt_date_phrase *right,
	const struct rt_date_ref *ref, struct rt_date_value *value);
/* Both times of day put behind a value that is one day; another one stays as it is. */
void rt_date_ends_clock(const struct rt_date_phrase *left, const struct rt_date_phrase *right,
	struct rt_date_value *value);
/* "from 5 to 6pm": a bare number beside a time of day is an hour. */
bool rt_date_only_number(const struct rt_date_phrase *phrase);

/* A weekday alone takes the day that stands behind it: apposed.c. True where it is told alone, and
 * nothing stood there. */
bool rt_date_apposed(const struct rt_value_input *input, const struct rt_date_ref *ref,
	struct rt_date_span *span);

/* "in March\n2000", "Nov. 2007": a month takes the year that stands behind it. */
void rt_date_year_behind(const struct rt_value_input *input, struct rt_date_span *span);

/* 02JAN in a list of months is January 2002: listed.c. */
void rt_date_listed(const struct rt_value_input *input, const struct rt_date_ref *ref,
	struct rt_date_span *span);

/* False where the words are no date. */
bool rt_date_span_read(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	const struct rt_date_ref *ref, struct rt_date_span *span);

/* What is no date by what stands around it (refuse.c): the edge cuts a number in two; and,
 * once it is read, what it would be. */
bool rt_date_is_cut(const struct rt_value_input *input);
bool rt_date_is_none(const struct rt_value_input *input, const struct rt_date_span *span);

#endif
