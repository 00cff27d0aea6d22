#include "date/told.h"

#include <stdio.h>
#include <string.h>

struct step {
	int count;
	const char *unit; /* day, month, year */
};

static bool is_told(const struct rt_value_input *input, const char *text, size_t len)
{
	return len && input->lookup(input->context, "date-told", text, len) != NULL;
}

/* The surface or its end, up to three words, is in the list. */
static bool counts_from_text(const struct rt_value_input *input)
{
	size_t at = input->len;
	for (int words = 0; at && words < 3; words++) {
		do
			at--;
		while (at && input->text[at] != ' ' && input->text[at] != '\n');
		size_t start = at ? at + 1 : 0;
		if (is_told(input, input->text + start, input->len - start))
			return true;
	}
	return is_told(input, input->text, input->len);
}

/* "in the next day or two" */
static bool goes_on(const struct rt_value_input *input)
{
	return input->behind && input->behind_len > 4 && !memcmp(input->behind, " or ", 4);
}

/* One length of time, or a day on or back. */
static bool step_of(const struct rt_date_phrase *phrase, struct step *step)
{
	static const struct step units[] = {[RT_UNIT_SECOND] = {0, "day"},
		[RT_UNIT_MINUTE] = {0, "day"}, [RT_UNIT_HOUR] = {0, "day"},
		[RT_UNIT_DAY] = {1, "day"}, [RT_UNIT_WEEK] = {7, "day"},
		[RT_UNIT_FORTNIGHT] = {14, "day"}, [RT_UNIT_MONTH] = {1, "month"},
		[RT_UNIT_YEAR] = {1, "year"}, [RT_UNIT_DECADE] = {10, "year"}};
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

void rt_date_told(const struct rt_value_input *input, const struct rt_date_ref *ref,
	struct rt_date_span *span, struct rt_value_output *out)
{
	struct step step;
	char text[32];
	bool named = span->phrase.month || span->phrase.weekday || *span->phrase.holiday ||
		     span->phrase.year != RT_NO_YEAR || span->phrase.has_shift;
	if ((!span->phrase.length_count && !*span->phrase.relative) || named ||
		(span->phrase.length_count && *span->phrase.relative) ||
		!step_of(&span->phrase, &step) || !counts_from_text(input) ||
		goes_on(input))
		return;
	snprintf(text, sizeof text, "%+d %s", step.count, step.unit);
	rt_value_set(out, "counted", text);
	int lean = rt_date_lean(ref);
	if (lean * step.count < 0 || (lean < 0 && !step.count) ||
		(!lean && *span->phrase.relative))
		rt_edtf_text(&span->value, "XXXX-XX-XX");
}

bool rt_date_is_lapse(const struct rt_date_ref *ref, const struct rt_date_span *span)
{
	const struct rt_date_phrase *phrase = &span->phrase;
	return phrase->led && phrase->direction == 1 && phrase->length_count &&
	       !phrase->month && !phrase->weekday && !*phrase->relative && !phrase->has_shift &&
	       phrase->year == RT_NO_YEAR && !*phrase->holiday && rt_date_lean(ref) < 0;
}
