/*
 * A timeline: how much of what happened when, as a table with bars, CSV, JSON or SVG.
 *
 * Things are added one by one with their date (ISO 8601 or EDTF); each falls into the day, month or
 * year that it tells. What does not tell that much (a mere year where months are counted, a span, a
 * season) is counted apart, as "vague", and never guessed into a month.
 *
 *	struct rt_timeline *line = rt_timeline_new("Ana Lopes", series, 3);
 *	rt_timeline_add(line, 0, "2019-05-14T09:30:00+02:00");
 *	rt_timeline_finish(line, RT_TIMELINE_AUTO);
 *	rt_timeline_table(line, &out);
 */
#ifndef RT_OUT_TIMELINE_H
#define RT_OUT_TIMELINE_H

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

#define RT_TIMELINE_SERIES 4

/* The length of "2019", "2019-05", "2019-05-14". */
enum rt_timeline_step {
	RT_TIMELINE_AUTO =
		0, /* days for up to two months, months for up to six years, else years */
	RT_TIMELINE_YEAR = 4,
	RT_TIMELINE_MONTH = 7,
	RT_TIMELINE_DAY = 10,
};

struct rt_timeline;

/* series: names of what is counted, at most RT_TIMELINE_SERIES; borrowed. name: whose line; copied.
 */
struct rt_timeline *rt_timeline_new(const char *name, const char *const *series, size_t count);
void rt_timeline_free(struct rt_timeline *line);

/* date may be NULL: counted as vague. */
void rt_timeline_add(struct rt_timeline *line, size_t series, const char *date);
/* The series that tell the first and last contact (a bit each), for the head of the table. */
void rt_timeline_contacts(struct rt_timeline *line, unsigned series);
/* After the last add: sums up by step. */
void rt_timeline_finish(struct rt_timeline *line, enum rt_timeline_step step);

void rt_timeline_table(const struct rt_timeline *line, struct rt_str *out);
/* Rows "name,when,series…"; the head with the first line of all. */
void rt_timeline_csv_head(const struct rt_timeline *line, struct rt_str *out);
void rt_timeline_csv(const struct rt_timeline *line, struct rt_str *out);
/* One JSON object a line. */
void rt_timeline_json(const struct rt_timeline *line, struct rt_str *out);
/* One picture, the lines below one another. */
void rt_timeline_svg(struct rt_timeline *const *lines, size_t count, struct rt_str *out);

#endif
