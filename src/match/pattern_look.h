/*
 * What a pattern says of its surroundings (\b ^ $ lookaheads, lookbehinds), as far as one character
 * before and one byte after tell it. "May hold": where one neighbour does not settle it, yes.
 */
#ifndef RT_MATCH_PATTERN_LOOK_H
#define RT_MATCH_PATTERN_LOOK_H

#include "match/pattern.h"

const struct rt_assertion *rt_look_escape(struct rt_arena *arena, char letter); /* b B A z Z */
const struct rt_assertion *rt_look_line_start(struct rt_arena *arena, bool multiline);
const struct rt_assertion *rt_look_line_end(struct rt_arena *arena);
/* Holds everywhere. */
const struct rt_assertion *rt_look_anywhere(struct rt_arena *arena);
/* A lookahead (RT_LOOK_NEXT) or lookbehind (RT_LOOK_BEFORE) with that body; NULL where nothing
 * simple can be said of it. */
const struct rt_assertion *rt_look_around(struct rt_arena *arena, struct rt_classes *classes,
	const struct rt_tree *body, enum rt_look look, bool negative);

#endif
