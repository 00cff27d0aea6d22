/*
 * What looks like a date and is none, by what stands around it: a price, half of a time of day, two
 * cells of a table, a house number, an amount, what is left of a day that does not exist.
 */
#include "date/span.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* "$12 [December 27]" and not "$[12 December]"; "6,107.31 [August 2019]" and not its last digits.
 */
static bool cuts_a_price(const struct rt_value_input *input)
{
	static const char *const currencies[] = {"$", "€", "£", "¥", "₹"};
	size_t len = input->before ? input->before_len : 0;
	if (!len || !input->len || !is_digit(input->text[0]))
		return false;
	if (len > 1 && input->before[len - 1] == '.' && is_digit(input->before[len - 2]))
		return true;
	bool thousands = input->len > 3 && is_digit(input->text[1]) && is_digit(input->text[2]) &&
			 !is_digit(input->text[3]);
	if (len > 1 && input->before[len - 1] == ',' && is_digit(input->before[len - 2]) &&
		thousands)
		return true; /* 2,500 years ago */
	len -= input->before[len - 1] == ' ';
	for (size_t i = 0; i < sizeof currencies / sizeof currencies[0]; i++) {
		size_t sign = strlen(currencies[i]);
		if (len >= sign && !memcmp(input->before + len - sign, currencies[i], sign))
			return true;
	}
	return false;
}

/* The number of two digits that ends the text before, as in "32 [August 2014]"; -1 for none. */
static int number_before(const struct rt_value_input *input)
{
	size_t end = input->before ? input->before_len : 0;
	if (end && input->before[end - 1] == ' ')
		end--;
	bool number = end >= 2 && is_digit(input->before[end - 1]) &&
		      is_digit(input->before[end - 2]) &&
		      (end == 2 || strchr(" \n(", input->before[end - 3]));
	return number ? atoi(input->before + end - 2) : -1;
}

/* The year behind, as in "[29 February], 2014". */
static int year_behind(const struct rt_value_input *input)
{
	size_t at = 0;
	if (!input->behind || input->behind_len < 6)
		return RT_NO_YEAR;
	while (at < 2 && strchr(", ", input->behind[at]))
		at++;
	for (size_t i = at; i < at + 4; i++)
		if (!is_digit(input->behind[i]))
			return RT_NO_YEAR;
	return at ? atoi(input->behind + at) : RT_NO_YEAR;
}

/* A shorter reading of what was no day is none either: 32 [August 2014], [29 February] 2014,
 * 2019年[2月29日]. */
static bool leaves_no_day(const struct rt_value_input *input, const struct rt_date_phrase *phrase)
{
	if (!phrase->month || phrase->calendar != RT_CALENDAR_GREGORIAN || !input->len)
		return false;
	if (!phrase->day) {
		int day = is_digit(input->text[0]) ? -1 : number_before(input);
		bool told = phrase->year != RT_NO_YEAR && phrase->year_digits == 4;
		return day > 28 && day < 40 &&
		       !rt_day_exists(told ? phrase->year : 2000, phrase->month, day);
	}
	if (phrase->year != RT_NO_YEAR)
		return false;
	int year = phrase->month == 2 && phrase->day == 29 ? year_behind(input) : RT_NO_YEAR;
	size_t len = input->before ? input->before_len : 0;
	return (year != RT_NO_YEAR && !rt_day_exists(year, 2, 29)) ||
	       (len >= 3 && !memcmp(input->before + len - 3, "年", 3));
}

#define EARLY_YEAR 1700
#define LATE_YEAR 2047

/* "set it to 1518", "raised to 2048", "between 1680*1050 and": years so far off are told by more
 * than such a word. */
static bool is_amount(const struct rt_value_input *input, const struct rt_date_value *value)
{
	static const char *const leads[] = {"to ", "of ", "for ", "than ", "and ", "from "};
	if (strspn(value->text, "0123456789") != 4 || value->text[4] ||
		(atoi(value->text) >= EARLY_YEAR && atoi(value->text) <= LATE_YEAR) ||
		!input->before)
		return false;
	if (input->behind && input->behind_len > 1 && strchr("*x", input->behind[0]) &&
		is_digit(input->behind[1]))
		return true;
	for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
		size_t len = strlen(leads[i]);
		if (input->before_len >= len &&
			!memcmp(input->before + input->before_len - len, leads[i], len))
			return true;
	}
	return false;
}

#define FAR_YEAR 2100

/* "in 2123 Rayburn House": a year as far off as that, and a name behind it, is an address. */
static bool is_house_number(const struct rt_value_input *input, const struct rt_date_value *value)
{
	return strlen(value->text) == 4 && atoi(value->text) > FAR_YEAR && input->behind &&
	       input->behind_len > 1 && input->behind[0] == ' ' && input->behind[1] >= 'A' &&
	       input->behind[1] <= 'Z';
}

