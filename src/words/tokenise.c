/*
 * The pass over a segment: tokens, and where each stands.
 *
 * Between two tokens stands a gap. What is in the gap (a blank, a line break, an empty line) and
 * what the token before it was (a full stop behind a word that is no abbreviation) decide whether a
 * line, a sentence or a block begins.
 */
#include "config.h" /* for POSIX and GNU functions */

#include "base/utf8.h"
#include "base/vec.h"
#include "words/rune.h"
#include "words/token.h"
#include "words/vocabulary.h"
#include "words/word_key.h"

#include <string.h>

#define LED_LINE 24 /* bytes before an address that stands alone in its line */
#define SHORT_LINE 50 /* bytes: a line that was not full was ended on purpose */
#define LONG_LINE 100 /* … and so was one that no program would have let grow so long */
#define FULL_LINE 60  /* … and one as long as this was full */
static const char column_gap[] = "     "; /* so many blanks between words part columns */
#define REST_OF_LINE 24 /* what is left over where full lines are wrapped once more */

/* What stands before a token: RT_AT_SPACE, RT_AT_ODD_GAP, and in the upper bits the number of line breaks, and
 * whether there are a tab or so many blanks as part columns. */
#define GAP_PLACE 0xffffu
#define GAP_LINES_AT 16
#define GAP_LINE (1u << GAP_LINES_AT)
#define GAP_LINES (3u << GAP_LINES_AT)
#define GAP_COLUMN (1u << 18)

/* A token whose borders are known and whose word is still to be looked up. */
struct pending {
	uint64_t head, tail; /* its bytes, if it is short (word_key.h) */
	uint32_t hash, start, len;
	uint32_t gap;
	uint32_t line_start; /* of the line that it stands in, if the gap has breaks */
};

#define PENDING 16 /* enough for the memory to answer meanwhile */

struct pass {
	struct rt_vocabulary *vocabulary;
	const struct rt_word_table *words; /* the vocabulary's */
	const char *text;
	uint32_t at, end;
	bool is_header;
	bool unwrapped; /* some line is so long that no program wrapped this text */
	uint32_t segment;
	struct rt_tokens *out;
	size_t first; /* the segment's first token */
	int32_t sentence, paragraph;
	uint32_t line_start; /* of the line that the last token stands in */
	bool columns; /* … in which some gap may stand between columns */
	bool behind_full; /* the line before that one was full and ended amid a sentence */
	bool ended;	     /* the last tokens end a sentence if the next one does not go on; at first as well */
	uint32_t gap_line_start; /* of the line that the cursor stands in */
	struct pending pending[PENDING];
	size_t pending_count;
};

static inline uint32_t lines_of(uint32_t gap)
{
	return (gap & GAP_LINES) >> GAP_LINES_AT;
}

static uint32_t skip_quote_marks(const struct pass *in, uint32_t at)
{
	uint32_t behind = at;
	while (behind < in->end && (in->text[behind] == ' ' || in->text[behind] == '>' ||
					   in->text[behind] == '\t'))
		behind++;
	return behind;
}

/* The bytes of the white space that is not ASCII at the cursor; 0: it is none. */
static uint32_t wide_space(const struct pass *in)
{
	size_t behind = in->at;
	uint32_t rune = rt_utf8_next(in->text, in->end, &behind);
	return rt_rune_flags(rune) & RT_RUNE_SPACE ? (uint32_t)behind - in->at : 0;
}

/* Moves to the next token's start. -> the gap. */
static uint32_t cross_gap(struct pass *in)
{
	uint32_t gap = 0, wide;
	while (in->at < in->end) {
		unsigned char byte = (unsigned char)in->text[in->at];
		if (byte == ' ') {
			uint32_t start = in->at++;
			while (in->at < in->end && in->text[in->at] == ' ')
				in->at++;
			gap |= RT_AT_SPACE | (in->at - start >= sizeof column_gap - 1 ? GAP_COLUMN : 0);
		} else if (byte == '\n') {
			uint32_t behind = skip_quote_marks(in, in->at + 1);
			gap |= RT_AT_SPACE | (behind > in->at + 1 ? RT_AT_ODD_GAP : 0);
			gap += (lines_of(gap) < 2 ? GAP_LINE : 0);
			in->gap_line_start = in->at + 1;
			in->at = behind;
		} else if (byte < ' ' || byte == 0x7f) {
			in->at++;
			gap |= RT_AT_SPACE | RT_AT_ODD_GAP | (byte == '\t' ? GAP_COLUMN : 0);
		} else if (byte >= 0x80 && (wide = wide_space(in))) {
			in->at += wide;
			gap |= RT_AT_SPACE | RT_AT_ODD_GAP;
		} else {
			break;
		}
	}
	return gap;
}

