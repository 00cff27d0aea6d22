/*
 * The header of an Outlook message. One that came from outside kept the header it came with; any
 * other is put together from its properties, so that one reader of headers serves both.
 */
#include "config.h" /* for gmtime_r */

#include "read/outlook.h"

#include <string.h>
#include <strings.h>
#include <time.h>

static bool has_field(const char *headers, const char *name)
{
	size_t len = strlen(name);
	for (const char *line = headers; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (!strncasecmp(line, name, len) && line[len] == ':')
			return true;
	}
	return false;
}

/* On one line, whatever it holds. */
static void append_clean(struct rt_str *out, const char *text, bool quoted)
{
	for (; *text; text++) {
		if (quoted && (*text == '"' || *text == '\\'))
			rt_str_append_char(out, '\\');
		rt_str_append_char(out, (unsigned char)*text < 32 ? ' ' : *text);
	}
}

static void append_field(struct rt_str *out, const char *name, const char *value)
{
	if (!value)
		return;
	rt_str_appendf(out, "%s: ", name);
	append_clean(out, value, false);
	rt_str_append(out, "\r\n");
}

static void append_address(struct rt_str *out, const char *name, const char *address)
{
	if (name && (!address || strcasecmp(name, address))) {
		rt_str_append_char(out, '"');
		append_clean(out, name, true);
		rt_str_append(out, address ? "\" " : "\"");
	}
	if (address) {
		rt_str_append_char(out, '<');
		append_clean(out, address, false);
		rt_str_append_char(out, '>');
	}
}

struct who {
	uint16_t name, smtp, address; /* enum rt_mapi_id */
};

static const struct who sender = {RT_MAPI_SENDER_NAME, RT_MAPI_SENDER_SMTP, RT_MAPI_SENDER_ADDRESS};
static const struct who behalf = {RT_MAPI_BEHALF_NAME, RT_MAPI_BEHALF_SMTP, RT_MAPI_BEHALF_ADDRESS};
static const struct who recipient = {RT_MAPI_NAME, RT_MAPI_SMTP, RT_MAPI_ADDRESS};

static bool append_who(struct rt_arena *arena, const struct rt_mapi_message *message,
	const struct rt_mapi *mapi, struct who who, struct rt_str *out)
{
	const char *name = rt_mapi_text(arena, mapi, who.name, message->codepage);
	const char *address = rt_mapi_text(arena, mapi, who.smtp, message->codepage);
	if (!address)
		address = rt_mapi_text(arena, mapi, who.address, message->codepage);
	append_address(out, name, address);
	return name || address;
}

static void append_sender(
	struct rt_arena *arena, const struct rt_mapi_message *message, struct rt_str *out)
{
	struct rt_str from = RT_STR_INIT, by = RT_STR_INIT;
	bool told = append_who(arena, message, &message->own, behalf, &from);
	bool also = append_who(arena, message, &message->own, sender, &by);
	if (told || also)
		append_field(out, "From", told ? from.data : by.data);
	if (told && also && strcmp(from.data, by.data))
		append_field(out, "Sender", by.data);
	rt_str_release(&from);
	rt_str_release(&by);
}

/* The names that Outlook shows, "Ana; Ben", where the list of recipients is missing. */
static void append_shown(struct rt_arena *arena, const struct rt_mapi_message *message,
	const char *field, uint16_t shown, struct rt_str *out)
{
	const char *names = rt_mapi_text(arena, &message->own, shown, message->codepage);
	struct rt_str list = RT_STR_INIT;
	while (names && *names) {
		size_t len = strcspn(names, ";"), skip = strspn(names, " ");
		const char *name = rt_arena_strndup(
			arena, names + skip, len > skip ? len - skip : 0);
		if (*name && list.len)
			rt_str_append(&list, ", ");
		if (*name)
			append_address(&list, name, NULL);
		names += len + (names[len] == ';');
	}
	if (list.len)
		append_field(out, field, list.data);
	rt_str_release(&list);
}

static void append_recipients(struct rt_arena *arena, const struct rt_mapi_message *message,
	const char *field, uint32_t role, uint16_t shown, struct rt_str *out)
{
	struct rt_str list = RT_STR_INIT;
	RT_VEC_FOREACH(one, &message->recipients)
	{
		if ((rt_mapi_number(one, RT_MAPI_ROLE, 1) & 0xf) != role)
			continue;
		size_t before = list.len;
		if (list.len)
			rt_str_append(&list, ", ");
		if (!append_who(arena, message, one, recipient, &list))
			rt_str_truncate(&list, before);
	}
	if (list.len)
		append_field(out, field, list.data);
	else if (!message->recipients.count)
		append_shown(arena, message, field, shown, out);
	rt_str_release(&list);
}

static void append_date(const struct rt_mapi_message *message, struct rt_str *out)
{
	int64_t seconds;
	if (!rt_mapi_time(&message->own, RT_MAPI_SENT, &seconds) &&
		!rt_mapi_time(&message->own, RT_MAPI_DELIVERED, &seconds))
		return;
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t when = (time_t)seconds;
	struct tm tm;
	gmtime_r(&when, &tm);
	rt_str_appendf(out, "Date: %.3s, %d %.3s %d %02d:%02d:%02d +0000\r\n", days + 3 * tm.tm_wday,
		tm.tm_mday, months + 3 * tm.tm_mon, tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
		tm.tm_sec);
}

static void append_text(struct rt_arena *arena, const struct rt_mapi_message *message,
	const char *field, uint16_t id, struct rt_str *out)
{
	append_field(out, field, rt_mapi_text(arena, &message->own, id, message->codepage));
}

/* The header that it came with, from its first field to its first empty line. */
static void append_kept(struct rt_str *out, const char *headers)
{
	while (*headers && strcspn(headers, ":") > strcspn(headers, " \t\r\n")) {
		headers += strcspn(headers, "\n");
		headers += *headers == '\n';
	}
	while (*headers && *headers != '\n' && *headers != '\r') {
		size_t len = strcspn(headers, "\r\n");
		rt_str_append_n(out, headers, len);
		rt_str_append(out, "\r\n");
		headers += len;
		headers += *headers == '\r';
		headers += *headers == '\n';
	}
}

void rt_outlook_fields(
	struct rt_arena *arena, const struct rt_mapi_message *message, struct rt_str *out)
{
	const char *kept = rt_mapi_text(arena, &message->own, RT_MAPI_HEADERS, message->codepage);
	bool whole = kept && has_field(kept, "From");
	if (whole)
		append_kept(out, kept);
	else
		append_sender(arena, message, out);
	if (!whole || !has_field(kept, "To"))
		append_recipients(arena, message, "To", 1, RT_MAPI_SHOWN_TO, out);
	if (!whole || !has_field(kept, "Cc"))
		append_recipients(arena, message, "Cc", 2, RT_MAPI_SHOWN_CC, out);
	append_recipients(arena, message, "Bcc", 3, RT_MAPI_SHOWN_BCC, out);
	if (!whole || !has_field(kept, "Date"))
		append_date(message, out);
	if (!whole || !has_field(kept, "Subject"))
		append_text(arena, message, "Subject", RT_MAPI_SUBJECT, out);
	if (whole)
		return;
	append_text(arena, message, "Message-ID", RT_MAPI_MESSAGE_ID, out);
	append_text(arena, message, "In-Reply-To", RT_MAPI_IN_REPLY_TO, out);
	append_text(arena, message, "References", RT_MAPI_REFERENCES, out);
}
