/*
 * Who is who in a case file: from participants and mentions to entities, and who wrote to whom.
 *
 * Reads what scan has stored and the decisions of a person, clears what an earlier resolve wrote,
 * and writes entities, aliases, proposals, threads, contacts and which entity each participant and
 * mention is of. All within one batch: a kill leaves the old state or the new one.
 */
#ifndef RT_RESOLVE_RESOLVE_H
#define RT_RESOLVE_RESOLVE_H

#include "store/store.h"

#include <stddef.h>

struct rt_resolve_options {
	const char *rules_folder; /* NULL: the built-in one */
	const char *decisions;	  /* path of the decisions file; NULL: beside the case file */
};

int rt_resolve(struct rt_store *store, const struct rt_resolve_options *options, struct rt_err *err);
/* 1 where rt_resolve would find what is there already: documents, rules, version, the lists of names
 * and the decisions are as they were; 0 where it would not, or -1. */
int rt_resolve_is_current(
	struct rt_store *store, const struct rt_resolve_options *options, struct rt_err *err);

#endif
