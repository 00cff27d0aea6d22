/*
 * One file of the walk. Files are read, not mapped: a file that is cut short under a mapping takes
 * the program down with it, and reading costs nothing that can be measured beside parsing.
 */
#include "config.h" /* for POSIX and GNU functions */

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "read/mbox.h"
#include "read/sniff.h"
#include "read/walk_p.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What an item owns: its bytes, path and part, and the strings of its problem. */
struct owned {
	char *path, *part, *bytes, *message;
	struct rt_problem problem;
};

static struct rt_item *item_new(const char *path)
{
	struct rt_item *item = rt_alloc_zero(1, sizeof *item);
	struct owned *owned = rt_alloc_zero(1, sizeof *owned);
	owned->path = rt_strdup(path);
	item->owner = owned;
	item->origin.path = owned->path;
	item->origin.part = "";
	item->bytes = "";
	item->reader = "text";
	item->last = true;
	return item;
}

struct rt_item *rt_item_new(const struct rt_source *source)
{
	struct rt_item *item = item_new(source->path);
	item->file_size = source->size;
	item->file_modified = source->modified;
	return item;
}

void rt_item_free(struct rt_item *item)
{
	if (!item)
		return;
	struct owned *owned = item->owner;
	rt_free(owned->path);
	rt_free(owned->part);
	rt_free(owned->bytes);
	rt_free(owned->message);
	rt_free(owned);
	rt_free(item);
}

static void set_problem(struct rt_item *item, const char *class, const char *message)
{
	struct owned *owned = item->owner;
	rt_free(owned->message);
	owned->message = rt_strdup(message);
	owned->problem = (struct rt_problem){
		.path = item->origin.path,
		.part = item->origin.part,
		.stage = "walk",
		.class = class,
		.message = owned->message,
	};
	item->problem = &owned->problem;
}

struct rt_item *rt_item_problem(
	const char *path, const char *class, const char *message, const char *detail)
{
	struct rt_item *item = item_new(path);
	struct rt_str text = RT_STR_INIT;
	rt_str_append(&text, message);
	if (detail)
		rt_str_appendf(&text, ": %s", detail);
	set_problem(item, class, text.data);
	rt_str_release(&text);
	return item;
}

static void take_bytes(struct rt_item *item, struct rt_str *bytes)
{
	struct owned *owned = item->owner;
	item->len = bytes->len;
	owned->bytes = rt_str_detach(bytes);
	item->bytes = owned->bytes ? owned->bytes : "";
}

static struct rt_item *read_error(struct rt_source *source, const char *what)
{
	struct rt_item *item = rt_item_new(source);
	struct rt_str text = RT_STR_INIT;
	rt_str_appendf(&text, "%s: %s", what, strerror(errno));
	set_problem(item, "unreadable", text.data);
	rt_str_release(&text);
	rt_source_close(source);
	return item;
}

/* At most max bytes; -1 with errno where the file cannot be read. */
static int read_up_to(int descriptor, size_t max, struct rt_str *out)
{
	while (out->len < max) {
		size_t want = max - out->len < (1u << 16) ? max - out->len : 1u << 16;
		rt_str_reserve(out, want);
		ssize_t got = read(descriptor, out->data + out->len, want);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (!got)
			return 0;
		out->len += (size_t)got;
		out->data[out->len] = '\0';
	}
	return 0;
}

static struct rt_item *whole_file(struct rt_source *source, int descriptor, struct rt_str *head)
{
	if (read_up_to(descriptor, (size_t)RT_MAX_MESSAGE_BYTES + 1, head))
		return read_error(source, "cannot read the file");
	struct rt_item *item = rt_item_new(source);
	item->reader = rt_sniff(head->data, head->len < RT_SNIFF_BYTES ? head->len : RT_SNIFF_BYTES);
	if (head->len > RT_MAX_MESSAGE_BYTES) {
		rt_str_truncate(head, RT_MAX_MESSAGE_BYTES);
		item->cut = true;
	}
	item->origin.end = head->len;
	take_bytes(item, head);
	return item;
}

static struct rt_item *open_mbox(struct rt_source *source, int descriptor)
{
	if (lseek(descriptor, 0, SEEK_SET)) {
		int saved = errno;
		close(descriptor);
		errno = saved;
		return read_error(source, "cannot read the file");
	}
	source->mbox = rt_mbox_new(descriptor);
	return rt_source_next(source);
}

struct rt_item *rt_source_open(struct rt_source *source, const char *path, const struct stat *info)
{
	source->path = rt_strdup(path);
	source->size = (uint64_t)info->st_size;
	source->modified = (int64_t)info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec;
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (descriptor < 0)
		return read_error(source, "cannot open the file");
	struct rt_str head = RT_STR_INIT;
	struct rt_item *item = NULL;
	if (read_up_to(descriptor, RT_SNIFF_BYTES, &head)) {
		item = read_error(source, "cannot read the file");
	} else if (!strcmp(rt_sniff(head.data, head.len), "mbox")) {
		item = open_mbox(source, descriptor);
		descriptor = -1;
	} else {
		item = whole_file(source, descriptor, &head);
	}
	if (descriptor >= 0)
		close(descriptor);
	rt_str_release(&head);
	if (!source->mbox)
		rt_source_close(source);
	return item;
}

struct rt_item *rt_source_next(struct rt_source *source)
{
	if (!source->mbox)
		return NULL;
	struct rt_mbox_message message;
	int state = rt_mbox_next(source->mbox, &message);
	if (state < 0)
		return read_error(source, "cannot read the rest of the file");
	if (!state) {
		rt_source_close(source);
		return NULL;
	}
	struct rt_item *item = rt_item_new(source);
	struct owned *owned = item->owner;
	struct rt_str part = RT_STR_INIT;
	rt_str_appendf(&part, "%llu", (unsigned long long)message.number);
	owned->part = rt_str_detach(&part);
	item->origin.part = owned->part;
	item->origin.start = message.start;
	item->origin.end = message.end;
	item->reader = "mail";
	item->last = message.last;
	item->cut = message.cut;
	take_bytes(item, &message.bytes);
	if (message.last)
		rt_source_close(source);
	return item;
}

void rt_source_close(struct rt_source *source)
{
	rt_mbox_free(source->mbox);
	rt_free(source->path);
	*source = (struct rt_source){0};
}
