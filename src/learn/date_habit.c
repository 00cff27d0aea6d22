#include "learn/date_habit.h"

#include "base/map.h"
#include "learn/dictionary.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_DATES 3  /* of a sender or domain, before it is believed */
#define LEAST_SHARE 10 /* times as many of the one kind as of the other */
#define MAX_ADDRESS 200

/* Digits, a sign, digits, the same sign, a year. */
struct pair {
	int first, second;
	size_t len;
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_sign(char byte)
{
	return byte == '/' || byte == '-' || byte == '.';
}

static size_t digits(const char *text, size_t len, int *number_r)
{
	size_t count = 0;
	*number_r = 0;
	for (; count < len && count < 5 && is_digit(text[count]); count++)
		*number_r = *number_r * 10 + (text[count] - '0');
	return count;
}

static bool pair_at(const char *text, size_t len, struct pair *pair)
{
	int year;
	size_t first = digits(text, len, &pair->first), at = first;
	if (!first || first > 2 || at >= len || !is_sign(text[at]))
		return false;
	char sign = text[at++];
	size_t second = digits(text + at, len - at, &pair->second);
	at += second;
	if (!second || second > 2 || at >= len || text[at++] != sign)
		return false;
	size_t third = digits(text + at, len - at, &year);
	pair->len = at + third;
	bool goes_on = pair->len < len &&
		       ((text[pair->len] == sign && sign != '.') || is_digit(text[pair->len]));
	goes_on |= sign == '.' && pair->len + 1 < len && text[pair->len] == '.' &&
		   is_digit(text[pair->len + 1]);
	return !goes_on && (third == 4 || third == 2);
}

void rt_date_habit_count(struct rt_date_habit *habit, const char *text, size_t len)
{
	for (size_t at = 0; at < len; at++) {
		struct pair pair;
		if (!is_digit(text[at]) ||
			(at && (is_digit(text[at - 1]) || is_sign(text[at - 1]))))
			continue;
		if (!pair_at(text + at, len - at, &pair))
			continue;
		habit->day_first += pair.first > 12 && pair.first <= 31 && pair.second >= 1 &&
				    pair.second <= 12;
		habit->month_first += pair.second > 12 && pair.second <= 31 && pair.first >= 1 &&
				      pair.first <= 12;
		at += pair.len - 1;
	}
}

/* A hash whose lowest bits are not set: a dictionary that is full leaves those with set ones out.
 */
static uint64_t hash_of(const char *text)
{
	char key[MAX_ADDRESS + 16] = "date-habit:";
	size_t len = strlen(key);
	for (; *text; text++)
		key[len++] = (char)tolower((unsigned char)*text);
	uint64_t hash = rt_hash(key, len) << 16;
	return hash ? hash : 1u << 16;
}

struct rt_date_habit_keys rt_date_habit_keys(const struct rt_document *document)
{
	struct rt_date_habit_keys none = {0, 0};
	if (!document->messages.count)
		return none;
	const struct rt_message *own = &document->messages.items[0];
	RT_VEC_FOREACH (party, &own->participants) {
		const char *at = party->address ? strrchr(party->address, '@') : NULL;
		if (party->role == RT_ROLE_FROM && at && strlen(party->address) <= MAX_ADDRESS)
			return (struct rt_date_habit_keys){hash_of(party->address), hash_of(at)};
	}
	return none;
}

/* ---- settling ------------------------------------------------------------------------------- */

/* 1 day first, -1 month first, 0 not told. */
static int verdict(const struct rt_date_habit *habit, uint32_t least)
{
	if (habit->day_first >= least && habit->day_first >= LEAST_SHARE * habit->month_first)
		return 1;
	if (habit->month_first >= least && habit->month_first >= LEAST_SHARE * habit->day_first)
		return -1;
	return 0;
}

static int verdict_of_key(const struct rt_dictionary *dictionary, uint64_t key)
{
	const struct rt_word_counts *counts = key ? rt_dictionary_word(dictionary, key) : NULL;
	if (!counts)
		return 0;
	struct rt_date_habit habit = {counts->lower, counts->inside};
	return verdict(&habit, LEAST_DATES);
}

/* What the other mail of the sender says, else that of the domain. */
static int verdict_of_dump(
	const struct rt_document *document, const struct rt_dictionary *dictionary, const char **by)
{
	struct rt_date_habit_keys keys = {0, 0};
	if (dictionary)
		keys = rt_date_habit_keys(document);
	int day_first = verdict_of_key(dictionary, keys.sender);
	*by = day_first ? "sender" : "domain";
	return day_first ? day_first : verdict_of_key(dictionary, keys.domain);
}

/* line: of the other reading, "or\t2021-04-03\n" */
static void settle(const struct rt_document *document, struct rt_mention *mention, const char *line,
	int day_first, const char *by)
{
	struct rt_arena *arena = document->arena;
	const char *value = line + 3, *end = strchr(line, '\n');
	struct pair pair;
	if (!end || !mention->value || strlen(mention->value) != 10 ||
		!pair_at(document->text + mention->range.start,
			mention->range.end - mention->range.start, &pair))
		return;
	int day = day_first > 0 ? pair.first : pair.second;
	if (atoi(mention->value + 8) != day)
		mention->value = rt_arena_strndup(arena, value, (size_t)(end - value));
	mention->attributes = rt_arena_printf(arena, "%.*ssettled\t%s\n%s",
		(int)(line - mention->attributes), mention->attributes, by, end + 1);
}

/* The two readings change places. */
static void turn(const struct rt_document *document, struct rt_mention *mention, const char *line)
{
	const char *other = line + 3, *end = strchr(line, '\n');
	if (!end)
		return;
	const char *value = rt_arena_strndup(document->arena, other, (size_t)(end - other));
	mention->attributes = rt_arena_printf(document->arena, "%.*sor\t%s%s",
		(int)(line - mention->attributes), mention->attributes, mention->value, end);
	mention->value = value;
}

static int32_t message_of(const struct rt_document *document, const struct rt_mention *mention)
{
	const struct rt_segment *segment = rt_document_segment_at(document, mention->range.start);
	return segment ? segment->message : -1;
}

/* A date that can be read two ways, and is: 1 day first, -1 month first; 0: none such. */
static int reading(const struct rt_document *document, const struct rt_mention *mention)
{
	struct pair pair;
	if (!rt_mention_is(mention, "date") || !mention->value || strlen(mention->value) != 10 ||
		!rt_mention_attribute(mention, "or\t") ||
		!pair_at(document->text + mention->range.start,
			mention->range.end - mention->range.start, &pair))
		return 0;
	return atoi(mention->value + 8) == pair.first ? 1 : -1;
}

/* A message in two languages, a chat in Hebrew and English, is of one who writes dates in one way:
 * where its dates were read in both, the day comes first in all, as everywhere but in America. */
static void agree_within_messages(const struct rt_document *document, struct rt_mentions *mentions)
{
	for (size_t first = 0, end; first < mentions->count; first = end) {
		bool seen[3] = {false, false, false};
		int32_t message = message_of(document, &mentions->items[first]);
		for (end = first; end < mentions->count &&
				  message_of(document, &mentions->items[end]) == message;
			end++)
			seen[reading(document, &mentions->items[end]) + 1] = true;
		for (size_t i = first; seen[0] && seen[2] && i < end; i++)
			if (reading(document, &mentions->items[i]) < 0)
				turn(document, &mentions->items[i],
					rt_mention_attribute(&mentions->items[i], "or\t"));
	}
}

/* Courts from Delhi to Dublin write the day first: are more of the cases that a text names theirs
 * than of the United States? */
static int verdict_of_courts(const struct rt_mentions *mentions)
{
	static const char *const day_first[] = {
		"in-", "uk-", "ie-", "au-", "nz-", "za-", "hk-", "sg-", "ng-", "il-", "common-"};
	size_t theirs = 0, american = 0;
	for (size_t i = 0; i < mentions->count; i++) {
		const struct rt_mention *mention = &mentions->items[i];
		if (!rt_mention_is(mention, "case"))
			continue;
		american += !strncmp(mention->rule, "us-", 3);
		for (size_t k = 0; k < sizeof day_first / sizeof day_first[0]; k++)
			theirs += !strncmp(mention->rule, day_first[k], strlen(day_first[k]));
	}
	return theirs > american;
}

void rt_date_habit_settle(const struct rt_document *document,
	const struct rt_dictionary *dictionary, struct rt_mentions *mentions)
{
	struct rt_date_habit habit = {0, 0};
	const char *by = "neighbours";
	int day_first = 2; /* not asked yet */
	bool open = false;
	for (size_t i = 0; i < mentions->count; i++) {
		struct rt_mention *mention = &mentions->items[i];
		if (!rt_mention_is(mention, "date"))
			continue;
		const char *line = rt_mention_attribute(mention, "or\t");
		if (!line)
			continue;
		if (day_first == 2) {
			rt_date_habit_count(&habit, document->text, document->len);
			day_first = verdict(&habit, 1);
			if (!day_first)
				day_first = verdict_of_dump(document, dictionary, &by);
			if (!day_first && verdict_of_courts(mentions)) {
				day_first = 1;
				by = "courts";
			}
		}
		if (day_first)
			settle(document, mention, line, day_first, by);
		open |= !day_first;
	}
	if (open && document->lang_too)
		agree_within_messages(document, mentions);
}
