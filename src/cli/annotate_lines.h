/*
 * JSON lines in, an answer each, in order: the work of `redthread annotate`, by several threads.
 *
 * A line is {"id","text","ref"?,"lang"?}. What cannot be read as one is told with its number on
 * standard error and has no answer. No more than a bounded number of lines is under way, so that a
 * pipe of any length is read in constant memory.
 */
#ifndef RT_CLI_ANNOTATE_LINES_H
#define RT_CLI_ANNOTATE_LINES_H

#include "base/str.h"
#include "learn/learn.h"

#include <stdio.h>

/* Where lines come from: a file as it is read, or a text in memory. */
struct rt_lines {
	FILE *file; /* or NULL: */
	const struct rt_str *text;
	bool plain; /* the text is one document as it stands, not lines of JSON */
	size_t at, number; /* in the text; of lines so far */
};

struct rt_annotating {
	const struct rt_ruleset *rules;
	const struct rt_dictionary *dictionary; /* NULL: each line stands alone */
	double min_score;
	unsigned threads;
};

/* How many bytes of a byte order mark a file of JSON lines begins with, as programs of Windows write. */
size_t rt_json_lines_mark(const char *text, size_t len);

/* Adds to the dictionary what all lines teach; says nothing of bad lines. */
void rt_lines_observe(
	const struct rt_annotating *how, struct rt_lines *lines, struct rt_dictionary *into);

/* Writes the answers to standard output, each as soon as those before it are written. false where
 * something could not be read. */
bool rt_lines_annotate(const struct rt_annotating *how, struct rt_lines *lines);

#endif
