#include "doc/sender.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define MAX_WORDS 4

static bool is_letter_byte(char byte)
{
	return isalpha((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

static void add_parts(struct rt_sender *sender, const char *text, size_t len)
{
	struct rt_str bare = RT_STR_INIT;
	rt_utf8_bare(&bare, text, len);
	for (size_t at = 0; at < bare.len;) {
		while (at < bare.len && !is_letter_byte(bare.data[at]))
			at++;
		size_t start = at;
		while (at < bare.len && is_letter_byte(bare.data[at]))
			at++;
		if (at > start && sender->count < 64) {
			struct rt_sender_part part = {rt_strndup(bare.data + start, at - start)};
			rt_vec_push(sender, part);
		}
	}
	rt_str_release(&bare);
}

void rt_sender_names(struct rt_sender *sender, const struct rt_message *message, bool from)
{
	*sender = (struct rt_sender){0};
	RT_VEC_FOREACH(participant, &message->participants)
	{
		bool to = participant->role == RT_ROLE_TO || participant->role == RT_ROLE_CC;
		if (from ? participant->role != RT_ROLE_FROM : !to)
			continue;
		if (participant->name)
			add_parts(sender, participant->name, strcspn(participant->name, "/<@("));
		if (participant->address && *participant->address != '/')
			add_parts(sender, participant->address, strcspn(participant->address, "@/"));
	}
}

void rt_sender_release(struct rt_sender *sender)
{
	RT_VEC_FOREACH(part, sender)
		rt_free(part->bare);
	rt_vec_release(sender);
}

/* The same, or one is the beginning of the other, three letters at least. */
static bool is_part(const struct rt_sender *sender, const char *word, size_t len)
{
	for (size_t i = 0; i < sender->count; i++) {
		const char *part = sender->items[i].bare;
		size_t part_len = strlen(part), common = part_len < len ? part_len : len;
		if (memcmp(part, word, common))
			continue;
		if (part_len == len || (common >= 3 && (len < part_len || len - part_len < 3)))
			return true;
	}
	return false;
}

static bool is_initial(const struct rt_sender *sender, char letter)
{
	for (size_t i = 0; i < sender->count; i++)
		if (sender->items[i].bare[0] == letter)
			return true;
	return false;
}

/* Two or three letters, each the first of a name. */
static bool are_initials(const struct rt_sender *sender, const char *word, size_t len)
{
	if (len < 2 || len > 3)
		return false;
	for (size_t i = 0; i < len; i++)
		if (!is_initial(sender, word[i]))
			return false;
	return true;
}

/* Academic and family suffixes, and marks around, are no words. */
static bool is_suffix(const char *word, size_t len)
{
	static const char *const words[] = {"jr", "sr", "ii", "iii", "phd", "esq", "md", "dr", "mr",
		"mrs", "ms", "prof", NULL};
	for (const char *const *known = words; *known; known++)
		if (strlen(*known) == len && !memcmp(*known, word, len))
			return true;
	return false;
}

bool rt_sender_matches(const struct rt_sender *sender, const char *words, size_t len)
{
	if (!sender->count || !len || len > 50)
		return false;
	struct rt_str bare = RT_STR_INIT;
	size_t total = 0, named = 0;
	bool fits = true, initials = false;
	rt_utf8_bare(&bare, words, len);
	for (size_t at = 0; at < bare.len && fits;) {
		size_t start = at;
		while (at < bare.len && is_letter_byte(bare.data[at]))
			at++;
		size_t word = at - start;
		if (!word) {
			fits = !isdigit((unsigned char)bare.data[at]) && bare.data[at] != '@' &&
				bare.data[at] != '?' && bare.data[at] != ':';
			at++;
			continue;
		}
		if (is_suffix(bare.data + start, word))
			continue;
		total++;
		if (word >= 2 && is_part(sender, bare.data + start, word))
			named++;
		else if (are_initials(sender, bare.data + start, word))
			initials = true;
		else
			fits = word == 1 && is_initial(sender, bare.data[start]);
	}
	/* "M.C." and "M" are single letters. */
	if (fits && total && total <= 3 && !named && !initials)
		initials = total >= 2 || bare.len <= 2;
	rt_str_release(&bare);
	return fits && total <= MAX_WORDS && (named || (initials && total <= 3));
}

bool rt_sender_shares_family(const struct rt_sender *sender, const char *words, size_t len)
{
	size_t start = len, blanks = 0;
	while (start && is_letter_byte(words[start - 1]))
		start--;
	for (size_t i = 0; i < start; i++)
		blanks += words[i] == ' ';
	if (len - start < 4 || !start || !blanks || blanks > 2)
		return false;
	struct rt_str bare = RT_STR_INIT;
	rt_utf8_bare(&bare, words + start, len - start);
	bool shared = is_part(sender, bare.data, bare.len);
	rt_str_release(&bare);
	return shared;
}

bool rt_sender_has_local(const struct rt_sender *sender, const char *local, size_t len)
{
	for (size_t i = 0; i < sender->count; i++)
		if (strlen(sender->items[i].bare) == len &&
			!strncasecmp(sender->items[i].bare, local, len))
			return true;
	return false;
}
