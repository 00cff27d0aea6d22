/*
 * A cache file: a head, a table of sections, and the sections, each at a multiple of 16 bytes.
 * All numbers are in this machine's order; the head's `order` field tells another's file apart.
 */
#include "config.h"
#include "cache/cache.h"
#include "cache/cache_p.h"

#include "base/build.h"
#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "base/vec.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "redthread cache\n"
#define ORDER 0x01020304u
#define SECTIONS_MAX 64
#define ALIGNMENT 16

struct head {
	char magic[16];
	char key[RT_SHA256_HEX + 7];
	uint32_t order, section_count;
	uint64_t size; /* of the whole file */
};

struct section {
	char name[RT_CACHE_SECTION_NAME];
	uint64_t offset, len, sum;
};

struct rt_cache {
	char *bytes;
	size_t size;
	struct head head;
	struct section sections[SECTIONS_MAX];
	char *path;
	struct stat file; /* as it was when it was opened */
	bool sealed;	  /* all of it was checked before */
};

struct rt_cache_writer {
	RT_VEC(struct section) sections;
	RT_VEC(struct rt_file_part) parts; /* of the file: its head, then each section and what fills it up */
	RT_VEC(char *) copies; /* of sections that were not lent */
};

#define PARTS_BEFORE 2 /* the head; the table with what fills it up */

bool rt_cache_folder(struct rt_str *out)
{
	const char *ours = getenv("REDTHREAD_CACHE"), *xdg = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");
	if (ours && !strcmp(ours, "none"))
		return false;
	if (ours && *ours)
		rt_str_append(out, ours);
	else if (xdg && *xdg == '/')
		rt_str_appendf(out, "%s/redthread", xdg);
	else if (home && *home == '/')
		rt_str_appendf(out, "%s/.cache/redthread", home);
	else
		return false;
	return true;
}

static void full_key(const char *key, char hex_r[RT_SHA256_HEX])
{
	struct rt_str all = RT_STR_INIT;
	rt_str_appendf(&all, "%s\n%s\n%zu", key, rt_build_stamp(), sizeof(void *));
	rt_sha256(all.data, all.len, hex_r);
	rt_str_release(&all);
}

static bool file_path(const char *name, const char *hex, struct rt_str *out)
{
	if (!rt_cache_folder(out))
		return false;
	rt_str_appendf(out, "/%s-%.16s.cache", name, hex);
	return true;
}

static void map_file(struct rt_cache *cache, const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return;
	if (!fstat(file, &cache->file) && S_ISREG(cache->file.st_mode) &&
		cache->file.st_size > (off_t)sizeof(struct head)) {
		cache->size = (size_t)cache->file.st_size;
		char *bytes = mmap(NULL, cache->size, PROT_READ, MAP_PRIVATE, file, 0);
		cache->bytes = bytes == MAP_FAILED ? NULL : bytes;
	}
	close(file);
}

/* Head and table as they should be, each section within the file. */
static bool is_sound(struct rt_cache *cache, const char *hex)
{
	struct head *head = &cache->head;
	memcpy(head, cache->bytes, sizeof *head);
	if (memcmp(head->magic, MAGIC, sizeof head->magic) || head->order != ORDER ||
		memcmp(head->key, hex, RT_SHA256_HEX) || head->size != cache->size ||
		head->section_count > SECTIONS_MAX)
		return false;
	size_t table = head->section_count * sizeof(struct section);
	if (cache->size - sizeof *head < table)
		return false;
	memcpy(cache->sections, cache->bytes + sizeof *head, table);
	for (uint32_t i = 0; i < head->section_count; i++) {
		const struct section *section = &cache->sections[i];
		if (section->offset > cache->size || section->offset % ALIGNMENT ||
			section->len > cache->size - section->offset ||
			section->name[RT_CACHE_SECTION_NAME - 1])
			return false;
	}
	return true;
}

struct rt_cache *rt_cache_open(const char *name, const char *key)
{
	char hex[RT_SHA256_HEX];
	struct rt_str path = RT_STR_INIT;
	struct rt_cache *cache = rt_alloc_zero(1, sizeof *cache);
	full_key(key, hex);
	if (file_path(name, hex, &path))
		map_file(cache, path.data);
	bool sound = cache->bytes && is_sound(cache, hex);
	if (cache->bytes && !sound)
		unlink(path.data);
	cache->sealed = sound && rt_cache_seal_holds(path.data, &cache->file);
	if (cache->sealed)
		rt_cache_seal_touch(path.data);
	cache->path = rt_str_detach(&path);
	if (sound)
		return cache;
	rt_cache_close(cache);
	return NULL;
}

void rt_cache_close(struct rt_cache *cache)
{
	if (!cache)
		return;
	if (cache->bytes)
		munmap(cache->bytes, cache->size);
	rt_free(cache->path);
	rt_free(cache);
}

static bool section_is_whole(const struct rt_cache *cache, const struct section *section)
{
	return cache->sealed ||
		rt_hash(cache->bytes + section->offset, section->len) == section->sum;
}

