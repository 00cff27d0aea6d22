#include "config.h" /* qsort_r */

#include "graph/picture.h"

#include "base/map.h"
#include "store/entity.h"
#include "store/link.h"

#include <stdlib.h>
#include <string.h>

#define NOT_IN ((size_t)-1)

/* While it is loaded, the ends of edges are ids of entities; index turns them into places. */
struct loading {
	struct rt_picture *picture;
	struct rt_store *store;
	const struct rt_filter *filter;
	RT_VEC(size_t) index; /* id of an entity -> place among nodes, NOT_IN otherwise */
	struct rt_map *pairs; /* of a joined picture: both ids -> edge */
	struct rt_err *err;
};

static const char *keep(struct loading *loading, const char *text)
{
	return text ? rt_arena_strdup(loading->picture->arena, text) : NULL;
}

/* ---- nodes ---------------------------------------------------------------------------------- */

static bool is_type_wanted(const struct rt_filter *filter, const char *type)
{
	for (size_t i = 0; i < filter->type_count; i++)
		if (!strcmp(filter->types[i], type))
			return true;
	return !filter->type_count;
}

static struct rt_picture_node *node_of(struct loading *loading, int64_t entity)
{
	if ((size_t)entity >= loading->index.count ||
		loading->index.items[entity] == NOT_IN)
		return NULL;
	return &loading->picture->nodes.items[loading->index.items[entity]];
}

static int load_entities(struct loading *loading)
{
	struct rt_cursor *rows = rt_store_entities(loading->store, NULL, false, loading->err);
	struct rt_entity_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_entities_next(rows, &row, loading->err)) > 0) {
		if (!is_type_wanted(loading->filter, row.type))
			continue;
		while (loading->index.count <= (size_t)row.id)
			rt_vec_push(&loading->index, NOT_IN);
		loading->index.items[row.id] = loading->picture->nodes.count;
		struct rt_picture_node node = {
			.id = row.id,
			.key = keep(loading, row.key),
			.type = keep(loading, row.type),
			.kind = keep(loading, row.kind),
			.name = keep(loading, row.name),
			.mentions = row.mentions,
			.documents = row.documents,
			.messages = row.messages,
			.first = keep(loading, row.first),
			.last = keep(loading, row.last),
		};
		rt_vec_push(&loading->picture->nodes, node);
	}
	rt_cursor_free(rows);
	return got;
}

static void add_text(struct loading *loading, const char **list, const char *text)
{
	*list = *list ? rt_arena_printf(loading->picture->arena, "%s; %s", *list, text)
		      : keep(loading, text);
}

static int load_aliases(struct loading *loading)
{
	struct rt_cursor *rows = rt_store_aliases(loading->store, 0, loading->err);
	struct rt_alias_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_aliases_next(rows, &row, loading->err)) > 0) {
		struct rt_picture_node *node = node_of(loading, row.entity);
		if (node)
			add_text(loading,
				strcmp(row.kind, "address") ? &node->names : &node->addresses,
				row.text);
	}
	rt_cursor_free(rows);
	return got;
}

static int load_measures(struct loading *loading)
{
	struct rt_cursor *rows = rt_store_nodes(loading->store, loading->err);
	struct rt_node_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_nodes_next(rows, &row, loading->err)) > 0) {
		struct rt_picture_node *node = node_of(loading, row.entity);
		if (!node)
			continue;
		node->degree = row.degree;
		node->strength = row.strength;
		node->sent = row.sent;
		node->received = row.received;
		node->community = row.community;
	}
	rt_cursor_free(rows);
	return got;
}

/* ---- edges ---------------------------------------------------------------------------------- */

