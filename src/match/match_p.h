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

/* What a pattern's matches may begin with. */
struct rt_beginning {
	uint64_t bytes[256 / 64]; /* bits, by byte */
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
	uint32_t most_groups;
	struct rt_classes *classes;
	struct rt_waker *wakers;	/* of each pattern */
	struct rt_beginning *beginnings; /* of each pattern */
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

/* match_compile.c: one pattern more; and all that is there for each of them, once they are all there. */
void rt_matcher_put(struct rt_matcher *matcher, const struct rt_pcre *pcre);
void rt_matcher_make_room(struct rt_matcher *matcher);

/* match_store.c: the automata by number: the main one, that of the openers, each pattern's window or NULL. */
size_t rt_matcher_automata(const struct rt_matcher *matcher);
struct rt_automaton *rt_matcher_automaton(const struct rt_matcher *matcher, size_t number);

/* How a pattern is woken and what it begins with, as the cache has it. */
struct rt_frozen_waker {
	uint32_t part, windowed, alphabet, longest;
	struct rt_beginning beginning;
};
/* What the cache has of that, one for each pattern, or NULL; of classes and of states. */
const struct rt_frozen_waker *rt_matcher_known_wakers(struct rt_matcher *matcher);
void rt_matcher_thaw_classes(struct rt_matcher *matcher);
/* The automata take their states, and begin. */
void rt_matcher_begin(struct rt_matcher *matcher);

#endif
