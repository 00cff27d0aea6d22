#include "read/tnef.h"

#include "base/limits.h"
#include "doc/moment.h"
#include "read/bytes.h"

#include <string.h>

enum attribute {
	FROM = 0x8000,
	SUBJECT = 0x8004,
	SENT = 0x8005,
	MESSAGE_CLASS = 0x8008,
	MESSAGE_ID = 0x8009,
	BODY = 0x800c,
	FILE_BYTES = 0x800f,
	FILE_TITLE = 0x8010,
	NEXT_FILE = 0x9002,
	PROPERTIES = 0x9003,
	RECIPIENTS = 0x9004,
	FILE_PROPERTIES = 0x9005,
	CODEPAGE = 0x9007,
};

/* One TNEF while it is read. */
struct reading {
	struct rt_arena *arena;
	struct rt_mapi_message *message;
	struct rt_mapi old; /* of the old attributes; asked last */
	unsigned depth;
	size_t *properties; /* of the whole item, against RT_MAX_PROPERTIES */
};

static struct rt_mapi_message *read_stream(struct rt_arena *arena, const char *bytes, size_t len,
	unsigned depth, size_t *properties);

/* Bytes of a value of fixed size, as they stand in the stream; 0 where it tells its own length. */
static size_t fixed_size(uint16_t type)
{
	switch (type) {
	case RT_MAPI_INT16:
	case RT_MAPI_INT32:
	case RT_MAPI_FLOAT:
	case RT_MAPI_ERROR:
	case RT_MAPI_BOOL:
		return 4; /* padded */
	case RT_MAPI_DOUBLE:
	case RT_MAPI_MONEY:
	case RT_MAPI_DAY:
	case RT_MAPI_INT64:
	case RT_MAPI_TIME:
		return 8;
	case RT_MAPI_GUID:
		return 16;
	default:
		return 0;
	}
}

static bool is_counted(uint16_t type)
{
	return type == RT_MAPI_BYTES_TEXT || type == RT_MAPI_WIDE_TEXT || type == RT_MAPI_BINARY ||
	       type == RT_MAPI_OBJECT;
}

static const char *take_padded(struct rt_bytes *in, uint32_t len)
{
	const char *data = rt_bytes_take(in, len);
	size_t pad = (4 - len % 4) % 4;
	rt_bytes_take(in, pad < in->left ? pad : in->left); /* the last one may lack its padding */
	return data;
}

/* Steps over the name of a property that the sender numbered himself. */
static void skip_name(struct rt_bytes *in)
{
	rt_bytes_take(in, 16);
	if (rt_bytes_u32(in) == 0)
		rt_bytes_u32(in);
	else
		take_padded(in, rt_bytes_u32(in));
}

/* One property; only the first of several values is kept. */
static void take_property(struct reading *reading, struct rt_bytes *in, struct rt_mapi *out)
{
	uint16_t type = rt_bytes_u16(in), id = rt_bytes_u16(in);
	bool many = type & RT_MAPI_MANY;
	type &= (uint16_t)~RT_MAPI_MANY;
	if (id & 0x8000)
		skip_name(in);
	size_t size = fixed_size(type);
	if (!size && !is_counted(type)) {
		reading->message->damaged = true; /* of unknown length: no going on */
		in->left = 0;
		return;
	}
	uint32_t values = many || !size ? rt_bytes_u32(in) : 1;
	for (uint32_t i = 0; i < values && !in->short_of; i++) {
		uint32_t len = size ? (uint32_t)size : rt_bytes_u32(in);
		const char *data = size ? rt_bytes_take(in, size) : take_padded(in, len);
		if (data && !i && !(id & 0x8000) && !many)
			rt_mapi_add(out, id, type, data, len);
	}
}

static void take_properties(struct reading *reading, struct rt_bytes *in, struct rt_mapi *out)
{
	uint32_t count = rt_bytes_u32(in);
	for (uint32_t i = 0; i < count && in->left && !in->short_of; i++) {
		if (++*reading->properties > RT_MAX_PROPERTIES) {
			reading->message->too_much = true;
			return;
		}
		take_property(reading, in, out);
	}
	reading->message->damaged |= in->short_of;
}

