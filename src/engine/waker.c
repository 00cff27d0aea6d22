#include "engine/waker.h"

#include "base/vec.h"

#include <string.h>

#define LOOK_AHEAD 3      /* code points of a pattern whose rarity is guessed */
#define LIKELY 0.95       /* that a walk goes on, at most */
#define BROAD 0.5         /* a class of so many letters: behind one of them there is another */
#define GUESS_STEPS 20000 /* parts that are looked at for one guess */
#define WORTH_WHILE 0.01  /* steps that must be saved for each place of a text */
#define WINDOW_USUAL 60   /* places in the window of such a head */
#define LOOK_RATE 0.3     /* how often \b or a lookaround holds */

typedef RT_VEC(struct rt_tree *) tree_list;

/*
 * How often each byte turns up in running text, roughly: English letters after the usual tables,
 * the rest from mail. Other scripts' lead bytes are given a share each. A bad guess costs time.
 */
static double byte_rate(unsigned byte)
{
	static const double letters[26] = {.065, .012, .022, .034, .1, .018, .016, .048, .056, .001,
		.006, .032, .019, .055, .06, .015, .001, .048, .05, .073, .022, .008, .018, .001, .016,
		.001};
	if (byte >= 'a' && byte <= 'z')
		return letters[byte - 'a'] * .8;
	if (byte >= 'A' && byte <= 'Z')
		return .0015;
	if (byte >= '0' && byte <= '9')
		return .003;
	if (byte >= 0xc2 && byte <= 0xf4)
		return .002;
	switch (byte) {
	case ' ':
		return .16;
	case '\n':
		return .02;
	case '.':
	case ',':
		return .011;
	case '-':
	case '>':
		return .006;
	default:
		return byte < 0x20 ? .0003 : .0008;
	}
}

static double class_rate(const struct rt_class *class)
{
	double rate = 0;
	for (unsigned i = 0; i < 128; i++)
		if (class->ascii[i / 64] >> i % 64 & 1)
			rate += byte_rate(i);
	for (unsigned i = 0; i < 64; i++)
		if (class->lead[i])
			rate += byte_rate(0xc0 + i);
	return rate < 1 ? rate : 1;
}

/* Behind other letters a letter is likelier than anywhere in the text. */
static double class_rate_there(const struct rt_class *class, int depth)
{
	double rate = class_rate(class);
	return depth < LOOK_AHEAD && rate > BROAD && rate < LIKELY ? LIKELY : rate;
}

/* What is left to be matched: some items, then what stands behind them. */
struct rest {
	struct rt_tree *const *items;
	size_t count;
	const struct rest *behind;
};

struct guess {
	const struct rt_classes *classes;
	unsigned steps; /* that may still be spent on it */
};

static double rate_of(struct guess *guess, const struct rest *rest, int depth);

static double choice_rate(
	struct guess *guess, const struct rt_tree *tree, const struct rest *behind, int depth)
{
	double rate = 0;
	for (size_t i = 0; i < tree->count && rate < 1; i++)
		rate += rate_of(guess, &(struct rest){&tree->items[i], 1, behind}, depth);
	return rate < 1 ? rate : 1;
}

static double repeat_rate(
	struct guess *guess, const struct rt_tree *tree, const struct rest *behind, int depth)
{
	double rate = rate_of(guess, &(struct rest){tree->items, 1, behind}, depth);
	if (tree->min == 0)
		rate += rate_of(guess, behind, depth);
	return rate < 1 ? rate : 1;
}

static double item_rate(
	struct guess *guess, const struct rt_tree *item, const struct rest *behind, int depth)
{
	switch (item->kind) {
	case RT_TREE_CLASS:
		return class_rate_there(rt_classes_get(guess->classes, item->class), depth) *
			rate_of(guess, behind, depth - 1);
	case RT_TREE_SEQUENCE:
		return rate_of(guess, &(struct rest){item->items, item->count, behind}, depth);
	case RT_TREE_CHOICE:
		return choice_rate(guess, item, behind, depth);
	case RT_TREE_REPEAT:
		return repeat_rate(guess, item, behind, depth);
	case RT_TREE_ASSERT:
		return LOOK_RATE * rate_of(guess, behind, depth);
	case RT_TREE_ANYTHING:
		return 1;
	default:
		return rate_of(guess, behind, depth);
	}
}

