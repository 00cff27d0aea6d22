/* A body's name that goes on behind a shorter one: "Quxley" or "Quxley Growth Fund"? */
#include "learn/doubt.h"

#include <ctype.h>

bool rt_text_span(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span *span_r)
{
	span_r->first = rt_text_token_at(text, mention->range.start);
	span_r->last = rt_text_token_at(text, mention->range.end - 1);
	return span_r->last < text->count && span_r->first <= span_r->last;
}

/* "Non-ferrous", "IP-Based", "Power-Buying": says how something is, whatever it begins with. */
static bool is_compound(const struct rt_text *text, size_t i)
{
	const struct rt_token *token = &text->tokens[i];
	const char *word = text->document->text + token->start;
	size_t len = token->end - token->start, part = len;
	while (part && word[part - 1] != '-')
		part--;
	if (!part || len - part < 2)
		return false;
	return islower((unsigned char)word[part]) || !memcmp(word + len - 2, "ed", 2) ||
	       (len - part > 4 && !memcmp(word + len - 3, "ing", 3));
}

bool rt_text_all_common(const struct rt_text *text, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++)
		if (text->tokens[i].shape & RT_SHAPE_LETTER &&
			!(text->words[i].flags & (RT_WORD_COMMON_OWN | RT_WORD_FUNCTION)) &&
			!is_compound(text, i))
			return false;
	return true;
}

bool rt_text_shouted(const struct rt_text *text, size_t i)
{
	size_t first = i, words = 0, caps = 0;
	while (first && !(text->tokens[first].place & RT_AT_LINE_START))
		first--;
	for (i = first;
		i < text->count && (i == first || !(text->tokens[i].place & RT_AT_LINE_START));
		i++) {
		words += (text->tokens[i].shape & RT_SHAPE_LETTER) != 0;
		caps += (text->tokens[i].shape & (RT_SHAPE_CAPS | RT_SHAPE_INITIAL)) != 0;
	}
	return words > 3 && caps * 10 >= words * 9;
}

bool rt_rule_is_open(const char *rule)
{
	return rt_word_same(rule, "weak-tail-noun") || rt_word_same(rule, "tail-noun") ||
	       rt_word_same(rule, "noun-of");
}

/* "Quxley Works LLC Client Services": a name is over with its form, unless it goes on with "of". */
static bool ends_as_form(const struct rt_text *text, const struct rt_mention *mention)
{
	size_t behind = rt_text_token_at(text, mention->range.end);
	return rt_mention_by(mention, "legal-form") &&
	       !(behind < text->count && text->tokens[behind].shape & RT_SHAPE_LOWER);
}

bool rt_text_goes_on(
	const struct rt_text *text, const struct rt_mention *mention, struct rt_span at)
{
	size_t next = at.last + 1;
	if (!rt_mention_by(mention, "weak-tail-noun") || !rt_text_joined(text, at.last) ||
		rt_text_opens(text, next) || rt_text_of(text, next, RT_USE_HEADLINE_VERB) ||
		rt_text_of(text, next, RT_USE_BODY_PEOPLE))
		return false;
	return rt_text_of(text, next, RT_USE_EVENT) ||
	       (text->tokens[next].shape & RT_SHAPE_CAPITAL &&
		       text->words[next].flags & RT_WORD_COMMON_OWN &&
		       !(text->words[next].flags &
			       (RT_WORD_FUNCTION | RT_WORD_ROLE | RT_WORD_JOB)));
}

/* Is it a listed body whose words are all common, or a firm that begins with what closes a name: what may
 * be no more than the end of a longer one? Not "QX & Haver Public Service". */
static bool is_only_end(const struct rt_text *text, const struct rt_mention *end)
{
	struct rt_span at;
	if (!rt_text_span(text, end, &at) || !at.first || !rt_text_capital(text, at.first - 1))
		return false;
	return !strcmp(end->rule, "known-body") ? rt_text_all_common(text, at.first, at.last)
						: rt_mention_by(end, "legal-form") &&
							  text->words[at.first].flags & RT_WORD_TAIL;
}

/* "Great Western Railway", "Quxland Public Service Commission", "Commercial Bank of Quxley Ltd." */
static void prefer_over_end(struct rt_text *text, size_t index)
{
	struct rt_mention *all = text->mentions->items, *longer = &all[index];
	for (size_t k = index + 1;
		k < text->mentions->count && all[k].range.start < longer->range.end; k++)
		if (all[k].range.start > longer->range.start &&
			all[k].range.end == longer->range.end &&
			longer->score <= all[k].score && is_only_end(text, &all[k]))
			longer->score = all[k].score + 0.001;
}

/* "Quxley | Gas Trader", "Quxley Energy | Oil and Gas": what stands behind the listed body is the first word of
 * something else. */
static bool runs_over(const struct rt_text *text, const struct rt_mention *longer,
	const struct rt_mention *listed, struct rt_span at)
{
	size_t next = at.last + 1;
	return !strcmp(listed->rule, "known-body") && rt_mention_by(longer, "weak-tail-noun") && rt_text_of(text, at.last, RT_USE_FIELD) &&
	       rt_text_joined(text, at.last) && !rt_text_opens(text, next) &&
	       !rt_text_is_mark(text, next);
}

/* "Quxley Multi-Asset Growth Fund": the longer name holds against the body that it begins with,
 * and one of three words against the place or person within it. */
void rt_text_prefer_longer(struct rt_text *text)
{
	struct rt_mention *all = text->mentions->items;
	struct rt_span at;
	for (size_t n = 0; n < text->mentions->count; n++) {
		bool listed = !strcmp(all[n].rule, "known-body"); /* "Quxley Company Law Tribunal" */
		if ((!listed && !rt_rule_is_open(all[n].rule)) || !rt_text_span(text, &all[n], &at) ||
			(listed && at.last < at.first + 2))
			continue;
		if (at.last > at.first + 1 && all[n].score < 0.74)
			all[n].score = 0.74;
		if (!listed && at.last > at.first + 1 && at.last < at.first + 6)
			prefer_over_end(text, n);
		for (size_t k = n; k-- > 0 && all[k].range.start == all[n].range.start;)
			if (rt_mention_is(&all[k], "organisation") &&
				!rt_rule_is_open(all[k].rule) &&
				(listed || !ends_as_form(text, &all[k])) &&
				all[k].range.end < all[n].range.end &&
				all[n].score <= all[k].score &&
				!rt_text_goes_on(text, &all[n], at) &&
				!runs_over(text, &all[n], &all[k], at))
				all[n].score = all[k].score + 0.001;
	}
}

/* "Quxley Ferrous International" where Quxley is a body that was named: the longer name stands. */
void rt_text_prefer_longer_again(struct rt_text *text)
{
	struct rt_mention *all = text->mentions->items;
	struct rt_span at;
	rt_mentions_sort(text->mentions);
	for (size_t n = 0; n < text->mentions->count; n++) {
		if (!rt_rule_is_open(all[n].rule) || all[n].score < 0.5 || all[n].score > 0.87 ||
			!rt_text_span(text, &all[n], &at) || rt_text_goes_on(text, &all[n], at))
			continue;
		for (size_t k = n; k-- > 0 && all[k].range.start == all[n].range.start;)
			if (rt_mention_by(&all[k], "same-body-again") &&
				all[k].range.end < all[n].range.end)
				all[n].score = all[k].score + 0.001;
	}
}
