#include "words/signature.h"

#include "base/str.h"
#include "cache/map_store.h"
#include "words/words_p.h"

#include <string.h>

static void put_empty(struct rt_signatures *signatures)
{
	uint64_t *row = rt_alloc_zero(signatures->stride, sizeof *row);
	rt_signatures_put(signatures, row);
	rt_free(row);
}

struct rt_signatures *rt_signatures_new(const struct rt_word_terms *terms)
{
	struct rt_signatures *signatures = rt_alloc_zero(1, sizeof *signatures);
	signatures->terms = terms;
	signatures->stride = terms->words;
	signatures->known = rt_map_new();
	signatures->by_facts = rt_map_new();
	rt_vec_reserve(&signatures->row, 2 * signatures->stride);
	put_empty(signatures);
	return signatures;
}

void rt_signatures_free(struct rt_signatures *signatures)
{
	if (!signatures)
		return;
	rt_vec_release(&signatures->rows);
	rt_vec_release(&signatures->row);
	rt_map_free(signatures->known);
	rt_map_free(signatures->by_facts);
	rt_free(signatures);
}

void rt_signatures_clear(struct rt_signatures *signatures)
{
	rt_vec_clear(&signatures->rows);
	rt_map_clear(signatures->known);
	rt_map_clear(signatures->by_facts);
	put_empty(signatures);
}

size_t rt_signatures_count(const struct rt_signatures *signatures)
{
	return signatures->rows.count / signatures->stride;
}

uint32_t rt_signatures_put(struct rt_signatures *signatures, const uint64_t *row)
{
	size_t size = signatures->stride * sizeof *row;
	uint64_t *known = rt_map_at(signatures->known, (const char *)row, size);
	if (!*known) {
		rt_vec_reserve(&signatures->rows, signatures->stride);
		memcpy(signatures->rows.items + signatures->rows.count, row, size);
		signatures->rows.count += signatures->stride;
		*known = rt_signatures_count(signatures);
	}
	return (uint32_t)*known - 1;
}

/* ---- of words ---- */

#define FACTS_MAX 60 /* lists of a word that are remembered; of more, its row is made each time */

static uint32_t make_row(struct rt_signatures *signatures, const struct rt_word_facts *facts)
{
	bool plain = !facts->set_count && facts->exact < 0 && facts->folded < 0;
	const uint64_t *of_shape = NULL;
	if (!plain) {
		uint32_t number = rt_signatures_of(signatures,
			&(struct rt_word_facts){.shape = facts->shape, .exact = -1, .folded = -1});
		of_shape = signatures->rows.items + number * signatures->stride;
	}
	memset(signatures->row.items, 0, signatures->stride * sizeof(uint64_t));
	rt_word_terms_row(signatures->terms, facts, of_shape, signatures->row.items);
	return rt_signatures_put(signatures, signatures->row.items);
}

uint32_t rt_signatures_of(struct rt_signatures *signatures, const struct rt_word_facts *facts)
{
	uint32_t key[3 + FACTS_MAX] = {facts->shape, (uint32_t)facts->exact, (uint32_t)facts->folded};
	if (facts->set_count > FACTS_MAX)
		return make_row(signatures, facts);
	for (size_t i = 0; i < facts->set_count; i++)
		key[3 + i] = (uint32_t)facts->sets[i];
	size_t size = (3 + facts->set_count) * sizeof *key;
	const uint64_t *known = rt_map_find(signatures->by_facts, (const char *)key, size);
	if (known)
		return (uint32_t)*known - 1;
	uint32_t number = make_row(signatures, facts);
	*rt_map_at(signatures->by_facts, (const char *)key, size) = (uint64_t)number + 1;
	return number;
}

/* ---- as bytes ---- */

struct frozen {
	uint64_t stride, rows, facts;
};

void rt_signatures_freeze(const struct rt_signatures *signatures, struct rt_str *out)
{
	struct frozen head = {signatures->stride, rt_signatures_count(signatures),
		rt_map_count(signatures->by_facts)};
	rt_str_append_n(out, (const char *)&head, sizeof head);
	rt_str_append_n(out, (const char *)signatures->rows.items,
		signatures->rows.count * sizeof *signatures->rows.items);
	rt_map_freeze(signatures->by_facts, out);
}

/* Rows are any bits; there must only be no two alike, for they are numbered as they come. */
static int thaw_rows(struct rt_signatures *signatures, uint64_t count, const char *bytes)
{
	size_t size = signatures->stride * sizeof(uint64_t);
	for (uint64_t i = 0; i < count; i++) {
		memcpy(signatures->row.items, bytes + i * size, size);
		if (rt_signatures_put(signatures, signatures->row.items) != i)
			return -1;
	}
	return 0;
}

int rt_signatures_thaw(struct rt_signatures *signatures, const char *bytes, size_t len)
{
	struct frozen head;
	size_t size = signatures->stride * sizeof(uint64_t);
	if (len < sizeof head)
		return -1;
	memcpy(&head, bytes, sizeof head);
	bytes += sizeof head;
	len -= sizeof head;
	if (head.stride != signatures->stride || head.rows > len / size)
		return -1;
	if (!thaw_rows(signatures, head.rows, bytes) &&
		!rt_map_thaw(signatures->by_facts, head.facts, rt_signatures_count(signatures),
			bytes + head.rows * size, bytes + len))
		return 0;
	rt_signatures_clear(signatures);
	return -1;
}
