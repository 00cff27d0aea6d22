#include "doc/lang.h"

#include <pthread.h>
#include <string.h>

#define SAMPLE (64u << 10)
#define MAX_SMALL_WORD 6 /* bytes of the longest in the table */
#define MIN_HITS 3	 /* small words of the winner before it is believed */
#define SURE_HITS 8 /* … against the language of the document, and so many times all others' */
#define SURE_TIMES 3
#define MOST_MESSAGES 100 /* a text that quotes more is told as one */

/* The most frequent small words that tell the languages of Latin script apart. Words that two of
 * them share are left out where they would decide alone. */
static const struct {
	const char *lang, *words;
} small_words[] = {
	{"en", " the of and to that is for it with you this are have was be not from on by at or "
	       "as do no i if we "},
	{"de", " der die und das den von zu mit sich des auf für ist im dem nicht ein eine als "
	       "auch "},
	{"fr", " le les des et du une dans qui que est pour pas sur au par plus avec ce il sont "
	       "aux "},
	{"es", " el los las del y una por con que para es se su al lo como más pero sus fue ha "
	       "en "},
	{"pt", " o os do da dos das em um uma não para com que por no na ao se é mais pelo à ou "},
	{"it", " il che di del della e per una con non sono gli dei nel alla più delle è da "
	       "anche "},
	{"nl", " het een van en dat op te voor met zijn niet aan er ook als bij naar maar wordt "},
	{"pl", " nie na się z że do jest i w to jak o co po za od przez dla był są "},
	{"tr", " ve bir bu için ile olarak da de çok daha gibi olan en kadar sonra ancak "},
	{"sv", " och att det som en på är av för med den till inte har ett om "},
};
#define LANGUAGES (sizeof small_words / sizeof *small_words)

struct counts {
	size_t latin, hebrew, arabic, cyrillic, greek, han;
	size_t ukrainian, persian; /* letters that Russian and Arabic do not have */
	size_t hits[LANGUAGES];
};

/* The script of a letter by its first byte of UTF-8; that of two-byte letters decides by itself. */
static void count_letter(struct counts *counts, unsigned char lead, unsigned char next)
{
	if (lead == 0xd7)
		counts->hebrew++;
	else if (lead >= 0xd8 && lead <= 0xdb) {
		counts->arabic++;
		counts->persian += (lead == 0xd9 && next == 0xbe) ||
				   (lead == 0xda && next == 0x86) || (lead == 0xda && next == 0xaf);
	} else if (lead >= 0xd0 && lead <= 0xd3) {
		counts->cyrillic++;
		counts->ukrainian += lead == 0xd1 && (next == 0x96 || next == 0x97 || next == 0x94);
	} else if (lead == 0xce || lead == 0xcf)
		counts->greek++;
	else if (lead >= 0xe3 && lead <= 0xe9)
		counts->han++;
	else if (lead >= 0xc3 && lead <= 0xc5)
		counts->latin++;
}

/* What a byte is, made with the table of words: every byte of every text is asked about. */
enum { ASCII_LETTER = 1, WIDE_LETTER = 2, WORD = 3, JOINS_BEHIND = 4, JOINS_BEFORE = 8 };
static uint8_t kinds[256];

/* Each word, its bytes as one number, with the set of its languages, a bit each. */
#define SLOTS 1024 /* a power of two, several times the words */
static struct {
	uint64_t key; /* 0: free */
	unsigned languages;
} languages_of[SLOTS];

static size_t slot_of(uint64_t key)
{
	size_t at = key * 0x9e3779b97f4a7c15u >> 54;
	while (languages_of[at].key && languages_of[at].key != key)
		at = (at + 1) % SLOTS;
	return at;
}

static uint64_t key_of(const char *word, size_t len)
{
	uint64_t key = 0;
	for (size_t i = 0; i < len; i++)
		key = key << 8 | (unsigned char)word[i];
	return key;
}

