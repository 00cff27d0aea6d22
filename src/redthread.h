/*
 * redthread: people, organisations, dates and case references out of text, by rules that can be
 * read.
 *
 * This is the whole public interface. Types are opaque; every name begins with rt_.
 *
 *	char error[256];
 *	struct rt_rules *rules = rt_rules_open(NULL, 0, error, sizeof error);
 *	struct rt_annotator *annotator = rt_annotator_open(rules);
 *	char *json = rt_annotate_json(annotator, text, strlen(text), "2019-05-14");
 *	puts(json);
 *	rt_annotation_free(json);
 *	rt_annotator_close(annotator);
 *	rt_rules_close(rules);
 *
 * Rules are shared by any number of threads; an annotator belongs to one thread at a time. Running
 * out of memory ends the program with a message.
 */
#ifndef REDTHREAD_H
#define REDTHREAD_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the library, "1.2.3". Static. */
const char *rt_version(void);

struct rt_rules;
struct rt_annotator;

/* Loads the built-in rules, and those of the folders (or single files of rules), which add to them or replace
 * a rule by its id. NULL where no rules can be had; error then holds one sentence. Rules that cannot be used are
 * left out: rt_rules_problem tells them. Yours to close. */
struct rt_rules *rt_rules_open(
	const char *const *folders, size_t count, char *error, size_t error_size);
void rt_rules_close(struct rt_rules *rules);
/* How many rules there are. */
size_t rt_rules_count(const struct rt_rules *rules);
/* The index-th line that could not be used, as "file:line:column: sentence"; NULL behind the last.
 * Borrowed until the rules are closed. */
const char *rt_rules_problem(const struct rt_rules *rules, size_t index);

/* Borrows the rules, which must stay open. */
struct rt_annotator *rt_annotator_open(const struct rt_rules *rules);
void rt_annotator_close(struct rt_annotator *annotator);

/* One thing found. Strings end with a NUL and are good during the call. */
struct rt_found {
	size_t start, end; /* bytes of the text */
	const char *type;  /* "person", "organisation", "date", "case" … */
	const char *value; /* normal form */
	const char *rule;  /* the rule's id */
	double score;	   /* 0 to 1 */
};
typedef void rt_found_fn(void *context, const struct rt_found *found);

/* Annotates a text, in order of start. ref: the date that relative dates are counted from, ISO
 * 8601, or NULL. 0, or -1 where the text is not UTF-8, holds a NUL or is longer than 64 MiB. */
int rt_annotate(struct rt_annotator *annotator, const char *text, size_t len, const char *ref,
	rt_found_fn *found, void *context);
/* The same as one line of JSON, {"entities":[…]}, as `redthread annotate` writes it; NULL where
 * rt_annotate gives -1. Free it with rt_annotation_free. */
char *rt_annotate_json(
	struct rt_annotator *annotator, const char *text, size_t len, const char *ref);
void rt_annotation_free(char *json);

#ifdef __cplusplus
}
#endif
#endif
