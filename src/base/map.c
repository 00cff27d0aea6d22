#include "base/map.h"

#include "base/arena.h"
#include "base/mem.h"
#include "base/vec.h"

#include <string.h>

struct entry {
	uint64_t hash, value;
	const char *key;
	size_t len;
};

struct rt_map {
	struct rt_arena *keys;
	RT_VEC(struct entry) entries;
	struct slot {
		uint32_t entry; /* index + 1, or 0: empty */
		uint32_t sign;	/* of its hash, the upper half: most others are told by it */
	} *slots;
	size_t slot_count; /* a power of two */
};

struct rt_map *rt_map_new(void)
{
	struct rt_map *map = rt_alloc_zero(1, sizeof *map);
	map->keys = rt_arena_new();
	map->slot_count = 16;
	map->slots = rt_alloc_zero(map->slot_count, sizeof *map->slots);
	return map;
}

void rt_map_free(struct rt_map *map)
{
	if (!map)
		return;
	rt_arena_free(map->keys);
	rt_vec_release(&map->entries);
	rt_free(map->slots);
	rt_free(map);
}

void rt_map_clear(struct rt_map *map)
{
	rt_arena_reset(map->keys);
	rt_vec_clear(&map->entries);
	memset(map->slots, 0, map->slot_count * sizeof *map->slots);
}

/* FNV-1a over eight bytes at a time, then a mix (Stafford's variant 13 of the murmur finaliser). */
uint64_t rt_hash(const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	uint64_t hash = 0xcbf29ce484222325u ^ len, word;
	for (; len >= 8; len -= 8, at += 8) {
		memcpy(&word, at, 8);
		hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 32;
	}
	for (; len; len--, at++)
		hash = (hash ^ *at) * 0x100000001b3u;
	hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9u;
	hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebu;
	return hash ^ (hash >> 31);
}

static size_t slot_of(const struct rt_map *map, uint64_t hash, const char *key, size_t len)
{
	size_t mask = map->slot_count - 1, slot = (size_t)hash & mask;
	for (; map->slots[slot].entry; slot = (slot + 1) & mask) {
		if (map->slots[slot].sign != hash >> 32)
			continue;
		const struct entry *entry = &map->entries.items[map->slots[slot].entry - 1];
		if (entry->hash == hash && entry->len == len && !memcmp(entry->key, key, len))
			break;
	}
	return slot;
}

static struct slot sign_of(uint32_t entry, uint64_t hash)
{
	return (struct slot){entry, (uint32_t)(hash >> 32)};
}

static void grow(struct rt_map *map)
{
	map->slot_count *= 2;
	rt_free(map->slots);
	map->slots = rt_alloc_zero(map->slot_count, sizeof *map->slots);
	size_t mask = map->slot_count - 1;
	for (size_t i = 0; i < map->entries.count; i++) {
		size_t slot = (size_t)map->entries.items[i].hash & mask;
		while (map->slots[slot].entry)
			slot = (slot + 1) & mask;
		map->slots[slot] = sign_of((uint32_t)i + 1, map->entries.items[i].hash);
	}
}

uint64_t *rt_map_at(struct rt_map *map, const char *key, size_t len)
{
	if (map->entries.count * 2 >= map->slot_count)
		grow(map);
	uint64_t hash = rt_hash(key, len);
	size_t slot = slot_of(map, hash, key, len);
	if (!map->slots[slot].entry) {
		const char *copy = rt_arena_strndup(map->keys, key, len);
		rt_vec_push(&map->entries, (struct entry){.hash = hash, .key = copy, .len = len});
		map->slots[slot] = sign_of((uint32_t)map->entries.count, hash);
	}
	return &map->entries.items[map->slots[slot].entry - 1].value;
}

uint64_t *rt_map_find(const struct rt_map *map, const char *key, size_t len)
{
	size_t slot = slot_of(map, rt_hash(key, len), key, len);
	uint32_t entry = map->slots[slot].entry;
	return entry ? &map->entries.items[entry - 1].value : NULL;
}

size_t rt_map_count(const struct rt_map *map)
{
	return map->entries.count;
}

const char *rt_map_key(const struct rt_map *map, size_t index, size_t *len_r)
{
	if (len_r)
		*len_r = map->entries.items[index].len;
	return map->entries.items[index].key;
}

uint64_t rt_map_value(const struct rt_map *map, size_t index)
{
	return map->entries.items[index].value;
}
