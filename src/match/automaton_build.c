/* Building states and the transitions between them. Everything here runs under the lock, or before
 * the automaton is shared. */
#include "match/automaton_p.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ---- a state while it is made ---- */

/* What stands before the place and behind it, as far as it is known. */
static void stand(struct rt_automaton *automaton, unsigned before, unsigned next)
{
	struct rt_builder *builder = &automaton->builder;
	builder->before = before;
	builder->next = next;
	builder->asks = false;
}

void rt_automaton_begin_state(struct rt_automaton *automaton, unsigned before, unsigned next)
{
	struct rt_builder *builder = &automaton->builder;
	rt_automaton_ready_builder(automaton);
	rt_vec_clear(&builder->items);
	rt_vec_clear(&builder->accepts);
	builder->at_start = false;
	stand(automaton, before, next);
	builder->rule_round = rt_automaton_round(
		builder->rule_seen, automaton->positions.starts.count, builder->rule_round);
}

static void accept(struct rt_builder *builder, uint32_t rule)
{
	if (builder->rule_seen[rule] == builder->rule_round)
		return;
	builder->rule_seen[rule] = builder->rule_round;
	rt_vec_push(&builder->accepts, rule);
}

/* Puts a closure into the set; its questions onto the stack, if what comes next is known. */
static void put_closure(struct rt_automaton *automaton, uint32_t from)
{
	struct rt_builder *builder = &automaton->builder;
	struct rt_closure closure = builder->closures[from];
	if (closure.kind != RT_CLOSURE_FIXED)
		closure = rt_automaton_closure(automaton, from, builder->before);
	const struct rt_position *positions = automaton->positions.items.items;
	const uint32_t *closed = closure.count ? builder->closed.items + closure.first : NULL;
	bool answers = closure.asks && builder->next != RT_NEXT_LATER;
	if (closure.accepts || (closure.ends && !builder->at_start))
		accept(builder, positions[from].rule);
	builder->asks |= closure.asks && !answers;
	builder->most += closure.count;
	for (uint32_t i = 0; i < closure.count; i++)
		if (answers && positions[closed[i]].kind == RT_POSITION_ASSERT)
			rt_vec_push(&builder->stack, closed[i]);
		else
			rt_number_set_put(&builder->reached, closed[i]);
}

static void answer(struct rt_automaton *automaton, uint32_t question)
{
	struct rt_builder *builder = &automaton->builder;
	const struct rt_position *position = &automaton->positions.items.items[question];
	enum rt_verdict verdict = rt_automaton_judge(automaton,
		rt_positions_assertion(&automaton->positions, position), builder->before, builder->next);
	if (verdict == RT_VERDICT_HOLDS)
		put_closure(automaton, position->next);
	else if (verdict == RT_VERDICT_OPEN && rt_number_set_put(&builder->reached, question))
		builder->asks = true;
}

/* Closures that are worked out on the way mark what they see as well; a question may be answered twice then. */
static void answer_all(struct rt_automaton *automaton)
{
	struct rt_builder *builder = &automaton->builder;
	uint32_t round = builder->round =
		rt_automaton_round(builder->seen, automaton->positions.items.count, builder->round);
	while (builder->stack.count) {
		uint32_t question = builder->stack.items[--builder->stack.count];
		if (builder->seen[question] != round)
			answer(automaton, question);
		builder->seen[question] = round;
	}
}

void rt_automaton_reach(struct rt_automaton *automaton, uint32_t from)
{
	put_closure(automaton, from);
	if (automaton->builder.stack.count)
		answer_all(automaton);
}

/* Takes what was reached out of the set, into `order`. */
static void take_reached(struct rt_builder *builder)
{
	rt_vec_clear(&builder->order);
	rt_vec_reserve(&builder->order, builder->most + 1);
	builder->order.count = builder->most ? rt_number_set_take(&builder->reached, builder->order.items) : 0;
	builder->most = 0;
}

/* ---- a finished state ---- */

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

/* What is within a character comes from a state that was in order, or nearly so. */
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

