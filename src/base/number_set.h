/*
 * A set of numbers below a bound that are put in as they come and taken out in order.
 *
 *	rt_number_set_begin(&set, 40000);
 *	if (rt_number_set_put(&set, 7)) …           // it was not in it
 *	count = rt_number_set_take(&set, numbers);  // ascending; the set is empty again
 *
 * A bit for each number, and a bit for each 64 of them that have any: what is taken out costs a few steps
 * a number, in whatever disorder it came.
 */
#ifndef RT_BASE_NUMBER_SET_H
#define RT_BASE_NUMBER_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rt_number_set {
	uint64_t *bits, *marks; /* marks: by 64 of them */
	size_t mark_count;
};

/* Numbers are below the bound. All zero is a set for none. */
void rt_number_set_begin(struct rt_number_set *set, size_t bound);
void rt_number_set_release(struct rt_number_set *set);

/* -> false: it is in it already. */
static inline bool rt_number_set_put(struct rt_number_set *set, uint32_t number)
{
	uint64_t *bits = &set->bits[number / 64], bit = (uint64_t)1 << number % 64;
	bool is_new = !(*bits & bit);
	*bits |= bit;
	set->marks[number / 4096] |= (uint64_t)1 << number / 64 % 64;
	return is_new;
}

/* Puts all numbers into an array that has room for them, in order, and empties the set. -> how many */
size_t rt_number_set_take(struct rt_number_set *set, uint32_t *numbers);

#endif
