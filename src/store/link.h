/*
 * Who is tied to whom: what the graph counts from, what it keeps, and the evidence behind it.
 */
#ifndef RT_STORE_LINK_H
#define RT_STORE_LINK_H

#include "doc/document.h"
#include "store/store.h"

/* A mention of an entity that counts as an occurrence: original, not in a printed header (who wrote
 * to whom is communication, not co-occurrence), its entity not ignored. In order of document. */
struct rt_occurrence_row {
	int64_t document, entity;
	int64_t sentence, paragraph;
	const char *type, *name; /* of the entity */
	struct rt_range range;
	const char *date; /* of the document, or NULL */
};
/* a, b: of these two entities alone; 0, 0: of all of them. */
struct rt_cursor *rt_store_occurrences(
	struct rt_store *store, int64_t a, int64_t b, struct rt_err *err);
int rt_occurrences_next(
	struct rt_cursor *rows, struct rt_occurrence_row *row_r, struct rt_err *err);

/* Contacts summed up by sender and recipient; in that order. Ignored entities and mails to oneself
 * are left out. */
struct rt_contact_sum {
	int64_t sender, recipient;
	int64_t messages, sent_to, sent_cc, sent_bcc;
	int64_t embedded, mass; /* how many of the messages */
	double shared; /* each message counted as one over its number of recipients */
	const char *first, *last;
};
struct rt_cursor *rt_store_contact_sums(struct rt_store *store, struct rt_err *err);
int rt_contact_sums_next(struct rt_cursor *rows, struct rt_contact_sum *row_r, struct rt_err *err);

/* A message that a sent to b, with where it stands. In order of date, path, message. */
struct rt_letter_row {
	int64_t message, document;
	const char *role, *date, *subject, *path, *part;
	bool embedded;
	struct rt_range range; /* of the message in the document's text */
};
struct rt_cursor *rt_store_letters(struct rt_store *store, int64_t a, int64_t b, struct rt_err *err);
int rt_letters_next(struct rt_cursor *rows, struct rt_letter_row *row_r, struct rt_err *err);

#define RT_LINK_COMMUNICATION "communication"
#define RT_LINK_COOCCURRENCE "co-occurrence"

struct rt_link_row {
	const char *kind; /* one of the two above; co-occurrence has a < b */
	int64_t a, b;
	double weight;
	bool measured; /* npmi says something */
	double npmi;
	int64_t sentences, paragraphs, documents;
	int64_t sent_to, sent_cc, sent_bcc, embedded;
	const char *first, *last;
	int64_t replies;       /* how many of a's messages answer b … */
	int64_t reply_seconds; /* … and after how long, the median; says nothing without replies */
	/* Filled in when read. */
	const char *a_name, *a_type, *a_key, *b_name, *b_type, *b_key;
};
int rt_store_clear_links(struct rt_store *store, struct rt_err *err); /* and nodes */
/* After the last link: the indexes that clearing has dropped, of entities' mentions too. They are
 * cheaper made in one go than kept up while hundreds of thousands of rows come in another order. */
int rt_store_index_links(struct rt_store *store, struct rt_err *err);
int rt_store_add_link(struct rt_store *store, const struct rt_link_row *row, struct rt_err *err);
/* Strongest first, then by names and keys. kind: NULL for both; entity: 0 for all of them. Links of
 * ignored entities are left out. */
struct rt_cursor *rt_store_links(struct rt_store *store, const char *kind, int64_t entity,
	double min_weight, struct rt_err *err);
int rt_links_next(struct rt_cursor *rows, struct rt_link_row *row_r, struct rt_err *err);

struct rt_node_row {
	int64_t entity, degree;
	double strength;
	int64_t sent, received, community;
};
int rt_store_add_node(struct rt_store *store, const struct rt_node_row *row, struct rt_err *err);
struct rt_cursor *rt_store_nodes(struct rt_store *store, struct rt_err *err); /* order of entity */
int rt_nodes_next(struct rt_cursor *rows, struct rt_node_row *row_r, struct rt_err *err);

#endif
