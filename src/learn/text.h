/*
 * The document that an extractor works on: its tokens, what is known of each, and the mentions
 * found so far. The steps of learning (steps.h) read it and add candidates.
 */
#ifndef RT_LEARN_TEXT_H
#define RT_LEARN_TEXT_H

#include "engine/rule.h"
#include "learn/dictionary.h"
#include "learn/lexical.h"

#include <string.h>

struct rt_text {
	struct rt_document *document;
	const struct rt_ruleset *rules;
	const struct rt_dictionary *dictionary; /* or NULL */
	const struct rt_token *tokens;
	struct rt_word_info *words; /* by token */
	uint8_t *covered;	    /* by token: enum rt_cover */
	const uint32_t *blocks;	    /* by RT_TEXT_BLOCK bytes: the first token that ends behind */
	size_t count;
	enum rt_rule_register kind;
	bool technical; /* it is about programs or circuits, by its words */
	bool letter; /* it is mail, by who writes to whom or by whom it greets */
	struct rt_mentions *mentions; /* candidates; the steps add to them */
};

#define RT_TEXT_BLOCK 8

/* What strong finds claim of a token. */
enum rt_cover { RT_COVER_FREE, RT_COVER_PERSON, RT_COVER_BODY, RT_COVER_PLACE, RT_COVER_OTHER };

/* Does the i-th token look like a part of a name: a capital, or a script without capitals? */
static inline bool rt_text_capital(const struct rt_text *text, size_t i)
{
	return text->tokens[i].shape & (RT_SHAPE_CAPITAL | RT_SHAPE_CAPS | RT_SHAPE_MIXED);
}

/* The i-th token is the single character. */
static inline bool rt_text_is(const struct rt_text *text, size_t i, char sign)
{
	return i < text->count && text->tokens[i].end == text->tokens[i].start + 1 &&
	       text->document->text[text->tokens[i].start] == sign;
}

/* Does the i-th token open a sentence or a line? */
static inline bool rt_text_opens(const struct rt_text *text, size_t i)
{
	return text->tokens[i].place & (RT_AT_SENTENCE_START | RT_AT_LINE_START);
}

/* "J", alone or before a stop. */
static inline bool rt_text_is_initial(const struct rt_text *text, size_t i)
{
	return text->tokens[i].shape & RT_SHAPE_INITIAL;
}

static inline bool rt_text_is_mark(const struct rt_text *text, size_t i)
{
	return text->tokens[i].shape & RT_SHAPE_PUNCT;
}

/* "and", which a name may write as "&". */
static inline bool rt_text_is_and(const struct rt_text *text, size_t i)
{
	return text->tokens[i].end - text->tokens[i].start == 3 &&
	       !memcmp(text->document->text + text->tokens[i].start, "and", 3);
}

/* i + 1 goes on where i ends: on the same line, or over a break where the line was full. */
static inline bool rt_text_joined(const struct rt_text *text, size_t i)
{
	return i + 1 < text->count &&
	       !(text->tokens[i + 1].place & (RT_AT_BLOCK_START | RT_AT_BREAK)) &&
	       text->tokens[i].segment == text->tokens[i + 1].segment;
}

#define RT_COLUMN_GAP 3 /* bytes of blank between two columns */

/* Does the i-th token, which is not the first, stand in a column of its own? */
static inline bool rt_text_behind_gap(const struct rt_text *text, size_t i)
{
	return text->tokens[i].start - text->tokens[i - 1].end >= RT_COLUMN_GAP;
}

/* Is the text, or what it has in another script, in this language ("he")? */
bool rt_text_speaks(const struct rt_text *text, const char *lang);

/* Is the text, or what it has in Latin letters, English, or of no language that is told? */
bool rt_text_english(const struct rt_text *text);

/* … or one that has no capitals? */
bool rt_text_uncased(const struct rt_text *text);

/* Is it part of the name of a file: "Qwynter_letter.doc", "QUXLEY.XLS"? */
bool rt_text_in_file_name(const struct rt_text *text, struct rt_range range);

/* Is the i-th token a word of that use, enum rt_lexical_use? */
static inline bool rt_text_of(const struct rt_text *text, size_t i, enum rt_lexical_use use)
{
	return i < text->count && rt_word_of(text->words[i], use);
}

/* Is the token to the letter one of the words? The list ends with NULL. For words of grammar: others are a list. */
bool rt_text_is_one_of(const struct rt_text *text, size_t i, const char *const *words);
/* "Leeds-based": does a word of the list stand behind a stroke at the end, and more than `least` bytes before it? ->
 * the bytes from the stroke on, or 0. */
size_t rt_tied_behind(
	const struct rt_text *text, const char *word, size_t len, size_t least, const char *list);
/* "RTOs", "CEOs": more than one of what is abbreviated, and no name. */
bool rt_text_is_plural(const struct rt_text *text, size_t i);

/* Adds a candidate over the tokens [first, last]. rule: a literal, told in explanations. */
void rt_text_add(struct rt_text *text, size_t first, size_t last, const char *type,
	const char *rule, double score);
/* The same over a range of bytes that begins within the token `first`. */
void rt_text_add_range(struct rt_text *text, size_t first, struct rt_range range, const char *type,
	const char *rule, double score);
/* The index of the first token that ends behind the place. */
size_t rt_text_token_at(const struct rt_text *text, uint32_t place);

#endif
