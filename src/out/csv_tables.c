/* The folder of spreadsheets. One function a file, each a head and a loop. */
#include "base/file.h"
#include "out/csv.h"
#include "out/out.h"
#include "out/quote.h"
#include "store/entity.h"
#include "store/link.h"
#include "store/read.h"

#include <string.h>

struct tables {
	const struct rt_export *export;
	const struct rt_picture *picture; /* unfiltered types, one edge a link */
	struct rt_csv *csv;		  /* the file at hand */
	struct rt_err *err;
};

/* ---- the map -------------------------------------------------------------------------------- */

static int write_nodes(struct tables *tables)
{
	static const char *const head[] = {"Id", "Label", "Type", "Kind", "Mentions", "Documents",
		"Messages", "Sent", "Received", "Degree", "Strength", "Community", "First", "Last",
		"Addresses", "Names", NULL};
	struct rt_csv *csv = tables->csv;
	rt_csv_head(csv, head);
	RT_VEC_FOREACH(node, &tables->picture->nodes)
	{
		rt_csv_text(csv, node->key);
		rt_csv_text(csv, node->name);
		rt_csv_text(csv, node->type);
		rt_csv_text(csv, node->kind);
		rt_csv_int(csv, node->mentions);
		rt_csv_int(csv, node->documents);
		rt_csv_int(csv, node->messages);
		rt_csv_int(csv, node->sent);
		rt_csv_int(csv, node->received);
		rt_csv_int(csv, node->degree);
		rt_csv_real(csv, node->strength);
		rt_csv_int(csv, node->community);
		rt_csv_text(csv, node->first);
		rt_csv_text(csv, node->last);
		rt_csv_text(csv, node->addresses);
		rt_csv_text(csv, node->names);
		rt_csv_end(csv);
	}
	return 0;
}

/* In an edge "Type" is Gephi's word for whether it has a direction. */
static int write_edges(struct tables *tables)
{
	static const char *const head[] = {"Source", "Target", "Type", "Weight", "Kind",
		"SourceLabel", "TargetLabel", "Sentences", "Paragraphs", "Documents", "Npmi", "To",
		"Cc", "Bcc", "Embedded", "First", "Last", NULL};
	struct rt_csv *csv = tables->csv;
	const struct rt_picture_node *nodes = tables->picture->nodes.items;
	rt_csv_head(csv, head);
	RT_VEC_FOREACH(edge, &tables->picture->edges)
	{
		bool sent = !strcmp(edge->kind, RT_LINK_COMMUNICATION);
		rt_csv_text(csv, nodes[edge->a].key);
		rt_csv_text(csv, nodes[edge->b].key);
		rt_csv_text(csv, sent ? "Directed" : "Undirected");
		rt_csv_real(csv, edge->weight);
		rt_csv_text(csv, edge->kind);
		rt_csv_text(csv, nodes[edge->a].name);
		rt_csv_text(csv, nodes[edge->b].name);
		rt_csv_int(csv, edge->sentences);
		rt_csv_int(csv, edge->paragraphs);
		rt_csv_int(csv, edge->documents);
		if (edge->measured)
			rt_csv_real(csv, edge->npmi);
		else
			rt_csv_text(csv, NULL);
		rt_csv_int(csv, edge->sent_to);
		rt_csv_int(csv, edge->sent_cc);
		rt_csv_int(csv, edge->sent_bcc);
		rt_csv_int(csv, edge->embedded);
		rt_csv_text(csv, edge->first);
		rt_csv_text(csv, edge->last);
		rt_csv_end(csv);
	}
	return 0;
}

/* ---- entities ------------------------------------------------------------------------------- */

static int write_named(struct tables *tables, const char *type, const char *const *head)
{
	struct rt_csv *csv = tables->csv;
	bool person = !strcmp(type, "person");
	rt_csv_head(csv, head);
	RT_VEC_FOREACH(node, &tables->picture->nodes)
	{
		if (strcmp(node->type, type) != 0)
			continue;
		rt_csv_text(csv, node->name);
		if (person)
			rt_csv_text(csv, node->kind);
		rt_csv_int(csv, node->mentions);
		rt_csv_int(csv, node->documents);
		if (person) {
			rt_csv_int(csv, node->sent);
			rt_csv_int(csv, node->received);
		}
		rt_csv_text(csv, node->first);
		rt_csv_text(csv, node->last);
		rt_csv_text(csv, node->addresses);
		rt_csv_text(csv, node->names);
		rt_csv_text(csv, node->key);
		rt_csv_end(csv);
	}
	return 0;
}