/* ---- addresses ---- */

static bool in_address(unsigned char byte)
{
	return rt_ascii_kind[byte] == 1 || byte >= 0x80 || (byte && strchr("._%+-=/", byte));
}

static bool in_link(unsigned char byte)
{
	return rt_ascii_kind[byte] == 1 || (byte > ' ' && byte != 0x7f && !strchr("<>\"'()[]{}", byte));
}

/* The end of an address whose sign ("@" or "://") stands at the cursor; the cursor if it is none. */
static uint32_t address_end(const struct pass *in, bool is_link)
{
	uint32_t behind = in->at + (is_link ? 3 : 1), end = behind;
	while (end < in->end && (is_link ? in_link((unsigned char)in->text[end])
					 : in_address((unsigned char)in->text[end])))
		end++;
	while (end > behind && strchr(".,;:!?-=/", in->text[end - 1]))
		end--;
	return end > behind ? end : in->at;
}

/* Joins the tokens that stand without a gap before the cursor and belong to an address. */
static uint32_t address_start(struct pass *in, bool is_link)
{
	uint32_t start = in->at;
	while (in->out->count > in->first) {
		const struct rt_token *last = &in->out->items[in->out->count - 1];
		if (last->end != start || (is_link && start < in->at))
			break;
		if (!in_address((unsigned char)in->text[last->start]) ||
			(last->shape & RT_SHAPE_PUNCT && last->end - last->start > 1))
			break;
		start = last->start;
		if (last->place & (RT_AT_SPACE | RT_AT_LINE_START | RT_AT_BLOCK_START)) {
			in->out->count--;
			break;
		}
		in->out->count--;
	}
	return start;
}

static bool at_address(const struct pass *in)
{
	return in->text[in->at] == '@' ||
		(in->text[in->at] == ':' && in->end - in->at > 3 && !memcmp(in->text + in->at, "://", 3));
}

/* ---- sentences ---- */

static bool ends_sentence(const struct pass *in, const struct rt_token *token)
{
	uint32_t len = token->end - token->start;
	const char *text = in->text + token->start;
	if (*text == '.' && len <= 4) {
		if (in->out->count < in->first + 2)
			return false;
		const struct rt_token *before = token - 1;
		return before->end < token->start || !(before->place & RT_AT_ABBREVIATION);
	}
	if (*text == '!' || *text == '?')
		return true;
	return len == 3 && (!memcmp(text, "\xe3\x80\x82", 3) || !memcmp(text, "\xe2\x80\xa6", 3) ||
				   !memcmp(text, "\xef\xbc\x9f", 3));
}

/* Quotes and brackets that may stand between a full stop and the next sentence. */
static bool closes(const struct pass *in, const struct rt_token *token)
{
	const char *text = in->text + token->start;
	uint32_t len = token->end - token->start;
	return (len == 1 && strchr("\"')]}", *text)) ||
		(len == 3 && (!memcmp(text, "\xe2\x80\x9d", 3) || !memcmp(text, "\xe2\x80\x99", 3)));
}

/* Does a tab stand between words of the line? */
static bool has_tab(const struct pass *in, uint32_t start, uint32_t end)
{
	const char *from = in->text + skip_quote_marks(in, start), *stop = in->text + end;
	return from < stop && memchr(from, '\t', (size_t)(stop - from));
}

/* Does the line before end as a row of a table, which the next one is too? */
static bool ends_row(const struct pass *in, uint32_t line_start)
{
	if (!in->columns || !has_tab(in, in->line_start, in->out->items[in->out->count - 1].end))
		return false;
	const char *stop = memchr(in->text + line_start, '\n', in->end - line_start);
	return has_tab(in, line_start, stop ? (uint32_t)(stop - in->text) : in->end);
}

static bool begins_sentence(const struct pass *in, uint32_t gap, uint32_t shape, bool behind_row)
{
	uint32_t lines = lines_of(gap);
	if (in->out->count == in->first || lines > 1 || behind_row)
		return true;
	const struct rt_token *last = &in->out->items[in->out->count - 1];
	bool goes_on = shape & (RT_SHAPE_LOWER | RT_SHAPE_MIXED);
	if (lines && (in->is_header || (!goes_on && last->end - in->line_start < SHORT_LINE)))
		return true;
	bool apart = gap & RT_AT_SPACE || in->text[last->start] & 0x80; /* no blank behind a CJK stop */
	return in->ended && !goes_on && apart;
}

