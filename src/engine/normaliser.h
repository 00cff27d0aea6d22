/* The names by which rules call the normalisers of value/ and date/. */
#ifndef RT_ENGINE_NORMALISER_H
#define RT_ENGINE_NORMALISER_H

#include "value/value.h"

/* NULL where there is none of that name. */
rt_normaliser_fn *rt_normaliser_lookup(const char *name);
/* The index-th name, NULL behind the last. */
const char *rt_normaliser_name(size_t index);

/* Is the text certain to be its own normal form, as most names are? Cheaper than making it. */
typedef bool rt_is_normal_fn(const char *text, size_t len);
/* NULL: this one can tell of none. */
rt_is_normal_fn *rt_normaliser_test(rt_normaliser_fn *normalise);

/* Is it a change that a template may ask for, the `upper` of {group:upper}? */
bool rt_template_has_change(const char *name, size_t len);

#endif
