/*
 * RTF is text with control words in it ("\par", "\fs20") and groups in braces. A group inherits
 * what is set outside and forgets at its end what was set inside. A group that opens with a word for
 * something that is no text ("\pict"), or with "\*" and a word that is not known, is stepped over.
 *
 * Letters beyond ASCII come as "\'e9", a byte in the charset of the current font, or as "\u1513?",
 * a code point with what older readers are to show instead. Bytes are gathered until something
 * else comes, for one letter may take several of them.
 */
#include "read/rtf.h"

#include "base/charset.h"
#include "base/limits.h"
#include "read/html.h"
#include "read/mapi.h"
#include "read/row.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 512 /* groups in one another; deeper ones share the last one's settings */
#define MAX_FONTS 4000

struct group {
	bool skip;     /* nothing of it is text */
	bool fonts;    /* it is the table of fonts */
	bool tag;      /* HTML as it stood */
	bool rtf_only; /* put in beside the HTML, for readers of RTF */
	uint32_t codepage;
	unsigned fallback; /* how many characters follow a "\u" for older readers */
};

struct font {
	long number;
	uint32_t codepage;
};

struct rtf {
	const char *at, *end;
	struct group groups[MAX_DEPTH];
	size_t depth, deeper;
	uint32_t codepage; /* of the document */
	RT_VEC(struct font) fonts;
	long font; /* that the table speaks of */
	struct rt_str bytes; /* not decoded yet */
	struct rt_str out;
	struct rt_row row; /* of a table */
	size_t cell;	   /* where its cell begins */
	uint32_t high;	    /* first half of a surrogate pair */
	unsigned to_skip;   /* characters that repeat a "\u" */
	size_t undecodable;
	bool html;
};

static struct group *now(struct rtf *rtf)
{
	return &rtf->groups[rtf->depth];
}

static bool is_text(struct rtf *rtf)
{
	const struct group *group = now(rtf);
	return !group->skip && !group->fonts && !(rtf->html && group->rtf_only);
}

static void flush(struct rtf *rtf)
{
	if (!rtf->bytes.len)
		return;
	char name[32];
	const char *charset = rt_codepage_charset(now(rtf)->codepage, name);
	struct rt_decoded decoded = rt_charset_decode(&rtf->out, rtf->bytes.data, rtf->bytes.len,
		charset ? charset : "windows-1252");
	rtf->undecodable += decoded.undecodable;
	rt_str_clear(&rtf->bytes);
}

static void put_byte(struct rtf *rtf, char byte)
{
	if (rtf->to_skip) {
		rtf->to_skip--;
		return;
	}
	if (is_text(rtf) && byte)
		rt_str_append_char(&rtf->bytes, byte);
}

static void put_text(struct rtf *rtf, const char *text)
{
	flush(rtf);
	if (is_text(rtf))
		rt_str_append(&rtf->out, text);
}

static void put_unit(struct rtf *rtf, long value)
{
	flush(rtf);
	uint32_t unit = (uint32_t)(value < 0 ? value + 65536 : value) & 0xffff;
	rtf->to_skip = now(rtf)->fallback;
	if (!is_text(rtf) || !unit)
		return;
	if (unit >= 0xd800 && unit < 0xdc00) {
		rtf->high = unit;
		return;
	}
	if (unit >= 0xdc00 && unit < 0xe000 && rtf->high)
		unit = 0x10000 + ((rtf->high - 0xd800) << 10) + (unit - 0xdc00);
	rtf->high = 0;
	rt_str_append_rune(&rtf->out, unit);
}

/* Windows' numbers of charsets of fonts. */
static uint32_t font_codepage(long charset)
{
	static const struct {
		long charset;
		uint32_t codepage;
	} known[] = {{128, 932}, {129, 949}, {134, 936}, {136, 950}, {161, 1253}, {162, 1254},
		{163, 1258}, {177, 1255}, {178, 1256}, {186, 1257}, {204, 1251}, {222, 874},
		{238, 1250}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].charset == charset)
			return known[i].codepage;
	return 0;
}

static void set_font(struct rtf *rtf, long number)
{
	if (now(rtf)->fonts) {
		rtf->font = number;
		return;
	}
	flush(rtf);
	now(rtf)->codepage = rtf->codepage;
	RT_VEC_FOREACH(font, &rtf->fonts)
		if (font->number == number)
			now(rtf)->codepage = font->codepage;
}

