#include "read/csv.h"

#include "read/sniff.h"

#include <csv.h>

#include <stdbool.h>
#include <string.h>

#define FEWEST_RECORDS 2
#define MOST_RECORDS 200 /* that are looked at */
#define SHORT_FIELD 200	 /* bytes; of a longer one the lines count */

/* What the first records of a file have in common. */
struct shape {
	size_t records, fields; /* fields: of each; 0 where they differ */
	size_t separators, blanks; /* blanks: separators with a blank behind */
	size_t closed;		   /* records with a separator at their end */
	size_t quoted;
};

/* Counts the fields of the record at *at and goes behind it; false where there is none, or it does not end in the
 * bytes that there are of a longer file. */
static bool measure_record(
	const char *bytes, size_t len, size_t *at, char separator, struct shape *shape, size_t *fields_r)
{
	bool quoted = false, begins = true; /* begins: of a field */
	*fields_r = 1;
	for (size_t i = *at; i < len; i++) {
		char byte = bytes[i];
		if (byte == '"' && (begins || quoted)) {
			shape->quoted += !quoted;
			quoted = !quoted;
		} else if (!quoted && byte == '\n') {
			*at = i + 1;
			return true;
		} else if (!quoted && byte == separator) {
			shape->separators++;
			shape->blanks += i + 1 < len && bytes[i + 1] == ' ';
			++*fields_r;
		}
		begins = !quoted && byte == separator;
	}
	bool whole = *at < len && len < RT_SNIFF_BYTES && !quoted;
	*at = len;
	return whole;
}

static bool is_empty(const char *bytes, size_t from, size_t to)
{
	while (from < to && strchr("\r\n", bytes[from]))
		from++;
	return from == to;
}

static struct shape measure(const char *bytes, size_t len, char separator)
{
	struct shape shape = {0};
	size_t at = 0, from = 0, fields;
	while (shape.records < MOST_RECORDS && measure_record(bytes, len, &at, separator, &shape, &fields)) {
		bool empty = is_empty(bytes, from, at);
		size_t end = at - (bytes[at - 1] == '\n');
		end -= end > from && bytes[end - 1] == '\r';
		shape.closed += end > from && bytes[end - 1] == separator;
		from = at;
		if (empty)
			continue;
		if (shape.records++ && fields != shape.fields)
			return (struct shape){0};
		shape.fields = fields;
	}
	return shape;
}

/* Two fields a line are too few to tell a table from lines with a comma, unless they are quoted or parted by
 * semicolons; an empty one at the end of each does not count, for lines of programs end so. */
static bool is_table(const struct shape *shape, char separator)
{
	size_t fewest = separator == ';' || shape->quoted >= shape->records ? 2 : 3;
	fewest += shape->closed == shape->records;
	return shape->records >= FEWEST_RECORDS && shape->fields >= fewest && shape->blanks * 10 <= shape->separators;
}

char rt_csv_separator(const char *bytes, size_t len)
{
	static const char separators[] = ",;", mark[] = "\xef\xbb\xbf"; /* of byte order */
	if (len >= 3 && !memcmp(bytes, mark, 3)) {
		bytes += 3;
		len -= 3;
	}
	for (const char *separator = separators; *separator; separator++) {
		struct shape shape = measure(bytes, len, *separator);
		if (is_table(&shape, *separator))
			return *separator;
	}
	return '\0';
}

/* ---- reading ---- */

struct reading {
	struct rt_str *out;
	bool opened; /* a field of the record has been written */
};

static void on_field(void *bytes, size_t len, void *context)
{
	struct reading *in = context;
	const char *field = bytes;
	bool is_long = len > SHORT_FIELD && memchr(bytes, '\n', len);
	if (in->opened)
		rt_str_append_char(in->out, is_long ? '\n' : '\t');
	in->opened = true;
	for (size_t i = 0; i < len; i++) {
		bool breaks = field[i] == '\n' || field[i] == '\r';
		if (field[i] == '\t' || (breaks && !is_long))
			rt_str_append_char(in->out, ' ');
		else if (field[i])
			rt_str_append_char(in->out, field[i]);
	}
}

static void on_record(int end, void *context)
{
	struct reading *in = context;
	(void)end;
	rt_str_append_char(in->out, '\n');
	in->opened = false;
}

void rt_csv_read(const char *text, size_t len, char separator, struct rt_str *out)
{
	struct reading in = {out, false};
	struct csv_parser parser;
	if (csv_init(&parser, 0)) {
		rt_str_append_n(out, text, len);
		return;
	}
	csv_set_delim(&parser, (unsigned char)separator);
	csv_parse(&parser, text, len, on_field, on_record, &in);
	csv_fini(&parser, on_field, on_record, &in);
	csv_free(&parser);
}
