/*
 * The text is read line by line with a stack of the messages that are open. Two things open one:
 *
 *   - a printed header, or a line such as "-----Original Message-----": what follows on the same
 *     level of quote marks is that message's, up to the next header, which stands inside it
 *   - a deeper level of quote marks: with "On … wrote:" above it someone's, else no one's by name
 *
 * A line on a lower level closes what was open above it. When the deeper level comes back (someone
 * answers between the quoted lines) the same message goes on:
 *
 *	0	Thanks, see below.                       message 0
 *	0	On 14 May Ana wrote:                     message 1, header
 *	1	> Could you sign?                        message 1
 *	0	Done.                                    message 0
 *	1	> And send it?                           message 1 again
 *
 * Then each run of lines of one message is searched for a signature at its end, and runs become
 * segments.
 */
#include "doc/segment.h"

#include "doc/attribution.h"
#include "doc/forwarded.h"
#include "doc/lines.h"
#include "doc/moment.h"
#include "doc/printed.h"
#include "doc/signature.h"

#include <string.h>

#define MAX_DEPTH 120	   /* messages inside messages */
#define MAX_MESSAGES 10000 /* … in one document */
#define MAX_LEAD_LINES 8   /* of page furniture above the header of a scanned mail */
#define MAX_LEAD_BYTES 500

struct frame {
	int32_t message;
	uint16_t level;
	uint8_t depth;
	uint8_t kind; /* of its words */
};

struct frames {
	struct frame *items;
	size_t count, cap;
};

/* What a line was found to be. */
struct place {
	int32_t message;
	uint8_t kind, depth;
};

struct walk {
	struct rt_document *document;
	struct rt_lines lines;
	struct place *places;
	struct frames open;
	struct frames closed; /* by the last lower level, for when it comes back */
	int32_t closed_in;    /* the message that those stand in */
	bool own_header;      /* the document has, or has found, its own header */
	size_t lead;	      /* lines of page furniture above it */
};

static struct frame *top(struct walk *walk)
{
	return &walk->open.items[walk->open.count - 1];
}

static struct rt_message *message_of(struct walk *walk, int32_t index)
{
	return &walk->document->messages.items[index];
}

/* ---- opening and closing ----------------------------------------------------------------------- */

static int32_t open_message(struct walk *walk, enum rt_segment_kind kind, uint16_t level)
{
	struct rt_document *document = walk->document;
	while (top(walk)->depth >= MAX_DEPTH && walk->open.count > 1)
		walk->open.count--;
	struct frame frame = {
		.message = (int32_t)document->messages.count,
		.level = level,
		.depth = (uint8_t)(top(walk)->depth + 1),
		.kind = (uint8_t)kind,
	};
	rt_vec_push(&document->messages,
		(struct rt_message){.kind = kind, .parent = top(walk)->message});
	rt_vec_push(&walk->open, frame);
	rt_vec_clear(&walk->closed);
	return frame.message;
}

static bool may_open(const struct walk *walk)
{
	return walk->document->messages.count < MAX_MESSAGES;
}

/* Dates of what is quoted are read as not after those of what quotes it. */
static int64_t date_near(struct walk *walk, int32_t message)
{
	for (int32_t at = message_of(walk, message)->parent; at >= 0;
		at = message_of(walk, at)->parent) {
		const struct rt_moment *date = &message_of(walk, at)->date;
		if (date->iso && !date->unset)
			return date->utc;
	}
	return RT_MOMENT_NEAR_NONE;
}

static void close_above(struct walk *walk, uint16_t level)
{
	size_t count = walk->open.count;
	while (count > 1 && walk->open.items[count - 1].level > level)
		count--;
	if (count == walk->open.count)
		return;
	rt_vec_clear(&walk->closed);
	for (size_t i = count; i < walk->open.count; i++)
		rt_vec_push(&walk->closed, walk->open.items[i]);
	walk->open.count = count;
	walk->closed_in = top(walk)->message;
}

/* Opens again what was closed, as far as the level goes. */
static void reopen(struct walk *walk, uint16_t level)
{
	if (!walk->closed.count || walk->closed_in != top(walk)->message)
		return;
	size_t i = 0;
	for (; i < walk->closed.count && walk->closed.items[i].level <= level; i++)
		rt_vec_push(&walk->open, walk->closed.items[i]);
	if (i)
		rt_vec_clear(&walk->closed);
}

/* Messages by no one named, one for each level of quote marks up to this. */
static void open_anonymous(struct walk *walk, uint16_t level)
{
	while (top(walk)->level < level && may_open(walk)) {
		uint16_t before = top(walk)->level;
		open_message(walk, RT_SEGMENT_QUOTE, (uint16_t)(before + 1));
		if (top(walk)->depth >= MAX_DEPTH - 1)
			top(walk)->level = level;
	}
}

