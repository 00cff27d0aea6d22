/* lang_tally.h says what this is. */
#include "doc/lang_tally.h"

#include "doc/lang.h"
#include "doc/languages_p.h"

#include <string.h>

#define TOLD_FOR_LEANING 3 /* one text that is told speaks as loud as so many that lean */
#define FEWEST 3	   /* of leaning texts, before they are believed */

static const char *code(const struct rt_lang_tally *tally, size_t index)
{
	const struct rt_languages *in = tally->languages;
	return index < in->told_count ? in->told[index] : in->written[index - in->told_count].lang;
}

static size_t code_count(const struct rt_lang_tally *tally)
{
	return tally->languages->told_count + tally->languages->written_count;
}

/* The first that has the code; the place behind the last where none has. */
static size_t index_of(const struct rt_lang_tally *tally, const char *lang)
{
	size_t at = 0;
	while (at < code_count(tally) && !rt_lang_is(lang, code(tally, at)))
		at++;
	return at;
}

void rt_lang_tally_add(struct rt_lang_tally *tally, const char *lang, const char *text, size_t len)
{
	enum rt_lang_trust trust = RT_LANG_SURE;
	if (!lang)
		lang = rt_lang_guess(tally->languages, text, len, &trust);
	if (!lang)
		return;
	uint32_t *count =
		(trust == RT_LANG_SURE ? tally->told : tally->leaning) + index_of(tally, lang);
	*count += *count < UINT32_MAX;
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
	const char *best = "en";
	uint64_t most = weight(tally, index_of(tally, best));
	for (size_t i = 0; i < code_count(tally); i++)
		if (weight(tally, i) > most && weight(tally, i) >= FEWEST) {
			best = code(tally, i);
			most = weight(tally, i);
		}
	return best;
}
