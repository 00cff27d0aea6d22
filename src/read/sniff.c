#include "read/sniff.h"

#include "read/csv.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *bytes;
	size_t at, len;
	const char *type, *reader; /* NULL: its words are not read */
} magics[] = {
	{"%PDF-", 0, 5, "application/pdf", "pdf"},
	{"PK\3\4", 0, 4, "application/zip", "archive"}, /* and what is built on it: docx, xlsx, odt, epub */
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, 8, "application/x-ole-storage", "ole"}, /* doc, xls, msg */
	{"\x1f\x8b", 0, 2, "application/gzip", "archive"},
	{"BZh", 0, 3, "application/x-bzip2", "archive"},
	{"\xfd\x37zXZ", 0, 5, "application/x-xz", "archive"},
	{"7z\xbc\xaf\x27\x1c", 0, 6, "application/x-7z-compressed", "archive"},
	{"Rar!\x1a\7", 0, 6, "application/vnd.rar", "archive"},
	{"\x28\xb5\x2f\xfd", 0, 4, "application/zstd", "archive"},
	{"MSCF\0\0\0\0", 0, 8, "application/vnd.ms-cab-compressed", "archive"},
	{"ustar", 257, 5, "application/x-tar", "archive"},
	{"!BDN", 0, 4, "application/vnd.ms-outlook-pst", NULL},
	{"\x89PNG\r\n", 0, 6, "image/png", NULL},
	{"\xff\xd8\xff", 0, 3, "image/jpeg", NULL},
	{"GIF8", 0, 4, "image/gif", NULL},
	{"II*\0", 0, 4, "image/tiff", NULL},
	{"MM\0*", 0, 4, "image/tiff", NULL},
	{"RIFF", 0, 4, "application/x-riff", NULL},
	{"ftyp", 4, 4, "video/mp4", NULL},
	{"ID3", 0, 3, "audio/mpeg", NULL},
	{"\x7f" "ELF", 0, 4, "application/x-elf", NULL},
	{"MZ\x90", 0, 3, "application/x-msdownload", NULL},
	{"SQLite format 3", 0, 15, "application/vnd.sqlite3", NULL},
	{"\x37\x7f\x06\x82", 0, 4, "application/vnd.sqlite3-wal", NULL},
	{"\x37\x7f\x06\x83", 0, 4, "application/vnd.sqlite3-wal", NULL},
	{"\x18\xe2\x2d\0", 0, 4, "application/vnd.sqlite3-shm", NULL},
	{"{\\rtf", 0, 5, "text/rtf", "rtf"},
	{"%!PS", 0, 4, "application/postscript", NULL},
	{"\x78\x9f\x3e\x22", 0, 4, "application/ms-tnef", "tnef"},
	{NULL, 0, 0, NULL, NULL},
};

static size_t find_magic(const char *bytes, size_t len)
{
	size_t i = 0;
	while (magics[i].bytes && (len < magics[i].at + magics[i].len ||
					  memcmp(bytes + magics[i].at, magics[i].bytes, magics[i].len)))
		i++;
	return i;
}

const char *rt_sniff_binary_type(const char *bytes, size_t len)
{
	return magics[find_magic(bytes, len)].type;
}

static size_t line_length(const char *text, size_t len)
{
	const char *end = memchr(text, '\n', len);
	return end ? (size_t)(end - text) : len;
}

/* Words of a time "9:30" and of a year somewhere behind "From ". */
bool rt_sniff_from_line(const char *line, size_t len)
{
	if (len < 10 || memcmp(line, "From ", 5))
		return false;
	bool time = false, year = false;
	for (size_t i = 5; i + 2 < len; i++) {
		time |= isdigit((unsigned char)line[i]) && line[i + 1] == ':' &&
			isdigit((unsigned char)line[i + 2]);
		year |= i + 3 < len && (line[i] == '1' || line[i] == '2') &&
			(line[i + 1] == '9' || line[i + 1] == '0') &&
			isdigit((unsigned char)line[i + 2]) && isdigit((unsigned char)line[i + 3]);
	}
	return time && year;
}

/* Length of the name of a header field that the line opens with; 0 where it is none. */
static size_t field_name(const char *line, size_t len)
{
	size_t i = 0;
	while (i < len && line[i] > ' ' && line[i] != ':' && (unsigned char)line[i] < 127)
		i++;
	return i && i < len && line[i] == ':' ? i : 0;
}

/* Fields by which a mail is known; a text that happens to open with "Note: …" has none of them
 * beside another. */
static bool is_mail_field(const char *name, size_t len)
{
	static const char *const names[] = {"received", "return-path", "message-id", "from", "to",
		"subject", "date", "mime-version", "content-type", "delivered-to", "x-mailer", "cc",
		"reply-to", "sender", "content-transfer-encoding", "x-mozilla-status", "x-from",
		"dkim-signature", "in-reply-to", "references", "bcc", "resent-from", NULL};
	for (const char *const *known = names; *known; known++)
		if (strlen(*known) == len && !strncasecmp(name, *known, len))
			return true;
	return false;
}

