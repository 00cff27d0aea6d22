/*
 * A date's words, each with what it may mean.
 *
 * The surface is cut into letters, digits and single signs ("15Sep" is two tokens); then the
 * gazetteers are asked, longest phrase first, in which of their classes a run of tokens stands
 * (meaning.h). Words that no list knows are noise ("of", "the").
 */
#ifndef RT_DATE_TOKEN_H
#define RT_DATE_TOKEN_H

#include "date/meaning.h"

#define RT_DATE_TOKENS 64 /* more than any date; a longer surface is refused */

enum rt_date_token_kind { RT_TOKEN_WORD, RT_TOKEN_DIGITS, RT_TOKEN_SIGN };

struct rt_date_token {
	enum rt_date_token_kind kind;
	char sign; /* of a sign: '-' for every dash, '/' '.' ':' ',' '\'' …, '?' for the rest */
	bool spaced;	  /* white space before it */
	uint32_t folded;  /* a hash of it in any case; an odd number; 0 where it is not ASCII */
	size_t start, end; /* in the surface */
	long number;	  /* of digits */
	int digits;	  /* how many there are */
	int meaning_count;
	uint32_t classes; /* of the meanings: a bit each */
	const struct rt_date_meaning *meanings; /* borrowed from rt_date_words */
};

struct rt_date_tokens {
	struct rt_date_token items[RT_DATE_TOKENS];
	int count;
};

/* What `folded` is of a sign. Words and digits have others, nearly always. */
static inline uint32_t rt_date_fold_sign(char sign)
{
	return 2u * (unsigned char)sign;
}
/* Cuts a surface, and asks for no meaning. False where there are too many tokens. */
bool rt_date_cut(const char *text, size_t len, struct rt_date_tokens *tokens);

/* False where there are too many. input->words must be there. */
bool rt_date_tokens_read(const struct rt_value_input *input, struct rt_date_tokens *tokens);

/* The meaning of that class, or NULL. */
static inline const struct rt_date_meaning *rt_date_means(
	const struct rt_date_token *token, enum rt_date_class class)
{
	const struct rt_date_meaning *meaning = token->meanings;
	if (!(token->classes >> class & 1))
		return NULL;
	while (meaning->class != class)
		meaning++;
	return meaning;
}

#endif
