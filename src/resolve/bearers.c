#include "resolve/bearers.h"

#include "resolve/spelling.h"

#include <stdlib.h>
#include <string.h>

#define MAX_NAMES 24 /* of one person */

/* Before a word in the keys: what it is to those of its list. */
#define AS_WRITTEN ""
#define FORMAL "="     /* their given name is a form of it */
#define FULL_NAME "+"  /* given and family name */
#define NOT_LATIN "^"  /* an answer of before: theirs is the Latin word, in another script */
#define IN_LATIN "%"   /* and the other way round */

/* A word of somebody's name, in a chain of those that are spelt alike. */
struct spelt {
	const char *word;
	uint32_t thing, next; /* next: one more than the index of the one before, or 0 */
	bool latin;
};

struct rt_bearers {
	struct rt_resolution *all;
	struct rt_map *words; /* -> one more than the index in lists */
	struct rt_map *spellings; /* rt_spelling_key -> one more than the index of the last in spelt */
	RT_VEC(struct spelt) spelt;
	RT_VEC(struct rt_bearer_list) lists;
	bool scripts; /* somebody's name is not in Latin letters */
};

static struct rt_bearer_list *list_at(struct rt_bearers *bearers, const char *tag, const char *word)
{
	struct rt_str key = RT_STR_INIT;
	rt_str_appendf(&key, "%s%s", tag, word);
	uint64_t *slot = rt_map_at(bearers->words, key.data, key.len);
	rt_str_release(&key);
	if (!*slot) {
		rt_vec_push(&bearers->lists, (struct rt_bearer_list){0});
		*slot = bearers->lists.count;
	}
	return &bearers->lists.items[*slot - 1];
}

static const struct rt_bearer_list *find_list(
	const struct rt_bearers *bearers, const char *tag, const char *word)
{
	struct rt_str key = RT_STR_INIT;
	rt_str_appendf(&key, "%s%s", tag, word);
	uint64_t *slot = rt_map_find(bearers->words, key.data, key.len);
	rt_str_release(&key);
	return slot && *slot ? &bearers->lists.items[*slot - 1] : NULL;
}

static void add_bearer(struct rt_bearers *bearers, const char *tag, const char *word, uint32_t thing)
{
	struct rt_bearer_list *list = list_at(bearers, tag, word);
	if (!list->things.count || list->things.items[list->things.count - 1] != thing)
		rt_vec_push(&list->things, thing);
}

static void add_spelling(struct rt_bearers *bearers, const char *word, bool latin, uint32_t thing)
{
	struct rt_str key = RT_STR_INIT;
	for (int ts = 0; ts <= rt_spelling_may_be_ts(word, latin); ts++) {
		rt_str_clear(&key);
		rt_spelling_key(&key, word, ts);
		uint64_t *slot = rt_map_at(bearers->spellings, key.data, key.len);
		rt_vec_push(&bearers->spelt, (struct spelt){word, thing, (uint32_t)*slot, latin});
		*slot = bearers->spelt.count;
	}
	rt_str_release(&key);
}

static void add_full_name(struct rt_bearers *bearers, const struct rt_name *name, uint32_t thing)
{
	struct rt_str full = RT_STR_INIT;
	rt_str_appendf(&full, "%s %s", name->given[0], name->family);
	add_bearer(bearers, FULL_NAME, full.data, thing);
	rt_str_release(&full);
}

/* The given names by which people are called: the first two, no initials. */
static const char *called(const struct rt_name *name, unsigned index)
{
	return index < name->given_count && index < 2 && name->given[index][1] ? name->given[index] : NULL;
}

static void index_name(struct rt_bearers *bearers, const struct rt_name *name, uint32_t thing)
{
	const char *given, *formal;
	add_bearer(bearers, AS_WRITTEN, name->family, thing);
	if (name->given_count && name->given[0][1])
		add_full_name(bearers, name, thing);
	for (unsigned i = 0; i < 2; i++) {
		if (!(given = called(name, i)))
			continue;
		add_bearer(bearers, AS_WRITTEN, given, thing);
		for (size_t f = 0; (formal = rt_lexicon_formal(bearers->all->lexicon, given, f)); f++)
			add_bearer(bearers, FORMAL, formal, thing);
	}
	if (name->nick)
		add_bearer(bearers, AS_WRITTEN, name->nick, thing);
	bearers->scripts |= !name->latin;
}

static void index_spellings(struct rt_bearers *bearers, const struct rt_name *name, uint32_t thing)
{
	const char *given;
	add_spelling(bearers, name->family, name->latin, thing);
	for (unsigned i = 0; i < 2; i++)
		if ((given = called(name, i)))
			add_spelling(bearers, given, name->latin, thing);
}

static size_t names_of(
	const struct rt_bearers *bearers, uint32_t thing, const struct rt_name *names[MAX_NAMES])
{
	const struct rt_resolution *all = bearers->all;
	return rt_identities_names(all->who, all->things.items[thing].identity, names, MAX_NAMES);
}

typedef void index_fn(struct rt_bearers *bearers, const struct rt_name *name, uint32_t thing);

