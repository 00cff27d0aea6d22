/* A token of a spaCy pattern, said as a rule's `words` line has it and as a regular expression. */
#ifndef RT_CLI_RULES_IMPORT_TOKEN_H
#define RT_CLI_RULES_IMPORT_TOKEN_H

#include "base/json_read.h"
#include "base/str.h"

#define RT_IMPORT_TOKEN "(?:\\w+|[^\\w\\s])"
#define RT_IMPORT_NOT_WITHIN "(?!(?<=\\w)\\w)" /* a place that is not inside a word */

struct rt_import_token {
	struct rt_str words;  /* empty: cannot be said so */
	struct rt_str shapes; /* what a `words` term says of the token beside its text: "caps&letter" */
	struct rt_str ahead, regex; /* what must hold of what the second one takes */
	size_t texts;	      /* conditions on the text itself */
	bool others;	      /* conditions that only a regular expression tells */
	bool any_sign;	      /* may it be, begin or end with another sign than a letter or digit? */
	const char *missing;  /* the condition that has no counterpart, or NULL */
};

/* json: the object of what must hold of it. Of the two ways of saying it `words` is left empty where it cannot say
 * all. */
void rt_import_token_read(struct rt_import_token *token, const struct rt_json_value *json);
void rt_import_token_release(struct rt_import_token *token);

#endif
