/*
 * One producer, N workers, one consumer in order.
 *
 *	produce ──▶ bounded queue ──▶ work (N threads) ──▶ ring ──▶ consume, in the order of produce
 *
 * produce runs in a thread of its own, work in N threads, consume in the caller's thread. What is
 * consumed does not depend on the number of threads. At most `bound` items are under way, so that
 * one slow item cannot let the others pile up behind it.
 *
 * When consume or produce fails, nothing more is produced, what is under way is dropped by
 * `discard`, and the first error is what the caller sees.
 */
#ifndef RT_BASE_FLOW_H
#define RT_BASE_FLOW_H

#include "base/err.h"

#include <stddef.h>

struct rt_flow {
	void *context;
	/* 1 and an item, 0 at the end, -1 and err. */
	int (*produce)(void *context, void **item_r, struct rt_err *err);
	void *(*worker_new)(void *context); /* state of one worker; may be NULL */
	void (*worker_free)(void *worker);
	void *(*work)(void *worker, void *item); /* takes the item, gives a result; never NULL */
	int (*consume)(void *context, void *result, struct rt_err *err); /* takes the result */
	void (*discard)(void *result); /* of a result that will not be consumed */
};

int rt_flow_run(const struct rt_flow *flow, unsigned threads, size_t bound, struct rt_err *err);

#endif
