#include "engine/normaliser.h"

#include "date/date.h"
#include "value/caseref.h"
#include "value/name.h"

#include <string.h>

/* The table of normalisers: a new one is one line here and a function in value/ or date/. */
static const struct {
	const char *name;
	rt_normaliser_fn *normalise;
	rt_is_normal_fn *is_normal; /* or NULL */
} normalisers[] = {
	{"brazil", rt_caseref_brazil, NULL},
	{"caseref", rt_caseref_plain, NULL},
	{"date", rt_normalise_date, NULL},
	{"eu-case", rt_caseref_europe, NULL},
	{"israel", rt_caseref_israel, NULL},
	{"neutral", rt_caseref_neutral, NULL},
	{"organisation", rt_normalise_organisation, rt_organisation_is_normal},
	{"party", rt_normalise_party, NULL},
	{"person", rt_normalise_person, rt_person_is_normal},
	{"reporter", rt_caseref_reporter, NULL},
	{"us-docket", rt_caseref_us_docket, NULL},
	{NULL, NULL, NULL},
};

rt_normaliser_fn *rt_normaliser_lookup(const char *name)
{
	for (size_t i = 0; normalisers[i].name; i++)
		if (!strcmp(normalisers[i].name, name))
			return normalisers[i].normalise;
	return NULL;
}

const char *rt_normaliser_name(size_t index)
{
	return index < sizeof normalisers / sizeof *normalisers ? normalisers[index].name : NULL;
}

rt_is_normal_fn *rt_normaliser_test(rt_normaliser_fn *normalise)
{
	for (size_t i = 0; normalisers[i].name; i++)
		if (normalisers[i].normalise == normalise)
			return normalisers[i].is_normal;
	return NULL;
}
