/* States: each content once, found by its hash. Everything here runs under the lock, or before the automaton
 * is shared. */
#include "match/automaton_p.h"

#include "base/mem.h"

#include <string.h>

#define FIRST_ROOM 256 /* for states, as a table that finds them has it */

void *rt_automaton_keep(struct rt_automaton *automaton, const void *items, size_t size)
{
	return size ? memcpy(rt_arena_alloc(automaton->arena, size), items, size) : NULL;
}

void rt_automaton_bury(struct rt_automaton *automaton, uint32_t number)
{
	uint16_t *row = automaton->rows + (size_t)number * automaton->row_length;
	for (size_t i = 0; i < automaton->layout.columns; i++)
		row[i] = RT_STATE_DEAD;
	automaton->states[number].at_end = RT_STATE_DEAD;
}

/* The number of a new state; there is room. */
static uint32_t put_state(struct rt_automaton *automaton, const struct rt_state *state)
{
	uint32_t number = state->accept_count ? automaton->waking_end++ : automaton->state_end++;
	automaton->states[number] = *state;
	if (!state->item_count)
		rt_automaton_bury(automaton, number);
	return number;
}

static bool has_room(const struct rt_automaton *automaton, bool waking)
{
	return waking ? automaton->waking_end < automaton->states_max
		      : automaton->state_end < automaton->waking_first;
}

uint32_t rt_automaton_hash(const struct rt_state *state)
{
	uint64_t hash = rt_hash(state->items, state->item_count * sizeof *state->items);
	if (state->accept_count)
		hash ^= rt_hash(state->accepts, state->accept_count * sizeof *state->accepts) * 3;
	hash += state->before;
	return (uint32_t)(hash ^ hash >> 32);
}

bool rt_automaton_is_same(const struct rt_state *a, const struct rt_state *b)
{
	return a->hash == b->hash && a->before == b->before && a->item_count == b->item_count &&
		a->accept_count == b->accept_count &&
		(!a->item_count || !memcmp(a->items, b->items, a->item_count * sizeof *a->items)) &&
		(!a->accept_count ||
			!memcmp(a->accepts, b->accepts, a->accept_count * sizeof *a->accepts));
}

/* The place of the state of that content, or an empty one. */
static uint32_t *known_place(struct rt_automaton *automaton, const struct rt_state *state)
{
	size_t at = state->hash & automaton->known_mask;
	while (automaton->known[at] && !rt_automaton_is_same(&automaton->states[automaton->known[at]], state))
		at = (at + 1) & automaton->known_mask;
	return &automaton->known[at];
}

static void index_states(struct rt_automaton *automaton, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		*known_place(automaton, &automaton->states[i]) = i;
		automaton->known_count++;
	}
}

/* Finds all states anew, with room for as many again. */
static void make_index(struct rt_automaton *automaton)
{
	size_t states = automaton->state_end + automaton->waking_end - automaton->waking_first;
	size_t room = FIRST_ROOM;
	while (room < 4 * states)
		room *= 2;
	rt_free(automaton->known);
	automaton->known = rt_alloc_zero(room, sizeof *automaton->known);
	automaton->known_mask = room - 1;
	automaton->known_count = 0;
	automaton->is_indexed = true;
	index_states(automaton, RT_STATE_FIRST, automaton->state_end);
	index_states(automaton, automaton->waking_first, automaton->waking_end);
}

uint32_t rt_automaton_state(struct rt_automaton *automaton, unsigned before, const uint64_t *items,
	size_t item_count, const uint32_t *accepts, size_t accept_count)
{
	struct rt_state state = {.before = (uint16_t)before, .items = items, .accepts = accepts,
		.item_count = (uint32_t)item_count, .accept_count = (uint32_t)accept_count};
	if (!item_count && !accept_count)
		return RT_STATE_DEAD;
	state.hash = rt_automaton_hash(&state);
	if (!automaton->is_indexed || automaton->known_count * 2 > automaton->known_mask)
		make_index(automaton);
	uint32_t *place = known_place(automaton, &state);
	if (*place)
		return *place;
	if (!has_room(automaton, accept_count != 0)) {
		__atomic_store_n(&automaton->is_full, true, __ATOMIC_RELAXED);
		return RT_STATE_FULL;
	}
	state.items = rt_automaton_keep(automaton, items, item_count * sizeof *items);
	state.accepts = rt_automaton_keep(automaton, accepts, accept_count * sizeof *accepts);
	*place = put_state(automaton, &state);
	automaton->known_count++;
	return *place;
}
