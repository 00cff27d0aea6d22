#include "words/words_wake.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_STATES 256
#define FIRST_STEP_BITS 2
#define MAX_TAKEN 50000

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
	rt_number_set_begin(&wake->order, wake->instruction_count + 1);
	wake->behind = rt_alloc_zero(wake->instruction_count + 1, sizeof *wake->behind);
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
	if (wake->term_of[instruction] != RT_WAKE_NO_TERM) { /* nearly all of a set: it stays as it is */
		if (wake->seen[instruction] != wake->round)
			rt_vec_push(&wake->set, instruction);
		wake->seen[instruction] = wake->round;
		return;
	}
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

/* Puts what a set of instructions comes to, when its questions for places are answered, into `set`. */
static void answer_places(struct rt_words_wake *wake, const struct rt_wake_set *from, unsigned view)
{
	begin_set(wake);
	for (size_t i = 0; i < from->count; i++)
		reach(wake, rt_wake_instructions(from)[i], view);
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
	begin_set(wake);
	for (size_t i = 0; i < set->count; i++)
		if (wake->term_of[instructions[i]] == RT_WAKE_NO_TERM) {
			kind |= RT_WAKE_PLACES;
			reach(wake, instructions[i], ANY_VIEW);
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
static unsigned find_terms(struct rt_words_wake *wake, struct rt_wake_set *set)
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
	state.kind = known ? *known : (uint8_t)find_terms(wake, &set);
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

/* Puts the set in order. */
static void order_set(struct rt_words_wake *wake)
{
	RT_VEC_FOREACH(instruction, &wake->set)
		rt_number_set_put(&wake->order, *instruction);
	wake->set.count = rt_number_set_take(&wake->order, wake->set.items);
}

/* Of the instructions in `set`, tells the programs that end there from the rest. */
static void part_ended(struct rt_words_wake *wake)
{
	size_t kept = 0;
	RT_VEC_FOREACH(instruction, &wake->set)
	{
		bool asks = wake->term_of[*instruction] != RT_WAKE_NO_TERM;
		if (!asks && code_at(wake, *instruction)->op == RT_WORDS_MATCH)
			rt_vec_push(&wake->ended, wake->program_of[*instruction]);
		else
			wake->set.items[kept++] = *instruction;
	}
	wake->set.count = kept;
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
static uint32_t state_of_set(struct rt_words_wake *wake)
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
	begin_set(wake);
	for (size_t i = 0; i < wake->terms->programs.count; i++)
		if (!wake->off[i])
			reach(wake, wake->base[i], NO_VIEW);
	part_ended(wake);
	rt_vec_clear(&wake->ended); /* of no token: that is no match */
	order_set(wake);
	if (state_of_set(wake) == RT_WAKE_DEAD)
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

/* ---- steps ---- */

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
	part_ended(wake);
	copy(&wake->asked, wake->set.items, wake->set.count);
}

/* Works out what stands behind an instruction, wherever it is met. */
static void find_behind(struct rt_words_wake *wake, uint32_t instruction)
{
	struct rt_wake_behind *behind = &wake->behind[instruction];
	size_t ended = wake->ended.count;
	begin_set(wake);
	reach(wake, instruction + 1, NO_VIEW);
	part_ended(wake);
	order_set(wake);
	*behind = (struct rt_wake_behind){.first = (uint32_t)wake->behind_all.count,
		.count = (uint32_t)wake->set.count,
		.is_known = true,
		.ends = wake->ended.count > ended};
	wake->ended.count = ended;
	RT_VEC_FOREACH(one, &wake->set)
		rt_vec_push(&wake->behind_all, *one);
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
			find_behind(wake, *instruction);
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
	return state_of_set(wake);
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
	begin_set(wake);
	rt_vec_clear(&wake->taking);
	rt_vec_clear(&wake->ended);
	for (size_t i = 0; i < from->count; i++)
		if (wake->term_of[instructions[i]] == RT_WAKE_NO_TERM)
			reach(wake, instructions[i], symbol.view);
		else if (holds(wake, instructions[i], row))
			rt_vec_push(&wake->taking, instructions[i]);
	part_ended(wake);
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
		find_terms(wake, &wake->sets.items[state]);
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
		if (code_at(wake, *instruction)->b & RT_TERM_HAS_LONG &&
			holds(wake, *instruction, row))
			rt_vec_push(&wake->ended, wake->program_of[*instruction]);
	rt_vec_clear(&wake->set);
	return state_of_set(wake);
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
