#include "read/excel.h"

#include "base/charset.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/bytes.h"
#include "read/office_text.h"
#include "read/row.h"

#include <string.h>

enum record {
	FORMULA = 0x0006,
	DATES_FROM_1904 = 0x0022,
	PASSWORD = 0x002f,
	CONTINUE = 0x003c,
	MANY_SHORT = 0x00bd,
	RICH_TEXT = 0x00d6,
	CELL_STYLE = 0x00e0,
	STRINGS = 0x00fc,
	CELL_STRING = 0x00fd,
	SIZE = 0x0200,
	NUMBER = 0x0203,
	LABEL = 0x0204,
	FORMULA_STRING = 0x0207,
	SHORT_NUMBER = 0x027e,
	FORMAT = 0x041e,
	BEGIN = 0x0809,
};

#define EXCEL_97 0x0600
#define WIDE 1u	      /* flags of a string: in UTF-16 */
#define EXTENDED 4u   /* … with how it is spoken behind it */
#define FORMATTED 8u  /* … with fonts behind it */
#define MAX_FORMATS 4096

struct excel {
	struct rt_bytes in; /* what is left of the stream */
	struct rt_office_book book;
	RT_VEC(uint16_t) dates; /* numbers of formats that are dates */
	struct rt_str *out;
	struct rt_row cells; /* of the row */
	long row;	     /* that is being written; -1 for none */
	long first;	     /* column that the sheet's rows begin in; -1: not known yet */
	bool old; /* before Excel 97: strings are bytes */
	bool damaged, encrypted;
};

/* A record, which may go on in others behind it. */
struct body {
	struct rt_bytes now;
	struct rt_bytes *rest;
};

/* To the next piece of the same record; false where there is none. */
static bool go_on(struct body *body)
{
	struct rt_bytes next = *body->rest;
	if (rt_bytes_u16(&next) != CONTINUE || next.short_of)
		return false;
	uint16_t len = rt_bytes_u16(&next);
	const char *data = rt_bytes_take(&next, len);
	if (!data)
		return false;
	body->now = rt_bytes(data, len);
	*body->rest = next;
	return true;
}

static uint32_t take(struct body *body, unsigned size)
{
	uint32_t number = 0;
	for (unsigned i = 0; i < size; i++) {
		if (!body->now.left && !go_on(body)) {
			body->now.short_of = true;
			return 0;
		}
		number |= (uint32_t)rt_bytes_u8(&body->now) << 8 * i;
	}
	return number;
}

static void skip(struct body *body, uint64_t len)
{
	while (len) {
		if (!body->now.left && !go_on(body)) {
			body->now.short_of = true;
			return;
		}
		size_t part = len < body->now.left ? (size_t)len : body->now.left;
		rt_bytes_take(&body->now, part);
		len -= part;
	}
}

/* `count` characters; where they go on in another piece, that one says anew how wide they are. */
static void take_characters(struct body *body, uint32_t count, unsigned flags, struct rt_str *out)
{
	uint32_t high = 0;
	for (uint32_t i = 0; i < count && !body->now.short_of; i++) {
		if (!body->now.left) {
			if (!go_on(body))
				body->now.short_of = true;
			flags = rt_bytes_u8(&body->now);
			if (body->now.short_of)
				return;
		}
		uint32_t unit = take(body, flags & WIDE ? 2 : 1);
		if (unit >= 0xd800 && unit < 0xdc00) {
			high = unit;
			continue;
		}
		if (unit >= 0xdc00 && unit < 0xe000 && high)
			unit = 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00);
		high = 0;
		rt_str_append_rune(out, unit ? unit : RT_RUNE_BAD);
	}
}

static void take_string(struct excel *excel, struct body *body, struct rt_str *out)
{
	uint32_t count = take(body, 2);
	if (excel->old) {
		const char *bytes = rt_bytes_take(&body->now, count);
		if (bytes)
			rt_charset_decode(out, bytes, count, NULL);
		return;
	}
	unsigned flags = take(body, 1);
	uint32_t fonts = flags & FORMATTED ? take(body, 2) : 0;
	uint32_t spoken = flags & EXTENDED ? take(body, 4) : 0;
	take_characters(body, count, flags, out);
	skip(body, (uint64_t)fonts * 4 + spoken);
}

static void take_strings(struct excel *excel, struct body *body)
{
	take(body, 4);
	uint32_t count = take(body, 4);
	for (uint32_t i = 0; i < count && !body->now.short_of; i++) {
		take_string(excel, body, &excel->book.text);
		rt_vec_push(&excel->book.ends, excel->book.text.len);
	}
	excel->damaged |= body->now.short_of;
}

static void take_format(struct excel *excel, struct body *body)
{
	struct rt_str format = RT_STR_INIT;
	uint16_t number = (uint16_t)take(body, 2);
	if (excel->old)
		take(body, 1);
	else
		take_string(excel, body, &format);
	if (rt_office_is_date_format(format.data) && excel->dates.count < MAX_FORMATS)
		rt_vec_push(&excel->dates, number);
	rt_str_release(&format);
}

static void take_style(struct excel *excel, struct body *body)
{
	take(body, 2);
	uint32_t format = take(body, 2);
	bool is_date = (format >= 14 && format <= 17) || format == 22;
	RT_VEC_FOREACH(date, &excel->dates)
		is_date |= *date == format;
	rt_vec_push(&excel->book.is_date, is_date);
}

static void end_row(struct excel *excel)
{
	if (excel->row >= 0)
		rt_row_end(&excel->cells, excel->out);
	excel->row = -1;
	excel->cells = (struct rt_row){.start = excel->out->len};
}

