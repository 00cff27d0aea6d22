/*
 * Short words of ASCII, sixteen letters at a time: nearly all words that a text brings are such, and each of
 * them is folded and its shape told when it is met first.
 */
#ifndef RT_WORDS_ASCII_H
#define RT_WORDS_ASCII_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define RT_ASCII_WORD 16 /* bytes, at most */

/* Which of its bytes are what: bit i, byte i. */
struct rt_ascii_word {
	uint32_t upper, lower, digits, wide; /* wide: not ASCII */
	char folded[RT_ASCII_WORD];	     /* in small letters, if none is wide; then NULs */
};

#ifdef __SSE2__
static inline __m128i rt_ascii_between(__m128i bytes, char first, char last)
{
	__m128i from = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
	return _mm_cmpeq_epi8(from, _mm_min_epu8(from, _mm_set1_epi8((char)(last - first))));
}
#endif

/* len: RT_ASCII_WORD at most. */
static inline struct rt_ascii_word rt_ascii_word(const char *text, size_t len)
{
	struct rt_ascii_word word = {.folded = ""};
	memcpy(word.folded, text, len);
#ifdef __SSE2__
	__m128i bytes = _mm_loadu_si128((const __m128i_u *)word.folded);
	__m128i upper = rt_ascii_between(bytes, 'A', 'Z');
	word.wide = (uint32_t)_mm_movemask_epi8(bytes);
	word.upper = (uint32_t)_mm_movemask_epi8(upper);
	word.lower = (uint32_t)_mm_movemask_epi8(rt_ascii_between(bytes, 'a', 'z'));
	word.digits = (uint32_t)_mm_movemask_epi8(rt_ascii_between(bytes, '0', '9'));
	bytes = _mm_or_si128(bytes, _mm_and_si128(upper, _mm_set1_epi8(0x20)));
	_mm_storeu_si128((__m128i_u *)word.folded, bytes);
#else
	for (size_t i = 0; i < len; i++) {
		char byte = text[i];
		bool upper = byte >= 'A' && byte <= 'Z';
		word.upper |= (uint32_t)upper << i;
		word.lower |= (uint32_t)(byte >= 'a' && byte <= 'z') << i;
		word.digits |= (uint32_t)(byte >= '0' && byte <= '9') << i;
		word.wide |= (uint32_t)((byte & 0x80) != 0) << i;
		word.folded[i] = (char)(upper ? byte | 0x20 : byte);
	}
#endif
	return word;
}

#endif
