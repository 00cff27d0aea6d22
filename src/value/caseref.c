#include "config.h" /* for strcasestr */

#include "value/caseref.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 1600, LAST_YEAR = 2079, CENTURY_TURN = 40 };

/* What a mail, a typesetter or a word processor puts for one plain mark; 0 takes it out. */
static uint32_t plain_rune(uint32_t rune)
{
	if ((rune >= 0x2010 && rune <= 0x2015) || rune == 0x2212 || rune == 0x2043 || rune == 0x05be)
		return '-';
	if (rune == 0x2018 || rune == 0x2019 || rune == 0x02bc || rune == 0x05f3 || rune == 0x2032 ||
		rune == '`' || rune == 0x00b4)
		return '\'';
	if (rune == 0x201c || rune == 0x201d || rune == 0x201e || rune == 0x05f4 || rune == 0x2033)
		return '"';
	if (rune == 0x2044 || rune == 0x2215 || rune == 0x29f8)
		return '/';
	if (rune == 0x00ad || rune == 0xfeff || (rune >= 0x200b && rune <= 0x200f) ||
		(rune >= 0x202a && rune <= 0x202e) || (rune >= 0x2060 && rune <= 0x2069))
		return 0;
	return rune;
}

static bool is_break(uint32_t rune)
{
	return rune == '\n' || rune == '\r' || rune == 0x2028 || rune == 0x2029;
}

static void clean_runes(struct rt_str *out, const char *text, size_t len)
{
	size_t start = out->len;
	bool blank = false, line_start = false;
	for (size_t at = 0; at < len;) {
		uint32_t rune = rt_utf8_next(text, len, &at);
		if (rt_rune_is_space(rune) || (line_start && (rune == '>' || rune == '|'))) {
			blank = true;
			line_start = line_start || is_break(rune);
			continue;
		}
		rune = plain_rune(rune);
		if (!rune)
			continue;
		if (blank && out->len > start)
			rt_str_append_char(out, ' ');
		blank = line_start = false;
		rt_str_append_rune(out, rune);
	}
}

/* Plain marks and letters of ASCII, with one blank between words? */
static bool is_clean(const char *text, size_t len)
{
	bool blank = true; /* one at the start is too many */
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];
		if (byte < ' ' || byte >= 0x7f || byte == '`' || (blank && byte == ' '))
			return false;
		blank = byte == ' ';
	}
	return !blank;
}

void rt_caseref_clean(struct rt_str *out, const char *text, size_t len)
{
	if (is_clean(text, len))
		rt_str_append_n(out, text, len);
	else
		clean_runes(out, text, len);
}

struct rt_cleaned rt_caseref_cleaned(const struct rt_value_input *input, const char *group)
{
	const struct rt_value_group *found = rt_value_group(input, group);
	struct rt_cleaned cleaned = {.text = "", .made = RT_STR_INIT};
	if (!found)
		return cleaned;
	cleaned.text = found->text;
	cleaned.len = found->len;
	if (is_clean(found->text, found->len))
		return cleaned;
	clean_runes(&cleaned.made, found->text, found->len);
	cleaned.text = cleaned.made.data;
	cleaned.len = cleaned.made.len;
	return cleaned;
}

void rt_cleaned_release(struct rt_cleaned *cleaned)
{
	rt_str_release(&cleaned->made);
}

int rt_caseref_year(const char *digits, size_t len)
{
	char copy[5] = "";
	if (len != 2 && len != 4)
		return 0;
	memcpy(copy, digits, len);
	int year = atoi(copy);
	if (len == 2)
		year += year < CENTURY_TURN ? 2000 : 1900;
	return year >= FIRST_YEAR && year <= LAST_YEAR ? year : 0;
}

bool rt_caseref_set_year(
	struct rt_value_output *out, const struct rt_value_input *input, const char *group)
{
	const struct rt_value_group *found = rt_value_group(input, group);
	if (!found)
		return true;
	bool span = found->len > 4 && found->text[4] == '-'; /* [1843-60] */
	int year = rt_caseref_year(found->text, span ? 4 : found->len);
	if (!year)
		return false;
	const char number[] = {(char)('0' + year / 1000), (char)('0' + year / 100 % 10),
		(char)('0' + year / 10 % 10), (char)('0' + year % 10), '\0'};
	rt_value_set(out, "year", number);
	return true;
}

void rt_caseref_set_court(struct rt_value_output *out, const struct rt_value_input *input,
	const char *list, const char *text, size_t len)
{
	const char *court =
		input->lookup ? input->lookup(input->context, list, text, len) : NULL;
	if (court)
		rt_value_set(out, "court", court);
}

/* "12 -- 1234" and "12 - 1234" are 12-1234: blanks about a dash or a slash between two characters
 * that belong to the number go, and so does a doubled dash. */
static void close_up(struct rt_str *text)
{
	size_t to = 0;
	for (size_t at = 0; at < text->len; at++) {
		char byte = text->data[at];
		char before = to ? text->data[to - 1] : '\0';
		bool joins = before == '-' || before == '/';
		if (joins && (byte == ' ' || byte == before))
			continue;
		if ((byte == '-' || byte == '/') && before == ' ')
			to--;
		text->data[to++] = byte;
	}
	rt_str_truncate(text, to);
}

/* "Roe v Wade", "Roe Vs. Wade", "Roe versus Wade" are Roe v. Wade. */
static void write_versus(struct rt_str *text)
{
	static const char *const words[] = {" v ", " vs. ", " vs ", " versus "};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char *at = strcasestr(text->data, words[i]);
		if (!at)
			continue;
		char *behind = rt_strdup(at + strlen(words[i]));
		rt_str_truncate(text, (size_t)(at - text->data));
		rt_str_append(text, " v. ");
		rt_str_append(text, behind);
		rt_free(behind);
		return;
	}
}

/* `value caseref [closed|versus]`: the group `ref`, or else the surface, cleaned; "closed" also closes up
 * blanks about dashes and slashes, "versus" writes "v." between the parties. Attributes: year from the group `year`. */
enum rt_value_result rt_caseref_plain(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	const struct rt_value_group *ref = rt_value_group(input, "ref");
	if (!rt_caseref_set_year(out_r, input, "year"))
		return RT_VALUE_REFUSED;
	rt_caseref_clean(&out_r->normal, ref ? ref->text : input->text, ref ? ref->len : input->len);
	if (!strcmp(input->argument, "closed"))
		close_up(&out_r->normal);
	else if (!strcmp(input->argument, "versus"))
		write_versus(&out_r->normal);
	return out_r->normal.len ? RT_VALUE_OK : RT_VALUE_REFUSED;
}
