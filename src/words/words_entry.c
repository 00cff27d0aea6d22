/* Gazetteer entries of several tokens, as a block of tokens has them. */
#include "words/words_run_p.h"

#include <stddef.h>
#include <string.h>

#define MAX_SURFACE 116 /* bytes of an entry whose spelling counts, to be remembered by it */
#define MAX_SETS 30 /* lists of an entry whose row is remembered by them */

static void note_set(void *context, int set)
{
	struct rt_words_runner *in = context;
	RT_VEC_FOREACH(known, &in->sets)
		if (*known == set)
			return;
	rt_vec_push(&in->sets, set);
}

/* Of an entry of that shape in the lists of in->sets. */
static uint32_t make_row(struct rt_words_runner *in, uint32_t shape)
{
	uint64_t *row = in->row.items;
	memset(row, 0, in->terms->words * sizeof *row);
	rt_word_terms_entry_row(in->terms,
		&(struct rt_word_facts){.shape = shape, .sets = in->sets.items,
			.set_count = in->sets.count},
		row);
	return rt_signatures_put(rt_vocabulary_signatures(in->vocabulary), row);
}

/* Thousands of entries stand in the same few lists: a row is made once for these. */
static uint32_t make_signature(struct rt_words_runner *in, uint32_t at, const struct rt_span *span,
	const char *surface, size_t len)
{
	struct {
		uint32_t no_node, shape;
		int sets[MAX_SETS];
	} key = {.shape = in->tokens[at].shape};
	rt_vec_clear(&in->sets);
	rt_gazetteer_each_set(in->terms->gazetteer, span->node, rt_vocabulary_language(in->vocabulary),
		surface, len, note_set, in);
	if (in->sets.count > MAX_SETS)
		return make_row(in, key.shape);
	for (size_t i = 0; i < in->sets.count; i++)
		key.sets[i] = in->sets.items[i];
	uint64_t *known = rt_map_at(in->span_terms, (const char *)&key,
		offsetof(__typeof__(key), sets) + in->sets.count * sizeof *key.sets);
	if (!*known)
		*known = (uint64_t)make_row(in, key.shape) + 1;
	return (uint32_t)*known - 1;
}

/* The terms that hold of an entry depend on the node, on the first token's shape and on the language;
 * on the spelling as well, if one of the lists keeps case. */
static uint32_t signature_of(struct rt_words_runner *in, uint32_t at, const struct rt_span *span)
{
	struct {
		uint32_t node, shape;
		uint64_t lang;
		char surface[MAX_SURFACE];
	} key = {.node = span->node, .shape = in->tokens[at].shape};
	uint32_t skip = span->inner ? rt_words_word_at(in, at)->inner_at : 0u;
	uint32_t start = in->tokens[at].start + skip;
	size_t len = in->tokens[at + span->tokens - 1].end - start, key_len = offsetof(__typeof__(key), surface);
	key.lang = rt_vocabulary_language(in->vocabulary);
	if (rt_gazetteer_keeps_case(in->terms->gazetteer, span->node)) {
		if (len > sizeof key.surface)
			return make_signature(in, at, span, in->text + start, len);
		memcpy(key.surface, in->text + start, len);
		key_len += len;
	}
	const uint64_t *known = rt_map_find(in->span_terms, (const char *)&key, key_len);
	if (known)
		return (uint32_t)*known - 1;
	uint32_t signature = make_signature(in, at, span, in->text + start, len);
	*rt_map_at(in->span_terms, (const char *)&key, key_len) = (uint64_t)signature + 1;
	return signature;
}

/* Walks on from the node of the first token. */
static void walk(struct rt_words_runner *in, uint32_t at, uint32_t node, bool inner)
{
	const struct rt_gazetteer *gazetteer = in->terms->gazetteer;
	const struct rt_word_hint *hints = rt_vocabulary_hints(in->vocabulary);
	uint32_t end = at + 1;
	for (unsigned i = 0; node && i < RT_GAZETTEER_MAX_TOKENS; i++, end++) {
		if (end == in->piece_end || rt_words_begins_block(&in->tokens[end]))
			return;
		uint32_t next = rt_gazetteer_next(gazetteer, node, in->tokens[end].listed);
		if (!next && hints[in->tokens[end].word].is_hyphen)
			continue;
		node = next;
		if (!node || !rt_gazetteer_ends(gazetteer, node))
			continue;
		struct rt_span span = {node, end + 1 - at, 0, inner};
		span.signature = signature_of(in, at, &span);
		rt_vec_push(&in->spans, span);
	}
}

static void reverse(struct rt_span *spans, uint32_t count)
{
	for (uint32_t i = 0; i < count / 2; i++) {
		struct rt_span kept = spans[i];
		spans[i] = spans[count - 1 - i];
		spans[count - 1 - i] = kept;
	}
}

static struct rt_spans find_at(struct rt_words_runner *in, uint32_t at)
{
	struct rt_spans spans = {.first = (uint32_t)in->spans.count};
	const struct rt_word *word = rt_words_word_at(in, at);
	walk(in, at, word->long_node, false);
	if (in->spans.count == spans.first)
		walk(in, at, word->long_inner, true);
	spans.count = (uint32_t)in->spans.count - spans.first;
	if (spans.count > 1)
		reverse(in->spans.items + spans.first, spans.count);
	return spans;
}

/* The tokens where entries may begin. Of nearly all the words alone tell that none does, by the bits of the
 * tokens that go on behind them; that is asked without a branch, for it is hard to foresee. Behind a hyphen
 * an entry may go on with another token, and in Hebrew and Arabic behind letters that are glued on. */
static void find_openers(struct rt_words_runner *in)
{
	const struct rt_word_hint *hints = rt_vocabulary_hints(in->vocabulary);
	const struct rt_token *tokens = in->tokens + in->piece;
	uint32_t last = in->piece_end - in->piece - 1;
	size_t count = 0;
	rt_vec_clear(&in->openers);
	rt_vec_reserve(&in->openers, last);
	for (uint32_t at = 0; at < last; at++) {
		const struct rt_token *token = &tokens[at];
		bool otherwise = hints[token[1].word].is_hyphen |
			((token->shape & (RT_SHAPE_HEBREW | RT_SHAPE_ARABIC)) != 0);
		uint32_t behind = rt_gazetteer_bit(token[1].listed) | (0u - otherwise);
		in->openers.items[count] = at;
		count += (hints[token->word].opens & behind) != 0;
	}
	in->openers.count = count;
}

/* May an entry begin here? The pair of tokens tells more than the bits. */
static inline bool may_open(const struct rt_words_runner *in, uint32_t at)
{
	const struct rt_token *token = &in->tokens[at];
	return rt_gazetteer_may_open(in->terms->gazetteer, token->listed, token[1].listed) ||
		token->shape & (RT_SHAPE_HEBREW | RT_SHAPE_ARABIC) ||
		rt_vocabulary_hints(in->vocabulary)[token[1].word].is_hyphen;
}

void rt_words_find_spans(struct rt_words_runner *in)
{
	size_t count = in->piece_end - in->piece, kept = 0;
	rt_vec_clear(&in->spans);
	rt_vec_clear(&in->span_of);
	rt_vec_reserve(&in->span_of, count);
	memset(in->span_of.items, 0, count * sizeof *in->span_of.items);
	find_openers(in);
	RT_VEC_FOREACH(at, &in->openers)
	{
		struct rt_spans *spans = &in->span_of.items[*at];
		if (may_open(in, in->piece + *at))
			*spans = find_at(in, in->piece + *at);
		if (spans->count)
			in->openers.items[kept++] = *at;
	}
	in->openers.count = kept;
}
