/*
 * An evaluation: gold files against what the rules find in them (or what another program found), with
 * counts by type and by rule, and the list of what was missed and what was wrong.
 */
#ifndef RT_EVAL_EVALUATE_H
#define RT_EVAL_EVALUATE_H

#include "base/map.h"
#include "engine/engine.h"
#include "eval/score.h"

#include <stdio.h>

/* What each rule found of a type. */
struct rt_rule_count {
	const char *rule, *type;
	size_t hits, false_hits;
};

struct rt_evaluation_options {
	const char *const *types; /* redthread's names; NULL: persons and organisations, or what the gold has */
	size_t type_count;
	enum rt_score_mode mode; /* for values */
	double min_score;
	size_t errors; /* how many of each kind to list */
};

/* One thing that went wrong, counted over the documents. */
struct rt_error_line {
	enum rt_verdict verdict;
	const char *type, *surface, *wanted, *got, *rule, *context, *id;
	size_t count;
};

struct rt_evaluation {
	struct rt_evaluation_options options;
	struct rt_arena *arena;
	const char *path;
	size_t documents, bytes;
	RT_VEC(const char *) types;
	RT_VEC(struct rt_score) scores; /* one a type */
	struct rt_map *rule_index;
	RT_VEC(struct rt_rule_count) rules;
	struct rt_map *error_index;
	RT_VEC(struct rt_error_line) errors;
};

/* Mentions of all documents of a gold file, in its order. */
struct rt_predictions {
	RT_VEC(struct rt_mentions) documents;
	RT_VEC(struct rt_document *) sources; /* own the strings of the mentions */
	RT_VEC(struct rt_arena *) arenas;
	struct rt_gold *read; /* of another program's output, or NULL */
};

void rt_predict(struct rt_predictions *predictions, const struct rt_gold *gold,
	const struct rt_ruleset *rules);
/* What another program found: JSON lines with the same ids. -1 and err for an id that the gold lacks. */
int rt_predictions_read(struct rt_predictions *predictions, const struct rt_gold *gold,
	const char *path, struct rt_err *err);
void rt_predictions_release(struct rt_predictions *predictions);

void rt_evaluate(struct rt_evaluation *evaluation, const char *path, const struct rt_gold *gold,
	const struct rt_predictions *predictions, const struct rt_evaluation_options *options);
void rt_evaluation_release(struct rt_evaluation *evaluation);

/* True for types that are scored by value (case references, dates, laws). */
bool rt_scored_by_value(const char *type);

void rt_evaluation_head(FILE *out);
void rt_evaluation_table(const struct rt_evaluation *evaluation, FILE *out);
void rt_evaluation_rules(const struct rt_evaluation *evaluation, FILE *out);
void rt_evaluation_errors(const struct rt_evaluation *evaluation, FILE *out);
void rt_evaluation_json(const struct rt_evaluation *evaluation, FILE *out); /* one line */
/* Precision, recall and F1 of a type at score thresholds 0, 0.1 … 0.9. */
void rt_evaluation_curve(const char *path, const struct rt_gold *gold,
	const struct rt_predictions *predictions, const struct rt_evaluation_options *options, FILE *out);

#endif
