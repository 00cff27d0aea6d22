/* `value person` and `value organisation`: names in their normal form. */
#ifndef RT_VALUE_NAME_H
#define RT_VALUE_NAME_H

#include "value/value.h"

/* "HUGHES,\n> Robert J." gives "Robert J. Hughes". */
rt_normaliser_fn rt_normalise_person;
/* "the  Quxley\nTrust's" gives "Quxley Trust". */
rt_normaliser_fn rt_normalise_organisation;

#endif
