/* What a compound file is, and who reads it. */
#include "doc/segment.h"
#include "read/msg.h"
#include "read/outlook.h"
#include "read/reader_p.h"
#include "read/word.h"

#include <string.h>

static const struct {
	const char *stream, *type;
} kinds[] = {
	{"Workbook", "application/vnd.ms-excel"},
	{"Book", "application/vnd.ms-excel"},
	{"PowerPoint Document", "application/vnd.ms-powerpoint"},
	{"VisioDocument", "application/vnd.visio"},
};

static void list_ole(struct rt_batch *batch, const struct rt_origin *origin,
	const struct rt_ole *ole, const char *bytes, size_t len, int32_t parent)
{
	size_t index = batch->count;
	rt_read_binary(batch, origin, bytes, len, parent);
	if (rt_ole_find(ole, RT_OLE_ROOT, "EncryptedPackage"))
		rt_document_problem(batch->items[index], "read", "encrypted",
			"this office document is encrypted and cannot be read without its password");
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (rt_ole_find(ole, RT_OLE_ROOT, kinds[i].stream)) {
			batch->items[index]->media_type = kinds[i].type;
			return;
		}
}

static void read_word(struct rt_batch *batch, const struct rt_origin *origin, struct rt_ole *ole,
	const char *bytes, size_t len, int32_t parent)
{
	struct rt_document *document = rt_batch_add(batch, origin, parent);
	struct rt_str text = RT_STR_INIT;
	document->kind = RT_DOCUMENT_TEXT;
	document->media_type = "application/msword";
	rt_document_set_hash(document, bytes, len);
	enum rt_word end = rt_word_read(
		ole, rt_ole_find(ole, RT_OLE_ROOT, "WordDocument"), batch->arena, &text);
	rt_str_trim(&text);
	if (text.len)
		rt_str_append_char(&text, '\n');
	else
		document->kind = RT_DOCUMENT_ATTACHMENT;
	rt_document_set_text(document, &text);
	if (text.len)
		rt_segment_document(document, 0);
	if (end == RT_WORD_ENCRYPTED)
		rt_document_problem(document, "read", "encrypted",
			"this office document is encrypted and cannot be read without its password");
	else if (end == RT_WORD_DAMAGED)
		rt_document_problem(document, "read", "truncated",
			"the Word document is damaged or of a kind that is not known; %s",
			text.len ? "what could be read is here" : "nothing of it could be read");
	else if (!text.len)
		rt_document_problem(document, "read", "no-text",
			"the Word document has no text; pictures in it are not read");
	rt_str_release(&text);
}

static void read_msg(struct rt_batch *batch, const struct rt_origin *origin, struct rt_ole *ole,
	int32_t parent)
{
	struct rt_mapi_message *message = rt_msg_read(batch->arena, ole);
	rt_outlook_read(batch, origin, message, parent);
	rt_mapi_message_release(message);
}

void rt_read_ole(struct rt_batch *batch, const struct rt_origin *origin, const char *bytes,
	size_t len, int32_t parent)
{
	struct rt_ole *ole = rt_ole_open(bytes, len);
	if (!ole) {
		rt_read_binary(batch, origin, bytes, len, parent);
		rt_document_problem(batch->items[batch->count - 1], "read", "truncated",
			"this looks like a file of Outlook or Office and is damaged or cut short");
	} else if (rt_msg_is(ole)) {
		read_msg(batch, origin, ole, parent);
	} else if (rt_ole_find(ole, RT_OLE_ROOT, "WordDocument")) {
		read_word(batch, origin, ole, bytes, len, parent);
	} else {
		list_ole(batch, origin, ole, bytes, len, parent);
	}
	rt_ole_close(ole);
}
