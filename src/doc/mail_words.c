#include "doc/mail_words.h"

#include "base/mem.h"
#include "base/map.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Of each kind the phrases by a hash of their first two bytes: chains of their numbers plus one. */
#define BUCKETS 512
#define MAX_PHRASES 1000

struct phrases {
	struct rt_map *map; /* phrase -> nothing; their order is that of coming */
	struct {
		const char *text;
		size_t len;
	} items[MAX_PHRASES];
	uint16_t first[BUCKETS], next[MAX_PHRASES];
	uint64_t opens[65536 / 64]; /* bits, by the first two bytes */
};

#define FIELD_SHIFT 8 /* bits of fields stand above those of a month */

/* What a word may be. */
enum {
	MONTH = 15, /* its number */
	WEEKDAY = 16,
	GLUE = 32,
	AM = 64,
	PM = 128,
	BEHIND = 256,
	BEFORE = 512,
	OPENER = 1024,
	PRONOUN = 2048,
	ZONE = 4096, /* … and its minutes east of UTC, as far above as may be west, from ZONE_SHIFT on */
};

#define ZONE_SHIFT 16
#define ZONE_WEST (15 * 60)

struct rt_mail_words {
	struct rt_map *fields; /* name -> bits, by enum rt_field */
	struct rt_map *words;  /* word -> what it may be */
	struct phrases phrases[RT_PHRASE_COUNT];
	uint64_t sum;
};

static const char *const field_uses[] = {[RT_FIELD_FROM] = "from",
	[RT_FIELD_DATE] = "date",
	[RT_FIELD_TO] = "to",
	[RT_FIELD_CC] = "cc",
	[RT_FIELD_BCC] = "bcc",
	[RT_FIELD_SUBJECT] = "subject",
	[RT_FIELD_REPLY_TO] = "reply-to",
	[RT_FIELD_SENT_BY] = "sent-by",
	[RT_FIELD_OTHER] = "other"};
static const char *const phrase_uses[RT_PHRASE_COUNT] = {[RT_PHRASE_SEPARATOR] = "separator",
	[RT_PHRASE_FORWARDED_BY] = "forwarded-by",
	[RT_PHRASE_END] = "end",
	[RT_PHRASE_DISCLAIMER] = "disclaimer",
	[RT_PHRASE_FOOTER] = "footer",
	[RT_PHRASE_SIGN_OFF] = "sign-off"};
static const struct {
	const char *use;
	uint64_t bits;
} word_uses[] = {
	{"wrote", BEHIND | BEFORE},
	{"wrote-behind", BEHIND},
	{"wrote-before", BEFORE},
	{"opens", OPENER},
	{"joins", GLUE},
	{"am", AM},
	{"pm", PM},
	{"weekday", WEEKDAY},
	{"pronoun", PRONOUN},
};

struct rt_mail_words *rt_mail_words_new(void)
{
	struct rt_mail_words *words = rt_alloc_zero(1, sizeof *words);
	words->fields = rt_map_new();
	words->words = rt_map_new();
	for (size_t i = 0; i < RT_PHRASE_COUNT; i++)
		words->phrases[i].map = rt_map_new();
	return words;
}

void rt_mail_words_free(struct rt_mail_words *words)
{
	if (!words)
		return;
	rt_map_free(words->fields);
	rt_map_free(words->words);
	for (size_t i = 0; i < RT_PHRASE_COUNT; i++)
		rt_map_free(words->phrases[i].map);
	rt_free(words);
}

static bool add_bits(struct rt_map *map, const char *text, uint64_t bits)
{
	struct rt_str form = RT_STR_INIT;
	rt_utf8_bare(&form, text, strlen(text));
	if (form.len) {
		uint64_t *slot = rt_map_at(map, form.data, form.len);
		/* Of a word that is two months' or two zones' the first. */
		bool known = bits & ZONE ? *slot & ZONE : bits <= MONTH && *slot & MONTH;
		*slot |= known ? 0 : bits;
	}
	rt_str_release(&form);
	return true;
}

static bool add_phrase(struct phrases *phrases, const char *text)
{
	struct rt_str form = RT_STR_INIT;
	rt_utf8_bare(&form, text, strlen(text));
	bool fits = form.len > 1 && rt_map_count(phrases->map) < MAX_PHRASES;
	if (fits)
		*rt_map_at(phrases->map, form.data, form.len) = 1;
	rt_str_release(&form);
	return fits;
}