/* Puts what was reached behind what is within a character, in order, each once. */
static void join_items(struct rt_builder *builder)
{
	bool is_joined = builder->items.count;
	take_reached(builder);
	rt_vec_reserve(&builder->items, builder->order.count);
	RT_VEC_FOREACH(number, &builder->order)
		builder->items.items[builder->items.count++] = (uint64_t)*number << 32 | RT_NODE_NONE;
	if (!is_joined)
		return;
	sort_items(builder->items.items, builder->items.count);
	size_t kept = 1;
	for (size_t i = 1; i < builder->items.count; i++)
		if (builder->items.items[i] != builder->items.items[kept - 1])
			builder->items.items[kept++] = builder->items.items[i];
	builder->items.count = kept;
}

/* Takes out what belongs to a rule that has been woken. */
static void leave_woken(struct rt_automaton *automaton)
{
	struct rt_builder *builder = &automaton->builder;
	size_t kept = 0;
	builder->asks = false;
	for (size_t i = 0; i < builder->items.count; i++) {
		uint64_t item = builder->items.items[i];
		const struct rt_position *position = &automaton->positions.items.items[item >> 32];
		if (builder->rule_seen[position->rule] == builder->rule_round)
			continue;
		builder->asks |= position->kind == RT_POSITION_ASSERT;
		builder->items.items[kept++] = item;
	}
	builder->items.count = kept;
	if (builder->accepts.count > 1)
		qsort(builder->accepts.items, builder->accepts.count, sizeof(uint32_t), by_rule);
}

uint32_t rt_automaton_take_state(struct rt_automaton *automaton, unsigned before)
{
	struct rt_builder *builder = &automaton->builder;
	join_items(builder);
	if (builder->accepts.count)
		leave_woken(automaton);
	return rt_automaton_state(automaton, builder->asks ? before : RT_BEFORE_UNKNOWN,
		builder->items.items, builder->items.count, builder->accepts.items,
		builder->accepts.count);
}

/* ---- transitions ---- */

/* What waits for an ASCII byte has its character with it, or never will. */
static void feed_ascii(struct rt_automaton *automaton, const struct rt_state *state, unsigned char byte)
{
	struct rt_builder *builder = &automaton->builder;
	const uint64_t *has = rt_automaton_classes_of(automaton, byte);
	uint32_t *behind = builder->behind.items;
	size_t count = 0;
	for (uint32_t i = 0; i < state->item_count; i++) {
		const uint32_t number = (uint32_t)(state->items[i] >> 32);
		const struct rt_eater eater = builder->eaters[number];
		if (eater.class == RT_NO_CLASS) {
			rt_vec_push(&builder->stack, number);
			continue;
		}
		bool is_whole = (uint32_t)state->items[i] == RT_NODE_NONE;
		behind[count] = eater.next;
		count += is_whole && has[eater.class / 64] >> eater.class % 64 & 1;
	}
	builder->behind.count = count;
}

/* What is within a character stays an item; what has its character goes on behind it. */
static void feed_one(struct rt_automaton *automaton, uint32_t number, uint32_t node, unsigned char byte)
{
	struct rt_builder *builder = &automaton->builder;
	const struct rt_eater eater = builder->eaters[number];
	bool whole = false;
	if (eater.class == RT_NO_CLASS) {
		rt_vec_push(&builder->stack, number);
		return;
	}
	node = rt_classes_step(
		automaton->classes, builder->classes.items[eater.class], node, byte, &whole);
	if (whole)
		rt_vec_push(&builder->behind, eater.next);
	else if (node != RT_NODE_NONE)
		rt_vec_push(&builder->items, (uint64_t)number << 32 | node);
}

