/*
 * English verbs around a date: which word of a line tells that something is over, or to come.
 *
 * Verbs in -ed are told by their ending; what no ending tells stands in the lists date-gone and
 * date-ahead, which lean.c asks.
 */
#ifndef RT_DATE_VERB_H
#define RT_DATE_VERB_H

#include "date/leads.h"

#include <stdbool.h>

bool rt_date_is_word(const struct rt_date_line *words, size_t word, const char *text);
/* Of a list that ends with NULL. */
bool rt_date_is_one_of(const struct rt_date_line *words, size_t word, const char *const *list);
/* "they announced", but not "the published schedule" */
bool rt_date_is_past(const struct rt_date_line *words, size_t word);
/* "is", "are" */
bool rt_date_is_present(const struct rt_date_line *words, size_t word);
/* "is estimated", "is usually done": a state and no past; but "is dated Friday". */
bool rt_date_is_state(const struct rt_date_line *words, size_t word);
/* "is to be held", but not "could not be reached". */
bool rt_date_is_to_be(const struct rt_date_line *words, size_t word);
/* "would like to have addressed" */
bool rt_date_is_wished(const struct rt_date_line *words, size_t word);
/* "has agreed to meet them": what was resolved is to come. */
bool rt_date_is_resolved(const struct rt_date_line *words, size_t word);
bool rt_date_is_going(const struct rt_date_line *words, size_t word);
/* "I am holding noon on Wednesday", "we're flying in": anywhere in the line */
bool rt_date_is_my_plan(const struct rt_date_line *words);
/* "announced by Davis on Monday": the word is none of "by Monday". */
bool rt_date_is_agent(const struct rt_date_line *words, size_t word);
/* "it was not done until Friday", which is over; but "it would not be" */
bool rt_date_is_not_until(const struct rt_date_line *words, size_t word);
/* "he was worn out by Friday", "they had sold it by Friday"; but "we had to sell it by", "it was due by" */
bool rt_date_is_done_by(const struct rt_date_line *words, size_t word);

#endif
