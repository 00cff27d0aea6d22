#include "read/outlook.h"

#include "base/limits.h"
#include "doc/segment.h"
#include "read/html.h"
#include "read/mime.h"
#include "read/rtf.h"
#include "read/tnef.h"

#include <string.h>

static bool is_blank(const char *text)
{
	return !text[strspn(text, " \t\r\n")];
}

static bool append_plain(struct rt_document *document, const struct rt_mapi_message *message,
	struct rt_str *out)
{
	const char *plain = rt_mapi_text(
		document->arena, &message->own, RT_MAPI_BODY, message->codepage);
	if (!plain || is_blank(plain))
		return false;
	struct rt_str text = RT_STR_INIT;
	rt_str_append(&text, plain);
	rt_text_line_ends(&text);
	rt_str_append_n(out, text.data, text.len);
	rt_str_release(&text);
	return true;
}

static bool append_html(struct rt_document *document, const struct rt_mapi_message *message,
	struct rt_str *out)
{
	const struct rt_mapi_property *html = rt_mapi_find(&message->own, RT_MAPI_HTML);
	if (!html || !html->len)
		return false;
	char name[32];
	uint32_t codepage = rt_mapi_number(
		&message->own, RT_MAPI_INTERNET_CODEPAGE, message->codepage);
	if (html->type == RT_MAPI_WIDE_TEXT) {
		const char *text = rt_mapi_text(document->arena, &message->own, RT_MAPI_HTML, 0);
		if (text)
			rt_html_read(document, text, strlen(text), "utf-8", out);
		return text;
	}
	rt_html_read(document, html->data, html->len, rt_codepage_charset(codepage, name), out);
	return true;
}

static void append_rtf(struct rt_document *document, const struct rt_mapi_message *message,
	struct rt_str *out)
{
	const struct rt_mapi_property *packed = rt_mapi_find(&message->own, RT_MAPI_RTF);
	if (!packed || !packed->len)
		return;
	struct rt_str rtf = RT_STR_INIT;
	bool whole = rt_rtf_unpack(&rtf, packed->data, packed->len);
	if (rtf.len)
		rt_rtf_read(document, rtf.data, rtf.len, out);
	if (!whole)
		rt_document_problem(document, "read", "truncated",
			"the rich text of the message is damaged; what could be read is here");
	rt_str_release(&rtf);
}

void rt_outlook_words(struct rt_document *document, const struct rt_mapi_message *message,
	struct rt_str *out)
{
	if (!append_plain(document, message, out) && !append_html(document, message, out))
		append_rtf(document, message, out);
}

void rt_outlook_problems(struct rt_document *document, const struct rt_mapi_message *message)
{
	if (message->damaged)
		rt_document_problem(document, "read", "truncated",
			"the Outlook message is damaged or cut short; what could be read is here");
	if (message->too_much)
		rt_document_problem(document, "read", "too-many-parts",
			"the Outlook message has more in it than is read; the rest was left out");
}

/* Its bytes; an object that is no message has 16 that say what it is before its own. */
static const struct rt_mapi_property *file_bytes(
	const struct rt_mapi_attachment *file, struct rt_mapi_property *object)
{
	const struct rt_mapi_property *data = rt_mapi_find(&file->own, RT_MAPI_DATA);
	if (!data || data->type != RT_MAPI_OBJECT)
		return data;
	*object = *data;
	size_t skip = data->len < 16 ? data->len : 16;
	object->data += skip;
	object->len -= skip;
	return object;
}

static void read_attachment(struct rt_batch *batch, const struct rt_origin *origin,
	const struct rt_mapi_message *message, const struct rt_mapi_attachment *file, int32_t parent)
{
	struct rt_arena *arena = batch->arena;
	const char *name = rt_mapi_text(arena, &file->own, RT_MAPI_LONG_FILE, message->codepage);
	if (!name)
		name = rt_mapi_text(arena, &file->own, RT_MAPI_SHORT_FILE, message->codepage);
	if (!name)
		name = rt_mapi_text(arena, &file->own, RT_MAPI_NAME, message->codepage);
	size_t index = batch->count;
	struct rt_mapi_property object;
	const struct rt_mapi_property *data = file_bytes(file, &object);
	if (file->inside) {
		rt_outlook_read(batch, origin, file->inside, parent);
		batch->items[index]->name = rt_harmless_name(arena, name);
	} else if (!data) {
		rt_read_binary(batch, origin, "", 0, parent);
		batch->items[index]->name = rt_harmless_name(arena, name);
		rt_document_problem(batch->items[index], "read", "not-read",
			"the message names this file but does not hold its bytes");
	} else {
		const char *type = rt_mapi_text(
			arena, &file->own, RT_MAPI_MEDIA_TYPE, message->codepage);
		struct rt_inside inside = {name, type, data->data, data->len};
		rt_read_inside(batch, origin, &inside, parent);
	}
}

void rt_outlook_attachments(struct rt_batch *batch, const struct rt_origin *origin,
	const struct rt_mapi_message *message, int32_t parent)
{
	for (size_t i = 0; i < message->attachments.count; i++) {
		struct rt_origin below = *origin;
		below.part = rt_part_below(batch->arena, origin->part, i);
		if (i >= RT_MAX_PARTS) {
			rt_document_problem(batch->items[parent], "read", "too-many-parts",
				"more than %d attachments; the rest was left out", RT_MAX_PARTS);
			return;
		}
		read_attachment(batch, &below, message, &message->attachments.items[i], parent);
	}
}

void rt_outlook_read(struct rt_batch *batch, const struct rt_origin *origin,
	const struct rt_mapi_message *message, int32_t parent)
{
	struct rt_document *document = rt_batch_add(batch, origin, parent);
	int32_t index = rt_batch_last(batch);
	document->kind = RT_DOCUMENT_MAIL;
	document->media_type = "application/vnd.ms-outlook";
	struct rt_str fields = RT_STR_INIT, text = RT_STR_INIT;
	rt_outlook_fields(batch->arena, message, &fields);
	rt_mime_read_fields(batch, document, fields.data, fields.len, &text);
	if (text.len)
		rt_str_append_char(&text, '\n');
	size_t header = text.len;
	rt_outlook_words(document, message, &text);
	rt_document_set_text(document, &text);
	rt_document_set_hash(document, document->text, document->len);
	rt_segment_document(document, header < document->len ? header : document->len);
	rt_outlook_problems(document, message);
	rt_str_release(&fields);
	rt_str_release(&text);
	rt_outlook_attachments(batch, origin, message, index);
}

void rt_read_tnef(struct rt_batch *batch, const struct rt_origin *origin, const char *bytes,
	size_t len, int32_t parent)
{
	struct rt_mapi_message *message = rt_tnef_read(batch->arena, bytes, len);
	if (!message) {
		rt_read_binary(batch, origin, bytes, len, parent);
		return;
	}
	size_t index = batch->count;
	rt_outlook_read(batch, origin, message, parent);
	batch->items[index]->media_type = "application/ms-tnef";
	rt_mapi_message_release(message);
}
