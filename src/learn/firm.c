/*
 * "Harlow Quist LLP … Harlow Quist declined": a firm that is called as someone might be. Where a
 * text has the name with its legal form, what looks like a given name and a surname is the firm's
 * name again, unless a title, a header or a greeting says who it is.
 *
 * "Hurricane Ona hit Haverford. Ona packed winds": storms have given names.
 */
#include "learn/doubt.h"
#include "learn/steps.h"

static const uint64_t firm_key = 0x6b1d94e3u; /* keys of their own */

/* The key of the words that stand before a legal form, 0 where there are fewer than two. */
static uint64_t key_of(const struct rt_text *text, size_t first, size_t last)
{
	uint64_t key = firm_key;
	size_t words = 0;
	for (size_t i = first; i <= last; i++) {
		if (rt_text_is_mark(text, i) || rt_text_is_and(text, i))
			continue;
		key = rt_key_add(key, text->words[i].key);
		words++;
	}
	return words > 1 ? key : 0;
}

static bool is_guess(const struct rt_mention *mention)
{
	static const char *const rules[] = {"full-name", "given-and-unknown", "given-and-word",
		"given-and-place", "doubtful-given", "two-unknown-names", "two-unknown",
		"capitals-name", "capitals-unknown", NULL};
	for (size_t i = 0; rules[i]; i++)
		if (rt_mention_by(mention, rules[i]))
			return true;
	return false;
}

static bool is_lone_guess(const struct rt_mention *mention)
{
	return rt_mention_by(mention, "lone-given") ||
	       rt_mention_by(mention, "given-of-the-world") ||
	       rt_mention_by(mention, "one-name-then-speech") || rt_mention_by(mention, "notable");
}

static uint64_t storm_key(const struct rt_text *text, size_t i)
{
	return rt_key_add(firm_key + 1, text->words[i].key);
}

static bool learn_storm(
	const struct rt_text *text, struct rt_known *known, const struct rt_mention *storm)
{
	struct rt_span at;
	if (!rt_mention_by(storm, "storm") || !rt_text_span(text, storm, &at))
		return false;
	rt_known_add(known, storm_key(text, at.last), RT_KNOWN_BODY);
	return true;
}

static bool learn_firm(
	const struct rt_text *text, struct rt_known *known, const struct rt_mention *body)
{
	struct rt_span at;
	if (!rt_mention_by(body, "legal-form") || body->score < 0.9 ||
		!rt_text_span(text, body, &at))
		return false;
	while (at.last > at.first &&
		(text->words[at.last].flags & RT_WORD_LEGAL || rt_text_is_mark(text, at.last)))
		at.last--;
	uint64_t key = key_of(text, at.first, at.last);
	if (key)
		rt_known_add(known, key, RT_KNOWN_BODY);
	return key != 0;
}

void rt_learn_firms(struct rt_text *text, struct rt_known *known)
{
	struct rt_span at;
	bool any = false;
	RT_VEC_FOREACH (mention, text->mentions)
		any |= learn_firm(text, known, mention) || learn_storm(text, known, mention);
	if (!any || !rt_text_english(text))
		return;
	RT_VEC_FOREACH (mention, text->mentions) {
		bool guess = is_guess(mention) || is_lone_guess(mention);
		if (!rt_mention_is(mention, "person") || !guess ||
			!rt_text_span(text, mention, &at))
			continue;
		bool lone = at.first == at.last;
		uint64_t key = lone ? storm_key(text, at.first) : key_of(text, at.first, at.last);
		if (key && rt_known_get(known, key) & RT_KNOWN_BODY)
			mention->score *= 0.3;
	}
}
