/* What the gazetteers say of a word: list by list, each question folding the text anew. words.c
 * remembers the answers. */
#include "date/meaning.h"

#include <stdlib.h>
#include <string.h>

#define ANY_MONTH "month-any"

static const char *const class_names[RT_DATE_CLASS_COUNT] = {
	"month",
	"month-hebrew",
	"month-islamic",
	"month-persian",
	"weekday",
	"date-relative",
	"date-unit",
	"date-number",
	"date-ordinal",
	"date-shift",
	"date-before",
	"date-after",
	"date-part",
	"date-phase",
	"date-approx",
	"holiday",
	"season",
	"date-range",
	"date-era",
};

static const struct {
	const char *name;
	enum rt_date_unit unit;
} unit_names[] = {
	{"second", RT_UNIT_SECOND},
	{"minute", RT_UNIT_MINUTE},
	{"hour", RT_UNIT_HOUR},
	{"day", RT_UNIT_DAY},
	{"workday", RT_UNIT_WORKDAY},
	{"weekend", RT_UNIT_WEEKEND},
	{"week", RT_UNIT_WEEK},
	{"fortnight", RT_UNIT_FORTNIGHT},
	{"month", RT_UNIT_MONTH},
	{"quarter", RT_UNIT_QUARTER},
	{"half", RT_UNIT_HALF},
	{"year", RT_UNIT_YEAR},
	{"fiscal", RT_UNIT_YEAR},
	{"school", RT_UNIT_YEAR},
	{"decade", RT_UNIT_DECADE},
	{"century", RT_UNIT_CENTURY},
	{"monthsign", RT_UNIT_MONTH_SIGN},
	{"daysign", RT_UNIT_DAY_SIGN},
	{"yearsign", RT_UNIT_YEAR_SIGN},
};

/* ---- what the lists say --------------------------------------------------------------------- */

static int unit_of(const char *name)
{
	for (size_t i = 0; i < sizeof unit_names / sizeof unit_names[0]; i++)
		if (!strcmp(unit_names[i].name, name))
			return (int)unit_names[i].unit;
	return RT_UNIT_NONE;
}

/* "=month05" -> 5 and "month05"; "=unit-week" -> the unit; "=part-MO" -> "MO". */
static void meaning_read(struct rt_date_meaning *meaning, const char *canonical)
{
	const char *dash = strchr(canonical, '-');
	const char *text = canonical + 1;
	const char *digits = text + strcspn(text, "+-0123456789");
	if (meaning->class == RT_DATE_UNIT)
		meaning->value = (int16_t)unit_of(dash ? dash + 1 : text);
	else
		meaning->value = (int16_t)strtol(digits, NULL, 10);
	bool named = meaning->class != RT_DATE_HOLIDAY || !strncmp(text, "holiday-", 8);
	if (meaning->class >= RT_DATE_PART && dash && named)
		text = dash + 1;
	strncpy(meaning->text, text, RT_DATE_TEXT - 1);
}

static const char *look(const struct rt_value_input *input, const char *class, const char *lang,
	const char *suffix, const char *text, size_t len)
{
	char list[64];
	size_t lang_len = lang ? strcspn(lang, "-_") : 0;
	if (!lang)
		return input->lookup(input->context, class, text, len);
	if (lang_len > 8)
		return NULL;
	strcpy(list, class);
	strcat(list, "/");
	strncat(list, lang, lang_len);
	strcat(list, suffix);
	return input->lookup(input->context, list, text, len);
}

/* In the language's hand-made list, else in its CLDR one; names of months, days and feasts also in
 * the English ones. A text whose language is not known is read as English, as in the engine. */
static const char *look_in_lists(
	const struct rt_value_input *input, const char *class, const char *text, size_t len)
{
	const char *found = NULL;
	if (input->lang)
		found = look(input, class, input->lang, "-more", text, len);
	if (!found && input->lang)
		found = look(input, class, input->lang, "", text, len);
	bool english = !input->lang || !strncmp(class, "month", 5) || !strcmp(class, "weekday") ||
		       !strcmp(class, "date-part") || !strcmp(class, "holiday") ||
		       !strcmp(class, "date-relative") || !strcmp(class, "date-unit-sign");
	if (!found && english)
		found = look(input, class, "en", "-more", text, len);
	if (!found && english)
		found = look(input, class, "en", "", text, len);
	return found;
}

