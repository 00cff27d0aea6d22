/*
 * The header of a mail: who, to whom, when, about what.
 *
 * Every address of every address field becomes a participant. The fields that a person would print
 * stand at the top of the document's text, and the participants of those point at where they stand
 * there. Fields that a mail store put in beside them (X-From, X-To …) are printed only where the
 * field itself tells no name.
 */
#include "base/limits.h"
#include "doc/address.h"
#include "doc/moment.h"
#include "read/header_value.h"
#include "read/mime_p.h"

#include <string.h>
#include <strings.h>

static const struct field {
	const char *name, *printed;
	enum rt_role role;
} fields[] = {
	{"from", "From", RT_ROLE_FROM},
	{"x-from", "X-From", RT_ROLE_FROM},
	{"sender", NULL, RT_ROLE_SENDER},
	{"resent-from", NULL, RT_ROLE_SENDER},
	{"resent-sender", NULL, RT_ROLE_SENDER},
	{"reply-to", NULL, RT_ROLE_REPLY_TO},
	{"to", "To", RT_ROLE_TO},
	{"x-to", "X-To", RT_ROLE_TO},
	{"resent-to", NULL, RT_ROLE_TO},
	{"apparently-to", NULL, RT_ROLE_TO},
	{"cc", "Cc", RT_ROLE_CC},
	{"x-cc", "X-cc", RT_ROLE_CC},
	{"resent-cc", NULL, RT_ROLE_CC},
	{"bcc", "Bcc", RT_ROLE_BCC},
	{"x-bcc", "X-bcc", RT_ROLE_BCC},
	{"resent-bcc", NULL, RT_ROLE_BCC},
	/* Whom it reached though no field need name him. */
	{"delivered-to", NULL, RT_ROLE_BCC},
	{"x-original-to", NULL, RT_ROLE_BCC},
};
#define FIELDS (sizeof fields / sizeof *fields)

/* The values of one mail's address fields, raw and unfolded; several of one name are put together. */
struct values {
	const char *address[FIELDS];
	const char *date, *subject;
};

static void add_value(struct rt_arena *arena, const char **slot, const char *value)
{
	if (!value || !*value)
		return;
	*slot = *slot ? rt_arena_printf(arena, "%s, %s", *slot, value) : value;
}

static void take_references(struct rt_document *document, const char *value)
{
	for (const char *at = value; at && (at = strchr(at, '<')); at++) {
		const char *id = rt_header_id(document->arena, at);
		if (id && document->references.count < RT_MAX_HEADERS)
			rt_vec_push(&document->references, id);
	}
}

static void take_automatic(struct rt_document *document, const char *name, const char *value)
{
	if (!strcasecmp(name, "auto-submitted"))
		document->automatic |= strncasecmp(value, "no", 2) != 0;
	else if (!strcasecmp(name, "precedence"))
		document->automatic |= !strcasecmp(value, "bulk") || !strcasecmp(value, "junk");
	else if (!strcasecmp(name, "return-path"))
		document->automatic |= !strcmp(value, "<>");
	else if (!strcasecmp(name, "x-autoreply") || !strcasecmp(name, "x-autorespond"))
		document->automatic = true;
}

/* Fields that are no addresses. */
static void take_other(
	struct rt_document *document, const char *name, const char *value, struct values *out)
{
	struct rt_arena *arena = document->arena;
	if (!strcasecmp(name, "date") && !out->date)
		out->date = value;
	else if (!strcasecmp(name, "subject") && !out->subject)
		out->subject = rt_header_decode(arena, value);
	else if (!strcasecmp(name, "message-id") && !document->message_id)
		document->message_id = rt_header_id(arena, value);
	else if (!strcasecmp(name, "in-reply-to") && !document->in_reply_to)
		document->in_reply_to = rt_header_id(arena, value);
	else if (!strcasecmp(name, "references"))
		take_references(document, value);
	else if (!strcasecmp(name, "list-id") && !document->list_id)
		document->list_id = rt_header_id(arena, rt_header_decode(arena, value));
	else
		take_automatic(document, name, value);
}

static bool same_name(const char *name, const char *known)
{
	return (name[0] | 32) == known[0] && !strcasecmp(name, known);
}

static bool is_wanted(const char *name)
{
	static const char *const others[] = {"date", "subject", "message-id", "in-reply-to",
		"references", "list-id", "auto-submitted", "precedence", "return-path", "x-autoreply",
		"x-autorespond", NULL};
	for (const char *const *other = others; *other; other++)
		if (same_name(name, *other))
			return true;
	for (size_t i = 0; i < FIELDS; i++)
		if (same_name(name, fields[i].name))
			return true;
	return false;
}

static void take_header(struct rt_document *document, GMimeHeader *header, struct values *out)
{
	const char *name = g_mime_header_get_name(header);
	if (!name || !is_wanted(name))
		return;
	const char *value = rt_header_unfold(document, g_mime_header_get_raw_value(header));
	if (!value)
		return;
	for (size_t i = 0; i < FIELDS; i++)
		if (same_name(name, fields[i].name)) {
			add_value(document->arena, &out->address[i], value);
			return;
		}
	take_other(document, name, value, out);
}

