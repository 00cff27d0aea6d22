#include "base/json_read.h"

#include "base/str.h"
#include "base/utf8.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static json_t *inner(const struct rt_json_value *value)
{
	return (json_t *)(uintptr_t)value;
}

static const struct rt_json_value *outer(const json_t *value)
{
	return (const struct rt_json_value *)value;
}

struct rt_json_value *rt_json_parse(const char *text, size_t len, struct rt_err *err)
{
	json_error_t why;
	json_t *value = json_loadb(text, len, JSON_ALLOW_NUL | JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &why);
	if (!value)
		rt_err_set(err, "not JSON at character %d: %s", why.column, why.text);
	return (struct rt_json_value *)value;
}

#define ESCAPE 6 /* bytes of "\\udcff" */

/* The unit of UTF-16 that is escaped there, or 0. */
static unsigned unit_at(const struct rt_str *text, size_t at)
{
	char digits[5] = "";
	if (at + ESCAPE > text->len || text->data[at] != '\\' || text->data[at + 1] != 'u')
		return 0;
	memcpy(digits, text->data + at + 2, 4);
	return (unsigned)strtoul(digits, NULL, 16);
}

static bool opens_pair(unsigned unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

static bool closes_pair(unsigned unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

/* Puts U+FFFD in the place of each escape that is half of a pair. -> how many those are */
static size_t mend_pairs(struct rt_str *text)
{
	size_t halves = 0;
	for (size_t at = 0; at < text->len;) {
		unsigned unit = unit_at(text, at);
		if (opens_pair(unit) && closes_pair(unit_at(text, at + ESCAPE))) {
			at += 2 * ESCAPE;
		} else if (opens_pair(unit) || closes_pair(unit)) {
			memcpy(text->data + at, "\\ufffd", ESCAPE);
			halves++;
			at += ESCAPE;
		} else {
			at += text->data[at] == '\\' ? 2 : 1; /* "\\\\u" is no escape of a unit */
		}
	}
	return halves;
}

struct rt_json_value *rt_json_parse_damaged(
	const char *text, size_t len, bool *mended_r, struct rt_err *err)
{
	struct rt_json_value *value = rt_json_parse(text, len, err);
	struct rt_str mended = RT_STR_INIT;
	size_t bad = value ? 0 : rt_utf8_repair(&mended, text, len);
	bad += mend_pairs(&mended);
	if (bad)
		value = rt_json_parse(mended.data, mended.len, err);
	*mended_r = bad && value;
	rt_str_release(&mended);
	return value;
}

void rt_json_free(struct rt_json_value *value)
{
	json_decref(inner(value));
}

const struct rt_json_value *rt_json_get(const struct rt_json_value *object, const char *key)
{
	return outer(json_object_get(inner(object), key));
}

size_t rt_json_count(const struct rt_json_value *array)
{
	return json_array_size(inner(array));
}

const struct rt_json_value *rt_json_at(const struct rt_json_value *array, size_t index)
{
	return outer(json_array_get(inner(array), index));
}

bool rt_json_is_object(const struct rt_json_value *value)
{
	return json_is_object(inner(value));
}

bool rt_json_is_array(const struct rt_json_value *value)
{
	return json_is_array(inner(value));
}

bool rt_json_is_null(const struct rt_json_value *value)
{
	return json_is_null(inner(value));
}

bool rt_json_is_true(const struct rt_json_value *value)
{
	return json_is_true(inner(value));
}

bool rt_json_is_int(const struct rt_json_value *value)
{
	return json_is_integer(inner(value));
}

const char *rt_json_as_text(const struct rt_json_value *value, size_t *len_r)
{
	if (len_r)
		*len_r = json_string_length(inner(value));
	return json_string_value(inner(value));
}

int64_t rt_json_as_int(const struct rt_json_value *value, int64_t otherwise)
{
	return json_is_integer(inner(value)) ? json_integer_value(inner(value)) : otherwise;
}

double rt_json_as_real(const struct rt_json_value *value, double otherwise)
{
	return json_is_number(inner(value)) ? json_number_value(inner(value)) : otherwise;
}

const char *rt_json_next_key(const struct rt_json_value *object, const char *key)
{
	json_t *in = inner(object);
	void *at = key ? json_object_iter_next(in, json_object_key_to_iter(key)) : json_object_iter(in);
	return at ? json_object_iter_key(at) : NULL;
}
