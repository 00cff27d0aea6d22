#include "read/mime.h"

#include "base/file.h"
#include "base/limits.h"
#include "doc/segment.h"
#include "read/header_value.h"
#include "read/html.h"
#include "read/mime_p.h"
#include "read/sniff.h"

#include <pthread.h>
#include <string.h>
#include <strings.h>

static void init_gmime(void)
{
	g_mime_init();
}

void rt_mime_init(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, init_gmime);
}

static void read_message(struct rt_batch *batch, const struct rt_origin *origin,
	GMimeMessage *message, const char *path, int32_t parent, unsigned depth, unsigned *parts);

static const char *join_part(struct rt_arena *arena, const struct rt_origin *origin,
	const char *path)
{
	if (!*origin->part)
		return path;
	return *path ? rt_arena_printf(arena, "%s/%s", origin->part, path) : origin->part;
}

static const char *file_name(struct rt_arena *arena, GMimeObject *part)
{
	const char *name = GMIME_IS_PART(part) ? g_mime_part_get_filename(GMIME_PART(part)) : NULL;
	if (!name)
		return NULL;
	struct rt_str clean = RT_STR_INIT;
	rt_charset_decode(&clean, name, strlen(name), NULL);
	const char *harmless = rt_harmless_name(arena, clean.data);
	rt_str_release(&clean);
	return harmless;
}

static const char *media_type(struct rt_arena *arena, GMimeObject *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);
	char *name = type ? g_mime_content_type_get_mime_type(type) : NULL;
	if (!name)
		return "application/octet-stream";
	struct rt_str lower = RT_STR_INIT;
	rt_charset_decode(&lower, name, strlen(name), NULL);
	for (size_t i = 0; i < lower.len; i++)
		lower.data[i] = (char)g_ascii_tolower(lower.data[i]);
	const char *copy = rt_arena_strdup(arena, lower.data);
	rt_str_release(&lower);
	g_free(name);
	return copy;
}

static bool is_any(const char *reader, const char *const *names)
{
	for (; *names; names++)
		if (!strcmp(reader, *names))
			return true;
	return false;
}

/* Bytes that look like words although no one means to read them: keys, signatures, where to find what is
 * not here. */
static bool is_no_words(GMimeObject *part)
{
	static const char *const subtypes[] = {"pgp-signature", "pgp-keys", "pgp-encrypted",
		"pkcs7-signature", "x-pkcs7-signature", "postscript", NULL};
	if (!rt_mime_is(part, "application", "*") && !rt_mime_is(part, "message", "*"))
		return true;
	if (rt_mime_is(part, "message", "external-body"))
		return true;
	for (const char *const *subtype = subtypes; *subtype; subtype++)
		if (rt_mime_is(part, "application", *subtype))
			return true;
	return false;
}

/* How an attached part is to be read: by its bytes where these are a format's own, else by its
 * declared type, and by its bytes again where they speak against it or where nothing is said. */
static const char *attached_reader(GMimeObject *part, const char *bytes, size_t len)
{
	static const char *const texts[] = {"mbox", "mail", "html", "text", "empty", NULL};
	size_t look = len < RT_SNIFF_BYTES ? len : RT_SNIFF_BYTES;
	const char *looks = rt_sniff(bytes, look);
	if (!is_any(looks, texts))
		return looks;
	if (rt_mime_is(part, "text", "html"))
		return "html";
	if (rt_mime_is(part, "text", "*"))
		return !strcmp(looks, "mbox") || !strcmp(looks, "empty") ? "text" : looks;
	if (is_no_words(part) || !strcmp(looks, "empty"))
		return "binary";
	return !strcmp(looks, "mbox") ? "text" : looks;
}

static void read_attached_text(struct rt_document *document, GMimeObject *part, bool html,
	const char *bytes, size_t len)
{
	const char *charset = g_mime_object_get_content_type_parameter(part, "charset");
	struct rt_str text = RT_STR_INIT;
	document->kind = html ? RT_DOCUMENT_HTML : RT_DOCUMENT_TEXT;
	if (html) {
		rt_html_read(document, bytes, len, charset, &text);
	} else {
		struct rt_decoded decoded = rt_charset_decode(&text, bytes, len, charset);
		rt_document_decoded(document, &decoded, charset);
		rt_text_line_ends(&text);
	}
	rt_document_set_text(document, &text);
	rt_str_release(&text);
	rt_segment_document(document, 0);
	rt_document_look_for_pgp(document);
}

static void read_attachment(struct rt_batch *batch, const struct rt_origin *origin,
	GMimeObject *part, int32_t parent)
{
	GByteArray *content = rt_mime_bytes(GMIME_PART(part));
	const char *bytes = content->data ? (const char *)content->data : "";
	const char *reader = attached_reader(part, bytes, content->len);
	size_t index = batch->count;
	if (!strcmp(reader, "text") || !strcmp(reader, "html")) {
		struct rt_document *document = rt_batch_add(batch, origin, parent);
		document->media_type = media_type(batch->arena, part);
		rt_document_set_hash(document, bytes, content->len);
		read_attached_text(document, part, !strcmp(reader, "html"), bytes, content->len);
	} else {
		rt_read_any(batch, reader, origin, bytes, content->len, parent);
		const char *told = media_type(batch->arena, part);
		if (strcmp(reader, "mail") && strcmp(told, "application/octet-stream"))
			batch->items[index]->media_type = told;
	}
	batch->items[index]->name = file_name(batch->arena, part);
	rt_document_not_read(batch->items[index], reader);
	g_byte_array_free(content, TRUE);
}

