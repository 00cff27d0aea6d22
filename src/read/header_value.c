#include "read/header_value.h"

#include "base/charset.h"
#include "base/utf8.h"

#include <gmime/gmime.h>
#include <string.h>

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text & 0x80)
			return false;
	return true;
}

const char *rt_header_unfold(struct rt_document *document, const char *raw)
{
	struct rt_str text = RT_STR_INIT;
	if (!raw)
		return NULL;
	if (is_ascii(raw)) {
		rt_str_append(&text, raw);
	} else {
		struct rt_decoded decoded = rt_charset_decode(&text, raw, strlen(raw), NULL);
		document->undecodable += (uint32_t)decoded.undecodable;
	}
	char *to = text.data;
	for (const char *from = text.data; *from; from++) {
		bool blank = *from == ' ' || (unsigned char)*from < 32 || *from == 127;
		if (!blank)
			*to++ = *from;
		else if (to > text.data && to[-1] != ' ')
			*to++ = ' ';
	}
	while (to > text.data && to[-1] == ' ')
		to--;
	const char *value = rt_arena_strndup(document->arena, text.data, (size_t)(to - text.data));
	rt_str_release(&text);
	return value;
}

const char *rt_header_decode(struct rt_arena *arena, const char *value)
{
	if (!value || !strstr(value, "=?"))
		return value;
	char *decoded = g_mime_utils_header_decode_text(NULL, value);
	struct rt_str clean = RT_STR_INIT;
	rt_utf8_repair(&clean, decoded, strlen(decoded));
	g_free(decoded);
	for (size_t i = 0; i < clean.len; i++)
		if ((unsigned char)clean.data[i] < 32)
			clean.data[i] = ' ';
	const char *copy = rt_arena_strdup(arena, clean.data);
	rt_str_release(&clean);
	return copy;
}

const char *rt_header_id(struct rt_arena *arena, const char *value)
{
	const char *open = value ? strchr(value, '<') : NULL;
	if (open && open[1]) {
		size_t len = strcspn(open + 1, ">");
		return len ? rt_arena_strndup(arena, open + 1, len) : NULL;
	}
	size_t len = value ? strcspn(value, " \t") : 0;
	return len ? rt_arena_strndup(arena, value, len) : NULL;
}
