/* redthread eval: how well the rules find what a person marked. */
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/load_rules.h"
#include "cli/opt.h"
#include "eval/evaluate.h"

#include <stdio.h>
#include <string.h>

struct request {
	struct rt_evaluation_options options;
	struct rt_texts folders;
	RT_VEC(const char *) types;
	const char *type_list, *mode, *predictions;
	double min_score;
	long errors;
	bool rules, curve, json, full_dates, head_printed;
};

static int parse_mode(struct request *request)
{
	static const char *const modes[] = {"exact", "overlap", "contain"};
	for (int i = 0; i < 3; i++) {
		if (!strcmp(request->mode, modes[i])) {
			request->options.mode = (enum rt_score_mode)i;
			return 0;
		}
	}
	return -1;
}

/* "person,date" or the gold's own "PER,DATE". */
static void parse_types(struct request *request)
{
	const char *at = request->type_list;
	while (at && *at) {
		size_t len = strcspn(at, ",");
		char *type = rt_strndup(at, len);
		const char *known = rt_gold_type(type);
		rt_vec_push(&request->types, rt_strdup(known));
		rt_free(type);
		at += len + (at[len] == ',');
	}
	request->options.types = request->types.items;
	request->options.type_count = request->types.count;
}

static void print_evaluation(struct request *request, const struct rt_evaluation *evaluation)
{
	if (request->json) {
		rt_evaluation_json(evaluation, stdout);
		return;
	}
	if (!request->head_printed)
		rt_evaluation_head(stdout);
	request->head_printed = true;
	rt_evaluation_table(evaluation, stdout);
	if (request->rules)
		rt_evaluation_rules(evaluation, stdout);
	rt_evaluation_errors(evaluation, stdout);
}

static int evaluate_file(struct request *request, const struct rt_ruleset *rules, const char *path,
	struct rt_err *err)
{
	struct rt_gold *gold = rt_gold_load(path, err);
	if (!gold)
		return -1;
	struct rt_predictions predictions = {0};
	if (request->full_dates)
		rt_gold_keep_full_dates(gold);
	int result = 0;
	if (request->predictions)
		result = rt_predictions_read(&predictions, gold, request->predictions, err);
	else
		rt_predict(&predictions, gold, rules);
	if (!result) {
		struct rt_evaluation evaluation;
		rt_evaluate(&evaluation, path, gold, &predictions, &request->options);
		print_evaluation(request, &evaluation);
		if (request->curve)
			rt_evaluation_curve(path, gold, &predictions, &request->options, stdout);
		rt_evaluation_release(&evaluation);
	}
	rt_predictions_release(&predictions);
	rt_gold_free(gold);
	return result;
}

static int evaluate_files(struct request *request, const struct rt_args *args)
{
	struct rt_err err;
	struct rt_ruleset *rules = NULL;
	int status = RT_EXIT_FAILED;
	err.message[0] = '\0';
	if (!request->predictions && !(rules = rt_cli_load_rules("eval", request->folders.items, request->folders.count, NULL)))
		goto out;
	for (size_t i = 0; i < args->count; i++)
		if (evaluate_file(request, rules, args->words[i], &err))
			goto out;
	status = RT_EXIT_OK;
out:
	if (err.message[0])
		fprintf(stderr, "redthread: %s\n", err.message);
	rt_ruleset_free(rules);
	return status;
}

int rt_cmd_eval(int argc, char **argv)
{
	struct request request = {.mode = "exact"};
	const struct rt_opt opts[] = {
		{'t', "types", RT_OPT_TEXT, &request.type_list, "LIST",
			"person, organisation, case, date …; else what the gold has"},
		{'m', "mode", RT_OPT_TEXT, &request.mode, "MODE",
			"how references and dates are compared: exact, overlap or contain"},
		{'e', "errors", RT_OPT_NUMBER, &request.errors, "N", "list the N most frequent of each kind"},
		{0, "full-dates", RT_OPT_FLAG, &request.full_dates, NULL,
			"of dates, count only those with their day and year in figures"},
		{0, "per-rule", RT_OPT_FLAG, &request.rules, NULL, "hits and false hits of each rule"},
		{0, "min-score", RT_OPT_REAL, &request.min_score, "S", "leave out what scores below S"},
		{0, "curve", RT_OPT_FLAG, &request.curve, NULL, "precision and recall by score"},
		{0, "predictions", RT_OPT_TEXT, &request.predictions, "FILE",
			"score what another program found, JSON lines of the same ids"},
		{0, "rules", RT_OPT_TEXTS, &request.folders, "DIR", "add a folder of rules"},
		{0, "json", RT_OPT_FLAG, &request.json, NULL, "a JSON line a file"},
		{0},
	};
	struct rt_args args = {.usage = "eval [OPTION]… GOLD…",
		.summary = "How well the rules find what a person marked. GOLD is JSON lines, brat (.ann) or "
			   "CoNLL.",
		.opts = opts};
	int status = rt_opt_parse(&args, argc, argv);
	if (status >= 0)
		goto out;
	request.options.errors = (size_t)request.errors;
	request.options.min_score = request.min_score;
	parse_types(&request);
	if (parse_mode(&request))
		status = rt_usage_error(&args, "--mode is exact, overlap or contain, not \"%s\"", request.mode);
	else if (!args.count)
		status = rt_usage_error(&args, "eval wants at least one gold file");
	else
		status = evaluate_files(&request, &args);
out:
	RT_VEC_FOREACH(type, &request.types)
		rt_free((char *)(uintptr_t)*type);
	rt_vec_release(&request.types);
	rt_vec_release(&request.folders);
	rt_args_release(&args);
	return status;
}
