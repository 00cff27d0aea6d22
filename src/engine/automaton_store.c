/*
 * An automaton's states as bytes: a head, the states with their items, and their rows.
 *
 * Thawed bytes are trusted in nothing: every position, node, rule and state number is looked at
 * before one of them is used, and the states that every automaton begins with must be the same.
 */
#include "engine/automaton_p.h"

#include "base/mem.h"

#include <string.h>

struct frozen_head {
	uint64_t fingerprint, transitions;
	uint32_t state_count, start_count;
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
	uint32_t counts[2] = {(uint32_t)rt_classes_count(automaton->classes),
		(uint32_t)rt_classes_node_count(automaton->classes)};
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

void rt_automaton_freeze(struct rt_automaton *automaton, struct rt_str *out)
{
	pthread_mutex_lock(&automaton->building);
	struct frozen_head head = {.fingerprint = fingerprint(automaton),
		.transitions = automaton->transitions,
		.state_count = automaton->state_count,
		.start_count = automaton->start_count};
	rt_str_append_n(out, (const char *)&head, sizeof head);
	for (uint32_t i = RT_STATE_FIRST; i < automaton->state_count; i++) {
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
	}
	rt_str_append_n(out, (const char *)automaton->rows,
		(size_t)automaton->state_count * 256 * sizeof *automaton->rows);
	pthread_mutex_unlock(&automaton->building);
}

/* --- thawing ---------------------------------------------------------------------------------- */

struct thaw {
	struct rt_automaton *automaton;
	const char *at, *end;
	struct frozen_head head;
	bool *accepts; /* whether each state wakes a rule */
	uint16_t *ends;
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
	return frozen->before <= RT_BEFORE_SOME_OTHER && frozen->item_count <= left / 8 &&
		frozen->accept_count <= left / 4 && frozen->item_count + frozen->accept_count;
}

/* Makes state `number`, which must be new and get that number (or, of those that are there already,
 * have it). */
static bool thaw_state(struct thaw *thaw, uint32_t number)
{
	struct frozen_state frozen;
	if (!take(thaw, &frozen, sizeof frozen) || !frozen_is_sound(thaw, &frozen))
		return false;
	uint64_t *items = rt_alloc(frozen.item_count * sizeof *items + 1);
	uint32_t *accepts = rt_alloc(frozen.accept_count * sizeof *accepts + 1);
	bool sound = take(thaw, items, frozen.item_count * sizeof *items) &&
		take(thaw, accepts, frozen.accept_count * sizeof *accepts) &&
		items_are_sound(thaw->automaton, items, frozen.item_count) &&
		accepts_are_sound(thaw->automaton, accepts, frozen.accept_count);
	if (sound) {
		uint16_t made = rt_automaton_state(thaw->automaton, frozen.before, items,
			frozen.item_count, accepts, frozen.accept_count);
		sound = (made & ~RT_STATE_ACCEPTS) == number;
		thaw->accepts[number] = frozen.accept_count != 0;
		thaw->ends[number] = (uint16_t)frozen.at_end;
	}
	rt_free(items);
	rt_free(accepts);
	return sound;
}

static bool entry_is_sound(const struct thaw *thaw, uint16_t entry)
{
	uint32_t number = entry & ~RT_STATE_ACCEPTS;
	if (number < RT_STATE_FIRST)
		return number == entry && entry != RT_STATE_FULL;
	return number < thaw->head.state_count &&
		thaw->accepts[number] == ((entry & RT_STATE_ACCEPTS) != 0);
}

/* Puts in the rows, once every entry of them has been looked at. */
static bool thaw_rows(struct thaw *thaw)
{
	size_t first = (size_t)RT_STATE_FIRST * 256;
	size_t count = (size_t)thaw->head.state_count * 256;
	uint16_t *rows = rt_alloc(count * sizeof *rows);
	bool sound = take(thaw, rows, count * sizeof *rows) && thaw->at == thaw->end;
	for (size_t i = first; sound && i < count; i++)
		sound = entry_is_sound(thaw, rows[i]);
	for (uint32_t i = RT_STATE_FIRST; sound && i < thaw->head.state_count; i++)
		sound = entry_is_sound(thaw, thaw->ends[i]);
	if (sound) {
		memcpy(thaw->automaton->rows + first, rows + first, (count - first) * sizeof *rows);
		for (uint32_t i = RT_STATE_FIRST; i < thaw->head.state_count; i++)
			thaw->automaton->states[i].at_end = thaw->ends[i];
	}
	rt_free(rows);
	return sound;
}

static bool thaw_all(struct thaw *thaw)
{
	for (uint32_t i = RT_STATE_FIRST; i < thaw->head.state_count; i++)
		if (!thaw_state(thaw, i))
			return false;
	return thaw_rows(thaw);
}

/* What was made of bad bytes stays as states that nothing leads to; their rows are empty. */
int rt_automaton_thaw(struct rt_automaton *automaton, const char *bytes, size_t len)
{
	struct thaw thaw = {.automaton = automaton, .at = bytes, .end = bytes + len};
	if (!take(&thaw, &thaw.head, sizeof thaw.head) ||
		thaw.head.fingerprint != fingerprint(automaton) ||
		thaw.head.start_count != automaton->start_count ||
		automaton->state_count != automaton->start_count ||
		thaw.head.state_count < automaton->start_count ||
		thaw.head.state_count > RT_STATES_MAX)
		return -1;
	thaw.accepts = rt_alloc_zero(thaw.head.state_count, sizeof *thaw.accepts);
	thaw.ends = rt_alloc_zero(thaw.head.state_count, sizeof *thaw.ends);
	bool sound = thaw_all(&thaw);
	rt_free(thaw.accepts);
	rt_free(thaw.ends);
	if (!sound)
		return -1;
	automaton->transitions = automaton->thawed_transitions = thaw.head.transitions;
	return 0;
}
