/* lang_count.h says what this is. */
#include "doc/lang_count.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#define MAX_SMALL_WORD 8 /* bytes of the longest in the table: they are one number */

/* ---- small words ---- */

/* The most frequent small words that tell the languages of Latin script apart. Words that two of
 * them share are left out where they would decide alone, and of the languages behind the first ten
 * words that are English ones, states ("AZ") or parts of machines ("IR") as well. */
static const struct {
	const char *lang, *words;
} small_words[] = {
	{"en", " the of and to that is for it with you this are have was be not from on by at or "
	       "as do no i if we "},
	{"de", " der die und das den von zu mit sich des auf für ist im dem nicht ein eine als "
	       "auch "},
	{"fr", " à la de le les des et du une dans qui que est pour pas sur au par plus avec ce il "
	       "sont "
	       "aux "},
	{"es", " la este de el los las del y una por con que para es se su al lo como más pero sus "
	       "fue ha "
	       "en "},
	{"pt", " este e de o os do da dos das em um uma não para com que por no na ao se é mais "
	       "pelo à ou "},
	{"it", " la e il che di del della e per una con non sono gli dei nel alla più delle è da "
	       "anche "},
	{"nl", " om de we hebben het een van en dat op te voor met zijn niet aan er ook als bij "
	       "naar maar wordt "},
	{"pl", " nie na się z że do jest i w to jak o co po za od przez dla był są "},
	{"tr", " ve bir bu için ile olarak da de çok daha gibi olan en kadar sonra ancak "},
	{"sv", " och att det som en på är av för med den till inte har ett om "},
	{"da", " om af og det som på til ikke jeg har blev efter også være hvad mig dig vil hvis "},
	{"nb", " om av og det som på til ikke jeg har ble etter også være hva meg deg vil hvis "},
	{"fi", " ja ei että hän ovat oli mutta myös joka sekä kun niin tai mitä kanssa minun "},
	{"ro", " de și şi în este pe din care sunt pentru să fost prin lui sau după fără foarte "},
	{"hu", " és hogy nem egy csak már volt vagy lesz kell után még amely szerint "},
	{"cs", " že jsem jsou byl také nebo které před podle jeho při však ještě který jako už "},
	{"sk", " že som sú bol tiež alebo ktoré pred podľa jeho však ešte ktorý čo ako už "},
	{"ca", " la de els amb per és dels més però aquest són ser això aquesta també molt seva "
	       "pels "},
	{"gl", " este e de unha máis pola polo coa súa ata moi tamén foi pero onde cando "},
	{"hr", " nije koji što kao ali bio samo još ili prema koja također iz nakon "},
	{"sl", " tudi ali kot lahko še tega samo bolj pri ker iz ki sem bil "},
	{"et", " ei ka oli kui mis aga või ning mida tema juba pärast seda kes "},
	{"lv", " ar uz kas vai tika arī pēc līdz viņš tas kā kur gan jau "},
	{"lt", " kad yra buvo tai iš kaip apie jis dėl tik arba po nuo "},
	{"vi", " và của là có được cho không trong một các này với những người đã khi tại để "},
	{"id", " yang dan untuk dengan tidak dari ini itu akan pada adalah oleh kami saya bisa "},
};
#define LANGUAGES (sizeof small_words / sizeof *small_words)
static_assert(LANGUAGES <= RT_LANG_MOST, "each has its counts");

size_t rt_lang_latin_count(void)
{
	return LANGUAGES;
}

const char *rt_lang_latin(size_t index)
{
	return small_words[index].lang;
}

/* What a byte is, made with the table of words: every byte of every text is asked about. */
enum { ASCII_LETTER = 1, WIDE_LETTER = 2, WORD = 3, JOINS_BEHIND = 4, JOINS_BEFORE = 8 };
static uint8_t kinds[256];

/* Each word, its bytes as one number, with the set of its languages, a bit each. */
static struct {
	uint64_t key; /* 0: free */
	uint32_t languages;
} languages_of[RT_LANG_SLOTS];

