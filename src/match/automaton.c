/*
 * How the automaton works.
 *
 * Take two rules:
 *
 *	rule 0   \b[A-Z]{2}\d+        "AB12"
 *	rule 1   \bAct of \d{4}       "Act of 1974"
 *
 * Each is laid out as positions (positions.c), a position being a place in the pattern that waits
 * for a character. Reading a text from one place on, we keep the set of positions that the rules
 * may have come to. Before "A" that is {0: first capital, 1: the "A"}; behind "A", {0: second
 * capital, 1: the "c"}; behind "Ac", {1: the "t"}, for rule 0 does not go on. Such a set is a STATE.
 * The same sets turn up again and again, so each gets a number and a row of entries: which set
 * stands behind it for each byte (for each COLUMN: bytes that no rule tells apart share one). Once
 * an entry is filled in, a step is one look-up, whatever the
 * number of rules. Entries are filled in when a text first needs them ("lazily"): of the states that
 * could be, texts visit a few thousand.
 *
 * A WALK begins at each place of the text, with a start state, and ends in RT_STATE_DEAD (nothing
 * goes on), mostly at once: in "the Act", a walk at "h" dies on its first byte, because `\b` does
 * not hold there. That is why the start state is chosen by the character before: there is one for
 * each kind of it (CONTEXT) that some rule tells from the others by \b, ^ or a lookbehind.
 *
 * When a walk comes to the end of a rule's positions, that rule is WOKEN for the place where the
 * walk began, and the rule leaves the set: all that counts is that it may match there. PCRE2 then
 * says whether it does, and how far, and what the groups are. So the positions may say less than
 * the pattern (a lookahead is passed over, a counter to 5,000 becomes "any number"): rules are then
 * woken in vain, which costs time, and never missed.
 *
 * Characters are bytes here. A class like \p{Lu} is a tree over the bytes of UTF-8 (classes.c); a
 * position that is within a character is written as (position, node of that tree).
 *
 * What looks at the next character (\b, $, (?!\d)) stays in the set, unanswered, until the next
 * byte is known, and is answered when the transition on that byte is built. `\b` beside a byte that
 * is not ASCII is taken to hold, except at a walk's start, where the whole character is looked at.
 *
 * Words. A walk that begins within "attached" dies within it, or at the blank behind it, wherever the
 * word stands in running text. So that is worked out once for each distinct word (automaton_words.c),
 * and where the word stands again between blanks, only the walks that survive it are made: none, for
 * most words. The walk from a word's beginning need not go through the word then, either: where it
 * has come to behind the word is known as well.
 *
 * Bounds. A walk of WALK_MAX bytes ends, and wakes every rule that is still in its set. Where
 * states_max states have been built, an entry becomes RT_STATE_FULL, and a walk that comes there
 * does the same. Both are slower, and right. The next text begins with a new automaton then
 * (match_scratch.c), for a full one stays slow.
 *
 * Threads read rows without a lock; a new state is complete before its number is put into a row.
 */
#include "match/automaton_p.h"

#include "base/mem.h"

#include <string.h>

#define WALK_MAX 512
#define WAKING_SHARE 12 /* one state in so many may wake rules; of those that texts make it is one in forty */
#define AHEAD 4 /* words */

struct rt_automaton *rt_automaton_new(struct rt_classes *classes, uint32_t states_max)
{
	struct rt_automaton *automaton = rt_alloc_zero(1, sizeof *automaton);
	automaton->classes = classes;
	automaton->states_max = states_max;
	automaton->waking_first = states_max - states_max / WAKING_SHARE;
	automaton->arena = rt_arena_new();
	pthread_mutex_init(&automaton->building, NULL);
	return automaton;
}

void rt_automaton_free(struct rt_automaton *automaton)
{
	if (!automaton)
		return;
	struct rt_builder *builder = &automaton->builder;
	rt_vec_release(&builder->items);
	rt_vec_release(&builder->accepts);
	rt_vec_release(&builder->stack);
	rt_vec_release(&builder->closed);
	rt_vec_release(&builder->behind);
	rt_vec_release(&builder->order);
	rt_vec_release(&builder->classes);
	rt_vec_release(&builder->by_context);
	rt_number_set_release(&builder->reached);
	rt_free(builder->closures);
	rt_free(builder->eaters);
	rt_free(builder->seen);
	rt_free(builder->rule_seen);
	rt_positions_release(&automaton->positions);
	rt_free(automaton->row_memory);
	rt_free(automaton->states);
	rt_free(automaton->known);
	rt_free(automaton->frozen.taken);
	rt_arena_free(automaton->arena);
	pthread_mutex_destroy(&automaton->building);
	rt_free(automaton);
}

