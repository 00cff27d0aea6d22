/*
 * Learning: what the dump as a whole teaches about names, collected over all stored documents.
 *
 * Each worker fills a dictionary of its own; when it ends they are put together. The dictionary
 * does not depend on the order, so neither does its stamp.
 */
#include "base/flow.h"
#include "stage/stage.h"
#include "store/extract.h"

#include <pthread.h>

struct learning {
	struct rt_run *run;
	struct rt_loader loader;
	pthread_mutex_t lock; /* of the run's dictionary */
};

struct pupil {
	struct learning *learning;
	struct rt_dictionary *dictionary;
};

static int produce(void *context, void **item_r, struct rt_err *err)
{
	struct learning *learning = context;
	struct rt_stored *stored;
	int got = rt_loader_next(&learning->loader, &stored, err);
	if (got > 0)
		*item_r = stored;
	return got;
}

static void *pupil_new(void *context)
{
	struct pupil *pupil = rt_alloc_zero(1, sizeof *pupil);
	pupil->learning = context;
	pupil->dictionary = rt_dictionary_new(pupil->learning->run->rules);
	return pupil;
}

static void pupil_free(void *worker)
{
	struct pupil *pupil = worker;
	pthread_mutex_lock(&pupil->learning->lock);
	rt_dictionary_merge(pupil->learning->run->dictionary, pupil->dictionary);
	pthread_mutex_unlock(&pupil->learning->lock);
	rt_dictionary_free(pupil->dictionary);
	rt_free(pupil);
}

static void *work(void *worker, void *item)
{
	struct pupil *pupil = worker;
	struct rt_stored *stored = item;
	rt_dictionary_observe(pupil->dictionary, stored->document);
	return stored;
}

static int consume(void *context, void *result, struct rt_err *err)
{
	(void)err;
	struct learning *learning = context;
	struct rt_stored *stored = result;
	rt_progress_add(&learning->run->progress, 1, stored->document->len);
	rt_stored_free(stored);
	return 0;
}

static void discard(void *result)
{
	rt_stored_free(result);
}

int rt_stage_learn(struct rt_run *run, struct rt_err *err)
{
	struct learning learning = {.run = run, .lock = PTHREAD_MUTEX_INITIALIZER};
	struct rt_flow flow = {
		&learning, produce, pupil_new, pupil_free, work, consume, discard};
	int64_t documents, bytes, stale;
	int done = rt_stage_is_extracted(run, err);
	if (done)
		return done < 0 ? -1 : 0;
	if (rt_store_count_stale(run->store, NULL, &documents, &bytes, &stale, err))
		return -1;
	rt_stage_begin(run, RT_STAGE_LEARN, "learning", "documents", (uint64_t)documents,
		(uint64_t)bytes);
	run->dictionary = rt_dictionary_new(run->rules);
	learning.loader.store = rt_store_open(run->options->case_path, RT_STORE_READ, err);
	int failed = !learning.loader.store ||
		rt_flow_run(&flow, run->threads, 64 + 4 * run->threads, err);
	rt_store_close(learning.loader.store);
	rt_dictionary_finish(run->dictionary);
	rt_stage_end(run, RT_STAGE_LEARN);
	return failed ? -1 : 0;
}
