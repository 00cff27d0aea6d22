/* What the files of identities share; nobody else includes this. */
#ifndef RT_RESOLVE_IDENTITIES_P_H
#define RT_RESOLVE_IDENTITIES_P_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "resolve/compare.h"
#include "resolve/identities.h"
#include "resolve/mailbox.h"

/* A name as it was written, and the parsed name that it is a form of. */
struct name_text {
	const char *text, *clean;
	uint32_t name, count;
};

/* A parsed name: all texts that come apart into the same parts. */
struct known_name {
	struct rt_name parsed;
	uint32_t count;
	const char *best; /* how it is written most often */
};

struct held_name {
	uint32_t name, count;
	bool own; /* of the person that the unit belongs to, not a stranger's on its address */
};

/* A mailbox, or a name seen without one. */
struct unit {
	const char *key; /* "a:klay@enron.com", "d:/o=…", "n:kenneth lay" */
	struct rt_mailbox mailbox; /* kind NONE for a name */
	uint32_t count;
	enum rt_name_kind sort; /* PERSON, ROLE, LIST, MACHINE, NOBODY, ORGANISATION */
	uint32_t stands_in; /* how often it stands for an address of another house */
	bool shared; /* several persons write under it */
	const char *look; /* the mailbox as its misreadings share it */
	bool in_mail; /* mail names it, not scanned pages alone */
	RT_VEC(struct held_name) names;
	const char *why; /* the rule that joined it; NULL: it was there first */
	double score;
	uint32_t joined_to; /* the unit that it was joined to */
};

struct sighting {
	const char *name, *address, *raw;
	uint32_t text; /* index in texts, or RT_NOBODY */
	uint32_t unit, count;
	bool in_mail;
};

struct place_pair {
	uint32_t header, shown, count;
	bool agree;
};

struct beside {
	uint32_t a, b; /* units, a < b */
};

struct verdict {
	uint32_t a, b; /* sightings */
	bool same;
};

/* Of the unit that stands for the cluster. */
struct cluster {
	RT_VEC(uint32_t) units;
	RT_VEC(struct held_name) names; /* persons' names only */
	RT_VEC(const char *) houses;
	uint32_t weight;
	bool mailbox; /* at least one unit has an address */
	bool decided; /* a person put it together: its own names may contradict each other */
};

struct rt_identities {
	const struct rt_lexicon *lexicon;
	struct rt_arena *arena;
	struct rt_map *text_ids, *name_ids, *unit_ids, *sighting_ids, *pair_ids;
	RT_VEC(struct name_text) texts;
	RT_VEC(struct known_name) names;
	RT_VEC(struct unit) units;
	RT_VEC(struct sighting) sightings;
	RT_VEC(struct place_pair) pairs;
	RT_VEC(struct verdict) verdicts;
	RT_VEC(struct beside) besides;
	struct rt_map *beside_ids;
	RT_VEC(uint32_t) order; /* units in order of key */

	uint32_t *parent; /* union-find over units */
	struct cluster *clusters;
	struct rt_map *family_people, *given_people; /* how many people bear a name */
	uint32_t people;
	bool scripts; /* some names are not in Latin letters */

	RT_VEC(struct rt_identity) identities;
	uint32_t *identity_of_unit;
	RT_VEC(struct rt_identity_proposal) proposals;
	RT_VEC(struct rt_identity_alias) aliases; /* of the last question */
	uint32_t *sighting_order, *sighting_start; /* sightings by identity */
};

/* observe */
uint32_t rt_who_name(struct rt_identities *who, const char *text, size_t len);
/* The unit of a key, made where it is new. mailbox: NULL for a name. */
uint32_t rt_who_unit(struct rt_identities *who, const char *prefix, const char *key,
	const struct rt_mailbox *mailbox);
void rt_who_hold(struct unit *unit, uint32_t name, uint32_t count);

/* profile: whose unit is it */
bool rt_who_fits(const struct rt_identities *who, const struct unit *unit, uint32_t name);
void rt_who_profiles(struct rt_identities *who);

/* cluster */
uint32_t rt_who_find(struct rt_identities *who, uint32_t unit);
/* False where the two contradict each other and stay apart. */
bool rt_who_join(struct rt_identities *who, uint32_t a, uint32_t b, const char *rule);
bool rt_who_contradict(const struct rt_identities *who, uint32_t a, uint32_t b);
/* The address was made up for one of another house: "lay.linda@acme.com" for what is shown as
 * Linda Lay <linda@example.org>. It says nothing of where she works. */
bool rt_who_stands_in(const struct unit *unit);
bool rt_who_share_house(const struct cluster *a, const struct cluster *b);
void rt_who_clusters_begin(struct rt_identities *who);
void rt_who_clusters_end(struct rt_identities *who);
int rt_who_by_key(const struct rt_identities *who, uint32_t a, uint32_t b); /* units */

/* alike: mailboxes that a machine misread, entries that a directory shows alike */
/* Fills in each unit's look; "" where all is mail, of which nothing was misread. */
void rt_who_looks(struct rt_identities *who);
void rt_who_join_misread(struct rt_identities *who);
/* -> how many joins it made. */
size_t rt_who_join_displayed(struct rt_identities *who);

/* edge: candidates by name and by address */
struct edge {
	uint32_t a, b; /* units that stand for clusters */
	enum rt_relation relation;
	const char *rule;
	double score;
	bool unique; /* holds only where nobody else fits */
	bool far;    /* between two houses */
};
struct edges {
	struct edge *items;
	size_t count, cap;
};
void rt_who_rarity(struct rt_identities *who);
double rt_who_expected(const struct rt_identities *who, const struct rt_name *name);
void rt_who_name_edges(struct rt_identities *who, struct edges *edges);
void rt_who_local_edges(struct rt_identities *who, struct edges *edges);
/* Demotes what is ambiguous; in order of score. */
void rt_who_weigh(struct rt_identities *who, struct edges *edges);
/* The same, and joins the rest; how many joins were made. far: between houses as well. */
size_t rt_who_apply(struct rt_identities *who, struct edges *edges, bool far);

/* present: keys, names, aliases */
void rt_who_present(struct rt_identities *who, const struct edges *leftover);

#endif
