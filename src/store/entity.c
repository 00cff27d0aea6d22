#include "store/entity.h"

#include "store/sql.h"

#define ENTITY_QUERY                                                                               \
	"SELECT id, key, type, kind, name, mentions, documents, messages, first, last, ignored"    \
	" FROM entity"

int rt_store_clear_resolution(struct rt_store *store, struct rt_err *err)
{
	return rt_sql_script(store,
		"DROP INDEX IF EXISTS mention_entity_entity;"
		"DROP INDEX IF EXISTS participant_entity_entity;"
		"DELETE FROM node; DELETE FROM link; DELETE FROM answer; DELETE FROM contact; DELETE FROM candidate;"
		"DELETE FROM proposal; DELETE FROM participant_entity; DELETE FROM mention_entity;"
		"DELETE FROM alias; DELETE FROM entity;"
		"DELETE FROM problem WHERE stage = 'resolve';"
		"DELETE FROM meta WHERE key IN ('" RT_META_RESOLVED "', '" RT_META_TIED "');"
		"UPDATE message SET same_as = NULL WHERE same_as IS NOT NULL;"
		"UPDATE document SET thread = NULL WHERE thread IS NOT NULL;",
		err);
}

int rt_store_add_entity(struct rt_store *store, const struct rt_entity_row *row, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"INSERT INTO entity (id, key, type, kind, name, mentions, documents, messages,"
		" first, last, ignored) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
		"ittttiiitti", row->id, row->key, row->type, row->kind, row->name, row->mentions,
		row->documents, row->messages, row->first, row->last, (int64_t)row->ignored);
}

int rt_store_add_alias(struct rt_store *store, const struct rt_alias_row *row, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"INSERT INTO alias (entity, kind, text, count, why, score)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		"ittitd", row->entity, row->kind, row->text, row->count, row->why, row->score);
}

int rt_store_add_mention_entity(struct rt_store *store, int64_t mention, int64_t entity,
	const char *why, double score, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"INSERT INTO mention_entity (mention, entity, why, score) VALUES (?1, ?2, ?3, ?4)",
		"iitd", mention, entity, why, score);
}

int rt_store_add_participant_entity(
	struct rt_store *store, int64_t participant, int64_t entity, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"INSERT INTO participant_entity (participant, entity) VALUES (?1, ?2)", "ii",
		participant, entity);
}

int rt_store_add_candidate(struct rt_store *store, int64_t mention, int64_t rank, int64_t entity,
	double score, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"INSERT INTO candidate (mention, rank, entity, score) VALUES (?1, ?2, ?3, ?4)",
		"iiid", mention, rank, entity, score);
}

int rt_store_add_proposal(
	struct rt_store *store, const struct rt_proposal_row *row, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"INSERT INTO proposal (a, b, score, why) VALUES (?1, ?2, ?3, ?4)", "iidt", row->a,
		row->b, row->score, row->why);
}

int rt_store_add_contact(
	struct rt_store *store, const struct rt_contact_row *row, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"INSERT INTO contact (message, sender, recipient, role, embedded, mass, date)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
		"iiitiit", row->message, row->sender, row->recipient, row->role,
		(int64_t)row->embedded, (int64_t)row->mass, row->date);
}

int rt_store_set_same_as(
	struct rt_store *store, int64_t message, int64_t same_as, struct rt_err *err)
{
	return rt_sql_run(store, err, "UPDATE message SET same_as = ?2 WHERE id = ?1", "ii", message,
		same_as);
}

int rt_store_set_thread(
	struct rt_store *store, int64_t document, int64_t thread, struct rt_err *err)
{
	return rt_sql_run(store, err, "UPDATE document SET thread = ?2 WHERE id = ?1", "ii",
		document, thread);
}

struct rt_cursor *rt_store_entities(
	struct rt_store *store, const char *type, bool with_ignored, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		ENTITY_QUERY " WHERE (?1 IS NULL OR type = ?1) AND ignored <= ?2"
		" ORDER BY id",
		"ti", type, (int64_t)with_ignored);
}

struct rt_cursor *rt_store_entity(struct rt_store *store, int64_t id, struct rt_err *err)
{
	return rt_cursor_new(store, err, ENTITY_QUERY " WHERE id = ?1", "i", id);
}

