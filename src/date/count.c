/*
 * What a number in a date counts: a day, a year, an hour, a length of time, the n-th of something.
 *
 * It is told by the unit or month beside it, and only where there is none by the number itself.
 */
#include "date/reader.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BEFORE_REPUBLIC 1911
#define REPUBLIC_YEARS 150

static bool set_by_sign(struct rt_date_reader *reader, const struct rt_date_number *number,
	enum rt_date_unit unit, bool length)
{
	struct rt_date_phrase *phrase = reader->phrase;
	int value = (int)number->value;
	bool republic = number->digits == 3 && value >= 100 && value < REPUBLIC_YEARS &&
			rt_date_language_in(reader, "zh");
	if (unit == RT_UNIT_YEAR_SIGN && republic && !length)
		rt_phrase_set_year(phrase, value + BEFORE_REPUBLIC, 4); /* 105年3月, in Taiwan */
	else if (unit == RT_UNIT_YEAR_SIGN && (!length || value >= 1000))
		rt_phrase_set_year(phrase, value, value < 100 ? 2 : 4);
	else if (unit == RT_UNIT_MONTH_SIGN && !length && value <= 12)
		rt_phrase_set_month(phrase, value);
	else if (unit == RT_UNIT_DAY_SIGN && !length && value <= 31)
		rt_phrase_set_day(phrase, value);
	else
		return false;
	return true;
}

static void add_length(struct rt_date_phrase *phrase, long count, enum rt_date_unit unit)
{
	if (phrase->length_count == RT_DATE_LENGTHS || count > 100000)
		phrase->conflict = true;
	else
		phrase->lengths[phrase->length_count++] =
			(struct rt_date_length){(int)count, rt_date_plain_unit(unit)};
}

/* Half of a unit in a finer one; -> false where nobody says so. */
static bool add_half(struct rt_date_phrase *phrase, enum rt_date_unit unit)
{
	static const struct rt_date_length halves[] = {[RT_UNIT_MINUTE] = {30, RT_UNIT_SECOND},
		[RT_UNIT_HOUR] = {30, RT_UNIT_MINUTE}, [RT_UNIT_DAY] = {12, RT_UNIT_HOUR},
		[RT_UNIT_WEEK] = {84, RT_UNIT_HOUR}, [RT_UNIT_MONTH] = {15, RT_UNIT_DAY},
		[RT_UNIT_YEAR] = {6, RT_UNIT_MONTH}, [RT_UNIT_DECADE] = {5, RT_UNIT_YEAR},
		[RT_UNIT_CENTURY] = {50, RT_UNIT_YEAR}};
	unit = rt_date_plain_unit(unit);
	if (unit >= sizeof halves / sizeof halves[0] || !halves[unit].count)
		return false;
	add_length(phrase, halves[unit].count, halves[unit].unit);
	return true;
}

/* "a week and a half": the second is half of the first's unit. */
static void count_unit(struct rt_date_phrase *phrase, long value, enum rt_date_unit unit)
{
	int last = phrase->length_count - 1;
	if (unit != RT_UNIT_HALF || value != 1 || last < 0 || last == RT_DATE_LENGTHS - 1 ||
		!add_half(phrase, phrase->lengths[last].unit))
		add_length(phrase, value, unit);
}

int rt_date_read_half(struct rt_date_reader *reader, int at)
{
	struct rt_date_number one;
	if (!rt_date_number_at(reader, at + 1, &one) || one.value != 1 || one.digits ||
		!add_half(reader->phrase, rt_date_unit_at(reader, one.next)))
		return at;
	return one.next + 1;
}

static bool is_digit_here(const struct rt_date_reader *reader, int at, long value)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	return token->kind == RT_TOKEN_DIGITS && token->digits == 1 && token->number == value;
}

