/*
 * From a `match` line to a pattern for PCRE2: {name} is put in (a define, or the alternation of a
 * list), and a blank becomes any white space that a mail may put there, a line break with its quote
 * marks included.
 */
#ifndef RT_ENGINE_EXPAND_H
#define RT_ENGINE_EXPAND_H

#include "engine/rule.h"
#include "words/gazetteer.h"

#define RT_MAX_PATTERN_BYTES (256u << 10) /* of one pattern, expanded */

struct rt_expansion {
	struct rt_str pattern;
	RT_VEC(uint32_t) origins; /* for each byte of pattern: the byte of the line it comes from */
};

/* 0, or -1 with err and the byte in the line where it went wrong. file: of the rule, whose defines
 * go before those of other files. */
int rt_expand(const struct rt_gazetteer *gazetteer, const struct rt_define *defines,
	size_t define_count, const char *file, const char *text, struct rt_expansion *out,
	uint32_t *place_r, struct rt_err *err);
/* The same for a `words` line, where {name} is always a define and all else stays. */
int rt_expand_words(const struct rt_define *defines, size_t define_count, const char *file,
	const char *text, struct rt_expansion *out, uint32_t *place_r, struct rt_err *err);
void rt_expansion_release(struct rt_expansion *expansion);

#endif
