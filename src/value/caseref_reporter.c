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

#include <ctype.h>
#include <string.h>

struct citation {
	struct rt_cleaned name, page; /* as typed */
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
static bool is_plain_word(const char *name, size_t len)
{
	size_t letters = 0, capitals = 0;
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)name[i];
		if (isdigit(byte) || byte == ' ' || byte == '&')
			return false;
		if (byte == '.' && i + 1 < len)
			return false;
		letters += isalpha(byte) != 0;
		capitals += isupper(byte) != 0;
	}
	if (letters < 2)
		return true;
	if (name[len - 1] == '.')
		return false;
	for (size_t i = 1; i < len; i++)
		if (isupper((unsigned char)name[i]) && islower((unsigned char)name[i - 1]))
			return false;
	return !(letters == capitals && letters >= 3 && letters <= 4);
}

static bool is_plain(const struct citation *cite)
{
	bool letters = true; /* CALL for Call */
	for (size_t i = 0; i < cite->name.len; i++)
		letters = letters && isalpha((unsigned char)cite->name.text[i]);
	return is_plain_word(cite->name.text, cite->name.len) ||
		(letters && is_plain_word(cite->canonical, strlen(cite->canonical)));
}

static size_t stripped(const char *text, size_t len)
{
	while (len && memchr(" ,;:(", text[len - 1], 5))
		len--;
	return len;
}

/* "F. Supp. 2d," and "U.S. (": what a pattern may have taken along. */
static void strip_tail(struct rt_cleaned *name)
{
	if (name->len > 2 && name->text[0] == '(' && name->text[name->len - 1] == ')') {
		name->text++;
		name->len -= 2;
	}
	name->len = stripped(name->text, name->len);
}

static const char *look_up(
	const struct rt_value_input *input, const char *list, const char *text, size_t len)
{
	return input->lookup ? input->lookup(input->context, list, text, len) : NULL;
}

static const char *look_up_more(const struct rt_value_input *input, const struct citation *cite)
{
	char list[sizeof cite->list + 8];
	size_t len = strlen(cite->list);
	memcpy(list, cite->list, len);
	memcpy(list + len, "-more", sizeof "-more");
	return look_up(input, list, cite->name.text, cite->name.len);
}

/* The name as it stands, or with the publisher that stands behind it. */
static const char *find_whole(const struct rt_value_input *input, const struct citation *cite)
{
	const struct rt_cleaned *name = &cite->name;
	const struct rt_value_group *service = rt_value_group(input, "service");
	const char *found = NULL;
	if (rt_value_known(input, name->text, name->len) & RT_VALUE_ENTRY) {
		found = look_up(input, cite->list, name->text, name->len);
		if (!found)
			found = look_up_more(input, cite);
	}
	if (found || !service)
		return found;
	struct rt_str with = RT_STR_INIT;
	rt_str_append_n(&with, name->text, name->len);
	rt_str_appendf(&with, " (%.*s)", (int)service->len, service->text);
	found = look_up(input, cite->list, with.data, with.len);
	rt_str_release(&with);
	return found;
}

/* A nominative reporter in brackets, "Mass. (1 Allen)", is part of the name but not of the list. */
static const char *find_reporter(const struct rt_value_input *input, const struct citation *cite)
{
	const struct rt_cleaned *name = &cite->name;
	const char *found = find_whole(input, cite);
	const char *open = memchr(name->text, '(', name->len);
	if (found || !open || open == name->text)
		return found;
	return look_up(input, cite->list, name->text, stripped(name->text, (size_t)(open - name->text)));
}

static void append_nominative(struct rt_str *out, const struct citation *cite)
{
	const char *open = memchr(cite->name.text, '(', cite->name.len);
	if (!open || strchr(cite->canonical, '('))
		return;
	rt_str_append_char(out, ' ');
	rt_str_append_n(out, open, (size_t)(cite->name.text + cite->name.len - open));
}

/* "1211[A]" is 1211(A); "____" of a volume not yet paged stays. */
static void append_page(struct rt_str *out, const struct rt_cleaned *page)
{
	for (size_t i = 0; i < page->len; i++) {
		char byte = page->text[i];
		rt_str_append_char(out, byte == '[' ? '(' : byte == ']' ? ')' : byte);
	}
}

static void bracketed_year(
	const struct rt_value_input *input, const char *canonical, struct rt_str *out)
{
	const struct rt_value_group *year = rt_value_group(input, "year");
	if (!year)
		return;
	/* Round brackets stand where the volume alone finds the book: "(1995) 99 Cr App R 123".
	 * Volumes counted anew each year, or none at all, want square ones. */
	const struct rt_value_group *volume = rt_value_group(input, "volume");
	bool yearly = volume && volume->len == 1 &&
		look_up(input, "report/uk", canonical, strlen(canonical));
	bool round = volume && !yearly && input->text[0] == '(';
	rt_str_append_char(out, round ? '(' : '[');
	rt_str_append_n(out, year->text, year->len);
	rt_str_append(out, round ? ") " : "] ");
}

static void write_citation(const struct rt_value_input *input, const struct citation *cite,
	struct rt_str *out)
{
	struct rt_cleaned volume = rt_caseref_cleaned(input, "volume");
	if (strstr(cite->list, "us") == NULL)
		bracketed_year(input, cite->canonical, out);
	if (rt_value_group(input, "series"))
		rt_str_append(out, "LR ");
	rt_str_append_n(out, volume.text, volume.len);
	if (volume.len)
		rt_str_append_char(out, ' ');
	rt_str_append(out, cite->canonical);
	append_nominative(out, cite);
	rt_str_append(out, cite->short_form ? " at " : " ");
	if (rt_value_group(input, "mark"))
		rt_str_append(out, "P "); /* a paragraph: ¶, par. and P are one */
	append_page(out, &cite->page);
	rt_cleaned_release(&volume);
}

