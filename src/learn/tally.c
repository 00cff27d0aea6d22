#include "learn/tally.h"

#include "base/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS 4096

/* A slot is a key (0: free) and its counts. */
struct rt_tally {
	uint8_t *slots;
	size_t slot_size, slot_count, used; /* slot_count: a power of two */
	size_t columns, most;
	uint64_t sieve; /* keys with one of these bits are left out */
};

static uint64_t key_in(const uint8_t *slot)
{
	return *(const uint64_t *)(const void *)slot;
}

static uint32_t *counts_in(uint8_t *slot)
{
	return (uint32_t *)(void *)(slot + sizeof(uint64_t));
}

static uint8_t *nth(const struct rt_tally *tally, size_t i)
{
	return tally->slots + i * tally->slot_size;
}

static uint64_t spread(uint64_t key)
{
	return key * 0x9e3779b97f4a7c15u >> 16;
}

static uint8_t *slot_of(const struct rt_tally *tally, uint64_t key)
{
	size_t at = spread(key) & (tally->slot_count - 1);
	while (key_in(nth(tally, at)) && key_in(nth(tally, at)) != key)
		at = (at + 1) & (tally->slot_count - 1);
	return nth(tally, at);
}

static void take_slots(struct rt_tally *tally, size_t slot_count)
{
	tally->slots = rt_alloc_zero(slot_count, tally->slot_size);
	tally->slot_count = slot_count;
	tally->used = 0;
}

static void rebuild(struct rt_tally *tally, size_t slot_count)
{
	struct rt_tally old = *tally;
	take_slots(tally, slot_count);
	for (size_t i = 0; i < old.slot_count; i++) {
		uint64_t key = key_in(nth(&old, i));
		if (!key || key & tally->sieve)
			continue;
		memcpy(slot_of(tally, key), nth(&old, i), tally->slot_size);
		tally->used++;
	}
	rt_free(old.slots);
}

static void make_room(struct rt_tally *tally)
{
	while (tally->used >= tally->most) {
		tally->sieve = tally->sieve << 1 | 2; /* the lowest bit is set in every key */
		rebuild(tally, tally->slot_count);
	}
	if (tally->used * 3 >= tally->slot_count * 2)
		rebuild(tally, tally->slot_count * 2);
}

struct rt_tally *rt_tally_new(size_t columns, size_t most)
{
	struct rt_tally *tally = rt_alloc_zero(1, sizeof *tally);
	size_t size = sizeof(uint64_t) + columns * sizeof(uint32_t);
	tally->slot_size = (size + sizeof(uint64_t) - 1) / sizeof(uint64_t) * sizeof(uint64_t);
	tally->columns = columns;
	tally->most = most;
	take_slots(tally, FIRST_SLOTS);
	return tally;
}

void rt_tally_free(struct rt_tally *tally)
{
	if (tally)
		rt_free(tally->slots);
	rt_free(tally);
}

uint32_t *rt_tally_at(struct rt_tally *tally, uint64_t key)
{
	if (key & tally->sieve)
		return NULL;
	uint8_t *slot = slot_of(tally, key);
	if (key_in(slot))
		return counts_in(slot);
	make_room(tally);
	if (key & tally->sieve)
		return NULL;
	slot = slot_of(tally, key);
	*(uint64_t *)(void *)slot = key;
	tally->used++;
	return counts_in(slot);
}

const uint32_t *rt_tally_get(const struct rt_tally *tally, uint64_t key)
{
	uint8_t *slot = slot_of(tally, key);
	return key_in(slot) ? counts_in(slot) : NULL;
}

void rt_tally_add(uint32_t *count, uint32_t more)
{
	*count = *count > UINT32_MAX - more ? UINT32_MAX : *count + more;
}

void rt_tally_merge(struct rt_tally *into, const struct rt_tally *from)
{
	into->sieve |= from->sieve;
	rebuild(into, into->slot_count);
	for (size_t i = 0; i < from->slot_count; i++) {
		uint64_t key = key_in(nth(from, i));
		uint32_t *counts = key ? rt_tally_at(into, key) : NULL;
		for (size_t k = 0; counts && k < into->columns; k++)
			rt_tally_add(&counts[k], counts_in(nth(from, i))[k]);
	}
}

static int by_key(const void *left, const void *right)
{
	uint64_t a = key_in(left), b = key_in(right);
	return a < b ? -1 : a > b;
}

void rt_tally_sum(const struct rt_tally *tally, struct rt_sha256 *sum)
{
	uint8_t *sorted = rt_alloc_zero(tally->used + 1, tally->slot_size);
	size_t count = 0;
	for (size_t i = 0; i < tally->slot_count; i++)
		if (key_in(nth(tally, i)))
			memcpy(sorted + count++ * tally->slot_size, nth(tally, i),
				tally->slot_size);
	qsort(sorted, count, tally->slot_size, by_key);
	rt_sha256_add(sum, sorted, count * tally->slot_size);
	rt_free(sorted);
}
