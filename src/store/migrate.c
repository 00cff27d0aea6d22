#include "store/migrate.h"

#include "store/schema_sql.h"
#include "store/sql.h"

#include <stdio.h>

/* steps[n] makes version n + 1 out of version n; the first makes the whole of today's schema. A new
 * version adds a line behind and is put into schema.sql as well. */
static const char *const upgrades[RT_STORE_VERSION] = {
	NULL, /* 0: an empty file; see create */
	/* 1: without the time to reply; the next resolve fills it in */
	"CREATE TABLE answer ("
	" message INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,"
	" answers INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,"
	" sender INTEGER NOT NULL REFERENCES entity (id),"
	" recipient INTEGER NOT NULL REFERENCES entity (id),"
	" seconds INTEGER NOT NULL) STRICT;"
	"ALTER TABLE link ADD COLUMN replies INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE link ADD COLUMN reply_seconds INTEGER;",
	/* 2: without lines; the next extraction fills them in */
	"ALTER TABLE mention ADD COLUMN line INTEGER NOT NULL DEFAULT 0;",
};

static int set_numbers(struct rt_store *store, int version, struct rt_err *err)
{
	char sql[96];
	snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
		RT_STORE_APPLICATION, version);
	return rt_sql_script(store, sql, err);
}

static int step(struct rt_store *store, const char *sql, int version, struct rt_err *err)
{
	if (rt_store_begin(store, err))
		return -1;
	if (rt_sql_script(store, sql, err) || set_numbers(store, version, err)) {
		rt_store_rollback(store);
		return -1;
	}
	return rt_store_commit(store, err);
}

int rt_store_migrate(struct rt_store *store, bool may_write, struct rt_err *err)
{
	int64_t application, version, tables;
	if (rt_sql_number(store, err, &application, 0, "PRAGMA application_id", "") ||
		rt_sql_number(store, err, &version, 0, "PRAGMA user_version", "") ||
		rt_sql_number(store, err, &tables, 0, "SELECT count(*) FROM sqlite_schema", ""))
		return -1;
	bool empty = !application && !version && !tables;
	if (!empty && application != RT_STORE_APPLICATION)
		return rt_err_set(err, "%s is a database, but not a case file", store->path);
	if (version > RT_STORE_VERSION)
		return rt_err_set(err, "%s was made by a newer redthread", store->path);
	if (version == RT_STORE_VERSION)
		return 0;
	if (!may_write)
		return rt_err_set(err, "%s is %s; scan something into it first", store->path,
			empty ? "empty" : "from an older redthread");
	if (empty)
		return step(store, rt_schema_sql, RT_STORE_VERSION, err);
	for (; version < RT_STORE_VERSION; version++)
		if (step(store, upgrades[version], (int)version + 1, err))
			return -1;
	return 0;
}