static struct rt_mapi_attachment *this_file(struct reading *reading)
{
	struct rt_mapi_message *message = reading->message;
	if (!message->attachments.count)
		rt_vec_push(&message->attachments, (struct rt_mapi_attachment){0});
	return &message->attachments.items[message->attachments.count - 1];
}

/* An attached message is a TNEF behind the 16 bytes that say so. */
static void take_file_properties(struct reading *reading, struct rt_bytes *in)
{
	static const char is_message[] = "\x07\x03\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46";
	struct rt_mapi_attachment *file = this_file(reading);
	take_properties(reading, in, &file->own);
	const struct rt_mapi_property *data = NULL;
	RT_VEC_FOREACH(property, &file->own.properties)
		if (property->id == RT_MAPI_DATA && property->type == RT_MAPI_OBJECT)
			data = property;
	if (!data || data->len < 16 || file->inside || memcmp(data->data, is_message, 16))
		return;
	if (reading->depth >= RT_MAX_UNPACK_DEPTH) {
		reading->message->too_much = true;
		return;
	}
	file->inside = read_stream(reading->arena, data->data + 16, data->len - 16,
		reading->depth + 1, reading->properties);
}

static void take_recipients(struct reading *reading, struct rt_bytes *in)
{
	uint32_t rows = rt_bytes_u32(in);
	for (uint32_t i = 0; i < rows && in->left && !in->short_of; i++) {
		struct rt_mapi recipient = {0};
		take_properties(reading, in, &recipient);
		rt_vec_push(&reading->message->recipients, recipient);
		if (reading->message->too_much)
			return;
	}
}

/* "Triple": lengths, then the sender's name and "SMTP:address", each with its NUL. */
static void take_from(struct reading *reading, struct rt_bytes *in)
{
	rt_bytes_take(in, 4);
	uint16_t name_len = rt_bytes_u16(in), address_len = rt_bytes_u16(in);
	const char *name = rt_bytes_take(in, name_len), *address = rt_bytes_take(in, address_len);
	if (name)
		rt_mapi_add(&reading->old, RT_MAPI_SENDER_NAME, RT_MAPI_BYTES_TEXT, name, name_len);
	const char *colon = address ? memchr(address, ':', address_len) : NULL;
	if (!colon)
		return;
	rt_mapi_add(&reading->old, RT_MAPI_SENDER_TYPE, RT_MAPI_BYTES_TEXT, address,
		(size_t)(colon - address));
	rt_mapi_add(&reading->old, RT_MAPI_SENDER_ADDRESS, RT_MAPI_BYTES_TEXT, colon + 1,
		address_len - (size_t)(colon + 1 - address));
}

/* Year, month, day, hour, minute, second; made a time as the properties have it. */
static void take_sent(struct reading *reading, struct rt_bytes *in)
{
	int year = rt_bytes_u16(in), month = rt_bytes_u16(in), day = rt_bytes_u16(in);
	int hour = rt_bytes_u16(in), minute = rt_bytes_u16(in), second = rt_bytes_u16(in);
	if (in->short_of || year < 1970 || year > 2099 || month < 1 || month > 12 || day < 1 ||
		day > 31 || hour > 23 || minute > 59 || second > 60)
		return;
	int64_t seconds = rt_moment_days(year, month, day) + hour * 3600 + minute * 60 + second;
	uint64_t ticks = ((uint64_t)seconds + 11644473600u) * 10000000;
	char *bytes = rt_arena_alloc(reading->arena, 8);
	for (unsigned i = 0; i < 8; i++)
		bytes[i] = (char)(ticks >> 8 * i & 0xff);
	rt_mapi_add(&reading->old, RT_MAPI_SENT, RT_MAPI_TIME, bytes, 8);
}