/* "and a" before a half */
static bool is_and_a(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_meaning *and = rt_date_means(rt_date_token_at(reader, at), RT_DATE_RANGE);
	const struct rt_date_meaning *one =
		rt_date_means(rt_date_token_at(reader, at + 1), RT_DATE_NUMBER);
	return and && !strcmp(and->text, "and") && one && one->value == 1 &&
	       rt_date_unit_at(reader, at + 2) == RT_UNIT_HALF;
}

int rt_date_and_half_at(const struct rt_date_reader *reader, int at, struct rt_date_number *number)
{
	if (!rt_date_number_at(reader, at, number) || number->ordinal || number->digits > 3)
		return at;
	const struct rt_date_token *next = rt_date_token_at(reader, number->next),
				   *second = rt_date_token_at(reader, number->next + 1);
	int unit = at;
	if (number->digits && (next->sign == '.' || next->sign == ',') && !next->spaced &&
		!second->spaced && is_digit_here(reader, number->next + 1, 5))
		unit = number->next + 2; /* 1.5 */
	else if (number->digits && is_digit_here(reader, number->next, 1) && second->sign == '/' &&
		 is_digit_here(reader, number->next + 2, 2))
		unit = number->next + 3; /* 2 1/2 */
	else if (is_and_a(reader, number->next))
		unit = number->next + 3;
	return unit > at && rt_date_unit_at(reader, unit) ? unit : at;
}

int rt_date_read_and_half(struct rt_date_reader *reader, int at)
{
	struct rt_date_number number;
	int unit = rt_date_and_half_at(reader, at, &number);
	if (unit == at || !add_half(reader->phrase, rt_date_unit_at(reader, unit)))
		return at;
	add_length(reader->phrase, number.value, rt_date_unit_at(reader, unit));
	return unit + 1;
}

/* "third quarter", "21st century", "2nd week". */
static void set_nth(struct rt_date_phrase *phrase, int value, enum rt_date_unit unit)
{
	if (unit == RT_UNIT_QUARTER && value > 0)
		phrase->quarter = value;
	else if (unit == RT_UNIT_HALF && value > 0)
		phrase->half = value;
	else if (unit == RT_UNIT_CENTURY && value > 0)
		phrase->century = value;
	else {
		phrase->conflict |= phrase->nth != 0;
		phrase->nth = value;
		phrase->nth_unit = rt_date_plain_unit(unit);
	}
}

/* "week 31", "year 2008", "tháng 3": the unit before the number. */
static bool set_by_unit_before(struct rt_date_phrase *phrase, long value, enum rt_date_unit unit)
{
	switch (rt_date_plain_unit(unit)) {
	case RT_UNIT_DECADE:
	case RT_UNIT_YEAR:
		/* "los años 20" and "anni '90" are decades, "jaar 12" is none */
		if ((value < 32 && value % 10) ||
			(rt_date_plain_unit(unit) == RT_UNIT_DECADE && value % 10))
			return false;
		phrase->decade = value % 10 == 0 && (value < 100 || unit == RT_UNIT_DECADE);
		rt_phrase_set_year(phrase, (int)value, value < 100 ? 2 : 4);
		return true;
	case RT_UNIT_MONTH:
		if (value > 12)
			return false;
		rt_phrase_set_month(phrase, (int)value);
		return true;
	case RT_UNIT_DAY:
		if (value > 31)
			return false;
		rt_phrase_set_day(phrase, (int)value);
		return true;
	case RT_UNIT_WEEK:
		phrase->week = value <= 53 ? (int)value : 0;
		return phrase->week > 0;
	case RT_UNIT_QUARTER:
	case RT_UNIT_HALF:
	case RT_UNIT_CENTURY:
		set_nth(phrase, (int)value, unit);
		return true;
	default:
		return false;
	}
}

/* Is the number before the sign at `at` a length of time (3年前, 过去十年) and not part of a date?
 */
static bool is_length(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_phrase *phrase = reader->phrase;
	if (phrase->year != RT_NO_YEAR || phrase->month)
		return false;
	return rt_date_means(rt_date_token_at(reader, at + 1), RT_DATE_AFTER) ||
	       (phrase->has_shift && phrase->shift && phrase->shift_unit);
}

