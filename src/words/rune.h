/* What a code point is to the tokeniser: a byte of flags for each of the first 65,536, made once. */
#ifndef RT_WORDS_RUNE_H
#define RT_WORDS_RUNE_H

#include <stdint.h>

enum rt_rune_flag {
	RT_RUNE_LETTER = 1 << 0,
	RT_RUNE_UPPER = 1 << 1,
	RT_RUNE_LOWER = 1 << 2,
	RT_RUNE_MARK = 1 << 3, /* combining marks and joiners */
	RT_RUNE_DIGIT = 1 << 4,
	RT_RUNE_SPACE = 1 << 5, /* white space and invisible signs */
	RT_RUNE_HAN = 1 << 6,
	RT_RUNE_GLUED = 1 << 7, /* Hebrew and Arabic letters: scripts that glue words to names */
};

#define RT_RUNE_WORD (RT_RUNE_LETTER | RT_RUNE_MARK | RT_RUNE_DIGIT)

uint8_t rt_rune_flags(uint32_t rune);
/* The shape flag of the script of a letter (RT_SHAPE_LATIN …), or 0. */
uint32_t rt_rune_script_shape(uint32_t rune);

#endif
