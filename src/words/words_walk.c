/*
 * Walks the wake automaton (words_wake.h) from every token of a chunk on.
 *
 * The automaton is larger than the processor's caches, and what a walk asks for next hangs on what it was
 * told before. So the walks are made side by side, a token further each round, as LANES: while the memory
 * answers one of them, the others ask. Most lanes end in the first round. A round passes over them twice.
 * First each looks at its state, which was fetched in the round before: has a program matched, is there
 * anything left? Then those that live take their step, which was fetched in the first pass.
 *
 * Where an entry of several tokens begins that some program waits for, a lane branches: one goes on behind
 * the first token, one behind each entry.
 */
#include "words/words_run_p.h"

#include <string.h>

#define MAX_BRANCHES 32 /* of the walk from one token; more wake what could take their entries */
#define MANY_STATES 40000 /* made while lanes are under way; their numbers have 16 bits */

static inline uint32_t limit_of(const struct rt_words_runner *in, const struct rt_lane *lane)
{
	uint32_t start = in->chunk + lane->start;
	return in->behind - start > RT_WORDS_MAX_TOKENS ? start + RT_WORDS_MAX_TOKENS : in->behind;
}

/* Puts the lane into a state, unless nothing is left there. There is room. */
static inline void put_lane(struct rt_words_runner *in, struct rt_lane lane, uint32_t state)
{
	lane.state = state;
	__builtin_prefetch(&in->wake->states[state]);
	in->lanes.items[in->lanes.count] = lane;
	in->lanes.count += state != RT_WAKE_DEAD;
}

static void wake(struct rt_words_runner *in, uint32_t start, struct rt_wake_list list)
{
	rt_vec_push(&in->wakings, (struct rt_waking){list, start, 0});
}

/* Begins lanes behind the entries that begin at a lane's token. */
static void branch(struct rt_words_runner *in, const struct rt_lane *lane)
{
	struct rt_spans spans = rt_words_spans_at(in, lane->at);
	for (uint32_t i = 0; i < spans.count; i++) {
		const struct rt_span *span = &in->spans.items[spans.first + i];
		if (!in->branches_left[lane->start]) {
			wake(in, lane->start,
				rt_words_wake_by_entry(
					in->wake, lane->state, span->signature, in->signatures));
			continue;
		}
		uint32_t next = rt_words_wake_step(
			in->wake, lane->state, span->signature, in->signatures);
		if (next == RT_WAKE_DEAD || lane->at + span->tokens > limit_of(in, lane))
			continue;
		in->branches_left[lane->start]--;
		rt_vec_push(&in->branches, (struct rt_lane){next, lane->at + span->tokens, lane->start});
	}
}

/* Does anything live on that has come to a token of the chunk, or behind the last? What it needs for its
 * step is fetched. Most lanes end here, and which do is hard to foresee: it is answered without a branch. */
static inline bool lives(const struct rt_words_runner *in, const struct rt_wake_state *state, uint32_t at,
	uint32_t limit)
{
	if (at >= limit)
		return state->kind & RT_WAKE_MAY_END;
	uint32_t signature = in->tokens[at].signature;
	bool waits = state->kind & RT_WAKE_WAITS, begins = rt_words_spans_at(in, at).count;
	if (state->steps)
		__builtin_prefetch(&state->steps[rt_wake_slot(state, signature)]);
	return !rt_wake_kills(state, signature) | ((state->kind & RT_WAKE_MAY_END) != 0) | (waits & begins);
}

/* Notes the lanes in which programs have matched, and keeps those that live. */
static void look(struct rt_words_runner *in)
{
	struct rt_lane *lanes = in->lanes.items;
	size_t count = in->lanes.count, kept = 0;
	rt_vec_reserve(&in->wakings, count);
	for (size_t i = 0; i < count; i++) {
		const struct rt_lane lane = lanes[i];
		const struct rt_wake_state *state = &in->wake->states[lane.state];
		struct rt_waking *waking = &in->wakings.items[in->wakings.count];
		waking->list = (struct rt_wake_list){state->ended, state->ended_count};
		waking->start = lane.start;
		in->wakings.count += state->ended_count != 0;
		lanes[kept] = lane;
		kept += lives(in, state, lane.at, limit_of(in, &lane));
	}
	in->lanes.count = kept;
}

