/*
 * A rule as it was written, and the files it comes from. What it is compiled to is in ruleset_p.h.
 */
#ifndef RT_ENGINE_RULE_H
#define RT_ENGINE_RULE_H

#include "base/arena.h"
#include "base/vec.h"
#include "doc/document.h"
#include "engine/engine.h"

enum rt_rule_scope {
	RT_SCOPE_HEADER = 1 << 0, /* headers, a subject line left out */
	RT_SCOPE_SUBJECT = 1 << 1,
	RT_SCOPE_BODY = 1 << 2, /* what the message says: body and forwarded blocks */
	RT_SCOPE_QUOTE = 1 << 3,
	RT_SCOPE_SIGNATURE = 1 << 4,
	RT_SCOPE_DISCLAIMER = 1 << 5,
	RT_SCOPE_ALL = (1 << 6) - 1,
};

enum rt_rule_register {
	RT_REGISTER_MAIL = 1 << 0,
	RT_REGISTER_FILING = 1 << 1,
	RT_REGISTER_JUDGMENT = 1 << 2,
	RT_REGISTER_NEWS = 1 << 3,
	RT_REGISTER_TABLE = 1 << 4,
	RT_REGISTER_ALL = (1 << 5) - 1,
};

/* A `match` or `words` line; a rule may have several. */
struct rt_rule_pattern {
	bool is_words;
	const char *text; /* as written */
	unsigned line, column;
};

/* A `yes` or `no` line, brackets taken out. */
struct rt_rule_example {
	const char *lang; /* of the text, or NULL */
	bool yes;
	const char *text;
	size_t len;
	RT_VEC(struct rt_range) marks;
	const char *value; /* behind "=>", or NULL */
	unsigned line;
};

struct rt_rule_attribute {
	const char *name, *template;
	unsigned line, column;
};

struct rt_rule_part {
	const char *group, *type, *value; /* value: template or normaliser, or NULL */
	unsigned line, column;
};

struct rt_rule {
	const char *id, *type, *file;
	unsigned line;
	const char *value; /* template, or normaliser and argument; or NULL */
	unsigned value_line, value_column;
	const char *kind, *why, *ref;
	const char *slow; /* the reason why it may be slow, or NULL */
	double score;
	unsigned scope;		/* enum rt_rule_scope */
	unsigned registers;	/* enum rt_rule_register */
	RT_VEC(const char *) langs; /* none: every language */
	RT_VEC(const char *) near;  /* words and <classes> */
	unsigned near_line, near_column;
	RT_VEC(struct rt_rule_pattern) patterns;
	RT_VEC(struct rt_rule_example) examples;
	RT_VEC(struct rt_rule_attribute) attributes;
	RT_VEC(struct rt_rule_part) parts;
	uint32_t number; /* in the rule set */
	bool broken;	 /* one of its patterns could not be compiled */
};

struct rt_define {
	const char *name, *pattern, *file;
	unsigned line, column; /* of the pattern */
};

/* What one file holds. */
struct rt_rule_file {
	RT_VEC(struct rt_rule *) rules;
	RT_VEC(struct rt_define) defines;
};

/* Reads a rule file. Strings and rules are in the arena; what cannot be used is in errors. */
void rt_rule_parse(struct rt_arena *arena, const char *path, const char *text, size_t len,
	struct rt_rule_file *file, struct rt_rule_errors *errors);
void rt_rule_file_release(struct rt_rule_file *file); /* the lists, not the rules */
void rt_rule_release(struct rt_rule *rule);	      /* its lists */

const char *rt_scope_name(unsigned bit);
const char *rt_register_name(unsigned bit);

#endif
