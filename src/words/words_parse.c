/* Reads a `words` pattern into a tree, then writes the tree out as a program. */
#include "words/words_p.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum node_kind { NODE_EMPTY, NODE_TERM, NODE_PLACE, NODE_SEQUENCE, NODE_CHOICE, NODE_REPEAT, NODE_SAVE };

struct node {
	enum node_kind kind;
	uint32_t argument; /* place, or group: 0 is the mention */
	struct rt_formula *formula; /* of NODE_TERM */
	unsigned min, max; /* of NODE_REPEAT; max 0: no bound */
	struct node *left, *right;
};

struct parser {
	struct rt_word_terms *terms;
	struct rt_arena *arena;
	struct rt_words_program *program;
	const char *text;
	size_t at;
	int depth;
	bool has_mention, in_mention;
	struct rt_err *err;
};

static struct node *parse_choice(struct parser *in);

static struct node *new_node(struct parser *in, enum node_kind kind, struct node *left, struct node *right)
{
	struct node *node = rt_arena_zero(in->arena, 1, sizeof *node);
	node->kind = kind;
	node->left = left;
	node->right = right;
	return node;
}

static struct node *new_term(struct parser *in)
{
	struct node *node = new_node(in, NODE_TERM, NULL, NULL);
	node->formula = rt_arena_zero(in->arena, 1, sizeof *node->formula);
	return node;
}

static struct node *fail(struct parser *in, const char *message)
{
	rt_err_set(in->err, "%s", message);
	return NULL;
}

static void skip_blanks(struct parser *in)
{
	while (in->text[in->at] == ' ' || in->text[in->at] == '\t')
		in->at++;
}

static const struct {
	const char *name;
	enum rt_words_place place;
} places[] = {
	{"line-start", RT_PLACE_LINE_START},
	{"line-end", RT_PLACE_LINE_END},
	{"sentence-start", RT_PLACE_SENTENCE_START},
	{"sentence-end", RT_PLACE_SENTENCE_END},
	{"glued", RT_PLACE_GLUED},
	{"spaced", RT_PLACE_SPACED},
	{"whole", RT_PLACE_WHOLE},
};

static struct node *parse_place(struct parser *in, const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		if (strlen(places[i].name) != len || memcmp(places[i].name, name, len) != 0)
			continue;
		struct node *node = new_node(in, NODE_PLACE, NULL, NULL);
		node->argument = places[i].place;
		in->at += len + 2;
		return node;
	}
	return NULL;
}

static struct node *parse_term(struct parser *in)
{
	const char *name = in->text + in->at + 1;
	size_t len = strcspn(name, ">"), place = 0;
	if (!name[len])
		return fail(in, "a < is not closed");
	struct node *node = parse_place(in, name, len);
	if (node)
		return node;
	node = new_term(in);
	if (rt_formula_parse(in->terms, name, len, node->formula, &place, in->err)) {
		in->at += 1 + place;
		return NULL;
	}
	in->at += len + 2;
	return node;
}

/* "l'", which in a text is a token before a letter alone. */
static bool is_elided(const char *text, size_t len)
{
	char before_letter[8] = "";
	if (len < 2 || len + 1 >= sizeof before_letter || text[len - 1] != '\'')
		return false;
	memcpy(before_letter, text, len);
	before_letter[len] = 'a';
	return rt_token_end(before_letter, len + 1, 0) == len;
}

/* "Ministry of" is a sequence of literals, a token each. */
static struct node *parse_literal(struct parser *in)
{
	const char *text = in->text + in->at + 1;
	size_t len = strcspn(text, "\""), at = 0;
	if (!text[len])
		return fail(in, "a quotation mark is not closed");
	bool any_case = text[len + 1] == 'i';
	struct rt_range token;
	struct node *all = NULL;
	if (is_elided(text, len)) { /* whatever its apostrophe */
		all = new_term(in);
		rt_formula_of_literal(in->terms, text, len, true, all->formula);
		at = len;
	}
	while (rt_token_next(text, len, &at, &token)) {
		struct node *node = new_term(in);
		rt_formula_of_literal(
			in->terms, text + token.start, token.end - token.start, any_case, node->formula);
		all = all ? new_node(in, NODE_SEQUENCE, all, node) : node;
	}
	if (!all)
		return fail(in, "there is nothing between the quotation marks");
	in->at += len + 2 + any_case;
	return all;
}

