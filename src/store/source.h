/*
 * The files of the dump: which were read, whether one has changed since, and what becomes of its
 * documents when it is gone.
 *
 * A document lives as long as one place of it does. When the file that it was read from goes away,
 * the next place where the same text was met takes over; without one the document goes too.
 */
#ifndef RT_STORE_SOURCE_H
#define RT_STORE_SOURCE_H

#include "store/store.h"

#include <stddef.h>

enum rt_source_state { RT_SOURCE_READING, RT_SOURCE_READ, RT_SOURCE_UNREADABLE };

struct rt_source {
	int64_t id;
	int64_t size, modified; /* bytes; nanoseconds since 1970 */
	enum rt_source_state state;
	int64_t items;	/* how many of its items have been dealt with */
	int64_t failed; /* how many of these could not be read at all */
};

/* 1 and the source, 0 where the path is new, -1. */
int rt_store_find_source(struct rt_store *store, const char *path, struct rt_source *source_r,
	struct rt_err *err);
/* A new path; state is "reading", items 0. */
int rt_store_add_source(struct rt_store *store, const char *path, int64_t size, int64_t modified,
	int64_t *source_r, struct rt_err *err);
/* Stores state, items and failed of source->id. */
int rt_store_set_source(
	struct rt_store *store, const struct rt_source *source, struct rt_err *err);
/* Takes away a path with all that hangs on it. */
int rt_store_forget_source(struct rt_store *store, int64_t source, struct rt_err *err);

/* The paths that a run has met; those below the given paths that it has not met are gone. */
int rt_store_forget_seen(struct rt_store *store, struct rt_err *err); /* at the beginning */
int rt_store_see_source(struct rt_store *store, int64_t source, struct rt_err *err);
/* 1, 0 or -1. */
int rt_store_has_seen(struct rt_store *store, int64_t source, struct rt_err *err);
int rt_store_forget_unseen(struct rt_store *store, const char *const *paths, size_t count,
	int64_t *removed_r, struct rt_err *err);

#endif
