/*
 * How far a long job is: one line that is drawn anew on a terminal (documents, MB/s, time left),
 * a plain line now and then otherwise, nothing when quiet. On standard error.
 */
#ifndef RT_BASE_PROGRESS_H
#define RT_BASE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct rt_progress {
	const char *stage;	 /* "reading" */
	const char *unit;	 /* "messages" */
	uint64_t total, done;	 /* of the unit; total 0: not known */
	uint64_t bytes;		 /* handled so far */
	uint64_t total_bytes;	 /* 0: not known */
	bool quiet, terminal;
	double started, drawn; /* seconds, of rt_seconds */
	unsigned width;		 /* of what stands on the line */
};

void rt_progress_begin(struct rt_progress *progress, const char *stage, const char *unit,
	uint64_t total, uint64_t total_bytes, bool quiet);
void rt_progress_add(struct rt_progress *progress, uint64_t units, uint64_t bytes);
/* Clears the line; gives the seconds that the stage took. */
double rt_progress_end(struct rt_progress *progress);

double rt_seconds(void);	   /* a clock that only goes forward */
uint64_t rt_peak_memory(void); /* bytes, of this process so far */

#endif
