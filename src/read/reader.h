/*
 * Readers: bytes of a file in, documents out.
 *
 * A reader is one row of the table in reader.c: a name, a test on the first bytes (sniff decides
 * by content, never by the file's name) and a function that hands its documents to a sink one by
 * one, parents before their children. A reader never fails as a whole: what it cannot read it notes
 * as a problem on a document, and what is left of the input is still kept.
 */
#ifndef RT_READ_READER_H
#define RT_READ_READER_H

#include "base/err.h"
#include "doc/document.h"
#include "doc/mail_words.h"

#include <stdbool.h>

/* Documents of one input, in order; parent indexes point into `items`. */
struct rt_batch {
	struct rt_arena *arena; /* owns the strings of all of them */
	struct rt_document **items;
	size_t count, cap;
	const struct rt_mail_words *words; /* that its documents are taken apart by, or NULL */
	unsigned depth;	   /* of things inside things, while they are read */
	uint64_t unpacked; /* bytes that came out of what was packed, against a limit */
};

struct rt_batch *rt_batch_new(const struct rt_mail_words *words);
void rt_batch_free(struct rt_batch *batch);

/* Where bytes stand in the dump. */
struct rt_origin {
	const char *path;    /* of the file */
	const char *part;    /* "" or the mbox message's number */
	uint64_t start, end; /* bytes of the file */
};

/*
 * A file is taken apart into items that are read independently, so that a 2 GB mbox keeps all
 * workers busy: one item a file, or one a message of an mbox. An item is bytes and its origin.
 */
struct rt_item {
	struct rt_origin origin;
	const char *bytes; /* of the mapped file, or owned; good until rt_item_free */
	size_t len;
	const char *reader; /* name of the reader that sniff chose: "mail", "text", "html" … */
	uint64_t sequence;  /* 0, 1, 2 … in the order of the walk: settles the order of everything */
	uint64_t file_size;	/* of the whole file, and when it was changed: tells whether it must */
	int64_t file_modified;	/* be read again; nanoseconds since 1970 */
	bool cut;		/* it was larger than RT_MAX_MESSAGE_BYTES */
	bool last;		/* no further item of this file follows */
	struct rt_problem *problem; /* set instead of bytes where the walk could not read it */
	void *owner;
};

struct rt_walk;

/* Walks files and folders in byte order of their paths, whatever the order of the directory. */
struct rt_walk *rt_walk_new(const char *const *paths, size_t count);
/* 1 and an item that is yours to rt_item_free; 0 at the end; -1 and err where the walk itself fails
 * (a path that was named does not exist). */
int rt_walk_next(struct rt_walk *walk, struct rt_item **item_r, struct rt_err *err);
/* Asks before a file is opened; false passes it over. Called by rt_walk_next, in order. */
typedef bool rt_walk_wants(void *context, const char *path, uint64_t size, int64_t modified);
void rt_walk_filter(struct rt_walk *walk, rt_walk_wants *wants, void *context);
/* Bytes of all files that the walk will come by, counted on the first call (for progress). */
uint64_t rt_walk_total(struct rt_walk *walk);
void rt_walk_free(struct rt_walk *walk);
void rt_item_free(struct rt_item *item);

/* Reads one item: the document, then its children. Never NULL; at least one document. words: by
 * which mail printed in a text is known (rt_ruleset_mail_words), or NULL; kept by the batch. */
struct rt_batch *rt_item_read(const struct rt_item *item, const struct rt_mail_words *words);

#endif
