#include "store/source.h"

#include "base/file.h"
#include "store/sql.h"

#include <string.h>

static const char *const state_names[] = {"reading", "read", "unreadable"};

int rt_store_find_source(struct rt_store *store, const char *path, struct rt_source *source_r,
	struct rt_err *err)
{
	sqlite3_stmt *found = rt_sql_bind(store, err,
		"SELECT id, size, modified, state, items, failed FROM source WHERE path = ?1", "t", path);
	int got = found ? rt_sql_step(store, found, err) : -1;
	if (got <= 0)
		return got;
	*source_r = (struct rt_source){
		.id = rt_sql_int(found, 0),
		.size = rt_sql_int(found, 1),
		.modified = rt_sql_int(found, 2),
		.items = rt_sql_int(found, 4),
		.failed = rt_sql_int(found, 5),
	};
	for (int state = RT_SOURCE_READING; state <= RT_SOURCE_UNREADABLE; state++)
		if (!strcmp(rt_sql_text(found, 3), state_names[state]))
			source_r->state = (enum rt_source_state)state;
	sqlite3_reset(found);
	return 1;
}

int rt_store_add_source(struct rt_store *store, const char *path, int64_t size, int64_t modified,
	int64_t *source_r, struct rt_err *err)
{
	if (rt_sql_run(store, err,
		    "INSERT INTO source (path, size, modified, state) VALUES (?1, ?2, ?3, 'reading')",
		    "tii", path, size, modified))
		return -1;
	*source_r = sqlite3_last_insert_rowid(store->db);
	return 0;
}

int rt_store_set_source(
	struct rt_store *store, const struct rt_source *source, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"UPDATE source SET state = ?2, items = ?3, failed = ?4 WHERE id = ?1", "itii",
		source->id, state_names[source->state], source->items, source->failed);
}

int rt_store_forget_source(struct rt_store *store, int64_t source, struct rt_err *err)
{
	static const char *const steps[] = {
		"DELETE FROM problem WHERE source = ?1",
		"DELETE FROM place WHERE source = ?1",
		/* The next place takes over. */
		"UPDATE document SET (source, part, source_start, source_end, parent, message_id) ="
		" (SELECT p.source, p.part, p.source_start, p.source_end, p.parent, p.message_id"
		"  FROM place p WHERE p.document = document.id ORDER BY p.source, p.part LIMIT 1)"
		" WHERE source = ?1 AND EXISTS (SELECT 1 FROM place p WHERE p.document = document.id)",
		"DELETE FROM document WHERE source = ?1",
		"DELETE FROM source WHERE id = ?1",
	};
	int64_t documents;
	if (rt_sql_number(store, err, &documents, 0,
		    "SELECT count(*) FROM document WHERE source = ?1", "i", source))
		return -1;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (rt_sql_run(store, err, steps[i], "i", source))
			return -1;
	/* The full-text index has to be built again over what is left. */
	return documents ? rt_store_meta_set(store, "text-index", "stale", err) : 0;
}

int rt_store_forget_seen(struct rt_store *store, struct rt_err *err)
{
	return rt_sql_script(store,
		"CREATE TEMP TABLE IF NOT EXISTS seen (source INTEGER PRIMARY KEY);"
		"DELETE FROM seen;",
		err);
}

int rt_store_see_source(struct rt_store *store, int64_t source, struct rt_err *err)
{
	return rt_sql_run(store, err, "INSERT OR IGNORE INTO seen (source) VALUES (?1)", "i", source);
}

int rt_store_has_seen(struct rt_store *store, int64_t source, struct rt_err *err)
{
	int64_t seen;
	if (rt_sql_number(store, err, &seen, 0, "SELECT 1 FROM seen WHERE source = ?1", "i", source))
		return -1;
	return seen != 0;
}

/* Whether the path is one of those given or lies below one. */
static bool is_below(const char *path, const char *const *paths, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (rt_path_is_below(path, paths[i]))
			return true;
	return false;
}

int rt_store_forget_unseen(struct rt_store *store, const char *const *paths, size_t count,
	int64_t *removed_r, struct rt_err *err)
{
	RT_VEC(int64_t) gone = {0};
	struct rt_cursor *rows = rt_cursor_new(store, err,
		"SELECT id, path FROM source WHERE id NOT IN (SELECT source FROM seen) ORDER BY id", "");
	int got = rows ? 0 : -1;
	while (rows && (got = rt_cursor_step(rows, err)) > 0)
		if (is_below(rt_sql_text(rows->statement, 1), paths, count))
			rt_vec_push(&gone, rt_sql_int(rows->statement, 0));
	rt_cursor_free(rows);
	for (size_t i = 0; i < gone.count && got == 0; i++)
		got = rt_store_forget_source(store, gone.items[i], err);
	*removed_r = (int64_t)gone.count;
	rt_vec_release(&gone);
	return got;
}
