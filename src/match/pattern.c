/*
 * The reader of patterns: recursive descent over PCRE2's syntax, in the order of pcre2pattern(3).
 *
 * Each read_… function stands at the first byte of its construct and leaves behind its last. Where
 * a construct is not known, `lost` is set, reading ends, and the whole tree becomes ANYTHING.
 */
#include "match/pattern.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "match/pattern_look.h"

#include <stdio.h>
#include <string.h>

#define DEPTH_MAX 100 /* groups in groups; PCRE2 itself stops at 250 */

struct options {
	bool caseless, multiline, dotall, extended, extended_more;
};

struct reader {
	const char *at, *end;
	struct options options;
	struct rt_arena *arena;
	struct rt_classes *classes;
	int depth;
	bool lost;
};

typedef RT_VEC(struct rt_tree *) tree_list;

static struct rt_tree *read_choice(struct reader *reader);

static struct rt_tree *tree_of(struct reader *reader, enum rt_tree_kind kind)
{
	return rt_tree_new(reader->arena, kind);
}

static struct rt_tree *get_lost(struct reader *reader)
{
	reader->lost = true;
	reader->at = reader->end;
	return tree_of(reader, RT_TREE_ANYTHING);
}

static bool is_at(const struct reader *reader, const char *text)
{
	size_t len = strlen(text);
	return (size_t)(reader->end - reader->at) >= len && !memcmp(reader->at, text, len);
}

static bool take(struct reader *reader, const char *text)
{
	if (!is_at(reader, text))
		return false;
	reader->at += strlen(text);
	return true;
}

static bool take_until(struct reader *reader, const char *closer)
{
	for (; reader->at < reader->end; reader->at++)
		if (take(reader, closer))
			return true;
	return false;
}

/* --- atoms: one code point -------------------------------------------------------------------- */

static struct rt_tree *ask(struct reader *reader, const char *atom, size_t len)
{
	char flags[8] = "";
	if (reader->options.caseless)
		strcat(flags, "i");
	if (reader->options.dotall && *atom == '.')
		strcat(flags, "s");
	if (reader->options.extended_more && *atom == '[')
		strcat(flags, "xx");
	int64_t class = rt_classes_ask(reader->classes, atom, len, flags);
	if (class < 0)
		return get_lost(reader);
	return rt_tree_class(reader->arena, (uint32_t)class);
}

/* A literal; PCRE2 is asked for its other cases only where case does not matter. */
static struct rt_tree *literal(struct reader *reader)
{
	size_t at = 0;
	uint32_t rune = rt_utf8_next(reader->at, (size_t)(reader->end - reader->at), &at);
	reader->at += at;
	bool cased = rune >= 128 || (rune >= 'A' && rune <= 'Z') || (rune >= 'a' && rune <= 'z');
	if (!reader->options.caseless || !cased)
		return rt_tree_class(reader->arena, rt_classes_rune(reader->classes, rune));
	char escape[16];
	snprintf(escape, sizeof escape, "\\x{%x}", rune);
	return ask(reader, escape, strlen(escape));
}

/* At "[:": behind the ":]" of a POSIX class, or NULL where this is no such thing. */
static const char *posix_end(const struct reader *reader)
{
	for (const char *at = reader->at + 2; at + 1 < reader->end && *at != ']'; at++) {
		if (at[0] == ':' && at[1] == ']')
			return at + 2;
		if (at[0] == '[' && at[1] == ':')
			return NULL;
		if (at[0] == '\\' && (at[1] == ']' || at[1] == '\\'))
			at++;
	}
	return NULL;
}

/* Moves over one thing in a class. */
static bool skip_in_class(struct reader *reader)
{
	const char *posix = is_at(reader, "[:") ? posix_end(reader) : NULL;
	if (posix)
		reader->at = posix;
	else if (take(reader, "\\Q"))
		return take_until(reader, "\\E");
	else if (is_at(reader, "\\c"))
		reader->at += 3;
	else
		reader->at += *reader->at == '\\' ? 2 : 1;
	return reader->at < reader->end;
}

