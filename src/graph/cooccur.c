#include "graph/cooccur.h"

#include "base/vec.h"
#include "graph/graph.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define NOWHERE UINT32_MAX /* sentence or paragraph of an occurrence that is in a list */

struct occurrence {
	uint32_t entity;
	uint32_t sentence, paragraph;
};

struct text {
	size_t start; /* first of its occurrences; they end where the next text's begin */
	int32_t day;
	bool list; /* being in the same document is no meeting */
};

/* What is counted for each b while one a is at hand. */
struct tally {
	uint32_t sentences, paragraphs, documents;
	int32_t first, last;
};

struct rt_cooccur {
	RT_VEC(struct occurrence) occurrences; /* of a text: in order of entity, sentence */
	RT_VEC(struct text) texts;
	RT_VEC(uint8_t) reach; /* of each entity */
	/* For each entity the first of its occurrences in each of its texts. */
	size_t *list_start;
	struct place {
		uint32_t text;
		size_t at;
	} *lists;
	struct tally *tallies;
	RT_VEC(uint32_t) touched;
	uint32_t *sentence_mark, *paragraph_mark;
	uint32_t mark;
};

enum rt_reach rt_reach_of(const char *type, const char *name)
{
	static const struct {
		const char *type;
		enum rt_reach reach;
	} reaches[] = {
		{"date", RT_REACH_SENTENCE},
		{"money", RT_REACH_SENTENCE},
		{"url", RT_REACH_NONE},
	};
	if (!strcmp(type, "date") && (*name < '0' || *name > '9'))
		return RT_REACH_NONE;
	for (size_t i = 0; i < sizeof reaches / sizeof *reaches; i++)
		if (!strcmp(type, reaches[i].type))
			return reaches[i].reach;
	return RT_REACH_DOCUMENT;
}

struct rt_cooccur *rt_cooccur_new(void)
{
	return rt_alloc_zero(1, sizeof(struct rt_cooccur));
}

void rt_cooccur_free(struct rt_cooccur *counts)
{
	if (!counts)
		return;
	rt_vec_release(&counts->occurrences);
	rt_vec_release(&counts->texts);
	rt_vec_release(&counts->reach);
	rt_vec_release(&counts->touched);
	rt_free(counts->list_start);
	rt_free(counts->lists);
	rt_free(counts->tallies);
	rt_free(counts->sentence_mark);
	rt_free(counts->paragraph_mark);
	rt_free(counts);
}

static int by_entity(const void *left, const void *right)
{
	const struct occurrence *a = left, *b = right;
	if (a->entity != b->entity)
		return a->entity < b->entity ? -1 : 1;
	if (a->sentence != b->sentence)
		return a->sentence < b->sentence ? -1 : 1;
	return (a->paragraph > b->paragraph) - (a->paragraph < b->paragraph);
}

static int by_paragraph(const void *left, const void *right)
{
	const struct occurrence *a = left, *b = right;
	if (a->paragraph != b->paragraph)
		return a->paragraph < b->paragraph ? -1 : 1;
	return by_entity(left, right);
}

/* Sorts occurrences and drops those that say the same thing; gives how many are left. */
static size_t sort_unique(struct occurrence *items, size_t count)
{
	qsort(items, count, sizeof *items, by_entity);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (!kept || by_entity(&items[kept - 1], &items[i]))
			items[kept++] = items[i];
	return kept;
}

static size_t count_entities(const struct occurrence *items, size_t count)
{
	size_t entities = 0;
	for (size_t i = 0; i < count; i++)
		entities += !i || items[i].entity != items[i - 1].entity;
	return entities;
}

/* Takes occurrences out of sentences and paragraphs with too many entities. Sorted by entity, one
 * entity's occurrences in a sentence are one, and in a paragraph stand side by side. */
static void unmark_lists(struct occurrence *items, size_t count)
{
	uint32_t sentences = 0, paragraphs = 0;
	for (size_t i = 0; i < count; i++) {
		if (items[i].sentence >= sentences)
			sentences = items[i].sentence + 1;
		if (items[i].paragraph >= paragraphs)
			paragraphs = items[i].paragraph + 1;
	}
	uint32_t *in_sentence = rt_alloc_zero(sentences, sizeof *in_sentence);
	uint32_t *in_paragraph = rt_alloc_zero(paragraphs, sizeof *in_paragraph);
	for (size_t i = 0; i < count; i++) {
		in_sentence[items[i].sentence]++;
		if (!i || items[i].entity != items[i - 1].entity ||
			items[i].paragraph != items[i - 1].paragraph)
			in_paragraph[items[i].paragraph]++;
	}
	for (size_t i = 0; i < count; i++) {
		if (in_sentence[items[i].sentence] > RT_LIST_PARAGRAPH)
			items[i].sentence = NOWHERE;
		if (in_paragraph[items[i].paragraph] > RT_LIST_PARAGRAPH)
			items[i].paragraph = NOWHERE;
	}
	rt_free(in_sentence);
	rt_free(in_paragraph);
}

