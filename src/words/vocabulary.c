#include "words/vocabulary.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "match/match.h"
#include "words/rune.h"
#include "words/signature.h"
#include "words/token.h"
#include "words/word_key.h"
#include "words/words.h"

#include <string.h>

#define MAX_WORDS 200000 /* distinct words before the vocabulary starts anew: some 20 MB */

/* By all vocabularies: what is kept by a word's number may know several of them, one a language. */
static _Atomic unsigned generations_begun;

struct rt_vocabulary {
	struct rt_word_table table;
	unsigned generation; /* number of this beginning; no two are the same */
	const struct rt_gazetteer *gazetteer;
	struct rt_signatures *signatures;
	const struct rt_match_scratch *scratch; /* or NULL */
	const struct rt_dialect *dialect; /* of the texts, to the matcher */
	const struct rt_word_terms *terms;
	struct rt_arena *arena;
	RT_VEC(struct rt_word) words; /* [0] is not used */
	RT_VEC(struct rt_word_hint) hints; /* by word */
	RT_VEC(struct rt_walks) walks; /* [0]: not known */
	struct rt_map *known_walks;    /* -> their place */
	void *slot_memory;
	int abbreviation, honorific; /* sets, or -1 */
	uint64_t lang;
	uint32_t serial;
	/* While a word is made: */
	RT_VEC(int) sets;
	struct rt_str folded;
};

static void new_slots(struct rt_vocabulary *vocabulary, size_t count)
{
	vocabulary->slot_memory = rt_alloc_zero(count + 1, sizeof(struct rt_word_slot));
	uintptr_t at = (uintptr_t)vocabulary->slot_memory, line = sizeof(struct rt_word_slot);
	vocabulary->table.slots = (struct rt_word_slot *)((at + line - 1) & ~(line - 1));
	vocabulary->table.mask = count - 1;
}

static void start(struct rt_vocabulary *vocabulary)
{
	vocabulary->generation = ++generations_begun;
	rt_arena_reset(vocabulary->arena);
	rt_vec_clear(&vocabulary->words);
	rt_vec_push(&vocabulary->words, (struct rt_word){0});
	rt_vec_clear(&vocabulary->hints);
	rt_vec_push(&vocabulary->hints, (struct rt_word_hint){0});
	rt_vec_clear(&vocabulary->walks);
	rt_vec_push(&vocabulary->walks, (struct rt_walks){0});
	rt_map_clear(vocabulary->known_walks);
	rt_free(vocabulary->slot_memory);
	new_slots(vocabulary, 4096);
}

struct rt_vocabulary *rt_vocabulary_new(
	const struct rt_gazetteer *gazetteer, struct rt_signatures *signatures)
{
	struct rt_vocabulary *vocabulary = rt_alloc_zero(1, sizeof *vocabulary);
	vocabulary->gazetteer = gazetteer;
	vocabulary->signatures = signatures;
	vocabulary->terms = signatures->terms;
	vocabulary->arena = rt_arena_new();
	vocabulary->known_walks = rt_map_new();
	vocabulary->folded = (struct rt_str)RT_STR_INIT;
	vocabulary->abbreviation = rt_gazetteer_set(gazetteer, "abbreviation", 12);
	vocabulary->honorific = rt_gazetteer_set(gazetteer, "honorific", 9);
	start(vocabulary);
	return vocabulary;
}

unsigned rt_vocabulary_generation(const struct rt_vocabulary *vocabulary)
{
	return vocabulary->serial << 20 | (vocabulary->generation & 0xfffff);
}

void rt_vocabulary_speak(struct rt_vocabulary *vocabulary, uint64_t lang, uint32_t serial)
{
	vocabulary->serial = serial;
	vocabulary->lang = lang;
}

uint64_t rt_vocabulary_language(const struct rt_vocabulary *vocabulary)
{
	return vocabulary->lang;
}

