/*
 * Does the sentence look ahead or back? "See you Friday" and "they left Friday" name two days.
 *
 * The words just before and behind are looked up in the lists date-ahead and date-gone; in English
 * a verb in -ed counts as one of the latter, but "be held" and "we'll" look ahead. The nearest word
 * before decides, else the first behind. Three lists say less: a word of date-near counts within
 * two words before the date, one of date-beside right before it, and what date-plan has (a dinner
 * may be over) where no verb of the sentence says otherwise.
 */
#include "date/lean.h"

#include "date/edtf.h"
#include "date/sentence.h"
#include "date/verb.h"
#include "date/words.h"

#include <string.h>
#include <strings.h>

#define LONGEST_WORDS 3
#define NEAR_WORDS 3	 /* a word of date-near and up to two behind it */
#define THING_BEHIND 2 /* words: "'s", and what is the day's */

bool rt_date_in_lean_list(
	const struct rt_value_input *input, const char *class, const char *text, size_t len)
{
	char list[RT_DATE_LIST_NAME];
	rt_date_lean_list(list, class, input->lang);
	return input->lookup(input->context, list, text, len) != NULL;
}

bool rt_date_is_english(const struct rt_value_input *input)
{
	return !input->lang || !strncmp(input->lang, "en", 2);
}

/* "we'll", with either apostrophe. */
static bool is_will(const char *text, size_t len)
{
	return len > 3 && !strncasecmp(text + len - 2, "ll", 2) &&
	       (text[len - 3] == '\'' || text[len - 3] == '\x99');
}

/* led: a list may have it. */
static int lean_of(
	const struct rt_value_input *input, bool led, bool near, const char *text, size_t len)
{
	bool english = rt_date_is_english(input);
	bool known = led && rt_value_known(input, text, len) & RT_VALUE_ENTRY;
	bool month = english && len == 3 && !memcmp(text, "May", 3);
	if ((known && !month && rt_date_in_lean_list(input, RT_DATE_AHEAD, text, len)) ||
		(english && is_will(text, len)))
		return 1;
	if (known && rt_date_in_lean_list(input, RT_DATE_GONE, text, len))
		return -1;
	if (known && near && rt_date_in_lean_list(input, RT_DATE_NEAR, text, len))
		return 1;
	if (known && rt_date_in_lean_list(input, RT_DATE_PLAN, text, len))
		return RT_DATE_PLANNED;
	return 0;
}

/* What the lists say of a word with so many others behind it. */
static int entry_lean(const struct rt_value_input *input, const struct rt_date_line *words,
	size_t word, size_t more, bool near)
{
	const struct rt_date_leads *leads = rt_date_words_leads(input->words);
	return lean_of(input, rt_date_leads_to(leads, words, word, more), near,
		words->text + words->starts[word], words->ends[word + more] - words->starts[word]);
}

/* Of the word and up to two behind it, the longest that a list knows. */
static int listed_lean(const struct rt_value_input *input, const struct rt_date_line *words,
	size_t word, bool near)
{
	int lean = 0;
	for (size_t more = LONGEST_WORDS; more-- > 0 && !lean;)
		if (word + more < words->count)
			lean = entry_lean(input, words, word, more, near);
	return lean;
}

/* "see you Friday" is to come, "great to see you Friday" was: is the word in a longer entry that
 * says so? */
static bool is_within_past(
	const struct rt_value_input *input, const struct rt_date_line *words, size_t word)
{
	for (size_t more = 1; more < LONGEST_WORDS && more <= word; more++)
		if (entry_lean(input, words, word - more, more, false) < 0)
			return true;
	return false;
}

int rt_date_lean_at(const struct rt_value_input *input, const struct rt_date_line *words,
	size_t word, bool near)
{
	int lean = listed_lean(input, words, word, near);
	if (!rt_date_is_english(input))
		return lean;
	if (!lean && rt_date_is_past(words, word))
		lean = -1;
	return lean < 0 && rt_date_is_state(words, word) ? 0 : lean;
}

#define MOVED_WITHIN 8 /* words between what is done and "to" */

/* "They extended the loan to March 1st", "the hearing was put off until Friday": what a day was
 * moved to is to come. */
static bool is_moved_to(const struct rt_value_input *input, const struct rt_date_line *words)
{
	static const char *const leads[] = {"to", "until", "till", NULL};
	if (words->count < 2 || !rt_date_is_english(input) ||
		!rt_date_is_one_of(words, words->count - 1, leads))
		return false;
	size_t last = words->count - 1;
	for (size_t i = last > MOVED_WITHIN ? last - MOVED_WITHIN : 0; i < last; i++)
		if (rt_date_is_past(words, i) &&
			rt_date_in_lean_list(input, "date-moved/", words->text + words->starts[i],
				words->ends[i] - words->starts[i]))
			return true;
	return false;
}

