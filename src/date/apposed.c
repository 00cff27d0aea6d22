/*
 * A weekday with its day beside it: "Tuesday (December 4)", "on Friday, 5/12", "Thursday … Nov.
 * 16", "February 13th, 2002 (Wednesday)".
 *
 * The rules find such a pair as one date where nothing but a comma stands between. Where a bracket,
 * a line's end or lost characters part them, the weekday is found alone; its day is still told by
 * what follows or goes before. So is the year of a month at the end of its line.
 */
#include "date/reader.h"
#include "date/span.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define LOOKED_AT 40  /* bytes behind the weekday */
#define YEAR_WITHIN 40 /* bytes between a month and the year on the next line */
#define DAY_LEN 10     /* of 2001-08-21, and of no span */
#define FAR_SIGNS 8   /* tokens that may stand between */

static bool has_digit(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] >= '0' && text[i] <= '9')
			return true;
	return false;
}

static bool begins_with_part(const char *text, size_t len)
{
	static const char *const parts[] = {"morning", "afternoon", "evening", "night"};
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (strlen(parts[i]) < len && !memcmp(text, parts[i], strlen(parts[i])))
			return true;
	return false;
}

/* "Friday Forum, October 20": a word or two in capitals, then a comma. */
static bool begins_with_name(const char *text, size_t len)
{
	int words = 0;
	size_t at = 0;
	while (at < len && text[at] == ' ' && words < 3) {
		words++;
		if (++at == len || text[at] < 'A' || text[at] > 'Z')
			return false;
		while (at < len && (text[at] | 32) >= 'a' && (text[at] | 32) <= 'z')
			at++;
	}
	return words && words < 3 && at < len && text[at] == ',';
}

/* Behind white space and quote marks stands no ASCII letter or digit, or a part of the day. */
static bool begins_with_sign(const char *text, size_t len)
{
	size_t at = 0;
	while (at < len && (text[at] == ' ' || text[at] == '\n' || text[at] == '>'))
		at++;
	return at < len && !(text[at] >= '0' && text[at] <= '9') &&
	       (!((text[at] | 32) >= 'a' && (text[at] | 32) <= 'z') ||
		       begins_with_part(text + at, len - at));
}

/* "Wednesday\nDecember 19": a line's end parts them. */
static bool begins_on_next_line(const char *text, size_t len)
{
	size_t at = 0;
	bool parted = false;
	while (at < len && strchr(" \n>", text[at]))
		parted |= text[at++] == '\n';
	return parted && at < len && text[at] >= 'A' && text[at] <= 'Z';
}

static bool only_weekday(const struct rt_date_phrase *phrase)
{
	return phrase->weekday && !phrase->day && !phrase->month && !phrase->shift_unit &&
	       phrase->year == RT_NO_YEAR && !*phrase->relative && !phrase->length_count &&
	       !phrase->nth && !phrase->week && !phrase->whole;
}

/* A bracket, a comma, a dash, "morning". */
static bool stands_between(const struct rt_date_token *token)
{
	return token->kind == RT_TOKEN_SIGN ? token->sign != '/'
					    : rt_date_means(token, RT_DATE_PART) != NULL;
}

/* 9/17, 03.08.08: how many tokens; 0 for none. */
static int numeric_day(const struct rt_date_tokens *tokens, int from)
{
	int count = 1;
	while (count < 5 && from + count + 1 < tokens->count &&
		tokens->items[from + count].kind == RT_TOKEN_SIGN &&
		strchr("/.-", tokens->items[from + count].sign) &&
		tokens->items[from + count + 1].kind == RT_TOKEN_DIGITS &&
		!tokens->items[from + count + 1].spaced)
		count += 2;
	return tokens->items[from].kind == RT_TOKEN_DIGITS && tokens->items[from].digits <= 2 &&
			       count > 1
		       ? count
		       : 0;
}

/* 3, "3rd", which a list has as one. */
static bool begins_with_digit(const struct rt_value_input *input, const struct rt_date_token *token)
{
	return token->start < input->len && isdigit((unsigned char)input->text[token->start]);
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
	bool name = begins_with_name(behind.text, behind.len);
	bool parted = begins_on_next_line(behind.text, behind.len);
	if ((!name && !parted && !begins_with_sign(behind.text, behind.len)) ||
		!has_digit(behind.text, behind.len) || !rt_date_tokens_read(&behind, &tokens))
		return false;
	while (name && from < tokens.count && tokens.items[from].sign != ',')
		from++;
	while (from < tokens.count && from < FAR_SIGNS && stands_between(&tokens.items[from]))
		from++;
	if ((!from && !parted) || from + 1 >= tokens.count)
		return false;
	const struct rt_date_token *first = &tokens.items[from], *second = first + 1;
	if ((second->sign == '.' || second->sign == '-') && from + 2 < tokens.count)
		second++;
	bool named = rt_date_means(first, RT_DATE_MONTH) && begins_with_digit(&behind, second);
	bool led = begins_with_digit(&behind, first) && rt_date_means(second, RT_DATE_MONTH);
	int numbers = numeric_day(&tokens, from);
	if (!named && !led && !numbers)
		return false;
	int to = named || led ? (int)(second - tokens.items) + 1 : from + numbers;
	rt_date_phrase_read(&behind, &tokens, from, to, phrase);
	return !phrase->conflict && phrase->month && phrase->day;
}

