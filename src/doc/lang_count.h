/* What in a text speaks for a language: letters of each script, small words of each language that
 * is written in Latin letters. */
#ifndef RT_DOC_LANG_COUNT_H
#define RT_DOC_LANG_COUNT_H

#include <stddef.h>
#include <stdint.h>

enum rt_script {
	RT_SCRIPT_NONE, /* signs */
	RT_SCRIPT_LATIN,
	RT_SCRIPT_GREEK,
	RT_SCRIPT_CYRILLIC,
	RT_SCRIPT_ARMENIAN,
	RT_SCRIPT_HEBREW,
	RT_SCRIPT_ARABIC,
	RT_SCRIPT_DEVANAGARI,
	RT_SCRIPT_BENGALI,
	RT_SCRIPT_GURMUKHI,
	RT_SCRIPT_GUJARATI,
	RT_SCRIPT_ORIYA,
	RT_SCRIPT_TAMIL,
	RT_SCRIPT_TELUGU,
	RT_SCRIPT_KANNADA,
	RT_SCRIPT_MALAYALAM,
	RT_SCRIPT_SINHALA,
	RT_SCRIPT_THAI,
	RT_SCRIPT_LAO,
	RT_SCRIPT_TIBETAN,
	RT_SCRIPT_MYANMAR,
	RT_SCRIPT_GEORGIAN,
	RT_SCRIPT_ETHIOPIC,
	RT_SCRIPT_KHMER,
	RT_SCRIPT_HANGUL,
	RT_SCRIPT_KANA,
	RT_SCRIPT_HAN,
	RT_SCRIPTS
};

#define RT_LANG_MOST 32	   /* languages of Latin script that are told by their words */
#define RT_LANG_CODES 80   /* … and those of other scripts */
#define RT_LANG_SLOTS 1024 /* a power of two, several times the words */

struct rt_lang_counts {
	size_t letters[RT_SCRIPTS];
	size_t ukrainian, persian, urdu; /* letters that Russian and Arabic do not have */
	size_t hits[RT_LANG_MOST];	 /* small words, by language */
	uint32_t words[RT_LANG_MOST];	 /* … different ones */
	uint64_t seen[RT_LANG_SLOTS / 64];
};

/* Adds what stands in the text. */
void rt_lang_count(struct rt_lang_counts *counts, const char *text, size_t len);

/* How many languages of Latin script there are; the code of one of them, "en". */
size_t rt_lang_latin_count(void);
const char *rt_lang_latin(size_t index);

/* Languages of other scripts; of those of one script the one that is meant where nothing tells
 * comes first. */
struct rt_lang_other {
	const char *lang;
	enum rt_script script;
};
extern const struct rt_lang_other rt_lang_others[];
extern const size_t rt_lang_other_count;

#endif