static void fill_kinds(void)
{
	for (unsigned byte = 0; byte < 256; byte++) {
		bool letter = (byte | 32) >= 'a' && (byte | 32) <= 'z';
		kinds[byte] = byte >= 0x80 ? WIDE_LETTER : letter ? ASCII_LETTER : 0;
	}
	/* "com" of "ona@haver.com", "do" of "a_do": no words of a language. */
	for (const char *sign = "@._/=&$-"; *sign; sign++)
		kinds[(unsigned char)*sign] |= JOINS_BEHIND;
	for (const char *sign = "@_/=.(-"; *sign; sign++)
		kinds[(unsigned char)*sign] |= JOINS_BEFORE;
}

static void fill_languages(void)
{
	fill_kinds();
	for (size_t i = 0; i < LANGUAGES; i++)
		for (const char *word = small_words[i].words; *++word;) {
			size_t len = strcspn(word, " ");
			size_t at = slot_of(key_of(word, len));
			languages_of[at].key = key_of(word, len);
			languages_of[at].languages |= 1u << i;
			word += len;
		}
}

static void count_word(struct counts *counts, uint64_t key)
{
	unsigned languages = languages_of[slot_of(key)].languages;
	for (; languages; languages &= languages - 1)
		counts->hits[__builtin_ctz(languages)]++;
}

static unsigned kind_at(const char *text, size_t at)
{
	return kinds[(unsigned char)text[at]];
}

static bool is_part(const char *text, size_t start, size_t end, size_t len)
{
	if (start && kind_at(text, start - 1) & JOINS_BEHIND)
		return true;
	if (end == len || !(kind_at(text, end) & JOINS_BEFORE))
		return false;
	bool may_end = text[end] == '.' || text[end] == '-'; /* "do.", but "e-mail" */
	return !may_end || (end + 1 < len && kind_at(text, end + 1) & WORD);
}

/* A word with letters that are not of ASCII. */
static void count_wide(
	struct counts *counts, const char *text, size_t start, size_t end, size_t len)
{
	for (size_t at = start; at < end; at++) {
		unsigned char byte = (unsigned char)text[at];
		if (byte < 0x80)
			counts->latin++;
		else if (byte >= 0xc0 && at + 1 < len)
			count_letter(counts, byte, (unsigned char)text[at + 1]);
	}
}

struct word {
	size_t end;
	uint64_t key; /* the first bytes of a long word fall out of it, which is not looked up */
	unsigned seen;
};

static struct word word_by_bytes(const char *text, size_t at, size_t len)
{
	struct word word = {.end = at};
	unsigned kind;
	for (; word.end < len && (kind = kind_at(text, word.end) & WORD); word.end++) {
		unsigned char byte = (unsigned char)text[word.end];
		word.key = word.key << 8 | (kind == ASCII_LETTER ? byte | 32u : byte);
		word.seen |= kind;
	}
	return word;
}

#define EACH_BYTE 0x0101010101010101u

/* The highest bit of each byte that is a letter of ASCII. */
static uint64_t ascii_letters(uint64_t bytes)
{
	uint64_t small = (bytes | EACH_BYTE * 0x20) & EACH_BYTE * 0x7f;
	uint64_t from_a = small + EACH_BYTE * (0x80 - 'a'), behind_z = small + EACH_BYTE * (0x7f - 'z');
	return from_a & ~behind_z & ~bytes & EACH_BYTE * 0x80;
}

/* Of eight bytes, how many letters of ASCII they begin with. */
static inline unsigned count_letters(uint64_t bytes)
{
	uint64_t ends = ascii_letters(bytes) ^ EACH_BYTE * 0x80;
	return ends ? (unsigned)__builtin_ctzll(ends) / 8 : sizeof bytes;
}

/* Words of ASCII are taken eight letters at a time, which nearly all do not have. */
static inline struct word word_at(const char *text, size_t at, size_t len)
{
	uint64_t bytes = 0;
	size_t end = at;
	unsigned count = sizeof bytes;
	while (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && count == sizeof bytes &&
		len - end >= sizeof bytes) {
		memcpy(&bytes, text + end, sizeof bytes);
		count = count_letters(bytes);
		end += count;
	}
	if (count == sizeof bytes || (unsigned char)text[end] & 0x80)
		return word_by_bytes(text, at, len);
	uint64_t key = count ? __builtin_bswap64(bytes | EACH_BYTE * 0x20) >> (64 - 8 * count) : 0;
	return (struct word){end, key, ASCII_LETTER};
}

