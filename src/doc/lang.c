#include "doc/lang.h"

#include "doc/languages_p.h"

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

/* What a text is told by. */
struct evidence {
	const struct rt_languages *languages;
	struct rt_lang_counts counts;
};

static struct winner latin_winner(const struct evidence *in)
{
	size_t best = 0, second = 0;
	for (size_t i = 1; i < in->languages->told_count; i++)
		if (in->counts.hits[i] > in->counts.hits[best])
			best = i;
	for (size_t i = 0; i < in->languages->told_count; i++)
		if (i != best && in->counts.hits[i] > second)
			second = in->counts.hits[i];
	return (struct winner){
		in->languages->told[best], in->counts.hits[best], second, in->counts.words[best]};
}

static const char *latin_language(const struct evidence *in)
{
	struct winner winner = latin_winner(in);
	return winner.hits >= MIN_HITS && winner.words >= MIN_WORDS && winner.hits > winner.second
		       ? winner.lang
		       : NULL;
}

/* … of which there is no doubt. */
static const char *sure_language(const struct evidence *in)
{
	struct winner winner = latin_winner(in);
	bool sure = winner.hits >= SURE_HITS && winner.hits >= SURE_TIMES * winner.second;
	return sure ? winner.lang : NULL;
}

#define SOME_LETTERS 20 /* of a script before it is believed, among Latin letters … */
#define FEW_LETTERS 3	/* … and where there are hardly any of those */

static bool is_latin(const struct rt_languages *in, const char *lang)
{
	for (size_t i = 0; i < in->written_count; i++)
		if (rt_lang_is(lang, in->written[i].lang))
			return false;
	return true;
}

struct script {
	size_t letters;
	const char *lang;
};

/* One letter more in so many, and the text is in the language that has it. */
#define RARE 50

static size_t own_letters(const struct evidence *in, const struct rt_written *written)
{
	size_t count = 0;
	for (uint64_t own = written->own; own; own &= own - 1)
		count += in->counts.own[__builtin_ctzll(own)];
	return count;
}

/* The first of the script, or the last that has letters of its own here: it may have those of the
 * ones before it as well. */
static const char *lang_of_script(const struct evidence *in, enum rt_script script)
{
	const char *lang = NULL;
	for (size_t i = 0; i < in->languages->written_count; i++) {
		const struct rt_written *written = &in->languages->written[i];
		if (written->script == script &&
			(!lang || own_letters(in, written) * RARE > in->counts.letters[script]))
			lang = written->lang;
	}
	return lang;
}

