#include "date/told.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define TALE_BEFORE 12 /* bytes before a length: "30 days later" alone counts from now */

struct step {
	int count;
	const char *unit; /* day, month, year */
};

static bool is_told(const struct rt_value_input *input, const char *text, size_t len)
{
	return len && input->lookup(input->context, "date-told", text, len) != NULL;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t';
}

static size_t without_blanks(const char *text, size_t len)
{
	while (len && is_blank(text[len - 1]))
		len--;
	return len;
}

/* Where the last word before a place starts. */
static size_t word_before(const char *text, size_t at)
{
	at = without_blanks(text, at);
	while (at && !is_blank(text[at - 1]))
		at--;
	return at;
}

/* The surface or its end, up to three words, is in the list. */
static bool counts_from_text(const struct rt_value_input *input)
{
	size_t at = input->len;
	for (int words = 0; at && words < 3; words++) {
		at = word_before(input->text, at);
		if (is_told(input, input->text + at, input->len - at))
			return true;
	}
	return is_told(input, input->text, input->len);
}

/* "the following Tuesday": what stands before the weekday is in the list. */
static bool is_told_weekday(
	const struct rt_value_input *input, const struct rt_date_phrase *phrase)
{
	if (!phrase->weekday || !phrase->has_shift || !phrase->shift || phrase->shift_unit ||
		phrase->day || phrase->month || phrase->length_count || *phrase->relative)
		return false;
	size_t weekday = word_before(input->text, input->len);
	return is_told(input, input->text, without_blanks(input->text, weekday));
}

/* "in the next day or two" */
static bool goes_on(const struct rt_value_input *input)
{
	static const char *const more[] = {" or two", " or so", " or three", " or more"};
	for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
		if (input->behind && input->behind_len > strlen(more[i]) &&
			!memcmp(input->behind, more[i], strlen(more[i])))
			return true;
	return false;
}

/* Nothing is told but that it is a day, a week, a month. */
static const char *open_value(const struct rt_date_phrase *phrase)
{
	enum rt_date_unit unit = phrase->has_shift ? phrase->shift_unit : RT_UNIT_DAY;
	return unit == RT_UNIT_WEEK	 ? "XXXX-WXX"
	       : unit == RT_UNIT_WEEKEND ? "XXXX-WXX-WE"
	       : unit == RT_UNIT_MONTH			       ? "XXXX-XX"
	       : unit == RT_UNIT_YEAR			       ? "XXXX"
							       : "XXXX-XX-XX";
}

static bool holds(const struct rt_value_input *input, const char *word)
{
	size_t len = strlen(word);
	for (size_t i = 0; i + len <= input->len; i++)
		if (!strncasecmp(input->text + i, word, len))
			return true;
	return false;
}

/* "the morning after your mailbox is moved": a clause tells the day. */
static bool has_clause(const struct rt_value_input *input)
{
	return (holds(input, " after") || holds(input, " before")) && input->behind &&
	       input->behind_len > 1 && input->behind[0] == ' ' && input->behind[1] >= 'a' &&
	       input->behind[1] <= 'z';
}

/* "that same day", "the following week" */
static const char *shifted_unit(enum rt_date_unit unit)
{
	return unit == RT_UNIT_DAY	 ? "day"
	       : unit == RT_UNIT_WEEK	 ? "week"
	       : unit == RT_UNIT_WEEKEND ? "weekend"
	       : unit == RT_UNIT_MONTH	 ? "month"
	       : unit == RT_UNIT_YEAR	 ? "year"
					 : NULL;
}

/* One length of time, or a day on or back. */
static bool step_of(const struct rt_date_phrase *phrase, struct step *step)
{
	static const struct step units[] = {[RT_UNIT_SECOND] = {0, "day"},
		[RT_UNIT_MINUTE] = {0, "day"},
		[RT_UNIT_HOUR] = {0, "day"},
		[RT_UNIT_DAY] = {1, "day"},
		[RT_UNIT_WEEK] = {7, "day"},
		[RT_UNIT_FORTNIGHT] = {14, "day"},
		[RT_UNIT_MONTH] = {1, "month"},
		[RT_UNIT_YEAR] = {1, "year"},
		[RT_UNIT_DECADE] = {10, "year"}};
	if (phrase->has_shift) {
		*step = (struct step){phrase->shift, shifted_unit(phrase->shift_unit)};
		return step->unit != NULL;
	}
	if (!strcmp(phrase->relative, "day+1") || !strcmp(phrase->relative, "day-1")) {
		*step = (struct step){phrase->relative[3] == '+' ? 1 : -1, "day"};
		return true;
	}
	const struct rt_date_length *length = phrase->lengths;
	if (phrase->length_count != 1 || !phrase->direction || phrase->direction == 2 ||
		length->unit >= sizeof units / sizeof units[0] || !units[length->unit].unit)
		return false;
	*step = units[length->unit];
	step->count *= length->count * phrase->direction;
	return true;
}

