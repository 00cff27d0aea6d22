/*
 * A candidate ends in a colon and bears a verb of the list, as its last word or before a name. Up to
 * four lines are put together, for mail programs break long ones. It is taken for what it looks like
 * where it tells a date or an address, or where quoted words follow.
 */
#include "doc/attribution.h"

#include "doc/address.h"
#include "doc/moment.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define MAX_LINES 4
#define MAX_BYTES 400

static bool ends_in_colon(const char *words, size_t len)
{
	return len > 3 && (words[len - 1] == ':' ||
				  (len > 4 && !memcmp(words + len - 3, "：", 3)));
}

static bool is_groupwise(const char *words, size_t len)
{
	return len > 12 && !memcmp(words, ">>> ", 4) && !memcmp(words + len - 3, ">>>", 3);
}

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n';
}

/* The next word of text from *at; false at the end. */
static bool next_word(const char *text, size_t len, size_t *at, size_t *start, size_t *end)
{
	while (*at < len && (is_space(text[*at]) || text[*at] == ','))
		++*at;
	*start = *at;
	while (*at < len && !is_space(text[*at]) && text[*at] != ',')
		++*at;
	*end = *at;
	return *end > *start;
}

struct verb {
	size_t start, end; /* in the joined text; end 0: none */
	int where;	   /* as rt_wrote_word */
};

/* The verb that decides: the last word, else the last one that may stand before a name. */
static struct verb find_verb(const struct rt_mail_words *words, const char *text, size_t len)
{
	struct verb found = {0};
	size_t body = len, at = 0, start, end;
	while (body && (text[body - 1] == ':' || is_space(text[body - 1])))
		body--;
	if (body > 2 && !memcmp(text + body - 3, "：", 3))
		body -= 3;
	while (next_word(text, body, &at, &start, &end)) {
		int where = rt_wrote_word(words, text + start, end - start);
		if (end == body && (where & 1))
			return (struct verb){start, end, 1};
		if (where & 2)
			found = (struct verb){start, end, 2};
	}
	return found;
}

static void join(const struct rt_lines *lines, size_t first, size_t end, struct rt_str *out)
{
	for (size_t i = first; i < end; i++) {
		size_t len;
		const char *words = rt_line_words(lines, i, &len);
		if (out->len)
			rt_str_append_char(out, ' ');
		rt_str_append_n(out, words, len);
	}
}

static bool opens(const struct rt_mail_words *words, const char *text, size_t len)
{
	size_t at = 0, start, end;
	if (len > 3 && (!memcmp(text, "---", 3) || !memcmp(text, "In ", 3)))
		return true;
	if (!next_word(text, len, &at, &start, &end))
		return false;
	/* Scripts that write the word together with the date: "ב-14". */
	bool joined = (unsigned char)text[start] >= 0xd7 && (unsigned char)text[start] <= 0xd9;
	return joined || rt_opener_word(words, text + start, end - start);
}

static bool quotes_follow(const struct rt_lines *lines, size_t end, uint16_t level)
{
	for (size_t i = end; i < lines->count && i < end + 4; i++)
		if (!lines->items[i].blank)
			return lines->items[i].level > level;
	return false;
}

static bool is_attribution(struct rt_arena *arena, const struct rt_lines *lines, size_t i,
	size_t end, const char *text, size_t len)
{
	struct rt_moment moment;
	size_t start, stop;
	struct verb verb = find_verb(lines->words, text, len);
	bool quoted = quotes_follow(lines, end, lines->items[i].level);
	if (!verb.end)
		return false;
	bool dated = rt_moment_find(lines->words, arena, text, len, RT_MOMENT_NEAR_NONE, &moment, &start, &stop);
	/* "He wrote on 14 May that …:" is a sentence: the words must open as such lines do. */
	if (dated && (opens(lines->words, text, len) || start < 8 || quoted))
		return true;
	if (memchr(text, '@', len) && (quoted || opens(lines->words, text, len)))
		return true;
	/* "ana@example.org wrote:" and nothing else. */
	const char *blank = memchr(text, ' ', len);
	if (blank && memchr(text, '@', (size_t)(blank - text)) &&
		verb.start <= (size_t)(blank - text) + 2)
		return true;
	return quoted && len < 120;
}

