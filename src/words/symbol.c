#include "words/symbol.h"

void rt_symbols_release(struct rt_symbols *symbols)
{
	rt_vec_release(&symbols->items);
	for (size_t i = 0; i < RT_VIEWS; i++)
		rt_vec_release(&symbols->codes[i]);
}

void rt_symbols_start(struct rt_symbols *symbols)
{
	rt_vec_clear(&symbols->items);
	rt_vec_push(&symbols->items, (struct rt_symbol){0, RT_VIEW_BLOCK_END});
	for (size_t i = 0; i < RT_VIEWS; i++)
		rt_vec_clear(&symbols->codes[i]);
}

uint32_t rt_symbols_put(struct rt_symbols *symbols, unsigned view, uint32_t signature)
{
	uint32_t number = (uint32_t)symbols->items.count;
	uint32_t code = number << RT_RANK_BITS | (signature < RT_RANKS ? signature : RT_RANKS);
	rt_vec_push(&symbols->items, (struct rt_symbol){signature, view});
	while (symbols->codes[view].count <= signature)
		rt_vec_push(&symbols->codes[view], 0);
	symbols->codes[view].items[signature] = code;
	return code;
}
