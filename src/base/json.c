#include "base/json.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

/* What is written as it is: all of ASCII but quotes, backslashes and control characters. */
static bool is_plain(char byte)
{
	return (unsigned char)(byte - 0x20) < 0x5f && byte != '"' && byte != '\\';
}

/* Are they all, told without looking at each: the high bits of what bytes differ by? */
static bool are_plain(uint64_t bytes)
{
	const uint64_t ones = 0x0101010101010101u, highs = ones << 7;
	uint64_t to_quote = bytes ^ ones * '"', to_backslash = bytes ^ ones * '\\';
	uint64_t small = (bytes - ones * 0x20) & ~bytes;
	uint64_t marks = ((to_quote - ones) & ~to_quote) | ((to_backslash - ones) & ~to_backslash);
	return !((small | marks | bytes | (bytes + ones)) & highs);
}

static void append_escaped(struct rt_str *out, uint32_t rune)
{
	if (rune == '\n')
		rt_str_append(out, "\\n");
	else if (rune == '"' || rune == '\\')
		rt_str_appendf(out, "\\%c", (char)rune);
	else if (rune < 0x20 || rune == 0x7f || rune == 0x2028 || rune == 0x2029)
		rt_str_appendf(out, "\\u%04x", (unsigned)rune);
	else
		rt_str_append_rune(out, rune);
}

/* How many bytes the text begins with that are plain, copied as they are: eight at a time, of a rest the last eight
 * once more. May stop short. */
static size_t copy_plain(char *to, const char *text, size_t len)
{
	uint64_t bytes;
	size_t at = 0;
	for (; at + sizeof bytes <= len; at += sizeof bytes) {
		memcpy(&bytes, text + at, sizeof bytes);
		if (!are_plain(bytes))
			return at;
		memcpy(to + at, &bytes, sizeof bytes);
	}
	if (at && at < len) {
		memcpy(&bytes, text + len - sizeof bytes, sizeof bytes);
		if (are_plain(bytes)) {
			memcpy(to + len - sizeof bytes, &bytes, sizeof bytes);
			return len;
		}
	}
	return at;
}

/* Of millions of strings nearly all are plain: those are put down as they are. */
static void quote(struct rt_str *out, const char *text, size_t len)
{
	rt_str_reserve(out, len + 2);
	char *to = out->data + out->len;
	*to++ = '"';
	size_t at = copy_plain(to, text, len);
	for (to += at; at < len && is_plain(text[at]);)
		*to++ = text[at++];
	out->len = (size_t)(to - out->data);
	while (at < len) {
		if (is_plain(text[at]))
			rt_str_append_char(out, text[at++]);
		else
			append_escaped(out, rt_utf8_next(text, len, &at));
	}
	rt_str_append_char(out, '"');
}

/* -> "key": */
static void put_key(struct rt_str *out, const char *key, size_t len)
{
	rt_str_reserve(out, len + 3);
	char *to = out->data + out->len;
	*to++ = '"';
	memcpy(to, key, len);
	to += len;
	*to++ = '"';
	*to++ = ':';
	out->len += len + 3;
}

static void item(struct rt_json *json, const char *key)
{
	struct rt_str *out = json->out;
	if (json->depth) {
		if (json->filled[json->depth - 1])
			rt_str_append_char(out, ',');
		json->filled[json->depth - 1] = true;
	}
	if (key)
		put_key(out, key, strlen(key));
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

/* printf takes a microsecond for a number: longer than all else that is done for a mention. */
static void append_digits(struct rt_str *out, uint64_t number)
{
	char digits[20];
	size_t at = sizeof digits;
	do
		digits[--at] = (char)('0' + number % 10);
	while (number /= 10);
	rt_str_append_n(out, digits + at, sizeof digits - at);
}

void rt_json_int(struct rt_json *json, const char *key, int64_t number)
{
	item(json, key);
	if (number < 0)
		rt_str_append_char(json->out, '-');
	append_digits(json->out, number < 0 ? -(uint64_t)number : (uint64_t)number);
}

/* 0.1 … 1, as scores are, to six places. False where rounding is a close thing. */
static bool append_fraction(struct rt_str *out, double number)
{
	if (!(number >= 0.1 && number < 1))
		return false;
	double scaled = number * 1e6;
	uint64_t digits = (uint64_t)(scaled + 0.5);
	double off = scaled - (double)digits;
	if (digits == 1000000 || off > 0.499 || off < -0.499)
		return false;
	while (digits % 10 == 0) /* the first is never 0 */
		digits /= 10;
	rt_str_append_n(out, "0.", 2);
	append_digits(out, digits);
	return true;
}

void rt_json_real(struct rt_json *json, const char *key, double number)
{
	item(json, key);
	if (!append_fraction(json->out, number))
		rt_str_appendf(json->out, "%.6g", number);
}

void rt_json_bool(struct rt_json *json, const char *key, bool yes)
{
	item(json, key);
	rt_str_append(json->out, yes ? "true" : "false");
}
