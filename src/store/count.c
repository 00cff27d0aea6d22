#include "store/count.h"

#include "store/sql.h"

int rt_store_count(struct rt_store *store, struct rt_counts *counts_r, struct rt_err *err)
{
	const struct {
		int64_t *number;
		const char *sql;
	} questions[] = {
		{&counts_r->sources, "SELECT count(*) FROM source"},
		{&counts_r->messages, "SELECT sum(items) FROM source"},
		{&counts_r->documents, "SELECT count(*) FROM document WHERE parent IS NULL"},
		{&counts_r->duplicates,
			"SELECT (SELECT count(*) FROM place WHERE parent IS NULL)"
			" - (SELECT count(*) FROM document WHERE parent IS NULL)"},
		{&counts_r->unreadable, "SELECT sum(failed) FROM source"},
		{&counts_r->attached, "SELECT count(*) FROM document WHERE parent IS NOT NULL"},
		{&counts_r->attached_duplicates,
			"SELECT (SELECT count(*) FROM place WHERE parent IS NOT NULL)"
			" - (SELECT count(*) FROM document WHERE parent IS NOT NULL)"},
		{&counts_r->problems, "SELECT count(*) FROM (SELECT DISTINCT class, path, part, message FROM problem)"},
		{&counts_r->entities, "SELECT count(*) FROM entity WHERE NOT ignored"},
		{&counts_r->links, "SELECT count(*) FROM link"},
	};
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
		if (rt_sql_number(store, err, questions[i].number, 0, questions[i].sql, ""))
			return -1;
	return 0;
}

struct rt_cursor *rt_store_tally(struct rt_store *store, enum rt_tally what, struct rt_err *err)
{
	static const char *const questions[] = {
		("SELECT class, count(*) FROM (SELECT DISTINCT class, path, part, message FROM"
		 " problem) GROUP BY 1 ORDER BY 2 DESC, 1"),
		"SELECT type, count(*) FROM mention GROUP BY 1 ORDER BY 2 DESC, 1",
		"SELECT type, count(*) FROM entity WHERE NOT ignored GROUP BY 1 ORDER BY 2 DESC, 1",
		"SELECT kind, count(*) FROM link GROUP BY 1 ORDER BY 2 DESC, 1",
	};
	return rt_cursor_new(store, err, questions[what], "");
}

int rt_tally_next(struct rt_cursor *rows, struct rt_tally_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	if (got > 0)
		*row_r = (struct rt_tally_row){
			.name = rt_sql_text(rows->statement, 0),
			.count = rt_sql_int(rows->statement, 1),
		};
	return got;
}
