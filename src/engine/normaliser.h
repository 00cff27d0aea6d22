/* The names by which rules call the normalisers of value/ and date/. */
#ifndef RT_ENGINE_NORMALISER_H
#define RT_ENGINE_NORMALISER_H

#include "value/value.h"

/* NULL where there is none of that name. */
rt_normaliser_fn *rt_normaliser_lookup(const char *name);

#endif
