#include "match/classes.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "cache/map_store.h"
#include "match/pcre.h"

#include <pthread.h>
#include <string.h>

#define RUNES 0x110000u
#define BLOCKS (RUNES / 64) /* 64 code points share all but their last byte */

/* Behind a lead byte. Either a leaf, whose bits tell the last bytes that end a code point of the
 * class, or an inner node. Continuation bytes 0x80 … 0xbf are numbered 0 … 63. */
struct node {
	uint64_t bits;
	uint32_t next[64];
};

struct rt_classes {
	RT_VEC(struct rt_class) classes;
	RT_VEC(struct node) nodes; /* [0] is RT_NODE_NONE */
	struct rt_map *class_ids, *node_ids; /* by content */
	struct rt_map *asked; /* "flags:atom", or a sum of two classes (struct sum) -> id + 1 */
	const char *borrowed; /* all of it, in a cache; or NULL */
	size_t borrowed_len;
};

struct range {
	uint32_t low, high;
};

typedef RT_VEC(struct range) range_list; /* of code points, in order, not touching one another */

struct rt_classes *rt_classes_new(void)
{
	struct rt_classes *classes = rt_alloc_zero(1, sizeof *classes);
	classes->class_ids = rt_map_new();
	classes->node_ids = rt_map_new();
	classes->asked = rt_map_new();
	rt_vec_push(&classes->nodes, (struct node){0});
	return classes;
}

void rt_classes_empty(struct rt_classes *classes)
{
	rt_vec_clear(&classes->classes);
	rt_map_clear(classes->class_ids);
	rt_map_clear(classes->node_ids);
	rt_map_clear(classes->asked);
	classes->nodes.count = 1;
}

void rt_classes_free(struct rt_classes *classes)
{
	if (!classes)
		return;
	rt_map_free(classes->class_ids);
	rt_map_free(classes->node_ids);
	rt_map_free(classes->asked);
	if (!classes->borrowed) {
		rt_vec_release(&classes->classes);
		rt_vec_release(&classes->nodes);
	}
	rt_free(classes);
}

static uint32_t intern_node(struct rt_classes *classes, const struct node *node)
{
	static const struct node empty;
	if (!memcmp(node, &empty, sizeof empty))
		return RT_NODE_NONE;
	uint64_t *id = rt_map_at(classes->node_ids, (const char *)node, sizeof *node);
	if (!*id) {
		*id = classes->nodes.count;
		rt_vec_push(&classes->nodes, *node);
	}
	return (uint32_t)*id;
}

static uint32_t intern_class(struct rt_classes *classes, const struct rt_class *one)
{
	uint64_t *id = rt_map_at(classes->class_ids, (const char *)one, sizeof *one);
	if (!*id) {
		rt_vec_push(&classes->classes, *one);
		*id = classes->classes.count;
	}
	return (uint32_t)*id - 1;
}

/* --- from ranges of code points ---------------------------------------------------------------- */

/* A class while it is being made, from the lowest code point up. Nodes that every code point belongs
 * to are kept at hand: "." and `[^a]` consist of little else. */
struct making {
	struct rt_classes *classes;
	const struct range *range, *end; /* those below the code point at hand are left behind */
	uint32_t full_leaf, full_middle;
};

/* -> does any range reach into low … high? It is at making->range. */
static bool reaches(struct making *making, uint32_t low, uint32_t high)
{
	while (making->range < making->end && making->range->high < low)
		making->range++;
	return making->range < making->end && making->range->low <= high;
}

static uint64_t block_bits(struct making *making, uint32_t block)
{
	uint64_t bits = 0;
	uint32_t low = block * 64, high = low + 63;
	if (!reaches(making, low, high))
		return 0;
	const struct range *range = making->range;
	for (; range < making->end && range->low <= high; range++) {
		uint32_t from = range->low > low ? range->low - low : 0;
		uint32_t to = range->high < high ? range->high - low : 63;
		bits |= UINT64_MAX << from & UINT64_MAX >> (63 - to);
	}
	return bits;
}

static uint32_t leaf(struct making *making, uint32_t block)
{
	struct node node = {.bits = block_bits(making, block)};
	if (node.bits != UINT64_MAX)
		return intern_node(making->classes, &node);
	if (!making->full_leaf)
		making->full_leaf = intern_node(making->classes, &node);
	return making->full_leaf;
}

/* The node over 64 leaves: what stands behind the lead byte of a three-byte code point. Blocks
 * before `least` have a shorter form. */
