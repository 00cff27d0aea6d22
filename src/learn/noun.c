/*
 * "the Ministry", where the document has named the Ministry of Justice and no other ministry.
 *
 * Such a noun is no name, and nobody who marks names would mark it; but for the map it is the body
 * that it means. So this is no part of finding: it is asked for when mentions are stored, and gives
 * each of them the full name as its value.
 */
#include "learn/noun.h"

#include "base/arena.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "engine/rule.h"
#include "words/token.h"

#include <string.h>

#define SCORE 0.6
#define MAX_NOUNS 64 /* bodies of one document */

static const char rule_name[] = "noun-of-body-again";

struct noun {
	struct rt_str word; /* folded */
	const char *value;  /* the full name; NULL: two bodies have this noun */
	uint32_t from;	    /* byte behind the first full name */
};

struct search {
	struct rt_scanner *scanner;
	const struct rt_document *document;
	const struct rt_tokens *tokens;
	int nouns_set, articles_set;
	struct noun nouns[MAX_NOUNS];
	size_t count;
};

static void fold(struct rt_str *out, const struct search *search, const struct rt_token *token)
{
	rt_str_clear(out);
	rt_token_fold(out, search->document->text + token->start, token->end - token->start);
}

static struct noun *find_noun(struct search *search, const char *word)
{
	for (size_t i = 0; i < search->count; i++)
		if (rt_str_equal(&search->nouns[i].word, word))
			return &search->nouns[i];
	return NULL;
}

static bool same_name(const char *a, const char *b)
{
	struct rt_str left = RT_STR_INIT, right = RT_STR_INIT;
	rt_utf8_bare(&left, a, strlen(a));
	rt_utf8_bare(&right, b, strlen(b));
	bool same = !strcmp(left.data, right.data);
	rt_str_release(&left);
	rt_str_release(&right);
	return same;
}

static const char *full_name(const struct search *search, const struct rt_mention *mention)
{
	struct rt_range range = mention->range;
	return mention->value ? mention->value
			      : rt_arena_strndup(search->document->arena,
					search->document->text + range.start, range.end - range.start);
}

/* The noun that opens a body's name ("Ministry of Justice") or ends it ("Energy Commission"). */
static void learn_noun(struct search *search, const struct rt_mention *mention, size_t at)
{
	const char *value = full_name(search, mention);
	struct rt_str word = RT_STR_INIT;
	fold(&word, search, &search->tokens->items[at]);
	struct noun *known = find_noun(search, word.data);
	if (known) {
		if (known->value && !same_name(known->value, value))
			known->value = NULL;
	} else if (search->count < MAX_NOUNS) {
		search->nouns[search->count++] = (struct noun){
			.word = word, .value = value, .from = mention->range.end};
		return;
	}
	rt_str_release(&word);
}

/* "Ministry of …", "Amtsgericht Berlin"; but "Assembly Republicans" are not the Assembly. */
static bool opens_name(const struct search *search, size_t first)
{
	const char *lang = search->document->lang;
	bool english = !lang || !strncmp(lang, "en", 2);
	return !english || search->tokens->items[first + 1].shape & (RT_SHAPE_LOWER | RT_SHAPE_UNCASED);
}

static void learn_body(struct search *search, const struct rt_mention *mention)
{
	size_t first = rt_scanner_token_at(search->scanner, mention->range.start);
	size_t last = first;
	while (last + 1 < search->tokens->count &&
		search->tokens->items[last + 1].start < mention->range.end)
		last++;
	if (last == first)
		return;
	if (opens_name(search, first) && rt_scanner_in(search->scanner, first, search->nouns_set))
		learn_noun(search, mention, first);
	else if (rt_scanner_in(search->scanner, last, search->nouns_set))
		learn_noun(search, mention, last);
}

/* Hebrew and Arabic write the article and the noun as one word: its length in bytes, or 0. */
static size_t glued_article(const struct rt_str *word)
{
	static const char *const articles[] = {"ה", "ال"};
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
		size_t len = strlen(articles[i]);
		if (word->len > len && !memcmp(word->data, articles[i], len))
			return len;
	}
	return 0;
}

