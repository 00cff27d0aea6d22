/* GEXF 1.3 (gexf.net), for Gephi. A link is one edge: directed for communication. */
#include "out/column.h"
#include "out/out.h"
#include "out/xml.h"
#include "store/link.h"

#include <string.h>

static void declare(struct rt_str *out, const char *class, const struct rt_column *columns)
{
	static const char *const types[] = {"string", "long", "double", "string"};
	rt_str_appendf(out, "<attributes class=\"%s\">\n", class);
	for (; columns->id; columns++)
		rt_str_appendf(out, "<attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n",
			columns->id, columns->id, types[columns->type]);
	rt_str_append(out, "</attributes>\n");
}

static void add_values(struct rt_str *out, const struct rt_column *columns, const void *row)
{
	struct rt_str text = RT_STR_INIT;
	rt_str_append(out, "<attvalues>");
	for (; columns->id; columns++) {
		rt_str_clear(&text);
		if (!rt_column_text(&text, columns, row))
			continue;
		rt_str_appendf(out, "<attvalue for=\"%s\"", columns->id);
		rt_xml_attribute(out, "value", text.data);
		rt_str_append(out, "/>");
	}
	rt_str_append(out, "</attvalues>");
	rt_str_release(&text);
}

static void add_node(struct rt_str *out, const struct rt_picture_node *node)
{
	rt_str_append(out, "<node");
	rt_xml_attribute(out, "id", node->key);
	rt_xml_attribute(out, "label", node->label);
	rt_str_append(out, ">");
	add_values(out, rt_node_columns, node);
	rt_str_append(out, "</node>\n");
}

static void add_edge(struct rt_str *out, const struct rt_picture *picture, size_t number)
{
	const struct rt_picture_edge *edge = &picture->edges.items[number];
	bool sent = !strcmp(edge->kind, RT_LINK_COMMUNICATION);
	rt_str_appendf(out, "<edge id=\"%zu\"", number);
	rt_xml_attribute(out, "source", picture->nodes.items[edge->a].key);
	rt_xml_attribute(out, "target", picture->nodes.items[edge->b].key);
	rt_xml_attribute(out, "type", sent ? "directed" : "undirected");
	rt_xml_attribute(out, "kind", edge->kind);
	rt_str_append(out, " weight=\"");
	rt_xml_real(out, edge->weight);
	rt_str_append(out, "\">");
	add_values(out, rt_edge_columns, edge);
	rt_str_append(out, "</edge>\n");
}

static void write_picture(struct rt_str *out, const struct rt_picture *picture)
{
	rt_str_append(out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
		"<meta><creator>redthread</creator></meta>\n"
		"<graph defaultedgetype=\"undirected\" mode=\"static\">\n");
	declare(out, "node", rt_node_columns);
	declare(out, "edge", rt_edge_columns);
	rt_str_append(out, "<nodes>\n");
	RT_VEC_FOREACH(node, &picture->nodes)
	{
		add_node(out, node);
	}
	rt_str_append(out, "</nodes>\n<edges>\n");
	for (size_t i = 0; i < picture->edges.count; i++)
		add_edge(out, picture, i);
	rt_str_append(out, "</edges>\n</graph>\n</gexf>\n");
}

int rt_export_gexf(const struct rt_export *export, struct rt_err *err)
{
	return rt_export_picture(export, write_picture, err);
}
