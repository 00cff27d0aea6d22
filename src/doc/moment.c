/*
 * The text is cut into tokens: numbers, words, single marks. From each token that could open a date
 * the four shapes that headers use are tried, the longest first; then a time of day and a zone are
 * looked for behind it, or a time of day just before it.
 */
#include "doc/moment.h"

#include "doc/mail_words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define MAX_TOKENS 96

struct token {
	uint32_t start, end;
	char mark;  /* '0' a number, 'a' a word, else the byte itself */
	int number; /* up to six digits */
};

struct tokens {
	const char *text;
	const struct rt_mail_words *words;
	struct token items[MAX_TOKENS];
	size_t count;
};

struct reading {
	int year, month, day;
	int hour, minute, second; /* hour, second -1: not told */
	int zone;		  /* minutes east */
	bool has_zone, half;	  /* half: AM or PM was told */
	bool ambiguous;		  /* day and month could be changed round */
	char separator;		  /* of a date in figures */
	size_t first, last;	  /* tokens, last exclusive */
};

static bool is_word_byte(unsigned char byte)
{
	return isalpha(byte) || byte >= 0x80;
}

static size_t word_end(const char *text, size_t len, size_t at)
{
	/* "a.m." and "p.m." are words; no-break spaces and typographic marks are not. */
	size_t start = at;
	while (at < len && is_word_byte((unsigned char)text[at])) {
		if (at > start && (unsigned char)text[at] == 0xc2)
			break;
		if (at > start && len - at >= 3 && !memcmp(text + at, "\xe2\x80", 2))
			break;
		at++;
	}
	if (at - start == 1 && at + 2 < len && text[at] == '.' && (text[at + 1] | 32) == 'm' &&
		text[at + 2] == '.')
		at += 3;
	return at;
}

/* Scanning loses the blank of "2008 10:36": a year and an hour run together are parted again. */
static size_t digits_end(const char *text, size_t len, size_t at)
{
	size_t end = at;
	while (end < len && isdigit((unsigned char)text[end]))
		end++;
	bool year = !memcmp(text + at, "19", 2) || !memcmp(text + at, "20", 2);
	if (end < len && text[end] == ':' && (end - at == 5 || end - at == 6) && year)
		return at + 4;
	return end;
}

static void cut(const struct rt_mail_words *words, const char *text, size_t len, struct tokens *out)
{
	out->text = text;
	out->words = words;
	out->count = 0;
	for (size_t at = 0; at < len && out->count < MAX_TOKENS;) {
		unsigned char byte = (unsigned char)text[at];
		struct token token = {.start = (uint32_t)at, .mark = (char)byte};
		if (isspace(byte)) {
			at++;
			continue;
		}
		/* U+00A0, U+202F and direction marks are as good as blanks. */
		if (len - at >= 2 && !memcmp(text + at, "\xc2\xa0", 2)) {
			at += 2;
			continue;
		}
		if (len - at >= 3 && !memcmp(text + at, "\xe2\x80", 2)) {
			at += 3;
			continue;
		}
		if (isdigit(byte)) {
			token.mark = '0';
			size_t end = digits_end(text, len, at);
			for (; at < end; at++)
				if (token.number < 100000)
					token.number = token.number * 10 + (text[at] - '0');
		} else if (is_word_byte(byte)) {
			token.mark = 'a';
			at = word_end(text, len, at);
		} else {
			at++;
		}
		token.end = (uint32_t)at;
		out->items[out->count++] = token;
	}
}

static char mark_at(const struct tokens *tokens, size_t i)
{
	return i < tokens->count ? tokens->items[i].mark : '\0';
}

static size_t width(const struct token *token)
{
	return token->end - token->start;
}

static const char *word_at(const struct tokens *tokens, size_t i, size_t *len)
{
	*len = width(&tokens->items[i]);
	return tokens->text + tokens->items[i].start;
}

static int month_at(const struct tokens *tokens, size_t i)
{
	size_t len;
	if (mark_at(tokens, i) != 'a')
		return 0;
	const char *word = word_at(tokens, i, &len);
	return rt_month_word(tokens->words, word, len);
}

static int days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

