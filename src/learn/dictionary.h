/*
 * The dictionary of a dump: for each word, how it was written and what it was part of.
 *
 * Collected in one pass over all documents before any extraction, by counting alone, so that the
 * order of the documents makes no difference and two dictionaries add up. It is the one thing that
 * grows with the dump, so it is bounded: words are kept by their hashes only, and where there are
 * more than RT_DICTIONARY_WORDS of them, those whose hash has a one in its lowest bit are left out
 * (then in its two lowest, and so on), whichever came first.
 */
#ifndef RT_LEARN_DICTIONARY_H
#define RT_LEARN_DICTIONARY_H

#include "learn/learn.h"
#include "learn/lexical.h"

#define RT_DICTIONARY_WORDS 4000000u /* some 300 MB */

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

/* What is known of the word; NULL: nothing. */
const struct rt_word_counts *rt_dictionary_word(
	const struct rt_dictionary *dictionary, uint64_t key);

/* The language that most documents are in; "en" where none is told. For texts too short to tell. */
const char *rt_dictionary_language(const struct rt_dictionary *dictionary);

#endif
