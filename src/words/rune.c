#include "words/rune.h"

#include "base/utf8.h"
#include "words/token.h"

#include <pthread.h>

static uint8_t table[0x10000];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool is_han(uint32_t rune)
{
	return (rune >= 0x3400 && rune <= 0x9fff) || (rune >= 0xf900 && rune <= 0xfaff) ||
		(rune >= 0x20000 && rune <= 0x323af);
}

static bool is_glued(uint32_t rune)
{
	return (rune >= 0x5d0 && rune <= 0x5f2) || (rune >= 0x620 && rune <= 0x6ff);
}

static uint8_t work_out(uint32_t rune)
{
	unsigned flags = 0;
	if (rt_rune_is_letter(rune)) {
		flags |= RT_RUNE_LETTER;
		flags |= rt_rune_is_upper(rune) ? RT_RUNE_UPPER : 0;
		flags |= rt_rune_is_lower(rune) ? RT_RUNE_LOWER : 0;
		flags |= is_han(rune) ? RT_RUNE_HAN : 0;
		flags |= is_glued(rune) ? RT_RUNE_GLUED : 0;
	} else if (rt_rune_is_mark(rune) || rune == 0x200c || rune == 0x200d) {
		flags |= RT_RUNE_MARK;
	} else if (rt_rune_is_digit(rune)) {
		flags |= RT_RUNE_DIGIT;
	} else if (rt_rune_is_space(rune) || rt_rune_is_control(rune)) {
		flags |= RT_RUNE_SPACE;
	}
	return (uint8_t)flags;
}

static void fill(void)
{
	for (uint32_t rune = 0; rune < 0x10000; rune++)
		table[rune] = work_out(rune);
}

uint8_t rt_rune_flags(uint32_t rune)
{
	pthread_once(&once, fill);
	return rune < 0x10000 ? table[rune] : work_out(rune);
}

uint32_t rt_rune_script_shape(uint32_t rune)
{
	if (rune < 0x250 || (rune >= 0x1e00 && rune <= 0x1eff))
		return RT_SHAPE_LATIN;
	if ((rune >= 0x370 && rune <= 0x3ff) || (rune >= 0x1f00 && rune <= 0x1fff))
		return RT_SHAPE_GREEK;
	if (rune >= 0x400 && rune <= 0x52f)
		return RT_SHAPE_CYRILLIC;
	if (rune >= 0x590 && rune <= 0x5ff)
		return RT_SHAPE_HEBREW;
	if ((rune >= 0x600 && rune <= 0x77f) || (rune >= 0xfb50 && rune <= 0xfefc))
		return RT_SHAPE_ARABIC;
	return is_han(rune) ? RT_SHAPE_HAN : 0;
}
