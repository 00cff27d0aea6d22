#include "read/card.h"

#include "base/charset.h"
#include "base/vec.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum form { PLAIN, PERSON, WHEN, NAME, PARTS };

/* What is shown, and as what. Where two fields say the same, the one that is written for people. */
static const struct field {
	const char *name, *label;
	enum form form;
} fields[] = {
	{"SUMMARY", "Subject of the meeting", PLAIN},
	{"ORGANIZER", "Organizer", PERSON},
	{"ATTENDEE", "Attendee", PERSON},
	{"CONTACT", "Contact", PLAIN},
	{"DTSTART", "Start", WHEN},
	{"DTEND", "End", WHEN},
	{"DUE", "Due", WHEN},
	{"LOCATION", "Location", PLAIN},
	{"DESCRIPTION", "Description", PLAIN},
	{"COMMENT", "Comment", PLAIN},
	{"STATUS", "Status", PLAIN},
	{"FN", "Name", PLAIN},
	{"N", "Full name", NAME},
	{"NICKNAME", "Nickname", PLAIN},
	{"ORG", "Organisation", PARTS},
	{"TITLE", "Title", PLAIN},
	{"ROLE", "Role", PLAIN},
	{"TEL", "Telephone", PLAIN},
	{"EMAIL", "Email", PLAIN},
	{"ADR", "Address", PARTS},
	{"BDAY", "Birthday", WHEN},
	{"URL", "Web", PLAIN},
	{"NOTE", "Note", PLAIN},
	{"CATEGORIES", "Categories", PLAIN},
};

/* One line, unfolded: NAME;PARAMETERS:VALUE */
struct line {
	const char *name, *parameters, *value;
	size_t name_len, parameters_len, value_len;
};

static bool split_line(const char *text, size_t len, struct line *line)
{
	bool quoted = false;
	size_t name = 0, colon = 0;
	while (name < len && text[name] != ';' && text[name] != ':')
		name++;
	for (colon = name; colon < len && (quoted || text[colon] != ':'); colon++)
		quoted ^= text[colon] == '"';
	if (colon == len || !name)
		return false;
	/* "item1.EMAIL": a group in front of the name. */
	const char *dot = memchr(text, '.', name);
	size_t skip = dot ? (size_t)(dot + 1 - text) : 0;
	*line = (struct line){text + skip, text + name, text + colon + 1, name - skip, colon - name,
		len - colon - 1};
	return true;
}

/* The value of a parameter, without quotes; false where there is none. */
static bool find_parameter(const struct line *line, const char *name, struct rt_str *out)
{
	size_t want = strlen(name);
	bool quoted = false;
	for (size_t i = 0; i < line->parameters_len; i++) {
		const char *at = line->parameters + i;
		quoted ^= *at == '"';
		if (quoted || *at != ';' || line->parameters_len - i < want + 2 ||
			strncasecmp(at + 1, name, want) || at[want + 1] != '=')
			continue;
		for (i += want + 2; i < line->parameters_len; i++) {
			char byte = line->parameters[i];
			quoted ^= byte == '"';
			if (!quoted && byte == ';')
				break;
			if (byte != '"')
				rt_str_append_char(out, byte);
		}
		return true;
	}
	return false;
}

/* "\n", "\," and "\;" undone; `parts`: the ";" between parts becomes a comma, none for empty ones. */
static void append_unescaped(struct rt_str *out, const char *value, size_t len, bool parts)
{
	bool held = false; /* a comma that is due before the next part that is not empty */
	for (size_t i = 0; i < len; i++) {
		char byte = value[i];
		if (byte == '\\' && i + 1 < len) {
			byte = value[++i];
			rt_str_append_char(out, byte == 'n' || byte == 'N' ? '\n' : byte);
			continue;
		}
		if (parts && byte == ';') {
			held = out->len > 0;
			continue;
		}
		if (held && byte != ' ')
			rt_str_append(out, ", ");
		held &= byte == ' ';
		rt_str_append_char(out, byte);
	}
}

/* Family;Given;Middle;Prefix;Suffix as one says it. */
static void append_name(struct rt_str *out, const char *value, size_t len)
{
	static const unsigned order[] = {3, 1, 2, 0, 4};
	for (unsigned i = 0; i < 5; i++) {
		const char *at = value, *end = value + len;
		for (unsigned part = 0; at && part < order[i]; part++) {
			at = memchr(at, ';', (size_t)(end - at));
			at = at ? at + 1 : NULL;
		}
		const char *stop = at ? memchr(at, ';', (size_t)(end - at)) : NULL;
		size_t part_len = at ? (size_t)((stop ? stop : end) - at) : 0;
		if (part_len && out->len)
			rt_str_append_char(out, ' ');
		append_unescaped(out, at ? at : "", part_len, false);
	}
}

static bool are_digits(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!isdigit((unsigned char)text[i]))
			return false;
	return true;
}

/* "20230704T090000Z" as "2023-07-04 09:00 UTC". */
static void append_when(struct rt_str *out, const struct line *line, const struct rt_str *value)
{
	const char *at = value->data;
	struct rt_str zone = RT_STR_INIT;
	if (value->len < 8 || !are_digits(at, 8)) {
		rt_str_append(out, at);
		return;
	}
	rt_str_appendf(out, "%.4s-%.2s-%.2s", at, at + 4, at + 6);
	if (value->len >= 13 && at[8] == 'T' && are_digits(at + 9, 4))
		rt_str_appendf(out, " %.2s:%.2s", at + 9, at + 11);
	if (value->len > 13 && value->data[value->len - 1] == 'Z')
		rt_str_append(out, " UTC");
	else if (find_parameter(line, "TZID", &zone) && zone.len)
		rt_str_appendf(out, " (%s)", zone.data);
	rt_str_release(&zone);
}

