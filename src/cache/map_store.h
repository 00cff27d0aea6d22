/* A map of numbers as bytes, for a section of the cache: an entry is the key's length, the number, the key. */
#ifndef RT_CACHE_MAP_STORE_H
#define RT_CACHE_MAP_STORE_H

#include "base/map.h"
#include "base/str.h"

/* Appends all entries, in order of insertion. Lengths and numbers must fit into 32 bits. */
void rt_map_freeze(const struct rt_map *map, struct rt_str *out);
/* Puts `count` entries, which must fill the bytes up to `end`, into the map. Numbers are taken from 1 to
 * `most`. -> -1 where the bytes are not such entries; the map may then hold some of them. */
int rt_map_thaw(struct rt_map *map, uint64_t count, uint64_t most, const char *at, const char *end);

#endif
