/*
 * An attempt of a few steps, as nearly all are; words_attempt.c takes up the others.
 *
 * It goes a program of its own, made when a pattern is tried for the first time: every instruction knows the
 * next one, so that there are no jumps, and a branch whose first way asks for a term is one instruction. Where
 * the term does not hold it is no way to come back to; and where there is no way to come back to, a slot need not
 * be set back.
 */
#include "words/words_run_p.h"

enum quick_op { QUICK_TERM, QUICK_EITHER, QUICK_SPLIT, QUICK_SAVE, QUICK_PLACE, QUICK_MATCH };

struct rt_quick {
	uint8_t op;
	uint8_t kind; /* of TERM and EITHER: enum rt_words_term_kind */
	uint16_t a;   /* as in struct rt_words_instruction; of EITHER the term */
	uint16_t other; /* of EITHER and SPLIT: where to go on if that fails */
	uint16_t next;
};

/* ---- the program ---- */

/* Where a way comes to that begins at an instruction. */
static uint16_t behind_jumps(const struct rt_words_program *program, uint32_t pc)
{
	for (size_t jumps = 0; program->code[pc].op == RT_WORDS_JUMP && jumps < program->count; jumps++)
		pc = program->code[pc].a;
	return (uint16_t)pc;
}

static struct rt_quick quick_split(
	const struct rt_words_program *program, const struct rt_words_instruction *code)
{
	uint16_t first = behind_jumps(program, code->a), other = behind_jumps(program, code->b);
	const struct rt_words_instruction *term = &program->code[first];
	if (term->op != RT_WORDS_TERM)
		return (struct rt_quick){QUICK_SPLIT, 0, 0, other, first};
	return (struct rt_quick){QUICK_EITHER, (uint8_t)term->b, term->a, other, behind_jumps(program, first + 1u)};
}

static struct rt_quick quick_of(const struct rt_words_program *program, uint32_t pc)
{
	static const uint8_t ops[] = {[RT_WORDS_TERM] = QUICK_TERM, [RT_WORDS_SAVE] = QUICK_SAVE,
		[RT_WORDS_PLACE] = QUICK_PLACE, [RT_WORDS_MATCH] = QUICK_MATCH};
	const struct rt_words_instruction *code = &program->code[pc];
	if (code->op == RT_WORDS_SPLIT)
		return quick_split(program, code);
	if (code->op == RT_WORDS_JUMP || code->op == RT_WORDS_MATCH)
		return (struct rt_quick){.op = QUICK_MATCH}; /* nothing comes to a jump */
	return (struct rt_quick){ops[code->op], (uint8_t)code->b, code->a, 0, behind_jumps(program, pc + 1)};
}

static const struct rt_quick *quick_program(struct rt_words_runner *in)
{
	const struct rt_words_program *program = in->program;
	const struct rt_quick **known = &in->quick[program - in->terms->programs.items];
	if (*known)
		return *known;
	struct rt_quick *quick = rt_arena_zero(in->quick_arena, program->count, sizeof *quick);
	for (uint32_t pc = 0; pc < program->count; pc++)
		quick[pc] = quick_of(program, pc);
	return *known = quick;
}

/* ---- the attempt ---- */

/* What the loop asks of the runner, which does not change meanwhile. */
struct asked {
	const struct rt_token *tokens; /* of the document */
	const struct rt_spans *spans;  /* by token of the piece, which begins with `first` */
	const uint64_t *rows;	       /* of signatures */
	size_t stride;
	uint32_t first, start, limit;
};

static inline bool holds(const struct asked *in, uint32_t term, uint32_t at)
{
	return in->rows[in->tokens[at].signature * in->stride + term / 64] >> term % 64 & 1;
}

/* Do entries of several tokens begin there, and may the term take one? */
static inline bool is_long(const struct asked *in, const struct rt_quick *code, uint32_t at)
{
	return code->kind & RT_TERM_HAS_LONG && in->spans[at - in->first].count;
}

