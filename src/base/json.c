#include "base/json.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

static void quote(struct rt_str *out, const char *text, size_t len)
{
	rt_str_append_char(out, '"');
	for (size_t at = 0; at < len;) {
		size_t plain = at;
		while (plain < len && (unsigned char)text[plain] >= 0x20 && text[plain] > 0 &&
			text[plain] != '"' && text[plain] != '\\' && text[plain] != 0x7f)
			plain++;
		rt_str_append_n(out, text + at, plain - at);
		if ((at = plain) == len)
			break;
		uint32_t rune = rt_utf8_next(text, len, &at);
		if (rune == '\n')
			rt_str_append(out, "\\n");
		else if (rune == '"' || rune == '\\')
			rt_str_appendf(out, "\\%c", (char)rune);
		else if (rune < 0x20 || rune == 0x7f || rune == 0x2028 || rune == 0x2029)
			rt_str_appendf(out, "\\u%04x", (unsigned)rune);
		else
			rt_str_append_rune(out, rune);
	}
	rt_str_append_char(out, '"');
}

static void item(struct rt_json *json, const char *key)
{
	if (json->depth) {
		if (json->filled[json->depth - 1])
			rt_str_append_char(json->out, ',');
		json->filled[json->depth - 1] = true;
	}
	if (key) {
		quote(json->out, key, strlen(key));
		rt_str_append_char(json->out, ':');
	}
}

static void open_level(struct rt_json *json, const char *key, char opener, char closer)
{
	item(json, key);
	rt_str_append_char(json->out, opener);
	json->closers[json->depth] = closer;
	json->filled[json->depth] = false;
	json->depth++;
}

void rt_json_object(struct rt_json *json, const char *key)
{
	open_level(json, key, '{', '}');
}

void rt_json_array(struct rt_json *json, const char *key)
{
	open_level(json, key, '[', ']');
}

void rt_json_end(struct rt_json *json)
{
	rt_str_append_char(json->out, json->closers[--json->depth]);
}

void rt_json_string(struct rt_json *json, const char *key, const char *text, size_t len)
{
	item(json, key);
	quote(json->out, text, len);
}

void rt_json_text(struct rt_json *json, const char *key, const char *text)
{
	item(json, key);
	if (text)
		quote(json->out, text, strlen(text));
	else
		rt_str_append(json->out, "null");
}

void rt_json_int(struct rt_json *json, const char *key, int64_t number)
{
	item(json, key);
	rt_str_appendf(json->out, "%" PRId64, number);
}

void rt_json_real(struct rt_json *json, const char *key, double number)
{
	item(json, key);
	rt_str_appendf(json->out, "%.6g", number);
}

void rt_json_bool(struct rt_json *json, const char *key, bool yes)
{
	item(json, key);
	rt_str_append(json->out, yes ? "true" : "false");
}
