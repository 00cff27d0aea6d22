/*
 * The engine: a rule set, compiled once and shared by all threads, and a scanner a thread.
 *
 *	struct rt_ruleset *rules = rt_ruleset_load(folders, count, &problems, &err);
 *	struct rt_scanner *scanner = rt_scanner_new(rules);
 *	rt_scanner_run(scanner, document, &mentions);      // candidates, then overlap decided
 *
 * Two steps are told apart, because what a document and the whole dump teach stands between them
 * (src/learn): rt_scanner_candidates finds everything that any rule matches, overlapping and
 * unsettled; rt_overlap_settle decides which of them hold.
 */
#ifndef RT_ENGINE_ENGINE_H
#define RT_ENGINE_ENGINE_H

#include "base/err.h"
#include "engine/mention.h"
#include "words/rule_error.h"

#include <stdbool.h>

struct rt_languages;
struct rt_ruleset;
struct rt_scanner;

/* Loads the rules of the places in order, each a folder of rules and lists or a file of rules: a later one
 * adds to the earlier or replaces a rule by its id. -> NULL and err only where nothing at all can be used (no
 * such place). */
struct rt_ruleset *rt_ruleset_load(const char *const *places, size_t count,
	struct rt_rule_errors *errors, struct rt_err *err);
void rt_ruleset_free(struct rt_ruleset *rules);
/* SHA-256 over the rules and lists that were loaded, 64 hexadecimal digits. Borrowed. */
const char *rt_ruleset_hash(const struct rt_ruleset *rules);
/* The folder of the built-in rules: $REDTHREAD_RULES, or beside the program, or as installed. */
const char *rt_ruleset_builtin_folder(void);

/* The canonical entry of a list or class of lists, or NULL. */
const char *rt_ruleset_lookup(
	const struct rt_ruleset *rules, const char *list, const char *text, size_t len);
/* The first of the lists or classes (RT_LISTS_AT_ONCE at most) in which the text stands; count where in none. */
#define RT_LISTS_AT_ONCE 8
size_t rt_ruleset_first_of(const struct rt_ruleset *rules, const char *const *lists, size_t count,
	const char *text, size_t len);

/* Rules, in order of loading. What a rule holds is in engine/rule.h. */
size_t rt_ruleset_count(const struct rt_ruleset *rules);
const struct rt_rule *rt_ruleset_rule(const struct rt_ruleset *rules, size_t index);
const struct rt_rule *rt_ruleset_find(const struct rt_ruleset *rules, const char *id);
/* The number of a class of lists ("given") or a list ("given/he"), for rt_scanner_in; -1: none. */
int rt_ruleset_set(const struct rt_ruleset *rules, const char *name);
/* The languages that texts are told to be in, for doc/lang.h. Borrowed. */
const struct rt_languages *rt_ruleset_languages(const struct rt_ruleset *rules);
/* The words by which mail that is printed in a text is known (doc/mail_words.h). Borrowed. */
const struct rt_mail_words *rt_ruleset_mail_words(const struct rt_ruleset *rules);

struct rt_scanner *rt_scanner_new(const struct rt_ruleset *rules);
void rt_scanner_free(struct rt_scanner *scanner);

/* Appends every match of every rule, in order of start, end, rule. Strings that are not interned in
 * the rule set are in the document's arena. A limit that is hit is noted in document->problems.
 * ref: the document's date, ISO 8601, or NULL; a message inside of it that tells its own goes by that. */
void rt_scanner_candidates(struct rt_scanner *scanner, struct rt_document *document, const char *ref,
	struct rt_mentions *found);
/* The same for the document that rt_scanner_tokenise was called for last. Values that are dear may wait:
 * such a mention has no value yet, and may prove to be none. */
void rt_scanner_find(struct rt_scanner *scanner, struct rt_document *document, const char *ref,
	struct rt_mentions *found);
/* Makes what waits, of the document that was scanned last; what is refused is taken out. */
void rt_scanner_make_all(struct rt_scanner *scanner, struct rt_mentions *mentions);
/* Before rt_scanner_candidates: the kind of text (enum rt_rule_register in engine/rule.h), which
 * switches off the rules that are not meant for it. 0, as at first: not known, all rules run. */
void rt_scanner_set_register(struct rt_scanner *scanner, unsigned which);

/* From now on the slow way: every `match` rule by itself over every byte, every `words` rule at every
 * token. It finds the same; tests hold the fast way to it. */
void rt_scanner_set_slow(struct rt_scanner *scanner, bool slow);

/* The tokens of the document that was scanned last (words/token.h), good until the next one.
 * rt_scanner_tokenise makes them without running any rule, for a first pass over a dump. */
struct rt_tokens;
const struct rt_tokens *rt_scanner_tokens(const struct rt_scanner *scanner);
void rt_scanner_tokenise(struct rt_scanner *scanner, const struct rt_document *document);
/* Changes when the numbers of words (struct rt_token) begin anew, between two documents. */
unsigned rt_scanner_generation(const struct rt_scanner *scanner);
/* Is the index-th token, by itself, an entry of that set of lists? */
bool rt_scanner_in(const struct rt_scanner *scanner, size_t index, int set);
/* Calls back with each set that it is an entry of; a set may come twice. */
void rt_scanner_each_set(const struct rt_scanner *scanner, size_t index,
	void (*found)(void *context, int set), void *context);
/* The index of the first token that ends behind that byte of the text; the count behind the last. */
size_t rt_scanner_token_at(const struct rt_scanner *scanner, uint32_t place);

/* What rules did that left no mention, for `rules explain`. Functions may be NULL. */
struct rt_scan_trace {
	void *context;
	void (*woke)(void *context, const struct rt_rule *rule, uint32_t place);
	/* It matched and its normaliser refused the value. */
	void (*refused)(void *context, const struct rt_rule *rule, struct rt_range range);
};
/* Copied. NULL ends it. */
void rt_scanner_trace(struct rt_scanner *scanner, const struct rt_scan_trace *trace);

/* Why the first is preferred to the second where they overlap: "higher score", "longer" … Static. */
const char *rt_overlap_reason(const struct rt_ruleset *rules, const struct rt_mention *winner,
	const struct rt_mention *loser);
/* In order of start, end, rule. */
void rt_mentions_sort(struct rt_mentions *mentions);
/*
 * Keeps, of mentions that claim the same bytes, one, in place, in order of start:
 *   1. a mention of `type none` takes away every mention that overlaps it, unless that one reaches
 *      beyond it on a side without being cut (it contains it and is longer) or scores higher;
 *   2. of two that overlap the one with the higher score stays;
 *   3. with equal scores the longer one (in bytes);
 *   4. with equal lengths the one that begins first;
 *   5. then by type: case law date email url phone account money organisation person place, then
 *      others by name; then by the rule that was loaded first.
 * A part (`part GROUP TYPE`) stands inside the mention of its rule and goes with it.
 */
void rt_overlap_settle(const struct rt_ruleset *rules, struct rt_mentions *mentions);
/* The same where values may wait, of the document that was scanned last. */
void rt_scanner_settle(struct rt_scanner *scanner, struct rt_mentions *mentions);

#endif
