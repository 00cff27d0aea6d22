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

void rt_matcher_use_cache(struct rt_matcher *matcher, const struct rt_cache *cache)
{
	matcher->cache = cache;
}

bool rt_matcher_took_cache(const struct rt_matcher *matcher)
{
	return matcher->cache && !matcher->is_refused;
}

/* ---- what follows from the patterns alone ---- */

static void freeze_patterns(const struct rt_matcher *matcher, struct rt_str *out)
{
	RT_VEC_FOREACH(pcre, &matcher->patterns)
		rt_pcre_freeze(pcre, out);
}

static void freeze_wakers(const struct rt_matcher *matcher, struct rt_str *out)
{
	for (size_t i = 0; i < matcher->patterns.count; i++) {
		const struct rt_waker *waker = &matcher->wakers[i];
		struct rt_frozen_waker frozen = {waker->part, waker->windowed, waker->alphabet,
			waker->longest, matcher->beginnings[i]};
		rt_str_append_n(out, (const char *)&frozen, sizeof frozen);
	}
}

static void freeze_positions(const struct rt_matcher *matcher, struct rt_str *out)
{
	for (size_t i = 0; i < rt_matcher_automata(matcher); i++)
		if (rt_matcher_automaton(matcher, i))
			rt_automaton_freeze_rules(rt_matcher_automaton(matcher, i), out);
}

static const struct {
	const char *section;
	void (*freeze)(const struct rt_matcher *matcher, struct rt_str *out);
} parts[] = {{"patterns", freeze_patterns}, {"wakers", freeze_wakers}, {"positions", freeze_positions}};
#define PARTS (sizeof parts / sizeof *parts)

/* Does the cache have of the patterns, which were compiled just now, what it should? */
static void check_parts(struct rt_matcher *matcher)
{
	for (size_t i = 0; i < PARTS; i++) {
		size_t len;
		struct rt_str wanted = RT_STR_INIT;
		const char *bytes = section(matcher, parts[i].section, &len);
		parts[i].freeze(matcher, &wanted);
		matcher->is_refused |= !bytes || len != wanted.len ||
			(len && memcmp(bytes, wanted.data, len) != 0);
		rt_str_release(&wanted);
	}
}

const struct rt_frozen_waker *rt_matcher_known_wakers(struct rt_matcher *matcher)
{
	size_t len;
	const char *bytes = section(matcher, "wakers", &len);
	if (bytes && len == matcher->patterns.count * sizeof(struct rt_frozen_waker))
		return (const struct rt_frozen_waker *)(const void *)bytes;
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

/* ---- states ---- */

size_t rt_matcher_automata(const struct rt_matcher *matcher)
{
	return 2 + matcher->patterns.count;
}

struct rt_automaton *rt_matcher_automaton(const struct rt_matcher *matcher, size_t number)
{
	return !number ? matcher->succession->now->automaton : number == 1 ? matcher->openers : matcher->windows[number - 2];
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
		check_parts(matcher);
	for (size_t i = 0; i < rt_matcher_automata(matcher); i++) {
		struct rt_automaton *automaton = rt_matcher_automaton(matcher, i);
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
	for (size_t i = 0; i < rt_matcher_automata(matcher); i++)
		if (rt_matcher_automaton(matcher, i))
			add_size(&sum, rt_matcher_automaton(matcher, i));
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
	for (size_t i = 0; i < PARTS; i++) {
		rt_str_clear(&bytes);
		parts[i].freeze(matcher, &bytes);
		rt_cache_put(writer, parts[i].section, bytes.data, bytes.len);
	}
	rt_str_clear(&bytes);
	rt_classes_freeze(matcher->classes, &bytes);
	rt_cache_put(writer, "classes", bytes.data, bytes.len);
	rt_str_clear(&bytes);
	for (size_t i = 0; i < rt_matcher_automata(matcher); i++)
		if (rt_matcher_automaton(matcher, i))
			save_states(rt_matcher_automaton(matcher, i), &bytes);
	rt_cache_put(writer, "states", bytes.data, bytes.len);
	rt_str_release(&bytes);
}

/* ---- taken as it stands ---- */

static int restore_patterns(struct rt_matcher *matcher)
{
	struct rt_pcre pcre;
	size_t len = 0;
	const char *at = section(matcher, "patterns", &len), *end = at ? at + len : NULL;
	while (at && at < end) {
		if (rt_pcre_thaw(&pcre, &at, end))
			return -1;
		rt_matcher_put(matcher, &pcre);
	}
	return at ? 0 : -1;
}

static int restore_wakers(struct rt_matcher *matcher)
{
	const struct rt_frozen_waker *known = rt_matcher_known_wakers(matcher);
	size_t classes = rt_classes_count(matcher->classes);
	for (size_t i = 0; known && i < matcher->patterns.count; i++) {
		if (known[i].alphabet >= classes)
			return -1;
		matcher->wakers[i] = (struct rt_waker){.part = known[i].part,
			.windowed = known[i].windowed,
			.alphabet = known[i].alphabet,
			.longest = known[i].longest};
		matcher->beginnings[i] = known[i].beginning;
		if (known[i].windowed)
			matcher->windows[i] = rt_automaton_new(matcher->classes, RT_STATES_FEW);
	}
	return known ? 0 : -1;
}

static int restore_positions(struct rt_matcher *matcher)
{
	size_t len = 0, patterns = matcher->patterns.count;
	const char *at = section(matcher, "positions", &len), *end = at ? at + len : NULL;
	for (size_t i = 0; at && i < rt_matcher_automata(matcher); i++) {
		struct rt_automaton *automaton = rt_matcher_automaton(matcher, i);
		if (automaton && (rt_automaton_thaw_rules(automaton, &at, end) ||
					 rt_automaton_rules(automaton) != (i < 2 ? patterns : 1)))
			return -1;
	}
	return at && at == end ? 0 : -1;
}

static int restore_classes(struct rt_matcher *matcher)
{
	size_t len;
	const char *bytes = section(matcher, "classes", &len);
	return bytes ? rt_classes_borrow(matcher->classes, bytes, len) : -1;
}

struct rt_matcher *rt_matcher_restore(const struct rt_cache *cache)
{
	if (!rt_cache_is_sealed(cache))
		return NULL;
	struct rt_matcher *matcher = rt_matcher_new();
	matcher->cache = cache;
	if (!restore_classes(matcher) && !restore_patterns(matcher)) {
		rt_matcher_make_room(matcher);
		if (!restore_wakers(matcher) && !restore_positions(matcher)) {
			rt_matcher_begin(matcher);
			return matcher;
		}
	}
	rt_matcher_free(matcher);
	return NULL;
}
