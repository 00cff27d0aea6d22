/*
 * A PCRE2 pattern, read into a tree.
 *
 * The tree accepts at least what the pattern accepts; it is what the automaton is built from. What
 * is hard to say as a tree is said more loosely: a lookahead of several characters lets everything
 * pass, a back-reference becomes RT_TREE_ANYTHING ("from here on anything may match"). Where the
 * reader does not know a construct at all, the whole pattern becomes ANYTHING. Looser is slower,
 * never wrong, for PCRE2 decides in the end.
 */
#ifndef RT_MATCH_PATTERN_H
#define RT_MATCH_PATTERN_H

#include "base/arena.h"
#include "match/classes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RT_TREE_ENDLESS UINT32_MAX

enum rt_tree_kind {
	RT_TREE_EMPTY,
	RT_TREE_CLASS,	  /* one code point of a class */
	RT_TREE_SEQUENCE, /* never holds a sequence itself */
	RT_TREE_CHOICE,
	RT_TREE_REPEAT,	  /* items[0], min to max times */
	RT_TREE_ASSERT,	  /* matches nothing, but looks at its neighbours */
	RT_TREE_ANYTHING, /* the pattern may match from here on, whatever follows */
};

/* What is known of the character before a place. */
#define RT_BEFORE_WORD 128   /* a word character that is not ASCII */
#define RT_BEFORE_OTHER 129  /* another character that is not ASCII */
#define RT_BEFORE_START 130  /* none: the text begins here */
#define RT_BEFORE_VALUES 131 /* 0 … 127: that ASCII character */

enum rt_look { RT_LOOK_BEFORE, RT_LOOK_NEXT, RT_LOOK_BOUNDARY, RT_LOOK_NO_BOUNDARY };

struct rt_assertion {
	enum rt_look look;
	bool before[RT_BEFORE_VALUES]; /* RT_LOOK_BEFORE: may hold behind this */
	bool next[257]; /* RT_LOOK_NEXT: may hold before this byte; [256]: before the text's end */
};

struct rt_tree {
	enum rt_tree_kind kind;
	uint32_t class;	   /* CLASS */
	uint32_t min, max; /* REPEAT; max may be RT_TREE_ENDLESS */
	const struct rt_assertion *assertion;
	struct rt_tree *ahead; /* ASSERT: what a positive lookahead wants; else NULL */
	struct rt_tree **items;
	size_t count;
};

/* The tree is in the arena. Never NULL. pattern must be one that PCRE2 compiles. */
struct rt_tree *rt_pattern_read(
	struct rt_arena *arena, struct rt_classes *classes, const char *pattern, size_t len);

/* --- what a tree tells ------------------------------------------------------------------------ */

/* Shortest and longest match in code points; RT_TREE_ENDLESS where there is no bound. */
uint32_t rt_tree_shortest(const struct rt_tree *tree);
uint32_t rt_tree_longest(const struct rt_tree *tree);
/* Every code point that may be in a match. false: the tree holds an ANYTHING. */
bool rt_tree_alphabet(const struct rt_tree *tree, struct rt_classes *classes, uint32_t *class_r);
/* Adds the bytes that a match may begin with; -> true where it may also be empty. */
bool rt_tree_first(
	const struct rt_tree *tree, const struct rt_classes *classes, bool first[256]);
/* The tree as text, for tests and for those who debug a rule. */
void rt_tree_write(const struct rt_tree *tree, struct rt_str *out);

struct rt_tree *rt_tree_new(struct rt_arena *arena, enum rt_tree_kind kind);
struct rt_tree *rt_tree_class(struct rt_arena *arena, uint32_t class);
/* Makes one tree of several; takes sequences within apart. */
struct rt_tree *rt_tree_sequence(struct rt_arena *arena, struct rt_tree *const *items, size_t count);

#endif