static void set_place(struct walk *walk, size_t first, size_t end, enum rt_segment_kind kind)
{
	for (size_t i = first; i < end; i++)
		walk->places[i] = (struct place){
			.message = top(walk)->message,
			.kind = (uint8_t)kind,
			.depth = top(walk)->depth,
		};
}

static size_t next_words(const struct walk *walk, size_t i)
{
	while (i < walk->lines.count && walk->lines.items[i].blank)
		i++;
	return i;
}

/* ---- printed headers --------------------------------------------------------------------------- */

/* Is this header, so near the top, the one of the document itself? */
static bool is_own(const struct walk *walk, size_t i, bool marked)
{
	if (walk->own_header || marked || walk->open.count > 1 || walk->lines.items[i].level ||
		walk->lines.items[i].start > MAX_LEAD_BYTES)
		return false;
	size_t words = 0;
	for (size_t at = 0; at < i; at++)
		words += !walk->lines.items[at].blank;
	return words <= MAX_LEAD_LINES;
}

/* Opens what the header in lines [first, printed->end) heads. */
static size_t enter_printed(
	struct walk *walk, size_t first, struct rt_printed *printed, bool marked)
{
	size_t end = next_words(walk, printed->end);
	int32_t message = 0;
	if (is_own(walk, first, marked)) {
		walk->lead = first;
	} else {
		uint16_t level = walk->lines.items[printed->first].level;
		if (level)
			open_anonymous(walk, (uint16_t)(level - 1));
		message = open_message(walk, RT_SEGMENT_FORWARD, level);
	}
	walk->own_header = true;
	/* Blank lines that end the quote are not the header's. */
	while (end > printed->end && end < walk->lines.count &&
		walk->lines.items[end].level < top(walk)->level)
		end--;
	rt_printed_apply(walk->document, message_of(walk, message), printed,
		date_near(walk, message));
	set_place(walk, first, end, RT_SEGMENT_HEADER);
	rt_printed_release(printed);
	return end;
}

/* At the top of a text two fields are enough: scanning may have lost the rest. */
static bool read_own(struct walk *walk, size_t i, struct rt_printed *out)
{
	if (!is_own(walk, i, false) || !rt_printed_read(&walk->lines, i, true, out))
		return false;
	size_t seen = 0;
	for (int field = RT_FIELD_FROM; field <= RT_FIELD_SUBJECT; field++)
		seen += out->seen[field];
	if (seen > 1)
		return true;
	rt_printed_release(out);
	return false;
}

static bool read_printed(struct walk *walk, size_t i, bool marked, struct rt_printed *out)
{
	if (i >= walk->lines.count)
		return false;
	return rt_printed_read(&walk->lines, i, marked, out) || read_own(walk, i, out) ||
		rt_printed_notes(walk->document->arena, &walk->lines, i, out);
}

/* ---- marks: "-----Original Message-----", "---- Forwarded by NAME on DATE ----" ------------------ */

static bool is_rule(char byte)
{
	return byte == '-' || byte == '_' || byte == '=' || byte == '*' || byte == '~';
}

static bool is_rest_of_mark(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!is_rule(text[i]) && !strchr(" \t:><|+", text[i]))
			return false;
	return true;
}

/* Words between rules, or words and a colon, and nothing else. */
static bool is_separator(const struct rt_mail_words *known, const char *words, size_t len)
{
	size_t start, end;
	bool ruled = is_rule(words[0]) && is_rule(words[1]);
	bool long_rule = (unsigned char)words[0] == 0xe2 && (unsigned char)words[1] == 0x80;
	if (len < 8 || len > 160 || (!ruled && !long_rule && words[len - 1] != ':' &&
					    !is_rule(words[len - 1])))
		return false;
	if (!rt_phrase_find(known, RT_PHRASE_SEPARATOR, words, len, &start, &end))
		return false;
	if (long_rule || end == len)
		return true;
	return is_rest_of_mark(words, start) && is_rest_of_mark(words + end, len - end);
}

