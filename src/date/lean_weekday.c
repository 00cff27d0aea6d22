/*
 * Which way a sentence leads for a weekday that stands alone: what counts for weekdays and not for
 * other days. What is left is asked of lean.c.
 */
#include "date/calendar.h"
#include "date/edtf.h"
#include "date/lean.h"
#include "date/sentence.h"
#include "date/verb.h"
#include "date/words.h"

#include <ctype.h>
#include <string.h>

/* "a hearing for Monday" */
static bool stands_beside(const struct rt_value_input *input, const struct rt_date_line *words)
{
	if (!words->count || words->count >= RT_DATE_LINE_WORDS)
		return false;
	const char *text = words->text + words->starts[words->count - 1];
	size_t len = words->ends[words->count - 1] - words->starts[words->count - 1];
	return rt_value_known(input, text, len) & RT_VALUE_ENTRY &&
	       rt_date_in_lean_list(input, "date-beside/", text, len);
}

/* "prices fell for Saturday delivery": what is agreed today for a day to come. */
static bool stands_before_next(const struct rt_value_input *input)
{
	struct rt_date_line words;
	rt_date_sentence_behind(input, &words);
	if (!words.count || !rt_date_is_english(input))
		return false;
	const char *text = words.text + words.starts[0];
	return rt_date_in_lean_list(input, "date-thing-next/", text, words.ends[0] - words.starts[0]);
}

/* "a room for our Thursday dinner": the words up to "for". */
static bool stands_for_one(const struct rt_value_input *input, struct rt_date_line *words)
{
	static const char *const whose[] = {
		"the", "our", "my", "your", "his", "her", "their", "this", NULL};
	size_t at = 0;
	if (words->count < 2 || !rt_date_is_english(input) ||
		!rt_date_is_one_of(words, words->count - 1, whose) ||
		!rt_date_is_word(words, words->count - 2, "for") || !input->behind)
		return false;
	while (at < input->behind_len && input->behind[at] == ' ')
		at++;
	if (!at || at == input->behind_len || !islower((unsigned char)input->behind[at]))
		return false;
	words->count--;
	return true;
}

/* What the two words right before a weekday say: "hearing for", "thanks for"; "today (". */
static bool lean_beside(const struct rt_value_input *input, int *lean_r)
{
	struct rt_date_line words;
	if (input->before_len && input->before[input->before_len - 1] == '(') {
		*lean_r = 0;
		return true;
	}
	rt_date_sentence_before(input, &words);
	if (!stands_for_one(input, &words) && !stands_beside(input, &words))
		return false;
	if (stands_before_next(input)) {
		*lean_r = 1;
		return true;
	}
	*lean_r = words.count > 1 ? rt_date_lean_at(input, &words, words.count - 2, true) : 0;
	if (*lean_r == RT_DATE_PLANNED)
		*lean_r = 1;
	if (!*lean_r)
		*lean_r = input->behind && rt_date_lean_behind(input, RT_DATE_LOOKED_BEHIND) < 0
				  ? rt_date_lean_before(input) == 1
				  : 1;
	return true;
}

/* "On Thursday, the governor, a former executive, …": so a piece of news begins, but not "On
 * Thursday, we'll …". */
static bool begins_a_report(const struct rt_value_input *input)
{
	size_t len = input->before ? input->before_len : 0;
	return rt_date_is_english(input) && len >= 3 &&
	       !memcmp(input->before + len - 3, "On ", 3) && input->behind_len > 2 &&
	       input->behind[0] == ',' && rt_date_lean_behind(input, RT_DATE_OPENING_WORDS) <= 0;
}

/* "Meeting with them Wednesday, she described": what was planned has come. */
static bool is_over_plan(const struct rt_value_input *input)
{
	return input->before && input->behind && rt_date_is_english(input) &&
	       rt_date_lean_before(input) == RT_DATE_PLANNED &&
	       rt_date_lean_behind(input, RT_DATE_VERB_BEHIND) < 0;
}

static bool is_weekday(const struct rt_date_line *words, size_t word)
{
	return rt_weekday_named(words->text + words->starts[word], words->ends[word] - words->starts[word]);
}

/* Does a comma stand right before it? */
static bool ends_clause(const struct rt_value_input *input)
{
	size_t len = input->before_len;
	while (len && strchr(" \n", input->before[len - 1]))
		len--;
	return len && input->before[len - 1] == ',';
}

/* "Friday is fine", "if Thursday or Friday works", "they concluded that Friday is critical" */
static bool is_of_now(const struct rt_value_input *input)
{
	static const char *const verbs[] = {
		"is", "are", "works", "will", "looks", "sounds", "suits", "isn't", "would", NULL};
	static const char *const leads[] = {"that", "think", "believe", "know", "guess", "if",
		"whether", "as", "because", "since", "maybe", "perhaps", "but", "so", "either",
		NULL};
	static const char *const more[] = {
		"and", "or", "morning", "afternoon", "evening", "night", NULL};
	struct rt_date_line before, behind;
	size_t verb = 0;
	rt_date_sentence_behind(input, &behind);
	while (verb < behind.count &&
		(rt_date_is_one_of(&behind, verb, more) || is_weekday(&behind, verb)))
		verb++;
	if (verb == behind.count || !rt_date_is_one_of(&behind, verb, verbs))
		return false;
	rt_date_sentence_before(input, &before);
	size_t count = before.count;
	while (count &&
		(rt_date_is_one_of(&before, count - 1, more) || is_weekday(&before, count - 1)))
		count--;
	return !count || ends_clause(input) || rt_date_is_one_of(&before, count - 1, leads);
}

