/*
 * Words to slots.
 *
 * Languages put the words of a date in every order: "the third Monday of next month", "2020 में 26
 * जून", "vor drei Tagen", "3天前". So nothing here expects an order. Each token is asked what it may
 * mean and fills its slot; only three things look at their neighbours: what a number counts (the
 * unit or month beside it), what "next" and "last" shift, and which of its meanings an ambiguous
 * word has.
 */
#include "date/reader.h"

#include <stdlib.h>
#include <string.h>

static bool is_unit(const struct rt_date_token *token, const char *name)
{
	const struct rt_date_meaning *unit = rt_date_means(token, RT_DATE_UNIT);
	return unit && !strcmp(unit->text, name);
}

static int read_unit(struct rt_date_reader *reader, int at)
{
	struct rt_date_phrase *phrase = reader->phrase;
	enum rt_date_unit unit = rt_date_unit_at(reader, at);
	int behind = unit == RT_UNIT_HALF ? rt_date_read_half(reader, at) : at;
	if (behind > at)
		return behind;
	if (!unit || rt_date_means(rt_date_token_at(reader, at), RT_DATE_MONTH))
		return at;
	/* "second" is an ordinal where a unit or month stands behind it */
	if (!phrase->whole || phrase->fiscal) /* "the fiscal quarter" */
		phrase->whole = rt_date_plain_unit(unit);
	return at + 1;
}

/* "mar 10 jan": a word that is a weekday as well is one where another month stands by. */
static bool other_month(const struct rt_date_reader *reader, int at)
{
	struct rt_date_month_name ignored;
	for (int i = reader->from; i < reader->to; i++)
		if (i != at && rt_date_month_at(reader, i, &ignored))
			return rt_date_means(rt_date_token_at(reader, at), RT_DATE_WEEKDAY) != NULL;
	return false;
}

static int read_month(struct rt_date_reader *reader, int at)
{
	struct rt_date_month_name name;
	if (!rt_date_month_at(reader, at, &name) || other_month(reader, at))
		return at;
	if (rt_date_rule_says(reader->input, "weekday") &&
		rt_date_means(rt_date_token_at(reader, at), RT_DATE_WEEKDAY))
		return at; /* the rule knows it */
	rt_phrase_set_month(reader->phrase, name.month);
	if (name.calendar)
		reader->phrase->calendar = name.calendar;
	return at + 1;
}

/* "in 3 days on Friday" is a Friday near that day, and nothing is counted from it. */
static bool led_by_on(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at - 1);
	return at > reader->from && token->end - token->start == 2 &&
	       !strncmp(reader->input->text + token->start, "on", 2);
}

static int read_weekday(struct rt_date_reader *reader, int at)
{
	const struct rt_date_meaning *weekday =
		rt_date_means(rt_date_token_at(reader, at), RT_DATE_WEEKDAY);
	if (!weekday)
		return at;
	reader->phrase->conflict |= reader->phrase->weekday != 0;
	reader->phrase->weekday = weekday->value;
	reader->phrase->from_weekday = reader->phrase->length_count > 0 && !led_by_on(reader, at);
	return at + 1;
}

/* 上个礼拜五, 下週日: the weekday behind its week. */
static int weekday_by_number(struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	const struct rt_date_meaning *number = rt_date_means(token, RT_DATE_NUMBER);
	enum rt_date_unit unit = rt_date_unit_at(reader, at);
	if (at >= reader->to || token->kind != RT_TOKEN_WORD || !rt_date_language_in(reader, "zh"))
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
		rt_date_means(rt_date_token_at(reader, at), RT_DATE_RELATIVE);
	if (!relative)
		return at;
	if (!*phrase->relative)
		strcpy(phrase->relative, relative->text);
	if (!strncmp(relative->text, "week", 4) && strncmp(relative->text, "weekd", 5) != 0 &&
		!phrase->weekday && !rt_date_token_at(reader, at + 1)->spaced)
		return weekday_by_number(reader, at + 1);
	return at + 1;
}

