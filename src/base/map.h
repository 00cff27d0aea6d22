/*
 * A hash map from byte strings to a 64-bit number (an index, a count or a pointer as uintptr_t).
 * Keys are copied. Iteration is in the order of insertion, so that nothing depends on hash order.
 * No removal.
 */
#ifndef RT_BASE_MAP_H
#define RT_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rt_map;

struct rt_map *rt_map_new(void);
void rt_map_free(struct rt_map *map);
void rt_map_clear(struct rt_map *map);

/* The place of the key's value, put in as 0 where it is new; good until the next insertion. */
uint64_t *rt_map_at(struct rt_map *map, const char *key, size_t len);
/* The place of the key's value, or NULL. */
uint64_t *rt_map_find(const struct rt_map *map, const char *key, size_t len);

size_t rt_map_count(const struct rt_map *map);
/* The index-th key (ended by a NUL as well) and value in order of insertion. */
const char *rt_map_key(const struct rt_map *map, size_t index, size_t *len_r);
uint64_t rt_map_value(const struct rt_map *map, size_t index);

uint64_t rt_hash(const void *bytes, size_t len); /* the same on every run and machine */

#endif
