/* redthread decide FILE: takes back a sheet of proposals, or a file of decisions. */
#include "base/file.h"
#include "cli/cli.h"
#include "cli/decide.h"
#include "cli/opt.h"
#include "resolve/sheet.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define MAX_BYTES (64u << 20)

struct taking {
	const char *case_path, *author;
	size_t taken, skipped;
	struct rt_err *err;
};

static bool is_yes(const char *word)
{
	static const char *const words[] = {"merge", "yes", "y", "same", "1", "x", "true"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcasecmp(word, words[i]))
			return true;
	return false;
}

static bool is_no(const char *word)
{
	static const char *const words[] = {"split", "no", "n", "different", "apart", "0", "false"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcasecmp(word, words[i]))
			return true;
	return false;
}

static int take_row(struct taking *taking, const struct rt_sheet *sheet, const struct rt_sheet_row *row)
{
	const char *word = rt_sheet_cell(row, rt_sheet_column(sheet, "decision"));
	struct rt_decision decision = {.subject = rt_sheet_cell(row, rt_sheet_column(sheet, "a")),
		.object = rt_sheet_cell(row, rt_sheet_column(sheet, "b")),
		.reason = rt_sheet_cell(row, rt_sheet_column(sheet, "reason")),
		.author = taking->author};
	if (!*word)
		return 0;
	if ((!is_yes(word) && !is_no(word)) || !*decision.subject || !*decision.object) {
		fprintf(stderr, "redthread: line %u: neither merge nor split; skipped\n", row->line);
		taking->skipped++;
		return 0;
	}
	decision.verb = is_yes(word) ? RT_DECISION_MERGE : RT_DECISION_SPLIT;
	taking->taken++;
	return rt_decide_note(taking->case_path, &decision, taking->err);
}

static int take_sheet(struct taking *taking, const struct rt_str *text)
{
	struct rt_sheet sheet;
	int result = 0;
	rt_sheet_parse(text->data, text->len, &sheet);
	if (rt_sheet_column(&sheet, "decision") < 0 || rt_sheet_column(&sheet, "a") < 0 ||
		rt_sheet_column(&sheet, "b") < 0)
		result = rt_err_set(taking->err, "the sheet has no columns decision, a and b; "
						 "redthread proposals --csv makes one");
	for (size_t i = 1; i < sheet.rows.count && !result; i++)
		result = take_row(taking, &sheet, &sheet.rows.items[i]);
	rt_sheet_release(&sheet);
	return result;
}

static int take_decisions(struct taking *taking, const struct rt_str *text)
{
	struct rt_decisions decisions;
	int result = 0;
	rt_decisions_parse(text->data, text->len, &decisions);
	RT_VEC_FOREACH(error, &decisions.errors)
		fprintf(stderr, "redthread: line %u: %s; skipped\n", error->line, error->message);
	taking->skipped += decisions.errors.count;
	for (size_t i = 0; i < decisions.items.count && !result; i++) {
		result = rt_decide_note(taking->case_path, &decisions.items.items[i], taking->err);
		taking->taken++;
	}
	rt_decisions_release(&decisions);
	return result;
}

static bool ends_in_tsv(const char *path)
{
	size_t len = strlen(path);
	return len > 4 && !strcasecmp(path + len - 4, ".tsv");
}

static int take(struct taking *taking, const char *path)
{
	struct rt_str text = RT_STR_INIT;
	int result = rt_file_read(path, MAX_BYTES, &text, taking->err);
	if (!result)
		result = ends_in_tsv(path) ? take_decisions(taking, &text) : take_sheet(taking, &text);
	rt_str_release(&text);
	if (!result && taking->taken)
		result = rt_decide_replay(taking->case_path, taking->err);
	return result;
}

int rt_cmd_decide(int argc, char **argv)
{
	struct rt_err err = {0};
	struct taking taking = {.case_path = RT_CASE_DEFAULT, .author = "", .err = &err};
	const struct rt_opt opts[] = {
		{'c', "case", RT_OPT_TEXT, &taking.case_path, "FILE",
			"the case file (" RT_CASE_DEFAULT ")"},
		{0, "author", RT_OPT_TEXT, &taking.author, "NAME", "who says so ($USER)"},
		{0},
	};
	struct rt_args args = {.usage = "decide [-c FILE] SHEET",
		.summary = "Takes back the sheet of `redthread proposals --csv` with merge or split in its\n"
			   "first column, or another decisions file (.tsv).",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status < 0 && args.count != 1) {
		status = rt_usage_error(&args, "decide wants one file");
	} else if (status < 0) {
		status = RT_EXIT_OK;
		if (take(&taking, args.words[0])) {
			fprintf(stderr, "redthread: %s\n", err.message);
			status = RT_EXIT_FAILED;
		} else {
			printf("%zu decisions taken, %zu lines skipped\n", taking.taken, taking.skipped);
			if (taking.skipped)
				status = RT_EXIT_PROBLEMS;
		}
	}
	rt_args_release(&args);
	return status;
}
