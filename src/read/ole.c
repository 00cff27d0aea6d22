#include "read/ole.h"

#include "base/mem.h"
#include "base/vec.h"
#include "read/bytes.h"

#include <stdint.h>
#include <string.h>

#define SIGNATURE "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#define NONE 0xffffffffu
#define IN_HEADER 109	  /* sectors of the table that the header names itself */
#define ENTRY_BYTES 128
#define MAX_ENTRIES 1000000 /* names; a message has some hundred */
/* Sectors can be claimed by many streams: all of them together may be this many times the file. */
#define MAX_GAIN 4

enum kind { EMPTY = 0, FOLDER = 1, STREAM = 2, ROOT = 5 };

struct entry {
	char name[33];
	uint8_t kind;
	bool claimed; /* it is in a folder already */
	uint32_t left, right, child, start;
	uint64_t size;
};

struct item {
	uint32_t entry;
	size_t first, count; /* of what is in it, in `items` */
};

struct rt_ole {
	const char *bytes;
	size_t len, left; /* bytes that may still come out */
	uint32_t sector, small, cutoff;
	uint32_t directory, small_table, more, more_count, table_count;
	RT_VEC(uint32_t) next;	     /* of each sector the one that follows */
	RT_VEC(uint32_t) next_small;
	RT_VEC(struct entry) entries; /* in the file's order */
	RT_VEC(struct item) items;    /* the outermost folder, then all that is in a folder, together */
	RT_VEC(uint32_t) heap;	      /* of the walk over a tree */
	char *smalls;		      /* the stream of small sectors */
	size_t smalls_len;
	bool damaged;
};

/* NULL where the file does not have that sector whole. */
static const char *sector_at(const struct rt_ole *ole, uint32_t number)
{
	uint64_t at = ((uint64_t)number + 1) * ole->sector;
	return at + ole->sector <= ole->len ? ole->bytes + at : NULL;
}

static bool read_head(struct rt_ole *ole)
{
	struct rt_bytes in = rt_bytes(ole->bytes, ole->len);
	const char *signature = rt_bytes_take(&in, 8);
	if (ole->len < 512 || memcmp(signature, SIGNATURE, 8))
		return false;
	rt_bytes_take(&in, 22);
	unsigned shift = rt_bytes_u16(&in), small_shift = rt_bytes_u16(&in);
	if ((shift != 9 && shift != 12) || small_shift != 6)
		return false;
	ole->sector = 1u << shift;
	ole->small = 1u << small_shift;
	rt_bytes_take(&in, 10);
	ole->table_count = rt_bytes_u32(&in);
	ole->directory = rt_bytes_u32(&in);
	rt_bytes_u32(&in);
	ole->cutoff = rt_bytes_u32(&in);
	ole->small_table = rt_bytes_u32(&in);
	rt_bytes_u32(&in);
	ole->more = rt_bytes_u32(&in);
	ole->more_count = rt_bytes_u32(&in);
	return ole->cutoff == 4096;
}

/* A sector of the table; one that is missing leaves its sectors without followers. */
static void take_table_sector(struct rt_ole *ole, uint32_t number)
{
	const char *data = sector_at(ole, number);
	struct rt_bytes in = rt_bytes(data, data ? ole->sector : 0);
	ole->damaged |= !data;
	for (uint32_t i = 0; i < ole->sector / 4; i++)
		rt_vec_push(&ole->next, data ? rt_bytes_u32(&in) : NONE);
}

static void read_table(struct rt_ole *ole)
{
	size_t sectors = ole->len / ole->sector, needed = sectors / (ole->sector / 4) + 1;
	uint32_t left = ole->table_count < needed ? ole->table_count : (uint32_t)needed;
	struct rt_bytes in = rt_bytes(ole->bytes + 76, (size_t)IN_HEADER * 4);
	for (; in.left && left; left--)
		take_table_sector(ole, rt_bytes_u32(&in));
	uint32_t more = ole->more;
	for (size_t i = 0; left && i < sectors && i < ole->more_count; i++) {
		const char *data = sector_at(ole, more);
		in = rt_bytes(data, data ? ole->sector : 0);
		while (in.left > 4 && left) {
			take_table_sector(ole, rt_bytes_u32(&in));
			left--;
		}
		more = rt_bytes_u32(&in);
	}
	ole->damaged |= left > 0;
}

