#include "learn/dictionary.h"

#include "base/mem.h"
#include "base/sha256.h"
#include "doc/lang_tally.h"
#include "learn/date_habit.h"
#include "learn/party.h"
#include "learn/tally.h"

#include <string.h>

struct rt_dictionary {
	struct rt_lang_tally languages;
	const struct rt_ruleset *rules;
	struct rt_scanner *scanner; /* of the thread that observes */
	struct rt_lexical *lexical;
	struct rt_tally *words;	  /* struct rt_word_counts */
	struct rt_tally *phrases; /* struct rt_phrase_counts */
	uint64_t of_judgments;	  /* words */
	char stamp[RT_SHA256_HEX];
};

#define COLUMNS(counts) (sizeof(counts) / sizeof(uint32_t))

struct rt_dictionary *rt_dictionary_new(const struct rt_ruleset *rules)
{
	struct rt_dictionary *dictionary = rt_alloc_zero(1, sizeof *dictionary);
	dictionary->rules = rules;
	dictionary->languages.languages = rt_ruleset_languages(rules);
	dictionary->words = rt_tally_new(COLUMNS(struct rt_word_counts), RT_DICTIONARY_WORDS);
	dictionary->phrases = rt_tally_new(COLUMNS(struct rt_phrase_counts), RT_DICTIONARY_PHRASES);
	return dictionary;
}

void rt_dictionary_free(struct rt_dictionary *dictionary)
{
	if (!dictionary)
		return;
	rt_scanner_free(dictionary->scanner);
	rt_lexical_free(dictionary->lexical);
	rt_tally_free(dictionary->words);
	rt_tally_free(dictionary->phrases);
	rt_free(dictionary);
}

const struct rt_word_counts *rt_dictionary_word(
	const struct rt_dictionary *dictionary, uint64_t key)
{
	return (const void *)rt_tally_get(dictionary->words, key);
}

uint64_t rt_dictionary_of_judgments(const struct rt_dictionary *dictionary)
{
	return dictionary->of_judgments;
}

static uint64_t phrase_key(uint64_t first, uint64_t second)
{
	return rt_key_add(rt_key_add(0, first), second);
}

const struct rt_phrase_counts *rt_dictionary_phrase(
	const struct rt_dictionary *dictionary, uint64_t first, uint64_t second)
{
	return (const void *)rt_tally_get(dictionary->phrases, phrase_key(first, second));
}

static struct rt_word_counts *counts_at(struct rt_dictionary *in, uint64_t key)
{
	return (void *)rt_tally_at(in->words, key);
}

/* ---- observing ---- */

static void count_case(struct rt_word_counts *counts, const struct rt_token *token)
{
	if (token->shape & RT_SHAPE_LOWER)
		rt_tally_add(&counts->lower, 1);
	else if (token->shape & RT_SHAPE_CAPS)
		rt_tally_add(&counts->caps, 1);
	else if (token->place & (RT_AT_SENTENCE_START | RT_AT_LINE_START))
		rt_tally_add(&counts->opening, 1);
	else
		rt_tally_add(&counts->inside, 1);
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
		rt_tally_add(&counts->person, 1);
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
		rt_tally_add(&counts->person, 1);
	if (after.flags & (RT_WORD_LEGAL | RT_WORD_TAIL) &&
		tokens[i + 1].shape & (RT_SHAPE_CAPITAL | RT_SHAPE_CAPS))
		rt_tally_add(&counts->body, 1);
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
		rt_tally_add(&counts->acts, 1);
}

/* "in Qux", "near Qux" */
static void count_where(struct rt_word_counts *counts, const char *text,
	const struct rt_token *tokens, size_t i)
{
	if (is_large(&tokens[i]) && !is_large(&tokens[i + 1]) &&
		rt_where_before(text, &tokens[i - 1]))
		rt_tally_add(&counts->where, 1);
}

/* "debt securities" and "Debt Securities"; a phrase goes over no word of grammar. */
static void count_phrase(struct rt_dictionary *in, const struct rt_token *now,
	struct rt_word_info first, struct rt_word_info second)
{
	const struct rt_token *before = now - 1;
	bool small = before->shape & now->shape & RT_SHAPE_LOWER;
	bool large = before->shape & now->shape & RT_SHAPE_CAPITAL;
	if ((!small && !large) || (first.flags | second.flags) & RT_WORD_FUNCTION ||
		now->place & (RT_AT_BREAK | RT_AT_BLOCK_START))
		return;
	struct rt_phrase_counts *counts =
		(void *)rt_tally_at(in->phrases, phrase_key(first.key, second.key));
	if (counts)
		rt_tally_add(small ? &counts->small : &counts->large, 1);
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
		in->of_judgments += rt_word_of(now, RT_USE_JUDGMENT);
		if (i)
			count_phrase(in, &tokens->items[i], before, now);
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
		rt_tally_add(surname ? &counts->surname : &counts->given, 1);
}

const char *rt_dictionary_language(const struct rt_dictionary *dictionary)
{
	return rt_lang_tally_most(&dictionary->languages);
}

static void add_habit(struct rt_dictionary *in, uint64_t key, const struct rt_date_habit *habit)
{
	struct rt_word_counts *counts = counts_at(in, key);
	if (!counts)
		return;
	rt_tally_add(&counts->lower, habit->day_first);
	rt_tally_add(&counts->inside, habit->month_first);
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
	rt_lang_tally_add(&dictionary->languages, document->lang, document->text, document->len);
	rt_scanner_tokenise(dictionary->scanner, document);
	observe_text(dictionary, document->text);
	observe_dates(dictionary, document);
	rt_parties_each_word(dictionary->rules, document, observe_party, dictionary);
}

/* ---- adding up ---- */

void rt_dictionary_merge(struct rt_dictionary *into, const struct rt_dictionary *from)
{
	rt_lang_tally_merge(&into->languages, &from->languages);
	into->of_judgments += from->of_judgments;
	rt_tally_merge(into->words, from->words);
	rt_tally_merge(into->phrases, from->phrases);
}

void rt_dictionary_finish(struct rt_dictionary *dictionary)
{
	struct rt_sha256 *sum = rt_sha256_new();
	const char *language = rt_dictionary_language(dictionary);
	rt_sha256_add(sum, language, strlen(language));
	rt_tally_sum(dictionary->words, sum);
	rt_tally_sum(dictionary->phrases, sum);
	rt_sha256_end(sum, dictionary->stamp);
}

const char *rt_dictionary_stamp(const struct rt_dictionary *dictionary)
{
	return dictionary->stamp;
}
