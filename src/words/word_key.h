/*
 * The table in which a vocabulary finds a word, as the tokeniser's inner loop sees it.
 *
 * It is asked for every token, so it answers from one cache line: a short word stands in its slot as two
 * numbers, and so does what the tokeniser wants to know of it. Letters are told from other bytes, and
 * taken into those numbers, eight at a time.
 */
#ifndef RT_WORDS_WORD_KEY_H
#define RT_WORDS_WORD_KEY_H

#include "words/token.h"
#include "words/vocabulary.h"

#include <string.h>

#define RT_WORD_SHORT 16 /* bytes of a word that stands in its slot */
#define RT_WORD_LEN_AT 24 /* bit of a slot's shape where the word's length begins … */
#define RT_WORD_MAX_LEN 255u /* … which is kept up to this */

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

/* The key of a word of 16 bytes at most at a place from which on 16 can be read. */
static inline void rt_word_short_key(const char *text, uint32_t len, struct rt_word_key *key_r)
{
	uint64_t parts[2];
	memcpy(parts, text, sizeof parts);
	key_r->head = len < 8 ? parts[0] & (((uint64_t)1 << 8 * len) - 1) : parts[0];
	key_r->tail = len <= 8 ? 0
		: len < 16     ? parts[1] & (((uint64_t)1 << 8 * (len - 8)) - 1)
			       : parts[1];
	key_r->text = text;
	key_r->len = len;
	key_r->is_address = false;
	key_r->hash = rt_word_mix(key_r->head, key_r->tail, len);
}

/* What is known of a word that has a short key; NULL where it is new, and for every longer word. */
static inline const struct rt_word_brief *rt_word_known(
	const struct rt_word_table *table, const struct rt_word_key *key)
{
	if (key->len > RT_WORD_SHORT)
		return NULL;
	for (size_t at = key->hash & table->mask;; at = (at + 1) & table->mask) {
		const struct rt_word_slot *slot = &table->slots[at];
		if (!slot->brief.word)
			return NULL;
		if (slot->head == key->head && slot->tail == key->tail &&
			rt_word_len(&slot->brief) == key->len)
			return &slot->brief;
	}
}

#define RT_WORD_EACH_BYTE(value) (0x0101010101010101u * (uint64_t)(value))

/* How many of eight bytes, from the first on, are ASCII letters and digits. A byte's highest bit tells
 * whether adding to it went beyond the end of a range; bytes above 127 are looked at without theirs, so
 * that none carries into the next. */
static inline uint32_t rt_word_run8(const char *text)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint64_t bytes, low, letters, digits;
	memcpy(&bytes, text, sizeof bytes);
	low = bytes & RT_WORD_EACH_BYTE(0x7f);
	letters = low | RT_WORD_EACH_BYTE(0x20);
	letters = (letters + RT_WORD_EACH_BYTE(0x80 - 'a')) &
		~(letters + RT_WORD_EACH_BYTE(0x80 - 'z' - 1));
	digits = (low + RT_WORD_EACH_BYTE(0x80 - '0')) & ~(low + RT_WORD_EACH_BYTE(0x80 - '9' - 1));
	uint64_t others = ~((letters | digits) & ~bytes) & RT_WORD_EACH_BYTE(0x80);
	return others ? (uint32_t)__builtin_ctzll(others) / 8 : 8;
#else
	uint32_t count = 0;
	while (count < 8 && rt_ascii_kind[(unsigned char)text[count]] == 1)
		count++;
	return count;
#endif
}

#endif