/* Does a sign end a sentence, or go on ending it? */
static bool ends(const struct pass *in, const struct rt_token *token, uint32_t gap)
{
	return ends_sentence(in, token) || (in->ended && !(gap & RT_AT_SPACE) && closes(in, token));
}

/* "the last week of" at a line's end. */
static bool asks_for_more(const struct pass *in)
{
	const struct rt_token *last = &in->out->items[in->out->count - 1];
	const char *text = in->text + last->start;
	uint32_t len = last->end - last->start;
	return (len == 2 && !memcmp(text, "of", 2)) || (len == 3 && !memcmp(text, "the", 3));
}

/* Does a gap within the line before stand between columns of a table? */
static bool has_columns(const struct pass *in, uint32_t line_start)
{
	const char *end = in->text + in->out->items[in->out->count - 1].start;
	const char *gap = in->text + skip_quote_marks(in, in->line_start);
	if (!in->columns || in->line_start + sizeof column_gap >= line_start || gap >= end)
		return false;
	gap = memmem(gap, (size_t)(end - gap), column_gap, sizeof column_gap - 1);
	return gap && !memchr(".,:;?!", gap[-1], 6);
}

/* Was the line before the gap ended on purpose? A wrapped one goes on in the next. */
static bool is_break(const struct pass *in, uint32_t line_start, uint32_t shape, bool behind_row)
{
	uint32_t len = in->out->items[in->out->count - 1].end - in->line_start;
	if (in->is_header)
		return in->text[line_start] != ' ' && in->text[line_start] != '\t';
	if (has_columns(in, line_start) || behind_row)
		return true;
	if (in->behind_full && len < REST_OF_LINE)
		return false;
	if (in->unwrapped)
		return true;
	return len < SHORT_LINE && !(shape & (RT_SHAPE_LOWER | RT_SHAPE_PUNCT)) && !asks_for_more(in);
}

/* A line without a blank but for what leads it, "> [1] " and the address of a page, cannot be wrapped. */
static bool has_long_line(const char *text, struct rt_range range)
{
	uint32_t at = range.start;
	while (range.end - at > LONG_LINE) {
		const char *last = memrchr(text + at, '\n', LONG_LINE + 1);
		if (!last && memchr(text + at + LED_LINE, ' ', LONG_LINE - LED_LINE))
			return true;
		if (!last)
			last = memchr(text + at, '\n', range.end - at);
		if (!last)
			return false;
		at = (uint32_t)(last - text) + 1;
	}
	return false;
}

/* Did the line that the last token ends fill its width, and go on? */
static bool is_full(const struct pass *in, uint32_t lines)
{
	const struct rt_token *last = &in->out->items[in->out->count - 1];
	uint32_t len = last->end - in->line_start;
	if (last->shape & RT_SHAPE_PUNCT && last->end > last->start + 1)
		return false; /* a rule across the page */
	return lines == 1 && len >= FULL_LINE && len <= LONG_LINE && !in->ended && !in->is_header;
}

/* ---- the pass ---- */

/* Of a token behind a line break, or behind what ends a sentence. */
static uint32_t place_of(struct pass *in, const struct pending *pending, uint32_t shape)
{
	uint32_t lines = lines_of(pending->gap), place = 0;
	bool opening = in->out->count == in->first;
	bool behind_row = lines && !opening && ends_row(in, pending->line_start);
	if (lines || opening)
		place |= RT_AT_LINE_START;
	if (lines > 1 || opening) {
		place |= RT_AT_BLOCK_START;
		in->paragraph++;
	}
	if (lines && !opening && is_break(in, pending->line_start, shape, behind_row))
		place |= RT_AT_BREAK;
	if (begins_sentence(in, pending->gap, shape, behind_row)) {
		place |= RT_AT_SENTENCE_START;
		in->sentence++;
	}
	if (!opening) {
		struct rt_token *last = &in->out->items[in->out->count - 1];
		last->place |= place & RT_AT_LINE_START ? RT_AT_LINE_END : 0;
		last->place |= place & RT_AT_SENTENCE_START ? RT_AT_SENTENCE_END : 0;
	}
	if (lines) {
		in->columns = false;
		in->behind_full = !opening && is_full(in, lines);
		in->line_start = pending->line_start;
	}
	in->columns |= (pending->gap & GAP_COLUMN) != 0;
	return place;
}

