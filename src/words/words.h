/*
 * `words` patterns: patterns over tokens.
 *
 * A pattern is compiled to a small program: take a token for which a term holds, branch, remember a
 * place, ask where a token stands. Terms (`<capital&!month>`, "said") are shared by all patterns:
 * each is asked once of each distinct word, and the answers are a row of bits, the word's signature
 * (signature.h). A pattern is tried only where a term that it may begin with holds.
 *
 * Running is backtracking, so that the first alternative and the longest repetition are preferred
 * as in Perl. Backtracking can take for ever; so after a few hundred steps the attempt begins anew
 * and notes which (instruction, token) pairs it has been at. Nothing that could match is lost by
 * not going there twice, for a pattern has no back-references, and the work is bounded by the
 * number of pairs.
 *
 * A gazetteer entry of several tokens is one term: it takes them all. In `<a&b>` a shape is asked
 * of the first of them, and a list must have an entry over exactly the same tokens.
 */
#ifndef RT_WORDS_WORDS_H
#define RT_WORDS_WORDS_H

#include "base/err.h"
#include "base/str.h"
#include "words/gazetteer.h"
#include "words/token.h"
#include "words/vocabulary.h"

#define RT_WORDS_MAX_TOKENS 128	      /* that one match may span */
#define RT_WORDS_MAX_INSTRUCTIONS 8000 /* of one pattern, its repetitions written out */
#define RT_WORDS_MAX_REPEAT 64	      /* in {m,n} */
#define RT_WORDS_MAX_GROUPS 12
#define RT_WORDS_MAX_DEPTH 40 /* of brackets in brackets */

/* All patterns and the terms they share. Built once, then shared by all threads. */
struct rt_word_terms;

struct rt_word_terms *rt_word_terms_new(const struct rt_gazetteer *gazetteer);
void rt_word_terms_free(struct rt_word_terms *terms);
/* Adds a pattern; they are numbered 0, 1, 2 … 0, or -1 with err and the byte where it went wrong. */
int rt_words_add(struct rt_word_terms *terms, const char *pattern, size_t *place_r,
	struct rt_err *err);
/* Adds a term by itself, as a `near` line has it: a word, or <class>. Its number, or -1 and err. */
int rt_words_add_term(struct rt_word_terms *terms, const char *text, struct rt_err *err);
/* After the last add. */
void rt_word_terms_finish(struct rt_word_terms *terms);
size_t rt_words_count(const struct rt_word_terms *terms);
/* The index-th group's name of a pattern, or NULL behind the last. */
const char *rt_words_group(const struct rt_word_terms *terms, uint32_t pattern, size_t index);

/* What a signature is made from; two words that agree in it share one. */
struct rt_word_facts {
	uint32_t shape;
	int exact, folded; /* literals that the word is, or -1 */
	const int *sets;   /* of the gazetteer, ascending */
	size_t set_count;
};
/* Numbers of literals; -1 where no pattern has the word. */
int rt_words_literal(const struct rt_word_terms *terms, const char *text, size_t len);
int rt_words_folded_literal(const struct rt_word_terms *terms, const char *folded, size_t len);
/* The terms that hold of a word, as a row of bits (signature.h); row: all 0 at first, with
 * as much room behind it to work in. of_shape: the row of a word of that shape that is in no list and no
 * literal, if it is known, else NULL. */
void rt_word_terms_row(const struct rt_word_terms *terms, const struct rt_word_facts *facts,
	const uint64_t *of_shape, uint64_t *row);

/* A match, in tokens; end exclusive. */
struct rt_words_match {
	uint32_t pattern;
	uint32_t start, end; /* the mention */
	uint32_t skip;	     /* bytes of the first token that belong to the word before the name */
	struct {
		uint32_t start, end; /* start == end: took no part */
	} groups[RT_WORDS_MAX_GROUPS];
};

struct rt_words_sink {
	void *context;
	void (*found)(void *context, const struct rt_words_match *match);
	/* A pattern took too many steps and is left out of the rest of the document. */
	void (*limited)(void *context, uint32_t pattern, uint32_t token);
	/* A pattern is tried at a token; may be NULL. */
	void (*woken)(void *context, uint32_t pattern, uint32_t token);
};

/* One a thread. */
struct rt_words_runner;
struct rt_words_runner *rt_words_runner_new(const struct rt_word_terms *terms);
void rt_words_runner_free(struct rt_words_runner *runner);
/* Forgets what it has learnt about sets of patterns that are disabled. */
void rt_words_forget(struct rt_words_runner *runner);
/* Appends what it has learnt about patterns as bytes. They go with the signatures (signature.h). */
void rt_words_freeze(const struct rt_words_runner *runner, struct rt_str *out);
/* Gives it to a new runner. signatures: how many there are. they_stay: the bytes outlive the runner; else
 * they are copied. -1 where the bytes are bad: it has learnt nothing then. */
int rt_words_thaw(struct rt_words_runner *runner, size_t signatures, const char *bytes, size_t len,
	bool they_stay);
/* How much that is: states and steps. */
size_t rt_words_learnt(const struct rt_words_runner *runner);
/* Before a document of that many tokens: sets the bound on its steps. */
void rt_words_begin(struct rt_words_runner *runner, size_t tokens);
/* Measures what each pattern takes from now on; the seconds so far. */
void rt_words_time(struct rt_words_runner *runner, bool on);
double rt_words_spent(const struct rt_words_runner *runner, uint32_t pattern);
/* Finds the matches of all patterns in the tokens [first, behind), which are whole blocks: a block ends at the
 * edge of a segment, at an empty line and where a line was ended on purpose. For each pattern: leftmost first, mentions not overlapping one another. disabled: bytes, one a pattern, or NULL; what
 * stands at that address must stay the same until rt_words_forget or rt_words_runner_free. */
void rt_words_run(struct rt_words_runner *runner, const struct rt_vocabulary *vocabulary,
	const char *text, const struct rt_token *tokens, uint32_t first, uint32_t behind,
	const uint8_t *disabled, const struct rt_words_sink *sink);
/* The same the slow way, which the fast one is held to: every pattern is tried at every token. */
void rt_words_run_reference(struct rt_words_runner *runner, const struct rt_vocabulary *vocabulary,
	const char *text, const struct rt_token *tokens, uint32_t first, uint32_t behind,
	const uint8_t *disabled, const struct rt_words_sink *sink);

#endif