/* message/partial, message/external-body and whatever else has no bytes of its own. */
static void read_opaque(struct rt_batch *batch, const struct rt_origin *origin, GMimeObject *part,
	int32_t parent)
{
	struct rt_document *document = rt_batch_add(batch, origin, parent);
	document->kind = RT_DOCUMENT_ATTACHMENT;
	document->media_type = media_type(batch->arena, part);
	document->name = file_name(batch->arena, part);
	rt_document_not_read(document, "binary");
}

static void read_child(struct rt_batch *batch, const struct rt_origin *origin,
	const struct rt_mime_child *child, int32_t parent, unsigned depth, unsigned *parts)
{
	struct rt_origin below = *origin;
	below.part = join_part(batch->arena, origin, child->path);
	if (!child->part)
		rt_mime_read_packed(batch, &below, child, parent);
	else if (GMIME_IS_MESSAGE_PART(child->part)) {
		GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(child->part));
		if (inner)
			read_message(batch, origin, inner, child->path, parent, depth + 1, parts);
		else
			read_opaque(batch, &below, child->part, parent);
	} else if (GMIME_IS_PART(child->part)) {
		read_attachment(batch, &below, child->part, parent);
	} else {
		read_opaque(batch, &below, child->part, parent);
	}
}

static void finish_text(struct rt_mime_reading *reading)
{
	struct rt_document *document = reading->document;
	size_t header = reading->header;
	rt_document_set_text(document, &reading->text);
	rt_document_set_hash(document, document->text, document->len);
	rt_segment_document(document, header < document->len ? header : document->len);
	rt_mime_name_sources(reading);
	rt_document_look_for_pgp(document);
	rt_str_release(&reading->source);
	rt_str_release(&reading->text);
}

static void read_message(struct rt_batch *batch, const struct rt_origin *origin,
	GMimeMessage *message, const char *path, int32_t parent, unsigned depth, unsigned *parts)
{
	struct rt_origin here = *origin;
	here.part = join_part(batch->arena, origin, path);
	struct rt_mime_reading reading = {
		.batch = batch,
		.document = rt_batch_add(batch, &here, parent),
		.text = RT_STR_INIT,
		.source = RT_STR_INIT,
		.parts = parts,
	};
	int32_t index = rt_batch_last(batch);
	reading.document->kind = RT_DOCUMENT_MAIL;
	reading.document->media_type = "message/rfc822";
	rt_mime_read_header(&reading, message);
	if (reading.text.len)
		rt_str_append_char(&reading.text, '\n');
	reading.header = reading.text.len;
	GMimeObject *root = g_mime_message_get_mime_part(message);
	if (root && rt_mime_is(root, "multipart", "report"))
		reading.document->automatic = true;
	/* A single part's number is 1: the path itself is the message's. */
	bool single = root && !GMIME_IS_MULTIPART(root) && *path;
	rt_mime_read_body(
		&reading, root, single ? rt_arena_printf(batch->arena, "%s.1", path) : path, depth);
	finish_text(&reading);
	for (size_t i = 0; i < reading.children.count; i++)
		read_child(batch, origin, &reading.children.items[i], index, depth, parts);
	rt_vec_release(&reading.children);
	RT_VEC_FOREACH(opened, &reading.opened)
		g_object_unref(*opened);
	rt_vec_release(&reading.opened);
}

GMimeMessage *rt_mime_parse(const char *bytes, size_t len)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer("", 0);
	GByteArray view = {.data = (guint8 *)(uintptr_t)bytes, .len = (guint)len};
	g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), &view);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	g_mime_stream_reset(stream);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	g_mime_parser_set_persist_stream(parser, FALSE);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	g_object_unref(stream);
	return message;
}

void rt_mime_read_fields(struct rt_batch *batch, struct rt_document *document, const char *fields,
	size_t len, struct rt_str *text)
{
	rt_mime_init();
	GMimeMessage *message = len ? rt_mime_parse(fields, len) : NULL;
	struct rt_mime_reading reading = {
		.batch = batch, .document = document, .text = RT_STR_INIT, .source = RT_STR_INIT};
	if (!message) {
		rt_vec_push(&document->messages,
			(struct rt_message){.kind = RT_SEGMENT_BODY, .parent = -1});
		return;
	}
	rt_mime_read_header(&reading, message);
	rt_str_append_n(text, reading.text.data, reading.text.len);
	rt_str_release(&reading.text);
	g_object_unref(message);
}

void rt_read_mail(struct rt_batch *batch, const struct rt_origin *origin, const char *bytes,
	size_t len, int32_t parent)
{
	rt_mime_init();
	unsigned parts = 0;
	GMimeMessage *message = len ? rt_mime_parse(bytes, len) : NULL;
	if (!message) {
		rt_read_text(batch, origin, bytes, len, parent);
		rt_document_problem(batch->items[batch->count - 1], "read", "not-a-mail",
			"this cannot be read as a mail and was read as text");
		return;
	}
	read_message(batch, origin, message, "", parent, 0, &parts);
	g_object_unref(message);
}
