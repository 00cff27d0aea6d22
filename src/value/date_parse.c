/*
 * Words to slots.
 *
 * Languages put the words of a date in every order: "the third Monday of next month", "2020 में 26
 * जून", "vor drei Tagen", "3天前". So nothing here expects an order. Each token is asked what it may
 * mean and fills its slot; only three things look at their neighbours: what a number counts (the
 * unit or month beside it), what "next" and "last" shift, and which of its meanings an ambiguous
 * word has.
 */
#include "value/date_phrase.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void rt_date_phrase_init(struct rt_date_phrase *phrase)
{
	memset(phrase, 0, sizeof *phrase);
	phrase->year = RT_NO_YEAR;
	phrase->hour = -1;
}

void rt_phrase_set_day(struct rt_date_phrase *phrase, int day)
{
	phrase->conflict |= phrase->day != 0;
	phrase->day = day;
}

void rt_phrase_set_month(struct rt_date_phrase *phrase, int month)
{
	phrase->conflict |= phrase->month != 0;
	phrase->month = month;
}

void rt_phrase_set_year(struct rt_date_phrase *phrase, int year, int digits)
{
	phrase->conflict |= phrase->year != RT_NO_YEAR;
	phrase->year = year;
	phrase->year_digits = digits;
}

bool rt_date_phrase_tells(const struct rt_date_phrase *phrase)
{
	return phrase->year != RT_NO_YEAR || phrase->month || phrase->day || phrase->weekday ||
	       phrase->week || phrase->quarter || phrase->half || phrase->century ||
	       *phrase->season || *phrase->holiday || phrase->has_shift || phrase->length_count ||
	       *phrase->relative || phrase->nth || phrase->whole;
}

static const struct rt_date_token *token_at(const struct rt_date_reader *reader, int at)
{
	static const struct rt_date_token none = {.kind = RT_TOKEN_SIGN};
	return at >= reader->from && at < reader->to ? &reader->tokens->items[at] : &none;
}

static enum rt_date_unit unit_at(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_meaning *unit = rt_date_means(token_at(reader, at), RT_DATE_UNIT);
	return unit ? (enum rt_date_unit)unit->value : RT_UNIT_NONE;
}

/* A word that no list knows, a comma, a hyphen: stands between without meaning. */
static bool is_noise(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *token = token_at(reader, at);
	if (at < reader->from || at >= reader->to || token->kind == RT_TOKEN_DIGITS)
		return false;
	return !token->meaning_count || rt_date_means(token, RT_DATE_APPROX);
}

static int skip_noise(const struct rt_date_reader *reader, int at, int step)
{
	while (is_noise(reader, at))
		at += step;
	return at;
}

static bool language_in(const struct rt_date_reader *reader, const char *languages)
{
	const char *lang = reader->input->lang;
	char key[3] = {0};
	if (!lang || strlen(lang) < 2)
		return false;
	memcpy(key, lang, 2);
	return strstr(languages, key) != NULL;
}

/* ---- months --------------------------------------------------------------------------------- */

struct month_name {
	enum rt_calendar calendar;
	int month;
};

static bool month_at(const struct rt_date_reader *reader, int at, struct month_name *name)
{
	static const struct {
		enum rt_date_class class;
		enum rt_calendar calendar;
	} kinds[] = {{RT_DATE_MONTH, RT_CALENDAR_GREGORIAN}, {RT_DATE_HEBREW, RT_CALENDAR_HEBREW},
		{RT_DATE_ISLAMIC, RT_CALENDAR_ISLAMIC}, {RT_DATE_PERSIAN, RT_CALENDAR_PERSIAN}};
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const struct rt_date_meaning *found =
			rt_date_means(token_at(reader, at), kinds[i].class);
		if (!found)
			continue;
		name->calendar = kinds[i].calendar;
		name->month = found->value;
		return true;
	}
	return false;
}

/* ---- numbers -------------------------------------------------------------------------------- */

