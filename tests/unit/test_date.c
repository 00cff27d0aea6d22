/* Dates: calendars against known days, numbers, EDTF by table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "date/date.h"
#include "date/edtf.h"

struct known_day {
	enum rt_calendar calendar;
	int year, month, day;
	const char *gregorian;
};

static const struct known_day known_days[] = {
	{RT_CALENDAR_HEBREW, 5784, 1, 1, "2023-09-16"},
	{RT_CALENDAR_HEBREW, 5708, 9, 5, "1948-05-14"},
	{RT_CALENDAR_HEBREW, 5784, 7, 14, "2024-03-24"},
	{RT_CALENDAR_HEBREW, 5783, 8, 15, "2023-04-06"},
	{RT_CALENDAR_HEBREW, 5734, 1, 10, "1973-10-06"},
	{RT_CALENDAR_ISLAMIC, 1445, 9, 1, "2024-03-11"},
	{RT_CALENDAR_ISLAMIC, 1443, 10, 1, "2022-05-02"},
	{RT_CALENDAR_ISLAMIC, 1365, 1, 1, "1945-12-05"},
	{RT_CALENDAR_ISLAMIC, 1, 1, 1, "0622-07-19"},
	{RT_CALENDAR_PERSIAN, 1400, 1, 1, "2021-03-21"},
	{RT_CALENDAR_PERSIAN, 1399, 12, 30, "2021-03-20"},
	{RT_CALENDAR_BUDDHIST, 2555, 8, 10, "2012-08-10"},
	{RT_CALENDAR_GREGORIAN, 1900, 2, 28, "1900-02-28"},
};

static void calendars_agree_with_known_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof known_days / sizeof known_days[0]; i++) {
		const struct known_day *known = &known_days[i];
		struct rt_date_value value;
		long number;
		assert_true(rt_calendar_day(
			known->calendar, known->year, known->month, known->day, &number));
		rt_edtf_day(&value, number);
		assert_string_equal(value.text, known->gregorian);
	}
}

static void days_that_do_not_exist_are_refused(void **state)
{
	(void)state;
	long number;
	assert_false(rt_day_exists(1900, 2, 29));
	assert_true(rt_day_exists(2000, 2, 29));
	assert_false(rt_day_exists(2019, 13, 1));
	assert_false(rt_calendar_day(RT_CALENDAR_HEBREW, 5784, 4, 30, &number));
	assert_true(rt_calendar_day(RT_CALENDAR_ISLAMIC, 1445, 2, 30, &number)); /* Umm al-Qura */
	assert_false(rt_calendar_day(RT_CALENDAR_ISLAMIC, 1443, 10, 30, &number));
	assert_false(rt_calendar_day(RT_CALENDAR_ISLAMIC, 1200, 2, 30, &number)); /* by rule */
	assert_false(rt_calendar_day(RT_CALENDAR_PERSIAN, 1400, 12, 30, &number));
}

static void every_day_number_comes_back(void **state)
{
	(void)state;
	for (long number = -800000; number < 800000; number += 7) {
		struct rt_day day = rt_day_from_number(number);
		assert_int_equal(rt_day_number(day.year, day.month, day.day), number);
	}
}

static void weeks_are_those_of_iso_8601(void **state)
{
	(void)state;
	int year, week;
	rt_iso_week(rt_day_number(2021, 1, 3), &year, &week);
	assert_int_equal(year, 2020);
	assert_int_equal(week, 53);
	rt_iso_week(rt_day_number(2018, 12, 31), &year, &week);
	assert_int_equal(year, 2019);
	assert_int_equal(week, 1);
	assert_int_equal(rt_weekday(rt_day_number(2024, 2, 29)), 4);
}

static void easter_falls_where_it_did(void **state)
{
	(void)state;
	assert_int_equal(rt_easter(2024), rt_day_number(2024, 3, 31));
	assert_int_equal(rt_easter(2019), rt_day_number(2019, 4, 21));
	assert_int_equal(rt_easter(1961), rt_day_number(1961, 4, 2));
	assert_int_equal(rt_orthodox_easter(2024), rt_day_number(2024, 5, 5));
}

static void holidays_that_move_are_worked_out(void **state)
{
	(void)state;
	static const struct {
		const char *holiday, *day;
		int year;
	} rows[] = {{"11-4-4", "2018-11-22", 2018}, {"5-L-1", "2018-05-28", 2018},
		{"easter-2", "2019-04-19", 2019}, {"h1-10", "2023-09-25", 2023},
		{"12-25", "2001-12-25", 2001}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct rt_date_value value;
		long day;
		assert_true(rt_date_holiday(rows[i].holiday, rows[i].year, &day));
		rt_edtf_day(&value, day);
		assert_string_equal(value.text, rows[i].day);
	}
}

