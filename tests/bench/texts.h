/* The texts that a benchmark runs over: every document below some paths, read as a scan reads it. */
#ifndef RT_BENCH_TEXTS_H
#define RT_BENCH_TEXTS_H

#include "base/vec.h"
#include "read/reader.h"

struct bench_text {
	char *text;
	size_t len;
};

struct bench_texts {
	RT_VEC(struct bench_text) items;
	size_t bytes;
};

/* Up to max bytes in all; 0 for no bound. */
int bench_texts_read(struct bench_texts *texts, const char *const *paths, size_t count, size_t max,
	struct rt_err *err);
void bench_texts_release(struct bench_texts *texts);

double bench_seconds(void); /* CPU time of this thread */

#endif
