#include "store/link.h"

#include "store/sql.h"

struct rt_cursor *rt_store_occurrences(
	struct rt_store *store, int64_t a, int64_t b, struct rt_err *err)
{
	static const char all[] =
		"SELECT m.document, x.entity, m.sentence, m.paragraph, e.type, m.start, m.end,"
		" iif(d.date_utc IS NULL, NULL, d.date), e.name"
		" FROM mention m CROSS JOIN mention_entity x ON x.mention = m.id"
		" CROSS JOIN entity e ON e.id = x.entity CROSS JOIN document d ON d.id = m.document"
		" WHERE m.original AND m.segment <> 'header' AND NOT e.ignored"
		" ORDER BY m.document";
	static const char two[] =
		"SELECT m.document, x.entity, m.sentence, m.paragraph, e.type, m.start, m.end,"
		" iif(d.date_utc IS NULL, NULL, d.date), e.name"
		" FROM mention_entity x CROSS JOIN mention m ON m.id = x.mention"
		" CROSS JOIN entity e ON e.id = x.entity CROSS JOIN document d ON d.id = m.document"
		" WHERE x.entity IN (?1, ?2) AND m.original AND m.segment <> 'header'"
		" ORDER BY m.document, m.start";
	return a || b ? rt_cursor_new(store, err, two, "ii", a, b)
		      : rt_cursor_new(store, err, all, "");
}

int rt_occurrences_next(struct rt_cursor *rows, struct rt_occurrence_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_occurrence_row){
			.document = rt_sql_int(at, 0),
			.entity = rt_sql_int(at, 1),
			.sentence = rt_sql_int(at, 2),
			.paragraph = rt_sql_int(at, 3),
			.type = rt_sql_text(at, 4),
			.range = {(uint32_t)rt_sql_int(at, 5), (uint32_t)rt_sql_int(at, 6)},
			.date = rt_sql_text(at, 7),
			.name = rt_sql_text(at, 8),
		};
	return got;
}

struct rt_cursor *rt_store_contact_sums(struct rt_store *store, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"WITH breadth AS (SELECT message, count(DISTINCT recipient) AS recipients"
		" FROM contact GROUP BY message)"
		" SELECT c.sender, c.recipient, count(DISTINCT c.message),"
		" sum(c.role = 'to'), sum(c.role = 'cc'), sum(c.role = 'bcc'), sum(c.embedded),"
		" sum(c.mass), sum(1.0 / b.recipients), min(c.date), max(c.date)"
		" FROM contact c JOIN breadth b ON b.message = c.message"
		" JOIN entity s ON s.id = c.sender JOIN entity r ON r.id = c.recipient"
		" WHERE c.sender <> c.recipient AND NOT s.ignored AND NOT r.ignored"
		" GROUP BY c.sender, c.recipient ORDER BY c.sender, c.recipient",
		"");
}

int rt_contact_sums_next(struct rt_cursor *rows, struct rt_contact_sum *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_contact_sum){
			.sender = rt_sql_int(at, 0),
			.recipient = rt_sql_int(at, 1),
			.messages = rt_sql_int(at, 2),
			.sent_to = rt_sql_int(at, 3),
			.sent_cc = rt_sql_int(at, 4),
			.sent_bcc = rt_sql_int(at, 5),
			.embedded = rt_sql_int(at, 6),
			.mass = rt_sql_int(at, 7),
			.shared = rt_sql_real(at, 8),
			.first = rt_sql_text(at, 9),
			.last = rt_sql_text(at, 10),
		};
	return got;
}

struct rt_cursor *rt_store_letters(struct rt_store *store, int64_t a, int64_t b, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT c.message, m.document, c.role, c.date, coalesce(m.subject, d.subject),"
		" s.path, d.part, c.embedded, m.start, m.end FROM contact c"
		" JOIN message m ON m.id = c.message JOIN document d ON d.id = m.document"
		" JOIN source s ON s.id = d.source WHERE c.sender = ?1 AND c.recipient = ?2"
		" ORDER BY c.date IS NULL, c.date, s.path, m.document, m.position, c.role",
		"ii", a, b);
}

int rt_letters_next(struct rt_cursor *rows, struct rt_letter_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_letter_row){
			.message = rt_sql_int(at, 0),
			.document = rt_sql_int(at, 1),
			.role = rt_sql_text(at, 2),
			.date = rt_sql_text(at, 3),
			.subject = rt_sql_text(at, 4),
			.path = rt_sql_text(at, 5),
			.part = rt_sql_text(at, 6),
			.embedded = rt_sql_int(at, 7) != 0,
			.range = {(uint32_t)rt_sql_int(at, 8), (uint32_t)rt_sql_int(at, 9)},
		};
	return got;
}

int rt_store_clear_links(struct rt_store *store, struct rt_err *err)
{
	return rt_sql_script(store,
		"DROP INDEX IF EXISTS link_a; DROP INDEX IF EXISTS link_b;"
		"DELETE FROM node; DELETE FROM link;",
		err);
}

