/* People in printed headers: "From: Dunton, Heather", "To: Ana de Souza <ana@example.org>". */
#include "learn/steps.h"

#include "learn/party.h"

#include <string.h>

static const char header_rule[] = "header-name";

/* "LE" of "LE QWYNTER Anne": in capitals as the name is, and yet no one's name. */
static bool is_loud_particle(const struct rt_text *text, size_t i, size_t last)
{
	return text->words[i].flags & RT_WORD_PARTICLE && !(text->words[i].flags & RT_WORD_GIVEN) &&
	       i < last && text->tokens[i + 1].shape & RT_SHAPE_LETTER;
}

/* "Dr." of "Qwynter, Dr. Olaf". */
static bool is_title(const struct rt_text *text, size_t i)
{
	const struct rt_token *token = &text->tokens[i];
	return rt_party_is_title(
		text->rules, text->document->text + token->start, token->end - token->start);
}

static bool is_name_token(const struct rt_text *text, size_t i, size_t last)
{
	return text->tokens[i].shape & RT_SHAPE_LETTER && !is_loud_particle(text, i, last) &&
	       !is_title(text, i) &&
	       !(text->words[i].flags & RT_WORD_PARTICLE && text->tokens[i].shape & RT_SHAPE_LOWER);
}

static size_t find_comma(const struct rt_text *text, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		if (rt_text_is(text, i, ',') || rt_text_is(text, i, ';'))
			return i;
	return last + 1;
}

/* Surname and given names of the name over [first, last] are known from now on. */
static void learn_name(
	const struct rt_text *text, struct rt_known *known, size_t first, size_t last)
{
	size_t comma = find_comma(text, first, last);
	bool turned = comma <= last;
	for (size_t i = first; i <= last; i++) {
		if (!is_name_token(text, i, last) || text->tokens[i].shape & RT_SHAPE_INITIAL)
			continue;
		bool surname = turned ? i < comma : i == last && i > first;
		rt_known_add(known, text->words[i].key,
			(surname ? RT_KNOWN_SURNAME : RT_KNOWN_GIVEN) | RT_KNOWN_PARTY);
	}
}

/* [first, last] without titles, "Dr.", before the name and "(Legal Dept.)" behind it. */
static void trim_to_name(const struct rt_text *text, size_t *first, size_t *last)
{
	for (size_t i = *first + 1; i <= *last; i++)
		if (rt_text_is(text, i, '('))
			*last = i - 1;
	while (*first < *last && (rt_text_is_mark(text, *first) || is_title(text, *first)))
		++*first;
	while (*last > *first && rt_text_is_mark(text, *last))
		--*last;
}

static void learn_party(
	struct rt_text *text, struct rt_known *known, const struct rt_participant *participant)
{
	struct rt_party_name parts;
	struct rt_range range = rt_party_range(text->document, participant);
	if (range.end <= range.start ||
		!rt_party_split(text->rules, participant->name, strlen(participant->name), &parts))
		return;
	size_t first = rt_text_token_at(text, range.start);
	size_t last = rt_text_token_at(text, range.end - 1);
	if (last >= text->count || text->tokens[first].start < range.start ||
		text->tokens[last].end > range.end)
		return;
	trim_to_name(text, &first, &last);
	learn_name(text, known, first, last);
	rt_text_add(text, first, last, "person", header_rule, 0.97);
}

void rt_learn_headers(struct rt_text *text, struct rt_known *known)
{
	RT_VEC_FOREACH (message, &text->document->messages)
		RT_VEC_FOREACH (participant, &message->participants)
			learn_party(text, known, participant);
}
