/*
 * Tokens: the words and signs of a text.
 *
 * One pass over a segment cuts it into tokens and tells of each where it stands: at the start of a
 * line, of a sentence, of a block. What a token looks like (its shape) is worked out once for each
 * distinct word and kept in the vocabulary (vocabulary.h), so that the pass itself only finds borders.
 *
 * How text is cut, for rule authors as much as for readers of this code:
 *
 *	O'Brien  d'Alembert  Al-Masri  AT&T  F-16    one token each
 *	John's -> John 's      l'État -> l' État     a possessive and a Romance article stand alone
 *	J. K. or J.K. -> J. K.                       an initial takes its full stop along
 *	Ltd. -> Ltd .                                any other full stop stands alone
 *	12:30 -> 12 : 30                             a number is digits alone; 4th is one token
 *	ana@example.org  https://example.org/x       one token, of the shape "address"
 *	---- or ... or >>>                           a run of one sign is one token
 *	צה"ל  צה״ל  ג'ורג'                            geresh and gershayim belong to the word
 *	東京                                          each ideograph is a token
 *
 * Quote marks at the start of a line ("> > ") are white space. A line that is empty but for them
 * ends a block.
 */
#ifndef RT_WORDS_TOKEN_H
#define RT_WORDS_TOKEN_H

#include "base/str.h"
#include "doc/document.h"

/* What a word looks like. One word has several. */
enum rt_shape {
	RT_SHAPE_LETTER = 1 << 0,   /* holds a letter */
	RT_SHAPE_CAPITAL = 1 << 1,  /* begins with a capital, and a small letter follows: Ana, McKay, d'Urville */
	RT_SHAPE_CAPS = 1 << 2,	    /* two or more letters, all capital: IBM, AT&T */
	RT_SHAPE_INITIAL = 1 << 3,  /* one capital letter, with or without its full stop */
	RT_SHAPE_LOWER = 1 << 4,    /* small letters only */
	RT_SHAPE_MIXED = 1 << 5,    /* capitals after a small beginning: iPhone, eBay */
	RT_SHAPE_DIGITS = 1 << 6,   /* decimal digits only */
	RT_SHAPE_ALNUM = 1 << 7,    /* letters and digits: 4th, F-16 */
	RT_SHAPE_UNCASED = 1 << 8,  /* letters of a script without capitals */
	RT_SHAPE_PUNCT = 1 << 9,    /* neither letters nor digits */
	RT_SHAPE_ADDRESS = 1 << 10, /* mail or web address */
	RT_SHAPE_HYPHEN = 1 << 11,  /* letters joined by a hyphen: Al-Masri */
	RT_SHAPE_LATIN = 1 << 12,
	RT_SHAPE_HEBREW = 1 << 13,
	RT_SHAPE_ARABIC = 1 << 14,
	RT_SHAPE_CYRILLIC = 1 << 15,
	RT_SHAPE_GREEK = 1 << 16,
	RT_SHAPE_HAN = 1 << 17,	    /* one ideograph */
	RT_SHAPE_ANY = 1 << 18,	    /* every token */
	RT_SHAPE_WITH_THE = 1 << 19, /* begins with the Arabic article (al-Masri), or as with
				      * the Hebrew one or "and" */
};

/* Where a token stands. */
enum rt_token_place {
	RT_AT_LINE_START = 1 << 0,
	RT_AT_LINE_END = 1 << 1,
	RT_AT_SENTENCE_START = 1 << 2,
	RT_AT_SENTENCE_END = 1 << 3,
	RT_AT_BLOCK_START = 1 << 4, /* a blank line or a segment's edge stands before it */
	RT_AT_SPACE = 1 << 5,	    /* white space stands before it … */
	RT_AT_ODD_GAP = 1 << 6,	    /* … other than blanks and line breaks */
	RT_AT_BREAK = 1 << 7,	    /* the line before it was ended on purpose, not where it was full */
	/* What is known of its word (enum rt_word_mark), beside the place so that it is at hand: */
	RT_AT_INNER_WORD = 1 << 8, /* it is read without the letters glued on */
	RT_AT_ABBREVIATION = 1 << 9, /* a full stop behind it ends no sentence */
	RT_AT_QUIET_WORD = 1 << 10, /* no `match` pattern begins in it … */
	RT_AT_QUIET_USUALLY = 1 << 11, /* … where a blank, a line's end, "." or "," stands behind it … */
	RT_AT_QUIET_SPACED = 1 << 12, /* … and a blank or a line's end before it as well */
};
#define RT_AT_MARKS 8 /* bit of the place where the marks begin */

struct rt_token {
	uint32_t start, end; /* bytes of the document's text */
	uint32_t word;	     /* number in the vocabulary */
	uint32_t signature;  /* of the word (signature.h) */
	uint32_t listed;     /* number of its folded form in the gazetteer, or 0 */
	uint32_t shape;	     /* enum rt_shape */
	uint32_t place;	     /* enum rt_token_place */
	int32_t sentence;    /* numbers within the document */
	int32_t paragraph;
	uint32_t segment; /* index in the document's segments */
};

struct rt_tokens {
	struct rt_token *items;
	size_t count, cap;
};

/* The shape of that name, as rules write it ("capital"), or 0. */
uint32_t rt_shape_lookup(const char *name, size_t len);
/* The index-th shape's name, or NULL behind the last. */
const char *rt_shape_name(size_t index);
/* The shape of one token's text. */
uint32_t rt_shape_of(const char *text, size_t len);

/* ASCII by kind: 1 letter or digit, 2 a sign that may stand within a word, 3 a byte that is not
 * ASCII, 0 any other. */
extern const uint8_t rt_ascii_kind[256];

/* The end of the token that begins at text[at], which is not white space. */
size_t rt_token_end(const char *text, size_t len, size_t at);
/* Finds the next token at or after *at; false where there is none. Moves *at to its end. */
bool rt_token_next(const char *text, size_t len, size_t *at, struct rt_range *token_r);

/* The form that gazetteers are looked up by: rt_utf8_bare, without geresh and gershayim, with the
 * letters of Arabic that people write for one another made one. Appends. */
void rt_token_fold(struct rt_str *out, const char *text, size_t len);

struct rt_vocabulary;

/* Appends the tokens of a segment. Sentence and paragraph numbers go on from the last token. */
void rt_tokenise(struct rt_vocabulary *vocabulary, const char *text, struct rt_range range,
	enum rt_segment_kind kind, uint32_t segment, struct rt_tokens *out);

#endif
