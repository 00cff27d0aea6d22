/*
 * From candidates to joins: the surest first, and none that is ambiguous.
 *
 * A bare "Mark Palmer" fits Mark A. and Mark S., and nothing says which. So where a cluster has two
 * partners that are not partners of each other, its edges to them are demoted to proposals, unless
 * one of the partners outweighs the others so far that these look like slips.
 * Joins within a house come before those between houses: who shares an employer and a name is more
 * surely one person than who shares a name alone.
 */
#include "resolve/identities_p.h"

#include <stdlib.h>
#include <string.h>

#define MAX_PARTNERS 40	    /* a name that fits so many fits nobody */
#define PARTNER_SELDOM 3     /* a partner seen so seldom may be a slip … */
#define PARTNER_OUTWEIGHS 20 /* … where another is seen so much more often */
#define TOP_OUTWEIGHS 100    /* one partner so far above all others is meant */

struct end {
	uint32_t of, to, edge;
};

static const struct rt_identities *sorting;

static int compare_edges(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;
	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	const struct cluster *clusters = sorting->clusters;
	uint32_t weight_x = clusters[x->a].weight + clusters[x->b].weight;
	uint32_t weight_y = clusters[y->a].weight + clusters[y->b].weight;
	if (weight_x != weight_y)
		return weight_x < weight_y ? 1 : -1;
	int order = rt_who_by_key(sorting, x->a, y->a);
	if (!order)
		order = rt_who_by_key(sorting, x->b, y->b);
	return order ? order : (int)x->relation - (int)y->relation;
}

static uint64_t pair_key(uint32_t a, uint32_t b)
{
	return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

/* One edge a pair of clusters, the best; a before b by key. */
static void merge_doubles(struct rt_identities *who, struct edges *edges)
{
	struct rt_map *seen = rt_map_new();
	size_t to = 0;
	for (size_t i = 0; i < edges->count; i++) {
		struct edge edge = edges->items[i];
		if (rt_who_by_key(who, edge.a, edge.b) > 0) {
			uint32_t swap = edge.a;
			edge.a = edge.b;
			edge.b = swap;
		}
		uint64_t key = pair_key(edge.a, edge.b);
		uint64_t *slot = rt_map_at(seen, (const char *)&key, sizeof key);
		if (!*slot) {
			edges->items[to++] = edge;
			*slot = to;
		} else if (edge.score > edges->items[*slot - 1].score) {
			edges->items[*slot - 1] = edge;
		}
	}
	edges->count = to;
	rt_map_free(seen);
}

/* By key: what is demoted for one cluster is seen by those behind it. */
static int compare_ends(const void *a, const void *b)
{
	const struct end *x = a, *y = b;
	if (x->of != y->of)
		return rt_who_by_key(sorting, x->of, y->of);
	return x->edge < y->edge ? -1 : x->edge > y->edge;
}

static void demote(struct rt_identities *who, struct edge *edge)
{
	edge->rule = "ambiguous";
	edge->score = rt_lexicon_join(who->lexicon, edge->rule)->score;
}

/* Joins over which the two sides need not meet: "Anna Roe" and "Anna Roe Poe" and "Anna Poe". */
static bool is_bridge(const struct edge *edge)
{
	return edge->relation == RT_REL_MARRIED || edge->relation == RT_REL_TYPO ||
	       edge->relation == RT_REL_SCRIPT;
}

/* A name in another script belongs to the one or the other of two namesakes at two houses. */
static bool are_strangers(const struct rt_identities *who, const struct end *x, const struct end *y)
{
	const struct cluster *left = &who->clusters[x->to], *right = &who->clusters[y->to];
	return left->mailbox && right->mailbox && !rt_who_share_house(left, right);
}

/* Linked to each other; or one is an address that spells a name; or, for a maiden name's two sides,
 * not in contradiction. */
static bool may_both_be(
	const struct rt_identities *who, const struct rt_map *linked, const struct edge *edges,
	const struct end *x, const struct end *y)
{
	uint64_t key = pair_key(x->to, y->to);
	if (rt_map_find(linked, (const char *)&key, sizeof key))
		return true;
	if (!who->clusters[x->to].names.count || !who->clusters[y->to].names.count)
		return true;
	if (edges[x->edge].relation == RT_REL_SCRIPT && are_strangers(who, x, y))
		return false;
	return (is_bridge(&edges[x->edge]) || is_bridge(&edges[y->edge])) &&
	       !rt_who_contradict(who, x->to, y->to);
}

struct partners {
	const struct end *ends;
	size_t count;
	const struct rt_map *linked;
	struct edges *edges;
	uint32_t top; /* the weightiest */
	double best;  /* score */
	bool spelt;   /* they are asked by an address without a name */
};

static struct edge *edge_of(const struct partners *all, size_t i)
{
	return &all->edges->items[all->ends[i].edge];
}

static uint32_t weight_of(const struct rt_identities *who, const struct partners *all, size_t i)
{
	return who->clusters[all->ends[i].to].weight;
}

/* Seen so seldom beside the weightiest that it may be a slip. */
static bool is_light(const struct rt_identities *who, const struct partners *all, size_t i)
{
	uint32_t weight = weight_of(who, all, i), top = who->clusters[all->top].weight;
	return weight <= PARTNER_SELDOM && weight * PARTNER_OUTWEIGHS <= top;
}

static bool in_conflict(const struct rt_identities *who, const struct partners *all, size_t i, size_t j)
{
	if (who->clusters[all->ends[0].of].decided)
		return false; /* a person has put names together that know nothing of each other */
	/* An address that spells one full name is not made ambiguous by mere initials. */
	if (all->spelt && (edge_of(all, i)->score < all->best || edge_of(all, j)->score < all->best))
		return false;
	return !may_both_be(who, all->linked, all->edges->items, &all->ends[i], &all->ends[j]);
}

static void demote_all(struct rt_identities *who, const struct partners *all, uint32_t but)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->ends[i].to != but && edge_of(all, i)->unique)
			demote(who, edge_of(all, i));
}

