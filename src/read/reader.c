/* The table of readers, and an item on its way through it. */
#include "read/reader_p.h"

#include "base/file.h"
#include "base/limits.h"
#include "read/sniff.h"

#include <string.h>

static const struct {
	const char *name;
	rt_read_bytes *read;
} readers[] = {
	{"mail", rt_read_mail},
	{"html", rt_read_html},
	{"text", rt_read_text},
	{"csv", rt_read_csv},
	{"rtf", rt_read_rtf},
	{"tnef", rt_read_tnef},
	{"ole", rt_read_ole},
	{"archive", rt_read_archive},
	{"pdf", rt_read_pdf},
	{"card", rt_read_card},
	{"signed", rt_read_signed},
	{"empty", rt_read_text},
	{"binary", rt_read_binary},
};

void rt_read_any(struct rt_batch *batch, const char *reader, const struct rt_origin *origin,
	const char *bytes, size_t len, int32_t parent)
{
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		if (!strcmp(readers[i].name, reader)) {
			readers[i].read(batch, origin, bytes, len, parent);
			return;
		}
	rt_read_text(batch, origin, bytes, len, parent);
}

const char *rt_part_below(struct rt_arena *arena, const char *part, size_t index)
{
	return *part ? rt_arena_printf(arena, "%s.%zu", part, index + 1)
		     : rt_arena_printf(arena, "%zu", index + 1);
}

static const char *reader_of(const struct rt_inside *inside)
{
	size_t look = inside->len < RT_SNIFF_BYTES ? inside->len : RT_SNIFF_BYTES;
	const char *reader = rt_sniff(inside->bytes, look);
	/* An mbox is taken apart by the walk; in something else it is one text. */
	return !strcmp(reader, "mbox") ? "text" : reader;
}

void rt_read_inside(struct rt_batch *batch, const struct rt_origin *origin,
	const struct rt_inside *inside, int32_t parent)
{
	size_t index = batch->count;
	const char *reader = reader_of(inside);
	bool deep = batch->depth >= RT_MAX_UNPACK_DEPTH;
	batch->depth++;
	if (deep)
		reader = "binary";
	rt_read_any(batch, reader, origin, inside->bytes, inside->len, parent);
	batch->depth--;
	struct rt_document *document = batch->items[index];
	document->name = rt_harmless_name(batch->arena, inside->name);
	if (deep)
		rt_document_problem(document, "read", "too-deep",
			"things are packed in one another deeper than %d; this one was not opened",
			RT_MAX_UNPACK_DEPTH);
	if (inside->media_type && strchr(inside->media_type, '/') &&
		(!strcmp(document->media_type, "application/octet-stream") ||
			!strcmp(document->media_type, "text/plain")))
		document->media_type = rt_arena_strdup(batch->arena, inside->media_type);
	rt_document_not_read(document, reader);
}

static void add_unreadable(struct rt_batch *batch, const struct rt_item *item)
{
	struct rt_document *document = rt_batch_add(batch, &item->origin, -1);
	document->kind = RT_DOCUMENT_ATTACHMENT;
	document->name = rt_harmless_name(batch->arena, rt_path_name(item->origin.path));
	rt_document_problem(document, item->problem->stage,
		rt_arena_strdup(batch->arena, item->problem->class), "%s", item->problem->message);
}

struct rt_batch *rt_item_read(const struct rt_item *item, const struct rt_mail_words *words)
{
	struct rt_batch *batch = rt_batch_new(words);
	if (item->problem) {
		add_unreadable(batch, item);
		return batch;
	}
	rt_read_any(batch, item->reader, &item->origin, item->bytes, item->len, -1);
	struct rt_document *first = batch->items[0];
	rt_document_not_read(first, item->reader);
	if (item->cut)
		rt_document_problem(first, "read", "too-long",
			"larger than can be read at once; the rest was left out");
	if (!*item->origin.part && !first->name)
		first->name = rt_harmless_name(batch->arena, rt_path_name(item->origin.path));
	return batch;
}
