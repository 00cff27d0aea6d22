#include "date/words.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

#define MOST_WORDS 4096
#define SLOTS (2 * MOST_WORDS)
#define LONGEST_WORD 24 /* bytes; what is longer is asked for each time */
#define MOST_LANGUAGES 16
#define LONGEST_LANGUAGE 8
#define OPENERS 4096

/* A set of meanings, as tokens bear it. */
struct meanings {
	uint32_t classes;
	int count;
	struct rt_date_meaning items[RT_DATE_MEANINGS];
};

struct slot {
	uint32_t hash;
	uint8_t len, language; /* len 0: empty */
	uint16_t meanings;     /* index; 0: it has none */
	char text[LONGEST_WORD];
};

struct language {
	char name[LONGEST_LANGUAGE + 1]; /* "" where it is not known */
	uint32_t *openings;		 /* hashes of pairs; NULL: any pair may open an entry */
	size_t mask;
	struct rt_date_leads *leads;
	uint64_t openers[OPENERS / 64]; /* bits by hash of what stands first in a pair */
};

struct rt_date_words {
	struct slot slots[SLOTS];
	size_t count;
	struct language languages[MOST_LANGUAGES];
	size_t language_count, language;
	struct rt_arena *arena; /* of the meanings */
	RT_VEC(const struct meanings *) meanings;
	struct rt_map *known; /* the meanings' bytes -> index */
	struct rt_date_around around[2]; /* by side */
};

struct rt_date_words *rt_date_words_new(void)
{
	struct rt_date_words *words = rt_alloc_zero(1, sizeof *words);
	words->arena = rt_arena_new();
	words->known = rt_map_new();
	rt_vec_push(&words->meanings, rt_arena_zero(words->arena, 1, sizeof(struct meanings)));
	return words;
}

void rt_date_words_begin(struct rt_date_words *words)
{
	words->around[RT_SIDE_BEFORE].text = words->around[RT_SIDE_BEHIND].text = NULL;
}

struct rt_date_around *rt_date_words_around(struct rt_date_words *words, enum rt_date_side side)
{
	return &words->around[side];
}

static void forget_languages(struct rt_date_words *words)
{
	for (size_t i = 0; i < words->language_count; i++) {
		rt_date_leads_free(words->languages[i].leads);
		rt_free(words->languages[i].openings);
	}
	words->language_count = 0;
}

static void forget_words(struct rt_date_words *words)
{
	memset(words->slots, 0, sizeof words->slots);
	words->count = 0;
}

void rt_date_words_free(struct rt_date_words *words)
{
	if (!words)
		return;
	forget_languages(words);
	rt_vec_release(&words->meanings);
	rt_map_free(words->known);
	rt_arena_free(words->arena);
	rt_free(words);
}

/* ---- what opens an entry -------------------------------------------------------------------- */

struct pair {
	uint32_t first, second; /* hashes */
};

struct gathering {
	const struct language *language;
	RT_VEC(struct pair) pairs;
};

static uint32_t hash_of_pair(struct pair pair)
{
	uint32_t mixed = (pair.first * 0x9e3779b1u ^ pair.second) * 0x85ebca6bu;
	return (mixed ^ mixed >> 15) | 1;
}

/* One bit for each opener, to be asked before the table: what opens nothing is most of a date. */
static size_t opener_of(uint32_t first)
{
	return (first * 0x9e3779b1u >> 8) % OPENERS;
}

static bool wanted(const void *context, const char *list)
{
	const struct gathering *in = context;
	return rt_date_list_asked(list, in->language->name, strlen(in->language->name));
}

static bool is_ascii(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] & 0x80)
			return false;
	return true;
}

/* May its first letter become one of ASCII when marks and forms are left out? */
static bool may_be_latin(const char *text, size_t len)
{
	size_t at = 0;
	uint32_t rune = rt_utf8_next(text, len, &at);
	return rune < 0x370 || (rune >= 0x1d00 && rune < 0x2e80) || rune >= 0xa720;
}

