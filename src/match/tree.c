/* Building trees of patterns, and what can be told from one. */
#include "match/pattern.h"

#include "base/vec.h"

#include <string.h>

struct rt_tree *rt_tree_new(struct rt_arena *arena, enum rt_tree_kind kind)
{
	struct rt_tree *tree = rt_arena_zero(arena, 1, sizeof *tree);
	tree->kind = kind;
	return tree;
}

struct rt_tree *rt_tree_class(struct rt_arena *arena, uint32_t class)
{
	struct rt_tree *tree = rt_tree_new(arena, RT_TREE_CLASS);
	tree->class = class;
	return tree;
}

static size_t flat_count(struct rt_tree *const *items, size_t count)
{
	size_t flat = 0;
	for (size_t i = 0; i < count; i++) {
		if (items[i]->kind == RT_TREE_SEQUENCE)
			flat += items[i]->count;
		else
			flat += items[i]->kind != RT_TREE_EMPTY;
	}
	return flat;
}

struct rt_tree *rt_tree_sequence(struct rt_arena *arena, struct rt_tree *const *items, size_t count)
{
	struct rt_tree *tree = rt_tree_new(arena, RT_TREE_SEQUENCE);
	size_t flat = flat_count(items, count);
	if (!flat)
		return rt_tree_new(arena, RT_TREE_EMPTY);
	tree->items = rt_arena_alloc(arena, flat * sizeof *tree->items);
	for (size_t i = 0; i < count; i++) {
		const struct rt_tree *item = items[i];
		if (item->kind == RT_TREE_SEQUENCE) {
			memcpy(tree->items + tree->count, item->items,
				item->count * sizeof *item->items);
			tree->count += item->count;
		} else if (item->kind != RT_TREE_EMPTY) {
			tree->items[tree->count++] = items[i];
		}
	}
	return tree->count == 1 ? tree->items[0] : tree;
}

static uint32_t add(uint32_t a, uint32_t b)
{
	return a == RT_TREE_ENDLESS || b == RT_TREE_ENDLESS || a > 1000000 || b > 1000000
		? RT_TREE_ENDLESS
		: a + b;
}

static uint32_t multiply(uint32_t a, uint32_t b)
{
	if (!a || !b)
		return 0;
	return a == RT_TREE_ENDLESS || b == RT_TREE_ENDLESS || (uint64_t)a * b > 1000000
		? RT_TREE_ENDLESS
		: a * b;
}

uint32_t rt_tree_shortest(const struct rt_tree *tree)
{
	uint32_t length = 0;
	switch (tree->kind) {
	case RT_TREE_CLASS:
		return 1;
	case RT_TREE_REPEAT:
		return multiply(rt_tree_shortest(tree->items[0]), tree->min);
	case RT_TREE_SEQUENCE:
		for (size_t i = 0; i < tree->count && tree->items[i]->kind != RT_TREE_ANYTHING; i++)
			length = add(length, rt_tree_shortest(tree->items[i]));
		return length;
	case RT_TREE_CHOICE:
		length = RT_TREE_ENDLESS;
		for (size_t i = 0; i < tree->count; i++) {
			uint32_t one = rt_tree_shortest(tree->items[i]);
			length = one < length ? one : length;
		}
		return tree->count ? length : 0;
	default:
		return 0;
	}
}

uint32_t rt_tree_longest(const struct rt_tree *tree)
{
	uint32_t length = 0;
	switch (tree->kind) {
	case RT_TREE_CLASS:
		return 1;
	case RT_TREE_ANYTHING:
		return RT_TREE_ENDLESS;
	case RT_TREE_REPEAT:
		return multiply(rt_tree_longest(tree->items[0]), tree->max);
	case RT_TREE_SEQUENCE:
		for (size_t i = 0; i < tree->count; i++)
			length = add(length, rt_tree_longest(tree->items[i]));
		return length;
	case RT_TREE_CHOICE:
		for (size_t i = 0; i < tree->count; i++) {
			uint32_t one = rt_tree_longest(tree->items[i]);
			length = one > length ? one : length;
		}
		return length;
	default:
		return 0;
	}
}

static bool gather(const struct rt_tree *tree, struct rt_classes *classes, int64_t *class)
{
	if (tree->kind == RT_TREE_ANYTHING)
		return false;
	if (tree->kind == RT_TREE_CLASS)
		*class = *class < 0 ? tree->class
				    : rt_classes_union(classes, (uint32_t)*class, tree->class);
	for (size_t i = 0; i < tree->count; i++)
		if (!gather(tree->items[i], classes, class))
			return false;
	return true;
}

bool rt_tree_alphabet(const struct rt_tree *tree, struct rt_classes *classes, uint32_t *class_r)
{
	int64_t class = -1;
	if (!gather(tree, classes, &class) || class < 0)
		return false;
	*class_r = (uint32_t)class;
	return true;
}

static void first_of_class(const struct rt_class *class, bool first[256])
{
	for (size_t i = 0; i < 128; i++)
		if (class->ascii[i / 64] >> i % 64 & 1)
			first[i] = true;
	for (size_t i = 0; i < 64; i++)
		if (class->lead[i])
			first[0xc0 + i] = true;
}

bool rt_tree_first(const struct rt_tree *tree, const struct rt_classes *classes, bool first[256])
{
	bool empty = false;
	switch (tree->kind) {
	case RT_TREE_CLASS:
		first_of_class(rt_classes_get(classes, tree->class), first);
		return false;
	case RT_TREE_SEQUENCE:
		for (size_t i = 0; i < tree->count; i++)
			if (!rt_tree_first(tree->items[i], classes, first))
				return false;
		return true;
	case RT_TREE_CHOICE:
		for (size_t i = 0; i < tree->count; i++)
			empty |= rt_tree_first(tree->items[i], classes, first);
		return empty;
	case RT_TREE_REPEAT:
		return tree->max == 0 || rt_tree_first(tree->items[0], classes, first) ||
			tree->min == 0;
	case RT_TREE_ANYTHING:
		memset(first, true, 256);
		return true;
	default:
		return true;
	}
}

void rt_tree_write(const struct rt_tree *tree, struct rt_str *out)
{
	static const char *const names[] = {[RT_TREE_EMPTY] = "empty", [RT_TREE_SEQUENCE] = "seq",
		[RT_TREE_CHOICE] = "or", [RT_TREE_ASSERT] = "look", [RT_TREE_ANYTHING] = "any"};
	if (tree->kind == RT_TREE_CLASS) {
		rt_str_appendf(out, "%u", tree->class);
		return;
	}
	if (tree->kind == RT_TREE_REPEAT)
		rt_str_appendf(out, "{%u,%d}", tree->min, (int)tree->max);
	else
		rt_str_append(out, names[tree->kind]);
	if (!tree->count)
		return;
	rt_str_append(out, "(");
	for (size_t i = 0; i < tree->count; i++) {
		if (i)
			rt_str_append(out, " ");
		rt_tree_write(tree->items[i], out);
	}
	rt_str_append(out, ")");
}
