/*
 * Citations of reports: "410 U.S. 113", "[1974] AC 235", "2017 IL App (4th) 160407".
 *
 * The rules match loosely, a number, a run of capitalised words, a number, and the lists of
 * reporters decide here: a name that no list knows is refused. That is one look-up for each place
 * that looks like a citation, instead of three thousand names in a pattern. A single word between
 * two numbers ("3 Miles 5", "12 Or 15") proves nothing; such a name holds only where the rule
 * says that its surroundings speak for it (`value reporter LIST beside`).
 */
#include "value/caseref.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>

struct citation {
	struct rt_str name, page; /* as typed, cleaned */
	char list[64];
	const char *canonical;
	bool short_form, beside;
};

/* The argument is a list's name and perhaps "beside" behind it. */
static void read_argument(struct citation *cite, const char *argument)
{
	size_t len = strcspn(argument, " ");
	if (len >= sizeof(cite->list))
		len = sizeof(cite->list) - 1;
	memcpy(cite->list, argument, len);
	cite->list[len] = '\0';
	cite->beside = strstr(argument + len, "beside") != NULL;
}

/* A word of its own, or a single letter: neither full stop nor digit nor blank inside, and no
 * acronym of three or four capitals. */
static bool is_plain_word(const struct rt_str *name)
{
	size_t letters = 0, capitals = 0;
	for (size_t i = 0; i < name->len; i++) {
		unsigned char byte = (unsigned char)name->data[i];
		if (isdigit(byte) || byte == ' ' || byte == '&')
			return false;
		if (byte == '.' && i + 1 < name->len)
			return false;
		letters += isalpha(byte) != 0;
		capitals += isupper(byte) != 0;
	}
	if (letters < 2)
		return true;
	if (name->data[name->len - 1] == '.')
		return false;
	for (size_t i = 1; i < name->len; i++)
		if (isupper((unsigned char)name->data[i]) && islower((unsigned char)name->data[i - 1]))
			return false;
	return !(letters == capitals && letters >= 3 && letters <= 4);
}

static bool is_plain(const struct citation *cite)
{
	struct rt_str canonical = {.data = (char *)(uintptr_t)cite->canonical,
		.len = strlen(cite->canonical)};
	bool letters = true; /* CALL for Call */
	for (size_t i = 0; i < cite->name.len; i++)
		letters = letters && isalpha((unsigned char)cite->name.data[i]);
	return is_plain_word(&cite->name) || (letters && is_plain_word(&canonical));
}

/* "F. Supp. 2d," and "U.S. (": what a pattern may have taken along. */
static void strip_tail(struct rt_str *name)
{
	if (name->len > 2 && name->data[0] == '(' && name->data[name->len - 1] == ')') {
		memmove(name->data, name->data + 1, name->len - 2);
		rt_str_truncate(name, name->len - 2);
	}
	while (name->len && strchr(" ,;:(", name->data[name->len - 1]))
		rt_str_truncate(name, name->len - 1);
}

static const char *look_up(const struct rt_value_input *input, const char *list, const char *text)
{
	return input->lookup ? input->lookup(input->context, list, text, strlen(text)) : NULL;
}

/* A nominative reporter in brackets, "Mass. (1 Allen)", is part of the name but not of the list. */
static const char *find_reporter(
	const struct rt_value_input *input, const char *list, struct rt_str *name)
{
	const char *found = look_up(input, list, name->data);
	char *open = strchr(name->data, '(');
	const struct rt_value_group *service = rt_value_group(input, "service");
	struct rt_str outer = RT_STR_INIT;
	if (!found) {
		rt_str_appendf(&outer, "%s-more", list);
		found = look_up(input, outer.data, name->data);
		rt_str_clear(&outer);
	}
	if (!found && service) {
		rt_str_appendf(&outer, "%s (%.*s)", name->data, (int)service->len, service->text);
		found = look_up(input, list, outer.data);
		rt_str_clear(&outer);
	}
	if (found || !open || open == name->data)
		goto out;
	rt_str_append_n(&outer, name->data, (size_t)(open - name->data));
	strip_tail(&outer);
	found = look_up(input, list, outer.data);
out:
	rt_str_release(&outer);
	return found;
}

static void append_nominative(struct rt_str *out, const struct citation *cite)
{
	const char *open = strchr(cite->name.data, '(');
	if (open && !strchr(cite->canonical, '('))
		rt_str_appendf(out, " %s", open);
}

/* "1211[A]" is 1211(A); "____" of a volume not yet paged stays. */
static void append_page(struct rt_str *out, const struct rt_str *page)
{
	for (size_t i = 0; i < page->len; i++) {
		char byte = page->data[i];
		rt_str_append_char(out, byte == '[' ? '(' : byte == ']' ? ')' : byte);
	}
}

static bool bracketed_year(
	const struct rt_value_input *input, const char *canonical, struct rt_str *out)
{
	const struct rt_value_group *year = rt_value_group(input, "year");
	if (!year)
		return false;
	/* Round brackets stand where the volume alone finds the book: "(1995) 99 Cr App R 123".
	 * Volumes counted anew each year, or none at all, want square ones. */
	const struct rt_value_group *volume = rt_value_group(input, "volume");
	bool yearly = volume && volume->len == 1 && look_up(input, "report/uk", canonical);
	bool round = volume && !yearly && input->text[0] == '(';
	rt_str_appendf(out, round ? "(%.*s) " : "[%.*s] ", (int)year->len, year->text);
	return true;
}

