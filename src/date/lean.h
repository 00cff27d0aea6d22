/*
 * What the words on either side of a date say, for lean.c and lean_weekday.c alone.
 */
#ifndef RT_DATE_LEAN_H
#define RT_DATE_LEAN_H

#include "date/leads.h"

#include <stdbool.h>

#define RT_DATE_LOOKED_BEHIND 12 /* words */
#define RT_DATE_VERB_BEHIND                                                                        \
	3 /* "officials Thursday quickly announced", but not "Friday unless renewed" */

#define RT_DATE_OPENING_WORDS 8

enum { RT_DATE_PLANNED = 2 }; /* to come, if nothing says that it is over */

bool rt_date_is_english(const struct rt_value_input *input);
/* Is a text in the list of a class, in the input's language? */
bool rt_date_in_lean_list(
	const struct rt_value_input *input, const char *class, const char *text, size_t len);
/* Of a word of a line and those behind it: 1 ahead, -1 gone, RT_DATE_PLANNED; near: right before
 * the date. */
int rt_date_lean_at(const struct rt_value_input *input, const struct rt_date_line *words,
	size_t word, bool near);
int rt_date_lean_before(const struct rt_value_input *input);
/* Of the first words behind the date. */
int rt_date_lean_behind(const struct rt_value_input *input, size_t most);

#endif
