/* A case file of an earlier version: opening it for writing makes it today's, and nothing is lost. */
#include "base/file.h"
#include "store/migrate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

static const char old_path[] = "test_upgrade.db", new_path[] = "test_upgrade_new.db";
static struct rt_err err;

static int setup(void **state)
{
	struct rt_str sql = RT_STR_INIT;
	sqlite3 *db;
	(void)state;
	unlink(old_path);
	unlink(new_path);
	assert_int_equal(rt_file_read(RT_TOP_SRCDIR "/tests/unit/case-1.sql", 0, &sql, &err), 0);
	rt_str_appendf(&sql, "PRAGMA user_version = 1; PRAGMA application_id = %d;",
		RT_STORE_APPLICATION);
	assert_int_equal(sqlite3_open(old_path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql.data, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	rt_str_release(&sql);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	unlink(old_path);
	unlink(new_path);
	return 0;
}

static int add_row(void *out, int count, char **values, char **names)
{
	(void)names;
	for (int i = 0; i < count; i++)
		rt_str_appendf(out, "%s|", values[i] ? values[i] : "NULL");
	rt_str_append_char(out, '\n');
	return 0;
}

/* The rows of a question, one a line. */
static void ask(const char *path, const char *sql, struct rt_str *out)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, add_row, out, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void upgrade(void)
{
	struct rt_store *store = rt_store_open(old_path, RT_STORE_WRITE, &err);
	assert_non_null(store);
	rt_store_close(store);
}

static void a_reader_leaves_it_alone(void **state)
{
	struct rt_str version = RT_STR_INIT;
	(void)state;
	assert_null(rt_store_open(old_path, RT_STORE_READ, &err));
	assert_non_null(strstr(err.message, "older redthread"));
	ask(old_path, "PRAGMA user_version", &version);
	assert_string_equal(version.data, "1|\n");
	rt_str_release(&version);
}

/* A question a table, about the columns that it has before the upgrade. */
static void every_row_stays(void **state)
{
	struct rt_str questions = RT_STR_INIT, before = RT_STR_INIT, after = RT_STR_INIT;
	(void)state;
	ask(old_path,
		"SELECT 'SELECT ''' || t.name || ''', ' || group_concat(c.name) || ' FROM ' || t.name || "
		"' ORDER BY 2, 3;' FROM sqlite_schema t, pragma_table_info(t.name) c "
		"WHERE t.type = 'table' GROUP BY t.name",
		&questions);
	for (char *bar = questions.data; (bar = strchr(bar, '|'));)
		*bar = ' ';
	rt_str_append_char(&before, '\n');
	ask(old_path, questions.data, &before);
	upgrade();
	rt_str_append_char(&after, '\n');
	ask(old_path, questions.data, &after);
	assert_string_equal(before.data, after.data);
	for (char *line = strtok(questions.data, "\n"); line; line = strtok(NULL, "\n")) {
		char table[40], begin[44];
		assert_int_equal(sscanf(line, "SELECT '%39[a-z_]',", table), 1);
		snprintf(begin, sizeof begin, "\n%s|", table);
		assert_non_null(strstr(after.data, begin)); /* each has a row that could be lost */
	}
	rt_str_release(&questions);
	rt_str_release(&before);
	rt_str_release(&after);
}

static void it_is_then_as_a_new_one(void **state)
{
	static const char shape[] =
		"SELECT t.type, t.name, c.name, c.type, c.\"notnull\", c.pk "
		"FROM sqlite_schema t, pragma_table_info(t.name) c ORDER BY t.name, c.name;"
		"SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index' ORDER BY name;"
		"PRAGMA user_version; PRAGMA application_id";
	struct rt_str ours = RT_STR_INIT, theirs = RT_STR_INIT;
	(void)state;
	upgrade();
	rt_store_close(rt_store_open(new_path, RT_STORE_CREATE, &err));
	ask(old_path, shape, &ours);
	ask(new_path, shape, &theirs);
	assert_string_equal(ours.data, theirs.data);
	rt_str_clear(&ours);
	ask(old_path, "PRAGMA integrity_check; PRAGMA foreign_key_check", &ours);
	assert_string_equal(ours.data, "ok|\n");
	rt_str_release(&ours);
	rt_str_release(&theirs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_reader_leaves_it_alone, setup, teardown),
		cmocka_unit_test_setup_teardown(every_row_stays, setup, teardown),
		cmocka_unit_test_setup_teardown(it_is_then_as_a_new_one, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
