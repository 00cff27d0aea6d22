#include "doc/lang.h"

#include "doc/lang_count.h"

#include <string.h>

#define SAMPLE (64u << 10)
#define MIN_HITS 3  /* small words of the winner before it is believed */
#define MIN_WORDS 2 /* … different ones: "AZ AZ AZ" are three addresses */
#define SURE_HITS 8 /* … against the language of the document, and so many times all others' */
#define SURE_TIMES 3
#define MOST_MESSAGES 100 /* a text that quotes more is told as one */

struct winner {
	const char *lang;
	size_t hits, second; /* its own, the next one's */
	uint32_t words;	     /* its own, different ones */
};

static struct winner latin_winner(const struct rt_lang_counts *counts)
{
	size_t best = 0, second = 0;
	for (size_t i = 1; i < rt_lang_latin_count(); i++)
		if (counts->hits[i] > counts->hits[best])
			best = i;
	for (size_t i = 0; i < rt_lang_latin_count(); i++)
		if (i != best && counts->hits[i] > second)
			second = counts->hits[i];
	return (struct winner){
		rt_lang_latin(best), counts->hits[best], second, counts->words[best]};
}

static const char *latin_language(const struct rt_lang_counts *counts)
{
	struct winner winner = latin_winner(counts);
	return winner.hits >= MIN_HITS && winner.words >= MIN_WORDS && winner.hits > winner.second
		       ? winner.lang
		       : NULL;
}

/* … of which there is no doubt. */
static const char *sure_language(const struct rt_lang_counts *counts)
{
	struct winner winner = latin_winner(counts);
	bool sure = winner.hits >= SURE_HITS && winner.hits >= SURE_TIMES * winner.second;
	return sure ? winner.lang : NULL;
}

#define SOME_LETTERS 20 /* of a script before it is believed, among Latin letters … */
#define FEW_LETTERS 3	/* … and where there are hardly any of those */

static bool is_latin(const char *lang)
{
	for (size_t i = 0; i < rt_lang_other_count; i++)
		if (!strncmp(rt_lang_others[i].lang, lang, 2))
			return false;
	return true;
}

struct script {
	size_t letters;
	const char *lang;
};

/* One letter more in so many, and the text is in the language that has it. */
#define RARE 50

static const char *first_of_script(enum rt_script script)
{
	size_t i = 0;
	while (i < rt_lang_other_count && rt_lang_others[i].script != script)
		i++;
	return i < rt_lang_other_count ? rt_lang_others[i].lang : NULL;
}

static const char *lang_of_script(const struct rt_lang_counts *counts, enum rt_script script)
{
	size_t letters = counts->letters[script];
	if (script == RT_SCRIPT_CYRILLIC && counts->ukrainian * RARE > letters)
		return "uk";
	if (script == RT_SCRIPT_ARABIC && counts->urdu * RARE > letters)
		return "ur";
	if (script == RT_SCRIPT_ARABIC && counts->persian * RARE > letters)
		return "fa";
	return first_of_script(script);
}

/* Han is written in Japan among kana and in Korea among Hangul; there a letter is a syllable. */
static size_t weight_of_script(const struct rt_lang_counts *counts, enum rt_script script)
{
	const size_t *letters = counts->letters;
	size_t kana = letters[RT_SCRIPT_KANA], hangul = letters[RT_SCRIPT_HANGUL],
	       han = letters[RT_SCRIPT_HAN];
	bool japanese = kana * 8 > han, korean = hangul * 2 > han && hangul > kana;
	switch (script) {
	case RT_SCRIPT_HAN:
		return korean || japanese ? 0 : 2 * (han + kana);
	case RT_SCRIPT_KANA:
		return japanese && !korean ? 2 * (kana + han) : 0;
	case RT_SCRIPT_HANGUL:
		return korean ? 2 * (hangul + han) : 2 * hangul;
	default:
		return letters[script];
	}
}

