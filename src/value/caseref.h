/*
 * Case references: what people type for a docket, a volume of reports or a court's own citation,
 * brought to one form however it was typed. Files of this family:
 *
 *	caseref.c           cleaning of what was typed; the plain normaliser `caseref`
 *	caseref_us.c        `us-docket`: PACER numbers and their older spellings
 *	caseref_reporter.c  `reporter`, `neutral`: volume-reporter-page, year-court-number
 *	caseref_world.c     Israel, Brazil, the European courts
 *
 * What a court is called and how a reporter is abbreviated stands in the gazetteers, reached
 * through input->lookup; here is only the shape.
 */
#ifndef RT_VALUE_CASEREF_H
#define RT_VALUE_CASEREF_H

#include "value/value.h"

#include <stdbool.h>

/* Appends text with runs of white space (and a mail's quote marks behind a line break) as one
 * blank, every dash as '-', every quote mark as ' or ", every slash as '/', and without invisible
 * marks. No blank at either end. */
void rt_caseref_clean(struct rt_str *out, const char *text, size_t len);
/* A group of the rule as it would be cleaned: its own bytes where nothing is to be done, as nearly
 * always, else bytes made for it. Empty where the group took no part. */
struct rt_cleaned {
	const char *text; /* not ended by a NUL */
	size_t len;
	struct rt_str made;
};
struct rt_cleaned rt_caseref_cleaned(const struct rt_value_input *input, const char *group);
void rt_cleaned_release(struct rt_cleaned *cleaned);

/* A year of two or four digits as four: 19 is 2019, 87 is 1987. 0 where it is none that a case
 * can be of (1600 to next year's end, give or take). */
int rt_caseref_year(const char *digits, size_t len);
/* Sets the attribute "year" from the group; false where the group holds an impossible year. */
bool rt_caseref_set_year(
	struct rt_value_output *out, const struct rt_value_input *input, const char *group);
/* Sets the attribute "court" where the list knows the text. */
void rt_caseref_set_court(struct rt_value_output *out, const struct rt_value_input *input,
	const char *list, const char *text, size_t len);

rt_normaliser_fn rt_caseref_plain;
rt_normaliser_fn rt_caseref_us_docket;
rt_normaliser_fn rt_caseref_reporter;
rt_normaliser_fn rt_caseref_neutral;
rt_normaliser_fn rt_caseref_israel;
rt_normaliser_fn rt_caseref_europe;
rt_normaliser_fn rt_caseref_brazil;

#endif
