#include "store/extract.h"

#include "base/json.h"
#include "store/sql.h"
#include "store/write.h"

#include <string.h>
#include <strings.h>

/* "name\tvalue\n" lines as a JSON object; NULL stays NULL. */
static const char *attributes_json(const char *lines, struct rt_str *out)
{
	if (!lines || !*lines)
		return NULL;
	struct rt_json json = {.out = out};
	rt_json_object(&json, NULL);
	while (*lines) {
		size_t len = strcspn(lines, "\n");
		const char *tab = memchr(lines, '\t', len);
		if (tab) {
			char name[64];
			size_t name_len = (size_t)(tab - lines);
			if (name_len >= sizeof name)
				name_len = sizeof name - 1;
			memcpy(name, lines, name_len);
			name[name_len] = '\0';
			rt_json_string(&json, name, tab + 1, len - (size_t)(tab + 1 - lines));
		}
		lines += len + (lines[len] == '\n');
	}
	rt_json_end(&json);
	return out->data;
}

static int rule_id(struct rt_store *store, const char *name, int64_t *id_r, struct rt_err *err)
{
	uint64_t *known = rt_map_at(store->rules, name, strlen(name));
	if (*known) {
		*id_r = (int64_t)*known;
		return 0;
	}
	if (rt_sql_run(store, err, "INSERT OR IGNORE INTO rule (name) VALUES (?1)", "t", name) ||
		rt_sql_number(store, err, id_r, 0, "SELECT id FROM rule WHERE name = ?1", "t", name))
		return -1;
	*known = (uint64_t)*id_r;
	return 0;
}

static bool is_subject_line(const struct rt_document *document, uint32_t place)
{
	static const char field[] = "subject:";
	uint32_t start = place;
	while (start > 0 && document->text[start - 1] != '\n')
		start--;
	while (start < place && strchr("> \t", document->text[start]))
		start++;
	return !strncasecmp(document->text + start, field, strlen(field));
}

static int add_mention(struct rt_store *store, int64_t id, const struct rt_document *document,
	const struct rt_mention *mention, const struct rt_passage *passage, struct rt_err *err)
{
	static const struct rt_segment whole = {.kind = RT_SEGMENT_BODY};
	const struct rt_segment *segment =
		rt_document_segment_at(document, mention->range.start);
	if (!segment)
		segment = &whole;
	const char *kind = rt_segment_name(segment->kind);
	if (segment->kind == RT_SEGMENT_HEADER && is_subject_line(document, mention->range.start))
		kind = "subject";
	int64_t rule;
	if (rule_id(store, mention->rule ? mention->rule : "", &rule, err))
		return -1;
	struct rt_str json = RT_STR_INIT;
	const char *surface = document->text + mention->range.start;
	size_t surface_len = mention->range.end - mention->range.start;
	int failed = rt_sql_run(store, err,
		"INSERT INTO mention (document, start, end, type, surface, value, attributes, rule,"
		" score, sentence, paragraph, segment, message, passage, line, original)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 1)",
		"iiitsstidiitiii", id, (int64_t)mention->range.start, (int64_t)mention->range.end,
		mention->type, surface, surface_len, mention->value ? mention->value : surface,
		mention->value ? strlen(mention->value) : surface_len,
		attributes_json(mention->attributes, &json), rule, mention->score,
		(int64_t)mention->sentence, (int64_t)mention->paragraph, kind,
		(int64_t)segment->message, passage->around, passage->line);
	rt_str_release(&json);
	return failed;
}

int rt_store_set_mentions(struct rt_store *store, int64_t id, const char *stamp,
	const struct rt_document *document, const struct rt_mentions *mentions,
	const struct rt_passages *passages, struct rt_err *err)
{
	if (rt_sql_run(store, err, "DELETE FROM mention WHERE document = ?1", "i", id) ||
		rt_sql_run(store, err, "DELETE FROM problem WHERE document = ?1", "i", id))
		return -1;
	for (size_t i = 0; i < mentions->count; i++)
		if (add_mention(store, id, document, &mentions->items[i], &passages->items[i],
			    err))
			return -1;
	RT_VEC_FOREACH(problem, &document->problems)
	{
		if (rt_store_add_problem(store, 0, id, problem, err))
			return -1;
	}
	return rt_sql_run(store, err,
		"INSERT INTO extraction (document, stamp) VALUES (?1, ?2)"
		" ON CONFLICT (document) DO UPDATE SET stamp = excluded.stamp",
		"it", id, stamp);
}

int rt_store_unindex_mentions(struct rt_store *store, struct rt_err *err)
{
	return rt_sql_script(store, "DROP INDEX IF EXISTS mention_value;", err);
}

int rt_store_index_mentions(struct rt_store *store, struct rt_err *err)
{
	return rt_sql_script(store,
		"CREATE INDEX IF NOT EXISTS mention_value ON mention (type, value);", err);
}

int rt_store_count_stale(struct rt_store *store, const char *stamp, int64_t *documents_r,
	int64_t *bytes_r, int64_t *stale_r, struct rt_err *err)
{
	if (rt_sql_number(store, err, documents_r, 0, "SELECT count(*) FROM document_text", "") ||
		rt_sql_number(
			store, err, bytes_r, 0, "SELECT sum(bytes) FROM document_text", ""))
		return -1;
	return rt_sql_number(store, err, stale_r, 0,
		"SELECT count(*) FROM document_text t LEFT JOIN extraction x"
		" ON x.document = t.document WHERE x.stamp IS NOT ?1",
		"t", stamp);
}

/* Rows of id, hash and original: the first of each hash is the original. */
static int settle(struct rt_store *store, struct rt_cursor *rows, struct rt_err *err)
{
	int64_t last = 0;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_cursor_step(rows, err)) > 0) {
		int64_t hash = rt_sql_int(rows->statement, 1);
		int64_t original = !hash || hash != last;
		last = hash;
		if (original != rt_sql_int(rows->statement, 2) &&
			rt_sql_run(store, err, "UPDATE mention SET original = ?2 WHERE id = ?1",
				"ii", rt_sql_int(rows->statement, 0), original)) {
			got = -1;
			break;
		}
	}
	rt_cursor_free(rows);
	return got;
}

#define EARLIEST                                                                                   \
	"m.message > 0, m.segment NOT IN ('body', 'subject', 'header'),"                           \
	" d.date_utc IS NULL, d.date_utc, m.document, m.start, m.id"

int rt_store_settle_originals(struct rt_store *store, struct rt_err *err)
{
	struct rt_cursor *passages = rt_cursor_new(store, err,
		"SELECT m.id, m.passage, m.original FROM mention m JOIN document d"
		" ON d.id = m.document ORDER BY m.passage, " EARLIEST,
		"");
	if (settle(store, passages, err))
		return -1;
	struct rt_cursor *lines = rt_cursor_new(store, err,
		"SELECT m.id, m.line, m.original FROM mention m JOIN document d"
		" ON d.id = m.document WHERE m.original AND m.line <> 0 ORDER BY m.line, " EARLIEST,
		"");
	return settle(store, lines, err);
}
