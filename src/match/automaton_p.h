/* The inside of the automaton, shared by automaton*.c alone. automaton.c tells how it works. */
#ifndef RT_MATCH_AUTOMATON_P_H
#define RT_MATCH_AUTOMATON_P_H

#include "base/arena.h"
#include "base/map.h"
#include "base/number_set.h"
#include "match/automaton.h"
#include "match/positions.h"

#include <pthread.h>

/*
 * States are numbered from 3 on; those from waking_first on wake rules when they are entered. Rows hold
 * numbers, in 16 bits, for the rows that texts visit are to stay in the processor's cache. A walk goes
 * on with an ENTRY, a number times the length of a row: where that state's row begins. So a step is
 * one load and one multiplication, and one comparison tells whether it wakes a rule.
 */
#define RT_STATE_UNKNOWN 0u /* not built yet */
#define RT_STATE_DEAD 1u    /* no rule can go on */
#define RT_STATE_FULL 2u    /* there was no room left to build it */
#define RT_STATE_FIRST 3u

/* What a state remembers of the character before it, beyond RT_BEFORE_… of pattern.h. */
#define RT_BEFORE_UNKNOWN 131
#define RT_BEFORE_SOME_WORD 132
#define RT_BEFORE_SOME_OTHER 133
#define RT_BEFORE_ELSEWHERE 134 /* anything but a blank and a line's end */

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
	uint32_t hash; /* of what it is */
	uint16_t before;
	uint16_t at_end; /* the number of the state behind the text's end */
};

/* Rows of states that stand in a cache (automaton_store.c), and are taken out when a walk first comes there. */
struct rt_frozen_rows {
	const uint16_t *rows, *waking_rows; /* as many columns each as the automaton has */
	uint32_t end, waking_end; /* the first number of each kind that has none */
	uint64_t *taken; /* by number: bits; guarded by the lock */
};

/* What can be reached from a position without eating a byte: positions, in closed; and whether its rule
 * accepts. */
enum rt_closure_kind { RT_CLOSURE_UNKNOWN, RT_CLOSURE_DEPENDS, RT_CLOSURE_FIXED };
struct rt_closure {
	uint32_t first, count; /* DEPENDS: first of as many closures in by_context as there are contexts */
	uint8_t kind;	       /* enum rt_closure_kind; DEPENDS: on what stands before */
	bool asks;	       /* questions for what comes next are among them */
	bool ends, accepts;    /* RT_POSITION_END, RT_POSITION_ACCEPT is */
};

#define RT_NO_CLASS UINT32_MAX
struct rt_eater {
	uint32_t class; /* that the position waits for, in builder.classes; RT_NO_CLASS: it asks */
	uint32_t next;
};

/* Sets while a state is being made. Guarded by the lock. */
struct rt_builder {
	struct rt_closure *closures; /* by position */
	RT_VEC(struct rt_closure) by_context;
	RT_VEC(uint32_t) closed;
	struct rt_eater *eaters; /* by position: what every step asks of many of them, close together */
	RT_VEC(uint32_t) classes; /* that they wait for */
	uint64_t *has[128]; /* by ASCII byte: a bit for each of these that it belongs to; NULL: not asked yet */
	RT_VEC(uint32_t) stack;
	RT_VEC(uint32_t) behind; /* the positions behind a byte */
	struct rt_number_set reached; /* positions that the state has: `most` at most, … */
	size_t most;
	RT_VEC(uint32_t) order; /* … and taken out, in order */
	RT_VEC(uint64_t) items;
	RT_VEC(uint32_t) accepts;
	uint32_t *seen, *rule_seen; /* the round in which a position, a rule was last met */
	uint32_t round, rule_round;
	unsigned before, next;
	bool at_start;
	bool asks; /* questions are among what was reached */
};

/* Where walks begin in texts that leave some rules out. */
struct rt_dialect {
	const uint8_t *off; /* by rule; NULL: none is */
	/* Entries by context, and by what the first character is; behind the contexts, of RT_BEFORE_ELSEWHERE: all that may
	 * begin in any such context. */
	uint32_t starts[RT_BEFORE_VALUES + 1][RT_STARTS];
};
#define RT_DIALECTS 32

/* What the positions tell of bytes and of what stands before a place. */
struct rt_layout {
	uint32_t word; /* class of \w */
	uint32_t columns;
	uint8_t column_of[256]; /* bytes that no position tells apart share a column of the rows */
	uint8_t byte_of[256]; /* one byte of each column */
	uint8_t word_ascii[128]; /* 1: it is a word character */
	uint8_t context_of[RT_BEFORE_VALUES];
	uint8_t value_of[RT_BEFORE_VALUES]; /* by context: one that has it */
	uint8_t elsewhere[RT_BEFORE_VALUES]; /* the contexts that something else than a blank or a line's end has */
	uint8_t unused[7];
	uint32_t context_count, elsewhere_count;
};
_Static_assert(sizeof(struct rt_layout) % 8 == 0, "in a cache what stands behind it is aligned");

struct rt_automaton {
	struct rt_classes *classes;
	struct rt_positions positions;
	struct rt_layout layout;
	struct rt_dialect *dialects[RT_DIALECTS]; /* the first: of all rules; the others are made under the lock */
	size_t dialect_count;
	uint32_t row_length;
	uint16_t *rows; /* numbers of states; read without the lock */
	void *row_memory;
	struct rt_state *states;
	uint32_t states_max, waking_first;
	uint32_t state_end, waking_end; /* the next number of each kind */
	uint32_t start_end, start_waking_end; /* as they were when only start states stood there */
	size_t transitions;
	struct rt_frozen_rows frozen;
	uint32_t *known; /* a state's content, by its hash -> its number; 0: an empty place */
	size_t known_mask, known_count;
	bool is_indexed; /* … which thawed states are not at first: few runs ask for them */
	bool is_full; /* a state was asked for that had no room; read without the lock */
	struct rt_arena *arena;
	pthread_mutex_t building;
	struct rt_builder builder;
};

