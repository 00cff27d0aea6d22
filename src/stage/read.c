/*
 * Reading: the walk hands out items, workers read them, one writer puts them into the case file in
 * the order of the walk.
 *
 * The producer leaves out what need not be read: files that have not changed since they were read,
 * and of a file whose reading was cut short the items that are in the case file already. The
 * writer commits every few hundred documents, always with the number of items that are done, so
 * that after a kill the same command goes on where this one stopped and ends in the same bytes.
 */
#include "config.h"

#include "base/file.h"
#include "base/flow.h"
#include "base/limits.h"
#include "doc/lang.h"
#include "engine/engine.h"
#include "read/reader.h"
#include "resolve/decisions.h"
#include "stage/stage.h"
#include "store/source.h"
#include "store/write.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* One item on its way; without an item: a file that need not be read. */
struct job {
	char *path;
	int64_t size, modified;
	struct rt_item *item;
	const struct rt_languages *languages;
	const struct rt_mail_words *words;
	struct rt_batch *batch; /* what it turned out to be */
	struct rt_hashes hashes;
};

struct reading {
	struct rt_run *run;
	struct rt_walk *walk;
	struct rt_store *known; /* the producer's view of the case file */
	const char *own_path, *own_decisions;
	/* The producer's file. */
	char *path;
	struct stat file;
	int64_t skip; /* items of it that are not needed any more; -1: all of them */
	/* The writer's file. */
	char *writing;
	struct rt_source source;
	bool ignored; /* met twice in this run, or unchanged */
	bool anew;    /* it was taken apart by other words of mail programs: none is unchanged */
	uint64_t batch_documents, batch_bytes;
};

static int64_t modified_of(const struct stat *file)
{
	return (int64_t)file->st_mtim.tv_sec * 1000000000 + file->st_mtim.tv_nsec;
}

static bool is_same_file(const struct rt_source *source, int64_t size, int64_t modified)
{
	return source->size == size && source->modified == modified &&
		source->state != RT_SOURCE_UNREADABLE;
}

/* Who adds words of his language's mail programs has read his dump already. */
static int tell_whether_anew(struct reading *reading, char sum_r[24], struct rt_err *err)
{
	struct rt_str known = RT_STR_INIT;
	snprintf(sum_r, 24, "%" PRIx64,
		rt_mail_words_sum(rt_ruleset_mail_words(reading->run->rules)));
	int got = rt_store_meta_get(reading->run->store, RT_META_MAIL_WORDS, &known, err);
	reading->anew = got > 0 && strcmp(known.data, sum_r) != 0;
	rt_str_release(&known);
	return got < 0 ? -1 : 0;
}

/* ---- producer ------------------------------------------------------------------------------- */

static int look_up_file(struct reading *reading, const char *path, struct rt_err *err)
{
	struct rt_source source;
	rt_free(reading->path);
	reading->path = rt_strdup(path);
	reading->skip = 0;
	if (lstat(path, &reading->file))
		memset(&reading->file, 0, sizeof reading->file);
	int known = rt_store_find_source(reading->known, path, &source, err);
	if (known > 0 && !reading->anew &&
		is_same_file(&source, reading->file.st_size, modified_of(&reading->file)))
		reading->skip = source.state == RT_SOURCE_READ ? -1 : source.items;
	return known < 0 ? -1 : 0;
}

/* Is the path the file, or what SQLite keeps beside it? */
static bool belongs_to(const char *path, const char *file)
{
	static const char *const endings[] = {"", "-wal", "-shm", "-journal", NULL};
	char *real_path = realpath(path, NULL), *real_file = realpath(file, NULL);
	size_t len = real_file ? strlen(real_file) : 0;
	bool belongs = false;
	if (real_path && real_file && !strncmp(real_path, real_file, len))
		for (size_t i = 0; endings[i] && !belongs; i++)
			belongs = !strcmp(real_path + len, endings[i]);
	free(real_path);
	free(real_file);
	return belongs;
}

