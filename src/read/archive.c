/* An archive is a row of its own, and a document for each file in it. */
#include "base/limits.h"
#include "read/office.h"
#include "read/reader_p.h"
#include "read/unpack.h"

#include <string.h>

static size_t room(const struct rt_batch *batch)
{
	return batch->unpacked < RT_MAX_UNPACKED_BYTES
		       ? (size_t)(RT_MAX_UNPACKED_BYTES - batch->unpacked)
		       : 0;
}

static void list_encrypted(struct rt_batch *batch, const struct rt_origin *origin,
	const struct rt_packed_file *file, int32_t parent)
{
	rt_read_binary(batch, origin, "", 0, parent);
	struct rt_document *document = batch->items[batch->count - 1];
	document->name = rt_harmless_name(batch->arena, file->name);
	rt_document_problem(document, "read", "encrypted",
		"this file of an archive is encrypted and cannot be read without its password");
}

static void read_file(struct rt_batch *batch, const struct rt_origin *origin,
	struct rt_unpack *unpack, const struct rt_packed_file *file, int32_t parent)
{
	struct rt_str bytes = RT_STR_INIT;
	size_t index = batch->count;
	bool whole = rt_unpack_bytes(unpack, room(batch), &bytes);
	batch->unpacked += bytes.len;
	/* What is in this one counts against the limit as well, so that no bomb is let off deeper. */
	struct rt_inside inside = {file->name, NULL, bytes.data, bytes.len};
	rt_read_inside(batch, origin, &inside, parent);
	if (!whole)
		rt_document_problem(batch->items[index], "read", "truncated",
			"this file of an archive is damaged or cut short; what could be read is here");
	rt_str_release(&bytes);
}

static void read_files(struct rt_batch *batch, const struct rt_origin *origin,
	struct rt_unpack *unpack, int32_t parent)
{
	struct rt_packed_file file;
	size_t count = 0;
	int state;
	while ((state = rt_unpack_next(unpack, &file)) > 0) {
		struct rt_origin below = *origin;
		below.part = rt_part_below(batch->arena, origin->part, count);
		if (++count > RT_MAX_PARTS || batch->count > RT_MAX_PARTS || !room(batch)) {
			rt_document_problem(batch->items[parent], "read", "too-many-parts",
				"the archive holds more than is unpacked; the rest was left out");
			return;
		}
		if (file.encrypted)
			list_encrypted(batch, &below, &file, parent);
		else
			read_file(batch, &below, unpack, &file, parent);
	}
	if (state < 0 && file.encrypted)
		rt_document_problem(batch->items[parent], "read", "encrypted",
			"the archive is encrypted and cannot be read without its password");
	else if (state < 0)
		rt_document_problem(batch->items[parent], "read", "truncated",
			"the archive is damaged or cut short; what could be read is here");
}

void rt_read_archive(struct rt_batch *batch, const struct rt_origin *origin, const char *bytes,
	size_t len, int32_t parent)
{
	if (rt_office_is(bytes, len)) {
		rt_read_office(batch, origin, bytes, len, parent);
		return;
	}
	rt_read_binary(batch, origin, bytes, len, parent);
	int32_t index = rt_batch_last(batch);
	struct rt_unpack *unpack = rt_unpack_open(bytes, len);
	if (unpack)
		read_files(batch, origin, unpack, index);
	else
		rt_document_problem(batch->items[index], "read", "truncated",
			"this looks like an archive and is damaged or cut short");
	rt_unpack_close(unpack);
}
