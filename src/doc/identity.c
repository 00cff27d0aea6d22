#include "doc/identity.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Words with white space run together, so that a copy that was wrapped anew is the same. */
static void add_words(struct rt_sha256 *sum, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t start = at;
		while (at < len && !isspace((unsigned char)text[at]))
			at++;
		if (at > start) {
			rt_sha256_add(sum, text + start, at - start);
			rt_sha256_add(sum, " ", 1);
		}
		while (at < len && isspace((unsigned char)text[at]))
			at++;
	}
}

static void add_field(struct rt_sha256 *sum, const char *name, const char *value)
{
	rt_sha256_add(sum, name, strlen(name) + 1);
	if (value)
		add_words(sum, value, strlen(value));
	rt_sha256_add(sum, "", 1);
}

static void add_header(struct rt_sha256 *sum, const struct rt_message *own)
{
	RT_VEC_FOREACH(participant, &own->participants)
	{
		const char *field = participant->field;
		if (!strcmp(field, "from") || !strcmp(field, "to") || !strcmp(field, "cc"))
			add_field(sum, field, participant->raw);
	}
	char date[32] = "";
	if (own->date.iso)
		snprintf(date, sizeof date, "%lld", (long long)own->date.utc);
	add_field(sum, "date", date);
	add_field(sum, "subject", own->subject);
}

/* Behind the printed header of a mail. */
static size_t words_start(const struct rt_document *document)
{
	if (document->kind != RT_DOCUMENT_MAIL || !document->segments.count)
		return 0;
	const struct rt_segment *first = &document->segments.items[0];
	return first->kind == RT_SEGMENT_HEADER ? first->range.end : 0;
}

static void add_document(struct rt_sha256 *sum, const struct rt_document *document)
{
	add_field(sum, "kind", rt_document_kind_name(document->kind));
	if (document->kind == RT_DOCUMENT_ATTACHMENT) {
		add_field(sum, "name", document->name);
		add_field(sum, "sha256", document->sha256);
		return;
	}
	if (document->kind == RT_DOCUMENT_MAIL && document->messages.count)
		add_header(sum, &document->messages.items[0]);
	size_t start = words_start(document);
	add_words(sum, document->text + start, document->len - start);
}

void rt_document_identity(const struct rt_document *document, char hex_r[RT_SHA256_HEX])
{
	struct rt_sha256 *sum = rt_sha256_new();
	add_document(sum, document);
	rt_sha256_end(sum, hex_r);
}
