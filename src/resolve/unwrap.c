/*
 * Taking off what programs and people wrap around a name. Each step is one habit of one program;
 * the order matters: quotes stand outside brackets, brackets outside Notes tails.
 */
#include "base/utf8.h"
#include "resolve/name.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static void strip_ends(struct rt_str *text)
{
	static const char junk[] = " \t\r\n'\"`,;:|<>\\";
	size_t start = strspn(text->data, junk), len = text->len;
	while (len > start && strchr(junk, text->data[len - 1]))
		len--;
	rt_str_truncate(text, len);
	if (start) {
		memmove(text->data, text->data + start, len - start + 1);
		text->len = len - start;
	}
}

/* "=09Lay, Kenneth": an escape of quoted-printable that nobody undid; "\(E-mail\)". */
static void undo_escapes(struct rt_str *text)
{
	size_t to = 0;
	for (size_t i = 0; i < text->len; i++) {
		char c = text->data[i];
		if (c == '=' && i + 2 < text->len && isxdigit((unsigned char)text->data[i + 1]) &&
			isxdigit((unsigned char)text->data[i + 2])) {
			text->data[to++] = ' ';
			i += 2;
		} else if (c != '\\') {
			text->data[to++] = c;
		}
	}
	rt_str_truncate(text, to);
}

static void cut(struct rt_str *text, const char *at)
{
	rt_str_truncate(text, (size_t)(at - text->data));
}

static bool starts_fold(const char *text, const char *prefix)
{
	for (; *prefix; text++, prefix++)
		if (tolower((unsigned char)*text) != *prefix)
			return false;
	return true;
}

/* "(bcc: Jeff Skilling/Corp/Enron)" is the name behind the colon. */
static void open_copy_bracket(struct rt_str *text)
{
	if (starts_fold(text->data, "(bcc:") || starts_fold(text->data, "(cc:")) {
		char *colon = strchr(text->data, ':') + 1;
		size_t len = text->len - (size_t)(colon - text->data);
		memmove(text->data, colon, len + 1);
		rt_str_truncate(text, len);
		if (len && text->data[len - 1] == ')')
			rt_str_truncate(text, len - 1);
	}
}

/* Robert "Beau" Herrold: one capitalised word in quotes between two others. */
static bool is_quoted_nick(const struct rt_str *text, size_t open, size_t stop)
{
	size_t len = stop - open - 1;
	const char *word = text->data + open + 1;
	if (text->data[open] != '"' || stop >= text->len || len < 2 || !isupper((unsigned char)*word))
		return false;
	for (size_t i = 1; i < len; i++)
		if (!islower((unsigned char)word[i]) && !((unsigned char)word[i] & 0x80))
			return false;
	size_t before = strcspn(text->data, " "), after = stop + 1 + strspn(text->data + stop + 1, " ");
	return before < open && after < text->len;
}

/* Where the first bracket or quote opens, or the text's end. */
static size_t first_open(const struct rt_str *text)
{
	size_t at = strcspn(text->data, "([{\"");
	while (at < text->len && rt_utf8_is_gershayim(text->data, text->len, at))
		at += 1 + strcspn(text->data + at + 1, "([{\"");
	return at;
}

/* Takes out (…), […] and inner "…"; one known given name in them is what the person is called. */
static void take_brackets(
	const struct rt_lexicon *lexicon, struct rt_str *text, struct rt_str *nick)
{
	for (;;) {
		size_t open = first_open(text);
		if (open == text->len)
			return;
		static const char opens[] = "([{\"", closes[] = ")]}\"";
		char close = closes[strchr(opens, text->data[open]) - opens];
		char *end = strchr(text->data + open + 1, close);
		size_t stop = end ? (size_t)(end - text->data) : text->len;
		struct rt_str inner = RT_STR_INIT;
		rt_latin_bare(&inner, text->data + open + 1, stop - open - 1);
		if (!nick->len &&
			(rt_lexicon_given(lexicon, inner.data) || is_quoted_nick(text, open, stop)))
			rt_str_append_n(nick, inner.data, inner.len);
		rt_str_release(&inner);
		size_t after = end ? stop + 1 : stop;
		text->data[open] = ' ';
		memmove(text->data + open + 1, text->data + after, text->len - after + 1);
		rt_str_truncate(text, open + 1 + text->len - after);
	}
}

