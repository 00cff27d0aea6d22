/*
 * Who is who, in memory: sightings in, identities out.
 *
 * A sighting is a name and an address as one place showed them. Those that bear the same mailbox,
 * or no mailbox and the same name, are one unit. Units are joined into identities by rules (see
 * joins.txt), the surest first; a join that would put two names that contradict each other under
 * one roof is not made, and one that is only likely becomes a proposal.
 *
 *	struct rt_identities *who = rt_identities_new(lexicon);
 *	uint32_t a = rt_identities_see(who, NULL, "klay@enron.com", NULL);
 *	uint32_t b = rt_identities_see(who, "Lay, Kenneth", NULL, NULL);
 *	rt_identities_same_place(who, a, b);      // To: and X-To: of one message, third item
 *	rt_identities_settle(who);
 *	rt_identities_of(who, a) == rt_identities_of(who, b)
 *
 * The result does not depend on the order of sightings.
 */
#ifndef RT_RESOLVE_IDENTITIES_H
#define RT_RESOLVE_IDENTITIES_H

#include "resolve/lexicon.h"
#include "resolve/name.h"

#include <stdint.h>

#define RT_NOBODY UINT32_MAX

struct rt_identities;

struct rt_identities *rt_identities_new(const struct rt_lexicon *lexicon);
void rt_identities_free(struct rt_identities *who);

/* Notes a sighting and gives its number; the same one again is counted. Each part may be NULL.
 * raw: the item as written, kept as an alias. */
uint32_t rt_identities_see(
	struct rt_identities *who, const char *name, const char *address, const char *raw);
/* The sighting is from mail, not from a page that a machine may have misread. */
void rt_identities_in_mail(struct rt_identities *who, uint32_t sighting);
/* Two sightings stand at the same place of two headers that tell the same list. */
void rt_identities_same_place(struct rt_identities *who, uint32_t header, uint32_t shown);
/* The people of one list, as it shows them: two of one family name who stand there under two names
 * and two houses are two people. */
void rt_identities_beside(struct rt_identities *who, const uint32_t *sightings, size_t count);
/* Whether the two agree, by their parts; asked after settling. */
bool rt_identities_agree(const struct rt_identities *who, uint32_t header, uint32_t shown);

/* Whether the shown name surely fits the header's address; may be asked before settling. */
bool rt_identities_would_fit(const struct rt_identities *who, uint32_t header, uint32_t shown);
/* Whether several persons write under the sighting's address; asked after settling. */
bool rt_identities_is_shared(const struct rt_identities *who, uint32_t sighting);

/* A sighting of an address or a name as a person types it, or RT_NOBODY. */
uint32_t rt_identities_lookup(struct rt_identities *who, const char *typed);
/* A person's word, before settling: these two are one, or are not. False where the two are one
 * mailbox and cannot be told apart. */
bool rt_identities_decide(struct rt_identities *who, uint32_t a, uint32_t b, bool same);

void rt_identities_settle(struct rt_identities *who);

/* ---- after settling ---- */

struct rt_identity {
	const char *key;  /* stable: the first address or name by order */
	const char *name; /* to be shown */
	const char *kind; /* person, role, list, machine, organisation */
	uint32_t sightings; /* how often seen */
};

struct rt_identity_alias {
	const char *text, *why;
	bool address;
	uint32_t count;
	double score;
};

struct rt_identity_proposal {
	uint32_t a, b; /* a < b */
	double score;
	const char *why;
};

size_t rt_identities_count(const struct rt_identities *who); /* in order of key */
const struct rt_identity *rt_identities_at(const struct rt_identities *who, uint32_t identity);
/* RT_NOBODY for an address that stands for nobody. */
uint32_t rt_identities_of(const struct rt_identities *who, uint32_t sighting);
/* Who alone writes under an address that was met elsewhere than in a header, or RT_NOBODY. */
uint32_t rt_identities_owner(struct rt_identities *who, const char *address);
/* Sorted by kind, text. Borrowed until the next call. */
const struct rt_identity_alias *rt_identities_aliases(
	struct rt_identities *who, uint32_t identity, size_t *count_r);
const struct rt_identity_proposal *rt_identities_proposals(
	const struct rt_identities *who, size_t *count_r);
/* The identity's parsed person names; for joining mentions. */
size_t rt_identities_names(const struct rt_identities *who, uint32_t identity,
	const struct rt_name **names_r, size_t max);

#endif
