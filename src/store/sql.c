#include "store/sql.h"

int rt_sql_fail(struct rt_store *store, struct rt_err *err)
{
	int code = sqlite3_errcode(store->db);
	if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
		return rt_err_set(err, "the case file %s is in use by another program", store->path);
	if (code == SQLITE_NOTADB)
		return rt_err_set(err, "%s is not a case file", store->path);
	return rt_err_set(err, "the case file %s: %s", store->path, sqlite3_errmsg(store->db));
}

int rt_sql_script(struct rt_store *store, const char *sql, struct rt_err *err)
{
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return rt_sql_fail(store, err);
	return 0;
}

static int bind_all(sqlite3_stmt *statement, const char *format, va_list args)
{
	int failed = SQLITE_OK;
	for (int place = 1; *format && failed == SQLITE_OK; format++, place++) {
		if (*format == 'i') {
			failed = sqlite3_bind_int64(statement, place, va_arg(args, int64_t));
		} else if (*format == 'd') {
			failed = sqlite3_bind_double(statement, place, va_arg(args, double));
		} else if (*format == 't') {
			const char *text = va_arg(args, const char *);
			failed = sqlite3_bind_text(statement, place, text, -1, SQLITE_STATIC);
		} else if (*format == 's') {
			const char *text = va_arg(args, const char *);
			size_t len = va_arg(args, size_t);
			failed = sqlite3_bind_text64(
				statement, place, text, len, SQLITE_STATIC, SQLITE_UTF8);
		} else {
			failed = sqlite3_bind_null(statement, place);
		}
	}
	return failed;
}

static sqlite3_stmt *prepare(
	struct rt_store *store, const char *sql, unsigned flags, struct rt_err *err)
{
	sqlite3_stmt *statement = NULL;
	if (sqlite3_prepare_v3(store->db, sql, -1, flags, &statement, NULL) != SQLITE_OK) {
		rt_sql_fail(store, err);
		return NULL;
	}
	return statement;
}

static sqlite3_stmt *keep(struct rt_store *store, const char *sql, struct rt_err *err)
{
	const char *key = (const char *)&sql; /* its address: hashing the text takes as long as a row */
	uint64_t *at = rt_map_find(store->statements, key, sizeof sql);
	if (at)
		return store->kept.items[*at];
	sqlite3_stmt *statement = prepare(store, sql, SQLITE_PREPARE_PERSISTENT, err);
	if (!statement)
		return NULL;
	*rt_map_at(store->statements, key, sizeof sql) = store->kept.count;
	rt_vec_push(&store->kept, statement);
	return statement;
}

static sqlite3_stmt *kept_and_bound(struct rt_store *store, const char *sql, const char *format,
	va_list args, struct rt_err *err)
{
	sqlite3_stmt *statement = keep(store, sql, err);
	if (!statement)
		return NULL;
	sqlite3_reset(statement);
	if (bind_all(statement, format, args) != SQLITE_OK) {
		rt_sql_fail(store, err);
		return NULL;
	}
	return statement;
}

sqlite3_stmt *rt_sql_bind(
	struct rt_store *store, struct rt_err *err, const char *sql, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	sqlite3_stmt *statement = kept_and_bound(store, sql, format, args, err);
	va_end(args);
	return statement;
}

int rt_sql_step(struct rt_store *store, sqlite3_stmt *statement, struct rt_err *err)
{
	int code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		return 1;
	if (code != SQLITE_DONE)
		rt_sql_fail(store, err);
	sqlite3_reset(statement);
	return code == SQLITE_DONE ? 0 : -1;
}

int rt_sql_run(
	struct rt_store *store, struct rt_err *err, const char *sql, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	sqlite3_stmt *statement = kept_and_bound(store, sql, format, args, err);
	va_end(args);
	return statement ? rt_sql_step(store, statement, err) : -1;
}

int rt_sql_number(struct rt_store *store, struct rt_err *err, int64_t *number_r, int64_t fallback,
	const char *sql, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	sqlite3_stmt *statement = kept_and_bound(store, sql, format, args, err);
	va_end(args);
	*number_r = fallback;
	int got = statement ? rt_sql_step(store, statement, err) : -1;
	if (got > 0) {
		if (sqlite3_column_type(statement, 0) != SQLITE_NULL)
			*number_r = sqlite3_column_int64(statement, 0);
		sqlite3_reset(statement);
	}
	return got < 0 ? -1 : 0;
}

struct rt_cursor *rt_cursor_new(
	struct rt_store *store, struct rt_err *err, const char *sql, const char *format, ...)
{
	sqlite3_stmt *statement = prepare(store, sql, 0, err);
	if (!statement)
		return NULL;
	va_list args;
	va_start(args, format);
	int failed = bind_all(statement, format, args);
	va_end(args);
	if (failed != SQLITE_OK) {
		rt_sql_fail(store, err);
		sqlite3_finalize(statement);
		return NULL;
	}
	struct rt_cursor *cursor = rt_alloc_zero(1, sizeof *cursor);
	cursor->store = store;
	cursor->statement = statement;
	return cursor;
}

int rt_cursor_step(struct rt_cursor *cursor, struct rt_err *err)
{
	int code = sqlite3_step(cursor->statement);
	cursor->number++;
	if (code == SQLITE_ROW)
		return 1;
	return code == SQLITE_DONE ? 0 : rt_sql_fail(cursor->store, err);
}

void rt_cursor_free(struct rt_cursor *cursor)
{
	if (!cursor)
		return;
	sqlite3_finalize(cursor->statement);
	rt_free(cursor);
}

const char *rt_sql_text(sqlite3_stmt *statement, int column)
{
	return (const char *)sqlite3_column_text(statement, column);
}

int64_t rt_sql_int(sqlite3_stmt *statement, int column)
{
	return sqlite3_column_int64(statement, column);
}

double rt_sql_real(sqlite3_stmt *statement, int column)
{
	return sqlite3_column_double(statement, column);
}
