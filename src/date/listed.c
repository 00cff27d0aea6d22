/*
 * "01NOV 6,059", "01DEC 2,997", "02JAN 1,420": a list of months, line by line, as traders print it.
 *
 * By itself 01NOV is the first of November. Where the lines around it go from December to the
 * January of the next number, the numbers are years.
 */
#include "date/span.h"

#include <string.h>
#include <strings.h>

#define NEVER (-9)

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The number before a month's name at `at`, as the 2 of "02JAN"; -1 where none stands there. */
static int number_of(const char *text, size_t len, size_t at, const char *month)
{
	if (at + 5 > len || !is_digit(text[at]) || !is_digit(text[at + 1]) ||
		strncasecmp(text + at + 2, month, 3) != 0 || (at && is_digit(text[at - 1])))
		return -1;
	return (text[at] - '0') * 10 + text[at + 1] - '0';
}

/* "01DEC", and behind it on a line of its own "02JAN". */
static bool turns_the_year(const char *text, size_t len)
{
	int december = NEVER;
	for (size_t at = 0; at + 5 <= len; at++) {
		int number = number_of(text, len, at, "dec");
		if (number >= 0)
			december = number;
		if (number_of(text, len, at, "jan") == december + 1 && at &&
			strchr("\n \t", text[at - 1]))
			return true;
	}
	return false;
}

void rt_date_listed(const struct rt_value_input *input, const struct rt_date_ref *ref,
	struct rt_date_span *span)
{
	const struct rt_date_phrase *phrase = &span->phrase;
	if (input->len != 5 || !phrase->month || !phrase->day || phrase->year != RT_NO_YEAR ||
		!input->before || !input->behind || !is_digit(input->text[0]) ||
		!is_digit(input->text[1]))
		return;
	const char *around = input->before; /* surface and both sides stand in one text */
	if (around + input->before_len + input->len != input->behind)
		return;
	if (turns_the_year(around, input->before_len + input->len + input->behind_len))
		rt_edtf_month(&span->value,
			rt_date_pivot((input->text[0] - '0') * 10 + input->text[1] - '0', ref),
			phrase->month);
}
