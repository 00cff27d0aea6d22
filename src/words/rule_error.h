/* Errors in rule files and lists: collected, so that the rest still loads. */
#ifndef RT_WORDS_RULE_ERROR_H
#define RT_WORDS_RULE_ERROR_H

#include <stddef.h>

/* A line of a rule file that could not be used; the rest of the rules still load. */
struct rt_rule_error {
	char *file;
	unsigned line, column; /* 1-based; column in code points */
	char *message;	       /* one sentence */
};
struct rt_rule_errors {
	struct rt_rule_error *items;
	size_t count, cap;
};
void rt_rule_errors_release(struct rt_rule_errors *errors);

/* errors may be NULL. */
__attribute__((format(printf, 5, 6))) void rt_rule_error(struct rt_rule_errors *errors,
	const char *file, unsigned line, unsigned column, const char *format, ...);

#endif