/* A lane that asks where it stands is answered, and looks again; any other takes its token. */
static void step(struct rt_words_runner *in, struct rt_lane lane)
{
	const struct rt_wake_state *state = &in->wake->states[lane.state];
	if (state->kind & RT_WAKE_PLACES) {
		unsigned view = rt_words_view_at(in, lane.at);
		put_lane(in, lane, rt_words_wake_view(in->wake, lane.state, view));
		return;
	}
	if (state->kind & RT_WAKE_WAITS && rt_words_spans_at(in, lane.at).count)
		branch(in, &lane);
	uint32_t next = rt_words_wake_step(
		in->wake, lane.state, in->tokens[lane.at].signature, in->signatures);
	lane.at++;
	put_lane(in, lane, next);
}

/* Takes all lanes a token further. */
static void next_round(struct rt_words_runner *in)
{
	look(in);
	size_t count = in->lanes.count;
	in->lanes.count = 0;
	for (size_t i = 0; i < count; i++)
		step(in, in->lanes.items[i]);
	rt_vec_reserve(&in->lanes, in->branches.count + 1);
	RT_VEC_FOREACH(lane, &in->branches)
		put_lane(in, *lane, lane->state);
	rt_vec_clear(&in->branches);
}

/* The lanes behind the chunk's tokens. */
static void begin_lanes(struct rt_words_runner *in, uint32_t behind)
{
	rt_vec_clear(&in->lanes);
	rt_vec_reserve(&in->lanes, behind - in->chunk + 1);
	for (uint32_t at = in->chunk; at < behind; at++) {
		struct rt_lane lane = {0, at, at - in->chunk};
		unsigned view = at > in->first
			? rt_words_view_between(in->tokens[at - 1].place, in->tokens[at].place)
			: rt_words_view_at(in, at);
		struct rt_wake_start *start = rt_words_wake_start(in->wake, view);
		if (rt_words_spans_at(in, at).count) {
			lane.state = start->state;
			branch(in, &lane);
		}
		lane.at++;
		put_lane(in, lane,
			rt_words_wake_first(
				in->wake, start, in->tokens[at].signature, in->signatures));
	}
}

/* Strings the wakings of each token of the chunk together. */
static void string_wakings(struct rt_words_runner *in)
{
	for (uint32_t i = 1; i < in->wakings.count; i++) {
		struct rt_waking *waking = &in->wakings.items[i];
		waking->next = in->waking_of[waking->start];
		in->waking_of[waking->start] = i;
	}
}

bool rt_words_gather(struct rt_words_runner *in, uint32_t first, uint32_t behind)
{
	size_t count = behind - first;
	rt_words_wake_trim(in->wake, RT_WAKE_STATES);
	in->chunk = first;
	rt_vec_clear(&in->wakings);
	rt_vec_push(&in->wakings, (struct rt_waking){0});
	rt_vec_clear(&in->branches);
	memset(in->waking_of, 0, count * sizeof *in->waking_of);
	memset(in->branches_left, MAX_BRANCHES, count);
	begin_lanes(in, behind);
	while (in->lanes.count || in->branches.count) {
		if (count > 1 && rt_words_wake_trim(in->wake, MANY_STATES))
			return false;
		next_round(in);
	}
	string_wakings(in);
	return true;
}

/* Puts a program in where its number says, as the reference tries them, and each once. They are a few. */
static void put_woken(struct rt_words_runner *in, uint32_t program)
{
	size_t at = in->woken.count;
	while (at && in->woken.items[at - 1] > program)
		at--;
	if (at && in->woken.items[at - 1] == program)
		return;
	rt_vec_push(&in->woken, program);
	uint32_t *place = in->woken.items + at;
	memmove(place + 1, place, (in->woken.count - 1 - at) * sizeof *place);
	*place = program;
}

void rt_words_woken_at(struct rt_words_runner *in, uint32_t at)
{
	rt_vec_clear(&in->woken);
	for (uint32_t i = in->waking_of[at - in->chunk]; i; i = in->wakings.items[i].next)
		for (size_t j = 0; j < in->wakings.items[i].list.count; j++)
			put_woken(in, in->wakings.items[i].list.programs[j]);
}
