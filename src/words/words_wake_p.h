/* The inside of the wake automaton, shared by words_wake*.c alone. */
#ifndef RT_WORDS_WORDS_WAKE_P_H
#define RT_WORDS_WORDS_WAKE_P_H

#include "words/words_wake.h"

/* It is not known where the next token stands: the question stays open, or is answered with yes. */
enum { RT_WAKE_NO_VIEW = RT_VIEWS, RT_WAKE_ANY_VIEW };

/* words_wake_set.c: numbers the instructions of all programs; … */
void rt_wake_number_instructions(struct rt_words_wake *wake);
const struct rt_words_instruction *rt_wake_code_at(
	const struct rt_words_wake *wake, uint32_t instruction);
/* … begins a set, … */
void rt_wake_begin_set(struct rt_words_wake *wake);
/* … adds to it what can be reached from an instruction without taking a token, … */
void rt_wake_reach(struct rt_words_wake *wake, uint32_t instruction, unsigned view);
/* … puts it in order, … */
void rt_wake_order_set(struct rt_words_wake *wake);
/* … and tells the programs that end there from the rest. */
void rt_wake_part_ended(struct rt_words_wake *wake);
/* Works out what stands behind an instruction, wherever it is met. */
void rt_wake_find_behind(struct rt_words_wake *wake, uint32_t instruction);

/* words_wake.c: the terms that a set asks for where the next token stands in the best of places; -> its kind. */
unsigned rt_wake_find_terms(struct rt_words_wake *wake, struct rt_wake_set *set);
/* The state of the instructions in `set`, which is in order and has none that ends a program, and of the programs in
 * `ended`. */
uint32_t rt_wake_state_of_set(struct rt_words_wake *wake);

#endif
