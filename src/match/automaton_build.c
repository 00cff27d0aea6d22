/* Building states and the transitions between them. Everything here runs under the lock, or before
 * the automaton is shared. */
#include "match/automaton_p.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 256 /* for states, as a table that finds them has it */

enum verdict { FAILS, HOLDS, OPEN };

static int is_word_before(const struct rt_automaton *automaton, unsigned before)
{
	if (before < 128)
		return automaton->word_ascii[before];
	if (before == RT_BEFORE_UNKNOWN || before == RT_BEFORE_ELSEWHERE)
		return -1;
	return before == RT_BEFORE_WORD || before == RT_BEFORE_SOME_WORD;
}

static int is_word_next(const struct rt_automaton *automaton, unsigned next)
{
	if (next < 128)
		return automaton->word_ascii[next];
	if (next < 256)
		return -1;
	return next == RT_NEXT_WORD;
}

static bool holds_before(
	const struct rt_automaton *automaton, const struct rt_assertion *what, unsigned before)
{
	if (before != RT_BEFORE_ELSEWHERE)
		return before >= RT_BEFORE_VALUES || what->before[before];
	for (size_t i = 0; i < automaton->elsewhere_count; i++)
		if (what->before[automaton->value_of[automaton->elsewhere[i]]])
			return true;
	return false;
}

static enum verdict judge(
	const struct rt_automaton *automaton, const struct rt_assertion *what)
{
	unsigned before = automaton->builder.before, next = automaton->builder.next;
	switch (what->look) {
	case RT_LOOK_BEFORE:
		return holds_before(automaton, what, before) ? HOLDS : FAILS;
	case RT_LOOK_NEXT:
		if (next > RT_NEXT_END)
			return OPEN;
		return what->next[next] ? HOLDS : FAILS;
	default:
		break;
	}
	if (next == RT_NEXT_LATER)
		return OPEN;
	int left = is_word_before(automaton, before), right = is_word_next(automaton, next);
	if (left < 0 || right < 0)
		return HOLDS;
	return (left != right) == (what->look == RT_LOOK_BOUNDARY) ? HOLDS : FAILS;
}

static void accept(struct rt_builder *builder, uint32_t rule)
{
	if (builder->rule_seen[rule] == builder->rule_round)
		return;
	builder->rule_seen[rule] = builder->rule_round;
	rt_vec_push(&builder->accepts, rule);
}

static void put_item(struct rt_builder *builder, uint32_t position, uint32_t node)
{
	rt_vec_push(&builder->items, (uint64_t)position << 32 | node);
}

static void push_targets(struct rt_automaton *automaton, const struct rt_position *split)
{
	for (uint32_t i = 0; i < split->target_count; i++)
		rt_vec_push(&automaton->builder.stack,
			automaton->positions.targets.items[split->next + i]);
}

static void visit(struct rt_automaton *automaton, uint32_t number)
{
	struct rt_builder *builder = &automaton->builder;
	const struct rt_position *position = &automaton->positions.items.items[number];
	enum verdict verdict;
	switch (position->kind) {
	case RT_POSITION_CLASS:
		put_item(builder, number, RT_NODE_NONE);
		return;
	case RT_POSITION_SPLIT:
		push_targets(automaton, position);
		return;
	case RT_POSITION_ASSERT:
		verdict = judge(automaton, position->assertion);
		if (verdict == HOLDS)
			rt_vec_push(&builder->stack, position->next);
		else if (verdict == OPEN)
			put_item(builder, number, RT_NODE_NONE);
		return;
	case RT_POSITION_END:
		if (builder->at_start)
			return;
		break;
	case RT_POSITION_ACCEPT:
		break;
	}
	accept(builder, position->rule);
}

/* Puts in what can be reached from a position without eating a byte. */
static void follow(struct rt_automaton *automaton, uint32_t position)
{
	struct rt_builder *builder = &automaton->builder;
	rt_vec_push(&builder->stack, position);
	while (builder->stack.count) {
		uint32_t number = builder->stack.items[--builder->stack.count];
		if (builder->position_seen[number] == builder->round)
			continue;
		builder->position_seen[number] = builder->round;
		visit(automaton, number);
	}
}

