/*
 * How a local part was made from a name. Mail systems make them in few ways: given.family,
 * g.m.family, gfamily (cut at 7 or 8 letters, with a number behind where it was taken),
 * familyg, family, given, and broken ones that keep only the last two pieces ("j..kean").
 */
#include "resolve/compare.h"

#include <string.h>

#define MAX_PIECES 8
#define MIN_CUT 6 /* "jskilli" */

struct pieces {
	char joined[80];
	char text[80];
	const char *items[MAX_PIECES];
	size_t count;
};

/* Letters of the local part in pieces; digits at the ends go ("horton2"), what follows % as well. */
static bool take_pieces(const char *local, struct pieces *pieces)
{
	size_t len = strcspn(local, "%@"), to = 0, joined = 0;
	if (len >= sizeof pieces->text)
		return false;
	pieces->count = 0;
	bool open = false;
	for (size_t i = 0; i < len; i++) {
		char c = local[i];
		if (c == '\'' || (c >= '0' && c <= '9'))
			continue;
		if (c == '.' || c == '_' || c == '-' || c == '+' || c == ' ') {
			if (open)
				pieces->text[to++] = '\0';
			open = false;
			continue;
		}
		if (!open) {
			if (pieces->count == MAX_PIECES)
				return false;
			pieces->items[pieces->count++] = pieces->text + to;
			open = true;
		}
		pieces->text[to++] = c;
		pieces->joined[joined++] = c;
	}
	pieces->text[to] = '\0';
	pieces->joined[joined] = '\0';
	return joined > 0;
}

static bool matches_given(
	const struct rt_lexicon *lexicon, const struct rt_name *name, const char *word, bool nicks)
{
	if (!word[0] || !word[1])
		return false;
	for (unsigned i = 0; i < name->given_count; i++)
		if (name->given[i][1] && (!strcmp(name->given[i], word) ||
						 (nicks && rt_lexicon_nicknames(lexicon, name->given[i], word))))
			return true;
	return name->nick && !strcmp(name->nick, word);
}

/* The word is the name that the person goes by, not a middle name that another one has first. */
static bool is_used_name(
	const struct rt_lexicon *lexicon, const struct rt_name *name, const char *word)
{
	for (unsigned i = 0; i < name->given_count; i++)
		if (name->given[i][1])
			return !strcmp(name->given[i], word) ||
			       rt_lexicon_nicknames(lexicon, name->given[i], word) ||
			       (name->nick && !strcmp(name->nick, word));
	return false;
}

/* The letters are initials of the given names: "k", "kl", "l". first_r: the first one is there. */
static bool are_initials(const struct rt_name *name, const char *letters, bool *first_r)
{
	*first_r = letters[0] == name->given[0][0] || (name->nick && letters[0] == name->nick[0]);
	for (const char *at = letters; *at; at++) {
		bool found = name->nick && name->nick[0] == *at;
		for (unsigned i = 0; i < name->given_count; i++)
			found = found || name->given[i][0] == *at;
		if (!found)
			return false;
	}
	return true;
}

/* What is left of the local part when the family name is taken out. */
static enum rt_fit fit_rest(
	const struct rt_lexicon *lexicon, const struct rt_name *name, const char *rest)
{
	bool first;
	if (!*rest)
		return RT_FIT_FAMILY;
	if (matches_given(lexicon, name, rest, true))
		return is_used_name(lexicon, name, rest) ? RT_FIT_FULL : RT_FIT_MIDDLE;
	if (strlen(rest) <= 3 && are_initials(name, rest, &first))
		return first ? RT_FIT_INITIAL : RT_FIT_MIDDLE;
	/* given name and middle initial or name in one word */
	struct rt_str all = RT_STR_INIT;
	bool whole = false;
	for (unsigned i = 0; i < name->given_count && !whole; i++) {
		rt_str_append(&all, name->given[i]);
		whole = i && !strcmp(all.data, rest);
		if (!whole && i == 0 && strlen(rest) == all.len + 1)
			whole = !strncmp(rest, all.data, all.len) && name->given_count > 1 &&
				rest[all.len] == name->given[1][0];
	}
	rt_str_release(&all);
	return whole ? RT_FIT_FULL : RT_FIT_NONE;
}

static enum rt_fit best(enum rt_fit a, enum rt_fit b)
{
	return a > b ? a : b;
}