/* The script but Latin with most letters, and how many all those have. */
static struct script other_script(const struct rt_lang_counts *counts, size_t *all_r)
{
	struct script best = {0};
	*all_r = 0;
	for (enum rt_script script = RT_SCRIPT_LATIN + 1; script < RT_SCRIPTS; script++) {
		size_t letters = weight_of_script(counts, script);
		*all_r += letters;
		if (letters > best.letters)
			best = (struct script){letters, lang_of_script(counts, script)};
	}
	return best;
}

static const char *main_language(const struct rt_lang_counts *counts)
{
	size_t all, latin = counts->letters[RT_SCRIPT_LATIN];
	struct script script = other_script(counts, &all);
	bool enough = script.letters > SOME_LETTERS && script.letters > latin / 2;
	bool alone = script.letters >= FEW_LETTERS && script.letters > 2 * latin;
	return enough || alone ? script.lang : latin_language(counts);
}

/* Languages of one script; where no letter tells them apart, a text is in the first. */
static bool are_kin(const char *told, const char *other)
{
	static const char *const kin[] = {
		"ru uk be bg sr mk kk", "ar fa ur ps", "hi mr ne", "zh ja"};
	char wanted[] = {other[0], other[0] ? other[1] : ' ', '\0'};
	for (size_t i = 0; i < sizeof kin / sizeof *kin; i++)
		if (!strncmp(kin[i], told, 2))
			return strstr(kin[i], wanted) != NULL;
	return false;
}

/* Is it told by letters that its kin have as well, and by few? */
static bool may_be_kin(const struct rt_lang_counts *counts, const char *told)
{
	size_t all;
	return are_kin(told, told) && other_script(counts, &all).letters <= 2 * SOME_LETTERS;
}

/* A few words of Cyrillic in a Ukrainian dump are Ukrainian, though they might be Russian; as long
 * as nothing is known of the dump, that stays open. */
static const char *settle(const struct rt_lang_counts *counts, const char *fallback)
{
	const char *told = main_language(counts);
	if (!told)
		return fallback;
	return may_be_kin(counts, told) && (!fallback || are_kin(told, fallback)) ? fallback : told;
}

/* What else the text is written in: in Latin letters beside another script, or the other way round.
 */
static const char *other_language(const struct rt_lang_counts *counts, const char *lang)
{
	size_t letters, latin = counts->letters[RT_SCRIPT_LATIN];
	struct script script = other_script(counts, &letters);
	if (is_latin(lang))
		return script.letters > SOME_LETTERS ? script.lang : NULL;
	if (latin <= SOME_LETTERS && latin <= letters)
		return NULL;
	const char *told = latin_language(counts);
	return told ? told : "en";
}

static struct rt_lang_counts count_sample(const char *text, size_t len)
{
	struct rt_lang_counts counts = {0};
	rt_lang_count(&counts, text, len < SAMPLE ? len : SAMPLE);
	return counts;
}

const char *rt_lang_guess(const char *text, size_t len, enum rt_lang_trust *trust_r)
{
	struct rt_lang_counts counts = count_sample(text, len);
	const char *told = main_language(&counts);
	struct winner winner = latin_winner(&counts);
	*trust_r = !told ? RT_LANG_LEANS : may_be_kin(&counts, told) ? RT_LANG_TOLD : RT_LANG_SURE;
	return !told && winner.hits > winner.second ? winner.lang : told;
}

static bool is_words(enum rt_segment_kind kind)
{
	return kind == RT_SEGMENT_BODY || kind == RT_SEGMENT_QUOTE || kind == RT_SEGMENT_FORWARD;
}

static void tell_message(struct rt_document *document, size_t index)
{
	struct rt_message *message = &document->messages.items[index];
	struct rt_lang_counts counts = {0};
	RT_VEC_FOREACH (segment, &document->segments)
		if (segment->message == (int32_t)index && is_words(segment->kind))
			rt_lang_count(&counts, document->text + segment->range.start,
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
	struct rt_lang_counts counts = count_sample(document->text, document->len);
	if (!document->lang)
		document->lang = settle(&counts, fallback);
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
