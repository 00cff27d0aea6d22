#include "cache/map_store.h"

#include <string.h>

void rt_map_freeze(const struct rt_map *map, struct rt_str *out)
{
	for (size_t i = 0; i < rt_map_count(map); i++) {
		size_t len;
		const char *key = rt_map_key(map, i, &len);
		uint32_t pair[2] = {(uint32_t)len, (uint32_t)rt_map_value(map, i)};
		rt_str_append_n(out, (const char *)pair, sizeof pair);
		rt_str_append_n(out, key, len);
	}
}

int rt_map_thaw(struct rt_map *map, uint64_t count, uint64_t most, const char *at, const char *end)
{
	for (; count; count--) {
		uint32_t pair[2];
		if ((size_t)(end - at) < sizeof pair)
			return -1;
		memcpy(pair, at, sizeof pair);
		at += sizeof pair;
		if ((size_t)(end - at) < pair[0] || !pair[1] || pair[1] > most)
			return -1;
		*rt_map_at(map, at, pair[0]) = pair[1];
		at += pair[0];
	}
	return at == end ? 0 : -1;
}
