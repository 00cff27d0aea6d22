/* Pattern files of other tools, made into rules. */
#ifndef RT_CLI_RULES_IMPORT_H
#define RT_CLI_RULES_IMPORT_H

#include "base/err.h"
#include "base/str.h"

/* Appends a word that may stand as (part of) a rule's name: small letters, digits, hyphens. */
void rt_import_name(struct rt_str *out, const char *text);
/* Appends text as one line. */
void rt_import_line(struct rt_str *out, const char *keyword, const char *text);
/* redthread's type for a label of another tool ("ORG", "EMAIL_ADDRESS"); appends it. */
void rt_import_type(struct rt_str *out, const char *label);

/* A Presidio recognizer file. Appends the rules. */
int rt_import_presidio(const char *text, size_t len, struct rt_str *out, struct rt_err *err);

#endif