void rt_automaton_add(struct rt_automaton *automaton, const struct rt_tree *tree)
{
	rt_positions_add(&automaton->positions, tree);
}

static void make_room(struct rt_automaton *automaton)
{
	rt_automaton_make_rows(automaton);
	automaton->states = rt_alloc_zero(automaton->states_max, sizeof *automaton->states);
	rt_automaton_bury(automaton, RT_STATE_DEAD);
	automaton->state_end = RT_STATE_FIRST;
	automaton->waking_end = automaton->waking_first;
}

void rt_automaton_finish(struct rt_automaton *automaton)
{
	rt_positions_finish(&automaton->positions);
	automaton->layout.word = (uint32_t)rt_classes_ask(automaton->classes, "\\w", 2, "");
	for (uint32_t i = 0; i < 128; i++)
		automaton->layout.word_ascii[i] =
			rt_classes_has(automaton->classes, automaton->layout.word, i);
	rt_automaton_make_columns(automaton);
	rt_automaton_find_contexts(automaton);
	make_room(automaton);
}

void rt_automaton_freeze_rules(const struct rt_automaton *automaton, struct rt_str *out)
{
	rt_str_append_n(out, (const char *)&automaton->layout, sizeof automaton->layout);
	rt_positions_freeze(&automaton->positions, out);
}

/* Columns and contexts are numbers of what is there. */
static bool is_sound(const struct rt_automaton *automaton, const struct rt_layout *layout)
{
	if (layout->word >= rt_classes_count(automaton->classes) || layout->columns > 256 ||
		layout->context_count > RT_BEFORE_VALUES || layout->elsewhere_count > RT_BEFORE_VALUES)
		return false;
	for (size_t i = 0; i < 256; i++)
		if (layout->column_of[i] >= layout->columns)
			return false;
	for (size_t i = 0; i < RT_BEFORE_VALUES; i++)
		if (layout->context_of[i] >= layout->context_count ||
			layout->value_of[i] >= RT_BEFORE_VALUES ||
			layout->elsewhere[i] >= layout->context_count)
			return false;
	return true;
}

int rt_automaton_thaw_rules(struct rt_automaton *automaton, const char **at, const char *end)
{
	struct rt_layout *layout = &automaton->layout;
	if ((size_t)(end - *at) < sizeof *layout)
		return -1;
	memcpy(layout, *at, sizeof *layout);
	*at += sizeof *layout;
	if (!is_sound(automaton, layout) || rt_positions_thaw(&automaton->positions, at, end))
		return -1;
	make_room(automaton);
	return 0;
}

size_t rt_automaton_rules(const struct rt_automaton *automaton)
{
	return automaton->positions.starts.count;
}

bool rt_automaton_is_full(const struct rt_automaton *automaton)
{
	return __atomic_load_n(&automaton->is_full, __ATOMIC_RELAXED);
}

struct rt_automaton *rt_automaton_anew(const struct rt_automaton *automaton)
{
	struct rt_automaton *anew = rt_automaton_new(automaton->classes, automaton->states_max);
	rt_positions_copy(&anew->positions, &automaton->positions);
	anew->layout = automaton->layout;
	make_room(anew);
	rt_automaton_begin(anew, NULL, 0, false);
	return anew;
}

/* --- scanning --------------------------------------------------------------------------------- */

struct walk {
	struct rt_automaton *automaton;
	const unsigned char *text;
	size_t len;
	const struct rt_automaton_sink *sink;
	const struct rt_dialect *dialect;
	uint32_t first, waking; /* entries from here on are states, wake rules */
};

static void wake_accepted(const struct walk *walk, uint32_t entry, size_t start)
{
	const struct rt_state *state = &walk->automaton->states[rt_state_of(walk->automaton, entry)];
	for (uint32_t i = 0; i < state->accept_count; i++)
		walk->sink->wake(walk->sink->context, state->accepts[i], start);
}

/* Every rule that could still go on; items are in order of position, and so of rule. */
static void wake_alive(const struct walk *walk, uint32_t entry, size_t start)
{
	const struct rt_state *state = &walk->automaton->states[rt_state_of(walk->automaton, entry)];
	uint32_t last = UINT32_MAX;
	for (uint32_t i = 0; i < state->item_count; i++) {
		uint32_t rule =
			walk->automaton->positions.items.items[state->items[i] >> 32].rule;
		if (rule != last)
			walk->sink->wake(walk->sink->context, rule, start);
		last = rule;
	}
}

