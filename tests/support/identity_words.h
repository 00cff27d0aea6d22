/* The word lists of who is who and an arena, for the tests of names: the group's set-up and end. */
#ifndef RT_TESTS_IDENTITY_WORDS_H
#define RT_TESTS_IDENTITY_WORDS_H

#include "base/arena.h"
#include "resolve/lexicon.h"

extern struct rt_lexicon *lexicon;
extern struct rt_arena *arena;

int identity_words_load(void **state);
int identity_words_unload(void **state);

#endif
