/* Whole files and paths. */
#ifndef RT_BASE_FILE_H
#define RT_BASE_FILE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the file's bytes to out; at most max bytes (0: no bound), an error beyond. */
int rt_file_read(const char *path, size_t max, struct rt_str *out, struct rt_err *err);
/* Writes the file by way of a temporary one beside it and a rename. */
int rt_file_write(const char *path, const char *data, size_t len, struct rt_err *err);
/* The same of bytes that stand in several places. */
struct rt_file_part {
	const char *data;
	size_t len;
};
int rt_file_write_parts(
	const char *path, const struct rt_file_part *parts, size_t count, struct rt_err *err);
/* Makes the folder and the ones above it. */
int rt_folder_make(const char *path, struct rt_err *err);
/* Is the path the folder, or below it? By their letters alone: both as realpath gives them, or as both were given. */
bool rt_path_is_below(const char *path, const char *folder);
/* The last component of a path, borrowed from it. */
const char *rt_path_name(const char *path);

#endif
