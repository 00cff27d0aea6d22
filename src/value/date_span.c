/*
 * Spans: "10 to 22 August 2012", "from May to Oct 2020", "Monday - Friday".
 *
 * What one side leaves out, the other tells ("10" has the August of "22 August"). A hyphen is a
 * span's only where it stands loose, or between two numbers beside a month, or where nothing else
 * makes sense of the words: in 21-APR-2016 it only joins.
 */
#include "value/date_span.h"

#include <stdio.h>
#include <string.h>

static bool is_range(const struct rt_date_token *token, const char *word)
{
	const struct rt_date_meaning *range = rt_date_means(token, RT_DATE_RANGE);
	return range && !strcmp(range->text, word);
}

static bool has_word(const struct rt_date_tokens *tokens, int from, int to, const char *word)
{
	for (int i = from; i < to; i++)
		if (is_range(&tokens->items[i], word))
			return true;
	return false;
}

static bool between_numbers(const struct rt_date_tokens *tokens, int at)
{
	const struct rt_date_token *before = &tokens->items[at - 1],
				   *behind = &tokens->items[at + 1];
	return before->kind == RT_TOKEN_DIGITS && behind->kind == RT_TOKEN_DIGITS &&
	       before->digits <= 2 && behind->digits <= 2;
}

static bool has_month(const struct rt_date_tokens *tokens)
{
	for (int i = 0; i < tokens->count; i++)
		if (rt_date_means(&tokens->items[i], RT_DATE_MONTH))
			return true;
	return false;
}

enum strength { NO_SPLIT, WEAK, STRONG };

static enum strength splits(const struct rt_date_tokens *tokens, int at)
{
	const struct rt_date_token *token = &tokens->items[at];
	if (is_range(token, "to"))
		return STRONG;
	if (is_range(token, "and")) /* "between" may stand behind both, as in Turkish and Hindi */
		return has_word(tokens, 0, tokens->count, "between") ? STRONG : NO_SPLIT;
	if (token->kind != RT_TOKEN_SIGN || token->sign != '-')
		return NO_SPLIT;
	bool loose = token->spaced && tokens->items[at + 1].spaced;
	return loose ? STRONG : WEAK;
}

/* ---- sharing -------------------------------------------------------------------------------- */

static void share_month(struct rt_date_phrase *left, struct rt_date_phrase *right)
{
	if (left->day && !left->month && right->month && !*left->relative) {
		left->month = right->month;
		left->calendar = right->calendar;
		if (right->day && left->day > right->day)
			left->month = right->month == 1 ? 12 : right->month - 1;
	} else if (right->day && !right->month && left->month && !*right->relative) {
		right->month = left->month;
		right->calendar = left->calendar;
		if (left->day && right->day < left->day)
			right->month = left->month == 12 ? 1 : left->month + 1;
	}
}

static int order_of(const struct rt_date_phrase *phrase)
{
	return phrase->month * 40 + phrase->day;
}

static void share_year(struct rt_date_phrase *left, struct rt_date_phrase *right)
{
	bool dated_left = left->month || left->quarter || *left->season || left->half;
	bool dated_right = right->month || right->quarter || *right->season || right->half;
	if (!dated_left || !dated_right)
		return;
	bool wraps = order_of(left) > order_of(right);
	if (left->year == RT_NO_YEAR && right->year != RT_NO_YEAR && !left->has_shift) {
		left->year = right->year - wraps;
		left->year_digits = right->year_digits;
	} else if (right->year == RT_NO_YEAR && left->year != RT_NO_YEAR && !right->has_shift) {
		right->year = left->year + wraps;
		right->year_digits = left->year_digits;
	}
}

/* "from 5 to 6pm": a bare number beside a time of day is an hour. */
static bool only_number(const struct rt_date_phrase *phrase)
{
	struct rt_date_phrase rest = *phrase;
	rest.day = 0;
	return phrase->day && !rt_date_phrase_tells(&rest);
}

static bool only_time(const struct rt_date_phrase *phrase)
{
	return !rt_date_phrase_tells(phrase);
}

/* The right side's first day at or after the left one. */
static void follow(const struct rt_date_phrase *right, const struct rt_date_value *left,
	struct rt_date_value *value)
{
	if (!left->days || !value->days || value->first >= left->first)
		return;
	struct rt_day day = rt_day_from_number(value->first);
	if (right->year != RT_NO_YEAR)
		return;
	if (right->month && right->day && rt_day_exists(day.year + 1, day.month, day.day))
		rt_edtf_day(value, rt_day_number(day.year + 1, day.month, day.day));
	else if (right->month)
		rt_edtf_month(value, day.year + 1, day.month);
	else if (right->weekday && !right->day)
		rt_edtf_day(value, value->first + (left->first - value->first + 6) / 7 * 7);
}

/* "from March to now" ends on the document's day. */
static void settle_now(const struct rt_date_ref *ref, struct rt_date_value *value)
{
	if (!strcmp(value->text, "PRESENT_REF") && ref->known)
		rt_edtf_day(value, ref->day);
}

