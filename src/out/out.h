/*
 * Exports: the table that every writer fills in.
 *
 * A writer is one row in out.c: a name, what it is, and a function that writes the case file in its
 * format. Formats of several files want a folder; the others a file, or nothing for standard
 * output. Everything comes in a fixed order, so that the same case gives the same bytes.
 */
#ifndef RT_OUT_OUT_H
#define RT_OUT_OUT_H

#include "graph/picture.h"

struct rt_export {
	struct rt_store *store;
	const char *target; /* a folder or file; NULL: standard output */
	struct rt_filter filter;
	bool bom; /* UTF-8 byte order mark, for spreadsheets that want one */
};

struct rt_export_format {
	const char *name;
	const char *summary;
	bool folder; /* writes several files */
	int (*write)(const struct rt_export *export, struct rt_err *err);
};

extern const struct rt_export_format rt_export_formats[]; /* ends with a NULL name */
const struct rt_export_format *rt_export_lookup(const char *name);

/* Writes text to the target. */
int rt_export_text(const struct rt_export *export, const struct rt_str *text, struct rt_err *err);
/* Writes the picture that the filter leaves, put into words by `write`, to the target. */
int rt_export_picture(const struct rt_export *export,
	void (*write)(struct rt_str *out, const struct rt_picture *picture), struct rt_err *err);

int rt_export_csv(const struct rt_export *export, struct rt_err *err);
int rt_export_dot(const struct rt_export *export, struct rt_err *err);
int rt_export_gexf(const struct rt_export *export, struct rt_err *err);
int rt_export_graphml(const struct rt_export *export, struct rt_err *err);
int rt_export_identities(const struct rt_export *export, struct rt_err *err);
int rt_export_json(const struct rt_export *export, struct rt_err *err);
int rt_export_messages(const struct rt_export *export, struct rt_err *err);

#endif