static void end_walk(const struct walk *walk, uint32_t entry, size_t start)
{
	struct rt_automaton *automaton = walk->automaton;
	struct rt_state *last = &automaton->states[rt_state_of(automaton, entry)];
	uint32_t end = __atomic_load_n(&last->at_end, __ATOMIC_ACQUIRE) * automaton->row_length;
	if (end == RT_STATE_UNKNOWN)
		end = rt_automaton_build(automaton, entry, RT_NEXT_END);
	if (end == RT_STATE_FULL * automaton->row_length)
		wake_alive(walk, entry, start);
	else if (end >= walk->waking)
		wake_accepted(walk, end, start);
}

/* An entry that is no state's. -> the state to go on with, or 0: the walk ends here. */
static uint32_t leave(const struct walk *walk, uint32_t entry, uint32_t next, size_t start, size_t at)
{
	if (next == RT_STATE_UNKNOWN)
		next = rt_automaton_build(walk->automaton, entry, walk->text[at]);
	if (next >= walk->first)
		return next;
	if (next == RT_STATE_FULL * walk->automaton->row_length)
		wake_alive(walk, entry, start);
	return 0;
}

/* The walk that began at text[start] has come to text[at]. What each step asks for is at hand: the loads of
 * rows stand between the steps, and the compiler may move nothing over them. */
static void go_on(const struct walk *walk, uint32_t entry, size_t start, size_t at)
{
	const uint16_t *rows = walk->automaton->rows;
	const uint8_t *column_of = walk->automaton->layout.column_of;
	const uint32_t length = walk->automaton->row_length, first = walk->first, waking = walk->waking;
	const unsigned char *text = walk->text;
	size_t stop = walk->len - start > WALK_MAX ? start + WALK_MAX : walk->len;
	for (; at < stop; at++) {
		uint32_t next = __atomic_load_n(rows + entry + column_of[text[at]], __ATOMIC_ACQUIRE) * length;
		if (next < first) {
			next = leave(walk, entry, next, start, at);
			if (!next)
				return;
		}
		entry = next;
		if (entry >= waking)
			wake_accepted(walk, entry, start);
	}
	if (stop < walk->len)
		wake_alive(walk, entry, start);
	else
		end_walk(walk, entry, start);
}

static void begin(const struct walk *walk, uint32_t start_state, size_t at)
{
	if (walk->sink->wanted_from && at < *walk->sink->wanted_from)
		return;
	if (start_state >= walk->waking)
		wake_accepted(walk, start_state, at);
	go_on(walk, start_state, at, at);
}

/* Whether the code point of two to four bytes at text[at] is a word character; -> its length. */
static size_t look_at(const struct rt_automaton *automaton, const unsigned char *text, size_t len,
	size_t at, bool *word_r)
{
	uint32_t node = RT_NODE_NONE;
	size_t size = 0;
	bool whole = false;
	*word_r = false;
	do {
		if (node != RT_NODE_NONE || !size)
			node = rt_classes_step(
				automaton->classes, automaton->layout.word, node, text[at + size], &whole);
		*word_r |= whole;
		size++;
	} while (at + size < len && (text[at + size] & 0xc0) == 0x80);
	return size;
}

enum rt_start rt_automaton_start_at(
	const struct rt_automaton *automaton, const unsigned char *text, size_t len, size_t at, size_t *size_r)
{
	bool word;
	*size_r = 1;
	if (text[at] < 0x80)
		return RT_START_ASCII;
	*size_r = look_at(automaton, text, len, at, &word);
	return word ? RT_START_WORD : RT_START_OTHER;
}

unsigned rt_automaton_value_before(
	const struct rt_automaton *automaton, const unsigned char *text, size_t len, size_t at)
{
	if (!at)
		return RT_BEFORE_START;
	if (text[--at] < 0x80)
		return text[at];
	bool word;
	while (at && (text[at] & 0xc0) == 0x80)
		at--;
	look_at(automaton, text, len, at, &word);
	return word ? RT_BEFORE_WORD : RT_BEFORE_OTHER;
}