/* Copies what a chain of sectors holds, up to `len`; gives how much there was. */
static size_t follow(struct rt_ole *ole, uint32_t sector, char *out, size_t len)
{
	size_t done = 0;
	while (done < len) {
		const char *data = sector_at(ole, sector);
		if (!data)
			break;
		size_t part = len - done < ole->sector ? len - done : ole->sector;
		memcpy(out + done, data, part);
		done += part;
		sector = sector < ole->next.count ? ole->next.items[sector] : NONE;
	}
	return done;
}

static void take_entry(struct rt_ole *ole, const char *data)
{
	struct rt_bytes in = rt_bytes(data, ENTRY_BYTES);
	struct entry entry = {0};
	for (unsigned i = 0; i < 32; i++) {
		uint16_t unit = rt_bytes_u16(&in);
		entry.name[i] = (char)(unit < 127 ? unit : '?');
	}
	rt_bytes_u16(&in);
	entry.kind = rt_bytes_u8(&in);
	rt_bytes_u8(&in);
	entry.left = rt_bytes_u32(&in);
	entry.right = rt_bytes_u32(&in);
	entry.child = rt_bytes_u32(&in);
	rt_bytes_take(&in, 36);
	entry.start = rt_bytes_u32(&in);
	entry.size = rt_bytes_number(&in, ole->sector == 512 ? 4 : 8);
	rt_vec_push(&ole->entries, entry);
}

static void read_directory(struct rt_ole *ole)
{
	uint32_t sector = ole->directory;
	size_t sectors = ole->len / ole->sector;
	for (size_t i = 0; i < sectors && ole->entries.count < MAX_ENTRIES; i++) {
		const char *data = sector_at(ole, sector);
		if (!data)
			break;
		for (uint32_t at = 0; at < ole->sector; at += ENTRY_BYTES)
			take_entry(ole, data + at);
		sector = sector < ole->next.count ? ole->next.items[sector] : NONE;
	}
}

static void claim(struct rt_ole *ole, uint32_t number)
{
	if (number == NONE)
		return;
	struct entry *entry = number < ole->entries.count ? &ole->entries.items[number] : NULL;
	if (!entry || entry->claimed || entry->kind == EMPTY) {
		ole->damaged = true;
		return;
	}
	entry->claimed = true;
	rt_vec_push(&ole->heap, number);
}

/* The tree of one folder's names, laid out behind what is laid out already. */
static void lay_out_folder(struct rt_ole *ole, size_t item)
{
	size_t first = ole->items.count;
	claim(ole, ole->entries.items[ole->items.items[item].entry].child);
	while (ole->heap.count) {
		uint32_t number = ole->heap.items[--ole->heap.count];
		struct item one = {.entry = number};
		rt_vec_push(&ole->items, one);
		claim(ole, ole->entries.items[number].right);
		claim(ole, ole->entries.items[number].left);
	}
	ole->items.items[item].first = first;
	ole->items.items[item].count = ole->items.count - first;
}

static void lay_out(struct rt_ole *ole)
{
	ole->entries.items[0].claimed = true;
	rt_vec_push(&ole->items, (struct item){0});
	for (size_t i = 0; i < ole->items.count; i++)
		if (rt_ole_is_folder(ole, i))
			lay_out_folder(ole, i);
}

