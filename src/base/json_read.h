/*
 * Reading JSON. jansson is behind this file.
 *
 *	struct rt_json_value *line = rt_json_parse(text, len, &err);
 *	const char *id = rt_json_as_text(rt_json_get(line, "id"), NULL);
 *	rt_json_free(line);
 *
 * Everything that is got is borrowed from the value that was parsed. A getter takes NULL and gives
 * NULL, so that a path can be walked without asking at each step.
 */
#ifndef RT_BASE_JSON_READ_H
#define RT_BASE_JSON_READ_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rt_json_value;

/* NULL and err with the place where the text is not JSON or an object has a key twice. NUL characters
 * in strings are kept. */
struct rt_json_value *rt_json_parse(const char *text, size_t len, struct rt_err *err);
/* The same of what may be damaged: where bytes are not UTF-8, or "\\udcff" is half of a pair, U+FFFD stands in
 * their place. mended_r: were there such? */
struct rt_json_value *rt_json_parse_damaged(
	const char *text, size_t len, bool *mended_r, struct rt_err *err);
void rt_json_free(struct rt_json_value *value);

const struct rt_json_value *rt_json_get(const struct rt_json_value *object, const char *key);
size_t rt_json_count(const struct rt_json_value *array); /* 0 where it is no array */
const struct rt_json_value *rt_json_at(const struct rt_json_value *array, size_t index);
bool rt_json_is_object(const struct rt_json_value *value);
bool rt_json_is_array(const struct rt_json_value *value);
bool rt_json_is_null(const struct rt_json_value *value);
bool rt_json_is_true(const struct rt_json_value *value);
bool rt_json_is_int(const struct rt_json_value *value);
/* NULL where it is no string; len_r may be NULL. */
const char *rt_json_as_text(const struct rt_json_value *value, size_t *len_r);
int64_t rt_json_as_int(const struct rt_json_value *value, int64_t otherwise);
double rt_json_as_real(const struct rt_json_value *value, double otherwise);
/* Of an object, in the order of the text: the key that follows `key` (NULL: the first), or NULL. */
const char *rt_json_next_key(const struct rt_json_value *object, const char *key);

#endif
