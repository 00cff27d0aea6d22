#include "learn/date_lone.h"

#include "date/calendar.h"
#include "doc/plain.h"
#include "learn/date_anchor.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define MOST_AWAY 183 /* days */
#define WEEK 7

bool rt_date_day_at(const char *value, long *day_r)
{
	int year, month, day;
	if (rt_day_read(value, &year, &month, &day) != 3 ||
		!rt_day_exists(year, month, day))
		return false;
	*day_r = rt_day_number(year, month, day);
	return true;
}

/* A day, a span of days or a week. */
bool rt_date_days_of(const struct rt_document *document, const struct rt_mention *mention,
	struct rt_date_days *days)
{
	int year, week;
	if (!rt_mention_is(mention, "date"))
		return false;
	const char *value = rt_date_value_text(document, mention), *slash = strchr(value, '/');
	if (!slash && rt_week_read(value, &year, &week)) {
		days->first = rt_iso_week_start(year, week);
		days->last = days->first + WEEK - 1;
		return true;
	}
	if (!rt_date_day_at(value, &days->first))
		return false;
	days->last = days->first;
	return !slash || (rt_date_day_at(slash + 1, &days->last) && days->last >= days->first);
}

int32_t rt_date_message_at(const struct rt_document *document, uint32_t place)
{
	const struct rt_segment *segment = rt_document_segment_at(document, place);
	return segment && segment->kind != RT_SEGMENT_HEADER ? segment->message : -1;
}

/* The first such weekday from a day on. */
long rt_date_weekday_from(long day, int weekday)
{
	return day + (weekday - rt_weekday(day) + WEEK) % WEEK;
}

bool rt_date_is_lone(const struct rt_mention *mention)
{
	return rt_mention_attribute(mention, "lean\t") != NULL;
}

static bool is_mark(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '>' || byte == '*' || byte == '-' ||
	       byte == '?' || byte == ',' || byte == ':' || byte == '.' || byte == '(' ||
	       byte == ')' || byte == '_' || byte == '=' || byte == '\r';
}

bool rt_date_begins_line(const struct rt_document *document, const struct rt_mention *mention)
{
	uint32_t at = mention->range.start;
	while (at && is_mark(document->text[at - 1]))
		at--;
	return !at || document->text[at - 1] == '\n';
}

bool rt_date_ends_line(const struct rt_document *document, const struct rt_mention *mention)
{
	uint32_t at = mention->range.end;
	while (at < document->len && is_mark(document->text[at]))
		at++;
	return at >= document->len || document->text[at] == '\n';
}

/* Letters of the same day's name begin the one and stand in the other. */
bool rt_date_names_weekday(const struct rt_date_lone *lone, const struct rt_mention *other)
{
	const char *name = lone->document->text + lone->mention->range.start;
	for (uint32_t at = other->range.start; at + 3 <= other->range.end; at++)
		if (!strncasecmp(lone->document->text + at, name, 3))
			return true;
	return false;
}

bool rt_date_has_digit(const struct rt_date_lone *lone, const struct rt_mention *other)
{
	for (uint32_t at = other->range.start; at < other->range.end; at++)
		if (isdigit((unsigned char)lone->document->text[at]))
			return true;
	return false;
}

/* "Sunday, February 10th" */
bool rt_date_names_any_weekday(const struct rt_date_lone *lone, const struct rt_mention *other)
{
	const char *text = lone->document->text;
	if (!rt_date_has_digit(lone, other))
		return false;
	for (uint32_t at = other->range.start + 3; at + 3 <= other->range.end; at++)
		if (!strncasecmp(text + at, "day", 3) && isalpha((unsigned char)text[at - 1]))
			return true;
	return false;
}

/* "week of May 7", "the week of the 14th" */
bool rt_date_is_week_of(const struct rt_date_lone *lone, const struct rt_mention *other)
{
	static const char lead[] = "week of ";
	const char *text = lone->document->text;
	uint32_t start = other->range.start;
	for (uint32_t back = 0; back < 6 && start - back >= sizeof lead - 1; back++)
		if (!strncasecmp(text + start - back - (sizeof lead - 1), lead, sizeof lead - 1))
			return true;
	if (other->range.end - start > 4 && !strncasecmp(text + start, "the ", 4))
		start += 4;
	return other->range.end - start >= sizeof lead - 1 &&
	       !strncasecmp(text + start, lead, sizeof lead - 1);
}

/* The sentence does not say otherwise. */
bool rt_date_lone_agrees(const struct rt_date_lone *lone, long day)
{
	return lone->lean > 0 ? day >= lone->ref : lone->lean < 0 ? day <= lone->ref : true;
}

/* Nearly all that a mail says of a weekday is within the half year around it. */
bool rt_date_lone_is_near(const struct rt_date_lone *lone, long day)
{
	return day > lone->ref - MOST_AWAY && day < lone->ref + MOST_AWAY;
}

uint32_t rt_date_lone_gap(const struct rt_date_lone *lone, const struct rt_mention *other)
{
	return lone->mention->range.start - other->range.end;
}

bool rt_date_ends_sentence_between(const struct rt_date_lone *lone, const struct rt_mention *other)
{
	const char *text = lone->document->text;
	for (uint32_t at = other->range.end; at < lone->mention->range.start; at++)
		if (strchr(".!?;", text[at]) || (text[at] == '\n' && text[at + 1] == '\n'))
			return true;
	return false;
}
