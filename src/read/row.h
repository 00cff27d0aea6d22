/*
 * A row of a table as a line: a tab behind each cell, none at the end. What is left out keeps its place, so that each
 * cell stands in the column of its head:
 *
 *	struct rt_row row = {.start = out->len};
 *	rt_row_go_to(&row, 2, out);  // two tabs
 *	rt_str_append(out, "14 May");
 *	rt_row_end_cell(&row, out);
 *	rt_row_end(&row, out);
 */
#ifndef RT_READ_ROW_H
#define RT_READ_ROW_H

#include "base/str.h"

#define RT_MOST_COLUMNS 16384 /* of a sheet */

struct rt_row {
	size_t start;	 /* of the line in the text */
	unsigned column; /* that the next cell stands in, from 0 */
};

/* Empty cells up to a column; far ones are no table's, and come near. */
void rt_row_go_to(struct rt_row *row, unsigned column, struct rt_str *out);
void rt_row_end_cell(struct rt_row *row, struct rt_str *out);
/* Ends the line, without the empty cells at its end; the next row begins. */
void rt_row_end(struct rt_row *row, struct rt_str *out);

#endif
