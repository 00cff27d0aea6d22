#include "graph/measure.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LEVELS 20 /* each at least merges two; real graphs need four or five */
#define MAX_ROUNDS 50 /* within a level; gains shrink fast */

static int by_ends(const void *left, const void *right)
{
	const struct rt_edge *x = left, *y = right;
	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

void rt_edges_settle(struct rt_edges *edges)
{
	if (!edges->count)
		return;
	qsort(edges->items, edges->count, sizeof *edges->items, by_ends);
	size_t kept = 0;
	for (size_t i = 1; i < edges->count; i++) {
		if (by_ends(&edges->items[kept], &edges->items[i]))
			edges->items[++kept] = edges->items[i];
		else
			edges->items[kept].weight += edges->items[i].weight;
	}
	edges->count = kept + 1;
}

/* One level of the method: nodes, who neighbours whom, and the community of each. */
struct level {
	size_t nodes;
	size_t *start; /* of each node's neighbours */
	struct neighbour {
		uint32_t node;
		double weight;
	} *neighbours;
	double *strength; /* of each node, loops counted twice */
	double *total;	  /* of each community: strength of its nodes */
	double *towards;  /* scratch: weight from the node at hand to each community */
	uint32_t *community;
	double twice_all; /* sum of all strengths */
};

static void level_init(struct level *level, const struct rt_edges *edges, size_t nodes)
{
	*level = (struct level){.nodes = nodes};
	level->start = rt_alloc_zero(nodes + 1, sizeof *level->start);
	level->strength = rt_alloc_zero(nodes + 1, sizeof(double));
	level->total = rt_alloc_zero(nodes + 1, sizeof(double));
	level->towards = rt_alloc_zero(nodes + 1, sizeof(double));
	level->community = rt_alloc_zero(nodes + 1, sizeof(uint32_t));
	RT_VEC_FOREACH(edge, edges)
	{
		level->strength[edge->a] += edge->weight;
		level->strength[edge->b] += edge->weight;
		level->twice_all += 2 * edge->weight;
		if (edge->a != edge->b) {
			level->start[edge->a + 1]++;
			level->start[edge->b + 1]++;
		}
	}
	for (size_t n = 0; n < nodes; n++)
		level->start[n + 1] += level->start[n];
	level->neighbours = rt_alloc_zero(level->start[nodes] + 1, sizeof *level->neighbours);
	size_t *next = rt_alloc_zero(nodes + 1, sizeof *next);
	RT_VEC_FOREACH(edge, edges)
	{
		uint32_t a = edge->a, b = edge->b;
		if (a == b)
			continue;
		level->neighbours[level->start[a] + next[a]++] =
			(struct neighbour){b, edge->weight};
		level->neighbours[level->start[b] + next[b]++] =
			(struct neighbour){a, edge->weight};
	}
	rt_free(next);
	for (size_t n = 0; n < nodes; n++) {
		level->community[n] = (uint32_t)n;
		level->total[n] = level->strength[n];
	}
}

static void level_release(struct level *level)
{
	rt_free(level->start);
	rt_free(level->neighbours);
	rt_free(level->strength);
	rt_free(level->total);
	rt_free(level->towards);
	rt_free(level->community);
}

/* Puts the node where modularity gains most; true where that is another community. */
static bool move(struct level *level, size_t node)
{
	const struct neighbour *from = level->neighbours + level->start[node];
	const struct neighbour *end = level->neighbours + level->start[node + 1];
	uint32_t old = level->community[node], best = old;
	double strength = level->strength[node];
	level->total[old] -= strength;
	for (const struct neighbour *n = from; n < end; n++)
		level->towards[level->community[n->node]] += n->weight;
	double best_gain = level->towards[old] - level->total[old] * strength / level->twice_all;
	for (const struct neighbour *n = from; n < end; n++) {
		uint32_t to = level->community[n->node];
		double gain = level->towards[to] - level->total[to] * strength / level->twice_all;
		if (gain > best_gain + 1e-9 || (gain > best_gain - 1e-9 && to < best && best != old)) {
			best_gain = gain;
			best = to;
		}
	}
	for (const struct neighbour *n = from; n < end; n++)
		level->towards[level->community[n->node]] = 0;
	level->total[best] += strength;
	level->community[node] = best;
	return best != old;
}

static bool settle(struct level *level)
{
	bool any = false, moved = true;
	for (int round = 0; moved && round < MAX_ROUNDS; round++) {
		moved = false;
		for (size_t node = 0; node < level->nodes; node++)
			if (level->start[node] < level->start[node + 1] && move(level, node))
				moved = any = true;
	}
	return any;
}

/* Numbers the communities 0, 1, 2 … in order of their first node; gives how many there are. */
static size_t renumber(struct level *level)
{
	uint32_t *number = rt_alloc_zero(level->nodes + 1, sizeof *number);
	uint32_t count = 0;
	for (size_t node = 0; node < level->nodes; node++) {
		uint32_t *known = &number[level->community[node]];
		if (!*known)
			*known = ++count;
		level->community[node] = *known - 1;
	}
	rt_free(number);
	return count;
}

static void fold(struct rt_edges *edges, const struct level *level)
{
	RT_VEC_FOREACH(edge, edges)
	{
		uint32_t a = level->community[edge->a], b = level->community[edge->b];
		edge->a = a < b ? a : b;
		edge->b = a < b ? b : a;
	}
	rt_edges_settle(edges);
}

struct sized {
	uint32_t community, size;
};

static int by_size(const void *left, const void *right)
{
	const struct sized *x = left, *y = right;
	if (x->size != y->size)
		return x->size > y->size ? -1 : 1;
	return (x->community > y->community) - (x->community < y->community);
}

/* 1 for the largest, 0 for whoever is alone without an edge. */
static void rank(const struct rt_edges *edges, size_t nodes, uint32_t *community)
{
	struct sized *sizes = rt_alloc_zero(nodes + 1, sizeof *sizes);
	uint32_t *place = rt_alloc_zero(nodes + 1, sizeof *place);
	bool *tied = rt_alloc_zero(nodes + 1, sizeof *tied);
	RT_VEC_FOREACH(edge, edges)
	{
		tied[edge->a] = tied[edge->b] = true;
	}
	for (size_t node = 0; node < nodes; node++) {
		sizes[node].community = (uint32_t)node;
		sizes[community[node]].size += tied[node];
	}
	qsort(sizes, nodes, sizeof *sizes, by_size);
	for (size_t i = 0; i < nodes; i++)
		place[sizes[i].community] = (uint32_t)i + 1;
	for (size_t node = 0; node < nodes; node++)
		community[node] = tied[node] ? place[community[node]] : 0;
	rt_free(sizes);
	rt_free(place);
	rt_free(tied);
}

void rt_communities(const struct rt_edges *edges, size_t nodes, uint32_t *community_r)
{
	struct rt_edges left = {0};
	RT_VEC_FOREACH(edge, edges)
	{
		rt_vec_push(&left, *edge);
	}
	for (size_t node = 0; node < nodes; node++)
		community_r[node] = (uint32_t)node;
	size_t count = nodes;
	bool moved = left.count > 0;
	for (int depth = 0; moved && depth < MAX_LEVELS; depth++) {
		struct level level;
		level_init(&level, &left, count);
		moved = settle(&level);
		count = renumber(&level);
		for (size_t node = 0; node < nodes; node++)
			community_r[node] = level.community[community_r[node]];
		fold(&left, &level);
		level_release(&level);
	}
	rt_vec_release(&left);
	rank(edges, nodes, community_r);
}