/* Which rows and columns of the sheet are used. */
static void take_size(struct excel *excel, struct body *body)
{
	skip(body, excel->old ? 4 : 8);
	uint32_t first = take(body, 2);
	if (!body->now.short_of)
		excel->first = (long)first;
}

/* Where a cell stands, or the first of several. */
static void open_row(struct excel *excel, struct body *body)
{
	long row = (long)take(body, 2), column = (long)take(body, 2);
	if (row != excel->row)
		end_row(excel);
	excel->row = row;
	if (excel->first < 0)
		excel->first = column;
	if (column > excel->first)
		rt_row_go_to(&excel->cells, (unsigned)(column - excel->first), excel->out);
}

/* Where the cell stands, and its style. */
static uint32_t open_cell(struct excel *excel, struct body *body)
{
	open_row(excel, body);
	return take(body, 2);
}

static void put_number(struct excel *excel, uint32_t style, double value)
{
	struct rt_str text = RT_STR_INIT;
	rt_str_appendf(&text, "%.15g", value);
	rt_office_number(&excel->book, (long)style, text.data, excel->out);
	rt_row_end_cell(&excel->cells, excel->out);
	rt_str_release(&text);
}

static double take_double(struct body *body)
{
	uint64_t low = take(body, 4), bits = low | (uint64_t)take(body, 4) << 32;
	double value;
	memcpy(&value, &bits, sizeof value);
	return value == value ? value : 0;
}

/* 30 bits of a number and two that say what they are: hundredths, a whole number. */
static double take_short(struct body *body)
{
	uint32_t raw = take(body, 4);
	double value = (double)((int32_t)(raw & ~3u) / 4);
	if (!(raw & 2)) {
		uint64_t bits = (uint64_t)(raw & ~3u) << 32;
		memcpy(&value, &bits, sizeof value);
	}
	return raw & 1 ? value / 100 : value;
}

static void take_many(struct excel *excel, struct body *body)
{
	open_row(excel, body);
	while (body->now.left >= 8) {
		uint32_t style = take(body, 2);
		put_number(excel, style, take_short(body));
	}
}

static void take_formula(struct excel *excel, struct body *body)
{
	uint32_t style = open_cell(excel, body);
	struct body peek = *body;
	skip(&peek, 6);
	/* What is no number is told by a record of its own, or not at all. */
	if (take(&peek, 2) != 0xffff)
		put_number(excel, style, take_double(body));
}

static void take_text(struct excel *excel, struct body *body)
{
	take_string(excel, body, excel->out);
	rt_row_end_cell(&excel->cells, excel->out);
}

static void take_begin(struct excel *excel, struct body *body)
{
	end_row(excel);
	excel->first = -1;
	excel->old = take(body, 2) < EXCEL_97;
	if (take(body, 2) == 0x10 && excel->out->len)
		rt_str_append_char(excel->out, '\n');
}

static void take_password(struct excel *excel, struct body *body)
{
	(void)body;
	excel->encrypted = true;
}

static void take_epoch(struct excel *excel, struct body *body)
{
	excel->book.from_1904 = take(body, 2);
}

static void take_cell_string(struct excel *excel, struct body *body)
{
	open_cell(excel, body);
	rt_office_string(&excel->book, take(body, 4), excel->out);
	rt_row_end_cell(&excel->cells, excel->out);
}

static void take_label(struct excel *excel, struct body *body)
{
	open_cell(excel, body);
	take_text(excel, body);
}

static void take_number(struct excel *excel, struct body *body)
{
	uint32_t style = open_cell(excel, body);
	put_number(excel, style, take_double(body));
}

static void take_short_number(struct excel *excel, struct body *body)
{
	uint32_t style = open_cell(excel, body);
	put_number(excel, style, take_short(body));
}

static const struct {
	uint16_t type;
	void (*take)(struct excel *excel, struct body *body);
} records[] = {
	{BEGIN, take_begin},
	{SIZE, take_size},
	{PASSWORD, take_password},
	{DATES_FROM_1904, take_epoch},
	{STRINGS, take_strings},
	{FORMAT, take_format},
	{CELL_STYLE, take_style},
	{CELL_STRING, take_cell_string},
	{LABEL, take_label},
	{RICH_TEXT, take_label},
	{FORMULA_STRING, take_text},
	{NUMBER, take_number},
	{SHORT_NUMBER, take_short_number},
	{MANY_SHORT, take_many},
	{FORMULA, take_formula},
};

static void take_record(struct excel *excel, uint16_t type, struct body *body)
{
	for (size_t i = 0; i < sizeof records / sizeof *records; i++)
		if (records[i].type == type) {
			records[i].take(excel, body);
			return;
		}
}

enum rt_ole_end rt_excel_read(const char *bytes, size_t len, struct rt_str *out)
{
	struct excel excel = {.in = rt_bytes(bytes, len), .out = out, .row = -1, .first = -1};
	excel.book.text = (struct rt_str)RT_STR_INIT;
	while (excel.in.left >= 4 && !excel.encrypted && out->len < RT_MAX_TEXT_BYTES) {
		uint16_t type = rt_bytes_u16(&excel.in), size = rt_bytes_u16(&excel.in);
		const char *data = rt_bytes_take(&excel.in, size);
		struct body body = {.now = rt_bytes(data, data ? size : 0), .rest = &excel.in};
		if (data)
			take_record(&excel, type, &body);
	}
	end_row(&excel);
	excel.damaged |= excel.in.short_of;
	rt_office_book_release(&excel.book);
	rt_vec_release(&excel.dates);
	if (excel.encrypted)
		return RT_OLE_ENCRYPTED;
	return excel.damaged ? RT_OLE_DAMAGED : RT_OLE_WHOLE;
}
