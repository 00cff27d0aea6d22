/* A printed header put into the message that it heads. */
#include "doc/printed.h"

#include "base/limits.h"
#include "doc/address.h"

#include <string.h>
#include <strings.h>

/* The place in the document of a place in a joined value. */
static uint32_t place_of(const struct rt_printed_value *value, uint32_t at)
{
	size_t i = value->pieces.count;
	while (i > 1 && value->pieces.items[i - 1].at > at)
		i--;
	if (!i)
		return 0;
	return value->pieces.items[i - 1].place + at - value->pieces.items[i - 1].at;
}

static void add_participant(struct rt_document *document, struct rt_message *message,
	enum rt_role role, const char *field, uint32_t position, const struct rt_address *item,
	struct rt_range range)
{
	struct rt_participant participant = {
		.role = role,
		.field = field,
		.position = position,
		.name = item->name,
		.address = item->address,
		.raw = item->raw,
		.range = range,
	};
	rt_vec_push(&message->participants, participant);
	if (!item->on_behalf)
		return;
	struct rt_address behalf =
		rt_address_parse(document->arena, item->on_behalf, strlen(item->on_behalf));
	participant.role = RT_ROLE_ON_BEHALF;
	participant.name = behalf.name;
	participant.address = behalf.address;
	participant.raw = behalf.raw;
	rt_vec_push(&message->participants, participant);
}

/* One sender, unless several addresses say that there are more. */
static void split(struct rt_arena *arena, const struct rt_str *text, bool one,
	struct rt_addresses *out)
{
	rt_address_split(arena, text->data, text->len, out);
	const char *at = strchr(text->data, '@');
	if (!one || out->count < 2 || (at && strchr(at + 1, '@') && strchr(text->data, ',')))
		return;
	rt_vec_clear(out);
	struct rt_address item = rt_address_parse(arena, text->data, text->len);
	rt_vec_push(out, item);
}

/* Notes prints whom it hid to himself: "cc: Jean Marr/NA/Acme (bcc: Richard Roe/NA/Acme)". */
static void cut_bcc(
	struct rt_document *document, struct rt_message *message, struct rt_str *text)
{
	char *start = strstr(text->data, "(bcc: ");
	char *end = start ? strchr(start, ')') : NULL;
	if (!end)
		return;
	struct rt_address item =
		rt_address_parse(document->arena, start + 6, (size_t)(end - start - 6));
	item.raw = rt_arena_strndup(document->arena, start, (size_t)(end - start + 1));
	add_participant(document, message, RT_ROLE_BCC, "bcc", 0, &item, (struct rt_range){0, 0});
	memset(start, ' ', (size_t)(end - start + 1));
}

static void add_field(struct rt_document *document, struct rt_message *message, enum rt_role role,
	const char *field, struct rt_printed_value *value)
{
	struct rt_addresses items = {0};
	cut_bcc(document, message, &value->text);
	split(document->arena, &value->text, role == RT_ROLE_FROM || role == RT_ROLE_SENDER, &items);
	for (size_t i = 0; i < items.count && i < RT_MAX_ADDRESSES; i++) {
		const struct rt_address *item = &items.items[i];
		struct rt_range range = {place_of(value, item->start),
			item->end ? place_of(value, item->end - 1) + 1 : 0};
		add_participant(document, message, role, field, (uint32_t)i, item, range);
	}
	rt_vec_release(&items);
}

/* Behind the date stands nothing, or the letters of a zone that is not known: " GDT". */
static bool is_rest_of_date(const char *text)
{
	text += strspn(text, " \t.,-*=");
	size_t letters = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	if (letters >= 2 && letters <= 5)
		text += letters;
	return !text[strspn(text, " \t.,-*=")];
}

/* "From: Nancy Hall on 10/02/2000 06:42 AM": the date goes out of the value. */
static void cut_date(struct rt_document *document, struct rt_message *message,
	struct rt_printed_value *from, int64_t near)
{
	size_t start, end;
	struct rt_moment moment;
	if (!rt_moment_find(document->words, document->arena, from->text.data, from->text.len, near, &moment, &start,
		    &end))
		return;
	if (!start || !is_rest_of_date(from->text.data + end))
		return;
	if (!message->date.iso)
		message->date = moment;
	size_t len = start;
	while (len && strchr(" \t,-", from->text.data[len - 1]))
		len--;
	if (len > 3 && !strncasecmp(from->text.data + len - 3, " on", 3))
		len -= 3;
	rt_str_truncate(&from->text, len);
}

void rt_printed_apply(struct rt_document *document, struct rt_message *message,
	struct rt_printed *printed, int64_t near)
{
	static const struct {
		enum rt_field field;
		enum rt_role role;
		const char *name;
	} fields[] = {
		{RT_FIELD_FROM, RT_ROLE_FROM, "from"},
		{RT_FIELD_SENT_BY, RT_ROLE_SENDER, "sent-by"},
		{RT_FIELD_REPLY_TO, RT_ROLE_REPLY_TO, "reply-to"},
		{RT_FIELD_TO, RT_ROLE_TO, "to"},
		{RT_FIELD_CC, RT_ROLE_CC, "cc"},
		{RT_FIELD_BCC, RT_ROLE_BCC, "bcc"},
	};
	struct rt_printed_value from = printed->values[RT_FIELD_FROM];
	const struct rt_str *date = &printed->values[RT_FIELD_DATE].text;
	const struct rt_str *subject = &printed->values[RT_FIELD_SUBJECT].text;
	if (date->len)
		message->date = rt_moment_parse(document->words, document->arena, date->data, date->len, near);
	from.text = (struct rt_str)RT_STR_INIT;
	rt_str_append_n(&from.text, printed->values[RT_FIELD_FROM].text.data,
		printed->values[RT_FIELD_FROM].text.len);
	cut_date(document, message, &from, near);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		add_field(document, message, fields[i].role, fields[i].name,
			i ? &printed->values[fields[i].field] : &from);
	if (subject->len)
		message->subject = rt_arena_strdup(document->arena, subject->data);
	rt_str_release(&from.text);
}
