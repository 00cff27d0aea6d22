#include "resolve/name.h"

#include "base/utf8.h"
#include "resolve/misread.h"

#include <string.h>

#define MAX_TOKENS 12

struct token {
	const char *bare; /* folded Latin without marks and punctuation */
	const char *text; /* as written */
	size_t len;
	bool lower; /* written without a capital */
	bool comma; /* a comma stands behind it */
	bool plain; /* letters only */
};

struct tokens {
	struct token items[MAX_TOKENS];
	size_t count;
	size_t comma; /* index behind the first comma, or 0 */
	bool latin, overflow;
	bool joint; /* "Steve & Anna": two people */
};

/* Alef and ayin come as an apostrophe. Where one opens a word it stays: it tells עירן from רן. */
static bool opens_with_mark(const char *text, size_t len, const char *bare)
{
	size_t at = 0;
	uint32_t rune = rt_utf8_next(text, len, &at);
	return *bare == '\'' && rune >= 0x5d0 && rune <= 0x6ff;
}

void rt_name_word(struct rt_str *out, const char *text, size_t len)
{
	struct rt_str bare = RT_STR_INIT;
	rt_latin_bare(&bare, text, len);
	size_t to = bare.len && opens_with_mark(text, len, bare.data);
	for (size_t i = 0; i < bare.len; i++)
		if ((unsigned char)bare.data[i] & 0x80 || (bare.data[i] >= 'a' && bare.data[i] <= 'z') ||
			(bare.data[i] >= '0' && bare.data[i] <= '9'))
			bare.data[to++] = bare.data[i];
	rt_str_append_n(out, bare.data, to);
	rt_str_release(&bare);
}

static const char *bare_word(struct rt_arena *arena, const char *text, size_t len)
{
	struct rt_str word = RT_STR_INIT;
	rt_name_word(&word, text, len);
	const char *kept = rt_arena_strndup(arena, word.data, word.len);
	rt_str_release(&word);
	return kept;
}

static void look_at(struct token *token, bool *latin)
{
	token->lower = true;
	token->plain = true;
	for (size_t at = 0; at < token->len;) {
		uint32_t rune = rt_utf8_next(token->text, token->len, &at);
		if (rt_rune_is_upper(rune))
			token->lower = false;
		if (rt_rune_is_letter(rune) && rune > 0x24f)
			*latin = false;
		if (rune < 0x80 && !rt_rune_is_letter(rune) && !strchr(".'-`", (int)rune))
			token->plain = false;
	}
}

static void add_token(struct rt_arena *arena, struct tokens *tokens, const char *text, size_t len)
{
	if (tokens->count == MAX_TOKENS) {
		tokens->overflow = true;
		return;
	}
	struct token *token = &tokens->items[tokens->count];
	*token = (struct token){.text = text, .len = len, .bare = bare_word(arena, text, len)};
	if (!*token->bare)
		return;
	look_at(token, &tokens->latin);
	tokens->count++;
}

/* "A.Lay" and "J.D." are several words. */
static void add_dotted(struct rt_arena *arena, struct tokens *tokens, const char *text, size_t len)
{
	for (size_t dot; len; text += dot, len -= dot) {
		const char *at = memchr(text, '.', len);
		dot = at ? (size_t)(at - text) + 1 : len;
		add_token(arena, tokens, text, dot);
	}
}

static void split(struct rt_arena *arena, const char *text, struct tokens *tokens)
{
	*tokens = (struct tokens){.latin = true, .joint = strchr(text, '&') || strchr(text, '+')};
	while (*text) {
		size_t len = strcspn(text, " ,");
		if (len)
			add_dotted(arena, tokens, text, len);
		text += len;
		for (; *text == ' ' || *text == ','; text++)
			if (*text == ',' && tokens->count) {
				tokens->items[tokens->count - 1].comma = true;
				if (!tokens->comma)
					tokens->comma = tokens->count;
			}
	}
}

static void remove_token(struct tokens *tokens, size_t at)
{
	bool comma = tokens->items[at].comma;
	memmove(&tokens->items[at], &tokens->items[at + 1],
		(tokens->count - at - 1) * sizeof *tokens->items);
	tokens->count--;
	if (tokens->comma > at)
		tokens->comma--;
	if (comma && at)
		tokens->items[at - 1].comma = true;
}

static bool any_word(const struct rt_lexicon *lexicon, const struct tokens *tokens,
	enum rt_word_class class)
{
	for (size_t i = 0; i < tokens->count; i++)
		if (rt_lexicon_has(lexicon, class, tokens->items[i].bare))
			return true;
	return false;
}