/* Notes the first two tokens of an entry, as text in ASCII would have them; what only other text
 * may lead to is left out. */
static void gather(void *context, const char *text)
{
	struct gathering *in = context;
	struct rt_date_tokens tokens;
	struct rt_str bare = RT_STR_INIT;
	size_t len = strlen(text);
	if (*text & 0x80 && !may_be_latin(text, len))
		return;
	if (!is_ascii(text, len)) {
		rt_utf8_bare(&bare, text, len);
		text = bare.data;
		len = bare.len;
	}
	rt_date_cut(text, len, &tokens);
	if (tokens.count > 1 && tokens.items[0].folded) {
		const struct rt_date_token *second = &tokens.items[1];
		uint32_t folded = second->kind == RT_TOKEN_SIGN ? rt_date_fold_sign(second->sign)
								: second->folded;
		if (folded)
			rt_vec_push(&in->pairs, (struct pair){tokens.items[0].folded, folded});
	}
	rt_str_release(&bare);
}

static void put_openings(struct language *language, const struct pair *pairs, size_t count)
{
	size_t size = 64;
	while (size < 2 * count)
		size *= 2;
	language->mask = size - 1;
	language->openings = rt_alloc_zero(size, sizeof *language->openings);
	for (size_t i = 0; i < count; i++) {
		uint32_t pair = hash_of_pair(pairs[i]);
		size_t at = pair & language->mask, opener = opener_of(pairs[i].first);
		while (language->openings[at] && language->openings[at] != pair)
			at = (at + 1) & language->mask;
		language->openings[at] = pair;
		language->openers[opener / 64] |= UINT64_C(1) << opener % 64;
	}
}

static void gather_openings(struct language *language, const struct rt_value_input *input)
{
	struct gathering in = {.language = language};
	const struct rt_value_entries asked = {wanted, gather, &in};
	if (input->entries && input->entries(input->context, &asked))
		put_openings(language, in.pairs.items, in.pairs.count);
	rt_vec_release(&in.pairs);
}

bool rt_date_words_open(const struct rt_date_words *words, const struct rt_date_token *first,
	const struct rt_date_token *second)
{
	const struct language *language = &words->languages[words->language];
	if (!language->openings || !first->folded || !second->folded)
		return true;
	size_t opener = opener_of(first->folded);
	if (!(language->openers[opener / 64] >> opener % 64 & 1))
		return false;
	uint32_t pair = hash_of_pair((struct pair){first->folded, second->folded});
	size_t at = pair & language->mask;
	while (language->openings[at] && language->openings[at] != pair)
		at = (at + 1) & language->mask;
	return language->openings[at];
}

/* ---- languages ------------------------------------------------------------------------------ */

/* Is that, its region left out, the language's name? */
static bool is_named(const struct language *language, const char *lang)
{
	const char *name = language->name;
	while (*name && *name == *lang)
		name++, lang++;
	return !*name && (!*lang || *lang == '-' || *lang == '_');
}

void rt_date_words_speak(struct rt_date_words *words, const struct rt_value_input *input)
{
	char name[LONGEST_LANGUAGE + 1] = "";
	if (words->language_count &&
		is_named(&words->languages[words->language], input->lang ? input->lang : ""))
		return; /* the language of the date before */
	size_t len = input->lang ? strcspn(input->lang, "-_") : 0;
	/* A longer name has lists of no kind: as if it were "?". */
	if (len)
		memcpy(name, len <= LONGEST_LANGUAGE ? input->lang : "?",
			len <= LONGEST_LANGUAGE ? len : 1);
	for (size_t i = 0; i < words->language_count; i++)
		if (!strcmp(words->languages[i].name, name)) {
			words->language = i;
			return;
		}
	if (words->language_count == MOST_LANGUAGES) {
		forget_languages(words);
		forget_words(words);
	}
	words->language = words->language_count++;
	struct language *language = &words->languages[words->language];
	*language = (struct language){0};
	strcpy(language->name, name);
	gather_openings(language, input);
	if (len <= LONGEST_LANGUAGE)
		language->leads = rt_date_leads_new(input);
}