static void next_round(struct rt_automaton *automaton)
{
	struct rt_builder *builder = &automaton->builder;
	if (++builder->round == UINT32_MAX) {
		memset(builder->position_seen, 0,
			automaton->positions.items.count * sizeof *builder->position_seen);
		builder->round = 1;
	}
}

static void clear(struct rt_automaton *automaton)
{
	struct rt_builder *builder = &automaton->builder;
	rt_vec_clear(&builder->items);
	rt_vec_clear(&builder->accepts);
	builder->at_start = false;
	next_round(automaton);
	if (++builder->rule_round == UINT32_MAX) {
		memset(builder->rule_seen, 0,
			automaton->positions.starts.count * sizeof *builder->rule_seen);
		builder->rule_round = 1;
	}
}

/* --- states ----------------------------------------------------------------------------------- */

static int by_item(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
	return a < b ? -1 : a > b;
}

static int by_rule(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return a < b ? -1 : a > b;
}

/* Items come rule by rule: as a rule only a few stand out of their order, and not far from it. */
static void sort_items(uint64_t *items, size_t count)
{
	size_t moves = 16 * count;
	for (size_t i = 1; i < count; i++) {
		uint64_t item = items[i];
		size_t at = i;
		for (; at && items[at - 1] > item && moves; at--, moves--)
			items[at] = items[at - 1];
		items[at] = item;
	}
	if (!moves && count)
		qsort(items, count, sizeof *items, by_item);
}

/* Takes out what is twice and what belongs to a rule that has been woken. */
static bool tidy(struct rt_automaton *automaton)
{
	struct rt_builder *builder = &automaton->builder;
	bool asks = false;
	size_t kept = 0;
	sort_items(builder->items.items, builder->items.count);
	for (size_t i = 0; i < builder->items.count; i++) {
		uint64_t item = builder->items.items[i];
		const struct rt_position *position = &automaton->positions.items.items[item >> 32];
		if (kept && builder->items.items[kept - 1] == item)
			continue;
		if (builder->accepts.count &&
			builder->rule_seen[position->rule] == builder->rule_round)
			continue;
		asks |= position->kind == RT_POSITION_ASSERT;
		builder->items.items[kept++] = item;
	}
	builder->items.count = kept;
	if (builder->accepts.count > 1)
		qsort(builder->accepts.items, builder->accepts.count, sizeof(uint32_t), by_rule);
	return asks;
}

static void *keep(struct rt_arena *arena, const void *items, size_t size)
{
	return size ? memcpy(rt_arena_alloc(arena, size), items, size) : NULL;
}

uint32_t rt_automaton_put_state(struct rt_automaton *automaton, const struct rt_state *state)
{
	uint32_t number = state->accept_count ? automaton->waking_end++ : automaton->state_end++;
	struct rt_state *put = &automaton->states[number];
	*put = *state;
	if (!state->item_count) {
		uint16_t *row = automaton->rows + (size_t)number * automaton->row_length;
		for (size_t i = 0; i < automaton->columns; i++)
			row[i] = RT_STATE_DEAD;
		put->at_end = RT_STATE_DEAD;
	}
	return number;
}

static bool has_room(const struct rt_automaton *automaton, bool waking)
{
	return waking ? automaton->waking_end < automaton->states_max
		      : automaton->state_end < automaton->waking_first;
}

static uint64_t hash_of(const struct rt_state *state)
{
	uint64_t hash = rt_hash(state->items, state->item_count * sizeof *state->items);
	if (state->accept_count)
		hash ^= rt_hash(state->accepts, state->accept_count * sizeof *state->accepts) * 3;
	return hash + state->before;
}

static bool is_same(const struct rt_state *a, const struct rt_state *b)
{
	return a->before == b->before && a->item_count == b->item_count &&
		a->accept_count == b->accept_count &&
		(!a->item_count || !memcmp(a->items, b->items, a->item_count * sizeof *a->items)) &&
		(!a->accept_count ||
			!memcmp(a->accepts, b->accepts, a->accept_count * sizeof *a->accepts));
}

