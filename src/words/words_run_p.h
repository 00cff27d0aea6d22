/* The inside of the runner of `words` patterns, shared by words.c, words_entry.c and words_attempt.c. */
#ifndef RT_WORDS_WORDS_RUN_P_H
#define RT_WORDS_WORDS_RUN_P_H

#include "words/signature.h"
#include "words/words_p.h"
#include "words/words_wake.h"

#define RT_WORDS_SLOTS (2 * (RT_WORDS_MAX_GROUPS + 1))

/* An entry of several tokens that begins at a token. */
struct rt_span {
	uint32_t node, tokens;
	uint32_t signature; /* the terms that hold of it */
	bool inner; /* its first token was read without the letters glued on */
};

struct rt_spans {
	uint32_t first, count;
};

/* A way not yet gone: a place to try, or (pc == RT_WAY_UNDO) a slot to set back. */
struct rt_way {
	uint32_t pc, at, old;
};
#define RT_WAY_UNDO UINT32_MAX

/* A walk of the wake automaton on its way (words_walk.c). */
struct rt_lane {
	uint32_t state, at; /* before the token `at` */
	uint32_t start; /* the token from which it came */
};

/* A state in which programs have ended that began at a token of the chunk; and where the next of that token
 * stands, or 0. */
struct rt_waking {
	uint32_t state, start, next;
};

#define RT_WORDS_CHUNK 256 /* tokens whose walks are made side by side, at most */

/* A wake automaton that stands in runner->frozen. */
struct rt_frozen_wake {
	size_t at, len;
	size_t learnt; /* as it was frozen */
};

/* How far a program has come. */
struct rt_words_progress {
	uint64_t steps;	   /* left in … */
	uint32_t document; /* … the document of that number */
	uint32_t block;	   /* in the block of that number … */
	uint32_t resume;   /* … its next match may begin here */
};

struct rt_words_runner {
	const struct rt_word_terms *terms;
	RT_VEC(struct rt_span) spans;
	RT_VEC(uint32_t) openers; /* tokens of the piece where some begin */
	RT_VEC(struct rt_spans) span_of; /* by token of the piece */
	RT_VEC(struct rt_way) ways;
	struct rt_map *span_terms; /* node, shape, language -> signature + 1 */
	RT_VEC(uint64_t) row;	   /* while a signature is made, and … */
	RT_VEC(int) sets;	   /* … the lists that the entry is in */
	double *spent;	    /* by program: seconds, where they are measured */
	uint64_t budget;    /* of steps that each program has in this document */
	struct rt_words_progress *progress; /* by program */
	uint32_t document, block; /* their numbers */
	struct rt_symbols symbols;
	RT_VEC(struct rt_words_wake *) wakes; /* one for each set of patterns that is off; the last: used last */
	const char *frozen;		      /* as they were frozen … */
	struct rt_str frozen_here;	      /* … and copied, or not … */
	size_t frozen_symbols;		      /* … when there were so many symbols … */
	RT_VEC(struct rt_frozen_wake) waiting; /* … those that were not wanted yet */
	struct rt_words_wake *wake;	      /* of the set that is run now … */
	const uint8_t *disabled;	      /* … and what is off in it */
	RT_VEC(uint32_t) codes; /* by token of the piece (symbol.h); behind the last, the end */
	RT_VEC(struct rt_lane) lanes, branches; /* of the chunk; new ones, for the next round */
	RT_VEC(struct rt_waking) wakings;
	uint32_t chunk; /* its first token */
	size_t opener;	/* the first that does not stand before it */
	uint64_t awake[RT_WORDS_CHUNK / 64];	/* tokens of the chunk that have wakings: a bit each */
	uint32_t waking_of[RT_WORDS_CHUNK];	/* the last of them */
	uint8_t branches_left[RT_WORDS_CHUNK]; /* by token of the chunk */
	RT_VEC(uint32_t) woken; /* programs that match from one of them on */
	RT_VEC(uint64_t) visited;
	/* The piece: some whole blocks. */
	const struct rt_vocabulary *vocabulary;
	const struct rt_signatures *signatures;
	const char *text;
	const struct rt_token *tokens; /* of the document */
	uint32_t piece, piece_end; /* its first token, and the one behind its last */
	uint32_t behind; /* where the block ends in which programs are tried */
	/* The attempt: */
	const struct rt_words_program *program;
	const struct rt_quick **quick; /* by program: as the short way goes it (words_quick.c); NULL: not tried yet */
	struct rt_arena *quick_arena;
	uint32_t start, limit;
	uint32_t slots[RT_WORDS_SLOTS];
	uint32_t taken_by[RT_WORDS_MAX_TOKENS + 1]; /* by token behind start: skip of its term */
};

static inline const struct rt_word *rt_words_word_at(const struct rt_words_runner *in, uint32_t at)
{
	return rt_vocabulary_at(in->vocabulary, in->tokens[at].word);
}

/* The view before a token of the block, or behind its last. */
static inline unsigned rt_words_view_at(const struct rt_words_runner *in, uint32_t at)
{
	return at < in->behind ? rt_words_view_of(&in->tokens[at]) : RT_VIEW_BLOCK_END;
}

/* words_entry.c: finds the entries of several tokens in the piece. */
void rt_words_find_spans(struct rt_words_runner *in);

/* Those that begin at a token, longest first. */
static inline struct rt_spans rt_words_spans_at(const struct rt_words_runner *in, uint32_t at)
{
	return in->span_of.items[at - in->piece];
}

/* words_walk.c: tells the walks of the piece's tokens. */
void rt_words_read(struct rt_words_runner *in);
/* Finds out what matches from these tokens of the piece on, RT_WORDS_CHUNK of them at most. Chunks come one
 * behind the other. false: that took too much memory; it is to be asked of fewer tokens. */
bool rt_words_gather(struct rt_words_runner *in, uint32_t first, uint32_t behind);
/* Gathers in->woken, the programs that match from one of these tokens on; now and then one more. */
void rt_words_woken_at(struct rt_words_runner *in, uint32_t at);

/* words_store.c: the frozen automaton of the patterns that are on, put among the others; NULL: there is none. */
struct rt_words_wake *rt_words_thaw_wake(struct rt_words_runner *in, const uint8_t *off);

/* words_attempt.c */
enum rt_words_outcome { RT_WORDS_FAILED, RT_WORDS_MATCHED, RT_WORDS_TOO_LONG };
/* Runs in->program from a token on; takes its steps off the budget. */
enum rt_words_outcome rt_words_attempt(struct rt_words_runner *in, uint32_t start, uint64_t *budget);

/* words_quick.c: the same for an attempt of a few steps, which are taken off *steps, RT_QUICK_STEPS at most. TOO_LONG
 * where they did not do: then nothing is known. */
#define RT_QUICK_STEPS 400
enum rt_words_outcome rt_words_quick(struct rt_words_runner *in, uint64_t *steps);

#endif
