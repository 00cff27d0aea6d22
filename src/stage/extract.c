/*
 * Extraction: the mentions of each document whose stamp is not that of today's rules and
 * dictionary. Documents go through in the order of their ids, a few hundred to a commit.
 */
#include "base/build.h"
#include "base/flow.h"
#include "stage/stage.h"
#include "store/extract.h"
#include "store/write.h"

#include <stdio.h>

#define STAMP_MAX 192

struct extracting {
	struct rt_run *run;
	struct rt_loader loader;
	char stamp[STAMP_MAX];
	uint64_t batch_documents, batch_bytes;
};

struct extracted {
	struct rt_stored *stored;
	struct rt_mentions mentions;
	struct rt_passages passages;
};

static int produce(void *context, void **item_r, struct rt_err *err)
{
	struct extracting *extracting = context;
	struct rt_stored *stored;
	int got = rt_loader_next(&extracting->loader, &stored, err);
	if (got > 0) {
		struct extracted *extracted = rt_alloc_zero(1, sizeof *extracted);
		extracted->stored = stored;
		*item_r = extracted;
	}
	return got;
}

static void *extractor_new(void *context)
{
	struct rt_run *run = ((struct extracting *)context)->run;
	return rt_extractor_new(run->rules, run->dictionary);
}

static void extractor_free(void *worker)
{
	rt_extractor_free(worker);
}

static void *work(void *worker, void *item)
{
	struct extracted *extracted = item;
	rt_extractor_run(worker, extracted->stored->document, &extracted->mentions);
	rt_extractor_nouns(worker, extracted->stored->document, &extracted->mentions);
	rt_passages_make(&extracted->passages, extracted->stored->document, &extracted->mentions);
	return extracted;
}

static void discard(void *result)
{
	struct extracted *extracted = result;
	rt_stored_free(extracted->stored);
	rt_vec_release(&extracted->mentions);
	rt_passages_release(&extracted->passages);
	rt_free(extracted);
}

static int consume(void *context, void *result, struct rt_err *err)
{
	struct extracting *extracting = context;
	struct extracted *extracted = result;
	struct rt_store *store = extracting->run->store;
	const struct rt_document *document = extracted->stored->document;
	extracting->batch_documents++;
	extracting->batch_bytes += document->len;
	rt_progress_add(&extracting->run->progress, 1, document->len);
	int failed = rt_store_set_mentions(store, extracted->stored->id, extracting->stamp, document,
		&extracted->mentions, &extracted->passages, err);
	discard(extracted);
	if (!failed && (extracting->batch_documents >= RT_BATCH_DOCUMENTS ||
			       extracting->batch_bytes >= RT_BATCH_BYTES)) {
		extracting->batch_documents = extracting->batch_bytes = 0;
		failed = rt_store_commit(store, err) || rt_store_begin(store, err);
	}
	return failed ? -1 : 0;
}

int rt_stage_extract(struct rt_run *run, struct rt_err *err)
{
	if (!run->dictionary)
		return 0;
	struct extracting extracting = {.run = run};
	struct rt_flow flow = {
		&extracting, produce, extractor_new, extractor_free, work, consume, discard};
	snprintf(extracting.stamp, sizeof extracting.stamp, "%s %s %s",
		rt_ruleset_hash(run->rules), rt_build_stamp(), rt_dictionary_stamp(run->dictionary));
	extracting.loader.stamp = extracting.stamp;
	int64_t documents, bytes, stale;
	if (rt_store_count_stale(run->store, extracting.stamp, &documents, &bytes, &stale, err))
		return -1;
	rt_stage_begin(run, RT_STAGE_EXTRACT, "extracting", "documents", (uint64_t)stale,
		stale == documents ? (uint64_t)bytes : 0);
	extracting.loader.store = rt_store_open(run->options->case_path, RT_STORE_READ, err);
	bool many = stale * 4 > documents;
	int failed = !extracting.loader.store || rt_store_begin(run->store, err) ||
		(many && rt_store_unindex_mentions(run->store, err)) ||
		rt_flow_run(&flow, run->threads, 64 + 4 * run->threads, err) ||
		rt_store_settle_originals(run->store, err) ||
		rt_store_index_mentions(run->store, err) ||
		rt_stage_note_extracted(run, extracting.stamp, err) || rt_store_commit(run->store, err);
	rt_store_close(extracting.loader.store);
	rt_stage_end(run, RT_STAGE_EXTRACT);
	return failed ? -1 : 0;
}