static bool set_year(const struct token *token, int *year)
{
	size_t digits = width(token);
	if (digits != 2 && digits != 4 && digits != 3)
		return false;
	*year = token->number;
	/* "101" is how programs that were not ready for 2000 wrote 2001. */
	if (digits < 4)
		*year += digits == 3 ? 1900 : *year < 70 ? 2000 : 1900;
	return *year >= 1900 && *year < 2200;
}

static bool is_day(int year, int month, int day)
{
	return month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

/* 14/05/2019, 14.05.19, 2019-05-14, 20190514 is none. */
static size_t figures(const struct tokens *tokens, size_t i, struct reading *out)
{
	char mark = mark_at(tokens, i + 1);
	if (mark_at(tokens, i) != '0' || (mark != '/' && mark != '.' && mark != '-') ||
		mark_at(tokens, i + 2) != '0' || mark_at(tokens, i + 3) != mark ||
		mark_at(tokens, i + 4) != '0')
		return 0;
	const struct token *a = &tokens->items[i], *b = a + 2, *c = a + 4;
	out->separator = mark;
	if (width(a) == 4) {
		out->month = b->number;
		out->day = c->number;
		return set_year(a, &out->year) && width(c) <= 2 ? 5 : 0;
	}
	if (width(a) > 2 || width(b) > 2 || !set_year(c, &out->year))
		return 0;
	out->month = a->number;
	out->day = b->number;
	out->ambiguous = is_day(out->year, a->number, b->number) &&
		is_day(out->year, b->number, a->number) && a->number != b->number;
	if (!is_day(out->year, out->month, out->day)) {
		out->month = b->number;
		out->day = a->number;
	}
	return 5;
}

/* Behind the marks and small words that may stand inside a date. */
static size_t skip_inside(const struct tokens *tokens, size_t i)
{
	for (;;) {
		size_t len;
		char mark = mark_at(tokens, i);
		if (mark == '.' || mark == ',' || mark == '-') {
			i++;
			continue;
		}
		if (mark != 'a')
			return i;
		const char *word = word_at(tokens, i, &len);
		bool ordinal = len == 2 && strchr("snrtSNRT", word[0]) && strchr("tdhTDH", word[1]);
		if (!ordinal && !(len <= 3 && rt_glue_word(tokens->words, word, len) && !rt_month_word(tokens->words, word, len)))
			return i;
		i++;
	}
}

/* 14 May 2019, 14. Mai 2019, 14 de mayo de 2019, 14-May-19 */
static size_t day_month_year(const struct tokens *tokens, size_t i, struct reading *out)
{
	if (mark_at(tokens, i) != '0' || width(&tokens->items[i]) > 2)
		return 0;
	size_t month = skip_inside(tokens, i + 1);
	if (!month_at(tokens, month))
		return 0;
	size_t year = skip_inside(tokens, month + 1);
	if (mark_at(tokens, year) != '0' || !set_year(&tokens->items[year], &out->year))
		return 0;
	out->day = tokens->items[i].number;
	out->month = month_at(tokens, month);
	return year + 1 - i;
}

/* May 14, 2019; May 14 is left to day_time_year. */
static size_t month_day_year(const struct tokens *tokens, size_t i, struct reading *out)
{
	out->month = month_at(tokens, i);
	size_t day = skip_inside(tokens, i + 1);
	if (!out->month || mark_at(tokens, day) != '0' || width(&tokens->items[day]) > 2)
		return 0;
	size_t year = skip_inside(tokens, day + 1);
	if (mark_at(tokens, year) != '0' || width(&tokens->items[year]) != 4 ||
		!set_year(&tokens->items[year], &out->year))
		return 0;
	out->day = tokens->items[day].number;
	return year + 1 - i;
}

static size_t read_half(const struct tokens *tokens, size_t i, struct reading *out)
{
	size_t len;
	if (mark_at(tokens, i) != 'a')
		return i;
	const char *word = word_at(tokens, i, &len);
	int half = rt_half_word(tokens->words, word, len);
	if (!half || out->hour > 12)
		return half ? i + 1 : i;
	out->half = true;
	out->hour = out->hour % 12 + (half == 2 ? 12 : 0);
	return i + 1;
}

/* 09:30, 9:30:15 PM, 9.30, 9h30. Gives the token behind it, or i where there is none. */
static size_t read_time(const struct tokens *tokens, size_t i, struct reading *out)
{
	if (mark_at(tokens, i) != '0' || width(&tokens->items[i]) > 2 ||
		mark_at(tokens, i + 2) != '0' || width(&tokens->items[i + 2]) != 2)
		return i;
	char mark = mark_at(tokens, i + 1);
	bool french = mark == 'a' && width(&tokens->items[i + 1]) == 1 &&
		(tokens->text[tokens->items[i + 1].start] | 32) == 'h';
	int hour = tokens->items[i].number, minute = tokens->items[i + 2].number;
	if ((mark != ':' && mark != '.' && !french) || hour > 24 || minute > 59)
		return i;
	out->hour = hour % 24;
	out->minute = minute;
	out->second = -1;
	size_t next = i + 3;
	if (mark_at(tokens, next) == mark && mark_at(tokens, next + 1) == '0' &&
		width(&tokens->items[next + 1]) == 2 && tokens->items[next + 1].number <= 60) {
		out->second = tokens->items[next + 1].number % 60;
		next += 2;
	}
	return read_half(tokens, next, out);
}

/* +0200, +02:00 */
static size_t read_offset(const struct tokens *tokens, size_t i, struct reading *out)
{
	char sign = mark_at(tokens, i);
	if ((sign != '+' && sign != '-') || mark_at(tokens, i + 1) != '0')
		return i;
	const struct token *figure = &tokens->items[i + 1];
	int minutes;
	size_t next = i + 2;
	if (width(figure) == 4) {
		minutes = figure->number / 100 * 60 + figure->number % 100;
	} else if (width(figure) <= 2 && mark_at(tokens, next) == ':' &&
		mark_at(tokens, next + 1) == '0') {
		minutes = figure->number * 60 + tokens->items[next + 1].number;
		next += 2;
	} else if (width(figure) <= 2 && sign == '+') {
		minutes = figure->number * 60;
	} else {
		return i;
	}
	if (minutes > 15 * 60)
		return i;
	out->zone = sign == '-' ? -minutes : minutes;
	out->has_zone = true;
	return next;
}

static size_t read_zone(const struct tokens *tokens, size_t i, struct reading *out)
{
	size_t open = mark_at(tokens, i) == '(', len;
	size_t next = i + open;
	if (mark_at(tokens, next) == 'a') {
		const char *word = word_at(tokens, next, &len);
		if (!rt_zone_word(tokens->words, word, len, &out->zone))
			return i;
		out->has_zone = true;
		next = read_offset(tokens, next + 1, out);
	} else {
		next = read_offset(tokens, next, out);
		if (next == i + open)
			return i;
	}
	return next + (open && mark_at(tokens, next) == ')');
}

/* Behind "at", "um", ",", "-" … between a date and its time. */
static size_t skip_glue(const struct tokens *tokens, size_t i)
{
	for (size_t steps = 0; steps < 4; steps++) {
		size_t len;
		char mark = mark_at(tokens, i);
		if (mark == ',' || mark == '-' || mark == '.' || mark == ';') {
			i++;
			continue;
		}
		if (mark != 'a')
			break;
		const char *word = word_at(tokens, i, &len);
		if (!rt_glue_word(tokens->words, word, len) && !rt_weekday_word(tokens->words, word, len))
			break;
		i++;
	}
	return i;
}

static void take_time_behind(const struct tokens *tokens, struct reading *out)
{
	size_t start = skip_glue(tokens, out->last);
	size_t next = read_time(tokens, start, out);
	if (next == start)
		return;
	out->last = read_zone(tokens, next, out);
}

/* "At 12:33 PM 5/5/2001 -0700" */
static void take_time_before(const struct tokens *tokens, struct reading *out)
{
	for (size_t back = 3; back <= 9 && back <= out->first; back++) {
		struct reading before = *out;
		size_t start = out->first - back;
		if (start && (mark_at(tokens, start - 1) == ':' || mark_at(tokens, start - 1) == '.'))
			continue;
		size_t next = read_time(tokens, start, &before);
		if (next == start || skip_glue(tokens, next) != out->first)
			continue;
		*out = before;
		out->first = start;
		out->last = read_zone(tokens, out->last, out);
		return;
	}
}

/* Tue May 14 09:30:00 PDT 2019 */
static size_t day_time_year(const struct tokens *tokens, size_t i, struct reading *out)
{
	out->month = month_at(tokens, i);
	if (!out->month || mark_at(tokens, i + 1) != '0' || width(&tokens->items[i + 1]) > 2)
		return 0;
	out->day = tokens->items[i + 1].number;
	size_t time = skip_glue(tokens, i + 2), next = read_time(tokens, time, out);
	if (next == time)
		return 0;
	next = read_zone(tokens, next, out);
	if (mark_at(tokens, next) != '0' || width(&tokens->items[next]) != 4 ||
		!set_year(&tokens->items[next], &out->year))
		return 0;
	next++;
	return (out->has_zone ? next : read_zone(tokens, next, out)) - i;
}

/* 2019年5月14日 */
static size_t east_asian(const struct tokens *tokens, size_t i, struct reading *out)
{
	if (mark_at(tokens, i) != '0' || width(&tokens->items[i]) != 4 ||
		mark_at(tokens, i + 1) != 'a' || mark_at(tokens, i + 2) != '0' ||
		mark_at(tokens, i + 3) != 'a' || mark_at(tokens, i + 4) != '0')
		return 0;
	const char *text = tokens->text;
	const char *year = text + tokens->items[i + 1].start;
	if (strncmp(year, "年", 3) && strncmp(year, "년", 3))
		return 0;
	out->month = tokens->items[i + 2].number;
	out->day = tokens->items[i + 4].number;
	return set_year(&tokens->items[i], &out->year) ? 6 : 0;
}

static bool read_at(const struct tokens *tokens, size_t i, struct reading *out)
{
	static size_t (*const shapes[])(const struct tokens *, size_t, struct reading *) = {
		figures, day_month_year, month_day_year, day_time_year, east_asian};
	for (size_t shape = 0; shape < sizeof shapes / sizeof *shapes; shape++) {
		*out = (struct reading){.hour = -1, .second = -1, .first = i};
		size_t used = shapes[shape](tokens, i, out);
		if (!used || !is_day(out->year, out->month, out->day))
			continue;
		out->last = i + used < tokens->count ? i + used : tokens->count;
		if (out->hour < 0)
			take_time_behind(tokens, out);
		if (out->hour < 0)
			take_time_before(tokens, out);
		return true;
	}
	return false;
}

/* Days from civil, after Howard Hinnant's chrono-compatible date algorithms (public domain). */
int64_t rt_moment_days(int year, int month, int day)
{
	int64_t y = year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
	return era * 146097 + day_of_era - 719468;
}

static int64_t seconds_of(const struct reading *reading)
{
	int64_t days = rt_moment_days(reading->year, reading->month, reading->day);
	int hour = reading->hour < 0 ? 0 : reading->hour;
	int second = reading->second < 0 ? 0 : reading->second;
	return days * 86400 + hour * 3600 + (reading->hour < 0 ? 0 : reading->minute) * 60 + second -
		reading->zone * 60;
}

/* How bad a reading is beside the message that quotes it: two days' grace for zones and clocks. */
static int64_t distance(int64_t utc, int64_t near)
{
	int64_t after = utc - near;
	return after > 2 * 86400 ? INT64_MAX / 2 + after / 2 : after > 0 ? 0 : -after;
}

static void settle_order(struct reading *reading, int64_t near)
{
	if (!reading->ambiguous)
		return;
	struct reading other = *reading;
	other.month = reading->day;
	other.day = reading->month;
	bool swap;
	if (near != RT_MOMENT_NEAR_NONE)
		swap = distance(seconds_of(&other), near) < distance(seconds_of(reading), near);
	else
		swap = !reading->half && (reading->separator != '/' || reading->hour >= 0);
	if (swap)
		*reading = other;
}

/* Within a day (a zone) of where clocks begin to count: Unix, FAT, Mac OS, Windows, OLE. */
static bool is_clock_zero(int64_t utc)
{
	static const int days[][3] = {
		{1970, 1, 1}, {1980, 1, 1}, {1904, 1, 1}, {1601, 1, 1}, {1899, 12, 30}};
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		int64_t zero = rt_moment_days(days[i][0], days[i][1], days[i][2]) * 86400;
		if (utc >= zero - 86400 && utc < zero + 86400)
			return true;
	}
	return false;
}

