#include "match/positions.h"

#include <stdlib.h>
#include <string.h>

#define RULE_POSITIONS 60000 /* a rule that needs more is cut off there: it accepts early */
#define TRIE_DEPTH 400       /* longest common beginning of two branches that is followed */
#define REPEAT_COUNTED 4	 /* times more than at least; beyond, "any number" … */
#define PARTS_COUNTED 8	 /* … of what is longer than a character: a walk would go on for lines */
#define REPEAT_POSITIONS 1000 /* copies of a repeated part; beyond, "at least that often" */

/* Lays out one rule, back to front: each function gets the position behind the part. */
struct layout {
	struct rt_positions *positions;
	uint32_t rule, accept;
	size_t room;  /* positions that the rule may still have */
	size_t depth; /* of tries, one a character */
};

void rt_positions_finish(struct rt_positions *positions)
{
	rt_map_free(positions->known);
	positions->known = NULL;
}

void rt_positions_release(struct rt_positions *positions)
{
	rt_positions_finish(positions);
	if (!positions->borrowed) {
		rt_vec_release(&positions->items);
		rt_vec_release(&positions->targets);
		rt_vec_release(&positions->starts);
		rt_vec_release(&positions->assertions);
	}
	*positions = (struct rt_positions){.borrowed = false};
}

#define COPY(to, from)                                                                             \
	(rt_vec_reserve((to), (from)->count), (to)->count = (from)->count,                         \
		(from)->count ? (void)memcpy((to)->items, (from)->items,                           \
				       (from)->count * sizeof *(from)->items)                      \
			      : (void)0)

void rt_positions_copy(struct rt_positions *to, const struct rt_positions *from)
{
	COPY(&to->items, &from->items);
	COPY(&to->targets, &from->targets);
	COPY(&to->starts, &from->starts);
	COPY(&to->assertions, &from->assertions);
}

/* --- as bytes --------------------------------------------------------------------------------- */

struct frozen_counts {
	uint64_t items, targets, starts, assertions;
};

#define ADD(out, vec)                                                                              \
	((vec)->count ? rt_str_append_n((out), (const char *)(vec)->items,                         \
				(vec)->count * sizeof *(vec)->items)                               \
		      : (void)0)

void rt_positions_freeze(const struct rt_positions *positions, struct rt_str *out)
{
	struct frozen_counts counts = {positions->items.count, positions->targets.count,
		positions->starts.count, positions->assertions.count};
	size_t from = out->len;
	rt_str_append_n(out, (const char *)&counts, sizeof counts);
	ADD(out, &positions->items);
	ADD(out, &positions->assertions);
	ADD(out, &positions->targets);
	ADD(out, &positions->starts);
	while ((out->len - from) % sizeof(uint64_t))
		rt_str_append_char(out, '\0');
}

/* -> behind the items; NULL: they are not all there. */
#define TAKE(vec, wanted, at, end)                                                                 \
	(!(at) || (wanted) > (size_t)((end) - (at)) / sizeof *(vec)->items                         \
			? NULL                                                                     \
			: ((vec)->items = (void *)(uintptr_t)(at), (vec)->count = (size_t)(wanted), \
				  (at) + (wanted) * sizeof *(vec)->items))

int rt_positions_thaw(struct rt_positions *positions, const char **at, const char *end)
{
	struct frozen_counts counts;
	const char *begin = *at, *next;
	if ((size_t)(end - begin) < sizeof counts)
		return -1;
	memcpy(&counts, begin, sizeof counts);
	positions->borrowed = true;
	next = TAKE(&positions->items, counts.items, begin + sizeof counts, end);
	next = TAKE(&positions->assertions, counts.assertions, next, end);
	next = TAKE(&positions->targets, counts.targets, next, end);
	next = TAKE(&positions->starts, counts.starts, next, end);
	size_t gap = next ? (size_t)(begin - next) % sizeof(uint64_t) : 0;
	if (!next || gap > (size_t)(end - next))
		return -1;
	*at = next + gap;
	return 0;
}

static uint32_t lay(struct layout *layout, const struct rt_tree *tree, uint32_t next);