const char *rt_cache_get(const struct rt_cache *cache, const char *name, size_t *len_r)
{
	for (uint32_t i = 0; cache && i < cache->head.section_count; i++) {
		const struct section *section = &cache->sections[i];
		if (strcmp(section->name, name))
			continue;
		*len_r = section->len;
		return section_is_whole(cache, section) ? cache->bytes + section->offset : NULL;
	}
	return NULL;
}

bool rt_cache_is_sealed(const struct rt_cache *cache)
{
	return cache && cache->sealed;
}

void rt_cache_seal(const struct rt_cache *cache)
{
	if (!cache || cache->sealed || !rt_file_is_settled(&cache->file))
		return;
	for (uint32_t i = 0; i < cache->head.section_count; i++)
		if (!section_is_whole(cache, &cache->sections[i]))
			return;
	rt_cache_seal_put(cache->path, &cache->file);
}

/* --- writing ---------------------------------------------------------------------------------- */

struct rt_cache_writer *rt_cache_writer_new(void)
{
	struct rt_cache_writer *writer = rt_alloc_zero(1, sizeof *writer);
	for (size_t i = 0; i < PARTS_BEFORE; i++)
		rt_vec_push(&writer->parts, (struct rt_file_part){NULL, 0});
	return writer;
}

void rt_cache_writer_free(struct rt_cache_writer *writer)
{
	if (!writer)
		return;
	RT_VEC_FOREACH(copy, &writer->copies)
		rt_free(*copy);
	rt_vec_release(&writer->copies);
	rt_vec_release(&writer->sections);
	rt_vec_release(&writer->parts);
	rt_free(writer);
}

static size_t gap_behind(size_t len)
{
	return (ALIGNMENT - len % ALIGNMENT) % ALIGNMENT;
}

void rt_cache_lend(struct rt_cache_writer *writer, const char *name, const char *bytes, size_t len)
{
	static const char nothing[ALIGNMENT];
	struct section section = {.len = len, .sum = rt_hash(bytes, len)};
	if (writer->sections.count == SECTIONS_MAX || strlen(name) >= sizeof section.name)
		return;
	strcpy(section.name, name);
	rt_vec_push(&writer->sections, section);
	rt_vec_push(&writer->parts, (struct rt_file_part){bytes, len});
	rt_vec_push(&writer->parts, (struct rt_file_part){nothing, gap_behind(len)});
}

void rt_cache_put(struct rt_cache_writer *writer, const char *name, const char *bytes, size_t len)
{
	char *copy = rt_alloc(len + 1);
	if (len)
		memcpy(copy, bytes, len);
	rt_vec_push(&writer->copies, copy);
	rt_cache_lend(writer, name, copy, len);
}

static int write_file(
	struct rt_cache_writer *writer, const char *path, struct head *head, struct rt_err *err)
{
	size_t table = writer->sections.count * sizeof(struct section);
	size_t padded = table + gap_behind(sizeof *head + table);
	char *bytes = rt_alloc_zero(padded + 1, 1);
	if (table)
		memcpy(bytes, writer->sections.items, table);
	writer->parts.items[0] = (struct rt_file_part){(const char *)head, sizeof *head};
	writer->parts.items[1] = (struct rt_file_part){bytes, padded};
	int rc = rt_file_write_parts(path, writer->parts.items, writer->parts.count, err);
	rt_free(bytes);
	return rc;
}

/* Where each section stands, and how large the file is. */
static struct head lay_out(struct rt_cache_writer *writer, const char *hex)
{
	struct head head = {.order = ORDER, .section_count = (uint32_t)writer->sections.count};
	size_t at = sizeof head + writer->sections.count * sizeof(struct section);
	at += gap_behind(at);
	memcpy(head.magic, MAGIC, sizeof head.magic);
	memcpy(head.key, hex, RT_SHA256_HEX);
	RT_VEC_FOREACH(section, &writer->sections)
	{
		section->offset = at;
		at += section->len + gap_behind(section->len);
	}
	head.size = at;
	return head;
}

static int save(struct rt_cache_writer *writer, const char *name, const char *key, bool seals,
	struct rt_err *err)
{
	char hex[RT_SHA256_HEX];
	int rc = 0;
	struct rt_str folder = RT_STR_INIT, path = RT_STR_INIT;
	full_key(key, hex);
	if (rt_cache_folder(&folder) && file_path(name, hex, &path)) {
		struct head head = lay_out(writer, hex);
		rc = rt_folder_make(folder.data, err);
		if (!rc) {
			rt_cache_make_room(folder.data, name, path.data, head.size);
			rc = write_file(writer, path.data, &head, err);
		}
		if (!rc)
			rt_cache_make_ours(path.data);
		if (!rc && seals)
			rt_cache_seal_new(path.data);
	}
	rt_str_release(&folder);
	rt_str_release(&path);
	rt_cache_writer_free(writer);
	return rc;
}

int rt_cache_save(
	struct rt_cache_writer *writer, const char *name, const char *key, struct rt_err *err)
{
	return save(writer, name, key, false, err);
}

int rt_cache_save_sealed(
	struct rt_cache_writer *writer, const char *name, const char *key, struct rt_err *err)
{
	return save(writer, name, key, true, err);
}
