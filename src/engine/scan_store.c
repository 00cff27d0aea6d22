#include "engine/scan_store.h"

#include "base/mem.h"
#include "base/str.h"

#include <pthread.h>
#include <string.h>

#define SIGNATURES "signatures" /* sections of the cache */
#define WAKES "wakes"
#define LEARNT "learnt"

#define GROWN_BY 50	/* one thing in so many is worth keeping, … */
#define GROWN_LEAST 500 /* … but not fewer than these */

struct rt_scan_store {
	pthread_mutex_t lock;
	struct rt_str signatures, wakes; /* as they are frozen */
	uint64_t learnt, learnt_before;	 /* states, steps and signatures: now, and in the cache */
	bool keeps_all;
};

static void read_section(const struct rt_cache *cache, const char *name, struct rt_str *out)
{
	size_t len;
	const char *bytes = rt_cache_get(cache, name, &len);
	if (bytes && len)
		rt_str_append_n(out, bytes, len);
}

struct rt_scan_store *rt_scan_store_new(const struct rt_cache *cache)
{
	struct rt_scan_store *store = rt_alloc_zero(1, sizeof *store);
	struct rt_str learnt = RT_STR_INIT;
	pthread_mutex_init(&store->lock, NULL);
	store->signatures = store->wakes = (struct rt_str)RT_STR_INIT;
	read_section(cache, LEARNT, &learnt);
	if (learnt.len == sizeof store->learnt) {
		memcpy(&store->learnt, learnt.data, sizeof store->learnt);
		store->learnt_before = store->learnt;
		read_section(cache, SIGNATURES, &store->signatures);
		read_section(cache, WAKES, &store->wakes);
	}
	rt_str_release(&learnt);
	return store;
}

void rt_scan_store_free(struct rt_scan_store *store)
{
	if (!store)
		return;
	pthread_mutex_destroy(&store->lock);
	rt_str_release(&store->signatures);
	rt_str_release(&store->wakes);
	rt_free(store);
}

void rt_scan_store_keep_all(struct rt_scan_store *store)
{
	store->keeps_all = true;
}

static bool has_grown(uint64_t before, uint64_t now)
{
	return now > before + GROWN_LEAST && now > before + before / GROWN_BY;
}

void rt_scan_store_take(struct rt_scan_store *store, struct rt_signatures *signatures,
	struct rt_words_runner *runner)
{
	pthread_mutex_lock(&store->lock);
	if (store->signatures.len &&
		(rt_signatures_thaw(signatures, store->signatures.data, store->signatures.len) ||
			rt_words_thaw(runner, rt_signatures_count(signatures), store->wakes.data,
				store->wakes.len)))
		store->learnt = 0; /* what is there is bad: the next one takes its place */
	pthread_mutex_unlock(&store->lock);
}

void rt_scan_store_give(struct rt_scan_store *store, const struct rt_signatures *signatures,
	const struct rt_words_runner *runner)
{
	uint64_t learnt = rt_words_learnt(runner) + rt_signatures_count(signatures);
	pthread_mutex_lock(&store->lock);
	if (has_grown(store->learnt, learnt) || (store->keeps_all && learnt > store->learnt)) {
		store->learnt = learnt;
		rt_str_clear(&store->signatures);
		rt_str_clear(&store->wakes);
		rt_signatures_freeze(signatures, &store->signatures);
		rt_words_freeze(runner, &store->wakes);
	}
	pthread_mutex_unlock(&store->lock);
}

bool rt_scan_store_has_grown(const struct rt_scan_store *store)
{
	return has_grown(store->learnt_before, store->learnt);
}

void rt_scan_store_save(const struct rt_scan_store *store, struct rt_cache_writer *writer)
{
	rt_cache_put(writer, LEARNT, (const char *)&store->learnt, sizeof store->learnt);
	rt_cache_put(writer, SIGNATURES, store->signatures.data, store->signatures.len);
	rt_cache_put(writer, WAKES, store->wakes.data, store->wakes.len);
}
