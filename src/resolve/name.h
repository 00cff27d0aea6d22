/*
 * A display name taken apart.
 *
 * What stands before an address is written by people and programs in many forms:
 *
 *	Lay, Kenneth L.            'Ken Lay (E-mail)'         Kenneth Lay/Corp/Enron@ENRON
 *	Legal - James Derrick Jr.  Robert "Beau" Herrold      =09Lay, Kenneth
 *
 * Parsing takes off what is not the name, finds given names, family name and suffix, and says what
 * sort of name it is; a name that is an office, a list or a machine is not taken apart. Parts are
 * bare (rt_latin_bare): folded, in Latin letters, without blanks, hyphens and apostrophes, so that
 * "van der Vliet" and "VanDerVliet" are one. Of alef and ayin the one that opens a word is kept, as an
 * apostrophe.
 */
#ifndef RT_RESOLVE_NAME_H
#define RT_RESOLVE_NAME_H

#include "base/arena.h"
#include "resolve/lexicon.h"

#include <stddef.h>

#define RT_NAME_GIVENS 5
#define RT_NAME_FAMILIES 3

enum rt_name_kind {
	RT_NAME_NONE,	/* nothing, an address, or not understood: compared as a whole only */
	RT_NAME_PERSON, /* at least one given name or initial, and a family name */
	RT_NAME_SINGLE, /* one word */
	RT_NAME_ROLE,
	RT_NAME_LIST,
	RT_NAME_MACHINE,
	RT_NAME_NOBODY, /* "undisclosed-recipients" */
	RT_NAME_ORGANISATION,
};

struct rt_name {
	enum rt_name_kind kind;
	const char *clean;		   /* to be shown: "Kenneth L. Lay" */
	const char *key;		   /* bare parts in order, "kenneth l lay"; of any kind, never NULL */
	const char *given[RT_NAME_GIVENS]; /* bare; an initial is one letter */
	unsigned given_count;
	const char *family;		      /* bare, "" where unknown; "reinartzsera" */
	const char *families[RT_NAME_FAMILIES]; /* its halves where it has some: "reinartz", "sera" */
	unsigned family_count;
	const char *nick;   /* bare, from brackets or quotes, or NULL */
	const char *suffix; /* a generation: "jr", "iii", or NULL */
	bool latin;	    /* written in Latin letters */
	bool certain;	    /* which part is the family name is certain (a comma said so) */
};

/* Strings live in the arena. */
void rt_name_parse(struct rt_arena *arena, const struct rt_lexicon *lexicon, const char *text,
	size_t len, struct rt_name *name_r);

/* One word, bare: folded Latin letters and digits; hyphens, dots and apostrophes go. */
void rt_name_word(struct rt_str *out, const char *text, size_t len);

/* The text without wrapping: quotes, escapes, "(E-mail)", Notes and Exchange tails, titles of
 * employment. What rt_name_parse takes apart. */
void rt_name_unwrap(const struct rt_lexicon *lexicon, const char *text, size_t len,
	struct rt_str *out, struct rt_str *nick);

/* The consonants that survive spelling and transliteration, for keys: "Yossi" and "יוסי" give "s".
 * bare: as in rt_name. */
void rt_skeleton(struct rt_str *out, const char *bare);
/* The skeleton without b and v, where something is left. */
void rt_skeleton_bare(struct rt_str *skeleton);

#endif
