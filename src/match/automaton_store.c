/*
 * An automaton's states as bytes: a head, the states with their items, and their rows.
 *
 * Thawed bytes are trusted in nothing: every position, node, rule and state number is looked at
 * before one of them is used, and the states that every automaton begins with must be the same.
 */
#include "match/automaton_p.h"

#include "base/mem.h"

#include <string.h>

struct frozen_head {
	uint64_t fingerprint, transitions;
	uint32_t state_end, waking_end, start_end, start_waking_end;
};

struct frozen_state {
	uint32_t before, item_count, accept_count, at_end;
};

static void add_position(struct rt_str *out, const struct rt_position *position)
{
	uint32_t numbers[3] = {(uint32_t)position->kind, position->rule, position->next};
	rt_str_append_n(out, (const char *)numbers, sizeof numbers);
	if (position->kind == RT_POSITION_CLASS)
		rt_str_append_n(out, (const char *)&position->class, sizeof position->class);
	else if (position->kind == RT_POSITION_SPLIT)
		rt_str_append_n(out, (const char *)&position->target_count,
			sizeof position->target_count);
	else if (position->kind == RT_POSITION_ASSERT)
		rt_str_append_n(out, (const char *)position->assertion,
			sizeof *position->assertion);
}

/* Over all that gives states their meaning. */
static uint64_t fingerprint(const struct rt_automaton *automaton)
{
	const struct rt_positions *positions = &automaton->positions;
	struct rt_str all = RT_STR_INIT;
	uint32_t counts[3] = {(uint32_t)rt_classes_count(automaton->classes),
		(uint32_t)rt_classes_node_count(automaton->classes), sizeof *automaton->rows};
	rt_str_append_n(&all, (const char *)counts, sizeof counts);
	RT_VEC_FOREACH(position, &positions->items)
		add_position(&all, position);
	if (positions->targets.count)
		rt_str_append_n(&all, (const char *)positions->targets.items,
			positions->targets.count * sizeof *positions->targets.items);
	if (positions->starts.count)
		rt_str_append_n(&all, (const char *)positions->starts.items,
			positions->starts.count * sizeof *positions->starts.items);
	uint64_t hash = rt_hash(all.data, all.len);
	rt_str_release(&all);
	return hash;
}

static void freeze_states(
	const struct rt_automaton *automaton, uint32_t first, uint32_t end, struct rt_str *out)
{
	for (uint32_t i = first; i < end; i++) {
		const struct rt_state *state = &automaton->states[i];
		struct frozen_state frozen = {
			state->before, state->item_count, state->accept_count, state->at_end};
		rt_str_append_n(out, (const char *)&frozen, sizeof frozen);
		if (state->item_count)
			rt_str_append_n(out, (const char *)state->items,
				state->item_count * sizeof *state->items);
		if (state->accept_count)
			rt_str_append_n(out, (const char *)state->accepts,
				state->accept_count * sizeof *state->accepts);
		rt_str_append_n(out,
			(const char *)(automaton->rows + (size_t)i * automaton->row_length),
			automaton->columns * sizeof *automaton->rows);
	}
}

void rt_automaton_freeze(struct rt_automaton *automaton, struct rt_str *out)
{
	pthread_mutex_lock(&automaton->building);
	struct frozen_head head = {.fingerprint = fingerprint(automaton),
		.transitions = automaton->transitions,
		.state_end = automaton->state_end,
		.waking_end = automaton->waking_end,
		.start_end = automaton->start_end,
		.start_waking_end = automaton->start_waking_end};
	rt_str_append_n(out, (const char *)&head, sizeof head);
	freeze_states(automaton, RT_STATE_FIRST, head.state_end, out);
	freeze_states(automaton, automaton->waking_first, head.waking_end, out);
	pthread_mutex_unlock(&automaton->building);
}

/* --- thawing ---------------------------------------------------------------------------------- */

struct thaw {
	struct rt_automaton *automaton;
	const char *at, *end;
	struct frozen_head head;
};

static bool take(struct thaw *thaw, void *into, size_t size)
{
	if ((size_t)(thaw->end - thaw->at) < size)
		return false;
	if (size)
		memcpy(into, thaw->at, size);
	thaw->at += size;
	return true;
}

static bool items_are_sound(
	const struct rt_automaton *automaton, const uint64_t *items, size_t count)
{
	size_t nodes = rt_classes_node_count(automaton->classes);
	for (size_t i = 0; i < count; i++) {
		uint64_t number = items[i] >> 32;
		if (number >= automaton->positions.items.count || (i && items[i] <= items[i - 1]))
			return false;
		enum rt_position_kind kind = automaton->positions.items.items[number].kind;
		if ((kind != RT_POSITION_CLASS && kind != RT_POSITION_ASSERT) ||
			(uint32_t)items[i] >= nodes)
			return false;
	}
	return true;
}

static bool accepts_are_sound(
	const struct rt_automaton *automaton, const uint32_t *accepts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (accepts[i] >= automaton->positions.starts.count ||
			(i && accepts[i] <= accepts[i - 1]))
			return false;
	return true;
}

static bool frozen_is_sound(const struct thaw *thaw, const struct frozen_state *frozen)
{
	size_t left = (size_t)(thaw->end - thaw->at);
	return frozen->before <= RT_BEFORE_ELSEWHERE && frozen->item_count <= left / 8 &&
		frozen->accept_count <= left / 4 && frozen->item_count + frozen->accept_count;
}

