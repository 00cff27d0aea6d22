/*
 * The part of the map that is wanted: entities and ties, filtered, the strongest first.
 *
 *	struct rt_filter filter = {.top = 60, .joined = true};
 *	struct rt_picture picture;
 *	if (rt_picture_load(&picture, store, &filter, &err)) …
 *	rt_picture_release(&picture);
 */
#ifndef RT_GRAPH_PICTURE_H
#define RT_GRAPH_PICTURE_H

#include "base/arena.h"
#include "base/vec.h"
#include "store/store.h"

struct rt_filter {
	const char *const *types; /* of entities; none: all of them */
	size_t type_count;
	const char *kind;  /* of links; NULL: both */
	double min_weight; /* of ties */
	size_t top;	   /* so many ties; 0: all of them */
	bool joined;	   /* one tie a pair: both directions and co-occurrence added up */
	bool lonely;	   /* entities without a tie as well */
};

struct rt_picture_node {
	int64_t id;
	const char *key, *type, *kind, *name;
	const char *label; /* the name, and what tells it from others of that name in the picture */
	int64_t mentions, documents, messages;
	const char *first, *last; /* or NULL */
	const char *addresses, *names; /* as observed, "; " between them */
	int64_t degree, sent, received, community; /* in the whole map */
	double strength;
};

struct rt_picture_edge {
	size_t a, b;	  /* index in nodes */
	const char *kind; /* of the link; "both" where a joined tie has both kinds */
	double weight;
	bool measured;
	double npmi;
	int64_t sentences, paragraphs, documents; /* as in a link; documents: texts or messages */
	int64_t sent_ab, sent_ba;		  /* messages each way; a link has only a → b */
	int64_t sent_to, sent_cc, sent_bcc, embedded;
	const char *first, *last;
	int64_t replies;    /* how many of the messages answer the other one */
	bool answered;	    /* reply_hours says something */
	double reply_hours; /* the median; of a joined tie the mean of both, by their numbers */
};

/* Edges: strongest first, then by names and keys. Nodes: in the order of falling strength, then
 * name and key. */
struct rt_picture {
	struct rt_arena *arena;
	RT_VEC(struct rt_picture_node) nodes;
	RT_VEC(struct rt_picture_edge) edges;
	size_t left_out; /* ties that passed the filter but not `top` */
};

int rt_picture_load(struct rt_picture *picture, struct rt_store *store,
	const struct rt_filter *filter, struct rt_err *err);
void rt_picture_release(struct rt_picture *picture);

#endif
