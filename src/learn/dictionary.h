/*
 * The dictionary of a dump: for each word, how it was written and what it was part of, and for two
 * words in a row how they were written.
 *
 * Collected in one pass over all documents before any extraction, by counting alone, so that the
 * order of the documents makes no difference and two dictionaries add up (tally.h). It is the one
 * thing that grows with the dump, so it is bounded: words are kept by their hashes only, and of more
 * than so many a half, a quarter, and so on.
 */
#ifndef RT_LEARN_DICTIONARY_H
#define RT_LEARN_DICTIONARY_H

#include "learn/learn.h"
#include "learn/lexical.h"

#define RT_DICTIONARY_WORDS 4000000u   /* some 300 MB */
#define RT_DICTIONARY_PHRASES 4000000u /* some 100 MB */

struct rt_word_counts {
	uint32_t lower;	  /* in small letters */
	uint32_t inside;  /* capitalised within a sentence */
	uint32_t opening; /* capitalised at the start of a sentence or line */
	uint32_t caps;	  /* in capitals */
	uint32_t given;	  /* as the given name of someone in a header */
	uint32_t surname; /* as the surname of someone in a header */
	uint32_t person;  /* beside a given name or behind a title, in text */
	uint32_t acts;	  /* alone with a capital, where someone acts: "with Qux", "Qux agreed" */
	uint32_t where;	  /* alone with a capital behind "in", "near": a place */
	uint32_t body;	  /* within a name that closes with a legal form, or before a body's noun */
};

/* Two words in a row. */
struct rt_phrase_counts {
	uint32_t small; /* both in small letters */
	uint32_t large; /* both capitalised */
};

/* What is known of the word; NULL: nothing. */
const struct rt_word_counts *rt_dictionary_word(
	const struct rt_dictionary *dictionary, uint64_t key);

/* … of two words in a row, by their keys. */
const struct rt_phrase_counts *rt_dictionary_phrase(
	const struct rt_dictionary *dictionary, uint64_t first, uint64_t second);

/* How many words of the dump are signs of an English judgment (RT_USE_JUDGMENT). */
uint64_t rt_dictionary_of_judgments(const struct rt_dictionary *dictionary);

/* The language that most documents are in; "en" where none is told. For texts too short to tell. */
const char *rt_dictionary_language(const struct rt_dictionary *dictionary);

#endif