/* What is planned and nothing more is told as RT_DATE_PLANNED. */
int rt_date_lean_before(const struct rt_value_input *input)
{
	struct rt_date_line words;
	bool listed = rt_date_sentence_of_list(input, &words), planned = false;
	int lean = 0;
	if (!listed)
		rt_date_sentence_before(input, &words);
	if (is_moved_to(input, &words))
		return 1;
	for (size_t i = words.count; i-- > 0 && !lean;) {
		lean = rt_date_lean_at(input, &words, i, words.count - i <= NEAR_WORDS);
		if (lean == 1 && (is_within_past(input, &words, i) ||
					 (rt_date_is_english(input) && rt_date_is_agent(&words, i))))
			lean = 0;
		if (lean < 0 && rt_date_is_english(input) &&
			(rt_date_is_to_be(&words, i) || rt_date_is_resolved(&words, i) ||
				rt_date_is_wished(&words, i)))
			lean = 1;
		else if (lean > 0 && rt_date_is_english(input) &&
			 (rt_date_is_not_until(&words, i) || rt_date_is_done_by(&words, i)))
			lean = -1;
		planned |= lean == RT_DATE_PLANNED;
		if (lean == RT_DATE_PLANNED)
			lean = 0;
	}
	if (!lean && rt_date_is_english(input) && rt_date_is_my_plan(&words))
		return 1;
	if (!lean && planned)
		return RT_DATE_PLANNED;
	return listed && lean < 0 ? 0 : lean;
}

int rt_date_lean_led(const struct rt_date_ref *ref)
{
	int lean = ref->around && ref->around->before ? rt_date_lean_before(ref->around) : 0;
	return lean == RT_DATE_PLANNED ? 1 : lean;
}

/* "Also Thursday, the state's operator declared": no more than a few words before it. */
static bool opens_sentence(const struct rt_value_input *input)
{
	struct rt_date_line words;
	rt_date_sentence_before(input, &words);
	return words.count < RT_DATE_OPENING_WORDS / 2;
}

int rt_date_lean_behind(const struct rt_value_input *input, size_t most)
{
	bool opens = opens_sentence(input);
	struct rt_date_line words;
	int lean = 0;
	rt_date_sentence_behind(input, &words);
	for (size_t i = 0; i < words.count && i < most && !lean; i++) {
		lean = listed_lean(input, &words, i, false);
		if (lean || !rt_date_is_english(input))
			continue;
		if ((opens || i < RT_DATE_VERB_BEHIND) && rt_date_is_past(&words, i) &&
			!rt_date_is_state(&words, i))
			lean = -1;
		else if (opens && rt_date_is_present(&words, i) && i + 1 < words.count)
			lean = rt_date_is_going(&words, i + 1); /* "On Friday, they are opening" */
	}
	return lean == RT_DATE_PLANNED ? 1 : lean;
}

/* "Friday's vote will …", "is expected" */
static bool is_coming(const struct rt_date_line *words, size_t word)
{
	static const char *const forms[] = {"will", "would", "may", "might", "could", "is", NULL};
	return word < words->count && rt_date_is_one_of(words, word, forms);
}

/* "Tuesday's vote", "its March 10 high", "Saturday predictions": what a day has behind it may tell
 * which way it lies. */
static int lean_of_thing(const struct rt_value_input *input)
{
	static const char *const ends[] = {"deadline", "date", "target", NULL};
	struct rt_date_line words;
	rt_date_sentence_behind(input, &words);
	for (size_t i = 0; i < words.count && i < THING_BEHIND; i++) {
		const char *text = words.text + words.starts[i];
		size_t len = words.ends[i] - words.starts[i];
		size_t end = i ? words.ends[i - 1] : 0;
		if (strspn(words.text + end, " \n") < words.starts[i] - end)
			return 0; /* "in August, peak demand" */
		if (!(rt_value_known(input, text, len) & RT_VALUE_ENTRY))
			continue;
		if (i + 1 < words.count && rt_date_is_one_of(&words, i + 1, ends))
			return 0; /* "the May 1 filing deadline" */
		if (rt_date_in_lean_list(input, "date-thing-gone/", text, len))
			return is_coming(&words, i + 1) ? 1 : -1;
		if (rt_date_in_lean_list(input, "date-thing-ahead/", text, len))
			return 1;
	}
	return 0;
}

