/*
 * What Outlook and Exchange know of a message, whatever it is packed in.
 *
 * They keep a message as a list of numbered properties ("MAPI"): the subject is 0x0037, the body
 * 0x1000. It has recipients and attachments, each a list of properties again, and an attachment may
 * be a message itself. A winmail.dat (tnef.c) and a .msg file (msg.c) are two ways to write that
 * down; both are read into this struct, and outlook.c makes documents of it.
 *
 * Numbers and types of properties: [MS-OXPROPS] and [MS-OXCDATA], published by Microsoft.
 */
#ifndef RT_READ_MAPI_H
#define RT_READ_MAPI_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

enum rt_mapi_id {
	RT_MAPI_CLASS = 0x001a,
	RT_MAPI_SUBJECT = 0x0037,
	RT_MAPI_SENT = 0x0039,
	RT_MAPI_BEHALF_NAME = 0x0042,
	RT_MAPI_BEHALF_TYPE = 0x0064,
	RT_MAPI_BEHALF_ADDRESS = 0x0065,
	RT_MAPI_HEADERS = 0x007d,
	RT_MAPI_ROLE = 0x0c15, /* of a recipient: 1 To, 2 Cc, 3 Bcc */
	RT_MAPI_SENDER_NAME = 0x0c1a,
	RT_MAPI_SENDER_TYPE = 0x0c1e,
	RT_MAPI_SENDER_ADDRESS = 0x0c1f,
	RT_MAPI_SHOWN_BCC = 0x0e02,
	RT_MAPI_SHOWN_CC = 0x0e03,
	RT_MAPI_SHOWN_TO = 0x0e04,
	RT_MAPI_DELIVERED = 0x0e06,
	RT_MAPI_BODY = 0x1000,
	RT_MAPI_RTF = 0x1009,
	RT_MAPI_HTML = 0x1013,
	RT_MAPI_MESSAGE_ID = 0x1035,
	RT_MAPI_REFERENCES = 0x1039,
	RT_MAPI_IN_REPLY_TO = 0x1042,
	RT_MAPI_NAME = 0x3001, /* of a recipient or a contact */
	RT_MAPI_ADDRESS_TYPE = 0x3002,
	RT_MAPI_ADDRESS = 0x3003,
	RT_MAPI_CREATED = 0x3007,
	RT_MAPI_DATA = 0x3701, /* of an attachment: its bytes, or the message it is */
	RT_MAPI_SHORT_FILE = 0x3704,
	RT_MAPI_LONG_FILE = 0x3707,
	RT_MAPI_MEDIA_TYPE = 0x370e,
	RT_MAPI_SMTP = 0x39fe,
	RT_MAPI_INTERNET_CODEPAGE = 0x3fde,
	RT_MAPI_CODEPAGE = 0x3ffd,
	RT_MAPI_SENDER_SMTP = 0x5d01,
	RT_MAPI_BEHALF_SMTP = 0x5d02,
};

enum rt_mapi_type {
	RT_MAPI_INT16 = 0x0002,
	RT_MAPI_INT32 = 0x0003,
	RT_MAPI_FLOAT = 0x0004,
	RT_MAPI_DOUBLE = 0x0005,
	RT_MAPI_MONEY = 0x0006,
	RT_MAPI_DAY = 0x0007,
	RT_MAPI_ERROR = 0x000a,
	RT_MAPI_BOOL = 0x000b,
	RT_MAPI_OBJECT = 0x000d,
	RT_MAPI_INT64 = 0x0014,
	RT_MAPI_BYTES_TEXT = 0x001e, /* in the message's code page */
	RT_MAPI_WIDE_TEXT = 0x001f,  /* UTF-16 */
	RT_MAPI_TIME = 0x0040,	     /* 100 ns since 1601 */
	RT_MAPI_GUID = 0x0048,
	RT_MAPI_BINARY = 0x0102,
	RT_MAPI_MANY = 0x1000, /* a flag: several values of the type */
};

struct rt_mapi_property {
	uint16_t id, type;
	const char *data; /* as in the file */
	size_t len;
};

struct rt_mapi {
	RT_VEC(struct rt_mapi_property) properties;
};

struct rt_mapi_message;

struct rt_mapi_attachment {
	struct rt_mapi own;
	struct rt_mapi_message *inside; /* what it holds, where that is a message; else NULL */
};

struct rt_mapi_message {
	struct rt_mapi own;
	RT_VEC(struct rt_mapi) recipients;
	RT_VEC(struct rt_mapi_attachment) attachments;
	uint32_t codepage; /* 0 where it is not told */
	bool damaged;	   /* it ends in the middle, or contradicts itself */
	bool too_much;	   /* a limit was reached; the rest was left out */
};

/* Its memory is the arena's, but for the lists: release it. Bytes are borrowed. */
struct rt_mapi_message *rt_mapi_message_new(struct rt_arena *arena);
void rt_mapi_message_release(struct rt_mapi_message *message);

void rt_mapi_add(struct rt_mapi *mapi, uint16_t id, uint16_t type, const char *data, size_t len);
/* The first of that number, or NULL. */
const struct rt_mapi_property *rt_mapi_find(const struct rt_mapi *mapi, uint16_t id);
/* A text as UTF-8 without its closing NUL, in the arena; NULL where it is missing or empty. */
const char *rt_mapi_text(
	struct rt_arena *arena, const struct rt_mapi *mapi, uint16_t id, uint32_t codepage);
/* UTF-16, little-endian, as UTF-8. */
void rt_mapi_append_wide(struct rt_str *out, const char *data, size_t len);
uint32_t rt_mapi_number(const struct rt_mapi *mapi, uint16_t id, uint32_t otherwise);
/* Seconds since 1970; false where there is no such time or it is none that a calendar knows. */
bool rt_mapi_time(const struct rt_mapi *mapi, uint16_t id, int64_t *seconds_r);
/* "windows-1255" for 1255; NULL where nothing is known of it. */
const char *rt_codepage_charset(uint32_t codepage, char buffer[32]);

#endif
