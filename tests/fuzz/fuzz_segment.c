/* Any text taken apart into messages: covered without gap, participants where they are said to be. */
#include "../support/built_in.h"

#include "base/str.h"
#include "base/utf8.h"
#include "doc/address.h"
#include "doc/plain.h"

#include <stdlib.h>

static void close_rules(void)
{
	built_in_unload(NULL);
}

/* Messages are taken apart by the words of the lists. */
static void open_rules(void)
{
	if (built_in_load(NULL))
		abort();
	atexit(close_rules);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rt_arena *arena = rt_arena_new();
	struct rt_str text = RT_STR_INIT;
	struct rt_addresses items = {0};
	if (!built_in)
		open_rules();
	rt_utf8_repair(&text, (const char *)data, size);
	struct rt_document *document = rt_document_from_text(
		arena, rt_ruleset_mail_words(built_in), text.data, text.len);
	uint32_t at = 0;
	RT_VEC_FOREACH(segment, &document->segments)
	{
		if (segment->range.start != at || segment->range.end <= at)
			abort();
		at = segment->range.end;
	}
	if (at != text.len)
		abort();
	rt_address_split(arena, text.data, text.len, &items);
	RT_VEC_FOREACH(item, &items)
		if (item->end > text.len || item->start > item->end)
			abort();
	rt_vec_release(&items);
	rt_document_release(document);
	rt_str_release(&text);
	rt_arena_free(arena);
	return 0;
}
