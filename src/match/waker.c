#include "match/waker.h"

#include "base/vec.h"

#define WORTH_WHILE 0.003 /* steps that must be saved for each place of a text */
#define WINDOW_USUAL 60	  /* places in a window, at most as a rule */
#define WINDOW_STEPS 0.6  /* for each of its places */
#define WAKE_STEPS 20	  /* what calling PCRE2 or opening a window costs, in steps */

typedef RT_VEC(struct rt_tree *) tree_list;

/* The parts one after the other. (ab)+ is taken as a, b, (ab)*, so that its "a" can be found. */
static void spread(struct rt_arena *arena, struct rt_tree *tree, int depth, tree_list *parts)
{
	if (tree->kind == RT_TREE_SEQUENCE) {
		for (size_t i = 0; i < tree->count; i++)
			spread(arena, tree->items[i], depth, parts);
		return;
	}
	if (tree->kind != RT_TREE_REPEAT || !tree->min || depth > 3 ||
		tree->items[0]->kind == RT_TREE_CLASS) {
		rt_vec_push(parts, tree);
		return;
	}
	struct rt_tree *rest = rt_tree_new(arena, RT_TREE_REPEAT);
	*rest = *tree;
	rest->min = tree->min - 1;
	rest->max = tree->max == RT_TREE_ENDLESS ? RT_TREE_ENDLESS : tree->max - 1;
	spread(arena, tree->items[0], depth + 1, parts);
	rt_vec_push(parts, rest);
}

/* A tail must eat something, or it could stand at the text's end, where no walk begins. */
static bool eats(const tree_list *parts, size_t first)
{
	for (size_t i = first; i < parts->count && parts->items[i]->kind != RT_TREE_ANYTHING; i++)
		if (rt_tree_shortest(parts->items[i]))
			return true;
	return false;
}

/* What looking for the tail that begins at part `first` costs for each place of a text. */
static double cost_of(
	struct rt_guess *guess, const tree_list *parts, size_t first, uint32_t head_length)
{
	double window = head_length < WINDOW_USUAL ? head_length : WINDOW_USUAL;
	struct rt_guessed walk =
		rt_guess_walk(guess, parts->items + first, parts->count - first);
	return walk.steps + walk.arrives * (WAKE_STEPS + window * WINDOW_STEPS);
}

/* Where the tail that saves most steps begins; 0 where none is worth it. */
static size_t choose_tail(struct rt_guess *guess, const tree_list *parts)
{
	double least = cost_of(guess, parts, 0, 0) - WORTH_WHILE;
	uint32_t length = 0;
	size_t best = 0;
	for (size_t i = 0; i < parts->count && parts->items[i]->kind != RT_TREE_ANYTHING; i++) {
		double cost = length && least > 0 && eats(parts, i) ? cost_of(guess, parts, i, length)
								    : least;
		if (cost < least) {
			least = cost;
			best = i;
		}
		uint32_t longest = rt_tree_longest(parts->items[i]);
		length += longest < WINDOW_USUAL ? longest : WINDOW_USUAL;
	}
	return best;
}

/* Can a tail begin at that part, whoever says so? */
static bool may_begin(const tree_list *parts, size_t first)
{
	uint32_t length = 0;
	if (first >= parts->count)
		return false;
	for (size_t i = 0; i < first; i++) {
		if (parts->items[i]->kind == RT_TREE_ANYTHING)
			return false;
		length |= rt_tree_longest(parts->items[i]);
	}
	return !first || (length && eats(parts, first));
}

struct rt_waker rt_waker_choose(struct rt_arena *arena, struct rt_classes *classes,
	struct rt_guess *guess, struct rt_tree **tree_r, uint32_t part)
{
	struct rt_waker waker = {0};
	tree_list parts = {0};
	spread(arena, *tree_r, 0, &parts);
	rt_guess_begin(guess, *tree_r);
	size_t best = may_begin(&parts, part) ? part : choose_tail(guess, &parts);
	waker.part = (uint32_t)best;
	if (best) {
		const struct rt_tree *head = rt_tree_sequence(arena, parts.items, best);
		waker.windowed = rt_tree_alphabet(head, classes, &waker.alphabet);
		waker.longest = rt_tree_longest(head);
	}
	if (waker.windowed)
		*tree_r = rt_tree_sequence(arena, parts.items + best, parts.count - best);
	rt_vec_release(&parts);
	return waker;
}

/* Whether the code point that ends before text[at] belongs; at_r: its start. */
static bool belongs(const struct rt_waker *waker, const struct rt_classes *classes,
	const char *text, size_t at, size_t *at_r)
{
	uint32_t node = RT_NODE_NONE;
	bool whole = false;
	size_t start = at - 1;
	unsigned char last = (unsigned char)text[start];
	if (last < 0x80) {
		*at_r = start;
		return rt_classes_get(classes, waker->alphabet)->ascii[last / 64] >> last % 64 & 1;
	}
	while (start && ((unsigned char)text[start] & 0xc0) == 0x80)
		start--;
	*at_r = start;
	do
		node = rt_classes_step(
			classes, waker->alphabet, node, (unsigned char)text[start], &whole);
	while (++start < at && node != RT_NODE_NONE);
	return whole && start == at;
}

size_t rt_waker_window(const struct rt_waker *waker, const struct rt_classes *classes,
	const char *text, size_t tail, size_t stop)
{
	size_t at = tail, start;
	for (uint32_t left = waker->longest; at > stop && left; left--) {
		if (!belongs(waker, classes, text, at, &start))
			break;
		at = start;
	}
	return at;
}
