/* How dates are printed, in one place. edtf.h tells the forms. */
#include "date/edtf.h"

#include <stdio.h>
#include <string.h>

static void set_days(struct rt_date_value *value, long first, long last)
{
	value->days = true;
	value->first = first;
	value->last = last;
}

/* Most of what is printed is a day: digits are put down by hand, for printf takes longer than all else
 * that is done for a date. */
static char *put_digits(char *out, int number, int width)
{
	for (int i = width; i-- > 0; number /= 10)
		out[i] = (char)('0' + number % 10);
	out[width] = '\0';
	return out + width;
}

static char *print_two(char *out, int number)
{
	return number >= 0 && number < 100 ? put_digits(out, number, 2)
					   : out + sprintf(out, "%02d", number);
}

static char *print_year(char *out, int year)
{
	if (year >= 0 && year <= 9999)
		return put_digits(out, year, 4);
	return out + (year < 0 ? sprintf(out, "-%04d", -year) : sprintf(out, "Y%d", year));
}

static char *print_month(char *out, int year, int month)
{
	out = print_year(out, year);
	*out = '-';
	return print_two(out + 1, month);
}

static char *print_day(char *out, long number)
{
	struct rt_day day = rt_day_from_number(number);
	out = print_month(out, day.year, day.month);
	*out = '-';
	return print_two(out + 1, day.day);
}

void rt_edtf_text(struct rt_date_value *value, const char *text)
{
	size_t len = strlen(text), most = sizeof value->text - 1;
	memcpy(value->text, text, len < most ? len : most);
	value->text[len < most ? len : most] = '\0';
	value->days = false;
}

void rt_edtf_open(struct rt_date_value *value, int month, int day)
{
	char *out = value->text + 5;
	memcpy(value->text, "XXXX-", 5);
	if (month)
		out = print_two(out, month);
	else
		out = (char *)memcpy(out, "XX", 2) + 2;
	*out = '\0';
	if (day) {
		*out = '-';
		print_two(out + 1, day);
	}
	value->days = false;
}

void rt_edtf_day(struct rt_date_value *value, long day)
{
	print_day(value->text, day);
	set_days(value, day, day);
}

void rt_edtf_year(struct rt_date_value *value, int year)
{
	print_year(value->text, year);
	set_days(value, rt_day_number(year, 1, 1), rt_day_number(year, 12, 31));
}

void rt_edtf_month(struct rt_date_value *value, int year, int month)
{
	print_month(value->text, year, month);
	set_days(value, rt_day_number(year, month, 1),
		rt_day_number(year, month, rt_days_in_month(year, month)));
}

void rt_edtf_week(struct rt_date_value *value, long day)
{
	int year, week;
	rt_iso_week(day, &year, &week);
	snprintf(value->text, sizeof value->text, "%04d-W%02d", year, week);
	set_days(value, rt_week_start(day), rt_week_start(day) + 6);
}

void rt_edtf_weekend(struct rt_date_value *value, long day)
{
	rt_edtf_week(value, day);
	strcat(value->text, "-WE");
	value->first += 5;
}

void rt_edtf_quarter(struct rt_date_value *value, int year, int quarter)
{
	snprintf(value->text, sizeof value->text, "%04d-Q%d", year, quarter);
	set_days(value, rt_day_number(year, quarter * 3 - 2, 1),
		rt_day_number(year, quarter * 3, rt_days_in_month(year, quarter * 3)));
}

void rt_edtf_half(struct rt_date_value *value, int year, int half)
{
	snprintf(value->text, sizeof value->text, "%04d-H%d", year, half);
	set_days(value, rt_day_number(year, half * 6 - 5, 1),
		rt_day_number(year, half * 6, half == 1 ? 30 : 31));
}

void rt_edtf_season(struct rt_date_value *value, int year, const char *season)
{
	snprintf(value->text, sizeof value->text, "%04d-%s", year, season);
	int month = !strcmp(season, "SP")   ? 3
		    : !strcmp(season, "SU") ? 6
		    : !strcmp(season, "FA") ? 9
					    : 12;
	set_days(value, rt_day_number(year, month, 21), rt_day_number(year, month + 3, 20));
}

void rt_edtf_decade(struct rt_date_value *value, int year)
{
	snprintf(value->text, sizeof value->text, "%03dX", year / 10);
	set_days(value, rt_day_number(year / 10 * 10, 1, 1),
		rt_day_number(year / 10 * 10 + 9, 12, 31));
}

void rt_edtf_century(struct rt_date_value *value, int century)
{
	snprintf(value->text, sizeof value->text, "%02dXX", century - 1);
	set_days(value, rt_day_number((century - 1) * 100, 1, 1),
		rt_day_number(century * 100 - 1, 12, 31));
}

void rt_edtf_span(struct rt_date_value *value, long first, long last)
{
	char *out = print_day(value->text, first);
	*out = '/';
	print_day(out + 1, last);
	set_days(value, first, last);
}
