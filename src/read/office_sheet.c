/*
 * Sheets of Excel. A cell holds a number or says which string of the book it is; a date is a number
 * of days that its style alone tells from any other.
 */
#include "read/office_text.h"

#include "base/limits.h"
#include "read/row.h"
#include "read/xml.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_STYLES 65536

void rt_office_book_release(struct rt_office_book *book)
{
	rt_str_release(&book->text);
	rt_vec_release(&book->ends);
	rt_vec_release(&book->is_date);
}

bool rt_office_strings(const char *bytes, size_t len, struct rt_office_book *book)
{
	struct rt_xml *xml = rt_xml_open(bytes, len);
	bool text = false;
	int state;
	while ((state = rt_xml_next(xml)) > 0) {
		if (rt_xml_opens(xml, "rPh")) /* how a name is spoken */
			rt_xml_skip(xml);
		else if (rt_xml_opens(xml, "t"))
			text = true;
		else if (rt_xml_closes(xml, "t"))
			text = false;
		else if (rt_xml_closes(xml, "si"))
			rt_vec_push(&book->ends, book->text.len);
		else if (xml->event == RT_XML_TEXT && text)
			rt_str_append(&book->text, xml->text);
	}
	rt_xml_close(xml);
	return !state;
}

/* Outside quotes and brackets. */
bool rt_office_is_date_format(const char *format)
{
	char until = '\0';
	for (; *format; format++) {
		if (until)
			until = *format == until ? '\0' : until;
		else if (*format == '"' || *format == '[')
			until = *format == '"' ? '"' : ']';
		else if (*format == '\\' && format[1])
			format++;
		else if (strchr("dDyY", *format))
			return true;
	}
	return false;
}

static long number_attribute(struct rt_xml *xml, const char *name)
{
	const char *value = rt_xml_value(xml, name);
	return value ? strtol(value, NULL, 10) : -1;
}

bool rt_office_styles(const char *bytes, size_t len, struct rt_office_book *book)
{
	struct rt_xml *xml = rt_xml_open(bytes, len);
	RT_VEC(long) dates = {0}; /* numbers of the book's own formats */
	bool cells = false;
	int state;
	while ((state = rt_xml_next(xml)) > 0) {
		if (rt_xml_opens(xml, "numFmt") && dates.count < MAX_STYLES) {
			long id = number_attribute(xml, "numFmtId");
			const char *format = rt_xml_value(xml, "formatCode");
			if (format && rt_office_is_date_format(format))
				rt_vec_push(&dates, id);
		}
		if (!strcmp(xml->name, "cellXfs"))
			cells = xml->event == RT_XML_OPEN;
		if (!cells || !rt_xml_opens(xml, "xf") || book->is_date.count >= MAX_STYLES)
			continue;
		long id = number_attribute(xml, "numFmtId");
		bool is_date = (id >= 14 && id <= 17) || id == 22;
		RT_VEC_FOREACH(date, &dates)
			is_date |= *date == id;
		rt_vec_push(&book->is_date, is_date);
	}
	rt_vec_release(&dates);
	rt_xml_close(xml);
	return !state;
}

/* Days since 1900 (in which Excel counts a 29 February) as a date. */
static bool append_date(const struct rt_office_book *book, const char *value, struct rt_str *out)
{
	char *end;
	double days = strtod(value, &end);
	if (*end || !(days >= 61 && days < 110000))
		return false;
	long day = (long)floor(days) + (book->from_1904 ? 1462 : 0);
	/* Civil date from a count of days: eras of 400 years, years that begin in March. */
	long z = day - 25569 + 719468, era = z / 146097, of_era = z - era * 146097;
	long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	long of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
	long first = of_year - (153 * month + 2) / 5 + 1;
	month += month < 10 ? 3 : -9;
	year += era * 400 + (month <= 2);
	rt_str_appendf(out, "%ld-%02ld-%02ld", year, month, first);
	long minutes = (long)((days - floor(days)) * 1440 + 0.5);
	if (minutes > 0 && minutes < 1440)
		rt_str_appendf(out, " %02ld:%02ld", minutes / 60, minutes % 60);
	return true;
}

