/*
 * Lines such as "X-To: Miller, Mary Kay, Betancourt, Ramona; Ana de Souza <ana@example.org>".
 *
 * Exchange joins "Surname, Given" with the same comma that stands within each, so an address parser
 * cannot take them apart. Names can: a lone word and what follows it are one person's.
 */
#include "learn/steps.h"

#include <string.h>

#define MAX_ITEM 5 /* tokens of one item */

static const char line_rule[] = "header-line";

static bool is_field(const struct rt_text *text, size_t i)
{
	return rt_text_of(text, i, RT_USE_PARTY_FIELD) && text->tokens[i].place & RT_AT_LINE_START &&
	       rt_text_is(text, i + 1, ':');
}

struct item {
	size_t first, behind; /* its words */
	size_t next;	      /* where the next item begins */
};

static bool is_separator(const struct rt_text *text, size_t i)
{
	return rt_text_is(text, i, ',') || rt_text_is(text, i, ';');
}

/* "Ona Stone on behalf of Qwynter, Max": two items. */
static bool is_behalf(const struct rt_text *text, size_t i)
{
	static const char *const words[][4] = {{"on", "On", "ON", NULL},
		{"behalf", "Behalf", "BEHALF", NULL}, {"of", "Of", "OF", NULL}};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (i + k >= text->count || !rt_text_is_one_of(text, i + k, words[k]))
			return false;
	return true;
}

/* Words up to the next separator, without what stands in brackets behind them. */
static struct item read_item(const struct rt_text *text, size_t i, size_t end)
{
	while (i < end && text->tokens[i].shape & RT_SHAPE_PUNCT && !is_separator(text, i))
		i++;
	struct item item = {.first = i, .behind = i};
	bool words = true;
	for (; i < end && !is_separator(text, i) && !is_behalf(text, i); i++) {
		words = words &&
			(text->tokens[i].shape & RT_SHAPE_LETTER || rt_text_is(text, i, '-') ||
				rt_text_is(text, i, '.')) &&
			!(text->tokens[i].shape & RT_SHAPE_ADDRESS);
		if (words)
			item.behind = i + 1;
	}
	item.next = i < end && is_behalf(text, i) ? i + 2 : i;
	return item;
}

/* "Sir" of "Qwynter, Sir Julian". */
static bool is_courtesy(const struct rt_text *text, struct item item, size_t i)
{
	return text->words[i].flags & RT_WORD_HONORIFIC && i + 1 < item.behind &&
	       !(text->words[i].flags & (RT_WORD_GIVEN | RT_WORD_SURNAME));
}

static bool is_name_item(const struct rt_text *text, struct item item)
{
	if (item.behind == item.first || item.behind - item.first > MAX_ITEM)
		return false;
	for (size_t i = item.first; i < item.behind; i++) {
		if (is_courtesy(text, item, i))
			continue;
		bool listed = text->words[i].flags & (RT_WORD_GIVEN | RT_WORD_SURNAME);
		if (text->words[i].flags & (RT_WORD_NONE | RT_WORD_TAIL | RT_WORD_LEGAL) &&
			!listed && !(text->tokens[i].shape & RT_SHAPE_INITIAL))
			return false;
		if (!rt_text_capital(text, i) && !(text->tokens[i].shape & RT_SHAPE_PUNCT) &&
			!(text->tokens[i].shape & (RT_SHAPE_INITIAL | RT_SHAPE_UNCASED)) &&
			!(text->words[i].flags & RT_WORD_PARTICLE))
			return false;
	}
	return true;
}

/* One word, or one with a particle before or a numeral behind: "van Dyke", "Kilmer III". */
static bool is_surname_item(const struct rt_text *text, struct item item)
{
	size_t words = 0;
	for (size_t i = item.first; i < item.behind; i++)
		words += !(text->words[i].flags & (RT_WORD_PARTICLE | RT_WORD_SUFFIX)) &&
			 !(text->tokens[i].shape & RT_SHAPE_PUNCT);
	return words == 1 || (words == 2 && rt_text_is(text, item.first + 1, '-'));
}

static void learn_words(
	const struct rt_text *text, struct rt_known *known, struct item item, uint32_t bit)
{
	for (size_t i = item.first; i < item.behind; i++)
		if (text->tokens[i].shape & RT_SHAPE_LETTER &&
			!(text->tokens[i].shape & RT_SHAPE_INITIAL) &&
			!(text->words[i].flags & RT_WORD_PARTICLE) && !is_courtesy(text, item, i))
			rt_known_add(known, text->words[i].key, bit | RT_KNOWN_PARTY);
}

static void read_line(struct rt_text *text, struct rt_known *known, size_t first, size_t end)
{
	for (size_t i = first; i < end;) {
		struct item item = read_item(text, i, end);
		i = item.next + 1;
		if (!is_name_item(text, item))
			continue;
		struct item given = read_item(text, i, end);
		bool comma = item.behind == item.next && rt_text_is(text, item.next, ',');
		if (comma && item.next < end && is_surname_item(text, item) &&
			is_name_item(text, given)) {
			learn_words(text, known, item, RT_KNOWN_SURNAME);
			learn_words(text, known, given, RT_KNOWN_GIVEN);
			rt_text_add(text, item.first, given.behind - 1, "person", line_rule, 0.975);
			i = given.next + 1;
		} else if (item.behind - item.first > 1 &&
			   (text->words[item.first].flags & RT_WORD_GIVEN ||
				   text->words[item.behind - 1].flags & RT_WORD_SURNAME)) {
			rt_text_add(text, item.first, item.behind - 1, "person", line_rule, 0.93);
		}
	}
}

void rt_learn_header_lines(struct rt_text *text, struct rt_known *known)
{
	if (text->kind != RT_REGISTER_MAIL)
		return;
	for (size_t i = 0; i + 2 < text->count; i++) {
		if (!is_field(text, i))
			continue;
		size_t end = i + 2;
		while (end < text->count &&
			!(text->tokens[end].place & (RT_AT_BREAK | RT_AT_BLOCK_START)))
			end++;
		read_line(text, known, i + 2, end);
	}
}
