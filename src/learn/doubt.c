/* What speaks against a candidate: the words it is made of, and the line it stands in. */
#include "learn/doubt.h"
#include "learn/steps.h"

#define BODIES 2 /* so much more often in names of bodies than of people */

/* Does the dump write the word with a capital within sentences, and hardly ever small? */
static bool is_written_large(const struct rt_text *text, size_t i)
{
	const struct rt_word_counts *counts =
		text->dictionary ? rt_dictionary_word(text->dictionary, text->words[i].key) : NULL;
	return counts && counts->inside > counts->lower * 3;
}

/* "Civic Party", "People's Army": of common words, and yet a body where no mail asks to a party. */
static bool is_public_body(const struct rt_text *text, struct rt_span at)
{
	return !text->letter && text->kind != RT_REGISTER_FILING && !text->technical &&
	       at.last > at.first && rt_text_of(text, at.last, RT_USE_PUBLIC);
}

/* "Allen Center": in mail a building, where a body is told by more than a name. */
static bool is_building(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return text->letter && at.last == at.first + 1 &&
	       rt_mention_by(mention, "weak-tail-noun") && rt_text_of(text, at.last, RT_USE_BUILDING);
}

/* "Apple sues": no noun is meant where the word does what firms do. */
static bool acts_in_headline(const struct rt_text *text, size_t last)
{
	return rt_text_joined(text, last) && rt_text_of(text, last + 1, RT_USE_HEADLINE_ACT);
}

/* "Norvish", "weekly", "API": says of a thing what it is or where it comes from. */
static bool is_of_a_kind(const struct rt_text *text, size_t i)
{
	uint32_t flags = text->words[i].flags;
	if (flags & RT_WORD_BODY || rt_text_of(text, i, RT_USE_PROVINCE_SHORT))
		return false;
	if (flags & RT_WORD_PLACE)
		return flags & (RT_WORD_COUNTRY | RT_WORD_DEMONYM);
	return flags & (RT_WORD_DEMONYM | RT_WORD_NO_ACRONYM) || rt_text_is_initial(text, i) ||
	       rt_text_all_common(text, i, i);
}

/* "Weekly Norvish Crude Oil", "API Data": what is dealt in, told by its land or kind alone. */
static bool is_of_goods(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	if (!rt_mention_by(mention, "weak-tail-noun") || !rt_text_of(text, at.last, RT_USE_GOODS))
		return false;
	for (size_t i = at.first; i < at.last; i++)
		if (!is_of_a_kind(text, i))
			return false;
	return true;
}

/* "Chief Quxes Program | Manager": a title, of which the noun is a part. */
static bool is_title(const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	return rt_mention_by(mention, "weak-tail-noun") && rt_text_joined(text, at.last) &&
	       rt_text_of(text, at.first, RT_USE_RANK) &&
	       text->words[at.last + 1].flags & (RT_WORD_JOB | RT_WORD_ROLE);
}

static void doubt(const struct rt_text *text, struct rt_mention *mention)
{
	struct rt_span at;
	if (!rt_text_span(text, mention, &at))
		return;
	if (is_building(text, mention, at)) {
		mention->score *= 0.6;
		return;
	}
	bool common = rt_text_all_common(text, at.first, at.last);
	if (is_title(text, mention, at) || (!common && is_of_goods(text, mention, at))) {
		mention->score *= 0.5;
		return;
	}
	if (!common)
		return;
	if (rt_mention_by(mention, "known-body-word")) {
		if (text->tokens[at.first].shape & RT_SHAPE_CAPS && rt_text_shouted(text, at.first))
			mention->score *= 0.5;
		if (is_written_large(text, at.first) || acts_in_headline(text, at.last))
			return;
	}
	if (rt_mention_by(mention, "same-person-again") && rt_text_uncased(text))
		return; /* repeat.c has asked for more where it is a word */
	if (at.first == at.last && rt_text_opens(text, at.first))
		mention->score *= 0.5;
	else if (at.first == at.last && rt_mention_is(mention, "person"))
		mention->score *= 0.8;
	else if (rt_mention_by(mention, "weak-tail-noun") &&
		 !(text->words[at.first].flags & RT_WORD_BODY) && !is_public_body(text, at))
		mention->score *= text->kind == RT_REGISTER_FILING || text->letter ? 0.6 : 0.7;
}

