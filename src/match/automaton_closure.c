/*
 * What is worked out once for a position, and asked for with every state: what it waits for, and its CLOSURE, the
 * positions that can be reached from it without eating a byte. What comes next is not known then, so
 * questions for that stand in the closure and are answered when it is. Questions for the character before are
 * answered: where there are any, a position has a closure for each context. Everything here runs under the
 * lock, or before the automaton is shared.
 */
#include "match/automaton_p.h"

#include "base/mem.h"

#include <string.h>

/* ---- questions ---- */

int rt_automaton_is_word_before(const struct rt_automaton *automaton, unsigned before)
{
	if (before < 128)
		return automaton->layout.word_ascii[before];
	if (before == RT_BEFORE_UNKNOWN || before == RT_BEFORE_ELSEWHERE)
		return -1;
	return before == RT_BEFORE_WORD || before == RT_BEFORE_SOME_WORD;
}

static int is_word_next(const struct rt_automaton *automaton, unsigned next)
{
	if (next < 128)
		return automaton->layout.word_ascii[next];
	if (next < 256)
		return -1;
	return next == RT_NEXT_WORD;
}

static bool holds_before(
	const struct rt_automaton *automaton, const struct rt_assertion *what, unsigned before)
{
	if (before != RT_BEFORE_ELSEWHERE)
		return before >= RT_BEFORE_VALUES || what->before[before];
	for (size_t i = 0; i < automaton->layout.elsewhere_count; i++)
		if (what->before[automaton->layout.value_of[automaton->layout.elsewhere[i]]])
			return true;
	return false;
}

enum rt_verdict rt_automaton_judge(const struct rt_automaton *automaton, const struct rt_assertion *what,
	unsigned before, unsigned next)
{
	switch (what->look) {
	case RT_LOOK_BEFORE:
		return holds_before(automaton, what, before) ? RT_VERDICT_HOLDS : RT_VERDICT_FAILS;
	case RT_LOOK_NEXT:
		if (next > RT_NEXT_END)
			return RT_VERDICT_OPEN;
		return what->next[next] ? RT_VERDICT_HOLDS : RT_VERDICT_FAILS;
	default:
		break;
	}
	if (next == RT_NEXT_LATER)
		return RT_VERDICT_OPEN;
	int left = rt_automaton_is_word_before(automaton, before), right = is_word_next(automaton, next);
	if (left < 0 || right < 0)
		return RT_VERDICT_HOLDS;
	return (left != right) == (what->look == RT_LOOK_BOUNDARY) ? RT_VERDICT_HOLDS : RT_VERDICT_FAILS;
}

/* ---- what positions wait for ---- */

static uint32_t local_class(struct rt_builder *builder, uint32_t *numbers, uint32_t class)
{
	if (!numbers[class]) {
		rt_vec_push(&builder->classes, class);
		numbers[class] = (uint32_t)builder->classes.count;
	}
	return numbers[class] - 1;
}

/* Classes are numbered as this automaton's positions wait for them: a window's are a few of thousands. */
static void note_eaters(struct rt_automaton *automaton)
{
	struct rt_builder *builder = &automaton->builder;
	const struct rt_positions *positions = &automaton->positions;
	uint32_t *numbers = rt_alloc_zero(rt_classes_count(automaton->classes) + 1, sizeof *numbers);
	builder->eaters = rt_alloc_zero(positions->items.count + 1, sizeof *builder->eaters);
	for (size_t i = 0; i < positions->items.count; i++) {
		const struct rt_position *position = &positions->items.items[i];
		bool eats = position->kind == RT_POSITION_CLASS;
		builder->eaters[i] = (struct rt_eater){
			eats ? local_class(builder, numbers, position->class) : RT_NO_CLASS, position->next};
	}
	rt_free(numbers);
}

void rt_automaton_ready_builder(struct rt_automaton *automaton)
{
	struct rt_builder *builder = &automaton->builder;
	size_t positions = automaton->positions.items.count + 1;
	if (builder->seen)
		return;
	builder->seen = rt_alloc_zero(positions, sizeof *builder->seen);
	builder->closures = rt_alloc_zero(positions, sizeof *builder->closures);
	rt_number_set_begin(&builder->reached, positions);
	builder->rule_seen =
		rt_alloc_zero(automaton->positions.starts.count + 1, sizeof *builder->rule_seen);
	note_eaters(automaton);
}

const uint64_t *rt_automaton_classes_of(struct rt_automaton *automaton, unsigned char byte)
{
	struct rt_builder *builder = &automaton->builder;
	uint64_t *has = builder->has[byte];
	if (has)
		return has;
	has = rt_arena_zero(automaton->arena, builder->classes.count / 64 + 1, sizeof *has);
	for (uint32_t i = 0; i < builder->classes.count; i++) {
		const struct rt_class *class =
			rt_classes_get(automaton->classes, builder->classes.items[i]);
		has[i / 64] |= (class->ascii[byte / 64] >> byte % 64 & 1) << i % 64;
	}
	return builder->has[byte] = has;
}

