/*
 * The register of a text, by lists of words (register/, register-judgment/). A lone given name is evidence
 * in a mail and noise in a filing; a word in capitals is a heading in one and an abbreviation in the other.
 * Counted over the first few thousand tokens.
 */
#include "learn/steps.h"

#include <string.h>

#define SAMPLE 6000   /* tokens */
#define PIECE 150 /* tokens: too short a text to tell by its own words */
#define JUDGED 5  /* words of courts in a dump of judgments: one to so many "the" */
#define SHORTEST_NEWS 25 /* tokens: one "told" makes no news of what is shorter */
#define FEW 3 /* technical words that any text may have */
#define A_TECHNICAL_ONE 300 /* one in so many is a technical word */

static bool has_parties(const struct rt_document *document)
{
	if (document->kind == RT_DOCUMENT_MAIL)
		return true;
	RT_VEC_FOREACH (message, &document->messages)
		if (message->participants.count)
			return true;
	return false;
}

/* How many words speak for each kind of text. */
struct signs {
	size_t filing, judgment, news, technical, letter;
};

static struct signs count_signs(const struct rt_text *text, size_t limit)
{
	struct signs signs = {0};
	for (size_t i = 0; i < limit; i++) {
		struct rt_word_info word = text->words[i];
		if (!word.uses)
			continue;
		signs.filing += rt_word_of(word, RT_USE_FILING);
		signs.judgment += rt_word_of(word, RT_USE_JUDGMENT);
		signs.news += rt_word_of(word, RT_USE_NEWS);
		signs.technical += rt_word_of(word, RT_USE_TECHNICAL);
		signs.letter += rt_word_of(word, RT_USE_LETTER);
	}
	return signs;
}

/* Lines of one or two words with a comma behind: "Ana," */
static size_t count_greetings(const struct rt_text *text, size_t limit, size_t *lines_r)
{
	size_t greetings = 0, length = 0;
	for (size_t i = 0; i < limit; i++) {
		const struct rt_token *token = &text->tokens[i];
		length = token->place & RT_AT_LINE_START ? 1 : length + 1;
		if (!(token->place & RT_AT_LINE_END))
			continue;
		++*lines_r;
		if ((length == 2 || length == 3) && i && rt_text_is(text, i, ',') &&
			rt_text_capital(text, i - 1) && !(text->words[i - 1].flags & RT_WORD_PLACE))
			greetings++;
	}
	return greetings;
}

static enum rt_rule_register register_by_words(
	size_t limit, const struct signs *signs, size_t greetings, size_t lines)
{
	size_t filing = signs->filing, judgment = signs->judgment;
	if (filing * 60 > limit && (filing >= judgment || (limit > PIECE && filing * 2 > judgment)))
		return RT_REGISTER_FILING;
	if (judgment * 70 > limit)
		return RT_REGISTER_JUDGMENT;
	if (greetings * 400 > limit && greetings)
		return RT_REGISTER_MAIL;
	if (signs->news * 90 > limit && (signs->news > 1 || limit > SHORTEST_NEWS))
		return RT_REGISTER_NEWS;
	return lines > 20 && limit / lines < 6 ? RT_REGISTER_TABLE : RT_REGISTER_MAIL;
}

static uint32_t written(const struct rt_text *text, const char *word)
{
	const struct rt_word_counts *counts =
		rt_dictionary_word(text->dictionary, rt_word_key(word, strlen(word)));
	return counts ? counts->lower + counts->inside + counts->opening + counts->caps : 0;
}

/* A sentence out of a judgment, in a dump of such pieces. */
static bool is_piece_of_judgment(const struct rt_text *text)
{
	if (!text->dictionary || text->count > PIECE || !rt_text_english(text))
		return false;
	uint64_t all = written(text, "the");
	return all > 20 && rt_dictionary_of_judgments(text->dictionary) * JUDGED > all;
}

void rt_text_settle_register(struct rt_text *text)
{
	size_t limit = text->count < SAMPLE ? text->count : SAMPLE, lines = 0;
	bool parties = has_parties(text->document);
	size_t greetings = parties ? 0 : count_greetings(text, limit, &lines);
	struct signs signs = count_signs(text, limit);
	text->kind = parties ? RT_REGISTER_MAIL
			     : register_by_words(limit, &signs, greetings, lines);
	if (!parties && !greetings && is_piece_of_judgment(text))
		text->kind = RT_REGISTER_JUDGMENT;
	bool prose = text->kind & (RT_REGISTER_JUDGMENT | RT_REGISTER_FILING | RT_REGISTER_NEWS);
	text->technical = !prose && signs.technical >= FEW && signs.technical * A_TECHNICAL_ONE > limit;
	text->letter = text->kind == RT_REGISTER_MAIL && (parties || greetings || signs.letter);
}
