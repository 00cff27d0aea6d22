/*
 * Hours of one day: "Monday 8 - 9 pm", "between 3 and 5 on 1/1/2015", "tomorrow from 10 to 12".
 *
 * Two clock times stand around a hyphen, "to" or "and"; everything else has to tell one day. A bare
 * number is a clock time only beside such a day: "from 5 to 7 May" has none without its numbers,
 * and "Monday 3-4" is the third or fourth month's where that day is a Monday.
 */
#include "date/reader.h"
#include "date/span.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_CLOCK 6 /* tokens: 10 : 30 a . m . */

struct clock {
	int hour, minute;
	bool half_told, bare; /* am or pm is written; nothing but a number */
};

static bool is_range(const struct rt_date_token *token, const char *word)
{
	const struct rt_date_meaning *range = rt_date_means(token, RT_DATE_RANGE);
	return range && !strcmp(range->text, word);
}

static bool joins_times(const struct rt_date_token *token)
{
	return token->sign == '-' || is_range(token, "to") || is_range(token, "and");
}

/* 9.30, which is a time of day only beside another one. */
static bool dotted_clock(const struct rt_date_tokens *tokens, int from, int to, struct clock *clock)
{
	const struct rt_date_token *first = &tokens->items[from];
	if (to - from != 3 || first->kind != RT_TOKEN_DIGITS || first[1].sign != '.' ||
		first[2].kind != RT_TOKEN_DIGITS || first[1].spaced || first[2].spaced ||
		first->number > 23 || first[2].digits != 2 || first[2].number > 59)
		return false;
	*clock = (struct clock){(int)first->number, (int)first[2].number, false, false};
	return true;
}

/* Are the tokens a clock time and nothing else? */
static bool clock_read(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	int from, int to, struct clock *clock)
{
	struct rt_date_phrase phrase;
	struct rt_date_number number;
	rt_date_phrase_init(&phrase);
	const struct rt_date_reader reader = {input, tokens, from, to, &phrase};
	if (rt_date_number_at(&reader, from, &number) && number.next == to && !number.ordinal &&
		number.value <= 24 && number.digits <= 2) {
		*clock = (struct clock){(int)number.value, 0, false, true};
		return true;
	}
	if (dotted_clock(tokens, from, to, clock))
		return true;
	for (int i = from; i < to; i++)
		if (rt_date_means(&tokens->items[i], RT_DATE_RANGE))
			return false; /* "evening between 10:30" */
	const struct rt_date_token *last = &tokens->items[to - 1];
	if (last->kind == RT_TOKEN_SIGN && last->sign != '.')
		return false;
	rt_date_phrase_read(input, tokens, from, to, &phrase);
	*clock = (struct clock){phrase.hour, phrase.minute, phrase.half_told, false};
	return phrase.hour >= 0 && !rt_date_phrase_tells(&phrase) &&
	       tokens->items[from].kind != RT_TOKEN_SIGN && !rt_date_is_noise(&reader, from);
}

/* The longest clock time that ends before, or begins behind, the joining word. */
static int clock_before(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	int at, struct clock *clock)
{
	for (int from = at > LONGEST_CLOCK ? at - LONGEST_CLOCK : 0; from < at; from++)
		if (clock_read(input, tokens, from, at, clock))
			return from;
	return at;
}

static int clock_behind(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	int at, struct clock *clock)
{
	int to = at + LONGEST_CLOCK < tokens->count ? at + LONGEST_CLOCK : tokens->count;
	for (; to > at; to--)
		if (clock_read(input, tokens, at, to, clock))
			return to;
	return at;
}