/* "not permitted by our November 12 order": what there is already. */
static bool is_somebodys(const struct rt_value_input *input)
{
	static const char *const owners[] = {"our", "its", "their", "his", "her", "your", "s", NULL};
	struct rt_date_line words;
	rt_date_sentence_before(input, &words);
	if (!words.count || !rt_date_is_english(input))
		return false;
	size_t last = words.count - 1, len = words.ends[last] - words.starts[last];
	const char *text = words.text + words.starts[last];
	return rt_date_is_one_of(&words, last, owners) ||
	       (len > 2 && text[len - 1] == 's' && text[len - 2] == '\'');
}

/* "officials Tuesday were already calling" */
static bool is_subject(const struct rt_value_input *input)
{
	static const char *const verbs[] = {" were ", " was ", " had ", " said ", " did "};
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		size_t len = strlen(verbs[i]);
		if (input->behind_len > len + 4 && !strncasecmp(input->behind, verbs[i], len))
			return rt_date_is_english(input) && rt_date_lean_behind(input, RT_DATE_LOOKED_BEHIND) < 0;
	}
	return false;
}

/* "Demand was expected to be high Monday, but it rained": what did not come is over. */
static bool is_foiled(const struct rt_value_input *input)
{
	static const char *const were[] = {"was", "were", NULL};
	static const char but[] = ", but ";
	struct rt_date_line words;
	size_t to = 0;
	bool foiled = false;
	if (!rt_date_is_english(input) || !input->behind)
		return false;
	for (; to + sizeof but < input->behind_len && !foiled &&
		!rt_date_sentence_ends(input->behind, to, input->behind_len);
		to++)
		foiled = !strncasecmp(input->behind + to, but, sizeof but - 1);
	if (!foiled)
		return false;
	rt_date_sentence_before(input, &words);
	for (size_t i = 0; i + 1 < words.count; i++)
		if (rt_date_is_one_of(&words, i, were) && rt_date_is_past(&words, i + 1))
			return true;
	return false;
}

/* "invoices for January", "data for the March": what is on record is over. */
static bool is_of_record(const struct rt_value_input *input)
{
	struct rt_date_line words;
	if (!rt_date_is_english(input))
		return false;
	rt_date_sentence_before(input, &words);
	size_t last = words.count;
	if (last && rt_date_is_word(&words, last - 1, "the"))
		last--;
	if (last < 2 || !rt_date_is_word(&words, last - 1, "for"))
		return false;
	const char *text = words.text + words.starts[last - 2];
	size_t len = words.ends[last - 2] - words.starts[last - 2];
	return rt_value_known(input, text, len) & RT_VALUE_ENTRY &&
	       rt_date_in_lean_list(input, "date-record/", text, len);
}

static int tell_lean(const struct rt_date_ref *ref)
{
	const struct rt_value_input *input = ref->around;
	if (!input || !input->before)
		return 0;
	int lean = input->behind && is_subject(input) ? -1 : rt_date_lean_before(input);
	int thing = lean_of_thing(input);
	if (is_of_record(input))
		return -1;
	if (!lean || thing > 0 || (thing < 0 && is_somebodys(input)))
		lean = thing;
	if (!lean)
		lean = rt_date_lean_behind(input, RT_DATE_LOOKED_BEHIND);
	if (lean == RT_DATE_PLANNED)
		lean = 1;
	if (lean > 0 && is_foiled(input))
		return -1;
	return !lean && rt_date_rule_says(input, "lasting") ? 1 : lean;
}

int rt_date_lean(const struct rt_date_ref *ref)
{
	struct rt_date_leanings *known = ref->leanings;
	if (!known->lean_known)
		known->lean = tell_lean(ref);
	known->lean_known = true;
	return known->lean;
}

bool rt_date_is_led_by(const struct rt_date_ref *ref, const char *word)
{
	struct rt_date_line words;
	if (!ref->around || !ref->around->before)
		return false;
	rt_date_sentence_before(ref->around, &words);
	return words.count && rt_date_is_word(&words, words.count - 1, word);
}

/* "signed in", "appeared in", right before a month; "ended", "ended on" before a day */
bool rt_date_behind_verb(const struct rt_date_ref *ref, const char *lead)
{
	static const char *const plans[] = {
		"planned", "needed", "required", "anticipated", "delivered", NULL};
	const struct rt_value_input *input = ref->around;
	struct rt_date_line words;
	if (!input || !input->before || !rt_date_is_english(input))
		return false;
	rt_date_sentence_before(input, &words);
	bool led = words.count && rt_date_is_word(&words, words.count - 1, lead);
	if (words.count < 2 || (!led && strcmp(lead, "on") != 0))
		return false;
	size_t verb = words.count - 1 - led;
	return rt_date_is_past(&words, verb) && !rt_date_is_state(&words, verb) &&
	       !rt_date_is_to_be(&words, verb) && !rt_date_is_one_of(&words, verb, plans) &&
	       listed_lean(input, &words, verb, false) <= 0;
}