/* "neutral/ca" has its courts in "neutral-court/ca", "reporter/us" in "reporter-court/us". */
static void set_court(struct rt_value_output *out, const struct rt_value_input *input,
	const struct citation *cite)
{
	char list[sizeof cite->list + 8];
	size_t class = strcspn(cite->list, "/");
	memcpy(list, cite->list, class);
	memcpy(list + class, "-court", 6);
	strcpy(list + class + 6, cite->list + class);
	rt_caseref_set_court(out, input, list, cite->canonical, strlen(cite->canonical));
}

static enum rt_value_result cite_report(
	const struct rt_value_input *input, struct citation *cite, struct rt_value_output *out_r)
{
	strip_tail(&cite->name);
	cite->short_form = rt_value_group(input, "at") != NULL;
	cite->canonical = find_reporter(input, cite);
	if (!cite->canonical || (!cite->beside && is_plain(cite)))
		return RT_VALUE_REFUSED;
	if (cite->page.len && *cite->page.text == '0' && cite->name.len <= 2)
		return RT_VALUE_REFUSED; /* 20 MA 0125 is a docket of Ohio */
	if (!rt_caseref_set_year(out_r, input, "year"))
		return RT_VALUE_REFUSED;
	write_citation(input, cite, &out_r->normal);
	rt_value_set(out_r, "kind", cite->short_form ? "short" : "reporter");
	set_court(out_r, input, cite);
	return RT_VALUE_OK;
}

/* `value reporter LIST [beside]`: groups volume, reporter, page; year; at (a short form); mark
 * ("¶"); series ("LR"). Attributes kind, year, court. */
enum rt_value_result rt_caseref_reporter(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	struct citation read = {.name = rt_caseref_cleaned(input, "reporter"),
		.page = rt_caseref_cleaned(input, "page")};
	read_argument(&read, input->argument);
	enum rt_value_result result = cite_report(input, &read, out_r);
	rt_cleaned_release(&read.name);
	rt_cleaned_release(&read.page);
	return result;
}

/* The court's code as typed: "EWCA", "(Civ)" and "[EWCA]" without the brackets. */
static struct rt_cleaned court_code(const struct rt_value_input *input, const char *group)
{
	struct rt_cleaned typed = rt_caseref_cleaned(input, group), code = {.made = RT_STR_INIT};
	if (!memchr(typed.text, '[', typed.len) && !memchr(typed.text, ']', typed.len))
		return typed;
	for (size_t i = 0; i < typed.len; i++)
		if (typed.text[i] != '[' && typed.text[i] != ']')
			rt_str_append_char(&code.made, typed.text[i]);
	rt_cleaned_release(&typed);
	code.text = code.made.data;
	code.len = code.made.len;
	return code;
}

/* Canada and the United States put no brackets about the year, whatever was typed. */
static bool writes_bare(const struct rt_value_input *input, const char *court)
{
	return strstr(input->argument, "/us") ||
		look_up(input, "neutral/ca", court, strlen(court));
}

static void write_neutral(const struct rt_value_input *input, const char *court,
	const char *division, struct rt_str *out)
{
	struct rt_cleaned year = rt_caseref_cleaned(input, "year");
	struct rt_cleaned number = rt_caseref_cleaned(input, "number");
	bool bare = strstr(input->argument, "bare") != NULL && writes_bare(input, court);
	bool dashed = rt_value_group(input, "dash") != NULL;
	rt_str_append(out, dashed || bare ? "" : "[");
	rt_str_append_n(out, year.text, year.len);
	rt_str_append(out, dashed ? "-" : bare ? " " : "] ");
	rt_str_append(out, court);
	rt_str_append_char(out, dashed ? '-' : ' ');
	rt_str_append_n(out, number.text, number.len);
	if (division)
		rt_str_appendf(out, " (%s)", division);
	rt_cleaned_release(&year);
	rt_cleaned_release(&number);
}

static enum rt_value_result cite_neutral(const struct rt_value_input *input, struct citation *cite,
	const struct rt_cleaned *division, struct rt_value_output *out_r)
{
	const char *known = NULL;
	cite->canonical = look_up(input, cite->list, cite->name.text, cite->name.len);
	if (!cite->canonical || !rt_caseref_set_year(out_r, input, "year"))
		return RT_VALUE_REFUSED;
	if (division->len) {
		known = look_up(input, "neutral-division", division->text, division->len);
		if (!known)
			return RT_VALUE_REFUSED;
	}
	write_neutral(input, cite->canonical, known, &out_r->normal);
	rt_value_set(out_r, "kind", "neutral");
	set_court(out_r, input, cite);
	return RT_VALUE_OK;
}

/* `value neutral LIST [bare]`: groups year, court, number, division or chamber, dash. The year
 * stands in square brackets; where it is bare or a group `dash` took part, as it was typed. */
enum rt_value_result rt_caseref_neutral(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	struct citation read = {.name = court_code(input, "court")};
	struct rt_cleaned division = court_code(input, "division");
	read_argument(&read, input->argument);
	if (!division.len) {
		rt_cleaned_release(&division);
		division = court_code(input, "chamber");
	}
	enum rt_value_result result = cite_neutral(input, &read, &division, out_r);
	rt_cleaned_release(&read.name);
	rt_cleaned_release(&division);
	return result;
}
