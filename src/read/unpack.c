#include "config.h" /* for newlocale */

#include "read/unpack.h"

#include "base/charset.h"
#include "base/mem.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>

struct rt_unpack {
	struct archive *archive;
	struct rt_str name;
	/* Names are told in the locale's charset: it is always this one, whatever the user's is. */
	locale_t utf8;
};

static void support(struct archive *archive)
{
	archive_read_support_filter_gzip(archive);
	archive_read_support_filter_bzip2(archive);
	archive_read_support_filter_xz(archive);
	archive_read_support_filter_lzma(archive);
	archive_read_support_filter_zstd(archive);
	archive_read_support_filter_compress(archive);
	archive_read_support_format_zip(archive);
	archive_read_support_format_tar(archive);
	archive_read_support_format_7zip(archive);
	archive_read_support_format_rar(archive);
	archive_read_support_format_rar5(archive);
	archive_read_support_format_cab(archive);
	archive_read_support_format_raw(archive);
}

struct rt_unpack *rt_unpack_open(const char *bytes, size_t len)
{
	struct rt_unpack *unpack = rt_alloc_zero(1, sizeof *unpack);
	unpack->name = (struct rt_str)RT_STR_INIT;
	unpack->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	unpack->archive = archive_read_new();
	if (!unpack->archive)
		rt_out_of_memory();
	support(unpack->archive);
	if (archive_read_open_memory(unpack->archive, bytes, len) != ARCHIVE_OK) {
		rt_unpack_close(unpack);
		return NULL;
	}
	return unpack;
}

void rt_unpack_close(struct rt_unpack *unpack)
{
	if (!unpack)
		return;
	archive_read_free(unpack->archive);
	if (unpack->utf8)
		freelocale(unpack->utf8);
	rt_str_release(&unpack->name);
	rt_free(unpack);
}

static void take_name(struct rt_unpack *unpack, struct archive_entry *entry)
{
	const char *name = archive_entry_pathname_utf8(entry);
	if (!name)
		name = archive_entry_pathname(entry);
	rt_str_clear(&unpack->name);
	if (name)
		rt_charset_decode(&unpack->name, name, strlen(name), NULL);
	/* What is packed without an archive has no name of its own. */
	if (archive_format(unpack->archive) == ARCHIVE_FORMAT_RAW)
		rt_str_clear(&unpack->name);
}

static int next(struct rt_unpack *unpack, struct rt_packed_file *file_r)
{
	struct archive_entry *entry;
	int state;
	while ((state = archive_read_next_header(unpack->archive, &entry)) == ARCHIVE_OK ||
		state == ARCHIVE_WARN) {
		mode_t type = archive_entry_filetype(entry);
		if (type && type != AE_IFREG)
			continue;
		take_name(unpack, entry);
		file_r->name = unpack->name.data;
		file_r->encrypted = archive_entry_is_encrypted(entry);
		return 1;
	}
	if (archive_read_has_encrypted_entries(unpack->archive) > 0 && state != ARCHIVE_EOF) {
		file_r->name = "";
		file_r->encrypted = true;
		return -1;
	}
	file_r->encrypted = false;
	return state == ARCHIVE_EOF ? 0 : -1;
}

int rt_unpack_next(struct rt_unpack *unpack, struct rt_packed_file *file_r)
{
	locale_t old = unpack->utf8 ? uselocale(unpack->utf8) : (locale_t)0;
	int state = next(unpack, file_r);
	if (old)
		uselocale(old);
	return state;
}

bool rt_unpack_bytes(struct rt_unpack *unpack, size_t max, struct rt_str *out)
{
	size_t start = out->len;
	for (;;) {
		char buffer[16384];
		la_ssize_t got = archive_read_data(unpack->archive, buffer, sizeof buffer);
		if (got <= 0)
			return !got;
		size_t room = max - (out->len - start);
		rt_str_append_n(out, buffer, (size_t)got < room ? (size_t)got : room);
		if ((size_t)got > room)
			return false;
	}
}
