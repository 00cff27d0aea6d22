#include "base/queue.h"

#include "base/mem.h"

#include <pthread.h>

struct rt_queue {
	pthread_mutex_t lock;
	pthread_cond_t not_full, not_empty;
	size_t bound, count, first;
	bool closed;
	void *items[];
};

struct rt_queue *rt_queue_new(size_t bound)
{
	struct rt_queue *queue = rt_alloc_zero(1, sizeof *queue + bound * sizeof *queue->items);
	pthread_mutex_init(&queue->lock, NULL);
	pthread_cond_init(&queue->not_full, NULL);
	pthread_cond_init(&queue->not_empty, NULL);
	queue->bound = bound;
	return queue;
}

void rt_queue_free(struct rt_queue *queue)
{
	if (!queue)
		return;
	pthread_cond_destroy(&queue->not_empty);
	pthread_cond_destroy(&queue->not_full);
	pthread_mutex_destroy(&queue->lock);
	rt_free(queue);
}

bool rt_queue_push(struct rt_queue *queue, void *item)
{
	pthread_mutex_lock(&queue->lock);
	while (queue->count == queue->bound && !queue->closed)
		pthread_cond_wait(&queue->not_full, &queue->lock);
	bool open = !queue->closed;
	if (open)
		queue->items[(queue->first + queue->count++) % queue->bound] = item;
	pthread_cond_signal(&queue->not_empty);
	pthread_mutex_unlock(&queue->lock);
	return open;
}

void *rt_queue_pop(struct rt_queue *queue)
{
	void *item = NULL;
	pthread_mutex_lock(&queue->lock);
	while (!queue->count && !queue->closed)
		pthread_cond_wait(&queue->not_empty, &queue->lock);
	if (queue->count) {
		item = queue->items[queue->first];
		queue->first = (queue->first + 1) % queue->bound;
		queue->count--;
	}
	pthread_cond_signal(&queue->not_full);
	pthread_mutex_unlock(&queue->lock);
	return item;
}

void rt_queue_close(struct rt_queue *queue)
{
	pthread_mutex_lock(&queue->lock);
	queue->closed = true;
	pthread_cond_broadcast(&queue->not_full);
	pthread_cond_broadcast(&queue->not_empty);
	pthread_mutex_unlock(&queue->lock);
}
