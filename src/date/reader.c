/* The slots of a phrase and the questions that every reader of words asks. */
#include "date/reader.h"

#include <string.h>

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
	phrase->conflict |= phrase->month != 0 && phrase->month != month; /* أيار/مايو */
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

const struct rt_date_token rt_date_no_token = {.kind = RT_TOKEN_SIGN};

enum rt_date_unit rt_date_unit_at(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_meaning *unit =
		rt_date_means(rt_date_token_at(reader, at), RT_DATE_UNIT);
	return unit ? (enum rt_date_unit)unit->value : RT_UNIT_NONE;
}

bool rt_date_is_noise(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	if (at < reader->from || at >= reader->to || token->kind == RT_TOKEN_DIGITS)
		return false;
	return !token->meaning_count || rt_date_means(token, RT_DATE_APPROX);
}

int rt_date_skip_noise(const struct rt_date_reader *reader, int at, int step)
{
	while (rt_date_is_noise(reader, at))
		at += step;
	return at;
}

bool rt_date_language_in(const struct rt_date_reader *reader, const char *languages)
{
	const char *lang = reader->input->lang;
	char key[3] = {0};
	if (!lang || strlen(lang) < 2)
		return false;
	memcpy(key, lang, 2);
	return strstr(languages, key) != NULL;
}

bool rt_date_month_at(const struct rt_date_reader *reader, int at, struct rt_date_month_name *name)
{
	static const struct {
		enum rt_date_class class;
		enum rt_calendar calendar;
	} kinds[] = {{RT_DATE_MONTH, RT_CALENDAR_GREGORIAN}, {RT_DATE_HEBREW, RT_CALENDAR_HEBREW},
		{RT_DATE_ISLAMIC, RT_CALENDAR_ISLAMIC}, {RT_DATE_PERSIAN, RT_CALENDAR_PERSIAN}};
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	if (!token->meaning_count)
		return false;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const struct rt_date_meaning *found = rt_date_means(token, kinds[i].class);
		if (!found)
			continue;
		name->calendar = kinds[i].calendar;
		name->month = found->value;
		return true;
	}
	return false;
}

enum rt_date_unit rt_date_plain_unit(enum rt_date_unit unit)
{
	return unit == RT_UNIT_YEAR_SIGN    ? RT_UNIT_YEAR
	       : unit == RT_UNIT_MONTH_SIGN ? RT_UNIT_MONTH
	       : unit == RT_UNIT_DAY_SIGN   ? RT_UNIT_DAY
					    : unit;
}
