/* lang_count.h says what this is. */
#include "doc/lang_count.h"

#include "doc/languages_p.h"

#include <stdbool.h>
#include <string.h>

static void count_word(const struct rt_languages *in, struct rt_lang_counts *counts, uint64_t key)
{
	size_t slot = rt_languages_slot(in, key);
	uint64_t languages = in->slots[slot].languages;
	if (!languages)
		return;
	uint64_t bit = 1ull << slot % 64;
	bool seen = counts->seen[slot / 64] & bit;
	for (; languages; languages &= languages - 1) {
		counts->hits[__builtin_ctzll(languages)]++;
		counts->words[__builtin_ctzll(languages)] += !seen;
	}
	counts->seen[slot / 64] |= bit;
}

static unsigned kind_at(const struct rt_languages *in, const char *text, size_t at)
{
	return in->kinds[(unsigned char)text[at]];
}

static bool is_part(
	const struct rt_languages *in, const char *text, size_t start, size_t end, size_t len)
{
	if (start && kind_at(in, text, start - 1) & RT_JOINS_BEHIND)
		return true;
	if (end == len || !(kind_at(in, text, end) & RT_JOINS_BEFORE))
		return false;
	bool may_end = text[end] == '.' || text[end] == '-'; /* "do.", but "e-mail" */
	return !may_end || (end + 1 < len && kind_at(in, text, end + 1) & RT_LETTER);
}

static void count_letter(
	const struct rt_languages *in, struct rt_lang_counts *counts, unsigned lead, unsigned next)
{
	if (lead < RT_FIRST_LEAD || lead >= RT_BEHIND_LEADS)
		return;
	counts->letters[in->script_of[lead - RT_FIRST_LEAD][next & 0x3f]]++;
	counts->own[in->own_of[lead - RT_FIRST_LEAD][next & 0x3f]]++;
}

/* A word with letters that are not of ASCII. */
static void count_wide(const struct rt_languages *in, struct rt_lang_counts *counts,
	const char *text, size_t start, size_t end, size_t len)
{
	for (size_t at = start; at < end; at++) {
		unsigned char byte = (unsigned char)text[at];
		if (byte < 0x80)
			counts->letters[RT_SCRIPT_LATIN]++;
		else if (byte >= 0xc0 && at + 1 < len)
			count_letter(in, counts, byte, (unsigned char)text[at + 1]);
	}
}

struct word {
	size_t end;
	uint64_t key; /* the first bytes of a long word fall out of it, which is not looked up */
	unsigned seen;
};

static struct word word_by_bytes(
	const struct rt_languages *in, const char *text, size_t at, size_t len)
{
	struct word word = {.end = at};
	unsigned kind;
	for (; word.end < len && (kind = kind_at(in, text, word.end) & RT_LETTER); word.end++) {
		unsigned char byte = (unsigned char)text[word.end];
		word.key = word.key << 8 | (kind == RT_ASCII_LETTER ? byte | 32u : byte);
		word.seen |= kind;
	}
	return word;
}

#define EACH_BYTE 0x0101010101010101u

/* The highest bit of each byte that is a letter of ASCII. */
static uint64_t ascii_letters(uint64_t bytes)
{
	uint64_t small = (bytes | EACH_BYTE * 0x20) & EACH_BYTE * 0x7f;
	uint64_t from_a = small + EACH_BYTE * (0x80 - 'a'),
		 behind_z = small + EACH_BYTE * (0x7f - 'z');
	return from_a & ~behind_z & ~bytes & EACH_BYTE * 0x80;
}

/* Of eight bytes, how many letters of ASCII they begin with. */
static inline unsigned count_letters(uint64_t bytes)
{
	uint64_t ends = ascii_letters(bytes) ^ EACH_BYTE * 0x80;
	return ends ? (unsigned)__builtin_ctzll(ends) / 8 : sizeof bytes;
}

/* Words of ASCII are taken eight letters at a time, which nearly all do not have. */
static inline struct word word_at(
	const struct rt_languages *in, const char *text, size_t at, size_t len)
{
	uint64_t bytes = 0;
	size_t end = at;
	unsigned count = sizeof bytes;
	while (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && count == sizeof bytes &&
		len - end >= sizeof bytes) {
		memcpy(&bytes, text + end, sizeof bytes);
		count = count_letters(bytes);
		end += count;
	}
	if (count == sizeof bytes || (unsigned char)text[end] & 0x80)
		return word_by_bytes(in, text, at, len);
	uint64_t key = count ? __builtin_bswap64(bytes | EACH_BYTE * 0x20) >> (64 - 8 * count) : 0;
	return (struct word){end, key, RT_ASCII_LETTER};
}

void rt_lang_count(const struct rt_languages *languages, struct rt_lang_counts *counts,
	const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		struct word word = word_at(languages, text, at, len);
		size_t letters = word.end - at;
		if (word.seen & RT_WIDE_LETTER)
			count_wide(languages, counts, text, at, word.end, len);
		else
			counts->letters[RT_SCRIPT_LATIN] += letters;
		if (letters && letters <= RT_SMALL_WORD_BYTES &&
			!is_part(languages, text, at, word.end, len))
			count_word(languages, counts, word.key);
		at = word.end + 1; /* what ended it is no letter */
	}
}