static uint32_t middle(struct making *making, uint32_t block, uint32_t least)
{
	uint32_t low = block * 64, high = low + 64 * 64 - 1;
	if (!reaches(making, low, high))
		return RT_NODE_NONE;
	bool full = making->range->low <= low && making->range->high >= high && block >= least;
	if (full && making->full_middle)
		return making->full_middle;
	struct node node = {0};
	for (uint32_t i = 0; i < 64; i++)
		if (block + i >= least)
			node.next[i] = leaf(making, block + i);
	uint32_t id = intern_node(making->classes, &node);
	if (full)
		making->full_middle = id;
	return id;
}

static uint32_t top(struct making *making, uint32_t block)
{
	struct node node = {0};
	for (uint32_t i = 0; i < 64 && block + i * 64 < BLOCKS; i++)
		node.next[i] = middle(making, block + i * 64, 1024);
	return intern_node(making->classes, &node);
}

/* Shorter forms than need be are no UTF-8: block 0 and 1 are ASCII, three bytes begin at block 32,
 * four at block 1024. */
static uint32_t class_of(struct rt_classes *classes, const range_list *ranges)
{
	struct making making = {.classes = classes, .range = ranges->items};
	struct rt_class one = {0};
	if (!ranges->count)
		return intern_class(classes, &one);
	making.end = ranges->items + ranges->count;
	one.ascii[0] = block_bits(&making, 0);
	one.ascii[1] = block_bits(&making, 1);
	for (uint32_t i = 2; i < 32; i++)
		one.lead[i] = leaf(&making, i);
	for (uint32_t i = 0; i < 16; i++)
		one.lead[0x20 + i] = middle(&making, i * 64, 32);
	for (uint32_t i = 0; i < 5; i++)
		one.lead[0x30 + i] = top(&making, i * 4096);
	return intern_class(classes, &one);
}

/* --- asking PCRE2 ------------------------------------------------------------------------------ */

/*
 * What PCRE2 has answered is kept for the process, for whoever makes another matcher (the tests make
 * thousands): it depends on nothing but the atom. Bounded; what no longer fits is asked again.
 */
#define ANSWERS_MAX 5000

/*
 * Of the planes that are one thing throughout (4 to 13 are not assigned, 15 and 16 are private use) an atom
 * that names no code point of theirs has all or none, but for the last two of each: one of them stands for
 * the rest, and PCRE2 is asked of a third of all code points. That they are one thing is asked of it first.
 */
#define PLANE 0x10000u
#define FIRST_PLAIN (4 * PLANE)

static bool is_plain(uint32_t rune)
{
	return rune >= FIRST_PLAIN && rune / PLANE != 14;
}

static uint32_t last_plain(uint32_t rune)
{
	return rune | (PLANE - 3);
}

static struct {
	pthread_mutex_t lock;
	struct rt_str every;	/* every code point, in order, once it is needed */
	struct rt_str few;	/* those that are asked as a rule; empty: all are */
	bool planes_are_known;
	struct rt_map *numbers; /* "flags:atom" -> index in lists + 1 */
	RT_VEC(range_list) lists;
} answers = {.lock = PTHREAD_MUTEX_INITIALIZER};

struct asking {
	const struct rt_str *text;
	range_list ranges;
};

static void write_runes(struct rt_str *out, bool all)
{
	*out = (struct rt_str)RT_STR_INIT;
	rt_str_reserve(out, (size_t)4 * RUNES);
	for (uint32_t rune = 0; rune < RUNES; rune++) {
		if (rune < 0xd800 || rune > 0xdfff)
			out->len += rt_utf8_encode(rune, out->data + out->len);
		if (!all && is_plain(rune) && rune % PLANE == 0)
			rune = last_plain(rune);
	}
}

static void add_run(void *context, size_t start, size_t end)
{
	struct asking *asking = context;
	const struct rt_str *text = asking->text;
	uint32_t low = rt_utf8_next(text->data, text->len, &start);
	uint32_t high = rt_utf8_previous(text->data, text->len, &end);
	if (text == &answers.few && is_plain(high) && high % PLANE == 0)
		high = last_plain(high);
	rt_vec_push(&asking->ranges, (struct range){low, high});
}

static bool covers(const range_list *ranges, uint32_t low, uint32_t high)
{
	RT_VEC_FOREACH(range, ranges)
		if (range->low <= low && range->high >= high)
			return true;
	return false;
}

