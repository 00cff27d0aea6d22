#include "resolve/spelling.h"

#include <stdint.h>
#include <string.h>

static bool is_vowel(char c)
{
	return c && strchr("aeiou", c);
}

/* A letter that only lengthens or carries a vowel: a vowel itself, alef and ayin as marks. */
static bool is_carrier(char c)
{
	return is_vowel(c) || c == '\'' || (unsigned char)c & 0x80;
}

/* The ways in which Latin letters write one of the other script, the usual first. */
static const char *const ways[26] = {
	['b' - 'a'] = "b v",
	['c' - 'a'] = "ch c ts tz tch",
	['d' - 'a'] = "d dh th",
	['f' - 'a'] = "f ph",
	['g' - 'a'] = "g j dj gh",
	['h' - 'a'] = "h ch kh",
	['j' - 'a'] = "y j i",
	['k' - 'a'] = "k ch kh c ck q x",
	['l' - 'a'] = "l",
	['m' - 'a'] = "m",
	['n' - 'a'] = "n",
	['p' - 'a'] = "p f ph",
	['q' - 'a'] = "k c q ck ch g",
	['r' - 'a'] = "r",
	['s' - 'a'] = "s sh sch c z x shch",
	['t' - 'a'] = "t th",
	['v' - 'a'] = "v w ff",
	['w' - 'a'] = "v w o u",
	['x' - 'a'] = "x ks kh h",
	['y' - 'a'] = "y i j e",
	['z' - 'a'] = "z tz ts zh s j c",
};

static const char *ways_of(char letter)
{
	return letter >= 'a' && letter <= 'z' && ways[letter - 'a'] ? ways[letter - 'a'] : "";
}

#define LONGEST 60 /* letters; no name has more, and there is a bit for each */

/* Two words that are held against each other; a place in both from which they do not agree is not tried
 * again, or a word of vowels would be tried in every way there is. */
struct meeting {
	const char *foreign, *latin;
	uint64_t failed[LONGEST + 1]; /* of a place in the one, the places in the other */
};

static bool agree(struct meeting *meeting, size_t f, size_t l);

/* One letter of the other script is written here in one of its ways, and the rest agrees. */
static bool agree_by_letter(struct meeting *meeting, size_t f, size_t l)
{
	const char *latin = meeting->latin + l;
	for (const char *way = ways_of(meeting->foreign[f]); *way; way += *way == ' ') {
		size_t len = strcspn(way, " ");
		bool written = !strncmp(way, latin, len);
		if (written && (agree(meeting, f + 1, l + len) ||
				       (latin[len] == latin[0] && agree(meeting, f + 1, l + len + 1))))
			return true;
		way += len;
	}
	return false;
}

/* What the ends may leave out: a final he behind a vowel, a silent e or h. */
static bool agree_at_end(const char *foreign, const char *latin)
{
	if (!*foreign)
		return (*latin == 'h' || *latin == 'e') && !latin[1];
	return *foreign == 'h' && !foreign[1] && !*latin && is_vowel(latin[-1]);
}

/* May the one go on without a letter of its own? */
static bool agree_by_leaving_out(struct meeting *meeting, size_t f, size_t l)
{
	const char *foreign = meeting->foreign + f, *latin = meeting->latin + l;
	if (*foreign && is_vowel(*latin) && agree(meeting, f, l + 1))
		return true;
	bool twice = *foreign && *foreign == foreign[1] && strchr("wy", *foreign);
	if ((is_carrier(*foreign) || twice) && agree(meeting, f + 1, l))
		return true;
	/* Cyrillic has a letter for "yu" and "ya" */
	return (*latin == 'y' || *latin == 'j') && is_vowel(latin[1]) && is_vowel(*foreign) &&
	       agree(meeting, f, l + 1);
}

/* Behind the first letter of both. */
static bool agree(struct meeting *meeting, size_t f, size_t l)
{
	const char *foreign = meeting->foreign + f, *latin = meeting->latin + l;
	if ((!*foreign && !*latin) || agree_at_end(foreign, latin))
		return true;
	if (meeting->failed[f] >> l & 1)
		return false;
	bool agreed = agree_by_leaving_out(meeting, f, l) || agree_by_letter(meeting, f, l);
	if (!agreed)
		meeting->failed[f] |= (uint64_t)1 << l;
	return agreed;
}

bool rt_spelt_alike(const char *foreign, const char *latin)
{
	struct meeting meeting = {.foreign = foreign, .latin = latin};
	if (!*foreign || !*latin || strlen(foreign) > LONGEST || strlen(latin) > LONGEST)
		return false;
	if (is_vowel(*foreign))
		return agree(&meeting, 0, 0);
	if (is_carrier(*foreign))
		return strchr("aeiouhy", *latin) && agree(&meeting, 0, 0);
	return agree_by_letter(&meeting, 0, 0) ||
	       (*foreign == foreign[1] && agree_by_letter(&meeting, 1, 0));
}

bool rt_spelt_initial(const char *foreign, char initial)
{
	if (is_carrier(*foreign))
		return is_vowel(initial);
	for (const char *way = ways_of(*foreign); *way; way += *way == ' ') {
		if (*way == initial)
			return true;
		way += strcspn(way, " ");
	}
	return false;
}

/* One letter for those that no spelling exchanges; 0 for the rest. */
static char firm(char c)
{
	switch (c) {
	case 'd': case 't':
		return 't';
	case 's': case 'z': case 'x':
		return 's';
	case 'l': case 'm': case 'n': case 'r':
		return c;
	default:
		return 0;
	}
}

void rt_spelling_key(struct rt_str *out, const char *bare, bool ts)
{
	char last = 0;
	for (const char *at = bare; *at; at++) {
		bool of_tz = *at == 't' && (at[1] == 's' || at[1] == 'z');
		char c = of_tz ? 0 : firm(ts && *at == 'c' ? 's' : *at);
		if (c && c != last)
			rt_str_append_char(out, c);
		last = c ? c : last;
	}
}

bool rt_spelling_may_be_ts(const char *bare, bool latin)
{
	return !latin && strchr(bare, 'c') != NULL;
}
