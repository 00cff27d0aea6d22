/*
 * One PCRE2 pattern, the way every rule is run: UTF and Unicode properties on, a line ends at "\n",
 * JIT where there is one, and limits on every call. PCRE2 is used by match.c's files alone.
 *
 * A pattern is compiled in two forms when it is needed for the first time: `here` matches at one
 * place only (the fast way), `ahead` searches on from a place (the slow reference).
 */
#ifndef RT_MATCH_PCRE_H
#define RT_MATCH_PCRE_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/err.h"
#include "base/str.h"
#include "match/match.h"

enum rt_pcre_form { RT_PCRE_HERE, RT_PCRE_AHEAD };
#define RT_PCRE_FORMS 2

struct rt_pcre_name {
	const char *name;
	uint32_t group;
};

struct rt_pcre {
	const char *source;
	size_t source_len;
	struct rt_pcre_name *names;
	size_t name_count;
	bool looks_back;      /* has back-references or conditions */
	bool borrowed;	      /* source and names stand in a cache */
	uint32_t group_count; /* capture groups, the whole match not among them */
	pcre2_code *compiled; /* of the form `here`, until that is needed; NULL: not done yet */
	struct rt_pcre_code *forms[RT_PCRE_FORMS]; /* read and written atomically; NULL until needed */
};

/* What one thread needs for its calls; for patterns of at most `groups` capture groups. */
struct rt_pcre_scratch {
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
};

/* 0, or -1 and err with the column (1-based, code points). */
int rt_pcre_init(
	struct rt_pcre *pcre, const char *source, unsigned *column_r, struct rt_err *err);
void rt_pcre_release(struct rt_pcre *pcre);

/* Appends the pattern and what compiling it has told of it, as bytes. */
void rt_pcre_freeze(const struct rt_pcre *pcre, struct rt_str *out);
/* Makes it from such bytes, which are trusted and outlive it, and moves *at behind them: it is compiled when it is
 * needed. -1: they are not all there. */
int rt_pcre_thaw(struct rt_pcre *pcre, const char **at, const char *end);

void rt_pcre_scratch_init(struct rt_pcre_scratch *scratch, uint32_t groups);
void rt_pcre_scratch_release(struct rt_pcre_scratch *scratch);

/* 1 and the match's range in the scratch's ovector, 0 for none, -1 and the limit that was hit.
 * An empty match is none. from must stand at a code point's start. */
int rt_pcre_run(struct rt_pcre *pcre, enum rt_pcre_form form, struct rt_pcre_scratch *scratch,
	const char *text, size_t len, size_t from, enum rt_match_limit *limit_r);

/* Every match of a pattern in a text of ours, one after the other. -1: the pattern is refused. */
int rt_pcre_runs(const struct rt_str *pattern, const struct rt_str *text,
	void (*run)(void *context, size_t start, size_t end), void *context);

#endif