static bool has_year_sign(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *before = rt_date_token_at(reader, at - 1);
	return before->sign == '\'' && !rt_date_token_at(reader, at)->spaced;
}

/* A number beside a month's name, or on its own. */
static bool set_bare(struct rt_date_reader *reader, int at, const struct rt_date_number *number)
{
	struct rt_date_phrase *phrase = reader->phrase;
	struct rt_date_month_name ignored;
	int before = rt_date_skip_noise(reader, at - 1, -1),
	    behind = rt_date_skip_noise(reader, number->next, 1);
	bool by_month = rt_date_month_at(reader, before, &ignored) ||
			rt_date_month_at(reader, behind, &ignored);
	long value = number->value;
	if (number->digits == 2 && (phrase->quarter || phrase->half) && phrase->year == RT_NO_YEAR)
		rt_phrase_set_year(phrase, (int)value, 2); /* Q3 02 */
	else if (value >= 1000 && value < 10000)
		rt_phrase_set_year(phrase, (int)value, 4);
	else if ((has_year_sign(reader, at) && number->digits == 2) ||
		 (number->next == reader->to &&
			 rt_date_is_short_year(reader, at, value, number->digits)))
		rt_phrase_set_year(phrase, (int)value, 2);
	else if (!phrase->day && value >= 1 && value <= 31)
		rt_phrase_set_day(phrase, (int)value);
	else if (phrase->year == RT_NO_YEAR && value >= 0 && value < 100 &&
		 (number->digits == 2 || !number->digits) && (by_month || phrase->month))
		rt_phrase_set_year(phrase, (int)value, 2);
	else if (phrase->year == RT_NO_YEAR && value >= 100 && value < 1000 && phrase->month)
		rt_phrase_set_year(phrase, (int)value, 3);
	else
		return false;
	return true;
}

/* "1990s", "1990's", "'90s", "1990er", "1990-х": the ending that makes a decade, and its end. */
static int decade_end(
	const struct rt_date_reader *reader, int at, const struct rt_date_number *number)
{
	static const char *const endings[] = {
		"s", "er", "ern", "х", "tal", "luvulla", "luvun", NULL};
	if (number->value % 10 || (number->digits != 4 && number->digits != 2))
		return at;
	int next = number->next;
	if (rt_date_token_at(reader, next)->sign == '\'' ||
		rt_date_token_at(reader, next)->sign == '-')
		next++;
	const struct rt_date_token *token = rt_date_token_at(reader, next);
	size_t len = token->end - token->start;
	for (const char *const *ending = endings; *ending; ending++)
		if (token->kind == RT_TOKEN_WORD && strlen(*ending) == len &&
			!strncasecmp(reader->input->text + token->start, *ending, len))
			return next + 1;
	return at;
}

/* "at 5", "um 9", "às 19": an hour by the word before it. */
static bool is_hour(
	const struct rt_date_reader *reader, int at, const struct rt_date_number *number)
{
	const struct rt_date_meaning *part =
		rt_date_means(rt_date_token_at(reader, at - 1), RT_DATE_PART);
	struct rt_date_month_name ignored;
	return part && !strcmp(part->text, "AT") && number->value <= 24 && !number->ordinal &&
	       !rt_date_month_at(reader, rt_date_skip_noise(reader, number->next, 1), &ignored) &&
	       !rt_date_unit_at(reader, number->next);
}

/* שני, quinta, thứ năm: a weekday that is named by its number, unless a unit or month follows; năm
 * before digits is "year" and not five. */
