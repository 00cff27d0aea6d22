#include "base/flow.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

enum slot_state { SLOT_FREE, SLOT_WAITING, SLOT_WORKING, SLOT_DONE };

struct slot {
	enum slot_state state;
	void *item; /* then its result */
};

/* Item n lives in slot n % bound from produce to consume; three numbers chase one another round the
 * ring: taken <= picked <= put <= taken + bound. */
struct ring {
	const struct rt_flow *flow;
	pthread_mutex_t lock;
	pthread_cond_t changed_put, changed_done, changed_free;
	struct slot *slots;
	size_t bound;
	uint64_t put, picked, taken;
	bool ended; /* nothing more is put */
	bool stopped; /* the consumer has given up */
	int produced; /* what produce gave last */
	struct rt_err produce_err;
};

static void *producer(void *data)
{
	struct ring *ring = data;
	bool stopped = false;
	while (!stopped) {
		void *item = NULL;
		int got = ring->flow->produce(ring->flow->context, &item, &ring->produce_err);
		pthread_mutex_lock(&ring->lock);
		while (got > 0 && ring->put == ring->taken + ring->bound)
			pthread_cond_wait(&ring->changed_free, &ring->lock);
		/* An item in hand is worked even when the consumer has given up, for only a
		 * result can be discarded; it goes on taking, so there will be room. */
		if (got > 0) {
			ring->slots[ring->put++ % ring->bound] = (struct slot){SLOT_WAITING, item};
			pthread_cond_signal(&ring->changed_put);
		}
		stopped = ring->stopped || got <= 0;
		if (stopped) {
			ring->produced = got < 0 ? -1 : 0;
			ring->ended = true;
			pthread_cond_broadcast(&ring->changed_put);
			pthread_cond_broadcast(&ring->changed_done);
		}
		pthread_mutex_unlock(&ring->lock);
	}
	return NULL;
}

static void *worker(void *data)
{
	struct ring *ring = data;
	const struct rt_flow *flow = ring->flow;
	void *state = flow->worker_new ? flow->worker_new(flow->context) : NULL;
	pthread_mutex_lock(&ring->lock);
	for (;;) {
		while (ring->picked == ring->put && !ring->ended)
			pthread_cond_wait(&ring->changed_put, &ring->lock);
		if (ring->picked == ring->put)
			break;
		struct slot *slot = &ring->slots[ring->picked++ % ring->bound];
		slot->state = SLOT_WORKING;
		pthread_mutex_unlock(&ring->lock);
		void *result = flow->work(state, slot->item);
		pthread_mutex_lock(&ring->lock);
		slot->item = result;
		slot->state = SLOT_DONE;
		pthread_cond_signal(&ring->changed_done);
	}
	pthread_mutex_unlock(&ring->lock);
	if (flow->worker_free)
		flow->worker_free(state);
	return NULL;
}

/* Takes the next result in order; NULL at the end. */
static void *take(struct ring *ring)
{
	pthread_mutex_lock(&ring->lock);
	struct slot *slot = &ring->slots[ring->taken % ring->bound];
	while (slot->state != SLOT_DONE && !(ring->ended && ring->taken == ring->put))
		pthread_cond_wait(&ring->changed_done, &ring->lock);
	void *result = NULL;
	if (slot->state == SLOT_DONE) {
		result = slot->item;
		slot->state = SLOT_FREE;
		ring->taken++;
		pthread_cond_signal(&ring->changed_free);
	}
	pthread_mutex_unlock(&ring->lock);
	return result;
}

static void stop(struct ring *ring)
{
	pthread_mutex_lock(&ring->lock);
	ring->stopped = true;
	pthread_mutex_unlock(&ring->lock);
}

static int consume_all(struct ring *ring, struct rt_err *err)
{
	const struct rt_flow *flow = ring->flow;
	int failed = 0;
	void *result;
	while ((result = take(ring))) {
		if (failed)
			flow->discard(result);
		else if ((failed = flow->consume(flow->context, result, err)))
			stop(ring);
	}
	return failed;
}

int rt_flow_run(const struct rt_flow *flow, unsigned threads, size_t bound, struct rt_err *err)
{
	struct ring ring = {.flow = flow, .bound = bound};
	ring.slots = rt_alloc_zero(bound, sizeof *ring.slots);
	pthread_mutex_init(&ring.lock, NULL);
	pthread_cond_init(&ring.changed_put, NULL);
	pthread_cond_init(&ring.changed_done, NULL);
	pthread_cond_init(&ring.changed_free, NULL);
	pthread_t *workers = rt_alloc_zero(threads + 1, sizeof *workers);
	unsigned started = 0;
	bool producing = !pthread_create(&workers[threads], NULL, producer, &ring);
	while (producing && started < threads &&
		!pthread_create(&workers[started], NULL, worker, &ring))
		started++;
	int failed = started ? consume_all(&ring, err)
			     : rt_err_set(err, "no thread could be started");
	for (unsigned i = 0; i < started; i++)
		pthread_join(workers[i], NULL);
	if (started)
		pthread_join(workers[threads], NULL);
	if (!failed && ring.produced < 0) {
		failed = -1;
		if (err)
			*err = ring.produce_err;
	}
	pthread_cond_destroy(&ring.changed_free);
	pthread_cond_destroy(&ring.changed_done);
	pthread_cond_destroy(&ring.changed_put);
	pthread_mutex_destroy(&ring.lock);
	rt_free(workers);
	rt_free(ring.slots);
	return failed;
}
