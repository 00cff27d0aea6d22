/*
 * Where one item of an address field ends and the next begins.
 *
 * Mail programs disagree. RFC 5322 separates by commas, Outlook prints semicolons, and in both a
 * comma may stand inside a name: "Souza, Ana, Roe, Richard <r@example.org>" is two people, "Ana
 * Souza, Richard Roe" as well. So the value is first cut at every separator outside of quotes and
 * brackets; then pieces are put together again where one is a family name and the next the given
 * name that belongs to it:
 *
 *	at semicolons   unless the next piece ends in "(DEPT)" and this one is a single word, which
 *	                is how scanned Exchange mail shows the comma inside a name
 *	at commas       a plain family name is joined to a piece that brings the address, or to a plain
 *	                given name where the whole list goes by pairs
 */
#include "doc/address.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

struct piece {
	uint32_t start, end;
	unsigned words;	 /* of the name part; suffixes and particles are not counted */
	bool address;	 /* has an address, or is a Notes path: complete in itself */
	bool exchange;	 /* name </O=…> */
	bool lone;	 /* nothing but <…> */
	bool department; /* ends in "(DEPT)" */
};
struct pieces {
	struct piece *items;
	size_t count, cap;
};

/* Words of a name that are no name of their own: "van Dyke", "Roe Jr." count as one. */
static bool is_filler(const char *word, size_t len)
{
	static const char *const fillers[] = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "van",
		"von", "de", "der", "den", "del", "della", "di", "da", "du", "le", "la", "el", "al",
		"bin", "ben", "abu", "st.", "mc", "dos", "das", "ter", "zu", NULL};
	if (len > 5) /* "della" */
		return false;
	int first = tolower((unsigned char)*word);
	for (const char *const *filler = fillers; *filler; filler++)
		if ((unsigned char)**filler == first && strlen(*filler) == len && !strncasecmp(word, *filler, len))
			return true;
	return false;
}

static unsigned count_words(const char *text, size_t len)
{
	unsigned words = 0;
	for (size_t i = 0; i < len;) {
		while (i < len && isspace((unsigned char)text[i]))
			i++;
		size_t start = i;
		while (i < len && !isspace((unsigned char)text[i]))
			i++;
		if (i > start && text[start] != '(' && !is_filler(text + start, i - start))
			words++;
	}
	return words;
}

static void trim(const char *value, uint32_t *start, uint32_t *end)
{
	while (*start < *end && isspace((unsigned char)value[*start]))
		++*start;
	while (*end > *start && isspace((unsigned char)value[*end - 1]))
		--*end;
}

/* ana@example.org, and no name with it; "Ana@ACME" is one. */
static bool is_bare_address(const char *text, size_t len)
{
	const char *at = memchr(text, '@', len), *end = text + len;
	if (!at || !memchr(at, '.', (size_t)(end - at)))
		return false;
	for (const char *c = text; c < end; c++)
		if (isspace((unsigned char)*c) || strchr("<([\"/", *c))
			return false;
	return true;
}

static void add_piece(const char *value, size_t start, size_t end, struct pieces *out)
{
	struct piece piece = {.start = (uint32_t)start, .end = (uint32_t)end};
	trim(value, &piece.start, &piece.end);
	const char *text = value + piece.start;
	size_t len = piece.end - piece.start;
	if (!len)
		return;
	const char *angle = memchr(text, '<', len);
	const char *square = memchr(text, '[', len);
	const char *bracket = angle ? angle : square;
	const char *slash = memchr(text, '/', len);
	piece.address = memchr(text, '@', len) || angle || slash || text[0] == '"';
	piece.exchange = bracket && bracket + 1 < text + len && bracket[1] == '/';
	/* Scanning reads "(GOV)" as "(GO'" or "(GOV". */
	piece.department = memchr(text, '(', len) && !memchr(text, '@', len);
	piece.lone = angle == text;
	piece.words = is_bare_address(text, len)
			      ? 0
			      : count_words(text, bracket ? (size_t)(bracket - text) : len);
	rt_vec_push(out, piece);
}

