/* Pattern files of other tools, made into rules. */
#ifndef RT_CLI_RULES_IMPORT_H
#define RT_CLI_RULES_IMPORT_H

#include "base/err.h"
#include "base/map.h"
#include "base/str.h"

struct rt_import {
	const char *source;   /* the file's name, for `why` */
	struct rt_str out;    /* the rules */
	struct rt_map *names; /* of the rules made so far */
	size_t taken, left;   /* patterns that became rules, and that did not: those stand as comments */
};

/* Begins a rule: its name (one that no other has), its type. label: the other tool's type, "ORG",
 * "EMAIL_ADDRESS"; name: NULL where it has none. */
void rt_import_rule(struct rt_import *import, const char *name, const char *label);
/* Appends text without its line breaks: what is imported adds no lines of its own to a rule. */
void rt_import_text(struct rt_str *out, const char *text);
/* Appends text as one line of the rule. */
void rt_import_line(struct rt_str *out, const char *keyword, const char *text);
/* Appends text as PCRE2 has it literally. */
void rt_import_literal(struct rt_str *out, const char *text);

/* spaCy and Prodigy patterns: JSON lines, or an array, of objects with label and pattern. */
int rt_import_spacy(struct rt_import *import, const char *text, size_t len, struct rt_err *err);
/* A Presidio recognizer file. */
int rt_import_presidio(struct rt_import *import, const char *text, size_t len, struct rt_err *err);

#endif
