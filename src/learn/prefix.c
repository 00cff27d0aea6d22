/*
 * Hebrew writes "and", "to", "in", "that" as letters glued to the next word. The engine takes them
 * off where a list has the word behind them; here they are taken off where the document does: a
 * surname that it has named comes back as "to-Qwynter", "that-Qwynter".
 */
#include "learn/steps.h"

#include "base/map.h"

#include <string.h>

#define MIN_BYTES 6 /* of the name: three letters */
#define MAX_PREFIXES 2

static const char prefix_rule[] = "same-person-again";

/* The letters ו ה ב ל מ ש כ, each of two bytes. */
static bool is_prefix(const char *letter)
{
	static const char letters[] = "והבלמשכ";
	for (size_t i = 0; letters[i]; i += 2)
		if (!memcmp(letters + i, letter, 2))
			return true;
	return false;
}

static bool is_known_surname(
	const struct rt_known *known, struct rt_str *folded, const char *word, size_t len)
{
	rt_str_clear(folded);
	rt_token_fold(folded, word, len);
	return rt_known_get(known, rt_hash(folded->data, folded->len) | 1) & RT_KNOWN_SURNAME;
}

static void try_token(
	struct rt_text *text, const struct rt_known *known, struct rt_str *folded, size_t i)
{
	const struct rt_token *token = &text->tokens[i];
	const char *word = text->document->text;
	uint32_t start = token->start;
	for (int taken = 0; taken < MAX_PREFIXES; taken++) {
		if (token->end - start < MIN_BYTES + 2 || !is_prefix(word + start))
			return;
		start += 2;
		if (!is_known_surname(known, folded, word + start, token->end - start))
			continue;
		struct rt_range range = {start, token->end};
		rt_text_add_range(text, i, range, "person", prefix_rule, 0.8);
		return;
	}
}

void rt_learn_prefixed(struct rt_text *text, const struct rt_known *known)
{
	if (!text->document->lang || strcmp(text->document->lang, "he") != 0)
		return;
	struct rt_str folded = RT_STR_INIT;
	for (size_t i = 0; i < text->count; i++)
		if (text->tokens[i].shape & RT_SHAPE_HEBREW && text->covered[i] == RT_COVER_FREE &&
			!(text->words[i].flags & RT_WORD_COMMON_OWN))
			try_token(text, known, &folded, i);
	rt_str_release(&folded);
}
