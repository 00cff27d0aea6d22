/*
 * What resolving knows of the world, all of it in text files: rules/identity/<class>.txt (words of
 * role mailboxes, machines, lists; titles, suffixes, particles; mail providers; joins.txt with the
 * score and the reason of every join) and rules/gazetteer/nickname/<lang>.txt (a line a given name
 * with its short forms). Nothing of this is in C.
 *
 * Words are looked up bare: folded, without marks, other scripts in Latin letters (rt_latin_bare).
 */
#ifndef RT_RESOLVE_LEXICON_H
#define RT_RESOLVE_LEXICON_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

enum rt_word_class {
	RT_WORD_ROLE,
	RT_WORD_MACHINE,
	RT_WORD_LIST,
	RT_WORD_NOBODY,
	RT_WORD_HONORIFIC,
	RT_WORD_SUFFIX,
	RT_WORD_PARTICLE,
	RT_WORD_FREEMAIL,
	RT_WORD_TITLE,
	RT_WORD_COMPANY,
	RT_WORD_COMMON_FAMILY,
	RT_WORD_CLASS_COUNT
};

/* A line of joins.txt. */
struct rt_join_rule {
	const char *id, *why;
	double score;
};

struct rt_lexicon;

/* Reads the folder's files; a file that is missing leaves its class empty. Fails where there is no
 * joins.txt, for without scores nothing can be decided. */
struct rt_lexicon *rt_lexicon_load(const char *rules_folder, struct rt_err *err);
void rt_lexicon_free(struct rt_lexicon *lexicon);
/* SHA-256 of all that was read. Borrowed. */
const char *rt_lexicon_stamp(const struct rt_lexicon *lexicon);

bool rt_lexicon_has(const struct rt_lexicon *lexicon, enum rt_word_class class, const char *word);
/* "jr" is a generation, "phd" is not. */
bool rt_lexicon_generation(const struct rt_lexicon *lexicon, const char *word);
/* One is a short form of the other, or both are short forms of one name. */
bool rt_lexicon_nicknames(const struct rt_lexicon *lexicon, const char *a, const char *b);
/* The word is known as a given name or as a short form of one. */
bool rt_lexicon_given(const struct rt_lexicon *lexicon, const char *word);
/* The index-th name of which the word is a form, in a fixed order, or NULL: keys to look up by. */
const char *rt_lexicon_formal(const struct rt_lexicon *lexicon, const char *word, size_t index);

/* Never NULL: an id that the file lacks gives score 0. */
const struct rt_join_rule *rt_lexicon_join(const struct rt_lexicon *lexicon, const char *id);
double rt_lexicon_join_score(const struct rt_lexicon *lexicon);	   /* the line `join` */
double rt_lexicon_propose_score(const struct rt_lexicon *lexicon); /* the line `propose` */

/* Appends text folded, without marks, in Latin letters. */
void rt_latin_bare(struct rt_str *out, const char *text, size_t len);

#endif
