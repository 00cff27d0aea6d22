#include "value/value.h"

#include "value/caseref.h"
#include "value/date.h"
#include "value/name.h"

#include <string.h>

/* The table of normalisers: a new one is one line here and one file in this room. */
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

const struct rt_value_group *rt_value_group(const struct rt_value_input *input, const char *name)
{
	for (size_t i = 0; i < input->group_count; i++) {
		const struct rt_value_group *group = &input->groups[i];
		if (group->len && *group->name == *name && !strcmp(group->name, name))
			return group;
	}
	return NULL;
}

void rt_value_set(struct rt_value_output *out, const char *name, const char *value)
{
	rt_str_append(&out->attributes, name);
	rt_str_append_char(&out->attributes, '\t');
	rt_str_append(&out->attributes, value);
	rt_str_append_char(&out->attributes, '\n');
}

unsigned rt_value_known(const struct rt_value_input *input, const char *text, size_t len)
{
	return input->known ? input->known(input->context, text, len) : ~0u;
}
