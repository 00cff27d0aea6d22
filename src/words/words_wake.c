/* The states of the wake automaton. words_wake.h tells what it is. */
#include "words/words_wake_p.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_STATES 256

static int ascending(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return a < b ? -1 : a > b;
}

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

/* Puts the question that an instruction asks of a token into the row. -> is it of a list that has entries of
 * several tokens? */
static bool note_term(const struct rt_words_wake *wake, uint32_t instruction, uint64_t *terms)
{
	uint32_t term = wake->term_of[instruction];
	terms[term / 64] |= (uint64_t)1 << term % 64;
	return wake->terms->terms.items[term].has_long;
}

/* What may become of a state where the next token stands in the best of places. terms: all 0. */
static unsigned kind_of(struct rt_words_wake *wake, const struct rt_wake_set *set, uint64_t *terms)
{
	const uint32_t *instructions = rt_wake_instructions(set);
	unsigned kind = 0;
	rt_wake_begin_set(wake);
	for (size_t i = 0; i < set->count; i++)
		if (wake->term_of[instructions[i]] == RT_WAKE_NO_TERM) {
			kind |= RT_WAKE_PLACES;
			rt_wake_reach(wake, instructions[i], RT_WAKE_ANY_VIEW);
		} else if (note_term(wake, instructions[i], terms)) {
			kind |= RT_WAKE_WAITS;
		}
	RT_VEC_FOREACH(instruction, &wake->set)
		if (wake->term_of[*instruction] == RT_WAKE_NO_TERM)
			kind |= RT_WAKE_MAY_END;
		else if (note_term(wake, *instruction, terms))
			kind |= RT_WAKE_WAITS;
	return kind;
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

/* Works out what a set asks for. -> its kind */
unsigned rt_wake_find_terms(struct rt_words_wake *wake, struct rt_wake_set *set)
{
	uint64_t *terms = rt_arena_zero(wake->arena, wake->terms->words, sizeof *terms);
	unsigned kind = kind_of(wake, set, terms);
	set->terms = terms;
	return kind;
}

/* known: its kind, or NULL. */
static void put_state(struct rt_words_wake *wake, const uint32_t *content, size_t count, const uint8_t *known)
{
	struct rt_wake_set set = {content, count, NULL};
	struct rt_wake_state state = {.ended = content + 1, .ended_count = content[0]};
	state.kind = known ? *known : (uint8_t)rt_wake_find_terms(wake, &set);
	if (!count)
		memset(state.killers, 0xff, sizeof state.killers);
	make_room(wake);
	wake->states[wake->sets.count] = state;
	rt_vec_push(&wake->sets, set);
}

uint32_t rt_words_wake_put_state(
	struct rt_words_wake *wake, const uint32_t *content, size_t count, const uint8_t *kind)
{
	size_t size = (1 + content[0] + count) * sizeof *content;
	uint64_t *at = rt_map_at(wake->known, (const char *)content, size);
	if (*at)
		return (uint32_t)*at;
	uint32_t *kept = rt_arena_alloc(wake->arena, size);
	memcpy(kept, content, size);
	uint32_t number = (uint32_t)wake->sets.count;
	*at = number;
	put_state(wake, kept, count, kind);
	return number;
}

static void put_once(uint32_t *items, size_t *count)
{
	size_t kept = 0;
	for (size_t i = 0; i < *count; i++)
		if (!kept || items[kept - 1] != items[i])
			items[kept++] = items[i];
	*count = kept;
}

/* The state of the instructions in `set`, which is in order and has none that ends a program, and of the
 * programs in `ended`. */
uint32_t rt_wake_state_of_set(struct rt_words_wake *wake)
{
	if (!wake->set.count && !wake->ended.count)
		return RT_WAKE_DEAD;
	sort(wake->ended.items, wake->ended.count);
	put_once(wake->ended.items, &wake->ended.count);
	rt_vec_clear(&wake->content);
	rt_vec_push(&wake->content, (uint32_t)wake->ended.count);
	RT_VEC_FOREACH(program, &wake->ended)
		rt_vec_push(&wake->content, *program);
	rt_vec_reserve(&wake->content, wake->set.count);
	if (wake->set.count)
		memcpy(wake->content.items + wake->content.count, wake->set.items,
			wake->set.count * sizeof *wake->set.items);
	return rt_words_wake_put_state(wake, wake->content.items, wake->set.count, NULL);
}

static void start(struct rt_words_wake *wake)
{
	static const uint32_t nothing[1] = {0};
	rt_arena_reset(wake->arena);
	rt_map_clear(wake->known);
	rt_map_clear(wake->entries);
	rt_map_clear(wake->taken);
	rt_vec_clear(&wake->sets);
	rt_vec_clear(&wake->first);
	memset(wake->starts, 0, sizeof wake->starts);
	rt_vec_clear(&wake->ended);
	put_state(wake, nothing, 0, NULL);
	rt_wake_begin_set(wake);
	for (size_t i = 0; i < wake->terms->programs.count; i++)
		if (!wake->off[i])
			rt_wake_reach(wake, wake->base[i], RT_WAKE_NO_VIEW);
	rt_wake_part_ended(wake);
	rt_vec_clear(&wake->ended); /* of no token: that is no match */
	rt_wake_order_set(wake);
	if (rt_wake_state_of_set(wake) == RT_WAKE_DEAD)
		put_state(wake, nothing, 0, NULL);
}

bool rt_words_wake_is_for(const struct rt_words_wake *wake, const uint8_t *off)
{
	size_t count = wake->terms->programs.count;
	if (off)
		return !memcmp(wake->off, off, count);
	return !count || !memchr(wake->off, 1, count);
}

struct rt_words_wake *rt_words_wake_new(
	const struct rt_word_terms *terms, struct rt_symbols *symbols, const uint8_t *off)
{
	struct rt_words_wake *wake = rt_alloc_zero(1, sizeof *wake);
	wake->terms = terms;
	wake->symbols = symbols;
	wake->off = rt_alloc_zero(terms->programs.count + 1, 1);
	if (off)
		memcpy(wake->off, off, terms->programs.count);
	wake->arena = rt_arena_new();
	wake->known = rt_map_new();
	wake->entries = rt_map_new();
	wake->taken = rt_map_new();
	rt_wake_number_instructions(wake);
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
	rt_map_free(wake->taken);
	rt_vec_release(&wake->first);
	rt_vec_release(&wake->sets);
	rt_free(wake->state_memory);
	rt_vec_release(&wake->set);
	rt_vec_release(&wake->asked);
	rt_vec_release(&wake->taking);
	rt_vec_release(&wake->ended);
	rt_vec_release(&wake->content);
	rt_vec_release(&wake->todo);
	rt_free(wake->base);
	rt_free(wake->program_of);
	rt_free(wake->term_of);
	rt_free(wake->seen);
	rt_number_set_release(&wake->order);
	rt_free(wake->behind);
	rt_vec_release(&wake->behind_all);
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
