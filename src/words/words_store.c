/*
 * What a runner has worked out about patterns, as bytes: its wake automata (words_wake.h), one behind the
 * other, each as a head and its tables. It follows from the rules and from signatures alone, so a cache may
 * hand it to the next runner.
 *
 * Thawed bytes are trusted in nothing: each state must get the number that it had, and every number
 * must be one of a state, signature or instruction that is there.
 */
#include "words/words_run_p.h"

#include "base/str.h"

#include <string.h>

#define STATES_MAX 60000u /* numbers have 16 bits */

struct frozen_wake {
	uint32_t programs, states, starts;
};

struct frozen_state {
	uint32_t instructions, steps, has_views;
	uint64_t killers[RT_WAKE_OFTEN / 64];
};

/* ---- freezing ---- */

static void add(struct rt_str *out, const void *bytes, size_t len)
{
	if (len)
		rt_str_append_n(out, bytes, len);
}

static void freeze_state(
	const struct rt_wake_set *set, const struct rt_wake_state *state, struct rt_str *out)
{
	struct frozen_state head;
	memset(&head, 0, sizeof head);
	head.instructions = (uint32_t)set->count;
	head.steps = state->step_count;
	head.has_views = state->views != NULL;
	memcpy(head.killers, state->killers, sizeof head.killers);
	add(out, &head, sizeof head);
	add(out, set->instructions, set->count * sizeof *set->instructions);
	for (size_t i = 0; state->steps && i < (size_t)1 << state->step_bits; i++)
		if (state->steps[i].signature != RT_WAKE_NO_SIGNATURE)
			add(out, &state->steps[i], sizeof state->steps[i]);
	if (state->views)
		add(out, state->views, RT_VIEWS * sizeof *state->views);
}

static void freeze_wake(const struct rt_words_wake *wake, struct rt_str *out)
{
	struct frozen_wake head = {(uint32_t)wake->terms->programs.count,
		(uint32_t)wake->sets.count, (uint32_t)wake->starts.count};
	add(out, &head, sizeof head);
	add(out, wake->off, head.programs);
	for (size_t i = 0; i < wake->sets.count; i++)
		freeze_state(&wake->sets.items[i], &wake->states[i], out);
	RT_VEC_FOREACH(start, &wake->starts) {
		uint32_t pair[2] = {start->state, (uint32_t)start->next.count};
		add(out, pair, sizeof pair);
		add(out, start->next.items, start->next.count * sizeof *start->next.items);
	}
	add(out, wake->start_of, sizeof wake->start_of);
}

void rt_words_freeze(const struct rt_words_runner *runner, struct rt_str *out)
{
	uint32_t count = (uint32_t)runner->wakes.count;
	add(out, &count, sizeof count);
	RT_VEC_FOREACH(wake, &runner->wakes)
		freeze_wake(*wake, out);
}

size_t rt_words_learnt(const struct rt_words_runner *runner)
{
	size_t sum = 0;
	RT_VEC_FOREACH(wake, &runner->wakes) {
		for (size_t i = 0; i < (*wake)->sets.count; i++)
			sum += 1u + (*wake)->states[i].step_count;
		RT_VEC_FOREACH(start, &(*wake)->starts)
			sum += start->next.count;
	}
	return sum;
}

/* ---- thawing ---- */

struct thaw {
	struct rt_words_wake *wake;
	struct frozen_wake head;
	size_t signatures;
	const char *at, *end;
};

static bool take(struct thaw *in, void *into, size_t size)
{
	if ((size_t)(in->end - in->at) < size)
		return false;
	if (size)
		memcpy(into, in->at, size);
	in->at += size;
	return true;
}

static bool are_states(const struct thaw *in, const uint16_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (numbers[i] >= in->head.states && numbers[i] != RT_WAKE_UNKNOWN)
			return false;
	return true;
}

static bool are_instructions(const struct thaw *in, const uint32_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (numbers[i] >= in->wake->instruction_count || (i && numbers[i] <= numbers[i - 1]))
			return false;
	return true;
}

static bool thaw_steps(struct thaw *in, uint32_t number, uint32_t count)
{
	struct rt_wake_step step;
	if (count > in->signatures || count > UINT16_MAX / 2 || in->wake->states[number].steps)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		if (!take(in, &step, sizeof step) || step.signature >= in->signatures ||
			step.next >= in->head.states)
			return false;
		rt_words_wake_put_step(in->wake, number, step);
	}
	return true;
}

