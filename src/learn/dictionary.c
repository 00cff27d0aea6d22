#include "learn/dictionary.h"

#include "base/sha256.h"
#include "base/vec.h"
#include "doc/lang.h"
#include "learn/date_habit.h"
#include "learn/party.h"

#include <stdlib.h>
#include <string.h>

struct entry {
	uint64_t key; /* 0: free */
	struct rt_word_counts counts;
};

static const char *const languages[] = {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "sv",
	"he", "ar", "fa", "ru", "uk", "el", "zh"};
#define LANGUAGES (sizeof languages / sizeof *languages)

struct rt_dictionary {
	uint32_t documents[LANGUAGES]; /* by language */
	const struct rt_ruleset *rules;
	struct rt_scanner *scanner; /* of the thread that observes */
	struct rt_lexical *lexical;
	struct entry *slots;
	size_t slot_count, used; /* slot_count: a power of two */
	uint64_t sieve;		 /* keys with one of these bits are left out */
	char stamp[RT_SHA256_HEX];
};

/* ---- the table ---- */

#define FIRST_SLOTS 4096

/* The lowest bit is set in every key, so the sieve begins at the next. */
static uint64_t spread(uint64_t key)
{
	return key * 0x9e3779b97f4a7c15u >> 16;
}

static struct entry *slot_of(struct entry *slots, size_t count, uint64_t key)
{
	size_t at = spread(key) & (count - 1);
	while (slots[at].key && slots[at].key != key)
		at = (at + 1) & (count - 1);
	return &slots[at];
}

static void rebuild(struct rt_dictionary *in, size_t slot_count)
{
	struct entry *slots = rt_alloc_zero(slot_count, sizeof *slots);
	size_t used = 0;
	for (size_t i = 0; i < in->slot_count; i++) {
		if (!in->slots[i].key || in->slots[i].key & in->sieve)
			continue;
		*slot_of(slots, slot_count, in->slots[i].key) = in->slots[i];
		used++;
	}
	rt_free(in->slots);
	in->slots = slots;
	in->slot_count = slot_count;
	in->used = used;
}

static void make_room(struct rt_dictionary *in)
{
	while (in->used >= RT_DICTIONARY_WORDS) {
		in->sieve = in->sieve << 1 | 2;
		rebuild(in, in->slot_count);
	}
	if (in->used * 3 >= in->slot_count * 2)
		rebuild(in, in->slot_count * 2);
}

/* NULL where the sieve leaves the word out. */
static struct rt_word_counts *counts_at(struct rt_dictionary *in, uint64_t key)
{
	if (key & in->sieve)
		return NULL;
	struct entry *entry = slot_of(in->slots, in->slot_count, key);
	if (entry->key)
		return &entry->counts;
	make_room(in);
	if (key & in->sieve)
		return NULL;
	entry = slot_of(in->slots, in->slot_count, key);
	entry->key = key;
	in->used++;
	return &entry->counts;
}

struct rt_dictionary *rt_dictionary_new(const struct rt_ruleset *rules)
{
	struct rt_dictionary *dictionary = rt_alloc_zero(1, sizeof *dictionary);
	dictionary->rules = rules;
	rebuild(dictionary, FIRST_SLOTS);
	return dictionary;
}

void rt_dictionary_free(struct rt_dictionary *dictionary)
{
	if (!dictionary)
		return;
	rt_scanner_free(dictionary->scanner);
	rt_lexical_free(dictionary->lexical);
	rt_free(dictionary->slots);
	rt_free(dictionary);
}

const struct rt_word_counts *rt_dictionary_word(
	const struct rt_dictionary *dictionary, uint64_t key)
{
	const struct entry *entry = slot_of(dictionary->slots, dictionary->slot_count, key);
	return entry->key ? &entry->counts : NULL;
}

/* ---- observing ---- */

static void add(uint32_t *count, uint32_t more)
{
	*count = *count > UINT32_MAX - more ? UINT32_MAX : *count + more;
}

static void count_case(struct rt_word_counts *counts, const struct rt_token *token)
{
	if (token->shape & RT_SHAPE_LOWER)
		add(&counts->lower, 1);
	else if (token->shape & RT_SHAPE_CAPS)
		add(&counts->caps, 1);
	else if (token->place & (RT_AT_SENTENCE_START | RT_AT_LINE_START))
		add(&counts->opening, 1);
	else
		add(&counts->inside, 1);
}

