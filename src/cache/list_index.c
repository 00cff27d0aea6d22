#include "config.h"
#include "cache/list_index.h"

#include "base/log.h"
#include "base/vec.h"
#include "cache/cache.h"
#include "cache/cache_p.h"

#include <string.h>
#include <sys/stat.h>

#define CACHE "files" /* name of the cache's file */

/* A section of the cache is these, sorted by path; another one the paths, each ended by a NUL. */
struct known {
	struct rt_file_stamp stamp;
	uint64_t path; /* where it begins among the paths */
	char sum[RT_SHA256_HEX + 7];
};

struct rt_list_index {
	char *folder;
	struct rt_cache *cache;
	const struct known *known; /* in the cache, … */
	size_t known_count;
	const char *paths;
	size_t paths_len;
	RT_VEC(struct known) noted; /* … and in this run */
	struct rt_str noted_paths;
};

static void take_known(struct rt_list_index *index)
{
	size_t len = 0, paths_len = 0;
	const char *known = rt_cache_get(index->cache, "files", &len);
	const char *paths = rt_cache_get(index->cache, "paths", &paths_len);
	if (!known || !paths || len % sizeof *index->known || !paths_len || paths[paths_len - 1])
		return;
	index->known = (const struct known *)(const void *)known;
	index->known_count = len / sizeof *index->known;
	index->paths = paths;
	index->paths_len = paths_len;
	for (size_t i = 0; i < index->known_count; i++)
		if (index->known[i].path >= paths_len || index->known[i].sum[RT_SHA256_HEX - 1])
			index->known_count = 0;
}

struct rt_list_index *rt_list_index_open(const char *folder)
{
	struct rt_list_index *index = rt_alloc_zero(1, sizeof *index);
	index->folder = rt_strdup(folder);
	index->noted_paths = (struct rt_str)RT_STR_INIT;
	index->cache = rt_cache_open(CACHE, folder);
	take_known(index);
	return index;
}

static const struct known *find(const struct rt_list_index *index, const char *path)
{
	size_t low = 0, high = index->known_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(path, index->paths + index->known[middle].path);
		if (!order)
			return &index->known[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

bool rt_list_index_find(const struct rt_list_index *index, const char *path,
	const struct stat *file, char sum_r[RT_SHA256_HEX])
{
	const struct known *known = find(index, path);
	struct rt_file_stamp stamp = rt_file_stamp(file);
	if (!known || memcmp(&known->stamp, &stamp, sizeof stamp) != 0)
		return false;
	memcpy(sum_r, known->sum, RT_SHA256_HEX);
	return true;
}

/* Of a file that was written just now nothing is kept: it may change again without a trace. */
void rt_list_index_note(struct rt_list_index *index, const char *path, const struct stat *file,
	const char sum[RT_SHA256_HEX])
{
	if (!rt_file_is_settled(file))
		return;
	struct known known = {.stamp = rt_file_stamp(file), .path = index->noted_paths.len};
	memcpy(known.sum, sum, RT_SHA256_HEX);
	rt_str_append_n(&index->noted_paths, path, strlen(path) + 1);
	rt_vec_push(&index->noted, known);
}

static bool has_changed(const struct rt_list_index *index)
{
	size_t size = index->noted.count * sizeof *index->noted.items;
	return index->noted.count &&
		(index->noted.count != index->known_count ||
			index->noted_paths.len != index->paths_len ||
			memcmp(index->noted.items, index->known, size) != 0 ||
			memcmp(index->noted_paths.data, index->paths, index->paths_len) != 0);
}

static void save(const struct rt_list_index *index)
{
	struct rt_err err;
	struct rt_cache_writer *writer = rt_cache_writer_new();
	rt_cache_put(writer, "files", (const char *)index->noted.items,
		index->noted.count * sizeof *index->noted.items);
	rt_cache_put(writer, "paths", index->noted_paths.data, index->noted_paths.len);
	if (rt_cache_save(writer, CACHE, index->folder, &err))
		rt_log(RT_LOG_DEBUG, "%s", err.message);
}

void rt_list_index_close(struct rt_list_index *index)
{
	if (has_changed(index))
		save(index);
	rt_cache_close(index->cache);
	rt_vec_release(&index->noted);
	rt_str_release(&index->noted_paths);
	rt_free(index->folder);
	rt_free(index);
}