static void write_citation(const struct rt_value_input *input, const struct citation *cite,
	struct rt_str *out)
{
	const struct rt_value_group *series = rt_value_group(input, "series");
	struct rt_str volume = RT_STR_INIT;
	rt_caseref_clean_group(&volume, input, "volume");
	if (strstr(cite->list, "us") == NULL)
		bracketed_year(input, cite->canonical, out);
	if (series)
		rt_str_append(out, "LR ");
	if (volume.len)
		rt_str_appendf(out, "%s ", volume.data);
	rt_str_append(out, cite->canonical);
	append_nominative(out, cite);
	rt_str_append(out, cite->short_form ? " at " : " ");
	if (rt_value_group(input, "mark"))
		rt_str_append(out, "P "); /* a paragraph: ¶, par. and P are one */
	append_page(out, &cite->page);
	rt_str_release(&volume);
}

/* "neutral/ca" has its courts in "neutral-court/ca", "reporter/us" in "reporter-court/us". */
static void set_court(struct rt_value_output *out, const struct rt_value_input *input,
	const struct citation *cite)
{
	struct rt_str list = RT_STR_INIT;
	size_t len = strcspn(cite->list, "/");
	rt_str_appendf(&list, "%.*s-court%s", (int)len, cite->list, cite->list + len);
	rt_caseref_set_court(out, input, list.data, cite->canonical);
	rt_str_release(&list);
}

/* `value reporter LIST [beside]`: groups volume, reporter, page; year; at (a short form); mark
 * ("¶"); series ("LR"). Attributes kind, year, court. */
enum rt_value_result rt_caseref_reporter(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	struct citation cite = {.name = RT_STR_INIT, .page = RT_STR_INIT};
	enum rt_value_result result = RT_VALUE_REFUSED;
	read_argument(&cite, input->argument);
	rt_caseref_clean_group(&cite.name, input, "reporter");
	rt_caseref_clean_group(&cite.page, input, "page");
	strip_tail(&cite.name);
	cite.short_form = rt_value_group(input, "at") != NULL;
	cite.canonical = find_reporter(input, cite.list, &cite.name);
	if (!cite.canonical || (!cite.beside && is_plain(&cite)))
		goto out;
	if (cite.page.data[0] == '0' && cite.name.len <= 2) /* 20 MA 0125 is a docket of Ohio */
		goto out;
	if (!rt_caseref_set_year(out_r, input, "year"))
		goto out;
	write_citation(input, &cite, &out_r->normal);
	rt_value_set(out_r, "kind", cite.short_form ? "short" : "reporter");
	set_court(out_r, input, &cite);
	result = RT_VALUE_OK;
out:
	rt_str_release(&cite.name);
	rt_str_release(&cite.page);
	return result;
}

/* The court's code as typed: "EWCA", "(Civ)" and "[EWCA]" without the brackets. */
static void court_code(struct rt_str *out, const struct rt_value_input *input, const char *group)
{
	struct rt_str typed = RT_STR_INIT;
	rt_caseref_clean_group(&typed, input, group);
	for (size_t i = 0; i < typed.len; i++)
		if (!strchr("[]", typed.data[i]))
			rt_str_append_char(out, typed.data[i]);
	rt_str_release(&typed);
}

/* Canada and the United States put no brackets about the year, whatever was typed. */
static bool writes_bare(const struct rt_value_input *input, const char *court)
{
	return strstr(input->argument, "/us") || look_up(input, "neutral/ca", court);
}

static void write_neutral(const struct rt_value_input *input, const char *court,
	const char *division, struct rt_str *out)
{
	struct rt_str year = RT_STR_INIT, number = RT_STR_INIT;
	rt_caseref_clean_group(&year, input, "year");
	rt_caseref_clean_group(&number, input, "number");
	bool bare = strstr(input->argument, "bare") != NULL && writes_bare(input, court);
	bool dashed = rt_value_group(input, "dash") != NULL;
	rt_str_appendf(out, dashed ? "%s-" : bare ? "%s " : "[%s] ", year.data);
	rt_str_appendf(out, dashed ? "%s-%s" : "%s %s", court, number.data);
	if (division)
		rt_str_appendf(out, " (%s)", division);
	rt_str_release(&year);
	rt_str_release(&number);
}

/* `value neutral LIST [bare]`: groups year, court, number, division or chamber, dash. The year
 * stands in square brackets; where it is bare or a group `dash` took part, as it was typed. */
enum rt_value_result rt_caseref_neutral(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	struct citation cite = {.name = RT_STR_INIT, .page = RT_STR_INIT};
	struct rt_str division = RT_STR_INIT;
	enum rt_value_result result = RT_VALUE_REFUSED;
	read_argument(&cite, input->argument);
	court_code(&cite.name, input, "court");
	court_code(&division, input, "division");
	if (!division.len)
		court_code(&division, input, "chamber");
	cite.canonical = look_up(input, cite.list, cite.name.data);
	if (!cite.canonical || !rt_caseref_set_year(out_r, input, "year"))
		goto out;
	const char *known = NULL;
	if (division.len) {
		known = look_up(input, "neutral-division", division.data);
		if (!known)
			goto out;
	}
	write_neutral(input, cite.canonical, known, &out_r->normal);
	rt_value_set(out_r, "kind", "neutral");
	set_court(out_r, input, &cite);
	result = RT_VALUE_OK;
out:
	rt_str_release(&cite.name);
	rt_str_release(&cite.page);
	rt_str_release(&division);
	return result;
}