static bool is_name_word(const struct rt_token *token, struct rt_word_info info)
{
	return token->shape & RT_SHAPE_CAPITAL && !(info.flags & RT_WORD_NEVER);
}

static bool opens_name(const struct rt_token *token, struct rt_word_info info)
{
	return is_name_word(token, info) && info.flags & RT_WORD_GIVEN &&
	       !(info.flags & (RT_WORD_DOUBTFUL | RT_WORD_PLACE | RT_WORD_BODY));
}

/* Where no capital tells, a word of no list behind a sure given name or a courtesy. */
static void count_uncased(
	struct rt_word_counts *counts, struct rt_word_info before, struct rt_word_info now)
{
	bool named = before.flags & RT_WORD_SURE && !(before.flags & RT_WORDS_OF_TEXT);
	if ((named || before.flags & RT_WORD_HONORIFIC) && !(now.flags & RT_WORDS_OF_TEXT))
		add(&counts->person, 1);
}

/* "Ana Qwynter", "Mr. Qwynter", "Qwynter Energy". */
static void count_neighbour(struct rt_word_counts *counts, const struct rt_token *tokens, size_t i,
	struct rt_word_info before, struct rt_word_info now, struct rt_word_info after)
{
	if (tokens[i].shape & RT_SHAPE_HEBREW && !(tokens[i].place & RT_AT_BREAK))
		count_uncased(counts, before, now);
	if (!is_name_word(&tokens[i], now))
		return;
	bool titled = before.flags & RT_WORD_HONORIFIC && !(tokens[i].place & RT_AT_BLOCK_START);
	if (titled || (!(now.flags & RT_WORD_TAIL) && !(tokens[i].place & RT_AT_LINE_START) &&
			      opens_name(&tokens[i - 1], before)))
		add(&counts->person, 1);
	if (after.flags & (RT_WORD_LEGAL | RT_WORD_TAIL) &&
		tokens[i + 1].shape & (RT_SHAPE_CAPITAL | RT_SHAPE_CAPS))
		add(&counts->body, 1);
}

static bool is_large(const struct rt_token *token)
{
	return token->shape & (RT_SHAPE_CAPITAL | RT_SHAPE_CAPS | RT_SHAPE_MIXED);
}

/* "with Qux", "Qux's", "Qux agreed", and no other capital beside it. */
static void count_act(struct rt_word_counts *counts, const char *text,
	const struct rt_token *tokens, size_t i, struct rt_word_info before,
	struct rt_word_info after)
{
	if (is_large(&tokens[i]) && !is_large(&tokens[i - 1]) && !is_large(&tokens[i + 1]) &&
		rt_acts_between(text, &tokens[i], before.flags, after.flags))
		add(&counts->acts, 1);
}

/* "in Qux", "near Qux" */
static void count_where(struct rt_word_counts *counts, const char *text,
	const struct rt_token *tokens, size_t i)
{
	if (is_large(&tokens[i]) && !is_large(&tokens[i + 1]) &&
		rt_where_before(text, &tokens[i - 1]))
		add(&counts->where, 1);
}

static void observe_text(struct rt_dictionary *in, const char *text)
{
	const struct rt_tokens *tokens = rt_scanner_tokens(in->scanner);
	struct rt_word_info before = {0}, now = {0};
	struct rt_word_info after =
		tokens->count ? rt_lexical_at(in->lexical, in->scanner, text, 0) : now;
	for (size_t i = 0; i < tokens->count; i++) {
		before = now;
		now = after;
		after = i + 1 < tokens->count ? rt_lexical_at(in->lexical, in->scanner, text, i + 1)
					      : (struct rt_word_info){0};
		if (!(tokens->items[i].shape & RT_SHAPE_LETTER) ||
			tokens->items[i].shape & RT_SHAPE_ADDRESS)
			continue;
		struct rt_word_counts *counts = counts_at(in, now.key);
		if (!counts)
			continue;
		count_case(counts, &tokens->items[i]);
		if (!i || i + 1 >= tokens->count)
			continue;
		count_neighbour(counts, tokens->items, i, before, now, after);
		count_act(counts, text, tokens->items, i, before, after);
		count_where(counts, text, tokens->items, i);
	}
}