uint64_t rt_mail_words_sum(const struct rt_mail_words *words)
{
	return words->sum;
}

static bool add_zone(struct rt_mail_words *words, int minutes, const char *text)
{
	return minutes >= -ZONE_WEST && minutes <= ZONE_WEST &&
	       add_bits(words->words, text, (uint64_t)(minutes + ZONE_WEST) << ZONE_SHIFT | ZONE);
}

bool rt_mail_words_add(struct rt_mail_words *words, const char *use, const char *text)
{
	words->sum = words->sum * 31 + rt_hash(use, strlen(use)) + 7 * rt_hash(text, strlen(text));
	for (size_t i = RT_FIELD_FROM; i <= RT_FIELD_OTHER; i++)
		if (!strcmp(use, field_uses[i]))
			return add_bits(words->fields, text, (uint64_t)1 << (FIELD_SHIFT + i));
	for (size_t i = 0; i < RT_PHRASE_COUNT; i++)
		if (!strcmp(use, phrase_uses[i]))
			return add_phrase(&words->phrases[i], text);
	for (size_t i = 0; i < sizeof word_uses / sizeof *word_uses; i++)
		if (!strcmp(use, word_uses[i].use))
			return add_bits(words->words, text, word_uses[i].bits);
	if (!strncmp(use, "zone", 4))
		return add_zone(words, atoi(use + 4), text);
	int month = strncmp(use, "month", 5) ? 0 : atoi(use + 5);
	return month > 0 && month <= 12 && add_bits(words->words, text, (uint64_t)month);
}

static size_t bucket_of(const char *text)
{
	return ((unsigned char)text[0] * 31u + (unsigned char)text[1]) % BUCKETS;
}

static unsigned pair_of(const char *text)
{
	return (unsigned)(unsigned char)text[0] << 8 | (unsigned char)text[1];
}

/* Lower numbers go first in a chain. */
static void index_phrases(struct phrases *phrases)
{
	for (size_t i = rt_map_count(phrases->map); i-- > 0;) {
		const char *text = rt_map_key(phrases->map, i, &phrases->items[i].len);
		uint16_t *head = &phrases->first[bucket_of(text)];
		phrases->items[i].text = text;
		unsigned pair = pair_of(text);
		phrases->opens[pair / 64] |= (uint64_t)1 << pair % 64;
		phrases->next[i] = *head;
		*head = (uint16_t)(i + 1);
	}
}

void rt_mail_words_finish(struct rt_mail_words *words)
{
	for (size_t i = 0; i < RT_PHRASE_COUNT; i++)
		index_phrases(&words->phrases[i]);
}

/* Lower case and no marks (rt_utf8_bare): all that is asked is asked in that form. Most short words
 * are ASCII and need no memory of their own. */
static bool bare_ascii(char *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)text[i] & 0x80)
			return false;
		out[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]);
	}
	return true;
}

static uint64_t look_up(const struct rt_map *map, const char *word, size_t len)
{
	char lower[64];
	if (!len || len > sizeof lower)
		return 0;
	if (bare_ascii(lower, word, len)) {
		const uint64_t *value = rt_map_find(map, lower, len);
		return value ? *value : 0;
	}
	struct rt_str form = RT_STR_INIT;
	rt_utf8_bare(&form, word, len);
	const uint64_t *found = rt_map_find(map, form.data, form.len);
	rt_str_release(&form);
	return found ? *found : 0;
}

enum rt_field rt_field_word(const struct rt_mail_words *words, const char *name, size_t len)
{
	uint64_t found = words ? look_up(words->fields, name, len) : 0;
	for (int field = RT_FIELD_FROM; found && field <= RT_FIELD_OTHER; field++)
		if (found >> (FIELD_SHIFT + field) & 1)
			return (enum rt_field)field;
	return RT_FIELD_NONE;
}

static uint64_t uses_of(const struct rt_mail_words *words, const char *word, size_t len)
{
	return words ? look_up(words->words, word, len) : 0;
}

int rt_wrote_word(const struct rt_mail_words *words, const char *word, size_t len)
{
	uint64_t found = uses_of(words, word, len);
	return (found & BEHIND ? 1 : 0) | (found & BEFORE ? 2 : 0);
}