/* "FRIDAY" above a rule: a heading has no sentence. */
static bool is_a_line(const struct rt_value_input *input)
{
	size_t at = 0;
	while (input->behind && at < input->behind_len && input->behind[at] == ' ')
		at++;
	return at < input->behind_len && input->behind[at] == '\n' &&
	       (!input->before_len || input->before[input->before_len - 1] == '\n');
}

/* "the Commission Thursday installed", "officials Friday closed": who did it stands before the day,
 * and no word that leads to it. */
static bool is_told_of(const struct rt_value_input *input)
{
	struct rt_date_line before, behind;
	rt_date_sentence_before(input, &before);
	rt_date_sentence_behind(input, &behind);
	if (!before.count || !behind.count || ends_clause(input) ||
		strspn(behind.text, " \n") < behind.starts[0] || !rt_date_is_past(&behind, 0))
		return false;
	const char *who = before.text + before.starts[before.count - 1];
	size_t len = before.ends[before.count - 1] - before.starts[before.count - 1];
	bool named = who[0] >= 'A' && who[0] <= 'Z' && before.count > 1 && len > 2;
	bool many = len > 4 && who[len - 1] == 's' && who[len - 2] != 's';
	return (named || many) && !rt_date_lean_at(input, &before, before.count - 1, true);
}

#define LAST_FAR_DAY 4 /* on Thursday "over the weekend" may be the last or the next */
#define EARLY_DAY 2

/* "to install it over the weekend", "limited for the weekend" */
static bool is_led_ahead(const struct rt_date_line *words)
{
	static const char *const leads[] = {"for", "through", "is", "until", "by", "before", NULL};
	static const char *const no_verbs[] = {"the", "a", "an", "my", "our", "your", "me", "you",
		"us", "him", "her", "them", "reporters", "be", "meet", "see", NULL};
	size_t last = words->count - 1;
	if (rt_date_is_one_of(words, last, leads))
		return true;
	for (size_t i = last > 3 ? last - 3 : 0; i < last; i++)
		if (rt_date_is_word(words, i, "to") && !rt_date_is_one_of(words, i + 1, no_verbs))
			return true;
	return false;
}

/* "It was good to see you over the weekend", on a Monday: -1, the last one. */
int rt_date_weekend_of(const struct rt_date_ref *ref)
{
	const struct rt_value_input *input = ref->around;
	struct rt_date_line words;
	if (!ref->known || !input || !input->before || rt_weekday(ref->day) > LAST_FAR_DAY ||
		!rt_date_is_english(input))
		return 0;
	rt_date_sentence_before(input, &words);
	if (words.count < RT_DATE_VERB_BEHIND)
		return rt_date_lean(ref) < 0 ? -1 : 0;
	if (is_led_ahead(&words))
		return 0;
	bool early = rt_weekday(ref->day) <= EARLY_DAY &&
		     rt_date_is_word(&words, words.count - 1, "over");
	int lean = rt_date_lean_led(ref);
	return lean < 0 || (!lean && early) ? -1 : 0;
}

#define UNDER_WAY_WITHIN 12 /* words */

/* "Mark is flying in on Saturday", where nothing else tells; but not "from Saturday". */
static bool is_under_way(const struct rt_value_input *input)
{
	static const char *const edges[] = {"from", "except", "since", NULL};
	struct rt_date_line words;
	rt_date_sentence_before(input, &words);
	if (words.count < 2 || !rt_date_is_english(input) ||
		rt_date_is_one_of(&words, words.count - 1, edges))
		return false;
	size_t first = words.count > UNDER_WAY_WITHIN ? words.count - UNDER_WAY_WITHIN : 0;
	for (size_t i = first; i + 1 < words.count; i++)
		if (rt_date_is_present(&words, i) && rt_date_is_going(&words, i + 1))
			return true;
	return false;
}

#define NOW_WORDS 3

bool rt_date_lean_is_now(const struct rt_date_ref *ref)
{
	const struct rt_value_input *input = ref->around;
	struct rt_date_line words;
	if (!input || !input->before || !rt_date_is_english(input))
		return false;
	rt_date_sentence_before(input, &words);
	for (size_t count = 1; count <= NOW_WORDS && count <= words.count; count++) {
		size_t start = words.starts[words.count - count];
		if (rt_date_in_lean_list(input, "date-now/", words.text + start,
			    words.ends[words.count - 1] - start))
			return true;
	}
	return false;
}

static int tell_weekday(const struct rt_date_ref *ref)
{
	const struct rt_value_input *input = ref->around;
	int lean;
	if (!input || !input->before)
		return rt_date_lean(ref);
	if (lean_beside(input, &lean))
		return lean;
	if (is_a_line(input))
		return 0;
	if (rt_date_is_english(input) && is_of_now(input))
		return 1;
	if (begins_a_report(input) || is_over_plan(input) ||
		(rt_date_is_english(input) && is_told_of(input)))
		return -1;
	lean = rt_date_lean(ref);
	return !lean && is_under_way(input) ? 1 : lean;
}

int rt_date_lean_weekday(const struct rt_date_ref *ref)
{
	struct rt_date_leanings *known = ref->leanings;
	if (!known->weekday_known)
		known->weekday = tell_weekday(ref);
	known->weekday_known = true;
	return known->weekday;
}