static void count(struct counts *counts, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		struct word word = word_at(text, at, len);
		size_t letters = word.end - at;
		if (word.seen & WIDE_LETTER)
			count_wide(counts, text, at, word.end, len);
		else
			counts->latin += letters;
		if (letters && letters <= MAX_SMALL_WORD && !is_part(text, at, word.end, len))
			count_word(counts, word.key);
		at = word.end + 1; /* what ended it is no letter */
	}
}

struct winner {
	const char *lang;
	size_t hits, second; /* its own, the next one's */
};

static struct winner latin_winner(const struct counts *counts)
{
	size_t best = 0, second = 0;
	for (size_t i = 1; i < LANGUAGES; i++)
		if (counts->hits[i] > counts->hits[best])
			best = i;
	for (size_t i = 0; i < LANGUAGES; i++)
		if (i != best && counts->hits[i] > second)
			second = counts->hits[i];
	return (struct winner){small_words[best].lang, counts->hits[best], second};
}

static const char *latin_language(const struct counts *counts)
{
	struct winner winner = latin_winner(counts);
	return winner.hits >= MIN_HITS && winner.hits > winner.second ? winner.lang : NULL;
}

/* … of which there is no doubt. */
static const char *sure_language(const struct counts *counts)
{
	struct winner winner = latin_winner(counts);
	bool sure = winner.hits >= SURE_HITS && winner.hits >= SURE_TIMES * winner.second;
	return sure ? winner.lang : NULL;
}

#define SOME_LETTERS 20 /* of a script before it is believed */

/* The languages of other scripts than the Latin one. */
static const char not_latin[] =
	" am ar be bg bn el fa gu he hi hy ja ka km kn ko lo mk ml mr my ne "
	"pa ps ru si sr ta te th uk ur yi zh ";

static bool is_latin(const char *lang)
{
	char wanted[] = {' ', lang[0], lang[0] ? lang[1] : ' ', ' ', '\0'};
	return !strstr(not_latin, wanted);
}

#define SCRIPTS 5
struct script {
	size_t letters;
	const char *lang;
};

static void list_scripts(const struct counts *counts, struct script scripts_r[SCRIPTS])
{
	const struct script scripts[SCRIPTS] = {
		{counts->hebrew, "he"},
		{counts->arabic, counts->persian * 50 > counts->arabic ? "fa" : "ar"},
		{counts->cyrillic, counts->ukrainian * 50 > counts->cyrillic ? "uk" : "ru"},
		{counts->greek, "el"},
		{counts->han * 2, "zh"},
	};
	memcpy(scripts_r, scripts, sizeof scripts);
}

static const char *main_language(const struct counts *counts)
{
	struct script scripts[SCRIPTS];
	list_scripts(counts, scripts);
	for (size_t i = 0; i < SCRIPTS; i++)
		if (scripts[i].letters > SOME_LETTERS && scripts[i].letters > counts->latin / 2)
			return scripts[i].lang;
	return latin_language(counts);
}

/* What else the text is written in: in Latin letters beside another script, or the other way round.
 */
static const char *other_language(const struct counts *counts, const char *lang)
{
	struct script scripts[SCRIPTS];
	size_t best = 0, letters = 0;
	list_scripts(counts, scripts);
	for (size_t i = 0; i < SCRIPTS; i++) {
		letters += scripts[i].letters;
		if (scripts[i].letters > scripts[best].letters)
			best = i;
	}
	if (is_latin(lang))
		return scripts[best].letters > SOME_LETTERS ? scripts[best].lang : NULL;
	if (counts->latin <= SOME_LETTERS && counts->latin <= letters)
		return NULL;
	const char *told = latin_language(counts);
	return told ? told : "en";
}

