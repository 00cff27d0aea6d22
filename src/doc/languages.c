#include "doc/languages_p.h"

#include "base/map.h"
#include "base/mem.h"

#include <string.h>

/* ---- scripts ---- */

static const char *const script_names[RT_SCRIPTS] = {
	[RT_SCRIPT_LATIN] = "Latin",
	[RT_SCRIPT_GREEK] = "Greek",
	[RT_SCRIPT_CYRILLIC] = "Cyrillic",
	[RT_SCRIPT_ARMENIAN] = "Armenian",
	[RT_SCRIPT_HEBREW] = "Hebrew",
	[RT_SCRIPT_ARABIC] = "Arabic",
	[RT_SCRIPT_DEVANAGARI] = "Devanagari",
	[RT_SCRIPT_BENGALI] = "Bengali",
	[RT_SCRIPT_GURMUKHI] = "Gurmukhi",
	[RT_SCRIPT_GUJARATI] = "Gujarati",
	[RT_SCRIPT_ORIYA] = "Oriya",
	[RT_SCRIPT_TAMIL] = "Tamil",
	[RT_SCRIPT_TELUGU] = "Telugu",
	[RT_SCRIPT_KANNADA] = "Kannada",
	[RT_SCRIPT_MALAYALAM] = "Malayalam",
	[RT_SCRIPT_SINHALA] = "Sinhala",
	[RT_SCRIPT_THAI] = "Thai",
	[RT_SCRIPT_LAO] = "Lao",
	[RT_SCRIPT_TIBETAN] = "Tibetan",
	[RT_SCRIPT_MYANMAR] = "Myanmar",
	[RT_SCRIPT_GEORGIAN] = "Georgian",
	[RT_SCRIPT_ETHIOPIC] = "Ethiopic",
	[RT_SCRIPT_KHMER] = "Khmer",
	[RT_SCRIPT_HANGUL] = "Hangul",
	[RT_SCRIPT_KANA] = "Kana",
	[RT_SCRIPT_HAN] = "Han",
};

/* Blocks of letters, as the first two bytes of their UTF-8 say. */
static const struct {
	uint16_t first, last;
	enum rt_script script;
} blocks[] = {
	{0xc380, 0xc9bf, RT_SCRIPT_LATIN},
	{0xcdb0, 0xcfbf, RT_SCRIPT_GREEK},
	{0xd080, 0xd4af, RT_SCRIPT_CYRILLIC},
	{0xd4b0, 0xd68f, RT_SCRIPT_ARMENIAN},
	{0xd690, 0xd7bf, RT_SCRIPT_HEBREW},
	{0xd880, 0xdbbf, RT_SCRIPT_ARABIC},
	{0xe0a4, 0xe0a5, RT_SCRIPT_DEVANAGARI},
	{0xe0a6, 0xe0a7, RT_SCRIPT_BENGALI},
	{0xe0a8, 0xe0a9, RT_SCRIPT_GURMUKHI},
	{0xe0aa, 0xe0ab, RT_SCRIPT_GUJARATI},
	{0xe0ac, 0xe0ad, RT_SCRIPT_ORIYA},
	{0xe0ae, 0xe0af, RT_SCRIPT_TAMIL},
	{0xe0b0, 0xe0b1, RT_SCRIPT_TELUGU},
	{0xe0b2, 0xe0b3, RT_SCRIPT_KANNADA},
	{0xe0b4, 0xe0b5, RT_SCRIPT_MALAYALAM},
	{0xe0b6, 0xe0b7, RT_SCRIPT_SINHALA},
	{0xe0b8, 0xe0b9, RT_SCRIPT_THAI},
	{0xe0ba, 0xe0bb, RT_SCRIPT_LAO},
	{0xe0bc, 0xe0bf, RT_SCRIPT_TIBETAN},
	{0xe180, 0xe181, RT_SCRIPT_MYANMAR},
	{0xe182, 0xe183, RT_SCRIPT_GEORGIAN},
	{0xe184, 0xe187, RT_SCRIPT_HANGUL},
	{0xe188, 0xe18d, RT_SCRIPT_ETHIOPIC},
	{0xe19e, 0xe19f, RT_SCRIPT_KHMER},
	{0xe1b8, 0xe1bb, RT_SCRIPT_LATIN}, /* of Vietnam */
	{0xe1bc, 0xe1bf, RT_SCRIPT_GREEK},
	{0xe381, 0xe383, RT_SCRIPT_KANA},
	{0xe390, 0xe9bf, RT_SCRIPT_HAN},
	{0xeab0, 0xed9e, RT_SCRIPT_HANGUL},
};

static void fill_scripts(struct rt_languages *in)
{
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
		for (unsigned at = blocks[i].first; at <= blocks[i].last; at++)
			if ((at & 0xc0) == 0x80)
				in->script_of[(at >> 8) - RT_FIRST_LEAD][at & 0x3f] =
					(uint8_t)blocks[i].script;
}

