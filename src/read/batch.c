#include "base/mem.h"
#include "base/vec.h"
#include "read/reader_p.h"

struct rt_batch *rt_batch_new(const struct rt_mail_words *words)
{
	struct rt_batch *batch = rt_alloc_zero(1, sizeof *batch);
	batch->arena = rt_arena_new();
	batch->words = words;
	return batch;
}

void rt_batch_free(struct rt_batch *batch)
{
	if (!batch)
		return;
	for (size_t i = 0; i < batch->count; i++)
		rt_document_release(batch->items[i]);
	rt_vec_release(batch);
	rt_arena_free(batch->arena);
	rt_free(batch);
}

struct rt_document *rt_batch_add(struct rt_batch *batch, const struct rt_origin *origin,
	int32_t parent)
{
	struct rt_document *document = rt_document_new(batch->arena);
	document->path = rt_arena_strdup(batch->arena, origin->path);
	document->part = rt_arena_strdup(batch->arena, origin->part);
	document->source_start = origin->start;
	document->source_end = origin->end;
	document->parent = parent;
	document->words = batch->words;
	rt_vec_push(batch, document);
	return document;
}

int32_t rt_batch_last(const struct rt_batch *batch)
{
	return (int32_t)batch->count - 1;
}
