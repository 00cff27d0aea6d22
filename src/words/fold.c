/* The form that gazetteers are looked up by. */
#include "base/utf8.h"
#include "words/ascii.h"
#include "words/token.h"

/* What people write for one another in Arabic, and signs that some write and some leave out.
 * 0: leave out. */
static uint32_t alike(uint32_t rune)
{
	switch (rune) {
	case 0x629: /* teh marbuta, heh */
		return 0x647;
	case 0x649: /* alef maksura, Persian yeh: yeh */
	case 0x6cc:
		return 0x64a;
	case 0x6a9: /* Persian kaf: kaf */
		return 0x643;
	case 0x671: /* alef wasla: alef */
		return 0x627;
	case 0x640: /* tatweel */
	case 0x5f3:
	case 0x5f4:
	case 0x200c:
	case 0x200d:
	case 0xad:
		return 0;
	case 0x2019:
	case 0x2bc:
		return '\'';
	case 0x2010:
	case 0x2011:
		return '-';
	default:
		return rune;
	}
}

static bool is_hebrew(uint32_t rune)
{
	return rune >= 0x5d0 && rune <= 0x5f2;
}

static bool is_quote(uint32_t rune)
{
	return rune == '"' || rune == '\'' || rune == 0x2019 || rune == 0x201c || rune == 0x201d ||
		rune == 0x201e;
}

static void fold_wide(struct rt_str *out, const char *text, size_t len)
{
	struct rt_str bare = RT_STR_INIT;
	rt_utf8_bare(&bare, text, len);
	uint32_t before = 0;
	for (size_t at = 0; at < bare.len;) {
		uint32_t rune = rt_utf8_next(bare.data, bare.len, &at);
		if (is_hebrew(before) && is_quote(rune))
			continue;
		before = rune;
		if ((rune = alike(rune)))
			rt_str_append_rune(out, rune);
	}
	rt_str_release(&bare);
}

/* false: it is not all ASCII. */
static bool fold_short(struct rt_str *out, const char *text, size_t len)
{
	const struct rt_ascii_word word = rt_ascii_word(text, len);
	if (word.wide)
		return false;
	rt_str_reserve(out, RT_ASCII_WORD);
	memcpy(out->data + out->len, word.folded, RT_ASCII_WORD);
	out->len += len;
	out->data[out->len] = '\0';
	return true;
}

void rt_token_fold(struct rt_str *out, const char *text, size_t len)
{
	bool ascii = true;
	if (len <= RT_ASCII_WORD && fold_short(out, text, len))
		return;
	for (size_t i = 0; i < len; i++)
		ascii &= !(text[i] & 0x80);
	if (ascii)
		rt_utf8_fold(out, text, len);
	else
		fold_wide(out, text, len);
}