static void observe_party(void *context, uint64_t key, bool surname)
{
	struct rt_word_counts *counts = counts_at(context, key);
	if (counts)
		add(surname ? &counts->surname : &counts->given, 1);
}

static void count_language(struct rt_dictionary *in, const struct rt_document *document)
{
	const char *lang =
		document->lang ? document->lang : rt_lang_guess(document->text, document->len);
	for (size_t i = 0; lang && i < LANGUAGES; i++)
		if (!strncmp(languages[i], lang, 2))
			add(&in->documents[i], 1);
}

const char *rt_dictionary_language(const struct rt_dictionary *dictionary)
{
	size_t best = 0;
	for (size_t i = 1; i < LANGUAGES; i++)
		if (dictionary->documents[i] > dictionary->documents[best])
			best = i;
	return languages[best];
}

static void add_habit(struct rt_dictionary *in, uint64_t key, const struct rt_date_habit *habit)
{
	struct rt_word_counts *counts = counts_at(in, key);
	if (!counts)
		return;
	add(&counts->lower, habit->day_first);
	add(&counts->inside, habit->month_first);
}

/* How mail of the sender and of the sender's domain writes its dates: kept as words of their own. */
static void observe_dates(struct rt_dictionary *in, const struct rt_document *document)
{
	struct rt_date_habit habit = {0, 0};
	struct rt_date_habit_keys keys = rt_date_habit_keys(document);
	if (keys.sender)
		rt_date_habit_count(&habit, document->text, document->len);
	if (!habit.day_first && !habit.month_first)
		return;
	add_habit(in, keys.sender, &habit);
	add_habit(in, keys.domain, &habit);
}

void rt_dictionary_observe(struct rt_dictionary *dictionary, const struct rt_document *document)
{
	if (!dictionary->scanner) {
		dictionary->scanner = rt_scanner_new(dictionary->rules);
		dictionary->lexical = rt_lexical_new(dictionary->rules);
	}
	if (!document->text)
		return;
	count_language(dictionary, document);
	rt_scanner_tokenise(dictionary->scanner, document);
	observe_text(dictionary, document->text);
	observe_dates(dictionary, document);
	rt_parties_each_word(dictionary->rules, document, observe_party, dictionary);
}

/* ---- adding up ---- */

void rt_dictionary_merge(struct rt_dictionary *into, const struct rt_dictionary *from)
{
	into->sieve |= from->sieve;
	for (size_t i = 0; i < LANGUAGES; i++)
		add(&into->documents[i], from->documents[i]);
	rebuild(into, into->slot_count);
	for (size_t i = 0; i < from->slot_count; i++) {
		const struct rt_word_counts *more = &from->slots[i].counts;
		struct rt_word_counts *counts =
			from->slots[i].key ? counts_at(into, from->slots[i].key) : NULL;
		if (!counts)
			continue;
		add(&counts->lower, more->lower);
		add(&counts->inside, more->inside);
		add(&counts->opening, more->opening);
		add(&counts->caps, more->caps);
		add(&counts->given, more->given);
		add(&counts->surname, more->surname);
		add(&counts->person, more->person);
		add(&counts->acts, more->acts);
		add(&counts->where, more->where);
		add(&counts->body, more->body);
	}
}

static int by_key(const void *left, const void *right)
{
	uint64_t a = ((const struct entry *)left)->key, b = ((const struct entry *)right)->key;
	return a < b ? -1 : a > b;
}

void rt_dictionary_finish(struct rt_dictionary *dictionary)
{
	RT_VEC(struct entry) entries = {0};
	for (size_t i = 0; i < dictionary->slot_count; i++)
		if (dictionary->slots[i].key)
			rt_vec_push(&entries, dictionary->slots[i]);
	if (entries.count)
		qsort(entries.items, entries.count, sizeof *entries.items, by_key);
	struct rt_sha256 *sum = rt_sha256_new();
	const char *language = rt_dictionary_language(dictionary);
	rt_sha256_add(sum, language, strlen(language));
	rt_sha256_add(sum, entries.items, entries.count * sizeof *entries.items);
	rt_sha256_end(sum, dictionary->stamp);
	rt_vec_release(&entries);
}

const char *rt_dictionary_stamp(const struct rt_dictionary *dictionary)
{
	return dictionary->stamp;
}
