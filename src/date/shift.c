/* "Last", "this" and "next": what they shift, and whether "last" is the last one of something. */
#include "date/reader.h"

#include <string.h>

static bool shiftable(const struct rt_date_reader *reader, int at)
{
	const struct rt_date_token *token = rt_date_token_at(reader, at);
	struct rt_date_month_name ignored;
	return rt_date_means(token, RT_DATE_UNIT) || rt_date_means(token, RT_DATE_WEEKDAY) ||
	       rt_date_means(token, RT_DATE_SEASON) || rt_date_means(token, RT_DATE_HOLIDAY) ||
	       rt_date_means(token, RT_DATE_PART) || rt_date_month_at(reader, at, &ignored);
}

/* The token that "next" or "last" shifts. */
static int shifted_at(const struct rt_date_reader *reader, int at, int shift)
{
	int before = rt_date_skip_noise(reader, at - 1, -1),
	    behind = rt_date_skip_noise(reader, at + 1, 1);
	struct rt_date_number number;
	if (rt_date_number_at(reader, behind, &number) && rt_date_unit_at(reader, number.next))
		behind = number.next;
	else
		behind = rt_date_and_half_at(reader, behind, &number);
	bool noun_first = shift != 0 && rt_date_language_in(reader, "fr es pt it he ar vi ca ro");
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
		rt_date_means(rt_date_token_at(reader, at), RT_DATE_ORDINAL);
	if (!ordinal || target < 0)
		return false;
	enum rt_date_unit unit = rt_date_unit_at(reader, target);
	bool weekday = rt_date_means(rt_date_token_at(reader, target), RT_DATE_WEEKDAY) != NULL;
	if (!weekday && (unit < RT_UNIT_DAY || unit > RT_UNIT_QUARTER))
		return false;
	for (int i = (target > at ? target : at) + 1; i < reader->to; i++) {
		const struct rt_date_token *token = rt_date_token_at(reader, i);
		struct rt_date_month_name ignored;
		const struct rt_date_meaning *relative = rt_date_means(token, RT_DATE_RELATIVE);
		if ((rt_date_month_at(reader, i, &ignored) && unit < RT_UNIT_MONTH) ||
			(token->kind == RT_TOKEN_DIGITS && token->digits == 4) ||
			rt_date_unit_at(reader, i) > unit || rt_date_means(token, RT_DATE_SEASON) ||
			(relative && strchr("ym", relative->text[0])))
			return true;
	}
	return false;
}

static int read_last_of(struct rt_date_reader *reader, int at, int target)
{
	struct rt_date_phrase *phrase = reader->phrase;
	phrase->nth = rt_date_means(rt_date_token_at(reader, at), RT_DATE_ORDINAL)->value;
	phrase->nth_unit = rt_date_plain_unit(rt_date_unit_at(reader, target));
	if (!phrase->nth_unit || target < at)
		return at + 1;
	struct rt_date_number number;
	int behind = rt_date_skip_noise(reader, at + 1, 1);
	if (behind < target && rt_date_number_at(reader, behind, &number))
		phrase->nth_count = (int)number.value; /* the last ten days of */
	return target + 1;
}

int rt_date_read_shift(struct rt_date_reader *reader, int at)
{
	struct rt_date_phrase *phrase = reader->phrase;
	const struct rt_date_meaning *shift =
		rt_date_means(rt_date_token_at(reader, at), RT_DATE_SHIFT);
	if (!shift)
		return at;
	if (reader->phrase->length_count &&
		rt_date_means(rt_date_token_at(reader, at), RT_DATE_AFTER))
		return at; /* 3天前 */
	int target = shifted_at(reader, at, shift->value);
	if (shift->value != 0 && target == at + 1 && rt_date_language_in(reader, "ar") &&
		!rt_date_means(rt_date_token_at(reader, at), RT_DATE_ORDINAL))
		phrase->conflict = true; /* المقبل والعام: an adjective follows its noun */
	if (is_last_of(reader, at, target))
		return read_last_of(reader, at, target);
	if (phrase->has_shift && shift->value == 0)
		return at + 1;
	phrase->conflict |= phrase->has_shift && phrase->shift != 0 &&
			    phrase->shift_unit == rt_date_unit_at(reader, target);
	phrase->has_shift = true;
	phrase->shift = shift->value == -9 ? -1 : shift->value == 9 ? 1 : shift->value;
	phrase->nearest = shift->value == -9 || shift->value == 9 ||
			  (shift->value < 0 && reader->input->lang &&
				  strncmp(reader->input->lang, "en", 2) != 0);
	phrase->shift_unit =
		target < 0 ? RT_UNIT_NONE : rt_date_plain_unit(rt_date_unit_at(reader, target));
	if (target < 0 || (!phrase->shift_unit && !shiftable(reader, target)))
		phrase->has_shift = false;
	return at + 1;
}
