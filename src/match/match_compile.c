/* A matcher while it is made: patterns are read into trees, trees laid out as automata. */
#include "match/match_p.h"

#include "base/mem.h"

#include <string.h>

#define FEW_PATTERNS 16

struct rt_matcher *rt_matcher_new(void)
{
	struct rt_matcher *matcher = rt_alloc_zero(1, sizeof *matcher);
	matcher->classes = rt_classes_new();
	matcher->succession = rt_succession_new();
	return matcher;
}

void rt_matcher_free(struct rt_matcher *matcher)
{
	if (!matcher)
		return;
	for (size_t i = 0; i < matcher->patterns.count; i++) {
		rt_pcre_release(&matcher->patterns.items[i]);
		if (matcher->windows)
			rt_automaton_free(matcher->windows[i]);
	}
	rt_vec_release(&matcher->patterns);
	rt_free(matcher->windows);
	rt_free(matcher->wakers);
	rt_free(matcher->beginnings);
	rt_succession_free(matcher->succession);
	rt_automaton_free(matcher->openers);
	rt_classes_free(matcher->classes);
	rt_free(matcher);
}

int rt_matcher_add(
	struct rt_matcher *matcher, const char *pattern, unsigned *column_r, struct rt_err *err)
{
	struct rt_pcre pcre;
	if (rt_pcre_init(&pcre, pattern, column_r, err))
		return -1;
	rt_matcher_put(matcher, &pcre);
	return 0;
}

void rt_matcher_put(struct rt_matcher *matcher, const struct rt_pcre *pcre)
{
	rt_vec_push(&matcher->patterns, *pcre);
	if (matcher->most_groups < pcre->group_count)
		matcher->most_groups = pcre->group_count;
}

void rt_matcher_make_room(struct rt_matcher *matcher)
{
	size_t count = matcher->patterns.count;
	matcher->succession->now->automaton = rt_automaton_new(
		matcher->classes, count <= FEW_PATTERNS ? RT_STATES_FEW : RT_STATES_MANY);
	matcher->openers = rt_automaton_new(matcher->classes, RT_STATES_FEW);
	matcher->wakers = rt_alloc_zero(count + 1, sizeof *matcher->wakers);
	matcher->beginnings = rt_alloc_zero(count + 1, sizeof *matcher->beginnings);
	matcher->windows = rt_alloc_zero(count + 1, sizeof(struct rt_automaton *));
}

/* \A: can it match at the text's start alone? */
static bool is_opener(const struct rt_tree *tree)
{
	const struct rt_tree *first = tree->kind == RT_TREE_SEQUENCE ? tree->items[0] : tree;
	if (first->kind != RT_TREE_ASSERT || first->assertion->look != RT_LOOK_BEFORE)
		return false;
	return !memchr(first->assertion->before, true, RT_BEFORE_START);
}

static struct rt_beginning beginning_of(const struct rt_classes *classes, const struct rt_tree *tree)
{
	bool may[256] = {false};
	struct rt_beginning beginning = {{0}};
	bool empty = rt_tree_first(tree, classes, may);
	for (size_t i = 0; i < 256; i++)
		beginning.bytes[i / 64] |= (uint64_t)(may[i] || empty) << i % 64;
	return beginning;
}

/* While patterns are read. */
struct reading {
	struct rt_matcher *matcher;
	struct rt_arena *trees;
	struct rt_guess *guess;
	const struct rt_frozen_waker *known; /* of each pattern, or NULL */
};

static void read_pattern(struct reading *in, uint32_t number)
{
	struct rt_matcher *matcher = in->matcher;
	struct rt_automaton *automaton = matcher->succession->now->automaton;
	const struct rt_pcre *pcre = &matcher->patterns.items[number];
	struct rt_tree *tree = rt_pattern_read(in->trees, matcher->classes, pcre->source, pcre->source_len);
	struct rt_tree *tail = tree;
	bool opens = is_opener(tree);
	matcher->beginnings[number] = beginning_of(matcher->classes, tree);
	rt_automaton_add(matcher->openers, opens ? tree : NULL);
	if (opens) {
		rt_automaton_add(automaton, NULL);
		return;
	}
	struct rt_waker waker = rt_waker_choose(in->trees, matcher->classes, in->guess, &tail,
		in->known ? in->known[number].part : RT_TAIL_UNKNOWN);
	matcher->wakers[number] = waker;
	rt_automaton_add(automaton, tail);
	if (!waker.windowed)
		return;
	matcher->windows[number] = rt_automaton_new(matcher->classes, RT_STATES_FEW);
	rt_automaton_add(matcher->windows[number], tree);
}

void rt_matcher_finish(struct rt_matcher *matcher)
{
	rt_matcher_thaw_classes(matcher);
	rt_matcher_make_room(matcher);
	struct reading in = {matcher, rt_arena_new(), rt_guess_new(matcher->classes),
		rt_matcher_known_wakers(matcher)};
	for (size_t i = 0; i < matcher->patterns.count; i++)
		read_pattern(&in, (uint32_t)i);
	rt_guess_free(in.guess);
	rt_arena_free(in.trees);
	for (size_t i = 0; i < rt_matcher_automata(matcher); i++)
		if (rt_matcher_automaton(matcher, i))
			rt_automaton_finish(rt_matcher_automaton(matcher, i));
	rt_matcher_begin(matcher);
}
