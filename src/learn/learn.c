/*
 * From a document to its mentions, in the order in which each step can rely on the one before:
 * sure finds of the rules and of the headers first; then the same names again; then, for what is
 * left, how the whole dump writes a word; then the overlap is settled.
 */
#include "learn/learn.h"

#include "doc/lang.h"
#include "doc/plain.h"
#include "learn/dictionary.h"
#include "learn/casename.h"
#include "learn/date_anchor.h"
#include "learn/date_habit.h"
#include "learn/date_weekday.h"
#include "learn/date_year.h"
#include "learn/known.h"
#include "learn/noun.h"
#include "learn/steps.h"

#include <string.h>

#define STRONG 0.85 /* score of a find that teaches the rest of the document */
#define KEPT 0.5    /* below: a candidate that nothing spoke for */

struct rt_extractor {
	const struct rt_ruleset *rules;
	const struct rt_dictionary *dictionary;
	struct rt_scanner *scanner;
	struct rt_lexical *lexical;
	struct rt_known *known;
	RT_VEC(struct rt_word_info) words;
	RT_VEC(uint8_t) covered;
	RT_VEC(uint32_t) blocks;
	struct rt_mentions strong;
};

struct rt_extractor *rt_extractor_new(
	const struct rt_ruleset *rules, const struct rt_dictionary *dictionary)
{
	struct rt_extractor *extractor = rt_alloc_zero(1, sizeof *extractor);
	extractor->rules = rules;
	extractor->dictionary = dictionary;
	extractor->scanner = rt_scanner_new(rules);
	extractor->lexical = rt_lexical_new(rules);
	extractor->known = rt_known_new();
	return extractor;
}

void rt_extractor_free(struct rt_extractor *extractor)
{
	if (!extractor)
		return;
	rt_scanner_free(extractor->scanner);
	rt_lexical_free(extractor->lexical);
	rt_known_free(extractor->known);
	rt_vec_release(&extractor->words);
	rt_vec_release(&extractor->covered);
	rt_vec_release(&extractor->blocks);
	rt_vec_release(&extractor->strong);
	rt_free(extractor);
}

/* Places are asked for over and over: a table leads to within a few tokens of each. */
static void index_tokens(struct rt_extractor *in, const struct rt_tokens *tokens, size_t len)
{
	size_t count = (len + RT_TEXT_BLOCK - 1) / RT_TEXT_BLOCK, at = 0;
	rt_vec_clear(&in->blocks);
	rt_vec_reserve(&in->blocks, count);
	uint32_t *blocks = in->blocks.items;
	for (uint32_t i = 0; i < tokens->count; i++)
		while (at * RT_TEXT_BLOCK < tokens->items[i].end)
			blocks[at++] = i;
	while (at < count)
		blocks[at++] = (uint32_t)tokens->count;
	in->blocks.count = count;
}

static struct rt_text open_text(
	struct rt_extractor *in, struct rt_document *document, struct rt_mentions *mentions)
{
	rt_scanner_tokenise(in->scanner, document);
	const struct rt_tokens *tokens = rt_scanner_tokens(in->scanner);
	rt_vec_clear(&in->words);
	rt_vec_reserve(&in->words, tokens->count + 1);
	rt_vec_clear(&in->covered);
	rt_vec_reserve(&in->covered, tokens->count + 1);
	memset(in->covered.items, RT_COVER_FREE, tokens->count);
	rt_lexical_speak(in->lexical, document->lang ? document->lang : "en", document->lang_too);
	rt_lexical_all(in->lexical, in->scanner, document->text, in->words.items);
	index_tokens(in, tokens, document->len);
	return (struct rt_text){.document = document,
		.rules = in->rules,
		.dictionary = in->dictionary,
		.tokens = tokens->items,
		.words = in->words.items,
		.covered = in->covered.items,
		.blocks = in->blocks.items,
		.count = tokens->count,
		.mentions = mentions};
}

