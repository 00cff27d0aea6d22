/*
 * The left edge of a body's name. Where lines run together a rule takes in too much:
 *
 *	Laurie Ellis Project Manager Quxley Works LLC
 *	^ a person   ^ a job         ^ the body
 */
#include "learn/edge.h"

#include "learn/doubt.h"

#include <string.h>

#define LONGEST_LAND 12 /* bytes of "U.S." and the like */
#define SURE_PERSON 0.9
#define FAIR_PERSON 0.82 /* before a body without a legal form */

/* May a body's name begin here, so that what is left is still one? */
static bool may_begin(const struct rt_text *text, size_t i, size_t last)
{
	return i < last && rt_text_capital(text, i) &&
	       !(text->words[i].flags & (RT_WORD_TAIL | RT_WORD_LEGAL | RT_WORD_FUNCTION));
}

/* Behind the last word of a job title in the name, where another name follows. */
static size_t behind_job(const struct rt_text *text, size_t first, size_t last)
{
	size_t begin = first;
	for (size_t i = first; i < last; i++)
		if (text->words[i].flags & RT_WORD_JOB && may_begin(text, i + 1, last))
			begin = i + 1;
	return begin;
}

/* "71-par": a measure, not the beginning of a name. */
static bool is_measure(const struct rt_text *text, size_t i)
{
	const char *bytes = text->document->text + text->tokens[i].start;
	size_t len = text->tokens[i].end - text->tokens[i].start;
	return *bytes >= '0' && *bytes <= '9' && memchr(bytes, '-', len) && bytes[len - 1] >= 'a' &&
	       bytes[len - 1] <= 'z';
}

/* "Leeds-based", "Quxley-backed", "pro-Quxley": says whose or what side a body is. */
static bool is_attribute(const struct rt_text *text, size_t i)
{
	const struct rt_token *token = &text->tokens[i];
	const char *word = text->document->text + token->start;
	size_t len = token->end - token->start;
	if (len > 4 && (!memcmp(word, "pro-", 4) || (len > 5 && !memcmp(word, "anti-", 5))))
		return true;
	return rt_tied_behind(text, word, len, 0, "tied-body");
}

/* "Port Leeds-based Quxley Ltd.": behind where it is. */
static size_t behind_based(const struct rt_text *text, size_t first, size_t last)
{
	if (is_measure(text, first) && !is_attribute(text, first) &&
		may_begin(text, first + 1, last))
		return first + 1;
	for (size_t i = first; i < last && i < first + 3; i++)
		if (is_attribute(text, i))
			return may_begin(text, i + 1, last) ? i + 1 : first;
	return first;
}

/* "The Board of Directors and Shareholders Quxley Ltd.", "Chairman of the Board of Quxley Ltd.". */
static size_t behind_office(const struct rt_text *text, size_t first, size_t last)
{
	size_t begin = first;
	for (size_t i = first; i < last; i++) {
		size_t next = i + 1;
		if (next < last && text->tokens[next].shape & RT_SHAPE_LOWER)
			next++; /* of */
		if (rt_text_of(text, i, RT_USE_BOARD) && may_begin(text, next, last))
			begin = next;
	}
	return begin;
}

/* "Ph.D. Quxley Ltd." */
static size_t behind_degree(const struct rt_text *text, size_t first, size_t last)
{
	uint32_t start = text->tokens[first].start;
	return start >= 3 && !memcmp(text->document->text + start - 3, "Ph.", 3) &&
			       may_begin(text, first + 1, last)
		       ? first + 1
		       : first;
}

/* "0c4a Quxley Inc.": the number that a part's maker has. */
static size_t behind_code(const struct rt_text *text, size_t first, size_t last)
{
	const struct rt_token *token = &text->tokens[first];
	const char *word = text->document->text + token->start;
	bool code = token->end - token->start == 4 && strspn(word, "0123456789abcdef") == 4 &&
		    strcspn(word, "0123456789") < 4;
	return code && may_begin(text, first + 1, last) ? first + 1 : first;
}

