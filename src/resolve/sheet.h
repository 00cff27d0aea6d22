/* Rows of a CSV that a person has edited in a spreadsheet: comma, semicolon or tab between cells
 * (the first line tells which), quotes doubled, line breaks within quotes, a byte order mark. */
#ifndef RT_RESOLVE_SHEET_H
#define RT_RESOLVE_SHEET_H

#include "base/arena.h"
#include "base/vec.h"

struct rt_sheet_row {
	unsigned line; /* where it begins */
	RT_VEC(const char *) cells;
};

struct rt_sheet {
	struct rt_arena *arena;
	RT_VEC(struct rt_sheet_row) rows;
};

void rt_sheet_parse(const char *text, size_t len, struct rt_sheet *sheet_r);
void rt_sheet_release(struct rt_sheet *sheet);
/* The number of the column that the first row calls so, or -1. */
int rt_sheet_column(const struct rt_sheet *sheet, const char *name);
/* "" where the row has no such cell. */
const char *rt_sheet_cell(const struct rt_sheet_row *row, int column);

#endif