static int write_people(struct tables *tables)
{
	static const char *const head[] = {"Name", "Kind", "Mentions", "Documents", "Sent",
		"Received", "First", "Last", "Addresses", "Names", "Key", NULL};
	return write_named(tables, "person", head);
}

static int write_organisations(struct tables *tables)
{
	static const char *const head[] = {"Name", "Mentions", "Documents", "First", "Last",
		"Addresses", "Names", "Key", NULL};
	return write_named(tables, "organisation", head);
}

static int write_dates(struct tables *tables)
{
	static const char *const head[] = {"Date", "Mentions", "Documents", "Key", NULL};
	struct rt_cursor *rows =
		rt_store_entities_by_name(tables->export->store, "date", tables->err);
	struct rt_entity_row row;
	int got = rows ? 0 : -1;
	rt_csv_head(tables->csv, head);
	while (rows && (got = rt_entities_next(rows, &row, tables->err)) > 0) {
		rt_csv_text(tables->csv, row.name);
		rt_csv_int(tables->csv, row.mentions);
		rt_csv_int(tables->csv, row.documents);
		rt_csv_text(tables->csv, row.key);
		rt_csv_end(tables->csv);
	}
	rt_cursor_free(rows);
	return got;
}

static int write_cases(struct tables *tables)
{
	static const char *const head[] = {"Reference", "Kind", "Court", "Year", "Mentions",
		"Documents", "First", "Last", "Key", NULL};
	struct rt_cursor *rows = rt_store_cases(tables->export->store, tables->err);
	struct rt_case_row row;
	int got = rows ? 0 : -1;
	rt_csv_head(tables->csv, head);
	while (rows && (got = rt_cases_next(rows, &row, tables->err)) > 0) {
		rt_csv_text(tables->csv, row.name);
		rt_csv_text(tables->csv, row.kind);
		rt_csv_text(tables->csv, row.court);
		rt_csv_text(tables->csv, row.year);
		rt_csv_int(tables->csv, row.mentions);
		rt_csv_int(tables->csv, row.documents);
		rt_csv_text(tables->csv, row.first);
		rt_csv_text(tables->csv, row.last);
		rt_csv_text(tables->csv, row.key);
		rt_csv_end(tables->csv);
	}
	rt_cursor_free(rows);
	return got;
}

/* ---- what stands behind --------------------------------------------------------------------- */

static void mention_row(
	struct rt_csv *csv, const struct rt_evidence_row *row, const struct rt_str *text)
{
	struct rt_range range = {(uint32_t)row->start, (uint32_t)row->end};
	struct rt_str words = RT_STR_INIT;
	rt_quote_plain(&words, text->data, text->len,
		rt_quote_range(text->data, text->len, range), &range, 1);
	rt_csv_text(csv, row->entity);
	rt_csv_text(csv, row->type);
	rt_csv_text(csv, row->surface);
	rt_csv_text(csv, row->value);
	rt_csv_text(csv, words.data);
	rt_csv_text(csv, row->date);
	rt_csv_text(csv, row->path);
	rt_csv_text(csv, row->part);
	rt_csv_text(csv, row->segment);
	rt_csv_text(csv, row->original ? "yes" : "copy");
	rt_csv_int(csv, row->start);
	rt_csv_int(csv, row->end);
	rt_csv_text(csv, row->rule);
	rt_csv_real(csv, row->score);
	rt_csv_text(csv, row->key);
	rt_csv_end(csv);
	rt_str_release(&words);
}