static uint32_t marks_of(const struct rt_word_brief *word)
{
	return (word->shape >> RT_WORD_MARKS_AT & RT_WORD_MARKS) << RT_AT_MARKS;
}

static struct rt_word_brief new_word(struct pass *in, const struct pending *pending)
{
	struct rt_word_key key = rt_word_key(in->text + pending->start, pending->len);
	return rt_vocabulary_word(in->vocabulary, &key);
}

/* Fills in what is known of the token's word; all else is filled in behind. */
static inline void put_word(struct pass *in, const struct pending *pending, struct rt_token *token)
{
	const struct rt_word_brief *word = rt_word_known(in->words, pending->head, pending->tail,
		pending->hash, pending->len);
	struct rt_word_brief made;
	if (__builtin_expect(!word, 0)) {
		made = new_word(in, pending);
		word = &made;
	}
	token->start = pending->start;
	token->end = pending->start + pending->len;
	token->word = word->word;
	token->signature = word->signature;
	token->listed = word->listed;
	token->shape = word->shape & RT_WORD_SHAPE;
	token->place = marks_of(word) | (pending->gap & GAP_PLACE);
}

/* Puts the tokens in whose words were sought; their places in the table are at hand by now. */
static void put_pending(struct pass *in)
{
	if (!in->pending_count)
		return;
	rt_vec_reserve(in->out, in->pending_count);
	struct rt_token *token = in->out->items + in->out->count;
	for (const struct pending *one = in->pending, *end = one + in->pending_count; one < end; one++, token++) {
		put_word(in, one, token);
		if (in->ended || one->gap >= GAP_LINE)
			token->place |= place_of(in, one, token->shape);
		token->sentence = in->sentence;
		token->paragraph = in->paragraph;
		token->segment = in->segment;
		in->out->count++;
		in->ended = token->shape & RT_SHAPE_PUNCT && ends(in, token, one->gap);
	}
	in->pending_count = 0;
}

/* The token that is to be noted next; its word's place in the table is fetched from memory meanwhile. */
static inline struct pending *begin_note(struct pass *in)
{
	if (in->pending_count == PENDING)
		put_pending(in);
	return &in->pending[in->pending_count++];
}

/* A word of at most RT_WORD_SHORT bytes from which on as many can be read. */
static inline void note_short(struct pass *in, uint32_t start, uint32_t len, uint32_t gap)
{
	struct pending *token = begin_note(in);
	uint64_t hash = rt_word_short_key(in->text + start, len, &token->head, &token->tail);
	token->hash = (uint32_t)hash;
	token->start = start;
	token->len = len;
	token->gap = gap;
	__builtin_prefetch(&in->words->slots[token->hash & in->words->mask]);
}

/* Notes the token from the cursor to a place, and moves there. */
static void note(struct pass *in, uint32_t end, uint32_t gap)
{
	uint32_t start = in->at, len = end - start;
	if (len <= RT_WORD_SHORT && in->end - start >= RT_WORD_SHORT) {
		note_short(in, start, len, gap);
	} else {
		struct rt_word_key key = rt_word_key(in->text + start, len);
		*begin_note(in) = (struct pending){
			key.head, key.tail, (uint32_t)key.hash, start, len, gap, 0};
	}
	in->pending[in->pending_count - 1].line_start = in->gap_line_start;
	in->at = end;
}

/* An address begins before the cursor: the tokens that it took in give their place to it. */
static bool take_address(struct pass *in, uint32_t gap)
{
	bool is_link = in->text[in->at] == ':';
	uint32_t end = address_end(in, is_link);
	put_pending(in);
	if (end == in->at || gap)
		return false;
	size_t before = in->out->count;
	uint32_t start = address_start(in, is_link);
	if (in->out->count == before)
		return false;
	struct rt_token first = in->out->items[in->out->count];
	struct rt_token token = first;
	token.start = start;
	token.end = end;
	struct rt_word_key key = rt_word_key_of_address();
	struct rt_word_brief word = rt_vocabulary_word(in->vocabulary, &key);
	token.word = word.word;
	token.signature = word.signature;
	token.listed = word.listed;
	token.shape = word.shape & RT_WORD_SHAPE;
	token.place &= RT_AT_LINE_START | RT_AT_SENTENCE_START | RT_AT_BLOCK_START | RT_AT_SPACE |
		RT_AT_BREAK | RT_AT_ODD_GAP;
	token.place |= marks_of(&word);
	in->out->items[in->out->count++] = token;
	in->sentence = token.sentence;
	in->ended = false;
	in->at = end;
	return true;
}

