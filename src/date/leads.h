/*
 * A line around a date, cut into words, and which of them can make it lean ahead or back.
 *
 * Every word around a date is asked for, alone and with those behind it, and nearly none is in a list.
 * So what the entries of a language begin with is kept as bits: where a bit is not set no list need be
 * asked.
 */
#ifndef RT_DATE_LEADS_H
#define RT_DATE_LEADS_H

#include "value/value.h"

#include <stdint.h>

#define RT_DATE_LINE_WORDS 32

struct rt_date_line {
	const char *text;
	size_t starts[RT_DATE_LINE_WORDS], ends[RT_DATE_LINE_WORDS], count;
	uint32_t hashes[RT_DATE_LINE_WORDS]; /* 0: it may be like any other word */
};

void rt_date_line_cut(const char *text, size_t len, struct rt_date_line *line);

/* The classes of lists, with the slash behind them. */
#define RT_DATE_AHEAD "date-ahead/"
#define RT_DATE_GONE "date-gone/"
#define RT_DATE_NEAR "date-near/"
#define RT_DATE_PLAN "date-plan/"
#define RT_DATE_LIST_NAME 32

/* The list of a class in a language; NULL is English. */
void rt_date_lean_list(char name[RT_DATE_LIST_NAME], const char *class, const char *lang);

struct rt_date_leads;

/* Of the lists in the language of the input. NULL where they cannot be told: then everything is asked. */
struct rt_date_leads *rt_date_leads_new(const struct rt_value_input *input);
void rt_date_leads_free(struct rt_date_leads *leads);
/* May an entry be this word with so many others behind it? */
bool rt_date_leads_to(const struct rt_date_leads *leads, const struct rt_date_line *line, size_t word,
	size_t more);

#endif
