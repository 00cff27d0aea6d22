/*
 * Full dates: marks of one day that write out its day and its year in figures ("12.3.2019", "٥ مايو
 * ٢٠١٥", "2015年12月31日"), in whatever script and order, so that nothing has to be known of the
 * day on which they were written. What is told from another day, a feast, a month or a span is
 * none.
 *
 * "2/2013" and "2013年2月" write out no day, whatever day a set takes them for.
 *
 * A year is four figures in a row, two behind the second of two equal signs (5/6/13), or figures
 * before 年 or 년. Han numerals count as figures.
 */
#include "config.h" /* for memmem */

#include "eval/gold.h"

#include "base/utf8.h"

#include <string.h>

#define FIGURES 12 /* numbers looked at in a surface */

struct number {
	int figures;
	uint32_t before, behind; /* the runes on either side; 0 at an edge */
};

struct numbers {
	struct number items[FIGURES];
	size_t count;
};

static bool is_figure(uint32_t rune)
{
	static const uint32_t han[] = {0x3007, 0x96f6, 0x25cb, 0x4e00, 0x4e8c, 0x4e09, 0x56db,
		0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341};
	for (size_t i = 0; i < sizeof han / sizeof han[0]; i++)
		if (rune == han[i])
			return true;
	return rt_rune_is_digit(rune);
}

static void numbers_of(const char *text, size_t len, struct numbers *numbers)
{
	uint32_t before = 0;
	struct number *open = NULL;
	numbers->count = 0;
	for (size_t at = 0; at < len;) {
		uint32_t rune = rt_utf8_next(text, len, &at);
		bool figure = is_figure(rune);
		if (figure && !open && numbers->count < FIGURES) {
			open = &numbers->items[numbers->count++];
			*open = (struct number){.before = before};
		}
		if (figure && open)
			open->figures++;
		if (!figure && open) {
			open->behind = rune;
			open = NULL;
		}
		before = rune;
	}
}

static bool is_year(const struct numbers *numbers, size_t index)
{
	const struct number *number = &numbers->items[index];
	uint32_t sign = number->before;
	bool third = index >= 2 && number->figures == 2 && sign && strchr("/.-", (int)sign) &&
		     sign < 0x80 && numbers->items[index - 1].before == sign;
	return third || number->figures == 4 || number->behind == 0x5e74 ||
	       number->behind == 0xb144;
}

static bool is_day(const char *value)
{
	static const char shape[] = "0000-00-00";
	for (size_t i = 0; i < sizeof shape - 1; i++)
		if (shape[i] == '0' ? value[i] < '0' || value[i] > '9' : value[i] != shape[i])
			return false;
	return (!value[10] || value[10] == 'T' || value[10] == ' ') && !strchr(value, '/');
}

static bool is_letter(uint32_t rune)
{
	bool sign = rune < 0xc0 || (rune >= 0x2000 && rune < 0x2070);
	return !is_figure(rune) && (!sign || (rune | 32) - 'a' < 26);
}

/* How many of the numbers are a month's: the one of its word, or of a date that has no word. */
static size_t count_months(const char *text, size_t len)
{
	static const char *const words[] = {"月", "월", "tháng"};
	bool letters = false;
	for (size_t at = 0; at < len;)
		letters |= is_letter(rt_utf8_next(text, len, &at));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (memmem(text, len, words[i], strlen(words[i])))
			return 1;
	return letters ? 0 : 1;
}

static bool is_full(const struct rt_gold_document *document, const struct rt_gold_entity *entity)
{
	struct numbers numbers;
	if (strcmp(entity->type, "date") != 0 || !entity->values.count ||
		!is_day(entity->values.items[0]))
		return false;
	const char *surface = document->text + entity->start;
	numbers_of(surface, entity->end - entity->start, &numbers);
	size_t months = count_months(surface, entity->end - entity->start);
	for (size_t i = 0; i < numbers.count; i++)
		if (numbers.items[i].figures >= 8 ||
			(is_year(&numbers, i) && numbers.count > 1 + months))
			return true;
	return false;
}

void rt_gold_keep_full_dates(struct rt_gold *gold)
{
	RT_VEC_FOREACH (document, &gold->documents)
		RT_VEC_FOREACH (entity, &document->entities)
			if (!strcmp(entity->type, "date") && !is_full(document, entity))
				entity->type = "date-not-full";
}
