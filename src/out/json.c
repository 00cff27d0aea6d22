/* {"nodes": [{"id", "name", "type", …}], "links": [{"source", "target", "kind", "weight", …}]}, the
 * form that D3 and NetworkX (node_link_graph) read. */
#include "base/json.h"
#include "out/out.h"

static void add_node(struct rt_json *json, const struct rt_picture_node *node)
{
	rt_json_object(json, NULL);
	rt_json_text(json, "id", node->key);
	rt_json_text(json, "name", node->name);
	rt_json_text(json, "type", node->type);
	rt_json_text(json, "kind", node->kind);
	rt_json_int(json, "mentions", node->mentions);
	rt_json_int(json, "documents", node->documents);
	rt_json_int(json, "messages", node->messages);
	rt_json_int(json, "degree", node->degree);
	rt_json_real(json, "strength", node->strength);
	rt_json_int(json, "community", node->community);
	rt_json_text(json, "first", node->first);
	rt_json_text(json, "last", node->last);
	rt_json_text(json, "addresses", node->addresses);
	rt_json_text(json, "names", node->names);
	rt_json_end(json);
}

static void add_edge(
	struct rt_json *json, const struct rt_picture *picture, const struct rt_picture_edge *edge)
{
	rt_json_object(json, NULL);
	rt_json_text(json, "source", picture->nodes.items[edge->a].key);
	rt_json_text(json, "target", picture->nodes.items[edge->b].key);
	rt_json_text(json, "kind", edge->kind);
	rt_json_real(json, "weight", edge->weight);
	if (edge->measured)
		rt_json_real(json, "npmi", edge->npmi);
	rt_json_int(json, "sentences", edge->sentences);
	rt_json_int(json, "paragraphs", edge->paragraphs);
	rt_json_int(json, "documents", edge->documents);
	rt_json_int(json, "sent_to", edge->sent_to);
	rt_json_int(json, "sent_cc", edge->sent_cc);
	rt_json_int(json, "sent_bcc", edge->sent_bcc);
	rt_json_int(json, "embedded", edge->embedded);
	rt_json_text(json, "first", edge->first);
	rt_json_text(json, "last", edge->last);
	rt_json_end(json);
}

int rt_export_json(const struct rt_export *export, struct rt_err *err)
{
	struct rt_picture picture;
	if (rt_picture_load(&picture, export->store, &export->filter, err))
		return -1;
	struct rt_str out = RT_STR_INIT;
	struct rt_json json = {.out = &out};
	rt_json_object(&json, NULL);
	rt_json_array(&json, "nodes");
	RT_VEC_FOREACH(node, &picture.nodes)
	{
		add_node(&json, node);
	}
	rt_json_end(&json);
	rt_json_array(&json, "links");
	RT_VEC_FOREACH(edge, &picture.edges)
	{
		add_edge(&json, &picture, edge);
	}
	rt_json_end(&json);
	rt_json_end(&json);
	rt_str_append_char(&out, '\n');
	int failed = rt_export_text(export, &out, err);
	rt_str_release(&out);
	rt_picture_release(&picture);
	return failed;
}