/* Behind "[": to behind the class's "]". */
static bool skip_class(struct reader *reader)
{
	take(reader, "^");
	if (is_at(reader, "\\Q") || is_at(reader, "\\E"))
		return false;
	do {
		if (reader->at >= reader->end || !skip_in_class(reader))
			return false;
	} while (*reader->at != ']');
	reader->at++;
	return true;
}

static struct rt_tree *read_class(struct reader *reader)
{
	const char *start = reader->at++;
	if (!skip_class(reader) || reader->at > reader->end)
		return get_lost(reader);
	return ask(reader, start, (size_t)(reader->at - start));
}

static size_t run_of(const struct reader *reader, const char *start, const char *set, size_t most)
{
	size_t len = 0;
	while (len < most && start + len < reader->end && strchr(set, start[len]) && start[len])
		len++;
	return len;
}

/* Moves behind "{…}" where one begins here. */
static bool take_braces(struct reader *reader)
{
	return *reader->at == '{' && reader->at < reader->end && take_until(reader, "}");
}

/* An escape that stands for one code point and has more than two bytes; at is behind its letter. */
static bool skip_long_escape(struct reader *reader, char letter)
{
	static const char hexadecimal[] = "0123456789abcdefABCDEF";
	switch (letter) {
	case 'x':
		if (!take_braces(reader))
			reader->at += run_of(reader, reader->at, hexadecimal, 2);
		return true;
	case '0':
		reader->at += run_of(reader, reader->at, "01234567", 2);
		return true;
	case 'o':
		return take_braces(reader);
	case 'c':
		reader->at++;
		return reader->at <= reader->end;
	case 'p':
	case 'P':
		if (!take_braces(reader))
			reader->at++;
		return reader->at <= reader->end;
	case 'N': /* "not a line end", or with braces a code point */
		if (is_at(reader, "{U+"))
			take_braces(reader);
		return true;
	default:
		return strchr("aefnrtdDhHsSvVwW", letter) != NULL;
	}
}

static struct rt_tree *line_end(struct reader *reader)
{
	struct rt_tree *pair[2] = {
		rt_tree_class(reader->arena, rt_classes_rune(reader->classes, '\r')),
		rt_tree_class(reader->arena, rt_classes_rune(reader->classes, '\n'))};
	struct rt_tree *choice = tree_of(reader, RT_TREE_CHOICE);
	choice->items = rt_arena_alloc(reader->arena, 2 * sizeof *choice->items);
	choice->count = 2;
	choice->items[0] = rt_tree_sequence(reader->arena, pair, 2);
	choice->items[1] = ask(reader, "\\R", 2);
	return choice;
}

/* \1, \g{-1}, \k<name> …: what it refers to is not known here. */
static struct rt_tree *read_reference(struct reader *reader, char letter)
{
	bool done = true;
	if (letter != 'g' && letter != 'k')
		reader->at += run_of(reader, reader->at, "0123456789", 8);
	else if (take(reader, "{"))
		done = take_until(reader, "}");
	else if (take(reader, "<"))
		done = take_until(reader, ">");
	else if (take(reader, "'"))
		done = take_until(reader, "'");
	else
		reader->at += run_of(reader, reader->at, "+-0123456789", 8);
	return done ? tree_of(reader, RT_TREE_ANYTHING) : get_lost(reader);
}

static struct rt_tree *assertion(struct reader *reader, const struct rt_assertion *what)
{
	struct rt_tree *tree = tree_of(reader, RT_TREE_ASSERT);
	tree->assertion = what;
	return tree;
}