struct rt_cursor *rt_store_most_mentioned(
	struct rt_store *store, const char *type, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		ENTITY_QUERY " WHERE (?1 IS NULL OR type = ?1) AND NOT ignored"
		" ORDER BY mentions + messages DESC, name, key",
		"t", type);
}

struct rt_cursor *rt_store_entities_by_name(
	struct rt_store *store, const char *type, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		ENTITY_QUERY " WHERE (?1 IS NULL OR type = ?1) AND NOT ignored ORDER BY name, key",
		"t", type);
}

int rt_entities_next(struct rt_cursor *rows, struct rt_entity_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_entity_row){
			.id = rt_sql_int(at, 0),
			.key = rt_sql_text(at, 1),
			.type = rt_sql_text(at, 2),
			.kind = rt_sql_text(at, 3),
			.name = rt_sql_text(at, 4),
			.mentions = rt_sql_int(at, 5),
			.documents = rt_sql_int(at, 6),
			.messages = rt_sql_int(at, 7),
			.first = rt_sql_text(at, 8),
			.last = rt_sql_text(at, 9),
			.ignored = rt_sql_int(at, 10) != 0,
		};
	return got;
}

struct rt_cursor *rt_store_aliases(struct rt_store *store, int64_t entity, struct rt_err *err)
{
	static const char all[] = "SELECT entity, kind, text, count, why, score FROM alias"
				  " ORDER BY entity, kind, count DESC, text";
	static const char one[] = "SELECT entity, kind, text, count, why, score FROM alias"
				  " WHERE entity = ?1 ORDER BY kind, count DESC, text";
	return entity ? rt_cursor_new(store, err, one, "i", entity)
		      : rt_cursor_new(store, err, all, "");
}

int rt_aliases_next(struct rt_cursor *rows, struct rt_alias_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_alias_row){
			.entity = rt_sql_int(at, 0),
			.kind = rt_sql_text(at, 1),
			.text = rt_sql_text(at, 2),
			.count = rt_sql_int(at, 3),
			.why = rt_sql_text(at, 4),
			.score = rt_sql_real(at, 5),
		};
	return got;
}

struct rt_cursor *rt_store_addresses(struct rt_store *store, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT a.text, e.name, e.kind, a.why, e.key, a.count FROM alias a"
		" JOIN entity e ON e.id = a.entity WHERE a.kind = 'address' AND NOT e.ignored"
		" ORDER BY a.count DESC, a.text, e.key",
		"");
}

int rt_addresses_next(struct rt_cursor *rows, struct rt_address_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_address_row){
			.address = rt_sql_text(at, 0),
			.name = rt_sql_text(at, 1),
			.kind = rt_sql_text(at, 2),
			.why = rt_sql_text(at, 3),
			.key = rt_sql_text(at, 4),
			.count = rt_sql_int(at, 5),
		};
	return got;
}

struct rt_cursor *rt_store_cases(struct rt_store *store, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT name, a ->> '$.kind', a ->> '$.court', a ->> '$.year', first, last, key,"
		" mentions, documents FROM (SELECT e.*, (SELECT m.attributes FROM mention_entity x"
		" JOIN mention m ON m.id = x.mention WHERE x.entity = e.id"
		" ORDER BY m.document, m.start LIMIT 1) AS a"
		" FROM entity e WHERE e.type = 'case' AND NOT e.ignored)"
		" ORDER BY mentions DESC, name, key",
		"");
}

int rt_cases_next(struct rt_cursor *rows, struct rt_case_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_case_row){
			.name = rt_sql_text(at, 0),
			.kind = rt_sql_text(at, 1),
			.court = rt_sql_text(at, 2),
			.year = rt_sql_text(at, 3),
			.first = rt_sql_text(at, 4),
			.last = rt_sql_text(at, 5),
			.key = rt_sql_text(at, 6),
			.mentions = rt_sql_int(at, 7),
			.documents = rt_sql_int(at, 8),
		};
	return got;
}

