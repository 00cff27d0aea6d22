/* What the stages of the pipeline share. Each reads what the one before it has left in the case file
 * and writes its own part, so that a run can stop anywhere and be taken up again. */
#ifndef RT_STAGE_STAGE_H
#define RT_STAGE_STAGE_H

#include "base/progress.h"
#include "learn/learn.h"
#include "pipeline.h"
#include "store/store.h"

/* Documents in one commit, and bytes of text: about a tenth of a second of work. */
#define RT_BATCH_DOCUMENTS 256
#define RT_BATCH_BYTES (8u << 20)

struct rt_run {
	const struct rt_pipeline_options *options;
	struct rt_pipeline_report *report;
	struct rt_store *store; /* the one that writes */
	struct rt_ruleset *rules;
	struct rt_dictionary *dictionary; /* NULL where nothing is to be extracted */
	struct rt_progress progress;
	unsigned threads;
	int64_t id; /* of the run in the case file */
	bool forgotten; /* what the case file says of being up to date, since documents changed */
};

int rt_stage_rules(struct rt_run *run, struct rt_err *err);
int rt_stage_read(struct rt_run *run, struct rt_err *err);
/* What documents of earlier runs are in is told again where the lists that tell it have changed. */
int rt_stage_tell(struct rt_run *run, struct rt_err *err);
int rt_stage_learn(struct rt_run *run, struct rt_err *err);
int rt_stage_extract(struct rt_run *run, struct rt_err *err);
/* The case file remembers the stamp of the last extraction that reached its end. It is forgotten
 * with the first document that comes or goes, for the dictionary may then be another one; so is
 * that of the resolution. 1 where
 * rules and version are still the same and nothing came or went: there is nothing to learn and to extract. */
int rt_stage_is_extracted(struct rt_run *run, struct rt_err *err);
int rt_stage_forget_extracted(struct rt_run *run, struct rt_err *err);
int rt_stage_note_extracted(struct rt_run *run, const char *stamp, struct rt_err *err);
int rt_stage_resolve(struct rt_run *run, struct rt_err *err);
int rt_stage_tie(struct rt_run *run, struct rt_err *err);
/* The full-text index, and a note that the run has reached its end. */
int rt_stage_finish(struct rt_run *run, struct rt_err *err);

void rt_stage_begin(struct rt_run *run, enum rt_stage stage, const char *doing, const char *unit,
	uint64_t total, uint64_t total_bytes);
void rt_stage_end(struct rt_run *run, enum rt_stage stage);

/* Notes that all stored documents went through the stage at hand. */
int rt_stage_whole(struct rt_run *run, struct rt_err *err);

/* Loads stored documents one after another, in a thread of its own: the producer of a flow. */
struct rt_stored {
	struct rt_arena *arena;
	struct rt_document *document;
	int64_t id;
};
void rt_stored_free(struct rt_stored *stored);

struct rt_loader {
	struct rt_store *store; /* its own, for reading */
	int64_t last;
	const char *stamp; /* leaves out documents of this stamp; NULL for none */
};
/* 1 and a document, 0 or -1. */
int rt_loader_next(struct rt_loader *loader, struct rt_stored **stored_r, struct rt_err *err);

#endif