/* A huge list: each paragraph becomes a text of its own. */
static void split_text(struct rt_cooccur *counts, size_t start)
{
	size_t end = counts->occurrences.count;
	struct occurrence *items = counts->occurrences.items;
	int32_t day = counts->texts.items[counts->texts.count - 1].day;
	qsort(items + start, end - start, sizeof *items, by_paragraph);
	for (size_t i = start; i < end; i++)
		if (i > start && items[i].paragraph != items[i - 1].paragraph)
			rt_vec_push(&counts->texts, (struct text){i, day, true});
}

/* Brings the text at hand into order. */
static void end_text(struct rt_cooccur *counts)
{
	if (!counts->texts.count)
		return;
	struct text *text = &counts->texts.items[counts->texts.count - 1];
	struct occurrence *items = counts->occurrences.items + text->start;
	size_t count = counts->occurrences.count - text->start;
	if (!count) {
		counts->texts.count--;
		return;
	}
	count = sort_unique(items, count);
	counts->occurrences.count = text->start + count;
	size_t entities = count_entities(items, count);
	text->list = entities > RT_LIST_DOCUMENT;
	unmark_lists(items, count);
	if (entities > RT_LIST_HUGE)
		split_text(counts, text->start);
}

void rt_cooccur_text(struct rt_cooccur *counts, int32_t day)
{
	end_text(counts);
	rt_vec_push(&counts->texts, (struct text){counts->occurrences.count, day, false});
}

void rt_cooccur_add(struct rt_cooccur *counts, uint32_t entity, uint32_t sentence,
	uint32_t paragraph, enum rt_reach reach)
{
	while (counts->reach.count <= entity)
		rt_vec_push(&counts->reach, RT_REACH_NONE);
	counts->reach.items[entity] = (uint8_t)reach;
	if (reach != RT_REACH_NONE)
		rt_vec_push(&counts->occurrences, (struct occurrence){entity, sentence, paragraph});
}

static size_t text_end(const struct rt_cooccur *counts, size_t text)
{
	return text + 1 < counts->texts.count ? counts->texts.items[text + 1].start
					      : counts->occurrences.count;
}

/* Whether the i-th occurrence is the first of its entity in its text. */
static bool is_first(const struct rt_cooccur *counts, size_t text_start, size_t i)
{
	const struct occurrence *items = counts->occurrences.items;
	return i == text_start || items[i].entity != items[i - 1].entity;
}

/* The inverted lists: count, add up, fill in. */
static void invert(struct rt_cooccur *counts)
{
	size_t entities = counts->reach.count, *next;
	const struct occurrence *items = counts->occurrences.items;
	counts->list_start = rt_alloc_zero(entities + 1, sizeof *counts->list_start);
	for (size_t t = 0; t < counts->texts.count; t++)
		for (size_t i = counts->texts.items[t].start; i < text_end(counts, t); i++)
			if (is_first(counts, counts->texts.items[t].start, i))
				counts->list_start[items[i].entity + 1]++;
	for (size_t e = 0; e < entities; e++)
		counts->list_start[e + 1] += counts->list_start[e];
	counts->lists = rt_alloc_zero(counts->list_start[entities] + 1, sizeof *counts->lists);
	next = rt_alloc_zero(entities + 1, sizeof *next);
	for (size_t t = 0; t < counts->texts.count; t++)
		for (size_t i = counts->texts.items[t].start; i < text_end(counts, t); i++) {
			uint32_t e = items[i].entity;
			if (is_first(counts, counts->texts.items[t].start, i))
				counts->lists[counts->list_start[e] + next[e]++] =
					(struct place){(uint32_t)t, i};
		}
	rt_free(next);
}

static void meet(struct rt_cooccur *counts, uint32_t b, enum rt_reach met, int32_t day)
{
	struct tally *tally = &counts->tallies[b];
	if (!tally->documents) {
		rt_vec_push(&counts->touched, b);
		tally->first = tally->last = day;
	}
	tally->documents++;
	tally->paragraphs += met <= RT_REACH_PARAGRAPH;
	tally->sentences += met == RT_REACH_SENTENCE;
	if (day && (!tally->first || day < tally->first))
		tally->first = day;
	if (day > tally->last)
		tally->last = day;
}

