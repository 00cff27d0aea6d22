#include "texts.h"

#include "base/mem.h"

#include <string.h>
#include <time.h>

static void add_batch(struct bench_texts *texts, const struct rt_batch *batch, size_t max)
{
	for (size_t i = 0; i < batch->count; i++) {
		const struct rt_document *document = batch->items[i];
		if (!document->len || (max && texts->bytes >= max))
			continue;
		rt_vec_push(&texts->items,
			(struct bench_text){rt_strndup(document->text, document->len),
				document->len});
		texts->bytes += document->len;
	}
}

int bench_texts_read(struct bench_texts *texts, const char *const *paths, size_t count, size_t max,
	struct rt_err *err)
{
	struct rt_walk *walk = rt_walk_new(paths, count);
	struct rt_item *item;
	int rc = 0;
	while ((!max || texts->bytes < max) && (rc = rt_walk_next(walk, &item, err)) > 0) {
		struct rt_batch *batch = rt_item_read(item, NULL);
		add_batch(texts, batch, max);
		rt_batch_free(batch);
		rt_item_free(item);
	}
	rt_walk_free(walk);
	return rc < 0 ? -1 : 0;
}

void bench_texts_release(struct bench_texts *texts)
{
	RT_VEC_FOREACH(text, &texts->items)
		rt_free(text->text);
	rt_vec_release(&texts->items);
}

double bench_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
