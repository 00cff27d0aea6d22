#include "read/row.h"

#define MAX_GAP 64 /* empty cells in a row that are kept: a sheet has room for 16,384 */

void rt_row_go_to(struct rt_row *row, unsigned column, struct rt_str *out)
{
	for (unsigned gap = 0; row->column < column && gap < MAX_GAP; gap++)
		rt_row_end_cell(row, out);
	if (row->column < column)
		row->column = column;
}

void rt_row_end_cell(struct rt_row *row, struct rt_str *out)
{
	rt_str_append_char(out, '\t');
	row->column++;
}

void rt_row_end(struct rt_row *row, struct rt_str *out)
{
	while (out->len > row->start && out->data[out->len - 1] == '\t')
		rt_str_truncate(out, out->len - 1);
	rt_str_append_char(out, '\n');
	*row = (struct rt_row){.start = out->len};
}
