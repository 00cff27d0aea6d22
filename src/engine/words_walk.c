/*
 * Walks the wake automaton (words_wake.h) from a token on.
 *
 * At most tokens the walk is over after two steps. Where an entry of several tokens begins that some program
 * waits for, the walk branches: one goes on behind the first token, one behind each entry.
 */
#include "engine/words_run_p.h"

#define MAX_BRANCHES 32 /* of the walk from one token; more wake what could take their entries */

static void wake(struct rt_words_runner *in, struct rt_wake_list list)
{
	for (size_t i = 0; i < list.count; i++) {
		uint32_t program = list.programs[i];
		if (in->woken_at[program] == in->round)
			continue;
		in->woken_at[program] = in->round;
		rt_vec_push(&in->woken, program);
	}
}

/* Begins the walks behind the entries that begin at a token. */
static void branch(struct rt_words_runner *in, uint32_t state, uint32_t at, unsigned *left)
{
	struct rt_spans spans = rt_words_spans_at(in, at);
	for (uint32_t i = 0; i < spans.count; i++) {
		const struct rt_span *span = &in->spans.items[spans.first + i];
		if (!*left) {
			wake(in, rt_words_wake_by_entry(
					 in->wake, state, span->signature, in->signatures));
			continue;
		}
		uint32_t next = rt_words_wake_step(in->wake, state, span->signature, in->signatures);
		if (next == RT_WAKE_DEAD)
			continue;
		--*left;
		rt_vec_push(&in->branches, (struct rt_branch){next, at + span->tokens});
	}
}

/* Programs that have matched in a state. -> what it is asked for. */
static inline unsigned arrive(struct rt_words_runner *in, uint32_t number)
{
	const struct rt_wake_state *state = &in->wake->states[number];
	if (state->kind & RT_WAKE_ENDS)
		wake(in, (struct rt_wake_list){state->ended, state->ended_count});
	return state->kind;
}

/* From a state before a token, until no program is left. */
static void walk(struct rt_words_runner *in, uint32_t state, uint32_t at, uint32_t limit, unsigned *left)
{
	for (; state != RT_WAKE_DEAD; at++) {
		unsigned kind = arrive(in, state);
		bool inside = at < limit;
		bool branches = inside && kind & RT_WAKE_WAITS && rt_words_spans_at(in, at).count;
		uint32_t signature = inside ? in->tokens[at].signature : 0;
		uint32_t next = inside
			? rt_words_wake_step(in->wake, state, signature, in->signatures)
			: RT_WAKE_DEAD;
		if (next == RT_WAKE_DEAD && !branches && !(kind & RT_WAKE_MAY_END))
			return;
		if (kind & RT_WAKE_PLACES) {
			state = rt_words_wake_view(in->wake, state, rt_words_view_at(in, at));
			arrive(in, state);
			if (inside)
				next = rt_words_wake_step(in->wake, state, signature, in->signatures);
		}
		if (branches)
			branch(in, state, at, left);
		state = next;
	}
}

/* By number, as the reference tries them: a few. */
static void sort_woken(struct rt_words_runner *in)
{
	uint32_t *programs = in->woken.items;
	for (size_t i = 1; i < in->woken.count; i++) {
		uint32_t program = programs[i];
		size_t at = i;
		for (; at && programs[at - 1] > program; at--)
			programs[at] = programs[at - 1];
		programs[at] = program;
	}
}

void rt_words_ask_all(struct rt_words_runner *in, uint32_t start)
{
	struct rt_words_wake *all = in->wake;
	unsigned left = MAX_BRANCHES;
	uint32_t limit = in->behind - start > RT_WORDS_MAX_TOKENS ? start + RT_WORDS_MAX_TOKENS
								  : in->behind;
	rt_vec_clear(&in->woken);
	rt_words_wake_trim(all);
	struct rt_wake_start *from = rt_words_wake_start(all, rt_words_view_at(in, start));
	uint32_t state = rt_words_wake_first(all, from, in->tokens[start].signature, in->signatures);
	bool opens = rt_words_spans_at(in, start).count;
	if (state == RT_WAKE_DEAD && !opens)
		return;
	in->round++;
	if (opens)
		branch(in, from->state, start, &left);
	walk(in, state, start + 1, limit, &left);
	while (in->branches.count) {
		struct rt_branch next = in->branches.items[--in->branches.count];
		if (next.at <= limit)
			walk(in, next.state, next.at, limit, &left);
	}
	sort_woken(in);
}
