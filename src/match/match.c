#include "config.h"
#include "match/match_p.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LIMITS_MAX 8 /* a pattern that hits limits so often in one text is given up for that text */

size_t rt_matcher_count(const struct rt_matcher *matcher)
{
	return matcher->patterns.count;
}

const char *rt_matcher_pattern(const struct rt_matcher *matcher, uint32_t pattern)
{
	return matcher->patterns.items[pattern].source;
}

/* The named groups of the match whose ranges these are. */
static void add_groups(
	struct match_groups *groups, const struct rt_pcre *pcre, const size_t *range)
{
	for (size_t i = 0; i < pcre->name_count; i++) {
		const size_t *group = range + 2 * (size_t)pcre->names[i].group;
		if (group[0] == PCRE2_UNSET)
			continue;
		rt_vec_push(groups,
			(struct rt_match_group){.name = pcre->names[i].name,
				.start = (uint32_t)group[0],
				.end = (uint32_t)group[1]});
	}
}

size_t rt_match_keep(
	struct rt_match_scratch *scratch, const struct rt_pcre *pcre, uint32_t pattern)
{
	const size_t *range = pcre2_get_ovector_pointer(scratch->pcre.data);
	struct found found = {
		.match = {.pattern = pattern, .start = (uint32_t)range[0], .end = (uint32_t)range[1]},
		.first_group = scratch->groups.count,
	};
	add_groups(&scratch->groups, pcre, range);
	found.match.group_count = scratch->groups.count - found.first_group;
	rt_vec_push(&scratch->found, found);
	return range[1];
}

static int by_place(const void *left, const void *right)
{
	const struct rt_match *a = &((const struct found *)left)->match;
	const struct rt_match *b = &((const struct found *)right)->match;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return a->pattern < b->pattern ? -1 : a->pattern > b->pattern;
}

/* They come nearly in order: only what a window finds stands behind what the tail's place found. */
static void put_in_order(struct found *items, size_t count)
{
	size_t moves = 4 * count;
	for (size_t i = 1; i < count; i++) {
		if (by_place(&items[i - 1], &items[i]) <= 0)
			continue;
		struct found moved = items[i];
		size_t to = i;
		for (; to && moves && by_place(&items[to - 1], &moved) > 0; to--, moves--)
			items[to] = items[to - 1];
		items[to] = moved;
	}
	if (!moves && count)
		qsort(items, count, sizeof *items, by_place);
}

void rt_match_deliver(struct rt_match_scratch *scratch, const struct rt_match_sink *sink)
{
	put_in_order(scratch->found.items, scratch->found.count);
	RT_VEC_FOREACH(found, &scratch->found) {
		if (found->match.group_count)
			found->match.groups = scratch->groups.items + found->first_group;
		sink->found(sink->context, &found->match);
	}
}

/* The groups of the match that stands in the scratch's ovector. */
static void read_again(struct rt_match_scratch *scratch, const struct rt_pcre *pcre,
	struct rt_match *match)
{
	const size_t *range = pcre2_get_ovector_pointer(scratch->pcre.data);
	rt_vec_clear(&scratch->again);
	add_groups(&scratch->again, pcre, range);
	match->start = (uint32_t)range[0];
	match->end = (uint32_t)range[1];
	match->groups = scratch->again.items;
	match->group_count = scratch->again.count;
}

bool rt_matcher_again(const struct rt_matcher *matcher, struct rt_match_scratch *scratch,
	const char *text, size_t len, const struct rt_match *refused, struct rt_match *again_r)
{
	struct rt_pcre *pcre = &matcher->patterns.items[refused->pattern];
	const uint64_t *first = matcher->beginnings[refused->pattern].bytes;
	uint32_t end = refused->end, pattern = refused->pattern;
	for (uint32_t at = refused->start + 1; at < end; at++) {
		enum rt_match_limit limit = RT_LIMIT_NONE;
		unsigned char byte = (unsigned char)text[at];
		if (!(first[byte / 64] >> byte % 64 & 1) || (byte & 0xc0) == 0x80)
			continue;
		if (rt_pcre_run(pcre, RT_PCRE_HERE, &scratch->pcre, text, len, at, &limit) > 0) {
			*again_r = (struct rt_match){.pattern = pattern};
			read_again(scratch, pcre, again_r);
			return true;
		}
	}
	return false;
}

/* --- the fast way ----------------------------------------------------------------------------- */

struct run {
	struct rt_match_scratch *scratch;
	const char *text;
	size_t len;
	const struct rt_match_sink *sink;
	const uint8_t *off; /* by pattern, or NULL */
};