/* What goes on as a name is another body, "the Ministry Watch", or the same in full. */
static bool goes_on(const struct search *search, size_t at)
{
	if (at + 1 == search->tokens->count)
		return false;
	const struct rt_token *next = &search->tokens->items[at + 1];
	if (next->place & (RT_AT_BLOCK_START | RT_AT_SENTENCE_START))
		return false;
	size_t len = next->end - next->start;
	const char *text = search->document->text + next->start;
	bool of = (len == 2 && !strncmp(text, "of", 2)) || (len == 3 && !strncmp(text, "for", 3));
	return of || next->shape & (RT_SHAPE_CAPITAL | RT_SHAPE_CAPS | RT_SHAPE_MIXED);
}

/* The noun that the token says with an article, or NULL. */
static const struct noun *noun_at(struct search *search, size_t at, struct rt_str *word)
{
	const struct rt_token *token = &search->tokens->items[at];
	if (!(token->shape & (RT_SHAPE_CAPITAL | RT_SHAPE_UNCASED)))
		return NULL;
	fold(word, search, token);
	size_t glued = token->shape & RT_SHAPE_UNCASED ? glued_article(word) : 0;
	const struct noun *noun = glued ? find_noun(search, word->data + glued) : NULL;
	if (!noun && token->shape & RT_SHAPE_CAPITAL && at &&
		rt_scanner_in(search->scanner, at - 1, search->articles_set))
		noun = find_noun(search, word->data);
	return noun && noun->value && token->start >= noun->from && !goes_on(search, at) ? noun : NULL;
}

static void add(const struct search *search, size_t at, const struct noun *noun, const char *type,
	struct rt_mentions *mentions)
{
	const struct rt_token *token = &search->tokens->items[at];
	rt_vec_push(mentions, (struct rt_mention){.range = {token->start, token->end}, .type = type,
				      .rule = rule_name, .value = noun->value, .score = SCORE,
				      .sentence = token->sentence, .paragraph = token->paragraph,
				      .part_of = -1});
}

/* "Das Ministerium" that was found as a name by itself means the one that was named in full. */
static void mean_noun(struct search *search, size_t at, struct rt_mention *mention)
{
	const struct rt_token *token = &search->tokens->items[at];
	bool article = at && rt_scanner_in(search->scanner, at - 1, search->articles_set) &&
		       mention->range.start == token[-1].start;
	if (!rt_mention_is(mention, "organisation") || mention->range.end != token->end ||
		(mention->range.start != token->start && !article))
		return;
	struct rt_str word = RT_STR_INIT;
	fold(&word, search, token);
	const struct noun *noun = find_noun(search, word.data);
	if (noun && noun->value && token->start >= noun->from)
		mention->value = noun->value;
	rt_str_release(&word);
}

/* Walks tokens and mentions, both in order; what a mention covers stays one. */
static void look_for_nouns(struct search *search, const char *type, struct rt_mentions *mentions)
{
	struct rt_str word = RT_STR_INIT;
	size_t next = 0, known = mentions->count;
	for (size_t i = 0; i < search->tokens->count; i++) {
		const struct rt_token *token = &search->tokens->items[i];
		while (next < known && mentions->items[next].range.end <= token->start)
			next++;
		if (next < known && mentions->items[next].range.start < token->end) {
			mean_noun(search, i, &mentions->items[next]);
			continue;
		}
		const struct noun *noun = noun_at(search, i, &word);
		if (noun)
			add(search, i, noun, type, mentions);
	}
	rt_str_release(&word);
	if (mentions->count > known)
		rt_mentions_sort(mentions);
}

void rt_learn_nouns(const struct rt_ruleset *rules, struct rt_scanner *scanner,
	const struct rt_document *document, struct rt_mentions *mentions)
{
	struct search search = {.scanner = scanner, .document = document,
		.tokens = rt_scanner_tokens(scanner),
		.nouns_set = rt_ruleset_set(rules, "org-of"),
		.articles_set = rt_ruleset_set(rules, "definite")};
	const char *type = NULL;
	RT_VEC_FOREACH(mention, mentions)
		if (rt_mention_is(mention, "organisation")) {
			type = mention->type;
			learn_body(&search, mention);
		}
	if (search.count)
		look_for_nouns(&search, type, mentions);
	for (size_t i = 0; i < search.count; i++)
		rt_str_release(&search.nouns[i].word);
}
