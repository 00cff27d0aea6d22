/*
 * The gazetteer in the cache: its arrays as they are. What comes out of a file is checked before it
 * is used: every number that points somewhere must point inside, and a chain only goes forward, so
 * that no file can make a look-up run out of bounds or for ever.
 */
#include "words/gazetteer_p.h"

#include <string.h>

struct sizes {
	uint64_t entries, token_slots, edge_slots;
};

#define PUT_ARRAY(name, array) put(writer, name, (array)->items, (array)->count, sizeof *(array)->items)

static void put(struct rt_cache_writer *writer, const char *name, const void *items, size_t count,
	size_t size)
{
	rt_cache_lend(writer, name, items, count * size);
}

void rt_gazetteer_save(const struct rt_gazetteer *gazetteer, struct rt_cache_writer *writer)
{
	struct sizes sizes = {
		gazetteer->entries, gazetteer->token_slot_count, gazetteer->edge_slot_count};
	rt_cache_put(writer, "lists-sizes", (const char *)&sizes, sizeof sizes);
	put(writer, "lists-pool", gazetteer->pool.data, gazetteer->pool.len, 1);
	PUT_ARRAY("lists-tokens", &gazetteer->tokens);
	PUT_ARRAY("lists-nodes", &gazetteer->nodes);
	PUT_ARRAY("lists-edges", &gazetteer->edges);
	PUT_ARRAY("lists-endings", &gazetteer->endings);
	PUT_ARRAY("lists-sets", &gazetteer->sets);
	PUT_ARRAY("lists-spellings", &gazetteer->spellings);
	PUT_ARRAY("lists-runs", &gazetteer->runs);
	put(writer, "lists-token-slots", gazetteer->token_slots, gazetteer->token_slot_count,
		sizeof *gazetteer->token_slots);
	put(writer, "lists-token-tags", gazetteer->token_tags, gazetteer->token_slot_count, 1);
	put(writer, "lists-edge-slots", gazetteer->edge_slots, gazetteer->edge_slot_count,
		sizeof *gazetteer->edge_slots);
	put(writer, "lists-pairs", gazetteer->pairs, 1u << RT_GAZETTEER_PAIR_BITS >> 6,
		sizeof *gazetteer->pairs);
}

/* ---- out again ---- */

/* Borrows a section; false where it is missing or no whole number of items. */
static bool take(const struct rt_cache *cache, const char *name, size_t size, void **items_r,
	size_t *count_r)
{
	size_t len;
	const char *bytes = rt_cache_get(cache, name, &len);
	if (!bytes || len % size || len / size > UINT32_MAX)
		return false;
	*items_r = (void *)(uintptr_t)bytes; /* nothing is added to a gazetteer that was restored */
	*count_r = len / size;
	return true;
}

#define TAKE_ARRAY(name, array)                                                                    \
	(take(cache, name, sizeof *(array)->items, &place, &(array)->count) &&                     \
		((array)->items = place, (array)->cap = (array)->count, true))

static bool take_slots(
	const struct rt_cache *cache, const char *name, uint64_t wanted, uint32_t **slots_r)
{
	void *place = NULL;
	size_t count = 0;
	if (!take(cache, name, sizeof **slots_r, &place, &count))
		return false;
	*slots_r = place;
	return count == wanted && count && !(count & (count - 1));
}

/* A search ends at an empty place, so there must be one. */
static bool take_tags(const struct rt_cache *cache, struct rt_gazetteer *gazetteer)
{
	void *place = NULL;
	size_t count = 0;
	if (!take(cache, "lists-token-tags", 1, &place, &count))
		return false;
	gazetteer->token_tags = place;
	return count == gazetteer->token_slot_count &&
		(rt_cache_is_sealed(cache) || memchr(place, 0, count));
}

static bool take_pairs(const struct rt_cache *cache, struct rt_gazetteer *gazetteer)
{
	void *place = NULL;
	size_t count = 0;
	if (!take(cache, "lists-pairs", sizeof *gazetteer->pairs, &place, &count))
		return false;
	gazetteer->pairs = place;
	return count == 1u << RT_GAZETTEER_PAIR_BITS >> 6;
}

