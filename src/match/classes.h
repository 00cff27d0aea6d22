/*
 * Character classes as automata over UTF-8 bytes.
 *
 * What `\w`, `[^\p{Lu}-]` or a caseless `k` accepts is asked of PCRE2 itself, over every code point
 * there is, so that this room never has an opinion about Unicode. A class is kept as a tree over
 * the bytes of UTF-8: which ASCII bytes belong to it, and for each lead byte a node that tells
 * which continuation bytes may follow. Equal nodes are stored once, so that a thousand classes take
 * little more room than the largest. Classes of the same content have the same number.
 */
#ifndef RT_MATCH_CLASSES_H
#define RT_MATCH_CLASSES_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RT_NODE_NONE 0u /* no further byte fits */

struct rt_class {
	uint64_t ascii[2];
	uint32_t lead[64]; /* node behind the lead bytes 0xc0 … 0xff */
};

struct rt_classes;

struct rt_classes *rt_classes_new(void);
void rt_classes_free(struct rt_classes *classes);

/* The class of what one atom matches: "[a-z]", "\\pL", ".", "\\x{41}", "k". flags: option letters
 * that hold there ("i", "s", "xx"), or "". -> -1 where PCRE2 refuses the atom. */
int64_t rt_classes_ask(
	struct rt_classes *classes, const char *atom, size_t len, const char *flags);
uint32_t rt_classes_rune(struct rt_classes *classes, uint32_t rune); /* that code point alone */
uint32_t rt_classes_union(struct rt_classes *classes, uint32_t a, uint32_t b);
uint32_t rt_classes_except(struct rt_classes *classes, uint32_t a, uint32_t b); /* in a, not in b */

bool rt_classes_has(const struct rt_classes *classes, uint32_t id, uint32_t rune);
/* Borrowed until the next class is made. */
const struct rt_class *rt_classes_get(const struct rt_classes *classes, uint32_t id);
bool rt_class_is_empty(const struct rt_class *one);
size_t rt_classes_node_count(const struct rt_classes *classes);
size_t rt_classes_count(const struct rt_classes *classes);
/* Takes one byte: the node behind it, RT_NODE_NONE where it does not fit. whole_r: the byte ends a
 * code point of the class. node is RT_NODE_NONE at a code point's first byte. */
uint32_t rt_classes_step(const struct rt_classes *classes, uint32_t id, uint32_t node,
	unsigned char byte, bool *whole_r);

/* For the cache: everything as bytes, and back. -1: the bytes are not a class table. */
void rt_classes_freeze(const struct rt_classes *classes, struct rt_str *out);
int rt_classes_thaw(struct rt_classes *classes, const char *bytes, size_t len);
/* Takes them as they stand there: they are trusted, outlive the classes and are aligned to 8. No class is made
 * after that. -1: they are not all there. */
int rt_classes_borrow(struct rt_classes *classes, const char *bytes, size_t len);
void rt_classes_empty(struct rt_classes *classes); /* after a thaw that failed: as new */

#endif
