#include "match/pattern_look.h"

#include <string.h>

#define AT_END 256 /* in rt_assertion.next */

static struct rt_assertion *look_new(struct rt_arena *arena, enum rt_look look)
{
	struct rt_assertion *what = rt_arena_zero(arena, 1, sizeof *what);
	what->look = look;
	return what;
}

const struct rt_assertion *rt_look_line_start(struct rt_arena *arena, bool multiline)
{
	struct rt_assertion *what = look_new(arena, RT_LOOK_BEFORE);
	what->before[RT_BEFORE_START] = true;
	what->before['\n'] = multiline;
	return what;
}

/* Without (?m) only the last line end of the text counts; that much is left to PCRE2. */
const struct rt_assertion *rt_look_line_end(struct rt_arena *arena)
{
	struct rt_assertion *what = look_new(arena, RT_LOOK_NEXT);
	what->next['\n'] = what->next[AT_END] = true;
	return what;
}

const struct rt_assertion *rt_look_anywhere(struct rt_arena *arena)
{
	struct rt_assertion *what = look_new(arena, RT_LOOK_NEXT);
	memset(what->next, true, sizeof what->next);
	return what;
}

static const struct rt_assertion *text_end(struct rt_arena *arena)
{
	struct rt_assertion *what = look_new(arena, RT_LOOK_NEXT);
	what->next[AT_END] = true;
	return what;
}

const struct rt_assertion *rt_look_escape(struct rt_arena *arena, char letter)
{
	switch (letter) {
	case 'b':
		return look_new(arena, RT_LOOK_BOUNDARY);
	case 'B':
		return look_new(arena, RT_LOOK_NO_BOUNDARY);
	case 'A':
		return rt_look_line_start(arena, false);
	case 'z':
		return text_end(arena);
	default: /* \Z */
		return rt_look_line_end(arena);
	}
}

/* Whether a lookaround's body may hold, and whether it surely holds, beside each neighbour. */
struct verdict {
	bool may[257], sure[257];
};

static bool has(const struct rt_class *class, unsigned byte)
{
	return class->ascii[byte / 64] >> byte % 64 & 1;
}

static void class_next(const struct rt_class *class, struct verdict *verdict)
{
	for (unsigned i = 0; i < 128; i++)
		if (has(class, i))
			verdict->may[i] = verdict->sure[i] = true;
	for (unsigned i = 0; i < 64; i++)
		verdict->may[0xc0 + i] |= class->lead[i] != RT_NODE_NONE;
}

/* a ∖ b is empty beyond ASCII: a's words (or others) all belong to b. */
static bool covers(struct rt_classes *classes, uint32_t a, uint32_t b)
{
	const struct rt_class rest = *rt_classes_get(classes, rt_classes_except(classes, a, b));
	static const uint32_t none[64];
	return !memcmp(rest.lead, none, sizeof none);
}

static void class_before(struct rt_classes *classes, uint32_t id, struct verdict *verdict)
{
	const struct rt_class class = *rt_classes_get(classes, id);
	int64_t word = rt_classes_ask(classes, "\\w", 2, "");
	int64_t other = rt_classes_ask(classes, "\\W", 2, "");
	for (unsigned i = 0; i < 128; i++)
		if (has(&class, i))
			verdict->may[i] = verdict->sure[i] = true;
	/* It may hold behind a word character unless all of them are among what is left out. */
	verdict->may[RT_BEFORE_WORD] |= !covers(classes, id, (uint32_t)other);
	verdict->may[RT_BEFORE_OTHER] |= !covers(classes, id, (uint32_t)word);
	verdict->sure[RT_BEFORE_WORD] |= covers(classes, (uint32_t)word, id);
	verdict->sure[RT_BEFORE_OTHER] |= covers(classes, (uint32_t)other, id);
}

