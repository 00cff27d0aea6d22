/*
 * Where a segment has to be looked at for `match` patterns, by what the vocabulary knows of its words.
 *
 * As a rule nothing begins with blanks and line breaks, nor within most words. Of a word the token itself
 * tells whether it may be passed over where it stands (enum rt_word_mark), and seven of ten may.
 */
#include "engine/scan_p.h"

#include "words/vocabulary.h"

#define AHEAD 8 /* tokens of which is fetched what is asked for next */

static void begin(struct rt_scanner *in)
{
	struct rt_looks *looks = &in->looks;
	looks->text = in->document->text + in->base;
	looks->len = in->segment_len;
	looks->dialect = rt_vocabulary_dialect(in->vocabulary);
	looks->at = 0;
	rt_vec_clear(&looks->items);
}

/* The gap before a token, and the token if nothing is known of its word. */
static void look_closely(struct rt_scanner *in, const struct rt_token *token, uint32_t gap_start, bool known)
{
	in->looks.at = gap_start;
	rt_looks_all(&in->looks, token->start - in->base);
	if (!known)
		rt_looks_all(&in->looks, token->end - in->base);
}

static uint32_t end_before(const struct rt_scanner *in, uint32_t first, uint32_t at)
{
	return at > first ? in->tokens.items[at - 1].end - in->base : 0;
}

/* Does no pattern begin in a word that stands so? behind: the byte behind it. Without a branch, for that is
 * hard to foresee. */
static inline bool is_quiet(uint32_t place, char behind)
{
	uint32_t usual = rt_walks_behind_of[(unsigned char)behind] & RT_WALKS_USUAL;
	uint32_t spaced = usual & place / RT_AT_SPACE;
	_Static_assert(RT_AT_QUIET_USUALLY == RT_AT_QUIET_WORD << 1 && RT_AT_QUIET_SPACED == RT_AT_QUIET_WORD << 2,
		"the mark is chosen by a shift");
	return (place >> (usual + spaced) & ~(place / RT_AT_ODD_GAP * RT_AT_QUIET_WORD) & RT_AT_QUIET_WORD) != 0;
}

/* Gathers the tokens that are not passed over: the first, those between that are not quiet, the last. all: where
 * patterns begin with blanks, none is passed over. */
static void find_loud(struct rt_scanner *in, uint32_t first, uint32_t behind, bool all)
{
	const struct rt_token *tokens = in->tokens.items;
	const char *text = in->document->text;
	rt_vec_clear(&in->loud);
	rt_vec_reserve(&in->loud, behind - first);
	if (first == behind)
		return;
	uint32_t *loud = in->loud.items, i = first, last = behind - 1;
	*loud++ = i++;
	for (; all && i < last; i++)
		*loud++ = i;
	for (; i < last; i++) {
		*loud = i;
		loud += !is_quiet(tokens[i].place, text[tokens[i].end]);
	}
	if (i < behind)
		*loud++ = i;
	in->loud.count = (size_t)(loud - in->loud.items);
}

/* Notes where patterns may begin in a token of whose word something is known. */
static inline void look(
	struct rt_looks *looks, const struct rt_walks *walks, uint32_t start, uint32_t end)
{
	struct rt_stretch *stretch = &looks->items.items[looks->items.count];
	*stretch = rt_walks_between(walks, start ? looks->text[start - 1] : '\0',
		end < looks->len ? looks->text[end] : '\0', start, end);
	looks->items.count += stretch->walks != 0;
}

void rt_scan_note_looks(struct rt_scanner *in, uint32_t first, uint32_t behind)
{
	const struct rt_token *tokens = in->tokens.items;
	const struct rt_word_hint *hints = rt_vocabulary_hints(in->vocabulary);
	const struct rt_walks *walks = rt_vocabulary_walks(in->vocabulary);
	struct rt_looks *looks = &in->looks;
	/* May something begin with one? Those at a line's start are an odd gap, which is looked at anyway. */
	const bool blanks = !looks->quiet[' '] || !looks->quiet['\n'] || !looks->quiet_at_line['\n'];
	begin(in);
	find_loud(in, first, behind, blanks);
	for (size_t i = 0; i < in->loud.count; i++) {
		uint32_t at = in->loud.items[i];
		const struct rt_token *token = &tokens[at];
		uint32_t known = hints[token->word].walks;
		if (i + AHEAD < in->loud.count)
			__builtin_prefetch(&hints[tokens[in->loud.items[i + AHEAD]].word]);
		if (!known || token->place & RT_AT_ODD_GAP || blanks || at == first)
			look_closely(in, token, end_before(in, first, at), known);
		rt_vec_reserve(&looks->items, 1);
		look(looks, &walks[known], token->start - in->base, token->end - in->base);
	}
	looks->at = end_before(in, first, behind);
	rt_looks_all(looks, looks->len);
}
