/*
 * What was read goes into the case file: documents with all that belongs to them, places, problems.
 */
#ifndef RT_STORE_WRITE_H
#define RT_STORE_WRITE_H

#include "base/sha256.h"
#include "read/reader.h"
#include "store/store.h"

/* What makes two copies one, for each document of a batch: kind, text (of an attachment its bytes)
 * and what hangs on it. Where a copy came from, its name and its Message-ID are not in it. */
struct rt_hashes {
	char (*items)[RT_SHA256_HEX];
};
void rt_hashes_make(struct rt_hashes *hashes, const struct rt_batch *batch);
void rt_hashes_release(struct rt_hashes *hashes);

/* Adds the documents of one item: a text that is there already gets one more place. */
int rt_store_add_batch(struct rt_store *store, int64_t source, const struct rt_batch *batch,
	const struct rt_hashes *hashes, struct rt_err *err);
/* What a document is in; NULL: not told. */
int rt_store_set_lang(struct rt_store *store, int64_t document, const char *lang, struct rt_err *err);
/* source and document may be 0. */
int rt_store_add_problem(struct rt_store *store, int64_t source, int64_t document,
	const struct rt_problem *problem, struct rt_err *err);

/* After the last batch: the full-text index `document_fts` is brought up to date. Without FTS5 in
 * this SQLite there is none, and that is no error. */
int rt_store_index_text(struct rt_store *store, struct rt_err *err);

#endif