static bool has_planes(const char *property, uint32_t first, uint32_t last)
{
	struct asking asking = {.text = &answers.every};
	struct rt_str pattern = RT_STR_INIT;
	rt_str_append(&pattern, property);
	bool has = !rt_pcre_runs(&pattern, &answers.every, add_run, &asking);
	for (uint32_t plane = first; plane <= last; plane++)
		has = has && covers(&asking.ranges, plane * PLANE, last_plain(plane * PLANE));
	rt_str_release(&pattern);
	rt_vec_release(&asking.ranges);
	return has;
}

/* Of which code points PCRE2 is to be asked. */
static const struct rt_str *runes_to_ask(bool all)
{
	pthread_mutex_lock(&answers.lock);
	if (!answers.planes_are_known) {
		write_runes(&answers.every, true);
		if (has_planes("\\p{Cn}++", 4, 13) && has_planes("\\p{Co}++", 15, 16))
			write_runes(&answers.few, false);
		answers.planes_are_known = true;
	}
	pthread_mutex_unlock(&answers.lock);
	return all || !answers.few.len ? &answers.every : &answers.few;
}

/* May the atom name a code point of a plain plane by itself? \x{12345} does, or four bytes of UTF-8. */
static bool may_name_plain(const char *atom, size_t len)
{
	size_t digits = 0;
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)atom[i];
		bool digit = byte < 0x80 && strchr("0123456789abcdefABCDEF", byte) && byte;
		digits = digit ? digits + 1 : 0;
		if (byte >= 0xf1 || digits > 4)
			return true;
		if (byte == '\\' && i + 1 < len && strchr("oNu", atom[i + 1]))
			return true;
	}
	return false;
}

/* -> -1: it has not been asked yet. */
static int64_t recall(struct rt_classes *classes, const struct rt_str *key)
{
	int64_t id = -1;
	pthread_mutex_lock(&answers.lock);
	const uint64_t *number =
		answers.numbers ? rt_map_find(answers.numbers, key->data, key->len) : NULL;
	if (number)
		id = class_of(classes, &answers.lists.items[*number - 1]);
	pthread_mutex_unlock(&answers.lock);
	return id;
}

/* Takes the ranges over. */
static void remember(const struct rt_str *key, range_list *ranges)
{
	pthread_mutex_lock(&answers.lock);
	if (!answers.numbers)
		answers.numbers = rt_map_new();
	uint64_t *number = answers.lists.count < ANSWERS_MAX
		? rt_map_at(answers.numbers, key->data, key->len)
		: NULL;
	if (number && !*number) {
		rt_vec_push(&answers.lists, *ranges);
		*number = answers.lists.count;
		*ranges = (range_list){0};
	}
	pthread_mutex_unlock(&answers.lock);
	rt_vec_release(ranges);
}

/* As rt_classes_ask, of an atom that has not been asked. */
static int64_t ask(struct rt_classes *classes, const char *atom, size_t len, const char *flags,
	const struct rt_str *key)
{
	int64_t id = -1;
	struct rt_str pattern = RT_STR_INIT;
	struct asking asking = {.text = runes_to_ask(may_name_plain(atom, len))};
	rt_str_appendf(&pattern, "(?%s)", flags);
	rt_str_append_n(&pattern, atom, len);
	rt_str_append(&pattern, "++");
	if (!rt_pcre_runs(&pattern, asking.text, add_run, &asking)) {
		id = class_of(classes, &asking.ranges);
		remember(key, &asking.ranges);
	} else {
		rt_vec_release(&asking.ranges);
	}
	rt_str_release(&pattern);
	return id;
}

int64_t rt_classes_ask(struct rt_classes *classes, const char *atom, size_t len, const char *flags)
{
	struct rt_str key = RT_STR_INIT;
	rt_str_appendf(&key, "%s:", flags);
	rt_str_append_n(&key, atom, len);
	const uint64_t *known = rt_map_find(classes->asked, key.data, key.len);
	int64_t id = known ? (int64_t)*known - 1 : recall(classes, &key);
	if (id < 0)
		id = ask(classes, atom, len, flags, &key);
	if (!known && id >= 0)
		*rt_map_at(classes->asked, key.data, key.len) = (uint64_t)id + 1;
	rt_str_release(&key);
	return id;
}