/* Behind its sign, a number of two digits; by hand, for printf takes longer than all the reading. */
static void print_two(struct rt_str *iso, char sign, int number)
{
	rt_str_append_char(iso, sign);
	if (number < 0 || number > 99) {
		rt_str_appendf(iso, "%02d", number);
		return;
	}
	rt_str_append_char(iso, (char)('0' + number / 10));
	rt_str_append_char(iso, (char)('0' + number % 10));
}

static void print_reading(struct rt_str *iso, const struct reading *reading)
{
	int year = reading->year, zone = reading->zone < 0 ? -reading->zone : reading->zone;
	rt_str_reserve(iso, 32);
	if (year >= 1000 && year <= 9999)
		for (int place = 1000; place; place /= 10)
			rt_str_append_char(iso, (char)('0' + year / place % 10));
	else
		rt_str_appendf(iso, "%04d", year);
	print_two(iso, '-', reading->month);
	print_two(iso, '-', reading->day);
	if (reading->hour < 0)
		return;
	print_two(iso, 'T', reading->hour);
	print_two(iso, ':', reading->minute);
	if (reading->second >= 0)
		print_two(iso, ':', reading->second);
	if (!reading->has_zone)
		return;
	print_two(iso, reading->zone < 0 ? '-' : '+', zone / 60);
	print_two(iso, ':', zone % 60);
}

