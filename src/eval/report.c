/* How an evaluation is printed. */
#include "base/json.h"
#include "eval/evaluate.h"

#include <string.h>

static double percent(size_t right, size_t of)
{
	return 100.0 * rt_precision(right, of);
}

void rt_evaluation_head(FILE *out)
{
	fprintf(out, "%-28s %-12s %6s %6s  %6s %6s %6s  %s\n", "set", "type", "gold", "found", "P", "R",
		"F1", "overlap F1 | right values");
}

static const char *set_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static void print_row(const struct rt_evaluation *evaluation, const char *type,
	const struct rt_score *score, FILE *out)
{
	const char *name = set_name(evaluation->path);
	int width = (int)strcspn(name, "\0");
	if (width > 6 && !strcmp(name + width - 6, ".jsonl"))
		width -= 6;
	double p = rt_precision(score->exact, score->found);
	double r = rt_precision(score->exact, score->gold);
	fprintf(out, "%-28.*s %-12s %6zu %6zu  %6.2f %6.2f %6.2f", width > 28 ? 28 : width, name, type,
		score->gold, score->found, 100 * p, 100 * r, 100 * rt_f1(p, r));
	if (!rt_scored_by_value(type))
		fprintf(out, "  %6.2f\n",
			100 * rt_f1(rt_precision(score->overlap_found, score->found),
				      rt_precision(score->overlap_gold, score->gold)));
	else if (score->valued)
		fprintf(out, "  %12s %6.2f\n", "|", percent(score->value_right, score->valued));
	else
		fprintf(out, "\n");
}

void rt_evaluation_table(const struct rt_evaluation *evaluation, FILE *out)
{
	for (size_t t = 0; t < evaluation->types.count; t++)
		print_row(evaluation, evaluation->types.items[t], &evaluation->scores.items[t], out);
}

void rt_evaluation_rules(const struct rt_evaluation *evaluation, FILE *out)
{
	fprintf(out, "%8s %8s %7s  %-12s %s\n", "hits", "false", "P", "type", "rule");
	RT_VEC_FOREACH(rule, &evaluation->rules)
		fprintf(out, "%8zu %8zu %6.1f%%  %-12s %s\n", rule->hits, rule->false_hits,
			percent(rule->hits, rule->hits + rule->false_hits), rule->type, rule->rule);
}

static const char *verdict_name(enum rt_verdict verdict)
{
	static const char *const names[] = {"right", "missed", "false", "value"};
	return names[verdict];
}

static void print_error(const struct rt_error_line *error, FILE *out)
{
	fprintf(out, "%5zu %-6s %-12s |%s|", error->count, verdict_name(error->verdict), error->type,
		error->surface);
	if (error->verdict == RT_WRONG_VALUE)
		fprintf(out, " wanted %s, got %s", error->wanted, error->got ? error->got : "nothing");
	if (error->rule)
		fprintf(out, "  <%s>", error->rule);
	fprintf(out, "\n      %s: …%s…\n", error->id, error->context);
}

void rt_evaluation_errors(const struct rt_evaluation *evaluation, FILE *out)
{
	size_t listed[RT_WRONG_VALUE + 1] = {0};
	RT_VEC_FOREACH(error, &evaluation->errors)
		if (listed[error->verdict]++ < evaluation->options.errors)
			print_error(error, out);
}

static void type_json(struct rt_json *json, const char *type, const struct rt_score *score)
{
	double p = rt_precision(score->exact, score->found);
	double r = rt_precision(score->exact, score->gold);
	rt_json_object(json, type);
	rt_json_int(json, "gold", (int64_t)score->gold);
	rt_json_int(json, "found", (int64_t)score->found);
	rt_json_int(json, "right", (int64_t)score->exact);
	rt_json_real(json, "precision", p);
	rt_json_real(json, "recall", r);
	rt_json_real(json, "f1", rt_f1(p, r));
	if (rt_scored_by_value(type)) {
		rt_json_int(json, "valued", (int64_t)score->valued);
		rt_json_int(json, "values_right", (int64_t)score->value_right);
	}
	if (rt_scored_by_value(type) && score->valued)
		rt_json_real(json, "value_accuracy", rt_precision(score->value_right, score->valued));
	if (!rt_scored_by_value(type)) {
		double op = rt_precision(score->overlap_found, score->found);
		double or = rt_precision(score->overlap_gold, score->gold);
		rt_json_real(json, "overlap_f1", rt_f1(op, or));
	}
	rt_json_end(json);
}

void rt_evaluation_json(const struct rt_evaluation *evaluation, FILE *out)
{
	struct rt_str line = RT_STR_INIT;
	struct rt_json json = {.out = &line};
	rt_json_object(&json, NULL);
	rt_json_text(&json, "gold", set_name(evaluation->path));
	rt_json_int(&json, "documents", (int64_t)evaluation->documents);
	rt_json_object(&json, "types");
	for (size_t t = 0; t < evaluation->types.count; t++)
		type_json(&json, evaluation->types.items[t], &evaluation->scores.items[t]);
	rt_json_end(&json);
	rt_json_end(&json);
	fprintf(out, "%s\n", line.data);
	rt_str_release(&line);
}

void rt_evaluation_curve(const char *path, const struct rt_gold *gold,
	const struct rt_predictions *predictions, const struct rt_evaluation_options *options, FILE *out)
{
	struct rt_evaluation_options at = *options;
	at.errors = 0;
	fprintf(out, "%-9s %-12s %6s %6s %6s\n", "min-score", "type", "P", "R", "F1");
	for (int tenth = 0; tenth < 10; tenth++) {
		struct rt_evaluation evaluation;
		at.min_score = tenth / 10.0;
		rt_evaluate(&evaluation, path, gold, predictions, &at);
		for (size_t t = 0; t < evaluation.types.count; t++) {
			const struct rt_score *score = &evaluation.scores.items[t];
			double p = rt_precision(score->exact, score->found);
			double r = rt_precision(score->exact, score->gold);
			fprintf(out, "%-9.1f %-12s %6.2f %6.2f %6.2f\n", at.min_score,
				evaluation.types.items[t], 100 * p, 100 * r, 100 * rt_f1(p, r));
		}
		rt_evaluation_release(&evaluation);
	}
}
