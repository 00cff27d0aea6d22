/*
 * GraphML (graphml.graphdrawing.org), for yEd, Cytoscape and NetworkX.
 *
 * Keys are one name space for nodes and edges: those of nodes begin with n_, those of edges with e_.
 * NetworkX refuses a graph whose edges are of both kinds, so all of them are written as directed;
 * the kind tells: co-occurrence has no direction.
 */
#include "out/column.h"
#include "out/out.h"
#include "out/xml.h"

static void declare(struct rt_str *out, const char *of, const struct rt_column *columns)
{
	static const char *const types[] = {"string", "long", "double", "string"};
	for (; columns->id; columns++)
		rt_str_appendf(out,
			"<key id=\"%c_%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", *of,
			columns->id, of, columns->id, types[columns->type]);
}

static void add_data(struct rt_str *out, const char *of, const char *id, const char *text)
{
	rt_str_appendf(out, "<data key=\"%c_%s\">", *of, id);
	rt_xml_text(out, text);
	rt_str_append(out, "</data>");
}

static void add_values(
	struct rt_str *out, const char *of, const struct rt_column *columns, const void *row)
{
	struct rt_str text = RT_STR_INIT;
	for (; columns->id; columns++) {
		rt_str_clear(&text);
		if (rt_column_text(&text, columns, row))
			add_data(out, of, columns->id, text.data);
	}
	rt_str_release(&text);
}

static void add_node(struct rt_str *out, const struct rt_picture_node *node)
{
	rt_str_append(out, "<node");
	rt_xml_attribute(out, "id", node->key);
	rt_str_append(out, ">");
	add_data(out, "node", "label", node->label);
	add_values(out, "node", rt_node_columns, node);
	rt_str_append(out, "</node>\n");
}

static void add_edge(
	struct rt_str *out, const struct rt_picture *picture, const struct rt_picture_edge *edge)
{
	rt_str_append(out, "<edge");
	rt_xml_attribute(out, "source", picture->nodes.items[edge->a].key);
	rt_xml_attribute(out, "target", picture->nodes.items[edge->b].key);
	rt_str_append(out, ">");
	add_values(out, "edge", rt_edge_columns, edge);
	rt_str_append(out, "</edge>\n");
}

static void write_picture(struct rt_str *out, const struct rt_picture *picture)
{
	rt_str_append(out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
		"<key id=\"n_label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n");
	declare(out, "node", rt_node_columns);
	declare(out, "edge", rt_edge_columns);
	rt_str_append(out, "<graph edgedefault=\"directed\">\n");
	RT_VEC_FOREACH(node, &picture->nodes)
	{
		add_node(out, node);
	}
	RT_VEC_FOREACH(edge, &picture->edges)
	{
		add_edge(out, picture, edge);
	}
	rt_str_append(out, "</graph>\n</graphml>\n");
}

int rt_export_graphml(const struct rt_export *export, struct rt_err *err)
{
	return rt_export_picture(export, write_picture, err);
}
