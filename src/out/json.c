/*
 * {"directed": true, "multigraph": true, "nodes": [{"id", "name", "type", …}], "links": [{"source",
 * "target", "kind", "weight", …}]}: the form that D3 and NetworkX (node_link_graph) read. As in
 * GraphML, the kind tells which links have a direction.
 */
#include "base/json.h"
#include "out/column.h"
#include "out/out.h"

static void add_node(struct rt_json *json, const struct rt_picture_node *node)
{
	rt_json_object(json, NULL);
	rt_json_text(json, "id", node->key);
	rt_json_text(json, "name", node->name);
	rt_columns_json(json, rt_node_columns, node);
	rt_json_end(json);
}

static void add_edge(
	struct rt_json *json, const struct rt_picture *picture, const struct rt_picture_edge *edge)
{
	rt_json_object(json, NULL);
	rt_json_text(json, "source", picture->nodes.items[edge->a].key);
	rt_json_text(json, "target", picture->nodes.items[edge->b].key);
	rt_columns_json(json, rt_edge_columns, edge);
	rt_json_end(json);
}

static void write_picture(struct rt_str *out, const struct rt_picture *picture)
{
	struct rt_json json = {.out = out};
	rt_json_object(&json, NULL);
	rt_json_bool(&json, "directed", true);
	rt_json_bool(&json, "multigraph", true);
	rt_json_array(&json, "nodes");
	RT_VEC_FOREACH(node, &picture->nodes)
	{
		add_node(&json, node);
	}
	rt_json_end(&json);
	rt_json_array(&json, "links");
	RT_VEC_FOREACH(edge, &picture->edges)
	{
		add_edge(&json, picture, edge);
	}
	rt_json_end(&json);
	rt_json_end(&json);
	rt_str_append_char(out, '\n');
}

int rt_export_json(const struct rt_export *export, struct rt_err *err)
{
	return rt_export_picture(export, write_picture, err);
}