static int read_direction(struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	const struct rt_date_meaning *before = rt_date_means(token, RT_DATE_BEFORE);
	const struct rt_date_meaning *after = rt_date_means(token, RT_DATE_AFTER);
	if (!before && !after)
		return at;
	reader->phrase->within |= before && !strcmp(before->text, "within");
	struct rt_date_number number;
	int behind = rt_date_skip_noise(reader, at + 1, 1);
	bool length_behind =
		(rt_date_number_at(reader, behind, &number) &&
			rt_date_unit_at(reader, rt_date_skip_noise(reader, number.next, 1))) ||
		(behind == at + 1 && rt_date_unit_at(reader, behind)) ||
		rt_date_and_half_at(reader, behind, &number) > behind;
	bool length_before = reader->phrase->length_count || reader->phrase->whole;
	const struct rt_date_meaning *found = after && length_before	? after
					      : before && length_behind ? before
									: NULL;
	reader->phrase->conflict |= found && found == after && reader->phrase->direction == 1 &&
				    !strcmp(found->text, "ago") && rt_date_language_in(reader, "en");
	reader->phrase->led |= found && found == before;
	if (found && !reader->phrase->direction)
		reader->phrase->direction = !strcmp(found->text, "ago")	   ? -1
					    : !strcmp(found->text, "span") ? 2
									   : 1;
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
	const struct rt_date_token *token = rt_date_token_at(reader, at);
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
	const struct rt_date_meaning *era =
		rt_date_means(rt_date_token_at(reader, at), RT_DATE_ERA);
	if (!era)
		return at;
	struct rt_date_number number;
	if (!strncmp(era->text, "from", 4)) { /* a ruler's years: 令和2年 */
		int behind = at + 1;
		if (rt_date_number_at(reader, behind, &number) && number.value < 200) {
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

/* Glued to what stands before it, and a letter behind a sign (the ו of ט"ו) or no word of a list. */
static bool goes_on_numeral(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	bool letter = rt_date_token_at(reader, at - 1)->kind == RT_TOKEN_SIGN &&
		      token->kind == RT_TOKEN_WORD && token->end - token->start == 2;
	return !token->spaced && (letter || !token->meaning_count);
}

/* ה'תשפ"ד, ט"ו: letters that are a number, beside a Hebrew month. */
static int read_hebrew_numeral(struct rt_date_reader *reader, int at)
{
	struct rt_date_phrase *phrase = reader->phrase;
	if ((unsigned char)reader->input->text[rt_date_token_at(reader, at)->start] != 0xd7)
		return at;
	int last = at;
	while (last + 1 < reader->to && goes_on_numeral(reader, last + 1))
		last++;
	size_t start = rt_date_token_at(reader, at)->start,
	       end = rt_date_token_at(reader, last)->end;
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

/* ---- all of them ---------------------------------------------------------------------------- */

#define MEANS(class) (1u << (class))
#define IS_DIGITS (1u << RT_DATE_CLASS_COUNT)
#define IS_FOREIGN (2u << RT_DATE_CLASS_COUNT) /* not in ASCII */

static uint32_t traits(const struct rt_date_token *token)
{
	return token->classes | (token->kind == RT_TOKEN_DIGITS ? IS_DIGITS : 0) |
		(token->folded ? 0 : IS_FOREIGN);
}

/* A reader is asked only about a token that has one of its traits. */
static const struct {
	int (*read)(struct rt_date_reader *reader, int at);
	uint32_t traits;
} readers[] = {
	{rt_date_read_shift, MEANS(RT_DATE_SHIFT)},
	{read_relative, MEANS(RT_DATE_RELATIVE)},
	{read_era, MEANS(RT_DATE_ERA)},
	{rt_date_read_number, IS_DIGITS | MEANS(RT_DATE_NUMBER) | MEANS(RT_DATE_ORDINAL)},
	{read_month, MEANS(RT_DATE_MONTH) | MEANS(RT_DATE_HEBREW) | MEANS(RT_DATE_ISLAMIC) |
				MEANS(RT_DATE_PERSIAN)},
	{read_weekday, MEANS(RT_DATE_WEEKDAY)},
	{read_direction, MEANS(RT_DATE_BEFORE) | MEANS(RT_DATE_AFTER)},
	{read_unit, MEANS(RT_DATE_UNIT)},
	{read_named, MEANS(RT_DATE_HOLIDAY) | MEANS(RT_DATE_SEASON) | MEANS(RT_DATE_PART) |
				MEANS(RT_DATE_PHASE) | MEANS(RT_DATE_APPROX)},
	{read_hebrew_numeral, IS_FOREIGN},
};

/* Reads what begins at a token; -> the token behind it, or `at`. */
static int read_at(struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	uint32_t has = traits(token);
	int next = at;
	/* "2 दिन पहले": a word that is an ordinal as well, behind a length */
	if (reader->phrase->length_count && !reader->phrase->direction)
		next = read_direction(reader, at);
	if (next == at && has & IS_FOREIGN && rt_date_rule_says(reader->input, "letters"))
		next = read_hebrew_numeral(reader, at); /* א' בטבת: no Sunday */
	if (next == at && token->kind != RT_TOKEN_SIGN)
		next = rt_date_clock_at(reader, at);
	if (next == at && has & (IS_DIGITS | MEANS(RT_DATE_NUMBER)))
		next = rt_date_read_and_half(reader, at);
	if (next == at && has & IS_DIGITS)
		next = rt_date_numeric_at(reader, at);
	for (size_t i = 0; next == at && i < sizeof readers / sizeof readers[0]; i++)
		if (has & readers[i].traits)
			next = readers[i].read(reader, at);
	return next;
}

void rt_date_phrase_read(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	int from, int to, struct rt_date_phrase *phrase)
{
	struct rt_date_reader reader = {input, tokens, from, to, phrase};
	rt_date_phrase_init(phrase);
	if (rt_date_rule_says(input, "lasting"))
		phrase->direction = 2;
	for (int at = from; at < to; at++) {
		phrase->fiscal |= is_unit(&tokens->items[at], "unit-fiscal");
		phrase->school |= is_unit(&tokens->items[at], "unit-school");
	}
	for (int at = from; at < to;) {
		int next = read_at(&reader, at);
		at = next > at ? next : at + 1;
	}
}