static struct rt_tree *read_escape(struct reader *reader)
{
	const char *start = reader->at;
	if (reader->end - start < 2)
		return get_lost(reader);
	char letter = start[1];
	bool plain = !((letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
		(letter >= 'A' && letter <= 'Z'));
	reader->at++;
	if (plain)
		return literal(reader);
	reader->at++;
	if (strchr("bBAzZ", letter))
		return assertion(reader, rt_look_escape(reader->arena, letter));
	if (letter == 'R')
		return line_end(reader);
	if (letter == 'X')
		return tree_of(reader, RT_TREE_ANYTHING);
	if (strchr("123456789gk", letter))
		return read_reference(reader, letter);
	if (!skip_long_escape(reader, letter))
		return get_lost(reader);
	return ask(reader, start, (size_t)(reader->at - start));
}

/* --- groups ----------------------------------------------------------------------------------- */

/* Behind the group's opening, to behind its ")". Options set within end with it. */
static struct rt_tree *read_body(struct reader *reader)
{
	struct options outer = reader->options;
	struct rt_tree *tree = read_choice(reader);
	reader->options = outer;
	return take(reader, ")") ? tree : get_lost(reader);
}

static struct rt_tree *read_look(struct reader *reader, enum rt_look look, bool negative)
{
	struct rt_tree *body = read_body(reader);
	if (reader->lost)
		return body;
	const struct rt_assertion *what =
		rt_look_around(reader->arena, reader->classes, body, look, negative);
	if (!what)
		what = rt_look_anywhere(reader->arena);
	struct rt_tree *tree = assertion(reader, what);
	if (look == RT_LOOK_NEXT && !negative)
		tree->ahead = body;
	return tree;
}

static bool set_option(struct options *options, char letter, bool on, bool again)
{
	switch (letter) {
	case 'i':
		options->caseless = on;
		return true;
	case 'm':
		options->multiline = on;
		return true;
	case 's':
		options->dotall = on;
		return true;
	case 'x':
		options->extended_more = on && again;
		options->extended = on;
		return true;
	default: /* these change captures and greed only */
		return strchr("nJU", letter) != NULL;
	}
}

/* (?i) for the rest of the group, (?i-s:…) for a group of its own. */
static struct rt_tree *read_options(struct reader *reader)
{
	struct options outer = reader->options;
	bool on = true;
	if (take(reader, "^"))
		reader->options = (struct options){0};
	for (; reader->at < reader->end && *reader->at != ')' && *reader->at != ':'; reader->at++) {
		if (*reader->at == '-')
			on = false;
		else if (!set_option(&reader->options, *reader->at, on, reader->at[-1] == 'x'))
			return get_lost(reader);
	}
	if (take(reader, ")"))
		return tree_of(reader, RT_TREE_EMPTY);
	if (!take(reader, ":"))
		return get_lost(reader);
	struct rt_tree *tree = read_body(reader);
	reader->options = outer;
	return tree;
}

/* Behind "(?(": a condition, then one or two branches. Both may be taken, as far as we know. */
static struct rt_tree *read_condition(struct reader *reader)
{
	bool define = is_at(reader, "DEFINE)");
	if (is_at(reader, "?") || is_at(reader, "*"))
		return get_lost(reader);
	if (!take_until(reader, ")"))
		return get_lost(reader);
	const struct rt_tree *body = read_body(reader);
	if (define)
		return tree_of(reader, RT_TREE_EMPTY);
	struct rt_tree *tree = tree_of(reader, RT_TREE_CHOICE);
	tree->items = rt_arena_alloc(reader->arena, 2 * sizeof *tree->items);
	tree->items[tree->count++] = (struct rt_tree *)body;
	tree->items[tree->count++] = tree_of(reader, RT_TREE_EMPTY);
	return tree;
}

static struct rt_tree *read_call(struct reader *reader)
{
	return take_until(reader, ")") ? tree_of(reader, RT_TREE_ANYTHING) : get_lost(reader);
}

/* A name and its closer, behind "(?<" and the like. */
static struct rt_tree *read_named(struct reader *reader, const char *closer)
{
	return take_until(reader, closer) ? read_body(reader) : get_lost(reader);
}

static struct rt_tree *read_special(struct reader *reader)
{
	if (take(reader, "=") || take(reader, "*"))
		return read_look(reader, RT_LOOK_NEXT, false);
	if (take(reader, "!"))
		return read_look(reader, RT_LOOK_NEXT, true);
	if (take(reader, "<=") || take(reader, "<*"))
		return read_look(reader, RT_LOOK_BEFORE, false);
	if (take(reader, "<!"))
		return read_look(reader, RT_LOOK_BEFORE, true);
	if (take(reader, "P<") || take(reader, "<"))
		return read_named(reader, ">");
	if (take(reader, "'"))
		return read_named(reader, "'");
	if (take(reader, ":") || take(reader, ">") || take(reader, "|"))
		return read_body(reader);
	if (take(reader, "("))
		return read_condition(reader);
	if (take(reader, "P>") || take(reader, "P=") || take(reader, "&") || take(reader, "R") ||
		run_of(reader, reader->at, "0123456789+", 1) ||
		(is_at(reader, "-") && run_of(reader, reader->at + 1, "0123456789", 1)))
		return read_call(reader);
	return read_options(reader);
}

/* (*VERB): all of them but (*ACCEPT) make fewer matches, not more. */
static struct rt_tree *read_verb(struct reader *reader)
{
	if (is_at(reader, "ACCEPT"))
		return read_call(reader);
	if (reader->at < reader->end && *reader->at >= 'a' && *reader->at <= 'z')
		return get_lost(reader);
	return take_until(reader, ")") ? tree_of(reader, RT_TREE_EMPTY) : get_lost(reader);
}

static struct rt_tree *read_group(struct reader *reader)
{
	struct rt_tree *tree;
	if (++reader->depth > DEPTH_MAX)
		return get_lost(reader);
	take(reader, "(");
	if (take(reader, "?"))
		tree = read_special(reader);
	else if (take(reader, "*"))
		tree = read_verb(reader);
	else
		tree = read_body(reader);
	reader->depth--;
	return tree;
}

/* --- quantifiers, sequences, choices ---------------------------------------------------------- */

/* What (?x) lets stand between things, comments, and \E without \Q. */
static void skip_ignored(struct reader *reader)
{
	for (;;) {
		if (is_at(reader, "(?#")) {
			if (!take_until(reader, ")"))
				get_lost(reader);
		} else if (is_at(reader, "\\E")) {
			reader->at += 2;
		} else if (reader->options.extended && reader->at < reader->end &&
			strchr(" \t\n\v\f\r", *reader->at) && *reader->at) {
			reader->at++;
		} else if (reader->options.extended && is_at(reader, "#")) {
			if (!take_until(reader, "\n"))
				reader->at = reader->end;
		} else if (reader->options.extended && reader->at < reader->end &&
			(unsigned char)*reader->at >= 0x80) {
			/* U+0085, U+200E, U+200F, U+2028 and U+2029 are white space here too. */
			if (!take(reader, "\xc2\x85") && !take(reader, "\xe2\x80\x8e") &&
				!take(reader, "\xe2\x80\x8f") && !take(reader, "\xe2\x80\xa8") &&
				!take(reader, "\xe2\x80\xa9"))
				return;
		} else {
			return;
		}
	}
}

static uint32_t read_number(struct reader *reader)
{
	uint32_t number = 0;
	for (; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++)
		number = number * 10 + (uint32_t)(*reader->at - '0');
	return number;
}

enum braces { NO_BRACES, BRACES, ODD_BRACES };

/* {2}, {2,}, {2,5}. Other forms ({,5}, { 2 }) mean one thing or another by PCRE2's version. */
static enum braces read_braces(struct reader *reader, uint32_t *min_r, uint32_t *max_r)
{
	const char *start = reader->at;
	size_t inner = run_of(reader, start + 1, "0123456789, \t", 32);
	if (!inner || start + 1 + inner >= reader->end || start[1 + inner] != '}')
		return NO_BRACES;
	reader->at++;
	if (run_of(reader, reader->at, "0123456789", 1)) {
		*min_r = *max_r = read_number(reader);
		if (take(reader, ","))
			*max_r = *reader->at == '}' ? RT_TREE_ENDLESS : read_number(reader);
	}
	if (take(reader, "}"))
		return BRACES;
	reader->at = start + 1 + inner + 1;
	return ODD_BRACES;
}

static enum braces read_count(struct reader *reader, uint32_t *min_r, uint32_t *max_r)
{
	*min_r = *max_r = 1;
	if (take(reader, "*"))
		*min_r = 0, *max_r = RT_TREE_ENDLESS;
	else if (take(reader, "+"))
		*max_r = RT_TREE_ENDLESS;
	else if (take(reader, "?"))
		*min_r = 0;
	else
		return is_at(reader, "{") ? read_braces(reader, min_r, max_r) : NO_BRACES;
	return BRACES;
}

static struct rt_tree *read_quantifier(struct reader *reader, struct rt_tree *item)
{
	uint32_t min, max;
	switch (read_count(reader, &min, &max)) {
	case NO_BRACES:
		return item;
	case ODD_BRACES:
		return tree_of(reader, RT_TREE_ANYTHING);
	case BRACES:
		break;
	}
	skip_ignored(reader); /* "a+(?#so)+" is "a++" */
	(void)(take(reader, "?") || take(reader, "+"));
	struct rt_tree *tree = tree_of(reader, RT_TREE_REPEAT);
	tree->min = min;
	tree->max = max;
	tree->items = rt_arena_alloc(reader->arena, sizeof *tree->items);
	tree->items[tree->count++] = item;
	return tree;
}

static struct rt_tree *read_atom(struct reader *reader)
{
	switch (*reader->at) {
	case '(':
		return read_group(reader);
	case '[':
		if (is_at(reader, "[[:<:]]") || is_at(reader, "[[:>:]]"))
			return get_lost(reader);
		return read_class(reader);
	case '\\':
		return read_escape(reader);
	case '.':
		return ask(reader, reader->at++, 1);
	case '^':
		reader->at++;
		return assertion(reader, rt_look_line_start(reader->arena, reader->options.multiline));
	case '$':
		reader->at++;
		return assertion(reader, rt_look_line_end(reader->arena));
	default:
		return literal(reader);
	}
}

/* \Q…\E: each character is an atom; a quantifier behind it holds for the last. */
static void read_quoted(struct reader *reader, tree_list *items)
{
	reader->at += 2;
	while (reader->at < reader->end && !is_at(reader, "\\E"))
		rt_vec_push(items, literal(reader));
	skip_ignored(reader);
	if (items->count)
		items->items[items->count - 1] =
			read_quantifier(reader, items->items[items->count - 1]);
}

static struct rt_tree *read_sequence(struct reader *reader)
{
	tree_list items = {0};
	for (;;) {
		skip_ignored(reader);
		if (reader->at >= reader->end || *reader->at == '|' || *reader->at == ')')
			break;
		if (is_at(reader, "\\Q")) {
			read_quoted(reader, &items);
			continue;
		}
		struct rt_tree *item = read_atom(reader);
		skip_ignored(reader);
		rt_vec_push(&items, read_quantifier(reader, item));
	}
	struct rt_tree *tree = rt_tree_sequence(reader->arena, items.items, items.count);
	rt_vec_release(&items);
	return tree;
}

static struct rt_tree *read_choice(struct reader *reader)
{
	tree_list branches = {0};
	do
		rt_vec_push(&branches, read_sequence(reader));
	while (take(reader, "|"));
	struct rt_tree *tree = branches.items[0];
	if (branches.count > 1) {
		tree = tree_of(reader, RT_TREE_CHOICE);
		tree->count = branches.count;
		tree->items = rt_arena_alloc(reader->arena, branches.count * sizeof *tree->items);
		memcpy(tree->items, branches.items, branches.count * sizeof *tree->items);
	}
	rt_vec_release(&branches);
	return tree;
}

/* What a lookahead at the pattern's end wants must stand there, and may as well be walked: rules are
 * then woken less often. */
static struct rt_tree *spell_out_end(struct reader *reader, struct rt_tree *tree)
{
	const struct rt_tree *last = tree->count ? tree->items[tree->count - 1] : NULL;
	if (tree->kind != RT_TREE_SEQUENCE || !last->ahead)
		return tree;
	struct rt_tree *pair[2] = {tree, last->ahead};
	return rt_tree_sequence(reader->arena, pair, 2);
}

struct rt_tree *rt_pattern_read(
	struct rt_arena *arena, struct rt_classes *classes, const char *pattern, size_t len)
{
	struct reader reader = {
		.at = pattern, .end = pattern + len, .arena = arena, .classes = classes};
	struct rt_tree *tree = read_choice(&reader);
	if (reader.lost || reader.at < reader.end)
		return rt_tree_new(arena, RT_TREE_ANYTHING);
	return spell_out_end(&reader, tree);
}