/* A term takes a token. */
static inline void take(
	struct rt_words_runner *runner, const struct asked *in, const struct rt_quick *code, uint32_t at)
{
	bool inner = code->kind & RT_TERM_OF_LIST && in->tokens[at].place & RT_AT_INNER_WORD;
	runner->taken_by[at - in->start] = inner ? rt_words_word_at(runner, at)->inner_at : 0;
}

/* The ways behind a token of a list, and behind the entries that begin there, as push_entries of words_attempt.c
 * has them. -> NULL: there are too many ways. */
static struct rt_way *push_long(struct rt_words_runner *runner, const struct asked *in,
	const struct rt_quick *code, uint32_t at, struct rt_way *ways, struct rt_way *top)
{
	const struct rt_spans spans = in->spans[at - in->first];
	if (top + spans.count >= ways + RT_QUICK_STEPS)
		return NULL;
	if (holds(in, code->a, at)) {
		take(runner, in, code, at);
		*top++ = (struct rt_way){code->next, at + 1, 0};
	}
	for (uint32_t i = spans.count; i-- > 0;) {
		const struct rt_span *span = &runner->spans.items[spans.first + i];
		if (at + span->tokens > in->limit ||
			!rt_signature_has(runner->signatures, span->signature, code->a))
			continue;
		runner->taken_by[at - in->start] = span->inner ? rt_words_word_at(runner, at)->inner_at : 0;
		*top++ = (struct rt_way){code->next, at + span->tokens, 0};
	}
	return top;
}

/* Sets slots back until a way is left. -> NULL: there is none. */
static inline const struct rt_way *pop(const struct rt_way *ways, struct rt_way **top, uint32_t *slots)
{
	while (*top > ways) {
		const struct rt_way *way = --*top;
		if (way->pc != RT_WAY_UNDO)
			return way;
		slots[way->at] = way->old;
	}
	return NULL;
}

enum rt_words_outcome rt_words_quick(struct rt_words_runner *runner, uint64_t *steps)
{
	const struct rt_quick *base = quick_program(runner), *code = base;
	const struct asked in = {runner->tokens, runner->span_of.items, runner->signatures->rows.items,
		runner->signatures->stride, runner->piece, runner->start, runner->limit};
	struct rt_way ways[2 * RT_QUICK_STEPS], *top = ways; /* one a step, and those behind entries */
	uint32_t at = in.start;
	for (; *steps; --*steps) {
		bool goes_on = true;
		switch (code->op) {
		case QUICK_EITHER:
			if (at >= in.limit || (!is_long(&in, code, at) && !holds(&in, code->a, at))) {
				code = base + code->other;
				break;
			}
			*top++ = (struct rt_way){code->other, at, 0};
			/* fall through */
		case QUICK_TERM:
			goes_on = at < in.limit && !is_long(&in, code, at) && holds(&in, code->a, at);
			if (goes_on) {
				take(runner, &in, code, at++);
				code = base + code->next;
			} else if (at < in.limit && is_long(&in, code, at)) {
				top = push_long(runner, &in, code, at, ways, top);
				if (!top)
					return RT_WORDS_TOO_LONG;
			}
			break;
		case QUICK_SPLIT:
			*top++ = (struct rt_way){code->other, at, 0};
			code = base + code->next;
			break;
		case QUICK_SAVE:
			if (top > ways)
				*top++ = (struct rt_way){RT_WAY_UNDO, code->a, runner->slots[code->a]};
			runner->slots[code->a] = at;
			code = base + code->next;
			break;
		case QUICK_PLACE:
			goes_on = rt_words_stands(rt_words_view_at(runner, at), code->a);
			code = base + code->next;
			break;
		default:
			return RT_WORDS_MATCHED;
		}
		if (goes_on)
			continue;
		const struct rt_way *way = pop(ways, &top, runner->slots);
		if (!way)
			return RT_WORDS_FAILED;
		code = base + way->pc;
		at = way->at;
	}
	return RT_WORDS_TOO_LONG;
}
