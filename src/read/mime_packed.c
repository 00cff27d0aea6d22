/*
 * What a mail carries that is no MIME part: the files in a winmail.dat, those that stand in its words as
 * uuencode, and parts within a signature.
 */
#include "base/cms.h"
#include "base/limits.h"
#include "read/mime_p.h"
#include "read/outlook.h"
#include "read/tnef.h"
#include "read/uu.h"

#include <ctype.h>
#include <string.h>

static bool is_tnef(GMimeObject *part, const GByteArray *bytes)
{
	return GMIME_IS_PART(part) && bytes->len > 6 &&
	       !memcmp(bytes->data, RT_TNEF_SIGNATURE, 4);
}

static bool says_tnef(GMimeObject *part)
{
	return rt_mime_is(part, "application", "ms-tnef") ||
	       rt_mime_is(part, "application", "vnd.ms-tnef");
}

static bool may_be_tnef(GMimeObject *part)
{
	return says_tnef(part) || rt_mime_is(part, "application", "octet-stream");
}

static void append_dense(struct rt_str *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!isspace((unsigned char)text[i]))
			rt_str_append_char(out, text[i]);
}

/* The two have the same words, however they are broken into lines; or one has the other's. */
static void join_words(struct rt_mime_reading *reading, const struct rt_str *words)
{
	struct rt_str own = RT_STR_INIT, packed = RT_STR_INIT;
	struct rt_str *text = &reading->text;
	append_dense(&own, text->data + reading->header, text->len - reading->header);
	append_dense(&packed, words->data, words->len);
	if (!strstr(own.data, packed.data)) {
		if (strstr(packed.data, own.data))
			rt_str_truncate(text, reading->header);
		if (text->len && text->data[text->len - 1] != '\n')
			rt_str_append_char(text, '\n');
		rt_str_append_n(text, words->data, words->len);
	}
	rt_str_release(&own);
	rt_str_release(&packed);
}

bool rt_mime_read_tnef(struct rt_mime_reading *reading, GMimeObject *part, const char *path)
{
	if (!GMIME_IS_PART(part) || !may_be_tnef(part))
		return false;
	struct rt_arena *arena = reading->batch->arena;
	GByteArray *bytes = rt_mime_bytes(GMIME_PART(part));
	struct rt_mapi_message *message = NULL;
	if (is_tnef(part, bytes)) {
		/* What is read of it borrows its bytes, and lives as long as the batch. */
		char *copy = rt_arena_alloc(arena, bytes->len);
		memcpy(copy, bytes->data, bytes->len);
		message = rt_tnef_read(arena, copy, bytes->len);
	}
	if (!message && says_tnef(part) && bytes->len)
		rt_document_problem(reading->document, "read", "truncated",
			"the Outlook message is damaged or cut short; nothing of it could be read");
	g_byte_array_free(bytes, TRUE);
	if (!message)
		return false;
	struct rt_str words = RT_STR_INIT;
	rt_outlook_words(reading->document, message, &words);
	rt_outlook_problems(reading->document, message);
	join_words(reading, &words);
	rt_str_release(&words);
	rt_vec_push(&reading->children, (struct rt_mime_child){.path = path, .packed = message});
	return true;
}

bool rt_mime_read_signed(
	struct rt_mime_reading *reading, GMimeObject *part, const char *path, unsigned depth)
{
	if (!GMIME_IS_PART(part) || (!rt_mime_is(part, "application", "pkcs7-mime") &&
					    !rt_mime_is(part, "application", "x-pkcs7-mime")))
		return false;
	struct rt_str content = RT_STR_INIT;
	GByteArray *bytes = rt_mime_bytes(GMIME_PART(part));
	enum rt_cms found = rt_cms_open((const char *)bytes->data, bytes->len, &content);
	GMimeMessage *message = found == RT_CMS_SIGNED ? rt_mime_parse(content.data, content.len) : NULL;
	if (message) {
		rt_vec_push(&reading->opened, message);
		rt_mime_read_body(reading, g_mime_message_get_mime_part(message), path, depth + 1);
	}
	g_byte_array_free(bytes, TRUE);
	rt_str_release(&content);
	return message != NULL;
}

static void add_file(struct rt_mime_reading *reading, const struct rt_uu *found,
	const struct rt_str *bytes, const char *path)
{
	struct rt_arena *arena = reading->batch->arena;
	char *copy = rt_arena_alloc(arena, bytes->len + 1);
	memcpy(copy, bytes->data, bytes->len);
	struct rt_inside file = {
		.name = rt_arena_strndup(arena, found->name, found->name_len),
		.bytes = copy,
		.len = bytes->len,
	};
	rt_vec_push(&reading->children, (struct rt_mime_child){.path = path, .file = file});
	if (found->cut)
		rt_document_problem(reading->document, "read", "truncated",
			"a file that stands in the text as uuencode has no end; it may have been cut short");
}

void rt_mime_take_files(struct rt_mime_reading *reading, struct rt_str *words, const char *path)
{
	struct rt_str bytes = RT_STR_INIT, left = RT_STR_INIT;
	struct rt_uu found;
	size_t from = 0, files = 0;
	while (files < RT_MAX_PARTS &&
		rt_uu_find(words->data, words->len, from, &found, &bytes)) {
		rt_str_append_n(&left, words->data + from, found.start - from);
		add_file(reading, &found, &bytes,
			rt_part_below(reading->batch->arena, path, files++));
		rt_str_clear(&bytes);
		from = found.end;
	}
	if (files) {
		rt_str_append_n(&left, words->data + from, words->len - from);
		rt_str_clear(words);
		rt_str_append_n(words, left.data, left.len);
	}
	rt_str_release(&bytes);
	rt_str_release(&left);
}

void rt_mime_read_packed(struct rt_batch *batch, const struct rt_origin *origin,
	const struct rt_mime_child *child, int32_t parent)
{
	if (!child->packed) {
		rt_read_inside(batch, origin, &child->file, parent);
		return;
	}
	rt_outlook_attachments(batch, origin, child->packed, parent);
	rt_mapi_message_release(child->packed);
}
