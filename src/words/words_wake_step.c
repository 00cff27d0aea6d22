/* Steps of the wake automaton: what a token takes of a state, and the state behind it. */
#include "words/words_wake_p.h"

#include <string.h>

#define FIRST_STEP_BITS 2
#define MAX_TAKEN 50000

/* Puts what a set of instructions comes to, when its questions for places are answered, into `set`. */
static void answer_places(struct rt_words_wake *wake, const struct rt_wake_set *from, unsigned view)
{
	rt_wake_begin_set(wake);
	for (size_t i = 0; i < from->count; i++)
		rt_wake_reach(wake, rt_wake_instructions(from)[i], view);
}

/* A walk that comes to the first token of a block has come to the end of the one before. */
static struct rt_symbol symbol_behind(const struct rt_words_wake *wake, uint32_t symbol)
{
	struct rt_symbol told = wake->symbols->items.items[symbol];
	return told.view & RT_VIEW_BEGUN ? told : wake->symbols->items.items[0];
}

static bool holds(const struct rt_words_wake *wake, uint32_t instruction, const uint64_t *row)
{
	uint32_t term = wake->term_of[instruction];
	return term != RT_WAKE_NO_TERM && row[term / 64] >> term % 64 & 1;
}

static void copy(struct rt_words_list *to, const uint32_t *items, size_t count)
{
	rt_vec_clear(to);
	rt_vec_reserve(to, count);
	for (size_t i = 0; i < count; i++)
		to->items[to->count++] = items[i];
}

/* Puts into `asked` what the state comes to when it is known where the next token stands; and into `ended`
 * the programs that have matched then. */
static void ask(struct rt_words_wake *wake, uint32_t state, unsigned view)
{
	const struct rt_wake_set *set = &wake->sets.items[state];
	rt_vec_clear(&wake->ended);
	if (!(wake->states[state].kind & RT_WAKE_PLACES)) {
		copy(&wake->asked, rt_wake_instructions(set), set->count);
		return;
	}
	answer_places(wake, set, view);
	rt_wake_part_ended(wake);
	copy(&wake->asked, wake->set.items, wake->set.count);
}

/* The place for the state behind a token that the instructions in `taking` have taken, where the programs in
 * `ended` have matched before it; 0: not known. */
static uint64_t *taken_place(struct rt_words_wake *wake)
{
	struct rt_words_list *key = &wake->content;
	if (rt_map_count(wake->taken) > MAX_TAKEN)
		rt_map_clear(wake->taken);
	rt_vec_clear(key);
	rt_vec_push(key, (uint32_t)wake->ended.count);
	RT_VEC_FOREACH(program, &wake->ended)
		rt_vec_push(key, *program);
	RT_VEC_FOREACH(instruction, &wake->taking)
		rt_vec_push(key, *instruction);
	return rt_map_at(wake->taken, (const char *)key->items, key->count * sizeof *key->items);
}

static uint32_t make_taken(struct rt_words_wake *wake)
{
	size_t most = 0;
	RT_VEC_FOREACH(instruction, &wake->taking)
	{
		if (!wake->behind[*instruction].is_known)
			rt_wake_find_behind(wake, *instruction);
		if (wake->behind[*instruction].ends)
			rt_vec_push(&wake->ended, wake->program_of[*instruction]);
		most += wake->behind[*instruction].count;
	}
	rt_vec_clear(&wake->set);
	rt_vec_reserve(&wake->set, most);
	RT_VEC_FOREACH(instruction, &wake->taking)
	{
		struct rt_wake_behind behind = wake->behind[*instruction];
		for (uint32_t i = 0; i < behind.count; i++)
			rt_number_set_put(&wake->order, wake->behind_all.items[behind.first + i]);
	}
	wake->set.count = most ? rt_number_set_take(&wake->order, wake->set.items) : 0;
	return rt_wake_state_of_set(wake);
}

/* The state behind a token: of all that may stand there, few tell the instructions that take it apart. */
static uint32_t take(struct rt_words_wake *wake)
{
	if (!wake->taking.count && !wake->ended.count)
		return RT_WAKE_DEAD;
	uint64_t *known = taken_place(wake);
	if (!*known)
		*known = 1 + (uint64_t)make_taken(wake);
	return (uint32_t)*known - 1;
}

