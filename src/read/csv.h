/*
 * Comma-separated values, told by their bytes alone: every record has the same number of fields, and no blank
 * stands behind the separators, as one does in a sentence. libcsv is behind this file (for writing, behind out/csv.c).
 */
#ifndef RT_READ_CSV_H
#define RT_READ_CSV_H

#include "base/str.h"

/* What parts the fields, ',' or ';', by the first bytes of a file; '\0' where it is no such file. */
char rt_csv_separator(const char *bytes, size_t len);
/* Appends the records, a line each, a tab between the fields, as sheets of Excel are read. A field of a
 * few words is one line; a longer one, a mail say, keeps its own. */
void rt_csv_read(const char *text, size_t len, char separator, struct rt_str *out);

#endif