/* The end of a run of ASCII letters and digits. */
static uint32_t run_end(const struct pass *in)
{
	uint32_t at = in->at;
	while (in->end - at >= RT_WORD_SHORT) {
		uint32_t run = rt_word_run(in->text + at);
		at += run;
		if (run < RT_WORD_SHORT)
			return at;
	}
	while (at < in->end && rt_ascii_kind[(unsigned char)in->text[at]] == 1)
		at++;
	return at;
}

static bool is_letter(unsigned char byte)
{
	return (byte | 32) >= 'a' && (byte | 32) <= 'z';
}

/* Does the sign at text[at], behind a run of ASCII letters and digits, end the word for certain? Where
 * it may join, rt_token_end decides. */
static inline bool sign_ends_run(const struct pass *in, uint32_t start, uint32_t at)
{
	unsigned char sign = (unsigned char)in->text[at], next;
	if (!rt_ascii_kind[sign])
		return true;
	if (sign >= 0x80 || in->end - at < 3 || (next = (unsigned char)in->text[at + 1]) >= 0x80)
		return false;
	switch (sign) {
	case '.':
		return at - start > 1;
	case '\'':
		return !is_letter(next) ||
			((next | 32) == 's' && rt_ascii_kind[(unsigned char)in->text[at + 2]] % 2 == 0);
	case '"':
		return true;
	default: /* - and & */
		return rt_ascii_kind[next] != 1;
	}
}

/* The end of a word of ASCII letters and digits, or of a sign, that nothing can prolong; the cursor
 * where that is not certain. Nearly all of English text takes this way. */
static uint32_t plain_end(const struct pass *in)
{
	uint32_t at = run_end(in);
	if (at > in->at)
		return at < in->end && sign_ends_run(in, in->at, at) ? at : in->at;
	unsigned char sign = (unsigned char)in->text[at];
	if (sign >= 0x80 || in->end - at < 2 || sign == '\'' || sign == '@')
		return in->at;
	unsigned char next = (unsigned char)in->text[at + 1];
	return next == sign || (sign == ':' && next == '/') ? in->at : at + 1;
}

/* Takes words of ASCII letters and digits behind one blank each, as long as there are such. */
static void take_plain_words(struct pass *in)
{
	while (in->end - in->at > RT_WORD_SHORT && in->text[in->at] == ' ') {
		uint32_t start = in->at + 1, run = rt_word_run(in->text + start);
		if (!run || run == RT_WORD_SHORT || !sign_ends_run(in, start, start + run))
			return;
		note_short(in, start, run, RT_AT_SPACE);
		in->at = start + run;
	}
}

void rt_tokenise(struct rt_vocabulary *vocabulary, const char *text, struct rt_range range,
	enum rt_segment_kind kind, uint32_t segment, struct rt_tokens *out)
{
	struct pass in = {.vocabulary = vocabulary, .words = rt_vocabulary_table(vocabulary),
		.text = text, .at = range.start, .end = range.end,
		.is_header = kind == RT_SEGMENT_HEADER,
		.unwrapped = has_long_line(text, range), .segment = segment, .out = out,
		.first = out->count, .line_start = range.start, .gap_line_start = range.start, .ended = true,
		.sentence = -1, .paragraph = -1};
	if (out->count) {
		in.sentence = out->items[out->count - 1].sentence;
		in.paragraph = out->items[out->count - 1].paragraph;
	}
	in.at = skip_quote_marks(&in, in.at);
	for (;;) {
		take_plain_words(&in);
		uint32_t gap = cross_gap(&in);
		if (in.at >= in.end)
			break;
		uint32_t behind = plain_end(&in);
		if (behind > in.at)
			note(&in, behind, gap);
		else if (!at_address(&in) || !take_address(&in, gap))
			note(&in, (uint32_t)rt_token_end(text, in.end, in.at), gap);
	}
	put_pending(&in);
	if (out->count > in.first)
		out->items[out->count - 1].place |= RT_AT_LINE_END | RT_AT_SENTENCE_END;
}
