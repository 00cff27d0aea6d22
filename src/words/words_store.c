/*
 * What a runner has worked out about patterns, as bytes: its symbols (symbol.h), then its wake automata
 * (words_wake.h), one behind the other, each as a head and its tables. It follows from the rules and from signatures alone, so a cache may
 * hand it to the next runner. A text wants one or two of them, so each is thawed when it is wanted first; until
 * then it is kept, and handed on, as the bytes that it was.
 *
 * Thawed bytes are trusted in nothing: each state must get the number that it had, and every number
 * must be one of a state, symbol, program or instruction that is there.
 */
#include "words/words_run_p.h"

#include "base/str.h"

#include <string.h>

#define STATES_MAX 60000u /* numbers have 16 bits */

struct frozen_wake {
	uint32_t programs, states, first, unused;
	uint64_t len, learnt; /* bytes behind the head; what rt_words_learnt adds up */
};

struct frozen_state {
	uint32_t ended, instructions, steps, kind;
	uint64_t killers[RT_RANKS / 64 + 1];
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
	head.ended = set->content[0];
	head.instructions = (uint32_t)set->count;
	head.steps = state->step_count;
	head.kind = state->kind;
	memcpy(head.killers, state->killers, sizeof head.killers);
	add(out, &head, sizeof head);
	add(out, set->content + 1, (set->content[0] + set->count) * sizeof *set->content);
	for (size_t i = 0; state->steps && i < (size_t)1 << state->step_bits; i++)
		if (state->steps[i].symbol != RT_WAKE_NO_SYMBOL)
			add(out, &state->steps[i], sizeof state->steps[i]);
}

static size_t learnt_by(const struct rt_words_wake *wake)
{
	size_t sum = wake->first.count;
	for (size_t i = 0; i < wake->sets.count; i++)
		sum += 1u + wake->states[i].step_count;
	return sum;
}

static void freeze_wake(const struct rt_words_wake *wake, struct rt_str *out)
{
	struct frozen_wake head = {(uint32_t)wake->terms->programs.count,
		(uint32_t)wake->sets.count, (uint32_t)wake->first.count, 0, 0, learnt_by(wake)};
	size_t at = out->len;
	add(out, &head, sizeof head);
	add(out, wake->off, head.programs);
	for (size_t i = 0; i < wake->sets.count; i++)
		freeze_state(&wake->sets.items[i], &wake->states[i], out);
	add(out, wake->first.items, wake->first.count * sizeof *wake->first.items);
	head.len = out->len - at - sizeof head;
	memcpy(out->data + at, &head, sizeof head);
}

void rt_words_freeze(const struct rt_words_runner *runner, struct rt_str *out)
{
	uint32_t counts[2] = {(uint32_t)runner->symbols.items.count,
		(uint32_t)(runner->wakes.count + runner->waiting.count)};
	add(out, counts, sizeof counts);
	add(out, runner->symbols.items.items, counts[0] * sizeof *runner->symbols.items.items);
	RT_VEC_FOREACH(frozen, &runner->waiting)
		add(out, runner->frozen + frozen->at, frozen->len);
	RT_VEC_FOREACH(wake, &runner->wakes)
		freeze_wake(*wake, out);
}

size_t rt_words_learnt(const struct rt_words_runner *runner)
{
	size_t sum = 0;
	RT_VEC_FOREACH(wake, &runner->wakes)
		sum += learnt_by(*wake);
	RT_VEC_FOREACH(frozen, &runner->waiting)
		sum += frozen->learnt;
	return sum;
}

/* ---- thawing ---- */