static bool has_gap(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\t' || (i + 4 <= len && !memcmp(text + i, "    ", 4)))
			return memchr(text, '\n', i) == NULL;
	return false;
}

/* Two cells of a table, a month's name and a number, have nothing to do with each other. */
static bool spans_cells(const struct rt_value_input *input, const struct rt_date_phrase *phrase)
{
	bool bare = phrase->month && phrase->day && phrase->year == RT_NO_YEAR &&
		    !phrase->weekday && phrase->hour < 0;
	if (!has_gap(input->text, input->len))
		return false;
	for (size_t i = 0; i < input->len && !bare; i++)
		if ((unsigned char)(input->text[i] | 32) >= 'a')
			return false;
	return true;
}

/* A hyphen at the head of a line begins a point of a list, and no span ends there. */
static bool runs_over_points(const struct rt_value_input *input, const struct rt_date_span *span)
{
	if (!strchr(span->value.text, '/'))
		return false;
	for (size_t i = 0; i + 2 < input->len; i++)
		if (input->text[i] == '\n' && strchr("-*", input->text[i + 1]) &&
			input->text[i + 2] == ' ')
			return true;
	return false;
}

/* "12:[30 December]", "[5 May 12]:00", "[5 May 12].30": the edge of the surface cuts a time of day in two. */
static bool cuts_a_clock(const struct rt_value_input *input)
{
	bool led = input->before && input->before_len > 1 && is_digit(input->text[0]) &&
		   input->before[input->before_len - 1] == ':' &&
		   is_digit(input->before[input->before_len - 2]);
	bool year = input->len > 3 && is_digit(input->text[input->len - 3]);
	bool followed = input->behind && input->behind_len > 1 && !year &&
			is_digit(input->text[input->len - 1]) && is_digit(input->behind[1]) &&
			strchr(":.", input->behind[0]);
	return input->len && (led || followed);
}

/* "Jan '[01 Dec '00]": the number is the year of the month before. */
static bool takes_a_year(const struct rt_value_input *input)
{
	const char *end = input->before ? input->before + input->before_len : NULL;
	return end && input->before_len > 1 && end[-1] == '\'' && strchr(" \n\t", end[-2]) &&
	       input->len > 2 && is_digit(input->text[0]) && is_digit(input->text[1]) &&
	       memchr(input->text, '\'', input->len);
}

/* "[10:00 to 01]/01/2023": what follows is a date of its own. */
static bool cuts_a_day(const struct rt_value_input *input)
{
	if (input->behind && input->behind_len >= 3 && !memcmp(input->behind, "午", 3) &&
		input->len > 3 &&
		(!memcmp(input->text + input->len - 3, "上", 3) ||
			!memcmp(input->text + input->len - 3, "下", 3)))
		return true; /* [週五 上]午9:49 */
	bool named = false;
	for (size_t i = 0; i < input->len && !named; i++)
		named = (input->text[i] & 0x80) || isalpha((unsigned char)input->text[i]);
	size_t len = input->before ? input->before_len : 0;
	if (!named && len > 1 && input->before[len - 1] == '-' &&
		is_digit(input->before[len - 2]) && memchr(input->text, '-', input->len))
		return true; /* 1-[1-1, 1-1]-2 */
	return input->len && is_digit(input->text[input->len - 1]) && input->behind &&
	       input->behind_len > 1 && is_digit(input->behind[1]) &&
	       (input->behind[0] == '/' ||
		       (input->behind[0] == '-' && !named && memchr(input->text, '-', input->len)));
}

/* "PO No. [20090208]", "ticket #20190514": eight digits behind such a sign are a number. */
static bool is_labelled(const struct rt_value_input *input)
{
	static const char *const labels[] = {
		"no.", "no", "nr.", "nr", "#", "number", "id", "num", "№"};
	size_t len = input->before ? input->before_len : 0;
	for (size_t i = 0; i < input->len; i++)
		if (!is_digit(input->text[i]))
			return false;
	while (len && strchr(" :=", input->before[len - 1]))
		len--;
	for (size_t i = 0; i < sizeof labels / sizeof labels[0] && input->len == 8; i++) {
		size_t label = strlen(labels[i]);
		if (len >= label && !strncasecmp(input->before + len - label, labels[i], label) &&
			(len == label || !isalpha((unsigned char)input->before[len - label - 1])))
			return true;
	}
	return false;
}

/* by [2002]:aa7:cd10: an address of the network. */
static bool is_address(const struct rt_value_input *input)
{
	return input->len == 4 && input->behind && input->behind_len > 2 &&
	       input->behind[0] == ':' && isxdigit((unsigned char)input->behind[1]) &&
	       isxdigit((unsigned char)input->behind[2]);
}