/* "Chris Enron Corp.": behind a given name before a body of the lists that is no one's surname. */
static size_t behind_given(const struct rt_text *text, size_t first, size_t last)
{
	uint32_t flags = text->words[first + 1].flags;
	return text->words[first].flags & RT_WORD_GIVEN &&
			       !(text->words[first].flags & RT_WORD_BODY) &&
			       flags & RT_WORD_BODY &&
			       !(flags & (RT_WORD_SURNAME | RT_WORD_GIVEN | RT_WORD_COMMON_OWN)) &&
			       may_begin(text, first + 1, last)
		       ? first + 1
		       : first;
}

/* "M/S Quxley Ltd." */
static bool is_messrs(const struct rt_text *text, size_t i)
{
	char sign = text->document->text[text->tokens[i].start];
	return i > 1 && (sign == 'S' || sign == 's') && rt_text_is_initial(text, i) &&
	       rt_text_is(text, i - 1, '/') && rt_text_is(text, i - 2, 'M');
}

/* "Court Quxley High Court": the field of a report's head, and what stands in it. */
static bool is_field_of_head(const struct rt_text *text, size_t first, size_t last)
{
	static const char *const fields[] = {"Court", "Commission", NULL};
	static const char *const bodies[] = {"Court", "Commission", "Tribunal", NULL};
	return first < last && text->tokens[first].place & RT_AT_LINE_START &&
	       rt_text_is_one_of(text, first, fields) && rt_text_is_one_of(text, last, bodies);
}

/* "Hon'ble High Court", "Copyright Quxley Ltd.", "Defendants Quxley Inc.": behind a courtesy that bodies are
 * given, or what they are before a court. */
static size_t behind_courtesy(const struct rt_text *text, size_t first, size_t last)
{
	bool courtesy = is_messrs(text, first) || is_field_of_head(text, first, last) ||
			rt_text_of(text, first, RT_USE_COURTESY);
	return courtesy && first < last && rt_text_capital(text, first + 1) ? first + 1 : first;
}

/* "Head of News | Ministry of Quxes": behind the line above, where all its words have capitals. */
static size_t behind_title(const struct rt_text *text, size_t first, size_t last)
{
	static const char *const links[] = {"of", "for", NULL};
	size_t next = first + 1, line = first;
	while (next < last && !(text->tokens[next].place & RT_AT_LINE_START))
		next++;
	if (next + 1 >= last || !rt_text_is_one_of(text, next + 1, links))
		return first;
	while (line && !(text->tokens[line].place & RT_AT_LINE_START))
		line--;
	for (; line < next; line++)
		if (text->tokens[line].shape & RT_SHAPE_LOWER &&
			!(text->words[line].flags & RT_WORD_FUNCTION))
			return first;
	return next;
}

/* "Quxley's Department of Haverns", "Norway's National Havern Council": behind whose it is. "Women's Bureau" is a name. */
static size_t behind_owner(const struct rt_text *text, size_t first, size_t last)
{
	static const char *const owns[] = {"'s", "\xe2\x80\x99s", NULL};
	for (size_t i = first + 1; i + 1 < last && i < first + 4; i++)
		if (rt_text_is_one_of(text, i, owns))
			return !(text->words[i - 1].flags & RT_WORD_COMMON_OWN) &&
					       (rt_text_of(text, i + 1, RT_USE_STATE_OFFICE) ||
						       (text->words[i - 1].flags & RT_WORD_COUNTRY &&
							       may_begin(text, i + 1, last)))
				       ? i + 1
				       : first;
	return first;
}

static bool is_heading_word(const struct rt_text *text, size_t i)
{
	return text->tokens[i].shape & RT_SHAPE_CAPS &&
	       text->words[i].flags & (RT_WORD_COMMON_OWN | RT_WORD_FUNCTION);
}

/* "INVESTMENT OBJECTIVE Quxley Fund": behind the heading that runs into the name. */
static size_t behind_heading(const struct rt_text *text, size_t first, size_t last)
{
	size_t i = first;
	while (i < last && is_heading_word(text, i) &&
		text->tokens[i].end - text->tokens[i].start > 3)
		i++;
	bool run = i > first + 1 || (i > first && first && rt_text_joined(text, first - 1) &&
					    is_heading_word(text, first - 1));
	bool named = text->tokens[i].shape & RT_SHAPE_CAPITAL && i < last &&
		     !(text->words[i].flags & (RT_WORD_LEGAL | RT_WORD_FUNCTION));
	return run && named ? i : first;
}

