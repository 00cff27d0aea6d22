/*
 * Options of a verb, declared in a table.
 *
 *	const char *case_path = NULL;
 *	bool json = false;
 *	const struct rt_opt opts[] = {
 *		{'c', "case", RT_OPT_TEXT, &case_path, "FILE", "the case file"},
 *		{0, "json", RT_OPT_FLAG, &json, NULL, "print JSON"},
 *		{0},
 *	};
 *	struct rt_args args = {"list WHAT", "what the case file holds", opts};
 *	int status = rt_opt_parse(&args, argc, argv);
 *	if (status >= 0)
 *		return status;          // --help was asked for, or the usage was wrong
 *	… args.words, args.count …      // what is left, borrowed from argv
 *
 * Options and arguments may be mixed; "--" ends the options; "--name=value" and "-nvalue" are taken
 * as well. A wrong option gets one sentence on standard error and the nearest right one.
 */
#ifndef RT_CLI_OPT_H
#define RT_CLI_OPT_H

#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>

enum rt_opt_kind {
	RT_OPT_FLAG,   /* bool */
	RT_OPT_TEXT,   /* const char * */
	RT_OPT_TEXTS,  /* struct rt_texts: may be given more than once */
	RT_OPT_NUMBER, /* long, not below 0 */
	RT_OPT_REAL,   /* double */
};

struct rt_texts {
	const char **items;
	size_t count, cap;
};

struct rt_opt {
	char letter;	  /* 0 where there is none */
	const char *name; /* NULL ends the table */
	enum rt_opt_kind kind;
	void *place;	   /* where it goes; of the kind's type */
	const char *value; /* what the help calls its value */
	const char *help;
};

struct rt_args {
	const char *usage;   /* "list [-c FILE] WHAT" */
	const char *summary; /* one or two lines for --help */
	const struct rt_opt *opts;
	const char **words; /* set by parse: the arguments */
	size_t count;
};

/* -1 to go on, or an exit status. */
int rt_opt_parse(struct rt_args *args, int argc, char **argv);
void rt_args_release(struct rt_args *args);

/* One finished sentence on standard error, with where to look; gives RT_EXIT_USAGE. */
__attribute__((format(printf, 2, 3))) int rt_usage_error(
	const struct rt_args *args, const char *format, ...);

#endif
