/* Counts over the whole case file, for the end of a scan and for those who check its sum. */
#ifndef RT_STORE_COUNT_H
#define RT_STORE_COUNT_H

#include "store/store.h"

/* messages = documents + duplicates + unreadable, always: each message of the dump (a file, or a
 * message of an mbox) is a document, one more place of a document, or a problem. What is attached
 * to a message counts for itself. */
struct rt_counts {
	int64_t sources;
	int64_t messages, documents, duplicates, unreadable;
	int64_t attached, attached_duplicates;
	int64_t problems, entities, links;
};
int rt_store_count(struct rt_store *store, struct rt_counts *counts_r, struct rt_err *err);

enum rt_tally {
	RT_TALLY_PROBLEMS, /* by class */
	RT_TALLY_MENTIONS, /* by type */
	RT_TALLY_ENTITIES, /* by type, ignored ones left out */
	RT_TALLY_LINKS,	   /* by kind */
};
/* Rows in order of falling count, then name. */
struct rt_tally_row {
	const char *name;
	int64_t count;
};
struct rt_cursor *rt_store_tally(struct rt_store *store, enum rt_tally what, struct rt_err *err);
int rt_tally_next(struct rt_cursor *rows, struct rt_tally_row *row_r, struct rt_err *err);

#endif
