#include "config.h"

#include "base/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define DRAW_EVERY 0.2	 /* seconds, on a terminal */
#define PRINT_EVERY 10.0 /* seconds, otherwise */

double rt_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

uint64_t rt_peak_memory(void)
{
	struct rusage usage;
	return getrusage(RUSAGE_SELF, &usage) ? 0 : (uint64_t)usage.ru_maxrss * 1024;
}

void rt_progress_begin(struct rt_progress *progress, const char *stage, const char *unit,
	uint64_t total, uint64_t total_bytes, bool quiet)
{
	*progress = (struct rt_progress){
		.stage = stage,
		.unit = unit,
		.total = total,
		.total_bytes = total_bytes,
		.quiet = quiet,
		.terminal = isatty(STDERR_FILENO) != 0,
		.started = rt_seconds(),
	};
	progress->drawn = progress->started;
}

/* Part of the job that is done, 0 … 1, or below 0 where nothing is known of its size. */
static double part_done(const struct rt_progress *progress)
{
	if (progress->total_bytes)
		return (double)progress->bytes / (double)progress->total_bytes;
	if (progress->total)
		return (double)progress->done / (double)progress->total;
	return -1;
}

static void bar(char text[24], double part)
{
	int filled = (int)(part * 20);
	for (int i = 0; i < 20; i++)
		text[i] = i < filled ? '#' : '.';
	text[20] = '\0';
}

static void describe(const struct rt_progress *progress, char *line, size_t size)
{
	double seconds = rt_seconds() - progress->started, part = part_done(progress);
	double speed = seconds > 0 ? (double)progress->bytes / 1e6 / seconds : 0;
	char drawn[24] = "", left[32] = "";
	if (part > 1)
		part = 1;
	if (part >= 0)
		bar(drawn, part);
	if (part > 0.01 && part < 1) {
		long rest = (long)(seconds / part * (1 - part));
		snprintf(left, sizeof left, "  %ld:%02ld left", rest / 60, rest % 60);
	}
	snprintf(line, size, "%-10s %s%s%" PRIu64 " %s  %.1f MB/s%s", progress->stage, drawn,
		*drawn ? "  " : "", progress->done, progress->unit, speed, left);
}

static void draw(struct rt_progress *progress)
{
	char line[160];
	describe(progress, line, sizeof line);
	if (progress->terminal) {
		fprintf(stderr, "\r%-*s", (int)progress->width, line);
		fflush(stderr);
		progress->width = (unsigned)strlen(line);
	} else {
		fprintf(stderr, "%s\n", line);
	}
}

void rt_progress_add(struct rt_progress *progress, uint64_t units, uint64_t bytes)
{
	progress->done += units;
	progress->bytes += bytes;
	if (progress->quiet)
		return;
	double now = rt_seconds();
	if (now - progress->drawn < (progress->terminal ? DRAW_EVERY : PRINT_EVERY))
		return;
	progress->drawn = now;
	draw(progress);
}

double rt_progress_end(struct rt_progress *progress)
{
	if (progress->width)
		fprintf(stderr, "\r%*s\r", (int)progress->width, "");
	return rt_seconds() - progress->started;
}
