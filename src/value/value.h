/*
 * Normalisers: text in, normal form out. Pure functions; what they know of the world (month names,
 * court abbreviations) comes from the gazetteers through `lookup`, never from tables in C that a
 * reader of the rules could not see.
 *
 * A rule names one with `value NAME [ARGUMENT]`. It may refuse (month 13, a docket of the year
 * 2093): then there is no mention. It may also set attributes ("court", "year", "precision").
 */
#ifndef RT_VALUE_VALUE_H
#define RT_VALUE_VALUE_H

#include "base/str.h"

#include <stddef.h>

struct rt_value_group {
	const char *name; /* of the named group in the rule */
	const char *text; /* what it matched; not ended by a NUL */
	size_t len;
};

struct rt_date_words;

/* A request for the entries of some lists, class by class as "month/de". */
struct rt_value_entries {
	bool (*wanted)(const void *on, const char *list);
	void (*entry)(void *on, const char *text);
	void *on;
};

struct rt_value_input {
	const char *text; /* the mention's surface, not ended by a NUL */
	size_t len;
	const struct rt_value_group *groups;
	size_t group_count;
	const char *before, *behind; /* the text on either side, a few dozen bytes; or NULL */
	size_t before_len, behind_len;
	const char *argument; /* what stands behind the normaliser's name in the rule, or "" */
	const char *ref;      /* the document's date, ISO 8601, or NULL */
	const char *lang;     /* of the document, as "en", or NULL */

	/* The canonical form of an entry of a gazetteer class or list ("month", "month/de"), folded
	 * the way gazetteers are; NULL where it is not in there. */
	const char *(*lookup)(void *context, const char *list, const char *text, size_t len);
	/* What any list knows of a text: bits of enum rt_value_known. May be NULL. It saves asking
	 * list after list for a word that stands in none. */
	unsigned (*known)(void *context, const char *text, size_t len);
	/* Tells each entry and alias of the lists that are wanted, as it is written. False where some
	 * are not kept. May be NULL: none are. */
	bool (*entries)(void *context, const struct rt_value_entries *asked);
	void *context;
	/* What the thread remembers of words in dates (date/words.h); NULL: nothing, which is slow. */
	struct rt_date_words *words;
};

enum rt_value_known {
	RT_VALUE_ENTRY = 1,  /* some list may have it as an entry */
	RT_VALUE_BEGINS = 2, /* and it begins a longer one, where white space follows */
};
/* All bits where nothing can be told. */
unsigned rt_value_known(const struct rt_value_input *input, const char *text, size_t len);

enum rt_value_result {
	RT_VALUE_OK,
	RT_VALUE_SURFACE, /* the surface is the normal form, and is not repeated */
	RT_VALUE_REFUSED, /* no such day, no such court: the match is not a mention */
};

struct rt_value_output {
	struct rt_str normal; /* the normal form */
	struct rt_str attributes; /* lines "name\tvalue\n", as rt_value_set writes them */
};

typedef enum rt_value_result rt_normaliser_fn(
	const struct rt_value_input *input, struct rt_value_output *out_r);

/* The group of that name with something in it, or NULL. */
const struct rt_value_group *rt_value_group(const struct rt_value_input *input, const char *name);
/* Sets an attribute of the mention ("court", "kind", "year" …), in place of one of that name. */
void rt_value_set(struct rt_value_output *out, const char *name, const char *value);

#endif