static int write_mentions(struct tables *tables)
{
	static const char *const head[] = {"Entity", "Type", "Surface", "Value", "Context", "Date",
		"Path", "Part", "Segment", "Original", "Start", "End", "Rule", "Score", "Key", NULL};
	struct rt_cursor *rows = rt_store_evidence(tables->export->store, tables->err);
	struct rt_evidence_row row;
	struct rt_str text = RT_STR_INIT;
	int64_t document = 0;
	int got = rows ? 0 : -1;
	rt_csv_head(tables->csv, head);
	while (rows && (got = rt_evidence_next(rows, &row, tables->err)) > 0) {
		if (row.document != document) {
			rt_str_clear(&text);
			if (rt_store_text(tables->export->store, row.document, &text, tables->err) <
				0) {
				got = -1;
				break;
			}
		}
		document = row.document;
		mention_row(tables->csv, &row, &text);
	}
	rt_cursor_free(rows);
	rt_str_release(&text);
	return got;
}

static int write_documents(struct tables *tables)
{
	static const char *const head[] = {"Path", "Part", "Kind", "Date", "Subject", "Name",
		"MediaType", "Bytes", "Language", "Places", "Read", "Sha256", "MessageId", NULL};
	struct rt_cursor *rows = rt_store_documents(tables->export->store, 0, tables->err);
	struct rt_document_row row;
	struct rt_csv *csv = tables->csv;
	int got = rows ? 0 : -1;
	rt_csv_head(csv, head);
	while (rows && (got = rt_documents_next(rows, &row, tables->err)) > 0) {
		rt_csv_text(csv, row.path);
		rt_csv_text(csv, row.part);
		rt_csv_text(csv, row.kind);
		rt_csv_text(csv, row.date);
		rt_csv_text(csv, row.subject);
		rt_csv_text(csv, row.name);
		rt_csv_text(csv, row.media_type);
		rt_csv_int(csv, row.size);
		rt_csv_text(csv, row.lang);
		rt_csv_int(csv, row.places);
		rt_csv_text(csv, row.read ? "yes" : "no");
		rt_csv_text(csv, row.sha256);
		rt_csv_text(csv, row.message_id);
		rt_csv_end(csv);
	}
	rt_cursor_free(rows);
	return got;
}

static int write_problems(struct tables *tables)
{
	static const char *const head[] = {"Class", "Stage", "Path", "Part", "Message", "Count",
		NULL};
	struct rt_cursor *rows = rt_store_problems(tables->export->store, tables->err);
	struct rt_problem_row row;
	int got = rows ? 0 : -1;
	rt_csv_head(tables->csv, head);
	while (rows && (got = rt_problems_next(rows, &row, tables->err)) > 0) {
		rt_csv_text(tables->csv, row.class);
		rt_csv_text(tables->csv, row.stage);
		rt_csv_text(tables->csv, row.path);
		rt_csv_text(tables->csv, row.part);
		rt_csv_text(tables->csv, row.message);
		rt_csv_int(tables->csv, row.count);
		rt_csv_end(tables->csv);
	}
	rt_cursor_free(rows);
	return got;
}

/* ---- all of them ---------------------------------------------------------------------------- */

static int write_all(struct tables *tables)
{
	static const struct {
		const char *name;
		int (*write)(struct tables *tables);
	} files[] = {
		{"nodes.csv", write_nodes},
		{"edges.csv", write_edges},
		{"people.csv", write_people},
		{"organisations.csv", write_organisations},
		{"dates.csv", write_dates},
		{"cases.csv", write_cases},
		{"mentions.csv", write_mentions},
		{"documents.csv", write_documents},
		{"problems.csv", write_problems},
	};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		tables->csv = rt_csv_open(tables->export->target, files[i].name,
			tables->export->bom, tables->err);
		int failed = tables->csv ? files[i].write(tables) : -1;
		if (tables->csv && rt_csv_close(tables->csv, failed ? NULL : tables->err))
			failed = -1;
		if (failed)
			return -1;
	}
	return 0;
}

int rt_export_csv(const struct rt_export *export, struct rt_err *err)
{
	struct rt_picture picture;
	struct rt_filter filter = export->filter;
	filter.lonely = true;
	if (rt_folder_make(export->target, err) ||
		rt_picture_load(&picture, export->store, &filter, err))
		return -1;
	struct tables tables = {.export = export, .picture = &picture, .err = err};
	int failed = write_all(&tables);
	rt_picture_release(&picture);
	return failed;
}
