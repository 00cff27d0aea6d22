/* What a matcher has built, measured and written to the cache. */
#include "match/match_p.h"

#include <string.h>

#define GROWN_BY 50 /* the cache is worth writing again for one transition in so many */

const uint32_t *rt_matcher_known_tails(const struct rt_matcher *matcher, const struct rt_cache *cache)
{
	size_t len;
	const char *bytes = rt_cache_get(cache, "tails", &len);
	if (!bytes || len != matcher->patterns.count * sizeof(uint32_t))
		return NULL;
	return (const uint32_t *)(const void *)bytes;
}

void rt_matcher_thaw_classes(struct rt_matcher *matcher, const struct rt_cache *cache)
{
	size_t len;
	const char *bytes = rt_cache_get(cache, "classes", &len);
	if (!bytes || !rt_classes_thaw(matcher->classes, bytes, len))
		return;
	rt_classes_empty(matcher->classes);
}

/* Section "states": the main automaton and each window's, one behind the other, each with its
 * length. */
void rt_matcher_thaw_states(struct rt_matcher *matcher, const struct rt_cache *cache)
{
	size_t len;
	uint64_t size;
	const char *bytes = rt_cache_get(cache, "states", &len);
	for (size_t i = 0; bytes && i <= matcher->patterns.count; i++) {
		struct rt_automaton *automaton = i ? matcher->windows[i - 1] : matcher->automaton;
		if (!automaton)
			continue;
		if (len < sizeof size)
			return;
		memcpy(&size, bytes, sizeof size);
		bytes += sizeof size;
		len -= sizeof size;
		if (len < size || rt_automaton_thaw(automaton, bytes, size))
			return;
		bytes += size;
		len -= size;
	}
}

static void add_size(struct rt_matcher_size *sum, const struct rt_automaton *automaton)
{
	struct rt_automaton_size size = rt_automaton_measure(automaton);
	sum->positions += size.positions;
	sum->states += size.states;
	sum->bytes += size.bytes;
	sum->transitions += size.transitions;
	sum->new_transitions += size.new_transitions;
}

struct rt_matcher_size rt_matcher_measure(const struct rt_matcher *matcher)
{
	struct rt_matcher_size sum = {0};
	add_size(&sum, matcher->automaton);
	for (size_t i = 0; i < matcher->patterns.count; i++) {
		if (!matcher->windows[i])
			continue;
		add_size(&sum, matcher->windows[i]);
		sum.windowed++;
	}
	return sum;
}

bool rt_matcher_has_grown(const struct rt_matcher *matcher)
{
	struct rt_matcher_size size = rt_matcher_measure(matcher);
	return size.new_transitions > size.transitions / GROWN_BY;
}

static void save_states(struct rt_automaton *automaton, struct rt_str *out)
{
	size_t at = out->len;
	uint64_t size = 0;
	rt_str_append_n(out, (const char *)&size, sizeof size);
	rt_automaton_freeze(automaton, out);
	size = out->len - at - sizeof size;
	memcpy(out->data + at, &size, sizeof size);
}

void rt_matcher_save(const struct rt_matcher *matcher, struct rt_cache_writer *writer)
{
	struct rt_str bytes = RT_STR_INIT;
	for (size_t i = 0; i < matcher->patterns.count; i++)
		rt_str_append_n(&bytes, (const char *)&matcher->wakers[i].part, sizeof(uint32_t));
	rt_cache_put(writer, "tails", bytes.data, bytes.len);
	rt_str_clear(&bytes);
	rt_classes_freeze(matcher->classes, &bytes);
	rt_cache_put(writer, "classes", bytes.data, bytes.len);
	rt_str_clear(&bytes);
	save_states(matcher->automaton, &bytes);
	for (size_t i = 0; i < matcher->patterns.count; i++)
		if (matcher->windows[i])
			save_states(matcher->windows[i], &bytes);
	rt_cache_put(writer, "states", bytes.data, bytes.len);
	rt_str_release(&bytes);
}

