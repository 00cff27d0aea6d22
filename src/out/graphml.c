/* GraphML (graphml.graphdrawing.org), for yEd, Cytoscape and NetworkX. */
#include "out/out.h"
#include "out/xml.h"
#include "store/link.h"

#include <string.h>

static const char head[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
	"<key id=\"name\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
	"<key id=\"type\" for=\"node\" attr.name=\"type\" attr.type=\"string\"/>\n"
	"<key id=\"nkind\" for=\"node\" attr.name=\"kind\" attr.type=\"string\"/>\n"
	"<key id=\"mentions\" for=\"node\" attr.name=\"mentions\" attr.type=\"long\"/>\n"
	"<key id=\"messages\" for=\"node\" attr.name=\"messages\" attr.type=\"long\"/>\n"
	"<key id=\"community\" for=\"node\" attr.name=\"community\" attr.type=\"long\"/>\n"
	"<key id=\"addresses\" for=\"node\" attr.name=\"addresses\" attr.type=\"string\"/>\n"
	"<key id=\"names\" for=\"node\" attr.name=\"names\" attr.type=\"string\"/>\n"
	"<key id=\"kind\" for=\"edge\" attr.name=\"kind\" attr.type=\"string\"/>\n"
	"<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
	"<key id=\"sentences\" for=\"edge\" attr.name=\"sentences\" attr.type=\"long\"/>\n"
	"<key id=\"paragraphs\" for=\"edge\" attr.name=\"paragraphs\" attr.type=\"long\"/>\n"
	"<key id=\"documents\" for=\"edge\" attr.name=\"documents\" attr.type=\"long\"/>\n"
	"<key id=\"first\" for=\"edge\" attr.name=\"first\" attr.type=\"string\"/>\n"
	"<key id=\"last\" for=\"edge\" attr.name=\"last\" attr.type=\"string\"/>\n"
	"<graph edgedefault=\"undirected\">\n";

static void text_data(struct rt_str *out, const char *key, const char *text)
{
	if (!text)
		return;
	rt_str_appendf(out, "<data key=\"%s\">", key);
	rt_xml_text(out, text);
	rt_str_append(out, "</data>");
}

static void number_data(struct rt_str *out, const char *key, int64_t number)
{
	rt_str_appendf(out, "<data key=\"%s\">%lld</data>", key, (long long)number);
}

static void add_node(struct rt_str *out, const struct rt_picture_node *node)
{
	rt_str_append(out, "<node");
	rt_xml_attribute(out, "id", node->key);
	rt_str_append(out, ">");
	text_data(out, "name", node->name);
	text_data(out, "type", node->type);
	text_data(out, "nkind", node->kind);
	number_data(out, "mentions", node->mentions);
	number_data(out, "messages", node->messages);
	number_data(out, "community", node->community);
	text_data(out, "addresses", node->addresses);
	text_data(out, "names", node->names);
	rt_str_append(out, "</node>\n");
}

static void add_edge(
	struct rt_str *out, const struct rt_picture *picture, const struct rt_picture_edge *edge)
{
	bool sent = !strcmp(edge->kind, RT_LINK_COMMUNICATION);
	rt_str_append(out, "<edge");
	rt_xml_attribute(out, "source", picture->nodes.items[edge->a].key);
	rt_xml_attribute(out, "target", picture->nodes.items[edge->b].key);
	rt_xml_attribute(out, "directed", sent ? "true" : "false");
	rt_str_append(out, ">");
	text_data(out, "kind", edge->kind);
	rt_str_append(out, "<data key=\"weight\">");
	rt_xml_real(out, edge->weight);
	rt_str_append(out, "</data>");
	number_data(out, "sentences", edge->sentences);
	number_data(out, "paragraphs", edge->paragraphs);
	number_data(out, "documents", edge->documents);
	text_data(out, "first", edge->first);
	text_data(out, "last", edge->last);
	rt_str_append(out, "</edge>\n");
}

int rt_export_graphml(const struct rt_export *export, struct rt_err *err)
{
	struct rt_picture picture;
	if (rt_picture_load(&picture, export->store, &export->filter, err))
		return -1;
	struct rt_str out = RT_STR_INIT;
	rt_str_append(&out, head);
	RT_VEC_FOREACH(node, &picture.nodes)
	{
		add_node(&out, node);
	}
	RT_VEC_FOREACH(edge, &picture.edges)
	{
		add_edge(&out, &picture, edge);
	}
	rt_str_append(&out, "</graph>\n</graphml>\n");
	int failed = rt_export_text(export, &out, err);
	rt_str_release(&out);
	rt_picture_release(&picture);
	return failed;
}
