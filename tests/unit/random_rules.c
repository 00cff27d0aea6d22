#include "random_rules.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* xorshift64* (Vigna, An experimental exploration of Marsaglia's xorshift generators, 2016). */
uint32_t random_below(struct random_source *source, uint32_t bound)
{
	source->state ^= source->state >> 12;
	source->state ^= source->state << 25;
	source->state ^= source->state >> 27;
	return (uint32_t)((source->state * 0x2545f4914f6cdd1du) >> 33) % bound;
}

static const char *pick(struct random_source *source, const char *const *items, size_t count)
{
	return items[random_below(source, (uint32_t)count)];
}

/* What texts are made of, and literals in patterns: Latin, Hebrew, Arabic, Cyrillic, Greek, CJK,
 * combining marks, letters whose case folds oddly, and what stands between words. */
static const char *const letters[] = {"a", "b", "A", "B", "k", "K", "K", "s", "S", "ſ", "ß", "ẞ",
	"i", "I", "İ", "ı", "é", "É", "e\xcc\x81", "å", "Å", "Å", "ǅ", "ǆ", "ﬁ", "μ", "µ", "Σ", "σ",
	"ς", "ב", "ג", "ץ", "ש\xd6\xb8", "\xd6\xb8", "م", "ن", "ال", "\xd9\x8e", "д", "Д", "я", "日",
	"本", "한", "𐐀", "𐐨", "1", "2", "٣", "۴", "०", "_"};
static const char *const between[] = {" ", " ", " ", "\n", "\r\n", "\t", ".", ",", "-", "@", "/",
	":", "(", ")", "\"", "'", "’", "״", "׳", "־", "\xc2\xa0", "\xe2\x80\x8f", "\xe2\x80\xa8",
	"😀", "\xef\xbf\xbd"};
static const char *const words[] = {"No. ", "Case", "CASE", "ab", "abk", "12", "1999", "v. ",
	"Mr. ", "בג\"ץ", "בג״ץ", "дело", "ДЕЛО", "STRASSE", "Straße", "a@b.k", "日本"};

static const char *const classes[] = {"\\w", "\\W", "\\d", "\\D", "\\s", "\\S", "\\h", "\\v", "\\N",
	".", "\\pL", "\\p{Lu}", "\\p{Ll}", "\\P{L}", "\\p{Hebrew}", "\\p{Arabic}", "\\p{Mn}", "\\R",
	"[a-z]", "[A-Zא-ת]", "[^a-z]", "[^\\w]", "[\\w.+-]", "[[:alpha:]]", "[[:^digit:]]", "[ßſk]",
	"[]a]", "[^]a]", "[\\]a-c]", "[\\Qa-c\\E]", "[\\x{e0}-\\x{ff}]", "\\x{5d1}", "\\x41", "\\t",
	"\\N{U+65e5}", "[\\p{Lu}\\d]", "[а-яА-Я]", "[日-本]", "[\\s-]", "[\\h\\v]", "[K-ſ]"};
static const char *const looks[] = {"\\b", "\\b", "\\b", "\\B", "^", "$", "\\A", "\\z", "\\Z",
	"(?=\\d)", "(?!\\d)", "(?=\\w|$)", "(?!\\w)", "(?![\\w-])", "(?=\\s|\\z)", "(?<!\\w)",
	"(?<=\\s)", "(?<![\\w.])", "(?<=^|\\s)", "(?<!^)", "(?<=\\pL)", "(?<!\\p{Hebrew})",
	"(?=ab)", "(?!a\\w)", "(?<=ab)", "(?<!1.)", "(?=.*k)", "(?!$)", "(?<=[^a-z])", "(?!\\n|$)",
	"(?=(?!\\d)\\w)", "(?<=\\P{L})", "(?<=ש|b)", "(?!(?=a))"};
static const char *const quantifiers[] = {"*", "+", "?", "{2}", "{1,3}", "{2,}", "{0,2}", "{0}",
	"*?", "+?", "??", "{1,3}?", "*+", "++", "?+", "{0,70}", "{3,300}"};
static const char *const openers[] = {"(", "(?:", "(?:", "(?:", "(?>", "(?i:", "(?-i:", "(?s:",
	"(?m:", "(?x: ", "(?|", "(?^:"};