/* The lines of "---- Forwarded by NAME on DATE ----", which may be broken; 0: none. */
static size_t forwarded_by(const struct walk *walk, size_t i)
{
	size_t len, start, end;
	const char *words = rt_line_words(&walk->lines, i, &len);
	if (len < 8 || len > 400 || !is_rule(words[0]) || !is_rule(words[1]) ||
		!rt_phrase_find(walk->lines.words, RT_PHRASE_FORWARDED_BY, words, len, &start, &end) ||
		!is_rest_of_mark(words, start))
		return 0;
	/* It ends where the rule comes again, three lines on at most. */
	for (size_t n = 1; n <= 4 && i + n <= walk->lines.count; n++) {
		words = rt_line_words(&walk->lines, i + n - 1, &len);
		if (n > 1 && (walk->lines.items[i + n - 1].blank ||
				     walk->lines.items[i + n - 1].field))
			return n - 1;
		if (len > 3 && is_rule(words[len - 1]) && is_rule(words[len - 2]))
			return n;
	}
	return 1;
}

static size_t mark_lines(const struct walk *walk, size_t i)
{
	size_t len;
	const char *words = rt_line_words(&walk->lines, i, &len);
	if (len < 4)
		return 0;
	if (!is_separator(walk->lines.words, words, len))
		return forwarded_by(walk, i);
	/* The rule behind it may have been broken off. */
	if (i + 1 == walk->lines.count || walk->lines.items[i + 1].blank)
		return 1;
	words = rt_line_words(&walk->lines, i + 1, &len);
	return is_rest_of_mark(words, len) ? 2 : 1;
}

/* A mark, and the header below it where there is one. */
static size_t enter_mark(struct walk *walk, size_t i, size_t lines)
{
	struct rt_printed printed;
	uint16_t level = walk->lines.items[i].level;
	size_t below = next_words(walk, i + lines);
	rt_forwarded_apply(walk->document, message_of(walk, top(walk)->message), &walk->lines, i,
		i + lines);
	/* Some quote the header and not the mark. */
	uint16_t inner = below < walk->lines.count ? walk->lines.items[below].level : 0;
	bool same = below < walk->lines.count && inner >= level;
	/* A firm's name or the like may stand between the mark and the header of Notes. */
	for (size_t tries = 0, at = below; same && tries < 4 && at < walk->lines.count; tries++) {
		if (walk->lines.items[at].level != inner)
			break;
		if (read_printed(walk, at, true, &printed))
			return enter_printed(walk, i, &printed, true);
		size_t words = walk->lines.items[at].to - walk->lines.items[at].from;
		if (words > 60)
			break;
		at = next_words(walk, at + 1);
	}
	if (level)
		open_anonymous(walk, (uint16_t)(level - 1));
	open_message(walk, RT_SEGMENT_FORWARD, level);
	set_place(walk, i, i + lines, RT_SEGMENT_HEADER);
	return i + lines;
}

static bool is_end_mark(const struct walk *walk, size_t i)
{
	size_t len, start, end;
	const char *words = rt_line_words(&walk->lines, i, &len);
	return len > 8 && len < 120 && is_rule(words[0]) && is_rule(words[len - 1]) &&
		rt_phrase_find(walk->lines.words, RT_PHRASE_END, words, len, &start, &end);
}

/* ---- "On … wrote:" ------------------------------------------------------------------------------ */

static size_t enter_attribution(struct walk *walk, size_t i, size_t lines)
{
	uint16_t level = walk->lines.items[i].level;
	size_t end = i + lines, below = next_words(walk, end);
	bool quoted = below < walk->lines.count && walk->lines.items[below].level > level;
	open_anonymous(walk, level);
	int32_t message = open_message(
		walk, RT_SEGMENT_QUOTE, quoted ? (uint16_t)(level + 1) : level);
	rt_attribution_apply(walk->document, message_of(walk, message), &walk->lines, i, end,
		date_near(walk, message));
	set_place(walk, i, below < walk->lines.count ? below : end, RT_SEGMENT_HEADER);
	return below < walk->lines.count ? below : end;
}

/* ---- the walk ----------------------------------------------------------------------------------- */

static size_t enter_line(struct walk *walk, size_t i)
{
	struct rt_printed printed;
	uint16_t level = walk->lines.items[i].level;
	size_t lines = may_open(walk) ? mark_lines(walk, i) : 0;
	reopen(walk, level);
	if (lines)
		return enter_mark(walk, i, lines);
	if (may_open(walk) && read_printed(walk, i, false, &printed))
		return enter_printed(walk, i, &printed, false);
	lines = may_open(walk) ? rt_attribution_lines(walk->document->arena, &walk->lines, i) : 0;
	if (lines)
		return enter_attribution(walk, i, lines);
	open_anonymous(walk, level);
	set_place(walk, i, i + 1, (enum rt_segment_kind)top(walk)->kind);
	if (is_end_mark(walk, i) && walk->open.count > 1 && top(walk)->kind == RT_SEGMENT_FORWARD)
		walk->open.count--;
	return i + 1;
}

