/*
 * Calendars as arithmetic, but for one: no system calls, no time zone.
 *
 * Every calendar turns into a day number, days since 1970-01-01 of the proleptic Gregorian one, and
 * everything else is done on day numbers. Years are astronomical: 0 is 1 BC. The formulas are those
 * of Dershowitz and Reingold, "Calendrical Calculations".
 */
#ifndef RT_DATE_CALENDAR_H
#define RT_DATE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>

enum rt_calendar {
	RT_CALENDAR_GREGORIAN,
	RT_CALENDAR_HEBREW, /* months as CLDR counts them: 1 Tishri … 6 Adar I, 7 Adar … 13 Elul */
	RT_CALENDAR_ISLAMIC,  /* Umm al-Qura for 1945 to 2077, else by rule, a day off at times */
	RT_CALENDAR_PERSIAN,  /* by the 33-year rule, right from 1178 to 1633 (1799 to 2254) */
	RT_CALENDAR_BUDDHIST, /* Gregorian, 543 years ahead */
};

struct rt_day {
	int year, month, day;
};

long rt_day_number(int year, int month, int day); /* days outside the month run on */
struct rt_day rt_day_from_number(long number);
bool rt_day_exists(int year, int month, int day);
/* Reads "2001-03-05": how many of the three numbers there are, from the year on. */
int rt_day_read(const char *text, int *year, int *month, int *day);
/* Reads "2001-W36". */
bool rt_week_read(const char *text, int *year, int *week);
int rt_days_in_month(int year, int month);
struct rt_day rt_day_plus_months(
	struct rt_day day, int months); /* 31 January + 1: last of February */

int rt_weekday(long number);	 /* 1 Monday … 7 Sunday, as ISO 8601 */
/* Of an English name, long or short, that stands at the beginning; 0: none does. */
int rt_weekday_named(const char *text, size_t len);
long rt_week_start(long number); /* its Monday */
void rt_iso_week(long number, int *year_r, int *week_r);
long rt_iso_week_start(int year, int week);

/* The day in another calendar. False where there is none (30 Tevet, month 14). */
bool rt_calendar_day(enum rt_calendar calendar, int year, int month, int day, long *number_r);
/* The year of that calendar that a day lies in. */
int rt_calendar_year(enum rt_calendar calendar, long number);
bool rt_hebrew_leap(int year);

long rt_easter(int year);	   /* Gregorian */
long rt_orthodox_easter(int year); /* Julian Easter, as a day number */

/* The Umm al-Qura calendar (ummalqura.c): month 1 to 12, day from 1; false where the day does
 * not exist or the year is none that it knows. */
bool rt_ummalqura_day(int year, int month, int day, long *number_r);
bool rt_ummalqura_knows(int year);

#endif