static struct counts count_sample(const char *text, size_t len)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct counts counts = {0};
	pthread_once(&once, fill_languages);
	count(&counts, text, len < SAMPLE ? len : SAMPLE);
	return counts;
}

const char *rt_lang_guess(const char *text, size_t len)
{
	struct counts counts = count_sample(text, len);
	return main_language(&counts);
}

static bool is_words(enum rt_segment_kind kind)
{
	return kind == RT_SEGMENT_BODY || kind == RT_SEGMENT_QUOTE || kind == RT_SEGMENT_FORWARD;
}

static void tell_message(struct rt_document *document, size_t index)
{
	struct rt_message *message = &document->messages.items[index];
	struct counts counts = {0};
	RT_VEC_FOREACH (segment, &document->segments)
		if (segment->message == (int32_t)index && is_words(segment->kind))
			count(&counts, document->text + segment->range.start,
				segment->range.end - segment->range.start);
	const char *lang = sure_language(&counts);
	bool other = lang && strncmp(lang, document->lang, strlen(lang)) != 0;
	message->lang = other ? lang : NULL;
}

/* Readers tell the languages, and those who work on a document ask once more. */
static bool is_told(const struct rt_document *document)
{
	return document->lang && document->lang == document->told.lang &&
		document->text == document->told.text &&
		document->segments.count == document->told.segments;
}

void rt_lang_document(struct rt_document *document, const char *fallback)
{
	if (!document->text || is_told(document))
		return;
	struct counts counts = count_sample(document->text, document->len);
	if (!document->lang)
		document->lang = main_language(&counts);
	if (!document->lang)
		document->lang = fallback;
	if (!document->lang)
		return;
	document->told.lang = document->lang;
	document->told.text = document->text;
	document->told.segments = document->segments.count;
	document->lang_too = other_language(&counts, document->lang);
	if (!is_latin(document->lang) || document->messages.count < 2 ||
		document->messages.count > MOST_MESSAGES ||
		latin_winner(&counts).second < SURE_HITS)
		return;
	for (size_t i = 0; i < document->messages.count; i++)
		tell_message(document, i);
}

struct rt_langs rt_lang_of_document(const struct rt_document *document)
{
	struct rt_langs langs = {document->lang, document->lang_too};
	RT_VEC_FOREACH (message, &document->messages)
		if (!langs.too)
			langs.too = message->lang;
	return langs;
}

struct rt_langs rt_lang_of_message(const struct rt_document *document, int32_t message)
{
	struct rt_langs langs = {document->lang, document->lang_too};
	if (message >= 0 && (size_t)message < document->messages.count &&
		document->messages.items[message].lang)
		langs.main = document->messages.items[message].lang;
	return langs;
}

/* ---- places ---- */

enum letters { NO_LETTERS, LATIN_LETTERS, OTHER_LETTERS };

static enum letters letters_of(unsigned char byte)
{
	if (byte < 0x80)
		return (byte | 32) >= 'a' && (byte | 32) <= 'z' ? LATIN_LETTERS : NO_LETTERS;
	if (byte >= 0xc3 && byte <= 0xc9)
		return LATIN_LETTERS;
	return byte >= 0xce && byte != 0xe2 && byte < 0xf0 ? OTHER_LETTERS
							   : NO_LETTERS; /* e2: signs */
}

static enum letters letters_at(const char *text, struct rt_range range)
{
	enum letters letters = NO_LETTERS;
	for (uint32_t at = range.start; at < range.end && !letters; at++)
		letters = letters_of((unsigned char)text[at]);
	for (uint32_t at = range.start; at > 0 && !letters; at--)
		letters = letters_of((unsigned char)text[at - 1]);
	return letters;
}

const char *rt_lang_at(struct rt_langs langs, const char *text, struct rt_range range)
{
	if (!langs.too)
		return langs.main;
	enum letters own = is_latin(langs.main) ? LATIN_LETTERS : OTHER_LETTERS;
	enum letters letters = letters_at(text, range);
	return letters == NO_LETTERS || letters == own ? langs.main : langs.too;
}
