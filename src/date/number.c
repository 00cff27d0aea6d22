/*
 * Numbers as people write them in dates.
 *
 * "twenty nine", "nineteen ninety six", "two thousand and fifteen", 二十九, 二〇一九, ٢٠١٩, תשפ"ד.
 * A language's words come from its list date-number; how words add up is the same in all of them: a
 * small number behind a round one is added, before a hundred it is multiplied, and two numbers of
 * two digits side by side are a year.
 */
#include "date/phrase.h"

#include "base/utf8.h"

#include <string.h>
#include <strings.h>

struct sum {
	long total, current;
	int words;
	bool positional; /* 二〇一九: digit by digit */
};

static bool sum_multiply(struct sum *sum, long value)
{
	if (value == 100) {
		sum->current = (sum->current ? sum->current : 1) * 100;
	} else if (value == 1000) {
		sum->total += (sum->current ? sum->current : 1) * 1000;
		sum->current = 0;
	} else if (value == 10 && sum->words && sum->current % 100 > 0 && sum->current % 100 < 10) {
		sum->current += sum->current % 100 * 9; /* 二十 */
	} else {
		return false;
	}
	return true;
}

/* Adds the next number word; false where it does not belong to the same number. */
static bool sum_add(struct sum *sum, long value, bool cjk)
{
	long low = sum->current % 100;
	if (sum->words && sum_multiply(sum, value)) {
		sum->words++;
		return true;
	}
	if (cjk && value < 10 && sum->positional)
		sum->current = sum->current * 10 + value; /* 二〇〇四 */
	else if (!sum->words || (!low && (sum->current || sum->total)))
		sum->current += value;
	else if (cjk && value < 10 && (sum->positional || (low < 10 && sum->words == 1)))
		sum->current = sum->current * 10 + value, sum->positional = true;
	else if (low % 10 == 0 && value < 10 && value > 0)
		sum->current += value;
	else if (sum->words == 1 && !sum->total && sum->current >= 10 && sum->current <= 20 &&
		 value >= 10 && value < 100)
		sum->current = sum->current * 100 + value;
	else
		return false;
	sum->words++;
	return true;
}

static bool is_cjk(const struct rt_date_reader *reader, const struct rt_date_token *token)
{
	return token->end > token->start &&
	       (unsigned char)reader->input->text[token->start] >= 0xe3;
}

/* "and", "-" or "y" between two number words. */
static bool joins_numbers(const struct rt_date_token *token)
{
	const struct rt_date_meaning *range = rt_date_means(token, RT_DATE_RANGE);
	return token->sign == '-' || (range && !strcmp(range->text, "and")) ||
	       rt_date_means(token, RT_DATE_NUMBER);
}

static bool number_in_words(
	const struct rt_date_reader *reader, int at, struct rt_date_number *number)
{
	struct sum sum = {0};
	int next = at;
	for (int i = at; i < reader->to; i++) {
		const struct rt_date_token *token = &reader->tokens->items[i];
		const struct rt_date_meaning *cardinal = rt_date_means(token, RT_DATE_NUMBER);
		const struct rt_date_meaning *ordinal = rt_date_means(token, RT_DATE_ORDINAL);
		const struct rt_date_meaning *word = cardinal ? cardinal : ordinal;
		if (!word && sum.words && joins_numbers(token) && i + 1 < reader->to)
			continue;
		if (!word || (ordinal && !cardinal && ordinal->value < 0 && sum.words))
			break;
		if (!sum_add(&sum, word->value, is_cjk(reader, token)))
			break;
		next = i + 1;
		if (!cardinal) {
			number->ordinal = true;
			break;
		}
	}
	if (!sum.words)
		return false;
	number->value = sum.total + sum.current;
	number->digits = 0;
	number->next = next;
	return true;
}

/* "1st", "14.", "3º", "2-е": an ordinal's ending behind the digits. */
static bool ordinal_ending(const struct rt_date_reader *reader, int at)
{
	static const char *const endings[] = {"st", "nd", "rd", "th", "er", "ère", "re", "ème",
		"eme", "e", "º", "ª", "o", "a", "ste", "de", "го", "е", "ое", "ого", "й", "го", "в",
		NULL};
	const struct rt_date_token *token = &reader->tokens->items[at];
	if (token->kind != RT_TOKEN_WORD || token->spaced)
		return false;
	size_t len = token->end - token->start;
	for (const char *const *ending = endings; *ending; ending++)
		if (strlen(*ending) == len &&
			!strncasecmp(reader->input->text + token->start, *ending, len))
			return true;
	return false;
}

bool rt_date_number_at(const struct rt_date_reader *reader, int at, struct rt_date_number *number)
{
	memset(number, 0, sizeof *number);
	if (at >= reader->to)
		return false;
	const struct rt_date_token *token = &reader->tokens->items[at];
	if (token->kind != RT_TOKEN_DIGITS)
		return number_in_words(reader, at, number);
	number->value = token->number;
	number->digits = token->digits;
	number->next = at + 1;
	if (at + 1 < reader->to && ordinal_ending(reader, at + 1)) {
		number->ordinal = true;
		number->next = at + 2;
	} else if (at + 2 < reader->to && reader->tokens->items[at + 1].sign == '-' &&
		   ordinal_ending(reader, at + 2)) {
		number->ordinal = true;
		number->next = at + 3;
	}
	return true;
}

/* ---- Hebrew numerals ------------------------------------------------------------------------ */

static int letter_value(uint32_t rune)
{
	static const struct {
		uint32_t rune;
		int value;
	} letters[] = {{0x5d0, 1}, {0x5d1, 2}, {0x5d2, 3}, {0x5d3, 4}, {0x5d4, 5}, {0x5d5, 6},
		{0x5d6, 7}, {0x5d7, 8}, {0x5d8, 9}, {0x5d9, 10}, {0x5db, 20}, {0x5da, 20},
		{0x5dc, 30}, {0x5de, 40}, {0x5dd, 40}, {0x5e0, 50}, {0x5df, 50}, {0x5e1, 60},
		{0x5e2, 70}, {0x5e4, 80}, {0x5e3, 80}, {0x5e6, 90}, {0x5e5, 90}, {0x5e7, 100},
		{0x5e8, 200}, {0x5e9, 300}, {0x5ea, 400}};
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (letters[i].rune == rune)
			return letters[i].value;
	return 0;
}

static bool is_geresh(uint32_t rune)
{
	return rune == '\'' || rune == '"' || rune == 0x5f3 || rune == 0x5f4 || rune == 0x2019 ||
	       rune == 0x201d || rune == 0x201c;
}

/* Letters add up from great to small; ה' in front counts thousands (ה'תשפ"ד), and a year without
 * it is of the sixth millennium. */
long rt_hebrew_numeral(const char *text, size_t len)
{
	long sum = 0, thousands = 0;
	int letters = 0;
	bool marked = false;
	for (size_t at = 0; at < len;) {
		uint32_t rune = rt_utf8_next(text, len, &at);
		int value = letter_value(rune);
		if (is_geresh(rune)) {
			marked = true;
			bool single = rune == '\'' || rune == 0x5f3 || rune == 0x2019;
			if (single && letters == 1 && at < len && sum < 10)
				thousands = sum * 1000, sum = 0, letters = 0;
			continue;
		}
		if (!value)
			return 0;
		if (letters == 1 && sum < 10 && value >= 100) /* התשפ"ג */
			thousands = sum * 1000, sum = 0;
		sum += value;
		letters++;
	}
	if (!letters || (!marked && letters > 1))
		return 0;
	return sum + thousands;
}
