#include "out/csv.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <csv.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct rt_csv {
	FILE *file;
	char *path;
	bool filled; /* the row has a cell */
	bool failed;
	struct rt_str cell;
};

struct rt_csv *rt_csv_open(const char *folder, const char *name, bool bom, struct rt_err *err)
{
	struct rt_str path = RT_STR_INIT;
	rt_str_appendf(&path, "%s/%s", folder, name);
	FILE *file = fopen(path.data, "wb");
	if (!file) {
		rt_err_set(err, "cannot write %s: %s", path.data, strerror(errno));
		rt_str_release(&path);
		return NULL;
	}
	if (bom)
		fputs("\xef\xbb\xbf", file);
	struct rt_csv *csv = rt_alloc_zero(1, sizeof *csv);
	csv->file = file;
	csv->path = rt_str_detach(&path);
	csv->cell = (struct rt_str)RT_STR_INIT;
	return csv;
}

int rt_csv_close(struct rt_csv *csv, struct rt_err *err)
{
	if (!csv)
		return -1;
	bool failed = csv->failed || ferror(csv->file);
	failed |= fclose(csv->file) != 0;
	if (failed)
		rt_err_set(err, "cannot write %s: %s", csv->path, strerror(errno));
	rt_free(csv->path);
	rt_str_release(&csv->cell);
	rt_free(csv);
	return failed ? -1 : 0;
}

void rt_csv_cell(struct rt_str *out, const char *text)
{
	struct rt_str plain = RT_STR_INIT;
	if (strchr("=+-@\t\r", *text) && *text)
		rt_str_append_char(&plain, '\'');
	for (; *text; text++)
		rt_str_append_char(&plain, strchr("\t\r\n", *text) ? ' ' : *text);
	rt_utf8_printable(out, plain.data, plain.len);
	rt_str_release(&plain);
}

static void write_cell(struct rt_csv *csv, const char *text, size_t len)
{
	if (csv->filled)
		fputc(',', csv->file);
	csv->filled = true;
	csv->failed |= csv_fwrite(csv->file, text, len) != 0;
}

void rt_csv_text(struct rt_csv *csv, const char *text)
{
	rt_str_clear(&csv->cell);
	if (text)
		rt_csv_cell(&csv->cell, text);
	write_cell(csv, csv->cell.data, csv->cell.len);
}

void rt_csv_int(struct rt_csv *csv, int64_t number)
{
	char digits[32];
	int len = snprintf(digits, sizeof digits, "%" PRId64, number);
	write_cell(csv, digits, (size_t)len);
}

void rt_csv_real(struct rt_csv *csv, double number)
{
	char digits[64];
	int len = snprintf(digits, sizeof digits, "%.4f", number);
	while (len > 1 && digits[len - 1] == '0')
		len--;
	if (digits[len - 1] == '.')
		len--;
	write_cell(csv, digits, (size_t)len);
}

void rt_csv_end(struct rt_csv *csv)
{
	fputs("\r\n", csv->file);
	csv->filled = false;
}

void rt_csv_head(struct rt_csv *csv, const char *const *names)
{
	for (; *names; names++)
		write_cell(csv, *names, strlen(*names));
	rt_csv_end(csv);
}
