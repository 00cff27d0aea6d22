/* A mention: one place in one document where a rule found something. */
#ifndef RT_ENGINE_MENTION_H
#define RT_ENGINE_MENTION_H

#include "doc/document.h"

#include <string.h>

struct rt_rule;

struct rt_mention {
	struct rt_range range; /* text[start:end] is the surface, always */
	const char *type;      /* interned in the rule set: "person", "organisation", "date", "case" … */
	const char *rule;      /* the rule's id, interned */
	const char *value;     /* normal form, or NULL: the surface */
	const char *attributes; /* lines "name\tvalue\n", or NULL */
	double score;	       /* 0 … 1 */
	int32_t sentence;      /* number within the document */
	int32_t paragraph;
	int32_t part_of; /* start of the mention that this is a part of, or -1 */
	uint32_t waits;	 /* its value is made when it stays (engine.h): which one in the scanner; or 0 */
};

struct rt_mentions {
	struct rt_mention *items;
	size_t count, cap;
};

/* Words that are short and as a rule begin otherwise, by a letter or two: types, the ids of rules. */
static inline bool rt_word_same(const char *a, const char *b)
{
	return *a == *b && (!*a || a[1] == b[1]) && !strcmp(a, b);
}

static inline bool rt_mention_is(const struct rt_mention *mention, const char *type)
{
	return rt_word_same(mention->type, type);
}

/* Did that rule find it? */
static inline bool rt_mention_by(const struct rt_mention *mention, const char *rule)
{
	return rt_word_same(mention->rule, rule);
}

/* The line "name\tvalue\n" of an attribute, for start "name\t"; NULL where there is none. */
static inline const char *rt_mention_attribute(const struct rt_mention *mention, const char *start)
{
	const char *line = mention->attributes;
	while (line && *line && strncmp(line, start, strlen(start)) != 0) {
		line = strchr(line, '\n');
		line += line != NULL;
	}
	return line && *line ? line : NULL;
}

#endif
