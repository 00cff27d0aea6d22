/*
 * The normaliser "date": the words of a date in, EDTF out.
 *
 * How it goes: the surface is cut into tokens (cut.c) and the gazetteers are asked what each may
 * mean (token.c, words.c); the parser puts them into slots whatever their order (parse.c, with
 * number.c and numeric.c for digits); two dates make a span (span.c); the slots are worked out by
 * the document's date (resolve.c, relative.c) over plain calendar arithmetic (calendar.c) and
 * printed (edtf.c; edtf.h tells the forms).
 */
#include "date/date.h"

#include "date/span.h"
#include "date/told.h"
#include "date/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The shape of an ISO date and of most documents' ones, "2019-05-14T09:30": 0 stands for a digit. */
static bool has_shape(const char *text, const char *shape)
{
	for (; *shape; text++, shape++)
		if (*shape == '0' ? !is_digit(*text) : *text != *shape)
			return false;
	return !is_digit(*text);
}

static int two_digits(const char *text)
{
	return (text[0] - '0') * 10 + text[1] - '0';
}

/* How many of the numbers are there. */
static int read_iso(const char *iso, int numbers[5])
{
	bool day = has_shape(iso, "0000-00-00") && (!iso[10] || has_shape(iso + 10, "T00:00"));
	if (!day)
		return sscanf(iso, "%d-%d-%dT%d:%d", &numbers[0], &numbers[1], &numbers[2],
			&numbers[3], &numbers[4]);
	numbers[0] = two_digits(iso) * 100 + two_digits(iso + 2);
	numbers[1] = two_digits(iso + 5);
	numbers[2] = two_digits(iso + 8);
	if (!iso[10])
		return 3;
	numbers[3] = two_digits(iso + 11);
	numbers[4] = two_digits(iso + 14);
	return 5;
}

bool rt_date_ref_is_english(const struct rt_date_ref *ref)
{
	const char *lang = ref->around ? ref->around->lang : NULL;
	return lang && !strncmp(lang, "en", 2);
}

void rt_date_ref_read(const char *iso, struct rt_date_ref *ref)
{
	int numbers[5] = {0};
	memset(ref, 0, sizeof *ref);
	if (!iso || read_iso(iso, numbers) < 3 ||
		!rt_day_exists(numbers[0], numbers[1], numbers[2]))
		return;
	ref->known = true;
	ref->day = rt_day_number(numbers[0], numbers[1], numbers[2]);
	ref->seconds = numbers[3] * 3600 + numbers[4] * 60;
}

static const char *precision_of(const char *value)
{
	size_t len = strlen(value);
	if (strspn(value, "0123456789-") == len) /* most are */
		return len == 4 ? "year" : len == 7 ? "month" : "day";
	if (strchr(value, '/'))
		return "span";
	if (value[0] && value[1] == 'Y') /* FY2019, SY2019 */
		return "year";
	if (strstr(value, "_REF"))
		return "vague";
	if (strstr(value, "-W") && !strstr(value, "-WI")) /* winter */
		return "week";
	if (strstr(value, "-Q"))
		return "quarter";
	if (strstr(value, "-H"))
		return "half";
	if (len > 6 && value[4] == '-' && value[5] >= 'A' && value[5] < 'X')
		return "season";
	if (len == 4)
		return value[3] != 'X' ? "year" : value[2] == 'X' ? "century" : "decade";
	return len == 7 ? "month" : "day";
}

/* "Sat 6/2/2001": the other reading is another weekday. */
static bool settled_by_weekday(const struct rt_date_span *span, const struct rt_date_value *other)
{
	int weekday = span->phrase.weekday;
	return weekday && span->value.days && rt_weekday(span->value.first) == weekday &&
	       (!other->days || rt_weekday(other->first) != weekday);
}