static uint32_t put(struct layout *layout, struct rt_position position)
{
	if (!layout->room)
		return layout->accept;
	layout->room--;
	position.rule = layout->rule;
	rt_vec_push(&layout->positions->items, position);
	return (uint32_t)layout->positions->items.count - 1;
}

/* The number of an assertion of that content: thousands of places ask the same few questions. */
static uint32_t intern(struct rt_positions *positions, const struct rt_assertion *assertion)
{
	if (!positions->known)
		positions->known = rt_map_new();
	uint64_t *number =
		rt_map_at(positions->known, (const char *)assertion, sizeof *assertion);
	if (!*number) {
		rt_vec_push(&positions->assertions, *assertion);
		*number = positions->assertions.count;
	}
	return (uint32_t)*number - 1;
}

static uint32_t put_class(struct layout *layout, uint32_t class, uint32_t next)
{
	return put(layout,
		(struct rt_position){.kind = RT_POSITION_CLASS, .class = class, .next = next});
}

static uint32_t put_split(struct layout *layout, const uint32_t *targets, size_t count)
{
	struct rt_positions *positions = layout->positions;
	if (count == 1)
		return targets[0];
	uint32_t first = (uint32_t)positions->targets.count;
	rt_vec_reserve(&positions->targets, count);
	for (size_t i = 0; i < count; i++)
		rt_vec_push(&positions->targets, targets[i]);
	return put(layout, (struct rt_position){.kind = RT_POSITION_SPLIT,
				   .next = first,
				   .target_count = (uint32_t)count});
}

static uint32_t lay_items(
	struct layout *layout, struct rt_tree *const *items, size_t count, uint32_t next)
{
	while (count--)
		next = lay(layout, items[count], next);
	return next;
}

/* --- choices as tries ------------------------------------------------------------------------- */

/* What is left of one branch. */
struct branch {
	struct rt_tree *const *items;
	size_t count;
	size_t order; /* in the pattern */
};

static bool leads_with_class(const struct branch *branch)
{
	return branch->count && branch->items[0]->kind == RT_TREE_CLASS;
}

