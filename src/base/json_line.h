/*
 * One line of JSON in one pass: an object of strings and whole numbers under a few known keys, as
 * annotate gets them by the million. jansson (json_read.h) makes a tree of it and takes four times
 * as long.
 *
 *	struct rt_json_field fields[] = {{.key = "id"}, {.key = "text"}};
 *	if (!rt_json_line(line, len, fields, 2, &room))
 *		…                        // something else: ask rt_json_parse
 *
 * It says true only of what jansson takes too. All that is unusual (other keys, a key twice, nested
 * values, NUL characters, mistakes) is left to jansson, which also knows what to say of it.
 */
#ifndef RT_BASE_JSON_LINE_H
#define RT_BASE_JSON_LINE_H

#include "base/str.h"

struct rt_json_field {
	const char *key;
	const char *text; /* in room, ended by a NUL; NULL: not there */
	size_t len;
	bool number; /* text is its digits */
};

/* room is cleared first; the texts are good until it changes. */
bool rt_json_line(const char *line, size_t len, struct rt_json_field *fields, size_t count,
	struct rt_str *room);

#endif
