/*
 * Names that come back, in scripts without capitals. A given name and another word are a weak
 * candidate; where that other word stands again by itself as someone who acts, or is no word at all,
 * they were a name:
 *
 *	[Tom Qwynter] arrived … Qwynter replied that …
 *
 * A surname that is a word too is taken for the person again only where the text lets it act somewhere.
 */
#include "learn/steps.h"

#define WEAK 0.45
#define SURE 0.86
#define ASKED RT_KNOWN_GIVEN	  /* of a salted key: some candidate ends with the word */
#define RETURNS RT_KNOWN_SURNAME /* … and it stands elsewhere by itself */

static uint64_t salted(const struct rt_text *text, size_t i)
{
	return rt_key_add(0x9e7, text->words[i].key);
}

static bool acts(const struct rt_text *text, size_t i)
{
	uint32_t before = i && rt_text_joined(text, i - 1) ? text->words[i - 1].flags : 0;
	uint32_t after = rt_text_joined(text, i) ? text->words[i + 1].flags : 0;
	return i + 1 < text->count &&
	       rt_acts_between(text->document->text, &text->tokens[i], before, after);
}

static bool is_weak_name(const struct rt_text *text, const struct rt_mention *mention, size_t *last_r)
{
	if (!rt_mention_is(mention, "person") || mention->score < WEAK || mention->score >= SURE - 0.01)
		return false;
	size_t first = rt_text_token_at(text, mention->range.start);
	*last_r = rt_text_token_at(text, mention->range.end - 1);
	return *last_r < text->count && first < *last_r;
}

/* The tokens that candidates of several words claim do not stand by themselves. */
static void note_candidates(const struct rt_text *text, struct rt_known *known, bool *claimed)
{
	RT_VEC_FOREACH (mention, text->mentions) {
		size_t first = rt_text_token_at(text, mention->range.start), last;
		if (is_weak_name(text, mention, &last))
			rt_known_add(known, salted(text, last), ASKED);
		last = rt_text_token_at(text, mention->range.end - 1);
		for (size_t i = first; first < last && i <= last && i < text->count; i++)
			claimed[i] = true;
	}
}

static bool is_plain_word(const struct rt_text *text, size_t i)
{
	return text->words[i].flags & (RT_WORD_COMMON_OWN | RT_WORD_PLACE | RT_WORD_ROLE | RT_WORD_FUNCTION);
}

static void note_returns(const struct rt_text *text, struct rt_known *known, const bool *claimed)
{
	for (size_t i = 0; i < text->count; i++)
		if (!claimed[i] && rt_known_get(known, salted(text, i)) & ASKED &&
			(!is_plain_word(text, i) || acts(text, i)))
			rt_known_add(known, salted(text, i), RETURNS);
}

void rt_learn_returning(struct rt_text *text, struct rt_known *known)
{
	if (!rt_text_uncased(text))
		return;
	bool *claimed = rt_alloc_zero(text->count + 1, sizeof *claimed);
	note_candidates(text, known, claimed);
	note_returns(text, known, claimed);
	RT_VEC_FOREACH (mention, text->mentions) {
		size_t last;
		if (is_weak_name(text, mention, &last) && rt_known_get(known, salted(text, last)) & RETURNS)
			mention->score = SURE;
	}
	rt_free(claimed);
}

void rt_learn_acting(const struct rt_text *text, struct rt_known *known)
{
	if (!rt_text_uncased(text))
		return;
	for (size_t i = 0; i < text->count; i++)
		if (text->covered[i] == RT_COVER_FREE && is_plain_word(text, i) &&
			rt_known_get(known, text->words[i].key) & RT_KNOWN_SURNAME && acts(text, i))
			rt_known_add(known, text->words[i].key, RT_KNOWN_OFTEN);
}