bool rt_opener_word(const struct rt_mail_words *words, const char *word, size_t len)
{
	return uses_of(words, word, len) & OPENER;
}

int rt_month_word(const struct rt_mail_words *words, const char *word, size_t len)
{
	return (int)(uses_of(words, word, len) & MONTH);
}

bool rt_weekday_word(const struct rt_mail_words *words, const char *word, size_t len)
{
	return uses_of(words, word, len) & WEEKDAY;
}

bool rt_glue_word(const struct rt_mail_words *words, const char *word, size_t len)
{
	return uses_of(words, word, len) & GLUE;
}

int rt_half_word(const struct rt_mail_words *words, const char *word, size_t len)
{
	uint64_t found = uses_of(words, word, len);
	return found & AM ? 1 : found & PM ? 2 : 0;
}

bool rt_pronoun_word(const struct rt_mail_words *words, const char *word, size_t len)
{
	return uses_of(words, word, len) & PRONOUN;
}

bool rt_zone_word(const struct rt_mail_words *words, const char *word, size_t len, int *minutes_r)
{
	uint64_t found = uses_of(words, word, len);
	*minutes_r = (int)(found >> ZONE_SHIFT) - ZONE_WEST;
	return found & ZONE;
}

/* The first phrase of the list below `limit` that begins here; its number, or limit. */
static size_t phrase_at(const struct phrases *phrases, const char *text, size_t len, size_t limit)
{
	for (size_t i = phrases->first[bucket_of(text)]; i && i <= limit;
		i = phrases->next[i - 1]) {
		const char *phrase = phrases->items[i - 1].text;
		size_t phrase_len = phrases->items[i - 1].len;
		/* Many share two letters, few two and the last. */
		if (phrase_len <= len && phrase[phrase_len - 1] == text[phrase_len - 1] &&
			!memcmp(phrase, text, phrase_len))
			return i - 1;
	}
	return limit;
}

bool rt_phrase_find(const struct rt_mail_words *words, enum rt_phrase kind, const char *text,
	size_t len, size_t *start_r, size_t *end_r)
{
	if (!words)
		return false;
	const struct phrases *phrases = &words->phrases[kind];
	struct rt_str form = RT_STR_INIT;
	rt_utf8_bare(&form, text, len);
	bool same = form.len == len; /* offsets hold only where folding kept the length */
	size_t count = rt_map_count(phrases->map), best = count, place = 0;
	for (size_t at = 0; at + 1 < form.len && best; at++) {
		unsigned pair = pair_of(form.data + at);
		if (!(phrases->opens[pair / 64] >> pair % 64 & 1))
			continue;
		size_t found = phrase_at(phrases, form.data + at, form.len - at, best);
		if (found < best)
			place = at;
		best = found;
	}
	if (best < count) {
		*start_r = same ? place : 0;
		*end_r = same ? place + phrases->items[best].len : len;
	}
	rt_str_release(&form);
	return best < count;
}

bool rt_phrase_opens(const struct rt_mail_words *words, enum rt_phrase kind, const char *text,
	size_t len, size_t *end_r)
{
	if (!words)
		return false;
	const struct phrases *phrases = &words->phrases[kind];
	char lower[64];
	size_t look = len < sizeof lower ? len : sizeof lower;
	struct rt_str form = RT_STR_INIT;
	bool ascii = bare_ascii(lower, text, look), found = false;
	if (!ascii)
		rt_utf8_bare(&form, text, look);
	const char *bare = ascii ? lower : form.data;
	size_t bare_len = ascii ? look : form.len;
	for (size_t i = bare_len > 1 ? phrases->first[bucket_of(bare)] : 0; i;
		i = phrases->next[i - 1]) {
		size_t phrase_len = phrases->items[i - 1].len;
		if (phrase_len > bare_len || memcmp(phrases->items[i - 1].text, bare, phrase_len))
			continue;
		/* Of "best" and "best regards" the longer one; offsets hold where the length did.
		 */
		*end_r = !found || phrase_len > *end_r ? phrase_len : *end_r;
		found = true;
	}
	if (found && !ascii && form.len != look)
		*end_r = look;
	rt_str_release(&form);
	return found;
}
