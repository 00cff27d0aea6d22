/*
 * A name in two scripts: can "Nachmias" be נחמיאס, "Yulia" Юлия?
 *
 * The other script's word comes in Latin letters, one a letter, as rt_latin_bare writes it ("nhmys",
 * "ulia"). Hebrew and Arabic leave most vowels out and have one letter for v, o and u; people write
 * kh, ch or h, tz, ts or z as they please. So vowels come and go, but one that opens or ends a word must
 * have a letter to stand on; every other letter must be there in one of the ways in which it is written.
 */
#ifndef RT_RESOLVE_SPELLING_H
#define RT_RESOLVE_SPELLING_H

#include "base/str.h"

#include <stdbool.h>

/* foreign, latin: bare, as in rt_name; an apostrophe in front is the alef or ayin that opens the word. */
bool rt_spelt_alike(const char *foreign, const char *latin);
/* The initial may begin the word: "y" that of "yl" (יעל). */
bool rt_spelt_initial(const char *foreign, char initial);

/* What all spellings of a name share, so that they meet: "nms" for both forms of Nachmias. ts: a lone c is
 * the Cyrillic one that is written so. */
void rt_spelling_key(struct rt_str *out, const char *bare, bool ts);
/* A word of another script that has a c is looked for under both keys. */
bool rt_spelling_may_be_ts(const char *bare, bool latin);

#endif
