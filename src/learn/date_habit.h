/*
 * Day or month first? 03/04/2021 is one day in London and another in Houston.
 *
 * A date that can only be read one way (25/12/2018, 12/25/2018) tells the habit of whoever wrote
 * it. Within a document its unambiguous dates settle the others; where there are none, or both
 * kinds, those of all mail from the sender do, else those of all mail from the sender's domain, if
 * they agree nearly always, else the courts whose cases the text names. What nothing settles keeps its other reading in the attribute "or", and is
 * read in one way throughout a message; what was settled says by what in "settled".
 */
#ifndef RT_LEARN_DATE_HABIT_H
#define RT_LEARN_DATE_HABIT_H

#include "learn/learn.h"

struct rt_date_habit {
	uint32_t day_first, month_first; /* dates that can only be read so */
};

/* Adds the unambiguous dates of a text. */
void rt_date_habit_count(struct rt_date_habit *habit, const char *text, size_t len);
/* Where the dictionary counts the sender and the sender's domain; 0 where there is no sender. */
struct rt_date_habit_keys {
	uint64_t sender, domain;
};
struct rt_date_habit_keys rt_date_habit_keys(const struct rt_document *document);

/* Settles the dates among the mentions that can be read two ways. dictionary may be NULL. */
void rt_date_habit_settle(const struct rt_document *document,
	const struct rt_dictionary *dictionary, struct rt_mentions *mentions);

#endif
