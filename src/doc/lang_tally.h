/* What a dump is mostly written in, by its texts: for those that are too short to tell. */
#ifndef RT_DOC_LANG_TALLY_H
#define RT_DOC_LANG_TALLY_H

#include "doc/lang_count.h"

#define RT_LANG_CODES (RT_LANG_MOST + RT_LANG_WRITTEN + 1) /* the last: of any other */

struct rt_lang_tally {
	const struct rt_languages *languages;
	uint32_t told[RT_LANG_CODES];	 /* texts, by language */
	uint32_t leaning[RT_LANG_CODES]; /* … that are too short to tell, but have a word of it */
};

/* Counts a text; lang: what it is known to be in, or NULL. */
void rt_lang_tally_add(struct rt_lang_tally *tally, const char *lang, const char *text, size_t len);
void rt_lang_tally_merge(struct rt_lang_tally *into, const struct rt_lang_tally *from);

/* The language of most; "en" where none is told. Lives as long as the languages. */
const char *rt_lang_tally_most(const struct rt_lang_tally *tally);

#endif
