/* Cutting the surface of a date: letters, digits, single signs. */
#include "date/token.h"

#include "base/utf8.h"

#include <string.h>

/* Scripts that put no blank between words: each character is a token, and the lists join them. */
static bool stands_alone(uint32_t rune)
{
	return (rune >= 0x0e00 && rune <= 0x0eff) || (rune >= 0x1780 && rune <= 0x17ff) ||
	       (rune >= 0x2e80 && rune <= 0x9fff) || (rune >= 0xf900 && rune <= 0xfaff) ||
	       (rune >= 0xac00 && rune <= 0xd7af);
}

static bool is_word(uint32_t rune)
{
	return rt_rune_is_letter(rune) || rt_rune_is_mark(rune);
}

static char sign_of(uint32_t rune)
{
	if (rune == '-' || (rune >= 0x2010 && rune <= 0x2015) || rune == 0x2212 || rune == 0x5be ||
		rune == '~' || rune == 0xff5e || rune == 0x301c || rune == 0x30fc || rune == 0xff0d)
		return '-';
	if (rune == 0x2019 || rune == 0x2018 || rune == '`' || rune == 0x5f3)
		return '\'';
	if (rune >= 0xff01 && rune <= 0xff5e)
		rune -= 0xfee0;
	if (rune == 0x3001 || rune == 0x60c)
		rune = ',';
	return rune < 0x80 ? (char)rune : '?';
}

/* What an ASCII byte is: 'b' between tokens (white space, control, quote mark), 'd' a digit, 'w' a
 * letter, 0 a sign. */
static char ascii_kind(char byte)
{
	if ((unsigned char)byte <= ' ' || byte == 0x7f || byte == '>')
		return 'b';
	if (byte >= '0' && byte <= '9')
		return 'd';
	return (byte | 32) >= 'a' && (byte | 32) <= 'z' ? 'w' : 0;
}

static void add_digit(struct rt_date_token *token, int digit)
{
	if (token->digits == 9)
		return;
	token->number = token->number * 10 + digit;
	token->digits++;
}

/* The letters or digits from `at` on; -> the place behind them. */
static size_t grow_ascii(struct rt_date_token *token, const char *text, size_t len, size_t at)
{
	char kind = token->kind == RT_TOKEN_DIGITS ? 'd' : 'w';
	uint32_t hash = 2166136261u;
	for (; at < len && !(text[at] & 0x80) && ascii_kind(text[at]) == kind; at++) {
		hash = (hash ^ (unsigned char)(text[at] | 32)) * 16777619u;
		if (kind == 'd')
			add_digit(token, text[at] - '0');
	}
	token->folded = hash | 1;
	return at;
}

/* What goes on behind `at` in letters or digits of any script. */
static size_t grow_wide(struct rt_date_token *token, const char *text, size_t len, size_t at)
{
	while (at < len) {
		size_t next = at;
		uint32_t rune = rt_utf8_next(text, len, &next);
		bool more = token->kind == RT_TOKEN_DIGITS ? rt_rune_is_digit(rune)
							   : is_word(rune) && !stands_alone(rune);
		if (!more)
			break;
		if (token->kind == RT_TOKEN_DIGITS)
			add_digit(token, rt_rune_digit(rune));
		token->folded = 0;
		at = next;
	}
	return at;
}

static size_t cut_ascii(struct rt_date_token *token, const char *text, size_t len, size_t at)
{
	char kind = ascii_kind(text[at]);
	if (!kind) {
		token->kind = RT_TOKEN_SIGN;
		token->sign = sign_of((unsigned char)text[at]);
		token->folded = rt_date_fold_sign(token->sign);
		return at + 1;
	}
	token->kind = kind == 'd' ? RT_TOKEN_DIGITS : RT_TOKEN_WORD;
	size_t end = grow_ascii(token, text, len, at);
	return end < len && text[end] & 0x80 ? grow_wide(token, text, len, end) : end;
}

static size_t cut_wide(struct rt_date_token *token, const char *text, size_t len, size_t at)
{
	uint32_t rune = rt_utf8_next(text, len, &at);
	bool dash = rune == 0x30fc; /* the long vowel of katakana, typed for a dash */
	if (rt_rune_is_digit(rune)) {
		token->kind = RT_TOKEN_DIGITS;
		add_digit(token, rt_rune_digit(rune));
	} else if (is_word(rune) && !dash) {
		token->kind = RT_TOKEN_WORD;
		if (stands_alone(rune))
			return at;
	} else {
		token->kind = RT_TOKEN_SIGN;
		token->sign = sign_of(rune);
		return at;
	}
	return grow_wide(token, text, len, at);
}

/* The end of a run of what stands between tokens. */
static size_t skip_blank(const char *text, size_t len, size_t at)
{
	while (at < len) {
		size_t next = at + 1;
		if (text[at] & 0x80) {
			next = at;
			uint32_t rune = rt_utf8_next(text, len, &next);
			if (!rt_rune_is_space(rune) && !rt_rune_is_control(rune))
				break;
		} else if (ascii_kind(text[at]) != 'b') {
			break;
		}
		at = next;
	}
	return at;
}

bool rt_date_cut(const char *text, size_t len, struct rt_date_tokens *tokens)
{
	size_t at = 0;
	tokens->count = 0;
	for (;;) {
		size_t start = skip_blank(text, len, at);
		if (start == len)
			return true;
		if (tokens->count == RT_DATE_TOKENS)
			return false;
		struct rt_date_token *token = &tokens->items[tokens->count++];
		*token = (struct rt_date_token){.spaced = start > at, .start = start};
		at = text[start] & 0x80 ? cut_wide(token, text, len, start)
					: cut_ascii(token, text, len, start);
		token->end = at;
	}
}
