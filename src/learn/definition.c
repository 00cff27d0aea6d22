/*
 * A name and its letters, each the proof of the other:
 *
 *	the Greater Quxley Fair Housing Center (GQFHC) filed …
 *	QEC (Quxland Episcopal Conference) has …
 *
 * Terms are defined so as well, "Net Asset Value (NAV)": a body needs a noun of bodies at an end
 * or a land among its words. The letters must be the first ones of the words in their order, small
 *words apart.
 */
#include "learn/doubt.h"
#include "learn/steps.h"

#include <ctype.h>
#include <string.h>

#define LEAST_LETTERS 3
#define MOST_LETTERS 10
#define SURE 0.9

static const char rule[] = "named-with-letters";

/* The letters of an abbreviation without its stops. -> how many; 0: none. */
static size_t letters_of(const struct rt_text *text, size_t i, char *letters)
{
	const struct rt_token *token = &text->tokens[i];
	size_t count = 0;
	for (uint32_t at = token->start; at < token->end; at++) {
		char byte = text->document->text[at];
		if (isupper((unsigned char)byte) && count < MOST_LETTERS)
			letters[count++] = (char)tolower((unsigned char)byte);
		else if (byte != '.')
			return 0;
	}
	return count >= LEAST_LETTERS ? count : 0;
}

static bool is_link(const struct rt_text *text, size_t i)
{
	return rt_text_is(text, i, '&') ||
	       (text->tokens[i].shape & RT_SHAPE_LOWER && text->words[i].flags & RT_WORD_FUNCTION);
}

static char first_letter(const struct rt_text *text, size_t i)
{
	return (char)tolower((unsigned char)text->document->text[text->tokens[i].start]);
}

/* Walks back from the last word of a name: each capital must have the next letter. -> the token
 * with the first letter, or count where they do not agree. */
static size_t match_back(const struct rt_text *text, size_t last, const char *letters, size_t count)
{
	size_t i = last + 1;
	while (count && i--) {
		if (i < last && !rt_text_joined(text, i))
			break;
		if (rt_text_capital(text, i)) {
			if (first_letter(text, i) != letters[count - 1])
				break;
			count--;
		} else if (!is_link(text, i) || i == last) {
			break;
		}
	}
	return count ? text->count : i;
}

/* Does the word end as many things do: "Receipts"? */
static bool is_many(const struct rt_text *text, size_t i)
{
	return text->document->text[text->tokens[i].end - 1] == 's';
}

/* "Energy Management System (EMS)": a thing of common words, whatever else its noun may close. */
static bool is_thing(const struct rt_text *text, size_t first, size_t last)
{
	return rt_text_of(text, last, RT_USE_THING_NOUN) && rt_text_all_common(text, first, last);
}

static bool says_body(const struct rt_text *text, size_t first, size_t last)
{
	static const char *const links[] = {"of", "for", "in", "to", NULL};
	if (text->words[last].flags & RT_WORD_THING || is_thing(text, first, last) ||
		(first && rt_text_joined(text, first - 1) &&
			rt_text_is_one_of(text, first - 1, links)))
		return false;
	if (text->words[last].flags & RT_WORD_TAIL ||
		(text->words[first].flags & RT_WORD_TAIL &&
			rt_text_is_one_of(text, first + 1, links)))
		return true;
	for (size_t i = first; i <= last; i++)
		if (text->words[i].flags & (RT_WORD_COUNTRY | RT_WORD_DEMONYM) &&
			rt_text_capital(text, i))
			return !is_many(text, last);
	return false;
}

static void define(struct rt_text *text, size_t first, size_t last, size_t letters)
{
	rt_text_add(text, first, last, "organisation", rule, SURE);
	rt_text_add(text, letters, letters, "organisation", rule, SURE);
}

/* The name, then its letters in brackets: `open` is the bracket. */
static void try_letters(struct rt_text *text, size_t open)
{
	char letters[MOST_LETTERS];
	size_t count = letters_of(text, open + 1, letters);
	size_t first = count ? match_back(text, open - 1, letters, count) : text->count;
	if (first < text->count && says_body(text, first, open - 1))
		define(text, first, open - 1, open + 1);
}

/* The letters, then the name in brackets. */
static void try_name(struct rt_text *text, size_t open)
{
	char letters[MOST_LETTERS];
	size_t count = letters_of(text, open - 1, letters), close = open + 1;
	while (count && close < text->count && close < open + 2 + 2 * MOST_LETTERS &&
		!rt_text_is(text, close, ')'))
		close++;
	if (!count || close >= text->count || close < open + 3)
		return;
	size_t first = match_back(text, close - 1, letters, count);
	if (first == open + 1 && says_body(text, first, close - 1))
		define(text, first, close - 1, open - 1);
}

void rt_learn_definitions(struct rt_text *text)
{
	if (text->technical || !rt_text_english(text))
		return;
	for (size_t i = 1; i + 2 < text->count; i++) {
		if (!rt_text_is(text, i, '(') || !rt_text_capital(text, i + 1))
			continue;
		if (rt_text_is(text, i + 2, ')') || rt_text_is(text, i + 2, ','))
			try_letters(text, i);
		else if (rt_text_capital(text, i - 1))
			try_name(text, i);
	}
}
