#include "learn/casename.h"

#include "base/arena.h"

#include <ctype.h>
#include <string.h>

enum { SAME_SENTENCE_BYTES = 320, BEHIND_BYTES = 2 };

#define FRAGMENT 200 /* bytes: a text that has "Id." so early may be cut out of a longer one */
#define SURE 0.96 /* of a reference by a party's name that the document has introduced */

static bool has_kind(const struct rt_mention *mention, const char *kind)
{
	const char *line = rt_mention_attribute(mention, "kind\t");
	size_t len = strlen(kind);
	return line && !strncmp(line + 5, kind, len) && line[5 + len] == '\n';
}

static bool is_case(const struct rt_mention *mention)
{
	return rt_mention_is(mention, "case");
}

static bool is_name(const struct rt_mention *mention)
{
	return is_case(mention) && has_kind(mention, "name");
}

static bool is_numbered(const struct rt_mention *mention)
{
	return is_case(mention) && !has_kind(mention, "name") && !has_kind(mention, "id");
}

/* Does a sentence end in the text? Asked of the text itself: to a tokeniser the "v." of a case or the
 * "Corp." of a party may look like the end of one. */
static bool ends_sentence(const char *text, size_t len)
{
	for (size_t i = 4; i + 2 < len; i++) {
		bool stop = strchr(".!?", text[i]) && isspace((unsigned char)text[i + 1]);
		bool word = islower((unsigned char)text[i - 1]) && islower((unsigned char)text[i - 2]) &&
			islower((unsigned char)text[i - 3]) && islower((unsigned char)text[i - 4]);
		if (stop && word)
			return true;
	}
	return false;
}

/* The index of the numbered reference that the name at `index` names, or count. */
static size_t find_reference(
	const struct rt_document *document, const struct rt_mentions *mentions, size_t index)
{
	const struct rt_mention *name = &mentions->items[index];
	for (size_t i = index + 1; i < mentions->count; i++) {
		const struct rt_mention *other = &mentions->items[i];
		uint32_t gap = other->range.start > name->range.end
			? other->range.start - name->range.end : 0;
		if (gap > SAME_SENTENCE_BYTES || is_name(other) || other->paragraph != name->paragraph)
			break;
		if (!is_numbered(other))
			continue;
		if (ends_sentence(document->text + name->range.end, gap))
			break;
		return i;
	}
	size_t before = index; /* parts of the name itself may stand in front of it */
	while (before && mentions->items[before - 1].range.start >= name->range.start)
		before--;
	if (before && is_numbered(&mentions->items[before - 1]) &&
		name->range.start - mentions->items[before - 1].range.end <= BEHIND_BYTES)
		return before - 1;
	return mentions->count;
}

static void give_name(
	struct rt_document *document, struct rt_mention *reference, const struct rt_mention *name)
{
	const char *given = name->value;
	if (!given)
		given = rt_arena_strndup(document->arena, document->text + name->range.start,
			name->range.end - name->range.start);
	reference->attributes = rt_arena_printf(document->arena, "%sname\t%s\n",
		reference->attributes ? reference->attributes : "", given);
}

/* The name in "Mancari at 665", "Amick, at 795" or "Angelopoulos p. *4": its length. */
static size_t name_length(const char *text, size_t len)
{
	size_t end = len;
	while (end && strchr("0123456789*-. ", text[end - 1]))
		end--;
	static const char *const ways[] = {" at pp", " at p", " at", " pp", " p"};
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		size_t way = strlen(ways[i]);
		if (end > way && !memcmp(text + end - way, ways[i], way)) {
			end -= way;
			break;
		}
	}
	return end && text[end - 1] == ',' ? end - 1 : end;
}

static bool has_words(const char *text, size_t len, const char *words, size_t words_len)
{
	for (size_t i = 0; i + words_len <= len; i++) {
		bool starts = !i || text[i - 1] == ' ';
		bool ends = i + words_len == len || strchr(" ,.", text[i + words_len]);
		if (starts && ends && !memcmp(text + i, words, words_len))
			return true;
	}
	return false;
}

static bool named_before(
	const struct rt_document *document, const struct rt_mentions *mentions, size_t index)
{
	struct rt_range range = mentions->items[index].range;
	const char *name = document->text + range.start;
	size_t len = name_length(name, range.end - range.start);
	for (size_t i = 0; i < index; i++) {
		const struct rt_mention *other = &mentions->items[i];
		if (is_name(other) && other->range.end <= range.start &&
			has_words(document->text + other->range.start,
				other->range.end - other->range.start, name, len))
			return true;
	}
	return false;
}

void rt_case_names_teach(const struct rt_document *document, struct rt_mentions *mentions)
{
	for (size_t i = 0; i < mentions->count; i++) {
		struct rt_mention *mention = &mentions->items[i];
		if (is_case(mention) && has_kind(mention, "reference") &&
			named_before(document, mentions, i))
			mention->score = SURE;
	}
}

void rt_case_names_join(struct rt_document *document, struct rt_mentions *mentions)
{
	size_t kept = 0;
	for (size_t i = 0; i < mentions->count; i++) {
		if (is_name(&mentions->items[i])) {
			size_t at = find_reference(document, mentions, i);
			if (at < i)
				at -= i - kept; /* what stands before has been moved already */
			if (at < mentions->count) {
				give_name(document, &mentions->items[at], &mentions->items[i]);
				continue;
			}
		}
		mentions->items[kept++] = mentions->items[i];
	}
	mentions->count = kept;
}

void rt_case_ids_settle(struct rt_mentions *mentions)
{
	size_t kept = 0;
	bool cited = false;
	for (size_t i = 0; i < mentions->count; i++) {
		const struct rt_mention *mention = &mentions->items[i];
		bool id = is_case(mention) && has_kind(mention, "id");
		cited |= is_case(mention) && !id;
		if (!id || cited || mention->range.start < FRAGMENT)
			mentions->items[kept++] = *mention;
	}
	mentions->count = kept;
}