static struct rt_picture_edge edge_of(struct loading *loading, const struct rt_link_row *row)
{
	bool sent = !strcmp(row->kind, RT_LINK_COMMUNICATION);
	return (struct rt_picture_edge){
		.a = (size_t)row->a,
		.b = (size_t)row->b,
		.kind = sent ? RT_LINK_COMMUNICATION : RT_LINK_COOCCURRENCE,
		.weight = row->weight,
		.measured = row->measured,
		.npmi = row->npmi,
		.sentences = row->sentences,
		.paragraphs = row->paragraphs,
		.documents = row->documents,
		.sent_ab = sent ? row->documents : 0,
		.sent_to = row->sent_to,
		.sent_cc = row->sent_cc,
		.sent_bcc = row->sent_bcc,
		.embedded = row->embedded,
		.first = keep(loading, row->first),
		.last = keep(loading, row->last),
		.replies = row->replies,
		.answered = row->replies > 0,
		.reply_hours = (double)row->reply_seconds / 3600,
	};
}

static const char *earlier(const char *a, const char *b)
{
	return !a || (b && strcmp(b, a) < 0) ? b : a;
}

static const char *later(const char *a, const char *b)
{
	return !a || (b && strcmp(b, a) > 0) ? b : a;
}

static void join_replies(struct rt_picture_edge *into, const struct rt_picture_edge *edge)
{
	int64_t both = into->replies + edge->replies;
	if (both)
		into->reply_hours = (into->reply_hours * (double)into->replies +
					    edge->reply_hours * (double)edge->replies) /
				    (double)both;
	into->replies = both;
	into->answered = both > 0;
}

static void join(struct rt_picture_edge *into, const struct rt_picture_edge *edge)
{
	bool turned = into->a != edge->a;
	if (strcmp(into->kind, edge->kind) != 0)
		into->kind = "both";
	into->weight += edge->weight;
	into->measured |= edge->measured;
	into->npmi += edge->npmi;
	into->sentences += edge->sentences;
	into->paragraphs += edge->paragraphs;
	into->documents += edge->documents;
	into->sent_ab += turned ? edge->sent_ba : edge->sent_ab;
	into->sent_ba += turned ? edge->sent_ab : edge->sent_ba;
	into->sent_to += edge->sent_to;
	into->sent_cc += edge->sent_cc;
	into->sent_bcc += edge->sent_bcc;
	into->embedded += edge->embedded;
	join_replies(into, edge);
	into->first = earlier(into->first, edge->first);
	into->last = later(into->last, edge->last);
}

static void add_edge(struct loading *loading, const struct rt_picture_edge *edge)
{
	if (loading->filter->joined) {
		size_t ends[2] = {edge->a < edge->b ? edge->a : edge->b,
			edge->a < edge->b ? edge->b : edge->a};
		uint64_t *known = rt_map_at(loading->pairs, (const char *)ends, sizeof ends);
		if (*known) {
			join(&loading->picture->edges.items[*known - 1], edge);
			return;
		}
		*known = loading->picture->edges.count + 1;
	}
	rt_vec_push(&loading->picture->edges, *edge);
}

static int load_links(struct loading *loading)
{
	const struct rt_filter *filter = loading->filter;
	struct rt_cursor *rows = rt_store_links(loading->store, filter->kind, 0,
		filter->joined ? 0 : filter->min_weight, loading->err);
	struct rt_link_row row;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_links_next(rows, &row, loading->err)) > 0) {
		if (!node_of(loading, row.a) || !node_of(loading, row.b))
			continue;
		struct rt_picture_edge edge = edge_of(loading, &row);
		add_edge(loading, &edge);
	}
	rt_cursor_free(rows);
	return got;
}

/* ---- order and places ----------------------------------------------------------------------- */

static int by_names(const struct rt_picture_node *x, const struct rt_picture_node *y)
{
	int order = strcmp(x->name, y->name);
	return order ? order : strcmp(x->key, y->key);
}

static int by_strength(const void *left, const void *right)
{
	const struct rt_picture_node *x = left, *y = right;
	if (x->strength < y->strength || x->strength > y->strength)
		return x->strength > y->strength ? -1 : 1;
	return by_names(x, y);
}

static int by_weight(const void *left, const void *right, void *context)
{
	const struct rt_picture_edge *x = left, *y = right;
	struct loading *loading = context;
	if (x->weight < y->weight || x->weight > y->weight)
		return x->weight > y->weight ? -1 : 1;
	int order = by_names(node_of(loading, (int64_t)x->a), node_of(loading, (int64_t)y->a));
	if (!order)
		order = by_names(node_of(loading, (int64_t)x->b), node_of(loading, (int64_t)y->b));
	return order ? order : strcmp(x->kind, y->kind);
}

