/*
 * The table in which a vocabulary finds a word, as the tokeniser's inner loop sees it.
 *
 * It is asked for every token, so it answers from one cache line: a short word stands in its slot as two
 * numbers, and so does what the tokeniser wants to know of it. Letters are told from other bytes, and
 * taken into those numbers, sixteen at a time.
 */
#ifndef RT_WORDS_WORD_KEY_H
#define RT_WORDS_WORD_KEY_H

#include "words/token.h"
#include "words/vocabulary.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define RT_WORD_SHORT 16 /* bytes of a word that stands in its slot */
#define RT_WORD_LEN_AT 25 /* bit of a slot's shape where the word's length begins … */
#define RT_WORD_MAX_LEN 127u /* … which is kept up to this */

struct rt_word_slot {
	uint64_t head, tail; /* the word, if it is short */
	struct rt_word_brief brief; /* word 0: the slot is empty */
};

struct rt_word_table {
	struct rt_word_slot *slots; /* each within one cache line */
	size_t mask;		    /* their number, a power of two, less one */
};

/* The vocabulary's; stays where it is, and what is in it changes with every new word. */
const struct rt_word_table *rt_vocabulary_table(const struct rt_vocabulary *vocabulary);

static inline uint64_t rt_word_mix(uint64_t head, uint64_t tail, size_t len)
{
	unsigned __int128 product = (unsigned __int128)(head ^ 0x9e3779b97f4a7c15u) *
		(tail ^ 0xc4ceb9fe1a85ec53u ^ len);
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint32_t rt_word_len(const struct rt_word_brief *brief)
{
	return brief->shape >> RT_WORD_LEN_AT;
}

/* Sixteen bytes of ones, then as many of zeros: a mask of any number of ones begins somewhere in it. */
extern const unsigned char rt_word_ones[2 * RT_WORD_SHORT];

/* The two numbers of a word of 16 bytes at most at a place from which on 16 can be read. -> its hash */
static inline uint64_t rt_word_short_key(const char *text, uint32_t len, uint64_t *head_r, uint64_t *tail_r)
{
	uint64_t parts[2], mask[2];
	memcpy(parts, text, sizeof parts);
	memcpy(mask, rt_word_ones + RT_WORD_SHORT - len, sizeof mask);
	*head_r = parts[0] & mask[0];
	*tail_r = parts[1] & mask[1];
	return rt_word_mix(*head_r, *tail_r, len);
}

/* What is known of a word that has a short key; NULL where it is new, and for every longer word. */
static inline const struct rt_word_brief *rt_word_known(
	const struct rt_word_table *table, uint64_t head, uint64_t tail, uint32_t hash, uint32_t len)
{
	for (size_t at = hash & table->mask; len <= RT_WORD_SHORT; at = (at + 1) & table->mask) {
		const struct rt_word_slot *slot = &table->slots[at];
		if (slot->head == head && slot->tail == tail && rt_word_len(&slot->brief) == len)
			return &slot->brief;
		if (!slot->brief.word)
			return NULL;
	}
	return NULL;
}

/* How many of 16 bytes, from the first on, are ASCII letters and digits. */
static inline uint32_t rt_word_run(const char *text)
{
#ifdef __SSE2__
	__m128i bytes = _mm_loadu_si128((const __m128i_u *)text);
	__m128i letters = _mm_sub_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
	__m128i digits = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
	letters = _mm_cmpeq_epi8(letters, _mm_min_epu8(letters, _mm_set1_epi8('z' - 'a')));
	digits = _mm_cmpeq_epi8(digits, _mm_min_epu8(digits, _mm_set1_epi8('9' - '0')));
	uint32_t run = (uint32_t)_mm_movemask_epi8(_mm_or_si128(letters, digits));
	return (uint32_t)__builtin_ctz(~run);
#else
	uint32_t count = 0;
	while (count < RT_WORD_SHORT && rt_ascii_kind[(unsigned char)text[count]] == 1)
		count++;
	return count;
#endif
}

#endif
