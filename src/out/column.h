/*
 * What an export says of a node, a tie or a row of the case file: a table of columns.
 *
 * A column is a field of a struct with the names that the formats call it by. Whoever adds a field
 * to the picture adds one line in column.c, and CSV, JSON, GEXF and GraphML all have it.
 *
 *	rt_columns_csv_head(csv, rt_node_columns);
 *	rt_columns_csv(csv, rt_node_columns, node);
 */
#ifndef RT_OUT_COLUMN_H
#define RT_OUT_COLUMN_H

#include "base/json.h"
#include "base/str.h"
#include "out/csv.h"

#include <stddef.h>

enum rt_column_type {
	RT_COLUMN_TEXT,	 /* const char *, NULL: nothing is known */
	RT_COLUMN_COUNT, /* int64_t */
	RT_COLUMN_REAL,	 /* double */
	RT_COLUMN_YES,	 /* bool: yes or no */
};

struct rt_column {
	const char *id;	   /* in JSON, GEXF and GraphML; NULL ends a table */
	const char *title; /* in spreadsheets */
	enum rt_column_type type;
	size_t at;    /* offset of the field */
	size_t given; /* offset of a bool that says whether the field holds anything; 0: always */
};

#define RT_COLUMN(row, field, title, type)                                                         \
	{                                                                                          \
		#field, title, RT_COLUMN_##type, offsetof(struct row, field), 0                    \
	}

extern const struct rt_column rt_node_columns[]; /* of struct rt_picture_node, behind key and name */
extern const struct rt_column rt_edge_columns[]; /* of struct rt_picture_edge, behind a and b */

/* Appends the field as text without quotes; false, and nothing, where it holds none. */
bool rt_column_text(struct rt_str *out, const struct rt_column *column, const void *row);

/* The titles of a table, cell by cell; the row is not ended. */
void rt_columns_csv_head(struct rt_csv *csv, const struct rt_column *columns);
/* Its cells, empty where a field holds nothing. */
void rt_columns_csv(struct rt_csv *csv, const struct rt_column *columns, const void *row);

/* A member; a text of which nothing is known is null, a number of which nothing is known left out. */
void rt_columns_json(struct rt_json *json, const struct rt_column *columns, const void *row);

#endif
