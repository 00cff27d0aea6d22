#include "read/office.h"

#include "base/limits.h"
#include "doc/segment.h"
#include "read/office_text.h"
#include "read/unpack.h"

#include <stdlib.h>
#include <string.h>

/* What a file of the archive is to us, in the order in which they are read. */
enum role { PROPERTIES, STRINGS, STYLES, BOOK, WORDS, SHEET, EMBEDDED, NOTHING };

struct part {
	enum role role;
	unsigned place; /* among those of its role, by what it is */
	char *name;
	struct rt_str bytes;
	bool whole;
};

/* A "*" stands for a number, or for any end. */
static const struct {
	const char *name;
	enum role role;
	const char *type;
} kinds[] = {
	{"docProps/core.xml", PROPERTIES, NULL},
	{"docProps/app.xml", PROPERTIES, NULL},
	{"meta.xml", PROPERTIES, NULL},
	{"xl/sharedStrings.xml", STRINGS, NULL},
	{"xl/styles.xml", STYLES, NULL},
	{"xl/workbook.xml", BOOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	{"word/document*.xml", WORDS,
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
	{"content.xml", WORDS, "application/vnd.oasis.opendocument"},
	{"word/footnotes*.xml", WORDS, NULL},
	{"word/endnotes*.xml", WORDS, NULL},
	{"word/comments*.xml", WORDS, NULL},
	{"word/header*.xml", WORDS, NULL},
	{"word/footer*.xml", WORDS, NULL},
	{"ppt/slides/slide*.xml", WORDS,
		"application/vnd.openxmlformats-officedocument.presentationml.presentation"},
	{"ppt/notesSlides/notesSlide*.xml", WORDS, NULL},
	{"ppt/comments/*.xml", WORDS, NULL},
	{"xl/worksheets/sheet*.xml", SHEET, NULL},
	{"xl/comments*.xml", WORDS, NULL},
	{"xl/drawings/drawing*.xml", WORDS, NULL},
	{"word/embeddings/*", EMBEDDED, NULL},
	{"xl/embeddings/*", EMBEDDED, NULL},
	{"ppt/embeddings/*", EMBEDDED, NULL},
};
#define KINDS (sizeof kinds / sizeof *kinds)

static bool fits(const char *name, const char *pattern)
{
	const char *star = strchr(pattern, '*');
	if (!star)
		return !strcmp(name, pattern);
	size_t before = (size_t)(star - pattern), after = strlen(star + 1), len = strlen(name);
	return len >= before + after && !memcmp(name, pattern, before) &&
	       !strcmp(name + len - after, star + 1) && !strchr(name + before, '/');
}

static size_t kind_of(const char *name)
{
	size_t i = 0;
	while (i < KINDS && !fits(name, kinds[i].name))
		i++;
	return i;
}

bool rt_office_is(const char *bytes, size_t len)
{
	/* Such an archive opens with one of these, where a zip's first name stands. */
	static const char *const first[] = {
		"[Content_Types].xml", "mimetypeapplication/vnd.oasis.", "_rels/.rels", "docProps/",
		"word/", "xl/", "ppt/", NULL};
	if (len < 60 || memcmp(bytes, "PK\3\4", 4))
		return false;
	for (const char *const *name = first; *name; name++)
		if (!memcmp(bytes + 30, *name, strlen(*name)))
			return true;
	return false;
}

/* By role, then by what it is, then slide 2 before slide 10. */
static int by_place(const void *a, const void *b)
{
	const struct part *one = a, *other = b;
	size_t len = strlen(one->name), other_len = strlen(other->name);
	if (one->role != other->role)
		return one->role < other->role ? -1 : 1;
	if (one->place != other->place)
		return one->place < other->place ? -1 : 1;
	if (len != other_len)
		return len < other_len ? -1 : 1;
	return strcmp(one->name, other->name);
}

struct office {
	struct rt_batch *batch;
	struct rt_document *document;
	RT_VEC(struct part) parts;
	const char *type;
	struct rt_office_book book;
	struct rt_str text;
	bool whole;
};

static void take_parts(struct office *office, struct rt_unpack *unpack)
{
	struct rt_packed_file file;
	int state;
	size_t count = 0;
	while ((state = rt_unpack_next(unpack, &file)) > 0 && ++count < RT_MAX_PARTS) {
		size_t kind = kind_of(file.name);
		if (kind == KINDS)
			continue;
		if (kinds[kind].type && !office->type)
			office->type = kinds[kind].type;
		struct part part = {.role = kinds[kind].role,
			.place = (unsigned)kind,
			.name = rt_arena_strdup(office->batch->arena, file.name),
			.bytes = RT_STR_INIT};
		uint64_t used = office->batch->unpacked;
		size_t room = used < RT_MAX_UNPACKED_BYTES ? (size_t)(RT_MAX_UNPACKED_BYTES - used) : 0;
		part.whole = rt_unpack_bytes(unpack, room, &part.bytes);
		office->batch->unpacked += part.bytes.len;
		rt_vec_push(&office->parts, part);
	}
	office->whole &= !state;
	if (office->parts.count)
		qsort(office->parts.items, office->parts.count, sizeof *office->parts.items, by_place);
}

/* An empty line before what follows, and no more than one. */
static void stand_apart(struct rt_str *text)
{
	while (text->len && text->data[text->len - 1] == '\n')
		rt_str_truncate(text, text->len - 1);
	if (text->len)
		rt_str_append(text, "\n\n");
}

static void read_part(struct office *office, const struct part *part)
{
	const char *xml = part->bytes.data;
	size_t len = part->bytes.len;
	struct rt_str *text = &office->text;
	bool sound = true;
	if (part->role == WORDS || part->role == SHEET)
		stand_apart(text);
	if (part->role == PROPERTIES)
		sound = rt_office_properties(xml, len, text);
	else if (part->role == STRINGS)
		sound = rt_office_strings(xml, len, &office->book);
	else if (part->role == STYLES)
		sound = rt_office_styles(xml, len, &office->book);
	else if (part->role == BOOK)
		office->book.from_1904 = strstr(xml, "date1904=\"1\"") || strstr(xml, "date1904=\"true\"");
	else if (part->role == WORDS)
		sound = rt_office_words(xml, len, text);
	else if (part->role == SHEET)
		sound = rt_office_sheet(xml, len, &office->book, text);
	office->whole &= sound && part->whole;
}

static void finish(struct office *office)
{
	struct rt_document *document = office->document;
	stand_apart(&office->text);
	if (office->text.len)
		rt_str_truncate(&office->text, office->text.len - 1);
	document->kind = RT_DOCUMENT_TEXT;
	document->media_type = office->type ? office->type : "application/zip";
	rt_document_set_text(document, &office->text);
	rt_segment_document(document, 0);
	if (!office->whole)
		rt_document_problem(document, "read", "truncated",
			"the office document is damaged or cut short; what could be read is here");
}

static void read_embedded(struct office *office, const struct rt_origin *origin, int32_t parent)
{
	size_t count = 0;
	RT_VEC_FOREACH(part, &office->parts)
	{
		if (part->role != EMBEDDED)
			continue;
		struct rt_origin below = *origin;
		below.part = rt_part_below(office->batch->arena, origin->part, count++);
		struct rt_inside inside = {part->name, NULL, part->bytes.data, part->bytes.len};
		rt_read_inside(office->batch, &below, &inside, parent);
	}
}

void rt_read_office(struct rt_batch *batch, const struct rt_origin *origin, const char *bytes,
	size_t len, int32_t parent)
{
	struct office office = {.batch = batch, .text = RT_STR_INIT, .whole = true};
	office.book.text = (struct rt_str)RT_STR_INIT;
	office.document = rt_batch_add(batch, origin, parent);
	int32_t index = rt_batch_last(batch);
	rt_document_set_hash(office.document, bytes, len);
	struct rt_unpack *unpack = rt_unpack_open(bytes, len);
	if (unpack)
		take_parts(&office, unpack);
	office.whole &= unpack != NULL;
	RT_VEC_FOREACH(part, &office.parts)
		read_part(&office, part);
	finish(&office);
	read_embedded(&office, origin, index);
	RT_VEC_FOREACH(part, &office.parts)
		rt_str_release(&part->bytes);
	rt_vec_release(&office.parts);
	rt_office_book_release(&office.book);
	rt_str_release(&office.text);
	rt_unpack_close(unpack);
}
