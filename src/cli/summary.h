/* What stands at the end of a scan: what was read, the most mentioned, the strongest ties, problems
 * by class, and what to do next; or all of it as one JSON object. */
#ifndef RT_CLI_SUMMARY_H
#define RT_CLI_SUMMARY_H

#include "pipeline.h"

/* On standard output. */
int rt_summary_print(const char *case_path, const struct rt_pipeline_report *report, bool json,
	bool quiet, struct rt_err *err);

#endif
