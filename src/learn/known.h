/*
 * What a document has taught so far: keys of words and of sequences of words, with bits that tell
 * what they name. Cleared in no time between documents.
 */
#ifndef RT_LEARN_KNOWN_H
#define RT_LEARN_KNOWN_H

#include <stdint.h>

enum rt_known_bit {
	RT_KNOWN_SURNAME = 1 << 0,
	RT_KNOWN_GIVEN = 1 << 1,
	RT_KNOWN_BODY = 1 << 2,	      /* the whole name of a body, without its legal form */
	RT_KNOWN_BODY_FIRST = 1 << 3, /* the word that such a name begins with */
	RT_KNOWN_ACRONYM = 1 << 4,    /* initials of such a name */
	RT_KNOWN_PLACE = 1 << 5,
	RT_KNOWN_PARTY = 1 << 6, /* a word of a name in the document's own headers */
	RT_KNOWN_TEAM = 1 << 7,	 /* a place that is called by its team, or a team */
	RT_KNOWN_OFTEN = 1 << 8, /* a surname that more than one sure find ends with */
};

#define RT_KNOWN_BODY_WORDS 8 /* longer names of bodies are not kept */

struct rt_known;

struct rt_known *rt_known_new(void);
void rt_known_free(struct rt_known *known);
void rt_known_begin(struct rt_known *known); /* forgets everything */
void rt_known_add(struct rt_known *known, uint64_t key, uint32_t bits);
uint32_t rt_known_get(const struct rt_known *known, uint64_t key);

#endif
