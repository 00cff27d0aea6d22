/*
 * Hebrew and Arabic write "and", "to", "in", "that" as letters glued to the next word. The engine
 * takes them off where a list has the word behind them; here they are taken off where the document
 * does: a surname that it has named comes back as "to-Qwynter", "that-Qwynter".
 *
 * Arabic joins its letters in writing, so that half a word is nothing that a reader would mark:
 * there a name found behind glued letters is marked with them, and its value is the name without.
 */
#include "learn/steps.h"

#include <string.h>

#define MIN_BYTES 6 /* of the name: three letters */
#define MAX_PREFIXES 2

static const char prefix_rule[] = "same-person-again";

/* Each letter has two bytes. */
static bool is_prefix(const char *letters, const char *letter)
{
	for (size_t i = 0; letters[i]; i += 2)
		if (!memcmp(letters + i, letter, 2))
			return true;
	return false;
}

/* A surname; in letters, where people are called so, behind one letter a given name too. */
static bool is_known_name(const struct rt_text *text, const struct rt_known *known, bool given,
	struct rt_str *folded, const char *word, size_t len)
{
	uint32_t asked = RT_KNOWN_SURNAME | (given && text->letter ? RT_KNOWN_GIVEN : 0);
	rt_str_clear(folded);
	rt_token_fold(folded, word, len);
	return rt_known_get(known, rt_word_key(folded->data, folded->len)) & asked;
}

static void try_token(struct rt_text *text, const struct rt_known *known, const char *letters,
	struct rt_str *folded, size_t i)
{
	const struct rt_token *token = &text->tokens[i];
	const char *word = text->document->text;
	uint32_t start = token->start;
	for (int taken = 0; taken < MAX_PREFIXES; taken++) {
		if (token->end - start < MIN_BYTES + 2 || !is_prefix(letters, word + start))
			return;
		start += 2;
		if (!is_known_name(text, known, !taken, folded, word + start, token->end - start))
			continue;
		struct rt_range range = {start, token->end};
		rt_text_add_range(text, i, range, "person", prefix_rule, 0.8);
		return;
	}
}

/* The letters that the text's language glues on; NULL: none. */
static const char *glued_letters(const struct rt_text *text)
{
	return rt_text_speaks(text, "he") ? "והבלמשכ" : rt_text_speaks(text, "ar") ? "وفبلك" : NULL;
}

void rt_learn_prefixed(struct rt_text *text, const struct rt_known *known)
{
	const char *letters = glued_letters(text);
	if (!letters)
		return;
	struct rt_str folded = RT_STR_INIT;
	for (size_t i = 0; i < text->count; i++)
		if (text->tokens[i].shape & (RT_SHAPE_HEBREW | RT_SHAPE_ARABIC) &&
			text->covered[i] == RT_COVER_FREE &&
			!(text->words[i].flags & RT_WORD_COMMON_OWN))
			try_token(text, known, letters, &folded, i);
	rt_str_release(&folded);
}

static bool is_name(const struct rt_mention *mention)
{
	return rt_mention_is(mention, "person") || rt_mention_is(mention, "organisation");
}

void rt_learn_whole_words(struct rt_text *text)
{
	const char *bytes = text->document->text;
	RT_VEC_FOREACH (mention, text->mentions) {
		size_t i = rt_text_token_at(text, mention->range.start);
		if (i >= text->count || !(text->tokens[i].shape & RT_SHAPE_ARABIC) || !is_name(mention))
			continue;
		struct rt_range *range = &mention->range;
		if (!mention->value && text->tokens[i].start < range->start)
			mention->value = rt_arena_strndup(
				text->document->arena, bytes + range->start, range->end - range->start);
		range->start = text->tokens[i].start;
	}
}
