/* Terms: what a `words` pattern asks of a token, and the rows of bits that answer it. */
#include "base/utf8.h"
#include "words/words_p.h"

#include <stdlib.h>
#include <string.h>

struct rt_word_terms *rt_word_terms_new(const struct rt_gazetteer *gazetteer)
{
	struct rt_word_terms *terms = rt_alloc_zero(1, sizeof *terms);
	terms->arena = rt_arena_new();
	terms->gazetteer = gazetteer;
	terms->formulas = rt_map_new();
	terms->exact = rt_map_new();
	terms->folded = rt_map_new();
	return terms;
}

static void free_lists(struct rt_term_list *lists, size_t count)
{
	for (size_t i = 0; lists && i < count; i++)
		rt_vec_release(&lists[i]);
	rt_free(lists);
}

void rt_word_terms_free(struct rt_word_terms *terms)
{
	if (!terms)
		return;
	free_lists(terms->by_set, terms->set_count);
	free_lists(terms->by_exact, rt_map_count(terms->exact));
	free_lists(terms->by_folded, rt_map_count(terms->folded));
	rt_vec_release(&terms->programs);
	rt_vec_release(&terms->terms);
	rt_map_free(terms->formulas);
	rt_map_free(terms->exact);
	rt_map_free(terms->folded);
	rt_arena_free(terms->arena);
	rt_free(terms);
}

uint32_t rt_term_put(struct rt_word_terms *terms, const struct rt_formula_step *steps, size_t count)
{
	uint64_t *at = rt_map_at(terms->formulas, (const char *)steps, count * sizeof *steps);
	if (*at)
		return (uint32_t)*at - 1;
	struct rt_formula_step *kept = rt_arena_zero(terms->arena, count, sizeof *kept);
	struct rt_term term = {.steps = kept, .count = count};
	for (size_t i = 0; i < count; i++) {
		kept[i] = steps[i];
		if (steps[i].op != RT_FORMULA_SET)
			continue;
		term.of_list = true;
		term.has_long |= rt_gazetteer_set_has_long(terms->gazetteer, (int)steps[i].argument);
	}
	rt_vec_push(&terms->terms, term);
	*at = terms->terms.count;
	return (uint32_t)terms->terms.count - 1;
}

/* ---- formulas ---- */

struct formula {
	struct rt_word_terms *terms;
	const char *text;
	size_t len, at, depth;
	struct rt_formula *out;
	struct rt_err *err;
};

struct rt_formula_step rt_formula_step(enum rt_formula_op op, uint32_t argument)
{
	struct rt_formula_step step;
	memset(&step, 0, sizeof step);
	step.op = op;
	step.argument = argument;
	return step;
}

static int put_step(struct formula *in, enum rt_formula_op op, uint32_t argument)
{
	if (in->out->count == RT_FORMULA_MAX)
		return rt_err_set(in->err, "there are too many names between < and >");
	in->out->steps[in->out->count++] = rt_formula_step(op, argument);
	return 0;
}

static void skip_blanks(struct formula *in)
{
	while (in->at < in->len && in->text[in->at] == ' ')
		in->at++;
}

static bool take_sign(struct formula *in, char sign)
{
	skip_blanks(in);
	if (in->at == in->len || in->text[in->at] != sign)
		return false;
	in->at++;
	return true;
}

static int parse_name(struct formula *in)
{
	skip_blanks(in);
	const char *name = in->text + in->at;
	size_t len = strcspn(name, "&|!<>() ");
	if (len > in->len - in->at)
		len = in->len - in->at;
	uint32_t shape = rt_shape_lookup(name, len);
	int set = shape ? -1 : rt_gazetteer_set(in->terms->gazetteer, name, len);
	if (!shape && set < 0)
		return rt_err_set(in->err, "there is no shape and no list \"%.*s\"",
			(int)(len < 60 ? len : 60), name);
	in->at += len;
	return shape ? put_step(in, RT_FORMULA_SHAPE, shape) : put_step(in, RT_FORMULA_SET, (uint32_t)set);
}

static int parse_or(struct formula *in);

static int parse_factor(struct formula *in)
{
	if (in->depth++ > RT_FORMULA_MAX)
		return rt_err_set(in->err, "there are too many signs between < and >");
	if (take_sign(in, '!'))
		return parse_factor(in) ? -1 : put_step(in, RT_FORMULA_NOT, 0);
	if (!take_sign(in, '('))
		return parse_name(in);
	if (parse_or(in))
		return -1;
	return take_sign(in, ')') ? 0 : rt_err_set(in->err, "a bracket is not closed");
}

