/*
 * Co-occurrence by inverted lists and a dense counter.
 *
 * For each entity a, walk through the texts that it stands in and count the entities b > a that
 * stand there too, in one array indexed by b. Nothing is hashed and no pair is held but those of
 * the a at hand, so memory is that of the occurrences (12 bytes each) and their lists.
 */
#ifndef RT_GRAPH_COOCCUR_H
#define RT_GRAPH_COOCCUR_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

/* How far apart two may stand and still meet. */
enum rt_reach { RT_REACH_NONE, RT_REACH_SENTENCE, RT_REACH_PARAGRAPH, RT_REACH_DOCUMENT };

/* Dates come in sentences by the dozen and every document bears some: a name and a date mean
 * something only side by side, and only where it is a day, month or year ("now" and "next week" are
 * no tie). Web addresses mean nothing here. */
enum rt_reach rt_reach_of(const char *type, const char *name);

struct rt_cooccur;

struct rt_cooccur *rt_cooccur_new(void);
void rt_cooccur_free(struct rt_cooccur *counts);
/* A new text; day is yyyymmdd or 0. */
void rt_cooccur_text(struct rt_cooccur *counts, int32_t day);
/* An entity in the text at hand. */
void rt_cooccur_add(struct rt_cooccur *counts, uint32_t entity, uint32_t sentence,
	uint32_t paragraph, enum rt_reach reach);

struct rt_pair {
	uint32_t a, b; /* a < b */
	uint32_t sentences, paragraphs, documents; /* texts with both in one */
	int32_t first, last; /* days, 0: not known */
	double weight, npmi;
};
typedef int rt_pair_fn(void *context, const struct rt_pair *pair, struct rt_err *err);

/* Calls found for each pair of at least RT_WEIGHT_MIN, in order of a, b. After it nothing can be
 * added. */
int rt_cooccur_count(
	struct rt_cooccur *counts, rt_pair_fn *found, void *context, struct rt_err *err);

#endif
