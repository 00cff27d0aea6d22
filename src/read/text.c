/* Plain text, HTML and whatever is not read: one document each. */
#include "base/limits.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "doc/segment.h"
#include "read/card.h"
#include "read/csv.h"
#include "read/html.h"
#include "read/reader_p.h"
#include "read/rtf.h"
#include "read/sniff.h"

#include <string.h>

void rt_text_line_ends(struct rt_str *text)
{
	char *to = memchr(text->data, '\r', text->len);
	if (!to)
		return;
	const char *end = text->data + text->len;
	for (const char *from = to; from < end; from++) {
		if (*from != '\r')
			*to++ = *from;
		else if (from + 1 == end || from[1] != '\n')
			*to++ = '\n';
	}
	*to = '\0';
	text->len = (size_t)(to - text->data);
}

void rt_document_decoded(struct rt_document *document, const struct rt_decoded *decoded,
	const char *declared)
{
	if (!document->charset || strcmp(decoded->charset, "us-ascii"))
		document->charset = rt_arena_strdup(document->arena, decoded->charset);
	document->undecodable += (uint32_t)decoded->undecodable;
	if (decoded->unknown)
		rt_document_problem(document, "decode", "unknown-charset",
			"the declared charset \"%.40s\" is not known; read as %s", declared,
			decoded->charset);
	else if (decoded->contradicted)
		rt_document_problem(document, "decode", "false-charset",
			"the declared charset \"%.40s\" does not fit the bytes; read as %s",
			declared ? declared : "", decoded->charset);
	if (decoded->undecodable)
		rt_document_problem(document, "decode", "bad-charset",
			"%zu bytes could not be read as %s and stand as U+FFFD",
			decoded->undecodable, decoded->charset);
}

void rt_document_set_text(struct rt_document *document, const struct rt_str *text)
{
	size_t len = text->len;
	if (len > RT_MAX_TEXT_BYTES) {
		len = RT_MAX_TEXT_BYTES;
		while (((unsigned char)text->data[len] & 0xc0) == 0x80)
			len--;
		rt_document_problem(document, "read", "too-long",
			"the text has %zu bytes; what is beyond %u was left out", text->len,
			RT_MAX_TEXT_BYTES);
	}
	document->text = rt_arena_strndup(document->arena, text->data, len);
	document->len = len;
}

void rt_document_set_hash(struct rt_document *document, const char *bytes, size_t len)
{
	char hex[RT_SHA256_HEX];
	rt_sha256(bytes, len, hex);
	document->sha256 = rt_arena_strdup(document->arena, hex);
	document->size = len;
}

const char *rt_harmless_name(struct rt_arena *arena, const char *name)
{
	if (!name || !*name)
		return NULL;
	for (const char *at = name; *at; at++)
		if ((*at == '/' || *at == '\\') && at[1])
			name = at + 1;
	struct rt_str safe = RT_STR_INIT;
	rt_utf8_printable(&safe, name, strlen(name));
	for (size_t i = 0; i < safe.len; i++)
		if (safe.data[i] == '/' || (safe.data[i] == '.' && safe.data[i + 1] == '.'))
			safe.data[i] = '_';
	const char *copy = rt_arena_strdup(arena, safe.data);
	rt_str_release(&safe);
	return copy;
}

void rt_document_encrypted(struct rt_document *document)
{
	rt_document_problem(document, "read", "encrypted",
		"this is encrypted and cannot be read without its key");
}

void rt_document_look_for_pgp(struct rt_document *document)
{
	static const char mark[] = "-----BEGIN PGP MESSAGE-----";
	const char *at = strstr(document->text, mark);
	if (at && (at == document->text || at[-1] == '\n'))
		rt_document_encrypted(document);
}

/* A document of some bytes, of which nothing has been read. */
static struct rt_document *begin(struct rt_batch *batch, const struct rt_origin *origin,
	const char *bytes, size_t len, int32_t parent, enum rt_document_kind kind)
{
	struct rt_document *document = rt_batch_add(batch, origin, parent);
	document->kind = kind;
	rt_document_set_hash(document, bytes, len);
	return document;
}

/* Takes over its text. */
static void finish(struct rt_document *document, struct rt_str *text)
{
	rt_document_set_text(document, text);
	rt_str_release(text);
	rt_segment_document(document, 0);
}

