#include "read/word.h"

#include "base/charset.h"
#include "base/limits.h"
#include "read/bytes.h"
#include "read/mapi.h"

#include <string.h>

#define MAGIC 0xa5ecu
#define WORD_97 0x00c1u
#define FLAG_COMPLEX 0x0004u
#define FLAG_ENCRYPTED 0x0100u
#define FLAG_SECOND_TABLE 0x0200u
#define AT_VERSION 2u
#define AT_FLAGS 10u
#define AT_TEXT_START 0x18u
#define AT_TEXT_END 0x1cu
#define AT_PIECES 0x1a2u
#define PIECE_TABLE 2
#define PIECE_BYTES 0x40000000u

struct file {
	const char *text, *table; /* the two streams */
	size_t text_len, table_len;
	struct rt_str raw; /* UTF-8, with Word's control characters */
	bool damaged;
};

static uint32_t number_at(const char *bytes, size_t len, size_t at, size_t size)
{
	struct rt_bytes in = rt_bytes(bytes, len);
	rt_bytes_take(&in, at);
	return (uint32_t)rt_bytes_number(&in, size);
}

static void take_piece(struct file *file, uint32_t at, uint32_t count)
{
	bool bytes = at & PIECE_BYTES;
	uint64_t start = bytes ? (at & (PIECE_BYTES - 1)) / 2 : at, len = (uint64_t)count * (bytes ? 1 : 2);
	if (start > file->text_len || len > file->text_len - start ||
		file->raw.len + len > RT_MAX_TEXT_BYTES) {
		file->damaged = true;
		return;
	}
	if (bytes)
		rt_charset_decode(&file->raw, file->text + start, (size_t)len, "windows-1252");
	else
		rt_mapi_append_wide(&file->raw, file->text + start, (size_t)len);
}

/* n + 1 places in the text, then for each piece eight bytes that say where it stands. */
static void take_pieces(struct file *file, struct rt_bytes table)
{
	size_t count = table.left > 4 ? (table.left - 4) / 12 : 0;
	struct rt_bytes places = table, pieces = table;
	rt_bytes_take(&pieces, (count + 1) * 4);
	uint32_t from = rt_bytes_u32(&places);
	for (size_t i = 0; i < count && !file->damaged; i++) {
		uint32_t to = rt_bytes_u32(&places);
		rt_bytes_u16(&pieces);
		uint32_t at = rt_bytes_u32(&pieces);
		rt_bytes_u16(&pieces);
		if (to < from)
			file->damaged = true;
		else
			take_piece(file, at, to - from);
		from = to;
	}
	file->damaged |= !count;
}

/* Steps over formatting to the table of pieces. */
static void find_pieces(struct file *file)
{
	uint32_t at = number_at(file->text, file->text_len, AT_PIECES, 4);
	uint32_t len = number_at(file->text, file->text_len, AT_PIECES + 4, 4);
	if (at > file->table_len || len > file->table_len - at) {
		file->damaged = true;
		return;
	}
	struct rt_bytes in = rt_bytes(file->table + at, len);
	while (in.left) {
		if (rt_bytes_u8(&in) == PIECE_TABLE) {
			uint32_t size = rt_bytes_u32(&in);
			take_pieces(file, rt_bytes(in.at, size < in.left ? size : in.left));
			return;
		}
		rt_bytes_take(&in, rt_bytes_u16(&in));
	}
	file->damaged = true;
}

/* Word 6 and 95: one stretch of bytes, in whatever code page it was. */
static void take_old(struct file *file, unsigned flags)
{
	uint32_t from = number_at(file->text, file->text_len, AT_TEXT_START, 4);
	uint32_t to = number_at(file->text, file->text_len, AT_TEXT_END, 4);
	if (flags & FLAG_COMPLEX || from > to || to > file->text_len)
		file->damaged = true;
	else
		rt_charset_decode(&file->raw, file->text + from, to - from, NULL);
}

/* A field is its instruction, a separator and what is shown of it: 0x13 … 0x14 … 0x15. */
struct shown {
	struct rt_str *out;
	unsigned fields, hidden; /* depth; and from which depth on nothing is shown, 0 for none */
	bool cell;		 /* the last was the end of a cell: another one ends the row */
};

static void end_cell(struct shown *shown)
{
	struct rt_str *out = shown->out;
	if (shown->cell && out->len && out->data[out->len - 1] == '\t')
		rt_str_truncate(out, out->len - 1);
	rt_str_append_char(out, shown->cell ? '\n' : '\t');
	shown->cell = !shown->cell;
}

/* One empty line between paragraphs, however many empty ones there are. */
static void end_paragraph(struct rt_str *out)
{
	if (!out->len || out->data[out->len - 1] != '\n')
		rt_str_append_char(out, '\n');
	if (out->len < 2 || out->data[out->len - 2] != '\n')
		rt_str_append_char(out, '\n');
}

static void show(struct shown *shown, char byte)
{
	if (byte == 0x13) {
		shown->fields++;
		if (!shown->hidden)
			shown->hidden = shown->fields;
	} else if (byte == 0x14 || byte == 0x15) {
		if (shown->hidden == shown->fields)
			shown->hidden = 0;
		shown->fields -= byte == 0x15 && shown->fields;
	} else if (shown->hidden) {
		return;
	} else if (byte == 0x07) {
		end_cell(shown);
		return;
	} else if (byte == '\r') {
		end_paragraph(shown->out);
	} else if (byte == 0x0b || byte == 0x0c || byte == '\n') {
		rt_str_append_char(shown->out, '\n');
	} else if (byte == 0x1e) {
		rt_str_append_char(shown->out, '-');
	} else if ((unsigned char)byte >= ' ' || byte == '\t') {
		rt_str_append_char(shown->out, byte);
	}
	shown->cell = false;
}

enum rt_ole_end rt_word_read(
	struct rt_ole *ole, size_t item, struct rt_arena *arena, struct rt_str *out)
{
	struct file file = {.raw = RT_STR_INIT};
	file.text = rt_ole_stream(ole, arena, item, &file.text_len);
	if (!file.text || number_at(file.text, file.text_len, 0, 2) != MAGIC)
		return RT_OLE_DAMAGED;
	uint32_t flags = number_at(file.text, file.text_len, AT_FLAGS, 2);
	if (flags & FLAG_ENCRYPTED)
		return RT_OLE_ENCRYPTED;
	if (number_at(file.text, file.text_len, AT_VERSION, 2) < WORD_97) {
		take_old(&file, flags);
	} else {
		size_t table = rt_ole_find(
			ole, RT_OLE_ROOT, flags & FLAG_SECOND_TABLE ? "1Table" : "0Table");
		file.table = table ? rt_ole_stream(ole, arena, table, &file.table_len) : NULL;
		if (file.table)
			find_pieces(&file);
		file.damaged |= !file.table;
	}
	struct shown shown = {.out = out};
	for (size_t i = 0; i < file.raw.len; i++)
		show(&shown, file.raw.data[i]);
	rt_str_release(&file.raw);
	return file.damaged ? RT_OLE_DAMAGED : RT_OLE_WHOLE;
}
