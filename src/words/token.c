/*
 * Borders of tokens and their shapes. token.h says how text is cut; the order of the questions here
 * is for speed: a run of ASCII letters and digits ends at a sign that settles nothing but its end,
 * nearly always. Only then, and for text that is not ASCII, the slow questions are asked.
 */
#include "config.h" /* for POSIX and GNU functions */
#include "words/token.h"

#include "base/utf8.h"
#include "words/ascii.h"
#include "words/rune.h"

#include <string.h>

const uint8_t rt_ascii_kind[256] = {
	['0'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['A'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['a'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['\''] = 2, ['-'] = 2, ['&'] = 2, ['.'] = 2, ['"'] = 2,
	[128] = 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
	3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
	3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
	3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
	3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
	3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
	3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
	3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
};

struct cursor {
	const char *text;
	size_t len;
};

static uint32_t rune_at(const struct cursor *in, size_t at, size_t *next_r)
{
	*next_r = at;
	if (at >= in->len)
		return 0;
	return rt_utf8_next(in->text, in->len, next_r);
}

static uint8_t flags_at(const struct cursor *in, size_t at)
{
	size_t next;
	return at < in->len ? rt_rune_flags(rune_at(in, at, &next)) : 0;
}

static bool is_apostrophe(uint32_t rune)
{
	return rune == '\'' || rune == 0x2019 || rune == 0x2bc || rune == 0x5f3 || rune == 0x2018;
}

static bool is_gershayim(uint32_t rune)
{
	return rune == '"' || rune == 0x5f4 || rune == 0x201d || rune == 0x201c || rune == 0x201e;
}

static bool is_hebrew(uint32_t rune)
{
	return rune >= 0x5d0 && rune <= 0x5f2;
}

/* Is text[start, at) an article or pronoun that Romance languages join on by an apostrophe? d' is
 * not among them before a capital: it belongs to names. */
static bool is_elision(const char *text, size_t len)
{
	static const char *const joined[] = {"l", "j", "n", "s", "m", "t", "c", "qu", "dell", "nell",
		"sull", "all", "dall", "un", "lorsqu", "puisqu", "jusqu", NULL};
	if (len > 6)
		return false;
	for (const char *const *one = joined; *one; one++)
		if (strlen(*one) == len && !strncasecmp(*one, text, len))
			return true;
	return false;
}

/* The end of "'s" at text[at], or at where it is none. */
static size_t possessive_end(const struct cursor *in, size_t at)
{
	size_t behind;
	if (at >= in->len || !is_apostrophe(rune_at(in, at, &behind)))
		return at;
	if (behind >= in->len || (in->text[behind] | 32) != 's')
		return at;
	return flags_at(in, behind + 1) & RT_RUNE_WORD ? at : behind + 1;
}

/* What a sign within a word does: it joins (the word goes on behind it), ends the word behind
 * itself, or ends it before. */
enum joint { JOINT_NONE, JOINT_GOES_ON, JOINT_ENDS_BEHIND };

struct word {
	size_t start, at, last_at; /* at: the sign's place; last_at: of the rune before */
	uint32_t last;		   /* the rune before the sign, marks left out */
	unsigned letters;	   /* so far */
};

static enum joint joint_apostrophe(const struct cursor *in, const struct word *word, size_t behind,
	uint32_t sign)
{
	uint8_t next = flags_at(in, behind);
	if (!(rt_rune_flags(word->last) & RT_RUNE_LETTER))
		return JOINT_NONE;
	if (is_hebrew(word->last)) {
		bool quoted = word->start && in->text[word->start - 1] == '\'';
		return next & RT_RUNE_LETTER ? JOINT_GOES_ON
			: sign == 0x5f3 || (sign == '\'' && !quoted) ? JOINT_ENDS_BEHIND
								     : JOINT_NONE;
	}
	if (!(next & RT_RUNE_LETTER) || sign == 0x2018 ||
		possessive_end(in, word->at) > word->at)
		return JOINT_NONE;
	size_t len = word->at - word->start;
	bool of = len == 1 && (in->text[word->start] | 32) == 'd' && !(next & RT_RUNE_UPPER);
	return of || is_elision(in->text + word->start, len) ? JOINT_ENDS_BEHIND : JOINT_GOES_ON;
}

#define QUOTED_LETTERS 4 /* behind gershayim stand fewer, endings included */

/* Is the sign behind one glued letter a quote mark, as in "from "Quxley""? Gershayim stand before the
 * last letter of an abbreviation, or before it and an ending. */
static bool opens_quote(const struct cursor *in, const struct word *word, size_t behind)
{
	static const char glued[] = "\u05d5\u05d4\u05d1\u05dc\u05de\u05e9\u05db";
	unsigned letters = 0;
	if (word->at - word->start != 2)
		return false;
	for (size_t i = 0; glued[i]; i += 2)
		letters += !memcmp(glued + i, in->text + word->start, 2);
	if (!letters)
		return false;
	for (letters = 0; letters < QUOTED_LETTERS; letters++)
		if (behind >= in->len || !is_hebrew(rune_at(in, behind, &behind)))
			return false;
	return true;
}

static enum joint joint_of(const struct cursor *in, const struct word *word, uint32_t sign, size_t behind)
{
	uint8_t before = rt_rune_flags(word->last), next = flags_at(in, behind);
	if (is_apostrophe(sign))
		return joint_apostrophe(in, word, behind, sign);
	if (is_gershayim(sign)) {
		size_t ignored;
		return is_hebrew(word->last) && is_hebrew(rune_at(in, behind, &ignored)) &&
				!opens_quote(in, word, behind)
			? JOINT_GOES_ON
			: JOINT_NONE;
	}
	if (sign == '-' || sign == 0x2010 || sign == 0x2011) {
		bool alike = (before | next) & RT_RUNE_LETTER && before & RT_RUNE_WORD &&
			next & (RT_RUNE_LETTER | RT_RUNE_DIGIT);
		return alike && !((before | next) & RT_RUNE_GLUED) ? JOINT_GOES_ON : JOINT_NONE;
	}
	if (sign == '&')
		return before & next & RT_RUNE_LETTER ? JOINT_GOES_ON : JOINT_NONE;
	if (sign == '.')
		return word->letters == 1 && before & RT_RUNE_UPPER && word->last_at == word->start
			? JOINT_ENDS_BEHIND
			: JOINT_NONE;
	return JOINT_NONE;
}

/* The word that begins at start and of which text[start, at) is known to be letters and digits. */
static size_t word_end(const struct cursor *in, size_t start, size_t at)
{
	struct word word = {.start = start, .at = at};
	for (size_t i = start; i < at; i++)
		word.letters += (unsigned char)in->text[i] > '9';
	if (at > start) {
		word.last = (unsigned char)in->text[at - 1];
		word.last_at = at - 1;
	}
	while (word.at < in->len) {
		size_t behind;
		uint32_t rune = rune_at(in, word.at, &behind);
		uint8_t flags = rt_rune_flags(rune);
		if (flags & RT_RUNE_HAN)
			return word.at == start ? behind : word.at;
		if (flags & RT_RUNE_WORD) {
			if (!(flags & RT_RUNE_MARK)) {
				word.last = rune;
				word.last_at = word.at;
			}
			word.letters += flags & RT_RUNE_LETTER ? 1 : 0;
			word.at = behind;
			continue;
		}
		enum joint joint = word.at > start ? joint_of(in, &word, rune, behind) : JOINT_NONE;
		if (joint == JOINT_ENDS_BEHIND)
			return behind;
		if (joint == JOINT_NONE)
			break;
		word.at = behind;
	}
	return word.at;
}

/* Signs of which a run is one token; brackets and quotes count one by one. */
static bool runs_together(unsigned char sign)
{
	return sign < 0x80 && !strchr("()[]{}<\"'@&", sign);
}

static size_t sign_end(const struct cursor *in, size_t at)
{
	size_t behind;
	uint32_t rune = rune_at(in, at, &behind);
	if (is_apostrophe(rune)) {
		size_t before = at;
		uint32_t last = at ? rt_utf8_previous(in->text, in->len, &before) : 0;
		size_t end = possessive_end(in, at);
		if (end > at && (!at || rt_rune_flags(last) & RT_RUNE_WORD))
			return end;
	}
	if (rune < 0x80 && runs_together((unsigned char)rune))
		while (behind < in->len && (unsigned char)in->text[behind] == rune)
			behind++;
	return behind;
}

size_t rt_token_end(const char *text, size_t len, size_t at)
{
	struct cursor in = {text, len};
	size_t end = at;
	while (end < len && rt_ascii_kind[(unsigned char)text[end]] == 1)
		end++;
	if (end > at) {
		if (end == len || rt_ascii_kind[(unsigned char)text[end]] == 0)
			return end;
		return word_end(&in, at, end);
	}
	if (text[at] & 0x80 && flags_at(&in, at) & RT_RUNE_WORD)
		return word_end(&in, at, at);
	return sign_end(&in, at);
}

bool rt_token_next(const char *text, size_t len, size_t *at, struct rt_range *token_r)
{
	while (*at < len) {
		unsigned char byte = (unsigned char)text[*at];
		size_t behind = *at + 1;
		bool space = byte <= ' ' || byte == 0x7f;
		if (byte >= 0x80) {
			behind = *at;
			space = rt_rune_flags(rt_utf8_next(text, len, &behind)) & RT_RUNE_SPACE;
		}
		if (!space) {
			token_r->start = (uint32_t)*at;
			*at = rt_token_end(text, len, *at);
			token_r->end = (uint32_t)*at;
			return true;
		}
		*at = behind;
	}
	return false;
}

static const struct {
	const char *name;
	uint32_t shape;
} shapes[] = {
	{"letter", RT_SHAPE_LETTER},
	{"capital", RT_SHAPE_CAPITAL},
	{"caps", RT_SHAPE_CAPS},
	{"initial", RT_SHAPE_INITIAL},
	{"lower", RT_SHAPE_LOWER},
	{"mixed", RT_SHAPE_MIXED},
	{"digits", RT_SHAPE_DIGITS},
	{"alnum", RT_SHAPE_ALNUM},
	{"uncased", RT_SHAPE_UNCASED},
	{"punct", RT_SHAPE_PUNCT},
	{"address", RT_SHAPE_ADDRESS},
	{"hyphen", RT_SHAPE_HYPHEN},
	{"latin", RT_SHAPE_LATIN},
	{"hebrew", RT_SHAPE_HEBREW},
	{"arabic", RT_SHAPE_ARABIC},
	{"cyrillic", RT_SHAPE_CYRILLIC},
	{"greek", RT_SHAPE_GREEK},
	{"han", RT_SHAPE_HAN},
	{"any", RT_SHAPE_ANY},
	{"with-the", RT_SHAPE_WITH_THE},
};

uint32_t rt_shape_lookup(const char *name, size_t len)
{
	for (size_t i = 0; rt_shape_name(i); i++)
		if (strlen(shapes[i].name) == len && !memcmp(shapes[i].name, name, len))
			return shapes[i].shape;
	return 0;
}

const char *rt_shape_name(size_t index)
{
	return index < sizeof shapes / sizeof *shapes ? shapes[index].name : NULL;
}

struct count {
	unsigned letters, upper, lower, digits, other;
	bool upper_first;	     /* the first letter, or the first behind d' or al- */
	bool hyphen, apostrophe;
	uint32_t script;
};

static void count_letter(struct count *count, uint32_t rune, uint8_t flags)
{
	if (!count->letters)
		count->script = rt_rune_script_shape(rune);
	if (flags & RT_RUNE_UPPER) {
		if (!count->letters || (!count->upper && count->apostrophe && count->lower <= 3) ||
			(!count->upper && count->hyphen && count->lower <= 2))
			count->upper_first = true;
		count->upper++;
	} else if (flags & RT_RUNE_LOWER) {
		count->lower++;
	}
	count->letters++;
}

static struct count count_runes(const char *text, size_t len)
{
	struct count count = {0};
	for (size_t at = 0; at < len;) {
		uint32_t rune = rt_utf8_next(text, len, &at);
		uint8_t flags = rt_rune_flags(rune);
		if (flags & RT_RUNE_LETTER)
			count_letter(&count, rune, flags);
		else if (flags & RT_RUNE_DIGIT)
			count.digits++;
		else if (rune == '-' || rune == 0x2010 || rune == 0x2011)
			count.hyphen = true;
		else if (is_apostrophe(rune))
			count.apostrophe = true;
		else if (!(flags & RT_RUNE_MARK))
			count.other++;
	}
	return count;
}

static uint32_t case_shape(const struct count *count)
{
	if (!count->upper)
		return count->lower ? (count->digits ? 0 : RT_SHAPE_LOWER) : RT_SHAPE_UNCASED;
	if (count->letters == 1)
		return count->digits ? 0 : RT_SHAPE_INITIAL;
	if (!count->lower)
		return count->digits ? 0 : RT_SHAPE_CAPS;
	return count->upper_first ? RT_SHAPE_CAPITAL : RT_SHAPE_MIXED;
}

/* Two letters of two bytes each, and at least three behind them. */
static bool has_arabic_article(const char *text, size_t len)
{
	return len >= 10 && !memcmp(text, "\xd8\xa7\xd9\x84", 4);
}

/* A Hebrew word of four letters or more that opens with he or vav: "the", "and"; before vav or yod it
 * writes the W or V of a name. */
static bool has_hebrew_article(const char *text, size_t len)
{
	if (len < 8 || (unsigned char)text[0] != 0xd7)
		return false;
	bool vav = (unsigned char)text[1] == 0x95;
	return (unsigned char)text[1] == 0x94 ||
	       (vav && memcmp(text + 2, "\xd7\x95", 2) != 0 && memcmp(text + 2, "\xd7\x99", 2) != 0);
}

/* Of ASCII letters and digits alone, as most words are; false: there is something else, or more of it. */
static bool count_plain(const char *text, size_t len, struct count *count_r)
{
	if (len > RT_ASCII_WORD)
		return false;
	const struct rt_ascii_word word = rt_ascii_word(text, len);
	uint32_t letters = word.upper | word.lower;
	if ((letters | word.digits) != (1u << len) - 1)
		return false;
	*count_r = (struct count){.letters = (unsigned)__builtin_popcount(letters),
		.upper = (unsigned)__builtin_popcount(word.upper),
		.lower = (unsigned)__builtin_popcount(word.lower),
		.digits = (unsigned)__builtin_popcount(word.digits),
		.upper_first = word.upper & letters & -letters,
		.script = RT_SHAPE_LATIN};
	return true;
}

uint32_t rt_shape_of(const char *text, size_t len)
{
	struct count count;
	uint32_t shape = RT_SHAPE_ANY;
	if (!count_plain(text, len, &count))
		count = count_runes(text, len);
	if (!count.letters)
		return shape | (count.digits && !count.other ? RT_SHAPE_DIGITS : RT_SHAPE_PUNCT);
	if (text[0] == '\'' || (len > 2 && !memcmp(text, "\xe2\x80\x99", 3)))
		return shape | RT_SHAPE_PUNCT; /* 's */
	shape |= RT_SHAPE_LETTER | count.script | case_shape(&count);
	shape |= count.digits ? RT_SHAPE_ALNUM : 0;
	shape |= count.hyphen ? RT_SHAPE_HYPHEN : 0;
	shape |= has_arabic_article(text, len) || has_hebrew_article(text, len) ? RT_SHAPE_WITH_THE : 0;
	return shape;
}
