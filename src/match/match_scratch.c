/*
 * What a thread has of a matcher: its own scratch, and a hold on the main automaton.
 *
 * The automaton is shared and built as texts need it, and texts never stop needing more: a dump of some hundred
 * megabytes fills it. Then the next scratch that asks begins a new GENERATION, an automaton that has built
 * nothing yet. Whoever holds the one before goes on with it until it asks itself, and the last to let go
 * frees it: so no thread ever waits for another, nor finds the table that it walks through emptied.
 */
#include "match/match_p.h"

#include "base/mem.h"

/* ---- generations ---- */

struct rt_succession *rt_succession_new(void)
{
	struct rt_succession *succession = rt_alloc_zero(1, sizeof *succession);
	pthread_mutex_init(&succession->lock, NULL);
	succession->now = rt_alloc_zero(1, sizeof *succession->now);
	return succession;
}

static void end_generation(struct rt_generation *generation)
{
	rt_automaton_free(generation->automaton);
	rt_free(generation);
}

void rt_succession_free(struct rt_succession *succession)
{
	end_generation(succession->now);
	pthread_mutex_destroy(&succession->lock);
	rt_free(succession);
}

static void take_up(struct rt_match_scratch *scratch)
{
	struct rt_succession *succession = scratch->matcher->succession;
	pthread_mutex_lock(&succession->lock);
	scratch->generation = succession->now;
	scratch->generation->holders++;
	pthread_mutex_unlock(&succession->lock);
}

static void let_go(struct rt_match_scratch *scratch)
{
	struct rt_succession *succession = scratch->matcher->succession;
	struct rt_generation *held = scratch->generation;
	pthread_mutex_lock(&succession->lock);
	bool ends = !--held->holders && held != succession->now;
	pthread_mutex_unlock(&succession->lock);
	if (ends)
		end_generation(held);
}

/* The generation that comes behind one that is full, if it has not come yet. Its holders are alive. */
static void begin_next(struct rt_succession *succession, const struct rt_generation *full)
{
	pthread_mutex_lock(&succession->lock);
	if (succession->now == full) {
		succession->now = rt_alloc_zero(1, sizeof *succession->now);
		succession->now->automaton = rt_automaton_anew(full->automaton);
	}
	pthread_mutex_unlock(&succession->lock);
}

bool rt_match_scratch_renew(struct rt_match_scratch *scratch)
{
	if (!rt_automaton_is_full(scratch->generation->automaton))
		return false;
	begin_next(scratch->matcher->succession, scratch->generation);
	let_go(scratch);
	take_up(scratch);
	return true;
}

/* ---- a thread's own ---- */

struct rt_match_scratch *rt_match_scratch_new(const struct rt_matcher *matcher)
{
	struct rt_match_scratch *scratch = rt_alloc_zero(1, sizeof *scratch);
	scratch->matcher = matcher;
	take_up(scratch);
	scratch->progress = rt_alloc_zero(matcher->patterns.count + 1, sizeof *scratch->progress);
	rt_pcre_scratch_init(&scratch->pcre, matcher->most_groups);
	return scratch;
}

void rt_match_scratch_free(struct rt_match_scratch *scratch)
{
	if (!scratch)
		return;
	let_go(scratch);
	rt_pcre_scratch_release(&scratch->pcre);
	rt_free(scratch->progress);
	rt_vec_release(&scratch->found);
	rt_vec_release(&scratch->groups);
	rt_vec_release(&scratch->again);
	rt_free(scratch);
}

const struct rt_dialect *rt_match_dialect(const struct rt_match_scratch *scratch, const uint8_t *off)
{
	return rt_automaton_dialect(scratch->generation->automaton, off);
}

bool rt_match_walks(const struct rt_match_scratch *scratch, const struct rt_dialect *dialect,
	const char *word, size_t len, struct rt_walks *walks_r)
{
	return rt_automaton_walks(scratch->generation->automaton, dialect, word, len, walks_r);
}

void rt_match_begin_looks(const struct rt_match_scratch *scratch, struct rt_looks *looks)
{
	rt_automaton_quiet(scratch->generation->automaton, " \n", looks->quiet_at_line, looks->quiet);
}