static struct rt_moment make(struct rt_arena *arena, const struct tokens *tokens,
	const struct reading *reading)
{
	struct rt_str iso = RT_STR_INIT;
	print_reading(&iso, reading);
	uint32_t start = tokens->items[reading->first].start;
	uint32_t end = tokens->items[reading->last - 1].end;
	struct rt_moment moment = {
		.iso = rt_arena_strdup(arena, iso.data),
		.raw = rt_arena_strndup(arena, tokens->text + start, end - start),
		.utc = seconds_of(reading),
		.unset = is_clock_zero(seconds_of(reading)),
	};
	rt_str_release(&iso);
	return moment;
}

/* A weekday and small words just before belong to it: "Tuesday, May 14", "le mardi 14". */
static size_t take_weekday(const struct tokens *tokens, size_t first)
{
	size_t start = first;
	for (size_t i = first; i && first - i < 4; i--) {
		size_t len;
		char mark = mark_at(tokens, i - 1);
		if (mark == ',' || mark == '.')
			continue;
		if (mark != 'a')
			break;
		const char *word = word_at(tokens, i - 1, &len);
		if (rt_weekday_word(tokens->words, word, len))
			start = i - 1;
		else if (!rt_glue_word(tokens->words, word, len))
			break;
	}
	return start;
}