static char closing(char open)
{
	switch (open) {
	case '"':
		return '"';
	case '<':
		return '>';
	case '(':
		return ')';
	case '[':
		return ']';
	default:
		return '\0';
	}
}

/* Does a bracket or a quote open at the place? */
static bool opens(const char *value, size_t len, size_t at)
{
	return closing(value[at]) && !rt_utf8_is_gershayim(value, len, at);
}

/* Behind the bracket or quote that opens at `at`; where it is never closed it opens nothing. */
static size_t skip_enclosed(const char *value, size_t len, size_t at)
{
	char close = closing(value[at]);
	for (size_t i = at + 1; i < len; i++) {
		if (value[i] == '\\' && i + 1 < len)
			i++;
		else if (value[i] == close && !rt_utf8_is_gershayim(value, len, i))
			return i + 1;
	}
	return at + 1;
}

static void cut(const char *value, size_t start, size_t end, char separator, struct pieces *out)
{
	size_t from = start, unclosed = 0;
	for (size_t i = start; i < end;) {
		if (opens(value, end, i) && unclosed < 16) {
			size_t next = skip_enclosed(value, end, i);
			unclosed += next == i + 1;
			i = next;
		} else if (value[i] == separator) {
			add_piece(value, from, i, out);
			from = ++i;
		} else {
			i++;
		}
	}
	add_piece(value, from, end, out);
}

static bool has_separator(const char *value, size_t start, size_t end, char separator)
{
	for (size_t i = start, unclosed = 0; i < end;) {
		if (value[i] == separator)
			return true;
		bool open = opens(value, end, i);
		size_t next = open && unclosed < 16 ? skip_enclosed(value, end, i) : i + 1;
		unclosed += open && next == i + 1;
		i = next;
	}
	return false;
}

/* "friends: a@b.c, d@e.f;" names a group; its name is not a person's. */
static size_t skip_group_name(const char *value, size_t len)
{
	size_t i = 0;
	while (i < len && value[i] != ':' && !strchr("@<,;\"/[", value[i]))
		i++;
	if (i == len || value[i] != ':' || i + 1 >= len)
		return 0;
	for (const char *const *scheme = (const char *const[]){"smtp", "mailto", "notes", NULL};
		*scheme; scheme++)
		if (i >= strlen(*scheme) &&
			!strncasecmp(value + i - strlen(*scheme), *scheme, strlen(*scheme)))
			return 0;
	return i + 1;
}

/* Pairs all the way: Souza, Ana, Roe, Richard M. */
static bool goes_by_pairs(const struct pieces *pieces)
{
	if (pieces->count % 2)
		return false;
	bool longer = pieces->count == 2;
	for (size_t i = 0; i < pieces->count; i += 2) {
		const struct piece *family = &pieces->items[i], *given = family + 1;
		/* Two family names go with a single given one: "García Ruiz, Lucía". */
		bool two = family->words == 2 && given->words == 1 && pieces->count == 2;
		if ((family->words != 1 && !two) || family->address || given->address ||
			given->words > 3)
			return false;
		longer |= given->words > 1;
	}
	return longer;
}

/* "Office of the Chairman, <office@example.org>": a comma that somebody typed behind his name. In a
 * list the two may be two people, unless the brackets hold an entry of a directory. */
static bool is_trailing_comma(const struct pieces *pieces, size_t index)
{
	const struct piece *piece = &pieces->items[index], *next = piece + 1;
	return !piece->address && next->lone && (next->exchange || pieces->count == 2);
}

