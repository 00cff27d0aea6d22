#include "doc/signature.h"

#include "base/str.h"
#include "doc/mail_words.h"
#include "doc/signature_p.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define MAX_LINES 18	 /* of a signature */
#define MAX_DELIMITED 30 /* … below a "-- " */
#define MAX_BOILERPLATE 80
#define MAX_PARAGRAPH 20000 /* bytes of one that is looked at */
#define MAX_POSTSCRIPT 60

static size_t trim_blank(const struct rt_lines *lines, size_t first, size_t end)
{
	while (end > first && lines->items[end - 1].blank)
		end--;
	return end;
}

static size_t paragraph_start(const struct rt_lines *lines, size_t first, size_t end)
{
	size_t start = end;
	while (start > first && !lines->items[start - 1].blank && end - start < MAX_BOILERPLATE)
		start--;
	return start;
}

static bool has_phrase(
	const struct rt_lines *lines, size_t first, size_t end, enum rt_phrase kind)
{
	struct rt_str text = RT_STR_INIT;
	size_t from, to;
	if (lines->items[end - 1].to - lines->items[first].start > MAX_PARAGRAPH)
		return false;
	for (size_t i = first; i < end; i++) {
		size_t len;
		const char *words = rt_line_words(lines, i, &len);
		rt_str_append_n(&text, words, len);
		rt_str_append_char(&text, ' ');
	}
	bool found = rt_phrase_find(lines->words, kind, text.data, text.len, &from, &to);
	rt_str_release(&text);
	return found;
}

static bool is_only_marks(const struct rt_lines *lines, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		size_t len;
		const char *words = rt_line_words(lines, i, &len);
		if (!rt_line_is_marks(words, len))
			return false;
	}
	return true;
}

/* " - minutes.doc", "<<File: minutes.doc>>": names of what is attached, as Notes and Outlook leave
 * them at the end of a text. */
static bool is_attachment_name(const struct rt_lines *lines, size_t i)
{
	size_t len;
	const char *words = rt_line_words(lines, i, &len);
	if (len > 6 && !memcmp(words, "<<", 2) && !memcmp(words + len - 2, ">>", 2))
		return true;
	if (len > 6 && (!memcmp(words, "[IMAGE", 6) || !memcmp(words, "[cid:", 5) ||
			       (len > 10 && !memcmp(words, "<Embedded ", 10))))
		return true;
	if ((len > 18 && !strncasecmp(words, "(See attached file", 18)))
		return true;
	size_t dot = len;
	while (dot > 2 && len - dot < 5 && isalnum((unsigned char)words[dot - 1]))
		dot--;
	return len > 6 && len < 120 && !memcmp(words, "- ", 2) && words[dot - 1] == '.' &&
		len - dot >= 2 && len - dot <= 4;
}

/* Where the boilerplate at the end begins: whole paragraphs, or a last line by itself. */
static size_t find_boilerplate(const struct rt_lines *lines, size_t first, size_t end)
{
	size_t start = end, at = trim_blank(lines, first, end);
	while (at > first) {
		size_t above = paragraph_start(lines, first, at);
		size_t last = lines->items[at - 1].to - lines->items[at - 1].from;
		if (has_phrase(lines, above, at, RT_PHRASE_DISCLAIMER) ||
			(at - above <= 8 && has_phrase(lines, above, at, RT_PHRASE_FOOTER) &&
				at - above > 1 && is_only_marks(lines, above, above + 1)))
			start = above;
		else if (is_attachment_name(lines, at - 1))
			start = above = at - 1;
		else if (last < 90 && has_phrase(lines, at - 1, at, RT_PHRASE_FOOTER))
			start = above = at - 1;
		else if (start < end && is_only_marks(lines, above, at))
			start = above;
		else
			break;
		at = trim_blank(lines, first, above);
	}
	return start;
}

static bool is_delimiter(const struct rt_lines *lines, size_t i)
{
	size_t len;
	const char *words = rt_line_words(lines, i, &len);
	return (len == 2 && !memcmp(words, "--", 2)) || (len == 3 && !memcmp(words, "—", 3));
}

static size_t find_delimiter(const struct rt_lines *lines, size_t first, size_t end)
{
	for (size_t i = end; i > first && end - i < MAX_DELIMITED; i--)
		if (is_delimiter(lines, i - 1) && i < end)
			return i - 1;
	return end;
}

/* What the lines above the end look like, from the top one that could belong to a signature. */
struct block {
	size_t top;	 /* first line that could belong */
	size_t sender;	 /* first line that names the sender; SIZE_MAX: none */
	size_t name;	 /* first that could be a name */
	size_t contacts; /* lines of contact */
	bool signed_off; /* "Regards," stands above */
	bool own;	 /* the sender's own address stands in it */
	size_t signed_line;
};

/* A gap inside a signature: what is below it must be contact, not words. */
static bool may_cross_gap(const struct block *block, size_t below, size_t end)
{
	return block->contacts > 0 || below == end;
}

/* "susana byers" below "Sincerely,": a few words without figures where a name must come. */
static bool is_signed_below(const struct rt_lines *lines, size_t first, size_t i,
	const struct rt_parties *parties)
{
	size_t len, above = trim_blank(lines, first, i);
	const char *words = rt_line_words(lines, i, &len);
	size_t blanks = 0;
	for (size_t at = 0; at < len; at++) {
		blanks += words[at] == ' ';
		if ((words[at] >= '0' && words[at] <= '9') || strchr("@:/!", words[at]))
			return false;
	}
	return len < 30 && blanks < 3 && above > first &&
		rt_signature_look(lines, above - 1, parties) == LOOK_SIGN_OFF;
}

