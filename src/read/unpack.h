/*
 * Archives: zip, tar, 7z, rar, cab, and what gzip, bzip2, xz and zstd pack; one file after another.
 * libarchive is behind unpack.c. It runs no programs and writes no files.
 */
#ifndef RT_READ_UNPACK_H
#define RT_READ_UNPACK_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct rt_unpack;

struct rt_packed_file {
	const char *name; /* path within the archive, UTF-8; good until the next one */
	bool encrypted;
};

/* NULL where the bytes are none of them. They must outlive it. */
struct rt_unpack *rt_unpack_open(const char *bytes, size_t len);
void rt_unpack_close(struct rt_unpack *unpack);

/* 1 and the next file (folders and links are passed over), 0 at the end, -1 where the archive is
 * damaged from here on. */
int rt_unpack_next(struct rt_unpack *unpack, struct rt_packed_file *file_r);
/* Appends the bytes of that file; false where they break off or are more than max (then what came
 * out until there stays). */
bool rt_unpack_bytes(struct rt_unpack *unpack, size_t max, struct rt_str *out);

#endif
