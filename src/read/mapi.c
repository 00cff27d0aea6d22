#include "read/mapi.h"

#include "base/charset.h"
#include "base/utf8.h"
#include "read/bytes.h"

#include <stdio.h>
#include <string.h>

struct rt_mapi_message *rt_mapi_message_new(struct rt_arena *arena)
{
	return rt_arena_zero(arena, 1, sizeof(struct rt_mapi_message));
}

void rt_mapi_message_release(struct rt_mapi_message *message)
{
	if (!message)
		return;
	RT_VEC_FOREACH(recipient, &message->recipients)
		rt_vec_release(&recipient->properties);
	RT_VEC_FOREACH(attachment, &message->attachments)
	{
		rt_vec_release(&attachment->own.properties);
		rt_mapi_message_release(attachment->inside);
	}
	rt_vec_release(&message->recipients);
	rt_vec_release(&message->attachments);
	rt_vec_release(&message->own.properties);
}

void rt_mapi_add(struct rt_mapi *mapi, uint16_t id, uint16_t type, const char *data, size_t len)
{
	rt_vec_push(&mapi->properties, (struct rt_mapi_property){id, type, data, len});
}

const struct rt_mapi_property *rt_mapi_find(const struct rt_mapi *mapi, uint16_t id)
{
	RT_VEC_FOREACH(property, &mapi->properties)
		if (property->id == id)
			return property;
	return NULL;
}

const char *rt_codepage_charset(uint32_t codepage, char buffer[32])
{
	static const struct {
		uint32_t codepage;
		const char *charset;
	} known[] = {{932, "shift_jis"}, {936, "gb18030"}, {949, "windows-949"}, {950, "big5"},
		{1200, "utf-16le"}, {10000, "macintosh"}, {20127, "us-ascii"}, {20866, "koi8-r"},
		{21866, "koi8-u"}, {28591, "iso-8859-1"}, {28592, "iso-8859-2"}, {28595, "iso-8859-5"},
		{28596, "iso-8859-6"}, {28597, "iso-8859-7"}, {28598, "iso-8859-8"},
		{28599, "iso-8859-9"}, {28605, "iso-8859-15"}, {38598, "iso-8859-8-i"},
		{50220, "iso-2022-jp"}, {51932, "euc-jp"}, {51949, "euc-kr"}, {54936, "gb18030"},
		{65001, "utf-8"}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].codepage == codepage)
			return known[i].charset;
	if (codepage == 874 || (codepage >= 1250 && codepage <= 1258))
		snprintf(buffer, 32, "windows-%u", codepage);
	else if (codepage >= 437 && codepage < 870)
		snprintf(buffer, 32, "ibm%u", codepage);
	else
		return NULL;
	return buffer;
}

void rt_mapi_append_wide(struct rt_str *out, const char *data, size_t len)
{
	struct rt_bytes in = rt_bytes(data, len & ~(size_t)1);
	while (in.left) {
		uint32_t unit = rt_bytes_u16(&in);
		struct rt_bytes next = in;
		uint32_t low = in.left ? rt_bytes_u16(&next) : 0;
		if (unit >= 0xd800 && unit < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
			unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
			in = next;
		}
		rt_str_append_rune(out, unit ? unit : RT_RUNE_BAD);
	}
}

const char *rt_mapi_text(
	struct rt_arena *arena, const struct rt_mapi *mapi, uint16_t id, uint32_t codepage)
{
	const struct rt_mapi_property *property = rt_mapi_find(mapi, id);
	if (!property ||
		(property->type != RT_MAPI_BYTES_TEXT && property->type != RT_MAPI_WIDE_TEXT))
		return NULL;
	bool wide = property->type == RT_MAPI_WIDE_TEXT;
	size_t len = wide ? property->len & ~(size_t)1 : property->len;
	while (wide && len && !property->data[len - 1] && !property->data[len - 2])
		len -= 2;
	while (!wide && len && !property->data[len - 1])
		len--;
	if (!len)
		return NULL;
	char name[32];
	struct rt_str text = RT_STR_INIT;
	if (wide)
		rt_mapi_append_wide(&text, property->data, len);
	else
		rt_charset_decode(&text, property->data, len, rt_codepage_charset(codepage, name));
	const char *copy = rt_arena_strdup(arena, text.data);
	rt_str_release(&text);
	return copy;
}

static uint64_t number_of(const struct rt_mapi_property *property)
{
	struct rt_bytes in = rt_bytes(property->data, property->len);
	return rt_bytes_number(&in, property->len < 8 ? property->len : 8);
}

uint32_t rt_mapi_number(const struct rt_mapi *mapi, uint16_t id, uint32_t otherwise)
{
	const struct rt_mapi_property *property = rt_mapi_find(mapi, id);
	if (!property || (property->type != RT_MAPI_INT32 && property->type != RT_MAPI_INT16))
		return otherwise;
	return (uint32_t)number_of(property);
}

bool rt_mapi_time(const struct rt_mapi *mapi, uint16_t id, int64_t *seconds_r)
{
	const struct rt_mapi_property *property = rt_mapi_find(mapi, id);
	if (!property || property->type != RT_MAPI_TIME || property->len < 8)
		return false;
	uint64_t seconds = number_of(property) / 10000000;
	if (seconds < 11644473600u || seconds > 11644473600u + 4102444800u) /* 1970 to 2100 */
		return false;
	*seconds_r = (int64_t)(seconds - 11644473600u);
	return true;
}