size_t rt_attribution_lines(struct rt_arena *arena, const struct rt_lines *lines, size_t i)
{
	uint16_t level = lines->items[i].level;
	size_t len;
	const char *words = rt_line_words(lines, i, &len);
	if (is_groupwise(words, len))
		return 1;
	if (lines->items[i].field && lines->items[i].field != RT_FIELD_OTHER)
		return 0;
	for (size_t n = 1; n <= MAX_LINES && i + n <= lines->count; n++) {
		const struct rt_line *line = &lines->items[i + n - 1];
		if (line->blank || line->level != level)
			return 0;
		words = rt_line_words(lines, i + n - 1, &len);
		if (len > MAX_BYTES)
			return 0;
		if (!ends_in_colon(words, len))
			continue;
		struct rt_str text = RT_STR_INIT;
		join(lines, i, i + n, &text);
		/* A line that stands above must belong to it. */
		bool found = text.len < MAX_BYTES && (n == 1 || opens(lines->words, text.data, text.len)) &&
			is_attribution(arena, lines, i, i + n, text.data, text.len);
		rt_str_release(&text);
		return found ? n : 0;
	}
	return 0;
}

/* Blanks out what is not the name, so that places stay. */
static void blank_out(struct rt_str *text, size_t start, size_t end)
{
	for (size_t i = start; i < end && i < text->len; i++)
		text->data[i] = ' ';
}

static void blank_message_id(struct rt_str *text)
{
	const char *angle = strchr(text->data, '<');
	if (strncasecmp(text->data, "in message", 10) && strncasecmp(text->data, "in article", 10))
		return;
	const char *close = angle ? strchr(angle, '>') : NULL;
	blank_out(text, 0, close ? (size_t)(close - text->data) + 1 : 10);
}

static bool is_edge(const char *text, size_t len)
{
	return len == 0 || memchr(" \t,:-*>", *text, 7) != NULL;
}

/* Small words, marks and openers at the edges of what is left. */
static void strip_edges(const struct rt_mail_words *words, const char *text, size_t *start, size_t *end)
{
	for (;;) {
		while (*start < *end && is_edge(text + *start, *end - *start))
			++*start;
		while (*end > *start && strchr(" \t,:-*", text[*end - 1]))
			--*end;
		size_t at = *start, from, to;
		if (!next_word(text, *end, &at, &from, &to) || !rt_opener_word(words, text + from, to - from))
			return;
		*start = to;
	}
}

/* The place of the name in the text, where it stands on one line. */
static struct rt_range find_range(
	const struct rt_lines *lines, size_t first, size_t end, const char *name)
{
	size_t len = strlen(name);
	for (size_t i = first; i < end; i++) {
		const struct rt_line *line = &lines->items[i];
		for (uint32_t at = line->from; at + len <= line->to; at++)
			if (!memcmp(lines->text + at, name, len))
				return (struct rt_range){at, at + (uint32_t)len};
	}
	return (struct rt_range){0, 0};
}

void rt_attribution_apply(struct rt_document *document, struct rt_message *message,
	const struct rt_lines *lines, size_t first, size_t end, int64_t near)
{
	struct rt_str text = RT_STR_INIT;
	size_t start = 0, stop = 0;
	join(lines, first, end, &text);
	struct verb verb = find_verb(lines->words, text.data, text.len);
	if (verb.end)
		blank_out(&text, verb.start, verb.end);
	blank_message_id(&text);
	if (rt_moment_find(lines->words, document->arena, text.data, text.len, near, &message->date, &start, &stop))
		blank_out(&text, start, stop);
	start = 0;
	stop = text.len;
	strip_edges(lines->words, text.data, &start, &stop);
	struct rt_address item = rt_address_parse(document->arena, text.data + start, stop - start);
	if (item.name && rt_pronoun_word(lines->words, item.name, strlen(item.name)))
		item.name = NULL;
	if (item.name || item.address) {
		const char *shown = item.name ? item.name : item.address;
		struct rt_participant participant = {
			.role = RT_ROLE_FROM,
			.field = "from",
			.name = item.name,
			.address = item.address,
			.raw = item.raw,
			.range = find_range(lines, first, end, shown),
		};
		rt_vec_push(&message->participants, participant);
	}
	rt_str_release(&text);
}
