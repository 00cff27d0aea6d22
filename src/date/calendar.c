#include "date/calendar.h"

#include <strings.h>

#define UNIX_EPOCH 719163L /* R.D. of 1970-01-01: day 1 is 1 January of the year 1 */
#define HEBREW_EPOCH (-1373427L)
#define ISLAMIC_EPOCH 227015L
#define PERSIAN_EPOCH 226895L

static long floor_div(long a, long b)
{
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static bool leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int rt_days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (month < 1 || month > 12)
		return 0;
	return month == 2 && leap(year) ? 29 : days[month - 1];
}

static const char *read_number(const char *text, int most, int *number_r)
{
	const char *at = text;
	int number = 0;
	for (; at - text < most && *at >= '0' && *at <= '9'; at++)
		number = number * 10 + (*at - '0');
	if (at == text)
		return NULL;
	*number_r = number;
	return at;
}

int rt_day_read(const char *text, int *year, int *month, int *day)
{
	int *numbers[] = {year, month, day}, count = 0;
	while (count < 3 && (text = read_number(text, count ? 2 : 4, numbers[count]))) {
		count++;
		if (*text++ != '-')
			break;
	}
	return count;
}

bool rt_week_read(const char *text, int *year, int *week)
{
	text = read_number(text, 4, year);
	return text && text[0] == '-' && text[1] == 'W' && read_number(text + 2, 2, week);
}

bool rt_day_exists(int year, int month, int day)
{
	return day >= 1 && day <= rt_days_in_month(year, month);
}

long rt_day_number(int year, int month, int day)
{
	long y = year - (month <= 2);
	long era = floor_div(y, 400);
	long of_era = y - era * 400;
	long of_year = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	long day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
	return era * 146097 + day_of_era - 719468;
}

struct rt_day rt_day_from_number(long number)
{
	long z = number + 719468;
	long era = floor_div(z, 146097);
	long of_era = z - era * 146097;
	long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	long of_year = of_era - (365 * year + year / 4 - year / 100);
	long month = (5 * of_year + 2) / 153;
	struct rt_day day = {.day = (int)(of_year - (153 * month + 2) / 5 + 1)};
	day.month = (int)(month < 10 ? month + 3 : month - 9);
	day.year = (int)(year + era * 400 + (day.month <= 2));
	return day;
}

struct rt_day rt_day_plus_months(struct rt_day day, int months)
{
	long month = day.year * 12L + day.month - 1 + months;
	day.year = (int)floor_div(month, 12);
	day.month = (int)(month - day.year * 12L) + 1;
	int last = rt_days_in_month(day.year, day.month);
	if (day.day > last)
		day.day = last;
	return day;
}

int rt_weekday(long number)
{
	return (int)(number + 3 - floor_div(number + 3, 7) * 7) + 1;
}

int rt_weekday_named(const char *text, size_t len)
{
	static const char names[] = "montuewedthufrisatsun";
	for (int i = 0; i < 7 && len >= 3; i++)
		if (!strncasecmp(text, names + 3 * i, 3))
			return i + 1;
	return 0;
}

long rt_week_start(long number)
{
	return number - rt_weekday(number) + 1;
}

long rt_iso_week_start(int year, int week)
{
	return rt_week_start(rt_day_number(year, 1, 4)) + (week - 1) * 7L;
}

void rt_iso_week(long number, int *year_r, int *week_r)
{
	*year_r = rt_day_from_number(rt_week_start(number) + 3).year;
	*week_r = (int)((rt_week_start(number) - rt_iso_week_start(*year_r, 1)) / 7) + 1;
}

/* ---- Hebrew --------------------------------------------------------------------------------- */

bool rt_hebrew_leap(int year)
{
	return (7L * year + 1) % 19 < 7;
}

static long hebrew_elapsed(int year)
{
	long months = floor_div(235L * year - 234, 19);
	long parts = 12084 + 13753 * months;
	long day = 29 * months + floor_div(parts, 25920);
	return (3 * (day + 1)) % 7 < 3 ? day + 1 : day;
}

static long hebrew_new_year(int year)
{
	long before = hebrew_elapsed(year - 1), here = hebrew_elapsed(year);
	long after = hebrew_elapsed(year + 1);
	long delay = after - here == 356 ? 2 : here - before == 382 ? 1 : 0;
	return HEBREW_EPOCH + here + delay;
}

