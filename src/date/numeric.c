/*
 * Dates in digits.
 *
 * Which of 03/04/2021 is the day is a habit, not a fact: it is settled by the number that cannot be
 * a month, then by the habit that the caller gives (argument "day-first" or "month-first", from the
 * sender, the domain, the neighbours), then by the language and the separator. Where none of that
 * forces it, the other reading is kept in an attribute.
 */
#include "date/reader.h"

#include <string.h>

bool rt_date_digits_at(const struct rt_date_reader *reader, int at, int least, int most)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	return token->kind == RT_TOKEN_DIGITS && token->digits >= least && token->digits <= most;
}

#define FULL_STOPS ':' /* the sign between three numbers: 01.04.2023, but not 7.6 */

static bool separator(char sign)
{
	return sign && strchr("-/.,", sign) != NULL;
}

static bool speaks_english(const struct rt_value_input *input)
{
	return !input->lang ||
	       (!strncmp(input->lang, "en", 2) && strncmp(input->lang, "en-", 3) != 0) ||
	       !strcmp(input->lang, "en-US");
}

static bool month_first(const struct rt_value_input *input, char sign)
{
	if (rt_date_rule_says(input, "day-first"))
		return false;
	if (rt_date_rule_says(input, "month-first"))
		return true;
	if (sign == FULL_STOPS && speaks_english(input))
		return false; /* nearly everywhere; src/learn knows who writes it otherwise */
	if (input->lang && !strncmp(input->lang, "en", 2))
		return speaks_english(input);
	if (input->lang && strchr("zjk", input->lang[0]))
		return true;
	return !input->lang;
}

static void set_day_and_month(const struct rt_date_reader *reader, int first, int second, char sign)
{
	struct rt_date_phrase *phrase = reader->phrase;
	bool swapped = month_first(reader->input, sign);
	int day = swapped ? second : first, month = swapped ? first : second;
	if (month > 12 && day <= 12) {
		int other = day;
		day = month;
		month = other;
	} else if (day <= 12 && month <= 12 && day != month) {
		phrase->readings = 2;
		phrase->other_day = month;
		phrase->other_month = day;
	}
	if (month < 1 || month > 12 || day < 1 || day > 31)
		phrase->conflict = true;
	rt_phrase_set_day(phrase, day);
	rt_phrase_set_month(phrase, month);
}

/* 2019-05-14, 2019/14/5 where the middle cannot be a month. */
static void year_first(struct rt_date_phrase *phrase, int year, int second, int third)
{
	if (second > 12 && third <= 12) {
		int other = second;
		second = third;
		third = other;
	}
	phrase->conflict |= second < 1 || second > 12 || third < 1 || third > 31;
	rt_phrase_set_year(phrase, year, 4);
	rt_phrase_set_month(phrase, second);
	rt_phrase_set_day(phrase, third);
}

/* Does the sign at `at` stand tight or loose on both sides alike, and is it a separator? */
static char separates(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	bool behind = rt_date_token_at(reader, at + 1)->spaced;
	if (token->kind == RT_TOKEN_WORD && rt_date_rule_says(reader->input, "spelt"))
		return '/'; /* 9 de 8 de 1971: the rule has seen to the words */
	if (token->kind != RT_TOKEN_SIGN || !separator(token->sign))
		return 0;
	return token->sign == ',' || (token->spaced && !behind) ? 0 : token->sign;
}

static int three_numbers(const struct rt_date_reader *reader, int at)
{
	char sign = separates(reader, at + 1);
	char again = separates(reader, at + 3);
	if (!rt_date_digits_at(reader, at, 1, 4) || !rt_date_digits_at(reader, at + 2, 1, 2) ||
		!rt_date_digits_at(reader, at + 4, 1, 4) || !sign || (again != sign && again != '/'))
		return at;
	const struct rt_date_token *first = rt_date_token_at(reader, at),
				   *third = rt_date_token_at(reader, at + 4);
	int second = (int)rt_date_token_at(reader, at + 2)->number;
	if (first->digits == 4) {
		if (third->digits > 2)
			return at;
		year_first(reader->phrase, (int)first->number, second, (int)third->number);
	} else if (first->digits <= 2 && (third->digits == 4 || third->digits == 2)) {
		if (first->number > 31 && third->digits == 2 && third->number <= 31) {
			rt_phrase_set_year(reader->phrase, (int)first->number, 2);
			rt_phrase_set_month(reader->phrase, second);
			rt_phrase_set_day(reader->phrase, (int)third->number);
		} else {
			set_day_and_month(reader, (int)first->number, second, sign == '.' ? FULL_STOPS : sign);
			rt_phrase_set_year(reader->phrase, (int)third->number, third->digits);
		}
	} else {
		return at;
	}
	return at + 5;
}

