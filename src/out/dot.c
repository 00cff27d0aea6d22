#include "out/dot.h"

#include "base/utf8.h"
#include "out/out.h"
#include "store/link.h"

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define LABEL_COLUMNS 18 /* longer names are broken between words */
#define LABEL_LINES 4
#define FONT "DejaVu Sans, Noto Sans, Arial Unicode MS, sans-serif"

/* How a type is drawn. Colours keep their difference for the colour-blind and in grey print. */
struct look {
	const char *type; /* or kind, of a party to mail */
	const char *shape, *style, *fill, *line, *legend;
};

static const struct look looks[] = {
	{"role", "ellipse", "filled,dashed", "#eef2f7", "#5b7083", "shared mailbox"},
	{"list", "ellipse", "filled,dotted", "#eef2f7", "#5b7083", "mailing list"},
	{"machine", "ellipse", "filled,dotted", "#f2f2f2", "#8a8a8a", "machine"},
	{"partial", "ellipse", "filled,dashed", "#f1f7fd", "#2b6ca3", "one word of a name: whose is open"},
	{"person", "ellipse", "filled", "#d6e8fa", "#2b6ca3", "person"},
	{"organisation", "box", "filled,rounded", "#fde6c8", "#b4690e", "organisation"},
	{"place", "house", "filled", "#dff0d8", "#3f7f3f", "place"},
	{"case", "note", "filled", "#f9d6dc", "#a8324a", "case"},
	{"law", "note", "filled", "#f6e6f5", "#86467f", "law"},
	{"date", "box", "filled", "#f7f3cf", "#8a7d16", "date"},
	{NULL, "box", "filled", "#f0f0f0", "#777777", "other"},
};

static const struct look *look_of(const struct rt_picture_node *node)
{
	const struct look *look = looks;
	while (look->type && strcmp(look->type, node->kind) != 0)
		look++;
	if (!look->type)
		for (look = looks; look->type && strcmp(look->type, node->type) != 0; look++)
			;
	return look;
}

/* ---- labels --------------------------------------------------------------------------------- */

/* A name in lines of LABEL_COLUMNS, harmless: "\" and line breaks mean something to Graphviz. */
static void add_label(struct rt_str *out, const char *name)
{
	struct rt_str plain = RT_STR_INIT;
	rt_utf8_printable(&plain, name, strlen(name));
	size_t column = 0, lines = 1;
	for (char *word = strtok(plain.data, " "), *next; word; word = next) {
		next = strtok(NULL, " ");
		size_t width = rt_utf8_width(word, strlen(word));
		if (column && column + 1 + width > LABEL_COLUMNS) {
			if (lines++ == LABEL_LINES) {
				rt_str_append(out, " …");
				break;
			}
			rt_str_append(out, "\\n");
			column = 0;
		} else if (column) {
			rt_str_append_char(out, ' ');
			column++;
		}
		for (const char *byte = word; *byte; byte++)
			rt_str_appendf(out, "%s%c", *byte == '\\' ? "\\" : "", *byte);
		column += width;
	}
	rt_str_release(&plain);
}

static void legend_row(struct rt_str *out, const char *colour, const char *text)
{
	rt_str_appendf(out,
		"<tr><td bgcolor=\"%s\" width=\"24\" height=\"12\"></td>"
		"<td align=\"left\">%s</td></tr>",
		colour, text);
}

static void add_legend(struct rt_str *out, const struct rt_picture *picture)
{
	bool used[sizeof looks / sizeof *looks] = {false}, sent = false, both = false, near = false;
	RT_VEC_FOREACH(node, &picture->nodes)
	{
		used[look_of(node) - looks] = true;
	}
	RT_VEC_FOREACH(edge, &picture->edges)
	{
		sent |= !strcmp(edge->kind, RT_LINK_COMMUNICATION);
		near |= !strcmp(edge->kind, RT_LINK_COOCCURRENCE);
		both |= !strcmp(edge->kind, "both");
	}
	rt_str_append(out, "<table border=\"1\" color=\"#bbbbbb\" cellborder=\"0\" cellspacing=\"2\""
			   " cellpadding=\"2\">");
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
		if (used[i])
			legend_row(out, looks[i].fill, looks[i].legend);
	if (sent || both)
		legend_row(out, "#2b6ca3", "wrote to (arrow: in that direction)");
	if (near)
		legend_row(out, "#9a9a9a", "named together");
	if (both)
		legend_row(out, "#6b4c9a", "both");
	rt_str_appendf(out, "<tr><td colspan=\"2\" align=\"left\">the wider the line, the stronger"
			    " the tie</td></tr>");
	if (picture->left_out)
		rt_str_appendf(out,
			"<tr><td colspan=\"2\" align=\"left\">the %zu strongest ties of %zu</td></tr>",
			picture->edges.count, picture->edges.count + picture->left_out);
	rt_str_append(out, "</table>");
}

/* ---- the graph ------------------------------------------------------------------------------ */

static void set(void *object, char *name, const char *value)
{
	agsafeset(object, name, (char *)value, "");
}

static void set_number(void *object, char *name, double value)
{
	char text[32];
	snprintf(text, sizeof text, "%.2f", value);
	set(object, name, text);
}

static void set_graph(Agraph_t *graph, const struct rt_picture *picture)
{
	struct rt_str legend = RT_STR_INIT;
	add_legend(&legend, picture);
	char *html = agstrdup_html(graph, legend.data);
	agsafeset(graph, "label", html, "");
	agstrfree(graph, html);
	rt_str_release(&legend);
	set(graph, "labelloc", "b");
	set(graph, "labeljust", "l");
	set(graph, "fontname", FONT);
	set(graph, "fontsize", "11");
	set(graph, "charset", "UTF-8");
	set(graph, "bgcolor", "white");
	set(graph, "outputorder", "edgesfirst");
	set(graph, "overlap", "prism");
	set(graph, "overlap_scaling", "-4");
	set(graph, "sep", "+8");
	set(graph, "splines", "true");
	set(graph, "K", "0.75");
	set(graph, "start", "7");
	set(graph, "pad", "0.3");
}