uint32_t rt_classes_rune(struct rt_classes *classes, uint32_t rune)
{
	struct rt_class one = {0};
	if (rune < 128) {
		one.ascii[rune / 64] = UINT64_C(1) << rune % 64;
		return intern_class(classes, &one);
	}
	char bytes[4];
	size_t len = rt_utf8_encode(rune, bytes);
	struct node node = {.bits = UINT64_C(1) << (bytes[len - 1] & 63)};
	uint32_t behind = intern_node(classes, &node);
	for (size_t at = len - 2; at > 0; at--) {
		struct node above = {0};
		above.next[bytes[at] & 63] = behind;
		behind = intern_node(classes, &above);
	}
	one.lead[bytes[0] & 63] = behind;
	return intern_class(classes, &one);
}

const struct rt_class *rt_classes_get(const struct rt_classes *classes, uint32_t id)
{
	return &classes->classes.items[id];
}

size_t rt_classes_node_count(const struct rt_classes *classes)
{
	return classes->nodes.count;
}

size_t rt_classes_count(const struct rt_classes *classes)
{
	return classes->classes.count;
}

bool rt_class_is_empty(const struct rt_class *one)
{
	static const struct rt_class empty;
	return !memcmp(one, &empty, sizeof empty);
}

uint32_t rt_classes_step(const struct rt_classes *classes, uint32_t id, uint32_t node,
	unsigned char byte, bool *whole_r)
{
	*whole_r = false;
	if (node == RT_NODE_NONE) {
		const struct rt_class *one = &classes->classes.items[id];
		if (byte < 0x80)
			*whole_r = one->ascii[byte / 64] >> byte % 64 & 1;
		return byte >= 0xc0 ? one->lead[byte & 63] : RT_NODE_NONE;
	}
	if ((byte & 0xc0) != 0x80)
		return RT_NODE_NONE;
	*whole_r = classes->nodes.items[node].bits >> (byte & 63) & 1;
	return classes->nodes.items[node].next[byte & 63];
}

bool rt_classes_has(const struct rt_classes *classes, uint32_t id, uint32_t rune)
{
	char bytes[4];
	bool whole = false;
	uint32_t node = RT_NODE_NONE;
	size_t len = rt_utf8_encode(rune, bytes);
	for (size_t i = 0; i < len; i++) {
		node = rt_classes_step(classes, id, node, (unsigned char)bytes[i], &whole);
		if (node == RT_NODE_NONE)
			break;
	}
	return whole;
}

/* --- sets of two classes ---------------------------------------------------------------------- */

enum operation { UNION, EXCEPT };

static uint64_t combine_bits(enum operation operation, uint64_t a, uint64_t b)
{
	return operation == UNION ? a | b : a & ~b;
}

static uint32_t combine_nodes(
	struct rt_classes *classes, enum operation operation, uint32_t a, uint32_t b)
{
	if (a == b)
		return operation == UNION ? a : RT_NODE_NONE;
	if (a == RT_NODE_NONE)
		return operation == UNION ? b : RT_NODE_NONE;
	if (b == RT_NODE_NONE)
		return a;
	const struct node left = classes->nodes.items[a], right = classes->nodes.items[b];
	struct node node = {.bits = combine_bits(operation, left.bits, right.bits)};
	for (size_t i = 0; i < 64; i++)
		node.next[i] = combine_nodes(classes, operation, left.next[i], right.next[i]);
	return intern_node(classes, &node);
}

/* As a key; no atom is asked for with flags that begin so. */
struct sum {
	uint32_t mark, operation, left, right;
};
#define SUM_MARK 0x01010101u

static uint32_t combine_anew(
	struct rt_classes *classes, enum operation operation, uint32_t a, uint32_t b)
{
	const struct rt_class left = classes->classes.items[a], right = classes->classes.items[b];
	struct rt_class one = {0};
	for (size_t i = 0; i < 2; i++)
		one.ascii[i] = combine_bits(operation, left.ascii[i], right.ascii[i]);
	for (size_t i = 0; i < 64; i++)
		one.lead[i] = combine_nodes(classes, operation, left.lead[i], right.lead[i]);
	return intern_class(classes, &one);
}

static uint32_t combine(
	struct rt_classes *classes, enum operation operation, uint32_t a, uint32_t b)
{
	const struct sum sum = {SUM_MARK, operation, a, b};
	const uint64_t *known = rt_map_find(classes->asked, (const char *)&sum, sizeof sum);
	if (known)
		return (uint32_t)*known - 1;
	uint32_t id = combine_anew(classes, operation, a, b);
	*rt_map_at(classes->asked, (const char *)&sum, sizeof sum) = (uint64_t)id + 1;
	return id;
}

