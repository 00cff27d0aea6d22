#include "doc/plain.h"

#include "doc/segment.h"

struct rt_document *rt_document_from_text(struct rt_arena *arena,
	const struct rt_mail_words *words, const char *text, size_t len)
{
	struct rt_document *document = rt_document_new(arena);
	document->kind = RT_DOCUMENT_TEXT;
	document->media_type = "text/plain";
	document->text = rt_arena_strndup(arena, text, len);
	document->len = document->size = len;
	document->words = words;
	rt_segment_document(document, 0);
	return document;
}

void rt_document_set_date(struct rt_document *document, const char *iso)
{
	if (document->messages.count)
		document->messages.items[0].date.iso = rt_arena_strdup(document->arena, iso);
}

const char *rt_document_date(const struct rt_document *document)
{
	const struct rt_moment *date = document->messages.count ? &document->messages.items[0].date : NULL;
	return date && !date->unset ? date->iso : NULL;
}

const char *rt_document_date_of(
	const struct rt_document *document, int32_t message, const char *otherwise)
{
	while (message > 0 && (size_t)message < document->messages.count) {
		const struct rt_message *here = &document->messages.items[message];
		if (here->date.iso && !here->date.unset)
			return here->date.iso;
		message = here->parent < message ? here->parent : 0;
	}
	return otherwise;
}