/* 03/04/2021 read the other way round. */
static void other_reading(
	const struct rt_date_span *span, const struct rt_date_ref *ref, struct rt_value_output *out)
{
	struct rt_date_phrase other = span->phrase;
	struct rt_date_value value;
	if (other.readings != 2 || strchr(span->value.text, '/'))
		return;
	other.day = other.other_day;
	other.month = other.other_month;
	if (rt_date_resolve(&other, ref, &value) && !settled_by_weekday(span, &value))
		rt_value_set(out, "or", value.text);
}

/* "Thurs 12/10": the reading that the weekday agrees with. */
static bool settle_by_weekday(struct rt_date_span *span, const struct rt_date_ref *ref,
	const struct rt_date_phrase *other)
{
	struct rt_date_value value;
	if (!other->weekday || rt_weekday(span->value.first) == other->weekday ||
		!rt_date_resolve(other, ref, &value) || !value.days ||
		rt_weekday(value.first) != other->weekday)
		return false;
	span->phrase = *other;
	span->phrase.readings = 0;
	span->value = value;
	return true;
}

/* 09/02/2001 in a mail of 9 February 2001 is that day and not one seven months ahead. */
static void settle_by_ref(struct rt_date_span *span, const struct rt_date_ref *ref)
{
	struct rt_date_phrase other = span->phrase;
	struct rt_date_value value;
	if (other.readings != 2 || !ref->known || !span->value.days ||
		strchr(span->value.text, '/'))
		return;
	other.day = span->phrase.other_day;
	other.month = span->phrase.other_month;
	if (settle_by_weekday(span, ref, &other))
		return;
	bool named = span->phrase.weekday != 0; /* and both days are such a weekday */
	long ahead = named ? 14 : 1;
	if (!rt_date_resolve(&other, ref, &value) || value.first < ref->day - 7 ||
		value.first > ref->day + ahead ||
		(named && rt_weekday(value.first) != span->phrase.weekday) ||
		labs(span->value.first - ref->day) < 25)
		return;
	other.readings = 0;
	span->phrase = other;
	span->value = value;
}

static void set_attributes(
	const struct rt_date_span *span, const struct rt_date_ref *ref, struct rt_value_output *out)
{
	const struct rt_date_phrase *phrase = &span->phrase;
	char time[16];
	bool week = rt_date_rule_says(ref->around, "week-from"); /* and the value is its first day */
	rt_value_set(out, "precision", week ? "week" : precision_of(span->value.text));
	if (phrase->hour >= 0) {
		snprintf(time, sizeof time, "%02d:%02d", phrase->hour % 100, phrase->minute % 100);
		rt_value_set(out, "time", time);
	}
	if (*phrase->zone)
		rt_value_set(out, "zone", phrase->zone);
	if (*phrase->part)
		rt_value_set(out, "part", phrase->part);
	if (*phrase->phase)
		rt_value_set(out, "phase", phrase->phase);
	other_reading(span, ref, out);
}

/* What the sentence says of a weekday that is told alone; src/learn/date_weekday.c sees its neighbours. */
static void set_lean(const struct rt_date_ref *ref, struct rt_value_output *out)
{
	int lean = rt_date_lean_weekday(ref);
	rt_value_set(out, "lean", lean > 0 ? "ahead" : lean < 0 ? "gone" : "open");
}

/* "In about 5 hours": the hours are about, and the day is not. */
static bool counts_hours(const struct rt_date_phrase *phrase)
{
	for (int i = 0; i < phrase->length_count; i++)
		if (phrase->lengths[i].unit >= RT_UNIT_DAY)
			return false;
	return phrase->length_count > 0;
}

/* The rule knows of two ends, and what was read is one date: "from May 5 and May 20". Of hours
 * whose day is open the day alone is told. */
static bool lacks_an_end(const struct rt_value_input *input, const struct rt_date_span *span)
{
	return rt_date_rule_says(input, "two-ends") && !strchr(span->value.text, '/') &&
	       *span->value.text != 'X';
}

