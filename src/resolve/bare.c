/*
 * One word for a person: "thanks, Jeff", "ask Skilling". It is joined where only one person that it
 * can mean takes part in the message; else in the thread; else where the text names one in full.
 * That the dump knows only one Caracas proves little, so that alone joins nothing.
 * Where several are left it stays open, and they are kept as candidates, the busiest first.
 *
 * A full name that two people bear is as open as a bare one: it goes to the one of them who takes part
 * in the message.
 */
#include "resolve/bearers.h"

#include <stdlib.h>
#include <string.h>

#define MAX_THREAD 200	  /* messages of a thread that are asked */
#define MAX_CANDIDATES 5
#define BUSY_SHARE 10	  /* a candidate with a tenth of the first one's messages is not kept */

struct bare {
	struct rt_resolution *all;
	struct rt_bearers *bearers;
	RT_VEC(uint32_t) by_thread; /* papers in order of thread */
};

struct found {
	uint32_t thing; /* RT_NOBODY: none yet */
	bool several;
};

/* Takes a person in whom the word can mean. */
static void meet(struct found *found, const struct rt_bearer_list *bearers, uint32_t thing)
{
	if (thing == RT_NOBODY || thing == found->thing || !rt_bearers_has(bearers, thing))
		return;
	found->several |= found->thing != RT_NOBODY;
	found->thing = thing;
}

static void look_in_post(const struct rt_resolution *all, const struct post *post,
	const struct rt_bearer_list *bearers, struct found *found)
{
	for (size_t i = 0; i < post->party_count; i++)
		meet(found, bearers, all->parties.items[post->first_party + i].entity);
}

static size_t first_post(const struct rt_resolution *all, int64_t document)
{
	return RT_VEC_FIRST_NOT(&all->posts, post, post->document < document);
}

/* position -1: all messages of the document. */
static void look_in_document(const struct rt_resolution *all, int64_t document, int32_t position,
	const struct rt_bearer_list *bearers, struct found *found)
{
	for (size_t i = first_post(all, document);
		i < all->posts.count && all->posts.items[i].document == document; i++)
		if (position < 0 || all->posts.items[i].position == position)
			look_in_post(all, &all->posts.items[i], bearers, found);
}

static const struct rt_resolution *sorting;