void rt_office_string(const struct rt_office_book *book, size_t which, struct rt_str *out)
{
	if (which >= book->ends.count)
		return;
	size_t start = which ? book->ends.items[which - 1] : 0;
	rt_str_append_n(out, book->text.data + start, book->ends.items[which] - start);
}

void rt_office_number(
	const struct rt_office_book *book, long style, const char *value, struct rt_str *out)
{
	bool is_date = style >= 0 && (size_t)style < book->is_date.count && book->is_date.items[style];
	if (!is_date || !append_date(book, value, out))
		rt_str_append(out, value);
}

/* A sheet's rows, and the cell that is open. */
struct sheet {
	struct rt_xml *xml;
	const struct rt_office_book *book;
	struct rt_str *out;
	struct rt_row row;
	long first; /* column of the sheet that its rows begin in; -1: not known yet */
	char kind[12];
	long style;
	struct rt_str value;
	bool in_value;
};

/* Of "AB12" the number of its column, from 0; -1 where it is none. */
static long column_of(const char *place)
{
	long column = 0;
	for (; place && *place >= 'A' && *place <= 'Z' && column < RT_MOST_COLUMNS; place++)
		column = column * 26 + (*place - 'A' + 1);
	return column - 1;
}

/* What is left out before it keeps its place, but for what the whole sheet leaves out. */
static void open_cell(struct sheet *sheet)
{
	const char *kind = rt_xml_value(sheet->xml, "t");
	strncpy(sheet->kind, kind ? kind : "", sizeof sheet->kind - 1);
	sheet->style = number_attribute(sheet->xml, "s");
	rt_str_clear(&sheet->value);
	long column = column_of(rt_xml_value(sheet->xml, "r"));
	if (sheet->first < 0)
		sheet->first = column;
	if (column > sheet->first)
		rt_row_go_to(&sheet->row, (unsigned)(column - sheet->first), sheet->out);
}

static void end_cell(struct sheet *sheet)
{
	if (!strcmp(sheet->kind, "s")) {
		char *end;
		unsigned long which = strtoul(sheet->value.data, &end, 10);
		if (!*end)
			rt_office_string(sheet->book, which, sheet->out);
	} else if (!*sheet->kind || !strcmp(sheet->kind, "n")) {
		rt_office_number(sheet->book, sheet->style, sheet->value.data, sheet->out);
	} else {
		rt_str_append_n(sheet->out, sheet->value.data, sheet->value.len);
	}
	rt_row_end_cell(&sheet->row, sheet->out);
}

static void take_piece(struct sheet *sheet)
{
	struct rt_xml *xml = sheet->xml;
	if (rt_xml_opens(xml, "dimension"))
		sheet->first = column_of(rt_xml_value(xml, "ref"));
	else if (rt_xml_opens(xml, "c"))
		open_cell(sheet);
	else if (rt_xml_opens(xml, "v") || rt_xml_opens(xml, "t"))
		sheet->in_value = true;
	else if (rt_xml_closes(xml, "v") || rt_xml_closes(xml, "t"))
		sheet->in_value = false;
	else if (xml->event == RT_XML_TEXT && sheet->in_value)
		rt_str_append(&sheet->value, xml->text);
	else if (rt_xml_closes(xml, "c"))
		end_cell(sheet);
	else if (rt_xml_closes(xml, "row"))
		rt_row_end(&sheet->row, sheet->out);
}

bool rt_office_sheet(
	const char *bytes, size_t len, const struct rt_office_book *book, struct rt_str *out)
{
	struct sheet sheet = {.xml = rt_xml_open(bytes, len), .book = book, .out = out,
		.row = {.start = out->len}, .first = -1, .value = RT_STR_INIT};
	int state = 0;
	/* Any number of cells may be the same long string: no more is written than is kept. */
	while (out->len <= RT_MAX_TEXT_BYTES && (state = rt_xml_next(sheet.xml)) > 0)
		take_piece(&sheet);
	rt_str_release(&sheet.value);
	rt_xml_close(sheet.xml);
	return !state;
}