/* The small sectors are a stream that hangs on the outermost folder. */
static void read_smalls(struct rt_ole *ole)
{
	const struct entry *root = &ole->entries.items[0];
	size_t size = root->size < ole->len ? (size_t)root->size : ole->len;
	ole->smalls = rt_alloc(size + 1);
	ole->smalls_len = follow(ole, root->start, ole->smalls, size);
	size_t count = ole->smalls_len / ole->small + 1;
	uint32_t sector = ole->small_table;
	while (ole->next_small.count < count) {
		const char *data = sector_at(ole, sector);
		struct rt_bytes in = rt_bytes(data, data ? ole->sector : 0);
		if (!data)
			break;
		while (in.left)
			rt_vec_push(&ole->next_small, rt_bytes_u32(&in));
		sector = sector < ole->next.count ? ole->next.items[sector] : NONE;
	}
}

struct rt_ole *rt_ole_open(const char *bytes, size_t len)
{
	struct rt_ole *ole = rt_alloc_zero(1, sizeof *ole);
	ole->bytes = bytes;
	ole->len = len;
	ole->left = len * MAX_GAIN;
	if (read_head(ole)) {
		read_table(ole);
		read_directory(ole);
	}
	if (!ole->entries.count || ole->entries.items[0].kind != ROOT) {
		rt_ole_close(ole);
		return NULL;
	}
	read_smalls(ole);
	lay_out(ole);
	return ole;
}

void rt_ole_close(struct rt_ole *ole)
{
	if (!ole)
		return;
	rt_vec_release(&ole->next);
	rt_vec_release(&ole->next_small);
	rt_vec_release(&ole->entries);
	rt_vec_release(&ole->items);
	rt_vec_release(&ole->heap);
	rt_free(ole->smalls);
	rt_free(ole);
}

bool rt_ole_damaged(const struct rt_ole *ole)
{
	return ole->damaged;
}

size_t rt_ole_first(const struct rt_ole *ole, size_t folder)
{
	return ole->items.items[folder].first;
}

size_t rt_ole_count(const struct rt_ole *ole, size_t folder)
{
	return ole->items.items[folder].count;
}

static const struct entry *entry_of(const struct rt_ole *ole, size_t item)
{
	return &ole->entries.items[ole->items.items[item].entry];
}

const char *rt_ole_name(const struct rt_ole *ole, size_t item)
{
	return entry_of(ole, item)->name;
}

bool rt_ole_is_folder(const struct rt_ole *ole, size_t item)
{
	return entry_of(ole, item)->kind == FOLDER || entry_of(ole, item)->kind == ROOT;
}

size_t rt_ole_find(const struct rt_ole *ole, size_t folder, const char *name)
{
	size_t first = rt_ole_first(ole, folder);
	for (size_t i = first; i < first + rt_ole_count(ole, folder); i++)
		if (!strcmp(rt_ole_name(ole, i), name))
			return i;
	return 0;
}

static size_t follow_small(const struct rt_ole *ole, uint32_t sector, char *out, size_t len)
{
	size_t done = 0;
	while (done < len) {
		size_t at = (size_t)sector * ole->small;
		size_t part = len - done < ole->small ? len - done : ole->small;
		if (at > ole->smalls_len || part > ole->smalls_len - at)
			break;
		memcpy(out + done, ole->smalls + at, part);
		done += part;
		sector = sector < ole->next_small.count ? ole->next_small.items[sector] : NONE;
	}
	return done;
}

const char *rt_ole_stream(struct rt_ole *ole, struct rt_arena *arena, size_t item, size_t *len_r)
{
	const struct entry *entry = entry_of(ole, item);
	*len_r = 0;
	if (entry->kind != STREAM || entry->size > ole->left)
		return NULL;
	size_t len = (size_t)entry->size;
	char *bytes = rt_arena_alloc(arena, len + 1);
	ole->left -= len;
	size_t got = len < ole->cutoff ? follow_small(ole, entry->start, bytes, len)
				       : follow(ole, entry->start, bytes, len);
	if (got < len)
		return NULL;
	bytes[len] = '\0';
	*len_r = len;
	return bytes;
}