static int by_first(const void *left, const void *right)
{
	const struct branch *a = left, *b = right;
	if (leads_with_class(a) != leads_with_class(b))
		return leads_with_class(a) ? -1 : 1;
	if (leads_with_class(a) && a->items[0]->class != b->items[0]->class)
		return a->items[0]->class < b->items[0]->class ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static size_t same_first(const struct branch *branches, size_t count)
{
	size_t same = 1;
	if (!leads_with_class(branches))
		return 1;
	while (same < count && leads_with_class(&branches[same]) &&
		branches[same].items[0]->class == branches[0].items[0]->class)
		same++;
	return same;
}

static uint32_t lay_branches(
	struct layout *layout, struct branch *branches, size_t count, uint32_t next)
{
	if (count == 1)
		return lay_items(layout, branches->items, branches->count, next);
	if (layout->depth > TRIE_DEPTH)
		return layout->accept;
	RT_VEC(uint32_t) targets = {0};
	qsort(branches, count, sizeof *branches, by_first);
	for (size_t at = 0, same; at < count; at += same) {
		same = same_first(branches + at, count - at);
		if (same == 1) {
			rt_vec_push(&targets, lay_branches(layout, branches + at, 1, next));
			continue;
		}
		uint32_t class = branches[at].items[0]->class;
		for (size_t i = at; i < at + same; i++) {
			branches[i].items++;
			branches[i].count--;
		}
		layout->depth++;
		uint32_t behind = lay_branches(layout, branches + at, same, next);
		layout->depth--;
		rt_vec_push(&targets, put_class(layout, class, behind));
	}
	uint32_t split = put_split(layout, targets.items, targets.count);
	rt_vec_release(&targets);
	return split;
}

static uint32_t lay_choice(struct layout *layout, const struct rt_tree *tree, uint32_t next)
{
	struct branch *branches = rt_alloc_zero(tree->count, sizeof *branches);
	for (size_t i = 0; i < tree->count; i++) {
		const struct rt_tree *item = tree->items[i];
		bool sequence = item->kind == RT_TREE_SEQUENCE;
		branches[i] = (struct branch){.items = sequence ? item->items : &tree->items[i],
			.count = sequence ? item->count : 1,
			.order = i};
	}
	uint32_t at = lay_branches(layout, branches, tree->count, next);
	rt_free(branches);
	return at;
}

/* --- repeats ---------------------------------------------------------------------------------- */

static bool is_counted(const struct rt_tree *tree)
{
	uint32_t counted = tree->items[0]->kind == RT_TREE_CLASS ? REPEAT_COUNTED : PARTS_COUNTED;
	return tree->max != RT_TREE_ENDLESS && tree->max - tree->min <= counted;
}

static size_t size_of(const struct rt_tree *tree)
{
	size_t size = tree->kind == RT_TREE_CLASS || tree->kind == RT_TREE_ASSERT;
	for (size_t i = 0; i < tree->count; i++)
		size += size_of(tree->items[i]);
	if (tree->kind == RT_TREE_REPEAT) {
		uint32_t times = is_counted(tree) ? tree->max : tree->min + 1;
		size *= times < REPEAT_POSITIONS ? times : REPEAT_POSITIONS;
	}
	return size < RULE_POSITIONS ? size : RULE_POSITIONS;
}

static uint32_t lay_endless(struct layout *layout, const struct rt_tree *body, uint32_t next)
{
	uint32_t targets[2] = {next, next};
	uint32_t split = put_split(layout, targets, 2);
	if (split == layout->accept)
		return split;
	uint32_t first = layout->positions->items.items[split].next;
	uint32_t start = lay(layout, body, split);
	layout->positions->targets.items[first] = start;
	return split;
}

static uint32_t lay_repeat(struct layout *layout, const struct rt_tree *tree, uint32_t next)
{
	const struct rt_tree *body = tree->items[0];
	size_t size = size_of(body), copies = REPEAT_POSITIONS / (size ? size : 1);
	uint32_t most = copies > 1 ? (uint32_t)copies : 1;
	uint32_t max = tree->max, min = tree->min < most ? tree->min : most;
	if (!is_counted(tree) || max > most)
		max = RT_TREE_ENDLESS;
	uint32_t at = next;
	if (max == RT_TREE_ENDLESS)
		at = lay_endless(layout, body, next);
	for (uint32_t i = min; max != RT_TREE_ENDLESS && i < max; i++) {
		uint32_t targets[2] = {lay(layout, body, at), next};
		at = put_split(layout, targets, 2);
	}
	for (uint32_t i = 0; i < min; i++)
		at = lay(layout, body, at);
	return at;
}

static uint32_t lay(struct layout *layout, const struct rt_tree *tree, uint32_t next)
{
	if (!layout->room)
		return layout->accept;
	switch (tree->kind) {
	case RT_TREE_CLASS:
		return put_class(layout, tree->class, next);
	case RT_TREE_SEQUENCE:
		return lay_items(layout, tree->items, tree->count, next);
	case RT_TREE_CHOICE:
		return lay_choice(layout, tree, next);
	case RT_TREE_REPEAT:
		return lay_repeat(layout, tree, next);
	case RT_TREE_ASSERT:
		return put(layout, (struct rt_position){.kind = RT_POSITION_ASSERT,
					   .assertion = intern(layout->positions, tree->assertion),
					   .next = next});
	case RT_TREE_ANYTHING:
		return layout->accept;
	default:
		return next;
	}
}

/* From here nothing can be reached. */
static uint32_t put_nowhere(struct layout *layout)
{
	return put(layout, (struct rt_position){.kind = RT_POSITION_SPLIT,
				   .next = (uint32_t)layout->positions->targets.count});
}

void rt_positions_add(struct rt_positions *positions, const struct rt_tree *tree)
{
	struct layout layout = {.positions = positions,
		.rule = (uint32_t)positions->starts.count,
		.room = RULE_POSITIONS};
	layout.accept = put(&layout, (struct rt_position){.kind = RT_POSITION_ACCEPT});
	uint32_t end = put(&layout, (struct rt_position){.kind = RT_POSITION_END});
	uint32_t start = tree ? lay(&layout, tree, end) : put_nowhere(&layout);
	rt_vec_push(&positions->starts, start);
}