/* Is the state, one of those that every automaton begins with, the one of that number? Or else makes it, and
 * it gets that number. */
static bool put_thawed(struct thaw *thaw, uint32_t number, const struct rt_state *state)
{
	struct rt_automaton *automaton = thaw->automaton;
	bool waking = number >= automaton->waking_first;
	if (number < (waking ? automaton->start_waking_end : automaton->start_end))
		return rt_automaton_state(automaton, state->before, state->items,
			       state->item_count, state->accepts, state->accept_count) == number;
	return waking == (state->accept_count != 0) &&
		rt_automaton_put_state(automaton, state) == number;
}

/* The state's row is taken as it is, and looked at when all states are there. */
static bool thaw_state(struct thaw *thaw, uint32_t number)
{
	struct rt_automaton *automaton = thaw->automaton;
	struct frozen_state frozen;
	if (!take(thaw, &frozen, sizeof frozen) || !frozen_is_sound(thaw, &frozen))
		return false;
	uint64_t *items = rt_arena_alloc(automaton->arena, frozen.item_count * sizeof *items + 1);
	uint32_t *accepts = rt_arena_alloc(automaton->arena, frozen.accept_count * sizeof *accepts + 1);
	struct rt_state state = {.before = frozen.before, .items = items, .accepts = accepts,
		.item_count = frozen.item_count, .accept_count = frozen.accept_count};
	uint16_t *row = automaton->rows + (size_t)number * automaton->row_length;
	if (!take(thaw, items, frozen.item_count * sizeof *items) ||
		!take(thaw, accepts, frozen.accept_count * sizeof *accepts) ||
		!items_are_sound(automaton, items, frozen.item_count) ||
		!accepts_are_sound(automaton, accepts, frozen.accept_count) ||
		!put_thawed(thaw, number, &state) ||
		!take(thaw, row, automaton->columns * sizeof *row))
		return false;
	automaton->states[number].at_end = (uint16_t)frozen.at_end;
	return true;
}

static bool thaw_states(struct thaw *thaw, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (!thaw_state(thaw, i))
			return false;
	return true;
}

static bool entry_is_sound(const struct thaw *thaw, uint16_t number)
{
	if (number == RT_STATE_FULL)
		return false;
	return number < thaw->head.state_end ||
		(number >= thaw->automaton->waking_first && number < thaw->head.waking_end);
}

static bool entries_are_sound(const struct thaw *thaw, uint32_t first, uint32_t end)
{
	const struct rt_automaton *automaton = thaw->automaton;
	for (uint32_t i = first; i < end; i++) {
		const uint16_t *row = automaton->rows + (size_t)i * automaton->row_length;
		if (!entry_is_sound(thaw, automaton->states[i].at_end))
			return false;
		for (uint32_t column = 0; column < automaton->columns; column++)
			if (!entry_is_sound(thaw, row[column]))
				return false;
	}
	return true;
}

static bool thaw_all(struct thaw *thaw)
{
	const struct rt_automaton *automaton = thaw->automaton;
	return thaw_states(thaw, RT_STATE_FIRST, thaw->head.state_end) &&
		thaw_states(thaw, automaton->waking_first, thaw->head.waking_end) &&
		thaw->at == thaw->end &&
		entries_are_sound(thaw, RT_STATE_FIRST, thaw->head.state_end) &&
		entries_are_sound(thaw, automaton->waking_first, thaw->head.waking_end);
}

/* What was made of bad bytes stays as states that nothing leads to. */
static void empty_rows(struct rt_automaton *automaton, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		bool goes_on = automaton->states[i].item_count != 0;
		uint16_t fill = (uint16_t)(goes_on ? RT_STATE_UNKNOWN : RT_STATE_DEAD);
		uint16_t *row = automaton->rows + (size_t)i * automaton->row_length;
		for (uint32_t column = 0; column < automaton->columns; column++)
			row[column] = fill;
		automaton->states[i].at_end = fill;
	}
}

static bool head_is_sound(const struct rt_automaton *automaton, const struct frozen_head *head)
{
	return head->fingerprint == fingerprint(automaton) &&
		automaton->state_end == automaton->start_end &&
		automaton->waking_end == automaton->start_waking_end &&
		head->start_end == automaton->start_end &&
		head->start_waking_end == automaton->start_waking_end &&
		head->state_end >= automaton->start_end && head->state_end <= automaton->waking_first &&
		head->waking_end >= automaton->start_waking_end &&
		head->waking_end <= automaton->states_max;
}

int rt_automaton_thaw(struct rt_automaton *automaton, const char *bytes, size_t len)
{
	struct thaw thaw = {.automaton = automaton, .at = bytes, .end = bytes + len};
	if (!take(&thaw, &thaw.head, sizeof thaw.head) || !head_is_sound(automaton, &thaw.head))
		return -1;
	bool sound = thaw_all(&thaw);
	automaton->is_indexed = false;
	if (!sound) {
		empty_rows(automaton, RT_STATE_FIRST, automaton->state_end);
		empty_rows(automaton, automaton->waking_first, automaton->waking_end);
		return -1;
	}
	automaton->transitions = automaton->thawed_transitions = thaw.head.transitions;
	return 0;
}
