/*
 * Values that are made later, or never.
 *
 * In "Tuesday, March 5, 2001" rules find the whole, and a weekday, a day, a month and a year within it. To
 * read a date is dear, and those within give way to the whole as a rule. So dates wait until their segment
 * has been scanned; then those are read that stand within no mention that overlap prefers to them. The
 * rest are candidates without a value until overlap asks whether one of them holds (rt_scanner_settle),
 * for the wider one has given way to something else. What the normaliser refuses then goes as if it had
 * never been found; until then it claims nothing that the wider one does not claim as well.
 */
#include "engine/scan_p.h"

#define LOOKED_AT 24 /* mentions before a place that may reach over it */

void rt_scanner_put_off(struct rt_scanner *in, uint32_t rule, struct rt_mention *mention)
{
	struct rt_waiting waiting = {rule, in->making.input};
	waiting.input.groups = NULL; /* they are the match's own; what may wait asks for none */
	waiting.input.group_count = 0;
	rt_vec_push(&in->waiting, waiting);
	mention->waits = (uint32_t)in->waiting.count;
}

bool rt_scanner_make_waiting(struct rt_scanner *in, struct rt_mention *mention)
{
	const struct rt_waiting *waiting = &in->waiting.items[mention->waits - 1];
	in->making.input = waiting->input;
	mention->waits = 0;
	return rt_scanner_make(in, waiting->rule, mention);
}

void rt_scanner_make_all(struct rt_scanner *scanner, struct rt_mentions *mentions)
{
	size_t kept = 0;
	for (size_t i = 0; i < mentions->count; i++) {
		struct rt_mention *mention = &mentions->items[i];
		if (!mention->waits || rt_scanner_make_waiting(scanner, mention))
			mentions->items[kept++] = *mention;
	}
	mentions->count = kept;
}

/* Would overlap prefer the wider one, whatever else there is? */
static bool is_within(const struct rt_mention *mention, const struct rt_mention *wide)
{
	return wide->score >= mention->score && wide->range.start <= mention->range.start &&
		wide->range.end >= mention->range.end &&
		(wide->range.start < mention->range.start || wide->range.end > mention->range.end);
}

/* Does the mention stand within one of [first, behind) that has its value? */
static bool may_wait_on(
	const struct rt_mention *items, size_t first, size_t behind, const struct rt_mention *mention)
{
	for (size_t i = behind; i-- > first;)
		if (!items[i].waits && is_within(mention, &items[i]))
			return true;
	return false;
}

/* Those of [first, behind), which begin at one place, the longest first. What is refused is left empty. */
static void make_at_one_place(
	struct rt_scanner *in, struct rt_mention *items, size_t first, size_t behind, size_t seen)
{
	size_t near = first - seen < LOOKED_AT ? seen : first - LOOKED_AT;
	for (size_t i = behind; i-- > first;) {
		struct rt_mention *mention = &items[i];
		if (mention->waits && !may_wait_on(items, near, behind, mention) &&
			!rt_scanner_make_waiting(in, mention))
			mention->range.end = mention->range.start;
	}
}

static void drop_empty(struct rt_mentions *mentions, size_t first)
{
	size_t kept = first;
	for (size_t i = first; i < mentions->count; i++)
		if (mentions->items[i].range.end > mentions->items[i].range.start)
			mentions->items[kept++] = mentions->items[i];
	mentions->count = kept;
}

void rt_scanner_make_needed(struct rt_scanner *in, size_t first)
{
	struct rt_mention *items = in->found->items;
	size_t count = in->found->count;
	for (size_t i = first; i < count;) {
		bool waits = false;
		size_t behind = i;
		for (; behind < count && items[behind].range.start == items[i].range.start; behind++)
			waits |= items[behind].waits != 0;
		if (waits)
			make_at_one_place(in, items, i, behind, first);
		i = behind;
	}
	drop_empty(in->found, first);
}