/* "to 3 pm" makes an afternoon of "1" too; 11 - 4 goes past noon; so does "tomorrow afternoon". */
static void settle_noon(const struct rt_date_phrase *day, struct clock *left, struct clock *right)
{
	bool late =
		!strcmp(day->part, "AF") || !strcmp(day->part, "EV") || !strcmp(day->part, "NI");
	if (!left->half_told && !right->half_told && late && left->hour < 12 && right->hour < 12) {
		left->hour += 12;
		right->hour += 12;
	}
	if (right->half_told && right->hour >= 12 && !left->half_told &&
		left->hour + 12 <= right->hour)
		left->hour += 12;
	bool noon = left->half_told && right->half_told && !right->hour && left->hour > 4 && left->hour < 12;
	if (noon) /* "from 10am-12am" is said of two hours, and not of fourteen */
		right->hour = 12;
	if (!right->half_told && right->hour < left->hour && left->hour <= 12 && right->hour < 12)
		right->hour += 12;
}

#define LATE_HOUR 5 /* who meets "from 1:30 to 2:30" or "from 5 to 7" does not rise for it */

/* Is it written with a nought, as of 24 hours? */
static bool is_padded(const struct rt_date_tokens *tokens, int at)
{
	return tokens->items[at].digits == 2 && tokens->items[at].number < 10;
}

/* Hours that nobody calls am or pm, of a mail in English. */
static void settle_office(const struct rt_date_phrase *day, struct clock *left, struct clock *right)
{
	bool early = !strcmp(day->part, "MO") || !strcmp(day->part, "NI");
	if (early || left->half_told || right->half_told || left->hour < 1 ||
		left->hour > LATE_HOUR || right->hour < left->hour || right->hour >= LATE_HOUR + 4)
		return;
	left->hour += 12;
	right->hour += 12;
}

static void print_hours(
	const struct clock *left, const struct clock *right, struct rt_date_value *value)
{
	struct rt_date_value last;
	long day = value->first;
	rt_edtf_day(&last, day + (right->hour < left->hour && right->hour < 8));
	snprintf(value->text + strlen(value->text), sizeof value->text - strlen(value->text),
		"T%02d:%02d/%.12sT%02d:%02d", left->hour % 100, left->minute % 100, last.text,
		right->hour % 100, right->minute % 100);
}

/* "Monday 3-4" in the year of 4 March, a Monday; "12-4" where neither is. */
static bool better_a_day(const struct rt_date_phrase *day, const struct rt_date_token *joint,
	const struct clock *left, const struct clock *right, const struct rt_date_ref *ref)
{
	if (joint->sign != '-' || !left->bare || !right->bare || !day->weekday || !ref->known ||
		day->has_shift)
		return false;
	int months[2] = {left->hour, right->hour}, days[2] = {right->hour, left->hour};
	for (int i = 0; i < 2; i++)
		for (int year = -1; year <= 1; year++) {
			int in = rt_day_from_number(ref->day).year + year;
			if (!rt_day_exists(in, months[i], days[i]))
				continue;
			long number = rt_day_number(in, months[i], days[i]);
			if (labs(number - ref->day) < 60 && rt_weekday(number) == day->weekday)
				return true;
		}
	return false;
}

/* The tokens without those of the hours. */
static void leave_out(
	const struct rt_date_tokens *tokens, int from, int to, struct rt_date_tokens *rest)
{
	rest->count = 0;
	for (int i = 0; i < tokens->count; i++)
		if (i < from || i >= to)
			rest->items[rest->count++] = tokens->items[i];
}

/* 10/1-11/7, 08:15:30-05:30, 1.5-2.5: the numbers go on beyond what was read as a clock time. */
static bool stands_in_number(const struct rt_date_tokens *tokens, int from, int to)
{
	const struct rt_date_token *first = &tokens->items[from];
	char before = from ? first[-1].sign : 0;
	char behind = to < tokens->count ? tokens->items[to].sign : 0;
	bool goes_on = to + 1 < tokens->count && tokens->items[to + 1].kind == RT_TOKEN_DIGITS &&
		       !tokens->items[to + 1].spaced;
	return (from && !first->spaced && before != '(' && before != ',') ||
	       (goes_on && behind && strchr("/.:-", behind));
}

