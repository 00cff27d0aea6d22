/*
 * SQLite in few words, for the files of this room alone.
 *
 * A format string says what is bound to ?1, ?2 …: i int64_t, d double, t text or NULL, s bytes and
 * length (const char *, size_t), n NULL. Statements are prepared once a store and kept by the
 * address of their text, which is to be a literal; a cursor owns a statement of its own, so that
 * cursors nest.
 */
#ifndef RT_STORE_SQL_H
#define RT_STORE_SQL_H

#include "base/map.h"
#include "base/vec.h"
#include "store/store.h"

#include <sqlite3.h>
#include <stdarg.h>

struct rt_store {
	sqlite3 *db;
	char *path;
	enum rt_store_mode mode;
	bool open_batch;
	struct rt_map *statements; /* address of the text -> index in `kept` */
	RT_VEC(sqlite3_stmt *) kept;
	struct rt_map *rules; /* rule's name -> id */
};

struct rt_cursor {
	struct rt_store *store;
	sqlite3_stmt *statement;
	int64_t number; /* rows so far */
};

/* Runs a statement that gives no rows. */
int rt_sql_run(
	struct rt_store *store, struct rt_err *err, const char *sql, const char *format, ...);
/* Runs a statement of one number; fallback where it gives no row or NULL. */
int rt_sql_number(struct rt_store *store, struct rt_err *err, int64_t *number_r, int64_t fallback,
	const char *sql, const char *format, ...);
/* Runs a script without parameters. */
int rt_sql_script(struct rt_store *store, const char *sql, struct rt_err *err);
/* A kept statement, reset and bound; to be stepped by rt_sql_step. NULL and err where it fails. */
sqlite3_stmt *rt_sql_bind(
	struct rt_store *store, struct rt_err *err, const char *sql, const char *format, ...);
/* 1 a row, 0 the end (and reset), -1 (and reset). */
int rt_sql_step(struct rt_store *store, sqlite3_stmt *statement, struct rt_err *err);
/* Sets err to what SQLite says; -1. */
int rt_sql_fail(struct rt_store *store, struct rt_err *err);

struct rt_cursor *rt_cursor_new(
	struct rt_store *store, struct rt_err *err, const char *sql, const char *format, ...);
int rt_cursor_step(struct rt_cursor *cursor, struct rt_err *err);

/* Columns, 0 the first. A text is NULL where the column is, and good until the next step. */
const char *rt_sql_text(sqlite3_stmt *statement, int column);
int64_t rt_sql_int(sqlite3_stmt *statement, int column);
double rt_sql_real(sqlite3_stmt *statement, int column);

#endif
