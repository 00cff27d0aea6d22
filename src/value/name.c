/* Normal forms of names: one spelling of blanks, order and capitals. Who is who is not decided here
 * (src/resolve); a normal form only makes equal what is written differently by habit. */
#include "value/name.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Appends the text with each run of white space, quote marks at a line's start included, as one
 * blank. */
static void squeeze(struct rt_str *out, const char *text, size_t len)
{
	bool pending = false, line_start = false;
	for (size_t i = 0; i < len; i++) {
		char byte = text[i];
		if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
			pending = true;
			line_start = line_start || byte == '\n';
		} else if (byte == '>' && line_start) {
			continue;
		} else {
			if (pending && out->len)
				rt_str_append_char(out, ' ');
			pending = line_start = false;
			rt_str_append_char(out, byte);
		}
	}
}

/* Has each white space that it has the form of one blank between two words? */
static bool is_squeezed(const char *text, size_t len)
{
	bool blank = true; /* one at the start is too many */
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];
		if (byte < ' ' || (byte == ' ' && blank))
			return false;
		blank = byte == ' ';
	}
	return !blank;
}

static bool ends_with(const struct rt_str *text, const char *tail)
{
	size_t len = strlen(tail);
	return text->len > len && !memcmp(text->data + text->len - len, tail, len);
}

static void drop_possessive(struct rt_str *name)
{
	if (ends_with(name, "'s"))
		rt_str_truncate(name, name->len - 2);
	else if (ends_with(name, "\xe2\x80\x99s"))
		rt_str_truncate(name, name->len - 4);
}

/* Is no letter small, and more than one capital? */
static bool is_shouted(const char *text, size_t len)
{
	size_t capitals = 0, run = 0, longest = 0;
	for (size_t at = 0; at < len;) {
		uint32_t rune = rt_utf8_next(text, len, &at);
		if (rt_rune_is_lower(rune))
			return false;
		run = rt_rune_is_upper(rune) ? run + 1 : 0;
		capitals += rt_rune_is_upper(rune);
		longest = run > longest ? run : longest;
	}
	return capitals > 1 && longest > 2;
}

/* "DE" of "ANA DE SOUZA", not the letters of "JB SOUZA". */
static bool is_shouted_link(const char *text, size_t len, size_t start, size_t end)
{
	return start && end < len && end - start == 2 && isupper((unsigned char)text[start]) &&
	       isupper((unsigned char)text[start + 1]) && is_shouted(text, len);
}

/* "SMITH, JOHN" is shouted; "SMITH" after "John" too, so each word is looked at by itself. */
static void calm(struct rt_str *out, const char *text, size_t len)
{
	for (size_t start = 0; start < len;) {
		const char *blank = memchr(text + start, ' ', len - start);
		size_t end = blank ? (size_t)(blank - text) : len;
		if (start)
			rt_str_append_char(out, ' ');
		if (is_shouted(text + start, end - start) || is_shouted_link(text, len, start, end))
			rt_utf8_title(out, text + start, end - start);
		else
			rt_str_append_n(out, text + start, end - start);
		start = end + 1;
	}
}

static bool is_suffix(const char *text)
{
	static const char *const suffixes[] = {
		"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "Esq", "Esq.", "MD", "M.D.", NULL};
	for (size_t i = 0; suffixes[i]; i++)
		if (!strcasecmp(suffixes[i], text))
			return true;
	return false;
}

/* "Hughes, Robert J." is told as "Robert J. Hughes"; so is "Hughes ; Robert J.", as scanned headers have
 * it. "Hughes, Jr." stays. */
static void turn_around(struct rt_str *name)
{
	char *comma = strpbrk(name->data, ",;");
	if (!comma || strpbrk(comma + 1, ",;") || comma == name->data)
		return;
	const char *given = comma + 1 + strspn(comma + 1, " ");
	if (!*given || is_suffix(given))
		return;
	struct rt_str turned = RT_STR_INIT;
	rt_str_append(&turned, given);
	rt_str_append_char(&turned, ' ');
	while (comma > name->data && comma[-1] == ' ')
		comma--;
	rt_str_append_n(&turned, name->data, (size_t)(comma - name->data));
	rt_str_release(name);
	*name = turned;
}

enum { CAPITAL = 1, SMALL, BLANK, JOINT }; /* 0: anything else */

static const uint8_t kinds[256] = {['A' ... 'Z'] = CAPITAL, ['a' ... 'z'] = SMALL, [' '] = BLANK,
	['.'] = JOINT, ['-'] = JOINT};

bool rt_person_is_normal(const char *text, size_t len)
{
	size_t capitals = 0;
	uint8_t kind = BLANK; /* one at the start is too many */
	for (size_t i = 0; i < len; i++) {
		uint8_t before = kind;
		kind = kinds[(unsigned char)text[i]];
		capitals = kind == CAPITAL ? capitals + 1 : 0;
		if (!kind || (kind == BLANK && before == BLANK) || capitals > 2)
			return false;
	}
	return kind != BLANK;
}

enum rt_value_result rt_normalise_person(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	struct rt_str name = RT_STR_INIT;
	if (rt_person_is_normal(input->text, input->len)) /* most are */
		return RT_VALUE_SURFACE;
	squeeze(&name, input->text, input->len);
	drop_possessive(&name);
	turn_around(&name);
	calm(&out_r->normal, name.data, name.len);
	rt_str_release(&name);
	return out_r->normal.len ? RT_VALUE_OK : RT_VALUE_REFUSED;
}

enum rt_value_result rt_normalise_party(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	static const char *const states[] = {"place/country", "place/region", "demonym"};
	for (size_t i = 0; input->lookup && i < sizeof states / sizeof *states; i++)
		if (input->lookup(input->context, states[i], input->text, input->len))
			return RT_VALUE_REFUSED;
	return rt_normalise_person(input, out_r);
}

#define ARTICLE 4

static bool has_article(const char *text, size_t len)
{
	return len > ARTICLE && !strncasecmp(text, "the ", ARTICLE);
}

bool rt_organisation_is_normal(const char *text, size_t len)
{
	return is_squeezed(text, len) && !has_article(text, len);
}

enum rt_value_result rt_normalise_organisation(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	struct rt_str name = RT_STR_INIT;
	if (rt_organisation_is_normal(input->text, input->len))
		return RT_VALUE_SURFACE;
	squeeze(&name, input->text, input->len);
	rt_str_append(&out_r->normal, name.data + (has_article(name.data, name.len) ? ARTICLE : 0));
	rt_str_release(&name);
	return out_r->normal.len ? RT_VALUE_OK : RT_VALUE_REFUSED;
}
