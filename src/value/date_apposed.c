/*
 * A weekday with its day behind it: "Tuesday (December 4)", "on Friday, 5/12", "Thursday … Nov.
 * 16".
 *
 * The rules find such a pair as one date where nothing but a comma stands between. Where a bracket,
 * a line's end or lost characters part them, the weekday is found alone; its day is still told by
 * what follows.
 */
#include "value/date_reader.h"
#include "value/date_span.h"

#include <string.h>

#define LOOKED_AT 40 /* bytes behind the weekday */
#define FAR_SIGNS 8  /* tokens that may stand between */

static bool has_digit(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] >= '0' && text[i] <= '9')
			return true;
	return false;
}

/* Behind white space and quote marks stands no ASCII letter or digit. */
static bool begins_with_sign(const char *text, size_t len)
{
	size_t at = 0;
	while (at < len && (text[at] == ' ' || text[at] == '\n' || text[at] == '>'))
		at++;
	return at < len && !(text[at] >= '0' && text[at] <= '9') &&
	       !((text[at] | 32) >= 'a' && (text[at] | 32) <= 'z');
}

static bool only_weekday(const struct rt_date_phrase *phrase)
{
	return phrase->weekday && !phrase->day && !phrase->month && !phrase->shift_unit &&
	       phrase->year == RT_NO_YEAR && !*phrase->relative && !phrase->length_count &&
	       !phrase->nth && !phrase->week && !phrase->whole;
}

/* A bracket, a comma, "morning". */
static bool stands_between(const struct rt_date_token *token)
{
	return token->kind == RT_TOKEN_SIGN ? token->sign != '-' && token->sign != '/'
					    : rt_date_means(token, RT_DATE_PART) != NULL;
}

/* The tokens from the first that is no sign: month and day, or day and month; none where another
 * word stands there. */
static bool day_behind(const struct rt_value_input *input, struct rt_date_phrase *phrase)
{
	struct rt_date_tokens tokens;
	struct rt_value_input behind = *input;
	int from = 0;
	behind.text = input->behind;
	behind.len = input->behind_len < LOOKED_AT ? input->behind_len : LOOKED_AT;
	if (!begins_with_sign(behind.text, behind.len) || !has_digit(behind.text, behind.len) ||
		!rt_date_tokens_read(&behind, &tokens))
		return false;
	while (from < tokens.count && from < FAR_SIGNS && stands_between(&tokens.items[from]))
		from++;
	if (!from || from + 1 >= tokens.count)
		return false;
	const struct rt_date_token *first = &tokens.items[from], *second = first + 1;
	if ((second->sign == '.' || second->sign == '-') && from + 2 < tokens.count)
		second++;
	bool named = rt_date_means(first, RT_DATE_MONTH) && second->kind == RT_TOKEN_DIGITS;
	bool led = first->kind == RT_TOKEN_DIGITS && rt_date_means(second, RT_DATE_MONTH);
	if (!named && !led)
		return false;
	rt_date_phrase_read(&behind, &tokens, from, (int)(second - tokens.items) + 1, phrase);
	return !phrase->conflict && phrase->month && phrase->day;
}

void rt_date_apposed(const struct rt_value_input *input, const struct rt_date_ref *ref,
	struct rt_date_span *span)
{
	struct rt_date_phrase phrase;
	struct rt_date_value value;
	if (!only_weekday(&span->phrase) || !input->behind || strchr(span->value.text, '/') ||
		!day_behind(input, &phrase))
		return;
	phrase.weekday = span->phrase.weekday;
	if (rt_date_resolve(&phrase, ref, &value) && value.days &&
		rt_weekday(value.first) == phrase.weekday)
		span->value = value;
}