/* Feeds the byte to all that wait in a state. Its questions come onto the stack. */
static void feed(struct rt_automaton *automaton, const struct rt_state *state, unsigned char byte)
{
	struct rt_builder *builder = &automaton->builder;
	rt_vec_clear(&builder->behind);
	rt_vec_reserve(&builder->behind, state->item_count);
	if (byte < 0x80)
		feed_ascii(automaton, state, byte);
	for (uint32_t i = 0; byte >= 0x80 && i < state->item_count; i++)
		feed_one(automaton, (uint32_t)(state->items[i] >> 32), (uint32_t)state->items[i], byte);
}

static void feed_ascii_to_order(struct rt_automaton *automaton, unsigned char byte)
{
	struct rt_builder *builder = &automaton->builder;
	const uint64_t *has = rt_automaton_classes_of(automaton, byte);
	rt_vec_reserve(&builder->behind, builder->order.count);
	uint32_t *behind = builder->behind.items;
	size_t count = builder->behind.count;
	RT_VEC_FOREACH(number, &builder->order)
	{
		const struct rt_eater eater = builder->eaters[*number];
		behind[count] = eater.next;
		count += has[eater.class / 64] >> eater.class % 64 & 1;
	}
	builder->behind.count = count;
}

/* Answers the questions on the stack, now that the next byte is known, and feeds it to what they come to. */
static void feed_answers(struct rt_automaton *automaton, unsigned char byte)
{
	struct rt_builder *builder = &automaton->builder;
	answer_all(automaton);
	take_reached(builder);
	if (byte < 0x80)
		feed_ascii_to_order(automaton, byte);
	for (size_t i = 0; byte >= 0x80 && i < builder->order.count; i++)
		feed_one(automaton, builder->order.items[i], RT_NODE_NONE, byte);
}

/* What the state's questions come to at the end of the text. */
static uint32_t make_end(struct rt_automaton *automaton, const struct rt_state *state)
{
	struct rt_builder *builder = &automaton->builder;
	for (uint32_t i = 0; i < state->item_count; i++)
		if (builder->eaters[state->items[i] >> 32].class == RT_NO_CLASS)
			rt_vec_push(&builder->stack, (uint32_t)(state->items[i] >> 32));
	answer_all(automaton);
	take_reached(builder);
	return rt_automaton_take_state(automaton, RT_BEFORE_UNKNOWN);
}

static uint32_t make(struct rt_automaton *automaton, const struct rt_state *state, unsigned next)
{
	struct rt_builder *builder = &automaton->builder;
	unsigned before = RT_BEFORE_UNKNOWN;
	rt_automaton_begin_state(automaton, state->before, next);
	if (next == RT_NEXT_END)
		return make_end(automaton, state);
	feed(automaton, state, (unsigned char)next);
	if (builder->stack.count)
		feed_answers(automaton, (unsigned char)next);
	stand(automaton, next < 0x80 ? next : RT_BEFORE_UNKNOWN, RT_NEXT_LATER);
	RT_VEC_FOREACH(position, &builder->behind)
		put_closure(automaton, *position);
	if (next < 0x80)
		before = automaton->layout.word_ascii[next] ? RT_BEFORE_SOME_WORD : RT_BEFORE_SOME_OTHER;
	return rt_automaton_take_state(automaton, before);
}

uint32_t rt_automaton_build(struct rt_automaton *automaton, uint32_t entry, unsigned next)
{
	struct rt_state *state = &automaton->states[rt_state_of(automaton, entry)];
	uint16_t *place = next == RT_NEXT_END ? &state->at_end
					      : automaton->rows + entry + automaton->layout.column_of[next];
	pthread_mutex_lock(&automaton->building);
	uint32_t to = __atomic_load_n(place, __ATOMIC_RELAXED);
	if (to == RT_STATE_UNKNOWN && rt_automaton_take_row(automaton, rt_state_of(automaton, entry)))
		to = __atomic_load_n(place, __ATOMIC_RELAXED);
	if (to == RT_STATE_UNKNOWN) {
		to = make(automaton, state, next);
		automaton->transitions++;
		__atomic_store_n(place, (uint16_t)to, __ATOMIC_RELEASE);
	}
	pthread_mutex_unlock(&automaton->building);
	return to * automaton->row_length;
}