/* "yesterday 8-9 MTM": two bare numbers, nothing that leads to them, and another word behind. */
static bool may_be_numbers(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	int from, int to, const struct clock *left, const struct clock *right)
{
	const char *behind = input->behind;
	bool led = from && tokens->items[from - 1].kind == RT_TOKEN_WORD &&
		   !rt_date_means(&tokens->items[from - 1], RT_DATE_WEEKDAY) &&
		   !rt_date_means(&tokens->items[from - 1], RT_DATE_RELATIVE);
	return left->bare && right->bare && !led && to == tokens->count && behind &&
	       input->behind_len > 2 && behind[0] == ' ' &&
	       ((behind[1] >= 'A' && behind[1] <= 'Z') || behind[1] == '%');
}

static bool hours_at(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	int at, const struct rt_date_ref *ref, struct rt_date_span *span)
{
	struct clock left, right;
	struct rt_date_tokens rest;
	int from = clock_before(input, tokens, at, &left);
	int to = clock_behind(input, tokens, at + 1, &right);
	if (from == at || to == at + 1 || stands_in_number(tokens, from, to) ||
		may_be_numbers(input, tokens, from, to, &left, &right))
		return false;
	leave_out(tokens, from, to, &rest);
	rt_date_phrase_read(input, &rest, 0, rest.count, &span->phrase);
	if (span->phrase.conflict || span->phrase.hour >= 0 ||
		!rt_date_phrase_tells(&span->phrase) ||
		!rt_date_resolve(&span->phrase, ref, &span->value) || !span->value.days ||
		span->value.first != span->value.last || strchr(span->value.text, '/') ||
		better_a_day(&span->phrase, &tokens->items[at], &left, &right, ref))
		return false;
	settle_noon(&span->phrase, &left, &right);
	if (rt_date_ref_is_english(ref) && !is_padded(tokens, from) && !is_padded(tokens, at + 1))
		settle_office(&span->phrase, &left, &right);
	span->phrase.hour = left.hour;
	span->phrase.minute = left.minute;
	print_hours(&left, &right, &span->value);
	return true;
}

/* "9:15 to 08" of "9:15 to 08/29". */
static bool goes_on_behind(const struct rt_value_input *input)
{
	return input->behind && input->behind_len > 1 && strchr("/.:-", input->behind[0]) &&
	       input->behind[1] >= '0' && input->behind[1] <= '9';
}

/* "14 Feb for 7 hours from 9:30am" */
bool rt_date_hours_last(
	const struct rt_date_phrase *told, const struct rt_date_ref *ref, struct rt_date_span *span)
{
	const struct rt_date_length *length = told->lengths;
	struct rt_date_phrase day = *told;
	if (told->length_count != 1 || told->hour < 0 || !told->month || !told->day ||
		(length->unit != RT_UNIT_HOUR && length->unit != RT_UNIT_MINUTE))
		return false;
	day.length_count = day.direction = 0;
	if (!rt_date_resolve(&day, ref, &span->value) || !span->value.days)
		return false;
	int end = day.hour * 60 + (day.minute > 0 ? day.minute : 0) +
		  length->count * (length->unit == RT_UNIT_HOUR ? 60 : 1);
	struct clock left = {day.hour, day.minute > 0 ? day.minute : 0, false, false};
	struct clock right = {end / 60, end % 60, false, false};
	span->phrase = day;
	if (right.hour < 24)
		print_hours(&left, &right, &span->value);
	return true;
}

bool rt_date_hours_read(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	const struct rt_date_ref *ref, struct rt_date_span *span)
{
	if (goes_on_behind(input))
		return false;
	for (int at = 1; at + 1 < tokens->count; at++)
		if (joins_times(&tokens->items[at]) && hours_at(input, tokens, at, ref, span))
			return true;
	return false;
}
