/*
 * The cells of an Excel book from before 2007 (.xls): Excel 5 to 2003. A stream of records: first what all
 * sheets share (strings, formats), then the sheets, cell by cell. Format: [MS-XLS].
 */
#ifndef RT_READ_EXCEL_H
#define RT_READ_EXCEL_H

#include "base/str.h"

#include <stddef.h>

enum rt_excel { RT_EXCEL_READ, RT_EXCEL_DAMAGED, RT_EXCEL_ENCRYPTED };

/* Appends a line a row, tabs between cells; bytes: of the stream "Workbook" or "Book". */
enum rt_excel rt_excel_read(const char *bytes, size_t len, struct rt_str *out);

#endif
