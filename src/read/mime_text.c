/*
 * The words of a mail: which of its parts they are, and how they become text.
 *
 * multipart/alternative gives its plain text, or its HTML where the plain text is only a stub;
 * multipart/related its root; any other multipart all its inline texts one below the other.
 */
#include "base/limits.h"
#include "read/html.h"
#include "read/mime_p.h"
#include "read/sniff.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

bool rt_mime_is(GMimeObject *part, const char *type, const char *subtype)
{
	GMimeContentType *content = g_mime_object_get_content_type(part);
	return content && g_mime_content_type_is_type(content, type, subtype);
}

GByteArray *rt_mime_bytes(GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *stream = g_mime_stream_mem_new();
	GByteArray *bytes = g_byte_array_new();
	g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), bytes);
	if (content)
		g_mime_data_wrapper_write_to_stream(content, stream);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	g_object_unref(stream);
	return bytes;
}

static size_t quote_depth(const char *line, size_t len)
{
	size_t depth = 0;
	while (depth < len && line[depth] == '>')
		depth++;
	return depth;
}

/* format=flowed (RFC 3676): a line that ends in a blank goes on in the next of the same depth. */
static void unflow(struct rt_str *text, size_t start, bool delsp)
{
	struct rt_str out = RT_STR_INIT;
	bool open = false;
	size_t open_depth = 0;
	for (size_t at = start; at < text->len;) {
		const char *line = text->data + at;
		const char *end = memchr(line, '\n', text->len - at);
		size_t len = end ? (size_t)(end - line) : text->len - at;
		at += len + 1;
		size_t depth = quote_depth(line, len), skip = depth;
		skip += skip < len && line[skip] == ' ';
		bool signature = len - skip == 3 && !memcmp(line + skip, "-- ", 3);
		if (!open || depth != open_depth || signature) {
			if (open)
				rt_str_append_char(&out, '\n');
			for (size_t i = 0; i < depth; i++)
				rt_str_append_char(&out, '>');
			if (depth && len > skip)
				rt_str_append_char(&out, ' ');
		}
		open = len > skip && line[len - 1] == ' ' && !signature;
		open_depth = depth;
		rt_str_append_n(&out, line + skip, len - skip - (open && delsp));
		if (!open)
			rt_str_append_char(&out, '\n');
	}
	rt_str_truncate(text, start);
	rt_str_append_n(text, out.data, out.len);
	rt_str_release(&out);
}

void rt_mime_part_text(struct rt_document *document, GMimePart *part, struct rt_str *out)
{
	GMimeObject *object = GMIME_OBJECT(part);
	const char *charset = g_mime_object_get_content_type_parameter(object, "charset");
	const char *format = g_mime_object_get_content_type_parameter(object, "format");
	const char *delsp = g_mime_object_get_content_type_parameter(object, "delsp");
	GByteArray *bytes = rt_mime_bytes(part);
	const char *data = bytes->data ? (const char *)bytes->data : "";
	size_t start = out->len;
	if (rt_mime_is(object, "text", "html")) {
		rt_html_read(document, data, bytes->len, charset, out);
	} else {
		struct rt_str text = RT_STR_INIT;
		struct rt_decoded decoded = rt_charset_decode(&text, data, bytes->len, charset);
		rt_document_decoded(document, &decoded, charset);
		rt_text_line_ends(&text);
		rt_str_append_n(out, text.data, text.len);
		rt_str_release(&text);
		if (format && !strcasecmp(format, "flowed"))
			unflow(out, start, delsp && !strcasecmp(delsp, "yes"));
	}
	g_byte_array_free(bytes, TRUE);
}

static void add_child(struct rt_mime_reading *reading, GMimeObject *part, const char *path)
{
	struct rt_mime_child child = {.part = part, .path = path};
	rt_vec_push(&reading->children, child);
}

/* Inline words, as against an attached text. */
static bool is_words(GMimeObject *part)
{
	if (!GMIME_IS_PART(part) ||
		(!rt_mime_is(part, "text", "plain") && !rt_mime_is(part, "text", "html") &&
			!rt_mime_is(part, "text", "enriched")))
		return false;
	const char *disposition = g_mime_object_get_disposition(part);
	if (disposition && !strcasecmp(disposition, "attachment"))
		return false;
	return !g_mime_part_get_filename(GMIME_PART(part));
}

/* The first inline text of the type in what may be a tree of parts. */
static GMimePart *find_words(GMimeObject *part, const char *subtype, unsigned depth)
{
	if (is_words(part))
		return rt_mime_is(part, "text", subtype) ? GMIME_PART(part) : NULL;
	if (!GMIME_IS_MULTIPART(part) || depth > RT_MAX_PART_DEPTH)
		return NULL;
	int count = g_mime_multipart_get_count(GMIME_MULTIPART(part));
	for (int i = 0; i < count; i++) {
		GMimePart *found = find_words(
			g_mime_multipart_get_part(GMIME_MULTIPART(part), i), subtype, depth + 1);
		if (found)
			return found;
	}
	return NULL;
}

static size_t count_words(const char *text, size_t len)
{
	size_t count = 0;
	for (size_t i = 0; i < len; i++)
		count += !isspace((unsigned char)text[i]);
	return count;
}