static void hebrew_letters_are_numbers(void **state)
{
	(void)state;
	assert_int_equal(rt_hebrew_numeral("ט\"ו", strlen("ט\"ו")), 15);
	assert_int_equal(rt_hebrew_numeral("תשפ\"ד", strlen("תשפ\"ד")), 784);
	assert_int_equal(rt_hebrew_numeral("ה'תשפ\"ד", strlen("ה'תשפ\"ד")), 5784);
	assert_int_equal(rt_hebrew_numeral("ה׳", strlen("ה׳")), 5);
	assert_int_equal(rt_hebrew_numeral("שלום", strlen("שלום")), 0);
}

/* A few words of the lists, as the gazetteers have them. */
static const char *lookup(void *context, const char *list, const char *text, size_t len)
{
	static const char *const words[][3] = {{"month/en", "may", "=month05"},
		{"month/en", "May", "=month05"}, {"month/en", "August", "=month08"},
		{"month/en", "January", "=month01"}, {"month/en", "Aug", "=month08"},
		{"month-hebrew/he", "ניסן", "=hebrew08"}, {"weekday/en", "Monday", "=weekday1"},
		{"weekday/en", "Friday", "=weekday5"}, {"weekday/en", "Tuesday", "=weekday2"},
		{"date-shift/en", "last", "=shift-1"}, {"date-ordinal/en", "last", "=ordinal-1"},
		{"date-shift/en", "next", "=shift+1"}, {"date-unit/en", "week", "=unit-week"},
		{"date-unit/en", "days", "=unit-day"}, {"date-unit/en", "month", "=unit-month"},
		{"date-unit/en", "quarter", "=unit-quarter"},
		{"date-unit/en", "century", "=unit-century"}, {"date-after/en", "ago", "=ago"},
		{"date-number/en", "two", "=number02"}, {"date-number/en", "twenty", "=number20"},
		{"date-number/en", "nine", "=number09"},
		{"date-number/en", "nineteen", "=number19"},
		{"date-ordinal/en", "third", "=ordinal03"}, {"season/en", "winter", "=season-WI"},
		{"season/en", "summer", "=season-SU"},
		{"date-relative/en", "tomorrow", "=day+1"}, {"date-range/en", "to", "=range-to"},
		{"date-approx/en", "about", "=approx"}, {"date-unit/zh", "年", "=unit-yearsign"},
		{"date-unit/zh", "月", "=unit-monthsign"}, {"date-unit/zh", "日", "=unit-daysign"}};
	(void)context;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t asked = strlen(list);
		char behind = strncmp(words[i][0], list, asked) ? 'x' : words[i][0][asked];
		if ((!behind || behind == '/') && strlen(words[i][1]) == len &&
			!memcmp(words[i][1], text, len))
			return words[i][2];
	}
	return NULL;
}

struct reading {
	const char *text, *lang, *value; /* NULL: refused */
};

static const struct reading readings[] = {
	{"2019-05-14", "en", "2019-05-14"},
	{"14.5.2019", "de", "2019-05-14"},
	{"25/12/2018", "en", "2018-12-25"},
	{"03/04/2021", "en-GB", "2021-04-03"},
	{"03/04/2021", "en", "2021-03-04"},
	{"20190514", "en", "2019-05-14"},
	{"2019-05-14T09:30:00+02:00", "en", "2019-05-14"},
	{"9/2012", "en", "2012-09"},
	{"10-August-2012", "en", "2012-08-10"},
	{"21-Aug-16", "en", "2016-08-21"},
	{"August 10th, 2012", "en", "2012-08-10"},
	{"10 - 22 August 2012", "en", "2012-08-10/2012-08-22"},
	{"August 10 to January 5", "en", "2019-08-10/2020-01-05"},
	{"May twenty nine nineteen twenty", "en", "1920-05-29"},
	{"Monday", "en", "2019-05-13"},
	{"next Monday", "en", "2019-05-20"},
	{"last week", "en", "2019-W19"},
	{"last Friday of August", "en", "2019-08-30"},
	{"third week of August 2018", "en", "2018-W33"},
	{"two days ago", "en", "2019-05-12"},
	{"Tuesday next week", "en", "2019-05-21"},
	{"third quarter 2018", "en", "2018-Q3"},
	{"the 1990s", "en", "199X"},
	{"19th century", "en", "18XX"},
	{"about August 2018", "en", "2018-08~"},
	{"2016年9月1日", "zh", "2016-09-01"},
	{"ט\"ו בניסן תשפ\"ג", "he", "2023-04-06"},
	{"ט\"ו ניסן תשפ\"ג", "he", "2023-04-06"},
	{"30 February 2019", "en", NULL},
	{"31/31/2019", "en", NULL},
	{"8/32/2014", "en", NULL},
	{"29 February 2018", "en", NULL},
	{"of the", "en", NULL},
};

