/*
 * Letters for a person. Minutes and witness statements say once whose letters they use:
 *
 *	Present: Ona Qwynter (OQ), Mary Ann Haverdale (MAH) …
 *	OQ opened the meeting. … Action: MAH
 *
 * The letters must be the first ones of the name's words, in their order, the first and the last of
 * them included. From then on they are that person, whose normal form they get.
 *
 * German judgments print a letter for each name: "the witness K. … later K. went home". A letter
 * that a rule is sure of is someone wherever it stands among words again.
 */
#include "learn/doubt.h"
#include "learn/steps.h"

#include <string.h>

#define LEAST_SCORE 0.7 /* of a name that letters may stand for */
#define LEAST_OWNERS 2	/* one alone may be a firm's: "Ona Quxley Productions (OQP)" */
#define LEAST_LETTERS 2
#define MOST_LETTERS 4
#define SCORE 0.91

#define LEAST_MASK 0.9
#define MASK_SCORE 0.58

static const char rule[] = "letters-of-person";
static const char mask_rule[] = "letter-again";
static const uint64_t letters_key = 0x4d7a21b5u; /* keys of their own */

/* A name whose letters the text has told. */
struct owner {
	uint64_t key; /* of the letters */
	const char *value;
};

#define MOST_OWNERS 64 /* people in a room */

struct owners {
	struct owner items[MOST_OWNERS];
	size_t count;
};

static bool are_letters(const struct rt_text *text, size_t i)
{
	size_t len = text->tokens[i].end - text->tokens[i].start;
	return text->tokens[i].shape & RT_SHAPE_CAPS && len >= LEAST_LETTERS && len <= MOST_LETTERS &&
	       !(text->words[i].flags & (RT_WORD_NO_ACRONYM | RT_WORD_SUFFIX | RT_WORD_LEGAL));
}

/* Do the letters spell the words of the name? Between the first and the last some may be left out. */
static bool spell(const struct rt_text *text, struct rt_span name, size_t i)
{
	const char *bytes = text->document->text;
	const char *letters = bytes + text->tokens[i].start, *last = bytes + text->tokens[i].end - 1;
	const char *next = letters;
	for (size_t word = name.first; word <= name.last; word++) {
		if (!rt_text_capital(text, word))
			continue;
		bool same = bytes[text->tokens[word].start] == *next;
		if (word == name.first && !same)
			return false;
		if (word == name.last)
			return next == last && same;
		next += same && next < last;
	}
	return false;
}

/* The letters in brackets behind the name, or 0. */
static size_t letters_behind(const struct rt_text *text, struct rt_span name)
{
	size_t i = name.last + 2;
	if (i + 1 >= text->count || !rt_text_is(text, i - 1, '(') || !rt_text_is(text, i + 1, ')'))
		return 0;
	return are_letters(text, i) && spell(text, name, i) ? i : 0;
}

static const char *value_of(const struct rt_text *text, const struct rt_mention *person)
{
	if (person->value)
		return person->value;
	return rt_arena_strndup(text->document->arena, text->document->text + person->range.start,
		person->range.end - person->range.start);
}

static void learn_letters(const struct rt_text *text, struct owners *owners)
{
	struct rt_span at;
	RT_VEC_FOREACH (mention, text->mentions) {
		if (!rt_mention_is(mention, "person") || mention->score < LEAST_SCORE ||
			!rt_text_span(text, mention, &at) || at.first == at.last)
			continue;
		size_t i = letters_behind(text, at);
		if (!i || owners->count == MOST_OWNERS)
			continue;
		owners->items[owners->count++] =
			(struct owner){rt_key_add(letters_key, text->words[i].key), value_of(text, mention)};
	}
}

static const struct owner *owner_of(const struct rt_text *text, const struct owners *owners, size_t i)
{
	uint64_t key = rt_key_add(letters_key, text->words[i].key);
	for (size_t n = 0; n < owners->count; n++)
		if (owners->items[n].key == key)
			return &owners->items[n];
	return NULL;
}

/* Neither "Anlage K" nor "K. Qwynter" nor "K 9". */
static bool stands_among_words(const struct rt_text *text, size_t i)
{
	uint32_t no_word = RT_SHAPE_DIGITS | RT_SHAPE_INITIAL;
	if (!i || i + 1 >= text->count || rt_text_capital(text, i + 1) ||
		text->tokens[i + 1].shape & no_word)
		return false;
	return text->tokens[i].place & RT_AT_SENTENCE_START ||
	       !(rt_text_capital(text, i - 1) || rt_text_is_mark(text, i - 1) ||
		       text->tokens[i - 1].shape & no_word);
}

static void give_mask_again(struct rt_text *text, size_t mask)
{
	const char *bytes = text->document->text;
	const struct rt_token *letter = &text->tokens[mask];
	size_t len = letter->end - letter->start;
	for (size_t i = 0; i < text->count; i++) {
		const struct rt_token *token = &text->tokens[i];
		if (i != mask && token->shape & RT_SHAPE_INITIAL &&
			token->end - token->start == len &&
			!memcmp(bytes + token->start, bytes + letter->start, len) &&
			stands_among_words(text, i))
			rt_text_add(text, i, i, "person", mask_rule, MASK_SCORE);
	}
}

/* Each letter once. */
static void learn_masks(struct rt_text *text)
{
	struct rt_span at;
	uint32_t seen = 0;
	for (size_t n = 0, count = text->mentions->count; n < count; n++) {
		const struct rt_mention *mention = &text->mentions->items[n];
		if (!rt_mention_is(mention, "person") || mention->score < LEAST_MASK ||
			!rt_text_span(text, mention, &at) || at.first != at.last ||
			!rt_text_is_initial(text, at.first))
			continue;
		uint32_t bit = 1u << (text->document->text[mention->range.start] & 31);
		if (!(seen & bit))
			give_mask_again(text, at.first);
		seen |= bit;
	}
}

void rt_learn_initials(struct rt_text *text)
{
	struct owners owners = {.count = 0};
	if (text->kind == RT_REGISTER_JUDGMENT && rt_text_speaks(text, "de"))
		learn_masks(text);
	if (!rt_text_english(text))
		return;
	learn_letters(text, &owners);
	for (size_t i = 0; i < text->count && owners.count >= LEAST_OWNERS; i++) {
		const struct owner *owner = are_letters(text, i) ? owner_of(text, &owners, i) : NULL;
		if (!owner)
			continue;
		rt_text_add(text, i, i, "person", rule, SCORE);
		text->mentions->items[text->mentions->count - 1].value = owner->value;
	}
}
