/*
 * Bodies in two scripts: תבור מערכות is Tavor Systems.
 *
 * A body's name is part noun, part name. The nouns are translated (rules/identity/body-word.txt has what
 * means the same on one line), the names are spelt (spelling.h). Two names are one body's where every word
 * of the one has its match in the other and at least one of them is spelt; "Ministry of Justice" in two
 * languages may be two countries' and joins nothing; a signature may prove it (body_pair.h).
 */
#ifndef RT_RESOLVE_BODY_SCRIPT_H
#define RT_RESOLVE_BODY_SCRIPT_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct rt_body_words;

/* rules_folder: where identity/body-word.txt is; without it only spelling counts. */
struct rt_body_words *rt_body_words_load(const char *rules_folder);
void rt_body_words_free(struct rt_body_words *words);

/* Is the name written in letters that are not Latin? */
bool rt_body_is_foreign(const char *name);
/* What the name shares with its form in another script, whatever the order of words: equal ones may be one.
 * False where it says too little to go by. name: in small letters, one blank between words. */
bool rt_body_signature(const struct rt_body_words *words, const char *name, struct rt_str *out);
/* What the noun that the name opens with means; 0: no noun that is known. name: as above. */
uint64_t rt_body_noun(const struct rt_body_words *words, const char *name);
/* Has the name a word of that meaning? */
bool rt_body_means(const struct rt_body_words *words, const char *name, uint64_t meaning);
/* Word for word: one is written in Latin letters, the other is not. */
bool rt_body_alike(const struct rt_body_words *words, const char *foreign, const char *latin);

#endif
