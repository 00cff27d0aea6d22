/*
 * How a word is spelt tells whence it comes. Hebrew and Arabic have no capitals, and no list has
 * the names of all the world; but letters follow each other in "טסאו" as in no Hebrew word. The
 * lists letters/he and letters/ar weigh each three letters in a row, from -3 (words of the
 * language) to +3 (names from abroad), with a 1 for the word's edge: 1טס, טסא, סאו, או1. The sum
 * over a candidate of unknown words decides.
 */
#include "learn/steps.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>

#define ALONE 8	    /* weight of a word that is a name by itself */
#define LISTED 6    /* … and that a list has, too */
#define MAX_WORDS 6 /* of a candidate */
#define GIVEN 4	    /* least weight of a given name that stands first and is no word */

/* What a language asks. */
struct scale {
	const char *rule, *list;
	int held;    /* sum of a candidate that holds … */
	int teaches; /* … and of one that is sure enough to teach the document */
	int each;    /* weight of each of its words; … */
	int common;  /* … of one that is a word of the language too, … */
	int strange; /* … which asks that the rest weigh so much; … */
	int much;    /* … but beside a word that weighs so much … */
	int little;  /* … one that says nothing may stand */
};

static const struct scale scales[] = {
	{"he-strange", "letters/he", 8, 14, 2, 8, 8, 12, -1},
	{"ar-strange", "letters/ar", 10, 18, 2, 5, 9, 99, 2},
};

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

struct weighed {
	size_t count;
	uint32_t end[MAX_WORDS];
	int weight[MAX_WORDS];
	bool common[MAX_WORDS];
};

/* False where a word is a known one with letters glued on, or there are too many. */
static bool weigh_words(const struct rt_text *text, const char *list,
	const struct rt_mention *mention, struct weighed *words)
{
	for (size_t i = rt_text_token_at(text, mention->range.start);
		i < text->count && text->tokens[i].start < mention->range.end; i++) {
		const struct rt_token *token = &text->tokens[i];
		if (!(token->shape & RT_SHAPE_LETTER))
			continue;
		bool cut = token->start < mention->range.start;
		if (words->count == MAX_WORDS || (token->place & RT_AT_INNER_WORD && !cut))
			return false;
		uint32_t start = cut ? mention->range.start : token->start;
		bool given = !words->count && text->words[i].flags & RT_WORD_GIVEN;
		int own = weigh(text, list, (struct rt_range){start, token->end});
		bool common = text->words[i].flags & RT_WORD_COMMON_OWN;
		words->weight[words->count] = given && !common && own < GIVEN ? GIVEN : own;
		words->common[words->count] = common && !given;
		words->end[words->count++] = token->end;
	}
	return true;
}

static bool is_heavy(const struct scale *scale, const struct weighed *words, size_t i)
{
	return words->weight[i] >= (words->common[i] ? scale->common : scale->each);
}

/* The sum over its words; 0 where one of them speaks against it. */
static int sum_of(const struct scale *scale, const struct weighed *words)
{
	int sum = 0, most = 0, common = 0;
	for (size_t i = 0; i < words->count; i++)
		most = words->weight[i] > most ? words->weight[i] : most;
	for (size_t i = 0; i < words->count; i++) {
		bool beside = most >= scale->much && words->weight[i] >= scale->little;
		if (!is_heavy(scale, words, i) && !beside)
			return 0;
		sum += words->weight[i];
		common += words->common[i] ? words->weight[i] : 0;
	}
	return common && sum - common < scale->strange ? 0 : sum;
}

static bool is_place(const struct rt_text *text, const struct rt_mention *mention)
{
	return rt_ruleset_lookup(text->rules, "place", text->document->text + mention->range.start,
		       mention->range.end - mention->range.start) != NULL;
}

static void settle(
	const struct rt_text *text, const struct scale *scale, struct rt_mention *mention)
{
	struct weighed words = {0};
	int sum = 0;
	if (weigh_words(text, scale->list, mention, &words) && words.count > 1 &&
		!is_place(text, mention)) {
		while (words.count > 2 && !is_heavy(scale, &words, words.count - 1))
			words.count--;
		sum = sum_of(scale, &words);
	}
	if (sum >= scale->held && words.end[words.count - 1] < mention->range.end) {
		mention->range.end = words.end[words.count - 1];
		mention->value = NULL;
	}
	mention->score = sum >= scale->teaches ? 0.86 : sum >= scale->held ? 0.6 : 0.3;
}

static bool acts(const struct rt_text *text, size_t i)
{
	return rt_text_joined(text, i) && text->words[i + 1].flags & RT_WORD_ACT_AFTER;
}

/* How often each word stands in the text, and how often it acts there, by its key. */
struct standing {
	uint32_t times, acting;
};

static struct rt_map *count_words(const struct rt_text *text, struct standing *standing)
{
	struct rt_map *numbers = rt_map_new();
	for (size_t i = 0; i < text->count; i++) {
		uint64_t *slot = rt_map_at(
			numbers, (const char *)&text->words[i].key, sizeof text->words[i].key);
		*slot = *slot ? *slot : i + 1;
		standing[*slot - 1].times++;
		standing[*slot - 1].acting += acts(text, i);
	}
	return numbers;
}

/* A lone word: it stands twice at least, and acts somewhere. */
static void settle_alone(const struct rt_text *text, const struct rt_map *numbers,
	const struct standing *standing, struct rt_mention *mention)
{
	size_t at = rt_text_token_at(text, mention->range.start);
	mention->score = 0.3;
	if (at >= text->count || text->tokens[at].place & RT_AT_INNER_WORD ||
		text->tokens[at].start != mention->range.start)
		return;
	const uint64_t *slot = rt_map_find(
		numbers, (const char *)&text->words[at].key, sizeof text->words[at].key);
	const struct standing *its = &standing[*slot - 1];
	if (its->times > 1 && its->acting && weigh(text, "letters/he", mention->range) >= ALONE)
		mention->score = 0.6;
}

static void settle_lone_words(const struct rt_text *text)
{
	struct standing *standing = rt_alloc_zero(text->count + 1, sizeof *standing);
	struct rt_map *numbers = count_words(text, standing);
	RT_VEC_FOREACH (mention, text->mentions)
		if (rt_mention_by(mention, "he-strange-alone"))
			settle_alone(text, numbers, standing, mention);
	rt_map_free(numbers);
	rt_free(standing);
}

void rt_learn_letters(struct rt_text *text)
{
	if (!rt_text_uncased(text))
		return;
	RT_VEC_FOREACH (mention, text->mentions) {
		for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
			if (rt_mention_by(mention, scales[i].rule))
				settle(text, &scales[i], mention);
		if (rt_mention_by(mention, "ar-abroad-alone") &&
			weigh(text, "letters/ar", mention->range) < LISTED)
			mention->score = 0.4;
	}
	if (rt_text_speaks(text, "he"))
		settle_lone_words(text);
}