/* The place of the state of that content, or an empty one. */
static uint32_t *known_place(struct rt_automaton *automaton, const struct rt_state *state)
{
	size_t at = hash_of(state) & automaton->known_mask;
	while (automaton->known[at] && !is_same(&automaton->states[automaton->known[at]], state))
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
	struct rt_state state = {.before = before, .items = items, .accepts = accepts,
		.item_count = (uint32_t)item_count, .accept_count = (uint32_t)accept_count};
	if (!item_count && !accept_count)
		return RT_STATE_DEAD;
	if (!automaton->is_indexed || automaton->known_count * 2 > automaton->known_mask)
		make_index(automaton);
	uint32_t *place = known_place(automaton, &state);
	if (*place)
		return *place;
	if (!has_room(automaton, accept_count != 0))
		return RT_STATE_FULL;
	state.items = keep(automaton->arena, items, item_count * sizeof *items);
	state.accepts = keep(automaton->arena, accepts, accept_count * sizeof *accepts);
	*place = rt_automaton_put_state(automaton, &state);
	automaton->known_count++;
	return *place;
}

static uint32_t take_state(struct rt_automaton *automaton, unsigned before)
{
	struct rt_builder *builder = &automaton->builder;
	bool asks = tidy(automaton);
	return rt_automaton_state(automaton, asks ? before : RT_BEFORE_UNKNOWN,
		builder->items.items, builder->items.count, builder->accepts.items,
		builder->accepts.count);
}

/* --- transitions ------------------------------------------------------------------------------ */

/* What the state's open questions come to, now that the next byte is known. */
static void answer(struct rt_automaton *automaton, const struct rt_state *state, unsigned next)
{
	struct rt_builder *builder = &automaton->builder;
	builder->before = state->before;
	builder->next = next;
	for (uint32_t i = 0; i < state->item_count; i++) {
		uint32_t number = (uint32_t)(state->items[i] >> 32);
		if (builder->eaters[number].class == RT_NO_CLASS)
			follow(automaton, number);
		else
			rt_vec_push(&builder->items, state->items[i]);
	}
}

/* Works out what can be reached from a position. What looks at the character before has it depend on that. */
static void close_over(struct rt_automaton *automaton, uint32_t from)
{
	struct rt_builder *builder = &automaton->builder;
	struct rt_closure *closure = &builder->closures[from];
	closure->first = (uint32_t)builder->closed.count;
	closure->kind = RT_CLOSURE_FIXED;
	next_round(automaton);
	rt_vec_push(&builder->stack, from);
	while (builder->stack.count) {
		uint32_t number = builder->stack.items[--builder->stack.count];
		const struct rt_position *position = &automaton->positions.items.items[number];
		if (builder->position_seen[number] == builder->round)
			continue;
		builder->position_seen[number] = builder->round;
		if (position->kind == RT_POSITION_SPLIT)
			push_targets(automaton, position);
		else if (position->kind == RT_POSITION_CLASS ||
			(position->kind == RT_POSITION_ASSERT &&
				position->assertion->look != RT_LOOK_BEFORE))
			rt_vec_push(&builder->closed, number);
		else if (position->kind == RT_POSITION_ASSERT)
			closure->kind = RT_CLOSURE_DEPENDS;
		else if (closure->kind == RT_CLOSURE_FIXED)
			closure->kind = RT_CLOSURE_ACCEPTS;
	}
	closure->count = (uint32_t)builder->closed.count - closure->first;
	if (closure->count > 1)
		qsort(builder->closed.items + closure->first, closure->count,
			sizeof *builder->closed.items, by_rule);
}

/* The same as follow, for a position that stands behind a byte. */
static void add_closure(struct rt_automaton *automaton, uint32_t from)
{
	struct rt_builder *builder = &automaton->builder;
	struct rt_closure closure = builder->closures[from];
	if (closure.kind == RT_CLOSURE_DEPENDS) {
		follow(automaton, from);
		return;
	}
	if (closure.kind == RT_CLOSURE_ACCEPTS)
		accept(builder, automaton->positions.items.items[from].rule);
	rt_vec_reserve(&builder->items, closure.count);
	for (uint32_t i = 0; i < closure.count; i++) {
		uint32_t number = builder->closed.items[closure.first + i];
		builder->items.items[builder->items.count] = (uint64_t)number << 32 | RT_NODE_NONE;
		builder->items.count += builder->position_seen[number] != builder->round;
		builder->position_seen[number] = builder->round;
	}
}

