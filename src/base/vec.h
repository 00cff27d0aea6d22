/*
 * A typed growing array.
 *
 *	RT_VEC(struct rt_mention) found = {0};
 *	rt_vec_push(&found, mention);
 *	RT_VEC_FOREACH(m, &found)
 *		use(m->start);
 *	rt_vec_release(&found);
 *
 * Pointers into items are good until the next push.
 */
#ifndef RT_BASE_VEC_H
#define RT_BASE_VEC_H

#include "base/mem.h"

#include <stddef.h>
#include <string.h>

#define RT_VEC(type)                                                                               \
	struct {                                                                                   \
		type *items;                                                                       \
		size_t count, cap;                                                                 \
	}

#define rt_vec_reserve(vec, more)                                                                  \
	((vec)->count + (more) <= (vec)->cap                                                       \
			? (void)0                                                                  \
			: (void)((vec)->items = rt_vec_grow((vec)->items, (vec)->count + (more),   \
					 &(vec)->cap, sizeof *(vec)->items)))

/* Pushing is asked for everywhere: the call is made only where there is no room. */
#define rt_vec_push(vec, ...)                                                                      \
	(rt_vec_reserve((vec), 1), (void)((vec)->items[(vec)->count++] = (__VA_ARGS__)))

/* Takes an item out; what stands behind it moves up. */
#define rt_vec_remove(vec, at)                                                                     \
	((void)memmove((vec)->items + (at), (vec)->items + (at) + 1,                               \
		 (--(vec)->count - (at)) * sizeof *(vec)->items))

#define rt_vec_clear(vec) ((void)((vec)->count = 0))

#define rt_vec_release(vec)                                                                        \
	(rt_free((vec)->items), (vec)->items = NULL, (void)((vec)->count = (vec)->cap = 0))

#define RT_VEC_FOREACH(item, vec)                                                                  \
	for (__typeof__((vec)->items + 0) item = (vec)->items;                                           \
		(vec)->count && item < (vec)->items + (vec)->count; item++)

/*
 * The index of the first item for which the expression about the pointer `item` is false, or the count;
 * those for which it is true all stand before the others.
 *
 *	size_t at = RT_VEC_FIRST_NOT(&papers, paper, paper->id < document);
 */
#define RT_VEC_FIRST_NOT(vec, item, is_before)                                                     \
	({                                                                                         \
		size_t low_ = 0, high_ = (vec)->count;                                             \
		while (low_ < high_) {                                                             \
			size_t middle_ = low_ + (high_ - low_) / 2;                                \
			__typeof__((vec)->items + 0) item = (vec)->items + middle_;                \
			if (is_before)                                                             \
				low_ = middle_ + 1;                                                \
			else                                                                       \
				high_ = middle_;                                                   \
		}                                                                                  \
		low_;                                                                              \
	})

void *rt_vec_grow(void *items, size_t wanted, size_t *cap, size_t item_size);

#endif