/* ---- closures ---- */

uint32_t rt_automaton_round(uint32_t *seen, size_t count, uint32_t round)
{
	if (round < UINT32_MAX)
		return round + 1;
	memset(seen, 0, count * sizeof *seen);
	return 1;
}

#define NOT_KNOWN UINT32_MAX /* what stands before */

/* By what stands before a position: its closure among those of all contexts. */
static uint32_t context_of(const struct rt_automaton *automaton, unsigned before)
{
	return before < RT_BEFORE_VALUES ? automaton->layout.context_of[before]
					 : (uint32_t)automaton->layout.context_count + before - RT_BEFORE_VALUES;
}

/* A question in the closure. -> false: it hangs on what stands before, which is not known. */
static bool close_over_question(
	struct rt_automaton *automaton, uint32_t number, unsigned before, struct rt_closure *closure)
{
	struct rt_builder *builder = &automaton->builder;
	const struct rt_position *position = &automaton->positions.items.items[number];
	const struct rt_assertion *assertion =
		rt_positions_assertion(&automaton->positions, position);
	if (assertion->look != RT_LOOK_BEFORE) {
		rt_vec_push(&builder->closed, number);
		closure->asks = true;
		return true;
	}
	if (before != NOT_KNOWN &&
		rt_automaton_judge(automaton, assertion, before, RT_NEXT_LATER) == RT_VERDICT_HOLDS)
		rt_vec_push(&builder->stack, position->next);
	return before != NOT_KNOWN;
}

static void push_targets(struct rt_automaton *automaton, const struct rt_position *split)
{
	for (uint32_t i = 0; i < split->target_count; i++)
		rt_vec_push(&automaton->builder.stack,
			automaton->positions.targets.items[split->next + i]);
}

/* -> false: the closure hangs on what stands before. */
static bool close_over_one(
	struct rt_automaton *automaton, uint32_t number, unsigned before, struct rt_closure *closure)
{
	const struct rt_position *position = &automaton->positions.items.items[number];
	if (position->kind == RT_POSITION_SPLIT)
		push_targets(automaton, position);
	else if (position->kind == RT_POSITION_CLASS)
		rt_vec_push(&automaton->builder.closed, number);
	else if (position->kind == RT_POSITION_ASSERT)
		return close_over_question(automaton, number, before, closure);
	else if (position->kind == RT_POSITION_END)
		closure->ends = true;
	else
		closure->accepts = true;
	return true;
}

static struct rt_closure close_over(struct rt_automaton *automaton, uint32_t from, unsigned before)
{
	struct rt_builder *builder = &automaton->builder;
	struct rt_closure closure = {
		.first = (uint32_t)builder->closed.count, .kind = RT_CLOSURE_FIXED};
	size_t stack = builder->stack.count;
	builder->round =
		rt_automaton_round(builder->seen, automaton->positions.items.count, builder->round);
	rt_vec_push(&builder->stack, from);
	while (builder->stack.count > stack) {
		uint32_t number = builder->stack.items[--builder->stack.count];
		if (builder->seen[number] == builder->round)
			continue;
		builder->seen[number] = builder->round;
		if (!close_over_one(automaton, number, before, &closure))
			closure.kind = RT_CLOSURE_DEPENDS;
	}
	closure.count = (uint32_t)builder->closed.count - closure.first;
	return closure;
}

/* Makes room for the closures of all contexts. */
static void divide(struct rt_automaton *automaton, struct rt_closure *closure)
{
	struct rt_builder *builder = &automaton->builder;
	size_t contexts = automaton->layout.context_count + RT_BEFORE_ELSEWHERE + 1 - RT_BEFORE_VALUES;
	builder->closed.count = closure->first;
	closure->first = (uint32_t)builder->by_context.count;
	rt_vec_reserve(&builder->by_context, contexts);
	for (size_t i = 0; i < contexts; i++)
		rt_vec_push(&builder->by_context, (struct rt_closure){0});
}

struct rt_closure rt_automaton_closure(struct rt_automaton *automaton, uint32_t from, unsigned before)
{
	struct rt_builder *builder = &automaton->builder;
	struct rt_closure *closure = &builder->closures[from];
	if (closure->kind == RT_CLOSURE_UNKNOWN) {
		*closure = close_over(automaton, from, NOT_KNOWN);
		if (closure->kind == RT_CLOSURE_DEPENDS)
			divide(automaton, closure);
	}
	if (closure->kind == RT_CLOSURE_FIXED)
		return *closure;
	closure = &builder->by_context.items[closure->first + context_of(automaton, before)];
	if (closure->kind == RT_CLOSURE_UNKNOWN)
		*closure = close_over(automaton, from, before);
	return *closure;
}
