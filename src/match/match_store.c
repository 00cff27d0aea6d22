/* What a matcher has built, measured and written to the cache. */
#include "match/match_p.h"

#include <string.h>

#define GROWN_BY 50 /* the cache is worth writing again for one transition in so many */

/* A section; where it is missing, the cache is not in order. */
static const char *section(struct rt_matcher *matcher, const char *name, size_t *len_r)
{
	const char *bytes = rt_cache_get(matcher->cache, name, len_r);
	matcher->is_refused |= !bytes;
	return bytes;
}

/* Of a cache that nobody has looked at yet, patterns are not believed: they are compiled once more. */
void rt_matcher_use_cache(struct rt_matcher *matcher, const struct rt_cache *cache)
{
	size_t len;
	matcher->cache = cache;
	if (rt_cache_is_sealed(cache) && (matcher->known = section(matcher, "patterns", &len)))
		matcher->known_end = matcher->known + len;
}

bool rt_matcher_took_cache(const struct rt_matcher *matcher)
{
	return matcher->cache && !matcher->is_refused;
}

static void freeze_patterns(const struct rt_matcher *matcher, struct rt_str *out)
{
	RT_VEC_FOREACH(pcre, &matcher->patterns)
		rt_pcre_freeze(pcre, out);
}

/* Does the cache have of the patterns, which were compiled just now, what it should? */
static void check_patterns(struct rt_matcher *matcher)
{
	size_t len;
	struct rt_str wanted = RT_STR_INIT;
	const char *bytes = section(matcher, "patterns", &len);
	freeze_patterns(matcher, &wanted);
	matcher->is_refused |= !bytes || len != wanted.len || (len && memcmp(bytes, wanted.data, len) != 0);
	rt_str_release(&wanted);
}

const uint32_t *rt_matcher_known_tails(struct rt_matcher *matcher)
{
	size_t len;
	const char *bytes = section(matcher, "tails", &len);
	if (bytes && len == matcher->patterns.count * sizeof(uint32_t))
		return (const uint32_t *)(const void *)bytes;
	matcher->is_refused = true;
	return NULL;
}

void rt_matcher_thaw_classes(struct rt_matcher *matcher)
{
	size_t len;
	const char *bytes = section(matcher, "classes", &len);
	if (!bytes || !rt_classes_thaw(matcher->classes, bytes, len))
		return;
	matcher->is_refused = true;
	rt_classes_empty(matcher->classes);
}

/* By number: the main automaton, that of the openers, each window's or NULL. */
static struct rt_automaton *automaton_at(const struct rt_matcher *matcher, size_t number)
{
	return !number ? matcher->succession->now->automaton : number == 1 ? matcher->openers : matcher->windows[number - 2];
}

static size_t automaton_count(const struct rt_matcher *matcher)
{
	return 2 + matcher->patterns.count;
}

/* The next automaton's bytes, and moves on behind them; NULL: there are none left. */
static const char *next_states(const char **at, size_t *left, size_t *len_r)
{
	uint64_t size;
	if (*left < sizeof size)
		return NULL;
	memcpy(&size, *at, sizeof size);
	if (size > *left - sizeof size)
		return NULL;
	const char *bytes = *at + sizeof size;
	*at = bytes + size;
	*left -= sizeof size + size;
	*len_r = size;
	return bytes;
}

/* Section "states": the automata one behind the other, each with its length. Where one is not in order,
 * none behind it is. */
void rt_matcher_begin(struct rt_matcher *matcher)
{
	bool trusted = rt_cache_is_sealed(matcher->cache);
	size_t left = 0;
	const char *at = section(matcher, "states", &left);
	if (!trusted)
		check_patterns(matcher);
	for (size_t i = 0; i < automaton_count(matcher); i++) {
		struct rt_automaton *automaton = automaton_at(matcher, i);
		size_t len = 0;
		if (!automaton)
			continue;
		const char *bytes = at ? next_states(&at, &left, &len) : NULL;
		if (rt_automaton_begin(automaton, bytes, len, trusted) || !bytes) {
			matcher->is_refused = true;
			at = NULL;
		}
	}
	matcher->thawed_transitions = rt_matcher_measure(matcher).transitions;
}

static void add_size(struct rt_matcher_size *sum, const struct rt_automaton *automaton)
{
	struct rt_automaton_size size = rt_automaton_measure(automaton);
	sum->positions += size.positions;
	sum->states += size.states;
	sum->bytes += size.bytes;
	sum->transitions += size.transitions;
}

struct rt_matcher_size rt_matcher_measure(const struct rt_matcher *matcher)
{
	struct rt_matcher_size sum = {0};
	for (size_t i = 0; i < automaton_count(matcher); i++)
		if (automaton_at(matcher, i))
			add_size(&sum, automaton_at(matcher, i));
	for (size_t i = 0; i < matcher->patterns.count; i++)
		sum.windowed += matcher->windows[i] != NULL;
	return sum;
}

bool rt_matcher_has_grown(const struct rt_matcher *matcher)
{
	size_t before = matcher->thawed_transitions, now = rt_matcher_measure(matcher).transitions;
	return now > before && now - before > now / GROWN_BY;
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
	freeze_patterns(matcher, &bytes);
	rt_cache_put(writer, "patterns", bytes.data, bytes.len);
	rt_str_clear(&bytes);
	for (size_t i = 0; i < matcher->patterns.count; i++)
		rt_str_append_n(&bytes, (const char *)&matcher->wakers[i].part, sizeof(uint32_t));
	rt_cache_put(writer, "tails", bytes.data, bytes.len);
	rt_str_clear(&bytes);
	rt_classes_freeze(matcher->classes, &bytes);
	rt_cache_put(writer, "classes", bytes.data, bytes.len);
	rt_str_clear(&bytes);
	for (size_t i = 0; i < automaton_count(matcher); i++)
		if (automaton_at(matcher, i))
			save_states(automaton_at(matcher, i), &bytes);
	rt_cache_put(writer, "states", bytes.data, bytes.len);
	rt_str_release(&bytes);
}

