/*
 * An automaton's states as bytes: a head, what is known of each state, then the items, what is accepted and the
 * rows of all of them, then the dialects.
 *
 * A run needs few of the states that earlier texts led to. So they stay where they are, in the cache, and a
 * state's row, the one part that still changes, is taken out when a walk first comes to it.
 *
 * Bytes that nobody has looked at before are trusted in nothing: every position, node, rule and state
 * number is looked at, and the states that every automaton begins with must be the same. Then, and
 * where all that was done before, they are taken as they are.
 */
#include "match/automaton_p.h"

#include "base/mem.h"

#include <string.h>

struct frozen_head {
	uint64_t fingerprint, transitions, item_count, accept_count;
	uint32_t state_end, waking_end, start_end, start_waking_end;
	uint32_t columns, dialect_count;
};

struct frozen_state {
	uint32_t item_count, accept_count, hash;
	uint16_t before, at_end;
};

struct frozen_dialect {
	uint32_t starts[RT_BEFORE_VALUES + 1][RT_STARTS]; /* numbers of states */
};

/* Over all that gives states their meaning. */
static uint64_t fingerprint(const struct rt_automaton *automaton)
{
	struct rt_str all = RT_STR_INIT;
	uint32_t counts[3] = {(uint32_t)rt_classes_count(automaton->classes),
		(uint32_t)rt_classes_node_count(automaton->classes), sizeof *automaton->rows};
	rt_str_append_n(&all, (const char *)counts, sizeof counts);
	rt_positions_freeze(&automaton->positions, &all);
	uint64_t hash = rt_hash(all.data, all.len);
	rt_str_release(&all);
	return hash;
}

/* ---- freezing ---- */

static void add(struct rt_str *out, const void *items, size_t size)
{
	if (size)
		rt_str_append_n(out, items, size);
}

static void align(struct rt_str *out, size_t from)
{
	while ((out->len - from) % sizeof(uint64_t))
		rt_str_append_char(out, '\0');
}

/* The row of a state, wherever it is now. */
static const uint16_t *row_of(const struct rt_automaton *automaton, uint32_t number)
{
	const uint16_t *frozen = rt_automaton_frozen_row(automaton, number);
	return frozen ? frozen : automaton->rows + (size_t)number * automaton->row_length;
}

/* What there was no room for is not known. */
static void freeze_row(const struct rt_automaton *automaton, uint32_t number, struct rt_str *out)
{
	const uint16_t *row = row_of(automaton, number), unknown = RT_STATE_UNKNOWN;
	size_t at = out->len;
	add(out, row, automaton->layout.columns * sizeof *row);
	for (uint32_t i = 0; i < automaton->layout.columns; i++)
		if (row[i] == RT_STATE_FULL)
			memcpy(out->data + at + i * sizeof unknown, &unknown, sizeof unknown);
}

/* The next number of a state, from RT_STATE_FIRST on; the waking ones come last. */
static uint32_t next_number(const struct rt_automaton *automaton, uint32_t number, uint32_t state_end)
{
	return number + 1 == state_end ? automaton->waking_first : number + 1;
}

#define EACH_STATE(number, automaton, head)                                                        \
	(uint32_t number = (head)->state_end > RT_STATE_FIRST ? RT_STATE_FIRST                     \
							      : (automaton)->waking_first;         \
		number < (head)->waking_end;                                                       \
		number = next_number(automaton, number, (head)->state_end))

static void freeze_states(
	const struct rt_automaton *automaton, const struct frozen_head *head, struct rt_str *out)
{
	size_t from = out->len;
	for EACH_STATE (i, automaton, head) {
		const struct rt_state *state = &automaton->states[i];
		struct frozen_state frozen = {state->item_count, state->accept_count, state->hash,
			state->before, state->at_end};
		add(out, &frozen, sizeof frozen);
	}
	for EACH_STATE (i, automaton, head)
		add(out, automaton->states[i].items,
			automaton->states[i].item_count * sizeof *automaton->states[i].items);
	for EACH_STATE (i, automaton, head)
		add(out, automaton->states[i].accepts,
			automaton->states[i].accept_count * sizeof *automaton->states[i].accepts);
	for EACH_STATE (i, automaton, head)
		freeze_row(automaton, i, out);
	align(out, from);
}