static int parse_and(struct formula *in)
{
	if (parse_factor(in))
		return -1;
	while (take_sign(in, '&'))
		if (parse_factor(in) || put_step(in, RT_FORMULA_AND, 0))
			return -1;
	return 0;
}

static int parse_or(struct formula *in)
{
	if (parse_and(in))
		return -1;
	while (take_sign(in, '|'))
		if (parse_and(in) || put_step(in, RT_FORMULA_OR, 0))
			return -1;
	return 0;
}

int rt_formula_parse(struct rt_word_terms *terms, const char *text, size_t len, struct rt_formula *formula_r,
	size_t *place_r, struct rt_err *err)
{
	struct formula in = {.terms = terms, .text = text, .len = len, .out = formula_r, .err = err};
	formula_r->count = 0;
	int failed = parse_or(&in);
	skip_blanks(&in);
	if (!failed && in.at < len)
		failed = rt_err_set(err, "between < and > stand names with & | ! and brackets");
	*place_r = in.at;
	return failed;
}

/* ---- literals ---- */

/* Typographic apostrophes as people type them. */
static void straighten(struct rt_str *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		if (len - i >= 3 && !memcmp(text + i, "\xe2\x80\x99", 3)) {
			rt_str_append_char(out, '\'');
			i += 3;
		} else {
			rt_str_append_char(out, text[i++]);
		}
	}
}

void rt_formula_of_literal(struct rt_word_terms *terms, const char *text, size_t len, bool any_case,
	struct rt_formula *formula_r)
{
	struct rt_str key = RT_STR_INIT;
	if (any_case)
		rt_token_fold(&key, text, len);
	else
		straighten(&key, text, len);
	struct rt_map *map = any_case ? terms->folded : terms->exact;
	uint64_t *at = rt_map_at(map, key.data, key.len);
	if (!*at)
		*at = rt_map_count(map);
	formula_r->steps[0] = rt_formula_step(any_case ? RT_FORMULA_FOLDED : RT_FORMULA_EXACT, (uint32_t)*at - 1);
	formula_r->count = 1;
	rt_str_release(&key);
}

int rt_words_literal(const struct rt_word_terms *terms, const char *text, size_t len)
{
	const uint64_t *at;
	if (memchr(text, 0xe2, len)) {
		struct rt_str key = RT_STR_INIT;
		straighten(&key, text, len);
		at = rt_map_find(terms->exact, key.data, key.len);
		rt_str_release(&key);
	} else {
		at = rt_map_find(terms->exact, text, len);
	}
	return at ? (int)*at - 1 : -1;
}

int rt_words_folded_literal(const struct rt_word_terms *terms, const char *folded, size_t len)
{
	const uint64_t *at = rt_map_find(terms->folded, folded, len);
	return at ? (int)*at - 1 : -1;
}

int rt_words_add_term(struct rt_word_terms *terms, const char *text, struct rt_err *err)
{
	size_t len = strlen(text), place;
	struct rt_formula formula;
	if (len > 2 && text[0] == '<' && text[len - 1] == '>') {
		if (rt_formula_parse(terms, text + 1, len - 2, &formula, &place, err))
			return -1;
	} else if (!len || rt_token_end(text, len, 0) != len) {
		return rt_err_set(err, "\"%s\" is not one word", text);
	} else {
		rt_formula_of_literal(terms, text, len, true, &formula);
	}
	return (int)rt_term_put(terms, formula.steps, formula.count);
}

/* ---- answers ---- */

#define SETS_MASK 1023u

/* One token, or an entry of several: no literal, and of the shape of its first token. */
struct asked {
	const struct rt_word_facts *facts;
	const struct rt_term *terms;
	bool is_entry;
	uint64_t among[SETS_MASK / 64 + 1]; /* a bit for each of its sets, by the number's last bits */
};

static void begin_ask(struct asked *in, const struct rt_word_terms *terms,
	const struct rt_word_facts *facts, bool is_entry)
{
	*in = (struct asked){facts, terms->terms.items, is_entry, {0}};
	for (size_t i = 0; i < facts->set_count; i++) {
		unsigned set = (unsigned)facts->sets[i] & SETS_MASK;
		in->among[set / 64] |= (uint64_t)1 << set % 64;
	}
}

static bool has_set(const struct asked *in, uint32_t set)
{
	unsigned bit = set & SETS_MASK;
	if (!(in->among[bit / 64] >> bit % 64 & 1))
		return false;
	for (size_t i = 0; i < in->facts->set_count; i++)
		if (in->facts->sets[i] == (int)set)
			return true;
	return false;
}