/* "February 6 (delivery on the 7th)" */
static bool is_day_of_month(const struct rt_date_phrase *phrase)
{
	return phrase->day && !phrase->month && !phrase->weekday && phrase->year == RT_NO_YEAR &&
	       !phrase->length_count && !*phrase->relative && !phrase->has_shift;
}

/* "next week" is told from the document's day, and "next day" is in a tale of another. */
static bool is_next_from_now(const struct rt_value_input *input, const struct rt_date_ref *ref,
	const struct rt_date_phrase *phrase)
{
	return holds(input, "next") &&
	       (phrase->shift_unit != RT_UNIT_DAY || rt_date_lean(ref) >= 0);
}

/* "on this day", "will not be in this day", of which the text has spoken. */
static bool is_on_this_day(const struct rt_value_input *input, const struct rt_date_ref *ref)
{
	static const char day[] = "this day", lead[] = "on ";
	if (input->len != sizeof day - 1 || strncasecmp(input->text, day, input->len) != 0 ||
		!input->before || input->before_len < sizeof lead - 1)
		return false;
	return !strncasecmp(input->before + input->before_len - (sizeof lead - 1), lead,
		       sizeof lead - 1) ||
	       (rt_date_ref_is_english(ref) && rt_date_lean(ref) > 0);
}

void rt_date_told(const struct rt_value_input *input, const struct rt_date_ref *ref,
	struct rt_date_span *span, struct rt_value_output *out)
{
	struct step step;
	char text[32];
	const struct rt_date_phrase *phrase = &span->phrase;
	if (is_day_of_month(phrase) && !strchr(span->value.text, '/')) {
		snprintf(text, sizeof text, "%+d of-month", phrase->day);
		rt_value_set(out, "counted", text);
		return;
	}
	if (is_told_weekday(input, phrase)) {
		snprintf(text, sizeof text, "%+d weekday %d", phrase->shift, phrase->weekday);
		rt_value_set(out, "counted", text);
		return;
	}
	bool part_of_year = phrase->quarter || phrase->half || *phrase->season;
	bool named = part_of_year || phrase->month || phrase->weekday || *phrase->holiday ||
		     phrase->year != RT_NO_YEAR;
	int ways = (phrase->length_count > 0) + (*phrase->relative != 0) +
		   (phrase->has_shift && phrase->shift_unit);
	if (named || ways != 1 || (phrase->has_shift && is_next_from_now(input, ref, phrase)) ||
		!step_of(&span->phrase, &step) ||
		!(counts_from_text(input) || is_on_this_day(input, ref)) || goes_on(input))
		return;
	snprintf(text, sizeof text, "%+d %s", step.count, step.unit);
	rt_value_set(out, "counted", text);
	int lean = rt_date_lean(ref);
	bool tale = !lean && phrase->length_count && step.count > 0 && ref->around->before_len > TALE_BEFORE &&
		    rt_date_ref_is_english(ref); /* "he died 30 days later" */
	if (lean * step.count < 0 || tale || (lean < 0 && !step.count) ||
		(*phrase->relative && (!lean || has_clause(input))) ||
		(phrase->has_shift && !step.count))
		rt_edtf_text(&span->value, open_value(phrase));
}

bool rt_date_is_lapse(const struct rt_date_ref *ref, const struct rt_date_span *span)
{
	const struct rt_date_phrase *phrase = &span->phrase;
	return phrase->led && phrase->direction == 1 && phrase->length_count && !phrase->month &&
	       !phrase->weekday && !*phrase->relative && !phrase->has_shift &&
	       phrase->year == RT_NO_YEAR && !*phrase->holiday && rt_date_lean(ref) < 0;
}
