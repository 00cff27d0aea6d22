/*
 * Word, PowerPoint and OpenDocument call the same things by different names; none of the names means
 * two things, so one reader serves all of them.
 */
#include "read/office_text.h"

#include "read/row.h"
#include "read/xml.h"

#include <stdlib.h>
#include <string.h>

static bool is_any(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (!strcmp(name, *names))
			return true;
	return false;
}

/* What is no text of the page: words struck out and kept, formulas of fields, what is said twice for
 * older programs. */
static bool is_passed_over(const char *name)
{
	static const char *const names[] = {"Fallback", "instrText", "delText", "delInstrText",
		"tracked-changes", "sectPr", "pPr", "rPr", "tblPr", "forms", "automatic-styles",
		"master-styles", "styles", "font-face-decls", NULL};
	return is_any(name, names);
}

/* In Office's XML words stand in <t>, in OpenDocument's anywhere in a paragraph. */
struct words {
	struct rt_xml *xml;
	struct rt_str *out;
	unsigned paragraphs; /* depth of OpenDocument's */
	unsigned texts;	     /* depth of <t> */
	unsigned cells;	     /* depth of cells of tables */
	struct rt_row row;
	size_t cell;	   /* where the words of the cell begin, or those behind the cell in it */
	unsigned wide;	   /* columns that it takes */
	bool odf;
};

static const char *const cells[] = {"tc", "table-cell", "covered-table-cell", NULL};

/* Paragraphs stand apart by an empty line, so that no sentence runs from one into the next. */
static void end_paragraph(struct words *words)
{
	words->paragraphs -= words->paragraphs > 0;
	rt_str_append(words->out, words->cells ? "\n" : "\n\n");
}

/* What follows a cell stands on the same line. */
static void end_cell(struct words *words)
{
	struct rt_str *out = words->out;
	words->cells -= words->cells > 0;
	while (out->len > words->cell && out->data[out->len - 1] == '\n')
		rt_str_truncate(out, out->len - 1);
	rt_row_end_cell(&words->row, out);
	rt_row_go_to(&words->row, words->row.column + words->wide - 1, out);
	words->cell = out->len;
	words->wide = 1;
}

/* A cell of several columns, or the same cell several times, which is said once. */
static void widen(struct words *words, const char *columns)
{
	long many = columns ? strtol(columns, NULL, 10) : 1;
	words->wide = many > 1 && many < RT_MOST_COLUMNS ? (unsigned)many : 1;
}

static void begin_cell(struct words *words)
{
	words->cells++;
	words->cell = words->out->len;
	widen(words, rt_xml_value(words->xml, "number-columns-repeated"));
}

static bool is_row(const char *name)
{
	return !strcmp(name, "tr") || !strcmp(name, "table-row");
}

static void spaces(struct words *words)
{
	const char *count = rt_xml_value(words->xml, "c");
	long many = count ? strtol(count, NULL, 10) : 1;
	for (long i = 0; i < many && i < 100; i++)
		rt_str_append_char(words->out, ' ');
}

static void open_element(struct words *words)
{
	static const char *const breaks[] = {"br", "cr", "line-break", NULL};
	const char *name = words->xml->name;
	if (is_passed_over(name)) {
		rt_xml_skip(words->xml);
		return;
	}
	if (!strcmp(name, "document-content"))
		words->odf = true;
	words->texts += !strcmp(name, "t");
	words->paragraphs += words->odf && (!strcmp(name, "p") || !strcmp(name, "h"));
	if (is_any(name, cells))
		begin_cell(words);
	else if (is_row(name))
		words->row = (struct rt_row){.start = words->out->len};
	else if (!strcmp(name, "gridSpan"))
		widen(words, rt_xml_value(words->xml, "val"));
	else if (!strcmp(name, "tab"))
		rt_str_append_char(words->out, '\t');
	else if (words->odf && !strcmp(name, "s"))
		spaces(words);
	else if (is_any(name, breaks))
		rt_str_append_char(words->out, '\n');
	else if (!strcmp(name, "noBreakHyphen"))
		rt_str_append_char(words->out, '-');
}

static void close_element(struct words *words)
{
	static const char *const tables[] = {"tbl", "table", "comment", "annotation", NULL};
	const char *name = words->xml->name;
	if (!strcmp(name, "t"))
		words->texts -= words->texts > 0;
	else if (!strcmp(name, "p") || !strcmp(name, "h"))
		end_paragraph(words);
	else if (is_any(name, cells))
		end_cell(words);
	else if (is_row(name))
		rt_row_end(&words->row, words->out);
	else if (is_any(name, tables))
		rt_str_append_char(words->out, '\n');
}

bool rt_office_words(const char *xml, size_t len, struct rt_str *out)
{
	struct words words = {.xml = rt_xml_open(xml, len), .out = out};
	int state;
	while ((state = rt_xml_next(words.xml)) > 0) {
		if (words.xml->event == RT_XML_OPEN)
			open_element(&words);
		else if (words.xml->event == RT_XML_CLOSE)
			close_element(&words);
		else if (words.texts || words.paragraphs)
			rt_str_append(out, words.xml->text);
	}
	rt_xml_close(words.xml);
	return !state;
}

static const struct {
	const char *element, *label;
} properties[] = {{"title", "Title"}, {"creator", "Author"}, {"initial-creator", "Author"},
	{"lastModifiedBy", "Last modified by"}, {"Manager", "Manager"}, {"Company", "Company"}};

static const char *label_of(const char *element)
{
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
		if (!strcmp(properties[i].element, element))
			return properties[i].label;
	return NULL;
}

bool rt_office_properties(const char *bytes, size_t len, struct rt_str *out)
{
	struct rt_xml *xml = rt_xml_open(bytes, len);
	struct rt_str value = RT_STR_INIT;
	int state;
	while ((state = rt_xml_next(xml)) > 0) {
		const char *label = label_of(xml->name);
		if (xml->event == RT_XML_TEXT)
			rt_str_append(&value, xml->text);
		rt_str_trim(&value);
		if (xml->event == RT_XML_CLOSE && label && value.len)
			rt_str_appendf(out, "%s: %s\n", label, value.data);
		if (xml->event != RT_XML_TEXT)
			rt_str_clear(&value);
	}
	rt_str_release(&value);
	rt_xml_close(xml);
	return !state;
}