static struct node *parse_bracket(struct parser *in, char closer)
{
	if (++in->depth > RT_WORDS_MAX_DEPTH)
		return fail(in, "there are too many brackets in brackets");
	in->at++;
	struct node *node = parse_choice(in);
	if (!node)
		return NULL;
	skip_blanks(in);
	if (in->text[in->at] != closer)
		return fail(in, in->text[in->at] ? "this sign does not belong here"
						 : "a bracket is not closed");
	in->at++;
	in->depth--;
	return node;
}

static struct node *parse_mention(struct parser *in)
{
	if (in->in_mention)
		return fail(in, "there are brackets of the mention within brackets of the mention");
	in->has_mention = in->in_mention = true;
	struct node *inner = parse_bracket(in, ']');
	in->in_mention = false;
	return inner ? new_node(in, NODE_SAVE, inner, NULL) : NULL;
}

/* name:( … ) */
static struct node *parse_group(struct parser *in, size_t name_len)
{
	struct rt_words_program *program = in->program;
	char *name = rt_arena_strndup(in->terms->arena, in->text + in->at, name_len);
	size_t group = 0;
	while (group < program->group_count && strcmp(program->groups[group], name) != 0)
		group++;
	if (group == RT_WORDS_MAX_GROUPS)
		return fail(in, "there are too many named groups");
	if (group == program->group_count)
		program->groups[program->group_count++] = name;
	in->at += name_len + 1;
	struct node *inner = parse_bracket(in, ')');
	if (!inner)
		return NULL;
	struct node *node = new_node(in, NODE_SAVE, inner, NULL);
	node->argument = (uint32_t)group + 1;
	return node;
}

static struct node *parse_atom(struct parser *in)
{
	char sign = in->text[in->at];
	if (sign == '<')
		return parse_term(in);
	if (sign == '"')
		return parse_literal(in);
	if (sign == '(')
		return parse_bracket(in, ')');
	if (sign == '[')
		return parse_mention(in);
	size_t len = 0;
	while (isalnum((unsigned char)in->text[in->at + len]) || in->text[in->at + len] == '_')
		len++;
	if (len && in->text[in->at + len] == ':' && in->text[in->at + len + 1] == '(')
		return parse_group(in, len);
	return fail(in, "here a <list>, a <shape>, a \"word\", ( or [ should stand");
}

static bool parse_number(struct parser *in, unsigned *number_r)
{
	if (!isdigit((unsigned char)in->text[in->at]))
		return false;
	unsigned number = 0;
	for (; isdigit((unsigned char)in->text[in->at]) && number < 100000; in->at++)
		number = number * 10 + (unsigned)(in->text[in->at] - '0');
	*number_r = number;
	return true;
}

static bool parse_counter(struct parser *in, unsigned *min, unsigned *max)
{
	in->at++;
	if (!parse_number(in, min))
		return false;
	*max = *min;
	if (in->text[in->at] == ',') {
		in->at++;
		if (!parse_number(in, max))
			return false;
	}
	bool closed = in->text[in->at] == '}';
	in->at += closed;
	return closed && *min <= *max && *max && *max <= RT_WORDS_MAX_REPEAT;
}

static struct node *parse_repeat(struct parser *in)
{
	struct node *node = parse_atom(in);
	unsigned min = 1, max = 1;
	for (bool repeated = false; node; repeated = true) {
		char sign = in->text[in->at];
		if (sign == '?' || sign == '*' || sign == '+') {
			min = sign == '+';
			max = sign == '?';
			in->at++;
		} else if (sign == '{') {
			if (!parse_counter(in, &min, &max))
				return fail(in, "a counter is {n} or {m,n}, up to 64");
		} else {
			break;
		}
		if (repeated)
			return fail(in, "a repetition is repeated: put brackets around it");
		node = new_node(in, NODE_REPEAT, node, NULL);
		node->min = min;
		node->max = max;
	}
	return node;
}

