/*
 * Walks the wake automaton (words_wake.h) from a token on.
 *
 * At most tokens the walk is over after two steps. So the first two are taken for many tokens at once, where
 * none of them waits for what the memory says to another, and only the rest is walked one by one.
 *
 * Where an entry of several tokens begins that some program waits for, the walk branches: one goes on behind
 * the first token, one behind each entry.
 */
#include "words/words_run_p.h"

#include <string.h>

#define MAX_BRANCHES 32 /* of the walk from one token; more wake what could take their entries */

static void wake(struct rt_words_runner *in, struct rt_wake_list list)
{
	for (size_t i = 0; i < list.count; i++)
		rt_vec_push(&in->woken, list.programs[i]);
}

static inline struct rt_wake_start *start_at(struct rt_words_runner *in, uint32_t at)
{
	return rt_words_wake_start(in->wake, rt_words_view_at(in, at));
}

/* The state behind a token from which a walk begins. */
static inline uint32_t first_state(struct rt_words_runner *in, uint32_t at)
{
	return rt_words_wake_first(
		in->wake, start_at(in, at), in->tokens[at].signature, in->signatures);
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

/* By number, as the reference tries them, and each once. They are a few. */
static void sort_woken(struct rt_words_runner *in)
{
	uint32_t *programs = in->woken.items;
	size_t count = 0;
	for (size_t i = 0; i < in->woken.count; i++) {
		uint32_t program = programs[i];
		size_t at = count;
		while (at && programs[at - 1] > program)
			at--;
		if (at && programs[at - 1] == program)
			continue;
		memmove(programs + at + 1, programs + at, (count - at) * sizeof *programs);
		programs[at] = program;
		count++;
	}
	in->woken.count = count;
}

void rt_words_ask_all(struct rt_words_runner *in, const struct rt_awake *awake)
{
	uint32_t start = awake->start;
	unsigned left = MAX_BRANCHES;
	uint32_t limit = in->behind - start > RT_WORDS_MAX_TOKENS ? start + RT_WORDS_MAX_TOKENS
								  : in->behind;
	in->forgotten |= rt_words_wake_trim(in->wake);
	rt_vec_clear(&in->woken);
	if (rt_words_spans_at(in, start).count)
		branch(in, start_at(in, start)->state, start, &left);
	walk(in, in->forgotten ? first_state(in, start) : awake->state, start + 1, limit, &left);
	while (in->branches.count) {
		struct rt_branch next = in->branches.items[--in->branches.count];
		if (next.at <= limit)
			walk(in, next.state, next.at, limit, &left);
	}
	if (in->woken.count > 1)
		sort_woken(in);
}

/* ---- many at once ---- */

/* May a program match that has taken the token before `at` and is now in that state? Answered from two lines
 * of the cache; a third is fetched for the walk. */
static inline bool may_match(const struct rt_words_runner *in, uint32_t number, uint32_t at)
{
	const struct rt_wake_state *state = &in->wake->states[number];
	if (number == RT_WAKE_DEAD)
		return false;
	if (state->kind & (RT_WAKE_ENDS | RT_WAKE_MAY_END))
		return true;
	if (at == in->behind)
		return false;
	if (state->kind & RT_WAKE_WAITS && rt_words_spans_at(in, at).count)
		return true;
	uint32_t signature = in->tokens[at].signature;
	if (rt_wake_kills(state, signature))
		return false;
	if (state->steps)
		__builtin_prefetch(&state->steps[rt_wake_slot(state, signature)]);
	return true;
}

void rt_words_gather(struct rt_words_runner *in, uint32_t first, uint32_t behind)
{
	uint16_t states[RT_WORDS_CHUNK];
	rt_words_wake_trim(in->wake);
	in->forgotten = false;
	rt_vec_clear(&in->awake);
	rt_vec_reserve(&in->awake, behind - first);
	for (uint32_t at = first; at < behind; at++) {
		const struct rt_token *token = &in->tokens[at];
		unsigned view = at > in->first ? rt_words_view_between(token[-1].place, token->place)
					       : rt_words_view_at(in, at);
		uint32_t state = rt_words_wake_first(in->wake, rt_words_wake_start(in->wake, view),
			token->signature, in->signatures);
		__builtin_prefetch(&in->wake->states[state]);
		states[at - first] = (uint16_t)state;
	}
	for (uint32_t at = first; at < behind; at++)
		if (may_match(in, states[at - first], at + 1) || rt_words_spans_at(in, at).count)
			in->awake.items[in->awake.count++] = (struct rt_awake){at, states[at - first]};
}
