#include "resolve/body_pair.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/vec.h"

#include <stdlib.h>

#define MAX_BODIES 8 /* of one signature */
#define MAX_GAP 200  /* bytes from one to the next */
#define BY_NOUN 2    /* what a signature says where the nouns agree … */
#define BY_ORDER 1   /* … and where only the order does */
#define ENOUGH 2     /* what all signatures must say of a pair … */
#define CLEARLY 2    /* … and times what they say of the next best */

struct body {
	uint32_t number;
	const char *name;
	bool foreign, paired;
	uint64_t noun; /* that a foreign one opens with; 0: none that is known */
};

struct pair {
	uint32_t foreign, latin, weight;
};

struct rt_body_pairs {
	const struct rt_body_words *words;
	struct rt_body_place last;
	struct body block[MAX_BODIES + 1];
	size_t count;
	struct rt_map *numbers; /* of a pair -> place in pairs, + 1 */
	RT_VEC(struct pair) pairs;
	bool settled;
};

struct rt_body_pairs *rt_body_pairs_new(const struct rt_body_words *words)
{
	struct rt_body_pairs *pairs = rt_alloc_zero(1, sizeof *pairs);
	pairs->words = words;
	pairs->numbers = rt_map_new();
	return pairs;
}

void rt_body_pairs_free(struct rt_body_pairs *pairs)
{
	if (!pairs)
		return;
	rt_map_free(pairs->numbers);
	rt_vec_release(&pairs->pairs);
	rt_free(pairs);
}

static void say(
	struct rt_body_pairs *pairs, struct body *foreign, struct body *latin, uint32_t weight)
{
	uint32_t key[2] = {foreign->number, latin->number};
	uint64_t *slot = rt_map_at(pairs->numbers, (const char *)key, sizeof key);
	if (!*slot) {
		rt_vec_push(&pairs->pairs, (struct pair){key[0], key[1], 0});
		*slot = pairs->pairs.count;
	}
	pairs->pairs.items[*slot - 1].weight += weight;
	foreign->paired = latin->paired = true;
}

/* The only Latin body with the noun; NULL where there are none or several. */
static struct body *only_with(struct rt_body_pairs *pairs, uint64_t noun)
{
	struct body *found = NULL;
	for (size_t i = 0; i < pairs->count; i++) {
		struct body *body = &pairs->block[i];
		if (body->foreign || !rt_body_means(pairs->words, body->name, noun))
			continue;
		if (found)
			return NULL;
		found = body;
	}
	return found;
}

static size_t count_with(const struct rt_body_pairs *pairs, uint64_t noun)
{
	size_t count = 0;
	for (size_t i = 0; i < pairs->count; i++)
		count += pairs->block[i].foreign && pairs->block[i].noun == noun;
	return count;
}

static void pair_by_noun(struct rt_body_pairs *pairs)
{
	for (size_t i = 0; i < pairs->count; i++) {
		struct body *body = &pairs->block[i];
		if (!body->foreign || !body->noun || count_with(pairs, body->noun) > 1)
			continue;
		struct body *latin = only_with(pairs, body->noun);
		if (latin)
			say(pairs, body, latin, BY_NOUN);
	}
}

/* The n-th of those that are left, of one script. */
static struct body *left(struct rt_body_pairs *pairs, bool foreign, size_t n)
{
	for (size_t i = 0; i < pairs->count; i++)
		if (pairs->block[i].foreign == foreign && !pairs->block[i].paired && !n--)
			return &pairs->block[i];
	return NULL;
}

static void pair_by_order(struct rt_body_pairs *pairs)
{
	size_t count = 0;
	while (left(pairs, true, count) && left(pairs, false, count))
		count++;
	if (left(pairs, true, count) || left(pairs, false, count))
		return;
	while (count--)
		say(pairs, left(pairs, true, 0), left(pairs, false, 0), BY_ORDER);
}

static void close_block(struct rt_body_pairs *pairs)
{
	if (pairs->count <= MAX_BODIES) {
		pair_by_noun(pairs);
		pair_by_order(pairs);
	}
	pairs->count = 0;
}

void rt_body_pairs_see(struct rt_body_pairs *pairs, const struct rt_body_place *place,
	uint32_t number, const char *name)
{
	const struct rt_body_place *last = &pairs->last;
	if (pairs->count && (place->document != last->document || place->message != last->message ||
				    place->range.start > last->range.end + MAX_GAP))
		close_block(pairs);
	pairs->last = *place;
	for (size_t i = 0; i < pairs->count; i++)
		if (pairs->block[i].number == number)
			return;
	if (pairs->count > MAX_BODIES)
		return;
	bool foreign = rt_body_is_foreign(name);
	pairs->block[pairs->count++] = (struct body){.number = number,
		.name = name,
		.foreign = foreign,
		.noun = foreign ? rt_body_noun(pairs->words, name) : 0};
}

static int by_weight(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	if (x->foreign != y->foreign)
		return x->foreign < y->foreign ? -1 : 1;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->latin < y->latin ? -1 : x->latin > y->latin;
}

/* Of each foreign body the one Latin name that nearly all signatures give it. */
static void settle(struct rt_body_pairs *pairs)
{
	close_block(pairs);
	size_t kept = 0, count = pairs->pairs.count;
	struct pair *items = pairs->pairs.items;
	if (count)
		qsort(items, count, sizeof *items, by_weight);
	for (size_t i = 0, next; i < count; i = next) {
		for (next = i + 1; next < count && items[next].foreign == items[i].foreign;)
			next++;
		uint32_t second = next > i + 1 ? items[i + 1].weight : 0;
		if (items[i].weight >= ENOUGH && items[i].weight >= CLEARLY * second)
			items[kept++] = items[i];
	}
	pairs->pairs.count = kept;
	pairs->settled = true;
}

bool rt_body_pairs_settled(
	struct rt_body_pairs *pairs, size_t index, uint32_t *foreign_r, uint32_t *latin_r)
{
	if (!pairs->settled)
		settle(pairs);
	if (index >= pairs->pairs.count)
		return false;
	*foreign_r = pairs->pairs.items[index].foreign;
	*latin_r = pairs->pairs.items[index].latin;
	return true;
}