int rt_store_index_links(struct rt_store *store, struct rt_err *err)
{
	return rt_sql_script(store,
		"CREATE INDEX IF NOT EXISTS link_a ON link (a);"
		"CREATE INDEX IF NOT EXISTS link_b ON link (b);"
		"CREATE INDEX IF NOT EXISTS mention_entity_entity ON mention_entity (entity);"
		"CREATE INDEX IF NOT EXISTS participant_entity_entity"
		" ON participant_entity (entity);",
		err);
}

int rt_store_add_link(struct rt_store *store, const struct rt_link_row *row, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"INSERT INTO link (kind, a, b, weight, npmi, sentences, paragraphs, documents,"
		" sent_to, sent_cc, sent_bcc, embedded, first, last, replies, reply_seconds)"
		" VALUES (?1, ?2, ?3, ?4, iif(?5, ?6, NULL), ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,"
		" ?16, iif(?16, ?17, NULL))",
		"tiididiiiiiiittii", row->kind, row->a, row->b, row->weight, (int64_t)row->measured,
		row->npmi, row->sentences, row->paragraphs, row->documents, row->sent_to,
		row->sent_cc, row->sent_bcc, row->embedded, row->first, row->last, row->replies,
		row->reply_seconds);
}

#define LINK_QUERY                                                                                 \
	"SELECT l.kind, l.a, l.b, l.weight, l.npmi, l.sentences, l.paragraphs, l.documents,"       \
	" l.sent_to, l.sent_cc, l.sent_bcc, l.embedded, l.first, l.last, a.name, a.type, a.key,"   \
	" b.name, b.type, b.key, l.replies, l.reply_seconds"                                        \
	" FROM link l JOIN entity a ON a.id = l.a"                                                 \
	" JOIN entity b ON b.id = l.b"                                                             \
	" WHERE l.weight >= ?1 AND (?2 IS NULL OR l.kind = ?2) AND NOT a.ignored AND NOT b.ignored"
#define LINK_ORDER " ORDER BY l.weight DESC, a.name, b.name, a.key, b.key, l.kind"

struct rt_cursor *rt_store_links(struct rt_store *store, const char *kind, int64_t entity,
	double min_weight, struct rt_err *err)
{
	if (entity)
		return rt_cursor_new(store, err, LINK_QUERY " AND (l.a = ?3 OR l.b = ?3)" LINK_ORDER,
			"dti", min_weight, kind, entity);
	return rt_cursor_new(store, err, LINK_QUERY LINK_ORDER, "dt", min_weight, kind);
}

int rt_links_next(struct rt_cursor *rows, struct rt_link_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_link_row){
			.kind = rt_sql_text(at, 0),
			.a = rt_sql_int(at, 1),
			.b = rt_sql_int(at, 2),
			.weight = rt_sql_real(at, 3),
			.measured = sqlite3_column_type(at, 4) != SQLITE_NULL,
			.npmi = rt_sql_real(at, 4),
			.sentences = rt_sql_int(at, 5),
			.paragraphs = rt_sql_int(at, 6),
			.documents = rt_sql_int(at, 7),
			.sent_to = rt_sql_int(at, 8),
			.sent_cc = rt_sql_int(at, 9),
			.sent_bcc = rt_sql_int(at, 10),
			.embedded = rt_sql_int(at, 11),
			.first = rt_sql_text(at, 12),
			.last = rt_sql_text(at, 13),
			.a_name = rt_sql_text(at, 14),
			.a_type = rt_sql_text(at, 15),
			.a_key = rt_sql_text(at, 16),
			.b_name = rt_sql_text(at, 17),
			.b_type = rt_sql_text(at, 18),
			.b_key = rt_sql_text(at, 19),
			.replies = rt_sql_int(at, 20),
			.reply_seconds = rt_sql_int(at, 21),
		};
	return got;
}

int rt_store_add_node(struct rt_store *store, const struct rt_node_row *row, struct rt_err *err)
{
	return rt_sql_run(store, err,
		"INSERT INTO node (entity, degree, strength, sent, received, community)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		"iidiii", row->entity, row->degree, row->strength, row->sent, row->received,
		row->community);
}

struct rt_cursor *rt_store_nodes(struct rt_store *store, struct rt_err *err)
{
	return rt_cursor_new(store, err,
		"SELECT entity, degree, strength, sent, received, community FROM node"
		" ORDER BY entity",
		"");
}

int rt_nodes_next(struct rt_cursor *rows, struct rt_node_row *row_r, struct rt_err *err)
{
	int got = rt_cursor_step(rows, err);
	sqlite3_stmt *at = rows->statement;
	if (got > 0)
		*row_r = (struct rt_node_row){
			.entity = rt_sql_int(at, 0),
			.degree = rt_sql_int(at, 1),
			.strength = rt_sql_real(at, 2),
			.sent = rt_sql_int(at, 3),
			.received = rt_sql_int(at, 4),
			.community = rt_sql_int(at, 5),
		};
	return got;
}