void rt_vocabulary_free(struct rt_vocabulary *vocabulary)
{
	if (!vocabulary)
		return;
	rt_vec_release(&vocabulary->words);
	rt_vec_release(&vocabulary->hints);
	rt_vec_release(&vocabulary->walks);
	rt_map_free(vocabulary->known_walks);
	rt_vec_release(&vocabulary->sets);
	rt_str_release(&vocabulary->folded);
	rt_free(vocabulary->slot_memory);
	rt_arena_free(vocabulary->arena);
	rt_free(vocabulary);
}

void rt_vocabulary_watch(struct rt_vocabulary *vocabulary, const struct rt_match_scratch *scratch,
	const struct rt_dialect *dialect)
{
	vocabulary->scratch = scratch;
	vocabulary->dialect = dialect;
}

const struct rt_dialect *rt_vocabulary_dialect(const struct rt_vocabulary *vocabulary)
{
	return vocabulary->dialect;
}

struct rt_signatures *rt_vocabulary_signatures(const struct rt_vocabulary *vocabulary)
{
	return vocabulary->signatures;
}

void rt_vocabulary_clear(struct rt_vocabulary *vocabulary)
{
	start(vocabulary);
}

void rt_vocabulary_trim(struct rt_vocabulary *vocabulary)
{
	if (vocabulary->words.count >= MAX_WORDS)
		start(vocabulary);
}

/* ---- letters that Hebrew and Arabic glue on ---- */

/* They stand in an order: "and" before "that", that before "in" and "to", the Hebrew article last.
 * What breaks it is part of the word: no "in" stands before an "and". Ranks of one script; 0: none. */
struct prefix {
	uint32_t letter;
	int rank;
};
static const struct prefix hebrew_prefixes[] = {
	{0x5d5, 1}, {0x5e9, 2}, {0x5d1, 3}, {0x5dc, 3}, {0x5de, 3}, {0x5db, 3}, {0x5d4, 4}, {0, 0}};
static const struct prefix arabic_prefixes[] = {
	{0x648, 1}, {0x641, 1}, {0x628, 2}, {0x643, 2}, {0x633, 2}, {0x644, 3}, {0, 0}};
#define HEBREW_THAT 2
#define HEBREW_IN 3
#define ARABIC_TO 3

/* Two vavs write the W of a name from abroad; an "and" in front of one vav is as rare. */
static bool is_double_vav(const char *text, size_t len)
{
	return len >= 4 && !memcmp(text, "\xd7\x95\xd7\x95", 4);
}

/* The rank of a letter that may stand glued on behind one of rank `before`; 0: it may not. "When"
 * and "from that" put Hebrew's "that" second; "to the" is written with two Arabic lams. */
static int rank_behind(const struct prefix *prefixes, int before, uint32_t letter)
{
	bool hebrew = prefixes == hebrew_prefixes;
	for (; prefixes->letter && prefixes->letter != letter; prefixes++)
		;
	int rank = prefixes->rank;
	if (rank > before || (hebrew && before == HEBREW_IN && rank == HEBREW_THAT) ||
		(!hebrew && before == ARABIC_TO && rank == ARABIC_TO))
		return rank;
	return 0;
}

/* Does the Arabic article begin at text[at]? Moves *at behind it. */
static bool take_article(const char *text, size_t len, size_t *at)
{
	static const char article[] = "\xd8\xa7\xd9\x84";
	if (len - *at < 4 || memcmp(text + *at, article, 4) != 0)
		return false;
	*at += 4;
	return true;
}

static uint32_t token_of(struct rt_vocabulary *vocabulary, const char *text, size_t len)
{
	rt_str_clear(&vocabulary->folded);
	rt_token_fold(&vocabulary->folded, text, len);
	return rt_gazetteer_token(vocabulary->gazetteer, vocabulary->folded.data, vocabulary->folded.len);
}

static bool begins_entries(const struct rt_vocabulary *vocabulary, uint32_t token)
{
	return token && rt_gazetteer_first(vocabulary->gazetteer, token);
}

/* Takes off one prefix after the other until what is left begins an entry of a list. In Arabic the
 * article, last of all, is looked behind as well, and stays with the name. */
