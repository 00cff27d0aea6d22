/* Joining the tokens of a date to what the lists know: "the day before yesterday" is one. */
#include "date/token.h"

#include "date/words.h"

#include <string.h>

#define LONGEST_PHRASE 9 /* tokens; "the day before yesterday", "aujourd'hui" */

/* The tokens' text with one blank for every white space. 0 where it is too long. */
static size_t phrase(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	int from, int to, char *out, size_t size)
{
	size_t len = 0;
	for (int i = from; i < to; i++) {
		const struct rt_date_token *token = &tokens->items[i];
		size_t part = token->end - token->start;
		if (len + part + 2 > size)
			return 0;
		if (i > from && token->spaced)
			out[len++] = ' ';
		memcpy(out + len, input->text + token->start, part);
		len += part;
	}
	return len;
}

/* How many bytes of a Hebrew or Arabic word are a preposition or article glued to its front: at
 * most two letters of ו ב ל מ ה כ ש, or of و ب ل ك ف. */
static size_t glued(const char *text, size_t len, size_t so_far)
{
	static const char *const letters[] = {"\u05d5", "\u05d1", "\u05dc", "\u05de", "\u05d4",
		"\u05db", "\u05e9", "\u0648", "\u0628", "\u0644", "\u0643", "\u0641"};
	if (so_far >= 4 || so_far + 6 > len)
		return 0;
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (!memcmp(text + so_far, letters[i], 2))
			return so_far + 2;
	return 0;
}

static bool tell_without_prefix(const struct rt_value_input *input, const char *text, size_t len,
	struct rt_date_token *token)
{
	size_t skip = 0;
	while ((skip = glued(text, len, skip))) {
		if (rt_date_words_tell(input->words, input, text + skip, len - skip, token))
			return true;
	}
	return false;
}

/* Does an entry begin with the text, its glued letters or not, and go on behind it? */
static bool begins_entry(const struct rt_value_input *input, const char *text, size_t len)
{
	size_t skip = 0;
	do {
		if (rt_value_known(input, text + skip, len - skip) & RT_VALUE_BEGINS)
			return true;
	} while ((skip = glued(text, len, skip)));
	return false;
}

/* Where the longest phrase from here may end: no entry goes on over white space behind what begins
 * none. Signs and letters that touch are cut differently in the lists, and tell nothing. */
static int furthest(
	const struct rt_value_input *input, const struct rt_date_tokens *tokens, int from)
{
	char text[96];
	int to = from + 1;
	while (to < tokens->count && to < from + LONGEST_PHRASE) {
		size_t len = tokens->items[to].spaced
				     ? phrase(input, tokens, from, to, text, sizeof text)
				     : 0;
		if (len && !begins_entry(input, text, len))
			break;
		to++;
	}
	return to;
}

/* -> the token behind what is one. */
static int join_at(const struct rt_value_input *input, struct rt_date_tokens *tokens, int from)
{
	char text[96];
	struct rt_date_token *token = &tokens->items[from];
	if (token->kind == RT_TOKEN_SIGN)
		return from + 1;
	bool phrases = from + 1 < tokens->count &&
		       rt_date_words_open(input->words, token, token + 1);
	for (int to = phrases ? furthest(input, tokens, from) : 0; to > from + 1; to--) {
		size_t len = phrase(input, tokens, from, to, text, sizeof text);
		if (len && (rt_date_words_tell(input->words, input, text, len, token) ||
				   tell_without_prefix(input, text, len, token)))
			return to;
	}
	if (token->kind == RT_TOKEN_WORD && !rt_date_words_tell_token(input->words, input, token))
		tell_without_prefix(input, input->text + token->start, token->end - token->start, token);
	return from + 1;
}

bool rt_date_tokens_read(const struct rt_value_input *input, struct rt_date_tokens *tokens)
{
	if (!rt_date_cut(input->text, input->len, tokens))
		return false;
	rt_date_words_speak(input->words, input);
	int kept = 0;
	for (int from = 0, to; from < tokens->count; from = to, kept++) {
		to = join_at(input, tokens, from);
		size_t end = tokens->items[to - 1].end;
		if (kept < from)
			tokens->items[kept] = tokens->items[from];
		struct rt_date_token *joined = &tokens->items[kept];
		joined->end = end;
		if (joined->meaning_count && joined->kind == RT_TOKEN_DIGITS)
			joined->kind = RT_TOKEN_WORD;
	}
	tokens->count = kept;
	return true;
}
