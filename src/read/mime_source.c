/*
 * How the names of printed headers stand in the file itself.
 *
 * A mail program that prints a header into a body puts a tab behind "To:", and quoted-printable
 * writes that tab as "=09": who searches the files of a dump, or works on one with other tools,
 * meets "=09Lovelace, Ada". Reading undoes it; the participant's `raw`, which is the item before
 * anything was done to it, keeps it.
 */
#include "read/mime_p.h"

#include <string.h>

#define MISSES 64 /* names that are looked for and not found, before looking ends */

void rt_mime_keep_source(struct rt_mime_reading *reading, GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	if (!content || g_mime_data_wrapper_get_encoding(content) !=
				GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
		return;
	GMimeStream *from = g_mime_data_wrapper_get_stream(content), *to = g_mime_stream_mem_new();
	GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(to));
	g_mime_stream_reset(from);
	g_mime_stream_write_to_stream(from, to);
	if (bytes->len)
		rt_str_append_n(&reading->source, (const char *)bytes->data, bytes->len);
	g_object_unref(to);
}

/* The item stands at `at`, lines broken by "=" put together. */
static bool stands_at(const char *at, const char *end, const char *item)
{
	for (; *item; at++, item++) {
		while (at + 1 < end && at[0] == '=' && (at[1] == '\n' || at[1] == '\r')) {
			at = memchr(at, '\n', (size_t)(end - at));
			if (!at++)
				return false;
		}
		if (at >= end || *at != *item)
			return false;
	}
	return true;
}

static const char *find_escaped_tab(const char *at, const char *end)
{
	for (; (at = memchr(at, '=', (size_t)(end - at))); at++)
		if (end - at > 3 && at[1] == '0' && at[2] == '9')
			return at + 3;
	return NULL;
}

/* The place behind an escaped tab, at or after `from`, where the item stands; or NULL. */
static const char *find_item(const char *from, const char *end, const char *item)
{
	while ((from = find_escaped_tab(from, end)))
		if (stands_at(from, end, item))
			return from;
	return NULL;
}

void rt_mime_name_sources(struct rt_mime_reading *reading)
{
	struct rt_document *document = reading->document;
	const char *from = reading->source.data, *end = from + reading->source.len;
	unsigned misses = 0;
	if (!reading->source.len || !find_escaped_tab(from, end))
		return;
	for (size_t i = 1; i < document->messages.count; i++)
		RT_VEC_FOREACH(one, &document->messages.items[i].participants)
		{
			uint32_t start = one->range.start;
			if (!start || document->text[start - 1] != '\t' || !*one->raw)
				continue;
			const char *found = find_item(from, end, one->raw);
			if (!found && ++misses == MISSES)
				return;
			if (!found)
				continue;
			one->raw = rt_arena_printf(document->arena, "=09%s", one->raw);
			from = found;
		}
}