static void take_attribute(struct reading *reading, uint16_t attribute, struct rt_bytes in)
{
	struct rt_mapi *old = &reading->old;
	switch (attribute) {
	case FROM:
		take_from(reading, &in);
		break;
	case SUBJECT:
		rt_mapi_add(old, RT_MAPI_SUBJECT, RT_MAPI_BYTES_TEXT, in.at, in.left);
		break;
	case SENT:
		take_sent(reading, &in);
		break;
	case MESSAGE_CLASS:
		rt_mapi_add(old, RT_MAPI_CLASS, RT_MAPI_BYTES_TEXT, in.at, in.left);
		break;
	case BODY:
		rt_mapi_add(old, RT_MAPI_BODY, RT_MAPI_BYTES_TEXT, in.at, in.left);
		break;
	case PROPERTIES:
		take_properties(reading, &in, &reading->message->own);
		break;
	case RECIPIENTS:
		take_recipients(reading, &in);
		break;
	case CODEPAGE:
		reading->message->codepage = rt_bytes_u32(&in);
		break;
	case NEXT_FILE:
		rt_vec_push(&reading->message->attachments, (struct rt_mapi_attachment){0});
		break;
	case FILE_PROPERTIES:
		take_file_properties(reading, &in);
		break;
	/* The old name and bytes stand before the properties, and the name is the short one: found
	 * first for the bytes, asked last for the name. */
	case FILE_BYTES:
		rt_mapi_add(&this_file(reading)->own, RT_MAPI_DATA, RT_MAPI_BINARY, in.at, in.left);
		break;
	case FILE_TITLE:
		rt_mapi_add(&this_file(reading)->own, RT_MAPI_SHORT_FILE, RT_MAPI_BYTES_TEXT, in.at,
			in.left);
		break;
	default:
		break;
	}
}

static bool adds_up(const char *data, size_t len, uint16_t sum)
{
	unsigned total = 0;
	for (size_t i = 0; i < len; i++)
		total += (unsigned char)data[i];
	return (total & 0xffff) == sum;
}

static void take_attributes(struct reading *reading, struct rt_bytes *in)
{
	while (in->left && !in->short_of && !reading->message->too_much) {
		uint8_t level = rt_bytes_u8(in);
		if (level != 1 && level != 2)
			break; /* what stands behind the last attribute is no matter of ours */
		uint16_t attribute = rt_bytes_u16(in);
		rt_bytes_u16(in);
		uint32_t len = rt_bytes_u32(in);
		size_t there = in->left;
		const char *at = in->at, *data = rt_bytes_take(in, len);
		uint16_t sum = data ? rt_bytes_u16(in) : 0;
		if (!data || (!in->short_of && !adds_up(data, len, sum)))
			reading->message->damaged = true;
		take_attribute(reading, attribute, rt_bytes(at, data ? len : there));
	}
	reading->message->damaged |= in->short_of;
}

static struct rt_mapi_message *read_stream(struct rt_arena *arena, const char *bytes, size_t len,
	unsigned depth, size_t *properties)
{
	struct rt_bytes in = rt_bytes(bytes, len);
	const char *signature = rt_bytes_take(&in, 4);
	if (!signature || memcmp(signature, RT_TNEF_SIGNATURE, 4))
		return NULL;
	rt_bytes_u16(&in); /* a key that nobody uses */
	struct reading reading = {
		.arena = arena,
		.message = rt_mapi_message_new(arena),
		.depth = depth,
		.properties = properties,
	};
	struct rt_mapi_message *message = reading.message;
	take_attributes(&reading, &in);
	RT_VEC_FOREACH(old, &reading.old.properties)
		rt_vec_push(&message->own.properties, *old);
	rt_vec_release(&reading.old.properties);
	message->codepage = message->codepage
				    ? message->codepage
				    : rt_mapi_number(&message->own, RT_MAPI_CODEPAGE, 0);
	return message;
}

struct rt_mapi_message *rt_tnef_read(struct rt_arena *arena, const char *bytes, size_t len)
{
	size_t properties = 0;
	return read_stream(arena, bytes, len, 0, &properties);
}
