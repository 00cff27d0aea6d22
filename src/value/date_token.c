#include "value/date_token.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

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
	{"decade", RT_UNIT_DECADE},
	{"century", RT_UNIT_CENTURY},
	{"monthsign", RT_UNIT_MONTH_SIGN},
	{"daysign", RT_UNIT_DAY_SIGN},
	{"yearsign", RT_UNIT_YEAR_SIGN},
};

const struct rt_date_meaning *rt_date_means(
	const struct rt_date_token *token, enum rt_date_class class)
{
	for (int i = 0; i < token->meaning_count; i++)
		if (token->meanings[i].class == class)
			return &token->meanings[i];
	return NULL;
}

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

/* Most words stand in no list of a class at all: that is one question. */
static const char *look_everywhere(
	const struct rt_value_input *input, const char *class, const char *text, size_t len)
{
	const char *found = NULL;
	if (input->lookup(input->context, class, text, len))
		found = look_in_lists(input, class, text, len);
	if (!found && !strcmp(class, "month") && len >= 4) /* a full date in another language */
		found = input->lookup(input->context, "month-any", text, len);
	return found && *found == '=' ? found : NULL;
}

/*
 * The lists are asked about the same few words again and again, and each question folds text. The
 * answers of a thread are kept in a small table: nothing else remembers anything in this room.
 */
#define CACHE_SLOTS 2048
#define CACHE_KEY 40

struct cached {
	const void *context;
	char key[CACHE_KEY];
	uint8_t key_len, count;
	struct rt_date_meaning meanings[RT_DATE_MEANINGS];
};

static _Thread_local struct cached cache[CACHE_SLOTS];

static uint32_t hash_of(const char *key, size_t len)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)key[i]) * 16777619u;
	return hash;
}

static int ask_lists(const struct rt_value_input *input, const char *text, size_t len,
	struct rt_date_meaning *meanings)
{
	int count = 0;
	for (int class = 0; class < RT_DATE_CLASS_COUNT && count < RT_DATE_MEANINGS; class ++) {
		const char *canonical = look_everywhere(input, class_names[class], text, len);
		if (!canonical && class == RT_DATE_NUMBER) /* a, few: numbers only before a unit */
			canonical = look_everywhere(input, "date-some", text, len);
		if (!canonical && class == RT_DATE_UNIT) /* 5d: of no rule's use, but read */
			canonical = look_everywhere(input, "date-unit-letter", text, len);
		if (!canonical && class == RT_DATE_UNIT) /* Q3, T3 */
			canonical = look_everywhere(input, "date-unit-sign", text, len);
		if (!canonical && class == RT_DATE_ORDINAL) /* XVIII */
			canonical = input->lookup(input->context, "date-roman", text, len);
		if (!canonical && class == RT_DATE_RELATIVE) /* to date */
			canonical = look_everywhere(input, "date-until", text, len);
		if (!canonical && class == RT_DATE_PART) /* at, o'clock */
			canonical = look_everywhere(input, "date-clock", text, len);
		if (!canonical)
			continue;
		struct rt_date_meaning *meaning = &meanings[count++];
		memset(meaning, 0, sizeof *meaning);
		meaning->class = (uint8_t) class;
		meaning_read(meaning, canonical);
	}
	return count;
}

static int meanings_of(const struct rt_value_input *input, const char *text, size_t len,
	struct rt_date_meaning *meanings)
{
	char key[CACHE_KEY];
	size_t lang_len = input->lang ? strcspn(input->lang, "-_") : 0;
	if (len + lang_len + 1 > CACHE_KEY)
		return rt_value_known(input, text, len) & RT_VALUE_ENTRY
			       ? ask_lists(input, text, len, meanings)
			       : 0;
	if (lang_len)
		memcpy(key, input->lang, lang_len);
	key[lang_len] = '/';
	memcpy(key + lang_len + 1, text, len);
	size_t key_len = lang_len + 1 + len;
	struct cached *slot = &cache[hash_of(key, key_len) % CACHE_SLOTS];
	if (slot->context != input->context || slot->key_len != key_len ||
		memcmp(slot->key, key, key_len) != 0) {
		slot->context = input->context;
		slot->key_len = (uint8_t)key_len;
		memcpy(slot->key, key, key_len);
		bool known = rt_value_known(input, text, len) & RT_VALUE_ENTRY;
		slot->count = known ? (uint8_t)ask_lists(input, text, len, slot->meanings) : 0;
	}
	memcpy(meanings, slot->meanings, slot->count * sizeof *meanings);
	return slot->count;
}