static bool is_weekday_here(
	const struct rt_date_reader *reader, int at, const struct rt_date_number *number)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	struct rt_date_month_name ignored;
	if (token->kind == RT_TOKEN_DIGITS)
		return false;
	if (rt_date_means(token, RT_DATE_UNIT) &&
		rt_date_token_at(reader, rt_date_skip_noise(reader, at + 1, 1))->kind ==
			RT_TOKEN_DIGITS)
		return true;
	int behind = rt_date_skip_noise(reader, number->next, 1);
	if (rt_date_means(token, RT_DATE_WEEKDAY) &&
		rt_date_unit_at(reader, behind) == RT_UNIT_WEEK &&
		rt_date_means(rt_date_token_at(reader, behind + 1), RT_DATE_SHIFT))
		return true; /* רביעי שבוע הבא: Wednesday, next week */
	return rt_date_means(token, RT_DATE_WEEKDAY) && number->next == at + 1 &&
	       !rt_date_unit_at(reader, behind) &&
	       !rt_date_means(rt_date_token_at(reader, behind), RT_DATE_WEEKDAY) &&
	       !rt_date_month_at(reader, behind, &ignored);
}

/* 8点, 8시, 8 o'clock; the sign's place behind the number, or -1. */
static int read_oclock(struct rt_date_reader *reader, const struct rt_date_number *number)
{
	const struct rt_date_meaning *part =
		rt_date_means(rt_date_token_at(reader, number->next), RT_DATE_PART);
	if (!part || strcmp(part->text, "OC") || number->value > 24)
		return -1;
	reader->phrase->hour = (int)number->value;
	int next = number->next + 1;
	struct rt_date_number minute;
	if (rt_date_number_at(reader, next, &minute) && minute.value < 60 && !minute.ordinal &&
		(rt_date_unit_at(reader, minute.next) == RT_UNIT_MINUTE ||
			!rt_date_token_at(reader, next)->spaced)) {
		reader->phrase->minute = (int)minute.value;
		next = minute.next + (rt_date_unit_at(reader, minute.next) == RT_UNIT_MINUTE);
	}
	return next;
}

/* "week 31": the unit before is the number's and no word of its own. */
static bool takes_unit_before(
	struct rt_date_reader *reader, int at, const struct rt_date_number *number)
{
	struct rt_date_phrase *phrase = reader->phrase;
	int from = rt_date_skip_noise(reader, at - 1, -1);
	if (rt_date_means(rt_date_token_at(reader, from), RT_DATE_RANGE))
		from--; /* década de 1990 */
	enum rt_date_unit before = rt_date_unit_at(reader, from);
	if (rt_date_rule_says(reader->input, "week-"))
		return false; /* "the week of the 18th" */
	if (!before || !phrase->whole || !set_by_unit_before(phrase, number->value, before))
		return false;
	phrase->whole = RT_UNIT_NONE;
	return true;
}

/* A number with its unit behind it, "next" or "last" between them: what it counts. Where it stands
 * for a date (3月) or a length; the token behind, or `at`. */
static int read_with_unit(
	struct rt_date_reader *reader, int at, const struct rt_date_number *number)
{
	int behind = number->next;
	while (rt_date_is_noise(reader, behind) ||
		rt_date_means(rt_date_token_at(reader, behind), RT_DATE_SHIFT))
		behind++;
	enum rt_date_unit unit = rt_date_unit_at(reader, behind);
	bool tight = behind == number->next;
	bool shifted = rt_date_means(rt_date_token_at(reader, behind - 1), RT_DATE_SHIFT);
	if (unit >= RT_UNIT_MONTH_SIGN && tight &&
		set_by_sign(reader, number, unit, is_length(reader, behind)))
		return behind + 1;
	if (!unit || number->value >= 1000 || (!tight && number->ordinal && shifted))
		return at;
	if (number->ordinal || (unit == RT_UNIT_CENTURY && number->value > 3))
		set_nth(reader->phrase, (int)number->value, unit);
	else
		count_unit(reader->phrase, number->value, unit);
	return tight ? behind + 1 : number->next;
}

