/*
 * An mbox, taken apart message by message while it is read; no more of it is in memory than one
 * message and a buffer.
 *
 * A message opens with a line "From ana@example.org Tue May 14 09:30:00 2019" at the start or behind
 * an empty line. mboxcl files tell in Content-Length where it ends; that is believed where the next
 * From line stands just there. Lines ">From " are given back as "From ". CR LF is kept for the
 * readers behind it, which take both.
 */
#ifndef RT_READ_MBOX_H
#define RT_READ_MBOX_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct rt_mbox;

struct rt_mbox *rt_mbox_new(int descriptor); /* takes the open file over */
void rt_mbox_free(struct rt_mbox *mbox);

struct rt_mbox_message {
	struct rt_str bytes;  /* without the From line; yours to release */
	uint64_t start, end;  /* bytes of the file, From line included */
	uint64_t number;      /* 1, 2, 3 … */
	bool cut;	      /* longer than RT_MAX_MESSAGE_BYTES; what is beyond was left out */
	bool last;
};
/* 1 and a message, 0 at the end, -1 where the file cannot be read any further (errno tells). */
int rt_mbox_next(struct rt_mbox *mbox, struct rt_mbox_message *message_r);

#endif
