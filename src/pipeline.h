/* The whole flow of `redthread scan`, from paths to a case file with everything in it. */
#ifndef RT_PIPELINE_H
#define RT_PIPELINE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rt_pipeline_options {
	const char *case_path;
	const char *const *paths; /* files and folders of the dump */
	size_t path_count;
	const char *const *rules; /* folders of rules beside the built-in ones */
	size_t rule_count;
	unsigned threads;    /* workers; 0: as many as there are processors */
	bool quiet;	     /* no progress */
	const char *command; /* as typed, noted with the run */
};

enum rt_stage { RT_STAGE_READ, RT_STAGE_LEARN, RT_STAGE_EXTRACT, RT_STAGE_RESOLVE, RT_STAGE_TIE,
	RT_STAGE_COUNT };

struct rt_stage_figures {
	double seconds;
	uint64_t bytes, documents; /* that went through it */
	uint64_t peak_memory;	   /* bytes, of the process when it ended */
};

struct rt_pipeline_report {
	struct rt_stage_figures stages[RT_STAGE_COUNT];
	uint64_t unchanged; /* sources that were not read again */
	uint64_t removed;   /* sources that are gone, or were read again */
	uint64_t problems;  /* in the case file, of this run and earlier ones */
	uint64_t rule_errors;
};

const char *rt_stage_name(enum rt_stage stage); /* "read", "learn" … */

int rt_pipeline_run(const struct rt_pipeline_options *options, struct rt_pipeline_report *report_r,
	struct rt_err *err);

#endif