/* "third Monday": the token behind, or `at`. */
static int read_nth_weekday(
	struct rt_date_reader *reader, int at, const struct rt_date_number *number)
{
	int behind = rt_date_skip_noise(reader, number->next, 1);
	bool follows = rt_date_language_in(reader, "ar he") && /* الثلاثاء الثالث */
		       rt_date_means(rt_date_token_at(reader, at - 1), RT_DATE_WEEKDAY);
	const struct rt_date_token *of = rt_date_token_at(reader, behind + 1);
	bool led = behind == number->next && of->end - of->start == 2 && /* the 4th Wednesday of */
		   !strncasecmp(reader->input->text + of->start, "of", 2);
	if (!number->ordinal || (number->digits && !led) || number->value > 5 ||
		(!follows && !rt_date_means(rt_date_token_at(reader, behind), RT_DATE_WEEKDAY)))
		return at;
	reader->phrase->nth = (int)number->value;
	return number->next;
}

/* "first ten days of": the token behind, or `at`. */
static int read_first_few(struct rt_date_reader *reader, int at, const struct rt_date_number *first)
{
	struct rt_date_number number;
	int behind = rt_date_skip_noise(reader, first->next, 1);
	if (!first->ordinal || first->digits || first->value != 1 ||
		!rt_date_number_at(reader, behind, &number) || number.ordinal)
		return at;
	enum rt_date_unit unit = rt_date_unit_at(reader, number.next);
	if (unit < RT_UNIT_DAY || unit >= RT_UNIT_QUARTER || number.value > 400)
		return at;
	reader->phrase->nth = 1;
	reader->phrase->nth_unit = rt_date_plain_unit(unit);
	reader->phrase->nth_count = (int)number.value;
	return number.next + 1;
}

/* "3Q": the quarter's sign glued to its number. */
static bool is_quarter_sign(const struct rt_date_reader *reader, const struct rt_date_number *number)
{
	const struct rt_date_token *sign = rt_date_token_at(reader, number->next);
	return number->digits == 1 && number->value >= 1 && number->value <= 4 && !sign->spaced &&
	       sign->end - sign->start == 1 &&
	       rt_date_unit_at(reader, number->next) == RT_UNIT_QUARTER;
}

/* Hours, quarters and decades, which have their own signs behind the number. */
static int read_signed_number(
	struct rt_date_reader *reader, int at, const struct rt_date_number *number)
{
	struct rt_date_phrase *phrase = reader->phrase;
	if (is_quarter_sign(reader, number)) {
		set_nth(phrase, (int)number->value, RT_UNIT_QUARTER);
		return number->next + 1;
	}
	if (is_hour(reader, at, number)) {
		phrase->hour = (int)number->value;
		return number->next;
	}
	int end = read_oclock(reader, number);
	if (end > at)
		return end;
	end = decade_end(reader, at, number);
	if (end > at) {
		rt_phrase_set_year(phrase, (int)number->value, number->digits);
		phrase->decade = true;
	}
	return end;
}

int rt_date_read_number(struct rt_date_reader *reader, int at)
{
	struct rt_date_number number, beyond;
	if (!rt_date_number_at(reader, at, &number) || is_weekday_here(reader, at, &number))
		return at;
	int end = read_signed_number(reader, at, &number);
	if (end > at || (end = read_first_few(reader, at, &number)) > at)
		return end;
	bool unit_first = rt_date_language_in(reader, "vi th lo id ms ar fa");
	bool week_first =
		rt_date_unit_at(reader, at - 1) == RT_UNIT_WEEK; /* week 27 of last year */
	if ((unit_first || week_first) && !number.ordinal && takes_unit_before(reader, at, &number))
		return number.next;
	int behind = rt_date_skip_noise(reader, number.next, 1);
	bool belongs_on = unit_first && number.digits && rt_date_unit_at(reader, behind) &&
			  rt_date_number_at(reader, behind + 1, &beyond);
	if (!belongs_on && (end = read_with_unit(reader, at, &number)) > at)
		return end;
	if (!belongs_on && takes_unit_before(reader, at, &number))
		return number.next;
	if (!belongs_on && (end = read_nth_weekday(reader, at, &number)) > at)
		return end;
	return set_bare(reader, at, &number) ? number.next : at;
}
