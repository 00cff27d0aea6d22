/* Any bytes as a file: sniffed, read, and every promise of document.h looked at. */
#include "../support/built_in.h"

#include "read/reader.h"
#include "read/sniff.h"

#include "base/utf8.h"
#include "doc/identity.h"

#include <stdlib.h>
#include <string.h>

static void check(const struct rt_document *document)
{
	uint32_t at = 0;
	if (!rt_utf8_valid(document->text, document->len) || memchr(document->text, 0, document->len))
		abort();
	RT_VEC_FOREACH(segment, &document->segments)
	{
		if (segment->range.start != at || segment->range.end <= at)
			abort();
		at = segment->range.end;
	}
	if (document->segments.count && at != document->len)
		abort();
	RT_VEC_FOREACH(message, &document->messages)
		RT_VEC_FOREACH(participant, &message->participants)
			if (participant->range.end > document->len ||
				participant->range.start > participant->range.end)
				abort();
}

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
	char hex[RT_SHA256_HEX];
	if (!built_in)
		open_rules();
	struct rt_item item = {
		.origin = {.path = "fuzz", .part = "", .end = size},
		.bytes = (const char *)data,
		.len = size,
		.reader = rt_sniff((const char *)data, size < RT_SNIFF_BYTES ? size : RT_SNIFF_BYTES),
	};
	/* An mbox is taken apart by the walk; its messages come here as mails. */
	if (!strcmp(item.reader, "mbox"))
		item.reader = "mail";
	struct rt_batch *batch = rt_item_read(&item, rt_ruleset_mail_words(built_in));
	for (size_t i = 0; i < batch->count; i++)
		check(batch->items[i]);
	rt_document_identity(batch->items[0], hex);
	rt_batch_free(batch);
	return 0;
}
