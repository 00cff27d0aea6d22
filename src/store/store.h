/*
 * The case file: one SQLite database that holds what was read, found and worked out.
 *
 * This room is the only one that speaks SQLite. Everybody else writes with typed functions (write.h,
 * extract.h, entity.h, link.h) and reads with cursors (read.h, entity.h, link.h) that hand out one
 * row after another:
 *
 *	struct rt_cursor *rows = rt_store_participants(store, 0, &err);
 *	struct rt_participant_row row;
 *	int got;
 *	while ((got = rt_participants_next(rows, &row, &err)) > 0)
 *		use(row.address);          // row's strings are good until the next step
 *	rt_cursor_free(rows);
 *	if (got < 0) …
 *
 * Writing is for one thread with one open store. A second store of the same file may read at the
 * same time. While it is written the journal is a write-ahead log, so that readers do not wait and
 * a kill leaves a file that opens with everything up to the last commit; when it is closed in good
 * order the log is folded in and a case is one plain file again, fit to be handed over or opened
 * from a read-only disk.
 */
#ifndef RT_STORE_STORE_H
#define RT_STORE_STORE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct rt_store;
struct rt_cursor; /* rows of one question, in a fixed order */

enum rt_store_mode {
	RT_STORE_READ,	 /* an existing case file, never changed */
	RT_STORE_WRITE,	 /* an existing one, to be changed */
	RT_STORE_CREATE, /* made where it does not exist */
};

/* NULL and err where it cannot be opened, is no case file or was made by a newer redthread. */
struct rt_store *rt_store_open(const char *path, enum rt_store_mode mode, struct rt_err *err);
/* Rolls back what was not committed. NULL is fine. */
void rt_store_close(struct rt_store *store);
const char *rt_store_path(const struct rt_store *store); /* borrowed */

/* Batches: all of what is between the two is kept, or nothing. */
int rt_store_begin(struct rt_store *store, struct rt_err *err);
int rt_store_commit(struct rt_store *store, struct rt_err *err);
void rt_store_rollback(struct rt_store *store);

/* Small facts about the case as a whole. get: 1 and the value appended, 0 where there is none. */
int rt_store_meta_set(
	struct rt_store *store, const char *key, const char *value, struct rt_err *err);
int rt_store_meta_get(
	struct rt_store *store, const char *key, struct rt_str *value_r, struct rt_err *err);

/* Facts that say what is up to date: stamps of what the last extraction, resolution and graph were
 * made of. Each is forgotten (set to "") with the first change to what it was made of. */
#define RT_META_EXTRACTED "extracted"
#define RT_META_RESOLVED "resolved"
#define RT_META_TIED "tied"
/* The sum of the lists by which the language of each document was told. */
#define RT_META_LANGUAGES "languages"
#define RT_META_MAIL_WORDS "mail-words" /* that messages were taken apart by */

/* A run is noted when it begins and again when it has finished. */
int rt_store_run_begin(struct rt_store *store, const char *verb, const char *rules_hash,
	const char *options, int64_t *run_r, struct rt_err *err);
int rt_store_run_finish(struct rt_store *store, int64_t run, struct rt_err *err);
/* 1 where the last run of `scan` did not reach its end, else 0. */
int rt_store_is_unfinished(struct rt_store *store, struct rt_err *err);

void rt_cursor_free(struct rt_cursor *cursor); /* NULL is fine */

#endif