/* The weightiest partner outweighs all others that conflict with it. */
static bool outweighs(const struct rt_identities *who, const struct partners *all)
{
	uint32_t rest = 0;
	for (size_t i = 0; i < all->count; i++)
		if (all->ends[i].to != all->top)
			rest += weight_of(who, all, i);
	return who->clusters[all->top].weight >= TOP_OUTWEIGHS * rest;
}

static void settle_partners(struct rt_identities *who, struct partners *all)
{
	size_t named = 0;
	bool ambiguous = false;
	all->top = all->ends[0].to;
	all->spelt = !who->clusters[all->ends[0].of].names.count;
	for (size_t i = 0; i < all->count; i++) {
		named += who->clusters[all->ends[i].to].names.count > 0;
		if (weight_of(who, all, i) > who->clusters[all->top].weight)
			all->top = all->ends[i].to;
		if (edge_of(all, i)->score > all->best)
			all->best = edge_of(all, i)->score;
	}
	if (named > MAX_PARTNERS) {
		demote_all(who, all, RT_NOBODY);
		return;
	}
	for (size_t i = 0; i < all->count; i++)
		for (size_t j = i + 1; j < all->count; j++) {
			if (!in_conflict(who, all, i, j))
				continue;
			size_t light = is_light(who, all, i) ? i : is_light(who, all, j) ? j : all->count;
			if (light == all->count)
				ambiguous = true;
			else if (edge_of(all, light)->unique)
				demote(who, edge_of(all, light));
		}
	if (ambiguous)
		demote_all(who, all, outweighs(who, all) ? all->top : RT_NOBODY);
}

static void demote_ambiguous(struct rt_identities *who, struct edges *edges)
{
	double enough = rt_lexicon_join_score(who->lexicon);
	struct rt_map *linked = rt_map_new();
	RT_VEC(struct end) ends = {0};
	for (uint32_t i = 0; i < edges->count; i++) {
		const struct edge *edge = &edges->items[i];
		if (edge->score < enough)
			continue;
		uint64_t key = pair_key(edge->a, edge->b);
		*rt_map_at(linked, (const char *)&key, sizeof key) = 1;
		rt_vec_push(&ends, (struct end){edge->a, edge->b, i});
		rt_vec_push(&ends, (struct end){edge->b, edge->a, i});
	}
	sorting = who;
	if (ends.count)
		qsort(ends.items, ends.count, sizeof *ends.items, compare_ends);
	for (size_t start = 0, end; start < ends.count; start = end) {
		for (end = start + 1; end < ends.count && ends.items[end].of == ends.items[start].of;
			end++)
			;
		struct partners all = {.ends = ends.items + start, .count = end - start,
			.linked = linked, .edges = edges};
		settle_partners(who, &all);
	}
	rt_vec_release(&ends);
	rt_map_free(linked);
}

void rt_who_weigh(struct rt_identities *who, struct edges *edges)
{
	merge_doubles(who, edges);
	demote_ambiguous(who, edges);
	sorting = who;
	if (edges->count)
		qsort(edges->items, edges->count, sizeof *edges->items, compare_edges);
}

size_t rt_who_apply(struct rt_identities *who, struct edges *edges, bool far)
{
	double enough = rt_lexicon_join_score(who->lexicon);
	size_t joins = 0, to = 0;
	for (size_t i = 0; i < edges->count; i++)
		if (far || !edges->items[i].far)
			edges->items[to++] = edges->items[i];
	edges->count = to;
	rt_who_weigh(who, edges);
	for (size_t i = 0; i < edges->count && edges->items[i].score >= enough; i++) {
		const struct edge *edge = &edges->items[i];
		if (rt_who_find(who, edge->a) != rt_who_find(who, edge->b))
			joins += rt_who_join(who, edge->a, edge->b, edge->rule);
	}
	return joins;
}
