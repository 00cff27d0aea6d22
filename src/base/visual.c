#include "base/visual.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

static bool is_hebrew(uint32_t rune)
{
	return rune >= 0x5d0 && rune <= 0x5ea;
}

static bool is_final(uint32_t rune)
{
	return rune == 0x5da || rune == 0x5dd || rune == 0x5df || rune == 0x5e3 || rune == 0x5e5;
}

bool rt_visual_is(const struct rt_str *text, size_t start)
{
	size_t opening = 0, closing = 0;
	uint32_t before = 0, last = 0;
	for (size_t at = start; at < text->len;) {
		uint32_t rune = rt_utf8_next(text->data, text->len, &at);
		bool starts = is_hebrew(rune) && !is_hebrew(last);
		/* A letter by itself is no word. */
		closing += !is_hebrew(rune) && is_final(last) && is_hebrew(before);
		if (starts && is_final(rune) && at < text->len) {
			size_t next = at;
			opening += is_hebrew(rt_utf8_next(text->data, text->len, &next));
		}
		before = last;
		last = rune;
	}
	closing += is_final(last) && is_hebrew(before);
	return opening > 1 && opening > 2 * closing;
}

static bool is_digit(uint32_t rune)
{
	return rune >= '0' && rune <= '9';
}

/* Of what is read from left to right. */
static bool is_left(uint32_t rune)
{
	return is_digit(rune) || (!is_hebrew(rune) && rt_rune_is_letter(rune));
}

static uint32_t mirrored(uint32_t rune)
{
	static const char pairs[] = "()[]{}<>";
	const char *at = rune && rune < 128 ? strchr(pairs, (int)rune) : NULL;
	return at ? (uint32_t)pairs[(at - pairs) ^ 1] : rune;
}

struct line {
	RT_VEC(uint32_t) runes;
};

static void turn_runes(uint32_t *runes, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		uint32_t kept = runes[i];
		runes[i] = runes[count - 1 - i];
		runes[count - 1 - i] = kept;
	}
}

/* Where the Latin words or the number that open at `at` end. Blanks join words, not numbers; a dot or a
 * colon within a number is a part of it. */
static size_t run_end(const struct line *line, size_t at)
{
	size_t end = at, count = line->runes.count;
	bool words = false;
	while (at < count && !is_hebrew(line->runes.items[at])) {
		uint32_t rune = line->runes.items[at++];
		words |= is_left(rune) && !is_digit(rune);
		if (is_left(rune))
			end = at;
		else if (!words && (rune == ' ' || rune == '\t'))
			break;
	}
	return end;
}

static void turn_line(struct line *line)
{
	turn_runes(line->runes.items, line->runes.count);
	for (size_t at = 0; at < line->runes.count;) {
		uint32_t *rune = &line->runes.items[at];
		size_t end = is_left(*rune) ? run_end(line, at) : at;
		if (end > at) {
			turn_runes(rune, end - at);
			at = end;
		} else {
			*rune = mirrored(*rune);
			at++;
		}
	}
}

void rt_visual_turn(struct rt_str *text, size_t start)
{
	struct rt_str out = RT_STR_INIT;
	struct line line = {0};
	for (size_t at = start; at < text->len;) {
		const char *from = text->data + at, *end = memchr(from, '\n', text->len - at);
		size_t len = end ? (size_t)(end - from) : text->len - at;
		size_t words = len && from[len - 1] == '\r' ? len - 1 : len;
		bool hebrew = false, html = memchr(from, '<', words) && memchr(from, '>', words);
		rt_vec_clear(&line.runes);
		for (size_t i = 0; i < words;) {
			uint32_t rune = rt_utf8_next(from, words, &i);
			hebrew |= is_hebrew(rune);
			rt_vec_push(&line.runes, rune);
		}
		if (hebrew && !html) {
			turn_line(&line);
			RT_VEC_FOREACH(rune, &line.runes)
				rt_str_append_rune(&out, *rune);
		} else {
			rt_str_append_n(&out, from, words);
		}
		rt_str_append_n(&out, from + words, len - words + (end != NULL));
		at += len + 1;
	}
	rt_str_truncate(text, start);
	rt_str_append_n(text, out.data, out.len);
	rt_str_release(&out);
	rt_vec_release(&line.runes);
}
