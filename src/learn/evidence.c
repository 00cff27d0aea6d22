/*
 * Case evidence. A capital within a sentence says something, at its start little, in a heading
 * nothing. What the whole dump does with a word decides then: is it ever written small, does it
 * stand in headers as someone's name, beside given names, before the nouns of bodies?
 */
#include "learn/steps.h"

#include <string.h>

static const char dump_person_rule[] = "named-elsewhere";
static const char small_given_rule[] = "small-given"; /* of rules/person/en.rules */
/* … of he.rules and ar.rules: */
static const char *const letter_rules[] = {
	"he-given-alone", "ar-given-alone", "ar-office-of-the", "ar-embassy", NULL};
static const char *const chat_rules[] = {"chat-speaker", "ar-chat", NULL};

#define WORDS_OF_ELSE                                                                              \
	(RT_WORD_NEVER | RT_WORD_TAIL | RT_WORD_STREET | RT_WORD_THING | RT_WORD_ROLE |            \
		RT_WORD_SUFFIX)

#define PLACES_TOO 4 /* a name that the dump uses for a place once in so many times is a place's too */
#define PLACES 2     /* … and where it is once in so few, whoever is called so, it is one */

static const struct rt_word_counts no_counts;

static const struct rt_word_counts *counts_of(const struct rt_text *text, size_t i)
{
	const struct rt_word_counts *counts =
		text->dictionary ? rt_dictionary_word(text->dictionary, text->words[i].key) : NULL;
	return counts ? counts : &no_counts;
}

static bool capital_beside(const struct rt_text *text, size_t i)
{
	if (i && rt_text_joined(text, i - 1) && !rt_text_opens(text, i) && rt_text_capital(text, i - 1) &&
		!(text->words[i - 1].flags & (RT_WORD_FUNCTION | RT_WORD_HONORIFIC)))
		return true;
	return rt_text_joined(text, i) && rt_text_capital(text, i + 1) && !rt_text_opens(text, i + 1);
}

/* ---- lone words ---- */

static double person_score(const struct rt_text *text, size_t i)
{
	const struct rt_word_counts *counts = counts_of(text, i);
	uint32_t headers = counts->given + counts->surname;
	uint32_t people = headers + counts->person;
	if (!people || counts->body >= people)
		return 0;
	bool mail = text->kind == RT_REGISTER_MAIL;
	if (rt_text_opens(text, i) && people < 2)
		return 0;
	if (!rt_text_english(text) && !headers) /* German writes every noun with a capital */
		return 0;
	if (counts->lower > people || counts->where * PLACES > people)
		return 0;
	double score = 0.55 + (headers ? 0.1 : 0) + (people > 3 ? 0.08 : 0) + (mail ? 0.07 : 0);
	bool elsewhere = text->words[i].flags & (RT_WORD_PLACE | RT_WORD_BODY) ||
		counts->where * PLACES_TOO >= people;
	return elsewhere ? score - 0.2 : score;
}

/* "in Reno", whatever it is else; "at Bethel", where the word is a place's name too. */
static bool is_where(const struct rt_text *text, size_t i)
{
	static const char *const at[] = {"at", "from", NULL}, *const joints[] = {"and", "to", "or", NULL};
	if (!i || !rt_text_joined(text, i - 1) || rt_text_opens(text, i))
		return false;
	if (i > 1 && text->words[i].flags & text->words[i - 2].flags & RT_WORD_PLACE &&
		rt_text_joined(text, i - 2) && rt_text_is_one_of(text, i - 1, joints))
		return true; /* "between Leeds and Bethel" */
	bool owns = i + 1 < text->count && text->document->text[text->tokens[i + 1].start] == '\'';
	return (rt_where_before(text->document->text, &text->tokens[i - 1]) && !owns) ||
	       (text->words[i].flags & RT_WORD_PLACE && rt_text_is_one_of(text, i - 1, at));
}

static void try_person(struct rt_text *text, size_t i)
{
	if (text->words[i].flags & (WORDS_OF_ELSE | RT_WORD_COMMON_OWN) ||
		!(text->tokens[i].shape & RT_SHAPE_CAPITAL) || capital_beside(text, i) ||
		rt_text_is_plural(text, i) || is_where(text, i))
		return;
	double score = person_score(text, i);
	if (score >= 0.5)
		rt_text_add(text, i, i, "person", dump_person_rule, score);
}

/* Hebrew: a word of no list, of whose places in the dump one in so many is behind a given name. */
#define UNCASED_RARE 8

static void try_uncased(struct rt_text *text, size_t i)
{
	const struct rt_word_counts *counts = counts_of(text, i);
	uint32_t places = counts->inside + counts->opening + counts->caps + counts->lower;
	if (counts->person >= 2 && counts->person >= places / UNCASED_RARE &&
		!(text->words[i].flags & (RT_WORDS_OF_TEXT | RT_WORD_SURE | RT_WORD_GIVEN)) &&
		!(text->tokens[i].place & RT_AT_INNER_WORD))
		rt_text_add(text, i, i, "person", dump_person_rule, 0.6);
}

/* ---- names in small letters ---- */

/* Does the writer say "i" for "I", and so may not write names with capitals? */
static bool is_careless(const struct rt_text *text)
{
	for (size_t i = 0; i + 1 < text->count; i++) {
		const struct rt_token *token = &text->tokens[i];
		bool says_i =
			token->end == token->start + 1 && text->document->text[token->start] == 'i';
		if (says_i && rt_text_joined(text, i) &&
			text->tokens[i + 1].shape & RT_SHAPE_LOWER &&
			text->tokens[i + 1].start == token->end + 1 &&
			(!i || !rt_text_is(text, i - 1, '(')))
			return true;
	}
	return false;
}

/* "tell shanna that": where the writer is careless, the small given names are people's. */
static void raise_small(struct rt_text *text)
{
	bool asked = false, careless = false;
	RT_VEC_FOREACH (mention, text->mentions) {
		if (!rt_mention_by(mention, small_given_rule))
			continue;
		if (!asked)
			careless = is_careless(text);
		asked = true;
		if (careless)
			mention->score = 0.6;
	}
}

/* ---- given names alone, and offices, in Hebrew and Arabic letters and chats ---- */

static bool is_of_rules(const struct rt_mention *mention, const char *const *rules)
{
	while (*rules && !rt_mention_by(mention, *rules))
		rules++;
	return *rules;
}

static bool is_chat(const struct rt_text *text)
{
	RT_VEC_FOREACH (mention, text->mentions)
		if (is_of_rules(mention, chat_rules))
			return true;
	return false;
}

/* "Ask Rahel": who writes letters names people so, and who writes papers does not. "The Lands Office": to
 * who writes to it a body, to who reads of it in the papers anyone's. */
static void raise_in_letters(struct rt_text *text)
{
	if (!rt_text_uncased(text) || !(text->letter || is_chat(text)))
		return;
	RT_VEC_FOREACH (mention, text->mentions)
		if (is_of_rules(mention, letter_rules))
			mention->score = 0.6;
}

void rt_learn_evidence(struct rt_text *text, const struct rt_known *known)
{
	(void)known;
	raise_in_letters(text);
	if (!text->dictionary)
		return;
	raise_small(text);
	for (size_t i = 0; i < text->count; i++)
		if (text->covered[i] == RT_COVER_FREE && text->tokens[i].shape & RT_SHAPE_HEBREW)
			try_uncased(text, i);
		else if (text->covered[i] == RT_COVER_FREE)
			try_person(text, i);
}
