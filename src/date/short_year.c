/*
 * "Nov 00 to Jan 01", "from 5/97 until 5/01": a month and a year of two digits, not a day.
 *
 * A number that no month has as a day (00, 97) tells a month and its year by itself; beside such a
 * pair the others are of the same kind. "In June 01" leads to a month, and "Jan-02" in a table of
 * 2001 is one.
 */
#include "date/reader.h"

#include <stdlib.h>
#include <strings.h>

#define LAST_DAY 31
#define YEARS_OFF 3 /* how far from the document's year such a year may be */

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return (byte | 32) >= 'a' && (byte | 32) <= 'z';
}

/* "00", "97": no day. */
static bool is_no_day(const char *digits)
{
	return is_digit(digits[0]) && is_digit(digits[1]) &&
	       (digits[0] > '3' || (digits[0] == '0' && digits[1] == '0'));
}

/* Does one of the English months, long or short, end right before it? */
static bool follows_month(const char *text, size_t at)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	while (at && strchr(" .'", text[at - 1]))
		at--;
	size_t end = at;
	while (at && is_letter(text[at - 1]))
		at--;
	if (end - at < 3 || text[at] > 'Z')
		return false;
	for (size_t i = 0; months[i]; i += 3)
		if (!strncasecmp(text + at, months + i, 3))
			return true;
	return false;
}

/* 5/97, and no 5/97/3. */
static bool follows_number_of_month(const char *text, size_t at)
{
	return at > 1 && text[at - 1] == '/' && is_digit(text[at - 2]) &&
	       (at == 2 || !strchr("/.-", text[at - 3])) &&
	       (at < 4 || !is_digit(text[at - 3]) || !strchr("/.-", text[at - 4]));
}

static bool has_pair(const char *text, size_t len, bool (*follows)(const char *, size_t))
{
	for (size_t at = 3; text && at + 2 <= len; at++)
		if (is_no_day(text + at) && !is_digit(text[at - 1]) &&
			(at + 2 == len || !strchr("0123456789/%:", text[at + 2])) &&
			follows(text, at))
			return true;
	return false;
}

static bool has_pair_beside(
	const struct rt_value_input *input, bool (*follows)(const char *, size_t))
{
	return has_pair(input->before, input->before_len, follows) ||
	       has_pair(input->behind, input->behind_len, follows);
}

static bool is_led_by_in(const struct rt_value_input *input)
{
	return input->before && input->before_len > 3 &&
	       !strncasecmp(input->before + input->before_len - 4, " in ", 4);
}

static bool is_near(const struct rt_date_reader *reader, long years, long most)
{
	return reader->input->ref && labs(years - atoi(reader->input->ref) % 100) <= most;
}

bool rt_date_is_short_year(const struct rt_date_reader *reader, int at, long value, int digits)
{
	struct rt_date_month_name ignored;
	const struct rt_date_token *sign = rt_date_token_at(reader, at - 1);
	if (digits != 2 || at + 1 < reader->to)
		return false;
	bool dash = sign->sign == '-' && !sign->spaced && !rt_date_token_at(reader, at)->spaced;
	int month = dash || sign->sign == '.' ? at - 2 : at - 1;
	if (month > reader->from || !rt_date_month_at(reader, month, &ignored))
		return false;
	if (dash)
		return is_near(reader, value, 1);
	return is_near(reader, value, YEARS_OFF) && value < 10 &&
	       (is_led_by_in(reader->input) || has_pair_beside(reader->input, follows_month));
}

bool rt_date_is_month_of_year(const struct rt_date_reader *reader,
	const struct rt_date_token *first, const struct rt_date_token *second)
{
	if (second->digits != 2 || first->number < 1 || first->number > 12)
		return false;
	if (!second->number || second->number > LAST_DAY)
		return true;
	return second->number < 10 && is_near(reader, second->number, YEARS_OFF) &&
	       has_pair_beside(reader->input, follows_number_of_month);
}
