#include "learn/known.h"

#include "base/mem.h"

struct slot {
	uint64_t key;
	uint32_t round; /* of the document that put it in; of an earlier one: free */
	uint32_t bits;
};

struct rt_known {
	struct slot *slots;
	size_t count, used; /* count: a power of two */
	uint32_t round;
};

struct rt_known *rt_known_new(void)
{
	struct rt_known *known = rt_alloc_zero(1, sizeof *known);
	known->count = 1024;
	known->slots = rt_alloc_zero(known->count, sizeof *known->slots);
	known->round = 1;
	return known;
}

void rt_known_free(struct rt_known *known)
{
	if (known)
		rt_free(known->slots);
	rt_free(known);
}

void rt_known_begin(struct rt_known *known)
{
	known->used = 0;
	if (++known->round)
		return;
	for (size_t i = 0; i < known->count; i++)
		known->slots[i].round = 0;
	known->round = 1;
}

static struct slot *find(const struct rt_known *known, uint64_t key)
{
	size_t at = (key * 0x9e3779b97f4a7c15u >> 20) & (known->count - 1);
	while (known->slots[at].round == known->round && known->slots[at].key != key)
		at = (at + 1) & (known->count - 1);
	return &known->slots[at];
}

static void grow(struct rt_known *known)
{
	struct rt_known bigger = {.count = known->count * 2, .round = known->round};
	bigger.slots = rt_alloc_zero(bigger.count, sizeof *bigger.slots);
	for (size_t i = 0; i < known->count; i++)
		if (known->slots[i].round == known->round)
			*find(&bigger, known->slots[i].key) = known->slots[i];
	rt_free(known->slots);
	known->slots = bigger.slots;
	known->count = bigger.count;
}

void rt_known_add(struct rt_known *known, uint64_t key, uint32_t bits)
{
	struct slot *slot = find(known, key);
	if (slot->round != known->round) {
		if (known->used * 2 >= known->count) {
			grow(known);
			slot = find(known, key);
		}
		*slot = (struct slot){.key = key, .round = known->round};
		known->used++;
	}
	slot->bits |= bits;
}

uint32_t rt_known_get(const struct rt_known *known, uint64_t key)
{
	const struct slot *slot = find(known, key);
	return slot->round == known->round ? slot->bits : 0;
}
