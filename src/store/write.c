#include "store/write.h"

#include "doc/identity.h"
#include "store/sql.h"

#include <string.h>

/* Children come behind their parents, so that from the last to the first each one's hash is
 * complete when its parent asks for it. */
void rt_hashes_make(struct rt_hashes *hashes, const struct rt_batch *batch)
{
	hashes->items = rt_alloc_zero(batch->count, sizeof *hashes->items);
	for (size_t i = batch->count; i-- > 0;) {
		struct rt_sha256 *sum = rt_sha256_new();
		char own[RT_SHA256_HEX];
		rt_document_identity(batch->items[i], own);
		rt_sha256_add(sum, own, RT_SHA256_HEX - 1);
		for (size_t child = i + 1; child < batch->count; child++)
			if (batch->items[child]->parent == (int32_t)i)
				rt_sha256_add(sum, hashes->items[child], RT_SHA256_HEX - 1);
		rt_sha256_end(sum, hashes->items[i]);
	}
}

void rt_hashes_release(struct rt_hashes *hashes)
{
	rt_free(hashes->items);
	hashes->items = NULL;
}

int rt_store_add_problem(struct rt_store *store, int64_t source, int64_t document,
	const struct rt_problem *problem, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"INSERT INTO problem (source, document, path, part, stage, class, message)"
		" VALUES (nullif(?1, 0), nullif(?2, 0), ?3, ?4, ?5, ?6, ?7)",
		"iittttt", source, document, problem->path ? problem->path : "",
		problem->part ? problem->part : "", problem->stage, problem->class,
		problem->message);
}

static int add_document(struct rt_store *store, int64_t source, int64_t parent,
	const struct rt_document *document, const char *hash, struct rt_err *err)
{
	const struct rt_message *own =
		document->messages.count ? &document->messages.items[0] : NULL;
	bool read = document->kind != RT_DOCUMENT_ATTACHMENT;
	return rt_sql_run(store, err,
		"INSERT INTO document (source, part, source_start, source_end, parent, kind, read,"
		" hash, name, media_type, size, sha256, charset, undecodable, lang, subject, date,"
		" date_utc, message_id, in_reply_to, list_id, automatic)"
		" VALUES (?1, ?2, ?3, ?4, nullif(?5, 0), ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
		" ?15, ?16, ?17, iif(?17 IS NULL OR ?23, NULL, ?18), ?19, ?20, ?21, ?22)",
		"itiiititttittitttitttii",
		source, document->part, (int64_t)document->source_start,
		(int64_t)document->source_end, parent, rt_document_kind_name(document->kind),
		(int64_t)read, hash, document->name, document->media_type, (int64_t)document->size,
		document->sha256, document->charset, (int64_t)document->undecodable, document->lang,
		own ? own->subject : NULL, own ? own->date.iso : NULL, own ? own->date.utc : 0,
		document->message_id, document->in_reply_to, document->list_id,
		(int64_t)document->automatic, (int64_t)(own && own->date.unset));
}

int rt_store_set_lang(struct rt_store *store, int64_t document, const char *lang, struct rt_err *err)
{
	return rt_sql_run(
		store, err, "UPDATE document SET lang = ?2 WHERE id = ?1", "it", document, lang);
}

static int add_text(struct rt_store *store, int64_t id, const struct rt_document *document,
	struct rt_err *err)
{
	if (rt_sql_run(store, err, "INSERT INTO document_text (document, bytes, text) VALUES (?1, ?2, ?3)",
		    "iis", id, (int64_t)document->len, document->text ? document->text : "", document->len))
		return -1;
	RT_VEC_FOREACH(segment, &document->segments)
	{
		if (rt_sql_run(store, err,
			    "INSERT OR IGNORE INTO segment (document, start, end, kind, depth, message)"
			    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
			    "iiitii", id, (int64_t)segment->range.start, (int64_t)segment->range.end,
			    rt_segment_name(segment->kind), (int64_t)segment->depth,
			    (int64_t)segment->message))
			return -1;
	}
	int64_t position = 0;
	RT_VEC_FOREACH(reference, &document->references)
	{
		if (rt_sql_run(store, err,
			    "INSERT INTO document_reference (document, position, message_id)"
			    " VALUES (?1, ?2, ?3)",
			    "iit", id, position++, *reference))
			return -1;
	}
	return 0;
}

static int add_participants(struct rt_store *store, int64_t message,
	const struct rt_message *from, struct rt_err *err)
{
	RT_VEC_FOREACH(one, &from->participants)
	{
		if (rt_sql_run(store, err,
			    "INSERT INTO participant (message, role, field, position, name, address,"
			    " raw, start, end) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
			    "ittitttii", message, rt_role_name(one->role),
			    one->field ? one->field : rt_role_name(one->role),
			    (int64_t)one->position, one->name, one->address,
			    one->raw ? one->raw : "", (int64_t)one->range.start,
			    (int64_t)one->range.end))
			return -1;
	}
	RT_VEC_FOREACH(range, &from->signatures)
	{
		if (rt_sql_run(store, err,
			    "INSERT OR IGNORE INTO signature (message, start, end)"
			    " VALUES (?1, ?2, ?3)",
			    "iii", message, (int64_t)range->start, (int64_t)range->end))
			return -1;
	}
	return 0;
}