static void find_inner(struct rt_vocabulary *vocabulary, struct rt_word *word)
{
	bool hebrew = word->shape & RT_SHAPE_HEBREW;
	const struct prefix *prefixes = hebrew ? hebrew_prefixes : arabic_prefixes;
	size_t at = 0;
	int rank = 0;
	if (is_double_vav(word->text, word->len))
		return;
	for (int taken = 0; taken < 4; taken++) {
		size_t behind_article = at;
		if (!hebrew && take_article(word->text, word->len, &behind_article) &&
			word->len - behind_article >= 4) {
			uint32_t token = token_of(
				vocabulary, word->text + behind_article, word->len - behind_article);
			word->inner = begins_entries(vocabulary, token) ? token : 0;
		}
		if (!word->inner) {
			rank = rank_behind(prefixes, rank, rt_utf8_next(word->text, word->len, &at));
			if (!rank)
				return;
			while (at < word->len &&
				rt_rune_flags(rt_utf8_next(word->text, word->len, &(size_t){at})) &
					RT_RUNE_MARK)
				rt_utf8_next(word->text, word->len, &at);
			if (word->len - at < 4)
				return;
			uint32_t token = token_of(vocabulary, word->text + at, word->len - at);
			word->inner = begins_entries(vocabulary, token) ? token : 0;
		}
		if (word->inner) {
			word->inner_at = (uint16_t)at;
			return;
		}
	}
}

/* ---- a new word ---- */

/* In order, each once; there are a few. */
static void note_set(void *context, int set)
{
	struct rt_vocabulary *vocabulary = context;
	rt_vec_push(&vocabulary->sets, set);
	int *sets = vocabulary->sets.items;
	size_t at = vocabulary->sets.count - 1;
	for (; at && sets[at - 1] > set; at--)
		sets[at] = sets[at - 1];
	sets[at] = set;
	if (at && sets[at - 1] == set)
		rt_vec_remove(&vocabulary->sets, at);
}

static bool noted(const struct rt_vocabulary *vocabulary, int set)
{
	RT_VEC_FOREACH(known, &vocabulary->sets)
		if (*known == set)
			return true;
	return false;
}

/* folded, exact: the literals that it is, or -1. Its folded form is at hand. */
static void look_up(struct rt_vocabulary *vocabulary, struct rt_word *word, int folded, int exact)
{
	const struct rt_gazetteer *gazetteer = vocabulary->gazetteer;
	word->token = rt_gazetteer_token(gazetteer, vocabulary->folded.data, vocabulary->folded.len);
	uint32_t first = word->token ? rt_gazetteer_first(gazetteer, word->token) : 0;
	if (word->shape & (RT_SHAPE_HEBREW | RT_SHAPE_ARABIC))
		find_inner(vocabulary, word);
	uint32_t inner = word->inner ? rt_gazetteer_first(gazetteer, word->inner) : 0;
	word->long_node = first && rt_gazetteer_goes_on(gazetteer, first) ? first : 0;
	word->long_inner = inner && rt_gazetteer_goes_on(gazetteer, inner) ? inner : 0;
	word->by_inner = !first && inner;
	first = first ? first : inner;
	rt_vec_clear(&vocabulary->sets);
	if (first) {
		word->node = rt_gazetteer_ends(gazetteer, first) ? first : 0;
		size_t skip = word->by_inner ? word->inner_at : 0;
		rt_gazetteer_each_set(
			gazetteer, first, vocabulary->lang, word->text + skip, word->len - skip, note_set,
			vocabulary);
	}
	word->abbreviation = noted(vocabulary, vocabulary->abbreviation) || noted(vocabulary, vocabulary->honorific);
	word->signature = rt_signatures_of(vocabulary->signatures, &(struct rt_word_facts){.shape = word->shape,
		.exact = exact, .folded = folded, .sets = vocabulary->sets.items,
		.set_count = vocabulary->sets.count});
}

/* The place of the word's walks. */
static uint16_t walks_of(struct rt_vocabulary *vocabulary, const char *text, size_t len)
{
	struct rt_walks walks;
	if (!vocabulary->scratch ||
		!rt_match_walks(vocabulary->scratch, vocabulary->dialect, text, len, &walks))
		return 0;
	uint64_t *known = rt_map_at(vocabulary->known_walks, (const char *)&walks, sizeof walks);
	if (!*known && vocabulary->walks.count <= UINT16_MAX) {
		*known = vocabulary->walks.count;
		rt_vec_push(&vocabulary->walks, walks);
	}
	return (uint16_t)*known;
}