/* The case file and its decisions lie in the dump's own folder where someone says `redthread scan .` there. */
static bool is_of_dump(void *context, const char *path, uint64_t size, int64_t modified)
{
	const struct reading *reading = context;
	const char *name = rt_path_name(path), *own = rt_path_name(reading->own_path);
	(void)size;
	(void)modified;
	if (!strncmp(name, own, strlen(own)))
		return !belongs_to(path, reading->own_path);
	return strcmp(name, rt_path_name(reading->own_decisions)) != 0 ||
	       !belongs_to(path, reading->own_decisions);
}

static struct job *job_new(const struct reading *reading, struct rt_item *item)
{
	struct job *job = rt_alloc_zero(1, sizeof *job);
	job->path = rt_strdup(reading->path);
	job->size = reading->file.st_size;
	job->modified = modified_of(&reading->file);
	job->item = item;
	job->languages = rt_ruleset_languages(reading->run->rules);
	job->words = rt_ruleset_mail_words(reading->run->rules);
	return job;
}

static int produce(void *context, void **item_r, struct rt_err *err)
{
	struct reading *reading = context;
	struct rt_item *item;
	int got;
	while ((got = rt_walk_next(reading->walk, &item, err)) > 0) {
		const char *path =
			item->problem ? item->problem->path : item->origin.path;
		bool first = !reading->path || strcmp(reading->path, path) != 0;
		if (first && look_up_file(reading, path, err)) {
			rt_item_free(item);
			return -1;
		}
		bool skipped = reading->skip != 0;
		if (reading->skip > 0)
			reading->skip--;
		if (skipped) {
			rt_item_free(item);
			item = NULL;
		}
		if (!skipped || first) {
			*item_r = job_new(reading, item);
			return 1;
		}
	}
	return got;
}

/* ---- workers -------------------------------------------------------------------------------- */

static void tell_languages(const struct rt_languages *languages, const struct rt_batch *batch)
{
	for (size_t i = 0; i < batch->count; i++) {
		struct rt_document *document = batch->items[i];
		if (document->text)
			document->lang = rt_lang_sure(languages, document->text, document->len);
	}
}

static void *work(void *worker, void *data)
{
	(void)worker;
	struct job *job = data;
	if (job->item && !job->item->problem) {
		job->batch = rt_item_read(job->item, job->words);
		tell_languages(job->languages, job->batch);
		rt_hashes_make(&job->hashes, job->batch);
	}
	return job;
}

static void job_free(void *data)
{
	struct job *job = data;
	rt_hashes_release(&job->hashes);
	if (job->batch)
		rt_batch_free(job->batch);
	if (job->item)
		rt_item_free(job->item);
	rt_free(job->path);
	rt_free(job);
}

/* ---- writer --------------------------------------------------------------------------------- */

static int commit(struct reading *reading, struct rt_err *err)
{
	struct rt_store *store = reading->run->store;
	reading->batch_documents = reading->batch_bytes = 0;
	if (reading->source.id && rt_store_set_source(store, &reading->source, err))
		return -1;
	return rt_store_commit(store, err) || rt_store_begin(store, err) ? -1 : 0;
}

/* Notes that everything of the file has been written. */
static int finish_file(struct reading *reading, struct rt_err *err)
{
	if (!reading->source.id || reading->ignored)
		return 0;
	reading->source.state = reading->source.failed ? RT_SOURCE_UNREADABLE : RT_SOURCE_READ;
	return rt_store_set_source(reading->run->store, &reading->source, err);
}

static int begin_file(struct reading *reading, const struct job *job, struct rt_err *err)
{
	struct rt_store *store = reading->run->store;
	struct rt_source *source = &reading->source;
	if (finish_file(reading, err))
		return -1;
	rt_free(reading->writing);
	reading->writing = rt_strdup(job->path);
	reading->ignored = false;
	int known = rt_store_find_source(store, job->path, source, err);
	int seen = known > 0 ? rt_store_has_seen(store, source->id, err) : 0;
	if (known < 0 || seen < 0)
		return -1;
	bool same = known && !reading->anew && is_same_file(source, job->size, job->modified);
	reading->ignored = seen || (same && source->state == RT_SOURCE_READ);
	if (reading->ignored) {
		reading->run->report->unchanged += !seen;
		return rt_store_see_source(store, source->id, err);
	}
	if (known && !same) {
		reading->run->report->removed++;
		bool had_documents = source->items > source->failed;
		if ((had_documents && rt_stage_forget_extracted(reading->run, err)) ||
			rt_store_forget_source(store, source->id, err))
			return -1;
	}
	if (!same) {
		*source = (struct rt_source){.size = job->size, .modified = job->modified};
		if (rt_store_add_source(
			    store, job->path, job->size, job->modified, &source->id, err))
			return -1;
	}
	return rt_store_see_source(store, source->id, err);
}

