/* Where walks begin: the kinds of characters before a place that rules tell apart (contexts), the start states of
 * each, and dialects. Everything here runs under the lock, or before the automaton is shared. */
#include "match/automaton_p.h"

#include "base/str.h"

#include <string.h>

/* ---- contexts ---- */

typedef RT_VEC(const struct rt_assertion *) assertion_list;

/* What looks at the character before, each way of looking once. */
static void list_looks_before(const struct rt_automaton *automaton, assertion_list *list)
{
	struct rt_map *seen = rt_map_new();
	RT_VEC_FOREACH(assertion, &automaton->positions.assertions) {
		if (assertion->look != RT_LOOK_BEFORE)
			continue;
		uint64_t *known = rt_map_at(
			seen, (const char *)assertion->before, sizeof assertion->before);
		if (!*known)
			rt_vec_push(list, assertion);
		*known = 1;
	}
	rt_map_free(seen);
}

static void note_context(struct rt_automaton *automaton, const assertion_list *looks,
	struct rt_map *contexts, unsigned value)
{
	struct rt_str key = RT_STR_INIT;
	rt_str_append_char(&key, rt_automaton_is_word_before(automaton, value) ? 'w' : '-');
	RT_VEC_FOREACH(look, looks)
		rt_str_append_char(&key, (*look)->before[value] ? '1' : '0');
	uint64_t *number = rt_map_at(contexts, key.data, key.len);
	if (!*number)
		*number = ++automaton->layout.context_count;
	automaton->layout.context_of[value] = (uint8_t)(*number - 1);
	rt_str_release(&key);
}

/* The contexts that stand before words now and then. */
static void note_elsewhere(struct rt_automaton *automaton)
{
	bool seen[RT_BEFORE_VALUES] = {false};
	for (unsigned value = 0; value < RT_BEFORE_VALUES; value++) {
		uint8_t context = automaton->layout.context_of[value];
		if (value == ' ' || value == '\n' || seen[context])
			continue;
		seen[context] = true;
		automaton->layout.elsewhere[automaton->layout.elsewhere_count++] = context;
	}
}

/* ---- dialects ---- */

static uint32_t build_start(
	struct rt_automaton *automaton, const uint8_t *off, unsigned before, enum rt_start start)
{
	static const unsigned next[RT_STARTS] = {RT_NEXT_LATER, RT_NEXT_WORD, RT_NEXT_OTHER};
	rt_automaton_begin_state(automaton, before, next[start]);
	automaton->builder.at_start = true;
	for (size_t rule = 0; rule < automaton->positions.starts.count; rule++)
		if (!off || !off[rule])
			rt_automaton_reach(automaton, automaton->positions.starts.items[rule]);
	return rt_automaton_take_state(automaton, before);
}

/* NULL: there is no room for its states. */
static struct rt_dialect *new_dialect(struct rt_automaton *automaton, const uint8_t *off)
{
	struct rt_dialect *dialect = rt_arena_zero(automaton->arena, 1, sizeof *dialect);
	if (off)
		dialect->off = rt_automaton_keep(automaton, off, automaton->positions.starts.count);
	for (size_t context = 0; context <= automaton->layout.context_count; context++)
		for (int start = 0; start < RT_STARTS; start++) {
			uint32_t state = build_start(automaton, off,
				context < automaton->layout.context_count ? automaton->layout.value_of[context]
								   : RT_BEFORE_ELSEWHERE,
				(enum rt_start)start);
			if (state == RT_STATE_FULL)
				return NULL;
			dialect->starts[context][start] = state * automaton->row_length;
		}
	return dialect;
}

static struct rt_dialect *known_dialect(const struct rt_automaton *automaton, const uint8_t *off)
{
	size_t rules = automaton->positions.starts.count;
	for (size_t i = 1; i < automaton->dialect_count; i++)
		if (!memcmp(automaton->dialects[i]->off, off, rules))
			return automaton->dialects[i];
	return NULL;
}

const struct rt_dialect *rt_automaton_dialect(struct rt_automaton *automaton, const uint8_t *off)
{
	if (!memchr(off, 1, automaton->positions.starts.count))
		return NULL;
	pthread_mutex_lock(&automaton->building);
	struct rt_dialect *dialect = known_dialect(automaton, off);
	if (!dialect && automaton->dialect_count < RT_DIALECTS &&
		(dialect = new_dialect(automaton, off)))
		automaton->dialects[automaton->dialect_count++] = dialect;
	pthread_mutex_unlock(&automaton->building);
	return dialect;
}

void rt_automaton_find_contexts(struct rt_automaton *automaton)
{
	struct rt_map *contexts = rt_map_new();
	assertion_list looks = {0};
	list_looks_before(automaton, &looks);
	for (unsigned value = 0; value < RT_BEFORE_VALUES; value++) {
		size_t known = automaton->layout.context_count;
		note_context(automaton, &looks, contexts, value);
		if (automaton->layout.context_count > known)
			automaton->layout.value_of[known] = (uint8_t)value;
	}
	rt_map_free(contexts);
	rt_vec_release(&looks);
	note_elsewhere(automaton);
}

void rt_automaton_build_starts(struct rt_automaton *automaton)
{
	automaton->dialects[automaton->dialect_count++] = new_dialect(automaton, NULL);
	automaton->start_end = automaton->state_end;
	automaton->start_waking_end = automaton->waking_end;
}