/* A hyphen or underscore joins the words of "dl-all-staff"; each is asked. */
static bool any_part(const struct rt_lexicon *lexicon, struct rt_arena *arena,
	const struct tokens *tokens, enum rt_word_class class)
{
	for (size_t i = 0; i < tokens->count; i++) {
		const char *at = tokens->items[i].text, *end = at + tokens->items[i].len;
		while (at < end) {
			size_t len = 0;
			while (at + len < end && !strchr("-_.", at[len]))
				len++;
			if (len && len < tokens->items[i].len &&
				rt_lexicon_has(lexicon, class, bare_word(arena, at, len)))
				return true;
			at += len + 1;
		}
	}
	return false;
}

/* What is certainly no person; NONE where it may be one. A known given name in front of one such
 * word ("Jane Press") is a person. */
static enum rt_name_kind sort_of(const struct rt_lexicon *lexicon, struct rt_arena *arena,
	const struct tokens *tokens, const char *whole)
{
	static const struct {
		enum rt_word_class class;
		enum rt_name_kind kind;
	} order[] = {{RT_WORD_MACHINE, RT_NAME_MACHINE}, {RT_WORD_LIST, RT_NAME_LIST},
		{RT_WORD_ROLE, RT_NAME_ROLE}, {RT_WORD_COMPANY, RT_NAME_ORGANISATION}};
	if (rt_lexicon_has(lexicon, RT_WORD_NOBODY, whole))
		return RT_NAME_NOBODY;
	size_t given_at = tokens->comma && tokens->comma < tokens->count ? tokens->comma : 0;
	if (tokens->count >= 2 && tokens->count <= 3 &&
		rt_lexicon_given(lexicon, tokens->items[given_at].bare) &&
		!rt_lexicon_has(lexicon, RT_WORD_ROLE, tokens->items[given_at].bare))
		return RT_NAME_NONE;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (any_word(lexicon, tokens, order[i].class) ||
			any_part(lexicon, arena, tokens, order[i].class))
			return order[i].kind;
	return RT_NAME_NONE;
}

static void take_titles(const struct rt_lexicon *lexicon, struct tokens *tokens)
{
	while (tokens->count > 1 &&
		rt_lexicon_has(lexicon, RT_WORD_HONORIFIC, tokens->items[0].bare) &&
		!tokens->items[0].comma)
		remove_token(tokens, 0);
	/* "McDonald, The Hon. Gabrielle K." */
	while (tokens->comma && tokens->count > tokens->comma + 1 &&
		rt_lexicon_has(lexicon, RT_WORD_HONORIFIC, tokens->items[tokens->comma].bare))
		remove_token(tokens, tokens->comma);
}

/* Suffixes stand last, or last before the comma: "Derrick Jr., James". */
static void take_suffixes(
	const struct rt_lexicon *lexicon, struct tokens *tokens, struct rt_name *name)
{
	for (size_t i = tokens->count; i-- > 1;) {
		const struct token *token = &tokens->items[i];
		if (!rt_lexicon_has(lexicon, RT_WORD_SUFFIX, token->bare))
			continue;
		bool last = i + 1 == tokens->count || i + 1 == tokens->comma;
		bool initial = strlen(token->bare) == 1;
		if (!last || initial)
			continue;
		if (rt_lexicon_generation(lexicon, token->bare))
			name->suffix = !strcmp(token->bare, "junior") || !strcmp(token->bare, "jnr") ? "jr"
				     : !strcmp(token->bare, "senior") || !strcmp(token->bare, "snr")
					       ? "sr"
					       : token->bare;
		remove_token(tokens, i);
	}
	if (tokens->comma >= tokens->count)
		tokens->comma = 0;
}

/* "Robert Jones, HR VP": what follows the comma is no given name. */
static void take_employment(const struct rt_lexicon *lexicon, struct tokens *tokens)
{
	if (!tokens->comma)
		return;
	bool titles = true;
	for (size_t i = tokens->comma; i < tokens->count; i++)
		titles = titles && (rt_lexicon_has(lexicon, RT_WORD_TITLE, tokens->items[i].bare) ||
					   rt_lexicon_has(lexicon, RT_WORD_ROLE, tokens->items[i].bare)) &&
			 strlen(tokens->items[i].bare) > 1;
	if (titles && tokens->comma >= 2) {
		tokens->count = tokens->comma;
		tokens->comma = 0;
	}
}

static bool is_particle(const struct rt_lexicon *lexicon, const struct token *token, bool latin)
{
	if (!rt_lexicon_has(lexicon, RT_WORD_PARTICLE, token->bare))
		return false;
	bool marked = token->len > strlen(token->bare) + 1 || (unsigned char)token->text[0] & 0x80;
	return !latin || token->lower || (marked && !strcmp(token->bare, "o")) || /* Ó Briain */
	       (strlen(token->bare) > 1 && !rt_lexicon_given(lexicon, token->bare));
}