/* What `$` or `^` within a lookaround adds. Of `$` only the text's end is sure. */
static void edge(const struct rt_assertion *inner, enum rt_look look, struct verdict *verdict)
{
	if (look == RT_LOOK_NEXT) {
		verdict->may['\n'] |= inner->next['\n'];
		verdict->may[AT_END] = verdict->sure[AT_END] = true;
		return;
	}
	verdict->may['\n'] |= inner->before['\n'];
	verdict->sure['\n'] |= inner->before['\n'];
	verdict->may[RT_BEFORE_START] = verdict->sure[RT_BEFORE_START] = true;
}

/* `^`, `$`, \A, \z and \Z, and nothing that looks at other characters too. */
static bool is_edge(const struct rt_tree *tree, enum rt_look look)
{
	const struct rt_assertion *inner = tree->assertion;
	if (tree->kind != RT_TREE_ASSERT || inner->look != look)
		return false;
	const bool *holds = look == RT_LOOK_NEXT ? inner->next : inner->before;
	size_t values = look == RT_LOOK_NEXT ? 257 : RT_BEFORE_VALUES;
	size_t outside = look == RT_LOOK_NEXT ? AT_END : RT_BEFORE_START;
	for (size_t i = 0; i < values; i++)
		if (holds[i] && i != '\n' && i != outside)
			return false;
	return holds[outside];
}

/* What may come first in a lookahead of several parts: "\\s*$" is white space or the end. */
static bool first_ahead(
	struct rt_classes *classes, const struct rt_tree *tree, struct verdict *verdict)
{
	if (tree->kind != RT_TREE_SEQUENCE)
		return !rt_tree_first(tree, classes, verdict->may);
	for (size_t i = 0; i < tree->count; i++) {
		if (is_edge(tree->items[i], RT_LOOK_NEXT)) {
			for (size_t j = 0; j < 257; j++)
				verdict->may[j] |= tree->items[i]->assertion->next[j];
			return true;
		}
		if (!rt_tree_first(tree->items[i], classes, verdict->may))
			return true;
	}
	return false;
}

/* One branch of the body. -> false: nothing can be said. */
static bool judge(struct rt_classes *classes, const struct rt_tree *tree, enum rt_look look,
	struct verdict *verdict)
{
	if (tree->kind == RT_TREE_CLASS) {
		if (look == RT_LOOK_NEXT)
			class_next(rt_classes_get(classes, tree->class), verdict);
		else
			class_before(classes, tree->class, verdict);
		return true;
	}
	if (is_edge(tree, look)) {
		edge(tree->assertion, look, verdict);
		return true;
	}
	/* Several characters: the one next to the place may hold, nothing is sure. */
	if (look == RT_LOOK_NEXT)
		return first_ahead(classes, tree, verdict);
	const struct rt_tree *last = tree->count ? tree->items[tree->count - 1] : NULL;
	if (tree->kind != RT_TREE_SEQUENCE || last->kind != RT_TREE_CLASS)
		return false;
	struct verdict of_last = {0};
	class_before(classes, last->class, &of_last);
	for (size_t i = 0; i < RT_BEFORE_VALUES; i++)
		verdict->may[i] |= of_last.may[i];
	return true;
}

const struct rt_assertion *rt_look_around(struct rt_arena *arena, struct rt_classes *classes,
	const struct rt_tree *body, enum rt_look look, bool negative)
{
	struct verdict verdict = {0};
	if (body->kind == RT_TREE_CHOICE) {
		for (size_t i = 0; i < body->count; i++)
			if (!judge(classes, body->items[i], look, &verdict) && !negative)
				return NULL;
	} else if (!judge(classes, body, look, &verdict)) {
		return NULL;
	}
	struct rt_assertion *what = look_new(arena, look);
	for (size_t i = 0; i < 257; i++) {
		bool may = negative ? !verdict.sure[i] : verdict.may[i];
		if (look == RT_LOOK_NEXT)
			what->next[i] = may;
		else if (i < RT_BEFORE_VALUES)
			what->before[i] = may;
	}
	return what;
}
