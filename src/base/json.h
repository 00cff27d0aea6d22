/*
 * Writing JSON. The reader is json_read.h.
 *
 *	struct rt_json json = {.out = &text};
 *	rt_json_object(&json, NULL);
 *	rt_json_string(&json, "id", id, strlen(id));
 *	rt_json_end(&json);
 *
 * key is NULL inside an array and at the top; it is a name of ours or of a rule's group, in which nothing has to be
 * escaped. Bad UTF-8 in texts is written as U+FFFD.
 */
#ifndef RT_BASE_JSON_H
#define RT_BASE_JSON_H

#include "base/str.h"

#define RT_JSON_DEPTH 32

struct rt_json {
	struct rt_str *out;
	int depth;
	char closers[RT_JSON_DEPTH]; /* '}' or ']' of each open level */
	bool filled[RT_JSON_DEPTH];  /* a comma is due */
};

void rt_json_object(struct rt_json *json, const char *key);
void rt_json_array(struct rt_json *json, const char *key);
void rt_json_end(struct rt_json *json); /* closes the innermost object or array */
void rt_json_string(struct rt_json *json, const char *key, const char *text, size_t len);
void rt_json_text(struct rt_json *json, const char *key, const char *text); /* NULL gives null */
void rt_json_int(struct rt_json *json, const char *key, int64_t number);
void rt_json_real(struct rt_json *json, const char *key, double number); /* shortest of 6 digits */
void rt_json_bool(struct rt_json *json, const char *key, bool yes);

#endif
