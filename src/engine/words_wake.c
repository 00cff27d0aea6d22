#include "engine/words_wake.h"

#include <stdlib.h>
#include <string.h>

#define MAX_STATES 20000

struct transition {
	uint64_t key; /* state and signature; 0: empty */
	uint64_t next;
};

struct rt_words_wake {
	const struct rt_word_terms *terms;
	uint8_t *off; /* by program: left out */
	struct rt_arena *arena;
	RT_VEC(struct rt_wake_state) states; /* [0] dead, [1] start */
	struct rt_map *known; /* instructions -> state */
	struct transition *transitions;
	size_t transition_count, slot_count;
	/* Over all programs: */
	uint32_t *base;	       /* by program: its first instruction */
	uint32_t *program_of;  /* by instruction */
	size_t instruction_count;
	/* While a state is made: */
	uint32_t *seen; /* by instruction: the round it was seen in */
	uint32_t round;
	RT_VEC(uint32_t) set, todo;
};

static void number_instructions(struct rt_words_wake *wake)
{
	const struct rt_word_terms *terms = wake->terms;
	wake->base = rt_alloc_zero(terms->programs.count + 1, sizeof *wake->base);
	for (size_t i = 0; i < terms->programs.count; i++) {
		wake->base[i] = (uint32_t)wake->instruction_count;
		wake->instruction_count += terms->programs.items[i].count;
	}
	wake->program_of = rt_alloc_zero(wake->instruction_count + 1, sizeof *wake->program_of);
	for (uint32_t i = 0; i < terms->programs.count; i++)
		for (size_t pc = 0; pc < terms->programs.items[i].count; pc++)
			wake->program_of[wake->base[i] + pc] = i;
	wake->seen = rt_alloc_zero(wake->instruction_count + 1, sizeof *wake->seen);
}

static const struct rt_words_instruction *code_at(
	const struct rt_words_wake *wake, uint32_t instruction)
{
	uint32_t program = wake->program_of[instruction];
	return &wake->terms->programs.items[program].code[instruction - wake->base[program]];
}

/* Adds to the set what can be reached from an instruction without taking a token. */
static void reach(struct rt_words_wake *wake, uint32_t instruction)
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
		case RT_WORDS_PLACE:
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

/* Fills in what a state is asked for, from its instructions. */
static void describe(struct rt_words_wake *wake, struct rt_wake_state *state)
{
	size_t count = state->instruction_count;
	uint32_t *ended = rt_arena_zero(wake->arena, count + 1, sizeof *ended);
	struct rt_wake_long *longs = rt_arena_zero(wake->arena, count + 1, sizeof *longs);
	state->ended = ended;
	state->longs = longs;
	for (size_t i = 0; i < count; i++) {
		const struct rt_words_instruction *code = code_at(wake, state->instructions[i]);
		uint32_t program = wake->program_of[state->instructions[i]];
		if (code->op == RT_WORDS_MATCH)
			ended[state->ended_count++] = program;
		else if (wake->terms->terms.items[code->a].has_long)
			longs[state->long_count++] = (struct rt_wake_long){code->a, program};
	}
}

/* The state of the set. */
static uint32_t state_of_set(struct rt_words_wake *wake)
{
	if (!wake->set.count)
		return RT_WAKE_DEAD;
	qsort(wake->set.items, wake->set.count, sizeof *wake->set.items, ascending);
	size_t size = wake->set.count * sizeof *wake->set.items;
	uint64_t *at = rt_map_at(wake->known, (const char *)wake->set.items, size);
	if (*at)
		return (uint32_t)*at;
	uint32_t *kept = rt_arena_alloc(wake->arena, size);
	memcpy(kept, wake->set.items, size);
	struct rt_wake_state state = {.instructions = kept, .instruction_count = wake->set.count};
	describe(wake, &state);
	*at = wake->states.count;
	rt_vec_push(&wake->states, state);
	return (uint32_t)*at;
}

static void begin_set(struct rt_words_wake *wake)
{
	wake->round++;
	rt_vec_clear(&wake->set);
}

static void start(struct rt_words_wake *wake)
{
	rt_arena_reset(wake->arena);
	rt_map_clear(wake->known);
	rt_vec_clear(&wake->states);
	rt_free(wake->transitions);
	wake->slot_count = 4096;
	wake->transition_count = 0;
	wake->transitions = rt_alloc_zero(wake->slot_count, sizeof *wake->transitions);
	rt_vec_push(&wake->states, (struct rt_wake_state){0});
	begin_set(wake);
	for (size_t i = 0; i < wake->terms->programs.count; i++)
		if (!wake->off[i])
			reach(wake, wake->base[i]);
	if (state_of_set(wake) == RT_WAKE_DEAD)
		rt_vec_push(&wake->states, (struct rt_wake_state){0});
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
	rt_vec_release(&wake->states);
	rt_vec_release(&wake->set);
	rt_vec_release(&wake->todo);
	rt_free(wake->transitions);
	rt_free(wake->base);
	rt_free(wake->program_of);
	rt_free(wake->seen);
	rt_free(wake->off);
	rt_free(wake);
}

void rt_words_wake_trim(struct rt_words_wake *wake)
{
	if (wake->states.count > MAX_STATES)
		start(wake);
}

const struct rt_wake_state *rt_words_wake_state(const struct rt_words_wake *wake, uint32_t state)
{
	return &wake->states.items[state];
}

static uint32_t make_next(
	struct rt_words_wake *wake, uint32_t state, const struct rt_signature *signature)
{
	const struct rt_wake_state *from = &wake->states.items[state];
	begin_set(wake);
	for (size_t i = 0; i < from->instruction_count; i++) {
		const struct rt_words_instruction *code = code_at(wake, from->instructions[i]);
		if (code->op == RT_WORDS_TERM && rt_signature_has(signature, code->a))
			reach(wake, from->instructions[i] + 1);
	}
	return state_of_set(wake);
}

static size_t slot_for(const struct rt_words_wake *wake, uint64_t key)
{
	size_t mask = wake->slot_count - 1, at = (key * 0x9e3779b97f4a7c15u) >> 32 & mask;
	while (wake->transitions[at].key && wake->transitions[at].key != key)
		at = (at + 1) & mask;
	return at;
}

static void grow(struct rt_words_wake *wake)
{
	struct transition *old = wake->transitions;
	size_t count = wake->slot_count;
	wake->slot_count *= 2;
	wake->transitions = rt_alloc_zero(wake->slot_count, sizeof *wake->transitions);
	for (size_t i = 0; i < count; i++)
		if (old[i].key)
			wake->transitions[slot_for(wake, old[i].key)] = old[i];
	rt_free(old);
}

uint32_t rt_words_wake_step(
	struct rt_words_wake *wake, uint32_t state, const struct rt_signature *signature)
{
	uint64_t key = (uint64_t)state << 32 | signature->number;
	size_t at = slot_for(wake, key);
	if (wake->transitions[at].key)
		return (uint32_t)wake->transitions[at].next;
	uint32_t next = make_next(wake, state, signature);
	wake->transitions[at] = (struct transition){key, next};
	if (++wake->transition_count * 2 > wake->slot_count)
		grow(wake);
	return next;
}
