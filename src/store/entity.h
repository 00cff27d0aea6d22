/*
 * Who is who: what resolve makes out of observations and mentions, written and read.
 *
 * All of it can be made again from the scan and the decisions: resolve clears it, then writes it
 * anew within one batch, so that a kill leaves the old state or the new one.
 */
#ifndef RT_STORE_ENTITY_H
#define RT_STORE_ENTITY_H

#include "store/store.h"

/* Takes away entities, aliases, proposals, candidates, contacts, links, nodes, threads and same_as. */
int rt_store_clear_resolution(struct rt_store *store, struct rt_err *err);

struct rt_entity_row {
	int64_t id;	  /* 1, 2, 3 … in the order of `key` */
	const char *key;  /* stable name for exports and decisions: type and normal form */
	const char *type; /* person, organisation, date, case, email … */
	const char *kind; /* of a party to mail: person, role, list, machine; else as the type */
	const char *name; /* canonical name */
	int64_t mentions, documents;
	int64_t messages; /* sent or received */
	const char *first, *last; /* dates, or NULL */
	bool ignored;
};
int rt_store_add_entity(
	struct rt_store *store, const struct rt_entity_row *row, struct rt_err *err);

struct rt_alias_row {
	int64_t entity;
	const char *kind; /* "name" or "address" */
	const char *text; /* as observed */
	int64_t count;
	const char *why; /* the rule that joined it, in words */
	double score;
};
int rt_store_add_alias(struct rt_store *store, const struct rt_alias_row *row, struct rt_err *err);

int rt_store_add_mention_entity(struct rt_store *store, int64_t mention, int64_t entity,
	const char *why, double score, struct rt_err *err);
int rt_store_add_participant_entity(
	struct rt_store *store, int64_t participant, int64_t entity, struct rt_err *err);
int rt_store_add_candidate(struct rt_store *store, int64_t mention, int64_t rank, int64_t entity,
	double score, struct rt_err *err);

struct rt_proposal_row {
	int64_t a, b; /* a < b */
	double score;
	const char *why;
};
int rt_store_add_proposal(
	struct rt_store *store, const struct rt_proposal_row *row, struct rt_err *err);

/* One row a message, sender and recipient. */
struct rt_contact_row {
	int64_t message, sender, recipient;
	const char *role; /* to, cc, bcc */
	bool embedded;	  /* known only from a quote or forward */
	bool mass;
	const char *date; /* or NULL */
};
/* The same row again changes nothing. */
int rt_store_add_contact(
	struct rt_store *store, const struct rt_contact_row *row, struct rt_err *err);

/* A message that answers one that is in the dump as well. */
struct rt_answer_row {
	int64_t message, answers;
	int64_t sender, recipient; /* the one who answers, the one who is answered */
	int64_t seconds;
};
int rt_store_add_answer(
	struct rt_store *store, const struct rt_answer_row *row, struct rt_err *err);
/* In order of sender, recipient, seconds: the median of each pair stands in the middle of its rows.
 * entity: as sender or recipient; 0 for all of them. */
struct rt_cursor *rt_store_answers(struct rt_store *store, int64_t entity, struct rt_err *err);
int rt_answers_next(struct rt_cursor *rows, struct rt_answer_row *row_r, struct rt_err *err);

/* same_as: the message in the dump that an embedded one is a copy of. */
int rt_store_set_same_as(
	struct rt_store *store, int64_t message, int64_t same_as, struct rt_err *err);
int rt_store_set_thread(
	struct rt_store *store, int64_t document, int64_t thread, struct rt_err *err);

/* In order of id. type: NULL for all of them. Ignored ones are left out unless asked for. */
struct rt_cursor *rt_store_entities(
	struct rt_store *store, const char *type, bool with_ignored, struct rt_err *err);
/* The one of that id, or none. */
struct rt_cursor *rt_store_entity(struct rt_store *store, int64_t id, struct rt_err *err);
/* Most mentions and messages first, then by name and key. */
struct rt_cursor *rt_store_most_mentioned(
	struct rt_store *store, const char *type, struct rt_err *err);
struct rt_cursor *rt_store_entities_by_name(
	struct rt_store *store, const char *type, struct rt_err *err);
int rt_entities_next(struct rt_cursor *rows, struct rt_entity_row *row_r, struct rt_err *err);

/* In order of entity, kind, falling count, text. entity: 0 for all of them. */
struct rt_cursor *rt_store_aliases(struct rt_store *store, int64_t entity, struct rt_err *err);
int rt_aliases_next(struct rt_cursor *rows, struct rt_alias_row *row_r, struct rt_err *err);

/* Addresses and whose they are; most used first. */
struct rt_address_row {
	const char *address, *name, *kind, *why, *key; /* name, kind, key: of the entity */
	int64_t count;
};
struct rt_cursor *rt_store_addresses(struct rt_store *store, struct rt_err *err);
int rt_addresses_next(struct rt_cursor *rows, struct rt_address_row *row_r, struct rt_err *err);

/* Entities of type case with what their first mention says of them; most mentioned first. */
struct rt_case_row {
	const char *name, *kind, *court, *year, *first, *last, *key;
	int64_t mentions, documents;
};
struct rt_cursor *rt_store_cases(struct rt_store *store, struct rt_err *err);
int rt_cases_next(struct rt_cursor *rows, struct rt_case_row *row_r, struct rt_err *err);

/* Every mention with its entity, in order of path, document and place. */
struct rt_evidence_row {
	const char *entity, *key; /* name and key; NULL where it belongs to none */
	int64_t document;
	const char *type, *surface, *value, *segment, *rule, *path, *part, *date;
	int64_t start, end;
	double score;
	bool original;
};
struct rt_cursor *rt_store_evidence(struct rt_store *store, struct rt_err *err);
int rt_evidence_next(struct rt_cursor *rows, struct rt_evidence_row *row_r, struct rt_err *err);

/* In order of falling score, a, b. */
struct rt_cursor *rt_store_proposals(struct rt_store *store, struct rt_err *err);
int rt_proposals_next(struct rt_cursor *rows, struct rt_proposal_row *row_r, struct rt_err *err);

/* In order of message, sender, recipient. entity: as sender or recipient; 0 for all of them. */
struct rt_cursor *rt_store_contacts(struct rt_store *store, int64_t entity, struct rt_err *err);
int rt_contacts_next(struct rt_cursor *rows, struct rt_contact_row *row_r, struct rt_err *err);

/* Which entity a mention or participant belongs to; in order of mention or participant. */
struct rt_belonging_row {
	int64_t of, entity; /* of: id of the mention or the participant */
	const char *why;    /* of a mention */
	double score;
};
struct rt_cursor *rt_store_mention_entities(struct rt_store *store, struct rt_err *err);
struct rt_cursor *rt_store_participant_entities(struct rt_store *store, struct rt_err *err);
int rt_belongings_next(struct rt_cursor *rows, struct rt_belonging_row *row_r, struct rt_err *err);

#endif
