#include "out/column.h"

#include "graph/picture.h"
#include "out/xml.h"

#define NODE(field, title, type) RT_COLUMN(rt_picture_node, field, title, type)
#define EDGE(field, title, type) RT_COLUMN(rt_picture_edge, field, title, type)

const struct rt_column rt_node_columns[] = {
	NODE(type, "Type", TEXT),
	NODE(kind, "Kind", TEXT),
	NODE(mentions, "Mentions", COUNT),
	NODE(documents, "Documents", COUNT),
	NODE(messages, "Messages", COUNT),
	NODE(sent, "Sent", COUNT),
	NODE(received, "Received", COUNT),
	NODE(degree, "Degree", COUNT),
	NODE(strength, "Strength", REAL),
	NODE(community, "Community", COUNT),
	NODE(first, "First", TEXT),
	NODE(last, "Last", TEXT),
	NODE(addresses, "Addresses", TEXT),
	NODE(names, "Names", TEXT),
	{0},
};

const struct rt_column rt_edge_columns[] = {
	EDGE(kind, "Kind", TEXT),
	EDGE(weight, "Weight", REAL),
	EDGE(sentences, "Sentences", COUNT),
	EDGE(paragraphs, "Paragraphs", COUNT),
	EDGE(documents, "Documents", COUNT),
	{"npmi", "Npmi", RT_COLUMN_REAL, offsetof(struct rt_picture_edge, npmi),
		offsetof(struct rt_picture_edge, measured)},
	EDGE(sent_to, "To", COUNT),
	EDGE(sent_cc, "Cc", COUNT),
	EDGE(sent_bcc, "Bcc", COUNT),
	EDGE(embedded, "Embedded", COUNT),
	EDGE(replies, "Replies", COUNT),
	{"reply_hours", "ReplyHours", RT_COLUMN_REAL, offsetof(struct rt_picture_edge, reply_hours),
		offsetof(struct rt_picture_edge, answered)},
	EDGE(first, "First", TEXT),
	EDGE(last, "Last", TEXT),
	{0},
};

/* ---- the field behind a column -------------------------------------------------------------- */

static const void *field(const struct rt_column *column, const void *row)
{
	return (const char *)row + column->at;
}

static const char *text_of(const struct rt_column *column, const void *row)
{
	if (column->type == RT_COLUMN_YES)
		return *(const bool *)field(column, row) ? "yes" : "no";
	return *(const char *const *)field(column, row);
}

static int64_t count_of(const struct rt_column *column, const void *row)
{
	return *(const int64_t *)field(column, row);
}

static double real_of(const struct rt_column *column, const void *row)
{
	return *(const double *)field(column, row);
}

static bool is_given(const struct rt_column *column, const void *row)
{
	return !column->given || *(const bool *)((const char *)row + column->given);
}

bool rt_column_text(struct rt_str *out, const struct rt_column *column, const void *row)
{
	if (!is_given(column, row))
		return false;
	if (column->type == RT_COLUMN_COUNT)
		rt_str_appendf(out, "%lld", (long long)count_of(column, row));
	else if (column->type == RT_COLUMN_REAL)
		rt_xml_real(out, real_of(column, row));
	else if (text_of(column, row))
		rt_str_append(out, text_of(column, row));
	else
		return false;
	return true;
}

/* ---- spreadsheets --------------------------------------------------------------------------- */

static void add_cell(struct rt_csv *csv, const struct rt_column *column, const void *row)
{
	if (!is_given(column, row))
		rt_csv_text(csv, NULL);
	else if (column->type == RT_COLUMN_COUNT)
		rt_csv_int(csv, count_of(column, row));
	else if (column->type == RT_COLUMN_REAL)
		rt_csv_real(csv, real_of(column, row));
	else
		rt_csv_text(csv, text_of(column, row));
}

void rt_columns_csv_head(struct rt_csv *csv, const struct rt_column *columns)
{
	for (; columns->id; columns++)
		rt_csv_text(csv, columns->title);
}

void rt_columns_csv(struct rt_csv *csv, const struct rt_column *columns, const void *row)
{
	for (; columns->id; columns++)
		add_cell(csv, columns, row);
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static void add_member(struct rt_json *json, const struct rt_column *column, const void *row)
{
	if (!is_given(column, row))
		return;
	if (column->type == RT_COLUMN_COUNT)
		rt_json_int(json, column->id, count_of(column, row));
	else if (column->type == RT_COLUMN_REAL)
		rt_json_real(json, column->id, real_of(column, row));
	else
		rt_json_text(json, column->id, text_of(column, row));
}

void rt_columns_json(struct rt_json *json, const struct rt_column *columns, const void *row)
{
	for (; columns->id; columns++)
		add_member(json, columns, row);
}
