/*
 * The edges of a body's name: where it begins (edge_left.c), and where it ends. Bodies run together,
 *
 *	Institute of Quxes and Haverford State University
 *	^ a body               ^ another
 *
 * a seat or a sentence's stop is taken in, and a name that someone gave to a hospital is a person's.
 */
#include "learn/edge.h"

#include "learn/doubt.h"
#include "learn/steps.h"

#include <string.h>

#define SURE_PERSON 0.86 /* score of someone whose name another one's does not end with */

static bool is_open_rule(const char *rule)
{
	static const char *const rules[] = {
		"legal-form", "tail-noun", "weak-tail-noun", "noun-of", "known-body", NULL};
	for (size_t i = 0; rules[i]; i++)
		if (rt_word_same(rules[i], rule))
			return true;
	return false;
}

static const char *const joints[] = {"and", "&", NULL};
static const char *const links[] = {"of", "for", NULL};

static bool is_large_noun(const struct rt_text *text, size_t i)
{
	return text->tokens[i].shape & RT_SHAPE_CAPITAL && text->words[i].flags & RT_WORD_TAIL;
}

/* A word of letters and forms that may yet be what a body is for: "Division of Quxley Affairs". */
static bool is_purpose(const struct rt_text *text, size_t i)
{
	return rt_text_of(text, i, RT_USE_PURPOSE);
}

/* The last token of what goes on as "School | of Quxes and Haverns" from its noun. */
static size_t end_of_noun(const struct rt_text *text, size_t noun)
{
	size_t i = noun + 2, last = noun;
	for (; i < text->count && i < noun + 7 && rt_text_joined(text, i - 1); i++) {
		bool other = text->words[i].flags & (RT_WORD_FUNCTION | RT_WORD_NONE) && !is_purpose(text, i);
		if (rt_text_capital(text, i) && !other)
			last = i;
		else if (last == noun || !rt_text_is_one_of(text, i, joints))
			break;
	}
	return last;
}

/* "Institute of Quxes | School of Law", "Office of Quxes and | Division of Law": the noun that ends
 * the name opens the next one. -> that noun, or 0. */
static size_t next_noun(const struct rt_text *text, size_t first, size_t last)
{
	if (last < first + 3 || !is_large_noun(text, last) || !rt_text_joined(text, last) ||
		(!rt_text_capital(text, last - 1) && !rt_text_is_one_of(text, last - 1, joints)) ||
		!rt_text_is_one_of(text, last + 1, links))
		return 0;
	for (size_t i = first; i < last - 1; i++)
		if (rt_text_is_one_of(text, i, links))
			return last;
	return 0;
}

/* The token from which on a name in the body is another's, or 0. `next` begins with the token `at`. */
typedef size_t other_name(const struct rt_text *text, const struct rt_mention *body,
	const struct rt_mention *next, size_t at);

/* "Institute of Quxes and | Haverford State University": another body, whose name ends behind this one. */
static size_t begins_body(const struct rt_text *text, const struct rt_mention *body,
	const struct rt_mention *next, size_t at)
{
	bool other = rt_mention_is(next, "organisation") && is_open_rule(next->rule) &&
		     next->range.end > body->range.end;
	return other && rt_text_is_one_of(text, at - 1, joints) ? at : 0;
}

/* "University of Quxley | Ona Qwynter said": someone, whose name ends with this one. "School of Ona
 * Qwynter" is called after her. */
static size_t begins_person(const struct rt_text *text, const struct rt_mention *body,
	const struct rt_mention *next, size_t at)
{
	bool other = rt_mention_is(next, "person") && next->score >= SURE_PERSON &&
		     next->range.end >= body->range.end;
	at -= other && rt_text_of(text, at - 1, RT_USE_CLERIC);
	return other && (rt_text_capital(text, at - 1) || rt_text_is_one_of(text, at - 1, joints)) &&
			       rt_text_token_at(text, next->range.end - 1) > at
		       ? at
		       : 0;
}

/* The first such token within the body, three words or more behind its first, or 0. */
static size_t find_other(
	const struct rt_text *text, size_t index, size_t first, other_name *begins)
{
	const struct rt_mention *body = &text->mentions->items[index];
	for (size_t n = index + 1; n < text->mentions->count; n++) {
		const struct rt_mention *next = &text->mentions->items[n];
		if (next->range.start >= body->range.end)
			return 0;
		size_t at = rt_text_token_at(text, next->range.start);
		size_t other = at >= first + 3 ? begins(text, body, next, at) : 0;
		if (other >= first + 3)
			return other;
	}
	return 0;
}

