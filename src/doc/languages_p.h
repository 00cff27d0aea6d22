/* The inside of the languages, for the files that tell them. */
#ifndef RT_DOC_LANGUAGES_P_H
#define RT_DOC_LANGUAGES_P_H

#include "doc/lang_count.h"

#include <string.h>

#define RT_SMALL_WORD_BYTES 8 /* its bytes are one number */
#define RT_LANG_CODE 8	      /* bytes of "de", "haw", with the NUL */

/* Letters are known by the first two bytes of their UTF-8. */
#define RT_FIRST_LEAD 0xc3
#define RT_BEHIND_LEADS 0xee

/* What a byte is: every byte of every text is asked about. */
enum {
	RT_ASCII_LETTER = 1,
	RT_WIDE_LETTER = 2,
	RT_LETTER = RT_ASCII_LETTER | RT_WIDE_LETTER,
	RT_JOINS_BEHIND = 4,
	RT_JOINS_BEFORE = 8
};

/* A language in a script that is not Latin. */
struct rt_written {
	char lang[RT_LANG_CODE];
	enum rt_script script;
	unsigned line; /* of the list: a few letters do not tell those of one line apart */
	uint64_t own;  /* the numbers of its own letters, a bit each */
};

struct rt_languages {
	char told[RT_LANG_MOST][RT_LANG_CODE]; /* by their small words */
	size_t told_count;
	struct rt_written written[RT_LANG_WRITTEN];
	size_t written_count;
	unsigned lines, own_count;
	enum rt_script script; /* of the line that is added now */
	size_t word_count;
	uint64_t sum; /* of the lists' names and entries */
	struct {
		uint64_t key;	    /* the word's bytes as one number; 0: free */
		uint64_t languages; /* that have it, a bit each */
	} slots[RT_LANG_SLOTS];
	uint8_t kinds[256];
	uint8_t script_of[RT_BEHIND_LEADS - RT_FIRST_LEAD][64],
		own_of[RT_BEHIND_LEADS - RT_FIRST_LEAD][64];
};

/* Is it that language, or its form of some country: "pt", "pt-BR"? */
static inline bool rt_lang_is(const char *lang, const char *code)
{
	size_t len = strlen(code);
	return !strncmp(lang, code, len) && (!lang[len] || lang[len] == '-' || lang[len] == '_');
}

/* Where the word stands, or would. */
static inline size_t rt_languages_slot(const struct rt_languages *in, uint64_t key)
{
	size_t at = key * 0x9e3779b97f4a7c15u >> 53;
	while (in->slots[at].key && in->slots[at].key != key)
		at = (at + 1) % RT_LANG_SLOTS;
	return at;
}

#endif