/* Size of letters: from 10 to 20 points by the share of the strongest node. */
static void add_node(Agraph_t *graph, const struct rt_picture_node *node, double strongest)
{
	const struct look *look = look_of(node);
	struct rt_str label = RT_STR_INIT;
	Agnode_t *drawn = agnode(graph, (char *)node->key, 1);
	add_label(&label, node->label);
	set(drawn, "label", label.data);
	set(drawn, "shape", look->shape);
	set(drawn, "style", look->style);
	set(drawn, "fillcolor", look->fill);
	set(drawn, "color", look->line);
	set(drawn, "fontname", FONT);
	set(drawn, "margin", "0.08,0.05");
	set_number(drawn, "fontsize", 10 + 10 * sqrt(node->strength / strongest));
	rt_str_clear(&label);
	add_label(&label, look->legend);
	rt_str_appendf(&label, ", mentioned %lld times, %lld messages", (long long)node->mentions,
		(long long)node->messages);
	set(drawn, "tooltip", label.data);
	rt_str_release(&label);
}

static const char *direction(const struct rt_picture_edge *edge)
{
	if (edge->sent_ab && edge->sent_ba)
		return "both";
	return edge->sent_ab ? "forward" : edge->sent_ba ? "back" : "none";
}

static void add_edge(Agraph_t *graph, const struct rt_picture *picture,
	const struct rt_picture_edge *edge, double strongest)
{
	Agnode_t *a = agnode(graph, (char *)picture->nodes.items[edge->a].key, 0);
	Agnode_t *b = agnode(graph, (char *)picture->nodes.items[edge->b].key, 0);
	Agedge_t *drawn = agedge(graph, a, b, (char *)edge->kind, 1);
	bool near = !strcmp(edge->kind, RT_LINK_COOCCURRENCE);
	bool sent = !strcmp(edge->kind, RT_LINK_COMMUNICATION);
	double share = sqrt(edge->weight / strongest);
	char tooltip[128];
	snprintf(tooltip, sizeof tooltip, "weight %.1f, %lld there, %lld back", edge->weight,
		(long long)edge->sent_ab, (long long)edge->sent_ba);
	set(drawn, "dir", direction(edge));
	set(drawn, "color", near ? "#9a9a9a" : sent ? "#2b6ca3b0" : "#6b4c9ab0");
	set(drawn, "tooltip", tooltip);
	set_number(drawn, "penwidth", 0.7 + 5.3 * share * share);
	set_number(drawn, "arrowsize", 0.45 + 0.3 * share);
	set_number(drawn, "weight", 1 + 4 * share);
}

static Agraph_t *make_graph(const struct rt_picture *picture)
{
	char name[] = "redthread";
	Agraph_t *graph = agopen(name, Agdirected, NULL);
	double strong_node = 1e-9, strong_edge = 1e-9;
	RT_VEC_FOREACH(node, &picture->nodes)
	{
		strong_node = fmax(strong_node, node->strength);
	}
	RT_VEC_FOREACH(edge, &picture->edges)
	{
		strong_edge = fmax(strong_edge, edge->weight);
	}
	set_graph(graph, picture);
	RT_VEC_FOREACH(node, &picture->nodes)
	{
		add_node(graph, node, strong_node);
	}
	RT_VEC_FOREACH(edge, &picture->edges)
	{
		add_edge(graph, picture, edge, strong_edge);
	}
	return graph;
}

/* ---- out ------------------------------------------------------------------------------------ */

/* cgraph writes through functions of its own choosing; these put it into a string. */
static int put_text(void *channel, const char *text)
{
	rt_str_append(channel, text);
	return 0;
}

static int put_nothing(void *channel)
{
	(void)channel;
	return 0;
}

int rt_dot_write(const struct rt_picture *picture, struct rt_str *out, struct rt_err *err)
{
	Agraph_t *graph = make_graph(picture);
	Agiodisc_t *old = graph->clos->disc.io;
	Agiodisc_t io = *old;
	io.putstr = put_text;
	io.flush = put_nothing;
	graph->clos->disc.io = &io;
	int failed = agwrite(graph, out);
	graph->clos->disc.io = old;
	agclose(graph);
	return failed ? rt_err_set(err, "the graph cannot be written") : 0;
}

int rt_dot_draw(const struct rt_picture *picture, const char *layout, const char *format,
	const char *target, struct rt_err *err)
{
	GVC_t *context = gvContext();
	Agraph_t *graph = make_graph(picture);
	int failed = 0;
	agseterr(AGERR);
	if (gvLayout(context, graph, layout)) {
		failed = rt_err_set(err, "Graphviz has no layout \"%s\" here", layout);
	} else {
		if (gvRenderFilename(context, graph, format, target))
			failed = rt_err_set(err, "Graphviz cannot write %s as %s", target, format);
		gvFreeLayout(context, graph);
	}
	agclose(graph);
	gvFreeContext(context);
	return failed;
}

int rt_export_dot(const struct rt_export *export, struct rt_err *err)
{
	struct rt_picture picture;
	struct rt_filter filter = export->filter;
	filter.joined = true;
	if (rt_picture_load(&picture, export->store, &filter, err))
		return -1;
	struct rt_str out = RT_STR_INIT;
	int failed = rt_dot_write(&picture, &out, err) || rt_export_text(export, &out, err);
	rt_str_release(&out);
	rt_picture_release(&picture);
	return failed ? -1 : 0;
}