static struct node *parse_sequence(struct parser *in)
{
	struct node *all = NULL;
	for (;;) {
		skip_blanks(in);
		char sign = in->text[in->at];
		if (!sign || sign == '|' || sign == ')' || sign == ']')
			return all ? all : new_node(in, NODE_EMPTY, NULL, NULL);
		struct node *node = parse_repeat(in);
		if (!node)
			return NULL;
		all = all ? new_node(in, NODE_SEQUENCE, all, node) : node;
	}
}

/* A term that takes one token, and of which it does not matter whether a list is why it holds. */
static bool is_plain_term(const struct node *node)
{
	if (node->kind != NODE_TERM)
		return false;
	for (size_t i = 0; i < node->formula->count; i++)
		if (node->formula->steps[i].op == RT_FORMULA_SET)
			return false;
	return true;
}

/* Makes ("said" | "says") one term, <said|says> as it were: one question instead of two, and words that no
 * pattern tells apart have one signature. false: they stay two ways. */
static bool take_in(struct node *left, const struct node *right)
{
	if (!is_plain_term(left) || !is_plain_term(right))
		return false;
	struct rt_formula *all = left->formula;
	const struct rt_formula *more = right->formula;
	if (all->count + more->count >= RT_FORMULA_MAX)
		return false;
	memcpy(all->steps + all->count, more->steps, more->count * sizeof *more->steps);
	all->count += more->count;
	all->steps[all->count++] = rt_formula_step(RT_FORMULA_OR, 0);
	return true;
}

static struct node *parse_choice(struct parser *in)
{
	RT_VEC(struct node *) ways = {0};
	struct node *node;
	do {
		in->at += ways.count > 0; /* the | */
		node = parse_sequence(in);
		if (node && !(ways.count && take_in(ways.items[ways.count - 1], node)))
			rt_vec_push(&ways, node);
	} while (node && in->text[in->at] == '|');
	struct node *all = node && ways.count ? ways.items[--ways.count] : NULL;
	while (all && ways.count)
		all = new_node(in, NODE_CHOICE, ways.items[--ways.count], all);
	rt_vec_release(&ways);
	return all;
}

/* ---- writing out ---- */

struct writer {
	struct rt_word_terms *terms;
	RT_VEC(struct rt_words_instruction) code;
	bool overflow;
};

static size_t put(struct writer *out, enum rt_words_op op, size_t a, size_t b)
{
	if (out->code.count >= RT_WORDS_MAX_INSTRUCTIONS) {
		out->overflow = true;
		return 0;
	}
	rt_vec_push(&out->code,
		(struct rt_words_instruction){(uint16_t)op, (uint16_t)a, (uint16_t)b});
	return out->code.count - 1;
}

static void write_node(struct writer *out, const struct node *node);

static void write_choice(struct writer *out, const struct node *node)
{
	size_t split = put(out, RT_WORDS_SPLIT, out->code.count + 1, 0);
	write_node(out, node->left);
	size_t jump = put(out, RT_WORDS_JUMP, 0, 0);
	if (out->overflow)
		return;
	out->code.items[split].b = (uint16_t)out->code.count;
	write_node(out, node->right);
	out->code.items[jump].a = (uint16_t)out->code.count;
}

static void write_repeat(struct writer *out, const struct node *node)
{
	for (unsigned i = 0; i < node->min && !out->overflow; i++)
		write_node(out, node->left);
	if (!node->max) {
		size_t split = put(out, RT_WORDS_SPLIT, out->code.count + 1, 0);
		write_node(out, node->left);
		put(out, RT_WORDS_JUMP, split, 0);
		if (!out->overflow)
			out->code.items[split].b = (uint16_t)out->code.count;
		return;
	}
	size_t splits[RT_WORDS_MAX_REPEAT], count = 0;
	for (unsigned i = node->min; i < node->max && !out->overflow; i++) {
		splits[count++] = put(out, RT_WORDS_SPLIT, out->code.count + 1, 0);
		write_node(out, node->left);
	}
	while (count && !out->overflow)
		out->code.items[splits[--count]].b = (uint16_t)out->code.count;
}

