/* `value person`, `value party` and `value organisation`: names in their normal form. */
#ifndef RT_VALUE_NAME_H
#define RT_VALUE_NAME_H

#include "value/value.h"

/* "HUGHES,\n> Robert J." gives "Robert J. Hughes". */
rt_normaliser_fn rt_normalise_person;
/* Letters, full stops, hyphens and single blanks, no three capitals on end: normal as it stands. */
bool rt_person_is_normal(const char *text, size_t len);
/* A party to a case as a person; refuses the names of states: "Smith v. Canada" has one person. */
rt_normaliser_fn rt_normalise_party;
/* "the  Quxley\nTrust's" gives "Quxley Trust". */
rt_normaliser_fn rt_normalise_organisation;
/* No blank too many, no article. */
bool rt_organisation_is_normal(const char *text, size_t len);

#endif
