#include "out/out.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

const struct rt_export_format rt_export_formats[] = {
	{"csv", "spreadsheets: nodes and edges for Gephi, people, organisations, dates …", true,
		rt_export_csv},
	{"dot", "Graphviz", false, rt_export_dot},
	{"gexf", "Gephi", false, rt_export_gexf},
	{"graphml", "yEd, Cytoscape, NetworkX", false, rt_export_graphml},
	{"identities", "who is who, a JSON line each", false, rt_export_identities},
	{"json", "nodes and edges as one object", false, rt_export_json},
	{"messages", "who wrote to whom when, a JSON line each", false, rt_export_messages},
	{0},
};

const struct rt_export_format *rt_export_lookup(const char *name)
{
	for (const struct rt_export_format *format = rt_export_formats; format->name; format++)
		if (!strcmp(format->name, name))
			return format;
	return NULL;
}

int rt_export_text(const struct rt_export *export, const struct rt_str *text, struct rt_err *err)
{
	if (export->target)
		return rt_file_write(export->target, text->data, text->len, err);
	if (fwrite(text->data, 1, text->len, stdout) != text->len || fflush(stdout))
		return rt_err_set(err, "standard output cannot be written");
	return 0;
}

int rt_export_picture(const struct rt_export *export,
	void (*write)(struct rt_str *out, const struct rt_picture *picture), struct rt_err *err)
{
	struct rt_picture picture;
	if (rt_picture_load(&picture, export->store, &export->filter, err))
		return -1;
	struct rt_str out = RT_STR_INIT;
	write(&out, &picture);
	int failed = rt_export_text(export, &out, err);
	rt_str_release(&out);
	rt_picture_release(&picture);
	return failed;
}
