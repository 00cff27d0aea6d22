/*
 * PDF, by way of Poppler's pdftotext: Poppler is under the GPL and cannot be linked, and a program of
 * its own that breaks on a hostile file breaks alone.
 */
#include "base/limits.h"
#include "base/process.h"
#include "doc/segment.h"
#include "read/reader_p.h"

#include <string.h>

static bool is_blank(const struct rt_str *text)
{
	return strspn(text->data, " \t\r\n\f") == text->len;
}

/* Each page ends with a form feed; the next one starts below an empty line. */
static void part_pages(struct rt_str *text)
{
	struct rt_str out = RT_STR_INIT;
	for (size_t i = 0; i < text->len; i++) {
		if (text->data[i] != '\f')
			rt_str_append_char(&out, text->data[i]);
		else if (i + 1 < text->len && out.len)
			rt_str_append_char(&out, '\n');
	}
	rt_str_clear(text);
	rt_charset_decode(text, out.data, out.len, "utf-8");
	rt_text_line_ends(text);
	rt_str_release(&out);
}

static void note_end(struct rt_document *document, enum rt_process_end end, bool blank)
{
	if (end == RT_PROCESS_MISSING)
		rt_document_problem(document, "read", "not-read",
			"a PDF is read by pdftotext, which is not here (Debian: poppler-utils)");
	else if (end == RT_PROCESS_LIMIT)
		rt_document_problem(document, "read", "too-long",
			"reading the PDF took too much time or gave too much text; "
			"what could be read is here");
	else if (end == RT_PROCESS_FAILED)
		rt_document_problem(document, "read", "truncated",
			"the PDF is damaged, locked or cut short; %s",
			blank ? "nothing of it could be read" : "what could be read is here");
	else if (blank)
		rt_document_problem(document, "read", "no-text",
			"the PDF has no text: its pages are pictures, as of a scanner");
}

void rt_read_pdf(struct rt_batch *batch, const struct rt_origin *origin, const char *bytes,
	size_t len, int32_t parent)
{
	static const char *const command[] = {"pdftotext", "-q", "-enc", "UTF-8", "-", "-", NULL};
	struct rt_document *document = rt_batch_add(batch, origin, parent);
	struct rt_str text = RT_STR_INIT;
	document->kind = RT_DOCUMENT_ATTACHMENT;
	document->media_type = "application/pdf";
	rt_document_set_hash(document, bytes, len);
	enum rt_process_end end = rt_process_run(command, bytes, len, RT_MAX_TEXT_BYTES, &text);
	bool blank = is_blank(&text);
	if (!blank) {
		part_pages(&text);
		document->kind = RT_DOCUMENT_TEXT;
		rt_document_set_text(document, &text);
		rt_segment_document(document, 0);
	}
	note_end(document, end, blank);
	rt_str_release(&text);
}
