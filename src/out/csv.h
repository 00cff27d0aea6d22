/*
 * CSV as spreadsheets read it (RFC 4180), by way of libcsv: every cell in quotes, lines end with CR
 * LF, UTF-8.
 *
 * What a dump says is made harmless. A cell that begins with = + - @, a tab or a carriage return
 * would be run as a formula by a spreadsheet: an apostrophe is put before it. Line breaks and tabs
 * become blanks, other control characters visible. Numbers are written as they are.
 */
#ifndef RT_OUT_CSV_H
#define RT_OUT_CSV_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct rt_csv;

/* NULL and err where the file cannot be made. */
struct rt_csv *rt_csv_open(const char *folder, const char *name, bool bom, struct rt_err *err);
/* Closes it; -1 and err where not everything could be written. */
int rt_csv_close(struct rt_csv *csv, struct rt_err *err);

void rt_csv_text(struct rt_csv *csv, const char *text); /* NULL: an empty cell */
void rt_csv_int(struct rt_csv *csv, int64_t number);
void rt_csv_real(struct rt_csv *csv, double number); /* up to 4 digits behind the point */
void rt_csv_end(struct rt_csv *csv);		     /* of a row */
/* A row of texts, NULL behind the last: the head. */
void rt_csv_head(struct rt_csv *csv, const char *const *names);

/* The harmless form of a text, appended. */
void rt_csv_cell(struct rt_str *out, const char *text);

#endif
