/*
 * Gazetteers: lists of names, all of them in one structure.
 *
 * A list is a text file, `rules/gazetteer/<class>/<name>.txt`, a line an entry:
 * `canonical|alias|alias`. An entry is cut into tokens and folded (token.h), and put into a tree
 * whose edges are numbered tokens: "bank" – "of" – "america". A node tells which lists an entry
 * ends in there. Text is looked up token by token; one of one token costs one hash probe, and that
 * once for each distinct word (vocabulary.h).
 *
 * A list whose head says `# punctuation: free` is asked without full stops, commas, quote marks and
 * blanks: "F.Supp.2d" finds "F. Supp. 2d".
 *
 * All of it is flat arrays of numbers, so that 500,000 entries take some 60 MB and can be written
 * to the cache and mapped back as they are.
 */
#ifndef RT_WORDS_GAZETTEER_H
#define RT_WORDS_GAZETTEER_H

#include "base/err.h"
#include "base/str.h"
#include "cache/cache.h"

#include <stdbool.h>
#include <stdint.h>

#define RT_GAZETTEER_MAX_TOKENS 24 /* of one entry */

struct rt_gazetteer;
struct rt_rule_errors;

struct rt_gazetteer *rt_gazetteer_new(void);
void rt_gazetteer_free(struct rt_gazetteer *gazetteer);
/* Adds to the list class/name the entries of the file's text. path is for the errors. */
void rt_gazetteer_add(struct rt_gazetteer *gazetteer, const char *class, const char *name,
	const char *path, const char *text, size_t len, struct rt_rule_errors *errors);

/* After the last list: what is asked for together is put together in memory. Without it all works the same. */
void rt_gazetteer_finish(struct rt_gazetteer *gazetteer);

/* Puts all of it into sections of a cache, and takes it out again: NULL where something is missing
 * or would point outside. It lives in the cache, and closes it, at once where it gives NULL. The lists'
 * files must be the very same ones: they are not read then. It stays as it is until that cache is saved. */
void rt_gazetteer_save(const struct rt_gazetteer *gazetteer, struct rt_cache_writer *writer);
struct rt_gazetteer *rt_gazetteer_restore(struct rt_cache *cache);

/* The set of that name: a class ("month") or a list of it ("month/de"); -1 where there is none. */
int rt_gazetteer_set(const struct rt_gazetteer *gazetteer, const char *name, size_t len);
/* The index-th set's name, or NULL behind the last: for messages. */
const char *rt_gazetteer_set_name(const struct rt_gazetteer *gazetteer, size_t index);
/* Has the set an entry of several tokens? */
bool rt_gazetteer_set_has_long(const struct rt_gazetteer *gazetteer, int set);
size_t rt_gazetteer_entries(const struct rt_gazetteer *gazetteer);

/* The number of a folded token, or 0. */
uint32_t rt_gazetteer_token(const struct rt_gazetteer *gazetteer, const char *folded, size_t len);
/* Lists fill tens of megabytes: most of what a look-up takes is waiting for memory, once for each step of it. So who
 * has something else to do meanwhile takes these steps ahead, each asks for what the next one reads. */
enum rt_gazetteer_step { RT_GAZETTEER_SLOT, RT_GAZETTEER_TOKEN, RT_GAZETTEER_NODE, RT_GAZETTEER_ENDING };
uint64_t rt_gazetteer_token_hash(const char *folded, size_t len);
void rt_gazetteer_fetch(
	const struct rt_gazetteer *gazetteer, uint64_t hash, enum rt_gazetteer_step step);
/* The node of a token at the start of an entry, and of a token behind a node; or 0. */
uint32_t rt_gazetteer_first(const struct rt_gazetteer *gazetteer, uint32_t token);
uint32_t rt_gazetteer_next(const struct rt_gazetteer *gazetteer, uint32_t node, uint32_t token);
/* May an entry begin with these two tokens? Answered from a small table, for nearly all pairs of words
 * that a text has begin none. It may say yes in vain. */
bool rt_gazetteer_may_open(const struct rt_gazetteer *gazetteer, uint32_t first, uint32_t second);
/* The tokens that an entry goes on with behind a node, by their bits; 0: it does not. A token whose bit is
 * not among them is none of them. */
uint32_t rt_gazetteer_goes_on(const struct rt_gazetteer *gazetteer, uint32_t node);
#define RT_GAZETTEER_BITS 31
#define RT_GAZETTEER_ALL_BITS (((uint32_t)1 << RT_GAZETTEER_BITS) - 1)
static inline uint32_t rt_gazetteer_bit(uint32_t token)
{
	return (uint32_t)1 << ((token * 0x9e3779b9u >> 16) * RT_GAZETTEER_BITS >> 16);
}
bool rt_gazetteer_ends(const struct rt_gazetteer *gazetteer, uint32_t node);

/* The number of a language ("de", "pt-BR" by its first part) and of the one that a text is in beside it;
 * 0 where the first is NULL. A list whose head says "# only: de" counts in texts of that language, and
 * where none is asked for (0). */
uint64_t rt_gazetteer_language(const char *lang, const char *too);
/* Does an entry that ends at the node stand in a list that keeps case? */
bool rt_gazetteer_keeps_case(const struct rt_gazetteer *gazetteer, uint32_t node);

/* Does an entry of the set end at this node? surface: as the text has it, for lists that keep case. */
bool rt_gazetteer_in(const struct rt_gazetteer *gazetteer, uint32_t node, int set, uint64_t lang,
	const char *surface, size_t len);
/* The canonical form of the entry of the set at this node (the first by list and line), or NULL. */
const char *rt_gazetteer_canonical(const struct rt_gazetteer *gazetteer, uint32_t node, int set,
	const char *surface, size_t len);
/* Calls back with each set that an entry at this node belongs to; a set may come twice. */
void rt_gazetteer_each_set(const struct rt_gazetteer *gazetteer, uint32_t node, uint64_t lang,
	const char *surface, size_t len, void (*found)(void *context, int set), void *context);

/* The canonical form of a whole text (any number of tokens) in a set, or NULL. */
const char *rt_gazetteer_lookup(
	const struct rt_gazetteer *gazetteer, int set, const char *text, size_t len);

/* The first of the sets (-1: none such) in which a whole text stands; count where in none. */
size_t rt_gazetteer_first_of(const struct rt_gazetteer *gazetteer, const int *sets, size_t count,
	const char *text, size_t len);

/* May any list have the text as an entry? Where not, rt_gazetteer_lookup need not be asked.
 * begins_r: does any entry begin with the text's tokens and go on behind them? */
bool rt_gazetteer_knows(
	const struct rt_gazetteer *gazetteer, const char *text, size_t len, bool *begins_r);

/* Appends the set's entries and aliases, as written, ended by a NUL each; for {list} in patterns. */
void rt_gazetteer_spellings(const struct rt_gazetteer *gazetteer, int set, struct rt_str *out);
/* Calls back with each entry and alias, as written, of the lists "class/name" that are wanted. False
 * where one of them has more than are kept. */
bool rt_gazetteer_each_spelling(const struct rt_gazetteer *gazetteer,
	bool (*wanted)(const void *context, const char *list),
	void (*spelling)(void *context, const char *text), void *context);

#endif