/* "kennethlay", "layk", "klay": the family name at one end of the joined letters. */
static enum rt_fit fit_joined(const struct rt_lexicon *lexicon, const struct rt_name *name,
	const char *family, const char *joined)
{
	size_t len = strlen(joined), taken = strlen(family);
	enum rt_fit fit = RT_FIT_NONE;
	if (taken < 2 || taken > len)
		return fit;
	if (!strcmp(joined + len - taken, family)) {
		char rest[80];
		memcpy(rest, joined, len - taken);
		rest[len - taken] = '\0';
		fit = fit_rest(lexicon, name, rest);
	}
	if (!strncmp(joined, family, taken))
		fit = best(fit, fit_rest(lexicon, name, joined + taken));
	return fit;
}

/* "jskilli", "vkamins", "cwcarso": initials and a family name that was cut off. */
static enum rt_fit fit_cut(const struct rt_name *name, const char *joined)
{
	size_t len = strlen(joined);
	if (len < MIN_CUT || len > 8)
		return RT_FIT_NONE;
	for (size_t initials = 1; initials <= 2; initials++) {
		char letters[3] = {joined[0], initials > 1 ? joined[1] : '\0', '\0'};
		bool first;
		if (are_initials(name, letters, &first) && first &&
			!strncmp(name->family, joined + initials, len - initials))
			return RT_FIT_INITIAL;
	}
	return RT_FIT_NONE;
}

/* Pieces are told apart in the address: each must be explained. */
static enum rt_fit fit_pieces(
	const struct rt_lexicon *lexicon, const struct rt_name *name, const struct pieces *pieces)
{
	size_t family = 0, given = 0, initials = 0, used = 0;
	bool first = false, any_first = false;
	for (size_t i = 0; i < pieces->count; i++) {
		const char *piece = pieces->items[i];
		bool half = false;
		for (unsigned j = 0; j < name->family_count; j++)
			half = half || !strcmp(piece, name->families[j]);
		if (!strcmp(piece, name->family) || half)
			family++;
		else if (matches_given(lexicon, name, piece, true))
			given++, used += is_used_name(lexicon, name, piece);
		else if (strlen(piece) <= 2 && are_initials(name, piece, &first))
			initials++, any_first |= first;
		else if (!rt_lexicon_has(lexicon, RT_WORD_SUFFIX, piece) &&
			 !rt_lexicon_has(lexicon, RT_WORD_TITLE, piece))
			return RT_FIT_NONE;
	}
	if (!family)
		return given ? RT_FIT_GIVEN : RT_FIT_NONE;
	if (given)
		return used ? RT_FIT_FULL : RT_FIT_MIDDLE;
	return initials ? (any_first ? RT_FIT_INITIAL : RT_FIT_MIDDLE) : RT_FIT_FAMILY;
}

enum rt_fit rt_local_fit(
	const struct rt_lexicon *lexicon, const struct rt_name *name, const char *local)
{
	struct pieces pieces;
	if (name->kind != RT_NAME_PERSON || !take_pieces(local, &pieces))
		return RT_FIT_NONE;
	enum rt_fit fit = pieces.count > 1 ? fit_pieces(lexicon, name, &pieces) : RT_FIT_NONE;
	if (fit == RT_FIT_FULL)
		return fit;
	if (pieces.count == 1 && matches_given(lexicon, name, pieces.joined, true))
		fit = RT_FIT_GIVEN;
	enum rt_fit joined = fit_joined(lexicon, name, name->family, pieces.joined);
	for (unsigned i = 0; i < name->family_count && pieces.count == 1; i++)
		joined = best(joined, fit_joined(lexicon, name, name->families[i], pieces.joined));
	if (pieces.count == 1)
		joined = best(joined, fit_cut(name, pieces.joined));
	return best(fit, joined);
}

bool rt_local_slip(const struct rt_lexicon *lexicon, const struct rt_name *name, const char *local)
{
	struct pieces pieces;
	if (name->kind != RT_NAME_PERSON || !take_pieces(local, &pieces) || pieces.count < 2)
		return false;
	size_t slips = 0, family = 0, given = 0;
	for (size_t i = 0; i < pieces.count; i++) {
		const char *piece = pieces.items[i];
		bool long_enough = strlen(piece) >= 5;
		if (!strcmp(piece, name->family))
			family++;
		else if (matches_given(lexicon, name, piece, false))
			given++;
		else if (long_enough && rt_one_letter_off(piece, name->family))
			family++, slips++;
		else if (long_enough && rt_one_letter_off(piece, name->given[0]))
			given++, slips++;
		else if (piece[1])
			return false; /* an initial may stand there */
	}
	return slips == 1 && family && given;
}