static bool set_by_sign(struct rt_date_reader *reader, const struct rt_date_number *number,
	enum rt_date_unit unit, bool length)
{
	struct rt_date_phrase *phrase = reader->phrase;
	int value = (int)number->value;
	if (unit == RT_UNIT_YEAR_SIGN && (!length || value >= 1000))
		rt_phrase_set_year(phrase, value, value < 100 ? 2 : 4);
	else if (unit == RT_UNIT_MONTH_SIGN && !length && value <= 12)
		rt_phrase_set_month(phrase, value);
	else if (unit == RT_UNIT_DAY_SIGN && !length && value <= 31)
		rt_phrase_set_day(phrase, value);
	else
		return false;
	return true;
}

static enum rt_date_unit plain_unit(enum rt_date_unit unit)
{
	return unit == RT_UNIT_YEAR_SIGN    ? RT_UNIT_YEAR
	       : unit == RT_UNIT_MONTH_SIGN ? RT_UNIT_MONTH
	       : unit == RT_UNIT_DAY_SIGN   ? RT_UNIT_DAY
					    : unit;
}

static void add_length(struct rt_date_phrase *phrase, long count, enum rt_date_unit unit)
{
	if (phrase->length_count == RT_DATE_LENGTHS || count > 100000)
		phrase->conflict = true;
	else
		phrase->lengths[phrase->length_count++] =
			(struct rt_date_length){(int)count, plain_unit(unit)};
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
		phrase->nth_unit = plain_unit(unit);
	}
}

