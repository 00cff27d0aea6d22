#include "config.h"

#include "store/store.h"

#include "redthread.h"
#include "store/migrate.h"
#include "store/sql.h"

#include <pthread.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Pages of 8 KiB: a mail's text and its rows fit one or two. A 64 MiB cache holds the indexes that
 * are looked up while writing (hashes, addresses) of about a million documents. NORMAL with a
 * write-ahead log: a power cut may cost the last batches, never the file. */
static const char every_open[] = "PRAGMA foreign_keys = ON;"
				 "PRAGMA cache_size = -65536;"
				 "PRAGMA trusted_schema = OFF;";
static const char writing_open[] = "PRAGMA journal_mode = WAL;"
				   "PRAGMA synchronous = NORMAL;"
				   "PRAGMA wal_autocheckpoint = 4000;";

/* SQLite's count of its own memory is a lock that all threads share, and nobody asks for it. */
static void configure(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int open_flags(enum rt_store_mode mode)
{
	if (mode == RT_STORE_READ)
		return SQLITE_OPEN_READONLY;
	return SQLITE_OPEN_READWRITE | (mode == RT_STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
}

static int prepare_database(struct rt_store *store, struct rt_err *err)
{
	sqlite3_busy_timeout(store->db, 5000);
	sqlite3_extended_result_codes(store->db, 0);
	if (store->mode == RT_STORE_CREATE &&
		rt_sql_script(store, "PRAGMA page_size = 8192;", err))
		return -1;
	if (rt_sql_script(store, every_open, err))
		return -1;
	if (store->mode != RT_STORE_READ && rt_sql_script(store, writing_open, err))
		return -1;
	return rt_store_migrate(store, store->mode != RT_STORE_READ, err);
}

struct rt_store *rt_store_open(const char *path, enum rt_store_mode mode, struct rt_err *err)
{
	if (mode != RT_STORE_CREATE && access(path, F_OK)) {
		rt_err_set(err, "there is no case file %s; redthread scan -c %s PATH makes one", path,
			path);
		return NULL;
	}
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, configure);
	struct rt_store *store = rt_alloc_zero(1, sizeof *store);
	store->path = rt_strdup(path);
	store->mode = mode;
	store->statements = rt_map_new();
	store->rules = rt_map_new();
	if (sqlite3_open_v2(path, &store->db, open_flags(mode) | SQLITE_OPEN_NOMUTEX, NULL) ||
		prepare_database(store, err)) {
		if (sqlite3_errcode(store->db) == SQLITE_CANTOPEN)
			rt_sql_fail(store, err);
		rt_store_close(store);
		return NULL;
	}
	return store;
}

void rt_store_close(struct rt_store *store)
{
	if (!store)
		return;
	rt_store_rollback(store);
	for (size_t i = 0; i < store->kept.count; i++)
		sqlite3_finalize(store->kept.items[i]);
	/* One plain file again; refused, harmlessly, while another program reads it. */
	if (store->db && store->mode != RT_STORE_READ)
		sqlite3_exec(store->db, "PRAGMA optimize; PRAGMA busy_timeout = 0;"
					"PRAGMA journal_mode = DELETE;",
			NULL, NULL, NULL);
	sqlite3_close(store->db);
	rt_vec_release(&store->kept);
	rt_map_free(store->statements);
	rt_map_free(store->rules);
	rt_free(store->path);
	rt_free(store);
}

const char *rt_store_path(const struct rt_store *store)
{
	return store->path;
}

int rt_store_begin(struct rt_store *store, struct rt_err *err)
{
	if (rt_sql_run(store, err, "BEGIN IMMEDIATE", ""))
		return -1;
	store->open_batch = true;
	return 0;
}

int rt_store_commit(struct rt_store *store, struct rt_err *err)
{
	if (rt_sql_run(store, err, "COMMIT", ""))
		return -1;
	store->open_batch = false;
	return 0;
}

void rt_store_rollback(struct rt_store *store)
{
	if (store->open_batch)
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	store->open_batch = false;
}

int rt_store_meta_set(
	struct rt_store *store, const char *key, const char *value, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"INSERT INTO meta (key, value) VALUES (?1, ?2)"
		" ON CONFLICT (key) DO UPDATE SET value = excluded.value",
		"tt", key, value);
}

int rt_store_meta_get(
	struct rt_store *store, const char *key, struct rt_str *value_r, struct rt_err *err)
{
	sqlite3_stmt *found =
		rt_sql_bind(store, err, "SELECT value FROM meta WHERE key = ?1", "t", key);
	int got = found ? rt_sql_step(store, found, err) : -1;
	if (got > 0) {
		rt_str_append(value_r, rt_sql_text(found, 0));
		sqlite3_reset(found);
	}
	return got;
}

static void now(char text[32])
{
	time_t seconds = time(NULL);
	struct tm parts;
	gmtime_r(&seconds, &parts);
	strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

int rt_store_run_begin(struct rt_store *store, const char *verb, const char *rules_hash,
	const char *options, int64_t *run_r, struct rt_err *err)
{
	char started[32];
	now(started);
	if (rt_sql_run(store, err,
		    "INSERT INTO run (verb, version, rules_hash, options, started)"
		    " VALUES (?1, ?2, ?3, ?4, ?5)",
		    "ttttt", verb, rt_version(), rules_hash, options, started))
		return -1;
	*run_r = sqlite3_last_insert_rowid(store->db);
	return 0;
}

int rt_store_run_finish(struct rt_store *store, int64_t run, struct rt_err *err)
{
	char finished[32];
	now(finished);
	return rt_sql_run(store, err, "UPDATE run SET finished = ?2 WHERE id = ?1", "it", run,
		finished);
}

int rt_store_is_unfinished(struct rt_store *store, struct rt_err *err)
{
	int64_t unfinished;
	if (rt_sql_number(store, err, &unfinished, 0,
		    "SELECT finished IS NULL FROM run WHERE verb = 'scan' ORDER BY id DESC LIMIT 1",
		    ""))
		return -1;
	return unfinished != 0;
}