/* Is a plain text that short only there to say that the mail is in HTML? */
static bool is_stub(const struct rt_str *plain, GMimePart *html, struct rt_document *document)
{
	size_t words = count_words(plain->data, plain->len);
	if (words > 200)
		return false;
	if (!words)
		return true;
	struct rt_document *scratch = rt_document_new(document->arena);
	struct rt_str other = RT_STR_INIT;
	rt_mime_part_text(scratch, html, &other);
	bool stub = count_words(other.data, other.len) > 4 * words;
	rt_str_release(&other);
	rt_document_release(scratch);
	return stub;
}

static bool holds(GMimeObject *tree, GMimePart *part)
{
	if (tree == (GMimeObject *)part)
		return true;
	if (!GMIME_IS_MULTIPART(tree))
		return false;
	int count = g_mime_multipart_get_count(GMIME_MULTIPART(tree));
	for (int i = 0; i < count; i++)
		if (holds(g_mime_multipart_get_part(GMIME_MULTIPART(tree), i), part))
			return true;
	return false;
}

static const char *child_path(struct rt_arena *arena, const char *path, int index)
{
	return *path ? rt_arena_printf(arena, "%s.%d", path, index + 1)
		     : rt_arena_printf(arena, "%d", index + 1);
}

/* What an alternative holds beside its words: calendars, pictures of its HTML. */
static void add_rest(struct rt_mime_reading *reading, GMimeObject *part, const char *path,
	unsigned depth)
{
	if (is_words(part))
		return;
	if (!GMIME_IS_MULTIPART(part)) {
		add_child(reading, part, path);
		return;
	}
	int count = g_mime_multipart_get_count(GMIME_MULTIPART(part));
	for (int i = 0; i < count && depth < RT_MAX_PART_DEPTH; i++)
		add_rest(reading, g_mime_multipart_get_part(GMIME_MULTIPART(part), i),
			child_path(reading->batch->arena, path, i), depth + 1);
}

static void read_alternative(
	struct rt_mime_reading *reading, GMimeMultipart *parts, const char *path, unsigned depth)
{
	GMimeObject *root = GMIME_OBJECT(parts);
	GMimePart *plain = find_words(root, "plain", depth), *html = find_words(root, "html", depth);
	GMimePart *chosen = plain ? plain : html;
	if (plain && html) {
		struct rt_document *scratch = rt_document_new(reading->document->arena);
		struct rt_str text = RT_STR_INIT;
		rt_mime_part_text(scratch, plain, &text);
		if (is_stub(&text, html, reading->document))
			chosen = html;
		rt_str_release(&text);
		rt_document_release(scratch);
	}
	int count = g_mime_multipart_get_count(parts);
	for (int i = 0; i < count; i++) {
		GMimeObject *part = g_mime_multipart_get_part(parts, i);
		const char *below = child_path(reading->batch->arena, path, i);
		if (chosen && holds(part, chosen))
			rt_mime_read_body(reading, part, below, depth + 1);
		else
			add_rest(reading, part, below, depth + 1);
	}
}

static void read_words(struct rt_mime_reading *reading, GMimePart *part, const char *path)
{
	struct rt_str *text = &reading->text;
	struct rt_str words = RT_STR_INIT;
	rt_mime_part_text(reading->document, part, &words);
	rt_mime_take_files(reading, &words, path);
	rt_mime_keep_source(reading, part);
	if (text->len && text->data[text->len - 1] != '\n')
		rt_str_append_char(text, '\n');
	rt_str_append_n(text, words.data, words.len);
	rt_str_release(&words);
}

static bool is_too_much(struct rt_mime_reading *reading, unsigned depth)
{
	if (depth > RT_MAX_PART_DEPTH) {
		rt_document_problem(reading->document, "read", "too-deep",
			"parts are nested deeper than %d; what is below was left out",
			RT_MAX_PART_DEPTH);
		return true;
	}
	if (++*reading->parts < RT_MAX_PARTS)
		return false;
	if (*reading->parts == RT_MAX_PARTS)
		rt_document_problem(reading->document, "read", "too-many-parts",
			"more than %d parts; the rest was left out", RT_MAX_PARTS);
	return true;
}

static void read_multipart(
	struct rt_mime_reading *reading, GMimeMultipart *parts, const char *path, unsigned depth)
{
	int count = g_mime_multipart_get_count(parts);
	if (!parts->write_end_boundary)
		rt_document_problem(reading->document, "read", "truncated",
			"the end of a multipart is missing; the mail may have been cut short");
	if (rt_mime_is(GMIME_OBJECT(parts), "multipart", "alternative")) {
		read_alternative(reading, parts, path, depth);
		return;
	}
	for (int i = 0; i < count; i++)
		rt_mime_read_body(reading, g_mime_multipart_get_part(parts, i),
			child_path(reading->batch->arena, path, i), depth + 1);
}

void rt_mime_read_body(
	struct rt_mime_reading *reading, GMimeObject *root, const char *path, unsigned depth)
{
	if (!root || is_too_much(reading, depth))
		return;
	if (GMIME_IS_MULTIPART(root))
		read_multipart(reading, GMIME_MULTIPART(root), path, depth);
	else if (is_words(root))
		read_words(reading, GMIME_PART(root), path);
	else if (!rt_mime_read_tnef(reading, root, *path ? path : "1") &&
		 !rt_mime_read_signed(reading, root, path, depth))
		add_child(reading, root, *path ? path : "1");
}
