#include "date/sentence.h"

#include "date/words.h"

#include <string.h>

static bool is_letter(char byte)
{
	return (byte | 32) >= 'a' && (byte | 32) <= 'z';
}

/* "p.m.", "U.S.", "Gov.", but not "ended." */
static bool is_short(const char *text, size_t len)
{
	size_t letters = 0;
	while (letters < len && is_letter(text[len - 1 - letters]))
		letters++;
	return letters == 1 || (letters && letters <= 3 && text[len - letters] < 'a');
}

static const bool stops[256] = {['.'] = true, ['!'] = true, ['?'] = true, [';'] = true, [':'] = true};

static inline bool is_stop(char byte)
{
	return stops[(unsigned char)byte];
}

/* A stop with white space behind it, but not in enron.com, 2.5, 11:00 or behind "p.m". Asked of every byte. */
static inline bool ends_at(const char *text, size_t at, size_t len)
{
	if (!is_stop(text[at]) || (at + 1 < len && !memchr(" \n\t\r\"'", text[at + 1], 6)))
		return false;
	return text[at] != '.' || !is_short(text, at);
}

bool rt_date_sentence_ends(const char *text, size_t at, size_t len)
{
	return ends_at(text, at, len);
}

/* Where the sentence begins that runs up to a place before the date. */
static size_t start_of(const struct rt_value_input *input, size_t end)
{
	const char *text = input->before;
	size_t from = end;
	while (from && !ends_at(text, from - 1, input->before_len) &&
		!(from > 1 && text[from - 1] == '\n' && text[from - 2] == '\n'))
		from--;
	return from;
}

/* Is the side of the date known? Then its line is told; else it is to be cut. */
static bool is_known(const struct rt_value_input *input, enum rt_date_side side, const char *text,
	size_t len, struct rt_date_line *words)
{
	if (!input->words || !text)
		return false;
	const struct rt_date_around *around = rt_date_words_around(input->words, side);
	if (around->text != text || around->len != len)
		return false;
	*words = around->line;
	return true;
}

static void note(const struct rt_value_input *input, enum rt_date_side side, const char *text, size_t len,
	const struct rt_date_line *words)
{
	if (!input->words)
		return;
	*rt_date_words_around(input->words, side) = (struct rt_date_around){text, len, *words};
}

void rt_date_sentence_before(const struct rt_value_input *input, struct rt_date_line *words)
{
	const char *text = input->before;
	size_t len = text ? input->before_len : 0;
	if (is_known(input, RT_SIDE_BEFORE, text, len, words))
		return;
	size_t from = text ? start_of(input, len) : 0;
	rt_date_line_cut(text ? text + from : "", len - from, words);
	note(input, RT_SIDE_BEFORE, text, len, words);
}

void rt_date_sentence_behind(const struct rt_value_input *input, struct rt_date_line *words)
{
	const char *text = input->behind;
	size_t len = text ? input->behind_len : 0, to = 0;
	if (is_known(input, RT_SIDE_BEHIND, text, len, words))
		return;
	while (to < len && !ends_at(text, to, len) && !(to && text[to] == '\n' && text[to - 1] == '\n'))
		to++;
	rt_date_line_cut(text ? text : "", to, words);
	note(input, RT_SIDE_BEHIND, text, len, words);
}

bool rt_date_sentence_of_list(const struct rt_value_input *input, struct rt_date_line *words)
{
	size_t end = input->before_len;
	bool parted = false;
	while (end && strchr(" \n\t?*->", input->before[end - 1])) {
		parted |= input->before[end - 1] == '\n';
		end--;
	}
	if (!parted || !end || input->before[end - 1] != ':')
		return false;
	size_t from = start_of(input, end - 1);
	rt_date_line_cut(input->before + from, end - 1 - from, words);
	return true;
}
