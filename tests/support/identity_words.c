#include "identity_words.h"

struct rt_lexicon *lexicon;
struct rt_arena *arena;

int identity_words_load(void **state)
{
	struct rt_err err;
	(void)state;
	lexicon = rt_lexicon_load(RT_TOP_SRCDIR "/rules", &err);
	arena = rt_arena_new();
	return lexicon ? 0 : -1;
}

int identity_words_unload(void **state)
{
	(void)state;
	rt_lexicon_free(lexicon);
	rt_arena_free(arena);
	return 0;
}
