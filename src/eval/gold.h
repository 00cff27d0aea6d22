/*
 * Gold: text with the entities that a person marked, to measure extraction on.
 *
 * Three forms are read, told apart by the file's name and content:
 *   JSON lines  {"id","text","ref"?,"lang"?,"entities":[{"start","end","type","kind"?,"norm"?,
 *               "values"?,"full_start"?,"full_end"?}]}, offsets in UTF-8 bytes, end exclusive
 *   brat        NAME.ann beside NAME.txt, offsets in code points, discontinuous ones as a whole
 *   CoNLL       a token a line, its tag (BIO, BIOES or IO) in the last column; an empty line
 *               ends a sentence, -DOCSTART- a document
 */
#ifndef RT_EVAL_GOLD_H
#define RT_EVAL_GOLD_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

struct rt_gold_entity {
	uint32_t start, end;
	uint32_t full_start, full_end; /* with case name and parenthesis; both 0 where not told */
	const char *type;	       /* redthread's name of it: "person", "date" …, or as written */
	const char *kind;	       /* or NULL */
	RT_VEC(const char *) values;   /* the accepted normal forms, the first is the norm */
};

struct rt_gold_document {
	const char *id, *text;
	size_t len;
	const char *ref, *lang; /* or NULL */
	RT_VEC(struct rt_gold_entity) entities;
};

struct rt_gold {
	struct rt_arena *arena;
	RT_VEC(struct rt_gold_document) documents;
	bool marks_only; /* a document needs no text: another program's output */
};

/* NULL and err where the file cannot be read; a line that is wrong is named in it. */
struct rt_gold *rt_gold_load(const char *path, struct rt_err *err);
/* The same of another program's output, where documents need not bear their text. */
struct rt_gold *rt_gold_load_marks(const char *path, struct rt_err *err);
void rt_gold_free(struct rt_gold *gold);

/* "PER" gives "person"; what is not known comes back as it is. */
const char *rt_gold_type(const char *written);

/* Only dates told in full, day and year in figures, stay marks of dates (full_date.c says which those
 * are); the others become zones in which nothing counts. */
void rt_gold_keep_full_dates(struct rt_gold *gold);

/* For the readers of the single forms. */
struct rt_gold_document *rt_gold_add(struct rt_gold *gold, const char *id, const char *text, size_t len);
struct rt_gold_entity *rt_gold_mark(struct rt_gold *gold, struct rt_gold_document *document,
	uint32_t start, uint32_t end, const char *type);
int rt_gold_read_jsonl(struct rt_gold *gold, const char *path, struct rt_err *err);
int rt_gold_read_brat(struct rt_gold *gold, const char *path, struct rt_err *err);
int rt_gold_read_conll(struct rt_gold *gold, const char *path, struct rt_err *err);

#endif