static uint64_t nanoseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void add_cost(struct rt_match_cost *cost, uint64_t spent, bool matched)
{
	cost->calls++;
	cost->matches += matched;
	cost->nanoseconds += spent;
}

void rt_match_scratch_measure(struct rt_match_scratch *scratch, struct rt_match_cost *costs)
{
	scratch->costs = costs;
}

/* Hundreds of patterns begin anew with every segment, and few of them are woken in it. */
static void begin_run(struct rt_match_scratch *scratch)
{
	if (++scratch->run)
		return;
	memset(scratch->progress, 0, scratch->matcher->patterns.count * sizeof *scratch->progress);
	scratch->run = 1;
}

static struct progress *progress_of(struct rt_match_scratch *scratch, uint32_t pattern)
{
	struct progress *progress = &scratch->progress[pattern];
	if (progress->run != scratch->run)
		*progress = (struct progress){.run = scratch->run};
	return progress;
}

/* The automaton says that the pattern may match here; PCRE2 has the last word. */
static void confirm(const struct run *run, uint32_t pattern, size_t start)
{
	struct rt_match_scratch *scratch = run->scratch;
	struct progress *progress = progress_of(scratch, pattern);
	struct rt_pcre *pcre = &scratch->matcher->patterns.items[pattern];
	enum rt_match_limit limit = RT_LIMIT_NONE;
	if (start < progress->end || progress->limits >= LIMITS_MAX)
		return;
	if (run->sink->woken)
		run->sink->woken(run->sink->context, pattern, (uint32_t)start);
	uint64_t began = scratch->costs ? nanoseconds() : 0;
	int rc = rt_pcre_run(
		pcre, RT_PCRE_HERE, &scratch->pcre, run->text, run->len, start, &limit);
	if (scratch->costs)
		add_cost(&scratch->costs[pattern], nanoseconds() - began, rc > 0);
	if (rc > 0) {
		progress->end = (uint32_t)rt_match_keep(scratch, pcre, pattern);
	} else if (rc < 0) {
		progress->limits++;
		run->sink->limited(run->sink->context, pattern, (uint32_t)start, limit);
	}
}

struct window {
	const struct run *run;
	uint32_t pattern;
};

static void confirm_windowed(void *context, uint32_t rule, size_t start)
{
	const struct window *window = context;
	(void)rule;
	confirm(window->run, window->pattern, start);
}

/* A windowed pattern's tail has turned up: the pattern may begin anywhere in the window before it.
 * What is before its last tail has been in a window already, or is out of reach. */
static void open_window(const struct run *run, uint32_t pattern, size_t tail)
{
	const struct rt_matcher *matcher = run->scratch->matcher;
	struct progress *progress = progress_of(run->scratch, pattern);
	struct window window = {run, pattern};
	const struct rt_automaton_sink sink = {
		.context = &window, .wake = confirm_windowed, .wanted_from = &progress->end};
	size_t stop = progress->tail_end > progress->end ? progress->tail_end : progress->end;
	size_t start = rt_waker_window(&matcher->wakers[pattern], matcher->classes, run->text, tail,
		stop);
	progress->tail_end = (uint32_t)tail + 1;
	rt_automaton_scan(
		matcher->windows[pattern], run->text, run->len, start, tail + 1, &sink);
}

static void wake(void *context, uint32_t pattern, size_t start)
{
	const struct run *run = context;
	if (run->off && run->off[pattern])
		return;
	if (run->scratch->matcher->wakers[pattern].windowed)
		open_window(run, pattern, start);
	else
		confirm(run, pattern, start);
}

void rt_matcher_run_with(const struct rt_matcher *matcher, struct rt_match_scratch *scratch,
	const char *text, size_t len, const struct rt_match_hints *hints,
	const struct rt_match_sink *sink)
{
	struct run run = {scratch, text, len, sink, hints->off};
	const struct rt_automaton_sink tails = {.context = &run, .wake = wake};
	struct rt_automaton *automaton = scratch->generation->automaton;
	rt_vec_clear(&scratch->found);
	rt_vec_clear(&scratch->groups);
	begin_run(scratch);
	rt_automaton_scan(matcher->openers, text, len, 0, len != 0, &tails);
	if (hints->looks)
		rt_automaton_scan_looks(automaton, text, len, hints->looks, &tails);
	else
		rt_automaton_scan(automaton, text, len, 0, len, &tails);
	rt_match_deliver(scratch, sink);
}

void rt_matcher_run(const struct rt_matcher *matcher, struct rt_match_scratch *scratch,
	const char *text, size_t len, const struct rt_match_sink *sink)
{
	rt_matcher_run_with(matcher, scratch, text, len, &(struct rt_match_hints){0}, sink);
}
