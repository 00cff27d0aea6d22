/* Sets of instructions of all programs, and what is behind an instruction: what the states of the wake automaton are
 * made from. */
#include "words/words_wake_p.h"

void rt_wake_number_instructions(struct rt_words_wake *wake)
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

const struct rt_words_instruction *rt_wake_code_at(
	const struct rt_words_wake *wake, uint32_t instruction)
{
	uint32_t program = wake->program_of[instruction];
	return &wake->terms->programs.items[program].code[instruction - wake->base[program]];
}

/* Adds to the set what can be reached from an instruction without taking a token. */
void rt_wake_reach(struct rt_words_wake *wake, uint32_t instruction, unsigned view)
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
		const struct rt_words_instruction *code = rt_wake_code_at(wake, at);
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
			if (view == RT_WAKE_NO_VIEW)
				rt_vec_push(&wake->set, at);
			else if (view == RT_WAKE_ANY_VIEW || rt_words_stands(view, code->a))
				rt_vec_push(&wake->todo, at + 1);
			break;
		default:
			rt_vec_push(&wake->set, at);
		}
	}
}

void rt_wake_begin_set(struct rt_words_wake *wake)
{
	wake->round++;
	rt_vec_clear(&wake->set);
}

/* Puts the set in order. */
void rt_wake_order_set(struct rt_words_wake *wake)
{
	RT_VEC_FOREACH(instruction, &wake->set)
		rt_number_set_put(&wake->order, *instruction);
	wake->set.count = rt_number_set_take(&wake->order, wake->set.items);
}

/* Of the instructions in `set`, tells the programs that end there from the rest. */
void rt_wake_part_ended(struct rt_words_wake *wake)
{
	size_t kept = 0;
	RT_VEC_FOREACH(instruction, &wake->set)
	{
		bool asks = wake->term_of[*instruction] != RT_WAKE_NO_TERM;
		if (!asks && rt_wake_code_at(wake, *instruction)->op == RT_WORDS_MATCH)
			rt_vec_push(&wake->ended, wake->program_of[*instruction]);
		else
			wake->set.items[kept++] = *instruction;
	}
	wake->set.count = kept;
}

/* Works out what stands behind an instruction, wherever it is met. */
void rt_wake_find_behind(struct rt_words_wake *wake, uint32_t instruction)
{
	struct rt_wake_behind *behind = &wake->behind[instruction];
	size_t ended = wake->ended.count;
	rt_wake_begin_set(wake);
	rt_wake_reach(wake, instruction + 1, RT_WAKE_NO_VIEW);
	rt_wake_part_ended(wake);
	rt_wake_order_set(wake);
	*behind = (struct rt_wake_behind){.first = (uint32_t)wake->behind_all.count,
		.count = (uint32_t)wake->set.count,
		.is_known = true,
		.ends = wake->ended.count > ended};
	wake->ended.count = ended;
	RT_VEC_FOREACH(one, &wake->set)
		rt_vec_push(&wake->behind_all, *one);
}
