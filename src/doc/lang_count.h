/* What in a text speaks for a language: letters of each script, letters and small words of each
 * language. */
#ifndef RT_DOC_LANG_COUNT_H
#define RT_DOC_LANG_COUNT_H

#include "doc/languages.h"

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

#define RT_LANG_MOST 64	   /* languages that are told by their words: the bits of a number */
#define RT_LANG_WRITTEN 96 /* … by their script */
#define RT_LANG_LETTERS 64 /* … by letters of their own: how many such letters; the first is none \
			    */
#define RT_LANG_SLOTS 2048 /* a power of two, twice the small words that there may be */

struct rt_lang_counts {
	size_t letters[RT_SCRIPTS];
	size_t own[RT_LANG_LETTERS];  /* letters that a language has for itself in its script */
	size_t hits[RT_LANG_MOST];    /* small words, by language */
	uint32_t words[RT_LANG_MOST]; /* … different ones */
	uint64_t seen[RT_LANG_SLOTS / 64];
};

/* Adds what stands in the text. */
void rt_lang_count(const struct rt_languages *languages, struct rt_lang_counts *counts,
	const char *text, size_t len);

#endif