uint32_t rt_classes_union(struct rt_classes *classes, uint32_t a, uint32_t b)
{
	return combine(classes, UNION, a, b);
}

uint32_t rt_classes_except(struct rt_classes *classes, uint32_t a, uint32_t b)
{
	return combine(classes, EXCEPT, a, b);
}

/* --- as bytes --------------------------------------------------------------------------------- */

struct frozen_header {
	uint32_t class_count, node_count, asked_count, reserved;
};

void rt_classes_freeze(const struct rt_classes *classes, struct rt_str *out)
{
	if (classes->borrowed) {
		rt_str_append_n(out, classes->borrowed, classes->borrowed_len);
		return;
	}
	struct frozen_header header = {
		.class_count = (uint32_t)classes->classes.count,
		.node_count = (uint32_t)classes->nodes.count,
		.asked_count = (uint32_t)rt_map_count(classes->asked),
	};
	rt_str_append_n(out, (const char *)&header, sizeof header);
	rt_str_append_n(out, (const char *)classes->classes.items,
		classes->classes.count * sizeof *classes->classes.items);
	rt_str_append_n(out, (const char *)classes->nodes.items,
		classes->nodes.count * sizeof *classes->nodes.items);
	rt_map_freeze(classes->asked, out);
}

/* Children stand before their parents, so that no walk over a damaged table can go round. */
static bool nodes_are_sound(const struct node *nodes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < 64; j++)
			if (nodes[i].next[j] && nodes[i].next[j] >= i)
				return false;
	return true;
}

static bool classes_are_sound(const struct rt_class *items, size_t count, size_t nodes)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < 64; j++)
			if (items[i].lead[j] >= nodes)
				return false;
	return true;
}

static void take_tables(struct rt_classes *classes, const struct rt_class *items, size_t count,
	const struct node *nodes, size_t node_count)
{
	for (size_t i = 0; i < count; i++)
		intern_class(classes, &items[i]);
	for (size_t i = 1; i < node_count; i++)
		intern_node(classes, &nodes[i]);
}

/* Head and tables are there. */
static bool read_header(struct frozen_header *header, const char *bytes, size_t len)
{
	if (len < sizeof *header)
		return false;
	memcpy(header, bytes, sizeof *header);
	size_t class_bytes = header->class_count * sizeof(struct rt_class);
	size_t node_bytes = header->node_count * sizeof(struct node);
	return len - sizeof *header >= class_bytes &&
		len - sizeof *header - class_bytes >= node_bytes && header->node_count;
}

int rt_classes_borrow(struct rt_classes *classes, const char *bytes, size_t len)
{
	struct frozen_header header;
	if (!read_header(&header, bytes, len))
		return -1;
	rt_vec_release(&classes->classes);
	rt_vec_release(&classes->nodes);
	classes->borrowed = bytes;
	classes->borrowed_len = len;
	classes->classes.items = (void *)(uintptr_t)(bytes + sizeof header);
	classes->classes.count = header.class_count;
	classes->nodes.items = (void *)(classes->classes.items + header.class_count);
	classes->nodes.count = header.node_count;
	return 0;
}

int rt_classes_thaw(struct rt_classes *classes, const char *bytes, size_t len)
{
	struct frozen_header header;
	if (classes->classes.count || classes->nodes.count != 1 || !read_header(&header, bytes, len))
		return -1;
	size_t class_bytes = header.class_count * sizeof(struct rt_class);
	size_t node_bytes = header.node_count * sizeof(struct node);
	struct rt_class *items = rt_alloc(class_bytes + 1);
	struct node *nodes = rt_alloc(node_bytes);
	memcpy(items, bytes + sizeof header, class_bytes);
	memcpy(nodes, bytes + sizeof header + class_bytes, node_bytes);
	int rc = -1;
	if (nodes_are_sound(nodes, header.node_count) &&
		classes_are_sound(items, header.class_count, header.node_count)) {
		take_tables(classes, items, header.class_count, nodes, header.node_count);
		if (classes->classes.count == header.class_count &&
			classes->nodes.count == header.node_count)
			rc = rt_map_thaw(classes->asked, header.asked_count, classes->classes.count,
				bytes + sizeof header + class_bytes + node_bytes, bytes + len);
	}
	rt_free(items);
	rt_free(nodes);
	return rc;
}