/* 28 12 2014 */
static int blanks_and_year(const struct rt_date_reader *reader, int at)
{
	if (!rt_date_digits_at(reader, at, 1, 2) || !rt_date_digits_at(reader, at + 1, 1, 2) ||
		!rt_date_digits_at(reader, at + 2, 4, 4) || at > reader->from + 1)
		return at;
	const struct rt_date_token *first = rt_date_token_at(reader, at),
				   *second = rt_date_token_at(reader, at + 1);
	if (first->number > 31 || second->number > 31)
		return at;
	set_day_and_month(reader, (int)first->number, (int)second->number, ' ');
	rt_phrase_set_year(reader->phrase, (int)rt_date_token_at(reader, at + 2)->number, 4);
	return at + 3;
}

/* 2014 12 28 */
static int year_and_blanks(const struct rt_date_reader *reader, int at)
{
	if (!rt_date_digits_at(reader, at, 4, 4) || !rt_date_digits_at(reader, at + 1, 1, 2) ||
		!rt_date_digits_at(reader, at + 2, 1, 2) || rt_date_token_at(reader, at)->number < 1000)
		return at;
	long month = rt_date_token_at(reader, at + 1)->number,
	     day = rt_date_token_at(reader, at + 2)->number;
	if (month < 1 || month > 12 || day < 1 || day > 31)
		return at;
	year_first(reader->phrase, (int)rt_date_token_at(reader, at)->number, (int)month, (int)day);
	return at + 3;
}

static int compact(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	if (!rt_date_digits_at(reader, at, 8, 8))
		return at;
	int year = (int)(token->number / 10000), month = (int)(token->number / 100 % 100);
	if (year < 1000 || !rt_day_exists(year, month, (int)(token->number % 100)))
		return at;
	year_first(reader->phrase, year, month, (int)(token->number % 100));
	return at + 1;
}

static bool names_month(const struct rt_date_token *token)
{
	return rt_date_means(token, RT_DATE_MONTH) != NULL;
}

/* 5/14, 14.5., 9/2012, 2012-09 */
static int two_numbers(const struct rt_date_reader *reader, int at)
{
	char sign = separates(reader, at + 1);
	if (!sign || !rt_date_digits_at(reader, at, 1, 4) || !rt_date_digits_at(reader, at + 2, 1, 4))
		return at;
	const struct rt_date_token *first = rt_date_token_at(reader, at),
				   *second = rt_date_token_at(reader, at + 2);
	const struct rt_date_token *joint = rt_date_token_at(reader, at + 1);
	bool tight = !joint->spaced || joint->kind == RT_TOKEN_WORD;
	enum rt_date_unit unit = rt_date_unit_at(reader, at - 1);
	if ((unit == RT_UNIT_QUARTER || unit == RT_UNIT_HALF) && !first->spaced)
		return at; /* Q3-2018 */
	if (names_month(rt_date_token_at(reader, at - 1)) ||
		names_month(rt_date_token_at(reader, at + 3)) ||
		(separates(reader, at - 1) && names_month(rt_date_token_at(reader, at - 2))))
		return at;
	if (first->digits == 4 && second->digits <= 2 && second->number >= 1 &&
		second->number <= 12) {
		rt_phrase_set_year(reader->phrase, (int)first->number, 4);
		rt_phrase_set_month(reader->phrase, (int)second->number);
	} else if (second->digits == 4 && first->digits <= 2 && first->number >= 1 &&
		   first->number <= 12) {
		rt_phrase_set_year(reader->phrase, (int)second->number, 4);
		rt_phrase_set_month(reader->phrase, (int)first->number);
	} else if (sign == '/' && reader->from == at && first->digits <= 2 && tight &&
		   rt_date_is_month_of_year(reader, first, second)) {
		rt_phrase_set_year(reader->phrase, (int)second->number, 2);
		rt_phrase_set_month(reader->phrase, (int)first->number);
	} else if (first->digits <= 2 && second->digits <= 2 && tight && first->number <= 31 &&
		   second->number <= 31 &&
		   (sign != '-' || reader->from == at ||
			   rt_date_means(rt_date_token_at(reader, at - 1), RT_DATE_WEEKDAY))) {
		if (first->number > 12 && second->number > 12)
			return at;
		set_day_and_month(reader, (int)first->number, (int)second->number, sign);
	} else {
		return at;
	}
	int next = at + 3;
	return sign == '.' && rt_date_token_at(reader, next)->sign == '.' ? next + 1 : next;
}

int rt_date_numeric_at(const struct rt_date_reader *reader, int at)
{
	static int (*const forms[])(const struct rt_date_reader *, int) = {
		three_numbers, year_and_blanks, blanks_and_year, compact, two_numbers};
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		int next = forms[i](reader, at);
		if (next > at)
			return next;
	}
	return at;
}