static void append_person(struct rt_str *out, const struct line *line, const struct rt_str *value)
{
	struct rt_str name = RT_STR_INIT;
	bool mail = !strncasecmp(value->data, "mailto:", 7);
	const char *address = mail ? value->data + 7 : value->data;
	find_parameter(line, "CN", &name);
	if (name.len && strcasecmp(name.data, address))
		rt_str_appendf(out, mail ? "%s <%s>" : "%s", name.data, address);
	else
		rt_str_append(out, address);
	rt_str_release(&name);
}

static int hex(char byte)
{
	const char *digits = "0123456789abcdef", *at = strchr(digits, tolower((unsigned char)byte));
	return byte && at ? (int)(at - digits) : -1;
}

/* vCard 2.1 writes letters beyond ASCII as quoted-printable. */
static void decode_quoted(const struct line *line, struct rt_str *out)
{
	struct rt_str bytes = RT_STR_INIT, charset = RT_STR_INIT;
	for (size_t i = 0; i < line->value_len; i++) {
		const char *at = line->value + i;
		bool escape = *at == '=' && line->value_len - i > 2 && hex(at[1]) >= 0 && hex(at[2]) >= 0;
		char byte = *at;
		if (escape)
			byte = (char)(hex(at[1]) << 4 | hex(at[2]));
		rt_str_append_char(&bytes, byte);
		i += escape ? 2 : 0;
	}
	find_parameter(line, "CHARSET", &charset);
	rt_charset_decode(out, bytes.data, bytes.len, charset.len ? charset.data : NULL);
	rt_str_release(&bytes);
	rt_str_release(&charset);
}

static bool is_quoted_printable(const struct line *line)
{
	struct rt_str encoding = RT_STR_INIT;
	bool is = find_parameter(line, "ENCODING", &encoding) &&
		  !strcasecmp(encoding.data, "quoted-printable");
	rt_str_release(&encoding);
	return is;
}

static const struct field *field_of(const struct line *line)
{
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (strlen(fields[i].name) == line->name_len &&
			!strncasecmp(fields[i].name, line->name, line->name_len))
			return &fields[i];
	return NULL;
}

static void append_value(struct rt_str *out, const struct line *line, enum form form)
{
	struct rt_str value = RT_STR_INIT, decoded = RT_STR_INIT;
	const char *raw = line->value;
	size_t len = line->value_len;
	if (is_quoted_printable(line)) {
		decode_quoted(line, &decoded);
		raw = decoded.data;
		len = decoded.len;
	}
	if (form == NAME)
		append_name(&value, raw, len);
	else
		append_unescaped(&value, raw, len, form == PARTS);
	rt_str_trim(&value);
	if (form == WHEN)
		append_when(out, line, &value);
	else if (form == PERSON)
		append_person(out, line, &value);
	else
		rt_str_append_n(out, value.data, value.len);
	rt_str_release(&value);
	rt_str_release(&decoded);
}

static void read_line(const struct rt_str *text, struct rt_str *out)
{
	struct line line;
	if (!split_line(text->data, text->len, &line))
		return;
	const struct field *field = field_of(&line);
	/* Each event, task or card stands apart. */
	if (line.name_len == 5 && !strncasecmp(line.name, "BEGIN", 5) && out->len > 1 &&
		out->data[out->len - 2] != '\n')
		rt_str_append_char(out, '\n');
	if (!field || !line.value_len)
		return;
	size_t before = out->len;
	rt_str_appendf(out, "%s: ", field->label);
	size_t start = out->len;
	append_value(out, &line, field->form);
	if (out->len == start)
		rt_str_truncate(out, before);
	else
		rt_str_append_char(out, '\n');
}

/* A time zone tells when its summer begins, not when the meeting does. */
static bool is_zone(const struct rt_str *line, bool inside)
{
	if (!strcasecmp(line->data, "BEGIN:VTIMEZONE") || !strcasecmp(line->data, "BEGIN:VALARM"))
		return true;
	if (!strcasecmp(line->data, "END:VTIMEZONE") || !strcasecmp(line->data, "END:VALARM"))
		return false;
	return inside;
}

/* Quoted-printable goes on in the next line behind a "=". */
static bool is_soft(const struct rt_str *text)
{
	struct line line;
	return split_line(text->data, text->len, &line) && is_quoted_printable(&line);
}

void rt_card_read(const char *text, size_t len, struct rt_str *out)
{
	struct rt_str line = RT_STR_INIT;
	bool zone = false;
	for (size_t at = 0; at <= len;) {
		const char *end = at < len ? memchr(text + at, '\n', len - at) : NULL;
		size_t stop = end ? (size_t)(end - text) : len;
		bool folded = at < len && (text[at] == ' ' || text[at] == '\t');
		bool soft = line.len && line.data[line.len - 1] == '=' && is_soft(&line);
		if (soft)
			rt_str_truncate(&line, line.len - 1);
		if (!folded && !soft) {
			zone = is_zone(&line, zone);
			if (!zone)
				read_line(&line, out);
			rt_str_clear(&line);
		}
		size_t skip = folded && !soft;
		if (stop > at)
			rt_str_append_n(&line, text + at + skip, stop - at - skip);
		at = stop + 1;
	}
	if (!zone)
		read_line(&line, out);
	rt_str_release(&line);
}
