/* What every verb has in common. A verb is one file cmd_<verb>.c and one row in main.c's table. */
#ifndef RT_CLI_CLI_H
#define RT_CLI_CLI_H

enum rt_exit {
	RT_EXIT_OK = 0,	      /* everything was read */
	RT_EXIT_PROBLEMS = 1, /* done, and there are problems to look at */
	RT_EXIT_USAGE = 2,    /* wrong options */
	RT_EXIT_FAILED = 3,   /* the run itself failed */
};

struct rt_verb {
	const char *name;
	const char *summary; /* one line for `redthread --help` */
	int (*run)(int argc, char **argv); /* argv[0] is the verb; gives an exit status */
};

/* The case file where none is named, in the current folder. */
#define RT_CASE_DEFAULT "case.db"

int rt_cmd_annotate(int argc, char **argv);
int rt_cmd_eval(int argc, char **argv);
int rt_cmd_read(int argc, char **argv);
int rt_cmd_rules(int argc, char **argv);
int rt_cmd_scan(int argc, char **argv);
int rt_cmd_list(int argc, char **argv);
int rt_cmd_show(int argc, char **argv);
int rt_cmd_why(int argc, char **argv);
int rt_cmd_export(int argc, char **argv);
int rt_cmd_draw(int argc, char **argv);
int rt_cmd_timeline(int argc, char **argv);
int rt_cmd_contacts(int argc, char **argv);
int rt_cmd_decide(int argc, char **argv);
int rt_cmd_explain(int argc, char **argv);
int rt_cmd_merge(int argc, char **argv); /* and split, rename, retype, ignore */
int rt_cmd_proposals(int argc, char **argv);
int rt_cmd_thread(int argc, char **argv);

#endif