/* ---- cutting -------------------------------------------------------------------------------- */

/* Scripts that put no blank between words: each character is a token, and the lists join them. */
static bool stands_alone(uint32_t rune)
{
	return (rune >= 0x0e00 && rune <= 0x0eff) || (rune >= 0x1780 && rune <= 0x17ff) ||
	       (rune >= 0x2e80 && rune <= 0x9fff) || (rune >= 0xf900 && rune <= 0xfaff) ||
	       (rune >= 0xac00 && rune <= 0xd7af);
}

static bool is_word(uint32_t rune)
{
	return rt_rune_is_letter(rune) || rt_rune_is_mark(rune);
}

static char sign_of(uint32_t rune)
{
	if (rune == '-' || (rune >= 0x2010 && rune <= 0x2015) || rune == 0x2212 || rune == 0x5be ||
		rune == '~' || rune == 0xff5e || rune == 0x301c || rune == 0x30fc || rune == 0xff0d)
		return '-';
	if (rune == 0x2019 || rune == 0x2018 || rune == '`' || rune == 0x5f3)
		return '\'';
	if (rune >= 0xff01 && rune <= 0xff5e)
		rune -= 0xfee0;
	if (rune == 0x3001 || rune == 0x60c)
		rune = ',';
	return rune < 0x80 ? (char)rune : '?';
}

static void token_grow(
	struct rt_date_token *token, const char *text, size_t len, size_t *at, uint32_t rune)
{
	while (token->kind != RT_TOKEN_SIGN) {
		if (token->kind == RT_TOKEN_DIGITS && token->digits < 9) {
			token->number = token->number * 10 + rt_rune_digit(rune);
			token->digits++;
		}
		token->end = *at;
		size_t next = *at;
		if (next >= len || (token->kind == RT_TOKEN_WORD && stands_alone(rune)))
			return;
		rune = rt_utf8_next(text, len, &next);
		bool more = token->kind == RT_TOKEN_DIGITS ? rt_rune_is_digit(rune)
							   : is_word(rune) && !stands_alone(rune);
		if (!more)
			return;
		*at = next;
	}
}

static bool cut(const struct rt_value_input *input, struct rt_date_tokens *tokens)
{
	size_t at = 0;
	bool spaced = false;
	tokens->count = 0;
	while (at < input->len) {
		size_t start = at;
		uint32_t rune = rt_utf8_next(input->text, input->len, &at);
		if (rt_rune_is_space(rune) || rune == '>' || rt_rune_is_control(rune)) {
			spaced = true;
			continue;
		}
		if (tokens->count == RT_DATE_TOKENS)
			return false;
		struct rt_date_token *token = &tokens->items[tokens->count++];
		memset(token, 0, sizeof *token);
		token->start = start;
		token->end = at;
		token->spaced = spaced;
		spaced = false;
		bool dash = rune == 0x30fc; /* the long vowel of katakana, typed for a dash */
		token->kind = rt_rune_is_digit(rune)   ? RT_TOKEN_DIGITS
			      : is_word(rune) && !dash ? RT_TOKEN_WORD
						       : RT_TOKEN_SIGN;
		if (token->kind == RT_TOKEN_SIGN)
			token->sign = sign_of(rune);
		token_grow(token, input->text, input->len, &at, rune);
	}
	return true;
}

/* ---- joining -------------------------------------------------------------------------------- */

#define LONGEST_PHRASE 9 /* tokens; "the day before yesterday", "aujourd'hui" */

