/*
 * A stored document made whole again, so that what learns and extracts sees the same thing that the
 * reader handed over. Everything is asked for by kept statements; the strings are copied into the
 * document's arena.
 */
#include "store/read.h"
#include "store/sql.h"

#include <string.h>

struct load {
	struct rt_store *store;
	struct rt_document *document;
	int64_t id;
	struct rt_err *err;
};

static char *copy(const struct load *load, sqlite3_stmt *at, int column)
{
	const char *text = rt_sql_text(at, column);
	return text ? rt_arena_strndup(load->document->arena, text,
			      (size_t)sqlite3_column_bytes(at, column))
		    : NULL;
}

static enum rt_segment_kind segment_kind(const char *name)
{
	for (int kind = RT_SEGMENT_HEADER; kind <= RT_SEGMENT_DISCLAIMER; kind++)
		if (!strcmp(name, rt_segment_name((enum rt_segment_kind)kind)))
			return (enum rt_segment_kind)kind;
	return RT_SEGMENT_BODY;
}

static enum rt_document_kind document_kind(const char *name)
{
	for (int kind = RT_DOCUMENT_MAIL; kind <= RT_DOCUMENT_ATTACHMENT; kind++)
		if (!strcmp(name, rt_document_kind_name((enum rt_document_kind)kind)))
			return (enum rt_document_kind)kind;
	return RT_DOCUMENT_TEXT;
}

static enum rt_role participant_role(const char *name)
{
	for (int role = 0; role < RT_ROLE_COUNT; role++)
		if (!strcmp(name, rt_role_name((enum rt_role)role)))
			return (enum rt_role)role;
	return RT_ROLE_TO;
}

static struct rt_range range_at(sqlite3_stmt *at, int column)
{
	return (struct rt_range){
		(uint32_t)rt_sql_int(at, column), (uint32_t)rt_sql_int(at, column + 1)};
}

typedef void row_fn(struct load *load, sqlite3_stmt *at);

/* Calls row for each row of the question about the document. */
static int each(struct load *load, const char *sql, row_fn *row)
{
	sqlite3_stmt *found = rt_sql_bind(load->store, load->err, sql, "i", load->id);
	if (!found)
		return -1;
	int got;
	while ((got = rt_sql_step(load->store, found, load->err)) > 0)
		row(load, found);
	return got;
}

static void take_head(struct load *load, sqlite3_stmt *at)
{
	struct rt_document *document = load->document;
	document->path = copy(load, at, 0);
	document->part = copy(load, at, 1);
	document->source_start = (uint64_t)rt_sql_int(at, 2);
	document->source_end = (uint64_t)rt_sql_int(at, 3);
	document->kind = document_kind(rt_sql_text(at, 4));
	document->name = copy(load, at, 5);
	document->media_type = copy(load, at, 6);
	document->size = (uint64_t)rt_sql_int(at, 7);
	document->sha256 = copy(load, at, 8);
	document->charset = copy(load, at, 9);
	document->undecodable = (uint32_t)rt_sql_int(at, 10);
	document->lang = copy(load, at, 11);
	document->message_id = copy(load, at, 12);
	document->in_reply_to = copy(load, at, 13);
	document->list_id = copy(load, at, 14);
	document->automatic = rt_sql_int(at, 15) != 0;
	document->len = (size_t)sqlite3_column_bytes(at, 16);
	document->text = copy(load, at, 16);
	document->len = (size_t)sqlite3_column_bytes(at, 16);
}

static void take_segment(struct load *load, sqlite3_stmt *at)
{
	rt_vec_push(&load->document->segments,
		(struct rt_segment){
			.range = range_at(at, 0),
			.kind = segment_kind(rt_sql_text(at, 2)),
			.depth = (uint8_t)rt_sql_int(at, 3),
			.message = (int32_t)rt_sql_int(at, 4),
		});
}

