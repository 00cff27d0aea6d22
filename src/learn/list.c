/*
 * Lists of people. Who stands between commas beside someone is someone:
 *
 *	the accused, namely, Qwynlu, Bhagwan Stone, Munqwyn and Ona Quxley, …
 *
 * where the word is in no list of words, places or bodies. One tells the next, along the list.
 */
#include "learn/steps.h"

static const char rule[] = "in-list-of-people";

#define WORDS_OF_ELSE                                                                              \
	(RT_WORD_NEVER | RT_WORD_COMMON | RT_WORD_COMMON_OWN | RT_WORD_PLACE | RT_WORD_BODY |      \
		RT_WORD_TAIL | RT_WORD_STREET | RT_WORD_THING | RT_WORD_ROLE | RT_WORD_JOB |       \
		RT_WORD_LEGAL)

static bool is_joint(const struct rt_text *text, size_t i)
{
	static const char *const words[] = {",", "and", "&", "@", NULL};
	return rt_text_is_one_of(text, i, words);
}

static bool is_open(const struct rt_text *text, size_t i)
{
	return text->covered[i] == RT_COVER_FREE && text->tokens[i].shape & RT_SHAPE_CAPITAL &&
	       text->tokens[i].end - text->tokens[i].start > 2 &&
	       !(text->words[i].flags & WORDS_OF_ELSE) &&
	       !rt_text_opens(text, i);
}

/* "Qwynlu and Smt. Stone": a courtesy stands for the one behind it. */
static bool is_title(const struct rt_text *text, size_t i)
{
	return text->kind == RT_REGISTER_JUDGMENT && text->words[i].flags & RT_WORD_HONORIFIC &&
	       text->tokens[i].shape & RT_SHAPE_CAPITAL;
}

/* Is it the last or first word of someone that a sure find, or a name known from one, claims? */
static bool is_someone(const struct rt_text *text, const struct rt_known *known, size_t i)
{
	return text->covered[i] == RT_COVER_PERSON || is_title(text, i) ||
	       (text->covered[i] == RT_COVER_FREE && text->tokens[i].shape & RT_SHAPE_CAPITAL &&
		       rt_known_get(known, text->words[i].key) & RT_KNOWN_SURNAME);
}

/* Does someone stand over one joint from here, and another joint or the list's head on the other
 * side? */
static bool stands_in_list(const struct rt_text *text, const struct rt_known *known, size_t i)
{
	static const char *const heads[] = {"namely", "viz", ":", NULL};
	static const char *const accused[] = {"of", "persons", "accused", "by", "with", "against",
		"that", NULL};
	bool before = is_joint(text, i - 1), behind = is_joint(text, i + 1);
	if (before && behind)
		return is_someone(text, known, i - 2) || is_someone(text, known, i + 2);
	if (before && text->kind == RT_REGISTER_JUDGMENT)
		return is_someone(text, known, i - 2) && !rt_text_is(text, i - 1, ',') &&
		       !rt_text_capital(text, i + 1);
	bool head = rt_text_is_one_of(text, i - 1, heads) ||
		    (text->kind == RT_REGISTER_JUDGMENT && rt_text_is_one_of(text, i - 1, accused));
	return behind && head && is_someone(text, known, i + 2);
}

static void try_token(struct rt_text *text, struct rt_known *known, size_t i)
{
	if (!is_open(text, i) || !stands_in_list(text, known, i))
		return;
	text->covered[i] = RT_COVER_PERSON;
	rt_known_add(known, text->words[i].key, RT_KNOWN_GIVEN);
	rt_text_add(text, i, i, "person", rule, 0.8);
}

void rt_learn_lists(struct rt_text *text, struct rt_known *known)
{
	if (!rt_text_english(text) || text->count < 5 ||
		!(text->kind & (RT_REGISTER_JUDGMENT | RT_REGISTER_NEWS)))
		return;
	for (size_t i = 2; i + 2 < text->count; i++)
		try_token(text, known, i);
	for (size_t i = text->count - 2; i-- > 2;)
		try_token(text, known, i);
}