static void fill_kinds(struct rt_languages *in)
{
	for (unsigned byte = 0; byte < 256; byte++) {
		bool letter = (byte | 32) >= 'a' && (byte | 32) <= 'z';
		in->kinds[byte] = byte >= 0x80 ? RT_WIDE_LETTER : letter ? RT_ASCII_LETTER : 0;
	}
	/* "com" of "ona@haver.com", "do" of "a_do": no words of a language. */
	for (const char *sign = "@._/=&$-"; *sign; sign++)
		in->kinds[(unsigned char)*sign] |= RT_JOINS_BEHIND;
	for (const char *sign = "@_/=.(-"; *sign; sign++)
		in->kinds[(unsigned char)*sign] |= RT_JOINS_BEFORE;
}

struct rt_languages *rt_languages_new(void)
{
	struct rt_languages *languages = rt_alloc_zero(1, sizeof *languages);
	fill_kinds(languages);
	fill_scripts(languages);
	return languages;
}

void rt_languages_free(struct rt_languages *languages)
{
	rt_free(languages);
}

/* ---- what the lists say ---- */

uint64_t rt_languages_sum(const struct rt_languages *languages)
{
	return languages->sum;
}

static void add_up(struct rt_languages *in, const char *list, const char *entry)
{
	in->sum = in->sum * 31 + rt_hash(list, strlen(list));
	in->sum = in->sum * 31 + rt_hash(entry, strlen(entry));
}

static bool take_code(char code[RT_LANG_CODE], const char *name)
{
	size_t len = strcspn(name, "-");
	if (len < 2 || len >= RT_LANG_CODE)
		return false;
	memcpy(code, name, len);
	code[len] = '\0';
	return true;
}

/* The number of the language; a new one where it has none. The count where there is no room. */
static size_t told_at(struct rt_languages *in, const char *list)
{
	char code[RT_LANG_CODE] = "";
	size_t at = 0;
	if (!take_code(code, list))
		return RT_LANG_MOST;
	while (at < in->told_count && strcmp(in->told[at], code) != 0)
		at++;
	if (at == in->told_count && at < RT_LANG_MOST)
		memcpy(in->told[in->told_count++], code, sizeof code);
	return at;
}

static uint64_t key_of(const char *word)
{
	uint64_t key = 0;
	for (; *word; word++)
		key = key << 8 | (unsigned char)*word;
	return key;
}

bool rt_languages_add_word(struct rt_languages *languages, const char *list, const char *word)
{
	size_t len = strlen(word), language = told_at(languages, list);
	add_up(languages, list, word);
	for (size_t i = 0; i < len; i++)
		if (!(languages->kinds[(unsigned char)word[i]] & RT_LETTER))
			return false;
	if (!len || len > RT_SMALL_WORD_BYTES || language == RT_LANG_MOST)
		return false;
	size_t at = rt_languages_slot(languages, key_of(word));
	if (!languages->slots[at].key && ++languages->word_count > RT_LANG_SLOTS / 2)
		return false;
	languages->slots[at].key = key_of(word);
	languages->slots[at].languages |= 1ull << language;
	return true;
}

bool rt_languages_add_script(struct rt_languages *languages, const char *list, const char *name)
{
	add_up(languages, list, name);
	for (enum rt_script script = RT_SCRIPT_LATIN; script < RT_SCRIPTS; script++)
		if (!strcmp(script_names[script], name)) {
			languages->script = script;
			languages->lines++;
			return script != RT_SCRIPT_LATIN;
		}
	struct rt_written written = {.script = languages->script, .line = languages->lines};
	if (written.script <= RT_SCRIPT_LATIN || languages->written_count == RT_LANG_WRITTEN ||
		!take_code(written.lang, name))
		return false;
	languages->written[languages->written_count++] = written;
	return true;
}

bool rt_languages_add_letter(struct rt_languages *languages, const char *list, const char *letter)
{
	char code[RT_LANG_CODE] = "";
	unsigned lead = (unsigned char)letter[0] - RT_FIRST_LEAD;
	bool known = false;
	add_up(languages, list, letter);
	if (strlen(letter) != 2 || lead >= RT_BEHIND_LEADS - RT_FIRST_LEAD ||
		!take_code(code, list))
		return false;
	uint8_t *own = &languages->own_of[lead][letter[1] & 0x3f];
	if (!*own && languages->own_count + 1 == RT_LANG_LETTERS)
		return false;
	if (!*own)
		*own = (uint8_t)++languages->own_count;
	for (size_t i = 0; i < languages->written_count; i++)
		if (!strcmp(languages->written[i].lang, code)) {
			languages->written[i].own |= 1ull << *own;
			known = true;
		}
	return known;
}
