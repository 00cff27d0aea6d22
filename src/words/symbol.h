/*
 * Symbols: what the wake automaton (words_wake.h) is told of a token, as one number: which terms hold of
 * it (its signature) and where it stands (its view).
 *
 * A walk takes one step a token then, whether or not a pattern asks for a line's start on the way. A few
 * dozen views meet a few thousand signatures, so symbols are numbered as texts bring them.
 *
 * Walks read CODES: a symbol with its signature's RANK beside it. The first signatures come most, and a state
 * knows of them by a bit each whether they end every walk there; all others share one rank.
 */
#ifndef RT_WORDS_SYMBOL_H
#define RT_WORDS_SYMBOL_H

#include "words/words_p.h"

#define RT_RANKS 256 /* signatures that have one of their own: at seven tokens of eight */
#define RT_RANK_BITS 9

struct rt_symbol {
	uint32_t signature, view;
};

struct rt_symbols {
	RT_VEC(struct rt_symbol) items; /* [0]: a block ends here */
	RT_VEC(uint32_t) codes[RT_VIEWS]; /* by view and signature; 0: it has no symbol yet */
};

#define RT_CODE_END 0u /* of symbol 0 */

void rt_symbols_release(struct rt_symbols *symbols);
/* Makes it one that knows the end alone. */
void rt_symbols_start(struct rt_symbols *symbols);
/* The code of a new symbol. */
uint32_t rt_symbols_put(struct rt_symbols *symbols, unsigned view, uint32_t signature);

static inline uint32_t rt_code_symbol(uint32_t code)
{
	return code >> RT_RANK_BITS;
}

static inline uint32_t rt_code_rank(uint32_t code)
{
	return code & ((1u << RT_RANK_BITS) - 1);
}

/* The same symbol, of a token that is to be looked at closely: its rank tells nothing. */
static inline uint32_t rt_code_without_rank(uint32_t code)
{
	return (code & ~((1u << RT_RANK_BITS) - 1)) | RT_RANKS;
}

static inline uint32_t rt_symbols_code(struct rt_symbols *symbols, unsigned view, uint32_t signature)
{
	uint32_t code = signature < symbols->codes[view].count ? symbols->codes[view].items[signature] : 0;
	return code ? code : rt_symbols_put(symbols, view, signature);
}

#endif