static bool thaw_views(struct thaw *in, uint32_t number)
{
	uint16_t *views = rt_arena_alloc(in->wake->arena, RT_VIEWS * sizeof *views);
	in->wake->states[number].views = views;
	return take(in, views, RT_VIEWS * sizeof *views) && are_states(in, views, RT_VIEWS);
}

/* Is the state of these instructions the one of that number? The first two, dead and start, are there
 * from the beginning and may be empty. */
static bool is_state(struct thaw *in, uint32_t number, const uint32_t *instructions, size_t count)
{
	if (!count)
		return number <= RT_WAKE_START && !in->wake->sets.items[number].count;
	return rt_words_wake_put_state(in->wake, instructions, count) == number;
}

static bool thaw_state(struct thaw *in, uint32_t number)
{
	struct frozen_state head;
	if (!take(in, &head, sizeof head) ||
		head.instructions > (size_t)(in->end - in->at) / sizeof(uint32_t))
		return false;
	uint32_t *instructions =
		rt_arena_alloc(in->wake->arena, head.instructions * sizeof *instructions + 1);
	if (!take(in, instructions, head.instructions * sizeof *instructions) ||
		!are_instructions(in, instructions, head.instructions) ||
		!is_state(in, number, instructions, head.instructions))
		return false;
	memcpy(in->wake->states[number].killers, head.killers, sizeof head.killers);
	return thaw_steps(in, number, head.steps) && (!head.has_views || thaw_views(in, number));
}

static bool thaw_start(struct thaw *in)
{
	struct rt_wake_start start = {0};
	uint32_t pair[2];
	if (!take(in, pair, sizeof pair) || pair[0] >= in->head.states || pair[1] > in->signatures ||
		pair[1] > (size_t)(in->end - in->at) / sizeof *start.next.items)
		return false;
	start.state = pair[0];
	rt_vec_reserve(&start.next, pair[1]);
	start.next.count = pair[1];
	rt_vec_push(&in->wake->starts, start);
	return take(in, start.next.items, pair[1] * sizeof *start.next.items) &&
		are_states(in, start.next.items, pair[1]);
}

static bool thaw_starts(struct thaw *in)
{
	struct rt_words_wake *wake = in->wake;
	if (in->head.starts > RT_VIEWS)
		return false;
	for (uint32_t i = 0; i < in->head.starts; i++)
		if (!thaw_start(in))
			return false;
	if (!take(in, wake->start_of, sizeof wake->start_of))
		return false;
	for (size_t i = 0; i < RT_VIEWS; i++)
		if (wake->start_of[i] >= wake->starts.count && wake->start_of[i] != RT_WAKE_NO_START)
			return false;
	return true;
}

static bool thaw_tables(struct thaw *in)
{
	if (in->head.states < in->wake->sets.count || in->head.states > STATES_MAX)
		return false;
	for (uint32_t i = 0; i < in->head.states; i++)
		if (!thaw_state(in, i))
			return false;
	return in->wake->sets.count == in->head.states && thaw_starts(in);
}

/* A wake automaton that cannot be thawed is freed, and will be made anew when it is wanted. */
static bool thaw_wake(struct rt_words_runner *runner, struct thaw *in)
{
	size_t programs = runner->terms->programs.count;
	if (!take(in, &in->head, sizeof in->head) || in->head.programs != programs ||
		(size_t)(in->end - in->at) < programs)
		return false;
	in->wake = rt_words_wake_new(runner->terms, (const uint8_t *)in->at);
	in->at += programs;
	if (thaw_tables(in)) {
		rt_vec_push(&runner->wakes, in->wake);
		return true;
	}
	rt_words_wake_free(in->wake);
	return false;
}

int rt_words_thaw(
	struct rt_words_runner *runner, size_t signatures, const char *bytes, size_t len)
{
	struct thaw in = {.signatures = signatures, .at = bytes, .end = bytes + len};
	uint32_t count;
	bool sound = take(&in, &count, sizeof count);
	for (uint32_t i = 0; sound && i < count; i++)
		sound = thaw_wake(runner, &in);
	if (sound && in.at == in.end)
		return 0;
	rt_words_forget(runner);
	return -1;
}