struct rt_cursor *rt_store_evidence(struct rt_store *store, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT e.name, e.key, m.document, m.type, m.surface, m.value, m.segment, r.name,"
		" s.path, d.part, d.date, m.start, m.end, m.score, m.original"
		" FROM source s CROSS JOIN document d ON d.source = s.id"
		" CROSS JOIN mention m ON m.document = d.id CROSS JOIN rule r ON r.id = m.rule"
		" LEFT JOIN mention_entity x ON x.mention = m.id"
		" LEFT JOIN entity e ON e.id = x.entity"
		" ORDER BY s.path, d.id, m.start, m.end, m.type, r.name",
		"");
}

int rt_evidence_next(struct rt_cursor *rows, struct rt_evidence_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_evidence_row){
			.entity = rt_sql_text(at, 0),
			.key = rt_sql_text(at, 1),
			.document = rt_sql_int(at, 2),
			.type = rt_sql_text(at, 3),
			.surface = rt_sql_text(at, 4),
			.value = rt_sql_text(at, 5),
			.segment = rt_sql_text(at, 6),
			.rule = rt_sql_text(at, 7),
			.path = rt_sql_text(at, 8),
			.part = rt_sql_text(at, 9),
			.date = rt_sql_text(at, 10),
			.start = rt_sql_int(at, 11),
			.end = rt_sql_int(at, 12),
			.score = rt_sql_real(at, 13),
			.original = rt_sql_int(at, 14) != 0,
		};
	return got;
}

struct rt_cursor *rt_store_proposals(struct rt_store *store, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT a, b, score, why FROM proposal ORDER BY score DESC, a, b", "");
}

int rt_proposals_next(struct rt_cursor *rows, struct rt_proposal_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_proposal_row){
			.a = rt_sql_int(at, 0),
			.b = rt_sql_int(at, 1),
			.score = rt_sql_real(at, 2),
			.why = rt_sql_text(at, 3),
		};
	return got;
}

struct rt_cursor *rt_store_contacts(struct rt_store *store, int64_t entity, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT message, sender, recipient, role, embedded, mass, date FROM contact"
		" WHERE ?1 = 0 OR sender = ?1 OR recipient = ?1"
		" ORDER BY message, sender, recipient, role",
		"i", entity);
}

int rt_contacts_next(struct rt_cursor *rows, struct rt_contact_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_contact_row){
			.message = rt_sql_int(at, 0),
			.sender = rt_sql_int(at, 1),
			.recipient = rt_sql_int(at, 2),
			.role = rt_sql_text(at, 3),
			.embedded = rt_sql_int(at, 4) != 0,
			.mass = rt_sql_int(at, 5) != 0,
			.date = rt_sql_text(at, 6),
		};
	return got;
}

struct rt_cursor *rt_store_mention_entities(struct rt_store *store, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT mention, entity, why, score FROM mention_entity ORDER BY mention", "");
}

struct rt_cursor *rt_store_participant_entities(struct rt_store *store, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT participant, entity, NULL, 1.0 FROM participant_entity ORDER BY participant",
		"");
}

int rt_belongings_next(struct rt_cursor *rows, struct rt_belonging_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_belonging_row){
			.of = rt_sql_int(at, 0),
			.entity = rt_sql_int(at, 1),
			.why = rt_sql_text(at, 2),
			.score = rt_sql_real(at, 3),
		};
	return got;
}

int rt_store_add_answer(struct rt_store *store, const struct rt_answer_row *row, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"INSERT INTO answer (message, answers, sender, recipient, seconds)"
		" VALUES (?1, ?2, ?3, ?4, ?5)",
		"iiiii", row->message, row->answers, row->sender, row->recipient, row->seconds);
}

struct rt_cursor *rt_store_answers(struct rt_store *store, int64_t entity, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT message, answers, sender, recipient, seconds FROM answer"
		" WHERE ?1 = 0 OR sender = ?1 OR recipient = ?1"
		" ORDER BY sender, recipient, seconds, message",
		"i", entity);
}

int rt_answers_next(struct rt_cursor *rows, struct rt_answer_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_answer_row){
			.message = rt_sql_int(at, 0),
			.answers = rt_sql_int(at, 1),
			.sender = rt_sql_int(at, 2),
			.recipient = rt_sql_int(at, 3),
			.seconds = rt_sql_int(at, 4),
		};
	return got;
}
