/* The inside of the gazetteer, for its own files. */
#ifndef RT_WORDS_GAZETTEER_P_H
#define RT_WORDS_GAZETTEER_P_H

#include "base/map.h"
#include "base/vec.h"
#include "words/gazetteer.h"

struct rt_gazetteer_token {
	uint32_t text, len; /* in the pool */
	uint32_t first;	    /* node of the entries that begin with it, or 0 */
	uint32_t hash;
};

struct rt_gazetteer_node {
	uint32_t endings; /* first of a chain, or 0 */
	uint32_t goes_on : RT_GAZETTEER_BITS; /* rt_gazetteer_bit of the tokens behind it */
	uint32_t keeps_case : 1; /* an entry of a list that keeps case ends here */
};

struct rt_gazetteer_edge {
	uint32_t parent, token, child;
};

/* An entry of a list that ends at a node. */
struct rt_gazetteer_ending {
	uint32_t canonical; /* in the pool */
	uint32_t exact;	    /* in the pool: the spelling it must have; 0: any case will do */
	uint32_t next;
	uint32_t list;
};

struct rt_gazetteer_list {
	uint32_t name; /* "class/name", in the pool */
	uint32_t class; /* its set */
	uint32_t only;	/* the language it is kept to, or 0 */
	uint32_t has_long;
	uint32_t capitals; /* an entry that keeps case may stand in capitals throughout as well */
	uint32_t free;	/* full stops, commas, quote marks and blanks do not count */
	uint32_t entries;
};

struct rt_gazetteer_spelling {
	uint32_t list, text;
};

/* Spellings of one list that stand side by side: nobody looks at those of other lists. */
struct rt_gazetteer_run {
	uint32_t list, first, count;
};

#define RT_GAZETTEER_SPELLINGS 5000 /* kept of one list: more would not fit into a pattern anyway */
#define RT_GAZETTEER_PAIR_BITS 21 /* 256 KB: of 100,000 pairs, one in twenty is taken for another */

/* Sets are numbered: lists first seen and classes alike, in order of coming; a set is a list or a
 * class of them. */
struct rt_gazetteer {
	struct rt_str pool; /* strings, each ended by a NUL; the first is empty */
	RT_VEC(struct rt_gazetteer_token) tokens; /* [0] is not used, and so below */
	RT_VEC(struct rt_gazetteer_node) nodes;
	RT_VEC(struct rt_gazetteer_edge) edges;
	RT_VEC(struct rt_gazetteer_ending) endings;
	RT_VEC(struct rt_gazetteer_list) sets; /* class == own number: it is a class */
	RT_VEC(struct rt_gazetteer_spelling) spellings;
	RT_VEC(struct rt_gazetteer_run) runs; /* of them */
	uint32_t *token_slots, *edge_slots;
	uint8_t *token_tags; /* by slot: some bits of the hash of what stands there; 0: the slot is empty */
	size_t token_slot_count, edge_slot_count; /* powers of two */
	uint64_t *pairs; /* bits by the hash of an entry's first two tokens: rt_gazetteer_may_open */
	size_t entries;
	struct rt_map *names; /* of sets */
	struct rt_cache *borrowed; /* that the arrays live in, or NULL */
};

/* "F. Supp. 2d", "F.Supp.2d" and "F Supp 2d" are one entry in a list of free punctuation: appends
 * FSupp2d. */
void rt_gazetteer_squash(struct rt_str *out, const char *text, size_t len);

#endif
