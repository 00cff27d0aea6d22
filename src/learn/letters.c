/*
 * How a word is spelt tells whence it comes. Hebrew and Arabic have no capitals, and no list has
 * the names of all the world; but letters follow each other in "טסאו" as in no Hebrew word. The
 * lists letters/he and letters/ar weigh each three letters in a row, from -3 (words of the
 * language) to +3 (names from abroad), with a 1 for the word's edge: 1טס, טסא, סאו, או1. The sum
 * over a candidate of unknown words decides.
 */
#include "learn/steps.h"

#include "base/utf8.h"

#include <stdlib.h>

#define HELD 8	    /* sum of the weights of a candidate that holds … */
#define EACH 2	    /* … and of each of its words; … */
#define MUCH 12	    /* … but a word that weighs so much … */
#define LITTLE (-1) /* … may have one beside it that says nothing */
#define TEACHES 14  /* sum of one that is sure enough to teach the document */

static const char *const rules_he[] = {"he-strange", NULL};
static const char *const rules_ar[] = {"ar-strange", NULL};

static bool is_by(const struct rt_mention *mention, const char *const *rules)
{
	while (*rules && !rt_mention_by(mention, *rules))
		rules++;
	return *rules;
}

/* The weight of three letters; entries begin with a 0, so that none is a word. */
static int weight(const struct rt_text *text, const char *list, const char *letters, size_t len)
{
	char key[16] = "0";
	if (len + 1 >= sizeof key)
		return 0;
	memcpy(key + 1, letters, len);
	const char *told = rt_ruleset_lookup(text->rules, list, key, len + 1);
	return told && *told == '=' ? atoi(told + 1) : 0;
}

/* The weights of a word added up: each letter with the two behind it. */
static int weigh(const struct rt_text *text, const char *list, struct rt_range word)
{
	struct rt_str folded = RT_STR_INIT;
	rt_str_append(&folded, "1");
	rt_token_fold(&folded, text->document->text + word.start, word.end - word.start);
	rt_str_append(&folded, "1");
	int sum = 0;
	for (size_t at = 0, next; at < folded.len; at = next) {
		next = at;
		rt_utf8_next(folded.data, folded.len, &next);
		size_t end = next;
		rt_utf8_next(folded.data, folded.len, &end);
		if (end >= folded.len)
			break;
		rt_utf8_next(folded.data, folded.len, &end);
		sum += weight(text, list, folded.data + at, end - at);
	}
	rt_str_release(&folded);
	return sum;
}

/* All its words added up; 0 where one of them speaks against it, or is a known one with letters
 * glued on. */
static int weigh_mention(
	const struct rt_text *text, const char *list, const struct rt_mention *mention)
{
	int sum = 0, least = MUCH, most = 0;
	for (size_t i = rt_text_token_at(text, mention->range.start);
		i < text->count && text->tokens[i].start < mention->range.end; i++) {
		const struct rt_token *token = &text->tokens[i];
		if (!(token->shape & RT_SHAPE_LETTER))
			continue;
		bool glued = token->start < mention->range.start;
		int own = weigh(text, list,
			(struct rt_range){glued ? mention->range.start : token->start, token->end});
		if (token->place & RT_AT_INNER_WORD && !glued)
			return 0;
		least = own < least ? own : least;
		most = own > most ? own : most;
		sum += own;
	}
	return least >= EACH || (most >= MUCH && least >= LITTLE) ? sum : 0;
}

void rt_learn_letters(struct rt_text *text)
{
	if (!rt_text_uncased(text))
		return;
	RT_VEC_FOREACH (mention, text->mentions) {
		bool hebrew = is_by(mention, rules_he);
		if (!hebrew && !is_by(mention, rules_ar))
			continue;
		int sum = weigh_mention(text, hebrew ? "letters/he" : "letters/ar", mention);
		mention->score = sum >= TEACHES ? 0.86 : sum >= HELD ? 0.6 : 0.3;
	}
}
