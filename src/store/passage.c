#include "store/passage.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#define SIDE 48	 /* letters and digits on either side */
#define SHORT 40 /* fewer than this on both together is a phrase that people repeat */

/* What stands on one side of a mention, one step a rune away from it. */
struct side {
	struct rt_str words; /* letters and digits alone */
	size_t runes;
	size_t line_bytes, line_runes; /* as much of it as stands in the mention's line */
};

static bool is_word(uint32_t rune)
{
	return rt_rune_is_letter(rune) || rt_rune_is_digit(rune);
}

/* Collects up to SIDE letters and digits from `at` on, until an empty line. */
static void collect(struct side *side, const char *text, size_t len, size_t at, bool forward)
{
	bool empty_line = false, in_line = true;
	while (side->runes < SIDE && (forward ? at < len : at > 0)) {
		uint32_t rune =
			forward ? rt_utf8_next(text, len, &at) : rt_utf8_previous(text, len, &at);
		if (rune == '\n' && empty_line)
			break;
		if (rune == '\n')
			empty_line = true, in_line = false;
		else if (!rt_rune_is_space(rune) && rune != '>')
			empty_line = false;
		if (!is_word(rune))
			continue;
		rt_str_append_rune(&side->words, rune);
		side->runes++;
		if (in_line)
			side->line_bytes = side->words.len, side->line_runes = side->runes;
	}
}

static int64_t hash_of(const char *before, size_t before_len, const char *surface, size_t len,
	const char *after, size_t after_len)
{
	struct rt_str raw = RT_STR_INIT, folded = RT_STR_INIT;
	rt_str_append_n(&raw, before, before_len);
	rt_str_append_char(&raw, '\n');
	rt_str_append_n(&raw, surface, len);
	rt_str_append_char(&raw, '\n');
	rt_str_append_n(&raw, after, after_len);
	rt_utf8_fold(&folded, raw.data, raw.len);
	int64_t hash = (int64_t)(rt_hash(folded.data, folded.len) >> 1);
	rt_str_release(&raw);
	rt_str_release(&folded);
	return hash ? hash : 1;
}

struct rt_passage rt_passage_of(const char *text, size_t len, struct rt_range range, bool own)
{
	struct side before = {.words = RT_STR_INIT}, after = {.words = RT_STR_INIT};
	const char *surface = text + range.start;
	size_t surface_len = range.end - range.start;
	struct rt_passage passage = {0};
	collect(&before, text, len, range.start, false);
	collect(&after, text, len, range.end, true);
	if (!own || before.runes + after.runes >= SHORT)
		passage.around = hash_of(before.words.data, before.words.len, surface, surface_len,
			after.words.data, after.words.len);
	if (before.line_runes + after.line_runes >= SHORT)
		passage.line = hash_of(before.words.data, before.line_bytes, surface, surface_len,
			after.words.data, after.line_bytes);
	rt_str_release(&before.words);
	rt_str_release(&after.words);
	return passage;
}

/* Is the place in the words of the document's own message? */
static bool is_own(const struct rt_document *document, uint32_t place)
{
	const struct rt_segment *segment = rt_document_segment_at(document, place);
	return !segment ||
	       (segment->message == 0 && segment->depth == 0 && segment->kind <= RT_SEGMENT_BODY);
}

void rt_passages_make(struct rt_passages *passages, const struct rt_document *document,
	const struct rt_mentions *mentions)
{
	passages->items = rt_alloc_zero(mentions->count + 1, sizeof *passages->items);
	for (size_t i = 0; i < mentions->count; i++) {
		struct rt_range range = mentions->items[i].range;
		passages->items[i] = rt_passage_of(
			document->text, document->len, range, is_own(document, range.start));
	}
}

void rt_passages_release(struct rt_passages *passages)
{
	rt_free(passages->items);
	passages->items = NULL;
}
