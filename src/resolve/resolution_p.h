/* What the steps of rt_resolve hand on to each other; nobody else includes this. */
#ifndef RT_RESOLVE_RESOLUTION_P_H
#define RT_RESOLVE_RESOLUTION_P_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "doc/document.h"
#include "resolve/body.h"
#include "resolve/decisions.h"
#include "resolve/identities.h"
#include "resolve/resolve.h"

/* A message of the case file: a document's own or one quoted in it. */
struct post {
	int64_t id, document, same_as; /* same_as: 0 or the message that it is a copy of */
	int32_t position, parent;
	const char *date, *subject; /* or NULL */
	bool dated;
	int64_t utc;
	size_t first_party, party_count;
	size_t first_tie, tie_count;
	bool mass; /* a list's or a machine's, or to very many */
};

/* A participant. */
struct party {
	int64_t id;
	enum rt_role role;
	bool shown; /* of a header that repeats another one in words: X-From, X-To */
	uint32_t position, sighting, partner; /* partner: the party at its place in the other header */
	uint32_t entity; /* index, or RT_NOBODY */
};

struct paper {
	int64_t id, thread;
	const char *message_id, *in_reply_to, *date;
	bool automatic, list, mail, dated;
	int64_t utc;
	uint32_t answers; /* the paper that this one answers, or RT_NOBODY */
};

struct spot { /* a mention */
	int64_t id, document;
	int32_t post; /* position of the message */
	uint32_t sighting; /* of a person's name; else RT_NOBODY */
	uint32_t body;	   /* name of an organisation; else RT_NOBODY */
	const char *word;  /* a person's name of one word, bare; else NULL */
	bool latin;	   /* the word is written so */
	bool alone;	   /* nothing stands behind it on its line */
	uint32_t beside;   /* of an address: one more than the spot of the person's name right before it, or 0 */
	uint32_t entity;
	const char *why;
	double score;
};

struct guess { /* whom an open mention may mean */
	int64_t mention, rank;
	uint32_t entity;
	double score;
};

struct rt_thing {
	const char *key, *type, *kind, *name, *first, *last;
	int64_t mentions, documents, messages, last_document, last_message;
	uint32_t identity; /* or RT_NOBODY */
	uint32_t becomes;  /* one more than the thing that it was merged into, or 0 */
	uint32_t owner;	   /* of an address: one more than the thing of who writes under it, or 0 */
	uint32_t body;	   /* main name of an organisation, or RT_NOBODY */
	int64_t id;	   /* in the case file, once numbered */
	bool ignored;
};

struct rt_tie { /* a contact */
	int64_t message;
	uint32_t sender, recipient;
	const char *role, *date;
	bool embedded, mass;
};

struct rt_reply {
	int64_t message, answers, seconds; /* answers: the other message */
	uint32_t sender, recipient;
};

struct rt_resolution {
	struct rt_store *store;
	struct rt_arena *arena;
	struct rt_lexicon *lexicon;
	struct rt_identities *who;
	struct rt_bodies *bodies;
	RT_VEC(struct paper) papers;
	RT_VEC(struct post) posts;
	RT_VEC(struct party) parties;
	RT_VEC(struct spot) spots;
	RT_VEC(struct rt_thing) things;
	RT_VEC(struct rt_tie) ties;
	RT_VEC(struct rt_reply) replies;
	RT_VEC(struct guess) guesses;
	struct rt_map *thing_by_key;
	uint32_t *thing_of_identity;
};

/* load: papers, posts and parties; each party is seen and pairs are noted */
int rt_resolution_load(struct rt_resolution *all, struct rt_err *err);
/* mentions: those of persons are seen, before settling */
int rt_resolution_load_mentions(struct rt_resolution *all, struct rt_err *err);
/* the names of organisations become bodies */
void rt_resolution_place_bodies(struct rt_resolution *all);
/* things: identities and values become entities */
void rt_resolution_make_people(struct rt_resolution *all);
uint32_t rt_resolution_thing(
	struct rt_resolution *all, const char *type, const char *value, const char *name);
void rt_resolution_seen_at(struct rt_thing *thing, const char *date);
/* parties get their entity */
void rt_resolution_place_parties(struct rt_resolution *all);
uint32_t rt_resolution_sender(const struct rt_resolution *all, const struct post *post);
/* the place of a document among the papers; their count where it would stand behind all */
uint32_t rt_resolution_paper(const struct rt_resolution *all, int64_t document);
/* thread: what answers what; quoted messages that are in the dump */
int rt_resolution_thread(struct rt_resolution *all, struct rt_err *err);
/* messages get their ties */
void rt_resolution_tie(struct rt_resolution *all);
/* reply: how long answers took; after the ties are there */
void rt_resolution_reply(struct rt_resolution *all);
/* bare: names of one word, where message, thread or dump leave one person */
void rt_resolution_join_bare(struct rt_resolution *all);
void rt_resolution_place_mentions(struct rt_resolution *all);
/* decide: what people said, before settling and after people are made */
void rt_resolution_decide_people(struct rt_resolution *all, struct rt_decisions *decisions);
void rt_resolution_decide_things(struct rt_resolution *all, struct rt_decisions *decisions);
uint32_t rt_resolution_becomes(const struct rt_resolution *all, uint32_t thing);
/* write everything */
int rt_resolution_write(struct rt_resolution *all, struct rt_err *err);

#endif
