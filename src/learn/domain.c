/*
 * An address spells the name of its house:
 *
 *	ilse@quxvex.example, ona@haverstone-quist.example …
 *	… has Quxvex paid?  Haverstone Quist will …
 *
 * Words with capitals whose letters, joined, are the domain of an address in the same document name
 * the body behind it, where they are not words, places or someone's name.
 */
#include "learn/steps.h"

#include "base/map.h"

#include <ctype.h>
#include <string.h>

#define SHORTEST 4   /* letters of a label */
#define LONGEST 40   /* … */
#define MOST_WORDS 3 /* of a name that is written in one as a domain */

static const char rule[] = "spelt-in-address";
static const uint64_t domain_key = 0x2d0a1f59u; /* keys of their own */

/* Of a word that alone cannot tell a body from what else it is. */
#define WORDS_OF_ELSE                                                                              \
	(RT_WORD_NEVER | RT_WORD_COMMON_OWN | RT_WORD_PLACE | RT_WORD_GIVEN | RT_WORD_SURNAME |    \
		RT_WORD_DOUBTFUL | RT_WORD_ROLE | RT_WORD_JOB | RT_WORD_TAIL | RT_WORD_THING |     \
		RT_WORD_STREET | RT_WORD_NO_ACRONYM)

static uint64_t key_of(const char *letters, size_t len)
{
	return rt_key_add(domain_key, rt_hash(letters, len) | 1);
}

/* Does the part of a domain say of what kind it is: "com", "co.uk"? */
static bool is_kind(const char *part, size_t len)
{
	static const char kinds[][5] = {
		"com", "co", "org", "net", "gov", "ac", "edu", "gob", "gouv", "mil", "go", "or"};
	for (size_t i = 0; len < sizeof *kinds && i < sizeof kinds / sizeof *kinds; i++)
		if (!memcmp(kinds[i], part, len) && !kinds[i][len])
			return true;
	return false;
}

/* The part of a domain that someone chose: "quxvex" of "mail.quxvex.co.uk". -> its length, 0: none */
static size_t label_of(const char *domain, size_t len, const char **label_r)
{
	size_t end = len, start;
	for (int parts = 0; parts < 3 && end; parts++) {
		for (start = end; start && domain[start - 1] != '.'; start--)
			;
		if (parts && !is_kind(domain + start, end - start)) {
			*label_r = domain + start;
			return end - start;
		}
		end = start ? start - 1 : 0;
	}
	return 0;
}

/* -> was there a label to learn? */
static bool learn_domain(struct rt_known *known, const char *domain, size_t len)
{
	char letters[LONGEST];
	const char *label = NULL;
	size_t count = 0, label_len = label_of(domain, len, &label);
	for (size_t i = 0; i < label_len && count < LONGEST; i++)
		if (label[i] != '-')
			letters[count++] = (char)tolower((unsigned char)label[i]);
	if (count < SHORTEST || count == LONGEST)
		return false;
	rt_known_add(known, key_of(letters, count), RT_KNOWN_BODY);
	return true;
}

static bool learn_address(struct rt_known *known, const char *address, size_t len)
{
	const char *at = memchr(address, '@', len);
	size_t skip = at ? (size_t)(at - address) + 1 : 0;
	size_t rest = len - skip;
	const char *domain = address + skip;
	for (size_t i = 0; i < rest; i++)
		if (!isalnum((unsigned char)domain[i]) && domain[i] != '-' && domain[i] != '.')
			return false; /* a path, a name in quotes */
	return at && learn_domain(known, domain, rest);
}

static bool learn_domains(const struct rt_text *text, struct rt_known *known)
{
	bool any = false;
	RT_VEC_FOREACH (message, &text->document->messages)
		RT_VEC_FOREACH (participant, &message->participants)
			if (participant->address)
				any |= learn_address(known, participant->address,
					strlen(participant->address));
	for (size_t i = 0; i < text->count; i++)
		if (text->tokens[i].shape & RT_SHAPE_ADDRESS)
			any |= learn_address(known, text->document->text + text->tokens[i].start,
				text->tokens[i].end - text->tokens[i].start);
	return any;
}

/* "@QUXLEY", "/QUXLEY": a piece of an address. */
static bool in_address(const struct rt_text *text, size_t i)
{
	const char *bytes = text->document->text;
	uint32_t start = text->tokens[i].start, end = text->tokens[i].end;
	return (start && strchr("@/.", bytes[start - 1])) || (bytes[end] && strchr("@/", bytes[end]));
}

static bool is_open(const struct rt_text *text, size_t i)
{
	return rt_text_capital(text, i) && text->covered[i] == RT_COVER_FREE &&
	       !(text->tokens[i].shape & (RT_SHAPE_ADDRESS | RT_SHAPE_UNCASED)) &&
	       !in_address(text, i);
}

static bool goes_on(const struct rt_text *text, size_t i)
{
	return rt_text_joined(text, i) && !rt_text_opens(text, i + 1) && rt_text_capital(text, i + 1) &&
	       !(text->words[i + 1].flags & (RT_WORD_ROLE | RT_WORD_JOB | RT_WORD_FUNCTION));
}

/* One word must be strange; of several one must, or none may be a given name that opens them. */
static bool may_name(const struct rt_text *text, size_t first, size_t last)
{
	if (first == last)
		return !(text->words[first].flags & WORDS_OF_ELSE);
	return !(text->words[first].flags & (RT_WORD_GIVEN | RT_WORD_FUNCTION)) &&
	       !(text->words[last].flags & RT_WORD_NEVER);
}

/* No name begins behind another word with a capital. */
static bool may_begin(const struct rt_text *text, size_t i)
{
	return rt_text_capital(text, i) &&
	       !(i && rt_text_joined(text, i - 1) && rt_text_capital(text, i - 1) &&
		       !(text->words[i - 1].flags & RT_WORD_FUNCTION)) &&
	       is_open(text, i);
}

/* The last token of the words from here on whose letters are a domain's; count: none are. */
static size_t match(const struct rt_text *text, const struct rt_known *known, size_t first)
{
	char letters[LONGEST];
	size_t count = 0, best = text->count;
	for (size_t i = first; i < text->count && i < first + MOST_WORDS; i++) {
		struct rt_range word = {text->tokens[i].start, text->tokens[i].end};
		if (!is_open(text, i) || (i > first && !rt_text_joined(text, i - 1)) ||
			rt_text_in_file_name(text, word))
			break;
		for (uint32_t at = text->tokens[i].start; at < text->tokens[i].end; at++) {
			char byte = text->document->text[at];
			if (!isalnum((unsigned char)byte))
				continue;
			if (count == LONGEST)
				return best;
			letters[count++] = (char)tolower((unsigned char)byte);
		}
		if (count >= SHORTEST && rt_known_get(known, key_of(letters, count)) & RT_KNOWN_BODY &&
			may_name(text, first, i) && !goes_on(text, i))
			best = i;
	}
	return best;
}

void rt_learn_domains(struct rt_text *text, struct rt_known *known)
{
	if (text->technical || !text->letter || !learn_domains(text, known))
		return;
	for (size_t i = 0; i < text->count; i++) {
		size_t last = may_begin(text, i) ? match(text, known, i) : text->count;
		if (last < text->count)
			rt_text_add(text, i, last, "organisation", rule, 0.66);
	}
}
