/*
 * What people have decided, in a plain file beside the case file: case.decisions.tsv, a line a
 * decision, fields parted by tabs:
 *
 *	verb	subject	subject or value	reason	author	date
 *	merge	person:ana@example.org	person:ana lopes	same signature	rk	2024-05-14
 *
 * merge A B: the two are one. split A B: B is not A's; of one pair the later word holds. rename A NAME. retype A TYPE (person, role,
 * list, machine, organisation …). ignore A. A subject is a key as `show` prints it, an address or a
 * name; addresses and names outlive any new scan, so a decision goes on to hold. Lines that begin
 * with # are comments. A line that cannot be used is named and skipped, the rest hold; to undo a
 * decision delete its line. The file is replayed by every resolve.
 */
#ifndef RT_RESOLVE_DECISIONS_H
#define RT_RESOLVE_DECISIONS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

#include <stdbool.h>

enum rt_decision_verb {
	RT_DECISION_MERGE,
	RT_DECISION_SPLIT,
	RT_DECISION_RENAME,
	RT_DECISION_RETYPE,
	RT_DECISION_IGNORE,
};

struct rt_decision {
	enum rt_decision_verb verb;
	const char *subject, *object; /* object: "" for ignore */
	const char *reason, *author, *date; /* "" where not told */
	unsigned line;
	bool withdrawn; /* a later line says the contrary of the same two */
};

struct rt_decision_error {
	unsigned line;
	const char *message; /* one sentence, without names of the dump */
};

struct rt_decisions {
	struct rt_arena *arena;
	RT_VEC(struct rt_decision) items;
	RT_VEC(struct rt_decision_error) errors;
};

/* The file that belongs to a case file. */
char *rt_decisions_path(const char *case_path); /* yours to rt_free */
/* A file that is not there holds no decisions. Release in any case. */
int rt_decisions_read(const char *path, struct rt_decisions *decisions_r, struct rt_err *err);
void rt_decisions_parse(const char *text, size_t len, struct rt_decisions *decisions_r);
void rt_decisions_release(struct rt_decisions *decisions);
__attribute__((format(printf, 3, 4))) void rt_decisions_complain(
	struct rt_decisions *decisions, unsigned line, const char *format, ...);
/* Puts a line behind the others; makes the file where it is new. */
int rt_decisions_append(const char *path, const struct rt_decision *decision, struct rt_err *err);

/* "ana@example.org" of "person:ana@example.org"; borrowed from the subject. */
const char *rt_decision_bare(const char *subject);
/* Both name the same, as far as text tells. */
bool rt_decision_same(const char *a, const char *b);
const char *rt_decision_verb_name(enum rt_decision_verb verb);
/* 1 and the verb, or 0. */
int rt_decision_verb_find(const char *name, enum rt_decision_verb *verb_r);

#endif