static bool join(const struct rt_date_value *left, const struct rt_date_value *right,
	struct rt_date_value *value)
{
	if (strchr(left->text, '/') || strchr(right->text, '/') ||
		strlen(left->text) + strlen(right->text) + 2 > sizeof value->text)
		return false;
	struct rt_date_value both = {
		.days = left->days && right->days, .first = left->first, .last = right->last};
	strcpy(both.text, left->text);
	strcat(both.text, "/");
	strcat(both.text, right->text);
	*value = both;
	return !both.days || left->first <= right->last;
}

/* The year of the left side where neither tells one: so that both lie close together. */
static bool resolve_both(struct rt_date_phrase *left, struct rt_date_phrase *right,
	const struct rt_date_ref *ref, struct rt_date_value *value)
{
	struct rt_date_value first, last;
	share_month(left, right);
	share_year(left, right);
	if (right->weekday && right->has_shift && right->shift == 0 && left->weekday)
		right->has_shift = false;
	if (right->weekday && !right->has_shift && left->has_shift && !left->shift_unit)
		right->has_shift = true;
	if (!rt_date_resolve(left, ref, &first) || !rt_date_resolve(right, ref, &last))
		return false;
	settle_now(ref, &first);
	settle_now(ref, &last);
	follow(right, &first, &last);
	return join(&first, &last, value);
}

/* 今日から2日後, "आज से 2 सप्ताह": what a span would say is a length counted from a day. */
static bool counts_on(const struct rt_date_phrase *left, const struct rt_date_phrase *right)
{
	struct rt_date_phrase rest = *right;
	rest.length_count = 0;
	return right->length_count && !left->length_count && *left->relative == 'd' &&
	       !rt_date_phrase_tells(&rest);
}

static bool count_on(const struct rt_date_phrase *left, const struct rt_date_phrase *right,
	const struct rt_date_ref *ref, struct rt_date_span *span)
{
	span->phrase = *left;
	memcpy(span->phrase.lengths, right->lengths, sizeof right->lengths);
	span->phrase.length_count = right->length_count;
	span->phrase.direction = right->direction ? right->direction : 1;
	return rt_date_resolve(&span->phrase, ref, &span->value);
}

static bool split_at(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	int at, const struct rt_date_ref *ref, struct rt_date_span *span)
{
	struct rt_date_phrase left, right;
	rt_date_phrase_read(input, tokens, 0, at, &left);
	rt_date_phrase_read(input, tokens, at + 1, tokens->count, &right);
	if (left.conflict || right.conflict)
		return false;
	if (counts_on(&left, &right))
		return count_on(&left, &right, ref, span);
	bool time_left = only_time(&left) || (right.hour >= 0 && only_number(&left));
	bool time_right = only_time(&right) || (left.hour >= 0 && only_number(&right));
	if (time_left && time_right)
		return false;
	if (time_left || time_right) {
		const struct rt_date_phrase *time = time_left ? &left : &right;
		if (time->hour < 0 && !*time->part && !time->day && splits(tokens, at) != STRONG)
			return false;
		span->phrase = time_left ? right : left;
		return rt_date_resolve(&span->phrase, ref, &span->value);
	}
	span->phrase = left;
	return resolve_both(&left, &right, ref, &span->value);
}

static bool try_splits(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	const struct rt_date_ref *ref, enum strength least, struct rt_date_span *span)
{
	for (int at = 1; at + 1 < tokens->count; at++) {
		enum strength strength = splits(tokens, at);
		if (strength < least || strength == NO_SPLIT)
			continue;
		if (split_at(input, tokens, at, ref, span))
			return true;
	}
	return false;
}

/* November 19-20, 10-22 August */
static bool numbers_by_month(const struct rt_value_input *input,
	const struct rt_date_tokens *tokens, const struct rt_date_ref *ref,
	struct rt_date_span *span)
{
	int signs = 0, at = 0;
	for (int i = 1; i + 1 < tokens->count; i++)
		if (tokens->items[i].sign == '-' || tokens->items[i].sign == '/')
			signs++, at = i;
	return signs == 1 && tokens->items[at].sign == '-' && between_numbers(tokens, at) &&
	       has_month(tokens) && split_at(input, tokens, at, ref, span);
}

bool rt_date_span_read(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	const struct rt_date_ref *ref, struct rt_date_span *span)
{
	if (numbers_by_month(input, tokens, ref, span) ||
		rt_date_hours_read(input, tokens, ref, span) ||
		try_splits(input, tokens, ref, STRONG, span))
		return true;
	rt_date_phrase_read(input, tokens, 0, tokens->count, &span->phrase);
	if (!span->phrase.conflict && rt_date_resolve(&span->phrase, ref, &span->value))
		return true;
	return span->phrase.conflict && try_splits(input, tokens, ref, WEAK, span);
}
