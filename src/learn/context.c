/*
 * Abbreviations by the company they keep. "QXL" alone may be a unit, a form, a product; where a
 * text twice writes "with QXL", "QXL's", "QXL will", it is someone who acts, and no person. In mail
 * the same holds of a word that stands in no list and in no one's address.
 */
#include "learn/steps.h"

#include <ctype.h>
#include <string.h>

#define RARE 8	      /* of so many places where a word stands, one at least shows that it acts */
#define PLACES 6      /* one of so many capitals behind "in", and it is a place */
#define SMALL 8	      /* so few times small, beside its capitals, and it is a word */
#define MAX_LETTERS 6 /* longer ones are words that are shouted */

#define LONGEST_MAIL 4000 /* tokens; what is longer and has no parties is a form or a report */

static const char rule[] = "acts-as-body";
static const char employer_rule[] = "employer-of-person";

/* Keys of their own: what the document calls a body otherwise is not asked here. */
static const uint64_t seen_once = 0x51c3a7d3u, seen_twice = 0x7be1f10du;

static bool is_heading(const struct rt_text *text, size_t i)
{
	bool before = i && rt_text_joined(text, i - 1) && text->tokens[i - 1].shape & RT_SHAPE_CAPS;
	bool after = rt_text_joined(text, i) && text->tokens[i + 1].shape & RT_SHAPE_CAPS;
	return before || after;
}

/* Is there another capital before or behind? */
static bool stands_beside(const struct rt_text *text, size_t i)
{
	return (i && rt_text_joined(text, i - 1) && rt_text_capital(text, i - 1)) ||
	       (rt_text_joined(text, i) && rt_text_capital(text, i + 1));
}

static bool is_abbreviation(const struct rt_text *text, size_t i)
{
	size_t len = text->tokens[i].end - text->tokens[i].start;
	size_t least = text->kind == RT_REGISTER_MAIL ? 2 : 3;
	return text->tokens[i].shape & RT_SHAPE_CAPS && len >= least && len <= MAX_LETTERS &&
	       !(text->words[i].flags &
		       (RT_WORD_NEVER | RT_WORD_NO_ACRONYM | RT_WORD_PLACE | RT_WORD_COMMON_OWN |
			       RT_WORD_GIVEN | RT_WORD_STREET | RT_WORD_SUFFIX | RT_WORD_JOB)) &&
	       !is_heading(text, i);
}

static bool is_mail(const struct rt_text *text)
{
	return text->letter && text->count <= LONGEST_MAIL;
}

static bool has_digit(const struct rt_text *text, size_t i)
{
	for (uint32_t at = text->tokens[i].start; at < text->tokens[i].end; at++)
		if (isdigit((unsigned char)text->document->text[at]))
			return true;
	return false;
}

/* "the festival in Quxley": a place, here or in too many of the dump's lines. */
static bool is_place(
	const struct rt_text *text, size_t i, const struct rt_word_counts *counts)
{
	bool plain = !(text->tokens[i].shape & RT_SHAPE_MIXED);
	bool here = i && rt_text_joined(text, i - 1) &&
		    rt_where_before(text->document->text, &text->tokens[i - 1]);
	return plain && (here || (counts && counts->where * PLACES > counts->inside + counts->opening));
}

/* "NetQux", "Quxley": a word of no list, that no one in the dump is called by. */
static bool is_strange_word(const struct rt_text *text, size_t i)
{
	const struct rt_token *token = &text->tokens[i];
	if (text->words[i].flags & ~(uint32_t)RT_WORD_BODY || !is_mail(text) || has_digit(text, i) ||
		memchr(text->document->text + token->start, '-', token->end - token->start) ||
		!(token->shape & (RT_SHAPE_MIXED | RT_SHAPE_CAPITAL)) || token->end - token->start < 4 ||
		stands_beside(text, i))
		return false;
	const struct rt_word_counts *counts =
		text->dictionary ? rt_dictionary_word(text->dictionary, text->words[i].key) : NULL;
	if (is_place(text, i, counts))
		return false;
	return !counts || counts->given + counts->surname + counts->person + counts->lower == 0;
}

/* "Ona Qwynter / LON / HVF": a path, whose strokes join nothing. */
static bool in_path(const struct rt_text *text, size_t first)
{
	return (first && rt_text_is(text, first - 1, '/')) || rt_text_is(text, first + 3, '/');
}

/* Is the token over a comma, a stroke or an "and" from here a body's? */
static bool joins_body(const struct rt_text *text, size_t i)
{
	static const char *const joints[] = {"/", ",", "&", "and", "or", NULL};
	for (int step = -1; step <= 1; step += 2) {
		if ((step < 0 && i < 2) || i + 2 >= text->count)
			continue;
		size_t joint = i + (size_t)step, other = joint + (size_t)step;
		size_t first = step < 0 ? other : i;
		if (text->covered[other] != RT_COVER_BODY || !rt_text_joined(text, first) ||
			!rt_text_joined(text, first + 1) || in_path(text, first))
			continue;
		if (rt_text_is_one_of(text, joint, joints))
			return true;
	}
	return false;
}

/* Does something stand beside it that stands beside one who acts? */
static bool acts(const struct rt_text *text, size_t i)
{
	if (i + 1 >= text->count)
		return false;
	uint32_t after = text->words[i + 1].flags;
	bool plain = text->tokens[i].shape & RT_SHAPE_CAPITAL && !(text->tokens[i].shape & RT_SHAPE_MIXED);
	if (!is_mail(text) || plain)
		after &= ~(uint32_t)RT_WORD_ACT_WEAK;
	if (plain && text->document->text[text->tokens[i + 1].start] != ' ' &&
		text->tokens[i + 1].start == text->tokens[i].end &&
		!(text->tokens[i + 1].shape & RT_SHAPE_LETTER) && !rt_text_is(text, i + 1, ',') &&
		!rt_text_is(text, i + 1, '.'))
		return false; /* "Qwyntev's music": anyone's */
	return rt_acts_between(
		text->document->text, &text->tokens[i], i ? text->words[i - 1].flags : 0, after);
}

