/*
 * redthread annotate [FILE]: text in, a JSON line a document out.
 *
 * A file is taken as one dump: first every document of it is looked at for what it teaches about
 * names, then each is annotated. With --stream each line stands alone and is answered at once.
 */
#include "config.h" /* for POSIX functions */

#include "annotate.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/load_rules.h"
#include "doc/plain.h"
#include "learn/learn.h"

#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct annotate {
	RT_VEC(const char *) folders;
	const char *path; /* NULL or "-": standard input */
	double min_score;
	bool stream;

	struct rt_ruleset *rules;
	struct rt_dictionary *dictionary;
	struct rt_extractor *extractor;
	struct rt_arena *arena;
	struct rt_mentions mentions;
	struct rt_str line; /* of output */
	int status;
};

/* One document of the input. */
struct input {
	json_t *json; /* holds the strings, or NULL for plain text */
	const char *id, *text, *ref, *lang;
	size_t len;
	char number[24]; /* a whole number as id */
};

static void complain(struct annotate *in, size_t line, const char *message)
{
	fprintf(stderr, "redthread annotate: line %zu: %s\n", line, message);
	in->status = RT_EXIT_PROBLEMS;
}

static const char *string_of(const json_t *json, const char *key)
{
	return json_string_value(json_object_get(json, key));
}

