/*
 * Bodies that are called otherwise in another language, by the proof of signatures. Who writes in
 *two languages signs in both:
 *
 *	המחלקה לעניינים בינלאומיים		Department of International Affairs
 *	משרד המשפטים				Ministry of Justice
 *
 * Within one signature two bodies in different scripts are one where the noun that one opens with
 *is in the other, and in no third; or, twice over, where both scripts name as many, by their order.
 */
#ifndef RT_RESOLVE_BODY_PAIR_H
#define RT_RESOLVE_BODY_PAIR_H

#include "doc/document.h"
#include "resolve/body_script.h"

/* Where a body stands in a signature. */
struct rt_body_place {
	int64_t document;
	int32_t message;
	struct rt_range range;
};

struct rt_body_pairs;

/* words: borrowed. */
struct rt_body_pairs *rt_body_pairs_new(const struct rt_body_words *words);
void rt_body_pairs_free(struct rt_body_pairs *pairs);
/* In the order of documents and places. name: bare, good until the pairs are freed. */
void rt_body_pairs_see(struct rt_body_pairs *pairs, const struct rt_body_place *place,
	uint32_t number, const char *name);
/* When all were seen: the index-th body of another script with the Latin one that it is; false
 * behind the last. */
bool rt_body_pairs_settled(
	struct rt_body_pairs *pairs, size_t index, uint32_t *foreign_r, uint32_t *latin_r);

#endif