/* What holds of the candidates that are sure enough to teach. */
static void choose_strong(struct rt_extractor *in, const struct rt_mentions *mentions)
{
	rt_vec_clear(&in->strong);
	RT_VEC_FOREACH (mention, mentions)
		if (mention->score >= STRONG)
			rt_vec_push(&in->strong, *mention);
	rt_scanner_settle(in->scanner, &in->strong);
}

static void drop_weak(struct rt_mentions *mentions)
{
	size_t kept = 0;
	for (size_t i = 0; i < mentions->count; i++)
		if (mentions->items[i].score >= KEPT)
			mentions->items[kept++] = mentions->items[i];
	mentions->count = kept;
}

/* Candidates: of the rules, with their edges put right, and of the lines and forms that have no sentences. */
static void find_candidates(struct rt_extractor *in, struct rt_text *text)
{
	rt_text_settle_register(text);
	rt_scanner_set_register(in->scanner, text->kind);
	rt_scanner_find(in->scanner, text->document, rt_document_date(text->document), text->mentions);
	rt_known_begin(in->known);
	rt_learn_edges(text);
	rt_learn_person_edges(text);
	rt_learn_headers(text, in->known);
	rt_learn_header_lines(text, in->known);
	rt_learn_closings(text);
	rt_learn_tables(text);
	rt_learn_definitions(text);
	rt_learn_first_doubts(text);
	rt_learn_firms(text, in->known);
	rt_learn_phrases(text);
	rt_learn_technical(text);
	rt_learn_letters(text);
	rt_learn_returning(text, in->known);
	rt_learn_initials(text);
}

/* What the sure ones teach, here and in the whole dump, of the same names elsewhere, and the doubts that are left. */
static void learn_from_strong(struct rt_extractor *in, struct rt_text *text)
{
	choose_strong(in, text->mentions);
	rt_learn_strong(text, in->known, in->strong.items, in->strong.count);
	rt_learn_lists(text, in->known);
	rt_learn_acting(text, in->known);
	rt_learn_repeats(text, in->known);
	rt_learn_prefixed(text, in->known);
	rt_learn_contexts(text, in->known);
	rt_learn_domains(text, in->known);
	rt_learn_teams(text, in->known);
	rt_learn_evidence(text, in->known);
	rt_learn_doubts(text, in->known);
	rt_learn_later(text, in->known);
	rt_case_names_teach(text->document, text->mentions);
}

/* Who keeps the bytes that several claim, and dates by what stands around them in the document. */
static void settle(struct rt_extractor *in, struct rt_text *text)
{
	struct rt_document *document = text->document;
	struct rt_mentions *mentions = text->mentions;
	drop_weak(mentions);
	rt_scanner_settle(in->scanner, mentions);
	rt_case_ids_settle(mentions);
	rt_case_names_join(document, mentions);
	rt_learn_whole_words(text);
	rt_date_habit_settle(document, in->dictionary, mentions);
	rt_date_anchor_count(document, mentions);
	rt_date_year_settle(document, mentions);
	rt_date_weekday_settle(document, mentions);
}

void rt_extractor_run(
	struct rt_extractor *extractor, struct rt_document *document, struct rt_mentions *mentions)
{
	if (!document->text)
		return;
	rt_lang_document(rt_ruleset_languages(extractor->rules), document,
		extractor->dictionary /* too short to tell: as most of the dump */
					   ? rt_dictionary_language(extractor->dictionary)
					   : "en");
	struct rt_text text = open_text(extractor, document, mentions);
	find_candidates(extractor, &text);
	learn_from_strong(extractor, &text);
	settle(extractor, &text);
}

void rt_extractor_nouns(
	struct rt_extractor *extractor, struct rt_document *document, struct rt_mentions *mentions)
{
	if (document->text)
		rt_learn_nouns(extractor->rules, extractor->scanner, document, mentions);
}