static bool atom_holds(const struct asked *in, const struct rt_formula_step *step)
{
	switch (step->op) {
	case RT_FORMULA_SHAPE:
		return in->facts->shape & step->argument;
	case RT_FORMULA_SET:
		return has_set(in, step->argument);
	case RT_FORMULA_EXACT:
		return !in->is_entry && in->facts->exact == (int)step->argument;
	default:
		return !in->is_entry && in->facts->folded == (int)step->argument;
	}
}

static bool formula_holds(const struct asked *in, const struct rt_term *term)
{
	unsigned at = 0;
	while (at < RT_TERM_HOLDS)
		at = atom_holds(in, &term->questions[at].step) ? term->questions[at].yes
							       : term->questions[at].no;
	return at == RT_TERM_HOLDS;
}

/* Is one of the lists that the term names the reason for it to hold? Else an entry of several
 * tokens would also satisfy `<capital|month>` by its first token's shape. */
static bool names_a_list_of(const struct asked *in, const struct rt_term *term)
{
	for (size_t i = 0; i < term->count; i++)
		if (term->steps[i].op == RT_FORMULA_SET && atom_holds(in, &term->steps[i]) &&
			!(i + 1 < term->count && term->steps[i + 1].op == RT_FORMULA_NOT))
			return true;
	return false;
}

/* Only terms that name one of its lists can hold of an entry. */
void rt_word_terms_entry_row(
	const struct rt_word_terms *terms, const struct rt_word_facts *facts, uint64_t *row)
{
	struct asked in;
	begin_ask(&in, terms, facts, true);
	for (size_t i = 0; i < facts->set_count; i++)
		RT_VEC_FOREACH(number, &terms->by_set[facts->sets[i]])
		{
			const struct rt_term *term = &terms->terms.items[*number];
			if (names_a_list_of(&in, term) && formula_holds(&in, term))
				row[*number / 64] |= (uint64_t)1 << *number % 64;
		}
}

/* Asks some of the terms anew. One that names several of the word's sets comes several times: `done` has a
 * bit for each that was asked. */
static void ask(const struct asked *in, const struct rt_term_list *list, uint64_t *done, uint64_t *row)
{
	RT_VEC_FOREACH(number, list)
	{
		size_t at = *number / 64;
		uint64_t bit = (uint64_t)1 << *number % 64;
		if (done[at] & bit)
			continue;
		done[at] |= bit;
		row[at] = (row[at] & ~bit) | (formula_holds(in, &in->terms[*number]) ? bit : 0);
	}
}

static void ask_all(const struct asked *in, size_t count, uint64_t *row)
{
	for (uint32_t i = 0; i < count; i++)
		if (formula_holds(in, &in->terms[i]))
			row[i / 64] |= (uint64_t)1 << i % 64;
}

/* Most terms ask for lists and literals that have nothing to do with the word: what holds of any word of
 * that shape is the beginning, and only terms that name what the word is are asked again. */
void rt_word_terms_row(const struct rt_word_terms *terms, const struct rt_word_facts *facts,
	const uint64_t *of_shape, uint64_t *row)
{
	struct asked in;
	begin_ask(&in, terms, facts, false);
	if (!of_shape) {
		ask_all(&in, terms->terms.count, row);
		return;
	}
	uint64_t *done = row + terms->words;
	memset(done, 0, terms->words * sizeof *done);
	memcpy(row, of_shape, terms->words * sizeof *row);
	for (size_t i = 0; i < facts->set_count; i++)
		ask(&in, &terms->by_set[facts->sets[i]], done, row);
	if (facts->exact >= 0)
		ask(&in, &terms->by_exact[facts->exact], done, row);
	if (facts->folded >= 0)
		ask(&in, &terms->by_folded[facts->folded], done, row);
}

/* ---- formulas as questions ---- */

static bool is_atom(const struct rt_formula_step *step)
{
	return step->op <= RT_FORMULA_FOLDED;
}

/* A formula while it is turned into questions. By step: where its part of the formula begins, and how many
 * questions stand before that. */
struct asking {
	const struct rt_formula_step *steps;
	struct rt_term_question *questions;
	size_t first[RT_FORMULA_MAX];
	uint8_t question[RT_FORMULA_MAX];
};

