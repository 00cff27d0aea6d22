/*
 * The superset automaton: which rules may match at which places of a text.
 *
 * It never misses a place where a rule matches; it may name places where none does. See automaton.c
 * for how it works, by an example.
 *
 *	struct rt_automaton *automaton = rt_automaton_new(classes);
 *	rt_automaton_add(automaton, tree);                    // rule 0, 1, 2 …
 *	rt_automaton_finish(automaton);
 *	rt_automaton_begin(automaton, NULL, 0, false);
 *	rt_automaton_scan(automaton, text, len, 0, len, &sink);
 *
 * Once finished it may be used by any number of threads; the parts of it that a text needs for the
 * first time are built under a lock and kept.
 */
#ifndef RT_MATCH_AUTOMATON_H
#define RT_MATCH_AUTOMATON_H

#include "base/vec.h"
#include "match/classes.h"
#include "match/pattern.h"

struct rt_automaton;

/* Room for states: real rules over real mail make some thousands. */
#define RT_STATES_MANY 65000u /* 65535 at most */
#define RT_STATES_FEW 4000u /* for an automaton of one rule */

/* classes are borrowed, and may not grow between finish and free. */
struct rt_automaton *rt_automaton_new(struct rt_classes *classes, uint32_t states_max);
void rt_automaton_free(struct rt_automaton *automaton);
/* The next rule. NULL: it never matches here, and only has a number. */
void rt_automaton_add(struct rt_automaton *automaton, const struct rt_tree *tree);
void rt_automaton_finish(struct rt_automaton *automaton);
/* Then: takes the states of an automaton of the same rules as they were frozen; the bytes outlive it, and are
 * aligned to 8. trusted: they were found in order before, and are not looked at. NULL: there are none.
 * -1: the bytes are not of this automaton; it begins without any. */
int rt_automaton_begin(struct rt_automaton *automaton, const char *bytes, size_t len, bool trusted);

/* Has it grown to its bound? What it has not built by then is answered with all that may be: right, and slow. */
bool rt_automaton_is_full(const struct rt_automaton *automaton);
/* Another one of the same rules that has built nothing yet. Nothing of the one holds for the other: neither
 * its dialects nor its rt_walks. */
struct rt_automaton *rt_automaton_anew(const struct rt_automaton *automaton);

struct rt_automaton_sink {
	void *context;
	/* The rule may match at text[start]. Called in order of start; for one start in any order. */
	void (*wake)(void *context, uint32_t rule, size_t start);
	/* Places before it are not wanted; it may move on with every rule that is woken. NULL: all are. */
	const uint32_t *wanted_from;
};

/* Looks at each place from `from` up to, not including, `to`, as part of the whole text. */
void rt_automaton_scan(struct rt_automaton *automaton, const char *text, size_t len, size_t from,
	size_t to, const struct rt_automaton_sink *sink);

/*
 * What is known of a word, wherever it stands: so that the words of running text, nearly all
 * of which begin no rule, are not walked through each time they are met. Bit i: a rule may begin at the
 * word's i-th byte …
 */
struct rt_walks {
	uint32_t usual;	    /* … where it stands as usual: behind a blank, before a sign that ends words */
	uint32_t open;	    /* … only if what stands behind it is not usual */
	uint16_t elsewhere; /* bits 0 and 1: the same of its first byte, whatever stands before it */
	/* Numbers of the states to which the walk from its first byte comes behind it, behind it and a
	 * blank; by what stands before it (enum rt_walks_before). 0: not known. */
	uint16_t behind[3], behind_blank[3];
};
enum rt_walks_before { RT_WALKS_ELSEWHERE, RT_WALKS_BLANK, RT_WALKS_LINE };
#define RT_WALKS_WORD 32 /* bytes: of longer words nothing is known */

/* Rules of other languages are left out of a text for good: its walks begin without them then, and are over
 * sooner. Such a choice of rules is a dialect. off: by rule, not 0: left out; copied. There are a few at
 * most; where there is no room for one more, and where it is NULL, walks begin with all rules. */
struct rt_dialect;
const struct rt_dialect *rt_automaton_dialect(struct rt_automaton *automaton, const uint8_t *off);

/* false: nothing is known of this word. What is equal is equal byte for byte. */
bool rt_automaton_walks(struct rt_automaton *automaton, const struct rt_dialect *dialect,
	const char *word, size_t len, struct rt_walks *walks_r);
