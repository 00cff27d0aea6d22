/*
 * "Zborvan Qwyntroff … Qwyntroff": a name that was not sure enough to teach the document, but holds by what
 * the dump knows of it, stands again by its last word. That word must be no word, place, body or given
 * name, and stand free of other capitals. Not in mail, whose tables and lists name plants and places so.
 */
#include "learn/doubt.h"
#include "learn/steps.h"

#define LEAST 0.6 /* score of a name that holds */
#define SURE 0.85 /* what scores more has taught already (repeat.c) */

static const char rule[] = "same-person-later";
static const uint64_t surname_key = 0x3f8ac671u; /* keys of their own */

#define WORDS_OF_ELSE                                                                              \
	(RT_WORD_NEVER | RT_WORD_COMMON_OWN | RT_WORD_PLACE | RT_WORD_GIVEN | RT_WORD_BODY |        \
		RT_WORD_ROLE | RT_WORD_JOB | RT_WORD_TAIL | RT_WORD_THING | RT_WORD_STREET |        \
		RT_WORD_SUFFIX)

static bool is_telling(const struct rt_text *text, size_t i)
{
	return text->tokens[i].shape & RT_SHAPE_CAPITAL && !(text->words[i].flags & WORDS_OF_ELSE) &&
	       !rt_text_is_initial(text, i) && text->tokens[i].end - text->tokens[i].start > 3;
}

static bool learn(const struct rt_text *text, struct rt_known *known)
{
	struct rt_span at;
	bool any = false;
	RT_VEC_FOREACH (mention, text->mentions) {
		if (!rt_mention_is(mention, "person") || mention->score < LEAST ||
			mention->score >= SURE || !rt_text_span(text, mention, &at) ||
			at.first == at.last || !is_telling(text, at.last))
			continue;
		rt_known_add(known, rt_key_add(surname_key, text->words[at.last].key),
			RT_KNOWN_SURNAME);
		any = true;
	}
	return any;
}

static bool stands_free(const struct rt_text *text, size_t i)
{
	bool before = i && rt_text_joined(text, i - 1) && rt_text_capital(text, i - 1) &&
		      !(text->words[i - 1].flags & RT_WORD_FUNCTION);
	bool after = rt_text_joined(text, i) && rt_text_capital(text, i + 1) &&
		     !rt_text_opens(text, i + 1);
	return !before && !after;
}

void rt_learn_later(struct rt_text *text, struct rt_known *known)
{
	if (!rt_text_english(text) || text->technical || text->letter || !learn(text, known))
		return;
	for (size_t i = 0; i < text->count; i++) {
		struct rt_range word = {text->tokens[i].start, text->tokens[i].end};
		if (text->covered[i] == RT_COVER_FREE && is_telling(text, i) &&
			stands_free(text, i) && !rt_text_names_place(text, i) && !rt_text_in_file_name(text, word) &&
			rt_known_get(known, rt_key_add(surname_key, text->words[i].key)))
			rt_text_add(text, i, i, "person", rule, LEAST);
	}
}
