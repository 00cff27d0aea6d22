/* The options that say which part of the map is wanted; shared by export and draw. */
#ifndef RT_CLI_FILTER_OPT_H
#define RT_CLI_FILTER_OPT_H

#include "cli/opt.h"
#include "graph/picture.h"

struct rt_filter_opt {
	struct rt_texts types;
	long top;
	double min_weight;
	bool sent, together;
};

/* Rows for a table of options. */
#define RT_FILTER_OPTS(filter)                                                                     \
	{'t', "type", RT_OPT_TEXTS, &(filter).types, "TYPE",                                       \
		"only person, organisation, case, date …; may be given again"},                    \
		{0, "top", RT_OPT_NUMBER, &(filter).top, "N", "only the N strongest ties"},        \
		{0, "min-weight", RT_OPT_REAL, &(filter).min_weight, "W",                          \
			"only ties of at least this weight"},                                      \
		{0, "sent", RT_OPT_FLAG, &(filter).sent, NULL, "only who wrote to whom"},          \
	{                                                                                          \
		0, "together", RT_OPT_FLAG, &(filter).together, NULL, "only who is named with whom" \
	}

void rt_filter_opt_apply(const struct rt_filter_opt *options, struct rt_filter *filter_r);
void rt_filter_opt_release(struct rt_filter_opt *options);

#endif