/* Feeds the byte to every item. What is within a character stays an item; what has its character goes on
 * behind it. */
static void feed(struct rt_automaton *automaton, unsigned char byte)
{
	struct rt_builder *builder = &automaton->builder;
	const uint64_t *has = byte < 0x80 ? rt_automaton_classes_of(automaton, byte) : NULL;
	size_t count = builder->items.count, kept = 0;
	rt_vec_clear(&builder->behind);
	rt_vec_reserve(&builder->behind, count);
	for (size_t i = 0; i < count; i++) {
		uint32_t number = (uint32_t)(builder->items.items[i] >> 32);
		uint32_t node = (uint32_t)builder->items.items[i];
		const struct rt_eater eater = builder->eaters[number];
		bool whole = false;
		if (!has)
			node = rt_classes_step(
				automaton->classes, eater.class, node, byte, &whole);
		else if (node == RT_NODE_NONE)
			whole = has[eater.class / 64] >> eater.class % 64 & 1;
		else
			node = RT_NODE_NONE;
		if (whole)
			builder->behind.items[builder->behind.count++] = eater.next;
		else if (node != RT_NODE_NONE)
			builder->items.items[kept++] = (uint64_t)number << 32 | node;
	}
	builder->items.count = kept;
}

static void eat(struct rt_automaton *automaton, unsigned char byte)
{
	struct rt_builder *builder = &automaton->builder;
	feed(automaton, byte);
	RT_VEC_FOREACH(position, &builder->behind)
		if (builder->closures[*position].kind == RT_CLOSURE_UNKNOWN)
			close_over(automaton, *position);
	next_round(automaton);
	builder->before = byte < 0x80 ? byte : RT_BEFORE_UNKNOWN;
	builder->next = RT_NEXT_LATER;
	RT_VEC_FOREACH(position, &builder->behind)
		add_closure(automaton, *position);
}

static uint32_t make(struct rt_automaton *automaton, const struct rt_state *state, unsigned next)
{
	struct rt_builder *builder = &automaton->builder;
	unsigned before = RT_BEFORE_UNKNOWN;
	if (!builder->eaters)
		rt_automaton_note_eaters(automaton);
	clear(automaton);
	answer(automaton, state, next);
	if (next == RT_NEXT_END) {
		rt_vec_clear(&builder->items);
		return take_state(automaton, before);
	}
	eat(automaton, (unsigned char)next);
	if (next < 128)
		before = automaton->word_ascii[next] ? RT_BEFORE_SOME_WORD : RT_BEFORE_SOME_OTHER;
	return take_state(automaton, before);
}

uint32_t rt_automaton_build(struct rt_automaton *automaton, uint32_t entry, unsigned next)
{
	struct rt_state *state = &automaton->states[rt_state_of(automaton, entry)];
	uint16_t *place = next == RT_NEXT_END ? &state->at_end
					      : automaton->rows + entry + automaton->column_of[next];
	pthread_mutex_lock(&automaton->building);
	uint32_t to = __atomic_load_n(place, __ATOMIC_RELAXED);
	if (to == RT_STATE_UNKNOWN) {
		to = make(automaton, state, next);
		automaton->transitions++;
		__atomic_store_n(place, (uint16_t)to, __ATOMIC_RELEASE);
	}
	pthread_mutex_unlock(&automaton->building);
	return to * automaton->row_length;
}

/* --- contexts and start states ---------------------------------------------------------------- */

typedef RT_VEC(const struct rt_assertion *) assertion_list;

/* What looks at the character before, each way of looking once. */
static void list_looks_before(const struct rt_automaton *automaton, assertion_list *list)
{
	struct rt_map *seen = rt_map_new();
	RT_VEC_FOREACH(position, &automaton->positions.items) {
		const struct rt_assertion *assertion = position->assertion;
		if (position->kind != RT_POSITION_ASSERT || assertion->look != RT_LOOK_BEFORE)
			continue;
		uint64_t *known = rt_map_at(
			seen, (const char *)assertion->before, sizeof assertion->before);
		if (!*known)
			rt_vec_push(list, assertion);
		*known = 1;
	}
	rt_map_free(seen);
}

