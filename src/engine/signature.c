#include "engine/signature.h"

#include "engine/words_p.h"

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
	put_empty(signatures);
	return signatures;
}

void rt_signatures_free(struct rt_signatures *signatures)
{
	if (!signatures)
		return;
	rt_vec_release(&signatures->rows);
	rt_map_free(signatures->known);
	rt_free(signatures);
}

void rt_signatures_clear(struct rt_signatures *signatures)
{
	rt_vec_clear(&signatures->rows);
	rt_map_clear(signatures->known);
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

bool rt_signature_meets(
	const struct rt_signatures *signatures, uint32_t number, const uint64_t *row)
{
	const uint64_t *own = signatures->rows.items + number * signatures->stride;
	for (size_t i = 0; i < signatures->stride; i++)
		if (own[i] & row[i])
			return true;
	return false;
}
