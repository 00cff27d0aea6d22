/*
 * Mentions in the case file. A document's stamp says which rules and which dictionary made its
 * mentions; a document with another stamp is to be extracted again.
 */
#ifndef RT_STORE_EXTRACT_H
#define RT_STORE_EXTRACT_H

#include "engine/mention.h"
#include "store/passage.h"
#include "store/store.h"

/* Puts the mentions in place of those of an earlier extraction, with the problems that the
 * extraction has noted on the document (all that it bears: a loaded document bears none). */
int rt_store_set_mentions(struct rt_store *store, int64_t id, const char *stamp,
	const struct rt_document *document, const struct rt_mentions *mentions,
	const struct rt_passages *passages, struct rt_err *err);

/* Many mentions are about to be written: the index over their values, which nothing needs before the
 * end and which comes in no order, is dropped, and made again in one go afterwards. */
int rt_store_unindex_mentions(struct rt_store *store, struct rt_err *err);
int rt_store_index_mentions(struct rt_store *store, struct rt_err *err);

/* How many documents have a text, how many bytes these are, and how many of them bear another stamp
 * than this one. */
int rt_store_count_stale(struct rt_store *store, const char *stamp, int64_t *documents_r,
	int64_t *bytes_r, int64_t *stale_r, struct rt_err *err);

/*
 * Tells original passages from copies, over all mentions (passage.h). Of equal passages the one in
 * a message's own words is the original, then the one in the earliest message, then the first in
 * the case file; of the originals so found that share a line, the first alone stays one.
 */
int rt_store_settle_originals(struct rt_store *store, struct rt_err *err);

#endif
