/*
 * Scoring: what was found against what was marked.
 *
 * Two ways, as the field has them for two kinds of question.
 *
 * Spans (persons, organisations): sets of (start, end, type). exact wants all three equal; overlap wants
 * the same type and a shared byte, and counts found ones for precision, marked ones for recall.
 * What is found on a mark of an ignored type (NOM, ROLE: mentions that are no names) and nowhere near a
 * mark of its own type is not counted.
 *
 * Values (case references, dates): one-to-one pairs of a found and a marked one, the best first, by
 * exact span, overlap, or containment (a marked chain of citations is satisfied by any of its
 * parts); and of those pairs, how many have the marked normal form. Marks of other types are zones
 * in which nothing counts.
 */
#ifndef RT_EVAL_SCORE_H
#define RT_EVAL_SCORE_H

#include "engine/mention.h"
#include "eval/gold.h"

#include <stdbool.h>

enum rt_score_mode { RT_SCORE_EXACT, RT_SCORE_OVERLAP, RT_SCORE_CONTAIN };

/* Counts of one type over all documents. */
struct rt_score {
	size_t gold, found; /* marked; found and counted */
	size_t exact;	    /* spans: equal; values: pairs */
	size_t overlap_found, overlap_gold;
	size_t ignored;
	size_t valued, value_right, value_prefix, value_missing;
};

double rt_precision(size_t right, size_t found);
double rt_f1(double precision, double recall);

/* What became of one mark or one mention, for the reports. */
enum rt_verdict { RT_HIT, RT_MISSED, RT_FALSE, RT_WRONG_VALUE };
struct rt_finding {
	enum rt_verdict verdict;
	const struct rt_gold_document *document;
	const struct rt_gold_entity *gold;  /* NULL: false */
	const struct rt_mention *mention;   /* NULL: missed */
};
typedef void rt_finding_fn(void *context, const struct rt_finding *finding);

/* Adds one document's counts for a type. note may be NULL. */
void rt_score_spans(struct rt_score *score, const char *type, const struct rt_gold_document *gold,
	const struct rt_mentions *found, rt_finding_fn *note, void *context);
void rt_score_values(struct rt_score *score, const char *type, enum rt_score_mode mode,
	const struct rt_gold_document *gold, const struct rt_mentions *found, rt_finding_fn *note,
	void *context);

enum rt_agreement { RT_DIFFERENT, RT_PREFIX, RT_EQUAL };
/* Case references are compared without case, blanks, dots, commas and apostrophes. Dates as EDTF or
 * TIMEX3, time of day dropped, an X agreeing with any digit; RT_PREFIX: one is the other's beginning
 * (a month for a day). */
enum rt_agreement rt_value_agreement(const struct rt_gold_entity *gold, const char *type,
	const char *value);

#endif