const struct rt_date_leads *rt_date_words_leads(const struct rt_date_words *words)
{
	return words->languages[words->language].leads;
}

/* ---- words ---------------------------------------------------------------------------------- */

/* The meanings that are put together for the first time are kept. */
static uint16_t intern(struct rt_date_words *words, const struct meanings *asked)
{
	uint64_t *index = rt_map_at(words->known, (const char *)asked, sizeof *asked);
	if (!*index) {
		if (words->meanings.count > UINT16_MAX)
			return 0;
		struct meanings *kept = rt_arena_alloc(words->arena, sizeof *kept);
		*kept = *asked;
		*index = words->meanings.count;
		rt_vec_push(&words->meanings, kept);
	}
	return (uint16_t)*index;
}

static uint16_t ask(struct rt_date_words *words, const struct rt_value_input *input,
	const char *text, size_t len)
{
	struct meanings asked;
	memset(&asked, 0, sizeof asked);
	if (rt_value_known(input, text, len) & RT_VALUE_ENTRY)
		asked.count = rt_date_meanings_ask(input, text, len, asked.items);
	for (int i = 0; i < asked.count; i++)
		asked.classes |= 1u << asked.items[i].class;
	return asked.count ? intern(words, &asked) : 0;
}

static struct slot *find_slot(
	struct rt_date_words *words, const char *text, size_t len, uint32_t hash)
{
	size_t at = hash & (SLOTS - 1);
	for (;; at = (at + 1) & (SLOTS - 1)) {
		struct slot *slot = &words->slots[at];
		if (!slot->len || (slot->hash == hash && slot->len == len &&
					  slot->language == words->language &&
					  !memcmp(slot->text, text, len)))
			return slot;
	}
}

static uint32_t mix(uint32_t hash, size_t language)
{
	hash = (hash ^ (uint32_t)language) * 0x9e3779b1u;
	return hash ^ hash >> 15;
}

static uint32_t hash_of(const char *text, size_t len, size_t language)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	return mix(hash, language);
}

/* A word of ASCII has been hashed already: text that differs in case only shares the hash. */
static uint16_t remember(struct rt_date_words *words, const struct rt_value_input *input,
	const char *text, size_t len, uint32_t folded)
{
	uint32_t hash = folded ? mix(folded, words->language) : hash_of(text, len, words->language);
	struct slot *slot = find_slot(words, text, len, hash);
	if (slot->len)
		return slot->meanings;
	if (words->count++ == MOST_WORDS) {
		forget_words(words);
		slot = find_slot(words, text, len, hash);
	}
	*slot = (struct slot){hash, (uint8_t)len, (uint8_t)words->language,
		ask(words, input, text, len), ""};
	memcpy(slot->text, text, len);
	return slot->meanings;
}

static bool tell(struct rt_date_words *words, uint16_t index, struct rt_date_token *token)
{
	const struct meanings *meanings = words->meanings.items[index];
	token->classes = meanings->classes;
	token->meaning_count = meanings->count;
	token->meanings = meanings->items;
	return meanings->count > 0;
}

bool rt_date_words_tell(struct rt_date_words *words, const struct rt_value_input *input,
	const char *text, size_t len, struct rt_date_token *token)
{
	return tell(words, len <= LONGEST_WORD ? remember(words, input, text, len, 0)
					       : ask(words, input, text, len), token);
}

bool rt_date_words_tell_token(
	struct rt_date_words *words, const struct rt_value_input *input, struct rt_date_token *token)
{
	const char *text = input->text + token->start;
	size_t len = token->end - token->start;
	if (!token->folded || len > LONGEST_WORD)
		return rt_date_words_tell(words, input, text, len, token);
	return tell(words, remember(words, input, text, len, token->folded), token);
}
