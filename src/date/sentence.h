/*
 * The sentence that a date stands in, as far as the input shows it: where it begins before the
 * date, where it ends behind it.
 */
#ifndef RT_DATE_SENTENCE_H
#define RT_DATE_SENTENCE_H

#include "date/leads.h"

#include <stdbool.h>

/* The sentence's words before the date; none where the input tells nothing before it. */
void rt_date_sentence_before(const struct rt_value_input *input, struct rt_date_line *words);
/* … and behind it. */
void rt_date_sentence_behind(const struct rt_value_input *input, struct rt_date_line *words);
/* "The hearings are scheduled for:", and below it a list that begins with the date: the words
 * before the colon are the date's. */
bool rt_date_sentence_of_list(const struct rt_value_input *input, struct rt_date_line *words);
/* Does a sentence end at this byte of a text? */
bool rt_date_sentence_ends(const char *text, size_t at, size_t len);

#endif