/* "week 31", "year 2008", "tháng 3": the unit before the number. */
static bool set_by_unit_before(struct rt_date_phrase *phrase, long value, enum rt_date_unit unit)
{
	switch (plain_unit(unit)) {
	case RT_UNIT_YEAR:
		if (value < 32 && value != 0)
			return false;
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
	return rt_date_means(token_at(reader, at + 1), RT_DATE_AFTER) ||
	       (phrase->has_shift && phrase->shift && phrase->shift_unit);
}

static bool has_year_sign(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *before = token_at(reader, at - 1);
	return before->sign == '\'' && !token_at(reader, at)->spaced;
}

/* A number beside a month's name, or on its own. */
static bool set_bare(struct rt_date_reader *reader, int at, const struct rt_date_number *number)
{
	struct rt_date_phrase *phrase = reader->phrase;
	struct month_name ignored;
	int before = skip_noise(reader, at - 1, -1), behind = skip_noise(reader, number->next, 1);
	bool by_month = month_at(reader, before, &ignored) || month_at(reader, behind, &ignored);
	long value = number->value;
	if (value >= 1000 && value < 10000)
		rt_phrase_set_year(phrase, (int)value, 4);
	else if (has_year_sign(reader, at) && number->digits == 2)
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
	if (token_at(reader, next)->sign == '\'' || token_at(reader, next)->sign == '-')
		next++;
	const struct rt_date_token *token = token_at(reader, next);
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
	const struct rt_date_meaning *part = rt_date_means(token_at(reader, at - 1), RT_DATE_PART);
	struct month_name ignored;
	return part && !strcmp(part->text, "AT") && number->value <= 24 && !number->ordinal &&
	       !month_at(reader, skip_noise(reader, number->next, 1), &ignored) &&
	       !unit_at(reader, number->next);
}

/* שני, quinta, thứ năm: a weekday that is named by its number, unless a unit or month follows; năm
 * before digits is "year" and not five. */
static bool is_weekday_here(
	const struct rt_date_reader *reader, int at, const struct rt_date_number *number)
{
	const struct rt_date_token *token = token_at(reader, at);
	struct month_name ignored;
	if (token->kind == RT_TOKEN_DIGITS)
		return false;
	if (rt_date_means(token, RT_DATE_UNIT) &&
		token_at(reader, skip_noise(reader, at + 1, 1))->kind == RT_TOKEN_DIGITS)
		return true;
	int behind = skip_noise(reader, number->next, 1);
	if (rt_date_means(token, RT_DATE_WEEKDAY) && unit_at(reader, behind) == RT_UNIT_WEEK &&
		rt_date_means(token_at(reader, behind + 1), RT_DATE_SHIFT))
		return true; /* רביעי שבוע הבא: Wednesday, next week */
	return rt_date_means(token, RT_DATE_WEEKDAY) && number->next == at + 1 &&
	       !unit_at(reader, behind) &&
	       !rt_date_means(token_at(reader, behind), RT_DATE_WEEKDAY) &&
	       !month_at(reader, behind, &ignored);
}

/* 8点, 8시, 8 o'clock; the sign's place behind the number, or -1. */
static int read_oclock(struct rt_date_reader *reader, const struct rt_date_number *number)
{
	const struct rt_date_meaning *part =
		rt_date_means(token_at(reader, number->next), RT_DATE_PART);
	if (!part || strcmp(part->text, "OC") || number->value > 24)
		return -1;
	reader->phrase->hour = (int)number->value;
	int next = number->next + 1;
	struct rt_date_number minute;
	if (rt_date_number_at(reader, next, &minute) && minute.value < 60 && !minute.ordinal &&
		(unit_at(reader, minute.next) == RT_UNIT_MINUTE ||
			!token_at(reader, next)->spaced)) {
		reader->phrase->minute = (int)minute.value;
		next = minute.next + (unit_at(reader, minute.next) == RT_UNIT_MINUTE);
	}
	return next;
}

/* "week 31": the unit before is the number's and no word of its own. */
static bool takes_unit_before(
	struct rt_date_reader *reader, int at, const struct rt_date_number *number)
{
	struct rt_date_phrase *phrase = reader->phrase;
	enum rt_date_unit before = unit_at(reader, skip_noise(reader, at - 1, -1));
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
	while (is_noise(reader, behind) || rt_date_means(token_at(reader, behind), RT_DATE_SHIFT))
		behind++;
	enum rt_date_unit unit = unit_at(reader, behind);
	bool tight = behind == number->next;
	bool shifted = rt_date_means(token_at(reader, behind - 1), RT_DATE_SHIFT);
	if (unit >= RT_UNIT_MONTH_SIGN && tight &&
		set_by_sign(reader, number, unit, is_length(reader, behind)))
		return behind + 1;
	if (!unit || number->value >= 1000 || (!tight && number->ordinal && shifted))
		return at;
	if (number->ordinal || (unit == RT_UNIT_CENTURY && number->value > 3))
		set_nth(reader->phrase, (int)number->value, unit);
	else
		add_length(reader->phrase, number->value, unit);
	return tight ? behind + 1 : number->next;
}

/* "third Monday": the token behind, or `at`. */
static int read_nth_weekday(
	struct rt_date_reader *reader, int at, const struct rt_date_number *number)
{
	int behind = skip_noise(reader, number->next, 1);
	if (!number->ordinal || number->digits || number->value > 5 ||
		!rt_date_means(token_at(reader, behind), RT_DATE_WEEKDAY))
		return at;
	reader->phrase->nth = (int)number->value;
	return number->next;
}

/* Hours and decades, which have their own signs behind the number. */
static int read_signed_number(
	struct rt_date_reader *reader, int at, const struct rt_date_number *number)
{
	struct rt_date_phrase *phrase = reader->phrase;
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

static int read_number(struct rt_date_reader *reader, int at)
{
	struct rt_date_number number, beyond;
	if (!rt_date_number_at(reader, at, &number) || is_weekday_here(reader, at, &number))
		return at;
	int end = read_signed_number(reader, at, &number);
	if (end > at)
		return end;
	bool unit_first = language_in(reader, "vi th lo id ms ar fa");
	if (unit_first && !number.ordinal && takes_unit_before(reader, at, &number))
		return number.next;
	int behind = skip_noise(reader, number.next, 1);
	bool belongs_on = unit_first && number.digits && unit_at(reader, behind) &&
			  rt_date_number_at(reader, behind + 1, &beyond);
	if (!belongs_on && (end = read_with_unit(reader, at, &number)) > at)
		return end;
	if (!belongs_on && takes_unit_before(reader, at, &number))
		return number.next;
	if (!belongs_on && (end = read_nth_weekday(reader, at, &number)) > at)
		return end;
	return set_bare(reader, at, &number) ? number.next : at;
}

/* ---- words ---------------------------------------------------------------------------------- */

static bool shiftable(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *token = token_at(reader, at);
	struct month_name ignored;
	return rt_date_means(token, RT_DATE_UNIT) || rt_date_means(token, RT_DATE_WEEKDAY) ||
	       rt_date_means(token, RT_DATE_SEASON) || rt_date_means(token, RT_DATE_HOLIDAY) ||
	       rt_date_means(token, RT_DATE_PART) || month_at(reader, at, &ignored);
}

/* The token that "next" or "last" shifts. */
static int shifted_at(const struct rt_date_reader *reader, int at, int shift)
{
	int before = skip_noise(reader, at - 1, -1), behind = skip_noise(reader, at + 1, 1);
	struct rt_date_number number;
	if (rt_date_number_at(reader, behind, &number) && unit_at(reader, number.next))
		behind = number.next;
	bool noun_first = shift != 0 && language_in(reader, "fr es pt it he ar vi ca ro");
	if (noun_first && shiftable(reader, before))
		return before;
	if (shiftable(reader, behind))
		return behind;
	return shiftable(reader, before) ? before : -1;
}

/* "last week of July", "last Friday in 2016": the last one of something longer, not the one before
 * this. */
static bool is_last_of(const struct rt_date_reader *reader, int at, int target)
{
	const struct rt_date_meaning *ordinal =
		rt_date_means(token_at(reader, at), RT_DATE_ORDINAL);
	if (!ordinal || target < 0)
		return false;
	enum rt_date_unit unit = unit_at(reader, target);
	bool weekday = rt_date_means(token_at(reader, target), RT_DATE_WEEKDAY) != NULL;
	if (!weekday && (unit < RT_UNIT_DAY || unit > RT_UNIT_QUARTER))
		return false;
	for (int i = (target > at ? target : at) + 1; i < reader->to; i++) {
		const struct rt_date_token *token = token_at(reader, i);
		struct month_name ignored;
		const struct rt_date_meaning *relative = rt_date_means(token, RT_DATE_RELATIVE);
		if ((month_at(reader, i, &ignored) && unit < RT_UNIT_MONTH) ||
			(token->kind == RT_TOKEN_DIGITS && token->digits == 4) ||
			unit_at(reader, i) > unit || rt_date_means(token, RT_DATE_SEASON) ||
			(relative && strchr("ym", relative->text[0])))
			return true;
	}
	return false;
}

static int read_last_of(struct rt_date_reader *reader, int at, int target)
{
	struct rt_date_phrase *phrase = reader->phrase;
	phrase->nth = rt_date_means(token_at(reader, at), RT_DATE_ORDINAL)->value;
	phrase->nth_unit = plain_unit(unit_at(reader, target));
	if (phrase->nth_unit && target > at)
		return target + 1;
	return at + 1;
}

static int read_shift(struct rt_date_reader *reader, int at)
{
	struct rt_date_phrase *phrase = reader->phrase;
	const struct rt_date_meaning *shift = rt_date_means(token_at(reader, at), RT_DATE_SHIFT);
	if (!shift)
		return at;
	if (reader->phrase->length_count && rt_date_means(token_at(reader, at), RT_DATE_AFTER))
		return at; /* 3天前 */
	int target = shifted_at(reader, at, shift->value);
	if (is_last_of(reader, at, target))
		return read_last_of(reader, at, target);
	if (phrase->has_shift && shift->value == 0)
		return at + 1;
	phrase->conflict |= phrase->has_shift && phrase->shift != 0 &&
			    phrase->shift_unit == unit_at(reader, target);
	phrase->has_shift = true;
	phrase->shift = shift->value == -9 ? -1 : shift->value == 9 ? 1 : shift->value;
	phrase->nearest = shift->value == -9 || shift->value == 9 ||
			  (shift->value < 0 && reader->input->lang &&
				  strncmp(reader->input->lang, "en", 2) != 0);
	phrase->shift_unit = target < 0 ? RT_UNIT_NONE : plain_unit(unit_at(reader, target));
	if (target < 0 || (!phrase->shift_unit && !shiftable(reader, target)))
		phrase->has_shift = false;
	return at + 1;
}

static int read_unit(struct rt_date_reader *reader, int at)
{
	struct rt_date_phrase *phrase = reader->phrase;
	enum rt_date_unit unit = unit_at(reader, at);
	if (!unit || rt_date_means(token_at(reader, at), RT_DATE_MONTH))
		return at;
	/* "second" is an ordinal where a unit or month stands behind it */
	if (!phrase->whole)
		phrase->whole = plain_unit(unit);
	return at + 1;
}

/* "mar 10 jan": a word that is a weekday as well is one where another month stands by. */
static bool other_month(const struct rt_date_reader *reader, int at)
{
	struct month_name ignored;
	for (int i = reader->from; i < reader->to; i++)
		if (i != at && month_at(reader, i, &ignored))
			return rt_date_means(token_at(reader, at), RT_DATE_WEEKDAY) != NULL;
	return false;
}

static int read_month(struct rt_date_reader *reader, int at)
{
	struct month_name name;
	if (!month_at(reader, at, &name) || other_month(reader, at))
		return at;
	rt_phrase_set_month(reader->phrase, name.month);
	if (name.calendar)
		reader->phrase->calendar = name.calendar;
	return at + 1;
}

static int read_weekday(struct rt_date_reader *reader, int at)
{
	const struct rt_date_meaning *weekday =
		rt_date_means(token_at(reader, at), RT_DATE_WEEKDAY);
	if (!weekday)
		return at;
	reader->phrase->conflict |= reader->phrase->weekday != 0;
	reader->phrase->weekday = weekday->value;
	return at + 1;
}

/* 上个礼拜五, 下週日: the weekday behind its week. */
static int weekday_by_number(struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *token = token_at(reader, at);
	const struct rt_date_meaning *number = rt_date_means(token, RT_DATE_NUMBER);
	enum rt_date_unit unit = unit_at(reader, at);
	if (at >= reader->to || token->kind != RT_TOKEN_WORD || !language_in(reader, "zh"))
		return at;
	if (number && number->value >= 1 && number->value <= 6)
		reader->phrase->weekday = number->value;
	else if (unit == RT_UNIT_DAY || unit == RT_UNIT_DAY_SIGN)
		reader->phrase->weekday = 7;
	else
		return at;
	return at + 1;
}

static int read_relative(struct rt_date_reader *reader, int at)
{
	struct rt_date_phrase *phrase = reader->phrase;
	const struct rt_date_meaning *relative =
		rt_date_means(token_at(reader, at), RT_DATE_RELATIVE);
	if (!relative)
		return at;
	if (!*phrase->relative)
		strcpy(phrase->relative, relative->text);
	if (!strncmp(relative->text, "week", 4) && strncmp(relative->text, "weekd", 5) != 0 &&
		!phrase->weekday && !token_at(reader, at + 1)->spaced)
		return weekday_by_number(reader, at + 1);
	return at + 1;
}

static int read_direction(struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *token = token_at(reader, at);
	const struct rt_date_meaning *before = rt_date_means(token, RT_DATE_BEFORE);
	const struct rt_date_meaning *after = rt_date_means(token, RT_DATE_AFTER);
	if (!before && !after)
		return at;
	struct rt_date_number number;
	int behind = skip_noise(reader, at + 1, 1);
	bool length_behind = (rt_date_number_at(reader, behind, &number) &&
				     unit_at(reader, skip_noise(reader, number.next, 1))) ||
			     (behind == at + 1 && unit_at(reader, behind));
	bool length_before = reader->phrase->length_count || reader->phrase->whole;
	const struct rt_date_meaning *found = after && length_before	? after
					      : before && length_behind ? before
									: NULL;
	if (found && !reader->phrase->direction)
		reader->phrase->direction = !strcmp(found->text, "ago") ? -1 : 1;
	return found || token->meaning_count == 1 ? at + 1 : at;
}

/* "at" and "o'clock" only say that a number is an hour. */
static void read_part(struct rt_date_phrase *phrase, const char *part)
{
	if (strcmp(part, "AT") != 0 && strcmp(part, "OC") != 0)
		memcpy(phrase->part, part, 2);
}

static int read_named(struct rt_date_reader *reader, int at)
{
	struct rt_date_phrase *phrase = reader->phrase;
	const struct rt_date_token *token = token_at(reader, at);
	const struct rt_date_meaning *found;
	if ((found = rt_date_means(token, RT_DATE_HOLIDAY)) && !*phrase->holiday)
		strcpy(phrase->holiday, found->text);
	else if ((found = rt_date_means(token, RT_DATE_SEASON)) && !*phrase->season)
		memcpy(phrase->season, found->text, 2);
	else if ((found = rt_date_means(token, RT_DATE_PART)))
		read_part(phrase, found->text);
	else if ((found = rt_date_means(token, RT_DATE_PHASE)))
		memcpy(phrase->phase, found->text, sizeof phrase->phase - 1);
	else if (rt_date_means(token, RT_DATE_APPROX))
		phrase->approximate = true;
	else
		return at;
	return at + 1;
}

static int read_era(struct rt_date_reader *reader, int at)
{
	struct rt_date_phrase *phrase = reader->phrase;
	const struct rt_date_meaning *era = rt_date_means(token_at(reader, at), RT_DATE_ERA);
	if (!era)
		return at;
	struct rt_date_number number;
	if (!strncmp(era->text, "from", 4)) { /* a ruler's years: 令和2年 */
		int behind = at + 1;
		if (rt_date_number_at(reader, behind, &number) && number.value < 100) {
			rt_phrase_set_year(phrase, atoi(era->text + 4) + (int)number.value - 1, 4);
			return number.next;
		}
		return at;
	}
	if (phrase->year == RT_NO_YEAR && phrase->day && !phrase->month)
		return at;
	if (!strcmp(era->text, "bc") && phrase->year != RT_NO_YEAR)
		phrase->year = 1 - phrase->year;
	else if (!strcmp(era->text, "be"))
		phrase->year -= phrase->year != RT_NO_YEAR ? 543 : 0;
	phrase->year_digits = 4;
	return at + 1;
}

/* ה'תשפ"ד, ט"ו: letters that are a number, beside a Hebrew month. */
static int read_hebrew_numeral(struct rt_date_reader *reader, int at)
{
	struct rt_date_phrase *phrase = reader->phrase;
	if ((unsigned char)reader->input->text[token_at(reader, at)->start] != 0xd7)
		return at;
	int last = at;
	while (last + 1 < reader->to && !token_at(reader, last + 1)->spaced &&
		!token_at(reader, last + 1)->meaning_count)
		last++;
	size_t start = token_at(reader, at)->start, end = token_at(reader, last)->end;
	const char *text = reader->input->text + start;
	long value = rt_hebrew_numeral(text, end - start);
	if (!value && end - start > 4 && !memcmp(text, "\xd7\x91", 2))
		value = rt_hebrew_numeral(text + 2, end - start - 2);
	if (value >= 1 && value <= 30 && !phrase->day)
		rt_phrase_set_day(phrase, (int)value);
	else if (value >= 100 && phrase->year == RT_NO_YEAR)
		rt_phrase_set_year(phrase, (int)(value < 1000 ? value + 5000 : value), 4);
	else
		return at;
	return last + 1;
}

void rt_date_phrase_read(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	int from, int to, struct rt_date_phrase *phrase)
{
	static int (*const readers[])(struct rt_date_reader *, int) = {read_shift, read_relative,
		read_era, read_number, read_month, read_weekday, read_direction, read_unit,
		read_named, read_hebrew_numeral};
	struct rt_date_reader reader = {input, tokens, from, to, phrase};
	rt_date_phrase_init(phrase);
	for (int at = from; at < to;) {
		int next = rt_date_clock_at(&reader, at);
		if (next == at)
			next = rt_date_numeric_at(&reader, at);
		for (size_t i = 0; next == at && i < sizeof readers / sizeof readers[0]; i++)
			next = readers[i](&reader, at);
		at = next > at ? next : at + 1;
	}
}