static void freeze_dialects(const struct rt_automaton *automaton, struct rt_str *out)
{
	size_t from = out->len, rules = automaton->positions.starts.count;
	struct frozen_dialect frozen;
	for (size_t i = 0; i < automaton->dialect_count; i++) {
		const struct rt_dialect *dialect = automaton->dialects[i];
		for (size_t at = 0; at <= RT_BEFORE_VALUES; at++)
			for (size_t start = 0; start < RT_STARTS; start++)
				frozen.starts[at][start] =
					rt_state_of(automaton, dialect->starts[at][start]);
		add(out, &frozen, sizeof frozen);
	}
	for (size_t i = 1; i < automaton->dialect_count; i++)
		add(out, automaton->dialects[i]->off, rules);
	align(out, from);
}

static void count_contents(const struct rt_automaton *automaton, struct frozen_head *head)
{
	for EACH_STATE (i, automaton, head) {
		head->item_count += automaton->states[i].item_count;
		head->accept_count += automaton->states[i].accept_count;
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
		.start_waking_end = automaton->start_waking_end,
		.columns = automaton->layout.columns,
		.dialect_count = (uint32_t)automaton->dialect_count};
	count_contents(automaton, &head);
	add(out, &head, sizeof head);
	freeze_states(automaton, &head, out);
	freeze_dialects(automaton, out);
	pthread_mutex_unlock(&automaton->building);
}

/* ---- thawing ---- */

/* What stands where in the bytes. */
struct thaw {
	struct rt_automaton *automaton;
	struct frozen_head head;
	const struct frozen_state *states;
	size_t state_count;
	const uint64_t *items;
	const uint32_t *accepts;
	const uint16_t *rows;
	const struct frozen_dialect *dialects;
	const uint8_t *off;
};

/* Moves on behind some items; NULL: they are not all there. */
static const void *take(const char **at, const char *end, uint64_t count, size_t size)
{
	const char *items = *at;
	if (count > (size_t)(end - *at) / size)
		return NULL;
	*at += count * size;
	return items;
}

static bool head_is_sound(const struct rt_automaton *automaton, const struct frozen_head *head)
{
	return head->state_end >= RT_STATE_FIRST && head->state_end <= automaton->waking_first &&
		head->waking_end >= automaton->waking_first && head->waking_end <= automaton->states_max &&
		head->start_end >= RT_STATE_FIRST && head->start_end <= head->state_end &&
		head->start_waking_end >= automaton->waking_first &&
		head->start_waking_end <= head->waking_end && head->columns == automaton->layout.columns &&
		head->dialect_count && head->dialect_count <= RT_DIALECTS;
}

static bool open_bytes(struct thaw *thaw, const char *bytes, size_t len)
{
	const struct rt_automaton *automaton = thaw->automaton;
	const char *at = bytes, *end = bytes + len;
	const void *head = take(&at, end, 1, sizeof thaw->head);
	if (!head)
		return false;
	memcpy(&thaw->head, head, sizeof thaw->head);
	if (!head_is_sound(automaton, &thaw->head))
		return false;
	thaw->state_count = thaw->head.state_end - RT_STATE_FIRST + thaw->head.waking_end -
		automaton->waking_first;
	thaw->states = take(&at, end, thaw->state_count, sizeof *thaw->states);
	thaw->items = take(&at, end, thaw->head.item_count, sizeof *thaw->items);
	thaw->accepts = take(&at, end, thaw->head.accept_count, sizeof *thaw->accepts);
	thaw->rows = take(&at, end, thaw->state_count, automaton->layout.columns * sizeof *thaw->rows);
	const void *gap = take(&at, end, (size_t)(bytes - at) % sizeof(uint64_t), 1);
	thaw->dialects = take(&at, end, thaw->head.dialect_count, sizeof *thaw->dialects);
	const size_t rules = automaton->positions.starts.count;
	thaw->off = take(&at, end, rules * (thaw->head.dialect_count - 1), 1);
	return thaw->states && thaw->items && thaw->accepts && thaw->rows && gap && thaw->dialects &&
		thaw->off;
}