/* Where the family name begins, with no comma to tell. */
static size_t family_start(const struct rt_lexicon *lexicon, const struct tokens *tokens)
{
	size_t start = tokens->count - 1;
	while (start > 1 && is_particle(lexicon, &tokens->items[start - 1], tokens->latin))
		start--;
	return start;
}

/* The halves of "Reinartz-Sera". */
static void halve(struct rt_arena *arena, const struct token *token, struct rt_name *name)
{
	for (size_t at = 0; at < token->len && name->family_count < RT_NAME_FAMILIES;) {
		size_t len = 0;
		while (at + len < token->len && token->text[at + len] != '-')
			len++;
		const char *half = bare_word(arena, token->text + at, len);
		if (strlen(half) > 1)
			name->families[name->family_count++] = half;
		at += len + 1;
	}
}

static void set_family(struct rt_arena *arena, const struct rt_lexicon *lexicon,
	const struct tokens *tokens, size_t start, size_t end, struct rt_name *name)
{
	struct rt_str family = RT_STR_INIT;
	for (size_t i = start; i < end; i++) {
		rt_str_append(&family, tokens->items[i].bare);
		if (!rt_lexicon_has(lexicon, RT_WORD_PARTICLE, tokens->items[i].bare))
			halve(arena, &tokens->items[i], name);
	}
	name->family = rt_arena_strndup(arena, family.data, family.len);
	rt_str_release(&family);
}

static void show_token(struct rt_str *out, const struct token *token, bool capitals)
{
	if (out->len)
		rt_str_append_char(out, ' ');
	if (capitals && strlen(token->bare) > 1)
		rt_utf8_title(out, token->text, token->len);
	else
		rt_str_append_n(out, token->text, token->len);
	if (strlen(token->bare) == 1 && token->len == 1 && !token->lower)
		rt_str_append_char(out, '.');
}

/* "LAY, KENNETH" and "ken lay" are shown as names are written. */
static bool needs_capitals(const struct tokens *tokens)
{
	bool any_lower = false, any_upper = false;
	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->items[i];
		if (strlen(token->bare) < 2)
			continue;
		for (size_t at = 0; at < token->len;) {
			uint32_t rune = rt_utf8_next(token->text, token->len, &at);
			any_lower |= rt_rune_is_lower(rune);
			any_upper |= rt_rune_is_upper(rune);
		}
	}
	return any_lower != any_upper;
}

static void show(struct rt_arena *arena, const struct tokens *tokens, size_t start, size_t end,
	struct rt_name *name)
{
	struct rt_str clean = RT_STR_INIT;
	bool capitals = needs_capitals(tokens);
	for (size_t i = 0; i < tokens->count; i++)
		if (i < start || i >= end)
			show_token(&clean, &tokens->items[i], capitals);
	for (size_t i = start; i < end; i++)
		show_token(&clean, &tokens->items[i], capitals);
	if (name->suffix)
		rt_str_append(&clean, !strcmp(name->suffix, "jr")   ? " Jr."
				      : !strcmp(name->suffix, "sr") ? " Sr."
				      : !strcmp(name->suffix, "ii") ? " II"
				      : !strcmp(name->suffix, "iv") ? " IV"
				      : !strcmp(name->suffix, "iii") ? " III"
								     : "");
	name->clean = rt_arena_strndup(arena, clean.data, clean.len);
	rt_str_release(&clean);
}

/* "De Castro": a family name with its particle, and no given name. */
static void take_family_alone(struct rt_arena *arena, const struct rt_lexicon *lexicon,
	const struct tokens *tokens, struct rt_name *name)
{
	name->family_count = 0;
	set_family(arena, lexicon, tokens, 0, tokens->count, name);
	name->given_count = 0;
	name->kind = RT_NAME_SINGLE;
}

static void take_apart(struct rt_arena *arena, const struct rt_lexicon *lexicon,
	const struct tokens *tokens, struct rt_name *name)
{
	size_t start = 0, end = tokens->comma;
	if (!end) {
		start = family_start(lexicon, tokens);
		end = tokens->count;
	}
	name->certain = tokens->comma > 0;
	set_family(arena, lexicon, tokens, start, end, name);
	for (size_t i = 0; i < tokens->count; i++)
		if ((i < start || i >= end) && name->given_count < RT_NAME_GIVENS)
			name->given[name->given_count++] = tokens->items[i].bare;
	if (name->given_count && strlen(name->family) > 1)
		name->kind = RT_NAME_PERSON;
	if (!tokens->comma && tokens->count == 2 && strlen(tokens->items[0].bare) > 1 &&
		is_particle(lexicon, &tokens->items[0], tokens->latin))
		take_family_alone(arena, lexicon, tokens, name);
	show(arena, tokens, start, end, name);
}