const struct rt_walks *rt_vocabulary_walks(const struct rt_vocabulary *vocabulary)
{
	return vocabulary->walks.items;
}

const struct rt_word_hint *rt_vocabulary_hints(const struct rt_vocabulary *vocabulary)
{
	return vocabulary->hints.items;
}

static bool is_hyphen(const char *text, size_t len)
{
	return (len == 1 && *text == '-') || (len == 2 && !memcmp(text, "\xd6\xbe", 2)); /* maqaf */
}

static struct rt_word_hint hint_of(
	const struct rt_vocabulary *vocabulary, const struct rt_word *word, uint16_t walks)
{
	const struct rt_gazetteer *gazetteer = vocabulary->gazetteer;
	struct rt_word_hint hint = {.is_hyphen = is_hyphen(word->text, word->len), .walks = walks};
	if (word->long_node)
		hint.opens |= rt_gazetteer_goes_on(gazetteer, word->long_node);
	if (word->long_inner)
		hint.opens |= rt_gazetteer_goes_on(gazetteer, word->long_inner);
	return hint;
}

/* The lists' memory is asked for step by step while the rest is worked out (gazetteer.h). */
static uint32_t put_word(
	struct rt_vocabulary *vocabulary, const char *text, size_t len, bool is_address)
{
	struct rt_word word = {.text = rt_arena_strndup(vocabulary->arena, text, len),
		.len = (uint32_t)len};
	const struct rt_gazetteer *gazetteer = vocabulary->gazetteer;
	struct rt_str *folded = &vocabulary->folded;
	rt_str_clear(folded);
	rt_token_fold(folded, word.text, len);
	uint64_t hash = rt_gazetteer_token_hash(folded->data, folded->len);
	rt_gazetteer_fetch(gazetteer, hash, RT_GAZETTEER_SLOT);
	word.shape = is_address ? RT_SHAPE_ANY | RT_SHAPE_ADDRESS : rt_shape_of(text, len);
	int literal = rt_words_folded_literal(vocabulary->terms, folded->data, folded->len);
	rt_gazetteer_fetch(gazetteer, hash, RT_GAZETTEER_TOKEN);
	uint16_t walks = is_address ? 0 : walks_of(vocabulary, word.text, len);
	rt_gazetteer_fetch(gazetteer, hash, RT_GAZETTEER_NODE);
	int exact = rt_words_literal(vocabulary->terms, word.text, len);
	rt_gazetteer_fetch(gazetteer, hash, RT_GAZETTEER_ENDING);
	look_up(vocabulary, &word, literal, exact);
	rt_vec_push(&vocabulary->words, word);
	rt_vec_push(&vocabulary->hints, hint_of(vocabulary, &word, walks));
	return (uint32_t)vocabulary->words.count - 1;
}

/* ---- the table ---- */

const unsigned char rt_word_ones[2 * RT_WORD_SHORT] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

static uint64_t load(const char *text, size_t len)
{
	uint64_t part = 0;
	memcpy(&part, text, len);
	return part;
}

static uint32_t kept_len(uint32_t len)
{
	return len < RT_WORD_MAX_LEN ? len : RT_WORD_MAX_LEN;
}

/* Up to 16 bytes as they are; of a longer word two sums. */
struct rt_word_key rt_word_key(const char *text, size_t len)
{
	struct rt_word_key key = {.text = text, .len = (uint32_t)len};
	if (len <= RT_WORD_SHORT) {
		key.head = load(text, len < 8 ? len : 8);
		key.tail = len > 8 ? load(text + 8, len - 8) : 0;
	} else {
		for (size_t at = 0; at < len; at += 8) {
			uint64_t part = load(text + at, len - at < 8 ? len - at : 8);
			key.head = rt_word_mix(key.head, part, at);
			key.tail = rt_word_mix(part, key.tail, len);
		}
	}
	key.hash = rt_word_mix(key.head, key.tail, kept_len(key.len));
	return key;
}