/* "Ona Qwynter Motorsports": nothing but the noun stands behind the name. */
static bool is_business(const struct rt_text *text, const struct rt_mention *body, size_t behind)
{
	return rt_mention_by(body, "tail-noun") && behind < text->count &&
	       text->tokens[behind].end == body->range.end &&
	       text->words[behind].flags & RT_WORD_TAIL && !rt_text_opens(text, behind);
}

/* … and holds against the person that it is called after. */
static void prefer_dedicated(const struct rt_text *text, size_t index)
{
	struct rt_mention *all = text->mentions->items, *body = &all[index];
	if (!is_open_rule(body->rule) || body->score >= 0.94)
		return;
	for (size_t n = index; n-- && all[n].range.start == body->range.start;) {
		size_t behind = rt_text_token_at(text, all[n].range.end);
		if (rt_mention_is(&all[n], "person") && all[n].range.end < body->range.end &&
			(rt_edge_is_dedicated(text, behind) || is_business(text, body, behind)))
			body->score = 0.94;
	}
}

/* "Quxley Works Company of Haverford", "Congress for the Quxley Bank": the seat, or what else is
 * said, is no more of the name. "Food Corporation of Quxland" is. */
static void end_before_seat(const struct rt_text *text, struct rt_mention *body)
{
	size_t first = rt_text_token_at(text, body->range.start), i = first + 1;
	size_t last = rt_text_token_at(text, body->range.end - 1);
	while (i < last && i < text->count && !rt_text_is_one_of(text, i, links))
		i++;
	if (last >= text->count || i >= last)
		return;
	bool house = i == first + 1 && rt_text_of(text, first, RT_USE_HOUSE) &&
		     rt_text_is_one_of(text, i, links + 1);
	bool named = false;
	for (size_t k = first; k + 1 < i; k++)
		named |= rt_text_capital(text, k) && !(text->words[k].flags &
			(RT_WORD_COMMON_OWN | RT_WORD_PLACE));
	uint32_t seat = text->words[i + 1].flags;
	bool seated = named && rt_text_of(text, i - 1, RT_USE_COMPANY) &&
		      seat & RT_WORD_PLACE && !(seat & RT_WORD_COUNTRY);
	if (!house && !seated)
		return;
	body->range.end = text->tokens[i - 1].end;
	body->value = NULL;
}

/* A unit alone on its line: the next line has the house that it is of. */
static void end_at_line(const struct rt_text *text, struct rt_mention *body)
{
	if (!rt_mention_by(body, "he-unit-line"))
		return;
	size_t i = rt_text_token_at(text, body->range.start) + 1;
	while (i < text->count && text->tokens[i].start < body->range.end &&
		!(text->tokens[i].place & RT_AT_LINE_START))
		i++;
	if (i == text->count || text->tokens[i].start >= body->range.end)
		return;
	body->range.end = text->tokens[i - 1].end;
	body->value = NULL;
}

/* A name ends where another body's begins. */
static void end_before_next(struct rt_text *text, size_t index)
{
	struct rt_mention *body = &text->mentions->items[index];
	if (!rt_mention_by(body, "noun-of"))
		return;
	size_t first = rt_text_token_at(text, body->range.start);
	size_t last = rt_text_token_at(text, body->range.end - 1);
	if (last >= text->count)
		return;
	size_t noun = next_noun(text, first, last);
	size_t at = noun ? noun : find_other(text, index, first, begins_body);
	if (!at)
		at = find_other(text, index, first, begins_person);
	if (!at)
		return;
	bool joined = rt_text_is_one_of(text, at - 1, joints);
	body->range.end = text->tokens[joined ? at - 2 : at - 1].end;
	body->value = NULL;
	size_t end = noun ? end_of_noun(text, noun) : noun;
	if (end > noun)
		rt_text_add(text, noun, end, "organisation", "noun-of", body->score);
}

/* "Quxley Club of Haverford | Town Meeting", "Coalition for Clean Quxes Update": what goes on
 * there, or is written of it, is no more of the name; without a place that ends it, it is none. */
static void end_before_event(const struct rt_text *text, struct rt_mention *body)
{
	if (!rt_mention_by(body, "noun-of"))
		return;
	size_t last = rt_text_token_at(text, body->range.end - 1), i = last;
	if (last >= text->count || !rt_text_of(text, last, RT_USE_EVENT))
		return;
	while (i && text->words[i].flags & RT_WORD_COMMON_OWN && rt_text_capital(text, i))
		i--;
	if (!(text->words[i].flags & RT_WORD_PLACE) || text->tokens[i].start <= body->range.start) {
		body->score *= 0.5;
		return;
	}
	body->range.end = text->tokens[i].end;
	body->value = NULL;
}

