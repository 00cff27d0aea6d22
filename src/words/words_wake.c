#include "words/words_wake.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_STATES 256
#define FIRST_STEP_BITS 2

static void number_instructions(struct rt_words_wake *wake)
{
	const struct rt_word_terms *terms = wake->terms;
	wake->base = rt_alloc_zero(terms->programs.count + 1, sizeof *wake->base);
	for (size_t i = 0; i < terms->programs.count; i++) {
		wake->base[i] = (uint32_t)wake->instruction_count;
		wake->instruction_count += terms->programs.items[i].count;
	}
	wake->program_of = rt_alloc_zero(wake->instruction_count + 1, sizeof *wake->program_of);
	wake->term_of = rt_alloc_zero(wake->instruction_count + 1, sizeof *wake->term_of);
	for (uint32_t i = 0; i < terms->programs.count; i++)
		for (size_t pc = 0; pc < terms->programs.items[i].count; pc++) {
			const struct rt_words_instruction *code = &terms->programs.items[i].code[pc];
			bool asks = code->op == RT_WORDS_TERM;
			wake->program_of[wake->base[i] + pc] = i;
			wake->term_of[wake->base[i] + pc] = asks ? code->a : RT_WAKE_NO_TERM;
		}
	wake->seen = rt_alloc_zero(wake->instruction_count + 1, sizeof *wake->seen);
}

static const struct rt_words_instruction *code_at(
	const struct rt_words_wake *wake, uint32_t instruction)
{
	uint32_t program = wake->program_of[instruction];
	return &wake->terms->programs.items[program].code[instruction - wake->base[program]];
}

/* It is not known where the next token stands: the question stays open, or is answered with yes. */
enum { NO_VIEW = RT_VIEWS, ANY_VIEW };

/* Adds to the set what can be reached from an instruction without taking a token. */
static void reach(struct rt_words_wake *wake, uint32_t instruction, unsigned view)
{
	rt_vec_push(&wake->todo, instruction);
	while (wake->todo.count) {
		uint32_t at = wake->todo.items[--wake->todo.count];
		if (wake->seen[at] == wake->round)
			continue;
		wake->seen[at] = wake->round;
		uint32_t base = wake->base[wake->program_of[at]];
		const struct rt_words_instruction *code = code_at(wake, at);
		switch (code->op) {
		case RT_WORDS_SPLIT:
			rt_vec_push(&wake->todo, base + code->b);
			rt_vec_push(&wake->todo, base + code->a);
			break;
		case RT_WORDS_JUMP:
			rt_vec_push(&wake->todo, base + code->a);
			break;
		case RT_WORDS_SAVE:
			rt_vec_push(&wake->todo, at + 1);
			break;
		case RT_WORDS_PLACE:
			if (view == NO_VIEW)
				rt_vec_push(&wake->set, at);
			else if (view == ANY_VIEW || rt_words_stands(view, code->a))
				rt_vec_push(&wake->todo, at + 1);
			break;
		default:
			rt_vec_push(&wake->set, at);
		}
	}
}

static int ascending(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return a < b ? -1 : a > b;
}

/* A set comes program by program: as a rule only a few stand out of their order, and not far from it. */
static void sort(uint32_t *items, size_t count)
{
	size_t moves = 16 * count;
	for (size_t i = 1; i < count; i++) {
		uint32_t item = items[i];
		size_t at = i;
		for (; at && items[at - 1] > item && moves; at--, moves--)
			items[at] = items[at - 1];
		items[at] = item;
	}
	if (!moves && count)
		qsort(items, count, sizeof *items, ascending);
}

static void begin_set(struct rt_words_wake *wake)
{
	wake->round++;
	rt_vec_clear(&wake->set);
}

/* Adds what a set comes to when all its questions for places are answered with yes. */
static unsigned kind_beyond_places(struct rt_words_wake *wake, const struct rt_wake_set *set)
{
	unsigned kind = 0;
	begin_set(wake);
	for (size_t i = 0; i < set->count; i++)
		if (code_at(wake, set->instructions[i])->op == RT_WORDS_PLACE)
			reach(wake, set->instructions[i], ANY_VIEW);
	RT_VEC_FOREACH(instruction, &wake->set)
	{
		const struct rt_words_instruction *code = code_at(wake, *instruction);
		if (code->op == RT_WORDS_MATCH)
			kind |= RT_WAKE_MAY_END;
		else if (code->b & RT_TERM_HAS_LONG)
			kind |= RT_WAKE_WAITS;
	}
	return kind;
}