static void take_message(struct load *load, sqlite3_stmt *at)
{
	rt_vec_push(&load->document->messages,
		(struct rt_message){
			.kind = segment_kind(rt_sql_text(at, 0)),
			.range = range_at(at, 1),
			.parent = (int32_t)rt_sql_int(at, 3),
			.date = {.iso = copy(load, at, 4),
				.raw = copy(load, at, 5),
				.utc = rt_sql_int(at, 6),
				.unset = sqlite3_column_type(at, 6) == SQLITE_NULL},
			.subject = copy(load, at, 7),
		});
}

static void take_participant(struct load *load, sqlite3_stmt *at)
{
	size_t position = (size_t)rt_sql_int(at, 0);
	if (position >= load->document->messages.count)
		return;
	rt_vec_push(&load->document->messages.items[position].participants,
		(struct rt_participant){
			.role = participant_role(rt_sql_text(at, 1)),
			.field = copy(load, at, 2),
			.position = (uint32_t)rt_sql_int(at, 3),
			.name = copy(load, at, 4),
			.address = copy(load, at, 5),
			.raw = copy(load, at, 6),
			.range = range_at(at, 7),
		});
}

static void take_signature(struct load *load, sqlite3_stmt *at)
{
	size_t position = (size_t)rt_sql_int(at, 0);
	if (position < load->document->messages.count)
		rt_vec_push(&load->document->messages.items[position].signatures, range_at(at, 1));
}

static void take_reference(struct load *load, sqlite3_stmt *at)
{
	rt_vec_push(&load->document->references, copy(load, at, 0));
}

static int load_all(struct load *load)
{
	static const struct {
		const char *sql;
		row_fn *row;
	} parts[] = {
		{"SELECT s.path, d.part, d.source_start, d.source_end, d.kind, d.name,"
		 " d.media_type, d.size, d.sha256, d.charset, d.undecodable, d.lang,"
		 " d.message_id, d.in_reply_to, d.list_id, d.automatic, t.text"
		 " FROM document d JOIN source s ON s.id = d.source"
		 " JOIN document_text t ON t.document = d.id WHERE d.id = ?1",
			take_head},
		{"SELECT start, end, kind, depth, message FROM segment WHERE document = ?1"
		 " ORDER BY start",
			take_segment},
		{"SELECT kind, start, end, parent, date, date_raw, date_utc, subject FROM message"
		 " WHERE document = ?1 ORDER BY position",
			take_message},
		{"SELECT m.position, p.role, p.field, p.position, p.name, p.address, p.raw,"
		 " p.start, p.end FROM message m CROSS JOIN participant p ON p.message = m.id"
		 " WHERE m.document = ?1 ORDER BY m.position, p.id",
			take_participant},
		{"SELECT m.position, s.start, s.end FROM message m"
		 " CROSS JOIN signature s ON s.message = m.id"
		 " WHERE m.document = ?1 ORDER BY m.position, s.start",
			take_signature},
		{"SELECT message_id FROM document_reference WHERE document = ?1 ORDER BY position",
			take_reference},
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (each(load, parts[i].sql, parts[i].row))
			return -1;
	return 0;
}

/* The id of the next document to load, 0 at the end. */
static int next_id(struct rt_store *store, int64_t after, const char *stamp, int64_t *id_r,
	struct rt_err *err)
{
	if (!stamp)
		return rt_sql_number(store, err, id_r, 0,
			"SELECT document FROM document_text WHERE document > ?1"
			" ORDER BY document LIMIT 1",
			"i", after);
	return rt_sql_number(store, err, id_r, 0,
		"SELECT t.document FROM document_text t"
		" LEFT JOIN extraction x ON x.document = t.document"
		" WHERE t.document > ?1 AND x.stamp IS NOT ?2 ORDER BY t.document LIMIT 1",
		"it", after, stamp);
}

int rt_store_next_document(struct rt_store *store, int64_t after, const char *stamp,
	struct rt_arena *arena, int64_t *id_r, struct rt_document **document_r,
	struct rt_err *err)
{
	if (next_id(store, after, stamp, id_r, err))
		return -1;
	if (!*id_r)
		return 0;
	struct load load = {store, rt_document_new(arena), *id_r, err};
	if (load_all(&load)) {
		rt_document_release(load.document);
		return -1;
	}
	*document_r = load.document;
	return 1;
}
