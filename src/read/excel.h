/*
 * The cells of an Excel book from before 2007 (.xls): Excel 5 to 2003. A stream of records: first what all
 * sheets share (strings, formats), then the sheets, cell by cell. Format: [MS-XLS].
 */
#ifndef RT_READ_EXCEL_H
#define RT_READ_EXCEL_H

#include "base/str.h"
#include "read/ole.h"

#include <stddef.h>

/* Appends a line a row, tabs between cells; bytes: of the stream "Workbook" or "Book". */
enum rt_ole_end rt_excel_read(const char *bytes, size_t len, struct rt_str *out);

#endif
