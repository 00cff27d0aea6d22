#include "cli/filter_opt.h"

#include "store/link.h"

void rt_filter_opt_apply(const struct rt_filter_opt *options, struct rt_filter *filter_r)
{
	filter_r->types = options->types.items;
	filter_r->type_count = options->types.count;
	filter_r->top = (size_t)options->top;
	filter_r->min_weight = options->min_weight;
	filter_r->kind = NULL;
	if (options->sent != options->together)
		filter_r->kind = options->sent ? RT_LINK_COMMUNICATION : RT_LINK_COOCCURRENCE;
}

void rt_filter_opt_release(struct rt_filter_opt *options)
{
	rt_vec_release(&options->types);
}
