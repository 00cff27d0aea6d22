/*
 * What the case file holds of the dump, row by row, for those who learn, resolve, count and show.
 *
 * Every cursor is in the order of document, then place within it; document 0 asks for all
 * documents. `…_next` gives 1 and a row, 0 at the end, -1 and err. A row's strings are borrowed and
 * good until the next step; a missing one is NULL.
 */
#ifndef RT_STORE_READ_H
#define RT_STORE_READ_H

#include "doc/document.h"
#include "store/store.h"

struct rt_document_row {
	int64_t id, parent; /* parent: document it hangs on, or 0 */
	const char *path, *part;
	const char *kind; /* mail, text, html, attachment */
	bool read;	  /* false: only name, type, size and hash are known */
	const char *name, *media_type, *sha256, *charset, *lang, *subject;
	int64_t size, undecodable;
	const char *date; /* with its zone, as told */
	bool dated;	  /* date_utc says something */
	int64_t date_utc; /* seconds since 1970 */
	const char *message_id, *in_reply_to, *list_id;
	bool automatic;
	int64_t thread; /* 0: none yet */
	int64_t places; /* how often it was met */
};
struct rt_cursor *rt_store_documents(
	struct rt_store *store, int64_t document, struct rt_err *err);
int rt_documents_next(struct rt_cursor *rows, struct rt_document_row *row_r, struct rt_err *err);

struct rt_place_row {
	int64_t document;
	const char *path, *part, *message_id;
};
struct rt_cursor *rt_store_places(struct rt_store *store, int64_t document, struct rt_err *err);
int rt_places_next(struct rt_cursor *rows, struct rt_place_row *row_r, struct rt_err *err);

struct rt_message_row {
	int64_t id, document;
	int32_t position, parent; /* 0: the document's own message; parent -1 there */
	const char *kind;	  /* body, quote, forward */
	struct rt_range range;
	const char *date, *date_raw, *subject;
	bool dated;
	int64_t date_utc;
	int64_t same_as; /* message that it is a copy of, or 0 */
};
struct rt_cursor *rt_store_messages(struct rt_store *store, int64_t document, struct rt_err *err);
int rt_messages_next(struct rt_cursor *rows, struct rt_message_row *row_r, struct rt_err *err);

struct rt_participant_row {
	int64_t id, document, message;
	int32_t message_position;
	enum rt_role role;
	const char *field; /* header's name in lower case */
	int64_t position;  /* within the field */
	const char *name, *address, *raw;
	struct rt_range range;
};
struct rt_cursor *rt_store_participants(
	struct rt_store *store, int64_t document, struct rt_err *err);
int rt_participants_next(
	struct rt_cursor *rows, struct rt_participant_row *row_r, struct rt_err *err);

struct rt_signature_row {
	int64_t document, message;
	struct rt_range range;
};
struct rt_cursor *rt_store_signatures(struct rt_store *store, int64_t document, struct rt_err *err);
int rt_signatures_next(struct rt_cursor *rows, struct rt_signature_row *row_r, struct rt_err *err);

struct rt_reference_row {
	int64_t document;
	const char *message_id;
};
struct rt_cursor *rt_store_references(struct rt_store *store, int64_t document, struct rt_err *err);
int rt_references_next(struct rt_cursor *rows, struct rt_reference_row *row_r, struct rt_err *err);

struct rt_mention_row {
	int64_t id, document;
	struct rt_range range;
	const char *type, *surface, *value;
	const char *attributes; /* JSON object or NULL */
	const char *rule;
	double score;
	int64_t sentence, paragraph;
	const char *segment;	  /* subject, header, body, quote, forward, signature, disclaimer */
	int32_t message_position; /* whose words these are */
	bool original;		  /* false: the same passage is counted elsewhere */
};
/* type: NULL for all of them. */
struct rt_cursor *rt_store_mentions(
	struct rt_store *store, int64_t document, const char *type, struct rt_err *err);
int rt_mentions_next(struct rt_cursor *rows, struct rt_mention_row *row_r, struct rt_err *err);

/* Mentions of people by one word, with the bytes of text behind them; in the order of rt_store_mentions. */
struct rt_behind_row {
	int64_t mention;
	const char *text; /* up to 12 bytes, a character may be cut at their end */
	size_t len;
};
struct rt_cursor *rt_store_behind_words(struct rt_store *store, struct rt_err *err);
int rt_behind_words_next(struct rt_cursor *rows, struct rt_behind_row *row_r, struct rt_err *err);

struct rt_problem_row {
	const char *path, *part, *stage, *class, *message;
	int64_t count; /* how often the same was said of the same part */
};
struct rt_cursor *rt_store_problems(struct rt_store *store, struct rt_err *err);
int rt_problems_next(struct rt_cursor *rows, struct rt_problem_row *row_r, struct rt_err *err);

/* Appends the text of a document. 1; 0 where it has none. */
int rt_store_text(
	struct rt_store *store, int64_t document, struct rt_str *text_r, struct rt_err *err);

/*
 * The document with the lowest id above `after` that has a text, whole again as its reader made it
 * (problems left out), in the arena. stamp: leaves out those whose mentions bear this stamp; NULL
 * leaves out none. 1, 0 or -1; *id_r is set on 1. Release the document before the arena is reset.
 */
int rt_store_next_document(struct rt_store *store, int64_t after, const char *stamp,
	struct rt_arena *arena, int64_t *id_r, struct rt_document **document_r,
	struct rt_err *err);

#endif
