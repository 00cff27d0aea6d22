/*
 * Terms. Filings, contracts and headings write their terms with capitals, "Debt Securities", "Video
 * Conference", and a rule that knows the noun or the given name takes them for a name. But
 * somewhere in the dump they stand as what they are, "debt securities"; names of common words do
 * not. (People who never touch the shift key write "marlene qwynter": a word of no list is a name's
 * all the same.)
 */
#include "learn/doubt.h"
#include "learn/steps.h"

#define OFTEN 2		   /* so many times in small letters speak against a name */
#define LISTED 0.9	   /* score of what the lists or a header know */
#define SPOKEN_AGAINST 0.5 /* what is left of a score */

static bool is_term(const struct rt_text *text, struct rt_span at)
{
	for (size_t i = at.first; i < at.last; i++) {
		if (!(text->tokens[i].shape & text->tokens[i + 1].shape & RT_SHAPE_CAPITAL))
			return false;
		const struct rt_phrase_counts *counts = rt_dictionary_phrase(
			text->dictionary, text->words[i].key, text->words[i + 1].key);
		if (!counts || counts->small < OFTEN || counts->small <= counts->large)
			return false;
	}
	return at.last > at.first && rt_text_all_common(text, at.first, at.last);
}

/* Which a body of common words is all the same: "the bankruptcy court", "Bankruptcy Court". */
static bool is_court(const struct rt_mention *mention)
{
	return rt_mention_by(mention, "court");
}

void rt_learn_phrases(struct rt_text *text)
{
	struct rt_span at;
	if (!text->dictionary)
		return;
	RT_VEC_FOREACH (mention, text->mentions)
		if (mention->score < LISTED && !is_court(mention) &&
			(rt_mention_is(mention, "person") ||
				rt_mention_is(mention, "organisation")) &&
			rt_text_span(text, mention, &at) && is_term(text, at))
			mention->score *= SPOKEN_AGAINST;
}
