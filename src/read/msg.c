#include "read/msg.h"

#include "base/limits.h"
#include "read/bytes.h"

#include <stdlib.h>
#include <string.h>

#define PROPERTIES "__properties_version1.0"
#define STREAM "__substg1.0_" /* and eight hex digits: the property's number and type */
#define RECIPIENT "__recip_version1.0_"
#define ATTACHMENT "__attach_version1.0_"

/* Bytes before the list of properties, by whose it is. */
#define OUTER_HEAD 32
#define INNER_HEAD 24
#define PART_HEAD 8

struct reading {
	struct rt_arena *arena;
	struct rt_ole *ole;
	struct rt_mapi_message *message;
	size_t *properties; /* of the whole file, against RT_MAX_PROPERTIES */
	unsigned depth;
};

static struct rt_mapi_message *read_message(
	const struct reading *outer, size_t folder, size_t head, unsigned depth);

bool rt_msg_is(const struct rt_ole *ole)
{
	return rt_ole_find(ole, RT_OLE_ROOT, PROPERTIES) != 0;
}

static bool starts_with(const char *text, const char *start)
{
	return !strncmp(text, start, strlen(start));
}

static bool is_too_much(struct reading *reading)
{
	if (++*reading->properties > RT_MAX_PROPERTIES)
		reading->message->too_much = true;
	return reading->message->too_much;
}

/* What is short enough stands in the list itself: 16 bytes each. */
static void take_list(
	struct reading *reading, size_t folder, size_t head, struct rt_mapi *out)
{
	size_t len = 0, item = rt_ole_find(reading->ole, folder, PROPERTIES);
	const char *list = item ? rt_ole_stream(reading->ole, reading->arena, item, &len) : NULL;
	struct rt_bytes in = rt_bytes(list, len);
	rt_bytes_take(&in, head);
	while (in.left >= 16 && !is_too_much(reading)) {
		uint16_t type = rt_bytes_u16(&in), id = rt_bytes_u16(&in);
		rt_bytes_u32(&in);
		const char *value = rt_bytes_take(&in, 8);
		if (type == RT_MAPI_INT32 || type == RT_MAPI_INT16)
			rt_mapi_add(out, id, type, value, 4);
		else if (type == RT_MAPI_TIME)
			rt_mapi_add(out, id, type, value, 8);
	}
	reading->message->damaged |= !list || in.short_of || in.left;
}

/* The number and type in a stream's name; false for one of several values or a strange name. */
static bool stream_tag(const char *name, uint16_t *id, uint16_t *type)
{
	char *end;
	unsigned long tag = strtoul(name + strlen(STREAM), &end, 16);
	if (end != name + strlen(STREAM) + 8 || *end)
		return false;
	*id = (uint16_t)(tag >> 16);
	*type = (uint16_t)tag;
	return true;
}

static void take_stream(struct reading *reading, size_t item, struct rt_mapi *out)
{
	uint16_t id, type;
	size_t len;
	if (!stream_tag(rt_ole_name(reading->ole, item), &id, &type) || is_too_much(reading) ||
		(type != RT_MAPI_BYTES_TEXT && type != RT_MAPI_WIDE_TEXT && type != RT_MAPI_BINARY))
		return;
	const char *bytes = rt_ole_stream(reading->ole, reading->arena, item, &len);
	if (bytes)
		rt_mapi_add(out, id, type, bytes, len);
	else
		reading->message->damaged = true;
}

static void take_properties(
	struct reading *reading, size_t folder, size_t head, struct rt_mapi *out)
{
	take_list(reading, folder, head, out);
	size_t first = rt_ole_first(reading->ole, folder);
	size_t end = first + rt_ole_count(reading->ole, folder);
	for (size_t i = first; i < end && !reading->message->too_much; i++)
		if (starts_with(rt_ole_name(reading->ole, i), STREAM))
			take_stream(reading, i, out);
}

/* The message that an attachment is, where it has no bytes. */
static void take_inside(struct reading *reading, size_t folder, struct rt_mapi_attachment *file)
{
	size_t inside = rt_ole_find(reading->ole, folder, STREAM "3701000D");
	if (!inside || !rt_ole_is_folder(reading->ole, inside) ||
		!rt_ole_find(reading->ole, inside, PROPERTIES))
		return;
	if (reading->depth < RT_MAX_UNPACK_DEPTH)
		file->inside = read_message(reading, inside, INNER_HEAD, reading->depth + 1);
	else
		reading->message->too_much = true;
}

static void take_part(struct reading *reading, size_t folder)
{
	if (!rt_ole_is_folder(reading->ole, folder)) {
		reading->message->damaged = true;
	} else if (starts_with(rt_ole_name(reading->ole, folder), RECIPIENT)) {
		struct rt_mapi recipient = {0};
		take_properties(reading, folder, PART_HEAD, &recipient);
		rt_vec_push(&reading->message->recipients, recipient);
	} else {
		struct rt_mapi_attachment file = {0};
		take_properties(reading, folder, PART_HEAD, &file.own);
		take_inside(reading, folder, &file);
		rt_vec_push(&reading->message->attachments, file);
	}
}

struct part {
	const char *name;
	size_t item;
};

/* A compound file keeps its names in a tree of its own; their numbers are the order of the mail. */
static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct part *)a)->name, ((const struct part *)b)->name);
}

static void take_parts(struct reading *reading, size_t folder)
{
	RT_VEC(struct part) parts = {0};
	size_t first = rt_ole_first(reading->ole, folder);
	for (size_t i = first; i < first + rt_ole_count(reading->ole, folder); i++) {
		const char *name = rt_ole_name(reading->ole, i);
		if (starts_with(name, RECIPIENT) || starts_with(name, ATTACHMENT))
			rt_vec_push(&parts, (struct part){name, i});
	}
	if (parts.count)
		qsort(parts.items, parts.count, sizeof *parts.items, by_name);
	RT_VEC_FOREACH(part, &parts)
		if (!reading->message->too_much)
			take_part(reading, part->item);
	rt_vec_release(&parts);
}

static struct rt_mapi_message *read_message(
	const struct reading *outer, size_t folder, size_t head, unsigned depth)
{
	struct reading reading = *outer;
	reading.message = rt_mapi_message_new(outer->arena);
	reading.depth = depth;
	take_properties(&reading, folder, head, &reading.message->own);
	take_parts(&reading, folder);
	reading.message->codepage = rt_mapi_number(&reading.message->own, RT_MAPI_CODEPAGE, 0);
	return reading.message;
}

struct rt_mapi_message *rt_msg_read(struct rt_arena *arena, struct rt_ole *ole)
{
	size_t properties = 0;
	struct reading reading = {.arena = arena, .ole = ole, .properties = &properties};
	struct rt_mapi_message *message = read_message(&reading, RT_OLE_ROOT, OUTER_HEAD, 0);
	message->damaged |= rt_ole_damaged(ole);
	return message;
}