static bool belongs_to_next(const struct pieces *pieces, bool pairs, size_t index)
{
	const struct piece *piece = &pieces->items[index], *next = piece + 1;
	if (is_trailing_comma(pieces, index))
		return true;
	if (piece->address || piece->words > 3)
		return false;
	if (next->exchange)
		return next->words > 0;
	if (pairs)
		return index % 2 == 0;
	if (!next->address || !next->words)
		return false;
	return piece->words == 1 || (piece->words == 2 && next->words == 1);
}

static void emit(struct rt_arena *arena, const char *value, uint32_t start, uint32_t end,
	struct rt_addresses *out)
{
	struct rt_address item = rt_address_parse(arena, value + start, end - start);
	item.start = start;
	item.end = end;
	/* "undisclosed-recipients:" names a group that is empty. */
	bool group = item.name && !item.address && item.name[strlen(item.name) - 1] == ':';
	if ((item.name || item.address) && !group)
		rt_vec_push(out, item);
}

/* "a@b.c d@e.f" without any comma. */
static bool emit_bare_addresses(struct rt_arena *arena, const char *value, const struct piece *piece,
	struct rt_addresses *out)
{
	unsigned words = 0;
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = piece->start; i < piece->end;) {
			uint32_t start = i;
			while (i < piece->end && !isspace((unsigned char)value[i]))
				i++;
			if (pass)
				emit(arena, value, start, i, out);
			else if (!memchr(value + start, '@', i - start) ||
				strpbrk(rt_arena_strndup(arena, value + start, i - start), "<([\""))
				return false;
			words++;
			while (i < piece->end && isspace((unsigned char)value[i]))
				i++;
		}
		if (words < 2)
			return false;
	}
	return true;
}

static void join_commas(struct rt_arena *arena, const char *value, const struct pieces *pieces,
	struct rt_addresses *out)
{
	bool pairs = goes_by_pairs(pieces);
	for (size_t i = 0; i < pieces->count; i++) {
		const struct piece *piece = &pieces->items[i];
		uint32_t start = piece->start;
		if (i + 1 < pieces->count && belongs_to_next(pieces, pairs, i))
			piece = &pieces->items[++i];
		else if (piece->address && emit_bare_addresses(arena, value, piece, out))
			continue;
		emit(arena, value, start, piece->end, out);
	}
}

/* One item of a semicolon list: commas in it belong to its name, unless addresses stand on both
 * sides of one. */
static void emit_semicolon_item(struct rt_arena *arena, const char *value, uint32_t start,
	uint32_t end, struct rt_addresses *out)
{
	struct pieces pieces = {0};
	cut(value, start, end, ',', &pieces);
	if (pieces.count > 1 && pieces.items[0].address && pieces.items[1].address)
		join_commas(arena, value, &pieces, out);
	else if (pieces.count)
		emit(arena, value, start, end, out);
	rt_vec_release(&pieces);
}

static void join_semicolons(struct rt_arena *arena, const char *value, const struct pieces *pieces,
	struct rt_addresses *out)
{
	for (size_t i = 0; i < pieces->count; i++) {
		const struct piece *piece = &pieces->items[i];
		uint32_t start = piece->start;
		bool family = !piece->address && piece->words == 1 && !piece->department &&
			!memchr(value + piece->start, ',', piece->end - piece->start);
		if (family && i + 1 < pieces->count && piece[1].department &&
			!memchr(value + piece[1].start, ',', piece[1].end - piece[1].start))
			piece = &pieces->items[++i];
		emit_semicolon_item(arena, value, start, piece->end, out);
	}
}

void rt_address_split(
	struct rt_arena *arena, const char *value, size_t len, struct rt_addresses *out)
{
	struct pieces pieces = {0};
	size_t start = skip_group_name(value, len);
	if (has_separator(value, start, len, ';')) {
		cut(value, start, len, ';', &pieces);
		join_semicolons(arena, value, &pieces, out);
	} else {
		cut(value, start, len, ',', &pieces);
		join_commas(arena, value, &pieces, out);
	}
	rt_vec_release(&pieces);
}