static enum rt_reach closest(const struct rt_cooccur *counts, size_t from, size_t to)
{
	enum rt_reach met = RT_REACH_DOCUMENT;
	for (size_t i = from; i < to; i++) {
		const struct occurrence *one = &counts->occurrences.items[i];
		if (one->sentence != NOWHERE && counts->sentence_mark[one->sentence] == counts->mark)
			return RT_REACH_SENTENCE;
		if (one->paragraph != NOWHERE &&
			counts->paragraph_mark[one->paragraph] == counts->mark)
			met = RT_REACH_PARAGRAPH;
	}
	return met;
}

/* Counts, in one text, everybody behind a. */
static void count_text(struct rt_cooccur *counts, uint32_t a, size_t t, size_t at)
{
	const struct text *text = &counts->texts.items[t];
	const struct occurrence *items = counts->occurrences.items;
	size_t end = text_end(counts, t);
	counts->mark++;
	for (; at < end && items[at].entity == a; at++) {
		if (items[at].sentence != NOWHERE)
			counts->sentence_mark[items[at].sentence] = counts->mark;
		if (items[at].paragraph != NOWHERE)
			counts->paragraph_mark[items[at].paragraph] = counts->mark;
	}
	while (at < end) {
		size_t next = at;
		uint32_t b = items[at].entity;
		while (next < end && items[next].entity == b)
			next++;
		enum rt_reach met = closest(counts, at, next);
		if (met <= counts->reach.items[a] && met <= counts->reach.items[b] &&
			!(text->list && met == RT_REACH_DOCUMENT))
			meet(counts, b, met, text->day);
		at = next;
	}
}

static size_t texts_of(const struct rt_cooccur *counts, uint32_t entity)
{
	return counts->list_start[entity + 1] - counts->list_start[entity];
}

static void measure(const struct rt_cooccur *counts, struct rt_pair *pair)
{
	pair->weight = RT_WEIGHT_DOCUMENT * pair->documents +
		(RT_WEIGHT_PARAGRAPH - RT_WEIGHT_DOCUMENT) * pair->paragraphs +
		(RT_WEIGHT_SENTENCE - RT_WEIGHT_PARAGRAPH) * pair->sentences;
	double all = (double)counts->texts.count, both = (double)pair->documents / all;
	double a = (double)texts_of(counts, pair->a) / all;
	double b = (double)texts_of(counts, pair->b) / all;
	pair->npmi = both < 1 ? log(both / (a * b)) / -log(both) : 1;
}

static int by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return (a > b) - (a < b);
}

static int hand_out(struct rt_cooccur *counts, uint32_t a, rt_pair_fn *found, void *context,
	struct rt_err *err)
{
	int failed = 0;
	if (counts->touched.count)
		qsort(counts->touched.items, counts->touched.count, sizeof(uint32_t), by_number);
	RT_VEC_FOREACH(b, &counts->touched)
	{
		struct tally *tally = &counts->tallies[*b];
		struct rt_pair pair = {a, *b, tally->sentences, tally->paragraphs, tally->documents,
			tally->first, tally->last, 0, 0};
		*tally = (struct tally){0};
		measure(counts, &pair);
		if (!failed && pair.weight >= RT_WEIGHT_MIN)
			failed = found(context, &pair, err);
	}
	rt_vec_clear(&counts->touched);
	return failed;
}

static void make_scratch(struct rt_cooccur *counts)
{
	uint32_t sentences = 0, paragraphs = 0;
	RT_VEC_FOREACH(one, &counts->occurrences)
	{
		if (one->sentence != NOWHERE && one->sentence >= sentences)
			sentences = one->sentence + 1;
		if (one->paragraph != NOWHERE && one->paragraph >= paragraphs)
			paragraphs = one->paragraph + 1;
	}
	counts->sentence_mark = rt_alloc_zero(sentences + 1, sizeof(uint32_t));
	counts->paragraph_mark = rt_alloc_zero(paragraphs + 1, sizeof(uint32_t));
	counts->tallies = rt_alloc_zero(counts->reach.count + 1, sizeof *counts->tallies);
}

int rt_cooccur_count(
	struct rt_cooccur *counts, rt_pair_fn *found, void *context, struct rt_err *err)
{
	end_text(counts);
	invert(counts);
	make_scratch(counts);
	int failed = 0;
	for (uint32_t a = 0; a < counts->reach.count && !failed; a++) {
		for (size_t i = counts->list_start[a]; i < counts->list_start[a + 1]; i++)
			count_text(counts, a, counts->lists[i].text, counts->lists[i].at);
		failed = hand_out(counts, a, found, context, err);
	}
	return failed;
}
