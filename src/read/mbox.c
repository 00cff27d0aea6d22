#include "read/mbox.h"

#include "base/limits.h"
#include "base/mem.h"
#include "read/sniff.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define BUFFER_BYTES (1u << 20)

struct rt_mbox {
	int descriptor;
	char *buffer;
	size_t at, len;	   /* what of the buffer is still to be taken */
	uint64_t position; /* of buffer[at] in the file */
	uint64_t number;
	bool end, failed;
	struct rt_str line; /* the one that was read last, with its line end */
	bool have_line;	    /* … and belongs to the next message */
};

struct rt_mbox *rt_mbox_new(int descriptor)
{
	struct rt_mbox *mbox = rt_alloc_zero(1, sizeof *mbox);
	mbox->descriptor = descriptor;
	mbox->buffer = rt_alloc(BUFFER_BYTES);
	mbox->line = (struct rt_str)RT_STR_INIT;
	return mbox;
}

void rt_mbox_free(struct rt_mbox *mbox)
{
	if (!mbox)
		return;
	close(mbox->descriptor);
	rt_free(mbox->buffer);
	rt_str_release(&mbox->line);
	rt_free(mbox);
}

static bool fill(struct rt_mbox *mbox)
{
	ssize_t got;
	do {
		got = read(mbox->descriptor, mbox->buffer, BUFFER_BYTES);
	} while (got < 0 && errno == EINTR);
	mbox->failed |= got < 0;
	mbox->end = got <= 0;
	mbox->at = 0;
	mbox->len = got > 0 ? (size_t)got : 0;
	return !mbox->end;
}

/* Reads a line with its end into mbox->line; false at the end of the file. */
static bool read_line(struct rt_mbox *mbox)
{
	rt_str_clear(&mbox->line);
	for (;;) {
		if (mbox->at == mbox->len && !fill(mbox))
			return mbox->line.len > 0;
		const char *from = mbox->buffer + mbox->at;
		const char *end = memchr(from, '\n', mbox->len - mbox->at);
		size_t take = end ? (size_t)(end - from) + 1 : mbox->len - mbox->at;
		/* An endless line is cut into pieces: only its start can be a From line. */
		if (mbox->line.len + take > RT_MAX_MESSAGE_BYTES)
			return true;
		rt_str_append_n(&mbox->line, from, take);
		mbox->at += take;
		mbox->position += take;
		if (end)
			return true;
	}
}

static bool is_blank_line(const struct rt_str *line)
{
	return line->len == 0 || line->data[0] == '\n' ||
		(line->len == 2 && line->data[0] == '\r' && line->data[1] == '\n');
}

static void keep_line(struct rt_mbox_message *message, const struct rt_str *line)
{
	size_t quotes = 0;
	while (quotes < line->len && line->data[quotes] == '>')
		quotes++;
	bool quoted = quotes && line->len > quotes + 5 && !memcmp(line->data + quotes, "From ", 5);
	size_t skip = quoted ? 1 : 0;
	if (message->bytes.len + line->len > RT_MAX_MESSAGE_BYTES)
		message->cut = true;
	else
		rt_str_append_n(&message->bytes, line->data + skip, line->len - skip);
}

static bool content_length(const struct rt_str *line, uint64_t *length)
{
	static const char name[] = "content-length:";
	if (line->len < sizeof name || strncasecmp(line->data, name, sizeof name - 1))
		return false;
	*length = strtoull(line->data + sizeof name - 1, NULL, 10);
	return *length > 0;
}

/* Is there, `length` bytes on in the buffer, an empty line or not, and then a From line or the end
 * of the file? Told only of what the buffer holds: longer bodies are split by their lines. */
static bool length_holds(const struct rt_mbox *mbox, uint64_t length)
{
	size_t left = mbox->len - mbox->at;
	if (length + 64 > left)
		return false;
	const char *behind = mbox->buffer + mbox->at + length, *end = mbox->buffer + mbox->len;
	while (behind < end && (*behind == '\n' || *behind == '\r'))
		behind++;
	const char *stop = memchr(behind, '\n', (size_t)(end - behind));
	return stop && rt_sniff_from_line(behind, (size_t)(stop - behind));
}

/* Takes the body whole, From lines in it and all. */
static void take_body(struct rt_mbox *mbox, uint64_t length, struct rt_mbox_message *message)
{
	rt_str_append_n(&message->bytes, mbox->buffer + mbox->at, (size_t)length);
	mbox->at += (size_t)length;
	mbox->position += length;
}

static void read_message(struct rt_mbox *mbox, struct rt_mbox_message *message)
{
	bool blank = false, body = false;
	uint64_t length = 0;
	mbox->have_line = false;
	for (;;) {
		message->end = mbox->position;
		if (!read_line(mbox))
			return;
		if (blank && rt_sniff_from_line(mbox->line.data, mbox->line.len)) {
			mbox->have_line = true;
			return;
		}
		blank = is_blank_line(&mbox->line);
		keep_line(message, &mbox->line);
		if (body)
			continue;
		content_length(&mbox->line, &length);
		body = blank;
		if (body && length && length_holds(mbox, length)) {
			take_body(mbox, length, message);
			blank = true;
		}
	}
}

int rt_mbox_next(struct rt_mbox *mbox, struct rt_mbox_message *message_r)
{
	*message_r = (struct rt_mbox_message){.bytes = RT_STR_INIT};
	/* Empty lines before the first From line belong to nothing. */
	while (!mbox->have_line && read_line(mbox))
		mbox->have_line = !is_blank_line(&mbox->line);
	if (!mbox->have_line)
		return mbox->failed ? -1 : 0;
	message_r->number = ++mbox->number;
	message_r->start = mbox->position - mbox->line.len;
	read_message(mbox, message_r);
	message_r->last = !mbox->have_line;
	return 1;
}
