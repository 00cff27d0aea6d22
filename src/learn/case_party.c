/*
 * What a party of a case is: "Qwynter v. Quxley" names two people, unless one of them is a town, a board,
 * a campaign, a body's letters, or a word that is nobody.
 */
#include "learn/doubt.h"
#include "learn/steps.h"

/* "The State of Quxland v Stone": behind the article. */
static void cut_article(const struct rt_text *text, struct rt_mention *party, struct rt_span *at)
{
	static const char *const articles[] = {"The", "THE", "the", NULL};
	if (at->last == at->first || !rt_text_is_one_of(text, at->first, articles))
		return;
	party->range.start = text->tokens[++at->first].start;
	party->value = NULL;
}

/* "Village of Quxley v Stone", "STATE OF QUXLAND v. STONE". */
static bool is_town_as_party(const struct rt_text *text, struct rt_span at)
{
	static const char *const of[] = {"of", "OF", NULL};
	return at.last > at.first + 1 && rt_text_of(text, at.first, RT_USE_PARTY_TOWN) &&
	       rt_text_is_one_of(text, at.first + 1, of);
}

/* "Respondent on Review v. …": a word, and no one's name. */
static bool is_word_as_party(const struct rt_text *text, struct rt_span at)
{
	uint32_t flags = text->words[at.first].flags;
	return at.first == at.last && flags & (RT_WORD_COMMON_OWN | RT_WORD_NONE) &&
	       !(flags & (RT_WORD_SURNAME | RT_WORD_GIVEN));
}

/* "Matter of Stone v Quxley": behind what the case is called. */
static void cut_matter(const struct rt_text *text, struct rt_mention *party, struct rt_span at)
{
	if (at.last < at.first + 2 || !rt_text_of(text, at.first, RT_USE_MATTER))
		return;
	party->range.start = text->tokens[at.first + 2].start;
	party->value = NULL;
}

/* "Ctr. for Quxes", "Students for Quxley", "Coalition to Save Quxley": nobody is called for something. */
static bool is_cause(const struct rt_text *text, struct rt_span at)
{
	static const char *const links[] = {"for", "to", "against", "Against", NULL};
	for (size_t i = at.first + 1; i < at.last; i++)
		if (rt_text_is_one_of(text, i, links))
			return true;
	return false;
}

/* "Quxley Dep't of Parks": how citations shorten what bodies are called. */
static bool has_short_noun(const struct rt_text *text, struct rt_span at)
{
	for (size_t i = at.first; i <= at.last; i++)
		if (rt_text_of(text, i, RT_USE_PARTY_SHORT))
			return true;
	return false;
}

/* "FRN v. Quxley": letters, where the other party is not written in capitals. */
static bool is_letters(const struct rt_text *text, struct rt_span at)
{
	static const char *const versus[] = {"v", "v.", "V", "vs", NULL};
	if (at.first != at.last || !(text->tokens[at.first].shape & RT_SHAPE_CAPS) ||
		text->tokens[at.first].end - text->tokens[at.first].start > 4 ||
		text->words[at.first].flags & (RT_WORD_GIVEN | RT_WORD_SURNAME))
		return false;
	size_t behind = at.last + 1, before = at.first;
	if (rt_text_is_one_of(text, behind, versus)) {
		behind += 1 + rt_text_is(text, behind + 1, '.');
		return behind < text->count && text->tokens[behind].shape & RT_SHAPE_CAPITAL;
	}
	before -= before && rt_text_is(text, before - 1, '.');
	return before > 1 && rt_text_is_one_of(text, before - 1, versus) &&
	       text->tokens[before - 2].shape & RT_SHAPE_CAPITAL;
}

/* "Roe v. Sea Shore Apartments": a word that is no one's name closes it. */
static bool ends_in_word(const struct rt_text *text, struct rt_span at)
{
	return at.last > at.first && text->words[at.last].flags & RT_WORD_COMMON_OWN &&
	       text->tokens[at.last].shape & RT_SHAPE_CAPITAL && rt_text_english(text) &&
	       text->tokens[at.last].end - text->tokens[at.last].start > 4 &&
	       !(text->words[at.last].flags &
		       (RT_WORD_SURNAME | RT_WORD_GIVEN | RT_WORD_SUFFIX | RT_WORD_PARTICLE));
}

/* "QUXLEY TEXTILE MILLS": a body's noun, that no one is called by or that a word stands before. */
static bool ends_as_body(const struct rt_text *text, struct rt_span at)
{
	if (at.last == at.first || !(text->words[at.last].flags & RT_WORD_TAIL))
		return false;
	return !(text->words[at.last].flags & RT_WORD_SURNAME) ||
	       (text->words[at.last - 1].flags & RT_WORD_COMMON_OWN &&
		       !(text->words[at.last - 1].flags & (RT_WORD_GIVEN | RT_WORD_SURNAME)));
}

/* "Labour Commissioner v. Stone": an office. */
static bool is_office(const struct rt_text *text, struct rt_span at)
{
	uint32_t flags = text->words[at.last].flags;
	return flags & (RT_WORD_ROLE | RT_WORD_JOB) && !(flags & (RT_WORD_SURNAME | RT_WORD_GIVEN)) &&
	       text->words[at.first].flags & RT_WORD_COMMON_OWN;
}

void rt_learn_case_party(
	const struct rt_text *text, struct rt_mention *party, struct rt_span at, bool known_body)
{
	cut_article(text, party, &at);
	if (known_body || is_town_as_party(text, at) || is_cause(text, at) || has_short_noun(text, at) ||
		is_letters(text, at) || ends_in_word(text, at) || ends_as_body(text, at)) {
		party->type = "organisation";
		party->value = NULL;
	} else if (is_word_as_party(text, at) || is_office(text, at)) {
		party->score = 0.2;
	} else {
		cut_matter(text, party, at);
	}
}
