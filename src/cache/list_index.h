/*
 * What the lists' files were when they were read last: some two thousand files, twenty megabytes, of
 * which hardly one has changed at the next start. A file whose times, size and number are the same
 * holds the same text (cache_seal.c tells when that is certain), so that its sum is known and
 * neither it nor its lists need be read.
 *
 * One index a folder of rules, kept in the cache; where there is none, every file is read.
 */
#ifndef RT_CACHE_LIST_INDEX_H
#define RT_CACHE_LIST_INDEX_H

#include "base/sha256.h"

#include <stdbool.h>

struct stat;
struct rt_list_index;

struct rt_list_index *rt_list_index_open(const char *folder);
/* The sum of the file's text, if it is the same file as then. */
bool rt_list_index_find(const struct rt_list_index *index, const char *path,
	const struct stat *file, char sum_r[RT_SHA256_HEX]);
/* Of each file of the folder, in order of paths. file: as it was before it was read. */
void rt_list_index_note(struct rt_list_index *index, const char *path, const struct stat *file,
	const char sum[RT_SHA256_HEX]);
/* Keeps what was noted if that is another thing than what was known; frees. */
void rt_list_index_close(struct rt_list_index *index);

#endif
