/* What the parts of words (terms, parsing, running) know of one another. */
#ifndef RT_WORDS_WORDS_P_H
#define RT_WORDS_WORDS_P_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "words/words.h"

/* A term is a formula in reverse Polish order: `<capital&!month>` is capital, month, not, and. */
enum rt_formula_op {
	RT_FORMULA_SHAPE,
	RT_FORMULA_SET,
	RT_FORMULA_EXACT,
	RT_FORMULA_FOLDED,
	RT_FORMULA_NOT,
	RT_FORMULA_AND,
	RT_FORMULA_OR,
};

struct rt_formula_step {
	enum rt_formula_op op;
	uint32_t argument;
};

#define RT_FORMULA_MAX 64 /* steps, and so the depth of its stack */

struct rt_formula {
	struct rt_formula_step steps[RT_FORMULA_MAX];
	size_t count;
};

/* The same as questions, one behind the other: where to go on with a yes and with a no. */
struct rt_term_question {
	struct rt_formula_step step; /* that asks for something */
	uint8_t yes, no; /* numbers of questions, or the answer */
};
#define RT_TERM_HOLDS 254
#define RT_TERM_FAILS 255

struct rt_term {
	const struct rt_formula_step *steps;
	size_t count;
	const struct rt_term_question *questions; /* after finish */
	bool of_list;	/* names a list */
	bool has_long;	/* one of its lists has entries of several tokens */
};

enum rt_words_op {
	RT_WORDS_TERM,	 /* take a token (or an entry of several) for which term a holds; b: of what kind */
	RT_WORDS_SPLIT,	 /* go to a; if that fails, to b */
	RT_WORDS_JUMP,	 /* go to a */
	RT_WORDS_SAVE,	 /* remember the place in slot a */
	RT_WORDS_PLACE,	 /* the token must stand so (enum rt_words_place in a) */
	RT_WORDS_MATCH,
};

/* What is known of a term where a program asks for it. */
enum rt_words_term_kind {
	RT_TERM_OF_LIST = 1 << 0,  /* it names a list */
	RT_TERM_HAS_LONG = 1 << 1, /* one of its lists has entries of several tokens */
};

enum rt_words_place {
	RT_PLACE_LINE_START,
	RT_PLACE_LINE_END,
	RT_PLACE_SENTENCE_START,
	RT_PLACE_SENTENCE_END,
	RT_PLACE_GLUED,	 /* no white space before the next token */
	RT_PLACE_SPACED, /* white space before it */
	RT_PLACE_WHOLE,	 /* it is read with all its letters: none are glued on */
};

/* What the place before a token looks like: all that the answer to enum rt_words_place depends on. */
enum rt_words_view {
	RT_VIEW_LINE_START = RT_AT_LINE_START, /* the token before it ends its line, then */
	RT_VIEW_SENTENCE_START = RT_AT_SENTENCE_START,
	RT_VIEW_BEGUN = 1 << 3, /* a token of the block stands before it */
	RT_VIEW_END = 1 << 4,	/* … and none behind it; with BEGUN, and with nothing else */
	RT_VIEW_SPACE = RT_AT_SPACE,
	RT_VIEW_INNER = 1 << 6, /* the token is read without the letters glued on */
};
#define RT_VIEWS 128
#define RT_VIEW_BLOCK_END (RT_VIEW_BEGUN | RT_VIEW_END)

static inline bool rt_words_begins_block(const struct rt_token *token)
{
	return token->place & (RT_AT_BLOCK_START | RT_AT_BREAK);
}

static inline unsigned rt_words_view_of(const struct rt_token *token)
{
	const uint32_t same = RT_VIEW_LINE_START | RT_VIEW_SENTENCE_START | RT_VIEW_SPACE;
	_Static_assert(RT_AT_INNER_WORD == RT_VIEW_INNER << 2, "the mark is moved to its bit");
	return (token->place & same) | (rt_words_begins_block(token) ? 0u : RT_VIEW_BEGUN) |
		(token->place >> 2 & RT_VIEW_INNER);
}

static inline bool rt_words_stands(unsigned view, enum rt_words_place place)
{
	bool begun = view & RT_VIEW_BEGUN, inside = !(view & RT_VIEW_END);
	switch (place) {
	case RT_PLACE_LINE_START:
		return !begun || view & RT_VIEW_LINE_START;
	case RT_PLACE_LINE_END:
		return !inside || (begun && view & RT_VIEW_LINE_START);
	case RT_PLACE_SENTENCE_START:
		return !begun || view & RT_VIEW_SENTENCE_START;
	case RT_PLACE_SENTENCE_END:
		return !inside || view & RT_VIEW_SENTENCE_START;
	case RT_PLACE_GLUED:
		return inside && begun && !(view & RT_VIEW_SPACE);
	case RT_PLACE_SPACED:
		return !inside || !begun || view & RT_VIEW_SPACE;
	case RT_PLACE_WHOLE:
		return inside && !(view & RT_VIEW_INNER);
	}
	return false;
}

struct rt_words_instruction {
	uint16_t op, a, b;
};

struct rt_words_program {
	struct rt_words_instruction *code;
	size_t count;
	const char *groups[RT_WORDS_MAX_GROUPS];
	size_t group_count;
};

struct rt_term_list {
	uint32_t *items; /* numbers of terms, ascending */
	size_t count, cap;
};

struct rt_word_terms {
	struct rt_arena *arena;
	const struct rt_gazetteer *gazetteer;
	RT_VEC(struct rt_term) terms;
	RT_VEC(struct rt_words_program) programs;
	struct rt_map *formulas; /* the steps' bytes -> term + 1 */
	struct rt_map *exact, *folded; /* literals -> number + 1 */
	/* After finish: */
	size_t words;	    /* 64-bit words of a row of bits, one a term */
	struct rt_term_list *by_set, *by_exact, *by_folded; /* the terms that name it */
	size_t set_count;
};

/* The formula's number; a new one where it is not known yet. */
uint32_t rt_term_put(struct rt_word_terms *terms, const struct rt_formula_step *steps, size_t count);
/* Its bytes are a key: there are no others than its fields'. */
struct rt_formula_step rt_formula_step(enum rt_formula_op op, uint32_t argument);
/* Reads what stands between < and >. 0, or -1 with err and the place. */
int rt_formula_parse(struct rt_word_terms *terms, const char *text, size_t len, struct rt_formula *formula_r,
	size_t *place_r, struct rt_err *err);
/* One token as a literal. */
void rt_formula_of_literal(struct rt_word_terms *terms, const char *text, size_t len, bool any_case,
	struct rt_formula *formula_r);

/* The terms that hold of an entry of several tokens, as a row of bits, all 0 at first. Of the facts, the
 * shape is the first token's and the sets are the entry's; literals are not asked. */
void rt_word_terms_entry_row(
	const struct rt_word_terms *terms, const struct rt_word_facts *facts, uint64_t *row);

/* Reads a pattern into a program. */
int rt_words_parse(struct rt_word_terms *terms, const char *pattern,
	struct rt_words_program *program, size_t *place_r, struct rt_err *err);

#endif
