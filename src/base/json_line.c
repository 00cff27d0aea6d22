#include "base/json_line.h"

#include "base/utf8.h"

#include <string.h>

#define MAX_DIGITS 18 /* of a whole number: fits 64 bits */

struct reading {
	const char *at, *end;
	struct rt_str *room;
};

static void skip_space(struct reading *in)
{
	while (in->at < in->end && (*in->at == ' ' || *in->at == '\t' || *in->at == '\n' ||
					   *in->at == '\r'))
		in->at++;
}

static bool take(struct reading *in, char sign)
{
	skip_space(in);
	if (in->at == in->end || *in->at != sign)
		return false;
	in->at++;
	return true;
}

/* ---- strings ---- */

/* Is any of the eight bytes a quote, a backslash or a control character? (The well-known test for a
 * byte below n, after the bytes that are sought have been made zero.) */
static bool ends_run(uint64_t bytes)
{
	const uint64_t ones = UINT64_MAX / 255;
	uint64_t quote = bytes ^ ones * '"', slash = bytes ^ ones * '\\';
	uint64_t below = (bytes - ones * 0x20) & ~bytes;
	return (below | ((quote - ones) & ~quote) | ((slash - ones) & ~slash)) & ones * 0x80;
}

/* What may stand in a string as it is. */
static size_t plain_run(const char *text, size_t len)
{
	size_t at = 0;
	uint64_t bytes;
	for (; at + sizeof bytes <= len; at += sizeof bytes) {
		memcpy(&bytes, text + at, sizeof bytes);
		if (ends_run(bytes))
			break;
	}
	while (at < len && (unsigned char)text[at] >= 0x20 && text[at] != '"' && text[at] != '\\')
		at++;
	return at;
}

/* The four digits of \uXXXX; UINT32_MAX where they are none. */
static uint32_t hex(struct reading *in)
{
	static const char digits[] = "0123456789abcdef";
	uint32_t value = 0;
	for (int i = 0; i < 4; i++, in->at++) {
		if (in->at == in->end || !*in->at)
			return UINT32_MAX;
		char byte = *in->at >= 'A' && *in->at <= 'F' ? (char)(*in->at | 0x20) : *in->at;
		const char *digit = strchr(digits, byte);
		if (!digit)
			return UINT32_MAX;
		value = value << 4 | (uint32_t)(digit - digits);
	}
	return value;
}

static bool take_rune(struct reading *in)
{
	uint32_t rune = hex(in);
	if (rune >= 0xd800 && rune < 0xdc00) {
		if (in->end - in->at < 2 || in->at[0] != '\\' || in->at[1] != 'u')
			return false;
		in->at += 2;
		uint32_t low = hex(in);
		if (low < 0xdc00 || low > 0xdfff)
			return false;
		rune = 0x10000 + ((rune - 0xd800) << 10) + (low - 0xdc00);
	} else if (!rune || (rune >= 0xdc00 && rune < 0xe000) || rune == UINT32_MAX) {
		return false;
	}
	rt_str_append_rune(in->room, rune);
	return true;
}

static bool take_escape(struct reading *in)
{
	static const char signs[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	in->at++;
	if (in->at == in->end || !*in->at)
		return false;
	char sign = *in->at++;
	if (sign == 'u')
		return take_rune(in);
	const char *found = strchr(signs, sign);
	if (found)
		rt_str_append_char(in->room, meant[found - signs]);
	return found;
}

/* Behind its opening quote. */
static bool take_string(struct reading *in, const char **text_r, size_t *len_r)
{
	size_t start = in->room->len;
	for (;;) {
		size_t run = plain_run(in->at, (size_t)(in->end - in->at));
		rt_str_append_n(in->room, in->at, run);
		in->at += run;
		if (in->at == in->end)
			return false;
		if (*in->at == '"')
			break;
		if (*in->at != '\\' || !take_escape(in))
			return false;
	}
	in->at++;
	*text_r = in->room->data + start;
	*len_r = in->room->len - start;
	rt_str_append_char(in->room, '\0');
	return true;
}

/* ---- the object ---- */

static bool take_number(struct reading *in, struct rt_json_field *field)
{
	const char *start = in->at;
	in->at += *in->at == '-';
	const char *digits = in->at;
	while (in->at < in->end && *in->at >= '0' && *in->at <= '9')
		in->at++;
	size_t count = (size_t)(in->at - digits);
	if (!count || count > MAX_DIGITS || (*digits == '0' && (count > 1 || digits > start)) ||
		in->at == in->end || strchr(".eE", *in->at))
		return false;
	field->number = true;
	field->len = (size_t)(in->at - start);
	field->text = in->room->data + in->room->len;
	rt_str_append_n(in->room, start, field->len);
	rt_str_append_char(in->room, '\0');
	return true;
}

static bool take_member(struct reading *in, struct rt_json_field *fields, size_t count)
{
	const char *key;
	size_t len, i = 0;
	if (!take(in, '"') || !take_string(in, &key, &len) || !take(in, ':'))
		return false;
	while (i < count && (strlen(fields[i].key) != len || memcmp(fields[i].key, key, len) != 0))
		i++;
	skip_space(in);
	if (i == count || fields[i].text || in->at == in->end)
		return false;
	if (*in->at != '"')
		return take_number(in, &fields[i]);
	in->at++;
	return take_string(in, &fields[i].text, &fields[i].len);
}

bool rt_json_line(const char *line, size_t len, struct rt_json_field *fields, size_t count,
	struct rt_str *room)
{
	struct reading in = {line, line + len, room};
	rt_str_clear(room);
	/* What is decoded is never longer: the room does not move while it is filled. */
	rt_str_reserve(room, len + 1);
	for (size_t i = 0; i < count; i++)
		fields[i] = (struct rt_json_field){.key = fields[i].key};
	if (!rt_utf8_valid(line, len) || !take(&in, '{'))
		return false;
	do
		if (!take_member(&in, fields, count))
			return false;
	while (take(&in, ','));
	if (!take(&in, '}'))
		return false;
	skip_space(&in);
	return in.at == in.end;
}