/* "St. Francis", "St.Francis": a church, a school. */
static bool is_saint(const struct rt_text *text, const struct rt_mention *mention)
{
	const char *name = text->document->text + mention->range.start;
	return rt_mention_by(mention, "lone-given") && mention->range.start >= 4 &&
	       (!memcmp(name - 4, "St. ", 4) || !memcmp(name - 3, "St.", 3));
}

bool rt_text_names_place(const struct rt_text *text, size_t i)
{
	return rt_text_english(text) && rt_text_joined(text, i) && rt_text_of(text, i + 1, RT_USE_CALLED);
}

/* "Qwynsu Province": a body that is called as its province is. */
static bool is_province(const struct rt_text *text, const struct rt_mention *mention)
{
	struct rt_span at;
	return rt_mention_by(mention, "same-body-again") && rt_text_span(text, mention, &at) &&
	       at.first == at.last && rt_text_joined(text, at.last) &&
	       rt_text_of(text, at.last + 1, RT_USE_PROVINCE);
}

/* "Ona. Qwynter@haver.example": torn behind the stop. */
static bool is_half_of_address(const struct rt_text *text, size_t i)
{
	return rt_text_joined(text, i) && rt_text_is(text, i + 1, '.') &&
	       rt_text_joined(text, i + 1) && text->tokens[i + 2].shape & RT_SHAPE_ADDRESS;
}

/* … found as someone, by one word that another place has taught; or half of an address. */
static bool is_of_place(const struct rt_text *text, const struct rt_mention *mention)
{
	static const char *const rules[] = {"lone-given", "same-person-again", "named-elsewhere", NULL};
	struct rt_span at;
	bool weak = false;
	for (size_t i = 0; rules[i]; i++)
		weak |= rt_word_same(mention->rule, rules[i]);
	return weak && rt_text_span(text, mention, &at) && at.first == at.last &&
	       (rt_text_names_place(text, at.last) || is_half_of_address(text, at.last));
}

/* A given name alone, in a text that is no mail, of which the dump knows no one of that name. */
static bool is_lone_stranger(const struct rt_text *text, const struct rt_mention *mention)
{
	struct rt_span at;
	if (!rt_mention_by(mention, "lone-given") ||
		text->kind & (RT_REGISTER_MAIL | RT_REGISTER_JUDGMENT) ||
		!rt_text_span(text, mention, &at))
		return false;
	const struct rt_word_counts *counts =
		text->dictionary ? rt_dictionary_word(text->dictionary, text->words[at.first].key)
				 : NULL;
	return !counts || counts->given + counts->surname + counts->person == 0;
}

/* "Qwynter has a campus": a given name that the dump has in names of bodies more often than of
 * people. */
static bool is_of_bodies(const struct rt_text *text, const struct rt_mention *mention)
{
	struct rt_span at;
	if (!rt_mention_by(mention, "lone-given") || !text->dictionary || !rt_text_span(text, mention, &at))
		return false;
	const struct rt_word_counts *counts =
		rt_dictionary_word(text->dictionary, text->words[at.first].key);
	return counts && counts->body > BODIES + counts->given + counts->surname + counts->person;
}

/* What headlines say that someone does, with a capital as every word has there. */
static bool is_headline_verb(const struct rt_text *text, size_t i)
{
	return rt_text_of(text, i, RT_USE_HEADLINE_VERB) && !rt_text_opens(text, i);
}

/* "Quxley Continues Improved Results", "Investigating Quxish Telecom": clauses of headlines. */
static bool is_clause(const struct rt_text *text, struct rt_span at)
{
	for (size_t i = at.first + 1; i < at.last; i++)
		if (is_headline_verb(text, i))
			return true;
	const struct rt_token *token = &text->tokens[at.first];
	size_t len = token->end - token->start;
	return at.last > at.first && len > 5 && rt_text_opens(text, at.first) &&
	       token->shape & RT_SHAPE_CAPITAL && text->words[at.first].flags & RT_WORD_COMMON_OWN &&
	       !memcmp(text->document->text + token->end - 3, "ing", 3) &&
	       !rt_text_of(text, at.first, RT_USE_TRADE_ING);
}

