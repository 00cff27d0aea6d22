#include "graph/graph.h"

#include "date/calendar.h"
#include "graph/cooccur.h"
#include "graph/measure.h"
#include "store/entity.h"
#include "store/link.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* The graph as it is built: links go to the case file at once, what is measured stays here. */
struct build {
	struct rt_store *store;
	struct rt_edges edges;
	RT_VEC(struct rt_node_row) nodes; /* index: id of the entity */
};

static struct rt_node_row *node_of(struct build *build, int64_t entity)
{
	while (build->nodes.count <= (size_t)entity) {
		struct rt_node_row node = {.entity = (int64_t)build->nodes.count};
		rt_vec_push(&build->nodes, node);
	}
	return &build->nodes.items[entity];
}

static void add_edge(struct build *build, int64_t a, int64_t b, double weight)
{
	node_of(build, a > b ? a : b);
	struct rt_edge edge = {(uint32_t)(a < b ? a : b), (uint32_t)(a < b ? b : a), weight};
	rt_vec_push(&build->edges, edge);
}

/* "2019-05-14T…" as 20190514; 0 where it is no such date. */
static int32_t day_number(const char *date)
{
	int year, month, day;
	if (!date || rt_day_read(date, &year, &month, &day) != 3)
		return 0;
	return year * 10000 + month * 100 + day;
}

static const char *day_text(int32_t day, char text[16])
{
	snprintf(text, 16, "%04d-%02d-%02d", day / 10000, day / 100 % 100, day % 100);
	return day ? text : NULL;
}

static int add_pair(void *context, const struct rt_pair *pair, struct rt_err *err)
{
	struct build *build = context;
	char first[16], last[16];
	struct rt_link_row row = {
		.kind = RT_LINK_COOCCURRENCE,
		.a = pair->a,
		.b = pair->b,
		.weight = pair->weight,
		.measured = true,
		.npmi = pair->npmi,
		.sentences = pair->sentences,
		.paragraphs = pair->paragraphs,
		.documents = pair->documents,
		.first = day_text(pair->first, first),
		.last = day_text(pair->last, last),
	};
	add_edge(build, row.a, row.b, row.weight);
	return rt_store_add_link(build->store, &row, err);
}

static int build_cooccurrence(struct build *build, struct rt_err *err)
{
	struct rt_cooccur *counts = rt_cooccur_new();
	struct rt_cursor *rows = rt_store_occurrences(build->store, 0, 0, err);
	struct rt_occurrence_row row;
	int64_t document = 0;
	int got = rows ? 0 : -1;
	while (rows && (got = rt_occurrences_next(rows, &row, err)) > 0) {
		if (row.document != document)
			rt_cooccur_text(counts, day_number(row.date));
		document = row.document;
		rt_cooccur_add(counts, (uint32_t)row.entity, (uint32_t)row.sentence,
			(uint32_t)row.paragraph, rt_reach_of(row.type, row.name));
	}
	rt_cursor_free(rows);
	if (!got)
		got = rt_cooccur_count(counts, add_pair, build, err);
	rt_cooccur_free(counts);
	return got;
}

/* Answers walk beside the contacts, which stand in the same order of sender and recipient. */
struct replies {
	struct rt_cursor *rows;
	struct rt_answer_row row;
	int got; /* 1: row holds the next one */
	RT_VEC(int64_t) seconds; /* of one pair, rising */
};

static int by_pair(const struct rt_answer_row *row, const struct rt_contact_sum *sum)
{
	if (row->sender != sum->sender)
		return row->sender < sum->sender ? -1 : 1;
	return row->recipient < sum->recipient ? -1 : row->recipient > sum->recipient;
}

static int take_replies(
	struct replies *replies, const struct rt_contact_sum *sum, struct rt_err *err)
{
	rt_vec_clear(&replies->seconds);
	while (replies->got > 0 && by_pair(&replies->row, sum) <= 0) {
		if (!by_pair(&replies->row, sum))
			rt_vec_push(&replies->seconds, replies->row.seconds);
		replies->got = rt_answers_next(replies->rows, &replies->row, err);
	}
	return replies->got < 0 ? -1 : 0;
}