static const char *const odd[] = {"\\1", "(?1)", "(?R)?", "(?(1)a|b)", "(?(1)b)", "(*FAIL)",
	"(*ACCEPT)", "(*PRUNE)", "(*THEN)", "\\X", "(?#note)", "\\Qa.b\\E", "\\Q\\E", "(?i)", "(?-i)",
	"(?s)", "(?m)", "(?x) # note\n", "a{,2}", "{", "x{2", "\\k<n>", "\\g{-1}", "(?:|a|)", "(?C1)"};

static void add_literal(struct random_source *source, struct rt_str *out)
{
	if (random_below(source, 4) == 0) {
		rt_str_append(out, "\\Q");
		rt_str_append(out, pick(source, words, COUNT(words)));
		rt_str_append(out, "\\E");
	} else if (random_below(source, 3)) {
		rt_str_append(out, pick(source, letters, COUNT(letters)));
	} else {
		const char *mark = pick(source, between, COUNT(between));
		if (strlen(mark) == 1)
			rt_str_append(out, "\\");
		rt_str_append(out, mark);
	}
}

static void add_choice(struct random_source *source, int depth, struct rt_str *out);

static void add_list(struct random_source *source, struct rt_str *out)
{
	uint32_t count = 2 + random_below(source, 12);
	rt_str_append(out, random_below(source, 2) ? "(?i:" : "(?:");
	for (uint32_t i = 0; i < count; i++) {
		if (i)
			rt_str_append(out, "|");
		for (uint32_t j = random_below(source, 5); j; j--)
			rt_str_append(out, pick(source, letters, COUNT(letters)));
	}
	rt_str_append(out, ")");
}

static void add_item(struct random_source *source, int depth, struct rt_str *out)
{
	uint32_t kind = random_below(source, 40);
	if (kind < 14) {
		add_literal(source, out);
	} else if (kind < 24) {
		rt_str_append(out, pick(source, classes, COUNT(classes)));
	} else if (kind < 30 || depth > 3) {
		rt_str_append(out, pick(source, looks, COUNT(looks)));
		return;
	} else if (kind < 32) {
		rt_str_append(out, pick(source, odd, COUNT(odd)));
		return;
	} else if (kind < 34) {
		add_list(source, out);
	} else {
		rt_str_append(out, pick(source, openers, COUNT(openers)));
		add_choice(source, depth + 1, out);
		rt_str_append(out, ")");
	}
	if (random_below(source, 3) == 0)
		rt_str_append(out, pick(source, quantifiers, COUNT(quantifiers)));
}

static void add_choice(struct random_source *source, int depth, struct rt_str *out)
{
	do {
		for (uint32_t i = 1 + random_below(source, 5); i; i--)
			add_item(source, depth, out);
	} while (random_below(source, 5) == 0 && (rt_str_append(out, "|"), 1));
}

/* A beginning that may stand nearly anywhere, then something rare: such patterns are windowed. */
static void add_broad_beginning(struct random_source *source, struct rt_str *out)
{
	static const char *const broad[] = {"[\\w.+-]+", "\\w{2,9}", "[\\pL ]+?", "\\p{Lu}\\w*(?: \\w+){0,3}",
		"(?:[\\w-]+[ .])+", "(?<!\\w)\\w[\\w ]*", "\\b[^\\n]{1,9}", "[^@]*"};
	static const char *const rare[] = {"@", "/", "(?:@|״|:)", "@\\w", " v\\. ", "(?=@)", "日本?", "[@/]+"};
	rt_str_append(out, pick(source, broad, COUNT(broad)));
	rt_str_append(out, pick(source, rare, COUNT(rare)));
}

void random_pattern(struct random_source *source, struct rt_str *out)
{
	if (random_below(source, 4) == 0)
		rt_str_append(out, "(?i)");
	if (random_below(source, 3) == 0)
		rt_str_append(out, "\\b");
	if (random_below(source, 5) == 0)
		add_broad_beginning(source, out);
	add_choice(source, 0, out);
}

void random_text(struct random_source *source, size_t pieces, struct rt_str *out)
{
	for (; pieces; pieces--) {
		uint32_t kind = random_below(source, 10);
		if (kind < 6)
			rt_str_append(out, pick(source, letters, COUNT(letters)));
		else if (kind < 9)
			rt_str_append(out, pick(source, between, COUNT(between)));
		else
			rt_str_append(out, pick(source, words, COUNT(words)));
	}
}