/* The text before, without the signs at its end. */
static size_t trimmed(const char *text, size_t len)
{
	while (len && strchr(" \n(,[-", text[len - 1]))
		len--;
	return len;
}

/* A number, its "th", or a month; "June 26, but Tuesday's vote" is another day. */
static bool ends_a_day(const struct rt_value_input *input, const struct rt_date_token *token)
{
	size_t len = token->end - token->start;
	bool suffix = len == 2 && !token->spaced && token->start && token->kind == RT_TOKEN_WORD &&
		      input->text[token->start - 1] >= '0' && input->text[token->start - 1] <= '9';
	return suffix || token->kind == RT_TOKEN_DIGITS || rt_date_means(token, RT_DATE_MONTH);
}

/* "February 13th, 2002 (Wednesday)": the longest run of words up to the weekday that is a day. */
static bool day_before(const struct rt_value_input *input, struct rt_date_phrase *phrase)
{
	struct rt_date_tokens tokens;
	struct rt_value_input before = *input;
	size_t len = input->before ? trimmed(input->before, input->before_len) : 0;
	if (!len || len == input->before_len)
		return false;
	size_t from = len > LOOKED_AT ? len - LOOKED_AT : 0;
	while (from && from < len && input->before[from - 1] != ' ')
		from++;
	before.text = input->before + from;
	before.len = len - from;
	if (!has_digit(before.text, before.len) || !rt_date_tokens_read(&before, &tokens) ||
		!tokens.count || !ends_a_day(&before, &tokens.items[tokens.count - 1]))
		return false;
	for (int at = tokens.count > FAR_SIGNS ? tokens.count - FAR_SIGNS : 0;
		at + 1 < tokens.count; at++) {
		const struct rt_date_token *first = &tokens.items[at];
		if (first->kind != RT_TOKEN_DIGITS && !rt_date_means(first, RT_DATE_MONTH))
			continue;
		rt_date_phrase_read(&before, &tokens, at, tokens.count, phrase);
		if (!phrase->conflict && !phrase->weekday && phrase->month && phrase->day)
			return phrase->readings != 2;
	}
	return false;
}

static bool is_or(const struct rt_value_input *input, const struct rt_date_token *token)
{
	return token->end - token->start == 2 && !memcmp(input->text + token->start, "or", 2);
}

/* "and Friday" behind, "Thursday and" before: the other weekday, 0 for none; where it ends. */
static int weekday_beside(const struct rt_value_input *beside, bool before, size_t *end_r)
{
	struct rt_date_tokens tokens;
	struct rt_date_phrase phrase;
	if (!beside->text || !beside->len || !rt_date_tokens_read(beside, &tokens) ||
		tokens.count < 2)
		return 0;
	int joint = before ? tokens.count - 1 : 0, day = before ? tokens.count - 2 : 1;
	const struct rt_date_token *joins = &tokens.items[joint];
	const struct rt_date_meaning *range = rt_date_means(joins, RT_DATE_RANGE);
	bool joined = (range && !strcmp(range->text, "and")) || joins->sign == '&' ||
		      is_or(beside, joins);
	if (!joined || !rt_date_means(&tokens.items[day], RT_DATE_WEEKDAY))
		return 0;
	rt_date_phrase_read(beside, &tokens, day, day + 1, &phrase);
	*end_r = tokens.items[day].end;
	return phrase.weekday;
}

/* The day of the phrase, where it is a weekday's; no other year is looked for. */
static bool falls_on(struct rt_date_phrase phrase, int weekday, const struct rt_date_ref *ref,
	struct rt_date_value *value)
{
	phrase.weekday = 0;
	return rt_date_resolve(&phrase, ref, value) && value->days &&
	       rt_weekday(value->first) == weekday;
}

/* A word or sign that may join two: asked first, for nearly all days stand alone. */
static bool begins_with_joint(const char *text, size_t len)
{
	static const char *const joints[] = {"and ", "or ", "& "};
	size_t at = 0;
	while (at < len && (text[at] == ' ' || text[at] == '\n'))
		at++;
	for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++)
		if (len - at > strlen(joints[i]) &&
			!memcmp(text + at, joints[i], strlen(joints[i])))
			return true;
	return false;
}