static int write_item(struct reading *reading, const struct job *job, struct rt_err *err)
{
	struct rt_store *store = reading->run->store;
	reading->source.items++;
	if (!job->batch) {
		reading->source.failed++;
		return rt_store_add_problem(store, reading->source.id, 0, job->item->problem, err);
	}
	if (rt_stage_forget_extracted(reading->run, err))
		return -1;
	for (size_t i = 0; i < job->batch->count; i++)
		reading->batch_bytes += job->batch->items[i]->len;
	reading->batch_documents += job->batch->count;
	rt_progress_add(&reading->run->progress, 1, job->item->len);
	return rt_store_add_batch(store, reading->source.id, job->batch, &job->hashes, err);
}

static int consume(void *context, void *result, struct rt_err *err)
{
	struct reading *reading = context;
	struct job *job = result;
	int failed = 0;
	if (!reading->writing || strcmp(reading->writing, job->path) != 0)
		failed = begin_file(reading, job, err);
	if (!failed && job->item && !reading->ignored)
		failed = write_item(reading, job, err);
	job_free(job);
	if (!failed && (reading->batch_documents >= RT_BATCH_DOCUMENTS ||
			       reading->batch_bytes >= RT_BATCH_BYTES))
		failed = commit(reading, err);
	return failed;
}

static int finish(struct reading *reading, const char *words, struct rt_err *err)
{
	struct rt_run *run = reading->run;
	int64_t removed = 0;
	if (finish_file(reading, err) ||
		rt_store_forget_unseen(run->store, run->options->paths, run->options->path_count,
			&removed, err))
		return -1;
	if (removed && rt_stage_forget_extracted(run, err))
		return -1;
	run->report->removed += (uint64_t)removed;
	if (rt_store_meta_set(run->store, RT_META_MAIL_WORDS, words, err))
		return -1;
	return rt_store_commit(run->store, err);
}

/* ---- all of it ------------------------------------------------------------------------------ */

static _Thread_local uint64_t tree_bytes;

static int add_size(const char *path, const struct stat *file, int type, struct FTW *where)
{
	(void)path;
	(void)where;
	if (type == FTW_F)
		tree_bytes += (uint64_t)file->st_size;
	return 0;
}

/* For the time that is left alone, so what cannot be seen does not matter here. */
static uint64_t bytes_below(const char *const *paths, size_t count)
{
	tree_bytes = 0;
	for (size_t i = 0; i < count; i++)
		nftw(paths[i], add_size, 32, FTW_PHYS);
	return tree_bytes;
}

int rt_stage_read(struct rt_run *run, struct rt_err *err)
{
	const struct rt_pipeline_options *options = run->options;
	char *decisions = rt_decisions_path(options->case_path);
	struct reading reading = {.run = run, .own_path = options->case_path, .own_decisions = decisions};
	struct rt_flow flow = {&reading, produce, NULL, NULL, work, consume, job_free};
	char words[24];
	uint64_t total = options->quiet ? 0 : bytes_below(options->paths, options->path_count);
	rt_stage_begin(run, RT_STAGE_READ, "reading", "messages", 0, total);
	reading.walk = rt_walk_new(options->paths, options->path_count);
	rt_walk_filter(reading.walk, is_of_dump, &reading);
	reading.known = rt_store_open(options->case_path, RT_STORE_READ, err);
	int failed = !reading.known || rt_store_forget_seen(run->store, err) ||
		tell_whether_anew(&reading, words, err) || rt_store_begin(run->store, err) ||
		rt_flow_run(&flow, run->threads, 16 + 4 * run->threads, err) ||
		finish(&reading, words, err);
	rt_store_close(reading.known);
	rt_walk_free(reading.walk);
	rt_free(decisions);
	rt_free(reading.path);
	rt_free(reading.writing);
	rt_stage_end(run, RT_STAGE_READ);
	return failed ? -1 : 0;
}