static int64_t median(const int64_t *rising, size_t count)
{
	return count ? (rising[(count - 1) / 2] + rising[count / 2]) / 2 : 0;
}

static int add_correspondence(struct build *build, const struct rt_contact_sum *sum,
	const struct replies *replies, struct rt_err *err)
{
	char first[16], last[16];
	struct rt_link_row row = {
		.kind = RT_LINK_COMMUNICATION,
		.a = sum->sender,
		.b = sum->recipient,
		.weight = sum->shared,
		.documents = sum->messages,
		.sent_to = sum->sent_to,
		.sent_cc = sum->sent_cc,
		.sent_bcc = sum->sent_bcc,
		.embedded = sum->embedded,
		.first = day_text(day_number(sum->first), first),
		.last = day_text(day_number(sum->last), last),
		.replies = (int64_t)replies->seconds.count,
		.reply_seconds = median(replies->seconds.items, replies->seconds.count),
	};
	add_edge(build, row.a, row.b, row.weight);
	node_of(build, row.a)->sent += sum->messages;
	node_of(build, row.b)->received += sum->messages;
	return rt_store_add_link(build->store, &row, err);
}

static int build_communication(struct build *build, struct rt_err *err)
{
	struct rt_cursor *rows = rt_store_contact_sums(build->store, err);
	struct rt_contact_sum sum;
	struct replies replies = {.rows = rows ? rt_store_answers(build->store, 0, err) : NULL};
	replies.got = replies.rows ? rt_answers_next(replies.rows, &replies.row, err) : -1;
	int got = replies.got < 0 ? -1 : 0;
	while (!got && (got = rt_contact_sums_next(rows, &sum, err)) > 0)
		got = take_replies(&replies, &sum, err) ||
				      add_correspondence(build, &sum, &replies, err)
			      ? -1
			      : 0;
	rt_vec_release(&replies.seconds);
	rt_cursor_free(replies.rows);
	rt_cursor_free(rows);
	return got;
}

static int measure_nodes(struct build *build, struct rt_err *err)
{
	rt_edges_settle(&build->edges);
	uint32_t *community = rt_alloc_zero(build->nodes.count + 1, sizeof *community);
	rt_communities(&build->edges, build->nodes.count, community);
	RT_VEC_FOREACH(edge, &build->edges)
	{
		node_of(build, edge->a)->degree++;
		node_of(build, edge->b)->degree++;
		node_of(build, edge->a)->strength += edge->weight;
		node_of(build, edge->b)->strength += edge->weight;
	}
	int failed = 0;
	RT_VEC_FOREACH(node, &build->nodes)
	{
		node->community = community[node->entity];
		if (node->degree && !failed)
			failed = rt_store_add_node(build->store, node, err);
	}
	rt_free(community);
	return failed;
}

/* The links are those of the resolution that is stored now. */
static int note_tied(struct rt_store *store, struct rt_err *err)
{
	struct rt_str resolved = RT_STR_INIT;
	int failed = rt_store_meta_get(store, RT_META_RESOLVED, &resolved, err) < 0 ||
		rt_store_meta_set(store, RT_META_TIED, resolved.data, err);
	rt_str_release(&resolved);
	return failed;
}

int rt_graph_is_current(struct rt_store *store, struct rt_err *err)
{
	struct rt_str resolved = RT_STR_INIT, tied = RT_STR_INIT;
	int failed = rt_store_meta_get(store, RT_META_RESOLVED, &resolved, err) < 0 ||
		rt_store_meta_get(store, RT_META_TIED, &tied, err) < 0;
	bool current = resolved.len && rt_str_equal(&tied, resolved.data);
	rt_str_release(&resolved);
	rt_str_release(&tied);
	return failed ? -1 : current;
}

int rt_graph_build(struct rt_store *store, struct rt_err *err)
{
	struct build build = {.store = store};
	int failed = rt_store_clear_links(store, err) || build_cooccurrence(&build, err) ||
		build_communication(&build, err) || measure_nodes(&build, err) ||
		rt_store_index_links(store, err) || note_tied(store, err);
	rt_vec_release(&build.edges);
	rt_vec_release(&build.nodes);
	return failed ? -1 : 0;
}
