#include "base/str.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

char rt_str_empty[1];

void rt_str_release(struct rt_str *str)
{
	if (str->cap)
		rt_free(str->data);
	*str = (struct rt_str)RT_STR_INIT;
}

void rt_str_clear(struct rt_str *str)
{
	rt_str_truncate(str, 0);
}

void rt_str_reserve(struct rt_str *str, size_t more)
{
	size_t wanted = str->len + more + 1;
	if (wanted <= str->cap)
		return;
	size_t cap = str->cap ? str->cap : 32;
	while (cap < wanted)
		cap += cap / 2 + 32;
	char *data = rt_realloc(str->cap ? str->data : NULL, cap);
	data[str->len] = '\0';
	str->data = data;
	str->cap = cap;
}

void rt_str_append_n(struct rt_str *str, const char *text, size_t len)
{
	if (!len)
		return;
	rt_str_reserve(str, len);
	memcpy(str->data + str->len, text, len);
	str->len += len;
	str->data[str->len] = '\0';
}

void rt_str_append(struct rt_str *str, const char *text)
{
	rt_str_append_n(str, text, strlen(text));
}

void rt_str_append_rune(struct rt_str *str, uint32_t rune)
{
	char bytes[4];
	rt_str_append_n(str, bytes, rt_utf8_encode(rune, bytes));
}

/* Prints into the room that is there, and once more where it was too small. */
void rt_str_appendf(struct rt_str *str, const char *format, ...)
{
	va_list args, again;
	size_t room = str->cap ? str->cap - str->len : 0;
	va_start(args, format);
	va_copy(again, args);
	int len = vsnprintf(room ? str->data + str->len : NULL, room, format, args);
	va_end(args);
	if (len > 0 && (size_t)len >= room) {
		if (room)
			str->data[str->len] = '\0';
		rt_str_reserve(str, (size_t)len);
		vsnprintf(str->data + str->len, (size_t)len + 1, format, again);
	}
	if (len > 0)
		str->len += (size_t)len;
	va_end(again);
}

void rt_str_truncate(struct rt_str *str, size_t len)
{
	if (len >= str->len)
		return;
	str->len = len;
	str->data[len] = '\0';
}

static bool blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

void rt_str_trim(struct rt_str *str)
{
	size_t end = str->len, start = 0;
	while (end && blank(str->data[end - 1]))
		end--;
	while (start < end && blank(str->data[start]))
		start++;
	if (start)
		memmove(str->data, str->data + start, end - start);
	rt_str_truncate(str, end - start);
}

char *rt_str_detach(struct rt_str *str)
{
	char *data = str->cap ? str->data : rt_strdup("");
	*str = (struct rt_str)RT_STR_INIT;
	return data;
}

bool rt_str_equal(const struct rt_str *str, const char *text)
{
	return str->len == strlen(text) && !memcmp(str->data, text, str->len);
}