struct rt_word_key rt_word_key_of_address(void)
{
	return (struct rt_word_key){.text = "", .is_address = true};
}

const struct rt_word_table *rt_vocabulary_table(const struct rt_vocabulary *vocabulary)
{
	return &vocabulary->table;
}

static void grow(struct rt_vocabulary *vocabulary)
{
	const struct rt_word_table old = vocabulary->table, *table = &vocabulary->table;
	void *old_memory = vocabulary->slot_memory;
	new_slots(vocabulary, 2 * (old.mask + 1));
	for (size_t i = 0; i <= old.mask; i++) {
		const struct rt_word_slot *slot = &old.slots[i];
		if (!slot->brief.word)
			continue;
		size_t at = rt_word_mix(slot->head, slot->tail, rt_word_len(&slot->brief)) & table->mask;
		while (table->slots[at].brief.word)
			at = (at + 1) & table->mask;
		table->slots[at] = *slot;
	}
	rt_free(old_memory);
}

static bool same(const struct rt_vocabulary *vocabulary, const struct rt_word_slot *slot,
	const struct rt_word_key *key)
{
	if (slot->head != key->head || slot->tail != key->tail)
		return false;
	if (key->len <= RT_WORD_SHORT)
		return rt_word_len(&slot->brief) == key->len;
	const struct rt_word *word = &vocabulary->words.items[slot->brief.word];
	return word->len == key->len && !memcmp(word->text, key->text, key->len);
}

static uint32_t quiet_marks_of(const struct rt_walks *walks)
{
	bool spaced = !walks->usual, usually = spaced && !(walks->elsewhere & 1u);
	bool always = usually && !walks->open && !walks->elsewhere;
	return (always ? RT_WORD_QUIET : 0u) | (usually ? RT_WORD_QUIET_USUALLY : 0u) |
		(spaced ? RT_WORD_QUIET_SPACED : 0u);
}

static uint32_t marks_of(const struct rt_vocabulary *vocabulary, uint32_t number)
{
	const struct rt_word *word = &vocabulary->words.items[number];
	uint16_t known = vocabulary->hints.items[number].walks;
	return (word->by_inner && word->inner_at ? RT_WORD_INNER : 0u) |
		(known ? quiet_marks_of(&vocabulary->walks.items[known]) : 0u) |
		(word->abbreviation ? RT_WORD_ABBREVIATION : 0u);
}

/* Out of line: the usual way through rt_vocabulary_word is short. */
static __attribute__((noinline)) struct rt_word_brief put_slot(
	struct rt_vocabulary *vocabulary, struct rt_word_slot *slot, const struct rt_word_key *key)
{
	uint32_t number = put_word(vocabulary, key->text, key->len, key->is_address);
	const struct rt_word *word = &vocabulary->words.items[number];
	struct rt_word_brief brief = {.word = number, .signature = word->signature,
		.listed = word->token,
		.shape = word->shape | marks_of(vocabulary, number) << RT_WORD_MARKS_AT |
			kept_len(key->len) << RT_WORD_LEN_AT};
	*slot = (struct rt_word_slot){key->head, key->tail, brief};
	if (vocabulary->words.count * 2 > vocabulary->table.mask + 1)
		grow(vocabulary);
	return brief;
}

struct rt_word_brief rt_vocabulary_word(
	struct rt_vocabulary *vocabulary, const struct rt_word_key *key)
{
	const struct rt_word_table *table = &vocabulary->table;
	size_t at = key->hash & table->mask;
	struct rt_word_slot *slot = &table->slots[at];
	for (; slot->brief.word; slot = &table->slots[at = (at + 1) & table->mask])
		if (same(vocabulary, slot, key))
			return slot->brief;
	return put_slot(vocabulary, slot, key);
}

const struct rt_word *rt_vocabulary_at(const struct rt_vocabulary *vocabulary, uint32_t word)
{
	return &vocabulary->words.items[word];
}