/* Fills in what a state is asked for, from its instructions. */
static void describe(
	struct rt_words_wake *wake, const struct rt_wake_set *set, struct rt_wake_state *state)
{
	uint32_t *ended = rt_arena_zero(wake->arena, set->count + 1, sizeof *ended);
	unsigned kind = 0;
	for (size_t i = 0; i < set->count; i++) {
		const struct rt_words_instruction *code = code_at(wake, set->instructions[i]);
		if (code->op == RT_WORDS_MATCH)
			ended[state->ended_count++] = wake->program_of[set->instructions[i]];
		else if (code->op == RT_WORDS_PLACE)
			kind |= RT_WAKE_PLACES;
		else if (code->b & RT_TERM_HAS_LONG)
			kind |= RT_WAKE_WAITS;
	}
	if (kind & RT_WAKE_PLACES)
		kind |= kind_beyond_places(wake, set);
	state->ended = ended;
	state->kind = (uint8_t)(kind | (state->ended_count ? RT_WAKE_ENDS : 0));
}

/* Room for one state more, each in a line of its own. */
static void make_room(struct rt_words_wake *wake)
{
	const size_t line = sizeof *wake->states;
	_Static_assert(sizeof *wake->states == 64, "a state fills a line of the cache");
	if (wake->sets.count < wake->state_room)
		return;
	size_t room = wake->state_room ? 2 * wake->state_room : FIRST_STATES;
	void *memory = rt_alloc_zero(room + 1, line);
	struct rt_wake_state *states =
		(struct rt_wake_state *)(((uintptr_t)memory + line - 1) & ~(uintptr_t)(line - 1));
	if (wake->sets.count)
		memcpy(states, wake->states, wake->sets.count * line);
	rt_free(wake->state_memory);
	wake->state_memory = memory;
	wake->states = states;
	wake->state_room = room;
}

static void put_state(struct rt_words_wake *wake, const uint32_t *instructions, size_t count)
{
	struct rt_wake_set set = {instructions, count};
	struct rt_wake_state state = {0};
	describe(wake, &set, &state);
	make_room(wake);
	wake->states[wake->sets.count] = state;
	rt_vec_push(&wake->sets, set);
}

/* The state of the set. */
static uint32_t state_of_set(struct rt_words_wake *wake)
{
	if (!wake->set.count)
		return RT_WAKE_DEAD;
	sort(wake->set.items, wake->set.count);
	size_t count = wake->set.count, size = count * sizeof *wake->set.items;
	uint64_t *at = rt_map_at(wake->known, (const char *)wake->set.items, size);
	if (*at)
		return (uint32_t)*at;
	uint32_t *kept = rt_arena_alloc(wake->arena, size);
	memcpy(kept, wake->set.items, size);
	uint32_t number = (uint32_t)wake->sets.count;
	*at = number;
	put_state(wake, kept, count);
	return number;
}

static void forget_starts(struct rt_words_wake *wake)
{
	RT_VEC_FOREACH(start, &wake->starts)
		rt_vec_release(&start->next);
	rt_vec_clear(&wake->starts);
	memset(wake->start_of, RT_WAKE_NO_START, sizeof wake->start_of);
}

static void start(struct rt_words_wake *wake)
{
	rt_arena_reset(wake->arena);
	rt_map_clear(wake->known);
	rt_map_clear(wake->entries);
	rt_vec_clear(&wake->sets);
	forget_starts(wake);
	put_state(wake, NULL, 0);
	begin_set(wake);
	for (size_t i = 0; i < wake->terms->programs.count; i++)
		if (!wake->off[i])
			reach(wake, wake->base[i], NO_VIEW);
	if (state_of_set(wake) == RT_WAKE_DEAD)
		put_state(wake, NULL, 0);
}

