/* The table of readers, and an item on its way through it. */
#include "read/reader_p.h"

#include "base/file.h"

#include <string.h>

static const struct {
	const char *name;
	rt_read_bytes *read;
} readers[] = {
	{"mail", rt_read_mail},
	{"html", rt_read_html},
	{"text", rt_read_text},
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

static void add_unreadable(struct rt_batch *batch, const struct rt_item *item)
{
	struct rt_document *document = rt_batch_add(batch, &item->origin, -1);
	document->kind = RT_DOCUMENT_ATTACHMENT;
	document->name = rt_harmless_name(batch->arena, rt_path_name(item->origin.path));
	rt_document_problem(document, item->problem->stage,
		rt_arena_strdup(batch->arena, item->problem->class), "%s", item->problem->message);
}

struct rt_batch *rt_item_read(const struct rt_item *item)
{
	struct rt_batch *batch = rt_batch_new();
	if (item->problem) {
		add_unreadable(batch, item);
		return batch;
	}
	rt_read_any(batch, item->reader, &item->origin, item->bytes, item->len, -1);
	struct rt_document *first = batch->items[0];
	if (item->cut)
		rt_document_problem(first, "read", "too-long",
			"larger than can be read at once; the rest was left out");
	if (!*item->origin.part && !first->name)
		first->name = rt_harmless_name(batch->arena, rt_path_name(item->origin.path));
	return batch;
}