static void decode(struct rt_document *document, const char *bytes, size_t len, struct rt_str *text)
{
	struct rt_decoded decoded = rt_charset_decode(text, bytes, len, NULL);
	rt_document_decoded(document, &decoded, NULL);
	rt_text_line_ends(text);
}

void rt_read_card(struct rt_batch *batch, const struct rt_origin *origin, const char *bytes,
	size_t len, int32_t parent)
{
	struct rt_document *document = begin(batch, origin, bytes, len, parent, RT_DOCUMENT_TEXT);
	struct rt_str text = RT_STR_INIT, shown = RT_STR_INIT;
	decode(document, bytes, len, &text);
	document->media_type = strstr(text.data, "VCARD") ? "text/vcard" : "text/calendar";
	rt_card_read(text.data, text.len, &shown);
	rt_str_release(&text);
	finish(document, &shown);
}

void rt_read_csv(struct rt_batch *batch, const struct rt_origin *origin, const char *bytes,
	size_t len, int32_t parent)
{
	struct rt_document *document = begin(batch, origin, bytes, len, parent, RT_DOCUMENT_TEXT);
	struct rt_str text = RT_STR_INIT, lines = RT_STR_INIT;
	document->media_type = "text/csv";
	decode(document, bytes, len, &text);
	char separator = rt_csv_separator(bytes, len < RT_SNIFF_BYTES ? len : RT_SNIFF_BYTES);
	rt_csv_read(text.data, text.len, separator ? separator : ',', &lines);
	rt_str_release(&text);
	finish(document, &lines);
}

void rt_read_text(struct rt_batch *batch, const struct rt_origin *origin, const char *bytes,
	size_t len, int32_t parent)
{
	struct rt_document *document = begin(batch, origin, bytes, len, parent, RT_DOCUMENT_TEXT);
	struct rt_str text = RT_STR_INIT;
	document->media_type = "text/plain";
	decode(document, bytes, len, &text);
	finish(document, &text);
	if (!len)
		rt_document_problem(document, "read", "empty", "the file is empty");
	rt_document_look_for_pgp(document);
}

void rt_read_html(struct rt_batch *batch, const struct rt_origin *origin, const char *bytes,
	size_t len, int32_t parent)
{
	struct rt_document *document = begin(batch, origin, bytes, len, parent, RT_DOCUMENT_HTML);
	struct rt_str text = RT_STR_INIT;
	document->media_type = "text/html";
	rt_html_read(document, bytes, len, NULL, &text);
	finish(document, &text);
}

void rt_read_rtf(struct rt_batch *batch, const struct rt_origin *origin, const char *bytes,
	size_t len, int32_t parent)
{
	struct rt_document *document = begin(batch, origin, bytes, len, parent, RT_DOCUMENT_TEXT);
	struct rt_str text = RT_STR_INIT;
	document->media_type = "text/rtf";
	rt_rtf_read(document, bytes, len, &text);
	finish(document, &text);
}

static bool starts_with(const char *text, const char *start)
{
	return !strncmp(text, start, strlen(start));
}

/* Pictures and sounds have no words to miss, nor have signatures and keys. */
static bool has_no_words(const char *type)
{
	static const char *const types[] = {"image/", "audio/", "video/", "font/",
		"application/pgp-signature", "application/pgp-keys",
		"application/pgp-encrypted", "application/pkcs7-signature",
		"application/x-pkcs7-signature", "application/applefile", NULL};
	for (const char *const *known = types; *known; known++)
		if (starts_with(type, *known))
			return true;
	return false;
}

void rt_document_not_read(struct rt_document *document, const char *reader)
{
	const char *type = document->media_type;
	if (!strcmp(reader, "archive") || document->kind != RT_DOCUMENT_ATTACHMENT || document->problems.count ||
		(document->parent >= 0 && has_no_words(type)))
		return;
	if (!strcmp(type, "application/vnd.ms-outlook-pst"))
		rt_document_problem(document, "read", "not-read",
			"an Outlook store (.pst) is listed, not read; "
			"export it to single messages or mbox first, as with readpst");
	else
		rt_document_problem(document, "read", "not-read",
			"a file of type %s is listed, not read", type);
}

void rt_read_binary(struct rt_batch *batch, const struct rt_origin *origin, const char *bytes,
	size_t len, int32_t parent)
{
	struct rt_document *document = begin(batch, origin, bytes, len, parent, RT_DOCUMENT_ATTACHMENT);
	const char *type = rt_sniff_binary_type(bytes, len);
	document->media_type = type ? type : "application/octet-stream";
}
