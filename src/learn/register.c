/*
 * The register of a text. A lone given name is evidence in a mail and noise in a filing; a word in
 * capitals is a heading in one and an abbreviation in the other. Counted over the first few
 * thousand tokens.
 */
#include "learn/steps.h"

#include "base/map.h"

#include <pthread.h>
#include <string.h>

#define SAMPLE 6000   /* tokens */
#define PIECE 150 /* tokens: too short a text to tell by its own words */
#define JUDGED 5  /* words of courts in a dump of judgments: one to so many "the" */
#define SHORTEST_NEWS 25 /* tokens: one "told" makes no news of what is shorter */
#define FEW 3 /* technical words that any text may have */
#define A_TECHNICAL_ONE 300 /* one in so many is a technical word */

static const char *const filing_words[] = {"agreement", "pursuant", "section", "exhibit",
	"securities", "hereof", "herein", "thereof", "shareholders", "stockholders", "registrant",
	"shares", "borrower", "lender", "executive", "fund", "funds", "insured", "insurer",
	"underwriter", "prospectus", "trustee", "merger", "directors", "indemnify", "endorsement",
	"stockholder", "shareholder", "fiscal", NULL};
static const char *const judgment_words[] = {"court", "appellant", "respondent", "plaintiff",
	"defendant", "petitioner", "judgment", "appeal", "appellants", "respondents", "v",
	"learned", "counsel", "affidavit", "accused", "claimant", "claimants", "lordship",
	"lordships", "plaintiffs", "defendants", "petitioners", "lj", "qc", "affidavits", "ipc", "crpc",
	"writ", "petition", "tribunal", "advocate", "magistrate", "hon'ble", "deceased", "bench",
	"complainant", "prosecution", "pw1", "pw2", "pw3", "pw-1", "pw-2", "pw-3", NULL};

/* … of the other languages, folded as the keys are */
static const char *const german_judgment_words[] = {"klager", "klagers", "klagerin", "klage",
	"beklagte", "beklagten", "urteil", "beschluss", "senat", "abs", "rn", "rz", "rdnr", "bgb",
	"satz", "angeklagten", "angeklagte", "antragsteller", "antragstellerin", "az", "gericht",
	"revision", "beschwerde", "rechtsprechung", "landgericht", "landesarbeitsgericht", "lsg",
	"berufungsgericht", "bgh", "bag", "bsg", "bfh", "bverfg", "bverfge", "bverwg", "bpatg",
	"stgb", "stpo", "zpo", "vwgo", "sgb", "sgg", "gg", "estg", "markeng", "patg",
	"verfassungsbeschwerde", "tatbestand", "entscheidungsgrunde", NULL};
static const char *const portuguese_judgment_words[] = {"relator", "relatora", "acordao", "agravo",
	"recurso", "tribunal", "ministro", "desembargador", "apelacao", "embargos", "julgado",
	"art", "juiz", "artigo", "voto", NULL};

static const char *const news_words[] = {"said", "says", "reuters", "percent", "minister",
	"officials", "spokesman", "police", "reporters", "government", "told", "pct", "beat",
	"championship", "league", NULL};

/* Of those who write programs and build circuits: their abbreviations are parts, not bodies. */
static const char *const technical_words[] = {"kernel", "linux", "driver", "drivers", "firmware",
	"patch", "patches", "gcc", "compile", "compiler", "struct", "void", "int", "usb", "boot",
	"config", "cpu", "debug", "buffer", "buffers", "git", "github", "lib", "usr", "fpga",
	"ethernet", "cmake", "makefile", "python", "ubuntu", "sudo", "ssh", "irq", "dma", "api",
	"json", "unix", "mhz", "ghz", "khz", "rx", "tx", "packets", "throughput", "compiled",
	"gnu", "daemon", "debian", "byte", "bytes", "diff", "unsigned", "uint", "define",
	"ifdef", "endif", "printk", "dts", "gpio", "i2c", "spi", "uart", "pcie", "sizeof", "malloc",
	"stdout", "stderr", "systemd", "dbus", "vga", "mips", "cvs", "svn", "toolchain", "elf",
	"binutils", "glibc", "libc", "segfault", "changelog", "rpm", NULL};

static const char *const letter_words[] = {
	"thanks", "regards", "sincerely", "fyi", "forwarded", "attached", "cc", "בברכה", "לכבוד",
	"הנדון", "מצורף", "מצורפת", "בתודה", "נוכחים", "משתתפים", "לידיעתך", "לטיפולך", "לטיפולכם", "לידיעתכם",
	"אנא", "נא", "הח\"מ", "סוכם", "חתימתי",
	"المحترم", "تحياتي", NULL};

static bool has_parties(const struct rt_document *document)
{
	if (document->kind == RT_DOCUMENT_MAIL)
		return true;
	RT_VEC_FOREACH (message, &document->messages)
		if (message->participants.count)
			return true;
	return false;
}

