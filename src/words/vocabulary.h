/*
 * The vocabulary of a scanner: every distinct word it has met, with all that the rules ask of a word
 * answered once.
 *
 * Text repeats its words. A rule set asks of each token hundreds of things (is it a capitalised
 * word, a month, a given name that is no month …), and the answers depend on the word alone. So a
 * word is looked up once, and its answers are a signature: the set of `words` terms that hold. Most
 * words share a handful of signatures (a small-letter word that is in no list).
 *
 * The vocabulary belongs to one scanner (one thread) and is bounded: when it is full it starts anew at
 * the next document.
 */
#ifndef RT_WORDS_VOCABULARY_H
#define RT_WORDS_VOCABULARY_H

#include "base/str.h"

#include "match/automaton.h"

#include <stdbool.h>
#include <stdint.h>

struct rt_gazetteer;
struct rt_match_scratch;
struct rt_signatures;

struct rt_word {
	const char *text;
	uint32_t len;
	uint32_t shape;
	uint32_t token;	    /* number of its folded form in the gazetteer, or 0 */
	uint32_t inner;	    /* the same without the letters that its script glues on, or 0 */
	uint16_t inner_at;  /* where that begins, in bytes */
	bool by_inner;	    /* its lists are those of the inner form */
	bool abbreviation;  /* a full stop behind it ends no sentence */
	uint32_t node;	    /* of the gazetteer: lists that it stands in as a whole, or 0 */
	uint32_t long_node, long_inner; /* where longer entries go on behind it, behind its inner form; or 0 */
	uint32_t signature; /* number (signature.h) */
};

struct rt_vocabulary;

/* Both are borrowed; the signatures may be shared with other vocabularies of the same thread. */
struct rt_vocabulary *rt_vocabulary_new(
	const struct rt_gazetteer *gazetteer, struct rt_signatures *signatures);
/* Before its first word: of each word is noted where `match` patterns may begin, in a dialect. Until the scratch is
 * renewed. */
struct rt_dialect;
void rt_vocabulary_watch(struct rt_vocabulary *vocabulary, const struct rt_match_scratch *scratch,
	const struct rt_dialect *dialect);
const struct rt_dialect *rt_vocabulary_dialect(const struct rt_vocabulary *vocabulary);
struct rt_signatures *rt_vocabulary_signatures(const struct rt_vocabulary *vocabulary);
/* Before its first word: the language of the texts (gazetteer.h), for lists that are kept to one.
 * serial: tells the vocabularies of a scanner apart, in the numbers of signatures and generations. */
void rt_vocabulary_speak(struct rt_vocabulary *vocabulary, uint64_t lang, uint32_t serial);
uint64_t rt_vocabulary_language(const struct rt_vocabulary *vocabulary);
void rt_vocabulary_free(struct rt_vocabulary *vocabulary);
/* Between documents: starts anew where it has grown to its bound; always, if the signatures were
 * cleared. */
void rt_vocabulary_trim(struct rt_vocabulary *vocabulary);
void rt_vocabulary_clear(struct rt_vocabulary *vocabulary);
/* Changes whenever it starts anew: numbers of words from before mean nothing then. */
unsigned rt_vocabulary_generation(const struct rt_vocabulary *vocabulary);

/* What the tokeniser wants to know of a word; small, for it is asked for every token. */
struct rt_word_brief {
	uint32_t word; /* its number */
	uint32_t shape; /* and, in its upper bits, enum rt_word_mark; those above are the table's own */
	uint32_t signature;
	uint32_t listed; /* number of its folded form in the gazetteer, or 0 */
};
enum rt_word_mark {
	RT_WORD_INNER = 1 << 0, /* its lists are those of its form behind glued letters (not an article) */
	RT_WORD_ABBREVIATION = 1 << 1, /* a full stop behind it ends no sentence */
	RT_WORD_QUIET = 1 << 2, /* no `match` pattern begins within it (its rt_walks) … */
	RT_WORD_QUIET_USUALLY = 1 << 3, /* … if what stands behind it is usual … */
	RT_WORD_QUIET_SPACED = 1 << 4, /* … and if a blank stands before it as well */
};
#define RT_WORD_MARKS_AT 20 /* bit of the shape where the marks begin */
#define RT_WORD_MARKS 31u
#define RT_WORD_SHAPE ((1u << RT_WORD_MARKS_AT) - 1)

/* A word to be looked up. Made some tokens ahead, so that its slot is in the cache by then. */
struct rt_word_key {
	uint64_t head, tail; /* its bytes if there are 16 at most, else two sums */
	uint64_t hash;
	const char *text;
	uint32_t len;
	bool is_address;
};

struct rt_word_key rt_word_key(const char *text, size_t len);
/* An address is one and the same word, whatever its letters. */
struct rt_word_key rt_word_key_of_address(void);
/* Looks a word up, puts it in where it is new. */
struct rt_word_brief rt_vocabulary_word(
	struct rt_vocabulary *vocabulary, const struct rt_word_key *key);
/* Good until the next new word. */
const struct rt_word *rt_vocabulary_at(const struct rt_vocabulary *vocabulary, uint32_t word);

/* What is asked of words again and again after they were looked up, close together. */
struct rt_word_hint {
	uint32_t opens; /* the tokens that may go on an entry which it begins (rt_gazetteer_goes_on) */
	uint16_t walks; /* where `match` patterns may begin in it: place in rt_vocabulary_walks, or 0: not known */
	bool is_hyphen; /* one that may stand between the words of an entry */
};
/* By word. Good until the next new word, and so is rt_vocabulary_walks. */
const struct rt_word_hint *rt_vocabulary_hints(const struct rt_vocabulary *vocabulary);
/* A hundred thousand words share a few thousand of them. */
const struct rt_walks *rt_vocabulary_walks(const struct rt_vocabulary *vocabulary);

#endif