bool rt_words_wake_is_for(const struct rt_words_wake *wake, const uint8_t *off)
{
	size_t count = wake->terms->programs.count;
	if (off)
		return !memcmp(wake->off, off, count);
	return !count || !memchr(wake->off, 1, count);
}

struct rt_words_wake *rt_words_wake_new(const struct rt_word_terms *terms, const uint8_t *off)
{
	struct rt_words_wake *wake = rt_alloc_zero(1, sizeof *wake);
	wake->terms = terms;
	wake->off = rt_alloc_zero(terms->programs.count + 1, 1);
	if (off)
		memcpy(wake->off, off, terms->programs.count);
	wake->arena = rt_arena_new();
	wake->known = rt_map_new();
	wake->entries = rt_map_new();
	number_instructions(wake);
	start(wake);
	return wake;
}

void rt_words_wake_free(struct rt_words_wake *wake)
{
	if (!wake)
		return;
	rt_arena_free(wake->arena);
	rt_map_free(wake->known);
	rt_map_free(wake->entries);
	forget_starts(wake);
	rt_vec_release(&wake->starts);
	rt_vec_release(&wake->sets);
	rt_free(wake->state_memory);
	rt_vec_release(&wake->set);
	rt_vec_release(&wake->todo);
	rt_free(wake->base);
	rt_free(wake->program_of);
	rt_free(wake->term_of);
	rt_free(wake->seen);
	rt_free(wake->off);
	rt_free(wake);
}

bool rt_words_wake_trim(struct rt_words_wake *wake, size_t most)
{
	bool full = wake->sets.count > most;
	if (full)
		start(wake);
	return full;
}

/* The state behind a token, of which nothing is known yet. */
static uint32_t make_next(struct rt_words_wake *wake, uint32_t state, uint32_t signature,
	const struct rt_signatures *signatures)
{
	const struct rt_wake_set *from = &wake->sets.items[state];
	begin_set(wake);
	for (size_t i = 0; i < from->count; i++) {
		uint32_t term = wake->term_of[from->instructions[i]];
		if (term != RT_WAKE_NO_TERM && rt_signature_has(signatures, signature, term))
			reach(wake, from->instructions[i] + 1, NO_VIEW);
	}
	return state_of_set(wake);
}

/* From a state of kind PLACES: START if anything may be left, wherever the token stands. */
static uint32_t make_next_anywhere(struct rt_words_wake *wake, uint32_t state, uint32_t signature,
	const struct rt_signatures *signatures)
{
	const struct rt_wake_set *from = &wake->sets.items[state];
	begin_set(wake);
	for (size_t i = 0; i < from->count; i++)
		reach(wake, from->instructions[i], ANY_VIEW);
	RT_VEC_FOREACH(instruction, &wake->set)
	{
		uint32_t term = wake->term_of[*instruction];
		if (term != RT_WAKE_NO_TERM && rt_signature_has(signatures, signature, term))
			return RT_WAKE_START;
	}
	return RT_WAKE_DEAD;
}

static void put_step(struct rt_wake_state *state, struct rt_wake_step step)
{
	size_t mask = ((size_t)1 << state->step_bits) - 1, at = rt_wake_slot(state, step.signature);
	while (state->steps[at].signature != RT_WAKE_NO_SIGNATURE)
		at = (at + 1) & mask;
	state->steps[at] = step;
}

static void grow(struct rt_words_wake *wake, struct rt_wake_state *state)
{
	const struct rt_wake_step *old = state->steps;
	size_t old_count = old ? (size_t)1 << state->step_bits : 0;
	state->step_bits = (uint8_t)(old ? state->step_bits + 1 : FIRST_STEP_BITS);
	size_t size = sizeof *old << state->step_bits;
	state->steps = rt_arena_alloc(wake->arena, size);
	memset(state->steps, 0xff, size);
	for (size_t i = 0; i < old_count; i++)
		if (old[i].signature != RT_WAKE_NO_SIGNATURE)
			put_step(state, old[i]);
}

uint32_t rt_words_wake_put_state(
	struct rt_words_wake *wake, const uint32_t *instructions, size_t count)
{
	begin_set(wake);
	for (size_t i = 0; i < count; i++)
		rt_vec_push(&wake->set, instructions[i]);
	return state_of_set(wake);
}