/* Puts into `taking` the instructions of a state, or of what it comes to in that view, that take the token. */
static void gather_taking(struct rt_words_wake *wake, uint32_t state, struct rt_symbol symbol,
	const struct rt_signatures *signatures)
{
	const struct rt_wake_set *from = &wake->sets.items[state];
	const uint32_t *instructions = rt_wake_instructions(from);
	const uint64_t *row = rt_signatures_row(signatures, symbol.signature);
	rt_wake_begin_set(wake);
	rt_vec_clear(&wake->taking);
	rt_vec_clear(&wake->ended);
	for (size_t i = 0; i < from->count; i++)
		if (wake->term_of[instructions[i]] == RT_WAKE_NO_TERM)
			rt_wake_reach(wake, instructions[i], symbol.view);
		else if (holds(wake, instructions[i], row))
			rt_vec_push(&wake->taking, instructions[i]);
	rt_wake_part_ended(wake);
	RT_VEC_FOREACH(instruction, &wake->set)
		if (holds(wake, *instruction, row))
			rt_vec_push(&wake->taking, *instruction);
}

/* The state behind a token, of which nothing is known yet. */
static uint32_t make_next(struct rt_words_wake *wake, uint32_t state, struct rt_symbol symbol,
	const struct rt_signatures *signatures)
{
	gather_taking(wake, state, symbol, signatures);
	if (symbol.view & RT_VIEW_END)
		rt_vec_clear(&wake->taking);
	return take(wake);
}

/* Does a token of that signature leave nothing, wherever it stands? */
static bool dies_anywhere(struct rt_words_wake *wake, uint32_t state, uint32_t signature,
	const struct rt_signatures *signatures)
{
	const uint64_t *row = rt_signatures_row(signatures, signature);
	if (!wake->sets.items[state].terms)
		rt_wake_find_terms(wake, &wake->sets.items[state]);
	const uint64_t *terms = wake->sets.items[state].terms;
	if (wake->states[state].kind & RT_WAKE_MAY_END)
		return false;
	for (size_t i = 0; i < wake->terms->words; i++)
		if (row[i] & terms[i])
			return false;
	return true;
}

static void put_step(struct rt_wake_state *state, struct rt_wake_step step)
{
	size_t mask = ((size_t)1 << state->step_bits) - 1, at = rt_wake_slot(state, step.symbol);
	while (state->steps[at].symbol != RT_WAKE_NO_SYMBOL)
		at = (at + 1) & mask;
	state->steps[at] = step;
}

static void make_steps(struct rt_words_wake *wake, struct rt_wake_state *state, uint8_t bits)
{
	const struct rt_wake_step *old = state->steps;
	size_t old_count = old ? (size_t)1 << state->step_bits : 0, size = sizeof *old << bits;
	state->step_bits = bits;
	state->steps = rt_arena_alloc(wake->arena, size);
	memset(state->steps, 0xff, size);
	for (size_t i = 0; i < old_count; i++)
		if (old[i].symbol != RT_WAKE_NO_SYMBOL)
			put_step(state, old[i]);
}

void rt_words_wake_expect_steps(struct rt_words_wake *wake, uint32_t number, uint32_t count)
{
	uint8_t bits = FIRST_STEP_BITS;
	while (count * 4u > 3u << bits)
		bits++;
	if (count)
		make_steps(wake, &wake->states[number], bits);
}

void rt_words_wake_put_step(struct rt_words_wake *wake, uint32_t number, struct rt_wake_step step)
{
	struct rt_wake_state *state = &wake->states[number];
	state->step_count++;
	if (!state->steps || state->step_count * 4u > 3u << state->step_bits)
		make_steps(wake, state, (uint8_t)(state->steps ? state->step_bits + 1 : FIRST_STEP_BITS));
	put_step(state, step);
}

/* Where the state asks for no place, all symbols of a signature lead to the same; but for the end's. */
static uint32_t next_of(struct rt_words_wake *wake, uint32_t number, struct rt_symbol symbol,
	const struct rt_signatures *signatures)
{
	const unsigned usual = RT_VIEW_BEGUN | RT_VIEW_SPACE;
	if (wake->states[number].kind & RT_WAKE_PLACES || symbol.view == usual || symbol.view & RT_VIEW_END)
		return make_next(wake, number, symbol, signatures);
	return rt_words_wake_step(wake, number, rt_symbols_code(wake->symbols, usual, symbol.signature),
		signatures);
}

