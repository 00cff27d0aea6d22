/* Between the walk over folders and what it does with one file. */
#ifndef RT_READ_WALK_P_H
#define RT_READ_WALK_P_H

#include "read/reader.h"

#include <sys/stat.h>

/* A file that items are being taken from: an mbox that is open, or nothing. */
struct rt_mbox;

struct rt_source {
	char *path;
	uint64_t size;
	int64_t modified;
	struct rt_mbox *mbox;
};

/* Opens the file and gives its first item; an mbox stays open in `source` for the rest. Never
 * NULL: a file that cannot be read gives an item that bears a problem. */
struct rt_item *rt_source_open(struct rt_source *source, const char *path, const struct stat *info);
/* The next item of the open mbox, or NULL at its end. */
struct rt_item *rt_source_next(struct rt_source *source);
void rt_source_close(struct rt_source *source);

/* An item that bears a problem instead of bytes. */
struct rt_item *rt_item_problem(
	const char *path, const char *class, const char *message, const char *detail);
struct rt_item *rt_item_new(const struct rt_source *source);

#endif