static struct block find_block(const struct rt_lines *lines, size_t first, size_t end,
	const struct rt_parties *parties)
{
	struct block block = {.top = end,
		.sender = SIZE_MAX,
		.name = SIZE_MAX,
		.signed_line = SIZE_MAX};
	size_t words = 0, gap = 0;
	for (size_t i = end; i > first && words < MAX_LINES; i--) {
		enum look look = rt_signature_look(lines, i - 1, parties);
		if (look == LOOK_OTHER && is_signed_below(lines, first, i - 1, parties))
			look = LOOK_NAME;
		if (look == LOOK_BLANK) {
			gap++;
			continue;
		}
		if (look == LOOK_SIGNED && block.sender == SIZE_MAX && gap <= 2)
			block.signed_line = i - 1;
		block.signed_off = look == LOOK_SIGN_OFF;
		if (look == LOOK_OTHER || look == LOOK_SIGN_OFF || look == LOOK_SIGNED)
			break;
		if (gap > 2 || (gap && !may_cross_gap(&block, i, end)))
			break;
		gap = 0;
		words++;
		block.top = i - 1;
		block.contacts += look == LOOK_CONTACT || look == LOOK_MARKS;
		block.own |= look == LOOK_CONTACT && rt_signature_own_address(lines, i - 1, parties);
		if (look == LOOK_SENDER)
			block.sender = i - 1;
		if (look == LOOK_NAME || look == LOOK_SENDER)
			block.name = i - 1;
	}
	return block;
}

static bool stands_apart(const struct rt_lines *lines, size_t first, size_t i)
{
	return i > first && lines->items[i - 1].blank;
}

static size_t line_width(const struct rt_lines *lines, size_t i)
{
	return lines->items[i].to - lines->items[i].from;
}

/* "בברכה," and below it the name in the script that the header has not: the words of parting stand
 * right above the block, and letters of no Latin word open it. */
static bool opens_in_other_script(const struct rt_lines *lines, size_t first, size_t top)
{
	size_t len, end, above = trim_blank(lines, first, top);
	const char *words = above > first ? rt_line_words(lines, above - 1, &len) : NULL;
	if (!words || !rt_phrase_opens(lines->words, RT_PHRASE_SIGN_OFF, words, len, &end))
		return false;
	words = rt_line_words(lines, top, &len);
	return len && (unsigned char)*words >= 0xd0; /* Cyrillic, Hebrew, Arabic … */
}

/* Where the signature in the block starts; `end` where it is none. */
static size_t choose_start(const struct rt_lines *lines, size_t first, size_t end,
	const struct block *block, const struct rt_parties *parties)
{
	if (block->sender != SIZE_MAX && block->signed_off &&
		opens_in_other_script(lines, first, block->top))
		return block->top;
	if (block->sender != SIZE_MAX)
		return block->sender;
	if (block->signed_line != SIZE_MAX)
		return block->signed_line;
	if (block->name == SIZE_MAX)
		return end;
	if (block->signed_off || block->contacts > 1 || block->own)
		return block->signed_off ? block->top : block->name;
	/* A single name at the very end, apart from the words above. */
	if (block->name + 1 == end && stands_apart(lines, first, block->name) &&
		line_width(lines, block->name) <= (parties->sender.count ? 12 : 24) &&
		trim_blank(lines, first, block->name) > first)
		return block->name;
	return end;
}

/* The sender's name on a line of its own, with words below it: a postscript, or what he pasted in. */
static bool find_above_postscript(const struct rt_lines *lines, size_t first, size_t end,
	const struct rt_parties *parties, struct rt_signature_lines *out)
{
	size_t words = 0;
	for (size_t i = end; i > first && words < MAX_POSTSCRIPT; i--) {
		if (lines->items[i - 1].blank)
			continue;
		words++;
		bool apart = stands_apart(lines, first, i - 1) && i < end && lines->items[i].blank;
		if (!apart)
			continue;
		enum look look = rt_signature_look(lines, i - 1, parties);
		if (look != LOOK_SENDER && look != LOOK_SIGNED)
			continue;
		out->start = i - 1;
		out->end = i;
		return true;
	}
	return false;
}

struct rt_signature_lines rt_signature_find(const struct rt_lines *lines, size_t first, size_t end,
	const struct rt_message *whose)
{
	struct rt_signature_lines out = {.start = end, .end = end};
	struct rt_parties parties;
	out.disclaimer = find_boilerplate(lines, first, end);
	size_t stop = trim_blank(lines, first, out.disclaimer);
	out.start = out.end = stop;
	size_t delimiter = find_delimiter(lines, first, stop);
	if (delimiter < stop) {
		out.start = delimiter;
		return out;
	}
	rt_sender_names(&parties.sender, whose, true);
	rt_sender_names(&parties.others, whose, false);
	while (stop > first && rt_signature_look(lines, stop - 1, &parties) == LOOK_BLANK)
		stop--;
	out.start = out.end = stop;
	struct block block = find_block(lines, first, stop, &parties);
	out.start = choose_start(lines, first, stop, &block, &parties);
	if (out.start == stop)
		find_above_postscript(lines, first, stop, &parties, &out);
	rt_sender_release(&parties.sender);
	rt_sender_release(&parties.others);
	return out;
}