void rt_words_wake_put_step(struct rt_words_wake *wake, uint32_t number, struct rt_wake_step step)
{
	struct rt_wake_state *state = &wake->states[number];
	state->step_count++;
	if (!state->steps || state->step_count * 4u > 3u << state->step_bits)
		grow(wake, state);
	put_step(state, step);
}

uint32_t rt_words_wake_build(struct rt_words_wake *wake, uint32_t number, uint32_t signature,
	const struct rt_signatures *signatures)
{
	bool places = wake->states[number].kind & RT_WAKE_PLACES;
	uint32_t next = (places ? make_next_anywhere : make_next)(wake, number, signature, signatures);
	struct rt_wake_state *state = &wake->states[number];
	if (next == RT_WAKE_DEAD && signature < RT_WAKE_OFTEN) {
		state->killers[signature / 64] |= (uint64_t)1 << signature % 64;
		return next;
	}
	if (signature >= RT_WAKE_NO_SIGNATURE)
		return next;
	rt_words_wake_put_step(
		wake, number, (struct rt_wake_step){(uint16_t)signature, (uint16_t)next});
	return next;
}

uint32_t rt_words_wake_build_first(struct rt_words_wake *wake, struct rt_wake_start *start,
	uint32_t signature, const struct rt_signatures *signatures)
{
	uint32_t next = make_next(wake, start->state, signature, signatures);
	while (start->next.count <= signature)
		rt_vec_push(&start->next, RT_WAKE_UNKNOWN);
	start->next.items[signature] = (uint16_t)next;
	return next;
}

uint32_t rt_words_wake_build_view(struct rt_words_wake *wake, uint32_t state, unsigned view)
{
	const struct rt_wake_set *from = &wake->sets.items[state];
	begin_set(wake);
	for (size_t i = 0; i < from->count; i++)
		reach(wake, from->instructions[i], view);
	uint32_t next = state_of_set(wake);
	uint16_t **views = &wake->states[state].views;
	if (!*views) {
		*views = rt_arena_alloc(wake->arena, RT_VIEWS * sizeof **views);
		memset(*views, 0xff, RT_VIEWS * sizeof **views);
	}
	(*views)[view] = (uint16_t)next;
	return next;
}

struct rt_wake_start *rt_words_wake_build_start(struct rt_words_wake *wake, unsigned view)
{
	uint32_t state = rt_words_wake_build_view(wake, RT_WAKE_START, view);
	size_t at = 0;
	while (at < wake->starts.count && wake->starts.items[at].state != state)
		at++;
	if (at == wake->starts.count)
		rt_vec_push(&wake->starts, (struct rt_wake_start){.state = state});
	wake->start_of[view] = (uint8_t)at;
	return &wake->starts.items[at];
}

static struct rt_wake_list *make_list(struct rt_words_wake *wake, const struct rt_wake_set *set,
	uint32_t signature, const struct rt_signatures *signatures)
{
	struct rt_wake_list *list = rt_arena_zero(wake->arena, 1, sizeof *list);
	uint32_t *programs = rt_arena_zero(wake->arena, set->count + 1, sizeof *programs);
	list->programs = programs;
	for (size_t i = 0; i < set->count; i++) {
		uint32_t program = wake->program_of[set->instructions[i]];
		const struct rt_words_instruction *code = code_at(wake, set->instructions[i]);
		bool told = list->count && programs[list->count - 1] == program;
		if (!told && code->op == RT_WORDS_TERM && code->b & RT_TERM_HAS_LONG &&
			rt_signature_has(signatures, signature, code->a))
			programs[list->count++] = program;
	}
	return list;
}

struct rt_wake_list rt_words_wake_by_entry(struct rt_words_wake *wake, uint32_t state,
	uint32_t signature, const struct rt_signatures *signatures)
{
	uint64_t key = (uint64_t)state << 32 | signature;
	uint64_t *known = rt_map_at(wake->entries, (const char *)&key, sizeof key);
	if (!*known)
		*known = (uintptr_t)make_list(wake, &wake->sets.items[state], signature, signatures);
	return *(const struct rt_wake_list *)(uintptr_t)*known;
}