static void note_context(struct rt_automaton *automaton, const assertion_list *looks,
	struct rt_map *contexts, unsigned value)
{
	struct rt_str key = RT_STR_INIT;
	rt_str_append_char(&key, is_word_before(automaton, value) ? 'w' : '-');
	RT_VEC_FOREACH(look, looks)
		rt_str_append_char(&key, (*look)->before[value] ? '1' : '0');
	uint64_t *number = rt_map_at(contexts, key.data, key.len);
	if (!*number)
		*number = ++automaton->context_count;
	automaton->context_of[value] = (uint8_t)(*number - 1);
	rt_str_release(&key);
}

/* The contexts that stand before words now and then. */
static void note_elsewhere(struct rt_automaton *automaton)
{
	bool seen[RT_BEFORE_VALUES] = {false};
	for (unsigned value = 0; value < RT_BEFORE_VALUES; value++) {
		uint8_t context = automaton->context_of[value];
		if (value == ' ' || value == '\n' || seen[context])
			continue;
		seen[context] = true;
		automaton->elsewhere[automaton->elsewhere_count++] = context;
	}
}

static uint32_t build_start(
	struct rt_automaton *automaton, const uint8_t *off, unsigned before, enum rt_start start)
{
	static const unsigned next[RT_STARTS] = {RT_NEXT_LATER, RT_NEXT_WORD, RT_NEXT_OTHER};
	struct rt_builder *builder = &automaton->builder;
	clear(automaton);
	builder->at_start = true;
	builder->before = before;
	builder->next = next[start];
	for (size_t rule = 0; rule < automaton->positions.starts.count; rule++)
		if (!off || !off[rule])
			follow(automaton, automaton->positions.starts.items[rule]);
	return take_state(automaton, before);
}

/* NULL: there is no room for its states. */
static struct rt_dialect *new_dialect(struct rt_automaton *automaton, const uint8_t *off)
{
	struct rt_dialect *dialect = rt_arena_zero(automaton->arena, 1, sizeof *dialect);
	if (off)
		dialect->off = keep(automaton->arena, off, automaton->positions.starts.count);
	for (size_t context = 0; context < automaton->context_count; context++)
		for (int start = 0; start < RT_STARTS; start++) {
			uint32_t state = build_start(
				automaton, off, automaton->value_of[context], (enum rt_start)start);
			if (state == RT_STATE_FULL)
				return NULL;
			dialect->starts[context][start] = state * automaton->row_length;
		}
	uint32_t state = build_start(automaton, off, RT_BEFORE_ELSEWHERE, RT_START_ASCII);
	dialect->elsewhere = state * automaton->row_length;
	return state == RT_STATE_FULL ? NULL : dialect;
}

static struct rt_dialect *known_dialect(const struct rt_automaton *automaton, const uint8_t *off)
{
	size_t rules = automaton->positions.starts.count;
	for (size_t i = 1; i < automaton->dialect_count; i++)
		if (!memcmp(automaton->dialects[i]->off, off, rules))
			return automaton->dialects[i];
	return NULL;
}

const struct rt_dialect *rt_automaton_dialect(struct rt_automaton *automaton, const uint8_t *off)
{
	if (!memchr(off, 1, automaton->positions.starts.count))
		return NULL;
	pthread_mutex_lock(&automaton->building);
	struct rt_dialect *dialect = known_dialect(automaton, off);
	if (!dialect && automaton->dialect_count < RT_DIALECTS &&
		(dialect = new_dialect(automaton, off)))
		automaton->dialects[automaton->dialect_count++] = dialect;
	pthread_mutex_unlock(&automaton->building);
	return dialect;
}

void rt_automaton_build_starts(struct rt_automaton *automaton)
{
	struct rt_map *contexts = rt_map_new();
	assertion_list looks = {0};
	list_looks_before(automaton, &looks);
	for (unsigned value = 0; value < RT_BEFORE_VALUES; value++) {
		size_t known = automaton->context_count;
		note_context(automaton, &looks, contexts, value);
		if (automaton->context_count > known)
			automaton->value_of[known] = (uint8_t)value;
	}
	rt_map_free(contexts);
	rt_vec_release(&looks);
	note_elsewhere(automaton);
	automaton->dialects[automaton->dialect_count++] = new_dialect(automaton, NULL);
	automaton->start_end = automaton->state_end;
	automaton->start_waking_end = automaton->waking_end;
}
