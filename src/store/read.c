#include "store/read.h"

#include "store/sql.h"

#include <string.h>

static enum rt_role role_of(const char *name)
{
	for (int role = 0; role < RT_ROLE_COUNT; role++)
		if (name && !strcmp(name, rt_role_name((enum rt_role)role)))
			return (enum rt_role)role;
	return RT_ROLE_TO;
}

static struct rt_range range_of(sqlite3_stmt *at, int column)
{
	return (struct rt_range){
		(uint32_t)rt_sql_int(at, column), (uint32_t)rt_sql_int(at, column + 1)};
}

static bool has(sqlite3_stmt *at, int column)
{
	return sqlite3_column_type(at, column) != SQLITE_NULL;
}

struct rt_cursor *rt_store_documents(struct rt_store *store, int64_t document, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT d.id, d.parent, s.path, d.part, d.kind, d.read, d.name, d.media_type,"
		" d.sha256, d.charset, d.lang, d.subject, d.size, d.undecodable, d.date,"
		" d.date_utc, d.message_id, d.in_reply_to, d.list_id, d.automatic, d.thread,"
		" (SELECT count(*) FROM place p WHERE p.document = d.id)"
		" FROM document d JOIN source s ON s.id = d.source"
		" WHERE d.id BETWEEN ?1 AND ?2 ORDER BY d.id",
		"ii", document, document ? document : INT64_MAX);
}

int rt_documents_next(struct rt_cursor *rows, struct rt_document_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_document_row){
			.id = rt_sql_int(at, 0),
			.parent = rt_sql_int(at, 1),
			.path = rt_sql_text(at, 2),
			.part = rt_sql_text(at, 3),
			.kind = rt_sql_text(at, 4),
			.read = rt_sql_int(at, 5) != 0,
			.name = rt_sql_text(at, 6),
			.media_type = rt_sql_text(at, 7),
			.sha256 = rt_sql_text(at, 8),
			.charset = rt_sql_text(at, 9),
			.lang = rt_sql_text(at, 10),
			.subject = rt_sql_text(at, 11),
			.size = rt_sql_int(at, 12),
			.undecodable = rt_sql_int(at, 13),
			.date = rt_sql_text(at, 14),
			.dated = has(at, 15),
			.date_utc = rt_sql_int(at, 15),
			.message_id = rt_sql_text(at, 16),
			.in_reply_to = rt_sql_text(at, 17),
			.list_id = rt_sql_text(at, 18),
			.automatic = rt_sql_int(at, 19) != 0,
			.thread = rt_sql_int(at, 20),
			.places = rt_sql_int(at, 21),
		};
	return got;
}

struct rt_cursor *rt_store_places(struct rt_store *store, int64_t document, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT p.document, s.path, p.part, p.message_id FROM place p"
		" JOIN source s ON s.id = p.source WHERE p.document BETWEEN ?1 AND ?2"
		" ORDER BY p.document, p.source, p.part",
		"ii", document, document ? document : INT64_MAX);
}

int rt_places_next(struct rt_cursor *rows, struct rt_place_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_place_row){
			.document = rt_sql_int(at, 0),
			.path = rt_sql_text(at, 1),
			.part = rt_sql_text(at, 2),
			.message_id = rt_sql_text(at, 3),
		};
	return got;
}

struct rt_cursor *rt_store_messages(struct rt_store *store, int64_t document, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT id, document, position, parent, kind, start, end, date, date_raw, subject,"
		" date_utc, same_as FROM message WHERE document BETWEEN ?1 AND ?2"
		" ORDER BY document, position",
		"ii", document, document ? document : INT64_MAX);
}

int rt_messages_next(struct rt_cursor *rows, struct rt_message_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_message_row){
			.id = rt_sql_int(at, 0),
			.document = rt_sql_int(at, 1),
			.position = (int32_t)rt_sql_int(at, 2),
			.parent = (int32_t)rt_sql_int(at, 3),
			.kind = rt_sql_text(at, 4),
			.range = range_of(at, 5),
			.date = rt_sql_text(at, 7),
			.date_raw = rt_sql_text(at, 8),
			.subject = rt_sql_text(at, 9),
			.dated = has(at, 10),
			.date_utc = rt_sql_int(at, 10),
			.same_as = rt_sql_int(at, 11),
		};
	return got;
}

struct rt_cursor *rt_store_participants(
	struct rt_store *store, int64_t document, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT p.id, m.document, p.message, m.position, p.role, p.field, p.position,"
		" p.name, p.address, p.raw, p.start, p.end"
		" FROM message m CROSS JOIN participant p ON p.message = m.id"
		" WHERE m.document BETWEEN ?1 AND ?2 ORDER BY m.document, m.position, p.id",
		"ii", document, document ? document : INT64_MAX);
}