static void tell_font(struct rtf *rtf, long charset)
{
	uint32_t codepage = font_codepage(charset);
	if (now(rtf)->fonts && codepage && rtf->fonts.count < MAX_FONTS)
		rt_vec_push(&rtf->fonts, (struct font){rtf->font, codepage});
}

static const struct {
	const char *word, *text;
} shown[] = {{"par", "\n"}, {"line", "\n"}, {"sect", "\n"}, {"page", "\n"}, {"tab", "\t"},
	{"emdash", "\xe2\x80\x94"}, {"endash", "\xe2\x80\x93"}, {"lquote", "\xe2\x80\x98"},
	{"rquote", "\xe2\x80\x99"}, {"ldblquote", "\xe2\x80\x9c"}, {"rdblquote", "\xe2\x80\x9d"},
	{"bullet", "\xe2\x80\xa2"}, {"emspace", " "}, {"enspace", " "}, {NULL, NULL}};

/* Writers end the paragraph in a cell as well as the cell: both on one line. */
static void end_cell(struct rtf *rtf)
{
	flush(rtf);
	if (!is_text(rtf))
		return;
	while (rtf->out.len > rtf->cell && rtf->out.data[rtf->out.len - 1] == '\n')
		rt_str_truncate(&rtf->out, rtf->out.len - 1);
	rt_row_end_cell(&rtf->row, &rtf->out);
	rtf->cell = rtf->out.len;
}

static void end_row(struct rtf *rtf)
{
	flush(rtf);
	if (!is_text(rtf))
		return;
	rt_row_end(&rtf->row, &rtf->out);
	rtf->cell = rtf->out.len;
}

/* Words before a table are in none of its cells. */
static void begin_row(struct rtf *rtf)
{
	flush(rtf);
	if (rtf->row.column)
		return;
	rtf->row.start = rtf->cell = rtf->out.len;
}

static bool do_table(struct rtf *rtf, const char *word)
{
	static const struct {
		const char *word;
		void (*act)(struct rtf *rtf);
	} known[] = {{"trowd", begin_row}, {"cell", end_cell}, {"nestcell", end_cell}, {"row", end_row},
		{"nestrow", end_row}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strcmp(word, known[i].word)) {
			known[i].act(rtf);
			return true;
		}
	return false;
}

static bool is_no_text(const char *word)
{
	static const char *const words[] = {"colortbl", "stylesheet", "info", "pict", "object",
		"objdata", "fldinst", "filetbl", "listtable", "revtbl", "themedata", "datastore",
		"nonshppict", "xe", "tc", "bkmkstart", "bkmkend", NULL};
	for (const char *const *known = words; *known; known++)
		if (!strcmp(word, *known))
			return true;
	return false;
}

static void do_word(struct rtf *rtf, const char *word, bool number_told, long number)
{
	struct group *group = now(rtf);
	for (size_t i = 0; shown[i].word; i++)
		if (!strcmp(word, shown[i].word)) {
			put_text(rtf, shown[i].text);
			return;
		}
	if (do_table(rtf, word))
		return;
	if (!strcmp(word, "u") && number_told)
		put_unit(rtf, number);
	else if (!strcmp(word, "uc"))
		group->fallback = number >= 0 && number < 16 ? (unsigned)number : 1;
	else if (!strcmp(word, "f"))
		set_font(rtf, number);
	else if (!strcmp(word, "fcharset"))
		tell_font(rtf, number);
	else if (!strcmp(word, "ansicpg"))
		rtf->codepage = group->codepage = (uint32_t)number;
	else if (!strcmp(word, "fonttbl"))
		group->fonts = true;
	else if (!strcmp(word, "fromhtml"))
		rtf->html = true;
	else if (!strcmp(word, "htmlrtf")) {
		flush(rtf);
		group->rtf_only = !number_told || number;
	} else if (!strcmp(word, "bin") && number > 0)
		rtf->at += number < rtf->end - rtf->at ? number : rtf->end - rtf->at;
	else if (is_no_text(word))
		group->skip = true;
}

/* "\*" and the word behind it: a destination that may be passed over, but for HTML's tags. */
static void do_star(struct rtf *rtf)
{
	static const char tag[] = "\\htmltag";
	bool is_tag = rtf->html && (size_t)(rtf->end - rtf->at) >= sizeof tag - 1 &&
		      !memcmp(rtf->at, tag, sizeof tag - 1);
	now(rtf)->tag = is_tag;
	now(rtf)->skip |= !is_tag;
	if (is_tag)
		now(rtf)->rtf_only = false;
}