/* set_time_now(0), gen_linking: a name in a program. */
static bool is_of_a_name(const struct rt_value_input *input)
{
	if (input->behind && input->behind_len > 1 && input->behind[0] == '_' && input->len &&
		isalpha((unsigned char)input->behind[1]) &&
		isalpha((unsigned char)input->text[input->len - 1]))
		return true;
	size_t before = input->before ? input->before_len : 0;
	if (before > 1 && input->behind && input->behind_len && input->before[before - 1] == '(' &&
		(isalnum((unsigned char)input->before[before - 2]) ||
			input->before[before - 2] == '_') &&
		input->behind[0] == ')' && input->len && islower((unsigned char)*input->text))
		return true; /* go_away(now) */
	if (input->behind && input->behind_len > 1 && !memcmp(input->behind, "()", 2))
		return true; /* system_clock::now() */
	return input->before && input->before_len && input->before[input->before_len - 1] == '_' &&
	       input->len && input->text[0] >= 'a' && input->text[0] <= 'z';
}

#define NOISE_SIGNS 4
#define NOISE_RUN 50 /* bytes without a blank around a word of three letters */
#define SHORT_WORD 3

static size_t count_signs(const char *text, size_t len)
{
	size_t count = 0;
	for (size_t i = 0; i < len; i++)
		count += strchr("@^$%*`\\[]!#+", text[i]) != NULL;
	return count;
}

/* "M'$9IM?EI`[HX;M5-\\KN9?*>[[6/2]]=CUY9JN_P!^L": a line of coded bytes, and no word of a language.
 */
static bool is_noise(const struct rt_value_input *input)
{
	size_t before = 0, behind = 0;
	while (before < input->before_len &&
		(unsigned char)input->before[input->before_len - 1 - before] > ' ')
		before++;
	while (behind < input->behind_len && (unsigned char)input->behind[behind] > ' ')
		behind++;
	if (input->len <= SHORT_WORD && before + behind > NOISE_RUN)
		return true; /* BASE64 */
	if (!before || !behind)
		return false;
	const char *left = input->before + input->before_len - before;
	return before > NOISE_SIGNS && behind > NOISE_SIGNS &&
	       count_signs(left, before) >= NOISE_SIGNS &&
	       count_signs(input->behind, behind) >= NOISE_SIGNS;
}

/* "by=[20\nMay] 16": a blank at the end of a line, as mail programs encode it, and no day. */
static bool is_encoded_blank(const struct rt_value_input *input)
{
	return input->before && input->before_len && input->before[input->before_len - 1] == '=' &&
	       input->len > 2 && !strncmp(input->text, "20", 2) && strchr("\r\n", input->text[2]);
}

bool rt_date_is_cut(const struct rt_value_input *input)
{
	return is_of_a_name(input) || cuts_a_clock(input) || is_labelled(input) ||
	       is_address(input) || is_noise(input) || cuts_a_day(input) || cuts_a_price(input) ||
	       takes_a_year(input) || is_encoded_blank(input);
}

/* "the [February final] invoices": the last of what? */
static bool is_last_of_nothing(
	const struct rt_value_input *input, const struct rt_date_phrase *phrase)
{
	static const char last[] = "final";
	size_t len = sizeof last - 1;
	return phrase->month && !phrase->day && input->len > len &&
	       !strncasecmp(input->text + input->len - len, last, len);
}

/* "July [24, October] 23": the day is the month's before it. */
static bool takes_a_day(const struct rt_value_input *input, const struct rt_date_phrase *phrase)
{
	size_t digits = 0, end = input->before ? input->before_len : 0;
	while (digits < input->len && is_digit(input->text[digits]))
		digits++;
	size_t comma = digits; /* behind the ending of an ordinal */
	while (comma < digits + 2 && comma < input->len &&
		isalpha((unsigned char)input->text[comma]))
		comma++;
	if (!digits || digits > 2 || comma == input->len || input->text[comma] != ',' ||
		!phrase->month || phrase->year != RT_NO_YEAR || !end)
		return false;
	while (end && strchr(" \n.", input->before[end - 1]))
		end--;
	size_t start = end;
	while (start && isalpha((unsigned char)input->before[start - 1]))
		start--;
	return start < end && input->lookup(input->context, "month", input->before + start,
				      end - start) != NULL;
}

bool rt_date_is_none(const struct rt_value_input *input, const struct rt_date_span *span)
{
	return is_last_of_nothing(input, &span->phrase) || takes_a_day(input, &span->phrase) || spans_cells(input, &span->phrase) || runs_over_points(input, span) ||
	       leaves_no_day(input, &span->phrase) || is_house_number(input, &span->value) ||
	       is_amount(input, &span->value);
}