/* The lists, and a table of all their words: each token is looked up once. */
enum { FILING, JUDGMENT, GERMAN_JUDGMENT, PORTUGUESE_JUDGMENT, NEWS, TECHNICAL, LETTER, LISTS };
static const char *const *const lists[LISTS] = {filing_words, judgment_words, german_judgment_words,
	portuguese_judgment_words, news_words, technical_words, letter_words};
#define SLOTS 2048 /* a power of two, several times the words */
static struct {
	uint64_t key; /* 0: free */
	unsigned lists; /* a bit each */
} lists_of[SLOTS];

static size_t slot_of(uint64_t key)
{
	size_t at = key >> 32 & (SLOTS - 1);
	while (lists_of[at].key && lists_of[at].key != key)
		at = (at + 1) & (SLOTS - 1);
	return at;
}

static void fill_lists(void)
{
	for (size_t list = 0; list < LISTS; list++)
		for (const char *const *word = lists[list]; *word; word++) {
			uint64_t key = rt_hash(*word, strlen(*word)) | 1;
			size_t at = slot_of(key);
			lists_of[at].key = key;
			lists_of[at].lists |= 1u << list;
		}
}

static void count_words(const struct rt_text *text, size_t limit, size_t hits[LISTS])
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, fill_lists);
	for (size_t i = 0; i < limit; i++)
		for (unsigned set = lists_of[slot_of(text->words[i].key)].lists; set; set &= set - 1)
			hits[__builtin_ctz(set)]++;
}

static size_t judgment_hits(const struct rt_text *text, const size_t hits[LISTS])
{
	const char *lang = text->document->lang ? text->document->lang : "en";
	if (!strcmp(lang, "de"))
		return hits[GERMAN_JUDGMENT];
	return hits[strcmp(lang, "pt") ? JUDGMENT : PORTUGUESE_JUDGMENT];
}

/* Lines of one or two words with a comma behind: "Ana," */
static size_t count_greetings(const struct rt_text *text, size_t limit, size_t *lines_r)
{
	size_t greetings = 0, length = 0;
	for (size_t i = 0; i < limit; i++) {
		const struct rt_token *token = &text->tokens[i];
		length = token->place & RT_AT_LINE_START ? 1 : length + 1;
		if (!(token->place & RT_AT_LINE_END))
			continue;
		++*lines_r;
		if ((length == 2 || length == 3) && i && rt_text_is(text, i, ',') &&
			rt_text_capital(text, i - 1) && !(text->words[i - 1].flags & RT_WORD_PLACE))
			greetings++;
	}
	return greetings;
}

static enum rt_rule_register register_by_words(const struct rt_text *text, size_t limit,
	const size_t hits[LISTS], size_t greetings, size_t lines)
{
	size_t filing = hits[FILING], judgment = judgment_hits(text, hits);
	if (filing * 60 > limit && (filing >= judgment || (limit > PIECE && filing * 2 > judgment)))
		return RT_REGISTER_FILING;
	if (judgment * 70 > limit)
		return RT_REGISTER_JUDGMENT;
	if (greetings * 400 > limit && greetings)
		return RT_REGISTER_MAIL;
	if (hits[NEWS] * 90 > limit && (hits[NEWS] > 1 || limit > SHORTEST_NEWS))
		return RT_REGISTER_NEWS;
	return lines > 20 && limit / lines < 6 ? RT_REGISTER_TABLE : RT_REGISTER_MAIL;
}

static uint32_t written(const struct rt_text *text, const char *word)
{
	const struct rt_word_counts *counts =
		rt_dictionary_word(text->dictionary, rt_hash(word, strlen(word)) | 1);
	return counts ? counts->lower + counts->inside + counts->opening + counts->caps : 0;
}

/* A sentence out of a judgment, in a dump of such pieces. */
static bool is_piece_of_judgment(const struct rt_text *text)
{
	if (!text->dictionary || text->count > PIECE || !rt_text_english(text))
		return false;
	uint64_t all = written(text, "the"), court = 0;
	for (size_t i = 0; judgment_words[i]; i++)
		court += written(text, judgment_words[i]);
	return all > 20 && court * JUDGED > all;
}

void rt_text_settle_register(struct rt_text *text)
{
	size_t limit = text->count < SAMPLE ? text->count : SAMPLE, lines = 0, hits[LISTS] = {0};
	bool parties = has_parties(text->document);
	size_t greetings = parties ? 0 : count_greetings(text, limit, &lines);
	count_words(text, limit, hits);
	text->kind = parties ? RT_REGISTER_MAIL
			     : register_by_words(text, limit, hits, greetings, lines);
	if (!parties && !greetings && is_piece_of_judgment(text))
		text->kind = RT_REGISTER_JUDGMENT;
	bool prose = text->kind & (RT_REGISTER_JUDGMENT | RT_REGISTER_FILING | RT_REGISTER_NEWS);
	text->technical = !prose && hits[TECHNICAL] >= FEW && hits[TECHNICAL] * A_TECHNICAL_ONE > limit;
	text->letter = text->kind == RT_REGISTER_MAIL && (parties || greetings || hits[LETTER]);
}