static bool is_sure_person(const struct rt_mention *person, const struct rt_mention *body)
{
	bool formal = rt_mention_by(body, "legal-form");
	return person->score >= (formal ? SURE_PERSON : FAIR_PERSON) &&
	       rt_mention_is(person, "person") && person->range.end < body->range.end;
}

bool rt_edge_is_dedicated(const struct rt_text *text, size_t i)
{
	return i < text->count && rt_text_of(text, i, RT_USE_DEDICATED);
}

/* "Ona Qwynter Life Insurance Co.": what stands behind the person is no name without it. */
static bool is_called_after(
	const struct rt_text *text, const struct rt_mention *body, size_t behind, size_t last)
{
	if (!rt_mention_by(body, "legal-form") || behind > last ||
		text->tokens[behind].place & RT_AT_LINE_START)
		return false;
	const uint32_t plain = RT_WORD_COMMON_OWN | RT_WORD_TAIL | RT_WORD_LEGAL | RT_WORD_FUNCTION;
	bool noun = false;
	for (size_t i = behind; i <= last; i++) {
		uint32_t flags = text->words[i].flags;
		if (rt_text_capital(text, i) && (!(flags & plain) || flags & RT_WORD_BODY))
			return false;
		noun |= (flags & RT_WORD_TAIL) != 0;
	}
	return noun;
}

/* Behind a sure person that the name begins with: one of its neighbours with the same start, for
 * candidates come in order of start. */
static size_t behind_person(const struct rt_text *text, size_t index, size_t first, size_t last)
{
	const struct rt_mention *all = text->mentions->items, *body = &all[index];
	size_t n = index;
	while (n && all[n - 1].range.start == body->range.start)
		n--;
	for (; n < text->mentions->count && all[n].range.start == body->range.start; n++) {
		if (rt_mention_by(&all[n], "known-place") && all[n].range.end < body->range.end &&
			rt_text_token_at(text, all[n].range.end) > first + 1)
			return first; /* "Uttar Pradesh State Assembly" */
		size_t behind = is_sure_person(&all[n], body)
					? rt_text_token_at(text, all[n].range.end)
					: last;
		if (rt_edge_is_dedicated(text, behind) ||
			is_called_after(text, body, behind, last))
			return first;
		if (may_begin(text, behind, last))
			return behind;
	}
	return first;
}

/* "U.S. Department of Quxes", "St. Quxley Hospital": the land, the saint belong to the name of
 * their body. -> its first token. */
static size_t with_land(const struct rt_text *text, size_t first)
{
	const char *bytes = text->document->text;
	uint32_t start = text->tokens[first].start;
	if (!first || !rt_text_joined(text, first - 1) || start < 5 || bytes[start - 1] != ' ' ||
		is_attribute(text, first))
		return first;
	uint32_t begin = start - 1;
	while (begin && start - begin <= LONGEST_LAND && !strchr(" \n\"'(", bytes[begin - 1]))
		begin--;
	return rt_ruleset_lookup(text->rules, "land-short", bytes + begin, start - 1 - begin)
		       ? rt_text_token_at(text, begin)
		       : first;
}

size_t rt_edge_begin(const struct rt_text *text, size_t index)
{
	const struct rt_mention *body = &text->mentions->items[index];
	size_t first = rt_text_token_at(text, body->range.start);
	size_t last = rt_text_token_at(text, body->range.end - 1);
	if (last >= text->count || last <= first)
		return first;
	if (with_land(text, first) < first)
		return with_land(text, first);
	size_t begin = behind_job(text, first, last);
	bool formal = rt_mention_by(body, "legal-form") || rt_mention_by(body, "fund");
	if (begin == first)
		begin = behind_courtesy(text, first, last);
	if (begin == first)
		begin = behind_owner(text, first, last);
	if (begin == first)
		begin = behind_code(text, first, last);
	if (begin == first)
		begin = behind_given(text, first, last);
	if (begin == first)
		begin = behind_based(text, first, last);
	if (begin == first && rt_mention_by(body, "noun-of"))
		begin = behind_title(text, first, last);
	if (begin == first && formal)
		begin = behind_office(text, first, last);
	if (begin == first && formal)
		begin = behind_degree(text, first, last);
	if (begin == first)
		begin = behind_heading(text, first, last);
	return begin == first ? behind_person(text, index, first, last) : begin;
}
