/* S/MIME that is a file of its own, or an attachment of an Outlook message: a mail within a signature. */
#include "base/cms.h"
#include "read/reader_p.h"

void rt_read_signed(struct rt_batch *batch, const struct rt_origin *origin, const char *bytes,
	size_t len, int32_t parent)
{
	struct rt_str content = RT_STR_INIT;
	enum rt_cms found = rt_cms_open(bytes, len, &content);
	size_t index = batch->count;
	if (found == RT_CMS_SIGNED) {
		struct rt_inside inside = {NULL, NULL, content.data, content.len};
		rt_read_inside(batch, origin, &inside, parent);
	} else {
		rt_read_binary(batch, origin, bytes, len, parent);
		batch->items[index]->media_type = "application/pkcs7-mime";
	}
	if (found == RT_CMS_ENCRYPTED)
		rt_document_encrypted(batch->items[index]);
	rt_str_release(&content);
}