/* "Thursday and Friday, October 5 and 6": the day is the first one's. */
static bool first_of_two(const struct rt_value_input *input, const struct rt_date_ref *ref,
	struct rt_date_span *span)
{
	struct rt_date_phrase phrase;
	struct rt_date_value value;
	struct rt_value_input beside = *input, second = *input;
	int mine = span->phrase.weekday;
	size_t end;
	beside.text = input->behind;
	beside.len = input->behind_len < LOOKED_AT ? input->behind_len : LOOKED_AT;
	if (!input->behind || !begins_with_joint(beside.text, beside.len))
		return false;
	int other = weekday_beside(&beside, false, &end);
	if (!other)
		return false;
	second.behind = input->behind + end;
	second.behind_len = input->behind_len - end;
	if (!day_behind(&second, &phrase))
		return false;
	if (falls_on(phrase, mine, ref, &value))
		span->value = value;
	else if (falls_on(phrase, other, ref, &value))
		rt_edtf_day(&span->value, value.first - (other - mine + 7) % 7);
	else
		return false;
	return true;
}

/* And so is it where this is the second. */
static bool second_of_two(const struct rt_value_input *input, const struct rt_date_ref *ref,
	const struct rt_date_phrase *day, struct rt_date_span *span)
{
	struct rt_date_value value;
	struct rt_value_input beside = *input;
	int mine = span->phrase.weekday;
	size_t from = input->before_len > LOOKED_AT ? input->before_len - LOOKED_AT : 0, end;
	while (from && from < input->before_len && input->before[from - 1] != ' ')
		from++;
	beside.text = input->before ? input->before + from : NULL;
	beside.len = input->before_len - from;
	int other = weekday_beside(&beside, true, &end);
	if (!other || !falls_on(*day, other, ref, &value))
		return false;
	rt_edtf_day(&span->value, value.first + (mine - other + 7) % 7);
	return true;
}

/* "yesterday, August 21": who cites it was there on another day. */
static bool named_behind(const struct rt_value_input *input, const struct rt_date_ref *ref,
	struct rt_date_span *span)
{
	struct rt_date_phrase phrase;
	struct rt_date_value value;
	const char *behind = input->behind;
	if (strncmp(span->phrase.relative, "day", 3) != 0 || strlen(span->value.text) != DAY_LEN ||
		!behind || input->behind_len < 4 || behind[0] != ',' || behind[1] != ' ' ||
		behind[2] < 'A' || behind[2] > 'Z' || !day_behind(input, &phrase) ||
		!rt_date_resolve(&phrase, ref, &value) || !value.days)
		return false;
	span->value = value;
	return true;
}

bool rt_date_apposed(const struct rt_value_input *input, const struct rt_date_ref *ref,
	struct rt_date_span *span)
{
	struct rt_date_phrase phrase;
	struct rt_date_value value;
	bool alone = only_weekday(&span->phrase) && !strchr(span->value.text, '/');
	if (named_behind(input, ref, span) ||
		(alone && !span->phrase.has_shift && first_of_two(input, ref, span)))
		return false;
	if (!alone || ((!input->behind || !day_behind(input, &phrase)) &&
			      (span->phrase.has_shift || !day_before(input, &phrase))))
		return alone && !span->phrase.has_shift;
	phrase.weekday = span->phrase.weekday;
	if (!rt_date_resolve(&phrase, ref, &value) || !value.days ||
		rt_weekday(value.first) != phrase.weekday)
		return !span->phrase.has_shift && !second_of_two(input, ref, &phrase, span);
	span->value = value;
	return false;
}

void rt_date_year_behind(const struct rt_value_input *input, struct rt_date_span *span)
{
	const struct rt_date_phrase *phrase = &span->phrase;
	size_t at = 0;
	if (!phrase->month || phrase->day || phrase->year != RT_NO_YEAR || phrase->has_shift ||
		phrase->calendar != RT_CALENDAR_GREGORIAN || !input->behind ||
		strspn(span->value.text, "0123456789-") != 7 || span->value.text[7])
		return;
	while (at < input->behind_len && at < YEAR_WITHIN && strchr(" \n>,.", input->behind[at]))
		at++;
	bool parted = memchr(input->behind, '\n', at) != NULL;
	const char *year = input->behind + at;
	if (!parted || input->behind_len < at + 4 ||
		(memcmp(year, "19", 2) && memcmp(year, "20", 2)) || !has_digit(year + 2, 1) ||
		!has_digit(year + 3, 1) ||
		(input->behind_len > at + 4 &&
			(has_digit(year + 4, 1) || isalpha((unsigned char)year[4]))))
		return;
	rt_edtf_month(&span->value, atoi(year), phrase->month);
}
