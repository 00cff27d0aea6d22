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
	struct rt_cache *cache;		 /* or NULL */
	struct kept {
		const char *bytes;
		size_t len;
	} signatures, wakes;		       /* as they are frozen: in the cache, or … */
	struct rt_str new_signatures, new_wakes; /* … given by a scanner */
	uint64_t learnt, learnt_before;	 /* states, steps and signatures: now, and in the cache */
	bool keeps_all;
};

static struct kept section(const struct rt_cache *cache, const char *name)
{
	struct kept kept = {NULL, 0};
	kept.bytes = rt_cache_get(cache, name, &kept.len);
	return kept.bytes ? kept : (struct kept){"", 0};
}

struct rt_scan_store *rt_scan_store_new(struct rt_cache *cache)
{
	struct rt_scan_store *store = rt_alloc_zero(1, sizeof *store);
	struct kept learnt = section(cache, LEARNT);
	pthread_mutex_init(&store->lock, NULL);
	store->cache = cache;
	store->new_signatures = store->new_wakes = (struct rt_str)RT_STR_INIT;
	store->signatures = store->wakes = (struct kept){"", 0};
	if (learnt.len == sizeof store->learnt) {
		memcpy(&store->learnt, learnt.bytes, sizeof store->learnt);
		store->learnt_before = store->learnt;
		store->signatures = section(cache, SIGNATURES);
		store->wakes = section(cache, WAKES);
	}
	return store;
}

void rt_scan_store_free(struct rt_scan_store *store)
{
	if (!store)
		return;
	pthread_mutex_destroy(&store->lock);
	rt_str_release(&store->new_signatures);
	rt_str_release(&store->new_wakes);
	rt_cache_close(store->cache);
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
		(rt_signatures_thaw(signatures, store->signatures.bytes, store->signatures.len) ||
			rt_words_thaw(runner, rt_signatures_count(signatures), store->wakes.bytes,
				store->wakes.len, store->wakes.bytes != store->new_wakes.data)))
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
		rt_str_clear(&store->new_signatures);
		rt_str_clear(&store->new_wakes);
		rt_signatures_freeze(signatures, &store->new_signatures);
		rt_words_freeze(runner, &store->new_wakes);
		store->signatures = (struct kept){store->new_signatures.data, store->new_signatures.len};
		store->wakes = (struct kept){store->new_wakes.data, store->new_wakes.len};
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
	rt_cache_put(writer, SIGNATURES, store->signatures.bytes, store->signatures.len);
	rt_cache_put(writer, WAKES, store->wakes.bytes, store->wakes.len);
}
