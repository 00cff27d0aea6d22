/*
 * Ties between entities: counted from the case file, measured, written back.
 *
 * What a weight is
 * ----------------
 * Co-occurrence: each original text in which two entities stand together adds what their closest
 * meeting in it is worth: 1 in one sentence, 0.5 in one paragraph, 0.25 in one document. So a text
 * counts once, however often it names them; quotes, copies of a passage and what stands on every page
 * do not count again (see store/passage.h). Headers are left out: who wrote to whom is communication.
 * Two entities that only ever stood far apart in one single document are no tie (weight below 0.5).
 *
 * Beside the weight stands npmi, normalised pointwise mutual information over texts (Bouma 2009):
 * ln(p(a,b) / (p(a) p(b))) / -ln p(a,b). 1: never one without the other; 0: as chance would have it;
 * below: they avoid one another. It shows who belongs together where the weight only shows who is
 * everywhere.
 *
 * Communication: each message adds one over the number of its recipients, so that a letter to one
 * person counts 1 and a circular to fifty 0.02 for each.
 *
 * Long lists tie everybody to everybody and mean nothing. A sentence or paragraph with more than
 * RT_LIST_PARAGRAPH entities counts as a list: standing in it together is no meeting. In a document
 * with more than RT_LIST_DOCUMENT entities being in the same document is none either, and one with
 * more than RT_LIST_HUGE is counted as if each paragraph were a text of its own, which keeps the
 * work linear.
 */
#ifndef RT_GRAPH_GRAPH_H
#define RT_GRAPH_GRAPH_H

#include "store/store.h"

#define RT_WEIGHT_SENTENCE 1.0
#define RT_WEIGHT_PARAGRAPH 0.5
#define RT_WEIGHT_DOCUMENT 0.25
#define RT_WEIGHT_MIN 0.5

#define RT_LIST_PARAGRAPH 40
#define RT_LIST_DOCUMENT 150
#define RT_LIST_HUGE 2000

/* Clears links and nodes and makes them anew. The caller opens and commits the batch. */
int rt_graph_build(struct rt_store *store, struct rt_err *err);
/* 1 where the links are those of the resolution that the case file holds; 0 or -1. */
int rt_graph_is_current(struct rt_store *store, struct rt_err *err);

#endif