static bool take_all(struct rt_gazetteer *gazetteer, const struct rt_cache *cache)
{
	size_t len;
	void *place;
	struct sizes sizes;
	const char *bytes = rt_cache_get(cache, "lists-sizes", &len);
	if (!bytes || len != sizeof sizes)
		return false;
	memcpy(&sizes, bytes, sizeof sizes);
	gazetteer->entries = (size_t)sizes.entries;
	gazetteer->token_slot_count = (size_t)sizes.token_slots;
	gazetteer->edge_slot_count = (size_t)sizes.edge_slots;
	if (!(bytes = rt_cache_get(cache, "lists-pool", &len)) || !len || bytes[len - 1])
		return false;
	gazetteer->pool = (struct rt_str){(char *)(uintptr_t)bytes, len, len};
	return TAKE_ARRAY("lists-tokens", &gazetteer->tokens) &&
		TAKE_ARRAY("lists-nodes", &gazetteer->nodes) &&
		TAKE_ARRAY("lists-edges", &gazetteer->edges) &&
		TAKE_ARRAY("lists-endings", &gazetteer->endings) &&
		TAKE_ARRAY("lists-sets", &gazetteer->sets) &&
		TAKE_ARRAY("lists-spellings", &gazetteer->spellings) &&
		TAKE_ARRAY("lists-runs", &gazetteer->runs) &&
		take_slots(cache, "lists-token-slots", sizes.token_slots, &gazetteer->token_slots) &&
		take_tags(cache, gazetteer) &&
		take_slots(cache, "lists-edge-slots", sizes.edge_slots, &gazetteer->edge_slots) &&
		take_pairs(cache, gazetteer);
}

/* ---- checks ---- */

static bool tokens_hold(const struct rt_gazetteer *in)
{
	RT_VEC_FOREACH(token, &in->tokens)
		if (token->text > in->pool.len || token->len > in->pool.len - token->text ||
			token->first >= in->nodes.count)
			return false;
	return in->tokens.count;
}

static bool nodes_hold(const struct rt_gazetteer *in)
{
	RT_VEC_FOREACH(node, &in->nodes)
		if (node->endings >= in->endings.count)
			return false;
	RT_VEC_FOREACH(edge, &in->edges)
		if (edge->parent >= in->nodes.count || edge->child >= in->nodes.count ||
			edge->token >= in->tokens.count)
			return false;
	return in->nodes.count && in->edges.count;
}

static bool endings_hold(const struct rt_gazetteer *in)
{
	for (size_t i = 1; i < in->endings.count; i++) {
		const struct rt_gazetteer_ending *ending = &in->endings.items[i];
		bool forward = !ending->next || ending->next > i;
		if (!forward || ending->next >= in->endings.count || ending->list >= in->sets.count ||
			ending->canonical >= in->pool.len || ending->exact >= in->pool.len)
			return false;
	}
	return in->endings.count;
}

static bool sets_hold(const struct rt_gazetteer *in)
{
	RT_VEC_FOREACH(set, &in->sets)
		if (set->name >= in->pool.len || set->class >= in->sets.count)
			return false;
	RT_VEC_FOREACH(spelling, &in->spellings)
		if (spelling->list >= in->sets.count || spelling->text >= in->pool.len)
			return false;
	RT_VEC_FOREACH(run, &in->runs)
		if (run->list >= in->sets.count || run->first > in->spellings.count ||
			run->count > in->spellings.count - run->first)
			return false;
	return true;
}

/* A search ends at an empty slot, so there must be one. */
static bool slots_hold(const uint32_t *slots, size_t count, size_t items)
{
	size_t empty = 0;
	for (size_t i = 0; i < count; i++) {
		if (slots[i] >= items)
			return false;
		empty += !slots[i];
	}
	return empty;
}

static bool holds(const struct rt_gazetteer *in)
{
	return tokens_hold(in) && nodes_hold(in) && endings_hold(in) && sets_hold(in) &&
		slots_hold(in->token_slots, in->token_slot_count, in->tokens.count) &&
		slots_hold(in->edge_slots, in->edge_slot_count, in->edges.count);
}

struct rt_gazetteer *rt_gazetteer_restore(struct rt_cache *cache)
{
	struct rt_gazetteer *gazetteer = rt_alloc_zero(1, sizeof *gazetteer);
	gazetteer->names = rt_map_new();
	gazetteer->borrowed = cache;
	if (!take_all(gazetteer, cache) || (!rt_cache_is_sealed(cache) && !holds(gazetteer))) {
		rt_gazetteer_free(gazetteer);
		return NULL;
	}
	rt_cache_seal(cache);
	for (size_t i = 0; i < gazetteer->sets.count; i++) {
		const char *name = gazetteer->pool.data + gazetteer->sets.items[i].name;
		*rt_map_at(gazetteer->names, name, strlen(name)) = i + 1;
	}
	return gazetteer;
}
