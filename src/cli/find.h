/*
 * The entity that a person means by a name.
 *
 * Case, accents and points do not count. A key ("person:ana lopes") always means its entity. Else,
 * in this order: entities with that very name, with that alias (name or address), with all the
 * typed words somewhere in one of their names. Where several are left the most mentioned one is
 * taken if it stands out (ten times the next); otherwise all are named and the keys tell them apart.
 */
#ifndef RT_CLI_FIND_H
#define RT_CLI_FIND_H

#include "store/entity.h"

struct rt_found {
	int64_t id;
	struct rt_str key, type, kind, name;
	int64_t mentions, documents, messages;
	struct rt_str first, last;
};

/* 1 and the entity, or 0 with a sentence on standard error (several, or none and the nearest), or
 * -1 and err. Release found_r where it gave 1. */
int rt_find_entity(struct rt_store *store, const char *typed, struct rt_found *found_r,
	struct rt_err *err);
void rt_found_release(struct rt_found *found);

#endif
