/* The inside of the matcher, shared by match*.c alone. */
#ifndef RT_MATCH_MATCH_P_H
#define RT_MATCH_MATCH_P_H

#include "base/vec.h"
#include "match/automaton.h"
#include "match/match.h"
#include "match/pattern.h"
#include "match/pcre.h"
#include "match/waker.h"

#include <pthread.h>

/* What a pattern's matches may begin with; worked out where one is refused for the first time. */
struct beginning {
	const struct rt_tree *tree; /* of the whole pattern */
	const uint64_t *bytes;	    /* bits, by byte; NULL: not yet */
};

/* match_scratch.c: an automaton, and how many scratches hold it; and the one that holds now. */
struct rt_generation {
	struct rt_automaton *automaton;
	size_t holders;
};
struct rt_succession {
	pthread_mutex_t lock;
	struct rt_generation *now;
};
struct rt_succession *rt_succession_new(void); /* without an automaton */
void rt_succession_free(struct rt_succession *succession); /* nobody holds it */

struct rt_matcher {
	RT_VEC(struct rt_pcre) patterns;
	const struct rt_cache *cache; /* or NULL */
	bool is_refused; /* some of it was not in order */
	const char *known, *known_end; /* what it has of the next pattern (pcre.h) */
	uint32_t most_groups;
	struct rt_classes *classes;
	struct rt_arena *trees;
	struct rt_waker *wakers;	/* of each pattern */
	struct beginning *beginnings;	/* of each pattern */
	struct rt_succession *succession; /* the automaton of all tails: rule n is pattern n's */
	struct rt_automaton *openers;	/* of the patterns that match at a text's start alone */
	struct rt_automaton **windows;	/* of each windowed pattern by itself; else NULL */
	size_t thawed_transitions; /* of all of them, as the cache had them */
};

/* A match as it is kept until all of a text's are known and can be put in order. */
struct found {
	struct rt_match match;
	size_t first_group; /* in scratch->groups, which still grows */
};

/* How far one pattern has come in a text. */
struct progress {
	uint32_t run; /* the number of that text */
	uint32_t end; /* of its last match: the next one starts there or later */
	uint32_t limits;
	uint32_t tail_end; /* its last window reaches up to here */
};


struct match_groups {
	struct rt_match_group *items;
	size_t count, cap;
};

struct rt_match_scratch {
	const struct rt_matcher *matcher;
	struct rt_generation *generation;
	struct rt_pcre_scratch pcre;
	struct progress *progress; /* by pattern */
	uint32_t run; /* … where it is of this one; else it has not begun */
	RT_VEC(struct found) found;
	struct match_groups groups;
	struct match_groups again; /* of rt_matcher_again */
	struct rt_match_cost *costs; /* of each pattern, where they are wanted */
};

/* Keeps the match that stands in the scratch's ovector; -> its end. */
size_t rt_match_keep(
	struct rt_match_scratch *scratch, const struct rt_pcre *pcre, uint32_t pattern);
/* Hands out what was kept, in order. */
void rt_match_deliver(struct rt_match_scratch *scratch, const struct rt_match_sink *sink);

/* match_store.c: what the cache has of the tails (a number for each pattern, or NULL), of classes and states. */
const uint32_t *rt_matcher_known_tails(struct rt_matcher *matcher);
void rt_matcher_thaw_classes(struct rt_matcher *matcher);
/* The automata take their states, and begin. */
void rt_matcher_begin(struct rt_matcher *matcher);

#endif