/* The contents fill their arrays: no state's reaches behind them. */
static bool counts_add_up(const struct thaw *thaw)
{
	uint64_t items = 0, accepts = 0;
	for (size_t i = 0; i < thaw->state_count; i++) {
		items += thaw->states[i].item_count;
		accepts += thaw->states[i].accept_count;
	}
	return items == thaw->head.item_count && accepts == thaw->head.accept_count;
}

/* ---- bytes that nobody has looked at ---- */

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

static bool number_is_sound(const struct thaw *thaw, uint32_t number)
{
	if (number == RT_STATE_FULL)
		return false;
	return number < thaw->head.state_end ||
		(number >= thaw->automaton->waking_first && number < thaw->head.waking_end);
}

static bool row_is_sound(const struct thaw *thaw, const struct frozen_state *frozen, const uint16_t *row)
{
	bool goes_on = frozen->item_count;
	for (uint32_t column = 0; column < thaw->automaton->layout.columns; column++)
		if (!number_is_sound(thaw, row[column]) || (!goes_on && row[column] != RT_STATE_DEAD))
			return false;
	return number_is_sound(thaw, frozen->at_end);
}

static bool state_is_sound(const struct thaw *thaw, uint32_t number, const struct frozen_state *frozen,
	const struct rt_state *state)
{
	const struct rt_automaton *automaton = thaw->automaton;
	bool waking = number >= automaton->waking_first;
	bool starts = number < (waking ? thaw->head.start_waking_end : thaw->head.start_end);
	return frozen->before <= RT_BEFORE_ELSEWHERE && frozen->item_count + frozen->accept_count &&
		waking == (frozen->accept_count != 0) &&
		items_are_sound(automaton, state->items, state->item_count) &&
		accepts_are_sound(automaton, state->accepts, state->accept_count) &&
		state->hash == rt_automaton_hash(state) &&
		(!starts || rt_automaton_is_same(&automaton->states[number], state));
}

/* The state whose contents begin here. */
static struct rt_state thawed(const struct frozen_state *frozen, const uint64_t *items, const uint32_t *accepts)
{
	return (struct rt_state){.items = items, .accepts = accepts, .item_count = frozen->item_count,
		.accept_count = frozen->accept_count, .hash = frozen->hash, .before = frozen->before,
		.at_end = frozen->at_end};
}

static bool states_are_sound(const struct thaw *thaw)
{
	const struct frozen_state *frozen = thaw->states;
	const uint64_t *items = thaw->items;
	const uint32_t *accepts = thaw->accepts;
	const uint16_t *row = thaw->rows;
	for EACH_STATE (i, thaw->automaton, &thaw->head) {
		struct rt_state state = thawed(frozen, items, accepts);
		if (!state_is_sound(thaw, i, frozen, &state) || !row_is_sound(thaw, frozen, row))
			return false;
		items += frozen->item_count;
		accepts += frozen->accept_count;
		row += thaw->automaton->layout.columns;
		frozen++;
	}
	return true;
}

static bool may_begin(const struct thaw *thaw, uint32_t number)
{
	return number && number_is_sound(thaw, number);
}

static bool dialect_is_sound(const struct thaw *thaw, const struct frozen_dialect *dialect)
{
	for (size_t context = 0; context <= thaw->automaton->layout.context_count; context++)
		for (size_t start = 0; start < RT_STARTS; start++)
			if (!may_begin(thaw, dialect->starts[context][start]))
				return false;
	return true;
}

/* The automaton has its start states already. */
static bool is_sound(const struct thaw *thaw)
{
	const struct rt_automaton *automaton = thaw->automaton;
	if (thaw->head.fingerprint != fingerprint(automaton) ||
		thaw->head.start_end != automaton->start_end ||
		thaw->head.start_waking_end != automaton->start_waking_end || !counts_add_up(thaw) ||
		!states_are_sound(thaw))
		return false;
	for (size_t i = 0; i < thaw->head.dialect_count; i++)
		if (!dialect_is_sound(thaw, &thaw->dialects[i]))
			return false;
	return true;
}