/* The share of a text's places where a walk gets `depth` code points far. */
static double rate_of(struct guess *guess, const struct rest *rest, int depth)
{
	while (rest && !rest->count)
		rest = rest->behind;
	if (!rest || !depth || !guess->steps)
		return 1;
	guess->steps--;
	const struct rest behind = {rest->items + 1, rest->count - 1, rest->behind};
	return item_rate(guess, rest->items[0], &behind, depth);
}

static double rate_from(
	const struct rt_classes *classes, const tree_list *parts, size_t first, int depth)
{
	struct guess guess = {classes, GUESS_STEPS};
	const struct rest rest = {parts->items + first, parts->count - first, NULL};
	return rate_of(&guess, &rest, depth);
}

/* Steps for each place of a text that walks from part `first` on take. Their first step is shared by
 * all patterns; from the third on each is as likely to be followed by another as the third was. */
static double walk_cost(const struct rt_classes *classes, const tree_list *parts, size_t first)
{
	double second = rate_from(classes, parts, first, 2), third = rate_from(classes, parts, first, 3);
	double on = second > 0 ? third / second : 0;
	return second + third / (1 - (on < LIKELY ? on : LIKELY));
}

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

/* The share of a text that lies in windows before the tail that begins at part `first`. */
static double covered(
	const struct rt_classes *classes, const tree_list *parts, size_t first, uint32_t head_length)
{
	double window = head_length < WINDOW_USUAL ? head_length : WINDOW_USUAL;
	double share = rate_from(classes, parts, first, LOOK_AHEAD) * window;
	return share < 1 ? share : 1;
}

/* A tail must eat something, or it could stand at the text's end, where no walk begins. */
static bool eats(const tree_list *parts, size_t first)
{
	for (size_t i = first; i < parts->count && parts->items[i]->kind != RT_TREE_ANYTHING; i++)
		if (rt_tree_shortest(parts->items[i]))
			return true;
	return false;
}

/* Where the tail that saves most steps begins; 0 where none is worth it. In windows a walk's first
 * step is not shared. */
static size_t choose_tail(const struct rt_classes *classes, const tree_list *parts)
{
	double head = walk_cost(classes, parts, 0), most = WORTH_WHILE;
	uint32_t length = 0;
	size_t best = 0;
	if (head < WORTH_WHILE)
		return 0;
	for (size_t i = 0; i < parts->count && parts->items[i]->kind != RT_TREE_ANYTHING; i++) {
		bool possible = length && eats(parts, i);
		double share = possible ? covered(classes, parts, i, length) : 1;
		double gain = head * (1 - share) - share;
		if (share < 1 && gain - walk_cost(classes, parts, i) > most) {
			most = gain - walk_cost(classes, parts, i);
			best = i;
		}
		uint32_t longest = rt_tree_longest(parts->items[i]);
		length += longest < WINDOW_USUAL ? longest : WINDOW_USUAL;
	}
	return best;
}

struct rt_waker rt_waker_choose(
	struct rt_arena *arena, struct rt_classes *classes, struct rt_tree *tree)
{
	struct rt_waker waker = {.tail = tree};
	tree_list parts = {0};
	spread(arena, tree, 0, &parts);
	size_t best = choose_tail(classes, &parts);
	if (best) {
		const struct rt_tree *head = rt_tree_sequence(arena, parts.items, best);
		waker.windowed = rt_tree_alphabet(head, classes, &waker.alphabet);
		waker.longest = rt_tree_longest(head);
	}
	if (waker.windowed)
		waker.tail = rt_tree_sequence(arena, parts.items + best, parts.count - best);
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