/* Which of these signs no rule begins with where they stand at a line's start, and anywhere else within the
 * text; true for no others. */
void rt_automaton_quiet(struct rt_automaton *automaton, const char *signs, bool at_line_r[256], bool quiet_r[256]);

/* A stretch of a text that has to be looked at, given its words. */
struct rt_stretch {
	uint32_t start, end;
	uint32_t walks; /* bit i: a rule may begin at start + i … */
	uint32_t state; /* … and the first of these walks has come here at `end`; 0: not known;
			 * RT_EVERY_PLACE: every place must be looked at */
};
#define RT_EVERY_PLACE UINT32_MAX

struct rt_looks {
	const char *text;
	uint32_t len, at; /* at: what stands before is done with */
	const struct rt_dialect *dialect; /* of the words' walks */
	bool quiet_at_line[256], quiet[256]; /* signs that nothing begins with, at a line's start and elsewhere */
	RT_VEC(struct rt_stretch) items;
};

/* Up to `end` nothing is known. */
static inline void rt_looks_all(struct rt_looks *looks, uint32_t end)
{
	uint32_t at = looks->at;
	while (at && at < end &&
		(looks->text[at - 1] == '\n' ? looks->quiet_at_line
					     : looks->quiet)[(unsigned char)looks->text[at]])
		at++;
	if (at < end)
		rt_vec_push(&looks->items, (struct rt_stretch){at, end, 0, RT_EVERY_PLACE});
	looks->at = end;
}

/* By byte: what it is before a word (enum rt_walks_before), and behind one. */
extern const uint8_t rt_walks_before_of[256], rt_walks_behind_of[256];
#define RT_WALKS_USUAL 1u /* a sign that ends words */
#define RT_WALKS_SPACED 2u /* a blank */

/* Where a rule may begin in a word that stands between two bytes (0: an end of the text): that is hard to
 * foresee, and told without a branch. No walks: nowhere. */
static inline struct rt_stretch rt_walks_between(
	const struct rt_walks *walks, char before, char behind, uint32_t start, uint32_t end)
{
	uint32_t which = rt_walks_before_of[(unsigned char)before];
	uint32_t sign = rt_walks_behind_of[(unsigned char)behind], usual = sign & RT_WALKS_USUAL;
	uint32_t places = walks->usual | (walks->open & (usual - 1));
	uint32_t elsewhere = (walks->elsewhere & (3u - 2u * usual)) != 0;
	uint32_t state = walks->behind[which], later = walks->behind_blank[which];
	bool blank = (sign & RT_WALKS_SPACED) && later;
	return (struct rt_stretch){start, end + blank,
		which == RT_WALKS_ELSEWHERE ? (places & ~1u) | elsewhere : places, blank ? later : state};
}

/* The next word of which something is known. */
static inline void rt_looks_word(
	struct rt_looks *looks, const struct rt_walks *walks, uint32_t start, uint32_t end)
{
	char before = start ? looks->text[start - 1] : '\0';
	char behind = end < looks->len ? looks->text[end] : '\0';
	struct rt_stretch stretch = rt_walks_between(walks, before, behind, start, end);
	if (stretch.walks)
		rt_vec_push(&looks->items, stretch);
	looks->at = end;
}

/* rt_automaton_scan over the whole text, but only where it has to be looked at. */
void rt_automaton_scan_looks(struct rt_automaton *automaton, const char *text, size_t len,
	const struct rt_looks *looks, const struct rt_automaton_sink *sink);

struct rt_automaton_size {
	size_t positions, states, bytes;
	size_t transitions;
};
struct rt_automaton_size rt_automaton_measure(const struct rt_automaton *automaton);

/* For the cache: the states built so far as bytes. */
void rt_automaton_freeze(struct rt_automaton *automaton, struct rt_str *out);
/* What its rules are laid out as, as bytes, a multiple of 8 of them; … */
void rt_automaton_freeze_rules(const struct rt_automaton *automaton, struct rt_str *out);
/* … and, in place of adding rules and of rt_automaton_finish, from such bytes, which are trusted, outlive it and are
 * aligned to 8. Moves *at behind them. -1: they are not all there. */
int rt_automaton_thaw_rules(struct rt_automaton *automaton, const char **at, const char *end);
size_t rt_automaton_rules(const struct rt_automaton *automaton);

#endif
