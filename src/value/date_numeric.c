/*
 * Dates and times in digits.
 *
 * Which of 03/04/2021 is the day is a habit, not a fact: it is settled by the number that cannot be
 * a month, then by the habit that the caller gives (argument "day-first" or "month-first", from the
 * sender, the domain, the neighbours), then by the language and the separator. Where none of that
 * forces it, the other reading is kept in an attribute.
 */
#include "value/date_reader.h"

#include <string.h>
#include <strings.h>

static bool digits_at(const struct rt_date_reader *reader, int at, int least, int most)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	return token->kind == RT_TOKEN_DIGITS && token->digits >= least && token->digits <= most;
}

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
	if (input->lang && !strncmp(input->lang, "en", 2))
		return speaks_english(input);
	if (input->lang && strchr("zjk", input->lang[0]))
		return true;
	return !input->lang && sign != '.';
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
	if (!digits_at(reader, at, 1, 4) || !digits_at(reader, at + 2, 1, 2) ||
		!digits_at(reader, at + 4, 1, 4) || !sign || (again != sign && again != '/'))
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
			set_day_and_month(reader, (int)first->number, second, sign);
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
	if (!digits_at(reader, at, 1, 2) || !digits_at(reader, at + 1, 1, 2) ||
		!digits_at(reader, at + 2, 4, 4) || at > reader->from + 1)
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
	if (!digits_at(reader, at, 4, 4) || !digits_at(reader, at + 1, 1, 2) ||
		!digits_at(reader, at + 2, 1, 2) || rt_date_token_at(reader, at)->number < 1000)
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
	if (!digits_at(reader, at, 8, 8))
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
	if (!sign || !digits_at(reader, at, 1, 4) || !digits_at(reader, at + 2, 1, 4))
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

/* ---- times of day --------------------------------------------------------------------------- */

static bool word_is(const struct rt_date_reader *reader, int at, const char *word)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	size_t len = strlen(word);
	return token->kind == RT_TOKEN_WORD && token->end - token->start == len &&
	       !strncasecmp(reader->input->text + token->start, word, len);
}

/* am, a.m., pm, p: -1 none, 0 before noon, 12 behind. */
static int half_day(const struct rt_date_reader *reader, int *at)
{
	if (rt_date_token_at(reader, *at)->kind != RT_TOKEN_WORD)
		return -1;
	const struct rt_date_meaning *part = /* "a.m." is one token where a list knows it */
		rt_date_means(rt_date_token_at(reader, *at), RT_DATE_PART);
	bool am = word_is(reader, *at, "am") || word_is(reader, *at, "a") ||
		  (part && !strcmp(part->text, "AM"));
	bool pm = word_is(reader, *at, "pm") || word_is(reader, *at, "p") ||
		  (part && !strcmp(part->text, "PM"));
	if (!am && !pm)
		return -1;
	bool lone = rt_date_token_at(reader, *at)->end - rt_date_token_at(reader, *at)->start == 1;
	int next = *at + 1;
	if (lone && rt_date_token_at(reader, next)->sign == '.')
		next++;
	if (lone && word_is(reader, next, "m")) {
		next++;
		if (rt_date_token_at(reader, next)->sign == '.')
			next++;
	}
	*at = next;
	return pm ? 12 : 0;
}

static void set_time(struct rt_date_phrase *phrase, int hour, int minute, int half)
{
	if (half >= 0)
		hour = hour % 12 + half;
	if (phrase->hour >= 0 || hour > 24 || minute > 59)
		return;
	phrase->hour = hour;
	phrase->minute = minute;
	phrase->half_told = half >= 0;
}

static int skip_zone(const struct rt_date_reader *reader, int at)
{
	static const char *const zones[] = {"z", "utc", "gmt", "est", "edt", "cst", "cdt", "mst",
		"mdt", "pst", "pdt", "cet", "cest", "bst", "ist", "msk", "jst", "et", "ct", "pt",
		NULL};
	struct rt_date_phrase *phrase = reader->phrase;
	for (const char *const *zone = zones; *zone; zone++)
		if (word_is(reader, at, *zone)) {
			strcpy(phrase->zone, *zone);
			at++;
			break;
		}
	char sign = rt_date_token_at(reader, at)->sign;
	if ((sign == '+' || sign == '-') && digits_at(reader, at + 1, 2, 4) &&
		!rt_date_token_at(reader, at + 1)->spaced && phrase->hour >= 0 &&
		(sign == '+' || digits_at(reader, at + 1, 4, 4) ||
			rt_date_token_at(reader, at + 2)->sign == ':')) {
		at += 2;
		if (rt_date_token_at(reader, at)->sign == ':' && digits_at(reader, at + 1, 2, 2))
			at += 2;
	}
	return at;
}

static int seconds_end(const struct rt_date_reader *reader, int at)
{
	if (rt_date_token_at(reader, at)->sign == ':' && digits_at(reader, at + 1, 2, 2))
		at += 2;
	if (rt_date_token_at(reader, at)->sign == '.' && digits_at(reader, at + 1, 1, 9) &&
		!rt_date_token_at(reader, at + 1)->spaced)
		at += 2;
	return at;
}

/* "12 hrs from now", "12 hrs ago" */
static bool counts_from(const struct rt_date_reader *reader, int at)
{
	return rt_date_means(rt_date_token_at(reader, at), RT_DATE_AFTER) != NULL;
}

/* "at 23.00" */
static bool stands_at(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_meaning *part =
		rt_date_means(rt_date_token_at(reader, at - 1), RT_DATE_PART);
	return part && !strcmp(part->text, "AT");
}

int rt_date_clock_at(const struct rt_date_reader *reader, int at)
{
	if (word_is(reader, at, "t") && digits_at(reader, at + 1, 2, 2) &&
		rt_date_token_at(reader, at + 2)->sign == ':')
		at++;
	if (digits_at(reader, at, 3, 4)) { /* 1115am */
		int after = at + 1, noon = half_day(reader, &after);
		long number = rt_date_token_at(reader, at)->number;
		if (noon >= 0 && number / 100 <= 12 && number % 100 < 60) {
			set_time(reader->phrase, (int)(number / 100), (int)(number % 100), noon);
			return skip_zone(reader, after);
		}
	}
	if (!digits_at(reader, at, 1, 2) || rt_date_token_at(reader, at)->number > 24)
		return at;
	int hour = (int)rt_date_token_at(reader, at)->number, minute = 0, next = at + 1;
	bool told = false;
	int behind = next + 2;
	bool dotted = rt_date_token_at(reader, next)->sign == '.' &&
		      digits_at(reader, next + 1, 2, 2) &&
		      !rt_date_token_at(reader, next + 1)->spaced &&
		      (half_day(reader, &behind) >= 0 || stands_at(reader, at));
	if (dotted || (rt_date_token_at(reader, next)->sign == ':' &&
			      digits_at(reader, next + 1, 2, 2))) {
		minute = (int)rt_date_token_at(reader, next + 1)->number;
		next = seconds_end(reader, next + 2);
		told = true;
	} else if (word_is(reader, next, "h") || word_is(reader, next, "uhr") ||
		   (word_is(reader, next, "hrs") && !counts_from(reader, next + 1))) {
		next++;
		told = true;
		if (digits_at(reader, next, 2, 2) && !rt_date_token_at(reader, next)->spaced)
			minute = (int)rt_date_token_at(reader, next++)->number;
	}
	int half = half_day(reader, &next);
	if (!told && half < 0)
		return at;
	set_time(reader->phrase, hour, minute, half);
	return skip_zone(reader, next);
}