/* "the week of May 8th": the week that the day lies in; one that begins on a Sunday goes on with the Monday
 * behind it. */
static void widen(const struct rt_value_input *input, struct rt_date_value *value)
{
	if (!value->days || value->first != value->last)
		return;
	bool sunday = rt_weekday(value->first) == 7;
	if (rt_date_rule_says(input, "week-of"))
		rt_edtf_week(value, value->first + sunday);
	else if (rt_date_rule_says(input, "week-to"))
		rt_edtf_week(value, value->first);
	else if (rt_date_rule_says(input, "weekend-of"))
		rt_edtf_weekend(value, value->first);
}

static enum rt_value_result normalise(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	struct rt_date_tokens tokens;
	struct rt_date_span span;
	struct rt_date_ref ref;
	struct rt_date_leanings leanings = {.lean_known = false};
	memset(&span, 0, sizeof span);
	rt_date_ref_read(input->ref, &ref);
	ref.around = input;
	ref.leanings = &leanings;
	if (!input->lookup || rt_date_is_cut(input) || !rt_date_tokens_read(input, &tokens) ||
		!tokens.count || !rt_date_span_read(input, &tokens, &ref, &span) ||
		rt_date_is_none(input, &span) || rt_date_is_lapse(&ref, &span) ||
		lacks_an_end(input, &span))
		return RT_VALUE_REFUSED;
	settle_by_ref(&span, &ref);
	rt_date_year_behind(input, &span);
	rt_date_listed(input, &ref, &span);
	bool lone = rt_date_apposed(input, &ref, &span);
	widen(input, &span.value);
	set_attributes(&span, &ref, out_r);
	if (lone)
		set_lean(&ref, out_r);
	rt_date_told(input, &ref, &span, out_r);
	if ((span.phrase.fiscal || span.phrase.school) && strlen(span.value.text) == 4)
		rt_str_append(&out_r->normal, span.phrase.fiscal ? "FY" : "SY");
	rt_str_append(&out_r->normal, span.value.text);
	if (span.phrase.approximate && !counts_hours(&span.phrase) &&
		!strstr(span.value.text, "_REF"))
		rt_str_append(&out_r->normal, "~");
	return RT_VALUE_OK;
}

/* "with month year": the groups' words belong to the date as well. "7, 8 and 9 May" is three. */
static bool add_groups(const struct rt_value_input *input, struct rt_str *text)
{
	const char *at = *input->argument ? strstr(input->argument, "with ") : NULL;
	if (!at)
		return false;
	rt_str_append_n(text, input->text, input->len);
	for (at += 5; *at; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		for (size_t i = 0; i < input->group_count; i++) {
			const struct rt_value_group *group = &input->groups[i];
			if (strlen(group->name) != len || strncmp(group->name, at, len) != 0)
				continue;
			rt_str_append_char(text, ' ');
			rt_str_append_n(text, group->text, group->len);
		}
		at += len;
	}
	return true;
}

/* "in-zh": the words of the rule are of that language, whatever the text around them is in. */
static const char *language_of(const struct rt_value_input *input)
{
	static const char *const told[] = {"in-zh", "in-ko", "in-vi"};
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
		if (rt_date_rule_says(input, told[i]))
			return told[i] + strlen("in-");
	return input->lang;
}

enum rt_value_result rt_normalise_date(
	const struct rt_value_input *input, struct rt_value_output *out_r)
{
	struct rt_str text = RT_STR_INIT;
	struct rt_value_input whole = *input;
	whole.lang = language_of(input);
	if (!input->words) {
		whole.words = rt_date_words_new();
		enum rt_value_result result = rt_normalise_date(&whole, out_r);
		rt_date_words_free(whole.words);
		return result;
	}
	if (!add_groups(input, &text))
		return normalise(&whole, out_r);
	whole.text = text.data;
	whole.len = text.len;
	enum rt_value_result result = normalise(&whole, out_r);
	rt_str_release(&text);
	return result;
}
