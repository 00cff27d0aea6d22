/* The inside of the cache: seals (cache_seal.c), what tells one state of a file from another, and which
 * files stay (cache_room.c). */
#ifndef RT_CACHE_CACHE_P_H
#define RT_CACHE_CACHE_P_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct stat;

/* A file whose stamp is the same holds the same bytes, if it was settled when the stamp was taken. */
struct rt_file_stamp {
	uint64_t device, number, size;
	int64_t changed, changed_nanoseconds; /* mtime */
	int64_t touched, touched_nanoseconds; /* ctime */
};
struct rt_file_stamp rt_file_stamp(const struct stat *what);
/* Its last change lies far enough back for another one to show in its times. */
bool rt_file_is_settled(const struct stat *what);

void rt_cache_seal_path(const char *cache_path, struct rt_str *out);
/* cache: of the open file, before any of it was read. */
bool rt_cache_seal_holds(const char *cache_path, const struct stat *cache);
void rt_cache_seal_put(const char *cache_path, const struct stat *cache);
/* Nobody else may write the file: of one that others may nothing is believed. */
void rt_cache_make_ours(const char *path);
/* Of a file that we have just put there. */
void rt_cache_seal_new(const char *cache_path);
/* The cache was used now. */
void rt_cache_seal_touch(const char *cache_path);

/* Before a file of that name and size is written: removes the others of the name for which there is no
 * room and those that nobody has used for long. path: what is written; it is left alone. */
void rt_cache_make_room(const char *folder, const char *name, const char *path, size_t size);

#endif