static void walk_lines(struct walk *walk, size_t first)
{
	for (size_t i = first; i < walk->lines.count;) {
		const struct rt_line *line = &walk->lines.items[i];
		if (line->blank) {
			walk->places[i] = i ? walk->places[i - 1] : (struct place){0};
			if (!i || i == first)
				walk->places[i].kind = RT_SEGMENT_BODY;
			i++;
			continue;
		}
		close_above(walk, line->level);
		i = enter_line(walk, i);
	}
}

/* ---- signatures and segments -------------------------------------------------------------------- */

static bool same_run(const struct place *a, const struct place *b)
{
	return a->message == b->message && a->kind == b->kind;
}

static void mark_run(struct walk *walk, size_t first, size_t end)
{
	struct rt_message *message = message_of(walk, walk->places[first].message);
	if (walk->places[first].kind == RT_SEGMENT_HEADER || first < walk->lead)
		return;
	struct rt_signature_lines found = rt_signature_find(&walk->lines, first, end, message);
	for (size_t i = found.start; i < found.end; i++)
		walk->places[i].kind = RT_SEGMENT_SIGNATURE;
	for (size_t i = found.disclaimer; i < end; i++)
		walk->places[i].kind = RT_SEGMENT_DISCLAIMER;
	if (found.end > found.start) {
		struct rt_range range = {walk->lines.items[found.start].start,
			walk->lines.items[found.end - 1].stop};
		rt_vec_push(&message->signatures, range);
	}
}

static void mark_runs(struct walk *walk)
{
	size_t first = 0;
	for (size_t i = 1; i <= walk->lines.count; i++) {
		if (i < walk->lines.count && same_run(&walk->places[i], &walk->places[first]))
			continue;
		mark_run(walk, first, i);
		first = i;
	}
}

static void add_segments(struct walk *walk)
{
	struct rt_document *document = walk->document;
	for (size_t i = 0; i < walk->lines.count; i++) {
		const struct place *place = &walk->places[i];
		const struct rt_line *line = &walk->lines.items[i];
		struct rt_segment *last = document->segments.count
			? &document->segments.items[document->segments.count - 1]
			: NULL;
		if (last && last->message == place->message && last->kind == place->kind) {
			last->range.end = line->stop;
			continue;
		}
		rt_vec_push(&document->segments,
			(struct rt_segment){
				.range = {line->start, line->stop},
				.kind = place->kind,
				.depth = place->depth,
				.message = place->message,
			});
	}
}

/* A message's range reaches from its first line to the last of what stands in it. */
static void set_ranges(struct rt_document *document)
{
	for (size_t i = 1; i < document->messages.count; i++)
		document->messages.items[i].range = (struct rt_range){UINT32_MAX, 0};
	RT_VEC_FOREACH(segment, &document->segments)
	{
		for (int32_t at = segment->message; at > 0;
			at = document->messages.items[at].parent) {
			struct rt_range *range = &document->messages.items[at].range;
			if (segment->range.start < range->start)
				range->start = segment->range.start;
			if (segment->range.end > range->end)
				range->end = segment->range.end;
		}
	}
	for (size_t i = 1; i < document->messages.count; i++)
		if (!document->messages.items[i].range.end)
			document->messages.items[i].range.start = 0;
	document->messages.items[0].range = (struct rt_range){0, (uint32_t)document->len};
}

/* The printed header of a mail was written by the reader; its lines are known. */
static size_t pass_own_header(struct walk *walk, size_t own_header)
{
	size_t i = 0;
	while (i < walk->lines.count && walk->lines.items[i].start < own_header)
		walk->places[i++] = (struct place){.kind = RT_SEGMENT_HEADER};
	walk->own_header = own_header > 0;
	return i;
}

void rt_segment_document(struct rt_document *document, size_t own_header)
{
	struct walk walk = {.document = document};
	struct frame own = {.kind = RT_SEGMENT_BODY};
	if (!document->messages.count)
		rt_vec_push(&document->messages,
			(struct rt_message){.kind = RT_SEGMENT_BODY, .parent = -1});
	rt_lines_cut(&walk.lines, document->words, document->text, document->len);
	walk.places = rt_alloc_zero(walk.lines.count + 1, sizeof *walk.places);
	rt_vec_push(&walk.open, own);
	walk_lines(&walk, pass_own_header(&walk, own_header));
	if (walk.lines.count)
		mark_runs(&walk);
	add_segments(&walk);
	set_ranges(document);
	rt_vec_release(&walk.open);
	rt_vec_release(&walk.closed);
	rt_vec_release(&walk.lines);
	rt_free(walk.places);
}
