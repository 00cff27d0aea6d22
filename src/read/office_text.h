/* The words in the XML of office documents. */
#ifndef RT_READ_OFFICE_TEXT_H
#define RT_READ_OFFICE_TEXT_H

#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>

/* Strings that an Excel book keeps in one place, and which of its cell styles are dates. */
struct rt_office_book {
	struct rt_str text;   /* of all strings, one behind the other */
	RT_VEC(size_t) ends;  /* where each ends */
	RT_VEC(bool) is_date; /* of each style of cells */
	bool from_1904;	      /* days are counted from there, as old Macs do */
};

/* Each appends what it finds; false where the XML is broken (what came before stays). */
bool rt_office_words(const char *xml, size_t len, struct rt_str *out);
/* "Title: …", "Author: …", "Last modified by: …", a line each. */
bool rt_office_properties(const char *xml, size_t len, struct rt_str *out);
bool rt_office_strings(const char *xml, size_t len, struct rt_office_book *book);
bool rt_office_styles(const char *xml, size_t len, struct rt_office_book *book);
bool rt_office_sheet(
	const char *xml, size_t len, const struct rt_office_book *book, struct rt_str *out);
/* A string of the book; nothing where there is none of that number. */
void rt_office_string(const struct rt_office_book *book, size_t which, struct rt_str *out);
/* A number as its style shows it: a date, or as it is. */
void rt_office_number(
	const struct rt_office_book *book, long style, const char *value, struct rt_str *out);
/* Does a format of numbers name days or years? */
bool rt_office_is_date_format(const char *format);
void rt_office_book_release(struct rt_office_book *book);

#endif
