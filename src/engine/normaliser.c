#include "engine/normaliser.h"

#include "date/date.h"
#include "value/caseref.h"
#include "value/name.h"

#include <string.h>

/* The table of normalisers: a new one is one line here and a function in value/ or date/. */
static const struct {
	const char *name;
	rt_normaliser_fn *normalise;
} normalisers[] = {
	{"brazil", rt_caseref_brazil},
	{"caseref", rt_caseref_plain},
	{"date", rt_normalise_date},
	{"eu-case", rt_caseref_europe},
	{"israel", rt_caseref_israel},
	{"neutral", rt_caseref_neutral},
	{"organisation", rt_normalise_organisation},
	{"party", rt_normalise_party},
	{"person", rt_normalise_person},
	{"reporter", rt_caseref_reporter},
	{"us-docket", rt_caseref_us_docket},
	{NULL, NULL},
};

rt_normaliser_fn *rt_normaliser_lookup(const char *name)
{
	for (size_t i = 0; normalisers[i].name; i++)
		if (!strcmp(normalisers[i].name, name))
			return normalisers[i].normalise;
	return NULL;
}
