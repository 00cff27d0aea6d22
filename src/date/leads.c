#include "date/leads.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

#define LEADS 4096

struct rt_date_leads {
	uint64_t words[LEADS / 64]; /* by hash: entries of one word */
	uint64_t pairs[LEADS / 64]; /* by hash of the first two: entries of more */
};

/* ---- lines ---------------------------------------------------------------------------------- */

static bool is_letter(char byte)
{
	return (byte & 0x80) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       byte == '\'';
}

/* Of the letters that it begins with: what follows may be written in several ways, "won’t". */
static uint32_t hash_of(const char *text, size_t len)
{
	uint32_t hash = 2166136261u;
	size_t at = 0;
	while (at < len && (text[at] | 32) >= 'a' && (text[at] | 32) <= 'z')
		hash = (hash ^ (unsigned char)(text[at++] | 32)) * 16777619u;
	return at ? hash | 1 : 0;
}

static bool is_ascii(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] & 0x80)
			return false;
	return true;
}

void rt_date_line_cut(const char *text, size_t len, struct rt_date_line *line)
{
	line->text = text;
	line->count = 0;
	for (size_t at = 0; at < len && line->count < RT_DATE_LINE_WORDS;) {
		while (at < len && !is_letter(text[at]))
			at++;
		size_t start = at;
		while (at < len && is_letter(text[at]))
			at++;
		if (at == start)
			continue;
		size_t word = line->count++;
		line->starts[word] = start;
		line->ends[word] = at;
		line->hashes[word] =
			is_ascii(text + start, at - start) ? hash_of(text + start, at - start) : 0;
	}
}

/* ---- what entries begin with ---------------------------------------------------------------- */

static size_t place_of(uint32_t hash)
{
	return (hash ^ hash >> 16) % LEADS;
}

static size_t place_of_pair(const uint32_t hashes[2])
{
	return place_of(hashes[0] * 0x9e3779b1u ^ hashes[1]);
}

static bool has_bit(const uint64_t *bits, size_t place)
{
	return bits[place / 64] >> place % 64 & 1;
}

static void set_bit(uint64_t *bits, size_t place)
{
	bits[place / 64] |= UINT64_C(1) << place % 64;
}

void rt_date_lean_list(char name[RT_DATE_LIST_NAME], const char *class, const char *lang)
{
	size_t len = strlen(class);
	memcpy(name, class, len);
	memcpy(name + len, lang && strlen(lang) >= 2 ? lang : "en", 2);
	strcpy(name + len + 2, "-more");
}

struct gathering {
	struct rt_date_leads *leads;
	char lists[4][RT_DATE_LIST_NAME];
};

static bool wanted(const void *context, const char *list)
{
	const struct gathering *in = context;
	for (size_t i = 0; i < 4; i++)
		if (!strcmp(list, in->lists[i]))
			return true;
	return false;
}

/* As text in ASCII would have it; other text is asked for anyway. */
static void gather(void *context, const char *entry)
{
	struct gathering *in = context;
	struct rt_str bare = RT_STR_INIT;
	struct rt_date_line line;
	uint32_t hashes[2] = {0};
	rt_utf8_bare(&bare, entry, strlen(entry));
	rt_date_line_cut(bare.data, bare.len, &line);
	for (size_t i = 0; i < line.count && i < 2; i++)
		hashes[i] = hash_of(bare.data + line.starts[i], line.ends[i] - line.starts[i]);
	if (line.count > 1)
		set_bit(in->leads->pairs, place_of_pair(hashes));
	else
		set_bit(in->leads->words, place_of(hashes[0]));
	rt_str_release(&bare);
}

struct rt_date_leads *rt_date_leads_new(const struct rt_value_input *input)
{
	struct gathering in = {.leads = rt_alloc_zero(1, sizeof *in.leads)};
	const struct rt_value_entries asked = {wanted, gather, &in};
	static const char *const classes[] = {RT_DATE_AHEAD, RT_DATE_GONE, RT_DATE_NEAR, RT_DATE_PLAN};
	for (size_t i = 0; i < 4; i++)
		rt_date_lean_list(in.lists[i], classes[i], input->lang);
	if (input->entries && input->entries(input->context, &asked))
		return in.leads;
	rt_date_leads_free(in.leads);
	return NULL;
}

void rt_date_leads_free(struct rt_date_leads *leads)
{
	rt_free(leads);
}

bool rt_date_leads_to(const struct rt_date_leads *leads, const struct rt_date_line *line, size_t word,
	size_t more)
{
	const uint32_t *hashes = line->hashes + word;
	if (!leads || !hashes[0] || (more && !hashes[1]))
		return true;
	return more ? has_bit(leads->pairs, place_of_pair(hashes))
		    : has_bit(leads->words, place_of(hashes[0]));
}
