/*
 * Texts about programs and circuits. Their parts, signals and protocols are called as some body is
 * ("SDA", "CVS", "PGA"), their boards and blocks end in the nouns of bodies ("Malta Board", "GNU
 * Radio"), their code is no prose. So more is asked there: a short name must be one that means its
 * body among parts too (the lists of body-technical), a noun one that makers are called by.
 */
#include "learn/steps.h"

#include <ctype.h>
#include <string.h>

#define SHORT 5 /* letters of an abbreviation that may be a part's */

static const char technical_rule[] = "known-body-technical"; /* of rules/organisation/en.rules */

static bool is_body(const struct rt_mention *mention)
{
	return rt_mention_is(mention, "organisation");
}

static bool is_abbreviation(const struct rt_text *text, const struct rt_mention *mention)
{
	uint32_t len = mention->range.end - mention->range.start;
	for (uint32_t at = mention->range.start; at < mention->range.end; at++)
		if (islower((unsigned char)text->document->text[at]))
			return false;
	return len <= SHORT;
}

static bool is_known_body(const struct rt_mention *mention)
{
	return !strncmp(mention->rule, "known-body", 10) &&
	       !rt_mention_by(mention, technical_rule);
}

/* "Malta Board", "GNU Radio": a thing. */
static bool names_part(const struct rt_text *text, const struct rt_mention *mention)
{
	if (!rt_mention_by(mention, "weak-tail-noun"))
		return false;
	size_t last = rt_text_token_at(text, mention->range.end - 1);
	return last < text->count && !rt_text_of(text, last, RT_USE_MAKER);
}

/* "Exception PC:", "Windows PC", "the code AS IS": no legal forms. */
static bool has_false_form(const struct rt_text *text, const struct rt_mention *mention)
{
	static const char *const forms[] = {"PC", "AS", "SE", "AB", "SA", "OR", "ME", "Gen", NULL};
	size_t last = rt_text_token_at(text, mention->range.end - 1);
	return rt_mention_by(mention, "legal-form") && last && last < text->count &&
	       rt_text_is_one_of(text, last, forms) && !rt_text_is(text, last - 1, ',');
}

/* A given name alone that no one in the dump bears: a protocol, a program, a board. */
static bool is_nobody(const struct rt_text *text, const struct rt_mention *mention)
{
	if (!rt_mention_by(mention, "lone-given") || !text->dictionary)
		return false;
	size_t first = rt_text_token_at(text, mention->range.start);
	const struct rt_word_counts *counts =
		first < text->count ? rt_dictionary_word(text->dictionary, text->words[first].key)
				    : NULL;
	return !counts || counts->given + counts->surname + counts->person == 0;
}

/* "SATA AHCI": words in capitals that no one is called by. */
static bool is_of_letters(const struct rt_text *text, const struct rt_mention *mention)
{
	if (!rt_mention_by(mention, "capitals-unknown"))
		return false;
	size_t i = rt_text_token_at(text, mention->range.start);
	for (; i < text->count && text->tokens[i].start < mention->range.end; i++)
		if (text->words[i].flags & (RT_WORD_GIVEN | RT_WORD_SURNAME))
			return false;
	return true;
}

static double doubt_of(const struct rt_text *text, const struct rt_mention *mention)
{
	if (is_body(mention) && is_known_body(mention) && is_abbreviation(text, mention))
		return 0.5;
	if (rt_mention_by(mention, "known-body-word") ||
		rt_mention_by(mention, "known-body-name") || rt_mention_by(mention, "law-firm"))
		return 0.6;
	if (names_part(text, mention) || is_of_letters(text, mention))
		return 0.6;
	if (has_false_form(text, mention))
		return 0.2;
	return is_nobody(text, mention) ? 0.7 : 1;
}

void rt_learn_technical(struct rt_text *text)
{
	RT_VEC_FOREACH (mention, text->mentions) {
		if (!text->technical && rt_mention_by(mention, technical_rule))
			mention->score = 0;
		else if (text->technical && rt_text_english(text))
			mention->score *= doubt_of(text, mention);
	}
}
