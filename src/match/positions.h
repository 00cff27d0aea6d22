/*
 * Trees of patterns laid out as one non-deterministic automaton: an array of positions.
 *
 * A position either waits for a code point of a class, or splits into others, or asks what stands
 * around it, or says that its rule accepts. Choices are laid out as tries (branches that begin with
 * the same class share its position), so that a list of 3,000 courts stays small and each step in it
 * touches only what still fits.
 */
#ifndef RT_MATCH_POSITIONS_H
#define RT_MATCH_POSITIONS_H

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "match/pattern.h"

enum rt_position_kind {
	RT_POSITION_CLASS,
	RT_POSITION_SPLIT,
	RT_POSITION_ASSERT,
	RT_POSITION_END,    /* the pattern has matched; not where nothing was eaten */
	RT_POSITION_ACCEPT, /* it may have matched: what would follow is not laid out */
};

struct rt_position {
	enum rt_position_kind kind;
	uint32_t rule;
	uint32_t next; /* CLASS, ASSERT: the position behind it; SPLIT: first of its targets */
	union {
		uint32_t class;
		uint32_t target_count;
		uint32_t assertion; /* its number */
	};
};

struct rt_positions {
	RT_VEC(struct rt_position) items;
	RT_VEC(uint32_t) targets;
	RT_VEC(uint32_t) starts; /* of each rule */
	RT_VEC(struct rt_assertion) assertions; /* each content once */
	struct rt_map *known; /* assertion -> its number + 1, while rules are added */
	bool borrowed; /* from a cache: nothing is added, nothing is freed */
};

void rt_positions_release(struct rt_positions *positions);
void rt_positions_copy(struct rt_positions *to, const struct rt_positions *from); /* to is empty */
/* The next rule. */
void rt_positions_add(struct rt_positions *positions, const struct rt_tree *tree);
/* No further rule will come. */
void rt_positions_finish(struct rt_positions *positions);

static inline const struct rt_assertion *rt_positions_assertion(
	const struct rt_positions *positions, const struct rt_position *position)
{
	return &positions->assertions.items[position->assertion];
}

/* For the cache: as bytes, a multiple of 8 of them, … */
void rt_positions_freeze(const struct rt_positions *positions, struct rt_str *out);
/* … and as they stand there, which are trusted, outlive the positions and are aligned to 8; moves *at behind them. -1:
 * they are not all there. */
int rt_positions_thaw(struct rt_positions *positions, const char **at, const char *end);

#endif
