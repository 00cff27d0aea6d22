/* Numbers of courts outside the English-speaking world whose normal form is more than a template:
 * Israel, where the kind of procedure is a Hebrew abbreviation with a quote mark inside; the
 * Court of Justice of the EU; Brazil, where it is a word, an abbreviation or a chain of both. */
#include "value/caseref.h"

#include <ctype.h>
#include <string.h>

static void append_digits(struct rt_str *out, const struct rt_value_group *group)
{
	for (size_t i = 0; i < group->len; i++)
		if (isdigit((unsigned char)group->text[i]))
			rt_str_append_char(out, group->text[i]);
}

static const char *look_up_group(
	const struct rt_value_input *input, const char *list, const char *group)
{
	struct rt_cleaned typed = rt_caseref_cleaned(input, group);
	const char *canonical = NULL;
	if (rt_value_group(input, group) && input->lookup)
		canonical = input->lookup(input->context, list, typed.text, typed.len);
	rt_cleaned_release(&typed);
	return canonical;
}

static bool is_month(const struct rt_value_group *group)
{
	int month = group->text[0] - '0';
	if (group->len == 2)
		month = month * 10 + group->text[1] - '0';
	return group->len <= 2 && month >= 1 && month <= 12;
}

/* `value israel`: groups kind, serial, year, and month where the number has three parts. The
 * Supreme Court's numbers are known by their kind, "HCJ 5555/18"; those of the other courts since
 * 2010, 44729-04-24, name a case of the whole country by themselves. */
enum rt_value_result rt_caseref_israel(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	const char *kind = look_up_group(input, "procedure/il", "kind");
	const struct rt_value_group *serial = rt_value_group(input, "serial");
	const struct rt_value_group *month = rt_value_group(input, "month");
	const struct rt_value_group *year = rt_value_group(input, "year");
	if (!kind || !serial || !year || (month && !is_month(month)))
		return RT_VALUE_REFUSED;
	if (year->len == 2 && !rt_caseref_set_year(out_r, input, "year"))
		return RT_VALUE_REFUSED;
	if (!month)
		rt_str_appendf(&out_r->normal, "%s ", kind);
	append_digits(&out_r->normal, serial);
	if (month)
		rt_str_appendf(&out_r->normal, "-%.*s-", (int)month->len, month->text);
	else
		rt_str_append_char(&out_r->normal, '/');
	append_digits(&out_r->normal, year);
	rt_value_set(out_r, "procedure", kind);
	rt_caseref_set_court(out_r, input, "procedure-court/il", kind, strlen(kind));
	return RT_VALUE_OK;
}

/* `value eu-case`: groups court or other (C, T, F), serial, year, suffix. */
enum rt_value_result rt_caseref_europe(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	const struct rt_value_group *court = rt_value_group(input, "court");
	const struct rt_value_group *serial = rt_value_group(input, "serial");
	const struct rt_value_group *year = rt_value_group(input, "year");
	if (!court)
		court = rt_value_group(input, "other");
	if (!court || !serial || !year || !rt_caseref_set_year(out_r, input, "year"))
		return RT_VALUE_REFUSED;
	char letter = (char)toupper((unsigned char)court->text[0]);
	rt_str_appendf(&out_r->normal, "%c-%.*s/%.*s", letter, (int)serial->len, serial->text, 2,
		year->text + year->len - 2);
	struct rt_cleaned suffix = rt_caseref_cleaned(input, "suffix");
	if (suffix.len)
		rt_str_appendf(&out_r->normal, " %.*s", (int)suffix.len, suffix.text);
	rt_cleaned_release(&suffix);
	rt_value_set(out_r, "court", letter == 'C' ? "Court of Justice of the European Union" :
		letter == 'T' ? "General Court of the European Union" :
				"European Union Civil Service Tribunal");
	return RT_VALUE_OK;
}

/* "1.583.083" and "1583083" are one number; "0011249- 34.2014.8.07.0018" keeps its parts. */
static void append_brazilian_number(struct rt_str *out, const struct rt_value_group *number)
{
	bool parts = memchr(number->text, '-', number->len) && number->len > 15;
	for (size_t i = 0; i < number->len; i++) {
		char byte = number->text[i];
		if (isdigit((unsigned char)byte) || byte == '-' || (parts && byte == '.') || byte == '/')
			rt_str_append_char(out, byte);
	}
}

/* `value brazil`: groups kind (class of the procedure), number or dotted or small,
 * state. */
enum rt_value_result rt_caseref_brazil(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	const struct rt_value_group *number = rt_value_group(input, "number");
	const struct rt_value_group *state = rt_value_group(input, "state");
	const char *kind = look_up_group(input, "procedure/br", "kind");
	if (!number)
		number = rt_value_group(input, "dotted");
	if (!number)
		number = rt_value_group(input, "small");
	if (!number || (rt_value_group(input, "kind") && !kind))
		return RT_VALUE_REFUSED;
	if (kind)
		rt_str_appendf(&out_r->normal, "%s ", kind);
	append_brazilian_number(&out_r->normal, number);
	if (state)
		rt_str_appendf(&out_r->normal, "/%.*s", (int)state->len, state->text);
	if (kind)
		rt_value_set(out_r, "procedure", kind);
	return RT_VALUE_OK;
}
