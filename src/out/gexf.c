/* GEXF 1.3 (gexf.net), for Gephi. A link is one edge: directed for communication. */
#include "out/out.h"
#include "out/xml.h"
#include "store/link.h"

#include <string.h>

static const char head[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
	"<meta><creator>redthread</creator></meta>\n"
	"<graph defaultedgetype=\"undirected\" mode=\"static\">\n"
	"<attributes class=\"node\">\n"
	"<attribute id=\"type\" title=\"type\" type=\"string\"/>\n"
	"<attribute id=\"kind\" title=\"kind\" type=\"string\"/>\n"
	"<attribute id=\"mentions\" title=\"mentions\" type=\"integer\"/>\n"
	"<attribute id=\"documents\" title=\"documents\" type=\"integer\"/>\n"
	"<attribute id=\"messages\" title=\"messages\" type=\"integer\"/>\n"
	"<attribute id=\"community\" title=\"community\" type=\"integer\"/>\n"
	"<attribute id=\"first\" title=\"first\" type=\"string\"/>\n"
	"<attribute id=\"last\" title=\"last\" type=\"string\"/>\n"
	"<attribute id=\"addresses\" title=\"addresses\" type=\"string\"/>\n"
	"<attribute id=\"names\" title=\"names\" type=\"string\"/>\n"
	"</attributes>\n"
	"<attributes class=\"edge\">\n"
	"<attribute id=\"sentences\" title=\"sentences\" type=\"integer\"/>\n"
	"<attribute id=\"paragraphs\" title=\"paragraphs\" type=\"integer\"/>\n"
	"<attribute id=\"documents\" title=\"documents\" type=\"integer\"/>\n"
	"<attribute id=\"npmi\" title=\"npmi\" type=\"double\"/>\n"
	"<attribute id=\"first\" title=\"first\" type=\"string\"/>\n"
	"<attribute id=\"last\" title=\"last\" type=\"string\"/>\n"
	"</attributes>\n";

static void text_value(struct rt_str *out, const char *name, const char *text)
{
	if (!text)
		return;
	rt_str_appendf(out, "<attvalue for=\"%s\"", name);
	rt_xml_attribute(out, "value", text);
	rt_str_append(out, "/>");
}

static void number_value(struct rt_str *out, const char *name, int64_t number)
{
	rt_str_appendf(out, "<attvalue for=\"%s\" value=\"%lld\"/>", name, (long long)number);
}

static void add_node(struct rt_str *out, const struct rt_picture_node *node)
{
	rt_str_append(out, "<node");
	rt_xml_attribute(out, "id", node->key);
	rt_xml_attribute(out, "label", node->name);
	rt_str_append(out, "><attvalues>");
	text_value(out, "type", node->type);
	text_value(out, "kind", node->kind);
	number_value(out, "mentions", node->mentions);
	number_value(out, "documents", node->documents);
	number_value(out, "messages", node->messages);
	number_value(out, "community", node->community);
	text_value(out, "first", node->first);
	text_value(out, "last", node->last);
	text_value(out, "addresses", node->addresses);
	text_value(out, "names", node->names);
	rt_str_append(out, "</attvalues></node>\n");
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
	rt_str_append(out, "\"><attvalues>");
	number_value(out, "sentences", edge->sentences);
	number_value(out, "paragraphs", edge->paragraphs);
	number_value(out, "documents", edge->documents);
	if (edge->measured) {
		rt_str_append(out, "<attvalue for=\"npmi\" value=\"");
		rt_xml_real(out, edge->npmi);
		rt_str_append(out, "\"/>");
	}
	text_value(out, "first", edge->first);
	text_value(out, "last", edge->last);
	rt_str_append(out, "</attvalues></edge>\n");
}

int rt_export_gexf(const struct rt_export *export, struct rt_err *err)
{
	struct rt_picture picture;
	if (rt_picture_load(&picture, export->store, &export->filter, err))
		return -1;
	struct rt_str out = RT_STR_INIT;
	rt_str_append(&out, head);
	rt_str_append(&out, "<nodes>\n");
	RT_VEC_FOREACH(node, &picture.nodes)
	{
		add_node(&out, node);
	}
	rt_str_append(&out, "</nodes>\n<edges>\n");
	for (size_t i = 0; i < picture.edges.count; i++)
		add_edge(&out, &picture, i);
	rt_str_append(&out, "</edges>\n</graph>\n</gexf>\n");
	int failed = rt_export_text(export, &out, err);
	rt_str_release(&out);
	rt_picture_release(&picture);
	return failed;
}
