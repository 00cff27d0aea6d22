/* Times of day, with their zones: 9:30 pm, 16h30, 1115am, at 23.00, T09:30+02:00. */
#include "date/reader.h"

#include <string.h>
#include <strings.h>

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
	if ((sign == '+' || sign == '-') && rt_date_digits_at(reader, at + 1, 2, 4) &&
		!rt_date_token_at(reader, at + 1)->spaced && phrase->hour >= 0 &&
		(sign == '+' || rt_date_digits_at(reader, at + 1, 4, 4) ||
			rt_date_token_at(reader, at + 2)->sign == ':')) {
		at += 2;
		if (rt_date_token_at(reader, at)->sign == ':' &&
			rt_date_digits_at(reader, at + 1, 2, 2))
			at += 2;
	}
	return at;
}

static int seconds_end(const struct rt_date_reader *reader, int at)
{
	if (rt_date_token_at(reader, at)->sign == ':' && rt_date_digits_at(reader, at + 1, 2, 2))
		at += 2;
	if (rt_date_token_at(reader, at)->sign == '.' && rt_date_digits_at(reader, at + 1, 1, 9) &&
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
	if (word_is(reader, at, "t") && rt_date_digits_at(reader, at + 1, 2, 2) &&
		rt_date_token_at(reader, at + 2)->sign == ':')
		at++;
	if (rt_date_digits_at(reader, at, 3, 4)) { /* 1115am */
		int after = at + 1, noon = half_day(reader, &after);
		long number = rt_date_token_at(reader, at)->number;
		if (noon >= 0 && number / 100 <= 12 && number % 100 < 60) {
			set_time(reader->phrase, (int)(number / 100), (int)(number % 100), noon);
			return skip_zone(reader, after);
		}
	}
	if (!rt_date_digits_at(reader, at, 1, 2) || rt_date_token_at(reader, at)->number > 24)
		return at;
	int hour = (int)rt_date_token_at(reader, at)->number, minute = 0, next = at + 1;
	bool told = false;
	int behind = next + 2;
	bool dotted = rt_date_token_at(reader, next)->sign == '.' &&
		      rt_date_digits_at(reader, next + 1, 2, 2) &&
		      !rt_date_token_at(reader, next + 1)->spaced &&
		      (half_day(reader, &behind) >= 0 || stands_at(reader, at));
	if (dotted || (rt_date_token_at(reader, next)->sign == ':' &&
			      rt_date_digits_at(reader, next + 1, 2, 2))) {
		minute = (int)rt_date_token_at(reader, next + 1)->number;
		next = seconds_end(reader, next + 2);
		told = true;
	} else if (word_is(reader, next, "h") || word_is(reader, next, "uhr") ||
		   (word_is(reader, next, "hrs") && !counts_from(reader, next + 1))) {
		next++;
		told = true;
		if (rt_date_digits_at(reader, next, 2, 2) &&
			!rt_date_token_at(reader, next)->spaced)
			minute = (int)rt_date_token_at(reader, next++)->number;
	}
	int half = half_day(reader, &next);
	if (!told && half < 0)
		return at;
	set_time(reader->phrase, hour, minute, half);
	return skip_zone(reader, next);
}
