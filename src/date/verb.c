#include "date/verb.h"

#include <string.h>
#include <strings.h>

bool rt_date_is_word(const struct rt_date_line *words, size_t word, const char *text)
{
	size_t len = strlen(text);
	return words->ends[word] - words->starts[word] == len &&
	       !strncasecmp(words->text + words->starts[word], text, len);
}

bool rt_date_is_one_of(const struct rt_date_line *words, size_t word, const char *const *list)
{
	for (; *list; list++)
		if (rt_date_is_word(words, word, *list))
			return true;
	return false;
}

/* succeed, indeed, hundred */
static bool is_no_past(const char *text, size_t len)
{
	static const char *const ends[] = {"ceed", "deed", "peed", "dred", "cred"};
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (!strncasecmp(text + len - 4, ends[i], 4))
			return true;
	return false;
}

/* "a still unspecified date", but "they unveiled" */
static bool is_undone(const char *text)
{
	static const char *const told[] = {
		"unveil", "unit", "uncover", "unload", "unleash", "undermin", "unfold", "under"};
	if (strncasecmp(text, "un", 2) != 0)
		return false;
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
		if (!strncasecmp(text, told[i], strlen(told[i])))
			return false;
	return true;
}

/* "they announced", but not "the published schedule" */
bool rt_date_is_past(const struct rt_date_line *words, size_t word)
{
	static const char *const articles[] = {
		"the", "a", "an", "his", "her", "its", "our", "their", "your", NULL};
	const char *text = words->text + words->starts[word];
	size_t len = words->ends[word] - words->starts[word];
	if (len <= 4 || strncasecmp(text + len - 2, "ed", 2) != 0 || is_no_past(text, len) ||
		rt_date_is_word(words, word, "wanted"))
		return false; /* "I just wanted to tell you that we meet Friday" */
	return !is_undone(text) && (!word || !rt_date_is_one_of(words, word - 1, articles));
}

bool rt_date_is_present(const struct rt_date_line *words, size_t word)
{
	static const char *const forms[] = {"is", "are", "am", NULL};
	return rt_date_is_one_of(words, word, forms);
}

/* "a course being offered", but not "it was being held" */
static bool is_being(const struct rt_date_line *words, size_t word)
{
	static const char *const past[] = {"was", "were", NULL};
	return rt_date_is_word(words, word, "being") &&
	       !(word && rt_date_is_one_of(words, word - 1, past));
}

/* "is estimated", "is usually done": a state and no past; but "is dated Friday". */
bool rt_date_is_state(const struct rt_date_line *words, size_t word)
{
	size_t verb = word;
	if (verb > 1 && words->ends[verb - 1] - words->starts[verb - 1] > 4 &&
		!strncasecmp(words->text + words->ends[verb - 1] - 2, "ly", 2))
		verb--;
	return verb && (rt_date_is_present(words, verb - 1) || is_being(words, verb - 1)) &&
	       !rt_date_is_word(words, word, "dated");
}

/* "is to be held", but not "could not be reached". */
/* "be better prepared", "be fully paid" */
static bool is_adverb(const struct rt_date_line *words, size_t word)
{
	static const char *const adverbs[] = {"better", "best", "well", "also", "then", "all", NULL};
	size_t len = words->ends[word] - words->starts[word];
	return rt_date_is_one_of(words, word, adverbs) ||
	       (len > 4 && !strncasecmp(words->text + words->ends[word] - 2, "ly", 2));
}

bool rt_date_is_to_be(const struct rt_date_line *words, size_t word)
{
	if (word > 1 && is_adverb(words, word - 1))
		word--;
	return word && rt_date_is_word(words, word - 1, "be") &&
	       (word == 1 || !rt_date_is_word(words, word - 2, "not"));
}

bool rt_date_is_wished(const struct rt_date_line *words, size_t word)
{
	static const char *const wishes[] = {"like", "want", "need", "hope", "wish", "prefer", NULL};
	return word > 1 && rt_date_is_word(words, word - 1, "have") &&
	       (rt_date_is_one_of(words, word - 2, wishes) ||
		       (word > 2 && rt_date_is_word(words, word - 2, "to") &&
			       rt_date_is_one_of(words, word - 3, wishes)));
}

bool rt_date_is_resolved(const struct rt_date_line *words, size_t word)
{
	static const char *const verbs[] = {"agreed", "planned", "decided", "offered", "proposed",
		"vowed", "pledged", "promised", "volunteered", NULL};
	return word + 2 < words->count && rt_date_is_one_of(words, word, verbs) &&
	       rt_date_is_word(words, word + 1, "to") &&
	       (!word || !rt_date_is_word(words, word - 1, "had"));
}

bool rt_date_is_going(const struct rt_date_line *words, size_t word)
{
	const char *text = words->text + words->starts[word];
	size_t len = words->ends[word] - words->starts[word];
	return len > 4 && !strncasecmp(text + len - 3, "ing", 3);
}

/* "I am holding noon on Wednesday", "we're flying in" */
bool rt_date_is_my_plan(const struct rt_date_line *words)
{
	static const char *const leads[] = {"am", "i'm", "we're", NULL};
	for (size_t i = 0; i + 1 < words->count; i++)
		if (rt_date_is_one_of(words, i, leads) && rt_date_is_going(words, i + 1))
			return true;
	return false;
}

/* "announced by Davis on Monday": the word is none of "by Monday". */
bool rt_date_is_agent(const struct rt_date_line *words, size_t word)
{
	if (!word || word + 1 >= words->count || !rt_date_is_word(words, word, "by") ||
		!rt_date_is_past(words, word - 1))
		return false;
	const char *next = words->text + words->starts[word + 1];
	return next[0] >= 'A' && next[0] <= 'Z' && next[1] >= 'a' && next[1] <= 'z';
}

/* "it was not done until Friday", which is over; but "it would not be" */
bool rt_date_is_not_until(const struct rt_date_line *words, size_t word)
{
	static const char *const until[] = {"until", "till", NULL};
	static const char *const past[] = {"did", "was", "were", "had", NULL};
	static const char *const not [] = {"didn't", "wasn't", "weren't", "hadn't", NULL};
	if (!rt_date_is_one_of(words, word, until))
		return false;
	for (size_t i = 0; i < word; i++)
		if (rt_date_is_one_of(words, i, not ) ||
			(i && rt_date_is_word(words, i, "not") &&
				rt_date_is_one_of(words, i - 1, past)))
			return true;
	return false;
}

bool rt_date_is_done_by(const struct rt_date_line *words, size_t word)
{
	static const char *const open[] = {"to", "hoped", "hoping", "planned", "wanted", "asked",
		"asking", "agreed", "until", "better", "promised", "expected", "due", "needed",
		"required", "scheduled", "wondering", "if", "whether", "that", "can", "could",
		"would", "should", "please", "get", "send", NULL};
	static const char *const past[] = {"became", "had", "was", "were", NULL};
	if (!rt_date_is_word(words, word, "by") || word + 1 != words->count)
		return false;
	for (size_t i = word; i-- > 0;) {
		if (rt_date_is_one_of(words, i, open))
			return false;
		if (rt_date_is_one_of(words, i, past))
			return true;
	}
	return false;
}
