#include "config.h" /* for memmem */

#include "learn/party.h"

#include "base/utf8.h"
#include "learn/lexical.h"
#include "words/token.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool in_list(const struct rt_ruleset *rules, const char *list, const char *word, size_t len)
{
	return rt_ruleset_lookup(rules, list, word, len) != NULL;
}

static bool is_word_end(const char *name, size_t len, size_t at)
{
	char byte = name[at];
	return byte == ' ' || byte == ',' || byte == '\t' || byte == '\n' ||
	       (byte == '"' && !rt_utf8_is_gershayim(name, len, at));
}

/* "Souza, Ana (Legal Dept.)": where the name ends. */
static size_t name_len(const char *name, size_t len)
{
	const char *bracket = memchr(name, '(', len);
	return bracket && bracket > name && bracket[-1] == ' ' && name[len - 1] == ')'
		       ? (size_t)(bracket - name)
		       : len;
}

/* Cuts at blanks and commas; false where there are too many words or signs of an address. */
static bool cut(const char *name, size_t len, struct rt_party_name *out, size_t *comma_r)
{
	*comma_r = 0;
	for (size_t at = 0; at < len;) {
		if (is_word_end(name, len, at)) {
			if (name[at] == ',' && !*comma_r)
				*comma_r = out->count;
			at++;
			continue;
		}
		size_t end = at;
		while (end < len && !is_word_end(name, len, end)) {
			if (memchr("@/<>:=_()[]&0123456789", name[end], 22))
				return false;
			end++;
		}
		if (out->count == sizeof out->words / sizeof *out->words)
			return false;
		out->words[out->count] = name + at;
		out->lens[out->count++] = end - at;
		at = end;
	}
	return out->count > 0;
}

static bool is_initial(const char *word, size_t len)
{
	size_t at = 0;
	if (!len || !rt_rune_is_upper(rt_utf8_next(word, len, &at)))
		return false;
	return at == len || (at + 1 == len && word[at] == '.');
}

static bool begins_capital(const char *word, size_t len)
{
	size_t at = 0;
	uint32_t rune = rt_utf8_next(word, len, &at);
	return rt_rune_is_upper(rune) || (rt_rune_is_letter(rune) && !rt_rune_is_lower(rune));
}

static bool is_particle(const struct rt_ruleset *rules, const char *word, size_t len)
{
	return in_list(rules, "particle", word, len);
}

/* "QX Operations", "HVF Energy News": letters before words say whose desk or list it is. Two letters may
 * be initials. */
static bool begins_with_letters(const struct rt_ruleset *rules, const struct rt_party_name *name)
{
	const char *first = name->words[0], *last = name->words[name->count - 1];
	size_t len = name->lens[0], last_len = name->lens[name->count - 1];
	if (name->count < 2 || name->surname_first || len < 3 || last_len < 2 || is_initial(last, last_len))
		return false;
	for (size_t i = 0; i < len; i++)
		if (first[i] < 'A' || first[i] > 'Z')
			return false;
	return last[1] >= 'a' && last[1] <= 'z' && !in_list(rules, "given", first, len) &&
	       !in_list(rules, "surname", last, last_len) && !in_list(rules, "given", last, last_len);
}

/* Does any word say that this is a body, a list or a role? Does any say that it is a person? */
static bool is_personal(const struct rt_ruleset *rules, const struct rt_party_name *name)
{
	bool telling = name->surname_first;
	size_t long_words = 0;
	if (begins_with_letters(rules, name))
		return false;
	for (size_t i = 0; i < name->count; i++) {
		const char *word = name->words[i];
		size_t len = name->lens[i];
		if (is_initial(word, len) || is_particle(rules, word, len))
			continue;
		if (!begins_capital(word, len))
			return false;
		bool given = in_list(rules, "given", word, len);
		bool listed = given || in_list(rules, "surname", word, len);
		bool opens_body = !i && !given && (in_list(rules, "org-of/he", word, len) ||
							  in_list(rules, "org-of/ar", word, len));
		if (opens_body)
			return false;
		if (!listed && (in_list(rules, "legal-form", word, len) ||
				       in_list(rules, "org-tail", word, len) ||
				       in_list(rules, "none-word", word, len) ||
				       in_list(rules, "function", word, len)))
			return false;
		if (given || (listed && i == name->surname) ||
			!in_list(rules, "common/en", word, len))
			telling = true;
		long_words++;
	}
	if (name->count == 1)
		return in_list(rules, "given", name->words[0], name->lens[0]) &&
		       !in_list(rules, "common/en", name->words[0], name->lens[0]);
	return telling && long_words > 0;
}

static void drop_suffix(const struct rt_ruleset *rules, struct rt_party_name *name)
{
	while (name->count > 2 && in_list(rules, "name-suffix", name->words[name->count - 1],
					  name->lens[name->count - 1]))
		name->count--;
}

static bool has_gershayim(const char *word, size_t len)
{
	return memchr(word, '"', len) || memmem(word, len, "״", strlen("״"));
}