static int by_thread(const void *a, const void *b)
{
	const struct paper *x = &sorting->papers.items[*(const uint32_t *)a];
	const struct paper *y = &sorting->papers.items[*(const uint32_t *)b];
	if (x->thread != y->thread)
		return x->thread < y->thread ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void look_in_thread(const struct bare *bare, int64_t thread, const struct rt_bearer_list *bearers,
	struct found *found)
{
	const struct rt_resolution *all = bare->all;
	size_t first = RT_VEC_FIRST_NOT(
		&bare->by_thread, at, all->papers.items[*at].thread < thread);
	for (size_t i = first, asked = 0; i < bare->by_thread.count && asked < MAX_THREAD; i++, asked++) {
		const struct paper *paper = &all->papers.items[bare->by_thread.items[i]];
		if (paper->thread != thread)
			break;
		look_in_document(all, paper->id, -1, bearers, found);
	}
}

static int by_messages(const void *a, const void *b)
{
	const struct rt_thing *x = &sorting->things.items[*(const uint32_t *)a];
	const struct rt_thing *y = &sorting->things.items[*(const uint32_t *)b];
	if (x->messages != y->messages)
		return x->messages < y->messages ? 1 : -1;
	return strcmp(x->key, y->key);
}

static void keep_candidates(struct rt_resolution *all, const struct spot *spot, struct rt_bearer_list *bearers)
{
	sorting = all;
	if (bearers->things.count)
		qsort(bearers->things.items, bearers->things.count, sizeof *bearers->things.items,
			by_messages);
	int64_t total = 0, top = 0;
	for (size_t i = 0; i < bearers->things.count; i++)
		total += all->things.items[bearers->things.items[i]].messages + 1;
	for (size_t i = 0; i < bearers->things.count && i < MAX_CANDIDATES; i++) {
		int64_t messages = all->things.items[bearers->things.items[i]].messages + 1;
		if (!i)
			top = messages;
		if (messages * BUSY_SHARE < top)
			break;
		rt_vec_push(&all->guesses, (struct guess){.mention = spot->id,
						   .entity = bearers->things.items[i],
						   .rank = (int64_t)i + 1,
						   .score = (double)messages / (double)total});
	}
}

static void join(struct spot *spot, uint32_t thing, const char *why, double score)
{
	spot->entity = thing;
	spot->why = why;
	spot->score = score;
}

/* The full names in the same text; mentions stand in order of document. */
static void look_at_full_names(const struct rt_resolution *all, const struct spot *spot,
	const struct rt_bearer_list *bearers, struct found *found)
{
	const struct spot *first = spot, *end = all->spots.items + all->spots.count;
	while (first > all->spots.items && first[-1].document == spot->document)
		first--;
	for (; first < end && first->document == spot->document; first++) {
		uint32_t identity = first->sighting == RT_NOBODY
					    ? RT_NOBODY
					    : rt_identities_of(all->who, first->sighting);
		if (identity != RT_NOBODY)
			meet(found, bearers, all->thing_of_identity[identity]);
	}
}

/* Somebody's sign-off is his; but who writes "Kathy has it" means another than Catherine, himself. */
static bool speaks_of_himself(const struct bare *bare, const struct spot *spot, uint32_t thing)
{
	const struct rt_resolution *all = bare->all;
	bool sends = false;
	if (spot->alone || rt_bearers_exact(bare->bearers, spot->word, thing))
		return false;
	for (size_t i = first_post(all, spot->document);
		i < all->posts.count && all->posts.items[i].document == spot->document; i++)
		sends = sends || (all->posts.items[i].position == spot->post &&
					 rt_resolution_sender(all, &all->posts.items[i]) == thing);
	return sends;
}

static void settle(struct bare *bare, struct spot *spot, struct rt_bearer_list *bearers)
{
	struct rt_resolution *all = bare->all;
	struct found found = {.thing = RT_NOBODY};
	rt_bearers_of(bare->bearers, spot->word, spot->latin, bearers);
	look_in_document(all, spot->document, spot->post, bearers, &found);
	bool himself = found.thing != RT_NOBODY && speaks_of_himself(bare, spot, found.thing);
	if (found.thing != RT_NOBODY && !found.several && !himself) {
		join(spot, found.thing, "the only one of this name in the message", 0.9);
		return;
	}
	if (found.thing == RT_NOBODY) {
		uint32_t paper = rt_resolution_paper(all, spot->document);
		look_in_document(all, spot->document, -1, bearers, &found);
		if (paper < all->papers.count && all->papers.items[paper].thread && found.thing == RT_NOBODY)
			look_in_thread(bare, all->papers.items[paper].thread, bearers, &found);
		if (found.thing != RT_NOBODY && !found.several) {
			join(spot, found.thing, "the only one of this name in the thread", 0.8);
			return;
		}
		if (found.thing == RT_NOBODY)
			look_at_full_names(all, spot, bearers, &found);
		if (found.thing != RT_NOBODY && !found.several) {
			join(spot, found.thing, "named in full in the same text", 0.8);
			return;
		}
	}
	keep_candidates(all, spot, bearers);
}

static void settle_namesake(struct bare *bare, struct spot *spot, struct rt_bearer_list *bearers)
{
	struct rt_resolution *all = bare->all;
	uint32_t identity = rt_identities_of(all->who, spot->sighting);
	if (identity == RT_NOBODY)
		return;
	struct found found = {.thing = RT_NOBODY};
	uint32_t self = all->thing_of_identity[identity];
	rt_bearers_namesakes(bare->bearers, self, bearers);
	if (!bearers->things.count)
		return;
	struct rt_bearer_list only = {.things = {.items = &self, .count = 1}};
	look_in_document(all, spot->document, -1, &only, &found);
	if (found.thing != RT_NOBODY)
		return; /* he takes part himself */
	look_in_document(all, spot->document, spot->post, bearers, &found);
	if (found.thing == RT_NOBODY)
		look_in_document(all, spot->document, -1, bearers, &found);
	if (found.thing != RT_NOBODY && !found.several)
		join(spot, found.thing, "of those who bear this name, the one in the message", 0.9);
}

void rt_resolution_join_bare(struct rt_resolution *all)
{
	struct bare bare = {.all = all, .bearers = rt_bearers_new(all)};
	struct rt_bearer_list bearers = {0};
	for (uint32_t i = 0; i < all->papers.count; i++)
		rt_vec_push(&bare.by_thread, i);
	sorting = all;
	if (bare.by_thread.count)
		qsort(bare.by_thread.items, bare.by_thread.count, sizeof *bare.by_thread.items,
			by_thread);
	RT_VEC_FOREACH(spot, &all->spots)
		if (spot->word)
			settle(&bare, spot, &bearers);
		else if (spot->sighting != RT_NOBODY)
			settle_namesake(&bare, spot, &bearers);
	rt_vec_release(&bare.by_thread);
	rt_vec_release(&bearers.things);
	rt_bearers_free(bare.bearers);
}
