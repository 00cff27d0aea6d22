/*
 * People in headers: the names and addresses of senders and recipients, the document's own and
 * those of the messages printed in it. A header is the surest source of names there is.
 */
#ifndef RT_LEARN_PARTY_H
#define RT_LEARN_PARTY_H

#include "engine/engine.h"

#include <stdbool.h>

/* A display name, taken apart: "Dunton, Heather M." or "Heather M. Dunton"; its title and what
 * stands in brackets behind it are left out. */
struct rt_party_name {
	const char *words[6]; /* not ended by a NUL */
	size_t lens[6];
	size_t count;
	size_t surname;	    /* index of the (first) word of the surname */
	bool surname_first; /* with a comma behind it */
};

/* false where the name is no person's: a list, a role, a company, an address. */
bool rt_party_split(
	const struct rt_ruleset *rules, const char *name, size_t len, struct rt_party_name *name_r);

/* Is the word a courtesy or a title before a name, "Dr." or עו"ד, and no given name as well? */
bool rt_party_is_title(const struct rt_ruleset *rules, const char *word, size_t len);

/* Calls back with the key (learn/lexical.h) of each given name and surname of each person that a
 * header names, address local parts such as "ana.souza" included. */
void rt_parties_each_word(const struct rt_ruleset *rules, const struct rt_document *document,
	void (*found)(void *context, uint64_t key, bool surname), void *context);

/* Where the name of the participant is printed in the text; empty where it is not. */
struct rt_range rt_party_range(
	const struct rt_document *document, const struct rt_participant *participant);

#endif
