/*
 * Another program, run over some bytes: what cannot be linked, or is not to be trusted with a dump in
 * our own memory. It gets the bytes as its standard input and gives text on its standard output; it
 * can write no file, and has limits of time and memory.
 */
#ifndef RT_BASE_PROCESS_H
#define RT_BASE_PROCESS_H

#include "base/str.h"

#include <stddef.h>

enum rt_process_end {
	RT_PROCESS_DONE,    /* it ended well */
	RT_PROCESS_FAILED,  /* … with another status than 0, or by a signal */
	RT_PROCESS_LIMIT,   /* it took too long, or wrote more than it may */
	RT_PROCESS_MISSING, /* there is no such program, or it could not be started */
};

/* argv[0] is looked for along PATH; the last one is NULL. What it writes, max bytes at most, is
 * appended, however it ends. */
enum rt_process_end rt_process_run(const char *const *argv, const char *bytes, size_t len, size_t max,
	struct rt_str *out);

#endif
