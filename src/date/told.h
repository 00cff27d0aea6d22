/*
 * "Six months later", "the next day": told from a day that the text named before, not from the day
 * on which it was written.
 *
 * A normaliser sees one date at a time. So it says in the attribute "counted" how far the day lies
 * from the one before ("+6 month"), and src/learn/date_anchor.c, which sees them all, counts. What
 * a sentence that looks back calls "the next day" is not the day behind the document's: it stays
 * open where nothing before it tells more.
 */
#ifndef RT_DATE_TOLD_H
#define RT_DATE_TOLD_H

#include "date/span.h"

/* Writes the attribute where the words count from the text, and opens the value where needed. */
void rt_date_told(const struct rt_value_input *input, const struct rt_date_ref *ref,
	struct rt_date_span *span, struct rt_value_output *out);

/* "It has not changed in several years": in a sentence that looks back the length is no day to come. */
bool rt_date_is_lapse(const struct rt_date_ref *ref, const struct rt_date_span *span);

#endif
