#include "doc/forwarded.h"

#include "doc/address.h"
#include "doc/mail_words.h"
#include "doc/moment.h"

#include <string.h>

#define MAX_NAME 160

/* A small word before the date: "on", "am", "le", "el" … */
static size_t without_last_small_word(const char *text, size_t len)
{
	size_t start = len;
	while (start && text[start - 1] != ' ')
		start--;
	if (!start || len - start > 3)
		return len;
	while (start && text[start - 1] == ' ')
		start--;
	return start;
}

void rt_forwarded_apply(struct rt_document *document, struct rt_message *message,
	const struct rt_lines *lines, size_t i, size_t end)
{
	struct rt_str text = RT_STR_INIT;
	struct rt_moment moment;
	size_t start, stop, at, after;
	for (size_t line = i; line < end; line++) {
		size_t len;
		const char *words = rt_line_words(lines, line, &len);
		if (text.len)
			rt_str_append_char(&text, ' ');
		rt_str_append_n(&text, words, len);
	}
	if (!rt_phrase_find(lines->words, RT_PHRASE_FORWARDED_BY, text.data, text.len, &start, &stop) ||
		!rt_moment_find(lines->words, document->arena, text.data + stop, text.len - stop,
			RT_MOMENT_NEAR_NONE, &moment, &at, &after) ||
		!at || at > MAX_NAME)
		goto out;
	const char *name = text.data + stop;
	while (at && strchr(" \t,-", name[at - 1]))
		at--;
	at = without_last_small_word(name, at);
	struct rt_address item = rt_address_parse(document->arena, name, at);
	struct rt_participant participant = {.role = RT_ROLE_SENDER, .field = "forwarded-by",
		.name = item.name, .address = item.address, .raw = item.raw};
	if (item.name || item.address)
		rt_vec_push(&message->participants, participant);
out:
	rt_str_release(&text);
}
