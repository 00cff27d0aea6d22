/*
 * What scanners have worked out about words, kept for the next one.
 *
 * Which terms hold of a word with these facts, which patterns may go on behind it: all that follows
 * from the rules and lists alone and is the same for every scanner, but is worked out when a text asks
 * for it. A scanner that ends gives it here where it knows more than those before it; a new one
 * takes it; and the cache keeps it with the automaton's states. No word of any text is in it.
 */
#ifndef RT_ENGINE_SCAN_STORE_H
#define RT_ENGINE_SCAN_STORE_H

#include "cache/cache.h"
#include "words/signature.h"
#include "words/words.h"

struct rt_scan_store;

/* cache: or NULL; the store lives in it, and closes it at its end. Scanners must be gone by then. */
struct rt_scan_store *rt_scan_store_new(struct rt_cache *cache);
void rt_scan_store_free(struct rt_scan_store *store);
/* From now on whatever is more than before is kept, however little. */
void rt_scan_store_keep_all(struct rt_scan_store *store);
/* Both are those of a new scanner. */
void rt_scan_store_take(struct rt_scan_store *store, struct rt_signatures *signatures,
	struct rt_words_runner *runner);
void rt_scan_store_give(struct rt_scan_store *store, const struct rt_signatures *signatures,
	const struct rt_words_runner *runner);
/* Has it learnt so much since it was made that the cache is worth writing again? */
bool rt_scan_store_has_grown(const struct rt_scan_store *store);
void rt_scan_store_save(const struct rt_scan_store *store, struct rt_cache_writer *writer);

#endif