/* A full date in another language than the text's. Of three letters a month of one language is a small word of
 * another ("tra"), but none of English. */
static bool may_be_abroad(const struct rt_value_input *input, size_t len)
{
	return len >= (!input->lang || !strncmp(input->lang, "en", 2) ? 3 : 4);
}

/* Most words stand in no list of a class at all: that is one question. */
static const char *look_everywhere(
	const struct rt_value_input *input, const char *class, const char *text, size_t len)
{
	const char *found = NULL;
	if (input->lookup(input->context, class, text, len))
		found = look_in_lists(input, class, text, len);
	if (!found && !strcmp(class, "month") && may_be_abroad(input, len))
		found = input->lookup(input->context, ANY_MONTH, text, len);
	return found && *found == '=' ? found : NULL;
}

/* More lists of a class, for what only the value's reading wants to know and no rule, asked in this
 * order where its own have nothing. */
static const struct {
	enum rt_date_class class;
	const char *name;
	bool any_language;
} more_lists[] = {
	{RT_DATE_NUMBER, "date-some", false},	    /* a, few: numbers only before a unit */
	{RT_DATE_UNIT, "date-unit-letter", false},  /* 5d */
	{RT_DATE_UNIT, "date-unit-sign", false},    /* Q3, T3 */
	{RT_DATE_SHIFT, "date-that", false},	    /* that week */
	{RT_DATE_ORDINAL, "date-roman", true},	    /* XVIII */
	{RT_DATE_RELATIVE, "date-until", false},    /* to date */
	{RT_DATE_PART, "date-clock", false},	    /* at, o'clock */
	{RT_DATE_CLASS_COUNT, ANY_MONTH, true},	    /* look_everywhere */
};
#define MORE_LISTS (sizeof more_lists / sizeof more_lists[0])

static const char *look_in_class(
	const struct rt_value_input *input, enum rt_date_class class, const char *text, size_t len)
{
	const char *found = look_everywhere(input, class_names[class], text, len);
	for (size_t i = 0; i < MORE_LISTS && !found; i++) {
		if (more_lists[i].class != class)
			continue;
		found = more_lists[i].any_language
				? input->lookup(input->context, more_lists[i].name, text, len)
				: look_everywhere(input, more_lists[i].name, text, len);
	}
	return found;
}

int rt_date_meanings_ask(const struct rt_value_input *input, const char *text, size_t len,
	struct rt_date_meaning meanings[RT_DATE_MEANINGS])
{
	int count = 0;
	for (int class = 0; class < RT_DATE_CLASS_COUNT && count < RT_DATE_MEANINGS; class ++) {
		const char *canonical = look_in_class(input, (enum rt_date_class) class, text, len);
		if (!canonical)
			continue;
		struct rt_date_meaning *meaning = &meanings[count++];
		memset(meaning, 0, sizeof *meaning);
		meaning->class = (uint8_t) class;
		meaning_read(meaning, canonical);
	}
	return count;
}

/* ---- which lists these are ------------------------------------------------------------------ */

static bool same(const char *name, const char *text, size_t len)
{
	return strlen(name) == len && !memcmp(name, text, len);
}

static bool of_language(const char *list, const char *lang, size_t lang_len)
{
	return !strncmp(list, lang, lang_len) &&
	       (!list[lang_len] || !strcmp(list + lang_len, "-more"));
}

bool rt_date_list_asked(const char *list, const char *lang, size_t lang_len)
{
	const char *slash = strchr(list, '/');
	if (!slash)
		return false;
	size_t len = (size_t)(slash - list);
	bool spoken = of_language(slash + 1, lang, lang_len) || of_language(slash + 1, "en", 2);
	for (size_t i = 0; i < RT_DATE_CLASS_COUNT; i++)
		if (same(class_names[i], list, len))
			return spoken;
	for (size_t i = 0; i < MORE_LISTS; i++)
		if (same(more_lists[i].name, list, len))
			return spoken || more_lists[i].any_language;
	return false;
}
