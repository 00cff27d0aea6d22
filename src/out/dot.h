/*
 * The map as a picture: a cgraph graph with shapes and colours by type, line width by weight, a
 * legend. Graphviz is behind this file.
 */
#ifndef RT_OUT_DOT_H
#define RT_OUT_DOT_H

#include "graph/picture.h"

/* The graph in the DOT language, appended. */
int rt_dot_write(const struct rt_picture *picture, struct rt_str *out, struct rt_err *err);

/* Lays it out and draws it. format: "svg", "png", "pdf". layout: "sfdp", "neato", "fdp", "dot" …
 * target: a file. -1 where Graphviz lacks the layout or the format. */
int rt_dot_draw(const struct rt_picture *picture, const char *layout, const char *format,
	const char *target, struct rt_err *err);

#endif
