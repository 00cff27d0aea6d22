/*
 * Many PCRE2 patterns over one text.
 *
 * The fast way is a superset automaton over all patterns and an anchored JIT call where it wakes
 * one; the slow way, kept as the reference for the tests, runs every pattern over every byte. Both
 * give the same matches in the same order: for each pattern, leftmost first, not overlapping one
 * another, in order of start, then pattern.
 *
 * A line ends at "\n" for `.`, `^` and `$`; `^` and `$` mean the text's ends unless the pattern
 * says (?m). A match is never empty. \K, \G, \C, (*SKIP) and (*COMMIT) are refused.
 * Without JIT in the PCRE2 at hand everything works the same, slower (rt_match_has_jit).
 *
 *	struct rt_matcher *matcher = rt_matcher_new();
 *	rt_matcher_add(matcher, "\\d+/\\d+", &column, &err);   // pattern 0
 *	rt_matcher_finish(matcher);
 *	struct rt_match_scratch *scratch = rt_match_scratch_new(matcher);
 *	rt_matcher_run(matcher, scratch, text, len, &sink);
 */
#ifndef RT_MATCH_MATCH_H
#define RT_MATCH_MATCH_H

#include "base/err.h"
#include "cache/cache.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rt_matcher;	 /* compiled, shared by all threads */
struct rt_match_scratch; /* one a thread */

struct rt_matcher *rt_matcher_new(void);
void rt_matcher_free(struct rt_matcher *matcher);
/* Adds a pattern (fully expanded; UTF and UCP are on). Patterns are numbered 0, 1, 2 …
 * 0, or -1 and err with the place in it: column_r is 1-based, in code points. */
int rt_matcher_add(struct rt_matcher *matcher, const char *pattern, unsigned *column_r,
	struct rt_err *err);
size_t rt_matcher_count(const struct rt_matcher *matcher);
/* The pattern's text, with lists and defines put in. Borrowed. */
const char *rt_matcher_pattern(const struct rt_matcher *matcher, uint32_t pattern);
/* Before the first add: takes what an earlier run has put into a cache of the very same patterns; what does
 * not fit is built anew. The cache outlives the matcher. */
void rt_matcher_use_cache(struct rt_matcher *matcher, const struct rt_cache *cache);
/* A matcher of all the patterns that a sealed cache has, finished: as it stands there, nothing is compiled and nothing
 * looked at. Nothing can be added. The cache outlives it. NULL: it is not sealed, or not all there. */
struct rt_matcher *rt_matcher_restore(const struct rt_cache *cache);
/* After the last add. */
void rt_matcher_finish(struct rt_matcher *matcher);
/* All of that was there and in order. */
bool rt_matcher_took_cache(const struct rt_matcher *matcher);
/* Whether texts have needed so much that was not in the cache that it should be saved again. */
bool rt_matcher_has_grown(const struct rt_matcher *matcher);
/* Puts what was built so far into sections "patterns", "wakers", "positions", "classes" and "states". */
void rt_matcher_save(const struct rt_matcher *matcher, struct rt_cache_writer *writer);
/* What the automata take. */
struct rt_matcher_size {
	size_t positions, states, bytes;
	size_t transitions;
	size_t windowed; /* patterns that are woken at a rarer part of theirs */
};
struct rt_matcher_size rt_matcher_measure(const struct rt_matcher *matcher);

struct rt_match_group {
	const char *name; /* interned in the matcher */
	uint32_t start, end;
};

struct rt_match {
	uint32_t pattern;
	uint32_t start, end;		     /* of the whole match */
	const struct rt_match_group *groups; /* named groups that took part; good during the call */
	size_t group_count;
};

enum rt_match_limit { RT_LIMIT_NONE, RT_LIMIT_MATCH, RT_LIMIT_DEPTH, RT_LIMIT_HEAP, RT_LIMIT_JIT_STACK };

struct rt_match_sink {
	void *context;
	void (*found)(void *context, const struct rt_match *match);
	void (*limited)(void *context, uint32_t pattern, uint32_t place, enum rt_match_limit limit);
	/* May be NULL. The fast way is about to try the pattern there. */
	void (*woken)(void *context, uint32_t pattern, uint32_t place);
};

/* false: this PCRE2 has no JIT here; say so to the user, scanning takes several times longer. */
bool rt_match_has_jit(void);
const char *rt_match_library_version(void); /* PCRE2's, as "10.42 2022-12-11" */

struct rt_match_scratch *rt_match_scratch_new(const struct rt_matcher *matcher);
void rt_match_scratch_free(struct rt_match_scratch *scratch);
/* To be asked now and then between texts: an automaton that has grown to its bound makes way for a new one. true:
 * for this scratch it has; what rt_match_dialect and rt_match_walks have told is void then. */
bool rt_match_scratch_renew(struct rt_match_scratch *scratch);
/* What each pattern cost so far: for those who look for the slow rule. */
struct rt_match_cost {
	uint64_t calls, matches; /* of PCRE2, and how many of them matched */
	uint64_t nanoseconds;
};
/* From now on costs are added up in costs[pattern], for every pattern; NULL: no more. */
void rt_match_scratch_measure(struct rt_match_scratch *scratch, struct rt_match_cost *costs);

/* text must be valid UTF-8 of less than 4 GiB; it is not checked again. */
void rt_matcher_run(const struct rt_matcher *matcher, struct rt_match_scratch *scratch,
	const char *text, size_t len, const struct rt_match_sink *sink);
/* What is known before a text is run over. */
struct rt_looks;
struct rt_match_hints {
	const struct rt_looks *looks; /* where to look (automaton.h); NULL: everywhere */
	const uint8_t *off; /* by pattern: not wanted here; or NULL */
};
void rt_matcher_run_with(const struct rt_matcher *matcher, struct rt_match_scratch *scratch,
	const char *text, size_t len, const struct rt_match_hints *hints,
	const struct rt_match_sink *sink);
/* The choice of patterns that are left out of all texts of a kind (automaton.h). off: by pattern; copied. */
struct rt_dialect;
const struct rt_dialect *rt_match_dialect(const struct rt_match_scratch *scratch, const uint8_t *off);
/* What is known of a word in such texts (NULL: in any); false: nothing. */
struct rt_walks;
bool rt_match_walks(const struct rt_match_scratch *scratch, const struct rt_dialect *dialect,
	const char *word, size_t len, struct rt_walks *walks_r);
/* For a text whose words are to be told of. */
void rt_match_begin_looks(const struct rt_match_scratch *scratch, struct rt_looks *looks);
void rt_matcher_run_reference(const struct rt_matcher *matcher, struct rt_match_scratch *scratch,
	const char *text, size_t len, const struct rt_match_sink *sink);

/* A match that its rule refused (no such reporter, no such day) takes up no text: gives the first
 * match of the same pattern that begins behind refused's start and before its end, as the
 * reference would find it there. False where there is none; groups are good until the next call. */
bool rt_matcher_again(const struct rt_matcher *matcher, struct rt_match_scratch *scratch,
	const char *text, size_t len, const struct rt_match *refused, struct rt_match *again_r);

#endif