/* The first word from `at`, bare. */
static void first_word(const char *at, struct rt_str *word)
{
	rt_str_clear(word);
	at += strspn(at, " -\t");
	rt_latin_bare(word, at, strcspn(at, " ,\t-/&"));
	while (word->len && word->data[word->len - 1] == '.')
		rt_str_truncate(word, word->len - 1);
}

static size_t count_words(const char *text, size_t len)
{
	size_t words = 0;
	for (size_t i = 0; i < len; i++)
		words += text[i] != ' ' && (!i || text[i - 1] == ' ');
	return words;
}

/*
 * "Jones, Robert W.- HR Exec", "Kenneth L. Lay - Enron": what stands behind a dash is an employment
 * or a house, and is cut off. "Legal - James Derrick": a unit stands before. "Ken Lay - Office of
 * the Chairman" is an office's mailbox and stays whole.
 */
static void cut_at_dash(const struct rt_lexicon *lexicon, struct rt_str *text)
{
	char *dash = strstr(text->data, "- ");
	if (!dash)
		dash = strstr(text->data, " -");
	if (!dash && text->len && text->data[text->len - 1] == '-')
		dash = text->data + text->len - 1;
	if (!dash)
		return;
	struct rt_str word = RT_STR_INIT;
	first_word(dash + 1, &word);
	bool office = !rt_lexicon_has(lexicon, RT_WORD_TITLE, word.data) &&
		      rt_lexicon_has(lexicon, RT_WORD_ROLE, word.data);
	size_t left = count_words(text->data, (size_t)(dash - text->data));
	first_word(text->data, &word);
	bool unit = left == 1 && (rt_lexicon_has(lexicon, RT_WORD_TITLE, word.data) ||
					 rt_lexicon_has(lexicon, RT_WORD_ROLE, word.data));
	if (unit && count_words(dash + 1, strlen(dash + 1)) >= 2) {
		size_t len = strlen(dash + 1);
		memmove(text->data, dash + 1, len + 1);
		rt_str_truncate(text, len);
	} else if (!office && left >= 2) {
		cut(text, dash);
	} else if (!dash[1]) {
		cut(text, dash);
	}
	rt_str_release(&word);
}

/* "Kenneth Lay/Corp/Enron@ENRON", "Jeff Skilling @ ENRON", "… AT X@CCMAIL": not a mail address. */
static void cut_notes_tail(struct rt_str *text)
{
	char *slash = strchr(text->data, '/');
	if (slash && slash > text->data + 1)
		cut(text, slash);
	char *at = strchr(text->data, '@');
	if (at && at > text->data && (at[-1] == ' ' || memchr(text->data, ' ', (size_t)(at - text->data))))
		cut(text, at);
}

/* "Fleming, Rosalee on behalf of Lay, Kenneth": the one who wrote. */
static void cut_behalf(struct rt_str *text)
{
	static const char *const words[] = {" on behalf of ", " im auftrag von ", " au nom de ",
		" en nombre de ", " per conto di ", " em nome de ", " namens ", " от имени ", " בשם "};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		for (char *at = text->data; *at; at++)
			if (at > text->data && !strncasecmp(at, words[i], strlen(words[i])))
				cut(text, at);
	}
}

static void collapse_blanks(struct rt_str *text)
{
	size_t to = 0;
	for (size_t i = 0; i < text->len; i++) {
		char c = text->data[i];
		if (c == '\t' || c == '\n' || c == '\r' || c == '_')
			c = ' ';
		if (c != ' ' || (to && text->data[to - 1] != ' '))
			text->data[to++] = c;
	}
	while (to && text->data[to - 1] == ' ')
		to--;
	rt_str_truncate(text, to);
}

void rt_name_unwrap(const struct rt_lexicon *lexicon, const char *text, size_t len,
	struct rt_str *out, struct rt_str *nick)
{
	rt_str_append_n(out, text, len);
	undo_escapes(out);
	strip_ends(out);
	open_copy_bracket(out);
	char *angle = strchr(out->data, '<');
	if (angle && angle > out->data + 1)
		cut(out, angle);
	strip_ends(out);
	take_brackets(lexicon, out, nick);
	cut_behalf(out);
	cut_notes_tail(out);
	cut_at_dash(lexicon, out);
	collapse_blanks(out);
	strip_ends(out);
}