/* "Don" is a given name; lists know דר as well, but ד"ר is no one's. */
bool rt_party_is_title(const struct rt_ruleset *rules, const char *word, size_t len)
{
	return in_list(rules, "honorific", word, len) &&
	       (has_gershayim(word, len) || !in_list(rules, "given", word, len));
}

/* "Dr. Ana Souza", "Dr. Souza, Ana": how many words are titles. */
static size_t drop_titles(const struct rt_ruleset *rules, struct rt_party_name *name)
{
	size_t titles = 0;
	while (titles + 1 < name->count &&
		rt_party_is_title(rules, name->words[titles], name->lens[titles]))
		titles++;
	name->count -= titles;
	memmove(name->words, name->words + titles, name->count * sizeof *name->words);
	memmove(name->lens, name->lens + titles, name->count * sizeof *name->lens);
	return titles;
}

bool rt_party_split(
	const struct rt_ruleset *rules, const char *name, size_t len, struct rt_party_name *name_r)
{
	size_t comma;
	*name_r = (struct rt_party_name){0};
	if (!cut(name, name_len(name, len), name_r, &comma))
		return false;
	size_t titles = drop_titles(rules, name_r);
	comma = comma > titles ? comma - titles : 0;
	drop_suffix(rules, name_r);
	name_r->surname_first = comma > 0 && comma < name_r->count;
	name_r->surname = name_r->surname_first ? comma - 1 : name_r->count - 1;
	return is_personal(rules, name_r);
}

static uint64_t key_of(struct rt_str *folded, const char *word, size_t len)
{
	rt_str_clear(folded);
	rt_token_fold(folded, word, len);
	return rt_word_key(folded->data, folded->len);
}

struct party_words {
	const struct rt_ruleset *rules;
	void (*found)(void *context, uint64_t key, bool surname);
	void *context;
	struct rt_str folded;
};

static void words_of_name(struct party_words *in, const char *name)
{
	struct rt_party_name parts;
	if (!rt_party_split(in->rules, name, strlen(name), &parts))
		return;
	for (size_t i = 0; i < parts.count; i++) {
		if (is_initial(parts.words[i], parts.lens[i]) ||
			is_particle(in->rules, parts.words[i], parts.lens[i]))
			continue;
		in->found(in->context, key_of(&in->folded, parts.words[i], parts.lens[i]),
			parts.count > 1 && i == parts.surname);
	}
}

/* "heather.dunton@…", where the list of given names has the first part. */
static void words_of_address(struct party_words *in, const char *address)
{
	size_t len = strcspn(address, "@");
	const char *sign = memchr(address, '.', len);
	if (!sign)
		sign = memchr(address, '_', len);
	if (!sign || (size_t)(sign - address) < 3 || address + len - sign < 4)
		return;
	const char *last = sign + 1;
	size_t last_len = len - (size_t)(last - address);
	if (strspn(last, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-'") < last_len ||
		!in_list(in->rules, "given", address, (size_t)(sign - address)))
		return;
	in->found(in->context, key_of(&in->folded, address, (size_t)(sign - address)), false);
	in->found(in->context, key_of(&in->folded, last, last_len), true);
}

void rt_parties_each_word(const struct rt_ruleset *rules, const struct rt_document *document,
	void (*found)(void *context, uint64_t key, bool surname), void *context)
{
	struct party_words in = {rules, found, context, RT_STR_INIT};
	RT_VEC_FOREACH (message, &document->messages)
		RT_VEC_FOREACH (participant, &message->participants) {
			if (participant->name)
				words_of_name(&in, participant->name);
			if (participant->address)
				words_of_address(&in, participant->address);
		}
	rt_str_release(&in.folded);
}

#define LONGEST_NAME 200 /* bytes; what is longer is no one's, and would be looked for in vain everywhere */

/* The bytes of text that print the name, or 0: scanning puts blanks in, and some printed headers have
 * "Souza ; Ana" for "Souza, Ana". */
static size_t printed_as(const char *text, size_t len, const char *name)
{
	size_t at = 0;
	for (; *name; name++) {
		if (isspace((unsigned char)*name))
			continue;
		while (at && at < len && isspace((unsigned char)text[at]))
			at++;
		if (at == len || (text[at] != *name && !(*name == ',' && text[at] == ';')))
			return 0;
		at++;
	}
	return at;
}

struct rt_range rt_party_range(
	const struct rt_document *document, const struct rt_participant *participant)
{
	struct rt_range none = {0, 0}, range = participant->range;
	if (!participant->name || !*participant->name || range.end <= range.start)
		return none;
	const char *name = participant->name;
	if (strlen(name) > LONGEST_NAME)
		return none;
	for (uint32_t at = range.start; at < range.end; at++) {
		size_t len = printed_as(document->text + at, range.end - at, name);
		if (len)
			return (struct rt_range){at, at + (uint32_t)len};
	}
	return none;
}
