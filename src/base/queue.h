/*
 * A bounded queue of pointers between threads. push waits while it is full, pop while it is empty.
 * After close, push refuses and pop drains what is left, then gives NULL.
 */
#ifndef RT_BASE_QUEUE_H
#define RT_BASE_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

struct rt_queue;

struct rt_queue *rt_queue_new(size_t bound);
void rt_queue_free(struct rt_queue *queue);
bool rt_queue_push(struct rt_queue *queue, void *item); /* false once closed */
void *rt_queue_pop(struct rt_queue *queue);		/* NULL once closed and empty */
void rt_queue_close(struct rt_queue *queue);

#endif