/* A field that a machine wrote: no one prints these above a letter. */
static bool is_machine_field(const char *name, size_t len)
{
	static const char *const names[] = {"received", "return-path", "message-id", "mime-version",
		"content-type", "delivered-to", "dkim-signature", "content-transfer-encoding",
		"references", "in-reply-to", "x-mailer", "x-mozilla-status", NULL};
	for (const char *const *known = names; *known; known++)
		if (strlen(*known) == len && !strncasecmp(name, *known, len))
			return true;
	return false;
}

static bool looks_mail(const char *bytes, size_t len)
{
	unsigned fields = 0, known = 0, machine = 0, odd = 0;
	bool sent = false, date = false; /* "Sent:" is what Outlook prints on paper */
	for (size_t at = 0; at < len;) {
		size_t line = line_length(bytes + at, len - at);
		size_t text = line && bytes[at + line - 1] == '\r' ? line - 1 : line;
		if (!text)
			break;
		size_t name = field_name(bytes + at, text);
		if (name) {
			fields++;
			known += is_mail_field(bytes + at, name);
			machine += is_machine_field(bytes + at, name);
			sent |= name == 4 && !strncasecmp(bytes + at, "sent", 4);
			date |= name == 4 && !strncasecmp(bytes + at, "date", 4);
		} else if (!fields || (bytes[at] != ' ' && bytes[at] != '\t')) {
			odd++;
			if (!fields && !(text > 1 && bytes[at] == '>'))
				return false;
		}
		if (odd > 2 + fields / 4)
			break;
		at += line + 1;
	}
	if (sent && !date && !machine)
		return false;
	return known >= 2 || (known && machine) || (known && fields >= 3);
}

/* An invitation or a visiting card. */
static bool looks_card(const char *text, size_t len)
{
	return (len > 15 && !strncasecmp(text, "BEGIN:VCALENDAR", 15)) ||
	       (len > 11 && !strncasecmp(text, "BEGIN:VCARD", 11));
}

/* The name of S/MIME's kinds (1.2.840.113549.1.7) near the start of a DER or BER sequence. */
static bool looks_signed(const char *bytes, size_t len)
{
	static const char name[] = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07";
	for (size_t i = 2; len > 24 && bytes[0] == 0x30 && i < 8; i++)
		if (!memcmp(bytes + i, name, sizeof name - 1))
			return true;
	return false;
}

static bool looks_html(const char *bytes, size_t len)
{
	static const char *const tags[] = {"<!doctype html", "<html", "<head", "<body", "<meta",
		"<title", "<table", "<div", "<p>", "<font", "<center", "<h1", NULL};
	size_t i = 0;
	if (len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3))
		i = 3;
	for (;;) {
		while (i < len && isspace((unsigned char)bytes[i]))
			i++;
		if (len - i < 4 || memcmp(bytes + i, "<!--", 4))
			break;
		while (i < len && bytes[i] != '>')
			i++;
		i += i < len;
	}
	if (len - i > 5 && !memcmp(bytes + i, "<?xml", 5))
		while (i < len && bytes[i] != '>')
			i++;
	while (i < len && (isspace((unsigned char)bytes[i]) || bytes[i] == '>'))
		i++;
	for (const char *const *tag = tags; *tag; tag++)
		if (len - i >= strlen(*tag) && !strncasecmp(bytes + i, *tag, strlen(*tag)))
			return true;
	return false;
}

/* Control characters that no text has; zero bytes are, in UTF-16 and UTF-32. */
static bool looks_binary(const char *bytes, size_t len)
{
	size_t odd = 0, zeros[2] = {0};
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		if (!byte)
			zeros[i % 2]++;
		else if (byte < 32 && !strchr("\t\n\r\f\b\x1b\v\x1a", byte))
			odd++;
	}
	size_t total = zeros[0] + zeros[1];
	bool wide = total > len / 3 && (zeros[0] < len / 16 || zeros[1] < len / 16 ||
					       total > len / 2);
	if (len >= 2 && (!memcmp(bytes, "\xff\xfe", 2) || !memcmp(bytes, "\xfe\xff", 2)))
		return odd > len / 10;
	/* A zero byte here and there is a damaged text, not a program. */
	return odd > len / 20 || (total > len / 8 + 1 && !wide);
}

const char *rt_sniff(const char *bytes, size_t len)
{
	if (!len)
		return "empty";
	size_t magic = find_magic(bytes, len);
	if (magics[magic].bytes)
		return magics[magic].reader ? magics[magic].reader : "binary";
	if (looks_signed(bytes, len))
		return "signed";
	size_t start = len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3) ? 3 : 0;
	while (start < len && (bytes[start] == '\n' || bytes[start] == '\r'))
		start++;
	const char *text = bytes + start;
	size_t left = len - start;
	if (rt_sniff_from_line(text, line_length(text, left)))
		return "mbox";
	if (looks_card(text, left))
		return "card";
	if (looks_html(text, left))
		return "html";
	if (looks_mail(text, left))
		return "mail";
	if (looks_binary(bytes, len))
		return "binary";
	return rt_csv_separator(text, left) ? "csv" : "text";
}
