/*
 * Signatures: which terms hold of a word, or of an entry of several words.
 *
 * A term is what a `words` pattern asks of a token (`<capital&!month>`, "said"). The answers to all terms
 * are a row of bits. A hundred thousand words share a few thousand rows, so each row is kept once and
 * has a number: the rest of the engine speaks of words by these small numbers ("what comes behind
 * state 7 on signature 12"). Number 0 is the row in which nothing holds.
 *
 * One table a scanner (thread), shared by its vocabularies.
 */
#ifndef RT_WORDS_SIGNATURE_H
#define RT_WORDS_SIGNATURE_H

#include "base/map.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

struct rt_str;
struct rt_word_facts;
struct rt_word_terms;

struct rt_signatures {
	const struct rt_word_terms *terms;
	size_t stride; /* 64-bit words of a row */
	RT_VEC(uint64_t) rows;
	struct rt_map *known; /* row -> number + 1 */
	struct rt_map *by_facts; /* facts of a word -> number + 1 */
	RT_VEC(uint64_t) row; /* while one is made */
};

/* terms: finished, borrowed. */
struct rt_signatures *rt_signatures_new(const struct rt_word_terms *terms);
void rt_signatures_free(struct rt_signatures *signatures);
/* Numbers from before mean nothing then. */
void rt_signatures_clear(struct rt_signatures *signatures);
size_t rt_signatures_count(const struct rt_signatures *signatures);
/* The number of a row of `stride` words. */
uint32_t rt_signatures_put(struct rt_signatures *signatures, const uint64_t *row);

/* The number of the row of a word of which these are the facts (words.h). */
uint32_t rt_signatures_of(struct rt_signatures *signatures, const struct rt_word_facts *facts);

/* Appends the table as bytes. */
void rt_signatures_freeze(const struct rt_signatures *signatures, struct rt_str *out);
/* Makes an empty table the one that was frozen. -1 where the bytes are no such table; it is as after
 * rt_signatures_clear then. */
int rt_signatures_thaw(struct rt_signatures *signatures, const char *bytes, size_t len);

/* Good until the next new row. */
static inline const uint64_t *rt_signatures_row(const struct rt_signatures *signatures, uint32_t number)
{
	return signatures->rows.items + number * signatures->stride;
}

static inline bool rt_signature_has(
	const struct rt_signatures *signatures, uint32_t number, uint32_t term)
{
	return rt_signatures_row(signatures, number)[term / 64] >> (term % 64) & 1;
}

#endif