/* Every shape of a date has two numbers at least; most lines that are asked about have none. */
static bool has_two_numbers(const char *text, size_t len)
{
	size_t numbers = 0;
	for (size_t at = 0; at < len && numbers < 2; at++)
		numbers += isdigit((unsigned char)text[at]) &&
			(!at || !isdigit((unsigned char)text[at - 1]));
	return numbers > 1;
}

int rt_moment_find(const struct rt_mail_words *words, struct rt_arena *arena, const char *text, size_t len, int64_t near,
	struct rt_moment *moment_r, size_t *start_r, size_t *end_r)
{
	struct tokens tokens;
	struct reading reading;
	if (!has_two_numbers(text, len))
		return 0;
	cut(words, text, len, &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		if (!read_at(&tokens, i, &reading))
			continue;
		settle_order(&reading, near);
		*moment_r = make(arena, &tokens, &reading);
		*start_r = tokens.items[take_weekday(&tokens, reading.first)].start;
		*end_r = tokens.items[reading.last - 1].end;
		return 1;
	}
	return 0;
}

struct rt_moment rt_moment_parse(const struct rt_mail_words *words, struct rt_arena *arena, const char *text, size_t len, int64_t near)
{
	struct rt_moment moment = {0};
	size_t start, end;
	rt_moment_find(words, arena, text, len, near, &moment, &start, &end);
	moment.raw = rt_arena_strndup(arena, text, len);
	return moment;
}