static void write_node(struct writer *out, const struct node *node)
{
	if (out->overflow)
		return;
	switch (node->kind) {
	case NODE_EMPTY:
		break;
	case NODE_TERM:
		put(out, RT_WORDS_TERM, rt_term_put(out->terms, node->formula->steps, node->formula->count), 0);
		break;
	case NODE_PLACE:
		put(out, RT_WORDS_PLACE, node->argument, 0);
		break;
	case NODE_SEQUENCE:
		write_node(out, node->left);
		write_node(out, node->right);
		break;
	case NODE_CHOICE:
		write_choice(out, node);
		break;
	case NODE_REPEAT:
		write_repeat(out, node);
		break;
	case NODE_SAVE:
		put(out, RT_WORDS_SAVE, node->argument * 2, 0);
		write_node(out, node->left);
		put(out, RT_WORDS_SAVE, node->argument * 2 + 1, 0);
		break;
	}
}

/* ---- what a match may begin with ---- */

static void reach(const struct rt_words_program *program, uint8_t *seen, size_t pc)
{
	RT_VEC(size_t) todo = {0};
	rt_vec_push(&todo, pc);
	while (todo.count) {
		pc = todo.items[--todo.count];
		if (seen[pc])
			continue;
		seen[pc] = 1;
		const struct rt_words_instruction *at = &program->code[pc];
		if (at->op == RT_WORDS_SPLIT)
			rt_vec_push(&todo, at->b);
		if (at->op == RT_WORDS_SPLIT || at->op == RT_WORDS_JUMP)
			rt_vec_push(&todo, at->a);
		if (at->op == RT_WORDS_SAVE || at->op == RT_WORDS_PLACE)
			rt_vec_push(&todo, pc + 1);
	}
	rt_vec_release(&todo);
}

static int refuse_nothing(const struct rt_words_program *program, struct rt_err *err)
{
	uint8_t *seen = rt_alloc_zero(program->count, 1);
	int failed = 0;
	reach(program, seen, 0);
	for (size_t pc = 0; pc < program->count; pc++)
		if (seen[pc] && program->code[pc].op == RT_WORDS_MATCH)
			failed = rt_err_set(err, "this pattern also matches nothing at all");
	rt_free(seen);
	return failed;
}

static int write_program(struct parser *in, const struct node *tree)
{
	struct rt_words_program *program = in->program;
	struct writer out = {.terms = in->terms};
	if (!in->has_mention)
		put(&out, RT_WORDS_SAVE, 0, 0);
	write_node(&out, tree);
	if (!in->has_mention)
		put(&out, RT_WORDS_SAVE, 1, 0);
	put(&out, RT_WORDS_MATCH, 0, 0);
	int failed = out.overflow || in->terms->terms.count > UINT16_MAX
		? rt_err_set(in->err, "this pattern is too large when its counters are written out")
		: 0;
	if (!failed) {
		program->count = out.code.count;
		program->code = rt_arena_zero(in->terms->arena, program->count, sizeof *program->code);
		memcpy(program->code, out.code.items, program->count * sizeof *program->code);
		failed = refuse_nothing(program, in->err);
	}
	rt_vec_release(&out.code);
	return failed;
}

int rt_words_parse(struct rt_word_terms *terms, const char *pattern,
	struct rt_words_program *program, size_t *place_r, struct rt_err *err)
{
	struct parser in = {.terms = terms, .arena = rt_arena_new(), .program = program,
		.text = pattern, .err = err};
	struct node *tree = parse_choice(&in);
	if (tree && in.text[in.at])
		tree = fail(&in, "this sign does not belong here");
	int failed = tree ? write_program(&in, tree) : -1;
	*place_r = in.at;
	rt_arena_free(in.arena);
	return failed;
}
