/* The inside of the automaton, shared by automaton*.c alone. automaton.c tells how it works. */
#ifndef RT_ENGINE_AUTOMATON_P_H
#define RT_ENGINE_AUTOMATON_P_H

#include "base/arena.h"
#include "base/map.h"
#include "engine/automaton.h"
#include "engine/positions.h"

#include <pthread.h>

#define RT_STATES_MAX 32000u /* rows of 512 bytes; real rules over real mail make some thousands */

/* A row's entries: a state's number, or one of these. */
#define RT_STATE_UNKNOWN 0u /* not built yet */
#define RT_STATE_DEAD 1u    /* no rule can go on */
#define RT_STATE_FULL 2u    /* there was no room left to build it */
#define RT_STATE_FIRST 3u
#define RT_STATE_ACCEPTS 0x8000u /* set beside the number: entering it wakes rules */

/* What a state remembers of the character before it, beyond RT_BEFORE_… of pattern.h. */
#define RT_BEFORE_UNKNOWN 131
#define RT_BEFORE_SOME_WORD 132
#define RT_BEFORE_SOME_OTHER 133

/* What comes next, beyond a byte. */
#define RT_NEXT_END 256
#define RT_NEXT_WORD 257  /* a word character that is not ASCII */
#define RT_NEXT_OTHER 258 /* another one */
#define RT_NEXT_LATER 259 /* to be told by the next byte */

enum rt_start { RT_START_ASCII, RT_START_WORD, RT_START_OTHER };
#define RT_STARTS 3

struct rt_state {
	const uint64_t *items; /* position << 32 | node within its class, in order */
	const uint32_t *accepts;
	uint32_t item_count, accept_count;
	uint16_t at_end; /* the state behind the text's end, as in a row */
	uint8_t before;
};

/* Sets while a state is being made. Guarded by the lock. */
struct rt_builder {
	RT_VEC(uint64_t) items;
	RT_VEC(uint32_t) accepts;
	RT_VEC(uint32_t) stack;
	uint32_t *position_seen, *rule_seen; /* the round in which it was last met */
	uint32_t round, rule_round;
	struct rt_str key;
	unsigned before, next;
	bool at_start;
};

struct rt_automaton {
	struct rt_classes *classes;
	struct rt_positions positions;
	uint32_t word; /* class of \w */
	bool word_ascii[128];
	uint8_t context_of[RT_BEFORE_VALUES];
	uint16_t starts[RT_BEFORE_VALUES][RT_STARTS];
	size_t context_count;

	uint16_t *rows; /* RT_STATES_MAX rows of 256; read without the lock */
	struct rt_state *states;
	uint32_t state_count;
	uint32_t start_count; /* states that stand there from the beginning */
	size_t transitions, thawed_transitions;
	struct rt_map *known; /* a state's content -> its number */
	struct rt_arena *arena;
	pthread_mutex_t building;
	struct rt_builder builder;
};

/* automaton_build.c */
void rt_automaton_build_starts(struct rt_automaton *automaton);
/* Builds what stands behind a state on a byte or RT_NEXT_END, and puts it into its row. */
uint16_t rt_automaton_build(struct rt_automaton *automaton, uint16_t state, unsigned next);
/* A state of that content; RT_STATE_FULL where there is no room. items and accepts in order. */
uint16_t rt_automaton_state(struct rt_automaton *automaton, unsigned before, const uint64_t *items,
	size_t item_count, const uint32_t *accepts, size_t accept_count);

#endif
