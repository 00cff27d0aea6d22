/* lang_tally.h says what this is. */
#include "doc/lang_tally.h"

#include "doc/lang.h"

#include <string.h>

#define TOLD_FOR_LEANING 3 /* one text that is told speaks as loud as so many that lean */
#define FEWEST 3	   /* of leaning texts, before they are believed */

static size_t code_count(void)
{
	return rt_lang_latin_count() + rt_lang_other_count;
}

static const char *code(size_t index)
{
	size_t latin = rt_lang_latin_count();
	return index < latin ? rt_lang_latin(index) : rt_lang_others[index - latin].lang;
}

static void add(uint32_t *counts, const char *lang)
{
	for (size_t i = 0; i < code_count(); i++)
		if (!strncmp(code(i), lang, 2)) {
			counts[i] += counts[i] < UINT32_MAX;
			return;
		}
}

void rt_lang_tally_add(struct rt_lang_tally *tally, const char *lang, const char *text, size_t len)
{
	enum rt_lang_trust trust = RT_LANG_SURE;
	if (!lang)
		lang = rt_lang_guess(text, len, &trust);
	if (lang)
		add(trust == RT_LANG_SURE ? tally->told : tally->leaning, lang);
}

static void merge(uint32_t *into, const uint32_t *from)
{
	for (size_t i = 0; i < RT_LANG_CODES; i++)
		into[i] = into[i] > UINT32_MAX - from[i] ? UINT32_MAX : into[i] + from[i];
}

void rt_lang_tally_merge(struct rt_lang_tally *into, const struct rt_lang_tally *from)
{
	merge(into->told, from->told);
	merge(into->leaning, from->leaning);
}

static uint64_t weight(const struct rt_lang_tally *tally, size_t index)
{
	return (uint64_t)tally->told[index] * TOLD_FOR_LEANING + tally->leaning[index];
}

const char *rt_lang_tally_most(const struct rt_lang_tally *tally)
{
	size_t best = 0;
	for (size_t i = 1; i < code_count(); i++)
		if (weight(tally, i) > weight(tally, best) && weight(tally, i) >= FEWEST)
			best = i;
	return code(best);
}
