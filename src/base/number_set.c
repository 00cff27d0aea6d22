#include "base/number_set.h"

#include "base/mem.h"

void rt_number_set_begin(struct rt_number_set *set, size_t bound)
{
	set->mark_count = bound / 4096 + 1;
	set->marks = rt_alloc_zero(set->mark_count, sizeof *set->marks);
	set->bits = rt_alloc_zero(64 * set->mark_count, sizeof *set->bits);
}

void rt_number_set_release(struct rt_number_set *set)
{
	rt_free(set->bits);
	rt_free(set->marks);
	*set = (struct rt_number_set){0};
}

size_t rt_number_set_take(struct rt_number_set *set, uint32_t *numbers)
{
	size_t count = 0;
	for (size_t i = 0; i < set->mark_count; i++) {
		for (uint64_t marks = set->marks[i]; marks; marks &= marks - 1) {
			size_t at = 64 * i + (size_t)__builtin_ctzll(marks);
			for (uint64_t bits = set->bits[at]; bits; bits &= bits - 1)
				numbers[count++] = (uint32_t)(64 * at) + (uint32_t)__builtin_ctzll(bits);
			set->bits[at] = 0;
		}
		set->marks[i] = 0;
	}
	return count;
}
