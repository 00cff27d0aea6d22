/*
 * redthread annotate [FILE]: text in, a JSON line a document out.
 *
 * A file is taken as one dump: first every document of it is looked at for what it teaches about
 * names, then each is annotated. With --stream each line stands alone and is answered at once.
 */
#include "base/file.h"
#include "base/utf8.h"
#include "cli/annotate_lines.h"
#include "cli/cli.h"
#include "cli/load_rules.h"
#include "cli/opt.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct annotate {
	struct rt_texts folders;
	const char *path; /* NULL: standard input */
	bool stream;
	long threads;
	struct rt_annotating how;
};

static bool is_json_lines(const struct rt_str *text)
{
	const char *start = text->data + rt_json_lines_mark(text->data, text->len);
	return start[strspn(start, " \t\r\n")] == '{';
}

/* Makes a text of what is none. false, and a sentence, where it had to. */
static bool repair(struct rt_str *text)
{
	if (rt_utf8_valid(text->data, text->len) && !memchr(text->data, '\0', text->len))
		return true;
	struct rt_str repaired = RT_STR_INIT;
	rt_utf8_repair(&repaired, text->data, text->len);
	rt_str_release(text);
	*text = repaired;
	fputs("redthread annotate: the text is not UTF-8; offsets are those of the repaired text\n",
		stderr);
	return false;
}

static int annotate_dump(struct annotate *in)
{
	struct rt_str text = RT_STR_INIT;
	struct rt_err err;
	if (rt_file_read(in->path ? in->path : "/dev/stdin", 0, &text, &err)) {
		fprintf(stderr, "redthread annotate: %s\n", err.message);
		return RT_EXIT_FAILED;
	}
	struct rt_dictionary *dictionary = rt_dictionary_new(in->how.rules);
	struct rt_lines lines = {.text = &text, .plain = !is_json_lines(&text)};
	bool sound = !lines.plain || repair(&text);
	struct rt_lines again = lines;
	rt_lines_observe(&in->how, &lines, dictionary);
	rt_dictionary_finish(dictionary);
	in->how.dictionary = dictionary;
	sound = rt_lines_annotate(&in->how, &again) && sound;
	rt_dictionary_free(dictionary);
	rt_str_release(&text);
	return sound ? RT_EXIT_OK : RT_EXIT_PROBLEMS;
}

static int annotate_stream(struct annotate *in)
{
	struct rt_lines lines = {.file = in->path ? fopen(in->path, "rb") : stdin};
	if (!lines.file) {
		fprintf(stderr, "redthread annotate: cannot open %s: %s\n", in->path, strerror(errno));
		return RT_EXIT_FAILED;
	}
	bool sound = rt_lines_annotate(&in->how, &lines);
	if (lines.file != stdin)
		fclose(lines.file);
	return sound ? RT_EXIT_OK : RT_EXIT_PROBLEMS;
}

static int run(struct annotate *in)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	in->how.threads = (unsigned)(in->threads ? in->threads : processors > 0 ? processors : 1);
	struct rt_ruleset *rules =
		rt_cli_load_rules("annotate", in->folders.items, in->folders.count, NULL);
	if (!rules)
		return RT_EXIT_FAILED;
	in->how.rules = rules;
	int status = in->stream ? annotate_stream(in) : annotate_dump(in);
	rt_ruleset_free(rules);
	if (fflush(stdout) || ferror(stdout)) {
		fprintf(stderr, "redthread annotate: cannot write the output\n");
		return RT_EXIT_FAILED;
	}
	return status;
}

int rt_cmd_annotate(int argc, char **argv)
{
	struct annotate in = {.how = {.min_score = 0.5}};
	const struct rt_opt opts[] = {
		{0, "rules", RT_OPT_TEXTS, &in.folders, "DIR",
			"a folder of rules beside the built-in ones"},
		{0, "min-score", RT_OPT_REAL, &in.how.min_score, "S",
			"leave out what scores less (0 to 1; 0.5)"},
		{'j', "jobs", RT_OPT_NUMBER, &in.threads, "N",
			"worker threads (as many as there are processors)"},
		{0, "stream", RT_OPT_FLAG, &in.stream, NULL,
			"answer each JSON line by itself, in constant memory"},
		{0},
	};
	struct rt_args args = {.usage = "annotate [--rules DIR]… [--min-score S] [-j N] [--stream] [FILE]",
		.summary = "Reads text, or JSON lines {\"id\",\"text\",\"ref\"?}, and writes a JSON line of\n"
			   "what was found in each, in order, with byte offsets.",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status >= 0) {
		rt_vec_release(&in.folders);
		return status;
	}
	if (args.count > 1)
		status = rt_usage_error(&args, "annotate takes one file");
	else if (in.threads > 1024)
		status = rt_usage_error(&args, "--jobs wants at most 1024");
	else if (in.how.min_score < 0 || in.how.min_score > 1)
		status = rt_usage_error(&args, "--min-score wants a number from 0 to 1");
	else
		in.path = args.count && strcmp(args.words[0], "-") ? args.words[0] : NULL;
	if (status < 0)
		status = run(&in);
	rt_vec_release(&in.folders);
	rt_args_release(&args);
	return status;
}
