#include "base/vec.h"

#include <stdint.h>

void *rt_vec_grow(void *items, size_t wanted, size_t *cap, size_t item_size)
{
	if (wanted <= *cap)
		return items;
	size_t grown = *cap + *cap / 2 + 8;
	if (grown < wanted)
		grown = wanted;
	if (grown > SIZE_MAX / item_size)
		return rt_alloc(SIZE_MAX);
	*cap = grown;
	return rt_realloc(items, grown * item_size);
}
