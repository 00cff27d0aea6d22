#include "base/json_read.h"

#include <jansson.h>

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