/* The tokens' text with one blank for every white space. 0 where it is too long. */
static size_t phrase(const struct rt_value_input *input, const struct rt_date_tokens *tokens,
	int from, int to, char *out, size_t size)
{
	size_t len = 0;
	for (int i = from; i < to; i++) {
		const struct rt_date_token *token = &tokens->items[i];
		size_t part = token->end - token->start;
		if (len + part + 2 > size)
			return 0;
		if (i > from && token->spaced)
			out[len++] = ' ';
		memcpy(out + len, input->text + token->start, part);
		len += part;
	}
	return len;
}

/* How many bytes of a Hebrew or Arabic word are a preposition or article glued to its front: at
 * most two letters of ו ב ל מ ה כ ש, or of و ب ل ك ف. */
static size_t glued(const char *text, size_t len, size_t so_far)
{
	static const char *const letters[] = {"\u05d5", "\u05d1", "\u05dc", "\u05de", "\u05d4",
		"\u05db", "\u05e9", "\u0648", "\u0628", "\u0644", "\u0643", "\u0641"};
	if (so_far >= 4 || so_far + 6 > len)
		return 0;
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (!memcmp(text + so_far, letters[i], 2))
			return so_far + 2;
	return 0;
}

static int meanings_without_prefix(const struct rt_value_input *input, const char *text, size_t len,
	struct rt_date_meaning *meanings)
{
	size_t skip = 0;
	while ((skip = glued(text, len, skip))) {
		int count = meanings_of(input, text + skip, len - skip, meanings);
		if (count)
			return count;
	}
	return 0;
}

/* Does an entry begin with the text, its glued letters or not, and go on behind it? */
static bool begins_entry(const struct rt_value_input *input, const char *text, size_t len)
{
	size_t skip = 0;
	do {
		if (rt_value_known(input, text + skip, len - skip) & RT_VALUE_BEGINS)
			return true;
	} while ((skip = glued(text, len, skip)));
	return false;
}

/* Where the longest phrase from here may end: no entry goes on over white space behind what begins
 * none. Signs and letters that touch are cut differently in the lists, and tell nothing. */
static int furthest(
	const struct rt_value_input *input, const struct rt_date_tokens *tokens, int from)
{
	char text[96];
	int to = from + 1;
	while (to < tokens->count && to < from + LONGEST_PHRASE) {
		size_t len = tokens->items[to].spaced
				     ? phrase(input, tokens, from, to, text, sizeof text)
				     : 0;
		if (len && !begins_entry(input, text, len))
			break;
		to++;
	}
	return to;
}

static int join_at(const struct rt_value_input *input, struct rt_date_tokens *tokens, int from)
{
	char text[96];
	for (int to = furthest(input, tokens, from); to > from; to--) {
		if (tokens->items[from].kind == RT_TOKEN_SIGN ||
			(to == from + 1 && tokens->items[from].kind == RT_TOKEN_DIGITS))
			continue;
		size_t len = phrase(input, tokens, from, to, text, sizeof text);
		if (!len)
			continue;
		struct rt_date_token *token = &tokens->items[from];
		token->meaning_count = meanings_of(input, text, len, token->meanings);
		if (!token->meaning_count)
			token->meaning_count =
				meanings_without_prefix(input, text, len, token->meanings);
		if (token->meaning_count)
			return to;
	}
	return from + 1;
}

bool rt_date_tokens_read(const struct rt_value_input *input, struct rt_date_tokens *tokens)
{
	if (!cut(input, tokens))
		return false;
	int kept = 0;
	for (int from = 0, to; from < tokens->count; from = to, kept++) {
		to = join_at(input, tokens, from);
		struct rt_date_token joined = tokens->items[from];
		joined.end = tokens->items[to - 1].end;
		if (joined.meaning_count && joined.kind == RT_TOKEN_DIGITS)
			joined.kind = RT_TOKEN_WORD;
		tokens->items[kept] = joined;
	}
	tokens->count = kept;
	return true;
}