static void index_people(struct rt_bearers *bearers, index_fn *index)
{
	const struct rt_name *names[MAX_NAMES];
	for (uint32_t i = 0; i < bearers->all->things.count; i++) {
		const struct rt_thing *thing = &bearers->all->things.items[i];
		if (thing->identity == RT_NOBODY || strcmp(thing->kind, "person"))
			continue;
		size_t count = names_of(bearers, i, names);
		for (size_t j = 0; j < count; j++)
			index(bearers, names[j], i);
	}
}

struct rt_bearers *rt_bearers_new(struct rt_resolution *all)
{
	struct rt_bearers *bearers = rt_alloc_zero(1, sizeof *bearers);
	bearers->all = all;
	bearers->words = rt_map_new();
	bearers->spellings = rt_map_new();
	index_people(bearers, index_name);
	if (bearers->scripts)
		index_people(bearers, index_spellings);
	return bearers;
}

void rt_bearers_free(struct rt_bearers *bearers)
{
	RT_VEC_FOREACH(list, &bearers->lists)
		rt_vec_release(&list->things);
	rt_vec_release(&bearers->lists);
	rt_map_free(bearers->words);
	rt_map_free(bearers->spellings);
	rt_vec_release(&bearers->spelt);
	rt_free(bearers);
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

static void take_list(const struct rt_bearer_list *list, struct rt_bearer_list *into)
{
	if (list)
		RT_VEC_FOREACH(thing, &list->things)
			rt_vec_push(&into->things, *thing);
}

/* Adds those whose word in the other script is this one. */
static void take_spelt(const struct rt_bearers *bearers, const char *key, const char *word, bool latin,
	struct rt_bearer_list *into)
{
	const uint64_t *slot = rt_map_find(bearers->spellings, key, strlen(key));
	for (uint64_t at = slot ? *slot : 0; at; at = bearers->spelt.items[at - 1].next) {
		const struct spelt *spelt = &bearers->spelt.items[at - 1];
		if (spelt->latin != latin && (latin ? rt_spelt_alike(spelt->word, word)
						    : rt_spelt_alike(word, spelt->word)))
			rt_vec_push(&into->things, spelt->thing);
	}
}

/* The answer is kept: a dump has many mentions of few words. */
static const struct rt_bearer_list *other_script(struct rt_bearers *bearers, const char *word, bool latin)
{
	const char *tag = latin ? NOT_LATIN : IN_LATIN;
	const struct rt_bearer_list *known = find_list(bearers, tag, word);
	struct rt_bearer_list found = {0};
	struct rt_str key = RT_STR_INIT;
	if (known)
		return known;
	for (int ts = 0; ts <= rt_spelling_may_be_ts(word, latin); ts++) {
		rt_str_clear(&key);
		rt_spelling_key(&key, word, ts);
		take_spelt(bearers, key.data, word, latin, &found);
	}
	rt_str_release(&key);
	struct rt_bearer_list *kept = list_at(bearers, tag, word);
	*kept = found;
	return kept;
}

void rt_bearers_of(struct rt_bearers *bearers, const char *word, bool latin, struct rt_bearer_list *out)
{
	const char *formal;
	rt_vec_clear(&out->things);
	take_list(find_list(bearers, AS_WRITTEN, word), out);
	for (size_t f = 0; (formal = rt_lexicon_formal(bearers->all->lexicon, word, f)); f++)
		take_list(find_list(bearers, FORMAL, formal), out);
	if (bearers->scripts)
		take_list(other_script(bearers, word, latin), out);
	if (out->things.count)
		qsort(out->things.items, out->things.count, sizeof *out->things.items, by_number);
	size_t to = 0;
	for (size_t i = 0; i < out->things.count; i++)
		if (!to || out->things.items[to - 1] != out->things.items[i])
			out->things.items[to++] = out->things.items[i];
	out->things.count = to;
}

bool rt_bearers_has(const struct rt_bearer_list *list, uint32_t thing)
{
	return list->things.count && bsearch(&thing, list->things.items, list->things.count,
					     sizeof thing, by_number);
}

bool rt_bearers_exact(const struct rt_bearers *bearers, const char *word, uint32_t thing)
{
	const struct rt_bearer_list *list = find_list(bearers, AS_WRITTEN, word);
	for (size_t i = 0; list && i < list->things.count; i++)
		if (list->things.items[i] == thing)
			return true;
	return false;
}

void rt_bearers_namesakes(
	const struct rt_bearers *bearers, uint32_t thing, struct rt_bearer_list *out)
{
	const struct rt_name *names[MAX_NAMES];
	struct rt_str full = RT_STR_INIT;
	rt_vec_clear(&out->things);
	if (names_of(bearers, thing, names) && names[0]->given_count) {
		rt_str_appendf(&full, "%s %s", names[0]->given[0], names[0]->family);
		take_list(find_list(bearers, FULL_NAME, full.data), out);
	}
	rt_str_release(&full);
	size_t to = 0;
	for (size_t i = 0; i < out->things.count; i++)
		if (out->things.items[i] != thing)
			out->things.items[to++] = out->things.items[i];
	out->things.count = to;
	if (to)
		qsort(out->things.items, to, sizeof *out->things.items, by_number);
}