static size_t slot_of(uint64_t key)
{
	size_t at = key * 0x9e3779b97f4a7c15u >> 54;
	while (languages_of[at].key && languages_of[at].key != key)
		at = (at + 1) % RT_LANG_SLOTS;
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
	for (size_t i = 0; i < LANGUAGES; i++)
		for (const char *word = small_words[i].words; *++word;) {
			size_t len = strcspn(word, " ");
			size_t at = slot_of(key_of(word, len));
			languages_of[at].key = key_of(word, len);
			languages_of[at].languages |= (uint32_t)1 << i;
			word += len;
		}
}

static void count_word(struct rt_lang_counts *counts, uint64_t key)
{
	size_t slot = slot_of(key);
	uint32_t languages = languages_of[slot].languages;
	if (!languages)
		return;
	uint64_t bit = 1ull << slot % 64;
	bool seen = counts->seen[slot / 64] & bit;
	for (; languages; languages &= languages - 1) {
		counts->hits[__builtin_ctz(languages)]++;
		counts->words[__builtin_ctz(languages)] += !seen;
	}
	counts->seen[slot / 64] |= bit;
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

/* ---- scripts ---- */

const struct rt_lang_other rt_lang_others[] = {
	{"el", RT_SCRIPT_GREEK},
	{"ru", RT_SCRIPT_CYRILLIC},
	{"uk", RT_SCRIPT_CYRILLIC},
	{"be", RT_SCRIPT_CYRILLIC},
	{"bg", RT_SCRIPT_CYRILLIC},
	{"sr", RT_SCRIPT_CYRILLIC},
	{"mk", RT_SCRIPT_CYRILLIC},
	{"hy", RT_SCRIPT_ARMENIAN},
	{"he", RT_SCRIPT_HEBREW},
	{"yi", RT_SCRIPT_HEBREW},
	{"ar", RT_SCRIPT_ARABIC},
	{"fa", RT_SCRIPT_ARABIC},
	{"ur", RT_SCRIPT_ARABIC},
	{"ps", RT_SCRIPT_ARABIC},
	{"hi", RT_SCRIPT_DEVANAGARI},
	{"mr", RT_SCRIPT_DEVANAGARI},
	{"ne", RT_SCRIPT_DEVANAGARI},
	{"bn", RT_SCRIPT_BENGALI},
	{"pa", RT_SCRIPT_GURMUKHI},
	{"gu", RT_SCRIPT_GUJARATI},
	{"or", RT_SCRIPT_ORIYA},
	{"ta", RT_SCRIPT_TAMIL},
	{"te", RT_SCRIPT_TELUGU},
	{"kn", RT_SCRIPT_KANNADA},
	{"ml", RT_SCRIPT_MALAYALAM},
	{"si", RT_SCRIPT_SINHALA},
	{"th", RT_SCRIPT_THAI},
	{"lo", RT_SCRIPT_LAO},
	{"bo", RT_SCRIPT_TIBETAN},
	{"my", RT_SCRIPT_MYANMAR},
	{"ka", RT_SCRIPT_GEORGIAN},
	{"am", RT_SCRIPT_ETHIOPIC},
	{"km", RT_SCRIPT_KHMER},
	{"ko", RT_SCRIPT_HANGUL},
	{"ja", RT_SCRIPT_KANA},
	{"zh", RT_SCRIPT_HAN},
};
const size_t rt_lang_other_count = sizeof rt_lang_others / sizeof *rt_lang_others;
static_assert(LANGUAGES + sizeof rt_lang_others / sizeof *rt_lang_others <= RT_LANG_CODES,
	"each has its counts");

/* Blocks of letters, as the first two bytes of their UTF-8 say. */
static const struct {
	uint16_t first, last;
	enum rt_script script;
} blocks[] = {
	{0xc380, 0xc9bf, RT_SCRIPT_LATIN},
	{0xcdb0, 0xcfbf, RT_SCRIPT_GREEK},
	{0xd080, 0xd4af, RT_SCRIPT_CYRILLIC},
	{0xd4b0, 0xd68f, RT_SCRIPT_ARMENIAN},
	{0xd690, 0xd7bf, RT_SCRIPT_HEBREW},
	{0xd880, 0xdbbf, RT_SCRIPT_ARABIC},
	{0xe0a4, 0xe0a5, RT_SCRIPT_DEVANAGARI},
	{0xe0a6, 0xe0a7, RT_SCRIPT_BENGALI},
	{0xe0a8, 0xe0a9, RT_SCRIPT_GURMUKHI},
	{0xe0aa, 0xe0ab, RT_SCRIPT_GUJARATI},
	{0xe0ac, 0xe0ad, RT_SCRIPT_ORIYA},
	{0xe0ae, 0xe0af, RT_SCRIPT_TAMIL},
	{0xe0b0, 0xe0b1, RT_SCRIPT_TELUGU},
	{0xe0b2, 0xe0b3, RT_SCRIPT_KANNADA},
	{0xe0b4, 0xe0b5, RT_SCRIPT_MALAYALAM},
	{0xe0b6, 0xe0b7, RT_SCRIPT_SINHALA},
	{0xe0b8, 0xe0b9, RT_SCRIPT_THAI},
	{0xe0ba, 0xe0bb, RT_SCRIPT_LAO},
	{0xe0bc, 0xe0bf, RT_SCRIPT_TIBETAN},
	{0xe180, 0xe181, RT_SCRIPT_MYANMAR},
	{0xe182, 0xe183, RT_SCRIPT_GEORGIAN},
	{0xe184, 0xe187, RT_SCRIPT_HANGUL},
	{0xe188, 0xe18d, RT_SCRIPT_ETHIOPIC},
	{0xe19e, 0xe19f, RT_SCRIPT_KHMER},
	{0xe1b8, 0xe1bb, RT_SCRIPT_LATIN}, /* of Vietnam */
	{0xe1bc, 0xe1bf, RT_SCRIPT_GREEK},
	{0xe381, 0xe383, RT_SCRIPT_KANA},
	{0xe390, 0xe9bf, RT_SCRIPT_HAN},
	{0xeab0, 0xed9e, RT_SCRIPT_HANGUL},
};

#define FIRST_LEAD 0xc3
#define BEHIND_LEADS 0xee
static uint8_t script_of[BEHIND_LEADS - FIRST_LEAD][64]; /* by the first two bytes */

static void fill_scripts(void)
{
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
		for (unsigned at = blocks[i].first; at <= blocks[i].last; at++)
			if ((at & 0xc0) == 0x80)
				script_of[(at >> 8) - FIRST_LEAD][at & 0x3f] =
					(uint8_t)blocks[i].script;
}

/* Letters that tell languages of one script apart. */
static void count_special(struct rt_lang_counts *counts, unsigned lead, unsigned next)
{
	unsigned both = lead << 8 | next;
	counts->ukrainian += both == 0xd196 || both == 0xd197 || both == 0xd194;
	counts->persian += both == 0xd9be || both == 0xda86 || both == 0xdaaf;
	counts->urdu += both == 0xd9b9 || both == 0xda88 || both == 0xda91 || both == 0xdaba ||
			both == 0xdb92;
}

static void count_letter(struct rt_lang_counts *counts, unsigned lead, unsigned next)
{
	if (lead < FIRST_LEAD || lead >= BEHIND_LEADS)
		return;
	counts->letters[script_of[lead - FIRST_LEAD][next & 0x3f]]++;
	count_special(counts, lead, next);
}

/* ---- both ---- */

/* A word with letters that are not of ASCII. */
static void count_wide(
	struct rt_lang_counts *counts, const char *text, size_t start, size_t end, size_t len)
{
	for (size_t at = start; at < end; at++) {
		unsigned char byte = (unsigned char)text[at];
		if (byte < 0x80)
			counts->letters[RT_SCRIPT_LATIN]++;
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
	uint64_t from_a = small + EACH_BYTE * (0x80 - 'a'),
		 behind_z = small + EACH_BYTE * (0x7f - 'z');
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

static void fill_all(void)
{
	fill_kinds();
	fill_languages();
	fill_scripts();
}

void rt_lang_count(struct rt_lang_counts *counts, const char *text, size_t len)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, fill_all);
	for (size_t at = 0; at < len;) {
		struct word word = word_at(text, at, len);
		size_t letters = word.end - at;
		if (word.seen & WIDE_LETTER)
			count_wide(counts, text, at, word.end, len);
		else
			counts->letters[RT_SCRIPT_LATIN] += letters;
		if (letters && letters <= MAX_SMALL_WORD && !is_part(text, at, word.end, len))
			count_word(counts, word.key);
		at = word.end + 1; /* what ended it is no letter */
	}
}