/* "QXL wants", "QXL refused": what no part, no form and no project does. */
static bool acts_surely(const struct rt_text *text, size_t i)
{
	return is_mail(text) && is_abbreviation(text, i) && rt_text_joined(text, i) &&
	       text->tokens[i].end - text->tokens[i].start > 2 &&
	       rt_text_of(text, i + 1, RT_USE_ACT_SURE) &&
	       !(i && rt_text_joined(text, i - 1) && rt_text_capital(text, i - 1));
}

/* Does it act in other texts of the dump, too often for a chance? */
static bool acts_elsewhere(const struct rt_text *text, size_t i)
{
	const struct rt_word_counts *counts =
		text->dictionary ? rt_dictionary_word(text->dictionary, text->words[i].key) : NULL;
	return is_mail(text) && counts && counts->acts >= 2 &&
	       counts->acts * RARE >= counts->inside + counts->opening + counts->caps;
}

/* Programs and circuits have parts that are written small elsewhere: "GPIO", "gpio". */
static bool is_small_elsewhere(const struct rt_text *text, size_t i)
{
	const struct rt_word_counts *counts =
		text->dictionary ? rt_dictionary_word(text->dictionary, text->words[i].key) : NULL;
	return counts && counts->lower * SMALL > counts->caps + counts->inside;
}

/* "my QXL", "each QXL": one of many, no body. */
static bool is_one_of_many(const struct rt_text *text, size_t i)
{
	static const char *const words[] = {"my", "your", "his", "her", "their", "each", "every",
		"any", "this", "these", "those", "individual", "Individual", NULL};
	return i && rt_text_joined(text, i - 1) && rt_text_is_one_of(text, i - 1, words);
}

static bool is_open(const struct rt_text *text, size_t i)
{
	struct rt_range word = {text->tokens[i].start, text->tokens[i].end};
	return rt_text_capital(text, i) && text->covered[i] == RT_COVER_FREE &&
	       (is_abbreviation(text, i) || is_strange_word(text, i)) &&
	       !rt_text_in_file_name(text, word) && !rt_text_is_plural(text, i) &&
	       !is_small_elsewhere(text, i) && !is_one_of_many(text, i);
}

/* -> was it counted before? */
static bool count(const struct rt_text *text, struct rt_known *known, size_t i)
{
	uint64_t key = text->words[i].key;
	bool before = rt_known_get(known, rt_key_add(seen_once, key));
	if (before)
		rt_known_add(known, rt_key_add(seen_twice, key), RT_KNOWN_ACRONYM);
	rt_known_add(known, rt_key_add(seen_once, key), RT_KNOWN_ACRONYM);
	return before;
}

/* The token that "Ona (QXL)", "Ona Qwynter at QXL", in news "Ona Qwynter of QXL" name behind
 * someone whose last token is `last`, or 0. */
static size_t employer_of(const struct rt_text *text, size_t last)
{
	static const char *const in_mail[] = {"at", "from", NULL};
	static const char *const in_news[] = {"of", "from", NULL};
	const char *const *links = text->letter ? in_mail : in_news;
	if (last + 2 >= text->count || !rt_text_joined(text, last) ||
		!rt_text_joined(text, last + 1))
		return 0;
	if (rt_text_is(text, last + 1, '('))
		return rt_text_is(text, last + 3, ')') ? last + 2 : 0;
	return rt_text_is_one_of(text, last + 1, links) ? last + 2 : 0;
}

/* Who works where: an abbreviation behind someone, which means a body from then on.
 * -> is there one? */
static bool name_employers(struct rt_text *text, struct rt_known *known)
{
	bool any = false;
	size_t count = text->mentions->count;
	bool asked = is_mail(text) || (!text->letter && text->kind != RT_REGISTER_FILING);
	for (size_t n = 0; n < count && asked; n++) {
		const struct rt_mention *person = &text->mentions->items[n];
		if (!rt_mention_is(person, "person") || person->score < 0.6)
			continue;
		size_t last = rt_text_token_at(text, person->range.end - 1);
		size_t i = last < text->count ? employer_of(text, last) : 0;
		if (!i || !is_open(text, i) || !is_abbreviation(text, i) ||
			text->tokens[i].end - text->tokens[i].start < 3)
			continue;
		any = true;
		rt_text_add(text, i, i, "organisation", employer_rule, 0.62);
		rt_known_add(
			known, rt_key_add(seen_twice, text->words[i].key), RT_KNOWN_ACRONYM);
	}
	return any;
}

void rt_learn_contexts(struct rt_text *text, struct rt_known *known)
{
	if (text->technical || !rt_text_english(text))
		return;
	bool any = name_employers(text, known) || (is_mail(text) && text->dictionary);
	for (size_t i = 0; i < text->count; i++) {
		if (!is_open(text, i))
			continue;
		bool listed = is_mail(text) && joins_body(text, i);
		if (listed)
			count(text, known, i);
		if (listed || acts(text, i))
			any |= count(text, known, i);
		if (acts_surely(text, i)) { /* counts for two */
			any |= count(text, known, i);
			any |= count(text, known, i);
		}
	}
	for (size_t i = 0; i < text->count && any; i++) {
		uint64_t key = rt_key_add(seen_twice, text->words[i].key);
		if (is_open(text, i) && (rt_known_get(known, key) || acts_elsewhere(text, i)))
			rt_text_add(text, i, i, "organisation", rule, 0.62);
	}
}