/* automaton_store.c: the row of a state that is still frozen, or NULL; … */
const uint16_t *rt_automaton_frozen_row(const struct rt_automaton *automaton, uint32_t number);
/* … takes it out; false: there is none. */
bool rt_automaton_take_row(struct rt_automaton *automaton, uint32_t number);

/* automaton_start.c: the contexts, … */
void rt_automaton_find_contexts(struct rt_automaton *automaton);
/* … and the start states of all rules. */
void rt_automaton_build_starts(struct rt_automaton *automaton);

/* automaton_build.c: builds what stands behind a state on a byte or RT_NEXT_END, and puts the entry into its
 * row. */
uint32_t rt_automaton_build(struct rt_automaton *automaton, uint32_t entry, unsigned next);
/* A state that is made from positions: what stands before it and behind it, … */
void rt_automaton_begin_state(struct rt_automaton *automaton, unsigned before, unsigned next);
/* … all that can be reached from a position without eating a byte, … */
void rt_automaton_reach(struct rt_automaton *automaton, uint32_t from);
/* … and its number. before: what it is to remember of that, if it asks for it. */
uint32_t rt_automaton_take_state(struct rt_automaton *automaton, unsigned before);

/* automaton_closure.c */
/* Before the first state is made: the sets, and tables that are asked with every step. */
void rt_automaton_ready_builder(struct rt_automaton *automaton);
enum rt_verdict { RT_VERDICT_FAILS, RT_VERDICT_HOLDS, RT_VERDICT_OPEN };
enum rt_verdict rt_automaton_judge(const struct rt_automaton *automaton, const struct rt_assertion *what,
	unsigned before, unsigned next);
int rt_automaton_is_word_before(const struct rt_automaton *automaton, unsigned before); /* -1: not known */
/* The next round of marks, which are its number. */
uint32_t rt_automaton_round(uint32_t *seen, size_t count, uint32_t round);
struct rt_closure rt_automaton_closure(struct rt_automaton *automaton, uint32_t from, unsigned before);
const uint64_t *rt_automaton_classes_of(struct rt_automaton *automaton, unsigned char byte);

/* automaton_state.c: the number of a state of that content; RT_STATE_FULL where there is no room. items and
 * accepts in order. */
uint32_t rt_automaton_state(struct rt_automaton *automaton, unsigned before, const uint64_t *items,
	size_t item_count, const uint32_t *accepts, size_t accept_count);
/* What a state is: its contents, and what it remembers. */
uint32_t rt_automaton_hash(const struct rt_state *state);
bool rt_automaton_is_same(const struct rt_state *a, const struct rt_state *b);
/* Makes a state one behind which nothing goes on. */
void rt_automaton_bury(struct rt_automaton *automaton, uint32_t number);
/* A copy in the automaton's arena; NULL of nothing. */
void *rt_automaton_keep(struct rt_automaton *automaton, const void *items, size_t size);

static inline const struct rt_dialect *rt_dialect_or_all(
	const struct rt_automaton *automaton, const struct rt_dialect *dialect)
{
	return dialect ? dialect : automaton->dialects[0];
}

static inline uint32_t rt_state_of(const struct rt_automaton *automaton, uint32_t entry)
{
	return entry / automaton->row_length;
}

/* The entry behind a byte, or RT_STATE_UNKNOWN. */
static inline uint32_t rt_automaton_look_up(
	const struct rt_automaton *automaton, uint32_t entry, unsigned char byte)
{
	const uint16_t *column = automaton->rows + automaton->layout.column_of[byte];
	return __atomic_load_n(column + entry, __ATOMIC_ACQUIRE) * automaton->row_length;
}

/* automaton.c: what a walk from text[at] on begins with; size_r: bytes of the code point there. */
enum rt_start rt_automaton_start_at(
	const struct rt_automaton *automaton, const unsigned char *text, size_t len, size_t at, size_t *size_r);
/* … and what it begins behind, RT_BEFORE_…; text[at] begins a code point. */
unsigned rt_automaton_value_before(
	const struct rt_automaton *automaton, const unsigned char *text, size_t len, size_t at);

/* Where a walk from text[at] on begins, an entry; size_r: bytes of the code point there. Mostly both are ASCII. */
static inline uint32_t rt_dialect_start(const struct rt_automaton *automaton, const struct rt_dialect *dialect,
	const unsigned char *text, size_t len, size_t at, size_t *size_r)
{
	*size_r = 1;
	if (at && text[at - 1] < 0x80 && text[at] < 0x80)
		return dialect->starts[automaton->layout.context_of[text[at - 1]]][RT_START_ASCII];
	unsigned context = automaton->layout.context_of[rt_automaton_value_before(automaton, text, len, at)];
	return dialect->starts[context][rt_automaton_start_at(automaton, text, len, at, size_r)];
}

/* automaton_columns.c: numbers the columns; takes room for rows of as many. */
void rt_automaton_make_columns(struct rt_automaton *automaton);
void rt_automaton_make_rows(struct rt_automaton *automaton);

#endif
