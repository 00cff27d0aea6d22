/*
 * Spans: "10 to 22 August 2012", "from May to Oct 2020", "Monday - Friday".
 *
 * What one side leaves out, the other tells ("10" has the August of "22 August"). A hyphen is a
 * span's only where it stands loose, or between two numbers beside a month, or where nothing else
 * makes sense of the words: in 21-APR-2016 it only joins.
 */
#include "date/span.h"

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

/* 8, or 2nd, which a list knows as a word. */
static bool is_day_number(const struct rt_date_token *token)
{
	return token->digits && token->digits <= 2 &&
	       (token->kind == RT_TOKEN_DIGITS || rt_date_means(token, RT_DATE_ORDINAL));
}

static bool between_numbers(const struct rt_date_tokens *tokens, int at)
{
	const struct rt_date_token *before = &tokens->items[at - 1],
				   *behind = &tokens->items[at + 1];
	if (at > 1 && before->kind == RT_TOKEN_WORD && !before->spaced &&
		before->end - before->start == 2)
		before--; /* 8th-10th */
	return is_day_number(before) && is_day_number(behind);
}

/* "31 August-1 September" */
static bool between_days(const struct rt_date_tokens *tokens, int at)
{
	const struct rt_date_token *items = tokens->items;
	return at > 1 && at + 2 < tokens->count && is_day_number(&items[at - 2]) &&
	       rt_date_means(&items[at - 1], RT_DATE_MONTH) && is_day_number(&items[at + 1]) &&
	       rt_date_means(&items[at + 2], RT_DATE_MONTH);
}

/* A month's name, or "next month". */
static bool has_month(const struct rt_date_tokens *tokens)
{
	bool shift = false;
	for (int i = 0; i < tokens->count; i++) {
		const struct rt_date_meaning *unit = rt_date_means(&tokens->items[i], RT_DATE_UNIT);
		shift |= rt_date_means(&tokens->items[i], RT_DATE_SHIFT) != NULL;
		if (rt_date_means(&tokens->items[i], RT_DATE_MONTH) ||
			(shift && unit && unit->value == RT_UNIT_MONTH))
			return true;
	}
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
	const struct rt_date_token *behind = &tokens->items[at + 1];
	bool loose = token->spaced && behind->spaced;
	if (!token->spaced && behind->spaced && behind->kind == RT_TOKEN_WORD &&
		rt_date_means(behind, RT_DATE_SHIFT))
		return NO_SPLIT; /* "New York, Oct 17, 2000- Last week" */
	bool two_months = rt_date_means(behind, RT_DATE_MONTH) &&
			  rt_date_means(&tokens->items[0], RT_DATE_MONTH);
	return loose || (two_months && at > 1) /* "Oct 14-Oct 21" */ || between_days(tokens, at)
		       ? STRONG
		       : WEAK;
}

static bool only_time(const struct rt_date_phrase *phrase)
{
	return !rt_date_phrase_tells(phrase);
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

static bool tells_time(const struct rt_date_phrase *time, enum strength strength)
{
	return time->hour >= 0 || *time->part || time->day || strength == STRONG;
}

static bool only_day(
	const struct rt_date_phrase *day, const struct rt_date_ref *ref, struct rt_date_span *span)
{
	span->phrase = *day;
	return rt_date_resolve(&span->phrase, ref, &span->value);
}

/* "between 2:00 tomorrow and 4:00": both are of one day. "Between now and eight o'clock" begins at
 * the document's own time of day. */
static bool until_clock(struct rt_date_phrase *left, struct rt_date_phrase *right,
	const struct rt_date_ref *ref, struct rt_date_span *span)
{
	if (right->hour >= 0 && !strcmp(left->relative, "PRESENT_REF") && ref->known) {
		strcpy(left->relative, "day+0");
		left->hour = ref->seconds / 3600;
		left->minute = ref->seconds / 60 % 60;
	}
	if (!only_day(left, ref, span))
		return false;
	if (right->hour <= left->hour && right->hour < 12 && !right->half_told)
		right->hour += 12;
	if (left->hour >= 0 && right->hour > left->hour)
		rt_date_ends_clock(left, right, &span->value);
	return true;
}

/* "previous week - Monday" is that week's Monday. */
static bool weekday_of(const struct rt_date_phrase *left, const struct rt_date_phrase *right)
{
	struct rt_date_phrase rest = *right;
	rest.weekday = 0;
	return left->has_shift && left->shift_unit == RT_UNIT_WEEK && !left->weekday &&
	       right->weekday && !rt_date_phrase_tells(&rest);
}

static bool split_at(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	int at, const struct rt_date_ref *ref, struct rt_date_span *span)
{
	struct rt_date_phrase left, right;
	rt_date_phrase_read(input, tokens, 0, at, &left);
	rt_date_phrase_read(input, tokens, at + 1, tokens->count, &right);
	if (left.conflict || right.conflict)
		return false;
	if (weekday_of(&left, &right))
		return false;
	if (only_time(&left) && left.hour < 0 && !*left.part &&
		rt_date_means(&tokens->items[0], RT_DATE_AFTER)) /* from now until Friday */
		strcpy(left.relative, "PRESENT_REF");
	if (counts_on(&left, &right))
		return count_on(&left, &right, ref, span);
	bool time_left = only_time(&left) || (right.hour >= 0 && rt_date_only_number(&left));
	bool time_right = only_time(&right) || (left.hour >= 0 && rt_date_only_number(&right));
	if (time_left && time_right)
		return false;
	if (time_left && left.hour >= 0 && ref->known && !strcmp(right.relative, "PRESENT_REF")) {
		strcpy(left.relative, "day+0"); /* between eight o'clock and now */
		strcpy(right.relative, "day+0");
		right.hour = ref->seconds / 3600;
		right.minute = ref->seconds / 60 % 60;
	} else if (time_left && left.hour >= 0 && right.hour >= 0 && *right.relative == 'd')
		strcpy(left.relative, "day+0"); /* from 2pm till tomorrow 4:30pm */
	else if (time_left)
		return tells_time(&left, splits(tokens, at)) && only_day(&right, ref, span);
	else if (time_right)
		return tells_time(&right, splits(tokens, at)) &&
		       until_clock(&left, &right, ref, span);
	span->phrase = left;
	return rt_date_ends_resolve(&left, &right, ref, &span->value);
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

/* Is there a hyphen, "to" or "and" between two words? Without it there are no two ends. */
static bool may_be_span(const struct rt_date_tokens *tokens)
{
	for (int at = 1; at + 1 < tokens->count; at++)
		if (tokens->items[at].sign == '-' ||
			rt_date_means(&tokens->items[at], RT_DATE_RANGE))
			return true;
	return false;
}

bool rt_date_span_read(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	const struct rt_date_ref *ref, struct rt_date_span *span)
{
	bool joined = may_be_span(tokens);
	if (joined && (rt_date_hours_read(input, tokens, ref, span) ||
			      numbers_by_month(input, tokens, ref, span) ||
			      try_splits(input, tokens, ref, STRONG, span)))
		return true;
	rt_date_phrase_read(input, tokens, 0, tokens->count, &span->phrase);
	if (!span->phrase.conflict && (rt_date_hours_last(&span->phrase, ref, span) ||
					      rt_date_resolve(&span->phrase, ref, &span->value)))
		return true;
	return joined && span->phrase.conflict && try_splits(input, tokens, ref, WEAK, span);
}
