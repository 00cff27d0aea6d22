/* What a compound file is, and who reads it. */
#include "doc/segment.h"
#include "read/excel.h"
#include "read/msg.h"
#include "read/outlook.h"
#include "read/reader_p.h"
#include "read/word.h"

#include <string.h>

static const struct {
	const char *stream, *type;
} kinds[] = {
	{"PowerPoint Document", "application/vnd.ms-powerpoint"},
	{"VisioDocument", "application/vnd.visio"},
};

static void note_encrypted(struct rt_document *document)
{
	rt_document_problem(document, "read", "encrypted",
		"this office document is encrypted and cannot be read without its password");
}

static void list_ole(struct rt_batch *batch, const struct rt_origin *origin,
	const struct rt_ole *ole, const char *bytes, size_t len, int32_t parent)
{
	size_t index = batch->count;
	rt_read_binary(batch, origin, bytes, len, parent);
	if (rt_ole_find(ole, RT_OLE_ROOT, "EncryptedPackage"))
		note_encrypted(batch->items[index]);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (rt_ole_find(ole, RT_OLE_ROOT, kinds[i].stream)) {
			batch->items[index]->media_type = kinds[i].type;
			return;
		}
}

static void finish(struct rt_document *document, struct rt_str *text, enum rt_ole_end end)
{
	rt_str_trim(text);
	if (text->len)
		rt_str_append_char(text, '\n');
	document->kind = text->len ? RT_DOCUMENT_TEXT : RT_DOCUMENT_ATTACHMENT;
	rt_document_set_text(document, text);
	if (text->len)
		rt_segment_document(document, 0);
	if (end == RT_OLE_ENCRYPTED)
		note_encrypted(document);
	else if (end == RT_OLE_DAMAGED)
		rt_document_problem(document, "read", "truncated",
			"the office document is damaged or of a kind that is not known; %s",
			text->len ? "what could be read is here" : "nothing of it could be read");
	else if (!text->len)
		rt_document_problem(document, "read", "no-text",
			"the office document has no text; pictures in it are not read");
}

static void read_word(struct rt_document *document, struct rt_ole *ole, size_t item)
{
	struct rt_str text = RT_STR_INIT;
	document->media_type = "application/msword";
	finish(document, &text, rt_word_read(ole, item, document->arena, &text));
	rt_str_release(&text);
}

static void read_excel(struct rt_document *document, struct rt_ole *ole, size_t item)
{
	struct rt_str text = RT_STR_INIT;
	size_t len;
	const char *bytes = rt_ole_stream(ole, document->arena, item, &len);
	document->media_type = "application/vnd.ms-excel";
	finish(document, &text, bytes ? rt_excel_read(bytes, len, &text) : RT_OLE_DAMAGED);
	rt_str_release(&text);
}

/* false where it is neither's. */
static bool read_office(struct rt_batch *batch, const struct rt_origin *origin, struct rt_ole *ole,
	const char *bytes, size_t len, int32_t parent)
{
	size_t word = rt_ole_find(ole, RT_OLE_ROOT, "WordDocument");
	size_t excel = rt_ole_find(ole, RT_OLE_ROOT, "Workbook");
	if (!excel)
		excel = rt_ole_find(ole, RT_OLE_ROOT, "Book");
	if (!word && !excel)
		return false;
	struct rt_document *document = rt_batch_add(batch, origin, parent);
	rt_document_set_hash(document, bytes, len);
	if (word)
		read_word(document, ole, word);
	else
		read_excel(document, ole, excel);
	return true;
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
	} else if (!read_office(batch, origin, ole, bytes, len, parent)) {
		list_ole(batch, origin, ole, bytes, len, parent);
	}
	rt_ole_close(ole);
}