/* Han is written in Japan among kana and in Korea among Hangul; there a letter is a syllable. */
static size_t weight_of_script(const struct evidence *in, enum rt_script script)
{
	const size_t *letters = in->counts.letters;
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
static struct script other_script(const struct evidence *in, size_t *all_r)
{
	struct script best = {0};
	*all_r = 0;
	for (enum rt_script script = RT_SCRIPT_LATIN + 1; script < RT_SCRIPTS; script++) {
		size_t letters = weight_of_script(in, script);
		*all_r += letters;
		if (letters > best.letters)
			best = (struct script){letters, lang_of_script(in, script)};
	}
	return best;
}

static const char *main_language(const struct evidence *in)
{
	size_t all, latin = in->counts.letters[RT_SCRIPT_LATIN];
	struct script script = other_script(in, &all);
	bool enough = script.letters > SOME_LETTERS && script.letters > latin / 2;
	bool alone = script.letters >= FEW_LETTERS && script.letters > 2 * latin;
	return enough || alone ? script.lang : latin_language(in);
}

/* May a text that few letters tell to be in the one be in the other? They stand on one line, the
 * one that is meant where nothing tells first. NULL: in any other? */
static bool are_kin(const struct rt_languages *in, const char *told, const char *other)
{
	const struct rt_written *first = NULL;
	for (size_t i = 0; i < in->written_count; i++) {
		const struct rt_written *written = &in->written[i];
		if (!first || written->line != first->line)
			first = written;
		else if (rt_lang_is(told, first->lang) &&
			 (!other || rt_lang_is(other, written->lang)))
			return true;
	}
	return false;
}

/* Is it told by letters that its kin have as well, and by few? */
static bool may_be_kin(const struct evidence *in, const char *told)
{
	size_t all;
	return are_kin(in->languages, told, NULL) &&
	       other_script(in, &all).letters <= 2 * SOME_LETTERS;
}

/* A few words of Cyrillic in a Ukrainian dump are Ukrainian, though they might be Russian; as long
 * as nothing is known of the dump, that stays open. */
static const char *settle(const struct evidence *in, const char *fallback)
{
	const char *told = main_language(in);
	if (!told)
		return fallback;
	return may_be_kin(in, told) && (!fallback || are_kin(in->languages, told, fallback))
		       ? fallback
		       : told;
}

/* What else the text is written in: in Latin letters beside another script, or the other way round.
 */
static const char *other_language(const struct evidence *in, const char *lang)
{
	size_t letters, latin = in->counts.letters[RT_SCRIPT_LATIN];
	struct script script = other_script(in, &letters);
	if (is_latin(in->languages, lang))
		return script.letters > SOME_LETTERS ? script.lang : NULL;
	if (latin <= SOME_LETTERS && latin <= letters)
		return NULL;
	const char *told = latin_language(in);
	return told ? told : "en";
}

static struct evidence look_at(const struct rt_languages *languages, const char *text, size_t len)
{
	struct evidence found = {.languages = languages};
	rt_lang_count(languages, &found.counts, text, len < SAMPLE ? len : SAMPLE);
	return found;
}

const char *rt_lang_guess(const struct rt_languages *languages, const char *text, size_t len,
	enum rt_lang_trust *trust_r)
{
	struct evidence found = look_at(languages, text, len);
	const char *told = main_language(&found);
	struct winner winner = latin_winner(&found);
	*trust_r = !told ? RT_LANG_LEANS : may_be_kin(&found, told) ? RT_LANG_TOLD : RT_LANG_SURE;
	return !told && winner.hits > winner.second ? winner.lang : told;
}

const char *rt_lang_sure(const struct rt_languages *languages, const char *text, size_t len)
{
	enum rt_lang_trust trust;
	const char *lang = rt_lang_guess(languages, text, len, &trust);
	return trust == RT_LANG_SURE ? lang : NULL;
}

static bool is_words(enum rt_segment_kind kind)
{
	return kind == RT_SEGMENT_BODY || kind == RT_SEGMENT_QUOTE || kind == RT_SEGMENT_FORWARD;
}

static void tell_message(
	const struct rt_languages *languages, struct rt_document *document, size_t index)
{
	struct rt_message *message = &document->messages.items[index];
	struct evidence found = {.languages = languages};
	RT_VEC_FOREACH (segment, &document->segments)
		if (segment->message == (int32_t)index && is_words(segment->kind))
			rt_lang_count(languages, &found.counts,
				document->text + segment->range.start,
				segment->range.end - segment->range.start);
	const char *lang = sure_language(&found);
	bool other = lang && !rt_lang_is(document->lang, lang);
	message->lang = other ? lang : NULL;
}

/* Filters tell the languages, and those who work on a document ask once more. */
static bool is_told(const struct rt_document *document)
{
	return document->lang && document->lang == document->told.lang &&
	       document->text == document->told.text &&
	       document->segments.count == document->told.segments;
}

void rt_lang_document(
	const struct rt_languages *languages, struct rt_document *document, const char *fallback)
{
	if (!document->text || is_told(document))
		return;
	struct evidence found = look_at(languages, document->text, document->len);
	if (!document->lang)
		document->lang = settle(&found, fallback);
	if (!document->lang)
		return;
	document->told.lang = document->lang;
	document->told.text = document->text;
	document->told.segments = document->segments.count;
	document->told.latin = is_latin(languages, document->lang);
	document->lang_too = other_language(&found, document->lang);
	if (!document->told.latin || document->messages.count < 2 ||
		document->messages.count > MOST_MESSAGES || latin_winner(&found).second < SURE_HITS)
		return;
	for (size_t i = 0; i < document->messages.count; i++)
		tell_message(languages, document, i);
}

struct rt_langs rt_lang_of_document(const struct rt_document *document)
{
	struct rt_langs langs = {document->lang, document->lang_too, document->told.latin};
	RT_VEC_FOREACH (message, &document->messages)
		if (!langs.too)
			langs.too = message->lang;
	return langs;
}

struct rt_langs rt_lang_of_message(const struct rt_document *document, int32_t message)
{
	struct rt_langs langs = {document->lang, document->lang_too, document->told.latin};
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
	enum letters own = langs.latin ? LATIN_LETTERS : OTHER_LETTERS;
	enum letters letters = letters_at(text, range);
	return letters == NO_LETTERS || letters == own ? langs.main : langs.too;
}