static void set_key(struct rt_arena *arena, const struct tokens *tokens, struct rt_name *name)
{
	struct rt_str key = RT_STR_INIT;
	if (name->kind == RT_NAME_PERSON) {
		for (unsigned i = 0; i < name->given_count; i++)
			rt_str_appendf(&key, "%s ", name->given[i]);
		rt_str_append(&key, name->family);
		if (name->suffix)
			rt_str_appendf(&key, " %s", name->suffix);
	} else if (name->kind == RT_NAME_SINGLE && *name->family) {
		rt_str_append(&key, name->family);
	} else {
		for (size_t i = 0; i < tokens->count; i++)
			rt_str_appendf(&key, "%s%s", i ? " " : "", tokens->items[i].bare);
	}
	name->key = rt_arena_strndup(arena, key.data, key.len);
	rt_str_release(&key);
}

static bool looks_like_person(const struct rt_lexicon *lexicon, const struct tokens *tokens)
{
	if (tokens->count < 2 || tokens->count > 6 || tokens->overflow || tokens->joint)
		return false;
	size_t words = 0;
	for (size_t i = 0; i < tokens->count; i++) {
		if (!tokens->items[i].plain)
			return false;
		if (!strcmp(tokens->items[i].bare, "and") || !strcmp(tokens->items[i].bare, "und"))
			return false; /* two people who write as one */
		if (tokens->items[i].lower && tokens->latin && strlen(tokens->items[i].bare) > 1 &&
			!rt_lexicon_has(lexicon, RT_WORD_PARTICLE, tokens->items[i].bare) &&
			tokens->count > 3)
			return false; /* "how the meeting went" is a sentence */
		words += strlen(tokens->items[i].bare) > 1;
	}
	return words >= 1;
}

void rt_name_parse(struct rt_arena *arena, const struct rt_lexicon *lexicon, const char *text,
	size_t len, struct rt_name *name_r)
{
	*name_r = (struct rt_name){.clean = "", .key = "", .family = "", .latin = true};
	struct rt_str whole = RT_STR_INIT, nick = RT_STR_INIT, bare = RT_STR_INIT;
	struct tokens tokens;
	rt_name_unwrap(lexicon, text, len, &whole, &nick);
	const char *kept = rt_arena_strndup(arena, whole.data, whole.len);
	rt_latin_bare(&bare, whole.data, whole.len);
	name_r->clean = kept;
	split(arena, kept, &tokens);
	name_r->latin = tokens.latin;
	if (nick.len)
		name_r->nick = rt_arena_strndup(arena, nick.data, nick.len);
	if (tokens.count && !strchr(kept, '@') && !rt_misread_is_address(kept, whole.len)) {
		take_titles(lexicon, &tokens);
		take_suffixes(lexicon, &tokens, name_r);
		take_employment(lexicon, &tokens);
		name_r->kind = sort_of(lexicon, arena, &tokens, bare.data);
		if (name_r->kind == RT_NAME_NONE && looks_like_person(lexicon, &tokens))
			take_apart(arena, lexicon, &tokens, name_r);
		else if (name_r->kind == RT_NAME_NONE && tokens.count == 1)
			name_r->kind = RT_NAME_SINGLE;
	}
	set_key(arena, &tokens, name_r);
	rt_str_release(&whole);
	rt_str_release(&nick);
	rt_str_release(&bare);
}

/* One class for letters that transliteration exchanges. */
static char sound(char c)
{
	switch (c) {
	case 'b': case 'p': case 'f': case 'v':
		return c == 'p' || c == 'f' ? 'p' : 'b';
	case 'c': case 'k': case 'q': case 'g':
		return c == 'g' ? 'g' : 'k';
	case 'x': case 'z': case 's':
		return 's';
	case 'd': case 't':
		return 't';
	case 'l': case 'm': case 'n': case 'r':
		return c;
	case 'j':
		return 'g';
	default:
		return 0; /* vowels and what Hebrew and Arabic write them with: h, w, y */
	}
}

void rt_skeleton(struct rt_str *out, const char *bare)
{
	char last = 0;
	for (const char *at = bare; *at; at++) {
		char c = sound(*at);
		if (!c || c == last)
			continue;
		rt_str_append_char(out, c);
		last = c;
	}
}

void rt_skeleton_bare(struct rt_str *skeleton)
{
	size_t to = 0;
	for (size_t i = 0; i < skeleton->len; i++)
		if (skeleton->data[i] != 'b' && (!to || skeleton->data[to - 1] != skeleton->data[i]))
			skeleton->data[to++] = skeleton->data[i];
	if (to)
		rt_str_truncate(skeleton, to);
}