static int hex(const char *at)
{
	char digits[3] = {at[0], at[1], '\0'};
	if (!isxdigit((unsigned char)at[0]) || !isxdigit((unsigned char)at[1]))
		return -1;
	return (int)strtol(digits, NULL, 16);
}

/* A backslash and what is no letter. */
static void do_symbol(struct rtf *rtf, char symbol)
{
	if (symbol == '\'') {
		int byte = rtf->end - rtf->at >= 2 ? hex(rtf->at) : -1;
		if (byte >= 0) {
			rtf->at += 2;
			put_byte(rtf, (char)byte);
		}
	} else if (symbol == '*') {
		do_star(rtf);
	} else if (symbol == '~') {
		put_text(rtf, "\xc2\xa0");
	} else if (symbol == '_') {
		put_byte(rtf, '-');
	} else if (symbol == '\n' || symbol == '\r') {
		put_text(rtf, "\n");
	} else if (symbol == '\\' || symbol == '{' || symbol == '}') {
		put_byte(rtf, symbol);
	}
}

static void do_control(struct rtf *rtf)
{
	char word[33];
	size_t len = 0;
	if (rtf->at == rtf->end)
		return;
	if (!isalpha((unsigned char)*rtf->at)) {
		do_symbol(rtf, *rtf->at++);
		return;
	}
	while (rtf->at < rtf->end && isalpha((unsigned char)*rtf->at) && len < sizeof word - 1)
		word[len++] = *rtf->at++;
	word[len] = '\0';
	char digits[12];
	size_t count = 0;
	while (rtf->at < rtf->end && count < sizeof digits - 1 &&
		(isdigit((unsigned char)*rtf->at) || (!count && *rtf->at == '-')))
		digits[count++] = *rtf->at++;
	digits[count] = '\0';
	if (rtf->at < rtf->end && *rtf->at == ' ')
		rtf->at++;
	do_word(rtf, word, count > 0, strtol(digits, NULL, 10));
}

static void open_group(struct rtf *rtf)
{
	flush(rtf);
	rtf->to_skip = 0;
	if (rtf->depth + 1 == MAX_DEPTH) {
		rtf->deeper++;
		return;
	}
	rtf->groups[rtf->depth + 1] = rtf->groups[rtf->depth];
	rtf->depth++;
}

static void close_group(struct rtf *rtf)
{
	flush(rtf);
	rtf->to_skip = 0;
	if (rtf->deeper)
		rtf->deeper--;
	else if (rtf->depth)
		rtf->depth--;
}

static void walk(struct rtf *rtf)
{
	while (rtf->at < rtf->end) {
		char byte = *rtf->at++;
		if (byte == '{')
			open_group(rtf);
		else if (byte == '}')
			close_group(rtf);
		else if (byte == '\\')
			do_control(rtf);
		else if (byte != '\r' && byte != '\n')
			put_byte(rtf, byte);
	}
	flush(rtf);
}

void rt_rtf_read(struct rt_document *document, const char *bytes, size_t len, struct rt_str *out)
{
	struct rtf *rtf = rt_alloc_zero(1, sizeof *rtf);
	rtf->at = bytes;
	rtf->end = bytes + len;
	rtf->codepage = 1252;
	rtf->groups[0] = (struct group){.codepage = 1252, .fallback = 1};
	rtf->bytes = (struct rt_str)RT_STR_INIT;
	rtf->out = (struct rt_str)RT_STR_INIT;
	walk(rtf);
	if (rtf->html)
		rt_html_read(document, rtf->out.data, rtf->out.len, "utf-8", out);
	else
		rt_str_append_n(out, rtf->out.data, rtf->out.len);
	document->undecodable += (uint32_t)rtf->undecodable;
	if (rtf->undecodable)
		rt_document_problem(document, "decode", "bad-charset",
			"%zu bytes of rich text could not be read and stand as U+FFFD",
			rtf->undecodable);
	if (rtf->depth || rtf->deeper)
		rt_document_problem(document, "read", "truncated",
			"the rich text ends in the middle; it may have been cut short");
	rt_vec_release(&rtf->fonts);
	rt_str_release(&rtf->bytes);
	rt_str_release(&rtf->out);
	rt_free(rtf);
}
