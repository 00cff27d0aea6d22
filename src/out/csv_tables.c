/* The folder of spreadsheets. One function a file, each a head and a loop. */
#include "base/file.h"
#include "out/column.h"
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
	struct rt_csv *csv = tables->csv;
	rt_csv_text(csv, "Id");
	rt_csv_text(csv, "Label");
	rt_columns_csv_head(csv, rt_node_columns);
	rt_csv_end(csv);
	RT_VEC_FOREACH(node, &tables->picture->nodes)
	{
		rt_csv_text(csv, node->key);
		rt_csv_text(csv, node->name);
		rt_columns_csv(csv, rt_node_columns, node);
		rt_csv_end(csv);
	}
	return 0;
}

/* "Type" is Gephi's word for whether an edge has a direction. */
static int write_edges(struct tables *tables)
{
	static const char *const head[] = {"Source", "Target", "Type", "SourceLabel", "TargetLabel"};
	struct rt_csv *csv = tables->csv;
	const struct rt_picture_node *nodes = tables->picture->nodes.items;
	for (size_t i = 0; i < sizeof head / sizeof *head; i++)
		rt_csv_text(csv, head[i]);
	rt_columns_csv_head(csv, rt_edge_columns);
	rt_csv_end(csv);
	RT_VEC_FOREACH(edge, &tables->picture->edges)
	{
		bool sent = !strcmp(edge->kind, RT_LINK_COMMUNICATION);
		rt_csv_text(csv, nodes[edge->a].key);
		rt_csv_text(csv, nodes[edge->b].key);
		rt_csv_text(csv, sent ? "Directed" : "Undirected");
		rt_csv_text(csv, nodes[edge->a].name);
		rt_csv_text(csv, nodes[edge->b].name);
		rt_columns_csv(csv, rt_edge_columns, edge);
		rt_csv_end(csv);
	}
	return 0;
}

/* ---- entities ------------------------------------------------------------------------------- */

#define NODE(field, title, type) RT_COLUMN(rt_picture_node, field, title, type)
#define ENTITY(field, title, type) RT_COLUMN(rt_entity_row, field, title, type)
#define CASE(field, title, type) RT_COLUMN(rt_case_row, field, title, type)
#define DOCUMENT(field, title, type) RT_COLUMN(rt_document_row, field, title, type)
#define PROBLEM(field, title, type) RT_COLUMN(rt_problem_row, field, title, type)

static void write_head(struct tables *tables, const struct rt_column *columns)
{
	rt_columns_csv_head(tables->csv, columns);
	rt_csv_end(tables->csv);
}

static void write_row(struct tables *tables, const struct rt_column *columns, const void *row)
{
	rt_columns_csv(tables->csv, columns, row);
	rt_csv_end(tables->csv);
}

static int write_named(struct tables *tables, const char *type, const struct rt_column *columns)
{
	write_head(tables, columns);
	RT_VEC_FOREACH(node, &tables->picture->nodes)
	{
		if (!strcmp(node->type, type))
			write_row(tables, columns, node);
	}
	return 0;
}

static int write_people(struct tables *tables)
{
	static const struct rt_column columns[] = {NODE(name, "Name", TEXT),
		NODE(kind, "Kind", TEXT), NODE(mentions, "Mentions", COUNT),
		NODE(documents, "Documents", COUNT), NODE(sent, "Sent", COUNT),
		NODE(received, "Received", COUNT), NODE(first, "First", TEXT),
		NODE(last, "Last", TEXT), NODE(addresses, "Addresses", TEXT),
		NODE(names, "Names", TEXT), NODE(key, "Key", TEXT), {0}};
	return write_named(tables, "person", columns);
}

static int write_organisations(struct tables *tables)
{
	static const struct rt_column columns[] = {NODE(name, "Name", TEXT),
		NODE(mentions, "Mentions", COUNT), NODE(documents, "Documents", COUNT),
		NODE(first, "First", TEXT), NODE(last, "Last", TEXT),
		NODE(addresses, "Addresses", TEXT), NODE(names, "Names", TEXT),
		NODE(key, "Key", TEXT), {0}};
	return write_named(tables, "organisation", columns);
}

static int write_dates(struct tables *tables)
{
	static const struct rt_column columns[] = {ENTITY(name, "Date", TEXT),
		ENTITY(mentions, "Mentions", COUNT), ENTITY(documents, "Documents", COUNT),
		ENTITY(key, "Key", TEXT), {0}};
	struct rt_cursor *rows =
		rt_store_entities_by_name(tables->export->store, "date", tables->err);
	struct rt_entity_row row;
	int got = rows ? 0 : -1;
	write_head(tables, columns);
	while (rows && (got = rt_entities_next(rows, &row, tables->err)) > 0)
		write_row(tables, columns, &row);
	rt_cursor_free(rows);
	return got;
}

static int write_cases(struct tables *tables)
{
	static const struct rt_column columns[] = {CASE(name, "Reference", TEXT),
		CASE(kind, "Kind", TEXT), CASE(court, "Court", TEXT), CASE(year, "Year", TEXT),
		CASE(mentions, "Mentions", COUNT), CASE(documents, "Documents", COUNT),
		CASE(first, "First", TEXT), CASE(last, "Last", TEXT), CASE(key, "Key", TEXT), {0}};
	struct rt_cursor *rows = rt_store_cases(tables->export->store, tables->err);
	struct rt_case_row row;
	int got = rows ? 0 : -1;
	write_head(tables, columns);
	while (rows && (got = rt_cases_next(rows, &row, tables->err)) > 0)
		write_row(tables, columns, &row);
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
	static const struct rt_column columns[] = {DOCUMENT(path, "Path", TEXT),
		DOCUMENT(part, "Part", TEXT), DOCUMENT(kind, "Kind", TEXT),
		DOCUMENT(date, "Date", TEXT), DOCUMENT(subject, "Subject", TEXT),
		DOCUMENT(name, "Name", TEXT), DOCUMENT(media_type, "MediaType", TEXT),
		DOCUMENT(size, "Bytes", COUNT), DOCUMENT(lang, "Language", TEXT),
		DOCUMENT(places, "Places", COUNT), DOCUMENT(read, "Read", YES),
		DOCUMENT(sha256, "Sha256", TEXT), DOCUMENT(message_id, "MessageId", TEXT), {0}};
	struct rt_cursor *rows = rt_store_documents(tables->export->store, 0, tables->err);
	struct rt_document_row row;
	int got = rows ? 0 : -1;
	write_head(tables, columns);
	while (rows && (got = rt_documents_next(rows, &row, tables->err)) > 0)
		write_row(tables, columns, &row);
	rt_cursor_free(rows);
	return got;
}

static int write_problems(struct tables *tables)
{
	static const struct rt_column columns[] = {PROBLEM(class, "Class", TEXT),
		PROBLEM(stage, "Stage", TEXT), PROBLEM(path, "Path", TEXT),
		PROBLEM(part, "Part", TEXT), PROBLEM(message, "Message", TEXT),
		PROBLEM(count, "Count", COUNT), {0}};
	struct rt_cursor *rows = rt_store_problems(tables->export->store, tables->err);
	struct rt_problem_row row;
	int got = rows ? 0 : -1;
	write_head(tables, columns);
	while (rows && (got = rt_problems_next(rows, &row, tables->err)) > 0)
		write_row(tables, columns, &row);
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