static void take_headers(struct rt_document *document, GMimeMessage *message, struct values *out)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(message));
	int count = g_mime_header_list_get_count(list);
	if (count > RT_MAX_HEADERS)
		rt_document_problem(document, "read", "too-many-headers",
			"%d header fields; only the first %d were looked at", count, RT_MAX_HEADERS);
	for (int i = 0; i < count && i < RT_MAX_HEADERS; i++)
		take_header(document, g_mime_header_list_get_header_at(list, i), out);
}

static void add_behalf(struct rt_document *document, const struct rt_participant *sender,
	const struct rt_address *item)
{
	struct rt_arena *arena = document->arena;
	struct rt_address other = rt_address_parse(arena, item->on_behalf, strlen(item->on_behalf));
	struct rt_participant behalf = *sender;
	behalf.role = RT_ROLE_ON_BEHALF;
	behalf.name = rt_header_decode(arena, other.name);
	behalf.address = other.address;
	behalf.raw = item->on_behalf;
	rt_vec_push(&document->messages.items[0].participants, behalf);
}

/* Appends an item as a person reads it, directory paths left out, and gives the range of it. */
static struct rt_range print_item(struct rt_str *text, const struct rt_participant *participant)
{
	struct rt_range range = {.start = (uint32_t)text->len};
	const char *name = participant->name, *address = participant->address;
	if (name && address && rt_address_form(address) == RT_ADDRESS_SMTP)
		rt_str_appendf(text, "%s <%s>", name, address);
	else
		rt_str_append(text, name ? name : address);
	range.end = (uint32_t)text->len;
	return range;
}

/* Splits one field; prints it on a line of its own where `printed` names it. */
static void read_field(struct rt_mime_reading *reading, const struct field *field,
	const char *value, bool print)
{
	struct rt_document *document = reading->document;
	struct rt_addresses items = {0};
	rt_address_split(document->arena, value, strlen(value), &items);
	if (print && items.count)
		rt_str_appendf(&reading->text, "%s: ", field->printed);
	for (size_t i = 0; i < items.count && i < RT_MAX_ADDRESSES; i++) {
		struct rt_participant participant = {
			.role = field->role,
			.field = field->name,
			.position = (uint32_t)i,
			.name = rt_header_decode(document->arena, items.items[i].name),
			.address = items.items[i].address,
			.raw = rt_header_decode(document->arena, items.items[i].raw),
		};
		if (print && i)
			rt_str_append(&reading->text, ", ");
		if (print)
			participant.range = print_item(&reading->text, &participant);
		rt_vec_push(&document->messages.items[0].participants, participant);
		if (items.items[i].on_behalf)
			add_behalf(document, &participant, &items.items[i]);
	}
	if (print && items.count)
		rt_str_append_char(&reading->text, '\n');
	if (items.count > RT_MAX_ADDRESSES)
		rt_document_problem(document, "read", "too-many-addresses",
			"%zu addresses in one field; only the first %d were kept", items.count,
			RT_MAX_ADDRESSES);
	rt_vec_release(&items);
}

static bool has_name(const char *value)
{
	const char *at = strchr(value, '@');
	return !at || strpbrk(value, "<(\"") != NULL;
}

/* X-From is printed where From tells no name. */
static bool is_printed(const struct values *values, size_t i)
{
	if (!fields[i].printed)
		return false;
	if (strncmp(fields[i].name, "x-", 2))
		return true;
	return !values->address[i - 1] || !has_name(values->address[i - 1]);
}

/* Some stores write the Cc field again as Bcc: it tells nothing. */
static void drop_copied_bcc(struct values *values)
{
	const char **cc = NULL, **bcc = NULL;
	for (size_t i = 0; i < FIELDS; i++) {
		if (!strcmp(fields[i].name, "cc"))
			cc = &values->address[i];
		if (!strcmp(fields[i].name, "bcc"))
			bcc = &values->address[i];
	}
	if (cc && bcc && *cc && *bcc && !strcmp(*cc, *bcc))
		*bcc = NULL;
}

void rt_mime_read_header(struct rt_mime_reading *reading, GMimeMessage *message)
{
	struct rt_document *document = reading->document;
	struct values values = {0};
	rt_vec_push(&document->messages,
		(struct rt_message){.kind = RT_SEGMENT_BODY, .parent = -1});
	take_headers(document, message, &values);
	drop_copied_bcc(&values);
	for (size_t i = 0; i < FIELDS; i++)
		if (values.address[i])
			read_field(reading, &fields[i], values.address[i], is_printed(&values, i));
	struct rt_message *own = &document->messages.items[0];
	if (values.date) {
		own->date = rt_moment_parse(document->words, 
			document->arena, values.date, strlen(values.date), RT_MOMENT_NEAR_NONE);
		rt_str_appendf(&reading->text, "Date: %s\n", values.date);
		if (!own->date.iso)
			rt_document_problem(document, "decode", "bad-date",
				"the Date field cannot be read as a date");
		else if (own->date.unset)
			rt_document_problem(document, "decode", "unset-clock",
				"the Date field shows where a clock that was never set begins; "
				"the mail counts as undated");
	}
	if (values.subject && *values.subject) {
		own->subject = values.subject;
		rt_str_appendf(&reading->text, "Subject: %s\n", values.subject);
	}
}