static bool parse_line(struct annotate *in, const char *line, size_t len, size_t number,
	struct input *input_r)
{
	json_error_t error;
	memset(input_r, 0, sizeof *input_r);
	input_r->json = json_loadb(line, len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	json_t *text = json_object_get(input_r->json, "text"), *id = json_object_get(input_r->json, "id");
	if (!text || !json_is_string(text)) {
		complain(in, number, input_r->json ? "there is no \"text\" in this object" : error.text);
		json_decref(input_r->json);
		return false;
	}
	input_r->text = json_string_value(text);
	input_r->len = json_string_length(text);
	input_r->id = json_string_value(id);
	if (json_is_integer(id)) {
		snprintf(input_r->number, sizeof input_r->number, "%lld",
			(long long)json_integer_value(id));
		input_r->id = input_r->number;
	}
	input_r->ref = string_of(input_r->json, "ref");
	input_r->lang = string_of(input_r->json, "lang");
	if (input_r->len > RT_MAX_TEXT_BYTES)
		complain(in, number, "the text is too long");
	return true;
}

static struct rt_document *document_of(struct annotate *in, const struct input *input)
{
	size_t len = input->len > RT_MAX_TEXT_BYTES ? 0 : input->len;
	struct rt_document *document = rt_document_from_text(in->arena, input->text, len);
	if (input->ref)
		rt_document_set_date(document, input->ref);
	if (input->lang)
		document->lang = input->lang;
	return document;
}

static void observe(struct annotate *in, const struct input *input)
{
	struct rt_document *document = document_of(in, input);
	rt_dictionary_observe(in->dictionary, document);
	rt_document_release(document);
	rt_arena_reset(in->arena);
}

static void print_problems(struct annotate *in, const struct rt_document *document)
{
	RT_VEC_FOREACH(problem, &document->problems)
	{
		fprintf(stderr, "redthread annotate: %s: %s\n", problem->class, problem->message);
		in->status = RT_EXIT_PROBLEMS;
	}
}

static void extract(struct annotate *in, const struct input *input)
{
	struct rt_document *document = document_of(in, input);
	rt_vec_clear(&in->mentions);
	rt_str_clear(&in->line);
	rt_extractor_run(in->extractor, document, &in->mentions);
	rt_annotation_write(&in->line, input->id, document, &in->mentions, in->min_score);
	fwrite(in->line.data, 1, in->line.len, stdout);
	print_problems(in, document);
	rt_document_release(document);
	rt_arena_reset(in->arena);
}

/* ---- a whole file ---- */

static bool is_json_lines(const struct rt_str *text)
{
	return text->data[strspn(text->data, " \t\r\n")] == '{';
}

static void each_line(struct annotate *in, const struct rt_str *text,
	void (*take)(struct annotate *in, const struct input *input))
{
	size_t number = 0;
	for (size_t at = 0; at < text->len;) {
		const char *end = memchr(text->data + at, '\n', text->len - at);
		size_t stop = end ? (size_t)(end - text->data) : text->len;
		struct input input;
		number++;
		if (stop > at && strspn(text->data + at, " \t\r") < stop - at &&
			parse_line(in, text->data + at, stop - at, number, &input)) {
			take(in, &input);
			json_decref(input.json);
		}
		at = stop + 1;
	}
}

static void annotate_text(struct annotate *in, struct rt_str *text)
{
	struct input input = {.text = text->data, .len = text->len};
	struct rt_str repaired = RT_STR_INIT;
	if (!rt_utf8_valid(text->data, text->len) || memchr(text->data, '\0', text->len)) {
		complain(in, 1, "the text is not UTF-8; offsets are those of the repaired text");
		rt_utf8_repair(&repaired, text->data, text->len);
		input.text = repaired.data;
		input.len = repaired.len;
	}
	observe(in, &input);
	rt_dictionary_finish(in->dictionary);
	in->extractor = rt_extractor_new(in->rules, in->dictionary);
	extract(in, &input);
	rt_str_release(&repaired);
}

static int read_all(struct annotate *in, struct rt_str *text)
{
	struct rt_err err;
	const char *path = in->path && strcmp(in->path, "-") ? in->path : "/dev/stdin";
	if (!rt_file_read(path, 0, text, &err))
		return 0;
	fprintf(stderr, "redthread annotate: %s\n", err.message);
	return -1;
}

static int annotate_dump(struct annotate *in)
{
	struct rt_str text = RT_STR_INIT;
	int failed = read_all(in, &text);
	in->dictionary = rt_dictionary_new(in->rules);
	if (!failed && is_json_lines(&text)) {
		each_line(in, &text, observe);
		in->status = RT_EXIT_OK; /* the second pass says it again */
		rt_dictionary_finish(in->dictionary);
		in->extractor = rt_extractor_new(in->rules, in->dictionary);
		each_line(in, &text, extract);
	} else if (!failed) {
		annotate_text(in, &text);
	}
	rt_str_release(&text);
	return failed ? RT_EXIT_FAILED : in->status;
}

/* ---- a stream ---- */

static int annotate_stream(struct annotate *in)
{
	FILE *file = in->path && strcmp(in->path, "-") ? fopen(in->path, "rb") : stdin;
	char *line = NULL;
	size_t cap = 0, number = 0;
	ssize_t len;
	if (!file) {
		fprintf(stderr, "redthread annotate: cannot open %s\n", in->path);
		return RT_EXIT_FAILED;
	}
	in->extractor = rt_extractor_new(in->rules, NULL);
	while ((len = getline(&line, &cap, file)) > 0) {
		struct input input;
		number++;
		if (strspn(line, " \t\r\n") >= (size_t)len ||
			!parse_line(in, line, (size_t)len, number, &input))
			continue;
		extract(in, &input);
		json_decref(input.json);
		fflush(stdout);
	}
	free(line);
	if (file != stdin)
		fclose(file);
	return in->status;
}

/* ---- the command line ---- */

static int usage(FILE *out)
{
	fprintf(out,
		"usage: redthread annotate [--rules DIR]… [--min-score N] [--stream] [FILE]\n"
		"reads text, or JSON lines {\"id\",\"text\",\"ref\"?}, and writes a JSON line for each\n"
		"  --rules DIR      add the rules of a folder to the built-in ones\n"
		"  --min-score N    leave out what scores less (0 to 1; 0.5 where it is not given)\n"
		"  --stream         answer each line by itself, in constant memory\n");
	return out == stdout ? RT_EXIT_OK : RT_EXIT_USAGE;
}

static bool take_option(struct annotate *in, char **argv, int argc, int *at)
{
	const char *option = argv[*at], *value = *at + 1 < argc ? argv[*at + 1] : NULL;
	char *end;
	if (!strcmp(option, "--stream")) {
		in->stream = true;
		return true;
	}
	if (!value)
		return false;
	++*at;
	if (!strcmp(option, "--rules")) {
		rt_vec_push(&in->folders, value);
		return true;
	}
	if (strcmp(option, "--min-score"))
		return false;
	in->min_score = strtod(value, &end);
	return end != value && !*end;
}

static int run(struct annotate *in)
{
	in->rules = rt_cli_load_rules("annotate", in->folders.items, in->folders.count, NULL);
	if (!in->rules)
		return RT_EXIT_FAILED;
	in->arena = rt_arena_new();
	in->line = (struct rt_str)RT_STR_INIT;
	int status = in->stream ? annotate_stream(in) : annotate_dump(in);
	rt_extractor_free(in->extractor);
	rt_dictionary_free(in->dictionary);
	rt_ruleset_free(in->rules);
	rt_vec_release(&in->mentions);
	rt_str_release(&in->line);
	rt_arena_free(in->arena);
	return status;
}

int rt_cmd_annotate(int argc, char **argv)
{
	struct annotate in = {.min_score = 0.5};
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--help"))
			return usage(stdout);
		if (argv[i][0] != '-' || !argv[i][1]) {
			if (in.path)
				return usage(stderr);
			in.path = argv[i];
		} else if (!take_option(&in, argv, argc, &i)) {
			rt_vec_release(&in.folders);
			return usage(stderr);
		}
	}
	int status = run(&in);
	rt_vec_release(&in.folders);
	if (fflush(stdout) || ferror(stdout)) {
		fprintf(stderr, "redthread annotate: cannot write the output\n");
		return RT_EXIT_FAILED;
	}
	return status;
}