uint32_t rt_words_wake_build(struct rt_words_wake *wake, uint32_t number, uint32_t code,
	const struct rt_signatures *signatures)
{
	uint32_t symbol = rt_code_symbol(code), rank = rt_code_rank(code), next = RT_WAKE_DEAD;
	bool dies = dies_anywhere(
		wake, number, wake->symbols->items.items[symbol].signature, signatures);
	if (!dies)
		next = next_of(wake, number, symbol_behind(wake, symbol), signatures);
	if (dies && rank < RT_RANKS)
		wake->states[number].killers[rank / 64] |= (uint64_t)1 << rank % 64;
	else if (symbol < RT_WAKE_NO_SYMBOL)
		rt_words_wake_put_step(
			wake, number, (struct rt_wake_step){(uint16_t)symbol, (uint16_t)next});
	return next;
}

/* ---- the start ---- */

/* Puts the instructions in `asked` where they belong by their terms. */
static void order_by_term(struct rt_words_wake *wake, struct rt_wake_start *start)
{
	size_t terms = wake->terms->terms.count;
	start->terms = rt_arena_zero(wake->arena, wake->terms->words, sizeof *start->terms);
	start->first = rt_arena_zero(wake->arena, terms + 2, sizeof *start->first);
	start->instructions =
		rt_arena_zero(wake->arena, wake->asked.count + 1, sizeof *start->instructions);
	RT_VEC_FOREACH(instruction, &wake->asked)
		if (wake->term_of[*instruction] != RT_WAKE_NO_TERM)
			start->first[wake->term_of[*instruction] + 2]++;
	for (size_t i = 2; i <= terms; i++)
		start->first[i] += start->first[i - 1];
	RT_VEC_FOREACH(instruction, &wake->asked)
	{
		uint32_t term = wake->term_of[*instruction];
		if (term == RT_WAKE_NO_TERM)
			continue;
		start->terms[term / 64] |= (uint64_t)1 << term % 64;
		start->instructions[start->first[term + 1]++] = *instruction;
	}
}

static const struct rt_wake_start *start_at(struct rt_words_wake *wake, unsigned view)
{
	struct rt_wake_start *start = &wake->starts[view];
	if (!start->terms) {
		ask(wake, RT_WAKE_START, view);
		order_by_term(wake, start);
	}
	rt_vec_clear(&wake->ended);
	return start;
}

/* Puts into `taking` what the start has for a token of that signature. */
static void take_first(struct rt_words_wake *wake, const struct rt_wake_start *start, uint32_t signature,
	const struct rt_signatures *signatures)
{
	const uint64_t *row = rt_signatures_row(signatures, signature);
	rt_vec_clear(&wake->taking);
	for (size_t i = 0; i < wake->terms->words; i++)
		for (uint64_t bits = row[i] & start->terms[i]; bits; bits &= bits - 1) {
			size_t term = 64 * i + (unsigned)__builtin_ctzll(bits);
			for (uint32_t at = start->first[term]; at < start->first[term + 1]; at++)
				rt_vec_push(&wake->taking, start->instructions[at]);
		}
}

uint32_t rt_words_wake_build_first(
	struct rt_words_wake *wake, uint32_t symbol, const struct rt_signatures *signatures)
{
	struct rt_symbol told = wake->symbols->items.items[symbol];
	take_first(wake, start_at(wake, told.view), told.signature, signatures);
	uint32_t next = take(wake);
	while (wake->first.count <= symbol)
		rt_vec_push(&wake->first, RT_WAKE_UNKNOWN);
	wake->first.items[symbol] = (uint16_t)next;
	return next;
}

static uint32_t make_by_entry(struct rt_words_wake *wake, uint32_t state, struct rt_symbol symbol,
	const struct rt_signatures *signatures)
{
	const uint64_t *row = rt_signatures_row(signatures, symbol.signature);
	ask(wake, state, symbol.view);
	rt_vec_clear(&wake->ended);
	RT_VEC_FOREACH(instruction, &wake->asked)
		if (rt_wake_code_at(wake, *instruction)->b & RT_TERM_HAS_LONG &&
			holds(wake, *instruction, row))
			rt_vec_push(&wake->ended, wake->program_of[*instruction]);
	rt_vec_clear(&wake->set);
	return rt_wake_state_of_set(wake);
}

uint32_t rt_words_wake_by_entry(struct rt_words_wake *wake, uint32_t state, uint32_t symbol,
	const struct rt_signatures *signatures)
{
	uint64_t key = (uint64_t)state << 32 | symbol;
	uint64_t *known = rt_map_at(wake->entries, (const char *)&key, sizeof key);
	if (!*known)
		*known = 1 + make_by_entry(wake, state, wake->symbols->items.items[symbol], signatures);
	return (uint32_t)*known - 1;
}