static void words_become_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i++) {
		struct rt_value_input input = {.text = readings[i].text,
			.len = strlen(readings[i].text),
			.argument = "",
			.ref = "2019-05-14T12:00",
			.lang = readings[i].lang,
			.lookup = lookup};
		struct rt_value_output out = {.normal = RT_STR_INIT, .attributes = RT_STR_INIT};
		enum rt_value_result result = rt_normalise_date(&input, &out);
		if (readings[i].value && result != RT_VALUE_OK)
			fail_msg("%s: refused", readings[i].text);
		if (!readings[i].value && result == RT_VALUE_OK)
			fail_msg("%s: gives %s", readings[i].text, out.normal.data);
		if (readings[i].value && strcmp(out.normal.data, readings[i].value) != 0)
			fail_msg("%s: %s, not %s", readings[i].text, out.normal.data,
				readings[i].value);
		rt_str_release(&out.normal);
		rt_str_release(&out.attributes);
	}
}

static void what_could_be_read_two_ways_says_so(void **state)
{
	(void)state;
	struct rt_value_input input = {.text = "03/04/2021",
		.len = 10,
		.argument = "",
		.ref = "2021-05-14",
		.lang = "en",
		.lookup = lookup};
	struct rt_value_output out = {.normal = RT_STR_INIT, .attributes = RT_STR_INIT};
	assert_int_equal(rt_normalise_date(&input, &out), RT_VALUE_OK);
	assert_non_null(strstr(out.attributes.data, "or\t2021-04-03\n"));
	rt_str_release(&out.normal);
	rt_str_release(&out.attributes);
}

static void without_a_reference_the_year_stays_open(void **state)
{
	(void)state;
	struct rt_value_input input = {
		.text = "August 10", .len = 9, .argument = "", .lang = "en", .lookup = lookup};
	struct rt_value_output out = {.normal = RT_STR_INIT, .attributes = RT_STR_INIT};
	assert_int_equal(rt_normalise_date(&input, &out), RT_VALUE_OK);
	assert_string_equal(out.normal.data, "XXXX-08-10");
	rt_str_release(&out.normal);
	rt_str_release(&out.attributes);
}

static void the_precision_is_told(void **state)
{
	(void)state;
	static const struct {
		const char *text, *precision;
	} told[] = {{"14 May 2019", "day"}, {"May 2019", "month"}, {"winter 2019", "season"}, {"summer 2019", "season"},
		{"last week", "week"}, {"2019", "year"}};
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		struct rt_value_input input = {.text = told[i].text, .len = strlen(told[i].text), .argument = "",
			.ref = "2021-05-14", .lang = "en", .lookup = lookup};
		struct rt_value_output out = {.normal = RT_STR_INIT, .attributes = RT_STR_INIT};
		char wanted[40];
		snprintf(wanted, sizeof wanted, "precision\t%s\n", told[i].precision);
		assert_int_equal(rt_normalise_date(&input, &out), RT_VALUE_OK);
		if (!strstr(out.attributes.data, wanted))
			fail_msg("%s: %s", told[i].text, out.attributes.data);
		rt_str_release(&out.normal);
		rt_str_release(&out.attributes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_precision_is_told),
		cmocka_unit_test(calendars_agree_with_known_days),
		cmocka_unit_test(days_that_do_not_exist_are_refused),
		cmocka_unit_test(every_day_number_comes_back),
		cmocka_unit_test(weeks_are_those_of_iso_8601),
		cmocka_unit_test(easter_falls_where_it_did),
		cmocka_unit_test(holidays_that_move_are_worked_out),
		cmocka_unit_test(hebrew_letters_are_numbers),
		cmocka_unit_test(words_become_values),
		cmocka_unit_test(what_could_be_read_two_ways_says_so),
		cmocka_unit_test(without_a_reference_the_year_stays_open),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