/* "Quxley Book Project", "Matching Program": what someone does, no body. */
static bool is_undertaking(const struct rt_text *text, struct rt_span at)
{
	return text->letter && rt_text_of(text, at.last, RT_USE_PROJECT) &&
	       (text->words[at.first].flags & RT_WORD_BODY ||
		       rt_text_all_common(text, at.first, at.last));
}

/* "Qwynter Calls | for Talks", "in Quxley | and Robert Stone": no surname, a town. */
static bool is_no_guess(const struct rt_text *text, const struct rt_mention *mention)
{
	struct rt_span at;
	if (!rt_text_english(text) || !rt_text_span(text, mention, &at))
		return false;
	if (rt_mention_by(mention, "given-and-word"))
		return is_headline_verb(text, at.last) && rt_text_joined(text, at.last) &&
		       !rt_text_is_mark(text, at.last + 1);
	return rt_mention_by(mention, "given-of-two") && at.first &&
	       rt_where_before(text->document->text, &text->tokens[at.first - 1]);
}

static bool is_no_open_body(const struct rt_text *text, const struct rt_mention *mention)
{
	struct rt_span at;
	if (!rt_text_english(text) || mention->score >= 0.93 || !rt_rule_is_open(mention->rule) ||
		!rt_text_span(text, mention, &at))
		return false;
	return is_clause(text, at) ||
	       (rt_mention_by(mention, "weak-tail-noun") &&
		       (is_undertaking(text, at) || rt_text_goes_on(text, mention, at)));
}

/* "BGH, Urteil vom 3. Mai 2011" cites a decision; "der BGH hat" speaks of the court. */
static bool is_court_of_citation(const struct rt_text *text, const struct rt_mention *mention)
{
	struct rt_span at;
	return rt_mention_is(mention, "organisation") && rt_text_speaks(text, "de") &&
	       rt_text_span(text, mention, &at) &&
	       text->words[at.first].flags & RT_WORD_COURT &&
	       (!at.first || !rt_text_of(text, at.first - 1, RT_USE_ARTICLE));
}

/* "the UEFA Cup", "a Quxley Open": what goes on behind the name is a thing, not a body. */
static bool names_thing(const struct rt_text *text, const struct rt_mention *mention)
{
	struct rt_span at;
	if (!rt_mention_is(mention, "organisation") || mention->score >= 0.93 ||
		text->kind == RT_REGISTER_FILING || !rt_text_span(text, mention, &at))
		return false;
	return rt_text_joined(text, at.last) && !rt_text_opens(text, at.last + 1) &&
	       text->tokens[at.last + 1].shape & RT_SHAPE_CAPITAL &&
	       text->words[at.last + 1].flags & RT_WORD_THING;
}

void rt_learn_doubts(struct rt_text *text, const struct rt_known *known)
{
	(void)known;
	rt_text_prefer_longer_again(text);
	RT_VEC_FOREACH (mention, text->mentions)
		if (names_thing(text, mention) || is_no_open_body(text, mention) ||
			is_of_bodies(text, mention) || is_no_guess(text, mention))
			mention->score *= 0.5;
	RT_VEC_FOREACH (mention, text->mentions)
		if (text->technical && rt_mention_by(mention, "known-body-small"))
			mention->score *= 0.5; /* a name in a path, an address, a program */
		else if (is_of_place(text, mention) || is_province(text, mention))
			mention->score *= 0.5;
		else if (is_lone_stranger(text, mention) || is_saint(text, mention))
			mention->score *= 0.75;
		else if (is_court_of_citation(text, mention))
			mention->score *= 0.4;
	RT_VEC_FOREACH (mention, text->mentions)
		if (mention->score < 0.85 && (rt_mention_is(mention, "person") ||
						     rt_mention_is(mention, "organisation")))
			doubt(text, mention);
}
