/* How dates are printed, in one place. date_value.h tells the forms. */
#include "value/date_value.h"

#include <stdio.h>
#include <string.h>

static void set_days(struct rt_date_value *value, long first, long last)
{
	value->days = true;
	value->first = first;
	value->last = last;
}

static int print_year(char *out, size_t size, int year)
{
	if (year < 0)
		return snprintf(out, size, "-%04d", -year);
	return snprintf(out, size, year > 9999 ? "Y%d" : "%04d", year);
}

static int print_day(char *out, size_t size, long number)
{
	struct rt_day day = rt_day_from_number(number);
	int len = print_year(out, size, day.year);
	return len + snprintf(out + len, size - (size_t)len, "-%02d-%02d", day.month, day.day);
}

void rt_edtf_text(struct rt_date_value *value, const char *text)
{
	snprintf(value->text, sizeof value->text, "%s", text);
	value->days = false;
}

void rt_edtf_day(struct rt_date_value *value, long day)
{
	print_day(value->text, sizeof value->text, day);
	set_days(value, day, day);
}

void rt_edtf_year(struct rt_date_value *value, int year)
{
	print_year(value->text, sizeof value->text, year);
	set_days(value, rt_day_number(year, 1, 1), rt_day_number(year, 12, 31));
}

void rt_edtf_month(struct rt_date_value *value, int year, int month)
{
	int len = print_year(value->text, sizeof value->text, year);
	snprintf(value->text + len, sizeof value->text - (size_t)len, "-%02d", month);
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
	int len = print_day(value->text, sizeof value->text, first);
	value->text[len++] = '/';
	print_day(value->text + len, sizeof value->text - (size_t)len, last);
	set_days(value, first, last);
}