/* Is what is left of the name one still: "Ministry of Quxes"? */
static bool may_stand_alone(const struct rt_text *text, size_t first, size_t last)
{
	for (size_t i = first + 1; i < last; i++)
		if (rt_text_is_one_of(text, i, links))
			return true;
	return false;
}

/* "Driver    Ministry of Quxes": the token behind the last gap between two columns; the count: none, or
 * what is left is no body's name: "Bank of Quxland    Ona Qwynter". */
static size_t behind_gap(const struct rt_text *text, const struct rt_mention *body)
{
	if (!rt_mention_by(body, "noun-of"))
		return text->count;
	size_t first = rt_text_token_at(text, body->range.start);
	size_t last = rt_text_token_at(text, body->range.end - 1), begin = text->count;
	for (size_t i = first + 1; i < last && last < text->count; i++)
		if (rt_text_behind_gap(text, i) && !(text->tokens[i].place & RT_AT_LINE_START))
			begin = i;
	return begin < text->count && may_stand_alone(text, begin, last) ? begin : text->count;
}

/* "Quxley, Inc.." ends a sentence with a form that has a stop itself; "LLC." has none, and no form
 * has one in a text that writes "Quxley Inc said". */
static void mend_stop(const struct rt_text *text, struct rt_mention *body, bool bare)
{
	size_t last = rt_text_token_at(text, body->range.end - 1);
	bool formal = rt_mention_by(body, "legal-form") || rt_mention_by(body, "fund");
	if (last + 1 >= text->count || !formal)
		return;
	const char *bytes = text->document->text;
	const struct rt_token *token = &text->tokens[last], *next = token + 1;
	bool run = next->start == token->end && next->end == next->start + 2 &&
		   !memcmp(bytes + next->start, "..", 2);
	if (run && text->words[last].flags & RT_WORD_LEGAL && token->end - token->start < 5)
		body->range.end++;
	else if (bare && bytes[body->range.end - 1] == '.' && !(next->shape & RT_SHAPE_LOWER) &&
		 !rt_text_is(text, last + 1, ','))
		body->range.end--;
}

/* Does the text write "Corp", "Inc" within sentences, without their stop? */
static bool writes_bare_forms(const struct rt_text *text)
{
	size_t bare = 0, stopped = 0, within = 0;
	for (size_t i = 0; i + 1 < text->count; i++) {
		if (!(text->words[i].flags & RT_WORD_LEGAL) || !rt_text_capital(text, i) ||
			!rt_text_of(text, i, RT_USE_LEGAL_SHORT))
			continue;
		bool stop = text->document->text[text->tokens[i + 1].start] == '.';
		bare += !stop;
		stopped += stop;
		within += stop && i + 2 < text->count &&
			  (text->tokens[i + 2].shape & RT_SHAPE_LOWER || rt_text_is(text, i + 2, ','));
	}
	return bare && bare >= stopped && !within;
}

void rt_learn_edges(struct rt_text *text)
{
	RT_VEC(size_t) begins = {0};
	bool bare = writes_bare_forms(text);
	size_t count = text->mentions->count; /* what is added has its edges */
	for (size_t n = 0; n < count; n++) {
		const struct rt_mention *mention = &text->mentions->items[n];
		bool open = rt_mention_is(mention, "organisation") && is_open_rule(mention->rule);
		size_t gap = rt_mention_is(mention, "organisation") ? behind_gap(text, mention) : text->count;
		rt_vec_push(&begins, gap < text->count ? gap : open ? rt_edge_begin(text, n) : text->count);
		end_before_next(text, n);
		end_before_event(text, &text->mentions->items[n]);
		if (open)
			end_before_seat(text, &text->mentions->items[n]);
		prefer_dedicated(text, n);
		end_at_line(text, &text->mentions->items[n]);
		mend_stop(text, &text->mentions->items[n], bare);
	}
	for (size_t n = 0; n < count; n++) {
		struct rt_mention *mention = &text->mentions->items[n];
		if (begins.items[n] >= text->count ||
			text->tokens[begins.items[n]].start == mention->range.start ||
			text->tokens[begins.items[n]].start >= mention->range.end) /* cut since */
			continue;
		mention->range.start = text->tokens[begins.items[n]].start;
		mention->value = NULL;
	}
	rt_vec_release(&begins);
}
