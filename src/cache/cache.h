/*
 * The cache of compiled things: files of named sections in the user's cache folder.
 *
 * A cache saves time, never more: it may be missing, damaged, cut off, of another version or put
 * there by someone else, and then it is as if there were none. Each section is checked against its
 * checksum when it is taken out; what is in it must still be checked for bounds by whoever put it
 * there, for a checksum tells of damage, not of malice.
 *
 *	struct rt_cache *cache = rt_cache_open("rules", key);     // NULL: build it anew
 *	const char *bytes = rt_cache_get(cache, "states", &len);  // NULL as well where cache is NULL
 *	rt_cache_close(cache);
 *
 * A file that was found in order is sealed (cache_seal.c), and is not checked again as long as it is
 * the same file.
 *
 *	struct rt_cache_writer *writer = rt_cache_writer_new();
 *	rt_cache_put(writer, "states", bytes, len);
 *	rt_cache_save(writer, "rules", key, &err);                // frees the writer
 *
 * Files live in $REDTHREAD_CACHE ("none": no cache at all), else $XDG_CACHE_HOME/redthread, else
 * ~/.cache/redthread. They are written beside and renamed, so that a reader never sees half of one.
 */
#ifndef RT_CACHE_CACHE_H
#define RT_CACHE_CACHE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RT_CACHE_SECTION_NAME 24 /* bytes of a section's name, the NUL included */

struct rt_cache;
struct rt_cache_writer;

/* key: all that the content depends on, of any length (hash of the rules, versions of
 * libraries …); the stamp of our own build is added to it. name: a few letters, part of the file's name. */
struct rt_cache *rt_cache_open(const char *name, const char *key);
void rt_cache_close(struct rt_cache *cache);
/* A section's bytes, aligned to 16, borrowed from the cache; NULL where it is missing or damaged. */
const char *rt_cache_get(const struct rt_cache *cache, const char *section, size_t *len_r);

/* All of this very file was found in order before: bounds need not be looked at again. */
bool rt_cache_is_sealed(const struct rt_cache *cache);
/* Says that all sections hold what they should; the checksums are looked at once more. */
void rt_cache_seal(const struct rt_cache *cache);

struct rt_cache_writer *rt_cache_writer_new(void);
void rt_cache_put(
	struct rt_cache_writer *writer, const char *section, const char *bytes, size_t len);
/* The same without a copy: the bytes stay as they are until rt_cache_save. */
void rt_cache_lend(
	struct rt_cache_writer *writer, const char *section, const char *bytes, size_t len);
/* A failure (a full disk, a folder that cannot be written) is worth a debug line, no more. */
int rt_cache_save(
	struct rt_cache_writer *writer, const char *name, const char *key, struct rt_err *err);
/* The same of what follows from nothing but what was looked at in this run: the file is sealed at once, when it
 * has reached the disk. */
int rt_cache_save_sealed(
	struct rt_cache_writer *writer, const char *name, const char *key, struct rt_err *err);
void rt_cache_writer_free(struct rt_cache_writer *writer);

/* The folder; false where there is to be none. */
bool rt_cache_folder(struct rt_str *out);

#endif