/* As long as there is ASCII: one look-up a place, until a walk begins. */
static size_t scan_ascii(const struct walk *walk, size_t at, size_t to, unsigned *before)
{
	const struct rt_automaton *automaton = walk->automaton;
	const uint32_t dead = RT_STATE_DEAD * automaton->row_length;
	for (; at < to && walk->text[at] < 0x80; at++) {
		uint32_t start = walk->dialect->starts[automaton->layout.context_of[*before]][RT_START_ASCII];
		uint32_t next = rt_automaton_look_up(automaton, start, walk->text[at]);
		if (next != dead || start >= walk->waking)
			begin(walk, start, at);
		*before = walk->text[at];
	}
	return at;
}

/* At a character that is not ASCII. -> behind it. */
static size_t scan_other(const struct walk *walk, size_t at, unsigned *before)
{
	const struct rt_automaton *automaton = walk->automaton;
	size_t size;
	enum rt_start start = rt_automaton_start_at(automaton, walk->text, walk->len, at, &size);
	begin(walk, walk->dialect->starts[automaton->layout.context_of[*before]][start], at);
	*before = start == RT_START_WORD ? RT_BEFORE_WORD : RT_BEFORE_OTHER;
	return at + size;
}

static void scan_range(const struct walk *walk, size_t at, size_t to)
{
	unsigned before = rt_automaton_value_before(walk->automaton, walk->text, walk->len, at);
	while (at < to) {
		at = scan_ascii(walk, at, to, &before);
		if (at < to)
			at = scan_other(walk, at, &before);
	}
}

static struct walk new_walk(struct rt_automaton *automaton, const struct rt_dialect *dialect,
	const char *text, size_t len, const struct rt_automaton_sink *sink)
{
	return (struct walk){automaton, (const unsigned char *)text, len, sink,
		rt_dialect_or_all(automaton, dialect),
		RT_STATE_FIRST * automaton->row_length,
		automaton->waking_first * automaton->row_length};
}

void rt_automaton_scan(struct rt_automaton *automaton, const char *text, size_t len, size_t from,
	size_t to, const struct rt_automaton_sink *sink)
{
	struct walk walk = new_walk(automaton, NULL, text, len, sink);
	while (from < to && ((unsigned char)text[from] & 0xc0) == 0x80)
		from++;
	scan_range(&walk, from, to);
}

/* --- words ------------------------------------------------------------------------------------ */

static void look_at_word(const struct walk *walk, const struct rt_stretch *look)
{
	const struct rt_automaton *automaton = walk->automaton;
	for (uint32_t places = look->walks; places; places &= places - 1) {
		uint32_t i = (uint32_t)__builtin_ctz(places);
		if (!i && look->state) {
			go_on(walk, look->state * automaton->row_length, look->start, look->end);
			continue;
		}
		size_t at = look->start + i, size;
		begin(walk, rt_dialect_start(automaton, walk->dialect, walk->text, walk->len, at, &size), at);
	}
}

/* A walk goes on in some row of a table that is larger than the processor's cache: asks for it early. */
static void fetch(const struct walk *walk, const struct rt_stretch *look)
{
	const struct rt_automaton *automaton = walk->automaton;
	if (look->state != RT_EVERY_PLACE && look->state && look->end < walk->len)
		__builtin_prefetch(automaton->rows + look->state * automaton->row_length +
			automaton->layout.column_of[walk->text[look->end]]);
}

void rt_automaton_scan_looks(struct rt_automaton *automaton, const char *text, size_t len,
	const struct rt_looks *looks, const struct rt_automaton_sink *sink)
{
	struct walk walk = new_walk(automaton, looks->dialect, text, len, sink);
	const struct rt_stretch *items = looks->items.items;
	for (size_t i = 0; i < looks->items.count; i++) {
		if (i + AHEAD < looks->items.count)
			fetch(&walk, &items[i + AHEAD]);
		if (items[i].state == RT_EVERY_PLACE)
			scan_range(&walk, items[i].start, items[i].end);
		else
			look_at_word(&walk, &items[i]);
	}
}

struct rt_automaton_size rt_automaton_measure(const struct rt_automaton *automaton)
{
	size_t states = automaton->state_end + automaton->waking_end - automaton->waking_first;
	return (struct rt_automaton_size){
		.positions = automaton->positions.items.count,
		.states = states,
		.transitions = automaton->transitions,
		.bytes = automaton->positions.items.count * sizeof(struct rt_position) +
			states * (automaton->row_length * sizeof *automaton->rows) +
			rt_arena_size(automaton->arena),
	};
}