struct thaw {
	struct rt_words_wake *wake;
	struct frozen_wake head;
	size_t symbols;
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

static bool ascend(const uint32_t *numbers, size_t count, size_t behind)
{
	for (size_t i = 0; i < count; i++)
		if (numbers[i] >= behind || (i && numbers[i] <= numbers[i - 1]))
			return false;
	return true;
}

static bool thaw_steps(struct thaw *in, uint32_t number, uint32_t count)
{
	struct rt_wake_step step;
	if (count > in->symbols || count > UINT16_MAX / 2 || in->wake->states[number].steps)
		return false;
	if (count * sizeof step > (size_t)(in->end - in->at))
		return false;
	rt_words_wake_expect_steps(in->wake, number, count);
	for (uint32_t i = 0; i < count; i++) {
		if (!take(in, &step, sizeof step) || step.symbol >= in->symbols ||
			step.next >= in->head.states)
			return false;
		rt_words_wake_put_step(in->wake, number, step);
	}
	return true;
}

/* Is the state of that content the one of that number? The first two, dead and start, are there
 * from the beginning and may be empty. */
static bool is_state(
	struct thaw *in, uint32_t number, const struct frozen_state *head, const uint32_t *content)
{
	const uint8_t kind = (uint8_t)head->kind;
	if (!head->instructions && !head->ended)
		return number <= RT_WAKE_START && !in->wake->sets.items[number].count;
	return ascend(content + 1, head->ended, in->head.programs) &&
		ascend(content + 1 + head->ended, head->instructions, in->wake->instruction_count) &&
		rt_words_wake_put_state(in->wake, content, head->instructions, &kind) == number;
}

static bool thaw_state(struct thaw *in, uint32_t number)
{
	struct frozen_state head;
	if (!take(in, &head, sizeof head))
		return false;
	size_t left = (size_t)(in->end - in->at) / sizeof(uint32_t);
	if (head.ended > left || head.instructions > left - head.ended)
		return false;
	size_t count = head.ended + head.instructions;
	uint32_t *content = rt_arena_alloc(in->wake->arena, (1 + count) * sizeof *content);
	content[0] = head.ended;
	if (!take(in, content + 1, count * sizeof *content) || !is_state(in, number, &head, content))
		return false;
	memcpy(in->wake->states[number].killers, head.killers, sizeof head.killers);
	return thaw_steps(in, number, head.steps);
}

static bool thaw_first(struct thaw *in)
{
	size_t count = in->head.first;
	if (count > in->symbols || count > (size_t)(in->end - in->at) / sizeof *in->wake->first.items)
		return false;
	rt_vec_reserve(&in->wake->first, count);
	in->wake->first.count = count;
	if (!take(in, in->wake->first.items, count * sizeof *in->wake->first.items))
		return false;
	RT_VEC_FOREACH(state, &in->wake->first)
		if (*state >= in->head.states && *state != RT_WAKE_UNKNOWN)
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
	return in->wake->sets.count == in->head.states && thaw_first(in);
}

/* A wake automaton that cannot be thawed is freed, and made anew. */
static struct rt_words_wake *thaw_wake(struct rt_words_runner *runner, struct rt_frozen_wake frozen)
{
	const char *bytes = runner->frozen + frozen.at;
	struct thaw in = {.at = bytes, .end = bytes + frozen.len, .symbols = runner->frozen_symbols};
	if (!take(&in, &in.head, sizeof in.head))
		return NULL;
	in.wake = rt_words_wake_new(runner->terms, &runner->symbols, (const uint8_t *)in.at);
	in.at += in.head.programs;
	if (thaw_tables(&in) && in.at == in.end)
		return in.wake;
	rt_words_wake_free(in.wake);
	return NULL;
}

static bool is_for(const struct rt_words_runner *runner, struct rt_frozen_wake frozen, const uint8_t *off)
{
	size_t count = runner->terms->programs.count;
	const char *its = runner->frozen + frozen.at + sizeof(struct frozen_wake);
	return off ? !memcmp(its, off, count) : !count || !memchr(its, 1, count);
}

struct rt_words_wake *rt_words_thaw_wake(struct rt_words_runner *in, const uint8_t *off)
{
	for (size_t i = 0; i < in->waiting.count; i++) {
		struct rt_frozen_wake frozen = in->waiting.items[i];
		if (!is_for(in, frozen, off))
			continue;
		rt_vec_remove(&in->waiting, i);
		return thaw_wake(in, frozen);
	}
	return NULL;
}

/* Sets a wake automaton aside, if it can be one of these patterns. */
static bool set_aside(struct rt_words_runner *runner, struct thaw *in)
{
	size_t programs = runner->terms->programs.count;
	struct rt_frozen_wake frozen = {.at = (size_t)(in->at - runner->frozen)};
	if (!take(in, &in->head, sizeof in->head) || in->head.programs != programs ||
		in->head.len < programs || in->head.len > (size_t)(in->end - in->at))
		return false;
	in->at += in->head.len;
	frozen.len = sizeof in->head + in->head.len;
	frozen.learnt = in->head.learnt;
	rt_vec_push(&runner->waiting, frozen);
	return true;
}

/* Symbols of signatures that are there, no two alike, in views that a token may have. */
static bool thaw_symbols(struct rt_words_runner *runner, size_t signatures, struct thaw *in)
{
	struct rt_symbol symbol;
	for (size_t i = 0; i < in->symbols; i++) {
		if (!take(in, &symbol, sizeof symbol) || symbol.signature >= signatures ||
			symbol.view >= RT_VIEWS || (i && symbol.view & RT_VIEW_END))
			return false;
		if (i && rt_code_symbol(rt_symbols_code(&runner->symbols, symbol.view,
				 symbol.signature)) != i)
			return false;
	}
	return in->symbols;
}

int rt_words_thaw(struct rt_words_runner *runner, size_t signatures, const char *bytes, size_t len,
	bool they_stay)
{
	uint32_t counts[2];
	if (!they_stay)
		rt_str_append_n(&runner->frozen_here, bytes, len);
	runner->frozen = they_stay ? bytes : runner->frozen_here.data;
	struct thaw in = {.at = runner->frozen, .end = runner->frozen + len};
	bool sound = take(&in, counts, sizeof counts);
	in.symbols = runner->frozen_symbols = sound ? counts[0] : 0;
	sound = sound && thaw_symbols(runner, signatures, &in);
	for (uint32_t i = 0; sound && i < counts[1]; i++)
		sound = set_aside(runner, &in);
	if (sound && in.at == in.end)
		return 0;
	rt_words_forget(runner);
	return -1;
}