static uint8_t begin_asking(struct asking *in, size_t count)
{
	uint8_t questions = 0;
	for (size_t i = 0; i < count; i++) {
		bool has_two = in->steps[i].op == RT_FORMULA_AND || in->steps[i].op == RT_FORMULA_OR;
		in->first[i] = is_atom(&in->steps[i]) ? i : in->first[i - 1];
		if (has_two)
			in->first[i] = in->first[in->first[i] - 1];
		in->question[i] = is_atom(&in->steps[i]) ? questions++ : in->question[in->first[i]];
	}
	return questions;
}

/* The part of the formula that ends with the step; where it goes on when it holds, and when not. */
static void put_questions(struct asking *in, size_t step, uint8_t yes, uint8_t no)
{
	enum rt_formula_op op = in->steps[step].op;
	if (op == RT_FORMULA_NOT) {
		put_questions(in, step - 1, no, yes);
	} else if (is_atom(&in->steps[step])) {
		in->questions[in->question[step]] = (struct rt_term_question){in->steps[step], yes, no};
	} else {
		uint8_t right = in->question[step - 1];
		put_questions(in, step - 1, yes, no);
		put_questions(in, in->first[step - 1] - 1, op == RT_FORMULA_AND ? right : yes,
			op == RT_FORMULA_AND ? no : right);
	}
}

/* Most formulas are answered by their first question or two. */
static void ask_term(struct rt_arena *arena, struct rt_term *term)
{
	struct asking in = {.steps = term->steps};
	struct rt_term_question *questions =
		rt_arena_zero(arena, begin_asking(&in, term->count), sizeof *questions);
	in.questions = questions;
	put_questions(&in, term->count - 1, RT_TERM_HOLDS, RT_TERM_FAILS);
	term->questions = questions;
}

/* ---- all patterns ---- */

int rt_words_add(struct rt_word_terms *terms, const char *pattern, size_t *place_r,
	struct rt_err *err)
{
	struct rt_words_program program = {0};
	if (rt_words_parse(terms, pattern, &program, place_r, err))
		return -1;
	rt_vec_push(&terms->programs, program);
	return 0;
}

/* Notes beside each question of a program what kind of term it asks for. */
static void mark_kinds(const struct rt_word_terms *terms, struct rt_words_program *program)
{
	for (size_t pc = 0; pc < program->count; pc++) {
		struct rt_words_instruction *code = &program->code[pc];
		if (code->op != RT_WORDS_TERM)
			continue;
		const struct rt_term *term = &terms->terms.items[code->a];
		code->b = (uint16_t)((term->of_list ? RT_TERM_OF_LIST : 0) |
			(term->has_long ? RT_TERM_HAS_LONG : 0));
	}
}

static struct rt_term_list *list_for(struct rt_word_terms *terms, const struct rt_formula_step *step)
{
	switch (step->op) {
	case RT_FORMULA_SET:
		return &terms->by_set[step->argument];
	case RT_FORMULA_EXACT:
		return &terms->by_exact[step->argument];
	case RT_FORMULA_FOLDED:
		return &terms->by_folded[step->argument];
	default:
		return NULL;
	}
}

/* Which terms name a list or a literal. */
static void index_terms(struct rt_word_terms *terms)
{
	terms->set_count = 0;
	while (rt_gazetteer_set_name(terms->gazetteer, terms->set_count))
		terms->set_count++;
	terms->by_set = rt_alloc_zero(terms->set_count + 1, sizeof *terms->by_set);
	terms->by_exact = rt_alloc_zero(rt_map_count(terms->exact) + 1, sizeof *terms->by_exact);
	terms->by_folded = rt_alloc_zero(rt_map_count(terms->folded) + 1, sizeof *terms->by_folded);
	for (uint32_t i = 0; i < terms->terms.count; i++)
		for (size_t n = 0; n < terms->terms.items[i].count; n++) {
			struct rt_term_list *list = list_for(terms, &terms->terms.items[i].steps[n]);
			if (list && (!list->count || list->items[list->count - 1] != i))
				rt_vec_push(list, i);
		}
}

void rt_word_terms_finish(struct rt_word_terms *terms)
{
	index_terms(terms);
	terms->words = terms->terms.count / 64 + 1;
	RT_VEC_FOREACH(term, &terms->terms)
		ask_term(terms->arena, term);
	RT_VEC_FOREACH(program, &terms->programs)
		mark_kinds(terms, program);
}

size_t rt_words_count(const struct rt_word_terms *terms)
{
	return terms->programs.count;
}

const char *rt_words_group(const struct rt_word_terms *terms, uint32_t pattern, size_t index)
{
	const struct rt_words_program *program = &terms->programs.items[pattern];
	return index < program->group_count ? program->groups[index] : NULL;
}
