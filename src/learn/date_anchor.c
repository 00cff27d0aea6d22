#include "learn/date_anchor.h"

#include "date/calendar.h"
#include "doc/plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What stands behind "counted\t", as "+6 month"; NULL where nothing does. */
static const char *counted(const struct rt_mention *mention)
{
	const char *line = rt_mention_attribute(mention, "counted\t");
	return line ? line + strlen("counted\t") : NULL;
}

/* The last day of a value, as far as it is told: how many of year, month and day there are. */
static int told_to(const char *value, struct rt_day *day)
{
	const char *end = strchr(value, '/');
	int year, month, date;
	value = end ? end + 1 : value;
	int count = sscanf(value, "%4d-%2d-%2d", &year, &month, &date);
	if (count < 1 || strspn(value, "0123456789") != 4 || (value[4] && value[4] != '-'))
		return 0;
	if (value[4] == '-' && (value[5] < '0' || value[5] > '9'))
		count = 1; /* 2019-W20, 2019-XX */
	*day = (struct rt_day){year, count > 1 ? month : 1, count > 2 ? date : 1};
	return count;
}

/* The last date before it that tells a day, month or year. */
static const struct rt_mention *anchor_of(const struct rt_mentions *mentions, size_t index)
{
	const struct rt_mention *mention = &mentions->items[index];
	for (size_t i = index; i-- > 0;) {
		const struct rt_mention *before = &mentions->items[i];
		struct rt_day day;
		if (before->paragraph != mention->paragraph)
			return NULL;
		if (!strcmp(before->type, "date") && before->value && told_to(before->value, &day))
			return before;
	}
	return NULL;
}

static const char *count_from(
	const struct rt_document *document, const struct rt_mention *anchor, const char *step)
{
	struct rt_day day = {0, 1, 1};
	int told = told_to(anchor->value, &day), count = atoi(step);
	const char *unit = strchr(step, ' ');
	if (unit && !strncmp(unit, " year", 5) && told)
		return rt_arena_printf(document->arena, "%04d", day.year + count);
	if (unit && !strncmp(unit, " month", 6) && told >= 2) {
		struct rt_day there =
			rt_day_plus_months((struct rt_day){day.year, day.month, 1}, count);
		return rt_arena_printf(document->arena, "%04d-%02d", there.year, there.month);
	}
	if (unit && !strncmp(unit, " day", 4) && told == 3) {
		struct rt_day there = rt_day_from_number(
			rt_day_number(day.year, day.month, day.day) + count);
		return rt_arena_printf(
			document->arena, "%04d-%02d-%02d", there.year, there.month, there.day);
	}
	return "XXXX-XX-XX";
}

/* A tale that looks back does not end behind the day on which it was written. */
static bool runs_ahead(const struct rt_document *document, const struct rt_mention *mention,
	const char *value)
{
	const struct rt_segment *segment =
		rt_document_segment_at(document, mention->range.start);
	const char *ref = rt_document_date_of(
		document, segment ? segment->message : 0, rt_document_date(document));
	bool back = mention->value && !strncmp(mention->value, "XXXX", 4);
	return back && ref && *value != 'X' && strncmp(value, ref, strlen(value)) > 0;
}

void rt_date_anchor_count(const struct rt_document *document, struct rt_mentions *mentions)
{
	for (size_t i = 0; i < mentions->count; i++) {
		struct rt_mention *mention = &mentions->items[i];
		const char *step = strcmp(mention->type, "date") ? NULL : counted(mention);
		const struct rt_mention *anchor = step ? anchor_of(mentions, i) : NULL;
		const char *value = anchor ? count_from(document, anchor, step) : NULL;
		if (value && !runs_ahead(document, mention, value))
			mention->value = value;
	}
}