int rt_participants_next(
	struct rt_cursor *rows, struct rt_participant_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_participant_row){
			.id = rt_sql_int(at, 0),
			.document = rt_sql_int(at, 1),
			.message = rt_sql_int(at, 2),
			.message_position = (int32_t)rt_sql_int(at, 3),
			.role = role_of(rt_sql_text(at, 4)),
			.field = rt_sql_text(at, 5),
			.position = rt_sql_int(at, 6),
			.name = rt_sql_text(at, 7),
			.address = rt_sql_text(at, 8),
			.raw = rt_sql_text(at, 9),
			.range = range_of(at, 10),
		};
	return got;
}

struct rt_cursor *rt_store_signatures(struct rt_store *store, int64_t document, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT m.document, s.message, s.start, s.end"
		" FROM message m CROSS JOIN signature s ON s.message = m.id"
		" WHERE m.document BETWEEN ?1 AND ?2 ORDER BY m.document, m.position, s.start",
		"ii", document, document ? document : INT64_MAX);
}

int rt_signatures_next(struct rt_cursor *rows, struct rt_signature_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_signature_row){
			.document = rt_sql_int(at, 0),
			.message = rt_sql_int(at, 1),
			.range = range_of(at, 2),
		};
	return got;
}

struct rt_cursor *rt_store_references(struct rt_store *store, int64_t document, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT document, message_id FROM document_reference"
		" WHERE document BETWEEN ?1 AND ?2 ORDER BY document, position",
		"ii", document, document ? document : INT64_MAX);
}

int rt_references_next(struct rt_cursor *rows, struct rt_reference_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	if (got > 0)
		*row_r = (struct rt_reference_row){
			.document = rt_sql_int(rows->statement, 0),
			.message_id = rt_sql_text(rows->statement, 1),
		};
	return got;
}

struct rt_cursor *rt_store_mentions(
	struct rt_store *store, int64_t document, const char *type, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT m.id, m.document, m.start, m.end, m.type, m.surface, m.value, m.attributes,"
		" r.name, m.score, m.sentence, m.paragraph, m.segment, m.message, m.original"
		" FROM mention m CROSS JOIN rule r ON r.id = m.rule"
		" WHERE m.document BETWEEN ?1 AND ?2 AND (?3 IS NULL OR m.type = ?3)"
		" ORDER BY m.document, m.start, m.end, m.id",
		"iit", document, document ? document : INT64_MAX, type);
}

int rt_mentions_next(struct rt_cursor *rows, struct rt_mention_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_mention_row){
			.id = rt_sql_int(at, 0),
			.document = rt_sql_int(at, 1),
			.range = range_of(at, 2),
			.type = rt_sql_text(at, 4),
			.surface = rt_sql_text(at, 5),
			.value = rt_sql_text(at, 6),
			.attributes = rt_sql_text(at, 7),
			.rule = rt_sql_text(at, 8),
			.score = rt_sql_real(at, 9),
			.sentence = rt_sql_int(at, 10),
			.paragraph = rt_sql_int(at, 11),
			.segment = rt_sql_text(at, 12),
			.message_position = (int32_t)rt_sql_int(at, 13),
			.original = rt_sql_int(at, 14) != 0,
		};
	return got;
}

struct rt_cursor *rt_store_problems(struct rt_store *store, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT path, part, stage, class, message, count(*) FROM problem"
		" GROUP BY path, part, stage, class, message"
		" ORDER BY path, part, stage, class, message",
		"");
}

int rt_problems_next(struct rt_cursor *rows, struct rt_problem_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_problem_row){
			.path = rt_sql_text(at, 0),
			.part = rt_sql_text(at, 1),
			.stage = rt_sql_text(at, 2),
			.class = rt_sql_text(at, 3),
			.message = rt_sql_text(at, 4),
			.count = rt_sql_int(at, 5),
		};
	return got;
}

int rt_store_text(
	struct rt_store *store, int64_t document, struct rt_str *text_r, struct rt_err *err)
{
	sqlite3_stmt *found = rt_sql_bind(
		store, err, "SELECT text FROM document_text WHERE document = ?1", "i", document);
	int got = found ? rt_sql_step(store, found, err) : -1;
	if (got > 0) {
		const char *text = rt_sql_text(found, 0);
		rt_str_append_n(text_r, text, (size_t)sqlite3_column_bytes(found, 0));
		sqlite3_reset(found);
	}
	return got;
}

struct rt_cursor *rt_store_behind_words(struct rt_store *store, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT m.id, substr(CAST(t.text AS BLOB), m.end + 1, 12) FROM mention m"
		" JOIN document_text t ON t.document = m.document"
		" WHERE m.type = 'person' AND m.segment <> 'header' AND instr(m.surface, ' ') = 0"
		" ORDER BY m.document, m.start, m.end, m.id",
		"");
}

int rt_behind_words_next(struct rt_cursor *rows, struct rt_behind_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_behind_row){
			.mention = rt_sql_int(at, 0),
			.text = sqlite3_column_blob(at, 1),
			.len = (size_t)sqlite3_column_bytes(at, 1),
		};
	return got;
}