static int hebrew_month_days(int year, int month)
{
	long length = hebrew_new_year(year + 1) - hebrew_new_year(year);
	switch (month) {
	case 2:
		return length % 10 == 5 ? 30 : 29;
	case 3:
		return length % 10 == 3 ? 29 : 30;
	case 6:
		return rt_hebrew_leap(year) ? 30 : 0;
	case 4:
	case 7:
	case 9:
	case 11:
	case 13:
		return 29;
	default:
		return 30;
	}
}

static bool hebrew_day(int year, int month, int day, long *number_r)
{
	if (year < 1 || month < 1 || month > 13)
		return false;
	if (month == 6 && !rt_hebrew_leap(year))
		month = 7;
	if (day < 1 || day > hebrew_month_days(year, month))
		return false;
	long number = hebrew_new_year(year) + day - 1;
	for (int m = 1; m < month; m++)
		number += hebrew_month_days(year, m);
	*number_r = number - UNIX_EPOCH;
	return true;
}

/* ---- Islamic, Persian ----------------------------------------------------------------------- */

static bool islamic_leap(int year)
{
	return (11L * year + 14) % 30 < 11;
}

static bool islamic_day(int year, int month, int day, long *number_r)
{
	if (year < 1 || month < 1 || month > 12 || day < 1)
		return false;
	if (rt_ummalqura_knows(year))
		return rt_ummalqura_day(year, month, day, number_r);
	int length = month % 2 || (month == 12 && islamic_leap(year)) ? 30 : 29;
	if (day > length)
		return false;
	long before = (year - 1) * 354L + (3 + 11L * year) / 30 + 29L * (month - 1) + month / 2;
	*number_r = ISLAMIC_EPOCH - 1 + before + day - UNIX_EPOCH;
	return true;
}

static bool persian_leap(int year)
{
	return (25L * year + 11) % 33 < 8;
}

static bool persian_day(int year, int month, int day, long *number_r)
{
	if (year < 1 || month < 1 || month > 12 || day < 1)
		return false;
	int length = month <= 6 ? 31 : month < 12 || persian_leap(year) ? 30 : 29;
	if (day > length)
		return false;
	long before = 365L * (year - 1) + (8L * year + 21) / 33;
	before += month <= 7 ? 31L * (month - 1) : 30L * (month - 1) + 6;
	*number_r = PERSIAN_EPOCH - 1 + before + day - UNIX_EPOCH;
	return true;
}

bool rt_calendar_day(enum rt_calendar calendar, int year, int month, int day, long *number_r)
{
	switch (calendar) {
	case RT_CALENDAR_HEBREW:
		return hebrew_day(year, month, day, number_r);
	case RT_CALENDAR_ISLAMIC:
		return islamic_day(year, month, day, number_r);
	case RT_CALENDAR_PERSIAN:
		return persian_day(year, month, day, number_r);
	case RT_CALENDAR_BUDDHIST:
		year -= 543;
		break;
	case RT_CALENDAR_GREGORIAN:
		break;
	}
	if (!rt_day_exists(year, month, day))
		return false;
	*number_r = rt_day_number(year, month, day);
	return true;
}

int rt_calendar_year(enum rt_calendar calendar, long number)
{
	int gregorian = rt_day_from_number(number).year;
	int year = gregorian;
	if (calendar == RT_CALENDAR_HEBREW)
		year += 3761;
	else if (calendar == RT_CALENDAR_ISLAMIC)
		year = (int)floor_div(30 * (number + UNIX_EPOCH - ISLAMIC_EPOCH) + 10646, 10631) +
		       1;
	else if (calendar == RT_CALENDAR_PERSIAN)
		year -= 621;
	else if (calendar == RT_CALENDAR_BUDDHIST)
		return year + 543;
	else
		return year;
	long first;
	while (rt_calendar_day(calendar, year, 1, 1, &first) && first > number)
		year--;
	return year;
}

/* ---- Easter --------------------------------------------------------------------------------- */

long rt_easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
	int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
	return rt_day_number(year, f / 31, f % 31 + 1);
}

long rt_orthodox_easter(int year)
{
	int d = (19 * (year % 19) + 15) % 30;
	int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
	int f = d + e + 114;
	int behind = year / 100 - year / 400 - 2; /* Julian days behind the Gregorian ones */
	return rt_day_number(year, f / 31, f % 31 + 1) + behind;
}