static void take_strongest(struct loading *loading)
{
	struct rt_picture *picture = loading->picture;
	const struct rt_filter *filter = loading->filter;
	if (picture->edges.count)
		qsort_r(picture->edges.items, picture->edges.count, sizeof *picture->edges.items,
			by_weight, loading);
	size_t kept = 0;
	while (kept < picture->edges.count &&
		picture->edges.items[kept].weight >= filter->min_weight)
		kept++;
	if (filter->top && kept > filter->top) {
		picture->left_out = kept - filter->top;
		kept = filter->top;
	}
	picture->edges.count = kept;
}

/* Leaves out nodes that nothing is tied to, sorts the others and turns ids into places. */
static void settle_nodes(struct loading *loading)
{
	struct rt_picture *picture = loading->picture;
	bool *tied = rt_alloc_zero(loading->index.count + 1, sizeof *tied);
	RT_VEC_FOREACH(edge, &picture->edges)
	{
		tied[edge->a] = tied[edge->b] = true;
	}
	size_t kept = 0;
	RT_VEC_FOREACH(node, &picture->nodes)
	{
		if (tied[node->id] || loading->filter->lonely)
			picture->nodes.items[kept++] = *node;
	}
	picture->nodes.count = kept;
	rt_free(tied);
	if (kept)
		qsort(picture->nodes.items, kept, sizeof *picture->nodes.items, by_strength);
	for (size_t i = 0; i < kept; i++)
		loading->index.items[picture->nodes.items[i].id] = i;
	RT_VEC_FOREACH(edge, &picture->edges)
	{
		edge->a = loading->index.items[edge->a];
		edge->b = loading->index.items[edge->b];
	}
}

/* ---- namesakes ------------------------------------------------------------------------------ */

/* The first of addresses "a@x; b@y", of Exchange's path "/o=acme/cn=recipients/cn=ana" its end, or that there is none. */
static const char *told_apart(struct rt_arena *arena, const struct rt_picture_node *node)
{
	if (!node->addresses)
		return rt_arena_printf(arena, "%s (no address)", node->name);
	size_t end = strcspn(node->addresses, ";"), start = end;
	while (start && node->addresses[start - 1] != '/')
		start--;
	return rt_arena_printf(arena, "%s (%.*s)", node->name, (int)(end - start), node->addresses + start);
}

/* Three nodes "David Cohen" that nothing tells apart would be read as one. */
static void label_nodes(struct rt_picture *picture)
{
	struct rt_map *bearers = rt_map_new();
	RT_VEC_FOREACH(node, &picture->nodes)
	{
		++*rt_map_at(bearers, node->name, strlen(node->name));
	}
	RT_VEC_FOREACH(node, &picture->nodes)
	{
		bool alone = *rt_map_find(bearers, node->name, strlen(node->name)) == 1;
		bool person = !strcmp(node->type, "person");
		node->label = alone || !person ? node->name : told_apart(picture->arena, node);
	}
	rt_map_free(bearers);
}

int rt_picture_load(struct rt_picture *picture, struct rt_store *store,
	const struct rt_filter *filter, struct rt_err *err)
{
	*picture = (struct rt_picture){.arena = rt_arena_new()};
	struct loading loading = {.picture = picture, .store = store, .filter = filter,
		.pairs = rt_map_new(), .err = err};
	int failed = load_entities(&loading) || load_measures(&loading) || load_aliases(&loading) ||
		load_links(&loading);
	if (!failed) {
		take_strongest(&loading);
		settle_nodes(&loading);
		label_nodes(picture);
	}
	rt_map_free(loading.pairs);
	rt_vec_release(&loading.index);
	if (failed)
		rt_picture_release(picture);
	return failed ? -1 : 0;
}

void rt_picture_release(struct rt_picture *picture)
{
	rt_vec_release(&picture->nodes);
	rt_vec_release(&picture->edges);
	rt_arena_free(picture->arena);
	picture->arena = NULL;
}