/* ---- taking them ---- */

static void take_states(const struct thaw *thaw)
{
	struct rt_automaton *automaton = thaw->automaton;
	const struct frozen_state *frozen = thaw->states;
	const uint64_t *items = thaw->items;
	const uint32_t *accepts = thaw->accepts;
	for EACH_STATE (i, automaton, &thaw->head) {
		automaton->states[i] = thawed(frozen, items, accepts);
		items += frozen->item_count;
		accepts += frozen->accept_count;
		frozen++;
	}
	automaton->state_end = thaw->head.state_end;
	automaton->waking_end = thaw->head.waking_end;
	automaton->start_end = thaw->head.start_end;
	automaton->start_waking_end = thaw->head.start_waking_end;
	automaton->transitions = thaw->head.transitions;
	automaton->is_indexed = false;
}

static void take_rows(const struct thaw *thaw)
{
	struct rt_automaton *automaton = thaw->automaton;
	size_t first = thaw->head.state_end - RT_STATE_FIRST;
	automaton->frozen = (struct rt_frozen_rows){.rows = thaw->rows,
		.waking_rows = thaw->rows + first * automaton->layout.columns,
		.end = thaw->head.state_end,
		.waking_end = thaw->head.waking_end,
		.taken = rt_alloc_zero(automaton->states_max / 64 + 1, sizeof(uint64_t))};
}

static void take_dialects(const struct thaw *thaw)
{
	struct rt_automaton *automaton = thaw->automaton;
	const uint32_t length = automaton->row_length;
	const uint8_t *off = NULL;
	for (size_t i = 0; i < thaw->head.dialect_count; i++) {
		const struct frozen_dialect *frozen = &thaw->dialects[i];
		struct rt_dialect *dialect = rt_arena_zero(automaton->arena, 1, sizeof *dialect);
		for (size_t context = 0; context <= automaton->layout.context_count; context++)
			for (size_t start = 0; start < RT_STARTS; start++)
				dialect->starts[context][start] = frozen->starts[context][start] * length;
		dialect->off = off;
		off = i ? off + automaton->positions.starts.count : thaw->off;
		automaton->dialects[i] = dialect;
	}
	automaton->dialect_count = thaw->head.dialect_count;
}

/* The automaton begins with its start states alone, or with those that the bytes have. */
int rt_automaton_begin(struct rt_automaton *automaton, const char *bytes, size_t len, bool trusted)
{
	struct thaw thaw = {.automaton = automaton};
	bool fits = bytes && open_bytes(&thaw, bytes, len);
	if (!fits || !trusted) {
		rt_automaton_build_starts(automaton);
		fits = fits && is_sound(&thaw);
	}
	if (!fits)
		return bytes ? -1 : 0;
	take_states(&thaw);
	take_rows(&thaw);
	take_dialects(&thaw);
	return 0;
}

const uint16_t *rt_automaton_frozen_row(const struct rt_automaton *automaton, uint32_t number)
{
	const struct rt_frozen_rows *frozen = &automaton->frozen;
	bool waking = number >= automaton->waking_first;
	if (number < RT_STATE_FIRST || number >= (waking ? frozen->waking_end : frozen->end) ||
		frozen->taken[number / 64] >> number % 64 & 1)
		return NULL;
	return waking ? frozen->waking_rows + (size_t)(number - automaton->waking_first) * automaton->layout.columns
		      : frozen->rows + (size_t)(number - RT_STATE_FIRST) * automaton->layout.columns;
}

/* Others may read the row meanwhile: what they do not see yet is not known to them. */
bool rt_automaton_take_row(struct rt_automaton *automaton, uint32_t number)
{
	const uint16_t *frozen = rt_automaton_frozen_row(automaton, number);
	uint16_t *row = automaton->rows + (size_t)number * automaton->row_length;
	if (!frozen)
		return false;
	for (uint32_t column = 0; column < automaton->layout.columns; column++)
		__atomic_store_n(&row[column], frozen[column], __ATOMIC_RELEASE);
	automaton->frozen.taken[number / 64] |= (uint64_t)1 << number % 64;
	return true;
}
