#include "resolve/mailbox.h"

#include "resolve/misread.h"

#include <string.h>

#define MIN_JOINED 8 /* letters of words written in one that are taken apart */

static bool starts(const char *text, const char *prefix)
{
	return !strncmp(text, prefix, strlen(prefix));
}

/* Lower case, without what wraps an address. */
static void tidy(struct rt_str *out, const char *text, size_t len)
{
	static const char junk[] = " \t\r\n<>'\"`,;()[]";
	while (len && strchr(junk, text[len - 1]))
		len--;
	while (len && strchr(junk, *text))
		text++, len--;
	bool has_sign = memchr(text, '@', len) != NULL;
	for (size_t i = 0; i < len; i++) {
		char c = text[i];
		if (!has_sign && rt_misread_sign(text + i, len - i))
			c = '@', i++;
		if (c != '\'' && c != '"' && c != ' ' && c != '\n')
			rt_str_append_char(out, (char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
		else if (c == '\'')
			rt_str_append_char(out, c);
	}
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "imceanotes-+22tom+22+40enron@…": +XX is a byte, the rest stands for itself; "_" is "/". */
static const char *unpack_gateway(struct rt_arena *arena, const char *local, size_t len)
{
	const char *dash = memchr(local, '-', len);
	if (!dash)
		return NULL;
	struct rt_str inner = RT_STR_INIT;
	for (const char *at = dash + 1; at < local + len; at++) {
		if (*at == '+' && at + 2 < local + len && hex(at[1]) >= 0 && hex(at[2]) >= 0) {
			rt_str_append_char(&inner, (char)(hex(at[1]) * 16 + hex(at[2])));
			at += 2;
		} else {
			rt_str_append_char(&inner, *at == '_' ? '/' : *at);
		}
	}
	const char *kept = inner.len ? rt_arena_strndup(arena, inner.data, inner.len) : NULL;
	rt_str_release(&inner);
	return kept;
}

/* Whether the domain or what it is part of is a provider's. */
static bool is_freemail(const struct rt_lexicon *lexicon, const char *domain)
{
	for (const char *at = domain; at; at = strchr(at, '.')) {
		at += *at == '.';
		if (rt_lexicon_has(lexicon, RT_WORD_FREEMAIL, at))
			return true;
	}
	return false;
}

/* The label that was registered: second from the end, third where the second is "co", "com", … */
static const char *house_of(struct rt_arena *arena, const char *domain)
{
	const char *labels[16];
	size_t lens[16], count = 0;
	for (const char *at = domain; *at && count < 16;) {
		size_t len = strcspn(at, ".");
		if (len) {
			labels[count] = at;
			lens[count++] = len;
		}
		at += len + (at[len] == '.');
	}
	if (!count)
		return "";
	size_t own = count > 1 ? count - 2 : 0;
	static const char *const seconds[] = {"co", "com", "org", "ac", "gov", "net", "edu", "gob",
		"gouv", "or", "ne", "go", "muni", "k12", "state", "nhs"};
	for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++)
		if (own && count > 2 && lens[count - 1] == 2 && lens[own] == strlen(seconds[i]) &&
			!strncmp(labels[own], seconds[i], lens[own])) {
			own--;
			break;
		}
	return rt_arena_strndup(arena, labels[own], lens[own]);
}

static enum rt_name_kind sort_of_word(const struct rt_lexicon *lexicon, const char *word)
{
	if (rt_lexicon_has(lexicon, RT_WORD_MACHINE, word))
		return RT_NAME_MACHINE;
	if (rt_lexicon_has(lexicon, RT_WORD_LIST, word))
		return RT_NAME_LIST;
	if (rt_lexicon_has(lexicon, RT_WORD_ROLE, word))
		return RT_NAME_ROLE;
	return RT_NAME_NONE;
}

/* The same with each of . _ - read as a dot. */
static bool is_nobody(struct rt_arena *arena, const struct rt_lexicon *lexicon, const char *local)
{
	char *dotted = rt_arena_strdup(arena, local);
	for (char *at = dotted; *at; at++)
		if (*at == '_' || *at == '-' || *at == ' ')
			*at = '.';
	return rt_lexicon_has(lexicon, RT_WORD_NOBODY, dotted);
}

/* "officeofthechairman": words of offices in one. Takes the longest word first; the words are appended
 * with blanks. */
static bool cut_words(const struct rt_lexicon *lexicon, const char *text, struct rt_str *words, bool *role)
{
	static const char *const small[] = {"of", "the", "and", "for"};
	if (!*text || (*text >= '0' && *text <= '9'))
		return *role;
	for (size_t len = strlen(text); len >= 2; len--) {
		char word[32];
		if (len >= sizeof word)
			continue;
		memcpy(word, text, len);
		word[len] = '\0';
		bool office = len > 3 && rt_lexicon_has(lexicon, RT_WORD_ROLE, word);
		bool known = office || (len > 3 && rt_lexicon_has(lexicon, RT_WORD_TITLE, word));
		for (size_t i = 0; i < sizeof small / sizeof *small; i++)
			known = known || !strcmp(word, small[i]);
		size_t before = words->len;
		bool had = *role;
		*role |= office;
		rt_str_appendf(words, "%s%s", before ? " " : "", word);
		if (known && cut_words(lexicon, text + len, words, role))
			return true;
		rt_str_truncate(words, before);
		*role = had;
	}
	return false;
}

static enum rt_name_kind sort_of(struct rt_arena *arena, const struct rt_lexicon *lexicon,
	const char *local, const char *domain)
{
	if (is_nobody(arena, lexicon, local))
		return RT_NAME_NOBODY;
	enum rt_name_kind sort = sort_of_word(lexicon, local);
	/* "40enron" is what is left of "+40enron", an @ that a gateway packed and a writer broke. */
	if (hex(local[0]) >= 0 && local[0] <= '9' && local[0] && hex(local[1]) >= 0 &&
		!strncmp(domain, local + 2, strlen(local + 2)) && strlen(local) > 4)
		return RT_NAME_NOBODY;
	for (const char *at = local; *at && sort == RT_NAME_NONE;) {
		size_t len = strcspn(at, "._-+0123456789");
		if (len)
			sort = sort_of_word(lexicon, rt_arena_strndup(arena, at, len));
		at += len + (at[len] != '\0');
	}
	for (const char *at = domain; *at && sort == RT_NAME_NONE;) {
		size_t len = strcspn(at, ".");
		if (len && rt_lexicon_has(lexicon, RT_WORD_LIST, rt_arena_strndup(arena, at, len)) &&
			len > 4)
			sort = RT_NAME_LIST;
		at += len + (at[len] != '\0');
	}
	return sort;
}

static void parse_smtp(struct rt_arena *arena, const struct rt_lexicon *lexicon, const char *key,
	const char *at, struct rt_mailbox *mailbox)
{
	size_t len = (size_t)(at - key);
	const char *percent = memchr(key, '%', len);
	const char *domain = at + 1;
	struct rt_str bare = RT_STR_INIT;
	mailbox->kind = RT_MAILBOX_SMTP;
	if (starts(key, "imcea"))
		mailbox->inner = unpack_gateway(arena, key, len);
	if (percent) {
		domain = rt_arena_strndup(arena, percent + 1, (size_t)(at - percent) - 1);
		len = (size_t)(percent - key);
	}
	rt_latin_bare(&bare, key, len);
	mailbox->local = rt_arena_strndup(arena, bare.data, bare.len);
	mailbox->house = is_freemail(lexicon, domain) ? "" : house_of(arena, domain);
	mailbox->sort = mailbox->inner ? RT_NAME_NONE : sort_of(arena, lexicon, mailbox->local, domain);
	bool role = false;
	rt_str_clear(&bare);
	if (mailbox->sort == RT_NAME_NONE && strlen(mailbox->local) >= MIN_JOINED &&
		cut_words(lexicon, mailbox->local, &bare, &role)) {
		mailbox->sort = RT_NAME_ROLE;
		mailbox->local = rt_arena_strndup(arena, bare.data, bare.len);
	}
	rt_str_release(&bare);
}

/* The directory's last CN is what its mailbox is called. */
static void parse_directory(struct rt_arena *arena, const char *key, struct rt_mailbox *mailbox)
{
	const char *last = key, *house = strstr(key, "/o=");
	for (const char *at = key; (at = strstr(at, "cn=")); at += 3)
		last = at + 3;
	mailbox->kind = RT_MAILBOX_DIRECTORY;
	mailbox->local = rt_arena_strdup(arena, last);
	mailbox->house = house ? rt_arena_strndup(arena, house + 3, strcspn(house + 3, "/ ")) : "";
	if (starts(last, "mbx"))
		mailbox->sort = RT_NAME_ROLE;
}

void rt_mailbox_parse(struct rt_arena *arena, const struct rt_lexicon *lexicon, const char *text,
	size_t len, struct rt_mailbox *mailbox_r)
{
	*mailbox_r = (struct rt_mailbox){.key = "", .local = "", .house = ""};
	struct rt_str key = RT_STR_INIT;
	tidy(&key, text, len);
	const char *sign = memchr(text, '@', len), *blank = memchr(text, ' ', len);
	bool notes = sign && blank && blank < sign && !memchr(text, '=', len); /* "Ken Lay@ACME" */
	size_t skip = starts(key.data, "smtp:") ? 5 : starts(key.data, "mailto:") ? 7 : 0;
	const char *kept = rt_arena_strdup(arena, key.data + skip);
	const char *at = strrchr(kept, '@');
	rt_str_release(&key);
	/* "mark@acme.com@SMTP@ENRON": the houses of gateways behind a whole address */
	while (at && !strchr(at, '.') && memchr(kept, '@', (size_t)(at - kept))) {
		kept = rt_arena_strndup(arena, kept, (size_t)(at - kept));
		at = strrchr(kept, '@');
	}
	mailbox_r->key = kept;
	if (strstr(kept, "/cn=") || starts(kept, "/o="))
		parse_directory(arena, kept, mailbox_r);
	else if (!notes && at && at > kept && at[1] && !memchr(kept, '/', (size_t)(at - kept)))
		parse_smtp(arena, lexicon, kept, at, mailbox_r);
}