static int add_messages(struct rt_store *store, int64_t id, const struct rt_document *document,
	struct rt_err *err)
{
	int64_t position = 0;
	RT_VEC_FOREACH(message, &document->messages)
	{
		if (rt_sql_run(store, err,
			    "INSERT INTO message (document, position, parent, kind, start, end, date,"
			    " date_raw, date_utc, subject) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
			    " iif(?7 IS NULL OR ?11, NULL, ?9), ?10)",
			    "iiitiittiti", id, position++, (int64_t)message->parent,
			    rt_segment_name(message->kind), (int64_t)message->range.start,
			    (int64_t)message->range.end, message->date.iso, message->date.raw,
			    message->date.utc, message->subject,
			    (int64_t)message->date.unset) ||
			add_participants(store, sqlite3_last_insert_rowid(store->db), message, err))
			return -1;
	}
	return 0;
}

static int add_place(struct rt_store *store, int64_t source, int64_t id, int64_t parent,
	const struct rt_document *document, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"INSERT OR IGNORE INTO place (document, source, part, source_start, source_end,"
		" parent, message_id) VALUES (?1, ?2, ?3, ?4, ?5, nullif(?6, 0), ?7)",
		"iitiiit", id, source, document->part, (int64_t)document->source_start,
		(int64_t)document->source_end, parent, document->message_id);
}

/* One document: new, or one more place of one that is there. */
static int add_one(struct rt_store *store, int64_t source, int64_t parent,
	const struct rt_document *document, const char *hash, int64_t *id_r, struct rt_err *err)
{
	if (rt_sql_number(store, err, id_r, 0,
		    "SELECT id FROM document WHERE hash = ?1 ORDER BY id LIMIT 1", "t", hash))
		return -1;
	if (!*id_r) {
		if (add_document(store, source, parent, document, hash, err))
			return -1;
		*id_r = sqlite3_last_insert_rowid(store->db);
		if (document->kind != RT_DOCUMENT_ATTACHMENT &&
			add_text(store, *id_r, document, err))
			return -1;
		if (add_messages(store, *id_r, document, err))
			return -1;
	}
	if (add_place(store, source, *id_r, parent, document, err))
		return -1;
	RT_VEC_FOREACH(problem, &document->problems)
	{
		if (rt_store_add_problem(store, source, 0, problem, err))
			return -1;
	}
	return 0;
}

int rt_store_add_batch(struct rt_store *store, int64_t source, const struct rt_batch *batch,
	const struct rt_hashes *hashes, struct rt_err *err)
{
	int64_t *ids = rt_alloc_zero(batch->count, sizeof *ids);
	int failed = 0;
	for (size_t i = 0; i < batch->count && !failed; i++) {
		int32_t parent = batch->items[i]->parent;
		int64_t hangs_on = parent >= 0 && (size_t)parent < i ? ids[parent] : 0;
		failed = add_one(store, source, hangs_on, batch->items[i], hashes->items[i], &ids[i],
			err);
	}
	rt_free(ids);
	return failed;
}

static int rebuild_index(struct rt_store *store, struct rt_err *err)
{
	return rt_sql_script(store,
		"INSERT INTO document_fts (document_fts) VALUES ('rebuild');", err);
}

int rt_store_index_text(struct rt_store *store, struct rt_err *err)
{
	if (rt_sql_script(store,
		    "CREATE VIRTUAL TABLE IF NOT EXISTS document_fts USING fts5(text,"
		    " content = 'document_text', content_rowid = 'document',"
		    " tokenize = 'unicode61 remove_diacritics 2');",
		    NULL))
		return 0;
	struct rt_str state = RT_STR_INIT;
	int64_t last = 0;
	int failed = rt_store_meta_get(store, "text-index", &state, err) < 0 ||
		rt_sql_number(store, err, &last, 0, "SELECT max(document) FROM document_text", "");
	if (!failed && rt_str_equal(&state, "stale"))
		failed = rebuild_index(store, err);
	else if (!failed)
		failed = rt_sql_run(store, err,
			"INSERT INTO document_fts (rowid, text) SELECT document, text"
			" FROM document_text WHERE document > CAST(?1 AS INTEGER)",
			"t", state.data);
	rt_str_clear(&state);
	rt_str_appendf(&state, "%lld", (long long)last);
	failed = failed || rt_store_meta_set(store, "text-index", state.data, err);
	rt_str_release(&state);
	return failed ? -1 : 0;
}
