#include "stage/stage.h"

#include "base/build.h"
#include "store/extract.h"
#include "store/read.h"

#include <string.h>

void rt_stage_begin(struct rt_run *run, enum rt_stage stage, const char *doing, const char *unit,
	uint64_t total, uint64_t total_bytes)
{
	(void)stage;
	rt_progress_begin(
		&run->progress, doing, unit, total, total_bytes, run->options->quiet);
}

void rt_stage_end(struct rt_run *run, enum rt_stage stage)
{
	struct rt_stage_figures *figures = &run->report->stages[stage];
	figures->seconds = rt_progress_end(&run->progress);
	figures->bytes = run->progress.bytes;
	figures->documents = run->progress.done;
	figures->peak_memory = rt_peak_memory();
}

int rt_stage_is_extracted(struct rt_run *run, struct rt_err *err)
{
	struct rt_str stamp = RT_STR_INIT, wanted = RT_STR_INIT;
	rt_str_appendf(&wanted, "%s %s ", rt_ruleset_hash(run->rules), rt_build_stamp());
	int got = rt_store_meta_get(run->store, RT_META_EXTRACTED, &stamp, err);
	if (got > 0)
		got = !strncmp(stamp.data, wanted.data, wanted.len);
	rt_str_release(&stamp);
	rt_str_release(&wanted);
	return got;
}

int rt_stage_forget_extracted(struct rt_run *run, struct rt_err *err)
{
	if (run->forgotten)
		return 0;
	run->forgotten = true;
	return rt_store_meta_set(run->store, RT_META_EXTRACTED, "", err) ||
			       rt_store_meta_set(run->store, RT_META_RESOLVED, "", err)
		       ? -1
		       : 0;
}

int rt_stage_note_extracted(struct rt_run *run, const char *stamp, struct rt_err *err)
{
	return rt_store_meta_set(run->store, RT_META_EXTRACTED, stamp, err);
}

int rt_stage_whole(struct rt_run *run, struct rt_err *err)
{
	int64_t documents, bytes, stale;
	if (rt_store_count_stale(run->store, NULL, &documents, &bytes, &stale, err))
		return -1;
	run->progress.done = (uint64_t)documents;
	run->progress.bytes = (uint64_t)bytes;
	return 0;
}

void rt_stored_free(struct rt_stored *stored)
{
	rt_document_release(stored->document);
	rt_arena_free(stored->arena);
	rt_free(stored);
}

int rt_loader_next(struct rt_loader *loader, struct rt_stored **stored_r, struct rt_err *err)
{
	struct rt_stored *stored = rt_alloc_zero(1, sizeof *stored);
	stored->arena = rt_arena_new();
	int got = rt_store_next_document(loader->store, loader->last, loader->stamp, stored->arena,
		&stored->id, &stored->document, err);
	if (got <= 0) {
		rt_stored_free(stored);
		return got;
	}
	loader->last = stored->id;
	*stored_r = stored;
	return 1;
}
