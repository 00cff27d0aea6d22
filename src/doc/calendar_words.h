/* Names of months, weekdays, zones and halves of the day in the languages that mail comes in. */
#ifndef RT_DOC_CALENDAR_WORDS_H
#define RT_DOC_CALENDAR_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Words are looked up without regard to case and marks. */
int rt_month_word(const char *word, size_t len); /* 1 … 12; 0: none */
bool rt_weekday_word(const char *word, size_t len);
/* Between a date and its time of day, or before it: "at", "um", "le", "de" … */
bool rt_glue_word(const char *word, size_t len);
/* 1 for AM, 2 for PM, 0 for none */
int rt_half_word(const char *word, size_t len);
/* Minutes east of UTC of a zone's name; false where the name is unknown or means several. */
bool rt_zone_word(const char *word, size_t len, int *minutes_r);

#endif
